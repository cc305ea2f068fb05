"""`corpus preview`: what the site of a branch would be, to be read from a disk."""

import datetime as dt
from pathlib import Path

import click

from build_tools.cli.command import as_of_option, corpus, say
from build_tools.record.targets import refuse_folder


@corpus.command()
@click.argument(
    "branch", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write to, empty or not there.",
)
@as_of_option
def preview(*, branch: Path, out: Path, as_of: dt.date) -> None:
    """Build what the site of the files in the folder BRANCH would be, here by default: every page
    says that it is a preview and not law, and a double click on index.html opens it.

    The program and mkdocs.yml are those here; of BRANCH the record and the hand-written pages are
    read, and nothing is run.
    """
    from build_tools.site.preview import build_preview  # noqa: PLC0415 - loads mkdocs

    refuse_folder(out)
    build_preview(out, branch, as_of)
    say(f"{out / 'index.html'} opens the preview", error=True)
