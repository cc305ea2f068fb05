"""The JSON Schema (2020-12) of what `redline_json` writes, for who reads it with a program."""

from typing import Any, get_args

from build_tools.model import Kind, Noise, PassingKind
from build_tools.model.graph import EdgeKind
from build_tools.render.json import FORMAT

_TEXT = {"type": "string"}
_TEXT_OR_NONE = {"type": ["string", "null"]}
_BOOLEAN = {"type": "boolean"}
_INDEX = {"type": "integer", "minimum": 0}
_INDEX_OR_NONE = {"type": ["integer", "null"], "minimum": 0}


def redline_schema() -> dict[str, Any]:
    """The schema as plain data. What it does not name may be added under a higher `format`."""
    return schema_of(
        "A redline",
        (
            "Two versions of a text and every change between them. In texts a reference to a note"
            " stands as [^4]; the cells of a row are joined by ' | ', rows by newlines."
        ),
        FORMAT,
        {
            "old": _end(),
            "new": _end(),
            "verified": _BOOLEAN | {"description": "It was replayed, and gave both texts back."},
            "aligned": _BOOLEAN
            | {"description": "False where both texts stand whole, the old and then the new."},
            "counts": {
                "type": "object",
                "propertyNames": {"enum": list(get_args(Kind))},
                "additionalProperties": {"type": "integer", "minimum": 1},
            },
            "changes": list_of(change_schema()),
            "resting": list_of(_resting()),
        },
        {
            "changed_back": list_of(_changed_back()),
            "partial": list_of({"enum": ["changed_back"]})
            | {
                "description": "What a page could not tell whole; `corpus redline` does, and of"
                " words that are alike it may tell others."
            },
        },
    )


def _end() -> dict[str, Any]:
    return object_of(
        {
            "document": _TEXT,
            "version": _TEXT | {"description": "Empty for a loose file."},
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        }
    )


def _changed_back() -> dict[str, Any]:
    """What is the same in both versions, and was not in one between them."""
    return object_of(
        {
            "kind": {"enum": list(get_args(PassingKind))},
            "where": _TEXT,
            "anchor": _TEXT | {"description": "Empty where it does not stand in the new text."},
            "text": _TEXT,
            "stands": _BOOLEAN | {"description": "In both versions; else in neither."},
            "came": list_of(_TEXT) | {"description": "The versions that put it in, or back in."},
            "went": list_of(_TEXT) | {"description": "The versions that took it out."},
            "consequential": _BOOLEAN,
        }
    )


def _resting() -> dict[str, Any]:
    node: dict[str, dict[str, Any]] = {
        "document": _TEXT,
        "version": _TEXT | {"description": "Empty for a loose file."},
        "anchor": _TEXT,
        "where": _TEXT,
    }
    step: dict[str, dict[str, Any]] = {
        "kind": {"enum": list(get_args(EdgeKind))},
        "words": _TEXT | {"description": "The term, or the reference as it is printed."},
        **node,
    }
    return object_of(
        {
            **node,
            "where": _TEXT | {"description": "A provision whose words stay."},
            "steps": list_of(object_of(step))
            | {"minItems": 1, "description": "The shortest way to what changed in substance."},
            "changes": list_of(_TEXT)
            | {"minItems": 1, "description": "The ids of the changes on which it rests."},
        }
    )


def change_schema() -> dict[str, Any]:
    """Of one change, in whatever it stands."""
    place = {
        "id": {"type": "string", "pattern": "^c-[0-9a-f]+(-[0-9]+)?$"},
        "kinds": list_of({"enum": list(get_args(Kind))}) | {"minItems": 1},
        "where": _TEXT | {"description": "For people: Table 17.6, row IOC, End date."},
        "anchor": _TEXT,
        "old_label": _TEXT_OR_NONE,
        "new_label": _TEXT_OR_NONE,
        "row": _INDEX_OR_NONE
        | {"description": "In the new grid, from 0 with its headers; in the old for a deletion."},
        "column": _INDEX_OR_NONE,
    }
    words = {
        "old": _TEXT,
        "new": _TEXT,
        "edits": list_of(_pair({"enum": ["=", "-", "+"]}, _TEXT)),
        "noise": list_of({"enum": list(get_args(Noise))}),
        "consequential": _BOOLEAN | {"description": "Nothing of substance is in it."},
    }
    optional: dict[str, dict[str, Any]] = {
        "old_row": _INDEX | {"description": "Of a row that moved, in the old grid."},
        "old_column": _INDEX,
        "level": _TEXT | {"description": "What became of its level, in words."},
        "by": list_of(_TEXT)
        | {
            "description": "The versions that made it, where versions lie between the two; of what"
            " is tracked in a Word file, the author and the day."
        },
        "markup": list_of(_pair(_TEXT, _TEXT))
        | {"description": "Texts that only their markup changed in, and what became of it."},
    }
    return object_of(place | words, optional)


def schema_of(
    title: str,
    description: str,
    form: int,
    required: dict[str, dict[str, Any]],
    optional: dict[str, dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """The schema of all that is written in one format, with these keys beside its number."""
    numbered = {
        "type": "integer",
        "minimum": form,
        "description": "Counts what is added; no key changes its meaning.",
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "description": description,
        **object_of({"format": numbered, **required}, optional),
    }


def object_of(
    required: dict[str, dict[str, Any]], optional: dict[str, dict[str, Any]] | None = None
) -> dict[str, Any]:
    """The schema of an object with these keys; others may be added under a higher `format`."""
    return {
        "type": "object",
        "properties": required | (optional or {}),
        "required": list(required),
    }


def list_of(items: dict[str, Any]) -> dict[str, Any]:
    """The schema of a list of these things."""
    return {"type": "array", "items": items}


def _pair(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "prefixItems": [first, second], "minItems": 2, "maxItems": 2}
