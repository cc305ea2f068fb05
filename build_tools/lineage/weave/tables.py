"""The rows, columns and cells of one table through its versions so far, and a version laid in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, product

from build_tools.lineage.weave.laying import copied, lay, with_noise
from build_tools.lineage.weave.table_lines import LineLoom, OpenLine, had, standing, without
from build_tools.lineage.weave.text import (
    Addition,
    OpenText,
    closed_text,
    keep,
    leave,
    of_base,
    stood_at,
    written,
)
from build_tools.model import (
    Cell,
    CellMerge,
    CellRedline,
    Content,
    Edits,
    Noise,
    Table,
    TableLine,
    TableRedline,
    insertion,
    joined,
    old_content,
    unchanged,
)
from build_tools.model.weave import Members, WovenCell, WovenLine, WovenTable, member


@dataclass(slots=True)
class OpenCell:
    """A cell that may still gain members."""

    text: OpenText = field(default_factory=list)
    merges: dict[CellMerge, Members] = field(default_factory=dict)

    def add_merge(self, merge: CellMerge, addition: Addition) -> None:
        """Let another cell cover it in the version."""
        if merge:
            self.merges[merge] = self.merges.get(merge, 0) | addition.bit

    def closed(self) -> WovenCell:
        """The value."""
        merges = tuple([(members, merge) for merge, members in sorted(self.merges.items())])
        return WovenCell(stretches=closed_text(self.text), merges=merges)

    def of_base(self, addition: Addition) -> "OpenCell":
        """What the version before has of it, by itself."""
        merges = {merge: addition.base for merge, of in self.merges.items() if addition.had(of)}
        return OpenCell(of_base(self.text, addition), merges)

    def leave(self, addition: Addition) -> None:
        """Let the version before not have it."""
        leave(self.text, addition)
        left = [(merge, of & ~addition.base) for merge, of in self.merges.items()]
        self.merges = {merge: of for merge, of in left if of}


@dataclass(slots=True)
class OpenTable:
    """A table that may still gain versions; see `WovenTable`."""

    rows: list[OpenLine] = field(default_factory=list)
    columns: list[OpenLine] = field(default_factory=list)
    cells: dict[tuple[int, int], OpenCell] = field(default_factory=dict)
    """By the keys of their rows and columns."""
    _shapes: dict[Table, Members] = field(default_factory=dict)
    _caption: OpenText = field(default_factory=list)
    _lines: int = 0
    """How many rows and columns were made."""

    def start(self, table: Table, addition: Addition) -> None:
        """Lay in a table where the version before had none."""
        self._add_shape(table, addition)
        self._caption += written(joined(table.caption), addition)
        rows = [self._new_line(addition) for _ in table.rows]
        columns = [self._new_line(addition) for _ in range(table.width)]
        self.rows += rows
        self.columns += columns
        for row, cells in zip(rows, table.rows, strict=True):
            for column, cell in zip(columns, cells, strict=True):
                text = written(joined(cell.content), addition)
                self._fill(row, column, cell.merge, text, addition)

    def keep(self, table: Table, addition: Addition) -> None:
        """Lay in a table that is what it was."""
        self._add_shape(table, addition)
        base, bit = addition.base, addition.bit
        for line in (*self.rows, *self.columns):
            if line.members & base:
                line.members |= bit
        keep(self._caption, addition)
        for cell in self.cells.values():
            keep(cell.text, addition)
            for merge, members in cell.merges.items():
                if members & base:
                    cell.merges[merge] = members | bit

    def change(self, redline: TableRedline, addition: Addition, noise: Mapping[str, Noise]) -> None:
        """Lay in a table that is another than it was; `noise` are the classes of the changes in
        which all only follows.
        """
        self._add_shape(redline.new, addition)
        self._caption = lay(self._caption, redline.caption, addition)
        old_rows, old_columns = had(self.rows, addition), had(self.columns, addition)
        by_row, by_column = redline.new.rows, tuple(zip(*redline.new.rows, strict=True))
        rows = LineLoom(old_rows, by_row, addition, self._new_line, self._stood_in_row)
        columns = LineLoom(old_columns, by_column, addition, self._new_line, self._stood_in_column)
        self.rows = rows.woven(self.rows, redline.rows)
        self.columns = columns.woven(self.columns, redline.columns)
        for row, cells in zip(redline.rows, redline.cells, strict=True):
            for column, cell in zip(redline.columns, cells, strict=True):
                if row.side != "old" and column.side != "old":
                    key = rows.new[row.new].key, columns.new[column.new].key
                    classed = _with_noise(cell, _noise_of(row, cell, noise))
                    source = self._source(row, column, rows, columns)
                    self._lay_cell(key, classed, source, addition)

    def moved(self, redline: TableRedline, addition: Addition) -> "OpenTable":
        """What the version before has of it, at another place and with what changed on the way:
        its rows and columns keep their ids, and its words their origins.
        """
        made = OpenTable(_lines=self._lines, _caption=of_base(self._caption, addition))
        base = addition.base
        made.rows = [replace(line, members=base) for line in had(self.rows, addition)]
        made.columns = [replace(line, members=base) for line in had(self.columns, addition)]
        for key in product([row.key for row in made.rows], [each.key for each in made.columns]):
            if key in self.cells:
                made.cells[key] = self.cells[key].of_base(addition)
        made.change(redline, addition, {})
        made._leave(addition)
        return made

    def stood_as(self, table: Table, version: int) -> bool:
        """Whether it was this table in a version."""
        bit = member(version)
        shapes = [shape for shape, members in self._shapes.items() if members & bit]
        if shapes != [replace(table, rows=(), caption=())]:
            return False
        rows, columns = standing(self.rows, bit), standing(self.columns, bit)
        if (len(rows), len(columns)) != (len(table.rows), table.width):
            return False
        if stood_at(self._caption, version) != joined(table.caption):
            return False
        stood = [self._stood_in(row, column, version) for row, column in product(rows, columns)]
        cells = chain.from_iterable(table.rows)
        return stood == [(joined(cell.content), cell.merge) for cell in cells]

    def at(self, version: int) -> Table:
        """The table in a version that has it, in normal form."""
        bit = member(version)
        shape = next(shape for shape, members in self._shapes.items() if members & bit)
        rows = [self._row_at(row, version) for row in standing(self.rows, bit)]
        return replace(shape, rows=tuple(rows), caption=stood_at(self._caption, version))

    def _row_at(self, row: OpenLine, version: int) -> tuple[Cell, ...]:
        columns = standing(self.columns, member(version))
        cells = [self._stood_in(row, column, version) for column in columns]
        return tuple([Cell(content=content, merge=merge) for content, merge in cells])

    def _stood_in(self, row: OpenLine, column: OpenLine, version: int) -> tuple[Content, CellMerge]:
        """What stood in a cell in a version, and which way it was merged."""
        cell = self.cells.get((row.key, column.key), OpenCell())
        merges = [merge for merge, members in cell.merges.items() if members >> version & 1]
        return stood_at(cell.text, version), merges[0] if merges else ""

    def texts_of_row(self, row: int, addition: Addition) -> list[OpenText]:
        """What stood in the cells of a row of the version before."""
        line = had(self.rows, addition)[row]
        cells = [self.cells.get((line.key, each.key)) for each in had(self.columns, addition)]
        return [of_base(cell.text, addition) if cell else [] for cell in cells]

    def take_row(
        self, row: int, edits: Sequence[Edits], texts: Sequence[OpenText], addition: Addition
    ) -> None:
        """Let a row that came with the version be of the texts that stood in another table; `edits`
        are those of its cells on the way, none where nothing changed.
        """
        line = standing(self.rows, addition.bit)[row]
        if line.members != addition.bit:
            return
        for at, column in enumerate(standing(self.columns, addition.bit)):
            cell = self.cells.get((line.key, column.key))
            if cell is None:
                continue
            done = edits[at] or unchanged(stood_at(cell.text, addition.version))
            if source := _source_of(texts, at, old_content(done), addition):
                cell.text = copied(done, source, addition)

    def _stood_in_row(self, row: OpenLine, version: int) -> list[Content]:
        columns = standing(self.columns, member(version))
        return [self._stood_in(row, column, version)[0] for column in columns]

    def _stood_in_column(self, column: OpenLine, version: int) -> list[Content]:
        rows = standing(self.rows, member(version))
        return [self._stood_in(row, column, version)[0] for row in rows]

    def _new_line(self, addition: Addition) -> OpenLine:
        """A row or column that no version had."""
        self._lines += 1
        return OpenLine(self._lines, self._lines, addition.bit)

    def closed(self) -> WovenTable:
        """The value."""
        rows = {line.key: place for place, line in enumerate(self.rows)}
        columns = {line.key: place for place, line in enumerate(self.columns)}
        cells = {(rows[row], columns[column]): cell for (row, column), cell in self.cells.items()}
        return WovenTable(
            states=tuple([(members, shape) for shape, members in self._shapes.items()]),
            caption=closed_text(self._caption),
            rows=tuple([WovenLine(id=line.id, members=line.members) for line in self.rows]),
            columns=tuple([WovenLine(id=line.id, members=line.members) for line in self.columns]),
            cells={key: cells[key].closed() for key in sorted(cells)},
        )

    def _source(
        self, row: TableLine, column: TableLine, rows: LineLoom, columns: LineLoom
    ) -> OpenText:
        """What stood in a cell of the new table where its row and its column stood before."""
        if row.old is None or column.old is None or row.tie:
            return []
        cell = self.cells.get((rows.old[row.old].key, columns.old[column.old].key))
        return cell.text if cell else []

    def _lay_cell(
        self, key: tuple[int, int], cell: CellRedline, source: OpenText, addition: Addition
    ) -> None:
        """Lay in what a cell of the new table says."""
        content = cell.of("new").content
        there = self.cells.get(key)
        if there is None:
            moved = cell.moved_edits and source
            text = (
                copied(cell.moved_edits, source, addition) if moved else written(content, addition)
            )
            if text or cell.new_merge:
                self.cells[key] = there = OpenCell(text)
        else:
            edits = cell.edits if cell.side == "both" else insertion(content)
            there.text = lay(there.text, edits, addition)
        if there is not None:
            there.add_merge(cell.new_merge, addition)

    def _fill(
        self, row: OpenLine, column: OpenLine, merge: CellMerge, text: OpenText, addition: Addition
    ) -> None:
        if text or merge:
            self.cells[row.key, column.key] = cell = OpenCell(text)
            cell.add_merge(merge, addition)

    def _leave(self, addition: Addition) -> None:
        """Let the version before have none of it."""
        self.rows = without(self.rows, addition)
        self.columns = without(self.columns, addition)
        leave(self._caption, addition)
        keys = product([row.key for row in self.rows], [each.key for each in self.columns])
        self.cells = {key: self.cells[key] for key in keys if key in self.cells}
        for cell in self.cells.values():
            cell.leave(addition)

    def _add_shape(self, table: Table, addition: Addition) -> None:
        shape = replace(table, rows=(), caption=())
        self._shapes[shape] = self._shapes.get(shape, 0) | addition.bit


def _noise_of(row: TableLine, cell: CellRedline, noise: Mapping[str, Noise]) -> Noise | None:
    """The class of a cell in which all only follows; a number that moved with its row is no change
    of its own.
    """
    return "renumbering" if row.moved and not cell.change else noise.get(cell.change)


def _with_noise(cell: CellRedline, noise: Noise | None) -> CellRedline:
    if noise is None:
        return cell
    edits, moved_edits = with_noise(cell.edits, noise), with_noise(cell.moved_edits, noise)
    return replace(cell, edits=edits, moved_edits=moved_edits)


def _source_of(
    texts: Sequence[OpenText], at: int, content: Content, addition: Addition
) -> OpenText | None:
    """The text of a row that reads so: that of the same column, or else the first that does."""
    near = [*texts[at : at + 1], *texts]
    base = addition.base.bit_length() - 1
    return next((text for text in near if stood_at(text, base) == joined(content)), None)
