"""Plants of rows: put in, taken out, put elsewhere, one or several, numbered or not."""

from dataclasses import replace
from pathlib import Path
from random import Random

from tests.bench.claims import FRESH
from tests.bench.manuscript import Manuscript, opened
from tests.bench.table_sites import TableSite, borrowed_words, fresh_row, sites


def row_insert(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A row whose cells are made after those of another."""
    return _rows_inserted(manuscript, rng, path, 1, "row-insert")


def rows_insert(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """Two or three rows side by side."""
    return _rows_inserted(manuscript, rng, path, rng.randint(2, 3), "rows-insert")


def _rows_inserted(
    manuscript: Manuscript, rng: Random, path: Path, count: int, name: str
) -> Manuscript | None:
    for site in sites(manuscript, rng, rows=True):
        made = {row: fresh_row(rng, site, path) for row in site.pipe_table.fresh(count)}
        if (
            site.numbers is not None
            or not site.gaps
            or len({tuple(cells.values()) for cells in made.values()}) < count
        ):
            continue
        below = rng.choice(site.gaps)
        cells = {
            (row, column): text for row, texts in made.items() for column, text in texts.items()
        }
        rows = (*site.pipe_table.rows[:below], *made, *site.pipe_table.rows[below:])
        claims = tuple(site.claim("row-insert", row=row) for row in made)
        return site.planted(name, site.pipe_table.with_cells(cells).with_rows(rows), claims)
    return None


def row_insert_like(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """Beside a row another of which only one cell reads differently."""
    for site in sites(manuscript, rng, rows=True):
        if site.numbers is not None or not site.untouched or len(site.pipe_table.columns) < 2:
            continue
        like = rng.choice(site.untouched)
        [row] = site.pipe_table.fresh()
        cells = {
            (row, column): site.pipe_table.cells.get((like, column), "")
            for column in site.pipe_table.columns
        }
        texts = {
            (row, column): site.text(like, column)
            for column in site.pipe_table.columns
            if column < FRESH
        }
        changed = row, rng.choice(site.pipe_table.columns)
        cells[changed] = texts[changed] = borrowed_words(rng, path, 2)
        below = site.pipe_table.rows.index(like) + rng.randint(0, 1)
        rows = (*site.pipe_table.rows[:below], row, *site.pipe_table.rows[below:])
        pipe_table = site.pipe_table.with_cells(cells, texts).with_rows(rows)
        return site.planted("row-insert like", pipe_table, (site.claim("row-insert", row=row),))
    return None


def row_insert_numbered(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A row put into a table whose first column counts the rows, and the numbers after it moved on
    by one."""
    for site in sites(manuscript, rng, rows=True):
        column = site.numbers
        if column is None or column not in site.pipe_table.columns:
            continue
        gaps = [at for at in site.gaps if at < len(site.pipe_table.rows)]
        if not gaps:
            continue
        below = rng.choice(gaps)
        following = site.pipe_table.rows[below:]
        printed = [site.text(row, column) for row in following]
        digits = printed[-1].strip(" .)")
        later = [*printed[1:], printed[-1].replace(digits, str(int(digits) + 1))]
        cells = {(row, column): text for row, text in zip(following, later, strict=True)}
        [row] = site.pipe_table.fresh()
        made = {**fresh_row(rng, site, path), column: printed[0]}
        if _reads_like_another(site, made, column):
            continue
        cells |= {(row, each): text for each, text in made.items()}
        pipe_table = site.pipe_table.with_cells(cells).with_rows(
            (*site.pipe_table.rows[:below], row, *following)
        )
        renumbered = (site.claim("renumber", row=each, column=column) for each in following)
        return site.planted(
            "row-insert numbered", pipe_table, (site.claim("row-insert", row=row), *renumbered)
        )
    return None


def _reads_like_another(site: TableSite, made: dict[int, str], numbered: int) -> bool:
    """Whether a row is another's equal but for its number, so that nobody could say which of them
    is new."""
    columns = [column for column in site.pipe_table.columns if numbered != column < FRESH]
    texts = [[site.text(row, column) for column in columns] for row in range(len(site.table.rows))]
    return [made[column] for column in columns] in texts


def row_delete(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A row of the body; a table keeps one."""
    return _rows_deleted(manuscript, rng, 1, "row-delete")


def rows_delete(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """Two or three rows side by side."""
    return _rows_deleted(manuscript, rng, rng.randint(2, 3), "rows-delete")


def _rows_deleted(manuscript: Manuscript, rng: Random, count: int, name: str) -> Manuscript | None:
    for site in sites(manuscript, rng, rows=True):
        starts = [
            row
            for row in site.untouched
            if all(row + more in site.untouched for more in range(count))
        ]
        if (
            len(site.pipe_table.rows) - site.table.header_rows <= count
            or not starts
            or site.numbers is not None
        ):
            continue
        start = rng.choice(starts)
        gone = range(start, start + count)
        claims = tuple(site.claim("row-delete", row=row) for row in gone)
        return site.planted(
            name,
            site.pipe_table.with_rows(row for row in site.pipe_table.rows if row not in gone),
            claims,
        )
    return None


def row_move(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A row of the body put elsewhere in it."""
    for site in sites(manuscript, rng, rows=True):
        headers, bodies, texts = site.table.header_rows, site.body, site.row_texts
        movable = [row for row in site.untouched if len(texts[row].split()) >= 3]
        whole = headers + len(bodies) == len(site.pipe_table.rows)
        if (
            not whole
            or not movable
            or len(bodies) < 2
            or site.numbers is not None
            or len(set(texts)) < len(texts)
        ):
            continue
        row = rng.choice(movable)
        rest = [each for each in bodies if each != row]
        to = rng.choice([each for each in range(len(rest) + 1) if each != bodies.index(row)])
        order = (*site.pipe_table.rows[:headers], *rest[:to], row, *rest[to:])
        return site.planted(
            "row-move", site.pipe_table.with_rows(order, row), (site.claim("row-move", row=row),)
        )
    return None


def with_numbers(text: str, rng: Random) -> str:
    """A text with a running number before each row of one of its tables."""
    for site in sites(opened(text), rng):
        if site.merges or site.table.header_rows != 1 or len(site.table.rows) < 3:
            continue
        cells = {(row, FRESH): str(row) if row else "No." for row in site.pipe_table.rows}
        pipe_table = replace(
            site.pipe_table.with_cells(cells), columns=(FRESH, *site.pipe_table.columns)
        )
        return site.planted("", pipe_table).text
    return text
