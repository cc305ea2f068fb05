"""A weave as JSON; `weave_reading` reads it back.

What is the same in nearly every part is left out: a stretch that all versions of its block have is
its text alone, a set of versions is written as ranges, "0-3,5".
"""

import json
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

from build_tools.model import Mark, escaped_controls_json
from build_tools.model.weave import (
    STATE,
    Members,
    Weave,
    WovenBlock,
    WovenCell,
    WovenLine,
    WovenStretch,
    WovenTable,
    WovenText,
    WovenTie,
    WovenVersion,
    first_of,
    members_of,
    usual_id,
)
from build_tools.render.weave_format import (
    FORMAT,
    WITH_LABEL,
    ranges,
    usual_state,
    without_label,
)

H = TypeVar("H", bound=Hashable)


def weave_json(weave: Weave) -> str:
    """The weave of a document; the same bytes for the same versions."""
    marks = _numbered(chain.from_iterable(each.marks for each in weave.stretches))
    noises = _numbered(_noise_key(each) for each in weave.stretches if each.noise)
    writer = _BlockWriter(weave, _places_of_anchors(weave), marks, noises)
    data = {
        "format": FORMAT,
        "document": weave.document,
        "versions": [_version_data(version) for version in weave.versions],
        "marks": [[mark.kind, mark.target] if mark.target else [mark.kind] for mark in marks],
        "noises": [dict(key) for key in noises],
        "blocks": [writer.block(block) for block in weave.blocks],
        "ties": [_tie_data(tie) for tie in weave.ties],
    }
    lines = [f"{json.dumps(key)}: {_lines(value)}" for key, value in data.items()]
    return escaped_controls_json("{" + ",\n".join(lines) + "}\n")


def _lines(value: object) -> str:
    """A list with each of its things on a line of its own."""
    if not isinstance(value, list) or not value:
        return _compact(value)
    return "[\n" + ",\n".join(map(_compact, value)) + "\n]"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _places_of_anchors(weave: Weave) -> dict[tuple[str, int], int]:
    """The places of blocks, by their anchors and each version in which they have them."""
    found = {}
    for place, block in enumerate(weave.blocks):
        for members, shape in block.states:
            if shape.anchor:
                found.update({(shape.anchor, version): place for version in members_of(members)})
    return found


def _version_data(version: WovenVersion) -> dict[str, Any]:
    data = {"label": version.label, "sha256": version.sha256, "base": version.base}
    return data if version.name == version.label else {"name": version.name} | data


def _numbered(things: Iterable[H]) -> dict[H, int]:
    """The number of each thing, in the order in which they are first met."""
    return {thing: number for number, thing in enumerate(dict.fromkeys(things))}


def _noise_key(stretch: WovenStretch) -> tuple[tuple[str, str], ...]:
    """Each class of what only follows of a stretch, and the versions in which it does."""
    noise: dict[str, Members] = {}
    for version, name in stretch.noise.items():
        noise[name] = noise.get(name, 0) | 1 << version
    return tuple([(name, ranges(versions)) for name, versions in noise.items()])


@dataclass(frozen=True, slots=True)
class _BlockWriter:
    """What it takes to write a block of a weave."""

    weave: Weave
    places: Mapping[tuple[str, int], int]
    """Of anchors, in each version."""
    marks: Mapping[Mark, int]
    noises: Mapping[tuple[tuple[str, str], ...], int]

    def block(self, block: WovenBlock) -> dict[str, Any]:
        """One block."""
        data: dict[str, Any] = {}
        version, shape = block.first
        if block.id != usual_id(shape, self.weave.versions[version]):
            data["id"] = block.id
        if block.members != self.weave.members:
            data["in"] = ranges(block.members)
        states = list(self._states(block))
        data |= states[0] if len(states) == 1 else {"states": states}
        if block.consequential:
            data["consequential"] = ranges(block.consequential)
        if block.stretches:
            data["text"] = self._text(block.stretches, block.members)
        if block.table:
            data["table"] = self._table(block.table)
        return data

    def _states(self, block: WovenBlock) -> Iterator[dict[str, Any]]:
        """What a block is but for its content: of each state what is not as in the one before."""
        before = usual_state(block.states[0][1].kind) | {"kind": "paragraph"}
        for members, shape in block.states:
            values = {name: getattr(shape, name) for name in STATE}
            values["within"] = self.places.get((shape.within, first_of(members)), shape.within)
            for name in WITH_LABEL:
                values[name] = without_label(values[name], shape.label)
            data = {name: value for name, value in values.items() if value != before[name]}
            before = values
            yield ({"in": ranges(members)} if members != block.members else {}) | data

    def _text(self, stretches: WovenText, members: Members) -> list[Any]:
        return [self._stretch(stretch, members) for stretch in stretches]

    def _stretch(self, stretch: WovenStretch, members: Members) -> str | list[Any]:
        """The text, its versions, its marks, where it only follows, and its origin; only the text
        where the rest is as usual.
        """
        data = [
            stretch.text,
            "" if stretch.members == members else ranges(stretch.members),
            [self.marks[mark] for mark in stretch.marks],
            self.noises[_noise_key(stretch)] if stretch.noise else None,
            stretch.origin,
        ]
        usual: list[Any] = [None, "", [], None, first_of(stretch.members)]
        while data[-1] == usual[len(data) - 1]:
            del data[-1]
        return stretch.text if len(data) == 1 else data

    def _table(self, table: WovenTable) -> dict[str, Any]:
        members = sum(members for members, _ in table.states)
        states = [
            {"in": ranges(each), "header_rows": shape.header_rows, "aligns": list(shape.aligns)}
            for each, shape in table.states
        ]
        data: dict[str, Any] = {"states": states}
        if table.caption:
            data["caption"] = self._text(table.caption, members)
        data["columns"] = [_line_data(line, members) for line in table.columns]
        data["rows"] = [_line_data(line, members) for line in table.rows]
        data["cells"] = [self._row(table, row) for row in range(len(table.rows))]
        return data

    def _row(self, table: WovenTable, row: int) -> list[Any]:
        """The cells of a row, one for each column; 0 where nothing ever stood."""
        found: list[Any] = []
        for column, line in enumerate(table.columns):
            cell = table.cells.get((row, column))
            found.append(self._cell(cell, table.rows[row].members & line.members) if cell else 0)
        return found

    def _cell(self, cell: WovenCell, members: Members) -> Any:
        text = self._text(cell.stretches, members)
        if cell.merges:
            return {"text": text, "merges": {merge: ranges(each) for each, merge in cell.merges}}
        return text[0] if len(text) == 1 and isinstance(text[0], str) else text


def _line_data(line: WovenLine, members: Members) -> int | list[Any]:
    return line.id if line.members == members else [line.id, ranges(line.members)]


def _tie_data(tie: WovenTie) -> dict[str, Any]:
    return {
        "kind": tie.kind,
        "version": tie.version,
        "old": list(tie.old),
        "new": list(tie.new),
    }
