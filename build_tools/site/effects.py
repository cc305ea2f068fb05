"""A document in, its effects as data out: one row for each change that an amendment made or would
make in it.

A row says which amendment, what kind of change, of which provision, what stood there and what
stands there now, whether it was made, and from when to when the text that it made was in force.
It names the provision under the id that lasts, and where that stood before.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from build_tools.lineage.provenance import Provisions
from build_tools.model import Change, Document, Version, escaped_controls_json, parts_of
from build_tools.record.parts import begins_in_parts
from build_tools.record.status import predecessor
from build_tools.site.amendments_data import intervals
from build_tools.site.context import SiteContext
from build_tools.site.parts_data import part_of_change

FORMAT = 2
WITH_PARTS = 3
"""3: with which part of an amendment a change begins, of a document that has such; what has none is
as 2 was."""
JOINS = frozenset(("split", "merge"))
"""The kinds of a change that touches several provisions."""


def effects_json(site: SiteContext, document: Document) -> str:
    """All rows, in the order of the versions and of reading; one row on a line."""
    number = WITH_PARTS if begins_in_parts(document) else FORMAT
    head = {"format": number, "document": document.id}
    rows = (json.dumps(row, ensure_ascii=False) for row in _rows(site, document))
    text = json.dumps(head, ensure_ascii=False)[:-1] + ', "effects": ['
    return escaped_controls_json(f"{text}\n" + ",\n".join(rows) + "\n]}\n")


def _rows(site: SiteContext, document: Document) -> Iterator[dict[str, Any]]:
    between = intervals(document, site.as_of)
    provisions = site.provision_pages(document).provisions
    for version in document.versions:
        before = predecessor(document, version)
        if before is None or version.amendment is None:
            continue
        told = _of_version(version, before, between)
        for change in site.redline_between(before, version).changes:
            place = _Place(provisions, change, before, version)
            row = told | _of_change(change) | _of_place(place)
            yield row | _of_part(site, document, version, change, told["in_force"])


def _of_version(version: Version, before: Version, between: Mapping[str, Any]) -> dict[str, Any]:
    """What all changes of one version have in common."""
    assert version.amendment is not None
    return {
        "amendment": version.amendment.id,
        "from": before.label,
        "to": version.label,
        "made": version.label in between,
        "in_force": between.get(version.label),
    }


def _of_part(
    site: SiteContext,
    document: Document,
    version: Version,
    change: Change,
    between: dict[str, Any] | None,
) -> dict[str, Any]:
    """With which part a change begins, in a document that has such."""
    if not begins_in_parts(document):
        return {}
    if between is None or not parts_of(version.amendment):
        return {"part": None, "begun": between is not None}
    return part_of_change(document, version, change, between, site.as_of)


def _of_change(change: Change) -> dict[str, Any]:
    return {
        "change": change.id,
        "kinds": list(change.kinds),
        "where": change.where,
        "anchor": change.anchor,
        "old": change.old,
        "new": change.new,
        "consequential": change.consequential,
    }


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a change is, in the life of its document."""

    provisions: Provisions
    change: Change
    before: Version
    version: Version

    @property
    def shown(self) -> int:
        """The version that has the anchor of the change, by its place in the weave."""
        return self._number(self.before if self.change.is_of_the_old else self.version)

    @property
    def provision(self) -> str | None:
        """The id of the provision, under whatever number; None for what is no provision."""
        return self.provisions.id_at(self.shown, self.change.anchor)

    @property
    def old_anchor(self) -> str | None:
        """Where the text before had it; None for what that lacks."""
        number = self._number(self.before)
        return self.provisions.anchor_in(number, self.shown, self.change.anchor)

    @property
    def others(self) -> tuple[str, ...]:
        """The ids of those of which the provision was divided or joined, or into which it was."""
        id_ = self.provision
        if id_ is None or not JOINS.intersection(self.change.kinds):
            return ()
        number = self._number(self.version)
        states = self.provisions.lives[id_].states
        return next((state.others for state in states if state.version == number), ())

    def _number(self, version: Version) -> int:
        return self.provisions.history.number(version)


def _of_place(place: _Place) -> dict[str, Any]:
    return {
        "provision": place.provision,
        "old_anchor": place.old_anchor,
        "others": list(place.others),
    }
