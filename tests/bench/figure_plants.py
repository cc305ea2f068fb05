"""Plants in tables that are given a shape first: columns of figures that roll on by a year, lines
in a cell; and tables divided and joined.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from tests.bench.claims import FRESH
from tests.bench.manuscript import Manuscript, opened
from tests.bench.pipes import CellKey
from tests.bench.table_sites import TableSite, borrowed_words, sites

FIGURES = 3
"""How many columns of figures a table is given."""
FORMS = ("{:.2f}", "{:.3f}", "{:.4f}", "{:.1f}%", "£{:.2f}")
"""How figures are printed."""
_FIGURES = {form: re.compile(re.sub(r"{:.(.)f}", r"\\d+[.]\\d{\1}", form)) for form in FORMS}
_YEAR = re.compile(r"20(\d\d)/\d\d")
_LINE = re.compile(r"\(([a-z])\) ")


# --- Columns that roll on -------------------------------------------------------------------------


def with_years(text: str, rng: Random) -> str:
    """A text one of whose tables has its first column and a column of figures for each year."""
    for site in sites(opened(text), rng):
        if site.merges or site.table.header_rows != 1 or len(site.body) < 3:
            continue
        columns = range(FRESH, FRESH + FIGURES)
        first, form = rng.randint(18, 30), rng.choice(FORMS)
        cells: dict[CellKey, str] = {}
        for at, column in enumerate(columns):
            cells |= _year(rng, site, column, first + at, form)
        pipe_table = replace(site.pipe_table.with_cells(cells), columns=(0, *columns))
        return site.planted("", pipe_table).text
    return text


def rolled_on(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """The figures of the first year taken out, and those of the year after the last put in."""
    for site in sites(manuscript, rng, columns=True):
        years = [at for at in site.pipe_table.columns if _YEAR.fullmatch(_header(site, at))]
        if len(years) < FIGURES or site.pipe_table.edited:
            continue
        [column] = site.pipe_table.fresh()
        last = int(_header(site, years[-1])[2:4])
        form = _form_of(site.pipe_table.cells[site.body[0], years[0]])
        cells = _year(rng, site, column, last + 1, form)
        columns = [each for each in site.pipe_table.columns if each != years[0]]
        pipe_table = site.pipe_table.with_cells(cells).with_columns((*columns, column))
        claims = (
            site.claim("column-delete", column=years[0]),
            site.claim("column-insert", column=column),
        )
        return site.planted("columns roll on", pipe_table, claims)
    return None


def _header(site: TableSite, column: int) -> str:
    return site.text(0, column) if column < FRESH else ""


def _year(rng: Random, site: TableSite, column: int, year: int, form: str) -> dict[CellKey, str]:
    """The cells of a column of figures, its header a year."""
    header, *body = site.pipe_table.rows
    cells = {(row, column): form.format(rng.uniform(0.1, 90)) for row in body}
    return cells | {(header, column): f"20{year:02}/{year + 1:02}"}


def _form_of(figure: str) -> str:
    """The form in which a figure is printed."""
    return next(form for form in FORMS if _FIGURES[form].fullmatch(figure))


# --- Lines in a cell ------------------------------------------------------------------------------


def with_lines(text: str, rng: Random) -> str:
    """A text with a cell that holds lettered lines."""
    for site in sites(opened(text), rng):
        body = [row for row in site.body if row in site.pipe_table.rows]
        if not body or len(site.pipe_table.columns) < 2:
            continue
        cell = rng.choice(body), site.pipe_table.columns[-1]
        lines = _lettered([borrowed_words(rng, Path(), rng.randint(2, 7)) for _ in range(4)])
        pipe_table = site.pipe_table.with_cells({cell: "<br>".join(lines)})
        return site.planted("", pipe_table).text
    return text


def line_in_cell(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A line put into a cell of lettered lines, and the letters after it moved on by one."""
    for site in sites(manuscript, rng):
        for (row, column), markdown in _lined_cells(site):
            lines = markdown.split("<br>")
            at = rng.randint(1, len(lines) - 1)
            fresh = borrowed_words(rng, path, rng.randint(2, 7))
            bare = [_LINE.sub("", line, count=1) for line in lines]
            if fresh in bare:
                continue
            now = _lettered([*bare[:at], fresh, *bare[at:]])
            cells = {(row, column): "<br>".join(now)}
            pipe_table = site.pipe_table.with_cells(cells, {(row, column): "\n".join(now)})
            claim = replace(
                site.claim("cell", row=row, column=column),
                deleted=tuple(line[:3] for line in lines[at:]),
                inserted=(now[at], *(line[:3] for line in now[at + 1 :])),
                consequential=False,
            )
            return site.planted("line in cell", pipe_table, (claim,))
    return None


def _lined_cells(site: TableSite) -> Iterator[tuple[CellKey, str]]:
    """The cells, not edited yet, all of whose lines are lettered."""
    for key, markdown in sorted(site.pipe_table.cells.items()):
        lines = markdown.split("<br>")
        whole = len(lines) > 2 and all(map(_LINE.match, lines))
        if whole and max(key) < FRESH and key not in site.pipe_table.edited:
            yield key, markdown


def _lettered(lines: list[str]) -> list[str]:
    return [f"({'abcdefghijklmnop'[at]}) {line}" for at, line in enumerate(lines)]
