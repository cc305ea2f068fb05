"""A document in, its effects as data out: one row for each change that an amendment made or would
make in it.

A row says which amendment, what kind of change, of which provision, what stood there and what
stands there now, whether it was made, and from when to when the text that it made was in force.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from build_tools.lineage.provenance import Provisions
from build_tools.model import Change, Document, Version, escaped_controls_json
from build_tools.record.status import predecessor
from build_tools.site.amendments_data import intervals
from build_tools.site.context import SiteContext

FORMAT = 1


def effects_json(site: SiteContext, document: Document) -> str:
    """All rows, in the order of the versions and of reading; one row on a line."""
    head = {"format": FORMAT, "document": document.id}
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
            id_ = _lasting_id(provisions, change, before, version)
            yield told | _of_change(change) | {"provision": id_}


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


def _lasting_id(
    provisions: Provisions, change: Change, before: Version, version: Version
) -> str | None:
    """That of the provision, under whatever number; None for what is no provision."""
    shown = provisions.history.number(before if change.is_of_the_old else version)
    return provisions.id_at(shown, change.anchor)
