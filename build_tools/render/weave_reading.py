"""The JSON of a weave in, the weave out."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from build_tools.model import Block, Mark, Noise, Table
from build_tools.model.weave import (
    STATE,
    Members,
    States,
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
    state_at,
    usual_id,
)
from build_tools.render.weave_format import (
    WITH_LABEL,
    members_in,
    usual_state,
    with_label,
)

_State: TypeAlias = tuple[Members, Mapping[str, Any]]


def read_weave(text: str) -> Weave:
    """The weave that `weave_json` wrote; ValueError for a text that it did not."""
    try:
        return _weave(json.loads(text))
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError("the text is not the JSON of a weave") from error


def _weave(data: Mapping[str, Any]) -> Weave:
    versions = tuple([_version(version) for version in data["versions"]])
    marks = [Mark(*each) for each in data["marks"]]
    states = _within_named([list(_states(each, len(versions))) for each in data["blocks"]])
    reader = _BlockReader(versions, marks, [_noise(each) for each in data["noises"]])
    blocks = zip(data["blocks"], states, strict=True)
    return Weave(
        document=data["document"],
        versions=versions,
        blocks=tuple([reader.block(block, own) for block, own in blocks]),
        ties=tuple(map(_tie, data["ties"])),
    )


def _states(data: Mapping[str, Any], count: int) -> Iterator[_State]:
    """The states of a block; each says what is not as in the one before. What it stands in may
    still be a place.
    """
    members = members_in(data["in"]) if "in" in data else (1 << count) - 1
    states = data.get("states", [data])
    values = usual_state(states[0].get("kind", "paragraph"))
    for state in states:
        values |= {name: state[name] for name in STATE if name in state}
        named = {name: with_label(values[name], values["label"]) for name in WITH_LABEL}
        own = members_in(state["in"]) if "in" in state else members
        yield own, values | named | {"terms": tuple(values["terms"])}


def _within_named(blocks: Sequence[Sequence[_State]]) -> list[States[Block]]:
    """The states of all blocks, in which what each stands in is told by its anchor."""

    def named(members: Members, values: Mapping[str, Any]) -> Block:
        within = values["within"]
        if isinstance(within, int):
            parent = state_at(tuple(blocks[within]), first_of(members))
            assert parent is not None
            within = parent["anchor"]
        return Block(**{**values, "within": within})

    def all_named(states: Sequence[_State]) -> States[Block]:
        return tuple([(members, named(members, values)) for members, values in states])

    return list(map(all_named, blocks))


def _version(data: Mapping[str, Any]) -> WovenVersion:
    return WovenVersion(
        name=data.get("name", data["label"]),
        label=data["label"],
        sha256=data["sha256"],
        base=data["base"],
    )


def _noise(data: Mapping[Noise, str]) -> dict[int, Noise]:
    """The class of what only follows, by the versions in which it does."""
    found: dict[int, Noise] = {}
    for name, versions in data.items():
        found.update(dict.fromkeys(members_of(members_in(versions)), name))
    return found


@dataclass(frozen=True, slots=True)
class _BlockReader:
    """What it takes to read a block of a weave."""

    versions: tuple[WovenVersion, ...]
    marks: Sequence[Mark]
    noises: Sequence[Mapping[int, Noise]]

    def block(self, data: Mapping[str, Any], states: States[Block]) -> WovenBlock:
        """One block."""
        members = sum(each for each, _ in states)
        block = WovenBlock(
            id=data.get("id", ""),
            states=states,
            consequential=members_in(data.get("consequential", "")),
            stretches=self._text(data.get("text", ()), members),
            table=self._table(data["table"]) if "table" in data else None,
        )
        first, shape = block.first
        return block if block.id else replace(block, id=usual_id(shape, self.versions[first]))

    def _text(self, data: Iterable[Any], members: Members) -> WovenText:
        return tuple([self._stretch(each, members) for each in data])

    def _stretch(self, data: Any, members: Members) -> WovenStretch:
        if isinstance(data, str):
            return WovenStretch(text=data, members=members, origin=first_of(members))
        usual: list[Any] = [None, "", [], None, None]
        values: list[Any] = list(data)
        text, own, marks, noise, origin = values + usual[len(values) :]
        members = members_in(own) if own else members
        return WovenStretch(
            text=text,
            marks=tuple([self.marks[mark] for mark in marks]),
            members=members,
            origin=first_of(members) if origin is None else origin,
            noise={} if noise is None else self.noises[noise],
        )

    def _table(self, data: Mapping[str, Any]) -> WovenTable:
        states = tuple([(members_in(each["in"]), _table_shape(each)) for each in data["states"]])
        members = sum(each for each, _ in states)
        rows = tuple([_line(line, members) for line in data["rows"]])
        columns = tuple([_line(line, members) for line in data["columns"]])
        cells = {}
        for row, values in enumerate(data["cells"]):
            for column, value in enumerate(values):
                if value != 0:
                    both = rows[row].members & columns[column].members
                    cells[row, column] = self._cell(value, both)
        caption = self._text(data.get("caption", ()), members)
        return WovenTable(states=states, caption=caption, rows=rows, columns=columns, cells=cells)

    def _cell(self, data: Any, members: Members) -> WovenCell:
        if isinstance(data, str):
            data = [data]
        if isinstance(data, list):
            return WovenCell(stretches=self._text(data, members))
        merges = tuple([(members_in(each), merge) for merge, each in data["merges"].items()])
        return WovenCell(stretches=self._text(data["text"], members), merges=merges)


def _table_shape(state: Mapping[str, Any]) -> Table:
    return Table(rows=(), header_rows=state["header_rows"], aligns=tuple(state["aligns"]))


def _line(data: Any, members: Members) -> WovenLine:
    id_, own = (data, members) if isinstance(data, int) else (data[0], members_in(data[1]))
    return WovenLine(id=id_, members=own)


def _tie(data: Mapping[str, Any]) -> WovenTie:
    old, new = tuple(data["old"]), tuple(data["new"])
    return WovenTie(kind=data["kind"], version=data["version"], old=old, new=new)
