"""A provision and a day in, what it said on that day out, as surely as the record holds it: three
answers, never a fourth.

Of several versions that may have been in force it is certain all the same where all of them say the
same. A provision is followed through its numbers by the weave.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, filterfalse, takewhile
from typing import Any

from build_tools.language import N_, listed
from build_tools.language import gettext as _
from build_tools.lineage.provenance.holders import held_by
from build_tools.lineage.provenance.in_parts import PartsOnDay
from build_tools.lineage.provenance.provisions import Provisions
from build_tools.model import (
    Block,
    Cell,
    Certainty,
    Content,
    InPart,
    Mark,
    Run,
    Spell,
    Table,
    TextOnDay,
    Version,
    atom_kind,
    joined,
)
from build_tools.record.point_in_time import spells, text_on_day
from build_tools.text.notes import called_notes, positions_of_notes


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionText:
    """What a provision says in versions that all say the same of it."""

    versions: tuple[Version, ...]
    blocks: tuple[Block, ...]
    """The provision and what stands in it; none where these versions do not have it."""
    part_of: tuple[str, ...] = ()
    """The ids of those of which it was part in the last of them, where they do not."""

    @property
    def excerpt(self) -> Version:
        """The last of the versions with this text alone."""
        return replace(self.versions[-1], blocks=self.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionOnDay:
    """What a record says of a provision on a day."""

    certainty: Certainty
    texts: tuple[ProvisionText, ...] = ()
    """Those that may have been in force at the end of the day, the older first; exactly one where
    that is certain, none outside the record."""
    perhaps_none: bool = False
    """Whether, where it is bounded, no version of the record may have been in force yet."""
    is_composed: bool = False
    """Whether, where it is bounded, no version has the words that were law: those of a later one
    were in force, and of an earlier one that changed it not."""
    why: str


def provision_on_day(
    provisions: Provisions, id_: str, day: dt.date, today: dt.date
) -> ProvisionOnDay:
    """What the provision of that lasting id said at the end of a day, as the record says that is
    read on `today`; what a heading is over is part of it.
    """
    text = text_on_day(provisions.history.document, day, today)
    found = on_day(provisions, text, partial(section_blocks, provisions, id_=id_))
    return _with_holders(provisions, id_, found)


def provision_spells(
    provisions: Provisions, id_: str, today: dt.date
) -> list[tuple[Spell, ProvisionOnDay]]:
    """All days, the earliest first, each stretch of them with what the provision said."""
    found = spells(provisions.history.document, today)
    blocks_of = partial(provision_blocks, provisions, id_=id_)
    told = [(spell, on_day(provisions, spell.text, blocks_of)) for spell in found]
    return [(spell, _with_holders(provisions, id_, answer)) for spell, answer in told]


def _with_holders(provisions: Provisions, id_: str, found: ProvisionOnDay) -> ProvisionOnDay:
    """The same with what has the words of the provision in versions that do not have it."""
    if all(text.blocks for text in found.texts):
        return found
    texts = []
    for text in found.texts:
        last = provisions.history.number(text.versions[-1])
        part_of = () if text.blocks else held_by(provisions, id_, last)
        texts.append(replace(text, part_of=part_of))
    return replace(found, texts=tuple(texts))


def on_day(
    provisions: Provisions, text: TextOnDay, blocks_of: Callable[[int], tuple[Block, ...]]
) -> ProvisionOnDay:
    """The same of whatever each version has as these blocks, where the text on a day is known."""
    if text.in_part:
        return _in_part(provisions, text, [text.in_part], blocks_of)
    if text.perhaps_in_part:
        return _in_part(provisions, text, text.perhaps_in_part, blocks_of)
    return _of_texts(_once_each(provisions, text.versions, blocks_of), text)


def _in_part(
    provisions: Provisions,
    text: TextOnDay,
    in_part: Iterable[tuple[InPart, ...]],
    blocks_of: Callable[[int], tuple[Block, ...]],
) -> ProvisionOnDay:
    """The same on a day on which some of a version was in force, of each that may have been."""
    found = []
    for version, parts in zip(text.versions, in_part, strict=True):
        on_day = PartsOnDay(
            document=provisions.history.document,
            in_part=parts,
            told=told_of,
            blocks_of=lambda version: blocks_of(provisions.history.number(version)),
        )
        found.append(on_day.applying(version))
    applying = _older_first(provisions, chain.from_iterable(each.versions for each in found))
    texts = _once_each(provisions, applying, blocks_of)
    not_begun = next((each.not_begun for each in found if each.not_begun), None)
    if not_begun is not None and all(each.blocks for each in texts):
        texts = (ProvisionText(versions=(not_begun,), blocks=()), *texts)
    is_certain = len(texts) == 1 and not text.perhaps_none
    composed = [] if is_certain else [each.is_composed for each in found]
    why = [*chain.from_iterable(each.why for each in found), *_composed(text, composed)]
    return ProvisionOnDay(
        certainty=Certainty.CERTAIN if is_certain else Certainty.BOUNDED,
        texts=texts,
        perhaps_none=text.perhaps_none,
        is_composed=bool(composed) and all(composed),
        why=_why_in_part(text, dict.fromkeys(why), is_certain=is_certain),
    )


def _composed(text: TextOnDay, composed: Iterable[bool]) -> Iterator[str]:
    """Whether no version has the words that are law, as that is so of each that may have been."""
    versions = [each.label for each, is_so in zip(text.versions, composed, strict=False) if is_so]
    if not versions:
        return
    if len(versions) == len(text.versions):
        yield _("so no version has the words that are law")
        return
    unsure = N_("if %(versions)s was in force, no version has the words that are law")
    yield _(unsure, versions=listed(versions, "or"))


def _why_in_part(text: TextOnDay, why: Iterable[str], *, is_certain: bool) -> str:
    if text.in_part:
        return "; ".join([*[each.told for each in text.in_part], *why])
    told = "; ".join([text.why, *why])
    return _("that is so whichever was in force, though %(why)s", why=told) if is_certain else told


def _older_first(provisions: Provisions, versions: Iterable[Version]) -> list[Version]:
    """Each of these versions once."""
    found = {provisions.history.number(version): version for version in versions}
    return [found[number] for number in sorted(found)]


def _of_texts(texts: tuple[ProvisionText, ...], text: TextOnDay) -> ProvisionOnDay:
    if text.certainty is not Certainty.BOUNDED or len(texts) > 1 or text.perhaps_none:
        return ProvisionOnDay(
            certainty=text.certainty,
            texts=texts,
            perhaps_none=text.perhaps_none,
            why=text.why,
        )
    labels = listed([version.label for version in text.versions])
    return ProvisionOnDay(
        certainty=Certainty.CERTAIN,
        texts=texts,
        why=_(
            "%(versions)s have the same, and though %(why)s, one of them was in force",
            versions=labels,
            why=text.why,
        ),
    )


def provision_texts(
    provisions: Provisions, id_: str, versions: Iterable[Version]
) -> tuple[ProvisionText, ...]:
    """What the provision says in these versions, each text once; a heading says its own words."""
    return _once_each(provisions, versions, partial(provision_blocks, provisions, id_=id_))


def _once_each(
    provisions: Provisions,
    versions: Iterable[Version],
    blocks_of: Callable[[int], tuple[Block, ...]],
) -> tuple[ProvisionText, ...]:
    found: dict[Any, ProvisionText] = {}
    for version in versions:
        blocks = blocks_of(provisions.history.number(version))
        told = tuple(map(told_of, blocks))
        there = found.get(told)
        before = there.versions if there else ()
        found[told] = ProvisionText(versions=(*before, version), blocks=blocks)
    return tuple(found.values())


def provision_blocks(provisions: Provisions, version: int, id_: str) -> tuple[Block, ...]:
    """A provision as a version has it, and what stands in it; nothing where it has none."""
    block = provisions.block_at(version, id_)
    if block is None:
        return ()
    return tuple(provisions.parts_of(version, block.anchor).values())


def section_blocks(provisions: Provisions, version: int, id_: str) -> tuple[Block, ...]:
    """A provision as a version has it, and what stands in it, of a heading all that it is over; and
    the notes that this refers to; nothing where the version has none.
    """
    block = provisions.block_at(version, id_)
    body = provisions.history.versions[version].body
    if block is None or block.kind != "heading":
        section = provision_blocks(provisions, version, id_)
    else:
        after = body[body.index(block) + 1 :]
        under = takewhile(partial(_is_under, block), filterfalse(_is_of_a_note, after))
        section = (block, *under)
    notes = [body[at] for at in called_notes(body, section, positions_of_notes(body))]
    return (*section, *[note for note in notes if note not in section])


def _is_under(heading: Block, block: Block) -> bool:
    return not (
        block.kind == "heading" and block.depth <= heading.depth and block.quoted <= heading.quoted
    )


def _is_of_a_note(block: Block) -> bool:
    return block.kind == "footnote" or bool(block.note_level)


def told_of(block: Block) -> tuple[Any, ...]:
    """What a block says, its number among it, wherever it stands; the numbers of notes only follow
    the notes that stand before them, and say nothing.
    """
    label = "" if block.kind == "footnote" else block.label
    return block.kind, label, block.depth, _unnumbered(block.content), _table_told(block.table)


def _unnumbered(content: Content) -> Content:
    """Some words without the numbers of the notes that they call."""
    runs = joined(content)
    if not any(map(_calls_note, runs)):
        return runs
    return tuple([Run("", (Mark("footnote"),)) if _calls_note(run) else run for run in runs])


def _calls_note(run: Run) -> bool:
    return atom_kind(run.marks) == "footnote"


def _table_told(table: Table | None) -> tuple[Any, ...]:
    """The same of a table, by its rows."""
    if table is None:
        return ()
    rows = tuple(map(_row_told, table.rows))
    return table.header_rows, _unnumbered(table.caption), rows


def _row_told(row: Iterable[Cell]) -> tuple[Any, ...]:
    return tuple([(cell.merge, _unnumbered(cell.content)) for cell in row])
