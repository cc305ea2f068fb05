"""The provisions of a document in, those that most versions changed out."""

from collections.abc import Collection, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from build_tools.lineage.provenance import ProvisionLife, ProvisionState
from build_tools.site.provision_pages import ProvisionPages

MOST = 3
"""How many of them are told."""


class OftenChanged(NamedTuple):
    """A provision that several versions changed in substance."""

    citation: str
    anchor: str
    within: str
    """The anchor of what it stands in."""
    page: str
    versions: Sequence[str]
    """The labels of those that made law, the first of them first."""
    changes: int
    """How many changes they made in it."""

    @property
    def rank(self) -> tuple[int, int]:
        """What changed more often has a higher one."""
        return len(self.versions), self.changes


def often_changed(pages: ProvisionPages, laws: Collection[str]) -> list[OftenChanged]:
    """The provisions that most versions changed, of those that more than one did; `laws` are the
    labels of the versions that are law, or were.

    Renumbering and what only follows are no change, and what is only proposed has changed nothing.
    Where all that changed in a provision stands in a table or a limb of it, that alone is told.
    """
    changed = list(_often_changed(pages, laws))
    whole = {(each.within, each.changes) for each in changed}
    found = [each for each in changed if (each.anchor, each.changes) not in whole]
    return sorted(found, key=attrgetter("rank"), reverse=True)[:MOST]


def _often_changed(pages: ProvisionPages, laws: Collection[str]) -> Iterator[OftenChanged]:
    versions = pages.provisions.history.versions
    for life in pages.lives:
        states = list(_changed_by_law(pages, life, laws))
        if len(states) > 1:
            block = pages.shown_block(life)
            yield OftenChanged(
                citation=pages.shown_name(life),
                anchor=block.anchor,
                within=block.within,
                page=pages.address(life),
                versions=[versions[state.version].label for state in states],
                changes=sum(len(state.changes) for state in states),
            )


def _changed_by_law(
    pages: ProvisionPages, life: ProvisionLife, laws: Collection[str]
) -> Iterator[ProvisionState]:
    versions = pages.provisions.history.versions
    for state in sorted(life.states, key=attrgetter("version")):
        is_law = versions[state.version].label in laws
        if is_law and state.changes and not state.consequential:
            yield state
