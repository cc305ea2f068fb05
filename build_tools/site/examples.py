"""Pieces of redlines shown on other pages than their own: specimens of changes, and the states of a
table.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from build_tools.compare.tables import cell_spans
from build_tools.lineage.provenance import TableLife, TableState
from build_tools.model import Change, Passage, Redline, Version, plain
from build_tools.render.html.blocks import passage_html
from build_tools.render.html.context import DetachedContext
from build_tools.render.html.inline import content_html


def passage_lines(passages: Sequence[Passage]) -> Markup:
    """Some passages of a redline, shown away from it: without ids, and without the links that lead
    to them.
    """
    context = DetachedContext()
    return Markup(
        "\n\n".join(html for passage in passages for html in passage_html(passage, context))
    )


def passages_of_kind(redline: Redline, kind: str) -> tuple[Change, list[Passage]] | None:
    """The first change of a kind, one of that kind alone before others, and the passages that show
    it.
    """
    found = sorted(
        (change for change in redline.changes if kind in change.kinds),
        key=lambda change: len(change.kinds),
    )
    if not found:
        return None
    change = found[0]
    return change, [passage for passage in redline.passages if change.id in passage.change_ids()]


# --- Tables ---------------------------------------------------------------------------------------


def life_view(life: TableLife) -> dict[str, Any]:
    """A table's life for its page: the last state cell by cell, and every state as a redline of the
    one before.
    """
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
    """The cells of each row with their spans, their content and the version that last changed
    them.
    """
    sizes = cell_spans(state.table)
    for r, row in enumerate(state.table.rows):
        yield [
            {
                "html": Markup(content_html(cell.content)),
                "rowspan": sizes[r, c][0],
                "colspan": sizes[r, c][1],
                "version": state.last_changed_by[r][c],
            }
            for c, cell in enumerate(row)
            if (r, c) in sizes
        ]


def proposal_tables(
    redlines: Sequence[Redline], proposal: Version, life: TableLife
) -> Iterator[Markup]:
    """The table as a proposal would change it, laid over the version in force."""
    current = life.states[-1].version
    for redline in redlines:
        if redline.new is proposal and redline.old is current:
            for passage in redline.passages:
                if passage.old is not None and passage.old.anchor == life.anchor:
                    yield passage_lines([passage])
