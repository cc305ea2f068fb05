"""A redline or a version as JSON: the contract that tools and tests read."""

import json
from itertools import groupby
from typing import Any

from build_tools.model import Block, Change, Edits, Redline, Version
from build_tools.render.markup import markup_changes


def redline_json(redline: Redline) -> str:
    """The two ends, the counts by kind and every change; the same bytes for the same input."""
    return _dumped(
        {
            "old": _end(redline.old),
            "new": _end(redline.new),
            "verified": redline.verified,
            "aligned": redline.aligned,
            "counts": redline.counts,
            "changes": [change_data(change) for change in redline.changes],
        }
    )


def version_json(version: Version) -> str:
    """The ends of a version and its blocks."""
    blocks = [_block_data(block) for block in version.body]
    return _dumped({**_end(version), "provenance": version.provenance, "blocks": blocks})


def change_data(change: Change) -> dict[str, Any]:
    """One change as plain data."""
    data: dict[str, Any] = {
        "id": change.id,
        "kinds": list(change.kinds),
        "where": change.where,
        "anchor": change.anchor,
        "old_label": change.old_label,
        "new_label": change.new_label,
        "row": change.row,
        "column": change.column,
    }
    if change.old_row is not None:
        data["old_row"] = change.old_row
    if change.old_column is not None:
        data["old_column"] = change.old_column
    if said := list(markup_changes(change.edits)):
        data["markup"] = [list(pair) for pair in said]
    return data | {
        "old": change.old,
        "new": change.new,
        "edits": edits_data(change.edits),
        "noise": list(change.noise),
        "consequential": change.consequential,
    }


def edits_data(edits: Edits) -> list[list[str]]:
    """Edits as pairs of sign and text: `=` kept, `-` deleted, `+` inserted; a change of markup
    alone keeps its text.
    """
    signs = (("=" if edit.op == "~" else edit.op, edit.text) for edit in edits)
    return [
        [sign, "".join(text for _, text in group)]
        for sign, group in groupby(signs, key=lambda pair: pair[0])
    ]


def _end(version: Version) -> dict[str, str]:
    return {"document": version.document, "version": version.label, "sha256": version.sha256}


def _block_data(block: Block) -> dict[str, Any]:
    data: dict[str, Any] = {
        "kind": block.kind,
        "label": block.label,
        "anchor": block.anchor,
        "depth": block.depth,
    }
    if block.table is None:
        return data | {"text": block.text}
    rows = [["".join(run.text for run in cell.content) for cell in row] for row in block.table.rows]
    merges = [[cell.merge for cell in row] for row in block.table.rows]
    caption = "".join(run.text for run in block.table.caption)
    table = {
        "label": block.table.label,
        "caption": caption,
        "header_rows": block.table.header_rows,
        "rows": rows,
    }
    return (
        data | table | ({"merges": merges} if any(merge for row in merges for merge in row) else {})
    )


def _dumped(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
