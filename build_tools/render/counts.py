"""Counts in words, as every format prints them."""

from collections.abc import Iterable

from build_tools.language import gettext as _


def counts_text(counts: Iterable[tuple[str, int]]) -> str:
    """Kinds, each with how many there are, in the order given: "2 reword, 1 cell"."""
    counted = (_("%(count)s %(kind)s", count=count, kind=kind) for kind, count in counts)
    return ", ".join(counted)
