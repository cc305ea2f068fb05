"""A document's history in, the life of each of its provisions out: what every version made of it,
under which number, and which provisions bore a number.

A provision is what has an address of its own, a note apart; its id lasts, whatever its number. What
stands in it is part of it, but a heading has only what stands under it without an address.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

from build_tools.lineage.provenance.history import History
from build_tools.lineage.provenance.provisions_at import ProvisionsAt
from build_tools.model import Block, Change, Passage
from build_tools.model.weave import Members, WovenTie, first_of, member

Befallen: TypeAlias = Literal[
    "came",
    "came back",
    "divided",
    "joined",
    "moved",
    "renumbered",
    "changed",
    "followed",
    "taken out",
]
"""What a version can make of a provision; it followed where a reference in it did, or form alone
changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionState:
    """What one version made of a provision."""

    id: str
    """Of the provision; that of an earlier one, where the provision was divided off it."""
    version: int
    """By its place in the weave."""
    block: Block | None
    """As the version has it; None where it took it out."""
    before: Block | None
    """As the version has it from which this one was made; None where that has none."""
    befallen: tuple[Befallen, ...]
    passages: tuple[Passage, ...]
    """Of the redline of the step: what changed in the provision and in what stands in it."""
    changes: tuple[Change, ...]
    cited: str
    """How what is shown of it is cited with all that is part of it: "§ 7", where its heading is
    over nothing but that."""
    others: tuple[str, ...] = ()
    """The ids of those of which it was divided or joined, and of those into which it was."""

    @property
    def shown(self) -> Block:
        """The provision as the version has it, or else as it was taken out."""
        block = self.block or self.before
        assert block is not None
        return block

    @property
    def consequential(self) -> bool:
        """Whether it only follows from something else."""
        only_follows = set(self.befallen) <= {"renumbered", "followed"}
        return only_follows and all(change.consequential for change in self.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionLife:
    """A provision through all versions."""

    id: str
    """That lasts: the anchor that it first had and the version in which it first stood,
    "17.6@1.0"."""
    states: tuple[ProvisionState, ...]
    """Of each version that made something of it, the newest first."""
    anchors: Mapping[str, Members]
    """Every anchor that it had, in the order of the versions."""

    @property
    def ever_changed(self) -> bool:
        """Whether it is not as in the first version of the record, under the number that it had."""
        return len(self.states) > 1 or self.states[0].version > 0


class Provisions:
    """The provisions of a document through all its versions."""

    def __init__(self, history: History) -> None:
        self.history = history
        self._texts = [ProvisionsAt(history, at) for at in range(len(history.versions))]

    @cached_property
    def lives(self) -> Mapping[str, ProvisionLife]:
        """The life of each, by its id, in the order in which they first stood."""
        states: dict[str, list[ProvisionState]] = {}
        for version in range(len(self._texts)):
            for state in self._states(version):
                states.setdefault(state.id, []).append(state)
        return {
            id_: ProvisionLife(id=id_, states=tuple(found[::-1]), anchors=self._anchors[id_])
            for id_, found in states.items()
        }

    def through(self, life: ProvisionLife) -> Iterator[ProvisionState]:
        """Its states, the newest first, and then those of what it was divided off or joined of."""
        yield from life.states
        first = life.states[-1]
        if first.before is not None or not first.others:
            return
        path = self.history.weave.path(first.version)
        earlier: list[ProvisionState] = []
        for other in first.others:
            states = self.through(self.lives[other])
            earlier += [each for each in states if each.version in path[:-1]]
        yield from sorted(earlier, key=lambda state: -state.version)

    def id_at(self, version: int, anchor: str) -> str | None:
        """The id of the provision that has an anchor in a version."""
        text = self._texts[version]
        place = text.places.get(anchor)
        return text.id_of(place) if place is not None and text.is_provision(place) else None

    def anchor_in(self, other: int, version: int, anchor: str) -> str | None:
        """Where another version has what a version has at an anchor, a note too; None for what it
        lacks.
        """
        text = self._texts[version]
        place = text.places.get(anchor)
        return None if place is None else self._texts[other].anchors.get(text.id_of(place))

    def block_at(self, version: int, id_: str) -> Block | None:
        """A provision as a version has it."""
        place = self._texts[version].ids.get(id_)
        return None if place is None else self._texts[version].blocks[place]

    def cited_at(self, version: int, id_: str) -> str:
        """How a version cites a provision that it has, with all that is part of it."""
        text = self._texts[version]
        return text.cited(text.ids[id_])

    def parts_of(self, version: int, anchor: str) -> Mapping[int, Block]:
        """A provision and what stands in it, in reading order, by their places in the weave."""
        text = self._texts[version]
        return {place: text.blocks[place] for place in text.parts.get(text.places[anchor], ())}

    def own_parts_of(self, version: int, anchor: str) -> Mapping[int, Block]:
        """The same without what stands in a provision of its own within it."""
        text = self._texts[version]
        own = text.places[anchor]
        parts = self.parts_of(version, anchor)
        return {place: each for place, each in parts.items() if next(text.round(place)) == own}

    def bearers(self, anchor: str) -> Mapping[str, Members]:
        """The ids of the provisions that ever had an anchor, each with the versions in which it
        did.
        """
        return self._bearers.get(anchor, {})

    @cached_property
    def _bearers(self) -> dict[str, dict[str, Members]]:
        found: dict[str, dict[str, Members]] = {}
        for at, text in enumerate(self._texts):
            for id_, place in text.ids.items():
                bearers = found.setdefault(text.blocks[place].anchor, {})
                bearers[id_] = bearers.get(id_, 0) | member(at)
        return found

    @cached_property
    def _anchors(self) -> dict[str, dict[str, Members]]:
        found: dict[str, dict[str, Members]] = {}
        for anchor, bearers in self._bearers.items():
            for id_, members in bearers.items():
                found.setdefault(id_, {})[anchor] = members
        return {id_: dict(sorted(each.items(), key=_by_first)) for id_, each in found.items()}

    def _states(self, version: int) -> Iterator[ProvisionState]:
        base = self.history.weave.versions[version].base
        new = self._texts[version]
        if base is None:
            for id_, place in new.ids.items():
                block = new.blocks[place]
                yield _state(id_, version, block, None, _Step(cited=new.cited(place)))
            return
        yield from self._step_states(version, self._texts[base], new)

    def _step_states(
        self, version: int, old: ProvisionsAt, new: ProvisionsAt
    ) -> Iterator[ProvisionState]:
        touched = self._touched(version, old, new)
        redline = self.history.redline(version)
        assert redline is not None
        changes = {change.id: change for change in redline.changes}
        ties = _ties_of(self.history.weave.ties, version)
        for id_ in {**new.ids, **old.ids}:
            before, after = old.ids.get(id_), new.ids.get(id_)
            passages = list(touched.get(id_, {}).values())
            if before == after and not passages and old.anchor(before) == new.anchor(after):
                continue
            step = _Step(
                cited=old.cited(before) if after is None else new.cited(after),
                passages=passages,
                changes=_changes_of(passages, changes),
                tie=ties.get(after if after is not None else before),
                stood=self._stood(id_, version),
                is_moved=None not in (before, after) and before != after,
                others=self._others(ties, before, after, id_),
            )
            yield _state(id_, version, new.block(after), old.block(before), step)

    def _touched(
        self, version: int, old: ProvisionsAt, new: ProvisionsAt
    ) -> dict[str, dict[int, Passage]]:
        """The passages in which a version changed something, by the ids of the provisions of which
        they are part, and by their places.
        """
        found: dict[str, dict[int, Passage]] = {}
        for place, passage in self.history.passages(version).items():
            if next(passage.change_ids(), None) is None:
                continue
            ids = [*(new.ids_of(place) if passage.new else ())]
            ids += old.ids_of(place) if passage.old else ()
            for id_ in ids:
                found.setdefault(id_, {})[place] = passage
        return found

    def _stood(self, id_: str, version: int) -> bool:
        """Whether a provision stood in a version that led to one."""
        return any(id_ in self._texts[each].ids for each in self.history.weave.path(version)[:-1])

    def _others(
        self, ties: Mapping[int | None, WovenTie], before: int | None, after: int | None, id_: str
    ) -> tuple[str, ...]:
        tie = ties.get(after if after is not None else before)
        if tie is None or tie.kind == "move":
            return ()
        blocks = self.history.weave.blocks
        places = tie.new if after is None else tie.old if before is None else (*tie.old, *tie.new)
        ids = dict.fromkeys([blocks[place].id for place in places])
        return tuple([each for each in ids if each != id_ and each in self._anchors])


def _by_first(item: tuple[str, Members]) -> int:
    return first_of(item[1])


def _changes_of(passages: Iterable[Passage], changes: Mapping[str, Change]) -> tuple[Change, ...]:
    """The changes of which passages are marked, each once, in reading order."""
    marked: dict[str, None] = {}
    for passage in passages:
        marked |= dict.fromkeys(passage.change_ids())
    return tuple([change for id_, change in changes.items() if id_ in marked])


def _ties_of(ties: Iterable[WovenTie], version: int) -> Mapping[int | None, WovenTie]:
    """What a version moved, divided and joined, by every place of it."""
    found: dict[int | None, WovenTie] = {}
    for tie in ties:
        if tie.version == version:
            found |= dict.fromkeys((*tie.old, *tie.new), tie)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """What a step did to one provision."""

    cited: str
    passages: list[Passage] = field(default_factory=list)
    changes: tuple[Change, ...] = ()
    tie: WovenTie | None = None
    stood: bool = False
    is_moved: bool = False
    others: tuple[str, ...] = ()


def _state(
    id_: str, version: int, block: Block | None, before: Block | None, step: _Step
) -> ProvisionState:
    return ProvisionState(
        id=id_,
        version=version,
        block=block,
        before=before,
        befallen=tuple(_befallen(block, before, step)),
        cited=step.cited,
        passages=tuple(step.passages),
        changes=step.changes,
        others=step.others,
    )


def _befallen(block: Block | None, before: Block | None, step: _Step) -> Iterator[Befallen]:
    division: Befallen | None = None
    if step.tie and step.tie.kind != "move" and step.others:
        division = "divided" if step.tie.kind == "split" else "joined"
    if block is None or before is None:
        gone: Befallen = "taken out" if block is None else "came back" if step.stood else "came"
        yield division or gone
        return
    if division:
        yield division
    if step.is_moved:
        yield "moved"
    is_renumbered = (block.label, block.anchor) != (before.label, before.anchor)
    if is_renumbered:
        yield "renumbered"
    if any(not change.consequential and set(change.kinds) != {"move"} for change in step.changes):
        yield "changed"
    elif step.changes and not (is_renumbered or step.is_moved or division):
        yield "followed"
