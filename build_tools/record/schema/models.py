"""What each kind of YAML in the record may say: a document, a version's front matter or an
amendment. Decisions, waivers, procedure and amending words have modules of their own.

An editor's schema says the same: `json_schema` makes it of these models. A description here is
help shown to whoever writes the file; an example is the right form shown beside a mistake.
"""

from functools import cached_property
from typing import ClassVar, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from build_tools.model import (
    CONSULTED,
    EVERYTHING_ELSE,
    Amendment,
    Correction,
    Event,
    Moment,
    Procedure,
    Source,
    Step,
    in_order_of_days,
)
from build_tools.record.schema.dates import NOT_RECORDED
from build_tools.record.schema.field_types import (
    Actual,
    FilledText,
    Flag,
    Id,
    LimbWords,
    Line,
    Planned,
    Provision,
    Url,
    VersionLabel,
    VersionPair,
    wrong,
)
from build_tools.record.schema.strict_model import StrictModel


class DocumentFile(StrictModel):
    """What `document.yml` says of a document."""

    title: Line = Field(description="The full title", examples=["Rules of Procedure"])
    short_title: Line = Field(description="What people call it", examples=["Rules"])
    place: Line = Field(description="Where it stands in its code", examples=["Appendix AK"])
    provenance: FilledText = Field(
        description=(
            "What the texts of this document are and where they come from; shown wherever they are"
        ),
        examples=["A reconstruction for demonstration from public facts, not the legal text."],
    )
    fictional: Flag = Field(
        default=False, description="Whether the document is made up", examples=[True]
    )
    names: tuple[Line, ...] = Field(
        default=(),
        description="Names in its texts that have capitals and need no definition",
        examples=[["Harbour Board"]],
    )
    provision: Line | None = Field(
        default=None,
        description="What its numbered provisions are called; by default as in corpus.yml",
        examples=["Article"],
    )
    limbs: LimbWords | None = Field(
        default=None,
        description="What stands in them, by how its label looks; by default as in corpus.yml",
        examples=[{"(1)": "Abs.", "1.": "Nr.", "a)": "Buchst.", "aa)": "Doppelbuchst."}],
    )
    rules: Literal["relaxed"] | None = Field(
        default=None,
        description="Whether a foreign text is held to what keeps it readable alone",
        examples=["relaxed"],
    )
    kept_redlines: tuple[VersionPair, ...] = Field(
        default=(),
        description="Redlines that were pages once, and whose addresses lead on",
        examples=[["1.0..4.0"]],
    )
    sections: Flag | None = Field(
        default=None,
        description=(
            "Whether a site shows what is in force in pages by section; by default as in corpus.yml"
        ),
        examples=[True],
    )


class VersionFile(StrictModel):
    """What the front matter of `<label>.md` says of a version."""

    document: Id = Field(description="The folder that the file is in", examples=["rules"])
    version: VersionLabel = Field(
        description="The label of the version: the file's name without .md", examples=["4.0"]
    )
    amendment: Id = Field(
        description="What made this version: the name of a file in amendments/ without .yml",
        examples=["rules-4.0-shorter-notice"],
    )
    provenance: FilledText = Field(
        description="What the text is, shown wherever it is",
        examples=["Reconstruction for demonstration, not the legal text"],
    )


class StepFile(StrictModel):
    """What an amendment does to one document."""

    document: Id = Field(description="The document that it changes", examples=["rules"])
    old: VersionLabel | None = Field(
        default=None,
        alias="from",
        description="The version that it goes from; left out for a document's first version",
        examples=["3.0"],
    )
    new: VersionLabel = Field(alias="to", description="The version that it makes", examples=["4.0"])
    scope: tuple[Provision, ...] = Field(
        default=(),
        description="The provisions that it says it touches, as printed",
        examples=[["Table 17.6", "17.7"]],
    )


class EventFile(StrictModel):
    """One step in the life of an amendment; at least one of the keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"minProperties": 1})

    planned: Planned | None = Field(
        default=None,
        description="When it was to come: a day, a minute or a month",
        examples=["2022-12-05"],
    )
    actual: Actual | None = Field(
        default=None,
        description=f"When it came; `{NOT_RECORDED}` when it came and the record does not say when",
        examples=["2022-12-05T16:00", "2022-05", NOT_RECORDED],
    )
    note: FilledText | None = Field(
        default=None,
        description="What the record says beside the date",
        examples=["or within one month after"],
    )
    provisions: tuple[Provision, ...] = Field(
        default=(),
        description=(
            "What it brings into force, where the amendment takes effect in parts: provisions of"
            f" the version that is made, or `{EVERYTHING_ELSE}`"
        ),
        examples=[["1.3", "3 to 5", "Schedule 2"]],
    )

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise wrong("says nothing: leave it out when the record is silent")
        return self


_DATES = {"planned": "2023-01-27", "note": "or within one month after"}


class DatesFile(StrictModel):
    """The dates of an amendment; a step that the record is silent on is left out."""

    @cached_property
    def events(self) -> dict[str, Event]:
        """The events that the file names, in the order of the procedure."""
        named = ((field.alias or name, name) for name, field in type(self).model_fields.items())
        given = ((event, getattr(self, name)) for event, name in named)
        return {
            event: Event(
                planned=said.planned,
                actual=said.actual,
                note=said.note or "",
                provisions=said.provisions,
            )
            for event, said in given
            if said is not None
        }


class ConsultedDatesFile(DatesFile):
    """The dates of an amendment; a step that the record is silent on is left out."""

    consultation_issued: EventFile | None = Field(
        default=None, alias="consultation-issued", examples=[_DATES]
    )
    consultation_closes: EventFile | None = Field(
        default=None, alias="consultation-closes", examples=[_DATES]
    )
    conclusion: EventFile | None = Field(
        default=None, description="The report on the consultation", examples=[_DATES]
    )
    direction: EventFile | None = Field(
        default=None, description="The decision that the amendment be made", examples=[_DATES]
    )
    effect: EventFile | None = Field(
        default=None, description="The day from which its versions are in force", examples=[_DATES]
    )


class SourceFile(StrictModel):
    """Where a fact of the record comes from."""

    title: Line = Field(
        description="The public document, so that a reader can find it",
        examples=["Consultation paper of 5 December 2022"],
    )
    url: Url | None = Field(
        default=None, description="Its address", examples=["https://www.example.org/consultation"]
    )


class CorrectionFile(StrictModel):
    """A mistake in what the file said once its amendment had made law."""

    fact: Literal[
        "title",
        "route",
        "from",
        "direction",
        "effect",
        "withdrawn",
        "correction",
        "decisions",
        "direction-text",
    ] = Field(description="What was wrong", examples=["direction"])
    was: FilledText | None = Field(
        default=None,
        description="What stood there, as it was sealed; left out where nothing did",
        examples=["2023-01-26"],
    )
    reason: FilledText = Field(
        description="Why it was wrong",
        examples=["The direction is dated 27 January; 26 January is the day of its draft."],
    )


class AmendmentFile(StrictModel):
    """What made a version of one or more documents."""

    procedure: ClassVar[Procedure] = CONSULTED
    """By which it is made."""

    title: Line = Field(description="What people call it", examples=["Shorter notice"])
    route: Id | None = Field(
        default=None,
        description="By which power it is made; left out when not recorded",
        examples=["ballot"],
    )
    summary: FilledText = Field(
        description="What it does, in a sentence or two",
        examples=["Lengthens the time for answers."],
    )
    steps: tuple[StepFile, ...] = Field(
        min_length=1,
        description="What it does to each document",
        examples=[[{"document": "rules", "from": "3.0", "to": "4.0", "scope": ["Table 17.6"]}]],
    )
    dates: ConsultedDatesFile = Field(
        default=ConsultedDatesFile(),
        description="When each step was to come and when it came",
        examples=[{"direction": {"planned": "2023-01-27"}}],
    )
    withdrawn: Actual | None = Field(
        default=None,
        description="When it was given up before it took effect",
        examples=["2023-02-01"],
    )
    correction: Flag = Field(
        default=False,
        description="Whether it puts right a mistake in the version before, and does nothing else",
        examples=[True],
    )
    corrections: tuple[CorrectionFile, ...] = Field(
        default=(),
        description="Mistakes in what this file said once the amendment had made law",
        examples=[[{"fact": "direction", "was": "2023-01-26", "reason": "It was the draft's."}]],
    )
    questions: tuple[FilledText, ...] = Field(
        default=(),
        description="What the consultation asks",
        examples=[["Do you agree with the proposed end date?"]],
    )
    addressee: FilledText | None = Field(
        default=None,
        description="To whom responses to the consultation go, with the address if it is recorded",
        examples=["The Board, consultations@law.example.org"],
    )
    sources: tuple[SourceFile, ...] = Field(
        min_length=1,
        description="Where the facts in this file come from",
        examples=[[{"title": "Consultation paper of 5 December 2022"}]],
    )

    def recorded(self, kind: str) -> tuple[str, ...]:
        """The ids of the steps of a kind that the file tells of, in their order."""
        events = self.dates.events
        steps = in_order_of_days(self.procedure, events).of_kind(kind)
        return tuple(step.id for step in steps if step.id in events)

    def came(self, kind: str) -> Moment | None:
        """When the first step of a kind came that did."""
        events = self.dates.events
        return next(filter(None, (events[id_].actual for id_ in self.recorded(kind))), None)

    def amendment(self, id_: str, path: str, text: str) -> Amendment:
        """The amendment that the file of that name, path and text describes."""
        events = self.dates.events
        return Amendment(
            id=id_,
            title=self.title,
            route=self.route,
            summary=self.summary,
            steps=tuple(
                Step(document=s.document, old=s.old, new=s.new, scope=s.scope) for s in self.steps
            ),
            events=events,
            procedure=in_order_of_days(self.procedure, events),
            withdrawn=self.withdrawn,
            questions=self.questions,
            addressee=self.addressee or "",
            sources=tuple(Source(source.title, source.url or "") for source in self.sources),
            correction=self.correction,
            corrections=tuple(
                Correction(each.fact, each.was or "", each.reason) for each in self.corrections
            ),
            path=path,
            text=text,
        )
