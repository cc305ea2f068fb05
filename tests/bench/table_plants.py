"""Plants of whole tables: put in and taken out."""

from dataclasses import replace
from pathlib import Path
from random import Random

from build_tools.text.markdown import parse
from tests.bench.claims import Claim, Plant
from tests.bench.library import borrowed_table
from tests.bench.manuscript import Manuscript, SourceBlock, spaced, stands_alone


def table_insert(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A small table of another text."""
    blocks = manuscript.blocks
    gaps = [at for at in range(1, len(blocks)) if _takes_a_table(manuscript, at)]
    source = borrowed_table(rng, path, manuscript.text + manuscript.before)
    found = parse(source) if source else ()
    if not gaps or source is None or len(found) != 1 or not found[0].table or "[" in source:
        return None
    at = rng.choice(gaps)
    new = SourceBlock(
        key=manuscript.fresh,
        source=spaced(source),
        kind="table",
        text=found[0].text,
        label=found[0].label,
        touched=True,
    )
    above = (
        blocks[at - 1]
        if blocks[at - 1].gone
        else replace(blocks[at - 1], source=spaced(blocks[at - 1].source))
    )
    claim = Claim(kinds=("table-insert",), new=(new.key,))
    return manuscript.with_blocks(at - 1, at, above, new).with_plant(
        Plant(name="table-insert", readings=((claim,),))
    )


def _takes_a_table(manuscript: Manuscript, at: int) -> bool:
    beside = manuscript.blocks[at - 1 : at + 1]
    return stands_alone(beside[1].source) and not any(
        block.touched or block.kind == "table" for block in beside
    )


def table_delete(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A table."""
    places = [
        at
        for at, block in enumerate(manuscript.blocks)
        if block.kind == "table" and manuscript.free(at)
    ]
    if not places:
        return None
    at = rng.choice(places)
    gone = replace(manuscript.blocks[at], gone=True, touched=True)
    claim = Claim(kinds=("table-delete",), old=(gone.key,))
    return manuscript.with_blocks(at, at + 1, gone).with_plant(
        Plant(name="table-delete", readings=((claim,),))
    )
