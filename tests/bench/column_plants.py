"""Plants of columns: put in, taken out, put elsewhere, exchanged, and each cell of one given the
same words."""

from dataclasses import replace
from pathlib import Path
from random import Random

from tests.bench.claims import FRESH
from tests.bench.manuscript import Manuscript
from tests.bench.table_sites import TableSite, fresh_column, sites


def column_insert(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A column with a header."""
    for site in sites(manuscript, rng, columns=True):
        if site.merges or site.table.header_rows != 1:
            continue
        before = rng.randint(int(site.numbers is not None), len(site.pipe_table.columns))
        [column] = site.pipe_table.fresh()
        cells = {(row, column): text for row, text in fresh_column(rng, site, path).items()}
        columns = (*site.pipe_table.columns[:before], column, *site.pipe_table.columns[before:])
        pipe_table = site.pipe_table.with_cells(cells).with_columns(columns)
        return site.planted(
            "column-insert", pipe_table, (site.claim("column-insert", column=column),)
        )
    return None


def column_delete(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A column; a table keeps two."""
    for site in sites(manuscript, rng, columns=True):
        columns = _untouched(site)
        if len(site.pipe_table.columns) < 3 or site.merges or not columns:
            continue
        column = rng.choice(columns)
        pipe_table = site.pipe_table.with_columns(
            each for each in site.pipe_table.columns if each != column
        )
        return site.planted(
            "column-delete", pipe_table, (site.claim("column-delete", column=column),)
        )
    return None


def column_move(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A column put elsewhere."""
    for site in sites(manuscript, rng, columns=True):
        columns = [column for column in _untouched(site) if column != site.numbers]
        if not _can_be_told_apart(site) or not columns:
            continue
        column = rng.choice(columns)
        rest = [each for each in site.pipe_table.columns if each != column]
        to = rng.choice(
            [each for each in range(len(rest) + 1) if each != site.pipe_table.columns.index(column)]
        )
        pipe_table = site.pipe_table.with_columns((*rest[:to], column, *rest[to:]), column)
        return site.planted("column-move", pipe_table, (site.claim("column-move", column=column),))
    return None


def column_swap(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """Two columns that do not stand side by side, each put in the other's place."""
    for site in sites(manuscript, rng, columns=True):
        if not _can_be_told_apart(site):
            continue
        order = list(site.pipe_table.columns)
        left = rng.randrange(len(order) - 2)
        right = rng.randrange(left + 2, len(order))
        order[left], order[right] = order[right], order[left]
        moved = order[left], order[right]
        if site.numbers in moved:  # elsewhere than in front, they may be any figures
            continue
        claims = tuple(site.claim("column-move", column=column) for column in moved)
        return site.planted("column-swap", site.pipe_table.with_columns(order, *moved), claims)
    return None


def column_suffix(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """The same words put after the text of each cell of a column."""
    for site in sites(manuscript, rng, rows=True, columns=True):
        suffix = rng.choice(("as amended", "where applicable", "(if any)"))
        column = rng.choice(site.pipe_table.columns)
        places = [(row, column) for row in site.pipe_table.rows if row >= site.table.header_rows]
        texts = {place: site.text(*place) for place in places}
        if (
            site.pipe_table.edited
            or site.merges
            or len(places) < 2
            or not all(texts.values())
            or column == site.numbers
        ):
            continue
        pipe_table = site.pipe_table.with_cells(
            {place: f"{site.pipe_table.cells[place]} {suffix}" for place in places},
            {place: f"{text} {suffix}" for place, text in texts.items()},
        )
        claims = tuple(
            replace(site.claim("cell", row=row, column=column), inserted=(suffix,))
            for row, _ in places
        )
        return site.planted(
            "column-suffix", replace(pipe_table, rows_used=True, columns_used=True), claims
        )
    return None


def _untouched(site: TableSite) -> list[int]:
    """The columns in which no cell of an old row was changed."""
    changed = {column for row, column in site.pipe_table.edited if row < FRESH}
    return [column for column in site.pipe_table.columns if column not in changed]


def _can_be_told_apart(site: TableSite) -> bool:
    """Whether there are columns enough for a move, none merged and no two alike."""
    texts = site.column_texts
    return len(site.pipe_table.columns) >= 3 and not site.merges and len(set(texts)) == len(texts)
