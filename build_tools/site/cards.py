"""Pieces of pages that show changes: a card for each change of a redline, and the states of a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any, Literal

from markupsafe import Markup

from build_tools.history import TableLife, TableState
from build_tools.model import NOTE, Change, Edit, Passage, Redline, Version, plain, prose
from build_tools.render.html import passage_html
from build_tools.render.inline import Ids, content_html
from build_tools.tables import spans

_CONTEXT = 60
"""How many characters of unchanged text a card shows on each side of a change."""
_LONGEST = 400
"""How many characters of an inserted or deleted text a card shows."""


@dataclass(frozen=True, slots=True)
class Card:
    """A change as a list shows it."""

    number: int
    change: Change
    was: Markup
    """The old text round what was deleted; empty when there was none."""
    now: Markup


class _NoIds(Ids):
    """For a piece of a redline shown elsewhere: its changes have their ids on the redline's own page."""

    def attribute(self, change: str) -> str:
        return ""

    def link(self, place: str) -> str:
        # What leads nowhere is only a sign, and its name is read as that of a picture.
        return ' role="img"'


def change_cards(redline: Redline) -> list[Card]:
    """The cards of all changes, in reading order."""
    return [
        Card(number, change, _excerpt(change, "old"), _excerpt(change, "new"))
        for number, change in enumerate(redline.changes, start=1)
    ]


def _excerpt(change: Change, side: Literal["old", "new"]) -> Markup:
    """One side of a change, what differs marked, the unchanged text round it cut short."""
    text, tag = (change.old, "del") if side == "old" else (change.new, "ins")
    if change.old == change.new and all(edit.op == "=" for edit in change.edits):
        return Markup(_lines(_shortened(text)))
    if not any(edit.op in "=~" for edit in change.edits):
        runs = tuple(run for edit in change.edits for run in (edit.old if side == "old" else edit.new))
        inner = content_html(runs) if runs and len(text) <= _LONGEST else _lines(_shortened(text))
        return Markup(f"<{tag}>{inner}</{tag}>") if text else Markup()
    last = len(change.edits) - 1
    return Markup("".join(_part(edit, side, at == 0, at == last) for at, edit in enumerate(change.edits)))


def _part(edit: Edit, side: Literal["old", "new"], first: bool, last: bool) -> str:
    content = edit.old if side == "old" else edit.new
    match edit.op:
        case "=":
            return _lines(_context(prose(content).replace(NOTE, ""), first, last))
        case "~":
            return f'<span class="format">{content_html(content)}</span>'
        case _:
            tag = "del" if side == "old" else "ins"
            return f"<{tag}>{content_html(content)}</{tag}>" if content else ""


def _context(text: str, first: bool, last: bool) -> str:
    """The unchanged text next to a change, without what is far from it."""
    head, tail = 0 if first else _CONTEXT, 0 if last else _CONTEXT
    if len(text) <= head + tail + 3:
        return text
    before = text[:head].rsplit(" ", 1)[0]
    after = text[len(text) - tail :].split(" ", 1)[-1] if tail else ""
    return f"{before} … {after}"


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"


def _lines(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")


def passage_lines(passages: Sequence[Passage]) -> Markup:
    """Some passages of a redline, shown away from it: without ids, and without the links that lead to them."""
    ids = _NoIds()
    return Markup("\n\n".join(html for passage in passages for html in passage_html(_unanchored(passage), ids)))


def _unanchored(passage: Passage) -> Passage:
    old, new = (block and replace(block, anchor="") for block in (passage.old, passage.new))
    return replace(passage, old=old, new=new)


def passages_of_kind(redline: Redline, kind: str) -> tuple[Change, list[Passage]] | None:
    """The first change of a kind, one of that kind alone before others, and the passages that show it."""
    found = sorted((change for change in redline.changes if kind in change.kinds), key=lambda change: len(change.kinds))
    if not found:
        return None
    change = found[0]
    return change, [passage for passage in redline.passages if change.id in set(_ids(passage))]


def _ids(passage: Passage) -> Iterator[str]:
    yield passage.change
    if passage.table is not None:
        yield from (axis.change for axis in (*passage.table.rows, *passage.table.columns))
        yield from (cell.change for row in passage.table.cells for cell in row)


# --- Tables ----------------------------------------------------------------------------------------------------------


def life_view(life: TableLife) -> dict[str, Any]:
    """A table's life for its page: the last state cell by cell, and every state as a redline of the one before."""
    return {
        "label": life.label,
        "caption": plain(life.states[-1].table.caption),
        "rows": list(_touched_rows(life.states[-1])),
        "header_rows": life.states[-1].table.header_rows,
        "last": life.states[-1].version,
        "states": [(state, _state_html(state)) for state in reversed(life.states)],
    }


def _state_html(state: TableState) -> Markup:
    passage = state.passage or Passage(old=state.block, new=state.block)
    return passage_lines([passage])


def _touched_rows(state: TableState) -> Iterator[list[dict[str, Any]]]:
    """The cells of each row with their spans, their content and the version that last changed them."""
    sizes = spans(state.table)
    for r, row in enumerate(state.table.rows):
        yield [
            {
                "html": Markup(content_html(cell.content)),
                "rowspan": sizes[r, c][0],
                "colspan": sizes[r, c][1],
                "version": state.touched[r][c],
            }
            for c, cell in enumerate(row)
            if (r, c) in sizes
        ]


def proposal_tables(redlines: Sequence[Redline], proposal: Version, life: TableLife) -> Iterator[Markup]:
    """The table as a proposal would change it, laid over the version in force."""
    current = life.states[-1].version
    for redline in redlines:
        if redline.new is proposal and redline.old is current:
            for passage in redline.passages:
                if passage.old is not None and passage.old.anchor == life.anchor:
                    yield passage_lines([passage])
