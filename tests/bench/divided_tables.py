"""Plants of tables divided in two, a paragraph put between the halves, and of such halves joined
again.
"""

from dataclasses import replace
from pathlib import Path
from random import Random

from build_tools.text.markdown import parse
from tests.bench.claims import Claim, Plant
from tests.bench.library import borrowed_paragraph
from tests.bench.manuscript import Manuscript, SourceBlock, opened, spaced
from tests.bench.pipes import PipeTable, pipe_table_of
from tests.bench.table_sites import TableSite, sites

FEWEST = 2
"""Rows of each half, headers aside."""


def table_split(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A table divided between two of its rows, its header over both halves."""
    for site in sites(manuscript, rng, rows=True, columns=True):
        if not _is_divisible(site):
            continue
        rows = site.pipe_table.rows
        cut = rng.randint(1 + FEWEST, len(rows) - FEWEST)
        first = replace(site.pipe_table, rows=rows[:cut], after="\n")
        second = replace(site.pipe_table, rows=(rows[0], *rows[cut:]), before="")
        between = borrowed_paragraph(rng, path, manuscript.text)
        return _divided(site, first, second, between)
    return None


def _is_divisible(site: TableSite) -> bool:
    """Whether a table is long enough, has rows that tell themselves apart, and nothing merged."""
    rows = site.row_texts
    long_enough = len(rows) >= 1 + 2 * FEWEST
    distinct = len(set(rows)) == len(rows) and site.numbers is None
    plain = not site.merges and site.table.header_rows == 1 and not site.pipe_table.plants
    return long_enough and distinct and plain


def _divided(site: TableSite, first: PipeTable, second: PipeTable, between: str) -> Manuscript:
    manuscript, at = site.manuscript, site.at
    key = manuscript.fresh
    whole = manuscript.blocks[at]
    upper = replace(whole, source=first.drawn(), text=_text(first), touched=True)
    paragraph = SourceBlock(key=key, source=spaced(between), text=between, touched=True)
    lower = SourceBlock(
        key=key + 1, source=second.drawn(), kind="table", text=_text(second), touched=True
    )
    claims = (
        Claim(
            kinds=("split",),
            old=(whole.key,),
            new=(whole.key, lower.key),
            inserted=(site.row_texts[0],),
        ),
        Claim(kinds=("insert",), new=(paragraph.key,)),
    )
    amended = manuscript.with_blocks(at, at + 1, upper, paragraph, lower)
    return amended.with_plant(Plant(name="table-split", readings=(claims,)), renumbers=True)


def _text(pipe_table: PipeTable) -> str:
    """How a pipe table reads."""
    return parse(pipe_table.drawn())[-1].text


def with_halves(text: str, rng: Random) -> str:
    """A text one of whose tables is divided already."""
    divided = table_split(opened(text), rng, Path())
    return divided.text if divided else text


def table_join(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """Two tables of one header joined, and the paragraph between them taken out."""
    for at in range(1, len(manuscript.blocks) - 1):
        if joined := _joined(manuscript, at):
            return joined
    return None


def _joined(manuscript: Manuscript, at: int) -> Manuscript | None:
    """The tables before and after the block at a position as one; None where they are not two
    halves.
    """
    upper, between, lower = manuscript.blocks[at - 1 : at + 2]
    if (upper.kind, between.kind, lower.kind) != ("table", "paragraph", "table"):
        return None
    if lower.label or not all(map(manuscript.free, range(at - 1, at + 2))):
        return None
    first, second = _pipe_table(manuscript, at - 1), _pipe_table(manuscript, at + 1)
    if first is None or second is None or _header(first) != _header(second):
        return None
    lines = [*upper.text.split("\n"), *lower.text.split("\n")[1:]]
    if len(set(lines)) < len(lines):
        return None
    rows = {first.rows[-1] + row: row for row in second.rows[1:]}
    cells = {
        (new, column): second.cells[row, column]
        for new, row in rows.items()
        for column in second.columns
    }
    whole = replace(first, rows=(*first.rows, *rows), cells={**first.cells, **cells}, after="\n")
    made = replace(upper, source=whole.drawn(), text=_text(whole), touched=True)
    claims = (
        Claim(
            kinds=("merge",),
            old=(upper.key, lower.key),
            new=(upper.key,),
            deleted=(lower.text.partition("\n")[0],),
        ),
        Claim(kinds=("delete",), old=(between.key,)),
    )
    gone = [replace(block, gone=True, touched=True) for block in (between, lower)]
    amended = manuscript.with_blocks(at - 1, at + 2, made, *gone)
    return amended.with_plant(Plant(name="table-join", readings=(claims,)), renumbers=True)


def _pipe_table(manuscript: Manuscript, at: int) -> PipeTable | None:
    table = manuscript.old_block(at).table
    return pipe_table_of(manuscript.blocks[at].source, table) if table else None


def _header(pipe_table: PipeTable) -> list[str]:
    return [pipe_table.cells[0, column] for column in pipe_table.columns]
