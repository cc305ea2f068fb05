"""Plants of whole tables: put in and taken out."""

from dataclasses import replace
from pathlib import Path
from random import Random

from build_tools.text.markdown import parse
from tests.bench.claims import Claim, Plant
from tests.bench.library import borrowed_table
from tests.bench.manuscript import Manuscript, Piece, spaced, stands_alone


def table_insert(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A small table of another text."""
    pieces = manuscript.pieces
    gaps = [at for at in range(1, len(pieces)) if _takes_a_table(manuscript, at)]
    source = borrowed_table(rng, path, manuscript.text + manuscript.before)
    found = parse(source) if source else ()
    if not gaps or source is None or len(found) != 1 or not found[0].table or "[" in source:
        return None
    at = rng.choice(gaps)
    new = Piece(
        key=manuscript.fresh,
        source=spaced(source),
        kind="table",
        text=found[0].text,
        label=found[0].label,
        touched=True,
    )
    above = (
        pieces[at - 1]
        if pieces[at - 1].gone
        else replace(pieces[at - 1], source=spaced(pieces[at - 1].source))
    )
    claim = Claim(kinds=("table-insert",), new=(new.key,))
    return manuscript.with_pieces(at - 1, at, above, new).with_plant(
        Plant(name="table-insert", readings=((claim,),))
    )


def _takes_a_table(manuscript: Manuscript, at: int) -> bool:
    beside = manuscript.pieces[at - 1 : at + 1]
    return stands_alone(beside[1].source) and not any(
        piece.touched or piece.kind == "table" for piece in beside
    )


def table_delete(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A table."""
    places = [
        at
        for at, piece in enumerate(manuscript.pieces)
        if piece.kind == "table" and manuscript.free(at)
    ]
    if not places:
        return None
    at = rng.choice(places)
    gone = replace(manuscript.pieces[at], gone=True, touched=True)
    claim = Claim(kinds=("table-delete",), old=(gone.key,))
    return manuscript.with_pieces(at, at + 1, gone).with_plant(
        Plant(name="table-delete", readings=((claim,),))
    )
