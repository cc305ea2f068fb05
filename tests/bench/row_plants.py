"""Plants of rows: put in, taken out, put elsewhere, one or several, numbered or not."""

from dataclasses import replace
from pathlib import Path
from random import Random

from tests.bench.claims import FRESH
from tests.bench.manuscript import Manuscript, opened
from tests.bench.tables_at_hand import Spot, borrowed_words, fresh_row, spots


def row_insert(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A row whose cells are made after those of another."""
    return _rows_inserted(manuscript, rng, path, 1, "row-insert")


def rows_insert(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """Two or three rows side by side."""
    return _rows_inserted(manuscript, rng, path, rng.randint(2, 3), "rows-insert")


def _rows_inserted(
    manuscript: Manuscript, rng: Random, path: Path, count: int, name: str
) -> Manuscript | None:
    for spot in spots(manuscript, rng, rows=True):
        made = {row: fresh_row(rng, spot, path) for row in spot.sheet.fresh(count)}
        if (
            spot.numbers is not None
            or not spot.gaps
            or len({tuple(cells.values()) for cells in made.values()}) < count
        ):
            continue
        below = rng.choice(spot.gaps)
        cells = {
            (row, column): text for row, texts in made.items() for column, text in texts.items()
        }
        rows = (*spot.sheet.rows[:below], *made, *spot.sheet.rows[below:])
        claims = tuple(spot.claim("row-insert", row=row) for row in made)
        return spot.planted(name, spot.sheet.with_cells(cells).with_rows(rows), claims)
    return None


def row_insert_like(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """Beside a row another of which only one cell reads differently."""
    for spot in spots(manuscript, rng, rows=True):
        if spot.numbers is not None or not spot.untouched or len(spot.sheet.columns) < 2:
            continue
        like = rng.choice(spot.untouched)
        [row] = spot.sheet.fresh()
        cells = {
            (row, column): spot.sheet.cells.get((like, column), "") for column in spot.sheet.columns
        }
        texts = {
            (row, column): spot.text(like, column)
            for column in spot.sheet.columns
            if column < FRESH
        }
        changed = row, rng.choice(spot.sheet.columns)
        cells[changed] = texts[changed] = borrowed_words(rng, path, 2)
        below = spot.sheet.rows.index(like) + rng.randint(0, 1)
        rows = (*spot.sheet.rows[:below], row, *spot.sheet.rows[below:])
        sheet = spot.sheet.with_cells(cells, texts).with_rows(rows)
        return spot.planted("row-insert like", sheet, (spot.claim("row-insert", row=row),))
    return None


def row_insert_numbered(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A row put into a table whose first column counts the rows, and the numbers after it moved on
    by one."""
    for spot in spots(manuscript, rng, rows=True):
        column = spot.numbers
        if column is None or column not in spot.sheet.columns:
            continue
        gaps = [at for at in spot.gaps if at < len(spot.sheet.rows)]
        if not gaps:
            continue
        below = rng.choice(gaps)
        following = spot.sheet.rows[below:]
        printed = [spot.text(row, column) for row in following]
        digits = printed[-1].strip(" .)")
        later = [*printed[1:], printed[-1].replace(digits, str(int(digits) + 1))]
        cells = {(row, column): text for row, text in zip(following, later, strict=True)}
        [row] = spot.sheet.fresh()
        made = {**fresh_row(rng, spot, path), column: printed[0]}
        if _reads_like_another(spot, made, column):
            continue
        cells |= {(row, each): text for each, text in made.items()}
        sheet = spot.sheet.with_cells(cells).with_rows((*spot.sheet.rows[:below], row, *following))
        renumbered = (spot.claim("renumber", row=each, column=column) for each in following)
        return spot.planted(
            "row-insert numbered", sheet, (spot.claim("row-insert", row=row), *renumbered)
        )
    return None


def _reads_like_another(spot: Spot, made: dict[int, str], numbered: int) -> bool:
    """Whether a row is another's equal but for its number, so that nobody could say which of them
    is new."""
    columns = [column for column in spot.sheet.columns if numbered != column < FRESH]
    texts = [[spot.text(row, column) for column in columns] for row in range(len(spot.table.rows))]
    return [made[column] for column in columns] in texts


def row_delete(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A row of the body; a table keeps one."""
    return _rows_deleted(manuscript, rng, 1, "row-delete")


def rows_delete(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """Two or three rows side by side."""
    return _rows_deleted(manuscript, rng, rng.randint(2, 3), "rows-delete")


def _rows_deleted(manuscript: Manuscript, rng: Random, count: int, name: str) -> Manuscript | None:
    for spot in spots(manuscript, rng, rows=True):
        starts = [
            row
            for row in spot.untouched
            if all(row + more in spot.untouched for more in range(count))
        ]
        if (
            len(spot.sheet.rows) - spot.table.header_rows <= count
            or not starts
            or spot.numbers is not None
        ):
            continue
        start = rng.choice(starts)
        gone = range(start, start + count)
        claims = tuple(spot.claim("row-delete", row=row) for row in gone)
        return spot.planted(
            name, spot.sheet.with_rows(row for row in spot.sheet.rows if row not in gone), claims
        )
    return None


def row_move(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A row of the body put elsewhere in it."""
    for spot in spots(manuscript, rng, rows=True):
        headers, bodies, texts = spot.table.header_rows, spot.body, spot.row_texts
        movable = [row for row in spot.untouched if len(texts[row].split()) >= 3]
        whole = headers + len(bodies) == len(spot.sheet.rows)
        if (
            not whole
            or not movable
            or len(bodies) < 2
            or spot.numbers is not None
            or len(set(texts)) < len(texts)
        ):
            continue
        row = rng.choice(movable)
        rest = [each for each in bodies if each != row]
        to = rng.choice([each for each in range(len(rest) + 1) if each != bodies.index(row)])
        order = (*spot.sheet.rows[:headers], *rest[:to], row, *rest[to:])
        return spot.planted(
            "row-move", spot.sheet.with_rows(order, row), (spot.claim("row-move", row=row),)
        )
    return None


def with_numbers(text: str, rng: Random) -> str:
    """A text with a running number before each row of one of its tables."""
    for spot in spots(opened(text), rng):
        if spot.merges or spot.table.header_rows != 1 or len(spot.table.rows) < 3:
            continue
        cells = {(row, FRESH): str(row) if row else "No." for row in spot.sheet.rows}
        sheet = replace(spot.sheet.with_cells(cells), columns=(FRESH, *spot.sheet.columns))
        return spot.planted("", sheet).text
    return text
