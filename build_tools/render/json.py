"""A redline or a version as JSON: the contract that tools and tests read."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from build_tools.model import (
    Block,
    Change,
    Edit,
    Edits,
    Redline,
    Table,
    Version,
    VersionOnDay,
    with_note_signs,
)
from build_tools.render.markup import markup_changes
from build_tools.render.not_begun_in_words import not_begun_told
from build_tools.render.without_a_word import resting_data
from build_tools.render.written_json import written_json

FORMAT = 6
"""Of the data of a redline: counts what is added, and no key changes its meaning. 2: references to
notes stand as `[^4]`, and the level of what changed it is told. 3: the versions that made a change,
where versions lie between. 4: what was changed and changed back between the two, and what changed
without a word. 5: that in other documents too, each provision with its document and version. 6: the
keys of which a page knew not all, where one wrote it."""


def redline_json(redline: Redline) -> str:
    """The two ends, the counts by kind and every change; the same bytes for the same input."""
    return written_json(
        {
            "format": FORMAT,
            "old": _end(redline.old),
            "new": _end(redline.new),
            "verified": redline.verified,
            "aligned": redline.aligned,
            "counts": redline.counts,
            "changes": [change_data(change) for change in redline.changes],
            "changed_back": list(map(asdict, redline.changed_back)),
            "resting": resting_data(redline),
        }
    )


def version_json(version: Version) -> str:
    """The ends of a version and its blocks."""
    return written_json(_version_data(version))


def version_on_day_json(told: VersionOnDay) -> str:
    """The same of a version of which some was not in force on a day: each such block says so, and
    what was law in its place stands behind the blocks.
    """
    data = _version_data(told.version)
    for each in told.not_begun:
        data["blocks"][each.at]["not_in_force"] = {
            "certain": each.is_pending,
            "version": each.version,
            "part": each.part,
            "told": not_begun_told(each),
        }
    data["day"] = told.day.isoformat()
    data["still_in_force"] = [
        {
            "where": each.citation,
            "version": each.excerpt.label,
            "certain": each.is_certain,
            "blocks": list(_blocks_data(each.excerpt.blocks)),
        }
        for each in told.still_in_force
    ]
    return written_json(data)


def _version_data(version: Version) -> dict[str, Any]:
    blocks = list(_blocks_data(version.body))
    return {**_end(version), "provenance": version.provenance, "blocks": blocks}


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
    if change.level:
        data["level"] = change.level
    if change.by:
        data["by"] = list(change.by)
    if markup := list(map(list, markup_changes(change.edits))):
        data["markup"] = markup
    return data | {
        "old": change.old,
        "new": change.new,
        "edits": edits_data(change.edits),
        "noise": list(change.noise),
        "consequential": change.consequential,
    }


def edits_data(edits: Edits) -> list[list[str]]:
    """Edits as pairs of sign and text: `=` kept, `-` deleted, `+` inserted; a change of markup
    alone keeps its text. Neighbours of one sign are one pair.
    """
    data = []
    for sign, group in groupby(edits, key=_sign):
        data.append([sign, "".join(edit.text for edit in group)])
    return data


def _sign(edit: Edit) -> str:
    return "=" if edit.op == "~" else edit.op


def _end(version: Version) -> dict[str, str]:
    return {"document": version.document, "version": version.label, "sha256": version.sha256}


def _blocks_data(blocks: Sequence[Block]) -> Iterator[dict[str, Any]]:
    """Blocks as plain data; what stands in a note below its first paragraph says in which."""
    notes: list[str] = []
    for block in blocks:
        if block.kind == "footnote":
            notes[block.note_level - 1 :] = [block.label]
            yield _block_data(block)
        elif block.note_level:
            del notes[block.note_level :]
            yield _block_data(block) | {"note": notes[-1]}
        else:
            yield _block_data(block)


def _block_data(block: Block) -> dict[str, Any]:
    data = {
        "kind": block.kind,
        "label": block.label,
        "anchor": block.anchor,
        "depth": block.depth,
    }
    if block.table is None:
        return data | {"text": block.text}
    return data | _table_data(block.table)


def _table_data(table: Table) -> dict[str, Any]:
    rows, merges = [], []
    for row in table.rows:
        rows.append([with_note_signs(cell.content) for cell in row])
        merges.append([cell.merge for cell in row])
    data = {
        "caption": with_note_signs(table.caption),
        "header_rows": table.header_rows,
        "rows": rows,
    }
    if any(map(any, merges)):
        data["merges"] = merges
    return data
