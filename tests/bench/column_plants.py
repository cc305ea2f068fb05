"""Plants of columns: put in, taken out, put elsewhere, exchanged, and each cell of one given the
same words."""

from dataclasses import replace
from pathlib import Path
from random import Random

from tests.bench.claims import FRESH
from tests.bench.manuscript import Manuscript
from tests.bench.tables_at_hand import Spot, fresh_column, spots


def column_insert(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A column with a header."""
    for spot in spots(manuscript, rng, columns=True):
        if spot.merges or spot.table.header_rows != 1:
            continue
        before = rng.randint(int(spot.numbers is not None), len(spot.sheet.columns))
        [column] = spot.sheet.fresh()
        cells = {(row, column): text for row, text in fresh_column(rng, spot, path).items()}
        columns = (*spot.sheet.columns[:before], column, *spot.sheet.columns[before:])
        sheet = spot.sheet.with_cells(cells).with_columns(columns)
        return spot.planted("column-insert", sheet, (spot.claim("column-insert", column=column),))
    return None


def column_delete(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A column; a table keeps two."""
    for spot in spots(manuscript, rng, columns=True):
        columns = _untouched(spot)
        if len(spot.sheet.columns) < 3 or spot.merges or not columns:
            continue
        column = rng.choice(columns)
        sheet = spot.sheet.with_columns(each for each in spot.sheet.columns if each != column)
        return spot.planted("column-delete", sheet, (spot.claim("column-delete", column=column),))
    return None


def column_move(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A column put elsewhere."""
    for spot in spots(manuscript, rng, columns=True):
        columns = [column for column in _untouched(spot) if column != spot.numbers]
        if not _can_be_told_apart(spot) or not columns:
            continue
        column = rng.choice(columns)
        rest = [each for each in spot.sheet.columns if each != column]
        to = rng.choice(
            [each for each in range(len(rest) + 1) if each != spot.sheet.columns.index(column)]
        )
        sheet = spot.sheet.with_columns((*rest[:to], column, *rest[to:]), column)
        return spot.planted("column-move", sheet, (spot.claim("column-move", column=column),))
    return None


def column_swap(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """Two columns that do not stand side by side, each put in the other's place."""
    for spot in spots(manuscript, rng, columns=True):
        if not _can_be_told_apart(spot):
            continue
        order = list(spot.sheet.columns)
        left = rng.randrange(len(order) - 2)
        right = rng.randrange(left + 2, len(order))
        order[left], order[right] = order[right], order[left]
        moved = order[left], order[right]
        if spot.numbers in moved:  # elsewhere than in front, they may be any figures
            continue
        claims = tuple(spot.claim("column-move", column=column) for column in moved)
        return spot.planted("column-swap", spot.sheet.with_columns(order, *moved), claims)
    return None


def column_suffix(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """The same words put after the text of each cell of a column."""
    for spot in spots(manuscript, rng, rows=True, columns=True):
        suffix = rng.choice(("as amended", "where applicable", "(if any)"))
        column = rng.choice(spot.sheet.columns)
        places = [(row, column) for row in spot.sheet.rows if row >= spot.table.header_rows]
        texts = {place: spot.text(*place) for place in places}
        if (
            spot.sheet.edited
            or spot.merges
            or len(places) < 2
            or not all(texts.values())
            or column == spot.numbers
        ):
            continue
        sheet = spot.sheet.with_cells(
            {place: f"{spot.sheet.cells[place]} {suffix}" for place in places},
            {place: f"{text} {suffix}" for place, text in texts.items()},
        )
        claims = tuple(
            replace(spot.claim("cell", row=row, column=column), inserted=(suffix,))
            for row, _ in places
        )
        return spot.planted(
            "column-suffix", replace(sheet, rows_used=True, columns_used=True), claims
        )
    return None


def _untouched(spot: Spot) -> list[int]:
    """The columns in which no cell of an old row was changed."""
    changed = {column for row, column in spot.sheet.edited if row < FRESH}
    return [column for column in spot.sheet.columns if column not in changed]


def _can_be_told_apart(spot: Spot) -> bool:
    """Whether there are columns enough for a move, none merged and no two alike."""
    texts = spot.column_texts
    return len(spot.sheet.columns) >= 3 and not spot.merges and len(set(texts)) == len(texts)
