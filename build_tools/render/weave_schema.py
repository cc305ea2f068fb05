"""The JSON Schema (2020-12) of what `weave_json` writes, for who reads it with a program."""

from typing import Any, get_args

from build_tools.model import Align, BlockKind, CellMerge, MarkKind, Noise, TieKind
from build_tools.render.json_schema import list_of, object_of, schema_of
from build_tools.render.weave_format import FORMAT

_TEXT = {"type": "string"}
_INDEX = {"type": "integer", "minimum": 0}
_VERSIONS = {
    "type": "string",
    "pattern": "^([0-9]+(-[0-9]+)?(,[0-9]+(-[0-9]+)?)*)?$",
    "description": "Places of versions, from 0: 0-3,5. Empty for those of what it stands in.",
}


def weave_schema() -> dict[str, Any]:
    """The schema as plain data. What it does not name may be added under a higher `format`."""
    return schema_of(
        "A weave",
        (
            "All versions of a document as one text. Every part knows the versions that have it:"
            " read at a version, the parts that have it are that version. What is left out is as"
            " mostly: all versions, a paragraph, no marks."
        ),
        FORMAT,
        {
            "document": _TEXT,
            "versions": list_of(_version()),
            "marks": list_of(_mark())
            | {"description": "Every mark of a stretch, once; stretches name their places."},
            "noises": list_of(_noise())
            | {
                "description": "The versions in which a stretch came or went with nothing of"
                " substance, by what it only follows, once; stretches name their places."
            },
            "blocks": list_of(_block())
            | {"description": "Every block that ever stood, once for each of its places."},
            "ties": list_of(_tie())
            | {"description": "What a version moved, divided or joined, by places of blocks."},
        },
    )


def _version() -> dict[str, Any]:
    return object_of(
        {
            "label": _TEXT,
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "base": {
                "type": ["integer", "null"],
                "minimum": 0,
                "description": "The place of the version that it was made from.",
            },
        },
        {"name": _TEXT | {"description": "rules@3.0, where that is not its label."}},
    )


def _mark() -> dict[str, Any]:
    kind = {"enum": list(get_args(MarkKind))}
    return {"type": "array", "prefixItems": [kind, _TEXT], "minItems": 1, "maxItems": 2}


def _block() -> dict[str, Any]:
    others = {
        "id": _TEXT
        | {"description": "Lasts. Left out: its first anchor, @ and its first version."},
        "in": _VERSIONS,
        "states": list_of(object_of({}, {"in": _VERSIONS} | _state()))
        | {"description": "Where it was not the same in all: each says what is other than before."},
        "consequential": _VERSIONS
        | {"description": "In which its number or level changed, and nothing of substance."},
        "text": list_of(_stretch()),
        "table": _table(),
    }
    return object_of({}, others | _state())


def _state() -> dict[str, dict[str, Any]]:
    """What a block is but for its content."""
    return {
        "kind": {"enum": list(get_args(BlockKind))},
        "label": _TEXT,
        "anchor": _TEXT
        | {"description": "{} stands for the label, {{ for {. Left out of a footnote: fn-{}."},
        "depth": _INDEX,
        "quoted": _INDEX,
        "note_level": _INDEX | {"description": "Left out of a footnote: 1."},
        "terms": list_of(_TEXT),
        "citation": _TEXT | {"description": "As the anchor. Left out of a footnote: Footnote {}."},
        "within": {
            "type": ["integer", "string"],
            "description": "The block that it stands in: its place here, or its anchor.",
        },
    }


def _noise() -> dict[str, Any]:
    return {
        "type": "object",
        "propertyNames": {"enum": list(get_args(Noise))},
        "additionalProperties": _VERSIONS,
    }


def _stretch() -> dict[str, Any]:
    noise = {"type": ["integer", "null"], "minimum": 0}
    parts = [_TEXT, _VERSIONS, list_of(_INDEX), noise, _INDEX]
    whole = {"type": "array", "prefixItems": parts, "minItems": 2, "maxItems": len(parts)}
    description = (
        "Text; the versions that have it; its marks; where it came or went with nothing of"
        " substance; the version that wrote it, where that is not the first that has it."
        " The text alone where all versions of its block have it."
    )
    return {"anyOf": [_TEXT, whole], "description": description}


def _table() -> dict[str, Any]:
    state = object_of(
        {
            "in": _VERSIONS,
            "header_rows": _INDEX,
            "aligns": list_of({"enum": list(get_args(Align))}),
        }
    )
    line = {"type": "array", "prefixItems": [_INDEX, _VERSIONS], "minItems": 2, "maxItems": 2}
    lines = list_of({"anyOf": [_INDEX, line]}) | {
        "description": "The id of each, and its versions; what moved has one id at each place."
    }
    merges = {
        "type": "object",
        "propertyNames": {"enum": list(get_args(CellMerge))},
        "additionalProperties": _VERSIONS,
    }
    text = list_of(_stretch())
    cell = {"anyOf": [{"const": 0}, _TEXT, text, object_of({"text": text, "merges": merges})]}
    return object_of(
        {
            "states": list_of(state),
            "columns": lines,
            "rows": lines,
            "cells": list_of(list_of(cell)) | {"description": "Row by row; 0 where none stood."},
        },
        {"caption": text},
    )


def _tie() -> dict[str, Any]:
    return object_of(
        {
            "kind": {"enum": list(get_args(TieKind))},
            "version": _INDEX,
            "old": list_of(_INDEX),
            "new": list_of(_INDEX),
        }
    )
