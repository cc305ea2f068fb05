"""`corpus archive`: all of a record in one file, to keep and to check by hand."""

import datetime as dt
from pathlib import Path

import click

from build_tools.cli.command import (
    as_of_option,
    corpus,
    refuse_output,
    say,
    versions_option,
    warn,
    write,
)
from build_tools.cli.configured import offered_on_site
from build_tools.language import number_of
from build_tools.lineage.comparisons import Comparisons
from build_tools.pack.archive import archive as archive_of
from build_tools.record import load
from build_tools.record.files import record_files
from build_tools.record.git import commit_of
from build_tools.site.manifest import manifest_text


@corpus.command()
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write: archive.zip.",
)
@versions_option
@as_of_option
def archive(output: Path, root: Path, as_of: dt.date) -> None:
    """Write one zip with the whole record, its redlines, weaves, seals, signatures and publication
    log, and with a text that says how to check all of it with coreutils and OpenSSH alone.

    Its corpus.json is that of the site which the mkdocs.yml here makes of the record. The same
    record, day, commit and settings of mkdocs.yml give the same bytes.
    """
    if output.suffix.lower() != ".zip":
        raise click.UsageError(f"what is written is a zip, and {output} is not called so")
    refuse_output([output], [root])
    record = load(root)
    commit = commit_of(root)
    manifest = manifest_text(record, as_of, commit, offered_on_site(root))
    packed = archive_of(record, record_files(root), manifest, Comparisons(warn), as_of, commit)
    write(packed, output)
    documents = number_of(len(record.documents), "document")
    say(f"{output} holds {documents} and how to check them", error=True)
