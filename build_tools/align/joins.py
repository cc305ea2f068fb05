"""The stage that pairs one unit with several: what was split, and what was merged."""

from collections.abc import Iterable, Iterator, Sequence

from build_tools.align.matching import Matching, Unit
from build_tools.words import contained, similarity

JOIN_FLOOR = 0.75
"""How alike a unit and the parts it was divided into, taken together, must be."""
PART_FLOOR = 0.6
"""How much of each part must come from the whole."""
JOIN_RUN = 8
"""A unit divided into more parts than this was rewritten."""


def split_and_merged(matching: Matching) -> None:
    """One old unit whose text now stands in several new ones, and several that became one."""
    mirror = {j: i for i, j in matching.pairs.items()}
    gaps = list(_gaps_with_edges(matching))
    for i, parts in _joins(matching, matching.old, matching.new, matching.pairs, gaps):
        matching.splits[i] = parts
        matching.add("split", [(i, max(parts, key=lambda j: matching.likeness(i, j)))])
    gaps = [(new, old) for old, new in gaps]
    for j, parts in _joins(matching, matching.new, matching.old, mirror, gaps):
        if j not in matching.taken or not set(parts) & set(matching.splits):
            matching.merges[j] = parts
            matching.add("merge", [(max(parts, key=lambda i: matching.likeness(i, j)), j)])


def _gaps_with_edges(matching: Matching) -> Iterator[tuple[list[int], list[int]]]:
    """Each gap of the spine with the pair before it and the pair after it."""
    free_old, free_new = map(set, matching.free())
    last = (len(matching.old), len(matching.new))
    before = (-1, -1)
    for after in [*matching.spine(), last]:
        old = [at for at in range(before[0] + 1, after[0]) if at in free_old]
        new = [at for at in range(before[1] + 1, after[1]) if at in free_new]
        if old or new:
            edges = [edge for edge in (before, after) if edge not in ((-1, -1), last)]
            yield sorted([*old, *(i for i, _ in edges)]), sorted([*new, *(j for _, j in edges)])
        before = after


def _joins(
    matching: Matching,
    wholes: Sequence[Unit],
    parts: Sequence[Unit],
    partner: dict[int, int],
    gaps: Iterable[tuple[list[int], list[int]]],
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """For each whole the run of neighbouring parts, at most one of them its partner, that it is best divided into."""
    spoken_for = set(partner.values())
    for gap_wholes, gap_parts in gaps:
        for whole in gap_wholes:
            usable = [at for at in gap_parts if at not in spoken_for or partner.get(whole) == at]
            best = max(_runs(matching, wholes[whole], parts, usable, partner.get(whole)), default=(0.0, ()))
            if best[1]:
                spoken_for.update(best[1])
                yield whole, best[1]


def _runs(
    matching: Matching, whole: Unit, parts: Sequence[Unit], usable: list[int], partner: int | None
) -> Iterator[tuple[float, tuple[int, ...]]]:
    """Every run of two or more neighbouring parts that together are the whole, with how alike they are to it."""
    text = matching.encoded(whole.parts[0])
    alone = similarity(text, matching.encoded(parts[partner].parts[0])) if partner is not None else 0.0
    for start in range(len(usable)):
        joined = ""
        for stop in range(start, min(start + JOIN_RUN, len(usable))):
            part = matching.encoded(parts[usable[stop]].parts[0])
            joined += part
            contiguous = usable[stop] - usable[start] == stop - start and parts[usable[stop]].group == whole.group
            if not contiguous or not part or len(joined) > 1.5 * len(text) or contained(part, text) < PART_FLOOR:
                break
            run = tuple(usable[start : stop + 1])
            score = similarity(text, joined, JOIN_FLOOR)
            if len(run) > 1 and score > alone and (partner is None or partner in run):
                yield score, run
