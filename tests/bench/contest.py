"""Every engine on the same texts with one plant each, judged by the HTML it gives and by nothing
else.

Asked is whether rejecting and accepting give back what the engine was given, whether the HTML is
valid, how well the marked words agree with the planted ones, how many characters are marked, and
what time of the processor it took. A label is a word; what moved counts as deleted and inserted. An
engine that fails, or takes too long, holds no invariant.
"""

import re
import signal
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import combinations
from types import FrameType
from typing import TypeAlias
from xml.etree.ElementTree import Element

from tests import invariants
from tests.bench.claims import Expected, Reading, Shuffle, Truth, visible
from tests.bench.peers import ENGINES, Marked, Text, make_ready, takes, text_of
from tests.bench.planting import Planted

Words: TypeAlias = tuple[Counter[str], Counter[str]]
"""Deleted and inserted."""
SECONDS = 10
"""The longest that an engine may take over one text."""
LARGEST = 20_000
"""Characters of a text, so that the slower engines come to an end."""
MOST_SHUFFLED = 12
"""Things, above which not every way is tried to say which of them moved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one engine did on one text."""

    engine: str
    plant: str
    text: str
    """The name of the text."""
    text_kept: bool = False
    """Whether rejecting gives every letter of the old text and accepting every letter of the new
    one."""
    blocks_kept: bool = False
    """Whether they also give the same blocks and grids, none of them empty that was not."""
    valid: bool = False
    f1: float = 0.0
    least: int = 0
    """The visible characters that had to be marked."""
    marked: int = 0
    seconds: float = 0.0
    failure: str = ""

    @property
    def ratio(self) -> float | None:
        """The characters marked over those that had to be; None where nothing had to."""
        return self.marked / self.least if self.least else None


def outcomes(planted: Planted, engines: Sequence[str]) -> list[Outcome]:
    """Each engine that can take the text, on it."""
    old, new = text_of(planted.old), text_of(planted.new)
    return [_outcome(engine, planted, old, new) for engine in engines if takes(engine, old, new)]


def _outcome(engine: str, planted: Planted, old: Text, new: Text) -> Outcome:
    plant = planted.plants[0].name
    make_ready(engine)
    start = time.process_time()
    try:
        with limited(SECONDS):
            result = ENGINES[engine](old, new)
    except Exception as failure:  # whatever an engine may raise, it has failed
        seconds = time.process_time() - start
        return Outcome(
            engine=engine,
            plant=plant,
            text=planted.name,
            seconds=seconds,
            failure=type(failure).__name__,
        )
    seconds = time.process_time() - start
    deleted, inserted = marked_texts(result.html)
    words = _words(deleted), _words(inserted)
    f1, least = max(
        ((_f1(words, option), -least) for option, least in _wanted(planted.truth)), default=(1.0, 0)
    )
    return Outcome(
        engine=engine,
        plant=plant,
        text=planted.name,
        text_kept=texts_kept(result),
        blocks_kept=blocks_kept(result),
        valid=not invariants.faults(result.html),
        f1=f1,
        least=-least,
        marked=sum(map(visible, (*deleted, *inserted))),
        seconds=seconds,
    )


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """TimeoutError when what is done takes too long."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def blocks_kept(result: Marked) -> bool:
    try:
        return all(
            [block.words for block in given] == [block.words for block in wanted]
            for given, wanted in (
                (invariants.rejected(result.html), result.rejected),
                (invariants.accepted(result.html), result.accepted),
            )
        )
    except AssertionError:  # a ragged table, say
        return False


def texts_kept(result: Marked) -> bool:
    sides = ((result.rejected, "ins"), (result.accepted, "del"))
    tree = invariants.tree(result.html)
    return all(_letters_seen(seen) == "".join(_letters_without(tree, mark)) for seen, mark in sides)


def _letters_seen(seen: Iterable[invariants.Seen]) -> str:
    """Every letter of a text, without the signs for covered cells."""
    texts: list[str] = []
    for block in seen:
        texts.append(block.text)
        texts += [cell for row in block.grid for cell in row if cell != invariants.COVERED]
    return re.sub(r"\s", "", "".join(texts))


def _letters_without(element: Element, mark: str) -> Iterator[str]:
    """Every letter below an element but for what is marked in one way."""
    yield re.sub(r"\s", "", element.text or "")
    for child in element:
        if mark not in (child.tag, *(child.get("class") or "").split()):
            yield from _letters_without(child, mark)
        yield re.sub(r"\s", "", child.tail or "")


# --- What is marked -------------------------------------------------------------------------------


def marked_texts(html: str) -> tuple[list[str], list[str]]:
    """The texts that are marked as deleted and as inserted, each mark once, however deep marks are
    nested."""
    found: tuple[list[str], list[str]] = ([], [])
    _collect(invariants.tree(html), found)
    return found


def _collect(element: Element, found: tuple[list[str], list[str]]) -> None:
    for child in element:
        names = {child.tag, *(child.get("class") or "").split()}
        if names & {"ins", "del"}:
            found["ins" in names].append(" ".join(_texts_inside(child)))
        else:
            _collect(child, found)


def _texts_inside(element: Element) -> Iterator[str]:
    """The text of an element, apart where a reader would see it apart: cells, blocks, breaks."""
    text = element.text or ""
    for child in element:
        inner = list(_texts_inside(child))
        if child.tag in ("td", "th", "tr", "p", "div", "caption", "br", "li"):
            yield text
            yield from inner
            text = child.tail or ""
        else:
            text += " ".join(inner) + (child.tail or "")
    yield text


def _words(texts: Iterable[str]) -> Counter[str]:
    """The words, without the signs round them and without what only parts cells."""
    found = (word.strip(".,;:!?()[]\"'“”„‘’") for text in texts for word in text.split())
    return Counter(word for word in found if word and word != "|")


# --- What was planted -----------------------------------------------------------------------------


def _wanted(truth: Truth) -> Iterator[tuple[Words, int]]:
    """The words that must be marked in each reading of what was planted, and how many characters
    that is."""
    readings: Sequence[Reading] = [
        reading for readings in truth.readings for reading in readings
    ] or [()]
    readings = [
        *readings,
        *(
            tuple(map(_whole, reading))
            for reading in readings
            if any(each.whole for each in reading)
        ),
    ]
    for reading in readings:
        for moved in [option for shuffle in truth.shuffles for option in _orders(shuffle)] or [()]:
            texts = {each.old for each in moved}
            rest = [
                each
                for each in reading
                if each.kinds[0] not in ("reword", "renumber") or each.old not in texts
            ]
            deleted = [text for each in rest for text in _deleted(each)]
            inserted = [text for each in rest for text in _inserted(each)]
            deleted += [text for each in moved for text in (each.old_label, each.old)]
            inserted += [text for each in moved for text in (each.new_label, each.new)]
            least = sum(visible(text.replace(" | ", " ")) for text in (*deleted, *inserted))
            yield (_words(deleted), _words(inserted)), least


def _whole(each: Expected) -> Expected:
    """What may be marked whole, so marked."""
    return replace(each, deleted=(each.old,), inserted=(each.new,)) if each.whole else each


def _orders(shuffle: Shuffle) -> Iterator[Reading]:
    """What may be said to have moved: what was put elsewhere, all others, or as few that leave the
    rest in order."""
    things = range(len(shuffle.things))
    others = frozenset(things) - shuffle.planted
    sizes = [len(shuffle.planted)] if len(things) <= MOST_SHUFFLED else []
    for moved in (
        shuffle.planted,
        others,
        *(frozenset(each) for size in sizes for each in combinations(things, size)),
    ):
        left = [shuffle.things[at].rank for at in things if at not in moved]
        if left == sorted(left):
            yield tuple(shuffle.things[at].expected for at in sorted(moved))


def _deleted(each: Expected) -> tuple[str, ...]:
    if each.kinds == ("renumber",):
        return (each.old_label,) if each.old_label != each.new_label else (each.old,)
    return (each.old_label, *each.deleted) if each.kinds[0].endswith("delete") else each.deleted


def _inserted(each: Expected) -> tuple[str, ...]:
    if each.kinds == ("renumber",):
        return (each.new_label,) if each.old_label != each.new_label else (each.new,)
    return (each.new_label, *each.inserted) if each.kinds[0].endswith("insert") else each.inserted


def _f1(found: Words, wanted: Words) -> float:
    right = sum(((one & other).total() for one, other in zip(found, wanted, strict=True)), 0)
    total = sum(words.total() for words in (*found, *wanted))
    return 2 * right / total if total else 1.0
