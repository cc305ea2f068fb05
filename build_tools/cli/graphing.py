"""`corpus graph`: which terms the provisions of a text use, and which provisions they refer to."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import click

from build_tools.cli.command import (
    as_of_option,
    corpus,
    output_option,
    refuse_output,
    versions_option,
    write,
)
from build_tools.lineage.graph import Graphs
from build_tools.model import Corpus, Version
from build_tools.record import load
from build_tools.record.lookup import find_document, find_version
from build_tools.render.graph_json import graph_json


@corpus.command()
@click.argument("name", required=False, metavar="[DOCUMENT[@VERSION]]")
@versions_option
@as_of_option
@output_option
def graph(name: str | None, root: Path, as_of: dt.date, output: Path | None) -> None:
    """Write the graph of a version, of all versions of a DOCUMENT, or of the whole record as JSON:
    which terms each provision uses, and which provisions it refers to.

    graph.schema.json of the site describes it. Each version is read beside the other documents as
    they were on its day; --as-of says which is in force.
    """
    loaded = load(root)
    versions = list(_versions(loaded, name))
    refuse_output([output], versions)
    write(graph_json(Graphs(loaded, as_of), versions), output)


def _versions(loaded: Corpus, name: str | None) -> Iterator[Version]:
    if name is None:
        for document in loaded.documents:
            yield from document.versions
    elif "@" in name:
        yield find_version(loaded, name)
    else:
        yield from find_document(loaded, name).versions
