"""`corpus pack`: the folder that goes out with a consultation, or that concludes it."""

import datetime as dt
from itertools import chain
from pathlib import Path

import click

from build_tools.cli.command import as_of_option, corpus, say, versions_option, warn
from build_tools.language import speaking
from build_tools.lineage.comparisons import Comparisons, consulted_redlines
from build_tools.model import Amendment, Corpus, CorpusError
from build_tools.model.opinions import PublicResponses
from build_tools.pack.conclusion import Conclusion, conclusion_files
from build_tools.pack.consultation import pack as write_pack
from build_tools.record import load
from build_tools.record.files import read_text
from build_tools.record.lookup import find_amendment
from build_tools.record.targets import refuse_folder, refuse_published
from build_tools.record.writing import write_folder
from build_tools.responses.completed import completed_responses
from build_tools.responses.confidence import breaches
from build_tools.responses.publishable import publishable


@corpus.command()
@click.argument("amendment")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="The folder, empty or not there.",
)
@click.option(
    "--conclusion",
    is_flag=True,
    help="What concludes the consultation, instead of what goes out with it.",
)
@click.option(
    "--responses",
    type=click.Path(path_type=Path, dir_okay=False),
    help="With --conclusion: to-complete.yml of corpus responses, completed by a person.",
)
@click.option(
    "--templates",
    type=click.Path(path_type=Path),
    help="Templates that stand in for ours, by their names.",
)
@versions_option
@as_of_option
def pack(  # noqa: PLR0913 - one for each option
    *,
    amendment: str,
    output: Path,
    conclusion: bool,
    responses: Path | None,
    templates: Path | None,
    root: Path,
    as_of: dt.date,
) -> None:
    """Make the consultation pack of an AMENDMENT: draft instrument, response template, both texts
    and a summary.

    With --conclusion, make what concludes the consultation: a report of what was said and decided,
    the draft instrument, and what the draft as made changes in the law and in the draft as
    consulted. What was said in confidence is counted, and not quoted.

    Each as HTML, as markdown and as a Word file.
    """
    if responses is not None and not conclusion:
        raise click.UsageError("--responses goes with --conclusion")
    refuse_folder(output)
    if conclusion:
        names = _conclude(root, amendment, output, as_of, responses, templates)
    else:
        names = write_pack(root, amendment, output, as_of, Comparisons(warn), templates)
    say("\n".join((output / name).as_posix() for name in names))


def _conclude(
    root: Path,
    amendment: str,
    output: Path,
    as_of: dt.date,
    responses: Path | None,
    templates: Path | None,
) -> list[str]:
    comparisons = Comparisons(warn)
    record = load(root)
    found = find_amendment(record, amendment)
    public = None
    if responses is not None:
        refuse_published(responses.parent, root)
        public = _publishable(responses, record, found, comparisons)
    made = Conclusion(corpus=record, amendment=found, responses=public, as_of=as_of)
    files = conclusion_files(made, comparisons, templates)
    write_folder(output, files)
    return list(files)


def _publishable(
    path: Path, record: Corpus, amendment: Amendment, comparisons: Comparisons
) -> PublicResponses:
    """What may be published of the responses in a file; CorpusError where the record repeats what
    may not.
    """
    redlines = consulted_redlines(record, amendment, comparisons)
    completed = completed_responses(path.as_posix(), read_text(path), amendment, redlines)
    versions = chain.from_iterable(document.versions for document in record.documents)
    known = [*(version.text for version in versions), amendment.text]
    if amendment.decisions is not None:
        file = amendment.decisions
        if found := list(breaches(completed, file.path, file.text, known)):
            raise CorpusError(found)
    with speaking(record.language):
        return publishable(completed, amendment, redlines)
