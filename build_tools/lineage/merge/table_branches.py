"""A table of the base and the two branches of it, as the merge of tables asks for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from build_tools.compare.changes.table_citations import TableCitations
from build_tools.lineage.merge.chunks import BranchName
from build_tools.lineage.merge.sequences import ResultItem
from build_tools.model import Block, Passage, Table, TableLine, TableRedline
from build_tools.text.markdown.table_source import TableSource, table_source

Direction: TypeAlias = Literal["row", "column"]


@dataclass(frozen=True, slots=True)
class TableBranch:
    """The table as one branch has it."""

    redline: TableRedline
    """From the base."""
    source: TableSource
    label: str
    name: BranchName

    def table_lines(self, direction: Direction) -> Sequence[TableLine]:
        """The rows or columns of the redline."""
        return self.redline.rows if direction == "row" else self.redline.columns


def table_branch(block: Block | None, passage: Passage, name: BranchName) -> TableBranch | None:
    """The table of a branch; None when it has not changed or is not written line by line."""
    if block is None or passage.table is None:
        return None
    source = table_source(block)
    return TableBranch(passage.table, source, block.label, name) if source else None


@dataclass(frozen=True, slots=True)
class ThreeTables:
    """The table of the base and what the two branches made of it."""

    base: Table
    ours: TableBranch
    theirs: TableBranch
    consequential: frozenset[str]
    """The ids of the changes that only follow from others."""
    numbering_column: int | None
    """The column of the base that numbers its rows."""

    def row_name(self, row: ResultItem) -> str:
        """As a citation names the row: "row MOC (Secure)"."""
        names, position = self.naming(row)
        return names.row(position)

    def column_name(self, column: ResultItem) -> str:
        """As a citation names the whole column: "column End date"."""
        names, position = self.naming(column)
        return names.named_column(position)

    def naming(self, item: ResultItem) -> tuple[TableCitations, int]:
        """The table that names a row or column, theirs if it is in it, and its position there."""
        if item.theirs is not None:
            return TableCitations(self.theirs.redline.new), item.theirs
        if item.base is not None:
            return TableCitations(self.base), item.base
        assert item.ours is not None
        return TableCitations(self.ours.redline.new), item.ours


@dataclass(frozen=True, slots=True)
class TableConflict:
    """A row, column or cell that both branches changed."""

    where: str
    """As a citation ends: "row MOC (Secure), End date"."""
    agreed: bool = False
    """Whether both made the same of it."""
    consequential: bool = False
    """Whether what one of them did there only follows from something else."""
    rows: tuple[int | None, int | None] = (None, None)
    """The row in ours and in theirs; None where it is gone, or no one row is meant."""
    breaks: bool = False
    """Whether the table cannot be put together before it is decided."""
