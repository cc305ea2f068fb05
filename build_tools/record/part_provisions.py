"""The provisions that the parts of an amendment name → where they stand in the version that it
makes, or in the one before for what it takes out. Pure.

A part names provisions as people do, "1.3", "§ 2", "Table 4", "3 to 5", each with all that stands
in it but notes, which are named by themselves, "Footnote 1". Where an amendment makes versions of
several documents, the id of one stands before.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from build_tools.model import (
    EVERYTHING_ELSE,
    Amendment,
    Block,
    Content,
    Document,
    Event,
    Version,
    parts_of,
)
from build_tools.record.once import once_of_document, version_called
from build_tools.text.labels import Provisions, one_reference, slug
from build_tools.text.wholes import wholes

_RANGE = re.compile(r"(.+?)\s+(?:to|bis|until|through)\s+(.+)|(.+?)\s?[–—]\s?(.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Misnamed:
    """An entry of a part that names nothing, or what is named already."""

    part: str
    at: int
    """Which of its entries, counted from 0."""
    message: str
    form: str = ""


@dataclass(slots=True)
class Assigned:
    """With which part of an amendment each provision of a version begins."""

    made: dict[str, str] = field(default_factory=dict)
    """The ids of parts by the anchors of the version that is made."""
    taken_out: dict[str, str] = field(default_factory=dict)
    """The same by those of the version before, for what the other has no more."""
    gone: dict[str, str | None] = field(default_factory=dict)
    """The same of what the version before alone has, and no part names: that of what it stood in,
    where this is other than the rest; None where nobody can say what became of that."""
    rest: str | None = None
    """The part of everything else; None where the record does not hold it."""
    entries: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """What each part names, as it is written, with the anchor in the version that is made; empty
    where there is none."""
    is_whole: bool = False
    """Whether that is recorded of all that has a number."""
    misnamed: list[Misnamed] = field(default_factory=list)

    def part_of(self, anchor: str, *, is_of_the_old: bool = False) -> str | None:
        """The part with which what stands at an anchor begins; None where that is not recorded.
        What of the old stood where something stands still goes with that.
        """
        part = self.made.get(anchor, self.rest)
        if not is_of_the_old:
            return part
        return self.taken_out.get(anchor, self.gone.get(anchor, part))


class _Text:
    """The blocks of a version, and what stands in each."""

    def __init__(self, version: Version) -> None:
        self.blocks = version.body
        self.bodies = version.bodies

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {block.anchor: at for at, block in enumerate(self.blocks) if block.anchor}

    @cached_property
    def _provisions(self) -> Provisions:
        return Provisions.of(self.blocks, self.bodies)

    @cached_property
    def _by_name(self) -> dict[str, int]:
        named = {block.anchor: at for at, block in enumerate(self.blocks) if block.anchor}
        cited = {block.citation: at for at, block in enumerate(self.blocks) if block.citation}
        headings = {name: cited[each.heading] for name, each in wholes(self.blocks).items()}
        return cited | headings | named

    def find(self, printed: str) -> int | None:
        """The position of the block that people call so."""
        if printed in self._by_name:
            return self._by_name[printed]
        for text in (printed, f"Clause {printed}"):
            found = one_reference(text, self.bodies)
            if found and (anchor := self._provisions.named(found.pointers[0])):
                return self._positions[anchor]
        for anchor in (slug(printed), f"def-{slug(printed)}"):
            if anchor in self._positions:
                return self._positions[anchor]
        return None

    def end(self, start: int) -> int:
        """The position after the last block that stands in the one at `start`."""
        if _is_of_a_note(self.blocks[start]):
            return self._end_of_note(start)
        inside = {self.blocks[start].anchor} - {""}
        for at in range(start + 1, len(self.blocks)):
            block = self.blocks[at]
            if _is_of_a_note(block):
                continue
            if block.within not in inside:
                return at
            inside |= {block.anchor} - {""}
        return len(self.blocks)

    def _end_of_note(self, start: int) -> int:
        rest = enumerate(self.blocks[start + 1 :], start=start + 1)
        return next((at for at, block in rest if not block.continues_note), len(self.blocks))

    def anchors(self, start: int, end: int) -> list[str]:
        """Of the blocks from one position up to another, but for notes, which several provisions
        may call; where it begins with a note, of the notes alone.
        """
        blocks = self.blocks[start:end]
        are_notes = _is_of_a_note(blocks[0])
        same = (block for block in blocks if _is_of_a_note(block) == are_notes)
        return [block.anchor for block in same if block.anchor]


def _is_of_a_note(block: Block) -> bool:
    return block.kind == "footnote" or block.note_level > 0


def is_named(amendment: Amendment) -> bool:
    """Whether a part of an amendment names provisions."""
    return any(amendment.events[part.id].provisions for part in parts_of(amendment))


def assigned(document: Document, version: Version) -> Assigned:
    """With which part each provision of a version begins."""
    if version.amendment is None or not is_named(version.amendment):
        return Assigned()
    return _assigned(document, version.label)


@once_of_document
def _assigned(document: Document, label: str) -> Assigned:
    version = document.version(label)
    amendment = version.amendment
    assert amendment is not None
    step = next(
        each
        for each in amendment.steps
        if (each.document, each.new) == (document.id, version.label)
    )
    before = version_called(document, step.old) if step.old else None
    documents = {each.document for each in amendment.steps}
    events = {part.id: amendment.events[part.id] for part in parts_of(amendment)}
    return assign(events, documents, version, before)


def assign(
    events: Mapping[str, Event],
    documents: set[str],
    version: Version,
    before: Version | None,
) -> Assigned:
    """The same from what the parts, by their ids, say; `documents` are those that the amendment
    makes versions of.
    """
    found = Assigned()
    new, old = _Text(version), _Text(before) if before else None
    for part, event in events.items():
        for at, printed in enumerate(event.provisions):
            own = _of_document(printed, version.document, documents)
            if own is None:
                continue
            start = new.find(own.partition(" ")[0]) if _RANGE.fullmatch(own) else new.find(own)
            anchor = new.blocks[start].anchor if start is not None else ""
            found.entries.setdefault(part, []).append((own, anchor))
            if said := _add(found, part, own, new, old):
                message, form = said
                found.misnamed.append(Misnamed(part=part, at=at, message=message, form=form))
    found.gone = dict(_Gone.of(found, new, old).parts()) if old else {}
    numbered = (each.anchor for each in new.blocks if each.label and not _is_of_a_note(each))
    found.is_whole = found.rest is not None or all(map(found.made.__contains__, numbered))
    return found


def _by_anchor(text: _Text) -> Mapping[str, Block]:
    return {each.anchor: each for each in text.blocks if each.anchor}


_Words: TypeAlias = tuple[str, Content]


def _says(block: Block) -> _Words:
    return block.kind, block.content


@dataclass(frozen=True, slots=True)
class _Gone:
    """What the version before alone has, and no part names."""

    found: Assigned
    new: Mapping[str, Block]
    old: Mapping[str, Block]
    """By their anchors."""

    @classmethod
    def of(cls, found: Assigned, new: _Text, old: _Text) -> "_Gone":
        """The same of two texts."""
        return cls(found, _by_anchor(new), _by_anchor(old))

    def parts(self) -> Iterator[tuple[str, str | None]]:
        """With which part each of it begins, where that is other than the rest."""
        by_words = self._by_words()
        parts: dict[str, str | None] = {}
        for anchor, block in self.old.items():
            if anchor in self.new or anchor in self.found.taken_out or _is_of_a_note(block):
                continue
            over = self.old.get(block.within)
            inherited = parts.get(block.within, self.found.rest)
            part = self._part_of_holder(over, by_words, inherited) if over else self.found.rest
            parts[anchor] = part
            if part != self.found.rest:
                yield anchor, part

    def _part_of_holder(
        self, over: Block, by_words: Mapping[_Words, Sequence[str]], inherited: str | None
    ) -> str | None:
        """With which part that begins in which something stood. It is known by its number and its
        words, or by its words alone where one provision has them; None where neither is so and
        it matters; `inherited` is that of what is gone itself.
        """
        found, there = self.found, self.new.get(over.anchor)
        if over.anchor in found.taken_out:
            return found.taken_out[over.anchor]
        if there and _says(there) == _says(over):
            return found.part_of(over.anchor)
        alike = by_words.get(_says(over), ()) if over.content else ()
        if len(alike) == 1:
            return found.part_of(alike[0])
        if there is None:
            return inherited
        return found.rest if found.part_of(over.anchor) == found.rest else None

    def _by_words(self) -> Mapping[_Words, Sequence[str]]:
        by_words: dict[_Words, list[str]] = {}
        for anchor, block in self.new.items():
            by_words.setdefault(_says(block), []).append(anchor)
        return by_words


def _of_document(printed: str, document: str, documents: set[str]) -> str | None:
    """What an entry names in one document; None where it is of another."""
    if len(documents) == 1:
        return printed
    first, _, rest = printed.partition(" ")
    return rest.strip() if first == document else None


def names_no_document(printed: str, documents: set[str]) -> bool:
    """Whether an entry does not say of which of several documents it is."""
    return len(documents) > 1 and printed.partition(" ")[0] not in documents


def _add(
    found: Assigned, part: str, printed: str, new: _Text, old: _Text | None
) -> tuple[str, str] | None:
    """Note what an entry names; what is wrong with it, and the right form, where that is nothing or
    is named already.
    """
    if printed == EVERYTHING_ELSE:
        if found.rest is not None:
            return f"`{found.rest}` brings {EVERYTHING_ELSE} into force already", ""
        found.rest = part
        return None
    for text, named in ((new, found.made), (old, found.taken_out)):
        anchors = _named(text, printed) if text else None
        if anchors is None:
            continue
        if not anchors:
            form = "what it stands in, or what has a number in it"
            return f"`{printed}` has no number of its own, and begins with what it stands in", form
        taken = next((each for each in anchors if each in named), None)
        if taken is not None:
            return f"{_called(text, taken)} is in `{named[taken]}` already: name it once", ""
        named.update(dict.fromkeys(anchors, part))
        return None
    return _unknown(printed, new)


def _unknown(printed: str, new: _Text) -> tuple[str, str]:
    example = next((each.label for each in new.blocks if each.label and each.anchor), "1.3")
    turned = _RANGE.fullmatch(printed)
    if turned and all(new.find(end) is not None for end in filter(None, turned.groups())):
        return f"`{printed}` ends before it begins", ""
    message = f"there is no provision `{printed}` in the version that is made, nor in that before"
    form = f'a number as it stands there, "{example}"; a range, "3 to 5"; or `{EVERYTHING_ELSE}`'
    return message, form


def _named(text: _Text, printed: str) -> list[str] | None:
    """The anchors of what an entry names, with all that stands in it; None where it is nothing."""
    start = text.find(printed)
    if start is not None:
        return text.anchors(start, text.end(start))
    found = _RANGE.fullmatch(printed)
    ends = [text.find(each) for each in found.groups() if each] if found else []
    if len(ends) != 2 or None in ends:
        return None
    first, last = ends
    assert first is not None
    assert last is not None
    return text.anchors(first, text.end(last)) if first < last else None


def _called(text: _Text | None, anchor: str) -> str:
    blocks: Sequence[Block] = text.blocks if text else ()
    return next(each.citation or anchor for each in blocks if each.anchor == anchor)
