"""Known amendments planted in real texts: a seed and a number in, both texts and what should be
reported out.

Every plant of the table at the bottom is made alone and in company. What does not come out of the
parser as it was meant is thrown away and another place is tried.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TypeAlias

from tests.bench import (
    cell_plants,
    column_plants,
    divided_tables,
    figure_plants,
    numbering,
    row_plants,
    run_plants,
    substance_plants,
    table_plants,
    text_plants,
)
from tests.bench.claims import Plant, Truth
from tests.bench.library import slice_of
from tests.bench.manuscript import Manuscript, confusable, opened, proved
from tests.bench.resolving import truth_of

Planter: TypeAlias = Callable[[Manuscript, Random, Path], Manuscript | None]
SLICES = 12
"""How many slices of text are tried for a plant that finds no place."""
ATTEMPTS = 3
"""How often a plant is tried in one text."""
MOST = 40
"""Plants in one document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """Two texts and what was done to the first."""

    name: str
    old: str
    new: str
    plants: tuple[Plant, ...]
    truth: Truth

    @property
    def alone(self) -> bool:
        """Whether there is one plant and no more."""
        return len(self.plants) == 1


def planted(seed: int, number: int) -> Planted:
    """The document of a number: one plant if it is even, each kind in turn; two to forty if it is
    odd."""
    rng = Random(f"{seed}:{number}")
    names = list(PLANTERS)
    first = names[number // 2 % len(names)]
    wanted = [first] if number % 2 == 0 else [first, *rng.choices(names, k=_company(rng))]
    for _ in range(SLICES):
        path, text = slice_of(rng, with_table=any(name in TABLED for name in wanted))
        if first in PREPARED:
            text = PREPARED[first](text, rng)
        manuscript = with_plants(opened(text), wanted, rng, path)
        if manuscript.plants:
            new = proved(manuscript)
            assert new is not None
            name = f"{seed}:{number} {path.parent.name}/{path.stem}"
            truth = truth_of(manuscript, new)
            return Planted(
                name=name, old=text, new=manuscript.text, plants=manuscript.plants, truth=truth
            )
    raise LookupError(f"no text has a place for {', '.join(wanted)} (document {seed}:{number})")


def _company(rng: Random) -> int:
    """How many more plants: often a few, at times many."""
    return rng.choice((1, 2, 3, 5, 8, 13, 21, MOST - 1))


def with_plants(
    manuscript: Manuscript, names: Sequence[str], rng: Random, path: Path
) -> Manuscript:
    """The manuscript with a plant of each name, so far as they find a place and come out as they
    were meant.

    They are proved together; if that fails, each half by itself, down to the one that is left out.
    """
    for _ in range(1 if len(names) > 1 else ATTEMPTS):
        amended = manuscript
        for name in names:
            amended = PLANTERS[name](amended, rng, path) or amended
        if amended is manuscript or (not confusable(amended) and proved(amended) is not None):
            return amended
    if len(names) == 1:
        return manuscript
    half = len(names) // 2
    return with_plants(with_plants(manuscript, names[:half], rng, path), names[half:], rng, path)


PLANTERS: Mapping[str, Planter] = {
    "insert": text_plants.insert,
    "insert numbered": numbering.insert,
    "delete": text_plants.delete,
    "delete numbered": numbering.delete,
    "reword": text_plants.reword,
    "move": text_plants.move,
    "move and reword": text_plants.move_and_reword,
    "renumber": numbering.renumber,
    "format": text_plants.format_,
    "split": text_plants.split,
    "merge": text_plants.merge,
    "insert run": run_plants.insert_run,
    "insert like": run_plants.insert_like,
    "delete run": run_plants.delete_run,
    "reword run": run_plants.reword_run,
    "reword beside insert": run_plants.reword_beside,
    "reword heavily": run_plants.reword_heavily,
    "in place of": run_plants.in_place_of,
    "move run": run_plants.move_run,
    "move numbered": numbering.move,
    "swap": run_plants.swap,
    "table-insert": table_plants.table_insert,
    "table-delete": table_plants.table_delete,
    "row-insert": row_plants.row_insert,
    "row-insert numbered": row_plants.row_insert_numbered,
    "row-insert like": row_plants.row_insert_like,
    "rows-insert": row_plants.rows_insert,
    "rows-delete": row_plants.rows_delete,
    "row-delete": row_plants.row_delete,
    "row-move": row_plants.row_move,
    "column-insert": column_plants.column_insert,
    "column-delete": column_plants.column_delete,
    "column-move": column_plants.column_move,
    "column-swap": column_plants.column_swap,
    "column-suffix": column_plants.column_suffix,
    "cell": cell_plants.cell,
    "key cell": cell_plants.key_cell,
    "header cell": cell_plants.header_cell,
    "replaced at its number": substance_plants.replaced_at_its_number,
    "beside a reference": substance_plants.beside_a_reference,
    "quantity": substance_plants.quantity,
    "level": substance_plants.level,
    "table-split": divided_tables.table_split,
    "table-join": divided_tables.table_join,
    "columns roll on": figure_plants.rolled_on,
    "line in cell": figure_plants.line_in_cell,
}
SUBTLE = (
    "replaced at its number",
    "beside a reference",
    "quantity",
    "level",
    "table-split",
    "table-join",
    "columns roll on",
    "line in cell",
)
"""Those that an engine may take for noise, or for much more than they are."""
PREPARED: Mapping[str, Callable[[str, Random], str]] = {
    "row-insert numbered": row_plants.with_numbers,
    "replaced at its number": substance_plants.with_provisions,
    "beside a reference": substance_plants.with_provisions,
    "quantity": substance_plants.with_quantity,
    "level": substance_plants.with_items,
    "table-join": divided_tables.with_halves,
    "columns roll on": figure_plants.with_years,
    "line in cell": figure_plants.with_lines,
}
"""For plants that find a place in few texts: the text with one, before anything is planted."""
_IN_TABLES = (
    "table-delete",
    "table-split",
    "table-join",
    "row",
    "column",
    "cell",
    "key",
    "header",
    "line",
)
TABLED = frozenset(name for name in PLANTERS if name.startswith(_IN_TABLES))
"""Those that need a table in the text."""
