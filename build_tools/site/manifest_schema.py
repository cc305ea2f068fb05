"""The JSON Schemas (2020-12) of the manifest and of effects as data, for who reads them with a
program.
"""

from typing import Any, get_args

from build_tools.model import Certainty, Kind
from build_tools.model.procedure import KINDS
from build_tools.render.json_schema import list_of, object_of, schema_of
from build_tools.site import effects, manifest

_TEXT = {"type": "string"}
_TEXT_OR_NONE = {"type": ["string", "null"]}
_BOOLEAN = {"type": "boolean"}
_DAY = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\d$"}
_DAY_OR_NONE = {**_DAY, "type": ["string", "null"]}
_WHEN = {
    "type": ["string", "null"],
    "pattern": r"^(\d{4}-\d\d(-\d\d(T\d\d:\d\d)?)?|date not recorded)$",
    "description": "A month, a day or a minute; `date not recorded` for what came on a day that"
    " nobody wrote down.",
}
_SHA256 = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


def manifest_schema() -> dict[str, Any]:
    """That of `data/corpus.json` as plain data."""
    return schema_of(
        "A corpus",
        (
            "Every document, version and amendment of a site on a day. Addresses are relative to"
            " the root of the site."
        ),
        manifest.FORMAT,
        {
            "generator": _TEXT,
            "commit": _TEXT_OR_NONE
            | {"description": "Whose files these are; null where they differ from it."},
            "as_of": _DAY,
            "formats": list_of(_TEXT)
            | {"description": "Endings of the files in which texts and redlines are there."},
            "akoma_ntoso": _TEXT_OR_NONE
            | {"description": "Country and language of the files of Akoma Ntoso; null without."},
            "old_files": _BOOLEAN
            | {"description": "Whether texts that are over are there in these formats too."},
            "allowed_signers": _TEXT_OR_NONE,
            "procedure": _procedure(),
            "documents": list_of(_document()),
            "amendments": list_of(_amendment()),
        },
    )


def effects_schema() -> dict[str, Any]:
    """That of `effects.json` as plain data."""
    return schema_of(
        "Effects of amendments",
        "One row for each change that an amendment made, or would make, in a document.",
        effects.FORMAT,
        {"document": _TEXT, "effects": list_of(_effect())},
    )


def _procedure() -> dict[str, Any]:
    step: dict[str, dict[str, Any]] = {
        "id": _TEXT,
        "kind": {"enum": list(KINDS)},
        "name": _TEXT,
        "stage": _TEXT | {"description": "How far an amendment has come with it, in words."},
    }
    return object_of(
        {
            "steps": list_of(object_of(step)),
            "routes": list_of(object_of({"id": _TEXT, "name": _TEXT})),
            "time_zone": _TEXT | {"description": "Of a minute of a date: `Europe/London`."},
        }
    )


def _document() -> dict[str, Any]:
    return object_of(
        {
            "id": _TEXT,
            "title": _TEXT,
            "short_title": _TEXT,
            "place": _TEXT | {"description": "Where it stands in its code."},
            "fictional": _BOOLEAN,
            "url": _TEXT,
            "provisions": _TEXT,
            "provision_feeds": _TEXT,
            "effects": _TEXT,
            "weave": _TEXT,
            "days": list_of(_days())
            | {"description": "All days in stretches of one answer, the earliest first."},
            "versions": list_of(_version()),
        },
        {
            "whole": _TEXT | {"description": "The text on one page, where `url` lists sections."},
            "sections": list_of(_section()),
        },
    )


def _section() -> dict[str, Any]:
    return object_of(
        {
            "anchor": _TEXT | {"description": "Of its heading."},
            "title": _TEXT,
            "url": _TEXT,
            "anchors": list_of(_TEXT)
            | {"description": "Of the provisions, rows and notes that its page has."},
        }
    )


def _days() -> dict[str, Any]:
    return object_of(
        {
            "first": _DAY_OR_NONE | {"description": "null for all days before `last`."},
            "last": _DAY_OR_NONE | {"description": "null for all days after `first`."},
            "certainty": {"enum": [str(each) for each in Certainty]},
            "versions": list_of(_TEXT)
            | {"description": "Those that may have been in force; one where that is certain."},
            "perhaps_none": _BOOLEAN,
            "why": _TEXT,
        },
        {
            "in_part": list_of(
                object_of(
                    {
                        "version": _TEXT,
                        "begun": list_of(_TEXT) | {"description": "The ids of parts."},
                        "perhaps": list_of(_TEXT),
                        "pending": list_of(_TEXT),
                    }
                )
            )
        },
    )


def _version() -> dict[str, Any]:
    return object_of(
        {
            "document": _TEXT,
            "version": _TEXT,
            "cited": _TEXT,
            "stage": _TEXT,
            "amendment": _TEXT_OR_NONE,
            "provenance": _TEXT,
            "sha256": _SHA256,
            "sealed": _BOOLEAN,
            "seals": list_of(object_of({"text": _TEXT, "signatures": list_of(_TEXT)})),
            "enactment": {"type": ["object", "null"], "additionalProperties": _TEXT},
            "url": _TEXT,
            "source": _TEXT,
            "word": _TEXT_OR_NONE,
            "from": _TEXT_OR_NONE,
            "redline": _TEXT_OR_NONE,
            "redline_data": _TEXT_OR_NONE,
            "redline_word": _TEXT_OR_NONE,
            "files": list_of(_TEXT),
            "redline_files": list_of(_TEXT),
            "in_force": _in_force(),
        },
        {"parts": list_of(_part())},
    )


def _part() -> dict[str, Any]:
    """One of the parts in which a version takes effect."""
    begun = object_of({"earliest": _DAY_OR_NONE, "latest": _DAY})
    return object_of(
        {
            "id": _TEXT,
            "name": _TEXT,
            "planned": _WHEN,
            "begun": {**begun, "type": ["object", "null"]}
            | {"description": "Between which days it began; null where it has not."},
            "provisions": list_of(_TEXT)
            | {"description": "What it brings into force, as the record writes it."},
        }
    )


def _in_force() -> dict[str, Any]:
    """Of a version that took effect; null for others."""
    interval = object_of({"earliest": _DAY_OR_NONE, "latest": _DAY})
    since = object_of(
        {
            "earliest": _DAY_OR_NONE,
            "latest": _DAY_OR_NONE
            | {"description": "null where the part of a change is not recorded, and one is due."},
        }
    )
    to = {**interval, "type": ["object", "null"]}
    return {
        **object_of(
            {
                "from": since | {"description": "Between which days it took effect."},
                "to": to | {"description": "Between which days the next one did."},
            }
        ),
        "type": ["object", "null"],
    }


def _amendment() -> dict[str, Any]:
    step: dict[str, dict[str, Any]] = {
        "document": _TEXT,
        "from": _TEXT_OR_NONE,
        "to": _TEXT,
        "scope": list_of(_TEXT),
    }
    dates = object_of(
        {"planned": _WHEN, "actual": _WHEN, "note": _TEXT}, {"provisions": list_of(_TEXT)}
    )
    return object_of(
        {
            "id": _TEXT,
            "title": _TEXT,
            "summary": _TEXT,
            "route": _TEXT_OR_NONE,
            "stage": _TEXT,
            "correction": _BOOLEAN,
            "steps": list_of(object_of(step)),
            "dates": {"type": "object", "additionalProperties": dates},
            "withdrawn": _WHEN,
            "questions": list_of(_TEXT),
            "sources": list_of(object_of({"title": _TEXT, "url": _TEXT})),
            "url": _TEXT,
        }
    )


def _effect() -> dict[str, Any]:
    return object_of(
        {
            "amendment": _TEXT,
            "from": _TEXT | {"description": "The version that it goes from."},
            "to": _TEXT | {"description": "The version that it makes."},
            "made": _BOOLEAN | {"description": "Whether that version is recorded to have begun."},
            "in_force": _in_force(),
            "change": _TEXT | {"description": "The id of the change, as the redline has it."},
            "kinds": list_of({"enum": list(get_args(Kind))}) | {"minItems": 1},
            "where": _TEXT,
            "anchor": _TEXT | {"description": "In the new text; in the old for a deletion."},
            "provision": _TEXT_OR_NONE
            | {
                "description": "What lasts through renumbering: the anchor that the provision first"
                " had and the version in which it first stood."
            },
            "old_anchor": _TEXT_OR_NONE
            | {"description": "Where the text before had it; null for what that lacks."},
            "others": list_of(_TEXT)
            | {
                "description": "The provisions of which this one was divided or joined, or into"
                " which it was."
            },
            "old": _TEXT,
            "new": _TEXT,
            "consequential": _BOOLEAN,
        },
        {
            "part": _TEXT_OR_NONE
            | {"description": "With which part of the amendment it begins, by its id."},
            "begun": {"type": ["boolean", "null"]}
            | {"description": "Whether it has begun; null where that is not recorded."},
        },
    )
