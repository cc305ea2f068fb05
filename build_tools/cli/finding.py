"""`corpus find`: what the jump box of the site answers, on a terminal."""

import datetime as dt
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from textwrap import shorten

import click

from build_tools.cli.command import (
    as_of_option,
    corpus,
    docs_option,
    format_option,
    output_option,
    refuse_output,
    say,
    site_url_option,
    versions_option,
    warn,
    write,
)
from build_tools.cli.pages import hand_written_pages
from build_tools.language import gettext as _
from build_tools.language import speaking
from build_tools.lineage.comparisons import Comparisons
from build_tools.record import load
from build_tools.record.store import user_store
from build_tools.site.build import made_find_index
from build_tools.site.find.answers import Answer, FindError, Found, JumpBox

_WIDTH = 96
"""How much of what stands at a place is shown, in characters."""


@corpus.command()
@click.argument("query", nargs=-1, required=True)
@click.option("--earlier", is_flag=True, help="Search earlier versions and their words too.")
@click.option(
    "--most",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help="How many answers to show.",
)
@format_option(["text", "json"], "How the answer is written; json has all that the box shows.")
@docs_option("Hand-written pages; docs, where there is such a folder.", default=None)
@site_url_option("The address of the site, to stand before each address below it.")
@versions_option
@as_of_option
@output_option
def find(  # noqa: PLR0913 - one for each option
    *,
    query: tuple[str, ...],
    earlier: bool,
    most: int,
    format_name: str,
    docs: Path | None,
    site_url: str,
    root: Path,
    as_of: dt.date,
    output: Path | None,
) -> None:
    """Find what the jump box of the site finds: a number, a table and a row, a term, a document
    and its version, or words, such as `17.6`, `table 17.6 moc secure`, `mtad 3.0 17.6`.

    The law in force first, then proposals, amendments, guides. Takes the extra `find`. Ends with 1
    where nothing is found; what stands nearest is shown then.
    """
    refuse_output([output], [root])
    store = user_store()
    record = load(root)
    script = made_find_index(
        record, as_of, hand_written_pages(docs or Path("docs")), Comparisons(warn, store), store
    )
    try:
        with speaking(record.language):
            answered = JumpBox(script).answer(" ".join(query), earlier=earlier)
    except FindError as error:
        raise click.ClickException(str(error)) from error
    if format_name == "json":
        write(_json(answered, most, site_url), output)
    else:
        with speaking(record.language):
            nearest = f" {_('Nearest:')}" if answered.near else ""
        say(f"{answered.said}{nearest}", error=True)
        write("".join(_lines((answered.found or answered.near)[:most], site_url)), output)
    if not answered.found:
        sys.exit(1)


def _lines(results: Iterable[Found], site_url: str) -> Iterator[str]:
    """Three lines for each: what it is and how it stands, its words, its address."""
    for each in results:
        name = f"{each.name}: {each.title}" if each.title else each.name
        status = f"{each.status}; {each.note}" if each.note else each.status
        yield f"{name} ({status})\n"
        if each.text:
            yield f"  {shorten(each.text, _WIDTH, placeholder=' …')}\n"
        yield f"  {site_url}{each.address}\n"


def _json(answered: Answer, most: int, site_url: str) -> str:
    def written(results: Iterable[Found]) -> list[dict[str, str]]:
        return [{**asdict(each), "address": f"{site_url}{each.address}"} for each in results]

    found = {
        "said": answered.said,
        "found": written(answered.found[:most]),
        "near": written(answered.near[:most]),
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
