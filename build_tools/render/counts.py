"""Counts in words, as every format prints them."""

from collections.abc import Iterable


def counts_text(counts: Iterable[tuple[str, int]]) -> str:
    """Kinds, each with how many there are, in the order given: "2 reword, 1 cell"."""
    return ", ".join(f"{count} {kind}" for kind, count in counts)
