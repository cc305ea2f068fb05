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
from tests.bench.manuscript import Manuscript, Piece, apart, spaced, stands_alone, words_of
from tests.bench.wording import Rewording

FEWEST_MOVED = 8
"""Words of a paragraph that is moved."""
NEAREST = 3
"""How many blocks away it goes at least."""
_SENTENCE_END = re.compile(r"(?<=[a-z\u00df-\u00ff)][.;]) (?=[A-Z\u00c0-\u00de])")


def insert(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A paragraph of another text; now and then one of the same text again."""
    gaps = [at for at in range(1, len(manuscript.pieces)) if open_gap(manuscript, at)]
    if not gaps:
        return None
    at = rng.choice(gaps)
    text = borrowed_paragraph(rng, path, manuscript.text)
    again = [
        piece
        for piece in manuscript.pieces
        if piece.source.strip() == piece.text and not piece.touched
    ]
    again = [piece for piece in again if len(piece.text.split()) >= 5]
    amended = with_space_before(manuscript, at)
    if again and rng.random() < 0.1:
        text = rng.choice(again).text
        amended = reserved(
            amended, {piece.key for piece in manuscript.pieces if piece.text == text}
        )
    new = Piece(key=manuscript.fresh, source=spaced(text), text=text, touched=True)
    amended = amended.with_pieces(at, at, new)
    return amended.with_plant(
        _plant("insert", Claim(kinds=("insert",), new=(new.key,))), renumbers=True
    )


def delete(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """Any paragraph or heading."""
    places = [at for at in apart(manuscript) if manuscript.pieces[at].source[:1] not in " \t>"]
    if not places:
        return None
    at = rng.choice(places)
    gone = manuscript.pieces[at]
    amended = manuscript.with_pieces(at, at + 1, replace(gone, gone=True, touched=True))
    return amended.with_plant(
        _plant("delete", Claim(kinds=("delete",), old=(gone.key,))), renumbers=True
    )


def reword(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """Words replaced, put in or taken out in one paragraph, in one place or several; or a date,
    amount or number."""
    kinds = ("paragraph", "heading", "footnote")
    places = [at for at in apart(manuscript, kinds) if words_of(manuscript.block(at)) >= 3]
    for at in rng.sample(places, min(6, len(places))):
        piece = manuscript.pieces[at]
        if made := wording.reworded(rng, piece.source, piece.text, vocabulary(manuscript)):
            claim = reword_claim(("reword",), piece, made)
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
        piece = manuscript.pieces[at]
        if source := wording.marked_up(rng, piece.source, piece.text):
            amended = manuscript.with_pieces(
                at, at + 1, replace(piece, source=source, touched=True, reformatted=True)
            )
            return amended.with_plant(
                _plant("format", Claim(kinds=("format",), old=(piece.key,), new=(piece.key,)))
            )
    return None


def split(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A paragraph made two at the end of a sentence."""
    places = [at for at in apart(manuscript) if is_running_text(manuscript.pieces[at])]
    for at in rng.sample(places, min(8, len(places))):
        piece = manuscript.pieces[at]
        cuts = [found.start() for found in _SENTENCE_END.finditer(piece.source)]
        if not cuts:
            continue
        cut = rng.choice(cuts)
        one, two = piece.source[:cut], piece.source[cut + 1 :]
        length = len(piece.text) - len(two.strip())
        if min(len(one.split()), len(two.split())) < 4 or piece.text[length:] != two.strip():
            continue
        first = replace(piece, source=spaced(one), text=piece.text[:length].rstrip(), touched=True)
        second = Piece(key=manuscript.fresh, source=spaced(two), text=two.strip(), touched=True)
        claim = Claim(kinds=("split",), old=(piece.key,), new=(first.key, second.key))
        return manuscript.with_pieces(at, at + 1, first, second).with_plant(_plant("split", claim))
    return None


def merge(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """Two neighbouring paragraphs made one."""
    pieces = manuscript.pieces
    places = [
        at
        for at in apart(manuscript)
        if at + 1 < len(pieces)
        and manuscript.free(at + 1)
        and all(
            is_running_text(piece) and len(piece.text.split()) >= 4 for piece in pieces[at : at + 2]
        )
        and not pieces[at + 1].label
    ]
    if not places:
        return None
    at = rng.choice(places)
    one, two = pieces[at : at + 2]
    whole = f"{one.source.strip()} {two.source.strip()}"
    both = replace(one, source=spaced(whole), text=f"{one.text} {two.text}", touched=True)
    claim = Claim(kinds=("merge",), old=(one.key, two.key), new=(one.key,))
    gone = replace(two, gone=True, touched=True)
    return manuscript.with_pieces(at, at + 2, both, gone).with_plant(_plant("merge", claim))


# --- What they share ------------------------------------------------------------------------------


def _plant(name: str, *readings: Claim | tuple[Claim, ...]) -> Plant:
    return Plant(
        name=name, readings=tuple(each if isinstance(each, tuple) else (each,) for each in readings)
    )


def open_gap(manuscript: Manuscript, at: int) -> bool:
    """Whether something may be put before the piece at a position."""
    if not 0 < at < len(manuscript.pieces):
        return False
    before, after = manuscript.pieces[at - 1], manuscript.pieces[at]
    captioned = before.kind == "paragraph" and after.kind == "table"
    return not before.touched and not after.touched and not captioned and stands_alone(after.source)


def with_space_before(manuscript: Manuscript, at: int) -> Manuscript:
    before = manuscript.pieces[at - 1]
    return manuscript.with_pieces(
        at - 1, at, before if before.gone else replace(before, source=spaced(before.source))
    )


def reserved(manuscript: Manuscript, keys: set[int]) -> Manuscript:
    """With some pieces left to no other plant, though they are as they were."""
    pieces = (
        replace(piece, touched=True) if piece.key in keys else piece for piece in manuscript.pieces
    )
    return replace(manuscript, pieces=tuple(pieces))


def is_running_text(piece: Piece) -> bool:
    """Whether a piece is a paragraph that stands by itself and is written in one go."""
    alone = (
        piece.kind == "paragraph"
        and stands_alone(piece.source)
        and not re.match(r"\d+[.)] ", piece.source)
    )
    return (
        alone
        and "\n\n" not in piece.source.strip()
        and "  \n" not in piece.source
        and bool(piece.text)
    )


def vocabulary(manuscript: Manuscript) -> list[str]:
    return wording.plain_words(
        " ".join(block.text for block in manuscript.old if block.kind == "paragraph")
    )


def reword_claim(kinds: tuple[str, ...], piece: Piece, made: Rewording) -> Claim:
    return Claim(
        kinds=kinds,
        old=(piece.key,),
        new=(piece.key,),
        deleted=made.deleted,
        inserted=made.inserted,
        whole=wording.share_kept(piece.text, made.text) < 0.5,
    )


def _with_wording(manuscript: Manuscript, at: int, made: Rewording) -> Manuscript:
    piece = replace(manuscript.pieces[at], source=made.source, text=made.text, touched=True)
    return manuscript.with_pieces(at, at + 1, piece)


def _moved(manuscript: Manuscript, rng: Random, *, reworded: bool) -> Manuscript | None:
    places = [
        at
        for at in apart(manuscript)
        if is_running_text(manuscript.pieces[at])
        and words_of(manuscript.block(at)) >= FEWEST_MOVED
        and manuscript.is_unique(at)
    ]
    for at in rng.sample(places, min(6, len(places))):
        if amended := _moved_from(manuscript, rng, at, reworded=reworded):
            return amended
    return None


def _moved_from(
    manuscript: Manuscript, rng: Random, at: int, *, reworded: bool
) -> Manuscript | None:
    """The piece at a position put elsewhere."""
    piece = manuscript.pieces[at]
    targets = [
        to
        for to in range(1, len(manuscript.pieces))
        if open_gap(manuscript, to) and len(_passed(manuscript, at, to)) >= NEAREST
    ]
    if not targets:
        return None
    to = rng.choice(targets)
    made = (
        wording.reworded(rng, piece.source, piece.text, vocabulary(manuscript), most=3)
        if reworded
        else None
    )
    if reworded and (made is None or wording.share_kept(piece.text, made.text) < 0.75):
        return None
    landed = replace(piece, source=spaced(made.source if made else piece.source), touched=True)
    landed = replace(landed, text=made.text) if made else landed
    amended = with_space_before(manuscript, to).with_pieces(to, to, landed)
    at += to <= at
    amended = amended.with_pieces(at, at + 1, replace(piece, gone=True, touched=True))
    claims: tuple[Claim, ...] = (Claim(kinds=("move",), old=(piece.key,), new=(piece.key,)),)
    claims = (*claims, reword_claim(("reword",), piece, made)) if made else claims
    return amended.with_plant(
        Plant(name="move and reword" if reworded else "move", readings=(claims,)), renumbers=True
    )


def _passed(manuscript: Manuscript, at: int, to: int) -> list[Piece]:
    """The pieces between a position and the one before which it goes."""
    between = manuscript.pieces[at + 1 : to] if to > at else manuscript.pieces[to:at]
    return [piece for piece in between if not piece.gone]
