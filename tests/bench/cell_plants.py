"""Plants in one cell of a table: reworded, filled, emptied; the cell that a row is known by, and a
column's header."""

from dataclasses import replace
from pathlib import Path
from random import Random

from tests.bench import wording
from tests.bench.claims import FRESH, Claim
from tests.bench.manuscript import Manuscript
from tests.bench.pipes import CellKey
from tests.bench.table_sites import TableSite, borrowed_words, sites
from tests.bench.wording import Rewording


def cell(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """One cell reworded, filled or emptied."""
    for site in sites(manuscript, rng):
        if places := [place for place in _free_places(site) if place[1] != _key_column(site)]:
            return _changed(rng, path, site, rng.choice(places), "cell")
    return None


def key_cell(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """The cell that a row is known by, renamed."""
    for site in sites(manuscript, rng):
        if places := [place for place in _free_places(site) if place[1] == _key_column(site)]:
            return _changed(rng, path, site, rng.choice(places), "key cell")
    return None


def header_cell(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """The header of a column, renamed."""
    for site in sites(manuscript, rng, columns=True):
        taken = {column for _, column in (*site.pipe_table.edited, *site.pipe_table.moved)}
        columns = [
            column
            for column in site.pipe_table.columns
            if column not in taken and site.text(0, column)
        ]
        if (
            columns
            and site.table.header_rows == 1
            and not site.merges
            and not any(row == 0 for row, _ in site.pipe_table.edited)
        ):
            return _changed(rng, path, site, (0, rng.choice(columns)), "header cell")
    return None


def _key_column(site: TableSite) -> int | None:
    return next(
        (column for column in site.pipe_table.columns if column < FRESH and column != site.numbers),
        None,
    )


def _free_places(site: TableSite) -> list[CellKey]:
    """The cells in whose row and column nothing was changed."""
    columns = {column for row, column in site.pipe_table.edited if row < FRESH}
    return [
        (row, column)
        for row in site.untouched
        for column in site.pipe_table.columns
        if column not in columns
        and column < FRESH
        and column != site.numbers
        and (row, column) not in site.pipe_table.moved
    ]


def _changed(
    rng: Random, path: Path, site: TableSite, place: CellKey, name: str
) -> Manuscript | None:
    row, column = place
    was = site.text(row, column)
    made = _amended(rng, path, site.pipe_table.cells[place], was, may_be_emptied=name == "cell")
    if made is None or made.text == was:
        return None
    claim = replace(
        site.claim("cell", row=row, column=column),
        deleted=made.deleted,
        inserted=made.inserted,
        whole=wording.share_kept(was, made.text) < 0.5,
    )
    readings: tuple[tuple[Claim, ...], ...] = ((claim,),)
    if name != "header cell":
        # A row of which too little was kept may be deleted and inserted; whether so little was, is
        # seen at the end.
        readings = (
            *readings,
            (site.claim("row-delete", row=row), site.claim("row-insert", row=row)),
        )
    return site.planted(
        name, site.pipe_table.with_cells({place: made.source}, {place: made.text}), *readings
    )


def _amended(
    rng: Random, path: Path, source: str, text: str, *, may_be_emptied: bool
) -> Rewording | None:
    """A cell's markdown reworded where it is long enough, else replaced whole; filled; emptied."""
    fresh = borrowed_words(
        rng, path, max(1, min(len(text.split()), 6)) if text else rng.randint(1, 5)
    )
    if not text:
        return Rewording(source=fresh, text=fresh, inserted=(fresh,))
    if may_be_emptied and rng.random() < 0.2:
        return Rewording(source="", text="", deleted=(text,))
    if len(text.split()) > 3 and (
        made := wording.reworded(rng, source, text, fresh.split() * 3, most=3)
    ):
        return made
    if set(text.split()) & set(fresh.split()):
        return None
    return Rewording(source=fresh, text=fresh, deleted=(text,), inserted=(fresh,))
