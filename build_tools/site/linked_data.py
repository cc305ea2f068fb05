"""A version as schema.org knows legislation, for the page that it stands on: JSON-LD.

Only what the record holds and the day decides. It says of itself that it has no legal value, and
what its text is. A document that is made up is no legislation, and is not told of.
"""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from build_tools.language import spoken
from build_tools.model import (
    Certainty,
    Document,
    Moment,
    Stage,
    Version,
    parts_of,
    provisions_named,
)
from build_tools.record.part_provisions import assigned
from build_tools.record.parts import has_part_begun, part_interval
from build_tools.record.point_in_time import spells, taken_effect
from build_tools.record.status import predecessor, superseded_in_part_by, version_stage
from build_tools.record.status_words import in_part_on, stage_in_words
from build_tools.site import urls
from build_tools.site.follow.subjects import one_line

_SCHEMA = "https://schema.org"


def legislation(
    document: Document, version: Version, as_of: dt.date, page: str, site_url: str
) -> str:
    """JSON-LD for a `<script>` on `page`, no sign of HTML in it; empty for a document that is made
    up.
    """
    if document.fictional:
        return ""
    fields = {
        "@context": _SCHEMA,
        **_version(document, version, as_of, page, site_url),
    }
    # JSON may write any character by its number: `<` would end the script, and `&` would look like
    # a reference.
    text = json.dumps({key: value for key, value in fields.items() if value})
    return text.replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026")


def _version(
    document: Document, version: Version, as_of: dt.date, page: str, site_url: str
) -> dict[str, Any]:
    amendment, stage = version.amendment, version_stage(document, version, as_of)
    is_directed = (
        stage.is_directed and amendment is not None and amendment.has_come("direction", as_of)
    )
    directed = amendment.actual("direction") if amendment and is_directed else None
    force = "InForce" if stage is Stage.IN_FORCE else "NotInForce"
    is_in_part = in_part_on(document, version, as_of) is not None
    if is_in_part or superseded_in_part_by(document, version, as_of):
        force = "PartiallyInForce"
    return {
        **_named(document, version, page, site_url),
        "alternateName": one_line(document.short_title),
        "description": one_line(f"{version.provenance}. {document.provenance}"),
        "inLanguage": spoken(),
        "version": version.label,
        "creativeWorkStatus": stage_in_words(document, version, as_of),
        "legislationDate": _iso(directed),
        "legislationDateVersion": _last_day_in_force(document, version, as_of),
        "temporalCoverage": _coverage(document, version, as_of),
        "legislationLegalForce": f"{_SCHEMA}/{force}",
        "hasPart": list(_parts(document, version, as_of)),
        **_origin(document, version, page, site_url),
        "encoding": {
            "@type": "LegislationObject",
            "contentUrl": urls.absolute(site_url, page, urls.source(document.id, version.label)),
            "encodingFormat": "text/markdown",
            "sha256": version.sha256,
            "legislationLegalValue": f"{_SCHEMA}/UnofficialLegalValue",
        },
    }


def _parts(document: Document, version: Version, as_of: dt.date) -> Iterator[dict[str, Any]]:
    """The parts in which a version takes effect, in the order of their days, each with what it
    brings into force and since when it is, as far as the record holds that.
    """
    amendment = version.amendment
    for part in parts_of(amendment):
        assert amendment is not None
        begun = has_part_begun(amendment, part.id, as_of)
        earliest, latest = part_interval(version, part.id, as_of) or (None, None)
        entries = assigned(document, version).entries.get(part.id, ())
        provisions = provisions_named(printed for printed, _ in entries)
        force = "InForce" if begun else "NotInForce"
        told = {
            "@type": "Legislation",
            "name": one_line(part.name),
            "description": one_line(provisions),
            "temporalCoverage": f"{latest}/.." if latest and earliest == latest else "",
            "legislationLegalForce": "" if begun is None else f"{_SCHEMA}/{force}",
        }
        yield {key: value for key, value in told.items() if value}


def _named(document: Document, version: Version, page: str, site_url: str) -> dict[str, Any]:
    address = urls.absolute(site_url, page, urls.version(document.id, version.label))
    return {
        "@type": "Legislation",
        "@id": address,
        "url": address,
        "legislationIdentifier": version.name,
        "name": one_line(f"{document.title} {version.label}"),
    }


def _origin(document: Document, version: Version, page: str, site_url: str) -> dict[str, Any]:
    """The version that it was made from, and the amendment that changes the one into the other.

    It is the amendment that changes; a version that shows the result consolidates
    (schema.org/legislationChanges).
    """
    old, amendment = predecessor(document, version), version.amendment
    if old is None or amendment is None:
        return {}
    base = _named(document, old, page, site_url)
    relation = "legislationCorrects" if amendment.correction else "legislationChanges"
    change = {
        "@type": "Legislation",
        "@id": urls.absolute(site_url, page, urls.amendment(amendment.id)),
        "legislationIdentifier": amendment.id,
        "name": one_line(amendment.title),
        relation: {"@id": base["@id"]},
    }
    return {"isBasedOn": base, "legislationConsolidates": [{"@id": base["@id"]}, change]}


def _last_day_in_force(document: Document, version: Version, as_of: dt.date) -> str:
    """The last day to `as_of` on which a version was certainly in force; empty where none was."""
    days = [
        min(spell.last or as_of, as_of)
        for spell in spells(document, as_of)
        if spell.text.versions == (version,) and spell.text.certainty is Certainty.CERTAIN
    ]
    return days[-1].isoformat() if days else ""


def _coverage(document: Document, version: Version, as_of: dt.date) -> str:
    """From when to when it was in force, as ISO 8601 has it; empty where the record leaves more
    than one day for either.
    """
    effects = taken_effect(document, as_of)
    at = next((at for at, each in enumerate(effects) if each.version == version), None)
    if at is None or not effects[at].may_have_come(as_of) or not effects[at].is_dated:
        return ""
    begun, after = effects[at].latest.isoformat(), effects[at + 1 : at + 2]
    if not after or not after[0].may_have_come(as_of):
        return f"{begun}/.."
    if not after[0].is_dated:
        return ""
    return f"{begun}/{(after[0].latest - dt.timedelta(days=1)).isoformat()}"


def _iso(moment: Moment | None) -> str:
    """A day or a month as ISO 8601 writes it; empty where there is neither."""
    if moment is None or moment.day is None:
        return ""
    return f"{moment.day:%Y-%m}" if moment.precision == "month" else moment.day.isoformat()
