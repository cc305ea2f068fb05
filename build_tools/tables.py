"""Tables: two tables in, one grid out that holds every cell of both and is never ragged.

Spans are already a grid. Columns are paired by header and content, then rows by the content of the paired columns with
a column of running numbers left out (it is a label, not a key), then words inside each cell. A row or column that moved
stands at both of its places.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from build_tools.align import Matching, Pair, Unit, align, alike, identical, moved
from build_tools.model import Axis, Cell, CellRedline, Content, Edit, Edits, Table, TableRedline, plain
from build_tools.words import NOTHING_RENUMBERED, Renumbering, Vocabulary, compare, similarity

COLUMN_FLOOR = 0.3
"""Two columns less alike than this, by header and content, are not one column."""
_NUMBER_HEADER = re.compile(r"(#|no|nr|nos|item|number|ref|row|zeile|ziff|lfd\. nr)?\.?", re.IGNORECASE)
_NUMBER = re.compile(r"\(?((?:[\w]+\.)*)(\d+)[.)]?")


def compare_tables(old: Table, new: Table, renumbering: Renumbering = NOTHING_RENUMBERED) -> TableRedline:
    """Lay two tables over one another."""
    column_pairs = _align_columns(old, new)
    columns = Matching(_columns(old), _columns(new))
    columns.add("column", column_pairs)
    rows = _align_rows(old, new, column_pairs)
    row_axes, column_axes = _axes(rows), _axes(columns)
    return TableRedline(
        old=old,
        new=new,
        rows=row_axes,
        columns=column_axes,
        cells=tuple(tuple(_cell(old, new, row, column, renumbering) for column in column_axes) for row in row_axes),
        caption=compare(old.caption, new.caption, renumbering),
    )


def unchanged(table: Table) -> TableRedline:
    """A table laid over itself."""
    return TableRedline(
        old=table,
        new=table,
        rows=tuple(Axis(side="both", old=at, new=at) for at in range(len(table.rows))),
        columns=tuple(Axis(side="both", old=at, new=at) for at in range(table.width)),
        cells=tuple(
            tuple(
                CellRedline(side="both", edits=kept(cell.content), old_merge=cell.merge, new_merge=cell.merge)
                for cell in row
            )
            for row in table.rows
        ),
        caption=kept(table.caption),
    )


def number_column(table: Table) -> int | None:
    """The column that holds nothing but the rows' running number, if there is one.

    It is the first column or is headed "No." or the like, and it counts on by one from each row to the next: a column
    of figures that mean something must never be taken for labels. In a table of one row, only its header can tell.
    """
    body = table.rows[table.header_rows :]
    if not body or table.width < 2:
        return None
    for at in range(table.width):
        header = " ".join(plain(row[at].content) for row in table.rows[: table.header_rows]).strip()
        named = bool(_NUMBER_HEADER.fullmatch(header))
        texts = [text for row in body if not row[at].merge and (text := plain(row[at].content).strip())]
        if (at == 0 and _counts_on(texts)) or (named and (_counts_on(texts) or texts == ["1"])):
            return at
    return None


def _counts_on(texts: Sequence[str]) -> bool:
    matches = [_NUMBER.fullmatch(text) for text in texts]
    if len(matches) < 2 or not all(matches):
        return False
    numbers = [(match[1], int(match[2])) for match in matches if match]
    return all(one[0] == next_[0] and next_[1] == one[1] + 1 for one, next_ in pairwise(numbers))


# --- Columns ---------------------------------------------------------------------------------------------------------


def _columns(table: Table) -> list[Unit]:
    return [
        Unit(key=texts, group="column", label="", parts=(" ".join(texts),))
        for texts in (tuple(plain(row[at].content) for row in table.rows) for at in range(table.width))
    ]


def _align_columns(old: Table, new: Table) -> list[Pair]:
    """Columns whose headers and contents are most alike, best first; ties go to the same place."""
    vocabulary = Vocabulary()
    features = [[_ColumnFeatures(table, at, vocabulary) for at in range(table.width)] for table in (old, new)]
    scored = sorted(
        (-left.likeness(right), abs(i - j), i, j)
        for i, left in enumerate(features[0])
        for j, right in enumerate(features[1])
    )
    pairs: dict[int, int] = {}
    for score, _, i, j in scored:
        if -score >= COLUMN_FLOOR and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return sorted(pairs.items())


class _ColumnFeatures:
    """What a column is known by: its header, and the texts of its body cells whatever their order."""

    def __init__(self, table: Table, at: int, vocabulary: Vocabulary) -> None:
        cells = [plain(row[at].content).strip() for row in table.rows]
        self.header = vocabulary.encode(" ".join(cells[: table.header_rows]))
        body = cells[table.header_rows :]
        self.counts = Counter(cell for cell in body if cell)
        self.body = "".join(vocabulary.encode(cell) for cell in body)

    def likeness(self, other: "_ColumnFeatures") -> float:
        """Half header, half content; content is alike when the cells are the same or their words are.

        Of two columns in which nothing is filled in, the header tells.
        """
        if not self.counts and not other.counts:
            return similarity(self.header, other.header)
        most = max(self.counts.total(), other.counts.total())
        same = (self.counts & other.counts).total() / most if most else 0.0
        content = max(same, similarity(self.body, other.body) if self.body and other.body else 0.0)
        if not self.header or not other.header:
            return content
        return (similarity(self.header, other.header) + content) / 2


# --- Rows ------------------------------------------------------------------------------------------------------------


def _align_rows(old: Table, new: Table, column_pairs: list[Pair]) -> Matching:
    numbers = number_column(old), number_column(new)
    keyed = [pair for pair in column_pairs if pair != numbers] or column_pairs
    if not keyed:
        keyed = [(0, 0)]
    old_units = _rows(old, [i for i, _ in keyed])
    new_units = _rows(new, [j for _, j in keyed])
    weights = tuple(_weight(old_units, new_units, at) for at in range(len(keyed)))

    def headers(matching: Matching) -> None:
        if old.header_rows == new.header_rows:
            matching.add("header", ((at, at) for at in range(old.header_rows)))

    return align(old_units, new_units, (headers, identical, alike, moved), weights)


def _rows(table: Table, columns: list[int]) -> list[Unit]:
    units = []
    for at, row in enumerate(table.rows):
        texts = tuple(plain(row[column].content) for column in columns)
        group = "header" if at < table.header_rows else "body"
        units.append(Unit(key=(group, texts), group=group, label=texts[0], parts=texts))
    return units


def _weight(old: list[Unit], new: list[Unit], at: int) -> float:
    """A column counts the more, the more its cells tell rows apart: a column of "not recorded" says nothing."""
    texts = [unit.parts[at] for unit in (*old, *new) if unit.group == "body"]
    distinct = len(set(texts)) / len(texts) if texts else 1.0
    return 0.5 + distinct


# --- The grid --------------------------------------------------------------------------------------------------------


def _axes(matching: Matching) -> tuple[Axis, ...]:
    """The rows or columns of both tables in reading order."""
    origins = {j: i for i, j in matching.pairs.items()}
    axes = []
    for i, j in matching.order():
        if j is None and i is not None:
            axes.append(Axis(side="old", old=i, new=matching.pairs.get(i)))
        elif i is None and j is not None:
            axes.append(Axis(side="new", old=origins.get(j), new=j))
        else:
            axes.append(Axis(side="both", old=i, new=j))
    return tuple(axes)


def _cell(old: Table, new: Table, row: Axis, column: Axis, renumbering: Renumbering) -> CellRedline:
    before = _at(old, row.old, column.old) if row.side != "new" and column.side != "new" else None
    after = _at(new, row.new, column.new) if row.side != "old" and column.side != "old" else None
    if before is None and after is None:
        return CellRedline(side=row.side, filler=True)
    return CellRedline(
        side="both" if before and after else "old" if before else "new",
        edits=_edits(before, after, renumbering),
        old_merge=before.merge if before else "",
        new_merge=after.merge if after else "",
    )


def _at(table: Table, row: int | None, column: int | None) -> Cell | None:
    return None if row is None or column is None else table.rows[row][column]


def _edits(before: Cell | None, after: Cell | None, renumbering: Renumbering) -> Edits:
    if before is None:
        return whole("+", after.content if after else ())
    if after is None:
        return whole("-", before.content)
    return compare(before.content, after.content, renumbering)


def whole(op: str, content: Content) -> Edits:
    """The edits of something deleted (`-`) or inserted (`+`) as a whole."""
    if not content:
        return ()
    return (Edit("-", content, ()),) if op == "-" else (Edit("+", (), content),)


def kept(content: Content) -> Edits:
    """The edits of something that stands in both texts as it was."""
    return (Edit("=", content, content),) if content else ()


def spans(table: Table) -> dict[Pair, Pair]:
    """For each cell that is not covered by another, by row and column: how many rows and columns it covers."""
    origins: dict[Pair, Pair] = {}
    covered: dict[Pair, list[Pair]] = {}
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            match cell.merge:
                case "<<":
                    origins[r, c] = origins[r, c - 1]
                case "^^":
                    origins[r, c] = origins[r - 1, c]
                case _:
                    origins[r, c] = (r, c)
            covered.setdefault(origins[r, c], []).append((r, c))
    return {
        origin: (max(r for r, _ in cells) - origin[0] + 1, max(c for _, c in cells) - origin[1] + 1)
        for origin, cells in covered.items()
    }
