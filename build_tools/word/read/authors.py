"""Tracked changes → who made them and when, and the rounds in which they were made: one for
each author and day, in order of time.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from build_tools.model import TrackedBy
from build_tools.word.read.ooxml import Element, w
from build_tools.word.read.report import shortened

ROUNDS = 12
"""How many rounds are told apart: each is read and compared by itself."""
_NAME = 80
"""How many characters of an author's name are told; Word itself keeps 52."""
_DAY = len("2024-01-31")


class _Maker(NamedTuple):
    """Who made a tracked change, and on which day."""

    author: str
    day: dt.date | None

    @classmethod
    def of(cls, revision: Element) -> "_Maker":
        author = shortened(revision.get(w("author"), ""), _NAME)
        return cls(author, _day(revision.get(w("date"), "")))


@dataclass(frozen=True, slots=True)
class Round:
    """Tracked changes that are accepted as one."""

    by: tuple[TrackedBy, ...]
    """Who made them: one author on one day, unless there are more of these than can be told
    apart."""
    makers: frozenset[_Maker]


def tracked_by(revisions: Iterable[Element]) -> tuple[TrackedBy, ...]:
    """Who made these tracked changes, and when, by name."""
    return _by_name(Counter(map(_Maker.of, revisions)))


def _by_name(counts: Counter[_Maker]) -> tuple[TrackedBy, ...]:
    authors: dict[str, list[_Maker]] = {}
    for maker in counts:
        authors.setdefault(maker.author, []).append(maker)
    found: list[TrackedBy] = []
    for author, makers in sorted(authors.items()):
        days = [maker.day for maker in makers if maker.day is not None]
        first, last = min(days, default=None), max(days, default=None)
        count = sum(counts[maker] for maker in makers)
        found.append(TrackedBy(author=author, count=count, first=first, last=last))
    return tuple(found)


def in_rounds(revisions: Sequence[Element]) -> list[Round]:
    """The rounds in which tracked changes were made, what has no date before all others.

    Where there are more than `ROUNDS`, those of each author are one; where that is not enough,
    those of the authors with the fewest changes are one together.
    """
    counts = Counter(map(_Maker.of, revisions))
    moments: dict[_Maker, str] = {}
    for revision in revisions:
        maker, moment = _Maker.of(revision), revision.get(w("date"), "")
        moments[maker] = min(moments.get(maker, moment), moment)
    ordered = sorted(counts, key=lambda maker: (maker.day or dt.date.min, moments[maker], maker))
    of_author: Counter[str] = Counter()
    for maker in ordered:
        of_author[maker.author] += counts[maker]
    busiest = {author for author, _ in of_author.most_common(ROUNDS - 1)}
    ways: tuple[Callable[[_Maker], Hashable], ...] = (
        lambda maker: maker,
        lambda maker: maker.author,
        lambda maker: maker.author if maker.author in busiest else None,
    )
    divided = (_divided(ordered, way) for way in ways)
    groups = next(each for each in divided if len(each) <= ROUNDS)
    return [_round(group, counts) for group in groups]


def _divided(makers: Iterable[_Maker], way: Callable[[_Maker], Hashable]) -> list[list[_Maker]]:
    """Makers in groups of one value each, in the order in which these first come."""
    groups: dict[Hashable, list[_Maker]] = {}
    for maker in makers:
        groups.setdefault(way(maker), []).append(maker)
    return list(groups.values())


def _round(makers: Iterable[_Maker], counts: Counter[_Maker]) -> Round:
    of_round = Counter({maker: counts[maker] for maker in makers})
    return Round(_by_name(of_round), frozenset(of_round))


def made_in(rounds: Iterable[Round]) -> Callable[[Element], bool]:
    """What tells whether a tracked change was made in one of these rounds."""
    makers = frozenset().union(*[round_.makers for round_ in rounds])
    return lambda revision: _Maker.of(revision) in makers


def gathered(rounds: Iterable[Round]) -> str:
    """What was not told apart, in words; empty where every author and day was."""
    if not any(len(round_.makers) > 1 for round_ in rounds):
        return ""
    whom = "the days of an author"
    if any(len(round_.by) > 1 for round_ in rounds):
        whom += ", and the authors with the fewest of them,"
    return f"tracked changes of more than {ROUNDS} authors and days: {whom} are not told apart"


def _day(moment: str) -> dt.date | None:
    """The day of a moment as XML Schema writes one, with or without a zone."""
    try:
        return dt.date.fromisoformat(moment[:_DAY])
    except ValueError:
        return None
