"""Where the parts of a version come from, as lines for a terminal and as JSON."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import shorten
from typing import Any

from build_tools.compare.changes.table_citations import TableCitations
from build_tools.language import N_
from build_tools.language import gettext as _
from build_tools.lineage.provenance import BlockOrigins, CellOrigins, Since, WordsOrigin
from build_tools.model import (
    NotBegun,
    Table,
    Version,
    plain,
    row_text,
    visible_controls,
    with_note_signs,
)
from build_tools.render.citation import amendment_date
from build_tools.render.not_begun_in_words import not_begun_word
from build_tools.render.written_json import written_json

FORMAT = 1
"""Of the data of a blame: counts what is added, and no key changes its meaning."""
FIRST = N_("as in the first version of this record")
_EXCERPT = 60
"""How many characters of a text a line shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blame:
    """A version, or a part of it, with where it comes from."""

    versions: Sequence[Version]
    """Those of the document, in the order of its weave."""
    version: Version
    blocks: Sequence[BlockOrigins]
    date: Callable[[int, BlockOrigins], str]
    """When what a version, by its place, made of a block came to be law, or is to."""
    words: bool = False
    """Whether the words are told apart, and not only provisions, rows and cells."""
    waits: Mapping[int, NotBegun] = field(default_factory=dict)
    """The blocks that are not in force, or in part alone, by their places."""


def blame_text(blame: Blame) -> str:
    """A line for each provision, row and cell: the version that last changed it in substance, how
    it is cited, the beginning of what it says; below, what each version is.
    """
    told = _("by which version each part came to say what it says")
    lines = [f"{blame.version.name}: {told}", ""]
    lines += _block_lines(blame)
    lines += ["", *_version_lines(blame)]
    return visible_controls("\n".join(lines)) + "\n"


def _block_lines(blame: Blame) -> Iterator[str]:
    width = max([len(version.label) for version in blame.versions])
    for block in blame.blocks:
        if block.block.kind == "rule":
            continue
        label = blame.versions[block.since.changed].label.ljust(width)
        where = block.block.citation or block.block.kind
        text = _excerpt(with_note_signs(block.block.content))
        waits = blame.waits.get(block.place)
        sign = f" [{not_begun_word(waits)}]" if waits else ""
        yield f"{label}  {': '.join(filter(None, (where, text)))}{sign}"
        words = _word_lines(blame, block.words, " " * width) if blame.words else ()
        yield from words
        if block.table:
            yield from _table_lines(blame, block, width)


def _table_lines(blame: Blame, block: BlockOrigins, width: int) -> Iterator[str]:
    assert block.table is not None
    assert block.block.table is not None
    table = block.block.table
    for at, (row, since) in enumerate(zip(block.table.cells, block.table.rows, strict=True)):
        label = blame.versions[since.changed].label.ljust(width)
        row_name = _row_name(table, at)
        yield f"{label}    {row_name}: {_excerpt(row_text(table.rows[at]))}"
        for column, cell in enumerate(row):
            if cell.since.changed:
                own = blame.versions[cell.since.changed].label.ljust(width)
                header = table.header(column) or _("column %(number)s", number=column + 1)
                said = with_note_signs(table.rows[at][column].content) or _("empty")
                yield f"{own}      {header}: {_excerpt(said)}"


def _row_name(table: Table, at: int) -> str:
    """As a redline counts rows: from 1, below the headers."""
    if at < table.header_rows:
        return TableCitations(table).row(at)
    return _("row %(number)s", number=table.row_number(at))


def _word_lines(blame: Blame, words: Iterable[WordsOrigin], margin: str) -> Iterator[str]:
    for each in words:
        came = blame.versions[each.came].label
        if each.back is not None:
            came += _(", back in %(version)s", version=blame.versions[each.back].label)
        yield f"{margin}    {came}: {_('“%(words)s”', words=_excerpt(each.run.text))}"


def _version_lines(blame: Blame) -> Iterator[str]:
    """What each of the versions is that the lines name, and since when that is law."""
    dates: dict[int, dict[str, None]] = {}
    for number, block in _changed(blame.blocks):
        dates.setdefault(number, {})[blame.date(number, block)] = None
    for number in sorted(dates):
        version = blame.versions[number]
        title = version.amendment.title if version.amendment else ""
        made = _(FIRST) if number == 0 else f"{title}, {'; '.join(dates[number])}"
        yield f"{version.label}  {made}"


def _changed(blocks: Iterable[BlockOrigins]) -> Iterator[tuple[int, BlockOrigins]]:
    """The version that last changed each block and cell, with the block."""
    for block in blocks:
        yield block.since.changed, block
        for row in block.table.cells if block.table else ():
            yield from ((cell.since.changed, block) for cell in row)


def _excerpt(text: str) -> str:
    return shorten(text, _EXCERPT, placeholder=" …")


# --- JSON -----------------------------------------------------------------------------------------


def blame_json(blame: Blame) -> str:
    """The same and more as JSON: each block, row, column and cell with the versions that brought it
    and last changed it, and every stretch of words with its origin.
    """
    data = {
        "format": FORMAT,
        "document": blame.version.document,
        "version": blame.version.label,
        "sha256": blame.version.sha256,
        "versions": [_version_data(version) for version in blame.versions],
        "blocks": [_block_data(blame, block) for block in blame.blocks],
    }
    return written_json(data)


def _version_data(version: Version) -> dict[str, Any]:
    amendment = version.amendment
    return {
        "label": version.label,
        "amendment": amendment.id if amendment else None,
        "title": amendment.title if amendment else None,
        "date": amendment_date(version),
    }


def _block_data(blame: Blame, block: BlockOrigins) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": block.id,
        "anchor": block.block.anchor,
        "where": block.block.citation,
        "label": block.block.label,
        **_since_data(blame, block.since),
    }
    if block.table is None:
        return data | {"words": _words_data(blame, block.words)}
    return data | {
        "caption": _words_data(blame, block.table.caption),
        "rows": [_since_data(blame, since) for since in block.table.rows],
        "columns": [_since_data(blame, since) for since in block.table.columns],
        "cells": [_row_data(blame, row) for row in block.table.cells],
    }


def _row_data(blame: Blame, row: Iterable[CellOrigins]) -> list[dict[str, Any]]:
    return [_cell_data(blame, cell) for cell in row]


def _cell_data(blame: Blame, cell: CellOrigins) -> dict[str, Any]:
    return _since_data(blame, cell.since) | {"words": _words_data(blame, cell.words)}


def _since_data(blame: Blame, since: Since) -> dict[str, Any]:
    came, changed = blame.versions[since.came], blame.versions[since.changed]
    return {"came": came.label, "changed": changed.label}


def _words_data(blame: Blame, words: Iterable[WordsOrigin]) -> list[dict[str, Any]]:
    found = []
    for each in words:
        data = {"text": plain((each.run,)), "came": blame.versions[each.came].label}
        if each.back is not None:
            data["back"] = blame.versions[each.back].label
        found.append(data)
    return found
