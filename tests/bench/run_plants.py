"""Plants of several blocks side by side: runs put in, taken out, reworded or moved; one block in
another's place.

Here the neighbours of a change are changed too, and what is put in is like what is there: where
engines go wrong.
"""

from dataclasses import replace
from pathlib import Path
from random import Random

from tests.bench import wording
from tests.bench.claims import Claim, Plant
from tests.bench.library import borrowed_paragraph, borrowed_run
from tests.bench.manuscript import Manuscript, SourceBlock, apart, spaced, words_of
from tests.bench.text_plants import (
    is_running_text,
    open_gap,
    reserved,
    reword_claim,
    vocabulary,
    with_space_before,
)

LONGEST_RUN = 6
"""Blocks in a run that is put in or taken out."""


def insert_run(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """Two to six neighbouring paragraphs of another text."""
    gaps = [at for at in range(1, len(manuscript.blocks)) if open_gap(manuscript, at)]
    texts = borrowed_run(rng, path, rng.randint(2, LONGEST_RUN), manuscript.text)
    if not gaps or len(texts) < 2:
        return None
    at = rng.choice(gaps)
    new = [
        SourceBlock(key=manuscript.fresh + more, source=spaced(text), text=text, touched=True)
        for more, text in enumerate(texts)
    ]
    claims = tuple(Claim(kinds=("insert",), new=(block.key,)) for block in new)
    amended = with_space_before(manuscript, at).with_blocks(at, at, *new)
    return amended.with_plant(Plant(name="insert run", readings=(claims,)), renumbers=True)


def delete_run(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """Two to six neighbouring paragraphs and headings."""
    run = _run(manuscript, rng, rng.randint(2, LONGEST_RUN))
    if not run:
        return None
    claims = tuple(Claim(kinds=("delete",), old=(manuscript.blocks[at].key,)) for at in run)
    gone = [replace(manuscript.blocks[at], gone=True, touched=True) for at in run]
    amended = manuscript.with_blocks(run[0], run[-1] + 1, *gone)
    return amended.with_plant(Plant(name="delete run", readings=(claims,)), renumbers=True)


def reword_run(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """Two to four neighbouring paragraphs, each with a few of its words changed."""
    run = _run(manuscript, rng, rng.randint(2, 4))
    words = vocabulary(manuscript)
    claims = []
    amended = manuscript
    for at in run:
        block = manuscript.blocks[at]
        made = (
            wording.reworded(rng, block.source, block.text, words, most=3) if block.text else None
        )
        if made is None or wording.share_kept(block.text, made.text) < 0.6:
            return None
        amended = amended.with_blocks(
            at, at + 1, replace(block, source=made.source, text=made.text, touched=True)
        )
        claims.append(reword_claim(("reword",), block, made))
    return (
        amended.with_plant(Plant(name="reword run", readings=(tuple(claims),))) if claims else None
    )


def move_run(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """Two to four neighbouring blocks put elsewhere together, in their order."""
    run = _run(manuscript, rng, rng.randint(2, 4))
    gaps = [at for at in range(1, len(manuscript.blocks)) if open_gap(manuscript, at)]
    gaps = [at for at in gaps if run and not run[0] - 2 <= at <= run[-1] + 3]
    blocks = [manuscript.blocks[at] for at in run]
    enough = sum(len(block.text.split()) for block in blocks) >= 8 * len(run)
    if not gaps or not enough or not all(map(manuscript.is_unique, run)):
        return None
    to = rng.choice(gaps)
    gone = [replace(block, gone=True, touched=True) for block in blocks]
    amended = manuscript.with_blocks(run[0], run[-1] + 1, *gone)
    landed = [replace(block, source=spaced(block.source), touched=True) for block in blocks]
    amended = with_space_before(amended, to).with_blocks(to, to, *landed)
    claims = tuple(Claim(kinds=("move",), old=(block.key,), new=(block.key,)) for block in blocks)
    return amended.with_plant(Plant(name="move run", readings=(claims,)), renumbers=True)


def swap(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """Two neighbouring paragraphs exchanged."""
    places = [
        at
        for at in range(1, len(manuscript.blocks) - 1)
        if all(manuscript.free(each) and manuscript.is_unique(each) for each in (at, at + 1))
        and all(
            is_running_text(block) and len(block.text.split()) >= 5
            for block in manuscript.blocks[at : at + 2]
        )
    ]
    if not places:
        return None
    at = rng.choice(places)
    one, two = (
        replace(block, source=spaced(block.source), touched=True)
        for block in manuscript.blocks[at : at + 2]
    )
    claim = Claim(kinds=("move",), old=(two.key,), new=(two.key,))
    return manuscript.with_blocks(at, at + 2, two, one).with_plant(
        Plant(name="swap", readings=((claim,),))
    )


def in_place_of(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A paragraph taken out and one of another text put in its place; what stands alone under its
    heading may be called reworded."""
    places = [
        at
        for at in apart(manuscript)
        if is_running_text(manuscript.blocks[at]) and not manuscript.blocks[at].label
    ]
    if not places:
        return None
    at = rng.choice(places)
    gone = manuscript.blocks[at]
    text = borrowed_paragraph(rng, path, manuscript.text)
    if wording.share_kept(gone.text, text) > 0.2:
        return None
    new = SourceBlock(key=manuscript.fresh, source=spaced(text), text=text, touched=True)
    claims = (Claim(kinds=("delete",), old=(gone.key,)), Claim(kinds=("insert",), new=(new.key,)))
    at_its_place = Claim(
        kinds=("reword",),
        old=(gone.key,),
        new=(new.key,),
        deleted=(gone.text,),
        inserted=(text,),
        whole=True,
    )
    plant = Plant(name="in place of", readings=(claims, (at_its_place,)))
    amended = manuscript.with_blocks(at, at + 1, replace(gone, gone=True, touched=True), new)
    return amended.with_plant(plant, renumbers=True)


def insert_like(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """After a paragraph another that says nearly the same, as where one rule is made for two
    cases."""
    found = _like(manuscript, rng)
    if found is None:
        return None
    at, new = found
    key = manuscript.blocks[at].key
    amended = reserved(with_space_before(manuscript, at + 1), {key}).with_blocks(
        at + 1, at + 1, new
    )
    claim = Claim(kinds=("insert",), new=(new.key,))
    return amended.with_plant(Plant(name="insert like", readings=((claim,),)), renumbers=True)


def reword_beside(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A paragraph reworded, and another put in right after it."""
    places = [
        at
        for at in apart(manuscript)
        if is_running_text(manuscript.blocks[at]) and open_gap(manuscript, at + 1)
    ]
    places = [at for at in places if words_of(manuscript.old_block(at)) >= 8]
    if not places:
        return None
    at = rng.choice(places)
    block = manuscript.blocks[at]
    made = wording.reworded(rng, block.source, block.text, vocabulary(manuscript), most=4)
    text = borrowed_paragraph(rng, path, manuscript.text)
    if made is None or wording.share_kept(block.text, made.text) < 0.6:
        return None
    new = SourceBlock(key=manuscript.fresh, source=spaced(text), text=text, touched=True)
    changed = replace(block, source=spaced(made.source), text=made.text, touched=True)
    claims = (reword_claim(("reword",), block, made), Claim(kinds=("insert",), new=(new.key,)))
    amended = manuscript.with_blocks(at, at + 1, changed, new)
    return amended.with_plant(
        Plant(name="reword beside insert", readings=(claims,)), renumbers=True
    )


def reword_heavily(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A paragraph of which about half is written anew, in several places."""
    places = [at for at in apart(manuscript) if words_of(manuscript.old_block(at)) >= 12]
    for at in rng.sample(places, min(6, len(places))):
        block = manuscript.blocks[at]
        made = wording.Rewording(source=block.source, text=block.text)
        for _ in range(12):
            made = (
                wording.reworded(
                    rng, made.source, made.text, vocabulary(manuscript), most=3, before=made
                )
                or made
            )
            if wording.share_kept(block.text, made.text) < 0.6:
                break
        if not 0.35 < wording.share_kept(block.text, made.text) < 0.7:
            continue
        claim = reword_claim(("reword",), block, made)
        instead = (
            replace(claim, kinds=("delete",), new=()),
            replace(claim, kinds=("insert",), old=()),
        )
        readings = ((claim,), instead) if claim.whole else ((claim,),)
        amended = manuscript.with_blocks(
            at, at + 1, replace(block, source=made.source, text=made.text, touched=True)
        )
        return amended.with_plant(Plant(name="reword heavily", readings=readings))
    return None


def _run(manuscript: Manuscript, rng: Random, count: int) -> list[int]:
    """Some neighbouring paragraphs and headings that stand by themselves and have something to
    read."""
    places = set(apart(manuscript))
    places = {at for at in places if manuscript.blocks[at].source[:1] not in " \t>"}
    starts = [at for at in sorted(places) if all(at + more in places for more in range(count))]
    if not starts:
        return []
    start = rng.choice(starts)
    return list(range(start, start + count))


def _like(manuscript: Manuscript, rng: Random) -> tuple[int, SourceBlock] | None:
    """A paragraph, and a new one made of it by changing a few of its words."""
    places = [
        at
        for at in apart(manuscript)
        if is_running_text(manuscript.blocks[at]) and not manuscript.blocks[at].label
    ]
    places = [
        at
        for at in places
        if words_of(manuscript.old_block(at)) >= 8 and open_gap(manuscript, at + 1)
    ]
    for at in rng.sample(places, min(4, len(places))):
        block = manuscript.blocks[at]
        made = wording.reworded(rng, block.source, block.text, vocabulary(manuscript), most=3)
        if made and wording.share_kept(block.text, made.text) > 0.6 and made.text != block.text:
            new = SourceBlock(
                key=manuscript.fresh, source=spaced(made.source), text=made.text, touched=True
            )
            return at, new
    return None
