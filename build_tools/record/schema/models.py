"""What each kind of YAML in the record may say: a document, a version's front matter, an amendment,
the waivers.

An editor's schema says the same: `json_schema` makes it of these models. A description here is
help shown to whoever writes the file; an example is the right form shown beside a mistake.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from build_tools.model import (
    EVENTS,
    Amendment,
    Correction,
    Event,
    Moment,
    Route,
    Source,
    Step,
)
from build_tools.record.schema.dates import (
    ACTUAL_PATTERN,
    NOT_RECORDED,
    PLANNED_PATTERN,
    read_moment,
)
from build_tools.record.schema.yaml_source import Loc

ID_PATTERN = r"^[a-z0-9][a-z0-9.-]*$"
LABEL_PATTERN = r"^\d+(\.\d+)*[A-Z]?$"


def _wrong(message: str) -> PydanticCustomError:
    # The message travels as a value, or a brace in the user's own text would be taken for a field
    # of the template.
    return PydanticCustomError("wrong", "{message}", {"message": message})


def _filled(text: str) -> str:
    if not text.strip():
        raise _wrong("is empty")
    return text.strip()


def _on_one_line(text: str) -> str:
    if "\n" in text:
        raise _wrong("must stand on one line")
    return text


def _matching(pattern: str, words: str) -> AfterValidator:
    compiled = re.compile(pattern, re.ASCII)

    def check(text: str) -> str:
        if not compiled.fullmatch(text):
            raise _wrong(f"must be {words}, not `{text}`")
        return text

    return AfterValidator(check)


def _boolean(text: object) -> object:
    if text not in ("true", "false"):
        raise _wrong(f"must be true or false, not `{text}`")
    return text == "true"


def _planned(value: object) -> Moment:
    if value == NOT_RECORDED:
        raise _wrong("must be a date: leave it out when the record has none")
    return _actual(value)


def _actual(value: object) -> Moment:
    if not isinstance(value, str):
        raise _wrong("must be a date")
    try:
        return read_moment(_filled(value))
    except ValueError as error:
        raise _wrong(str(error)) from None


# Editors read an unquoted 4.0 as a number, and `corpus` reads it as the text "4.0": their schema
# must allow both.
_NUMBER_OR_TEXT = ["string", "number"]

FilledText = Annotated[
    str, AfterValidator(_filled), WithJsonSchema({"type": "string", "pattern": r"\S"})
]
Line = Annotated[
    str,
    AfterValidator(_filled),
    AfterValidator(_on_one_line),
    WithJsonSchema({"type": "string", "pattern": r"^.*\S.*$"}),
]
Id = Annotated[
    str,
    AfterValidator(_filled),
    _matching(ID_PATTERN, "small letters, figures, points and hyphens"),
    WithJsonSchema({"type": "string", "pattern": ID_PATTERN}),
]
VersionLabel = Annotated[
    str,
    AfterValidator(_filled),
    _matching(LABEL_PATTERN, "a number such as 4.0 or 17.6A"),
    WithJsonSchema({"type": _NUMBER_OR_TEXT, "pattern": LABEL_PATTERN}),
]
Provision = Annotated[
    str,
    AfterValidator(_filled),
    AfterValidator(_on_one_line),
    WithJsonSchema({"type": _NUMBER_OR_TEXT, "pattern": r"\S"}),
]
Url = Annotated[
    str,
    AfterValidator(_filled),
    _matching(r"^https://[^\s/]+\.[^\s/]+(/\S*)?$", "an address that begins with https://"),
    WithJsonSchema({"type": "string", "pattern": r"^https://"}),
]
Flag = Annotated[bool, BeforeValidator(_boolean)]
Planned = Annotated[
    Moment, PlainValidator(_planned), WithJsonSchema({"type": "string", "pattern": PLANNED_PATTERN})
]
Actual = Annotated[
    Moment, PlainValidator(_actual), WithJsonSchema({"type": "string", "pattern": ACTUAL_PATTERN})
]


class StrictModel(BaseModel):
    """Keys with values, none of them unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DocumentFile(StrictModel):
    """What `document.yml` says of a document."""

    title: Line = Field(
        description="The full title", examples=["Migration Testing Approach Document"]
    )
    short_title: Line = Field(description="What people call it", examples=["MTAD"])
    place: Line = Field(description="Where it stands in the SEC", examples=["Appendix AK"])
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
        examples=[["Citizens Advice"]],
    )


class VersionFile(StrictModel):
    """What the front matter of `<label>.md` says of a version."""

    document: Id = Field(description="The folder that the file is in", examples=["mtad"])
    version: VersionLabel = Field(
        description="The label of the version: the file's name without .md", examples=["4.0"]
    )
    amendment: Id = Field(
        description="What made this version: the name of a file in amendments/ without .yml",
        examples=["mtad-4.0-moc-secure"],
    )
    provenance: FilledText = Field(
        description="What the text is, shown wherever it is",
        examples=["Reconstruction for demonstration, not the legal text"],
    )


class StepFile(StrictModel):
    """What an amendment does to one document."""

    document: Id = Field(description="The document that it changes", examples=["mtad"])
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

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise _wrong("says nothing: leave it out when the record is silent")
        return self


_DATES = {"planned": "2023-01-27", "note": "or within one month after"}


class DatesFile(StrictModel):
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

    def events(self) -> dict[str, Event]:
        """The events that the file names, in the order of `EVENTS`."""
        named = ((event, getattr(self, event.replace("-", "_"))) for event in EVENTS)
        return {
            event: Event(planned=given.planned, actual=given.actual, note=given.note or "")
            for event, given in named
            if given is not None
        }


class SourceFile(StrictModel):
    """Where a fact of the record comes from."""

    title: Line = Field(
        description="The public document, so that a reader can find it",
        examples=["DCC consultation, 5 December 2022"],
    )
    url: Url | None = Field(
        default=None, description="Its address", examples=["https://www.example.org/consultation"]
    )


class CorrectionFile(StrictModel):
    """A mistake in what the file said once its amendment had made law."""

    fact: Literal["title", "route", "from", "direction", "effect", "withdrawn", "correction"] = (
        Field(description="What was wrong", examples=["direction"])
    )
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

    title: Line = Field(
        description="What people call it", examples=["Closing Migration DUST for MOC (Secure)"]
    )
    route: Route | None = Field(
        default=None,
        description="By which power it is made; left out when not recorded",
        examples=["mtad-direction"],
    )
    summary: FilledText = Field(
        description="What it does, in a sentence or two",
        examples=["Sets an end date in Table 17.6."],
    )
    steps: tuple[StepFile, ...] = Field(
        min_length=1,
        description="What it does to each document",
        examples=[[{"document": "mtad", "from": "3.0", "to": "4.0", "scope": ["Table 17.6"]}]],
    )
    dates: DatesFile = Field(
        default=DatesFile(),
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
    sources: tuple[SourceFile, ...] = Field(
        min_length=1,
        description="Where the facts in this file come from",
        examples=[[{"title": "DCC consultation, 5 December 2022"}]],
    )

    def amendment(self, id_: str, path: str, text: str) -> Amendment:
        """The amendment that the file of that name, path and text describes."""
        return Amendment(
            id=id_,
            title=self.title,
            route=self.route,
            summary=self.summary,
            steps=tuple(
                Step(document=s.document, old=s.old, new=s.new, scope=s.scope) for s in self.steps
            ),
            events=self.dates.events(),
            withdrawn=self.withdrawn,
            questions=self.questions,
            sources=tuple(Source(source.title, source.url or "") for source in self.sources),
            correction=self.correction,
            corrections=tuple(
                Correction(each.fact, each.was or "", each.reason) for each in self.corrections
            ),
            path=path,
            text=text,
        )


class WaiverFile(StrictModel):
    """Why what a rule of `corpus check` finds on one line may stay."""

    rule: Id = Field(description="The id of the rule", examples=["document-name"])
    file: Line = Field(
        description="The file, below the folder of the record", examples=["mtad/4.0.md"]
    )
    line: Line = Field(
        description="Words of the line, enough of them to tell it from others",
        examples=["Some sources print the name"],
    )
    reason: FilledText = Field(
        description="Why it may stay; `corpus check --waived` shows it",
        examples=["The note reports the name that others print."],
    )


class WaiversFile(StrictModel):
    """What `waivers.yml` says: the findings of `corpus check` that somebody gave a reason to
    leave.
    """

    waivers: tuple[WaiverFile, ...] = Field(
        description="Each for one line",
        examples=[
            [
                {
                    "rule": "quotes",
                    "file": "mtad/4.0.md",
                    "line": "17.6 DCC",
                    "reason": "Quoted as it was published.",
                }
            ]
        ],
    )


def contradictions(file: AmendmentFile) -> Iterator[tuple[Loc, str]]:
    """What the parts of an amendment, each right in itself, say against one another: where, and
    what is wrong.
    """
    before: dict[str, StepFile] = {}
    for at, step in enumerate(file.steps):
        if step.document in before:
            yield from _not_carried_on(("steps", at), before[step.document], step)
        before[step.document] = step
        if step.old == step.new:
            yield ("steps", at, "to"), f"goes from {step.old} to itself"
        if file.correction and step.old is None:
            yield (
                ("correction",),
                f"has nothing to correct: the step to {step.new} goes from no version",
            )
    events = file.dates.events()
    if file.withdrawn is not None:
        yield from _withdrawn_too_early(file.withdrawn, events)
    yield from _out_of_order(events)
    yield from _closes_before_it_is_issued(events)


def _not_carried_on(loc: Loc, before: StepFile, step: StepFile) -> Iterator[tuple[Loc, str]]:
    """What is wrong with a second step of one document, which carries the first on: it makes
    another version, and from another.
    """
    if step.new == before.new:
        message = f"`{step.document}` has a step to {step.new} already"
        yield (*loc, "document"), message
    elif step.old in (None, before.old, before.new):
        message = (
            f"`{step.document}` has a step already; a second carries the first on, and goes from"
            f" what has been directed since, not from {step.old or 'nothing'}"
        )
        yield (*loc, "document" if step.old is None else "from"), message


def _withdrawn_too_early(withdrawn: Moment, events: dict[str, Event]) -> Iterator[tuple[Loc, str]]:
    """Where something came after an amendment had been given up; a month comes after a day only
    when all of it does.
    """
    for name, event in events.items():
        if name == "effect" and event.actual is not None:
            message = (
                "was withdrawn, yet took effect; what is in force is undone by a further amendment"
            )
            yield ("withdrawn",), message
        elif event.actual is not None and _is_before(withdrawn, event.actual):
            yield ("withdrawn",), f"was withdrawn before `{name}` came, on {event.actual}"


def _out_of_order(events: dict[str, Event]) -> Iterator[tuple[Loc, str]]:
    """Each date that lies before one it must follow: of those that were planned, and of those on
    which something came.
    """
    for which in ("planned", "actual"):
        before: tuple[str, Moment] | None = None
        for name, event in events.items():
            moment: Moment | None = getattr(event, which)
            if moment is None or moment.day is None:
                continue
            if before is not None and _is_before(moment, before[1]):
                yield ("dates", name, which), _too_early(moment, before[0])
            else:
                before = name, moment


def _closes_before_it_is_issued(events: dict[str, Event]) -> Iterator[tuple[Loc, str]]:
    """A consultation closes by itself on the day that was planned, so that day must follow the one
    on which it was issued.
    """
    issued, closes = events.get("consultation-issued"), events.get("consultation-closes")
    if issued is None or closes is None:
        return
    begins, ends = issued.actual or issued.planned, closes.actual or closes.planned
    told = bool(issued.actual) == bool(closes.actual)  # with all other dates of one kind
    if not told and begins and ends and _is_before(ends, begins):
        which = "actual" if closes.actual else "planned"
        yield ("dates", "consultation-closes", which), _too_early(ends, "consultation-issued")


def _too_early(moment: Moment, before: str) -> str:
    return f"{moment} comes before `{before}`, which it must follow"


def _is_before(one: Moment, other: Moment) -> bool:
    """Whether a moment lies before another for certain: a month does when all of it does, and of
    one day a minute does when the other is a later minute.
    """
    if one.day is None or other.day is None:
        return False
    if one.last_day != other.day:
        return one.last_day < other.day
    return one.time is not None and other.time is not None and one.time < other.time
