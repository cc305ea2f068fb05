"""What was reported against what was planted: right, wrong and missed, by kind; where; and how much
is marked.

A change of several kinds counts once for each. It is right when kind, old text and new text are
those planted; in a table the row and column too; for a renumbering or a move, both labels. Nothing
else is right, but for what two lawyers could each put in their own way. These are the `readings` of
a plant, of which the best met counts:

- A block moved past others is the block moved, or all of the others moved the other way. Any set of
  blocks may be said to have moved if all that are not in it keep their order, and if it is no
  larger than the planted set: in blocks, in words or in characters. The same for rows and columns,
  and so for two columns that changed places.
- Of neighbouring rows or columns that read the same, any may be the one that was inserted or
  deleted; the same for paragraphs, which are told apart by their text alone.
- A paragraph of which less than half of the words were kept may be deleted and inserted instead; so
  may a row. If it is reported as reworded, it may be marked whole.
- A section that moved is one change, or the move of each of its blocks.
- A provision that went elsewhere among its siblings has a new number for that reason: its move,
  with both labels, may say so alone, or be a renumbering as well.

Where an edit slid ("a a" to "a a a"), or which of two like words is marked, is not asked: only how
many characters are.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations, islice, product
from typing import Any

from tests.bench.claims import Expected, Reading, Shuffle, Thing, Truth, visible

_WHOLE = frozenset(
    (
        "insert",
        "delete",
        "table-insert",
        "table-delete",
        "row-insert",
        "row-delete",
        "column-insert",
        "column-delete",
    )
)
_UNMARKED = frozenset(("row-move", "column-move"))
MEASURES: tuple[Callable[[str], int], ...] = (lambda _: 1, lambda text: len(text.split()), visible)
"""How much moved: in things, in words, in characters."""
LAVISH = 1.3
"""How often what had to be marked is marked before it is far too much."""
TWINS = 500
"""How many ways are tried to tell which of several things that read the same have moved."""
Report = Mapping[str, Any]
"""A change as the JSON of a redline has it."""
Item = tuple[str, int]
"""One kind of one reported change, by its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How one document, or many, came out."""

    right: Counter[str] = field(default_factory=Counter)
    """For each kind, how many were planted and reported."""
    wrong: Counter[str] = field(default_factory=Counter)
    """How many were reported and not planted."""
    missed: Counter[str] = field(default_factory=Counter)
    """How many were planted and not reported."""
    placed: int = 0
    """How many of the right ones name the place of the plant."""
    ratios: tuple[float, ...] = ()
    """For each document the characters marked over those that had to be."""

    def f1(self, kind: str | None = None) -> float:
        """The harmonic mean of precision and recall, of one kind or of all."""
        right, wrong, missed = (
            counts.total() if kind is None else counts[kind]
            for counts in (self.right, self.wrong, self.missed)
        )
        return 2 * right / (2 * right + wrong + missed) if right + wrong + missed else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One document judged, with what a reader needs to see why."""

    score: Score
    wrong: tuple[Report, ...] = ()
    """The reported changes that nobody planted, or not as all that they say they are."""
    missed: tuple[Expected, ...] = ()
    lavish: tuple[Report, ...] = ()
    """Those that are right and mark far more than had to be."""


def judged(truth: Truth, reported: Sequence[Report]) -> Judgement:
    """Match what was reported to the plants, each in the reading that is met best."""
    each_block = [*chain.from_iterable(_blocks_moved(report, truth) for report in reported)]
    free: dict[Item, Report] = {
        (kind, at): report for at, report in enumerate(each_block) for kind in report["kinds"]
    }
    right: Counter[str] = Counter()
    missed: list[tuple[str, Expected]] = []
    chosen: list[Expected] = []
    had_to_be: Counter[int] = Counter()
    placed = 0
    plants = [[_untold(reading, reported) for reading in readings] for readings in truth.readings]
    for readings in (
        *([_order(each, free)] for each in truth.shuffles),
        *_surest_first(plants, free),
    ):
        reading = max(readings, key=lambda each: _met(each, free))
        chosen += reading
        for kind, expected in ((kind, each) for each in reading for kind in each.kinds):
            item = _find(kind, expected, free)
            if item is None:
                missed.append((kind, expected))
            else:
                report = free.pop(item)
                placed += report["anchor"] in expected.anchors
                right[kind] += 1
                had_to_be[item[1]] += expected.tolerated
    score = Score(
        right=right,
        wrong=Counter(kind for kind, _ in free),
        missed=Counter(kind for kind, _ in missed),
        placed=placed,
        ratios=(_ratio(chosen, reported),),
    )
    wrong = tuple(each_block[at] for at in sorted({at for _, at in free}))
    lost = tuple(dict.fromkeys(expected for _, expected in missed))
    return Judgement(score=score, wrong=wrong, missed=lost, lavish=_lavish(each_block, had_to_be))


def _blocks_moved(report: Report, truth: Truth) -> Iterator[Report]:
    """The moves of the blocks of a section, of which a report says that it moved as a whole; any
    other report as it is.

    The blocks of a section are neighbours in the old text, and moved or stayed without a word
    between them.
    """
    for shuffle in truth.shuffles if "move" in report["kinds"] else ():
        things = sorted(shuffle.things, key=lambda thing: thing.rank)
        for start, stop in combinations(range(len(things) + 1), 2):
            section = things[start:stop]
            if len(section) > 1 and _is_section(section, report):
                yield from (_moved_alone(thing.expected, report) for thing in section)
                return
    yield report


def _is_section(things: Sequence[Thing], report: Report) -> bool:
    old = "\n".join(thing.expected.old for thing in things)
    return old == report["old"] and things[0].expected.new_label == (report["new_label"] or "")


def _moved_alone(expected: Expected, report: Report) -> Report:
    """A report of a section as one of a block of it, in which nothing was marked."""
    alone: dict[str, object] = {
        "old": expected.old,
        "new": expected.new,
        "old_label": expected.old_label or None,
        "new_label": expected.new_label or None,
        "edits": [],
        "anchor": next(iter(expected.anchors), ""),
    }
    return {**report, **alone, "kinds": ["move"]}


def _order(shuffle: Shuffle, free: Mapping[Item, Report]) -> Reading:
    """The moves that were reported, if what is left keeps its order and they are no heavier than
    the planted ones.

    What was rewritten so far that it is reported as deleted and inserted has no order to keep; it
    weighs like a move.
    """
    rewritten = {
        at for at, thing in enumerate(shuffle.things) if _is_replaced(thing.expected, free)
    }
    for moved in islice(_reported_moves(shuffle, free), TWINS):
        left = [
            thing.rank for at, thing in enumerate(shuffle.things) if at not in moved | rewritten
        ]
        lighter = (
            _sum(shuffle, moved | rewritten, each) <= _sum(shuffle, shuffle.planted, each)
            for each in MEASURES
        )
        if left == sorted(left) and any(lighter):
            return tuple(shuffle.things[at].expected for at in sorted(moved))
    return tuple(shuffle.things[at].expected for at in sorted(shuffle.planted))


def _is_replaced(thing: Expected, free: Mapping[Item, Report]) -> bool:
    if thing.old == thing.new:
        return False
    gone = any(
        kind == "delete" and report["old"] == thing.old for (kind, _), report in free.items()
    )
    return gone and any(
        kind == "insert" and report["new"] == thing.new for (kind, _), report in free.items()
    )


def _reported_moves(shuffle: Shuffle, free: Mapping[Item, Report]) -> Iterator[set[int]]:
    """The things that were reported as moved; of some that read the same, each choice in turn."""
    alike: dict[Expected, list[int]] = {}
    for at, thing in enumerate(shuffle.things):
        alike.setdefault(thing.expected, []).append(at)
    choices = []
    for expected, places in alike.items():
        found = [
            item
            for item, report in free.items()
            if item[0] == expected.kinds[0] and is_same(item[0], expected, report)
        ]
        choices.append(list(combinations(places, min(len(found), len(places)))))
    return ({at for chosen in choice for at in chosen} for choice in product(*choices))


def _sum(shuffle: Shuffle, moved: Iterable[int], measure: Callable[[str], int]) -> int:
    return sum(measure(shuffle.things[at].text) for at in moved)


def _untold(reading: Reading, reported: Sequence[Report]) -> Reading:
    """A reading without the renumberings that another report has told: a move by its labels, a row
    put in whole."""
    moves = [
        each for each in reported if "move" in each["kinds"] and "renumber" not in each["kinds"]
    ]
    rows = [each for each in reported if "row-insert" in each["kinds"]]
    return tuple(
        each
        for each in reading
        if each.kinds != ("renumber",)
        or not (
            any(is_same("move", each, move) for move in moves)
            or any(_stands_in(each, row) for row in rows)
        )
    )


def _stands_in(number: Expected, row: Report) -> bool:
    """Whether a row that is reported as put in is the one that a running number stands in."""
    here = row["anchor"] in number.anchors and row["row"] in number.rows
    return (
        here
        and number.new
        in row["new"].split(" | ")[: 1 + max((at or 0 for at in number.columns), default=0)]
    )


def _surest_first(
    plants: Sequence[Sequence[Reading]], free: Mapping[Item, Report]
) -> list[Sequence[Reading]]:
    """Those met in full as planted come before any other takes what is theirs."""
    return sorted(plants, key=lambda readings: _met(readings[0], free) < 0)


def _met(reading: Sequence[Expected], free: Mapping[Item, Report]) -> float:
    """0 when all of a reading is reported, the less the more is missing; what it finds breaks
    ties."""
    left = dict(free)
    found = lost = 0
    for expected in reading:
        for kind in expected.kinds:
            item = _find(kind, expected, left)
            found += item is not None
            lost += item is None
            if item is not None:
                left.pop(item)
    return -lost + (0 if not lost else found / (found + lost + 1))


def _find(kind: str, expected: Expected, free: Mapping[Item, Report]) -> Item | None:
    """The reported change that is the expected one, if there is one; at its place rather than
    elsewhere."""
    found = [
        item for item, report in free.items() if item[0] == kind and is_same(kind, expected, report)
    ]
    return min(
        found,
        key=lambda item: (free[item]["anchor"] not in expected.anchors, item[1]),
        default=None,
    )


def is_same(kind: str, expected: Expected, report: Report) -> bool:
    """Whether a report states what is expected."""
    if (report["old"], report["new"]) != (expected.old, expected.new):
        return False
    if expected.consequential not in (None, report.get("consequential")):
        return False
    if kind in ("renumber", "move") and report["row"] is None:
        labels = (report["old_label"] or "", report["new_label"] or "")
        if labels != (expected.old_label, expected.new_label):
            return False
    return (
        report["row"] in expected.rows
        and report["column"] in expected.columns
        and (None in expected.old_rows or report.get("old_row") in expected.old_rows)
        and (None in expected.old_columns or report.get("old_column") in expected.old_columns)
    )


# --- How much is marked ---------------------------------------------------------------------------


def marked(report: Report) -> int:
    """The visible characters that a change marks as deleted or inserted."""
    kinds = set(report["kinds"])
    if kinds & _WHOLE:
        return visible(report["old"]) + visible(report["new"])
    if kinds & _UNMARKED or (kinds == {"renumber"} and report["row"] is not None):
        return 0
    return sum(visible(text) for sign, text in report["edits"] if sign in "+-")


def _lavish(reported: Sequence[Report], had_to_be: Mapping[int, int]) -> tuple[Report, ...]:
    return tuple(
        reported[at]
        for at, least in sorted(had_to_be.items())
        if marked(reported[at]) > LAVISH * least
    )


def _ratio(expected: Sequence[Expected], reported: Sequence[Report]) -> float:
    """Marked characters over those that had to be; a paragraph that may be marked whole counts as
    it is marked."""
    marks: dict[tuple[str, str], int] = {}
    for report in reported:
        marks.setdefault((report["old"], report["new"]), marked(report))
    had_to_be = 0
    for each in expected:
        mark = marks.get((each.old, each.new), 0) if each.whole else 0
        had_to_be += min(max(each.minimum, mark), each.tolerated)
    total = sum(map(marked, reported))
    return total / had_to_be if had_to_be else float("inf") if total else 1.0
