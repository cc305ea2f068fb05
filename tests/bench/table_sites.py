"""What the plants in tables share: which tables may be planted in, and what is put into new rows
and columns."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from build_tools.model import Table, plain, row_text
from tests.bench.claims import FRESH, Claim, Plant
from tests.bench.library import borrowed_paragraph
from tests.bench.manuscript import Manuscript
from tests.bench.pipes import PipeTable, pipe_table_of

LARGEST = 150
"""Rows of a table that is planted in."""
FILLED = 0.5
"""The share of its cells that hold something; some sources lost the contents of their tables."""
CROWDED = 10
"""For so many cells a table may carry one plant; each carries one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSite:
    """A table that may be planted in, and where it stands."""

    manuscript: Manuscript
    at: int
    pipe_table: PipeTable
    table: Table
    """As it was."""

    def claim(self, kind: str, *, row: int | None = None, column: int | None = None) -> Claim:
        """One change of the table."""
        key = self.manuscript.blocks[self.at].key
        return Claim(kinds=(kind,), old=(key,), new=(key,), row=row, column=column)

    def planted(self, name: str, pipe_table: PipeTable, *readings: tuple[Claim, ...]) -> Manuscript:
        """The manuscript with the table changed."""
        pipe_table = replace(pipe_table, plants=pipe_table.plants + 1)
        block = replace(self.manuscript.blocks[self.at], pipe_table=pipe_table, touched=True)
        return self.manuscript.with_blocks(self.at, self.at + 1, block).with_plant(
            Plant(name=name, readings=readings)
        )

    def text(self, row: int, column: int) -> str:
        """How an old cell reads."""
        return plain(self.table.rows[row][column].content)

    @property
    def body(self) -> list[int]:
        """The keys of the old rows under the header in which no cell is merged."""
        return [
            row
            for row in self.pipe_table.rows
            if self.table.header_rows <= row < FRESH and not self._is_merged(row)
        ]

    @property
    def untouched(self) -> list[int]:
        """Those of them that are as they were, and stand between rows that are."""
        rows = self.pipe_table.rows
        last = len(self.table.rows) - 1
        return [
            row
            for row in self.body
            if self.is_as_it_was(at := rows.index(row))
            and self.is_as_it_was(at - 1)
            and self.is_as_it_was(at + 1)
            and row - 1 in rows
            and (row == last or row + 1 in rows)
        ]

    @property
    def gaps(self) -> list[int]:
        """Where a row may be put in: before which of the rows, between two that are as they
        were."""
        places = range(self.table.header_rows, len(self.pipe_table.rows) + 1)
        return [at for at in places if self.is_as_it_was(at - 1) and self.is_as_it_was(at)]

    def is_as_it_was(self, at: int) -> bool:
        """Whether no cell was changed in the row at a place of the body, if there is one."""
        row = (
            self.pipe_table.rows[at]
            if self.table.header_rows <= at < len(self.pipe_table.rows)
            else 0
        )
        return row < FRESH and not (
            row and any(row == changed for changed, _ in self.pipe_table.edited)
        )

    @property
    def merges(self) -> bool:
        """Whether any cell is merged."""
        return any(cell.merge for row in self.table.rows for cell in row)

    @property
    def row_texts(self) -> list[str]:
        """How each old row reads."""
        return [row_text(row) for row in self.table.rows]

    @property
    def column_texts(self) -> list[str]:
        """How each old column reads."""
        return [row_text(row[at] for row in self.table.rows) for at in range(self.table.width)]

    @property
    def numbers(self) -> int | None:
        """The column of running numbers."""
        return numbers(self.table)

    def _is_merged(self, row: int) -> bool:
        below = self.table.rows[row + 1] if row + 1 < len(self.table.rows) else ()
        return any(cell.merge for cell in self.table.rows[row]) or any(
            cell.merge == "^^" for cell in below
        )


def sites(
    manuscript: Manuscript, rng: Random, *, rows: bool = False, columns: bool = False
) -> Iterator[TableSite]:
    """The tables that may be changed, in an order of chance; in their rows, or their columns, only
    once."""
    found = []
    for at, block in enumerate(manuscript.blocks):
        if block.kind != "table" or block.gone or block.key >= FRESH or block.source[:1] in " \t>":
            continue
        table = manuscript.old_block(at).table
        alone = manuscript.free(at) or (block.pipe_table and manuscript.has_free_sides(at))
        pipe_table = block.pipe_table or (
            pipe_table_of(block.source, table) if table and alone else None
        )
        if not table or not pipe_table or not alone or not _is_fit(pipe_table, table):
            continue
        if not (rows and pipe_table.rows_used) and not (columns and pipe_table.columns_used):
            found.append(
                TableSite(manuscript=manuscript, at=at, pipe_table=pipe_table, table=table)
            )
    yield from rng.sample(found, len(found))


def _is_fit(pipe_table: PipeTable, table: Table) -> bool:
    """Whether a table is neither too long, nor empty, nor full of plants."""
    cells = [cell for row in table.rows for cell in row]
    filled = sum(bool(cell.content or cell.merge) for cell in cells)
    crowded = pipe_table.plants and (pipe_table.plants + 1) * CROWDED > len(cells)
    return 1 < len(table.rows) <= LARGEST and filled >= FILLED * len(cells) and not crowded


def numbers(table: Table) -> int | None:
    """The first column, if it counts the rows of the body: 1, 2, 3."""
    texts = [plain(row[0].content).strip(" .)") for row in table.rows[table.header_rows :]]
    counts = [int(text) for text in texts if text.isdigit()]
    runs = len(counts) == len(texts) >= 2 and counts == list(
        range(counts[0], counts[0] + len(counts))
    )
    return 0 if runs else None


def fresh_row(rng: Random, site: TableSite, path: Path) -> dict[int, str]:
    """Cells made after those of another row: some of them as there, the others of borrowed
    words."""
    like = rng.choice(site.body or [0])
    cells = {}
    for place, column in enumerate(site.pipe_table.columns):
        text = site.text(like, column) if column < FRESH else ""
        size = max(1, min(len(text.split()), 12))
        simple = text if text.replace(" ", "").isalnum() else ""
        cells[column] = simple if place and rng.random() < 0.4 else borrowed_words(rng, path, size)
    return cells


def fresh_column(rng: Random, site: TableSite, path: Path) -> dict[int, str]:
    """A header of borrowed words over figures, one of two words, sentences, or cells not filled in
    yet."""
    style = rng.choice(("figures", "either", "sentences", "empty", "mostly one"))
    header, *body = site.pipe_table.rows
    cells = {header: borrowed_words(rng, path, rng.randint(1, 3))}
    for row in body:
        match style:
            case "figures":
                cells[row] = str(rng.randint(1, 9999))
            case "either":
                cells[row] = rng.choice(("Yes", "No"))
            case "sentences":
                cells[row] = borrowed_words(rng, path, rng.randint(3, 9))
            case "empty":
                cells[row] = ""
            case _:
                cells[row] = rng.choice(
                    ("not recorded", "not recorded", "not recorded", "recorded")
                )
    return cells


def borrowed_words(rng: Random, path: Path, count: int) -> str:
    """Neighbouring words of another text."""
    words = [word for word in borrowed_paragraph(rng, path).split() if word.isalnum()]
    start = rng.randint(0, max(0, len(words) - count))
    return " ".join(words[start : start + count]) or "reserved"
