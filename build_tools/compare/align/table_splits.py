"""The stage that pairs one table with several: what was divided by rows, and what was joined.

A join is a division seen from the other side. What a table and its parts are known by is their
rows, or the names of these; whatever stands between two parts does not matter.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from build_tools.compare import thresholds
from build_tools.compare.align.matching import Gap, Matching
from build_tools.compare.align.unit import Unit
from build_tools.compare.words import dice_similarity

_KnownBy: TypeAlias = Literal["rows", "names"]
_Tables: TypeAlias = dict[int, Counter[str]]
"""The rows of tables, counted, by the position of each table."""


def match_table_splits(matching: Matching) -> None:
    """Pair one table whose rows now stand in several, and several whose rows now stand in one."""
    for known_by in ("rows", "names"):
        for gap in matching.gaps():
            for i, parts in _divided(matching.old, matching.new, gap, known_by):
                matching.add_split(i, parts)
        for gap in matching.gaps():
            for j, parts in _divided(matching.new, matching.old, gap.mirrored(), known_by):
                matching.add_merge(j, parts)


def _divided(
    wholes: Sequence[Unit], parts: Sequence[Unit], gap: Gap, known_by: _KnownBy
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Each table on the old side of a gap with those on its new side among which it was divided."""
    old, new = _tables(wholes, gap.old, known_by), _tables(parts, gap.new, known_by)
    if not old or len(new) < 2:
        return
    holders = _holders(old)
    sources = {at: _source(holders, rows) for at, rows in new.items()}
    for whole, rows in old.items():
        of_whole = {at: new[at] for at, source in sources.items() if source == whole}
        found = _parts(rows, of_whole)
        if _is_whole(rows, [new[at] for at in found]):
            yield whole, tuple(found)


def _tables(units: Sequence[Unit], positions: Sequence[int], known_by: _KnownBy) -> _Tables:
    """The tables at some positions that have rows."""
    found = {}
    for at in positions:
        if features := units[at].features:
            found[at] = getattr(features(), known_by)
    return {at: rows for at, rows in found.items() if rows}


def _holders(wholes: _Tables) -> dict[str, list[int]]:
    """Which tables have each row; a row of many tables tells nothing."""
    holders: dict[str, list[int]] = {}
    for at, rows in wholes.items():
        for row in rows:
            holders.setdefault(row, []).append(at)
    return {row: at for row, at in holders.items() if len(at) <= thresholds.RARE_WORD_UNITS}


def _source(holders: dict[str, list[int]], part: Counter[str]) -> int | None:
    """The one table that most of a part's rows come from; None where two are as likely."""
    shared: Counter[int] = Counter()
    for row, count in part.items():
        shared.update(dict.fromkeys(holders.get(row, ()), count))
    likeliest = shared.most_common(2)
    if not likeliest or (len(likeliest) > 1 and likeliest[0][1] == likeliest[1][1]):
        return None
    return likeliest[0][0]


def _parts(whole: Counter[str], parts: _Tables) -> list[int]:
    """The tables that consist of rows of a whole, no row taken twice."""
    left = whole.copy()
    found = []
    for at, rows in parts.items():
        if (left & rows).total() >= thresholds.MIN_CONTAINMENT_PART * rows.total():
            left -= rows
            found.append(at)
    return found


def _is_whole(whole: Counter[str], parts: Sequence[Counter[str]]) -> bool:
    """Whether several tables taken together are one, more so than any of them alone."""
    if len(parts) < 2:
        return False
    together: Counter[str] = sum(parts, Counter())
    score = dice_similarity(whole, together)
    alone = max(dice_similarity(whole, part) for part in parts)
    return score >= thresholds.MIN_SIMILARITY_SPLIT and score > alone
