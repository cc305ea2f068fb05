"""The stage that pairs one unit with several: what was split, and what was merged."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from build_tools.compare import thresholds
from build_tools.compare.align.matching import Matching, Unit
from build_tools.compare.words import containment, similarity


def match_verbatim_splits(matching: Matching) -> None:
    """What was split or merged word for word, before a likeness may take one of its parts away."""
    free_old, free_new = matching.free()
    for i, parts in _verbatim(matching, matching.old, free_old, matching.new, free_new):
        matching.split(i, parts)
    free_old, free_new = matching.free()
    for j, parts in _verbatim(matching, matching.new, free_new, matching.old, free_old):
        matching.merge(j, parts)


def _verbatim(
    matching: Matching,
    wholes: Sequence[Unit],
    free_wholes: list[int],
    parts: Sequence[Unit],
    free_parts: list[int],
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Each whole that is a run of neighbouring parts, word for word."""
    opening: dict[tuple[str, str], list[int]] = {}
    texts = {at: text for at in free_parts if (text := matching.encoded(parts[at].texts[0]))}
    for at, text in texts.items():
        opening.setdefault((parts[at].group, text[:1]), []).append(at)
    for whole in free_wholes:
        group, text = wholes[whole].group, matching.encoded(wholes[whole].texts[0])
        for start in opening.get((group, text[:1]), ()):
            run, joined = [start], texts.get(start, "")
            while (
                len(joined) < len(text) and text.startswith(joined) and (at := run[-1] + 1) in texts
            ):
                if parts[at].group != group:
                    break
                run.append(at)
                joined += texts[at]
            if len(run) > 1 and joined == text and start in texts:
                for at in run:
                    del texts[at]
                yield whole, tuple(run)
                break


def match_splits(matching: Matching) -> None:
    """One old unit whose text now stands in several new ones, and several that became one."""
    _, free_new = matching.free()
    for i, parts in _joins(
        matching, matching.old, matching.new, matching.pairs, free_new, matching.gaps()
    ):
        matching.split(i, parts)
    free_old, _ = matching.free()
    mirror = {j: i for i, j in matching.pairs.items() if i not in matching.splits}
    gaps = [(new, old) for old, new in matching.gaps()]
    for j, parts in _joins(matching, matching.new, matching.old, mirror, free_old, gaps):
        matching.merge(j, parts)


def _joins(
    matching: Matching,
    wholes: Sequence[Unit],
    parts: Sequence[Unit],
    partner: Mapping[int, int],
    free_parts: Iterable[int],
    gaps: Iterable[tuple[list[int], list[int]]],
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """For each whole the run of neighbouring parts that it is best divided into.

    Of a whole that has a partner, that one and free ones round it; of another, free ones in its
    gap.
    """
    free = set(free_parts)
    around = ((whole, _around(part, free)) for whole, part in list(partner.items()))
    inside = ((whole, gap_parts) for gap_wholes, gap_parts in gaps for whole in gap_wholes)
    for whole, usable in (*around, *inside):
        left = [at for at in usable if at in free or partner.get(whole) == at]
        if len(left) > 1:
            _, run = max(
                _runs(matching, wholes[whole], parts, left, partner.get(whole)), default=(0.0, ())
            )
            if run:
                free.difference_update(run)
                yield whole, run


def _around(part: int, free: set[int]) -> range:
    """A part and the free ones next to it on either side."""
    start, stop = part, part + 1
    while start - 1 in free and part - start < thresholds.MAX_SPLIT_PARTS:
        start -= 1
    while stop in free and stop - part < thresholds.MAX_SPLIT_PARTS:
        stop += 1
    return range(start, stop)


def _runs(
    matching: Matching, whole: Unit, parts: Sequence[Unit], usable: list[int], partner: int | None
) -> Iterator[tuple[float, tuple[int, ...]]]:
    """Every run of two or more neighbouring parts that together are the whole, with how alike they
    are to it.
    """
    text = matching.encoded(whole.texts[0])
    alone = (
        similarity(text, matching.encoded(parts[partner].texts[0])) if partner is not None else 0.0
    )
    for start in range(len(usable)):
        joined = ""
        for stop in range(start, min(start + thresholds.MAX_SPLIT_PARTS, len(usable))):
            part = matching.encoded(parts[usable[stop]].texts[0])
            joined += part
            contiguous = (
                usable[stop] - usable[start] == stop - start
                and parts[usable[stop]].group == whole.group
            )
            if (
                not contiguous
                or not part
                or len(joined) > thresholds.MAX_SPLIT_LENGTH * len(text)
                or containment(part, text) < thresholds.MIN_CONTAINMENT_PART
            ):
                break
            run = tuple(usable[start : stop + 1])
            score = similarity(text, joined, thresholds.MIN_SIMILARITY_SPLIT)
            if len(run) > 1 and score > alone and (partner is None or partner in run):
                yield score, run
