"""The passages of a redline in; the same out, with each row that went from one table to another
tied to what it is there.

Of tables that one split or merge holds together every row is looked for, and its words compared; of
any others only a row as it was, that no other resembles.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby, product
from typing import Literal, NamedTuple, TypeAlias

from build_tools.compare import thresholds
from build_tools.compare.tables.identity import numbering_column
from build_tools.compare.tables.overlay import compare_tables, unchanged_table
from build_tools.model import (
    Block,
    BlockPlace,
    Cell,
    CellRedline,
    Edits,
    Passage,
    RowTie,
    Table,
    TableLine,
    with_note_signs,
)

_End: TypeAlias = Literal["old", "new"]
_RowTexts: TypeAlias = tuple[str, ...]


class _Place(NamedTuple):
    """A row of the table of one passage."""

    passage: int
    row: int


class DividedRows(NamedTuple):
    """The rows of one table that stand in another of the other text, because tables were divided or
    joined; the tables are those of two passages, by their places among all.
    """

    old: int
    new: int
    columns: tuple[tuple[int, int], ...]
    """Which columns are one, in the old table and in the new."""
    rows: tuple[tuple[int, int], ...]


def divided_rows(passages: Sequence[Passage]) -> list[DividedRows]:
    """What `tie_rows` finds of tables that one split or merge holds together."""
    ties = _Ties(passages)
    ties.add_divided([*_lone_rows(passages, "old")], [*_lone_rows(passages, "new")])
    return ties.divided


def tie_rows(passages: Sequence[Passage]) -> list[Passage]:
    """The passages with each row that stands in another table of the other text tied to it."""
    gone, come = list(_lone_rows(passages, "old")), list(_lone_rows(passages, "new"))
    if not gone or not come:
        return list(passages)
    ties = _Ties(passages)
    ties.add_divided(gone, come)
    ties.add_distinctive(ties.free(gone, "old"), ties.free(come, "new"))
    return list(ties.applied())


def _lone_rows(passages: Sequence[Passage], end: _End) -> Iterator[_Place]:
    """The rows below the headers that stand in one of the texts, and in no table that is theirs in
    the other.
    """
    for at, passage in enumerate(passages):
        table = _table(passage, end)
        if table is None or (passage.tie and passage.tie.kind == "move"):
            continue
        if passage.side == end:
            rows: Iterable[int] = range(len(table.rows))
        else:
            rows = _rows_of_one_table(passage, end)
        yield from (_Place(at, row) for row in rows if row >= table.header_rows)


def _rows_of_one_table(passage: Passage, end: _End) -> Iterator[int]:
    """The rows that one of the two tables of a passage has, and the other has not."""
    for line in passage.table.rows if passage.table else ():
        if line.side == end and not line.moved:
            yield _index(line, end)


def _index(line: TableLine, end: _End) -> int:
    at = line.old if end == "old" else line.new
    assert at is not None
    return at


def _in_both(columns: Iterable[TableLine]) -> Iterator[tuple[int, int]]:
    """Each column that two tables have, in the old one and in the new."""
    for column in columns:
        if column.side != "old" and column.old is not None and column.new is not None:
            yield column.old, column.new


def _block(passage: Passage, end: _End) -> Block | None:
    return passage.old if end == "old" else passage.new


def _table(passage: Passage, end: _End) -> Table | None:
    block = _block(passage, end)
    return block.table if block else None


def _row_texts(cells: Sequence[Cell], numbering: int | None) -> _RowTexts:
    """The texts of a row, without its number and what is empty; the first is what it is called."""
    texts = [with_note_signs(cell.content).strip() for cell in cells]
    return tuple(text for at, text in enumerate(texts) if text and at != numbering)


def _counts(rows: Mapping[_Place, _RowTexts]) -> Counter[_RowTexts | str]:
    """How many rows are so, and in how many tables there is one of a name."""
    counts: Counter[_RowTexts | str] = Counter(rows.values())
    named = {(at.passage, texts[0]) for at, texts in rows.items() if texts}
    counts.update(name for _, name in named)
    return counts


class _Ties:
    """The rows that stand in another table of the other text, as far as they were found."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._there: dict[_End, dict[_Place, _Place]] = {"old": {}, "new": {}}
        self._edits: dict[tuple[_End, _Place, int], Edits] = {}
        """Between what stood and what stands in a row, by its place at either end and its column
        there; none where nothing was compared, because it is the same."""
        self.divided: list[DividedRows] = []
        """What was found of tables that were divided or joined."""

    def free(self, places: Iterable[_Place], end: _End) -> list[_Place]:
        """Those of some rows that were not found yet."""
        return [place for place in places if place not in self._there[end]]

    def _add(self, old: _Place, new: _Place) -> None:
        self._there["old"][old] = new
        self._there["new"][new] = old

    # --- Tables that were divided or joined -------------------------------------------------------

    def add_divided(self, gone: Sequence[_Place], come: Sequence[_Place]) -> None:
        """Tie the rows that went from one to another of the tables of one split or merge."""
        gone_of_tie, come_of_tie = self._by_tie(gone), self._by_tie(come)
        for key in gone_of_tie.keys() & come_of_tie.keys():
            for olds, news in product(gone_of_tie[key], come_of_tie[key]):
                if olds[0].passage != news[0].passage:
                    self._add_compared(self.free(olds, "old"), self.free(news, "new"))

    def _by_tie(
        self, places: Iterable[_Place]
    ) -> dict[tuple[BlockPlace, BlockPlace], list[list[_Place]]]:
        """The rows of tables that were divided or joined, table by table, by what tells one tie
        from another: where it begins in either text.
        """
        found: dict[tuple[BlockPlace, BlockPlace], list[list[_Place]]] = {}
        for at, rows in groupby(places, key=lambda place: place.passage):
            if tie := self._passages[at].tie:
                found.setdefault((tie.old[0].place, tie.new[0].place), []).append(list(rows))
        return found

    def _add_compared(self, gone: Sequence[_Place], come: Sequence[_Place]) -> None:
        """Tie those of some rows of two tables that are one when these are laid over one
        another.
        """
        if not gone or not come:
            return
        old, new = self._with_rows(gone, "old"), self._with_rows(come, "new")
        found = compare_tables(old, new)
        rows = []
        for line, cells in zip(found.rows, found.cells, strict=True):
            if line.old is None or line.new is None or line.side == "old":
                continue
            i, j = line.old - old.header_rows, line.new - new.header_rows
            if i >= 0 and j >= 0:
                self._add(gone[i], come[j])
                self._add_edits(gone[i], come[j], line, zip(found.columns, cells, strict=True))
                rows.append((gone[i].row, come[j].row))
        if rows:
            columns = [*_in_both(found.columns)]
            tables = gone[0].passage, come[0].passage
            self.divided.append(DividedRows(*tables, tuple(columns), tuple(rows)))

    def _add_edits(
        self,
        old: _Place,
        new: _Place,
        line: TableLine,
        cells: Iterable[tuple[TableLine, CellRedline]],
    ) -> None:
        for column, cell in cells:
            if column.old is not None and column.new is not None:
                in_place = line.side == column.side == "both"
                edits = cell.edits if in_place else cell.moved_edits
                self._edits["old", old, column.old] = edits
                self._edits["new", new, column.new] = edits

    def _with_rows(self, places: Sequence[_Place], end: _End) -> Table:
        """The table of some rows with no others below its headers."""
        table = _table(self._passages[places[0].passage], end)
        assert table is not None
        headers = table.rows[: table.header_rows]
        first, *rest = (table.rows[place.row] for place in places)
        begun = (replace(cell, merge="") if cell.merge == "^^" else cell for cell in first)
        return replace(table, rows=(*headers, tuple(begun), *rest))

    # --- Any two tables ---------------------------------------------------------------------------

    def add_distinctive(self, gone: Sequence[_Place], come: Sequence[_Place]) -> None:
        """Tie the rows that are the same and alone in either text, by what they are called too; one
        of their two tables must stand in both texts.

        What several tables have a row for went nowhere: it came in one, and went from another.
        """
        if not gone or not come:
            return
        old_texts, new_texts = self._texts("old"), self._texts("new")
        counts = _counts(old_texts), _counts(new_texts)
        gone_by_text = {old_texts[place]: place for place in gone}
        for new in come:
            text = new_texts[new]
            old = gone_by_text.get(text)
            if old is None or len(" ".join(text).split()) < thresholds.MIN_WORDS_MOVED:
                continue
            stays = "both" in {self._passages[place.passage].side for place in (old, new)}
            alone = all(count[text] == count[text[0]] == 1 for count in counts)
            if stays and alone and old.passage != new.passage:
                self._add(old, new)

    def _texts(self, end: _End) -> dict[_Place, _RowTexts]:
        """The texts of each row of each table of a text, without its number."""
        texts = {}
        for at, passage in enumerate(self._passages):
            if table := _table(passage, end):
                numbering = numbering_column(table)
                for row, cells in enumerate(table.rows):
                    texts[_Place(at, row)] = _row_texts(cells, numbering)
        return texts

    # --- What was found ---------------------------------------------------------------------------

    def applied(self) -> Iterator[Passage]:
        """The passages with what was found of their rows."""
        found = {place.passage for place in chain.from_iterable(self._there.values())}
        for at, passage in enumerate(self._passages):
            yield self._applied(at, passage) if at in found else passage

    def _applied(self, at: int, passage: Passage) -> Passage:
        table = passage.table or unchanged_table(passage.block.table or Table(rows=()))
        rows, cells = list(table.rows), list(table.cells)
        for row, line in enumerate(rows):
            end = passage.side if line.side == "both" else line.side
            if end == "both" or (place := _Place(at, _index(line, end))) not in self._there[end]:
                continue
            rows[row] = replace(line, tie=self._tie(place, end))
            columns = zip(table.columns, cells[row], strict=True)
            cells[row] = tuple(self._with_edits(place, end, columns))
        return replace(passage, table=replace(table, rows=tuple(rows), cells=tuple(cells)))

    def _tie(self, place: _Place, end: _End) -> RowTie:
        """The tie of a row that was found."""
        there = self._there[end][place]
        old, new = (place, there) if end == "old" else (there, place)
        old_block, new_block = self._passages[old.passage].old, self._passages[new.passage].new
        assert old_block is not None
        assert new_block is not None
        return RowTie(old=old_block, old_row=old.row, new=new_block, new_row=new.row)

    def _with_edits(
        self, place: _Place, end: _End, cells: Iterable[tuple[TableLine, CellRedline]]
    ) -> Iterator[CellRedline]:
        """The cells of a row with what changed in them on the way."""
        for column, cell in cells:
            at = column.old if end == "old" else column.new
            edits = () if at is None else self._edits.get((end, place, at), ())
            yield replace(cell, moved_edits=edits)
