"""Plants that may be taken for noise: a word beside a reference that follows, a quantity, the level
of an item, a provision replaced under its number.

Few texts have a place for these, so each is prepared first: the old text is given one.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from tests.bench import numbering
from tests.bench.claims import Claim, Plant
from tests.bench.library import borrowed_paragraph, borrowed_run
from tests.bench.manuscript import Manuscript, SourceBlock, apart, opened, spaced
from tests.bench.text_plants import open_gap

CLAUSE = 90
"""The number of the clause that is put into a text, so high that no text has it."""
FEWEST, MOST = 3, 6
"""Provisions of that clause, or items of a list."""
UNITS = ("MWh", "kWh", "kV", "GB", "Working Days", "days", "months", "per cent", "metres", "pence")
BESIDE = (
    "unless the Panel agrees otherwise",
    "not",
    "30",
    "except on a Sunday",
    "£500",
    "(as amended)",
    "of the Licence",
)
"""What is put beside a reference."""
NOT_USED = ("[Not used]", "Not used.", "[Deleted]", "[Reserved]")
_QUANTITY = re.compile(rf"(\d+(?:\.\d+)?) (?:{'|'.join(UNITS)}) is the limit")
_FOLLOWER = re.compile(rf"Each of them is subject to Clause ({CLAUSE}\.\d+) at all times\.")


# --- A provision replaced under its number --------------------------------------------------------


def with_provisions(text: str, rng: Random) -> str:
    """A text with a clause of numbered provisions, and a paragraph that refers to the last."""
    count = rng.randint(FEWEST, MOST)
    texts = borrowed_run(rng, Path(), count, text)
    provisions = [f"{CLAUSE}.{at} {each}" for at, each in enumerate(texts, start=1)]
    return _with_paragraphs(text, rng, [*provisions, _follower(len(texts))])


def _follower(number: int) -> str:
    return f"Each of them is subject to Clause {CLAUSE}.{number} at all times."


def replaced_at_its_number(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """All words of a numbered provision replaced, under the number that it has."""
    places = [at for run in numbering.series(manuscript) for at in run]
    places = [at for at in places if len(manuscript.blocks[at].text.split()) >= 5]
    if not places:
        return None
    at = rng.choice(places)
    block = manuscript.blocks[at]
    now = rng.choice((rng.choice(NOT_USED), borrowed_paragraph(rng, path, manuscript.text)))
    head = block.source[: numbering.label_end(block)]
    made = replace(block, source=spaced(f"{head} {now}"), text=now, touched=True)
    claim = _of_substance(block, deleted=block.text, inserted=now, whole=True)
    amended = manuscript.with_blocks(at, at + 1, made)
    return amended.with_plant(Plant(name="replaced at its number", readings=((claim,),)))


# --- A word beside a reference that follows -------------------------------------------------------


def beside_a_reference(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A provision put in, those after it renumbered, and something put beside a reference to the
    last of them."""
    run = [at for at, block in enumerate(manuscript.blocks) if _is_prepared(block)]
    at = run[-1] + 1 if run else len(manuscript.blocks)
    follower = manuscript.blocks[at] if at < len(manuscript.blocks) else None
    found = _FOLLOWER.fullmatch(follower.text) if follower else None
    if follower is None or found is None or not all(map(manuscript.free, (*run, at))):
        return None
    made = numbering.inserted_before(manuscript, rng, path, run[rng.randrange(1, len(run)) :])
    if made is None:
        return None
    amended, claims = made
    amended, claim = _with_word(amended, rng, follower, found[1])
    plant = Plant(name="beside a reference", readings=((*claims, claim),))
    return amended.with_plant(plant, renumbers=True)


def _is_prepared(block: SourceBlock) -> bool:
    return block.label.startswith(f"{CLAUSE}.")


def _with_word(
    manuscript: Manuscript, rng: Random, follower: SourceBlock, label: str
) -> tuple[Manuscript, Claim]:
    """The reference moved on by one, and something put before its noun or after its number."""
    at = next(at for at, block in enumerate(manuscript.blocks) if block.key == follower.key)
    now = f"{CLAUSE}.{int(label.removeprefix(f'{CLAUSE}.')) + 1}"
    word = rng.choice(BESIDE)
    was = f"Clause {label}"
    becomes = rng.choice((f"{word} Clause {now}", f"Clause {now} {word}"))
    text = follower.text.replace(was, becomes)
    made = replace(follower, source=spaced(text), text=text, touched=True)
    claim = _of_substance(follower, deleted=label, inserted=f"{word} {now}")
    return manuscript.with_blocks(at, at + 1, made), claim


# --- A quantity -----------------------------------------------------------------------------------


def with_quantity(text: str, rng: Random) -> str:
    """A text with a paragraph that begins with a quantity."""
    figure = f"{rng.randint(2, 60)}{rng.choice(('', '.5', '.25', '.0'))}"
    sentence = f"{figure} {rng.choice(UNITS)} is the limit that applies to each of them."
    return _with_paragraphs(text, rng, [sentence])


def quantity(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """Another figure in the quantity with which a paragraph begins."""
    for at in apart(manuscript, ("paragraph",)):
        block = manuscript.blocks[at]
        if not (found := _QUANTITY.match(block.source)):
            continue
        was = found[1]
        whole, point, rest = was.partition(".")
        now = f"{int(whole) + rng.randint(1, 5)}{point}{rest}"
        made = replace(
            block,
            source=now + block.source.removeprefix(was),
            text=now + block.text.removeprefix(was),
            touched=True,
        )
        claim = _of_substance(block, deleted=was, inserted=now)
        amended = manuscript.with_blocks(at, at + 1, made)
        return amended.with_plant(Plant(name="quantity", readings=((claim,),)))
    return None


# --- The level of an item -------------------------------------------------------------------------


def with_items(text: str, rng: Random) -> str:
    """A text with a list of items, some of them under another."""
    texts = borrowed_run(rng, Path(), rng.randint(FEWEST, MOST), text)
    depths = [0, *(rng.randint(0, 1) for _ in texts[1:])]
    items = [f"{'  ' * depth}- {each}" for depth, each in zip(depths, texts, strict=True)]
    return _with_paragraphs(text, rng, ["\n".join(items)])


def level(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """The last item of a list put under the one before it, or beside that one's own."""
    blocks = manuscript.blocks
    places = [at for at in range(1, len(blocks)) if _is_last_item(manuscript, at)]
    if not places:
        return None
    at = rng.choice(places)
    block = blocks[at]
    lifted = block.source.startswith("  ")
    source = block.source.removeprefix("  ") if lifted else f"  {block.source}"
    made = replace(block, source=source, touched=True, relevelled=True)
    claim = replace(_of_substance(block), kinds=("level",))
    amended = manuscript.with_blocks(at, at + 1, made)
    return amended.with_plant(Plant(name="level", readings=((claim,),)))


def _is_last_item(manuscript: Manuscript, at: int) -> bool:
    """Whether a block is the last item of a list, of one line, after another item."""
    block, before = manuscript.blocks[at], manuscript.blocks[at - 1]
    after = manuscript.blocks[at + 1].source if at + 1 < len(manuscript.blocks) else ""
    items = all(each.source.lstrip(" ").startswith("- ") for each in (block, before))
    alone = block.source.strip().count("\n") == 0
    return items and alone and not after.lstrip(" ").startswith("- ") and manuscript.free(at)


# --- What they share ------------------------------------------------------------------------------


def _with_paragraphs(text: str, rng: Random, paragraphs: Sequence[str]) -> str:
    """A text with paragraphs put in between two of its own."""
    manuscript = opened(text)
    gaps = [at for at in range(1, len(manuscript.blocks)) if open_gap(manuscript, at)]
    if not gaps or len(paragraphs) == 0:
        return text
    at = rng.choice(gaps)
    sources = [block.source for block in manuscript.blocks]
    made = [spaced(paragraph) for paragraph in paragraphs]
    return "".join([*sources[: at - 1], spaced(sources[at - 1]), *made, *sources[at:]])


def _of_substance(
    block: SourceBlock, *, deleted: str = "", inserted: str = "", whole: bool = False
) -> Claim:
    return Claim(
        kinds=("reword",),
        old=(block.key,),
        new=(block.key,),
        deleted=tuple(filter(None, (deleted,))),
        inserted=tuple(filter(None, (inserted,))),
        whole=whole,
        consequential=False,
    )
