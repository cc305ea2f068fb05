"""markdown-it's tokens of a pipe table → a rectangular grid, its merged cells resolved."""

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from build_tools.model import Align, Cell, CellMerge, GridPosition, Table
from build_tools.text.markdown.inline import Inline

_ALIGNS: dict[str, Align] = {
    "text-align:left": "left",
    "text-align:center": "center",
    "text-align:right": "right",
}
_MERGES: dict[str, CellMerge] = {"<<": "<<", "^^": "^^"}
_Grid = Sequence[Sequence[Cell]]


def table(stream: Iterator[Token], inline: Inline) -> Table:
    """The table whose opening token has just gone by; takes its tokens off `stream`, and `inline`
    reads its cells.

    markdown-it has padded short rows and left out cells beyond the last column. A header row in
    which nothing stands is kept as a row but is no header: there is nothing in it that a reader
    could find a column by.
    """
    rows: list[list[Cell]] = []
    aligns: list[Align] = []
    for token in stream:
        match token.type:
            case "inline":
                rows[-1].append(Cell(content=inline.content(token.content)))
            case "tr_open":
                rows.append([])
            case "th_open":
                aligns.append(_ALIGNS.get(str(token.attrs.get("style")), ""))
            case "table_close":
                break
    merged = _merged(rows)
    headed = any(cell.content for cell in rows[0])
    return Table(
        rows=merged, header_rows=_header_rows(merged) if headed else 0, aligns=tuple(aligns)
    )


def _header_rows(rows: _Grid) -> int:
    """How many rows are headers: the first, and those right under it in which a cell of it goes
    on.
    """
    count = 1
    while count < len(rows) and any(cell.merge == "^^" for cell in rows[count]):
        count += 1
    return count


def _merged(rows: _Grid) -> tuple[tuple[Cell, ...], ...]:
    """`rows` with `<<` and `^^` made merges where what they merge is a rectangle; elsewhere they
    stay text.
    """
    marks = dict(_merge_marks(rows))
    while wrong := _not_rectangular(marks):
        marks = {at: mark for at, mark in marks.items() if at not in wrong}
    merged = [list(row) for row in rows]
    for (r, c), mark in marks.items():
        merged[r][c] = Cell(merge=mark)
    return tuple(map(tuple, merged))


def _merge_marks(rows: _Grid) -> Iterator[tuple[GridPosition, CellMerge]]:
    """The cells that hold a sign of a merge and nothing else."""
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if len(cell.content) == 1 and not cell.content[0].marks:
                mark = _MERGES.get(cell.content[0].text)
                if mark is not None:
                    yield (r, c), mark


def _not_rectangular(marks: dict[GridPosition, CellMerge]) -> set[GridPosition]:
    """The marked positions that have no cell to continue, or that are part of a region that is no
    rectangle.
    """
    origins: dict[GridPosition, GridPosition] = {}
    wrong: set[GridPosition] = set()
    for (r, c), mark in sorted(marks.items()):
        above = mark == "^^"
        if (above and r < 1) or (not above and c < 1):
            wrong.add((r, c))
        neighbour = (r - 1, c) if above else (r, c - 1)
        origins[r, c] = origins.get(neighbour, neighbour)
    regions: dict[GridPosition, set[GridPosition]] = {}
    for at, origin in origins.items():
        regions.setdefault(origin, {origin}).add(at)
    for region in regions.values():
        height = len({r for r, _ in region})
        width = len({c for _, c in region})
        if height * width != len(region):
            wrong |= region & marks.keys()
    return wrong
