"""Plants in running text: each takes a manuscript and a source of chance, and gives the manuscript
amended in one way.

None where the text has no place for it. What is claimed is the smallest edit that was made.
"""

import re
from dataclasses import replace
from pathlib import Path
from random import Random

from tests.bench import wording
from tests.bench.claims import Claim, Plant
from tests.bench.library import borrowed_paragraph
from tests.bench.manuscript import Manuscript, SourceBlock, apart, spaced, stands_alone, words_of
from tests.bench.wording import Rewording

FEWEST_MOVED = 8
"""Words of a paragraph that is moved."""
NEAREST = 3
"""How many blocks away it goes at least."""
_SENTENCE_END = re.compile(r"(?<=[a-z\u00df-\u00ff)][.;]) (?=[A-Z\u00c0-\u00de])")


def insert(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A paragraph of another text; now and then one of the same text again."""
    gaps = [at for at in range(1, len(manuscript.blocks)) if open_gap(manuscript, at)]
    if not gaps:
        return None
    at = rng.choice(gaps)
    text = borrowed_paragraph(rng, path, manuscript.text)
    again = [
        block
        for block in manuscript.blocks
        if block.source.strip() == block.text and not block.touched
    ]
    again = [block for block in again if len(block.text.split()) >= 5]
    amended = with_space_before(manuscript, at)
    if again and rng.random() < 0.1:
        text = rng.choice(again).text
        amended = reserved(
            amended, {block.key for block in manuscript.blocks if block.text == text}
        )
    new = SourceBlock(key=manuscript.fresh, source=spaced(text), text=text, touched=True)
    amended = amended.with_blocks(at, at, new)
    return amended.with_plant(
        _plant("insert", Claim(kinds=("insert",), new=(new.key,))), renumbers=True
    )


def delete(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """Any paragraph or heading."""
    places = [at for at in apart(manuscript) if manuscript.blocks[at].source[:1] not in " \t>"]
    if not places:
        return None
    at = rng.choice(places)
    gone = manuscript.blocks[at]
    amended = manuscript.with_blocks(at, at + 1, replace(gone, gone=True, touched=True))
    return amended.with_plant(
        _plant("delete", Claim(kinds=("delete",), old=(gone.key,))), renumbers=True
    )


def reword(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """Words replaced, put in or taken out in one paragraph, in one place or several; or a date,
    amount or number."""
    kinds = ("paragraph", "heading", "footnote")
    places = [at for at in apart(manuscript, kinds) if words_of(manuscript.old_block(at)) >= 3]
    for at in rng.sample(places, min(6, len(places))):
        block = manuscript.blocks[at]
        if made := wording.reworded(rng, block.source, block.text, vocabulary(manuscript)):
            claim = reword_claim(("reword",), block, made)
            instead = (
                replace(claim, kinds=("delete",), new=()),
                replace(claim, kinds=("insert",), old=()),
            )
            readings = ((claim,), instead) if claim.whole else ((claim,),)
            return _with_wording(manuscript, at, made).with_plant(
                Plant(name="reword", readings=readings)
            )
    return None


def move(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A paragraph put elsewhere."""
    return _moved(manuscript, rng, reworded=False)


def move_and_reword(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A paragraph put elsewhere with a few of its words changed."""
    return _moved(manuscript, rng, reworded=True)


def format_(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """Some words made bold or emphasised, or no longer so; nothing else."""
    places = list(apart(manuscript))
    for at in rng.sample(places, min(6, len(places))):
        block = manuscript.blocks[at]
        if source := wording.marked_up(rng, block.source, block.text):
            amended = manuscript.with_blocks(
                at, at + 1, replace(block, source=source, touched=True, reformatted=True)
            )
            return amended.with_plant(
                _plant("format", Claim(kinds=("format",), old=(block.key,), new=(block.key,)))
            )
    return None


def split(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A paragraph made two at the end of a sentence."""
    places = [at for at in apart(manuscript) if is_running_text(manuscript.blocks[at])]
    for at in rng.sample(places, min(8, len(places))):
        block = manuscript.blocks[at]
        cuts = [found.start() for found in _SENTENCE_END.finditer(block.source)]
        if not cuts:
            continue
        cut = rng.choice(cuts)
        one, two = block.source[:cut], block.source[cut + 1 :]
        length = len(block.text) - len(two.strip())
        if min(len(one.split()), len(two.split())) < 4 or block.text[length:] != two.strip():
            continue
        first = replace(block, source=spaced(one), text=block.text[:length].rstrip(), touched=True)
        second = SourceBlock(
            key=manuscript.fresh, source=spaced(two), text=two.strip(), touched=True
        )
        claim = Claim(kinds=("split",), old=(block.key,), new=(first.key, second.key))
        return manuscript.with_blocks(at, at + 1, first, second).with_plant(_plant("split", claim))
    return None


def merge(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """Two neighbouring paragraphs made one."""
    blocks = manuscript.blocks
    places = [
        at
        for at in apart(manuscript)
        if at + 1 < len(blocks)
        and manuscript.free(at + 1)
        and all(
            is_running_text(block) and len(block.text.split()) >= 4 for block in blocks[at : at + 2]
        )
        and not blocks[at + 1].label
    ]
    if not places:
        return None
    at = rng.choice(places)
    one, two = blocks[at : at + 2]
    whole = f"{one.source.strip()} {two.source.strip()}"
    both = replace(one, source=spaced(whole), text=f"{one.text} {two.text}", touched=True)
    claim = Claim(kinds=("merge",), old=(one.key, two.key), new=(one.key,))
    gone = replace(two, gone=True, touched=True)
    return manuscript.with_blocks(at, at + 2, both, gone).with_plant(_plant("merge", claim))


# --- What they share ------------------------------------------------------------------------------


def _plant(name: str, *readings: Claim | tuple[Claim, ...]) -> Plant:
    return Plant(
        name=name, readings=tuple(each if isinstance(each, tuple) else (each,) for each in readings)
    )


def open_gap(manuscript: Manuscript, at: int) -> bool:
    """Whether something may be put before the block at a position."""
    if not 0 < at < len(manuscript.blocks):
        return False
    before, after = manuscript.blocks[at - 1], manuscript.blocks[at]
    captioned = before.kind == "paragraph" and after.kind == "table"
    return not before.touched and not after.touched and not captioned and stands_alone(after.source)


def with_space_before(manuscript: Manuscript, at: int) -> Manuscript:
    before = manuscript.blocks[at - 1]
    return manuscript.with_blocks(
        at - 1, at, before if before.gone else replace(before, source=spaced(before.source))
    )


def reserved(manuscript: Manuscript, keys: set[int]) -> Manuscript:
    """With some blocks left to no other plant, though they are as they were."""
    blocks = (
        replace(block, touched=True) if block.key in keys else block for block in manuscript.blocks
    )
    return replace(manuscript, blocks=tuple(blocks))


def is_running_text(block: SourceBlock) -> bool:
    """Whether a block is a paragraph that stands by itself and is written in one go."""
    alone = (
        block.kind == "paragraph"
        and stands_alone(block.source)
        and not re.match(r"\d+[.)] ", block.source)
    )
    return (
        alone
        and "\n\n" not in block.source.strip()
        and "  \n" not in block.source
        and bool(block.text)
    )


def vocabulary(manuscript: Manuscript) -> list[str]:
    return wording.plain_words(
        " ".join(block.text for block in manuscript.old if block.kind == "paragraph")
    )


def reword_claim(kinds: tuple[str, ...], block: SourceBlock, made: Rewording) -> Claim:
    return Claim(
        kinds=kinds,
        old=(block.key,),
        new=(block.key,),
        deleted=made.deleted,
        inserted=made.inserted,
        whole=wording.share_kept(block.text, made.text) < 0.5,
    )


def _with_wording(manuscript: Manuscript, at: int, made: Rewording) -> Manuscript:
    block = replace(manuscript.blocks[at], source=made.source, text=made.text, touched=True)
    return manuscript.with_blocks(at, at + 1, block)


def _moved(manuscript: Manuscript, rng: Random, *, reworded: bool) -> Manuscript | None:
    places = [
        at
        for at in apart(manuscript)
        if is_running_text(manuscript.blocks[at])
        and words_of(manuscript.old_block(at)) >= FEWEST_MOVED
        and manuscript.is_unique(at)
    ]
    for at in rng.sample(places, min(6, len(places))):
        if amended := _moved_from(manuscript, rng, at, reworded=reworded):
            return amended
    return None


def _moved_from(
    manuscript: Manuscript, rng: Random, at: int, *, reworded: bool
) -> Manuscript | None:
    """The block at a position put elsewhere."""
    block = manuscript.blocks[at]
    targets = [
        to
        for to in range(1, len(manuscript.blocks))
        if open_gap(manuscript, to) and len(_passed(manuscript, at, to)) >= NEAREST
    ]
    if not targets:
        return None
    to = rng.choice(targets)
    made = (
        wording.reworded(rng, block.source, block.text, vocabulary(manuscript), most=3)
        if reworded
        else None
    )
    if reworded and (made is None or wording.share_kept(block.text, made.text) < 0.75):
        return None
    landed = replace(block, source=spaced(made.source if made else block.source), touched=True)
    landed = replace(landed, text=made.text) if made else landed
    amended = with_space_before(manuscript, to).with_blocks(to, to, landed)
    at += to <= at
    amended = amended.with_blocks(at, at + 1, replace(block, gone=True, touched=True))
    claims: tuple[Claim, ...] = (Claim(kinds=("move",), old=(block.key,), new=(block.key,)),)
    claims = (*claims, reword_claim(("reword",), block, made)) if made else claims
    return amended.with_plant(
        Plant(name="move and reword" if reworded else "move", readings=(claims,)), renumbers=True
    )


def _passed(manuscript: Manuscript, at: int, to: int) -> list[SourceBlock]:
    """The blocks between a position and the one before which it goes."""
    between = manuscript.blocks[at + 1 : to] if to > at else manuscript.blocks[to:at]
    return [block for block in between if not block.gone]
