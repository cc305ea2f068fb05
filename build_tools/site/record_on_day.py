"""A corpus and a day in, how each of its documents, versions and amendments stands on it out, each
answer worked out once.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from build_tools.lineage.provenance import parts_in_force
from build_tools.model import Amendment, Corpus, Document, InPart, Stage, TextOnDay, Version
from build_tools.record.overtaken import overtaken_by
from build_tools.record.part_provisions import assigned
from build_tools.record.parts import begins_in_parts
from build_tools.record.planned_events import PlannedEvent, overdue_events
from build_tools.record.point_in_time import text_on_day
from build_tools.record.status import (
    amendment_stage,
    carried_on_as,
    displayed_version,
    in_force,
    is_over,
    may_be_in_force,
    pending,
    predecessor,
    proposals,
    superseded_by,
    superseded_in_part_by,
    version_stage,
)
from build_tools.record.status_words import (
    amendment_stage_in_words,
    decided_in_words,
    drawn_amendment_stage,
    drawn_stage,
    stage_in_words,
    stage_word,
    standing_in_words,
)
from build_tools.render.citation import event_date


@dataclass(frozen=True, slots=True, kw_only=True)
class PartNotBegun:
    """A part of a version that is not in force yet, or not recorded to be."""

    name: str
    """As a heading has its step: "Part 2 begins"."""
    when: str
    """In words: "planned 1 January 2025, actual not recorded"."""
    entries: tuple[tuple[str, str], ...]
    """The provisions that it is said to bring into force, each with its anchor in the version that
    is made, or ""; none where that is not recorded."""
    is_pending: bool
    """Whether it certainly has not begun."""


class RecordOnDay:
    """A corpus as it stands on a day."""

    def __init__(self, corpus: Corpus, as_of: dt.date) -> None:
        self.corpus = corpus
        self.as_of = as_of
        self._stages: dict[str, Stage] = {}
        self._stages_in_words: dict[str, str] = {}
        self._drawn_stages: dict[str, str] = {}

    def stage(self, amendment: Amendment) -> Stage:
        """How far an amendment has come."""
        return amendment_stage(self.corpus, amendment, self.as_of)

    def amendment_stage_in_words(self, amendment: Amendment) -> str:
        """The same, with the doubt of the record."""
        return amendment_stage_in_words(self.corpus, amendment, self.as_of)

    def drawn_amendment_stage(self, amendment: Amendment) -> str:
        """How far an amendment has come, as style sheets know it."""
        return drawn_amendment_stage(self.corpus, amendment, self.as_of)

    def drawn_stage(self, document: Document, version: Version) -> str:
        """How far a version has come, with the doubt of the record, as style sheets know it."""
        if version.name not in self._drawn_stages:
            self._drawn_stages[version.name] = drawn_stage(document, version, self.as_of)
        return self._drawn_stages[version.name]

    def version_stage(self, document: Document, version: Version) -> Stage:
        """How far a version has come."""
        if version.name not in self._stages:
            self._stages[version.name] = version_stage(document, version, self.as_of)
        return self._stages[version.name]

    def stage_in_words(self, document: Document, version: Version) -> str:
        """The same, and for what was carried on, as what."""
        if version.name not in self._stages_in_words:
            told = stage_in_words(document, version, self.as_of)
            self._stages_in_words[version.name] = told
        return self._stages_in_words[version.name]

    def stage_word(self, document: Document, version: Version) -> str:
        """The same without how much of it is in force, where a version takes effect in parts."""
        if not begins_in_parts(document):
            return self.stage_in_words(document, version)
        return stage_word(document, version, self.as_of)

    def decided_in_words(self, document: Document, version: Version) -> str:
        """Of a version that has been decided and is not in force yet, both in words; empty for any
        other.
        """
        return decided_in_words(document, version, self.as_of)

    def has_gone_on(self, document: Document, version: Version) -> bool:
        """Whether a version that has been decided is at a later step than that."""
        decided = self.decided_in_words(document, version)
        return decided != standing_in_words(document, version, self.as_of)

    def in_part(self, document: Document, version: Version) -> tuple[InPart, ...]:
        """Of a version that is in force, and of those that it was made from, how much of each is,
        where that is not all of it.
        """
        return parts_in_force(document, version, self.as_of)

    def not_begun(self, document: Document, part: InPart) -> list[PartNotBegun]:
        """The parts of a version that are not certainly in force."""
        version = document.version(part.version)
        assert version.amendment is not None
        entries = assigned(document, version).entries
        return [
            PartNotBegun(
                name=version.amendment.procedure.step(id_).name,
                when=event_date(version.amendment.events[id_]),
                entries=tuple(entries.get(id_, ())),
                is_pending=id_ in part.pending,
            )
            for id_ in (*part.perhaps, *part.pending)
        ]

    def carried_on_as(self, document: Document, version: Version) -> Version | None:
        """The text with which the amendment of this version goes on; None where that is this."""
        return carried_on_as(document, version, self.as_of)

    def in_force(self, document: Document) -> Version | None:
        """The version in force."""
        return in_force(document, self.as_of)

    def may_be_in_force(self, document: Document, version: Version) -> bool:
        """Whether a version is one of several of which one is in force."""
        return may_be_in_force(document, version, self.as_of)

    def text_on_day(self, document: Document) -> TextOnDay:
        """Which text is in force, as surely as the record holds it."""
        return text_on_day(document, self.as_of, self.as_of)

    def superseded_by(self, document: Document, version: Version) -> Version | None:
        """The version that took the place of this one."""
        return superseded_by(document, version, self.as_of)

    def superseded_in_part_by(self, document: Document, version: Version) -> Version | None:
        """The same where it is in force in part alone."""
        return superseded_in_part_by(document, version, self.as_of)

    def is_over(self, document: Document, version: Version) -> bool:
        """Whether a version is no law any more and will be none."""
        return is_over(document, version, self.as_of)

    def has_been_decided(self, document: Document, version: Version) -> bool:
        """Whether a version is law or was, or will be none."""
        stage = self.version_stage(document, version)
        return stage in (Stage.IN_FORCE, Stage.SUPERSEDED) or self.is_over(document, version)

    def predecessor(self, document: Document, version: Version) -> Version | None:
        """The version that this one was made from."""
        return predecessor(document, version)

    def proposals(self, document: Document) -> tuple[Version, ...]:
        """The versions that are proposed and not decided yet."""
        return proposals(document, self.as_of)

    def pending(self, document: Document) -> tuple[Version, ...]:
        """The versions that may still take effect, proposed or decided."""
        return pending(document, self.as_of)

    def overtaken_by(self, document: Document, version: Version) -> Version | None:
        """What will be in force when this takes effect, or else what is, where this has not taken
        effect and was made from something else; None for any other version.
        """
        current = overtaken_by(document, version, self.as_of) or self.in_force(document)
        base = predecessor(document, version)
        if current is None or base is None or base.label == current.label:
            return None
        waiting = {each.label for each in self.pending(document)}
        return current if version.label in waiting else None

    @cached_property
    def unanswered_events(self) -> tuple[PlannedEvent, ...]:
        """What was planned for a day now past, and nobody recorded whether it came."""
        return overdue_events(self.corpus, self.as_of)

    def unanswered(self, amendment: Amendment) -> bool:
        """Whether something of an amendment is unanswered so."""
        return any(event.amendment.id == amendment.id for event in self.unanswered_events)

    def displayed_version(self, document: Document) -> Version:
        """The version that the document's own page shows."""
        return displayed_version(document, self.as_of)
