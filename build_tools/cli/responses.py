"""`corpus responses`: what came back to a consultation, read and placed."""

import datetime as dt
from pathlib import Path

import click

from build_tools.cli.command import as_of_option, corpus, say, versions_option, warn
from build_tools.language import speaking
from build_tools.lineage.comparisons import Comparisons, step_redlines
from build_tools.model.problems import CorpusError
from build_tools.pack.consultation import blank_response_forms
from build_tools.record import load
from build_tools.record.lookup import find_amendment
from build_tools.record.targets import refuse_folder, refuse_published
from build_tools.record.writing import write_folder
from build_tools.responses.collection import collect, form_of
from build_tools.responses.completing import record_to_complete
from build_tools.responses.tables import tables


@corpus.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--amendment", required=True, help="What was consulted on, by its id.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The folder, empty or not there; FOLDER-read unless another is given.",
)
@click.option(
    "--templates",
    type=click.Path(path_type=Path),
    help="The templates that the pack was made with.",
)
@versions_option
@as_of_option
def responses(
    folder: Path,
    amendment: str,
    output: Path | None,
    templates: Path | None,
    root: Path,
    as_of: dt.date,
) -> None:
    """Read the responses in a FOLDER: Word, OpenDocument, PDF, CSV and markdown files.

    Writes to-complete.yml, which a person completes, and as-tables.md, a table for each question
    and each change and a list of what could not be placed. Both lie outside the project and every
    git working tree, as FOLDER must: they hold what is confidential. What is told here is counts.
    """
    output = output or folder.with_name(f"{folder.resolve().name}-read")
    for each in (folder, output):
        refuse_published(each, root)
    refuse_folder(output)
    if output.resolve().is_relative_to(folder.resolve()):
        raise click.UsageError("what is written may not lie in the folder that is read")
    comparisons = Comparisons(warn)
    record = load(root)
    found = find_amendment(record, amendment)
    blank = blank_response_forms(record, found, as_of, comparisons, templates)
    with speaking(record.language):
        form = form_of(found, step_redlines(record, found, as_of, comparisons), blank)
    collection = collect(folder, found, form)
    with speaking(record.language):
        record_text, told = record_to_complete(collection), tables(collection)
    files = {"to-complete.yml": record_text, "as-tables.md": told}
    write_folder(output, {name: text.encode() for name, text in files.items()})
    say("\n".join((output / name).as_posix() for name in files))
    for response in collection.responses:
        say(
            f"{response.file}: {response.words_placed} words placed,"
            f" {response.words_listed} to be placed by a person"
        )
    if collection.unread:
        raise CorpusError([each.problem for each in collection.unread])
