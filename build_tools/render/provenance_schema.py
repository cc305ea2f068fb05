"""The JSON Schemas (2020-12) of what `blame_json` and `life_json` write, for who reads them with a
program.
"""

from typing import Any

from build_tools.render.json_schema import change_schema, list_of, object_of, schema_of
from build_tools.render.lives import FORMAT as LIFE_FORMAT
from build_tools.render.origins import FORMAT as BLAME_FORMAT

_TEXT = {"type": "string"}
_TEXT_OR_NONE = {"type": ["string", "null"]}
_DATE = _TEXT | {"description": "In words, as far as it is recorded: concluded September 2022."}
_SINCE: dict[str, dict[str, Any]] = {
    "came": _TEXT | {"description": "The version that brought it."},
    "changed": _TEXT | {"description": "The version that last changed it in substance."},
}


def blame_schema() -> dict[str, Any]:
    """That of `corpus blame`. What it does not name may be added under a higher `format`."""
    return schema_of(
        "Where the parts of a version come from",
        (
            "Each block, row, column and cell of a version with the versions that brought it and"
            " last changed it, and every stretch of words with its origin. What only follows from"
            " something else counts for nothing."
        ),
        BLAME_FORMAT,
        {
            "document": _TEXT,
            "version": _TEXT,
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "versions": list_of(_version()),
            "blocks": list_of({"anyOf": [_block(_text()), _block(_table())]}),
        },
    )


def life_schema() -> dict[str, Any]:
    """That of `corpus history` of a provision. What it does not name may be added under a higher
    `format`.
    """
    return schema_of(
        "The life of a provision",
        "The numbers that it had, and each of its states, the newest first, with what changed.",
        LIFE_FORMAT,
        {
            "document": _TEXT,
            "id": _TEXT | {"description": "Lasts, whatever its number."},
            "numbers": list_of(
                object_of({"anchor": _TEXT, "versions": list_of(_TEXT) | {"minItems": 1}})
            ),
            "under": list_of(_TEXT)
            | {"description": "The ids of what changed under it, of a heading."},
            "states": list_of(_state()) | {"minItems": 1},
        },
    )


def _version() -> dict[str, Any]:
    return object_of(
        {"label": _TEXT, "amendment": _TEXT_OR_NONE, "title": _TEXT_OR_NONE, "date": _DATE}
    )


def _block(content: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return object_of(
        {
            "id": _TEXT | {"description": "Lasts, whatever its number."},
            "anchor": _TEXT,
            "where": _TEXT | {"description": "For people: Clause 17.6, Table 17.6."},
            "label": _TEXT,
            **_SINCE,
            **content,
        }
    )


def _text() -> dict[str, dict[str, Any]]:
    return {"words": list_of(_words())}


def _table() -> dict[str, dict[str, Any]]:
    cell = object_of({**_SINCE, **_text()})
    return {
        "caption": list_of(_words()),
        "rows": list_of(object_of(_SINCE)),
        "columns": list_of(object_of(_SINCE)),
        "cells": list_of(list_of(cell)) | {"description": "Row by row."},
    }


def _words() -> dict[str, Any]:
    back = {"description": "The version that brought it back, after another took it out."}
    return object_of(
        {"text": _TEXT, "came": _TEXT | {"description": "The version that wrote it."}},
        {"back": _TEXT | back},
    )


def _state() -> dict[str, Any]:
    return object_of(
        {
            "id": _TEXT,
            "version": _TEXT,
            "amendment": _TEXT_OR_NONE,
            "date": _DATE,
            "where": _TEXT,
            "anchor": _TEXT,
            "label": _TEXT,
            "befallen": list_of(_TEXT) | {"description": "What became of it, in words."},
            "consequential": {"type": "boolean"},
            "others": list_of(_TEXT)
            | {"description": "What else it was divided into or joined from."},
            "text": _TEXT_OR_NONE | {"description": "null where it is gone."},
            "changes": list_of(change_schema()) | {"description": "As in the JSON of a redline."},
        }
    )
