"""The JSON Schema (2020-12) of what `graph_json` writes, for who reads it with a program."""

from typing import Any, get_args

from build_tools.model.graph import EdgeKind, NodeKind
from build_tools.render.graph_json import FORMAT
from build_tools.render.json_schema import list_of, object_of, schema_of

_TEXT = {"type": "string"}
_END: dict[str, dict[str, Any]] = {
    "document": _TEXT,
    "version": _TEXT,
    "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
}


def graph_schema() -> dict[str, Any]:
    """The schema as plain data. What it does not name may be added under a higher `format`."""
    return schema_of(
        "Graphs of versions",
        (
            "What the provisions of each version rest on: a node for each block that has an"
            " address, an edge for each term that it uses and each provision that it refers to."
        ),
        FORMAT,
        {"graphs": list_of(_graph())},
        {"files": list_of(_file()) | {"description": "Where the graphs are, since format 2."}},
    )


def _file() -> dict[str, Any]:
    return object_of(
        {
            "document": _TEXT,
            "address": _TEXT | {"description": "Relative to the site's root."},
            "bytes": {"type": "integer", "minimum": 1},
        }
    )


def _graph() -> dict[str, Any]:
    beside = "The versions of the other documents beside which it is read: those of its day."
    return object_of(
        {
            **_END,
            "beside": list_of(object_of(_END)) | {"description": beside},
            "nodes": list_of(_node()) | {"description": "In reading order."},
            "edges": list_of(_edge())
            | {"description": "By their sources; between two nodes one of each kind."},
        }
    )


def _node() -> dict[str, Any]:
    return object_of(
        {
            "anchor": _TEXT | {"minLength": 1},
            "kind": {"enum": list(get_args(NodeKind))},
            "where": _TEXT | {"description": "For people: Clause 17.6, Table 17.6."},
        },
        {
            "terms": list_of(_TEXT) | {"minItems": 1, "description": "What it defines."},
            "within": _TEXT | {"description": "The anchor of what it stands in."},
        },
    )


def _edge() -> dict[str, Any]:
    return object_of(
        {
            "from": _TEXT | {"minLength": 1, "description": "The anchor of what uses or refers."},
            "to": _TEXT | {"minLength": 1},
            "kind": {"enum": list(get_args(EdgeKind))},
            "words": _TEXT | {"description": "The term, or the reference as it is printed."},
        },
        {
            "document": _TEXT | {"description": "Of what it leads to, where that is another."},
            "version": _TEXT | {"description": "Of that document."},
            "columns": list_of(_TEXT)
            | {
                "minItems": 1,
                "description": "The columns of a table of which it speaks; without it, of all.",
            },
        },
    )
