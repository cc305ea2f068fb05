"""Every number that decides a redline is held from both sides.

`HELD` reads as a specification: for each threshold, texts that lie just on either side of it, and
what becomes of them. That the numbers are held is proved by changing them: with a threshold a fifth
lower, or a fifth higher, at least one of its cases comes out otherwise.
"""

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import regex

from build_tools.compare import thresholds
from build_tools.compare.align import TableFeatures, Unit, align, match_verbatim_splits
from build_tools.compare.redline import STAGES
from build_tools.compare.tables import identity, numbering_column
from build_tools.compare.units import block_unit
from build_tools.compare.words import (
    Vocabulary,
    compare_content,
    longest_common_subsequence,
    similarity,
    tokens,
)
from build_tools.model import Run
from build_tools.text.markdown import parse
from tests.compare.small_tables import laid, table
from tests.reviewing import compared, said, wdiff

ROOM = Path(thresholds.__file__).parent
MODULES = sorted(path for path in ROOM.rglob("*.py") if path.stem != "thresholds")


def module_name(path: Path) -> str:
    """A module by its path in the room."""
    return path.relative_to(ROOM).as_posix()


@dataclass(frozen=True)
class Case:
    """Two texts close to a threshold, and what becomes of them."""

    outcome: Callable[[], Any]
    expected: Any


@dataclass(frozen=True)
class Held:
    """The cases of a threshold, and other values that they must notice: a fifth lower and a fifth
    higher, or one less and one more, unless others are given."""

    cases: tuple[Case, ...]
    lower: Any = None
    higher: Any = None

    def others(self, value: Any) -> tuple[Any, Any]:
        lower, higher = self.lower, self.higher
        if isinstance(value, float):
            return (
                value * 0.8 if lower is None else lower,
                value * 1.2 if higher is None else higher,
            )
        step = max(1, value // 5) if isinstance(value, int) else None
        return value - step if lower is None else lower, value + step if higher is None else higher


def held(*cases: Case, lower: Any = None, higher: Any = None) -> Held:
    return Held(cases, lower, higher)


# --- Texts of so many words in common -------------------------------------------------------------


def text(of: int, *, name: str = "word") -> str:
    """A text of so many words, no two of them the same."""
    return " ".join(f"{name}{at}" for at in range(of))


def like(common: int, of: int, *, opening: bool = False, name: str = "other") -> str:
    """A text of so many words that has the last of them (or the first) in common with `text(of)`:
    their similarity is `common / of`."""
    words, others = text(of).split(), text(of, name=name).split()
    if opening:
        return " ".join([*words[:common], *others[common:]])
    return " ".join([*others[: of - common], *words[of - common :]])


def words(start: int, stop: int) -> str:
    """A stretch of a text of so many words."""
    return " ".join(text(stop).split()[start:])


def part(start: int, stop: int, *, own: int) -> str:
    """A stretch of a text that ends in so many words of its own."""
    return f"{words(start, stop - own)} {text(own, name=f'own{start}x')}"


def aligned(old: list[str], new: list[str], expected: dict[tuple[int, int], str]) -> Case:
    """Units of `label: text`, or of a text without a label; which are paired, and by which
    stage."""

    return Case(lambda: _stages(_units(old), _units(new)), expected)


def _stages(old: list[Unit], new: list[Unit]) -> dict[tuple[int, int], str]:
    found = align(old, new, STAGES)
    return {(i, j): found.stages[i] for i, j in sorted(found.pairs.items())}


def _units(lines: list[str]) -> list[Unit]:
    found = []
    for line in lines:
        label, _, words = line.rpartition(": ")
        found.append(Unit(key=words, group="text", label=label, texts=(words,)))
    return found


def moved_note(words: int, expected: str | None) -> Case:
    """A note of so many words that comes after two others and then before them; the stage that
    pairs it."""

    def notes(*texts: str) -> list[Unit]:
        text = "".join(f"[^{at}]: {each}\n" for at, each in enumerate(texts))
        calls = " ".join(f"[^{at}]" for at, _ in enumerate(texts))
        return [block_unit(block) for block in parse(f"{calls}\n\n{text}")]

    def stage() -> str | None:
        moved = text(words, name="moved")
        return _stages(notes(*STAYS, moved), notes(moved, *STAYS)).get((len(STAYS) + 1, 1))

    return Case(stage, expected)


def written_otherwise(new: str, expected: dict[int, int]) -> Case:
    """Code of twenty words, and a text at its place; whether they are a pair."""

    def pairs() -> dict[int, int]:
        code = Unit(key=("code", text(20)), group="code", label="", texts=(text(20),))
        return align([code], _units([new]), STAGES).pairs

    return Case(pairs, expected)


def splits(*, parts: int, expected: tuple[int, ...]) -> Case:
    """A text and parts of it of ten words, each with one of its own; which it was split into."""
    new = [part(at, at + 10, own=1) for at in range(0, 10 * parts, 10)]
    old = text(10 * parts)
    return Case(lambda: align(_units([old]), _units(new), STAGES).splits, {0: expected})


def split_after(others: int, expected: dict[int, tuple[int, ...]]) -> Case:
    """A text and its three parts, which come after so many runs that begin as it does."""
    new: list[str] = []
    for at in range(others + 1):
        new += [words(0, 4), words(4, 8), f"other{at}"]
    new[-1] = words(8, 12)
    return Case(
        lambda: align(_units([text(12)]), _units(new), [match_verbatim_splits]).splits, expected
    )


def tables(
    headers: str, names: str, new_headers: str, new_names: str, expected: dict[tuple[int, int], str]
) -> Case:
    """Two tables with no word in common but in their headers and the names of their rows."""
    old = _table("old", headers, names)
    new = _table("new", new_headers, new_names)
    aside = _table("aside", "x y z", "x y z")
    return Case(lambda: _stages([old], [new, aside]), expected)


def _table(name: str, headers: str, names: str) -> Unit:
    features = TableFeatures(Counter(headers.split()), Counter(names.split()), Counter())
    words = text(20, name=name)
    return Unit(key=words, group="table", label="", texts=(words,), features=lambda: features)


COMMON = text(10, name="common")
"""Words that stand in every one of many units."""


def rare(count: int, *, own: int) -> str:
    """The common words, so many rare ones, and so many words of its own."""
    return " ".join([text(own, name="own"), COMMON, text(count, name="rare")])


def among_many(
    new: list[str], expected: dict[tuple[int, int], str], *, olds: int = 210, news: int = 210
) -> Case:
    """A text of common words and three rare ones, and which of some new texts it is paired with,
    each side filled up to so many units with others of no kin, which hold the common words."""
    fill_old, fill_new = (
        [Unit(key=(side, at), group=side, label="", texts=(COMMON,)) for at in range(count)]
        for side, count in (("old", olds - 1), ("new", news - len(new)))
    )
    old = f"{COMMON} {text(3, name='rare')}"
    return Case(lambda: _stages([*_units([old]), *fill_old], [*_units(new), *fill_new]), expected)


def duplicates(*, olds: int, news: int, shifted: bool) -> Case:
    """So many units of one text, labelled from 1 up, and so many in a new version, which has one
    more before the first; whether those of one label are paired, or those of one place."""
    old = [f"{at}: same text" for at in range(1, olds + 1)]
    new = [f"{at}: same text" for at in range(news)]
    return aligned(old, new, {(at, at + shifted): "identical" for at in range(olds)})


def reworded(old: str, new: str, expected: str) -> Case:
    """Two texts of a paragraph; its redline as `The [-old-]{+new+} word`."""
    return Case(lambda: wdiff(compare_content((Run(old),), (Run(new),))), expected)


def similar(old: str, new: str, expected: float) -> Case:
    """Two texts and how similar they are."""
    vocabulary = Vocabulary()
    return Case(lambda: similarity(vocabulary.encode(old), vocabulary.encode(new)), expected)


def listed(old: str, new: str, *expected: str) -> Case:
    """Two whole texts; the changes between them as `kind, kind: [-old-]{+new+}`."""

    def outcome() -> tuple[str, ...]:
        changes = map(said, compared(old, new).changes)
        return tuple(f"{', '.join(change['kinds'])}: {change['change']}" for change in changes)

    return Case(outcome, expected)


# --- Alignment ------------------------------------------------------------------------------------

ASIDE = text(20, name="aside")
"""A unit of kin to nothing, so that no text is the only one left at its place."""

SMALL_WORDS = "as it is to be so by us at no"

STAYS = [text(20, name="stays"), text(20, name="remains")]
STAYED = {(1, 0): "identical", (2, 1): "identical"}
"""What a first unit is moved past, and what becomes of it."""

STAYED_IN_PLACE = {(1, 1): "identical", (2, 2): "identical"}
"""What becomes of it when the first unit stays, or leaves another in its place."""

FIRST = {(0, 0): "identical"}

ALIGNMENT = {
    "MIN_SIMILARITY": held(
        aligned([text(20)], [like(11, 20), ASIDE], {(0, 0): "similar"}),
        aligned([text(20)], [like(9, 20), ASIDE], {}),
    ),
    "MIN_SIMILARITY_SAME_LABEL": held(
        aligned(
            [f"4.2: {text(20)}"], [f"4.2: {like(7, 20)}", f"4.3: {ASIDE}"], {(0, 0): "same label"}
        ),
        aligned(
            [f"4.2: {text(20)}"], [f"4.2: {like(5, 20)}", f"4.3: {ASIDE}"], {(0, 0): "in place"}
        ),
    ),
    "MIN_SIMILARITY_IN_PLACE": held(
        aligned([ASIDE, text(20)], [ASIDE, like(7, 20)], {**FIRST, (1, 1): "similar"}),
        aligned([ASIDE, text(20)], [ASIDE, like(5, 20)], FIRST),
    ),
    "MIN_SIMILARITY_OTHER_FORM": held(
        written_otherwise(like(15, 20), {0: 0}),
        written_otherwise(like(13, 20), {}),
    ),
    "MIN_SIMILARITY_MOVED": held(
        aligned([text(20), *STAYS], [*STAYS, like(13, 20)], {(0, 2): "moved", **STAYED}),
        aligned([text(20), *STAYS], [*STAYS, like(11, 20)], STAYED),
    ),
    "MIN_SIMILARITY_MOVED_SHORT": held(
        aligned([text(10), *STAYS], [*STAYS, like(8, 10)], {(0, 2): "moved", **STAYED}),
        aligned([text(10), *STAYS], [*STAYS, like(6, 10)], STAYED),
    ),
    "MOVED_SHORT_WORDS": held(
        aligned([text(12), *STAYS], [*STAYS, like(8, 12)], {(0, 2): "moved", **STAYED}),
        aligned([text(11), *STAYS], [*STAYS, like(7, 11)], STAYED),
    ),
    "MIN_SIMILARITY_MOVED_LABEL_LOST": held(
        aligned([f"(a): {text(20)}", *STAYS], [*STAYS, like(17, 20)], {(0, 2): "moved", **STAYED}),
        aligned([f"(a): {text(20)}", *STAYS], [*STAYS, like(15, 20)], STAYED),
    ),
    "MIN_WORDS_MOVED": held(
        aligned([text(4), *STAYS], [*STAYS, text(4)], {(0, 2): "identical", **STAYED}),
        aligned([text(3), *STAYS], [*STAYS, text(3)], STAYED),
    ),
    "MIN_SMALL_WORDS_MOVED": held(
        aligned([SMALL_WORDS, *STAYS], [*STAYS, SMALL_WORDS], {(0, 2): "identical", **STAYED}),
        aligned([SMALL_WORDS[3:], *STAYS], [*STAYS, SMALL_WORDS[3:]], STAYED),
    ),
    "MIN_WORDS_MOVED_NOTE": held(moved_note(2, "identical"), moved_note(1, None)),
    "SAME_OPENING_WORDS": held(
        aligned([text(15)], [like(6, 15, opening=True), ASIDE], {(0, 0): "similar"}),
        aligned([text(15)], [like(5, 15, opening=True), ASIDE], {}),
    ),
    "REPLACED_WHOLE_WORDS": held(
        aligned([ASIDE, text(4)], [ASIDE, text(4, name="other")], {**FIRST, (1, 1): "similar"}),
        aligned([ASIDE, text(5)], [ASIDE, text(5, name="other")], FIRST),
    ),
    "RIVAL_MARGIN": held(
        aligned(
            [text(100), *STAYS],
            [like(55, 100), ASIDE, *STAYS, like(72, 100)],
            {(0, 4): "moved", (1, 2): "identical", (2, 3): "identical"},
        ),
        aligned(
            [text(100), *STAYS],
            [like(59, 100), ASIDE, *STAYS, like(72, 100)],
            {(0, 0): "similar", (1, 2): "identical", (2, 3): "identical"},
        ),
    ),
    "RIVAL_MARGIN_IN_PLACE": held(
        aligned(
            [text(100), *STAYS],
            [like(55, 100), *STAYS, like(76, 100)],
            {(0, 3): "moved", **STAYED_IN_PLACE},
        ),
        aligned(
            [text(100), *STAYS],
            [like(57, 100), *STAYS, like(76, 100)],
            {(0, 0): "similar", **STAYED_IN_PLACE},
        ),
    ),
    "LABEL_BONUS": held(
        aligned(
            [f"4.1: {ASIDE}", f"4.2: {text(100)}", *STAYS],
            [
                f"4.1: {ASIDE}",
                f"4.2: {like(55, 100)}",
                "4.3: nothing",
                *STAYS,
                f"9: {like(77, 100)}",
            ],
            {**FIRST, (1, 5): "moved", (2, 3): "identical", (3, 4): "identical"},
        ),
        aligned(
            [f"4.1: {ASIDE}", f"4.2: {text(100)}", *STAYS],
            [
                f"4.1: {ASIDE}",
                f"4.2: {like(59, 100)}",
                "4.3: nothing",
                *STAYS,
                f"9: {like(77, 100)}",
            ],
            {**FIRST, (1, 1): "same label", (2, 3): "identical", (3, 4): "identical"},
        ),
    ),
    "PART_LABEL_BONUS": held(
        # Of two parts, the one that becomes the partner.
        aligned([f"4.2: {text(100)}"], [words(0, 60), f"4.2: {words(60, 100)}"], {(0, 1): "split"}),
        aligned([f"4.2: {text(100)}"], [words(0, 63), f"4.2: {words(63, 100)}"], {(0, 0): "split"}),
    ),
    "LABEL_BONUS_UNTOLD": held(
        aligned(
            [f"4.2: {text(200)}"],
            [f"4.2: {like(120, 200)}", f"4.3: {like(131, 200)}"],
            {(0, 0): "same label"},
        ),
        aligned(
            [f"4.2: {text(200)}"],
            [f"4.2: {like(120, 200)}", f"4.3: {like(133, 200)}"],
            {(0, 1): "similar"},
        ),
    ),
    "LABEL_BONUS_MIXED": held(
        aligned(
            [f"1: {STAYS[0]}", f"2: {text(200)}", f"3: {STAYS[1]}"],
            [f"1: {STAYS[0]}", f"2: {like(120, 200)}", f"3: {like(125, 200)}", f"4: {STAYS[1]}"],
            {**FIRST, (1, 1): "same label", (2, 3): "identical"},
        ),
        aligned(
            [f"1: {STAYS[0]}", f"2: {text(200)}", f"3: {STAYS[1]}"],
            [f"1: {STAYS[0]}", f"2: {like(120, 200)}", f"3: {like(127, 200)}", f"4: {STAYS[1]}"],
            {**FIRST, (1, 2): "similar", (2, 3): "identical"},
        ),
    ),
    "LABEL_BONUS_MOVED_ON": held(
        aligned(
            [f"1: {STAYS[0]}", f"2: {text(200)}", f"3: {STAYS[1]}"],
            [f"7: {STAYS[0]}", f"2: {like(131, 200)}", f"8: {like(120, 200)}", f"9: {STAYS[1]}"],
            {**FIRST, (1, 2): "similar", (2, 3): "identical"},
        ),
        aligned(
            [f"1: {STAYS[0]}", f"2: {text(200)}", f"3: {STAYS[1]}"],
            [f"7: {STAYS[0]}", f"2: {like(133, 200)}", f"8: {like(120, 200)}", f"9: {STAYS[1]}"],
            {**FIRST, (1, 1): "same label", (2, 3): "identical"},
        ),
    ),
    "NEIGHBOUR_BONUS": held(
        aligned(
            [ASIDE, text(200)],
            [ASIDE, like(120, 200), like(129, 200)],
            {**FIRST, (1, 1): "similar"},
        ),
        aligned(
            [ASIDE, text(200)],
            [ASIDE, like(120, 200), like(131, 200)],
            {**FIRST, (1, 2): "similar"},
        ),
    ),
    "MIN_SIMILARITY_SPLIT": held(
        aligned([text(100)], [part(0, 50, own=12), part(50, 100, own=12)], {(0, 0): "split"}),
        aligned([text(100)], [part(0, 50, own=14), part(50, 100, own=14)], {(0, 0): "similar"}),
    ),
    "MAX_EQUAL_BEGINNINGS": held(
        split_after(19, {0: (57, 58, 59)}),
        split_after(20, {}),
    ),
    "MAX_SPLIT_PARTS": held(
        splits(parts=8, expected=(0, 1, 2, 3, 4, 5, 6, 7)),
        splits(parts=9, expected=(1, 2, 3, 4, 5, 6, 7, 8)),
    ),
    "MIN_CONTAINMENT_PART": held(
        aligned([text(100)], [words(0, 60), part(60, 80, own=7)], {(0, 0): "split"}),
        aligned([text(100)], [words(0, 60), part(60, 80, own=9)], {(0, 0): "similar"}),
    ),
    "MOVE_COST_TOO_SHORT": held(
        aligned([text(3), ASIDE], [ASIDE, text(3)], {(0, 1): "identical", (1, 0): "identical"}),
        aligned([text(3), *STAYS], [*STAYS, text(3)], STAYED),
    ),
    "TABLE_HEADER_WEIGHT": held(
        tables("a b c d", "1 2 3 4 5", "a b c d", "1 6 7 8 9", {(0, 0): "similar"}),
        tables("a b c d", "1 2 3 4 5 6 7 8 9 10", "a b c d", "1 11 12 13 14 15 16 17 18 19", {}),
    ),
}

# --- Alignment of many units ----------------------------------------------------------------------

CROWD = rare(3, own=30)
"""A unit that shares rare words, and is not similar enough for all that."""

MANY = {
    "MAX_PAIRS": held(
        among_many([rare(0, own=1)], {(0, 0): "similar"}, olds=200, news=200),
        among_many([rare(0, own=1)], {}, olds=200, news=201),
    ),
    "MAX_PAIRS_IDENTICAL": held(
        duplicates(olds=199, news=201, shifted=True),
        duplicates(olds=200, news=201, shifted=False),
    ),
    "RARE_WORD_UNITS": held(
        among_many([rare(3, own=1), *[CROWD] * 19], {(0, 0): "similar"}),
        among_many([rare(3, own=1), *[CROWD] * 20], {}),
    ),
    "MIN_RARE_WORDS": held(
        among_many([rare(2, own=1), *[rare(1, own=30)] * 9], {(0, 0): "similar"}),
        among_many([rare(1, own=1), *[rare(1, own=30)] * 9], {}),
    ),
    "MAX_CANDIDATES": held(
        among_many([*[CROWD] * 7, rare(3, own=1), CROWD], {(0, 7): "similar"}),
        among_many([*[CROWD] * 8, rare(3, own=1)], {}),
    ),
}

# --- Words ----------------------------------------------------------------------------------------


def common(old: str, new: str, length: int) -> Case:
    """Two encoded texts, and how long a subsequence is found that they have in common."""
    return Case(lambda: len(longest_common_subsequence(old, new)), length)


HALF = 5000
"""The words of either of two texts that are just compared at once."""
LONG, OTHER = "b", "c"
WORDS = {
    "MAX_WORDS_AT_ONCE": held(
        common("a" * 2500 + "b" * 2500, "b" * 2500 + "a" * 2500, 2500),
        common("a" * 2501 + "b" * 2501, "b" * 2501 + "a" * 2501, 0),
    ),
    "ANCHOR_WORDS": held(
        common("a" * HALF + "wxyz", "wxyz" + "b" * HALF, 4),
        common("wxy" + "a" * HALF, "a" * HALF + "wxy", HALF - 3),
    ),
    "MIN_KEPT_SHARE": held(
        reworded(
            text(20),
            like(7, 20, name="another"),
            f"[-{words(0, 13)}-]{{+{text(13, name='another')}+}} {words(13, 20)}",
        ),
        reworded(
            text(20),
            like(5, 20, name="another"),
            f"[-{text(20)}-]{{+{like(5, 20, name='another')}+}}",
        ),
    ),
    "SHORT_TEXT_WORDS": held(
        similar("one two three four five 4.1", "one two three four five 4.2", 1.0),
        similar("one two three four 4.1", "one two three four 4.2", 0.8),
    ),
    "MAX_PROVISION_SHARE": held(
        similar("one two three 4.1 5.1 6.1", "one two three 4.2 5.2 6.2", 1.0),
        similar(
            "one two three four 4.1 5.1 6.1 7.1 8.1 9.1",
            "one two three four 4.2 5.2 6.2 7.2 8.2 9.2",
            0.4,
        ),
    ),
    "TRIVIAL_WORDS": held(
        reworded(
            "oldwords of the olderone here and always so",
            "newwords of the newerone here and always so",
            "[-oldwords of the olderone-]{+newwords of the newerone+} here and always so",
        ),
        reworded(
            "oldwords of an it olderone here and always so",
            "newwords of an it newerone here and always so",
            "[-oldwords-]{+newwords+} of an it [-olderone-]{+newerone+} here and always so",
        ),
    ),
    "TRIVIAL_WORD_LENGTH": held(
        reworded(
            "oldwords and olderone here and always so",
            "newwords and newerone here and always so",
            "[-oldwords and olderone-]{+newwords and newerone+} here and always so",
        ),
        reworded(
            "oldwords with olderone here and always so",
            "newwords with newerone here and always so",
            "[-oldwords-]{+newwords+} with [-olderone-]{+newerone+} here and always so",
        ),
    ),
    "TRIVIAL_RATIO": held(
        reworded(
            f"{'a' * 35} resolution {'b' * 35} is here, as it has been always and ever",
            f"{'c' * 35} resolution {'d' * 35} is here, as it has been always and ever",
            f"[-{'a' * 35} resolution {'b' * 35}-]{{+{'c' * 35} resolution {'d' * 35}+}}"
            " is here, as it has been always and ever",
        ),
        reworded(
            f"{'a' * 25} resolution {'b' * 25} is here, as it has been always and ever",
            f"{'c' * 25} resolution {'d' * 25} is here, as it has been always and ever",
            f"[-{'a' * 25}-]{{+{'c' * 25}+}} resolution [-{'b' * 25}-]{{+{'d' * 25}+}}"
            " is here, as it has been always and ever",
        ),
    ),
    "TRIVIAL_RATIO_SMALL": held(
        reworded(
            "they and or them in here and always so",
            "those and or these in here and always so",
            "[-they and or them-]{+those and or these+} in here and always so",
        ),
        reworded(
            "who and or any in here and always so",
            "six and or all in here and always so",
            "[-who-]{+six+} and or [-any-]{+all+} in here and always so",
        ),
    ),
    "TRIVIAL_RATIO_SMALL_ONE": held(
        reworded(
            "olden or here and always so",
            "newer or never here and always so",
            "[-olden or -]{+newer or never +}here and always so",
        ),
        reworded(
            "olden or here and always so",
            "newer or any here and always so",
            "[-olden-]{+newer+} or {+any +}here and always so",
        ),
    ),
}

# --- Tables ---------------------------------------------------------------------------------------


def laid_out(old: str, new: str, *, rows: str | None = None, columns: str | None = None) -> Case:
    """Two tables; which of their rows, or of their columns, are one, in the signs of
    `small_tables.table_lines`."""

    def outcome() -> str:
        found_rows, found_columns = laid(old, new)
        return found_columns if rows is None else found_rows

    return Case(outcome, columns if rows is None else rows)


def numbered(source: str, column: int | None) -> Case:
    """A table, and which of its columns numbers the rows."""
    return Case(lambda: numbering_column(table(source)), column)


def two_columns(header: str, cells: list[str]) -> str:
    """A table of stages, and what stands beside each."""
    return "\n".join([f"Stage|{header}", *(f"stage {at}|{cell}" for at, cell in enumerate(cells))])


def cohorts(count: int, renamed: range = range(0)) -> str:
    """A table of so many cohorts, and three columns that say "yes" of each of them."""
    names = [f"new{at}" if at in renamed else f"old{at}" for at in range(count)]
    return "\n".join(["Cohort|Tested|Migrated|Closed", *(f"{name}|yes|yes|yes" for name in names)])


def day_or_cells(same: int) -> str:
    """A table of ten stages: a column that has half of the header "Valid day" and two of the cells
    of `TEN`, and one that has so many of these."""
    cells = zip(SHUT[:8] + TEN[8:], TEN[:same] + SHUT[same:], strict=True)
    rows = (f"stage {at}|{one}|{other}" for at, (one, other) in enumerate(cells))
    return "\n".join(["Stage|Valid week|Phase", *rows])


def with_unit(word: str, count: int) -> list[str]:
    """Ten names of which so many have the same unit."""
    unit = " for each whole hour"
    return [f"{name}{word}{unit if at < count else ''}" for at, name in enumerate(NAMES)]


TEN = [f"live{at}" for at in range(10)]
SHUT = [f"shut{at}" for at in range(10)]
NAMES = [letter * 3 for letter in "abcdefghij"]

TABLES = {
    "MIN_SIMILARITY_COLUMN": held(
        # Nothing of the header in common, nor a cell; of the words one in two, then seven in ten.
        laid_out(
            two_columns("Status", [f"{name} {name}er" for name in NAMES]),
            two_columns("Phase", [f"{name} {name}est" for name in NAMES]),
            columns="=0 -1 +1",
        ),
        laid_out(
            two_columns("Status", [f"{name} {name}er {name}ing" for name in NAMES]),
            two_columns("Phase", [f"{name} {name}est {name}ing" for name in NAMES]),
            columns="=0 =1",
        ),
    ),
    "MIN_SAME_CELLS": held(
        # One column has half of the header, another the same cells: five in ten, then six.
        laid_out(two_columns("Valid day", TEN), day_or_cells(5), columns="=0 =1 +2"),
        laid_out(two_columns("Valid day", TEN), day_or_cells(6), columns="=0 +1 =2"),
    ),
    "COMMON_WORD_SHARE": held(
        # Four words of half of the cells are all that two columns have in common; then of more.
        laid_out(
            two_columns("Fee", with_unit("old", 5)),
            two_columns("Price", with_unit("new", 5)),
            columns="=0 =1",
        ),
        laid_out(
            two_columns("Fee", with_unit("old", 6)),
            two_columns("Price", with_unit("new", 6)),
            columns="=0 -1 +1",
        ),
    ),
    "MIN_SIMILARITY_SAME_KEY": held(
        # Two names change places: beside three cells that stay, the names are what was edited;
        # beside two, the rows have moved.
        laid_out(
            "Cohort|Start|Owner|State\nIOC|1 May|Supplier|Live\nMOC|2 June|Agent|Shut",
            "Cohort|Start|Owner|State\nMOC|1 May|Supplier|Live\nIOC|2 June|Agent|Shut",
            rows="=0 =1 =2",
        ),
        laid_out(
            "Cohort|Start|Owner\nIOC|1 May|Supplier\nMOC|2 June|Agent",
            "Cohort|Start|Owner\nMOC|1 May|Supplier\nIOC|2 June|Agent",
            rows="=0 +2>1 =2 -2>1",
        ),
    ),
    "KEY_COLUMN_WEIGHT": held(
        # Two cohorts in ten have another name, and all else says the same of all: renamed. Two in
        # eleven: replaced, for the names tell more.
        laid_out(
            cohorts(10), cohorts(10, renamed=range(1, 3)), rows="=0 =1 =2 =3 =4 =5 =6 =7 =8 =9 =10"
        ),
        laid_out(
            cohorts(11),
            cohorts(11, renamed=range(1, 3)),
            rows="=0 =1 -2 -3 +2 +3 =4 =5 =6 =7 =8 =9 =10 =11",
        ),
    ),
    "MIN_WORDS_MOVED_ROW": held(
        laid_out("Cohort\nIOC\nMOC\nFOC", "Cohort\nMOC\nFOC\nIOC", rows="=0 -1 =1 =2 +3"),
        laid_out(
            "Cohort|Owner\nIOC|DCC\nMOC|\nFOC|",
            "Cohort|Owner\nMOC|\nFOC|\nIOC|DCC",
            rows="=0 -1>3 =1 =2 +1>3",
        ),
    ),
    "MIN_FIGURE": held(
        numbered("Of|Tests\n998|one\n999|two", 0),
        numbered("Of|Tests\n1000|one\n1001|two", None),
    ),
}

BOUNDARIES = {
    "BOUNDARY_SENTENCE": held(
        reworded("two. one, one.", "two. one, one one, one.", "two. {+one, one +}one, one."),
        reworded(
            "one. one, two one, one.",
            "one. one, two one, two one, one.",
            "one. one, two one, {+two one, +}one.",
        ),
        lower=13,
        higher=19,
    ),
    "BOUNDARY_COMMA": held(
        reworded("one, two one.", "one, two, two one.", "one, {+two, +}two one."),
        reworded("two. one, one.", "two. one, one one, one.", "two. {+one, one +}one, one."),
        lower=10,
        higher=14,
    ),
    "BOUNDARY_BEFORE_SIGN": held(
        reworded("one two one.", "one two one one.", "one two one{+ one+}."),
        reworded("one, two one.", "one, two, two one.", "one, {+two, +}two one."),
        lower=8,
        higher=12,
    ),
    "BOUNDARY_AFTER_SPACE": held(
        reworded("one two one.", "one two one one.", "one two one{+ one+}."),
        reworded("two. one, one.", "two. one, one one, one.", "two. {+one, one +}one, one."),
        lower=7,
        higher=9,
    ),
    "BOUNDARY_BEFORE_SPACE": held(
        reworded("one two one.", "one two one one.", "one two one{+ one+}."),
        reworded("one one two.", "one one one two.", "one one {+one +}two."),
        lower=5,
        higher=9,
    ),
}

HELD = ALIGNMENT | MANY | BOUNDARIES | WORDS | TABLES

every_threshold = pytest.mark.parametrize("name", HELD)


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{name}-{at}")
        for name, threshold in HELD.items()
        for at, case in enumerate(threshold.cases)
    ],
)
def test_a_case_comes_out_as_specified(case: Case) -> None:
    assert case.outcome() == case.expected


@pytest.mark.parametrize("side", ["lower", "higher"])
@every_threshold
def test_another_value_is_noticed(name: str, side: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lower, higher = HELD[name].others(getattr(thresholds, name))
    monkeypatch.setattr(thresholds, name, lower if side == "lower" else higher)
    assert any(case.outcome() != case.expected for case in HELD[name].cases)


def test_every_threshold_is_held() -> None:
    assert HELD.keys() == {name for name in vars(thresholds) if name.isupper()}


# --- Bounds in patterns ---------------------------------------------------------------------------
# How many letters or digits a number, a limb or a date may have, its own pattern says.

BOUND = re.compile(r"\{(?:(\d+),)?(\d+)\}")
"""In a pattern, how often something may stand: "{1,4}", or "{4}"."""


@dataclass(frozen=True)
class Pattern:
    """A pattern of a module, and cases on either side of each bound in it."""

    module: ModuleType
    name: str
    cases: tuple[Case, ...]

    @property
    def value(self) -> Any:
        return getattr(self.module, self.name)

    def with_bound(self, at: int, more: int) -> Any:
        """The same pattern, one of its bounds one more or less."""
        bound = list(BOUND.finditer(self.value.pattern))[at]
        start, stop = bound.span(2)
        number = str(int(bound[2]) + more)
        changed = self.value.pattern[:start] + number + self.value.pattern[stop:]
        library = re if isinstance(self.value, re.Pattern) else regex
        return library.compile(changed, self.value.flags)


def one_token(text: str) -> Case:
    return Case(lambda: tokens.TOKEN.findall(text), [text])


def tokens_of(spaced: str) -> Case:
    """A text and its tokens, which are written with bars between them."""
    return Case(lambda: tokens.TOKEN.findall(spaced.replace("|", "")), spaced.split("|"))


PATTERNS = (
    Pattern(
        tokens,
        "TOKEN",
        (
            *(one_token(f"{'a' * 64}@b.c"), tokens_of(f"{'a' * 65}|@|b.c")),
            *(one_token("31 January 2023"), tokens_of("131| |January 2023")),
            *(tokens_of("1 January| |202"), tokens_of("1 January| |20234")),
            *(one_token("October 11, 2017"), tokens_of("October| |111|,| |2017")),
            *(tokens_of("October| |11|,| |201"), tokens_of("October| |11|,| |20177")),
            *(one_token("£ 125"), tokens_of("£| |1250")),
            *(one_token("£ 1 250"), tokens_of("£ 1| |25"), tokens_of("£ 1| |2500")),
            *(one_token("125 000"), tokens_of("1250| |000")),
            *(one_token("1 000"), tokens_of("1| |00"), tokens_of("1| |0000")),
            *(one_token("AB12,3"), tokens_of("ABC12|,|3")),
            *(one_token("17.6(abcd)"), tokens_of("17.6|(|abcde|)")),
            *(one_token("(ab)"), tokens_of("(|abc|)")),
            *(one_token("(xviii)"), tokens_of("(|xxviii|)")),
            *(one_token("(12A)"), tokens_of("(|123A|)")),
        ),
    ),
    Pattern(
        identity,
        "_NUMBER",
        (
            numbered("Of|Tests\nABCD1|one\nABCD2|two", 0),
            numbered("Of|Tests\nABCDE1|one\nABCDE2|two", None),
            numbered("No.|Tests\n999999998|one\n999999999|two", 0),
            numbered("No.|Tests\n1000000000|one\n1000000001|two", None),
        ),
    ),
)


@pytest.mark.parametrize(
    ("pattern", "at"),
    [
        pytest.param(pattern, at, id=f"{pattern.module.__name__}.{pattern.name}-{at}")
        for pattern in PATTERNS
        for at, _ in enumerate(BOUND.findall(pattern.value.pattern))
    ],
)
def test_another_bound_is_noticed(
    pattern: Pattern, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for case in pattern.cases:
        assert case.outcome() == case.expected
    for more in (-1, 1):
        monkeypatch.setattr(pattern.module, pattern.name, pattern.with_bound(at, more))
        changed = [case for case in pattern.cases if case.outcome() != case.expected]
        assert changed, f"no case notices {pattern.value.pattern}"
        monkeypatch.undo()


# --- No number anywhere else ----------------------------------------------------------------------

COUNTING = {0, 1, 2}
"""Numbers that count rather than judge: none, one, each of two sides."""

NOT_JUDGING: dict[str, set[float]] = {
    "align/subsequence.py": {40},  # the base of weights that are compared one after the other
    "changes/ids.py": {8},  # the length of an id
    "tables/layout.py": {64, 1_000},  # how many tables are held as they are laid out, and how long
    "words/similarity_measures.py": {0xD800, 0xE000},  # characters that no text may hold
}
"""Other numbers, by module of the room, that decide nothing of how a redline reads."""

HALVES = {
    "align/splits.py",
    "tables/columns.py",
    "words/cleanup.py",
    "words/similarity_measures.py",
}
"""Modules that multiply or divide by two, once, for a mean of two or the Dice coefficient."""

FACTORS = (ast.Mult, ast.Div, ast.FloorDiv, ast.Mod)


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_no_number_judges_anywhere_else(path: Path) -> None:
    """A number that does not count is a threshold, wherever it stands and whatever its name."""
    may_stand = COUNTING | NOT_JUDGING.get(module_name(path), set())
    found = [f"line {line}: {number}" for line, number in numbers(path) if number not in may_stand]
    assert not found, f"{module_name(path)} has numbers that belong in thresholds: {found}"


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_nothing_is_weighed_by_a_number_of_its_own(path: Path) -> None:
    found = [f"line {operation.lineno}: {ast.unparse(operation)}" for operation in weighed(path)]
    allowed = 1 if module_name(path) in HALVES else 0
    assert len(found) == allowed, (
        f"{module_name(path)} has {allowed} such weight, and others belong in thresholds: {found}"
    )


def test_every_number_that_may_stand_does() -> None:
    for name, allowed in NOT_JUDGING.items():
        assert allowed <= {number for _, number in numbers(ROOM / name)}, name


def test_every_bound_in_a_pattern_is_held() -> None:
    held_bounds = Counter[str]()
    for pattern in PATTERNS:
        assert pattern.module.__file__
        name = module_name(Path(pattern.module.__file__))
        held_bounds.update(f"{name} {bound[0]}" for bound in BOUND.finditer(pattern.value.pattern))
    written = Counter[str]()
    for path in MODULES:
        for text in texts(path):
            written.update(f"{module_name(path)} {bound[0]}" for bound in BOUND.finditer(text))
    assert written == held_bounds, (
        f"without cases: {dict(written - held_bounds)}; not written: {dict(held_bounds - written)}"
    )


def numbers(path: Path) -> Iterator[tuple[int, float]]:
    """The lines and numbers of a module, but for the sizes of caches, which decide nothing."""
    tree = ast.parse(path.read_text())
    sizes: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "maxsize":
            sizes.update(ast.walk(node.value))
    for node in ast.walk(tree):
        number = _number(node)
        if isinstance(node, ast.expr) and number is not None and node not in sizes:
            yield node.lineno, number


def weighed(path: Path) -> Iterator[ast.BinOp]:
    """What a module multiplies or divides by a number, or a number by it."""
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.BinOp) or not isinstance(node.op, FACTORS):
            continue
        if _number(node.left) is not None or _number(node.right) is not None:
            yield node


def texts(path: Path) -> Iterator[str]:
    """The texts that stand in a module."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _number(node: ast.AST) -> float | None:
    if not isinstance(node, ast.Constant) or isinstance(node.value, bool):
        return None
    return node.value if isinstance(node.value, int | float) else None
