"""`corpus pack`: the folder that goes out with a consultation."""

import datetime as dt
from pathlib import Path

import click

from build_tools.cli.command import as_of_option, corpus, say, versions_option, warn
from build_tools.lineage.comparisons import Comparisons
from build_tools.pack.consultation import pack as write_pack
from build_tools.record.targets import refuse_folder


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
    "--templates",
    type=click.Path(path_type=Path),
    help="Templates that stand in for ours, by their names.",
)
@versions_option
@as_of_option
def pack(amendment: str, output: Path, templates: Path | None, root: Path, as_of: dt.date) -> None:
    """Make the consultation pack of an AMENDMENT: draft direction, response template, both texts
    and a summary.

    Each as HTML, as markdown and as a Word file.
    """
    refuse_folder(output)
    files = write_pack(root, amendment, output, as_of, Comparisons(warn), templates)
    say("\n".join((output / name).as_posix() for name in files))
