"""What `corpus.yml` may say of a code: the steps by which it is amended, its routes, and words that
are its own; and the model of an amendment's file that follows from its steps.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Literal, TypeAlias
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, ValidationInfo, create_model, field_validator

from build_tools.language import ENGLISH, Language, in_a_sentence, speaking, spoken
from build_tools.model import (
    BODIES,
    CONSULTED,
    EVENT_STAGES,
    Procedure,
    ProcedureStep,
    TimeZone,
)
from build_tools.model.procedure import (
    KINDS,
    Instrument,
    StepKind,
    consulted,
    neutral_instrument,
)
from build_tools.record.schema.field_types import Flag, Id, LimbWords, Line, wrong
from build_tools.record.schema.models import AmendmentFile, DatesFile, EventFile
from build_tools.record.schema.strict_model import StrictModel
from build_tools.record.suggestions import suggestion

Does: TypeAlias = Literal["asks", "closes", "concludes", "decides", "takes effect"]
_KINDS: dict[str, StepKind] = dict(
    zip(("asks", "closes", "concludes", "decides", "takes effect"), KINDS, strict=True)
)


class ProcedureStepFile(StrictModel):
    """One step of a procedure, and the words for it."""

    id: Id = Field(description="As the files of amendments call it", examples=["voting"])
    does: Does = Field(
        description=(
            "What it does: it asks for responses, closes their time, concludes what became of"
            " them, decides that the text never changes again, or brings it into force"
        ),
        examples=["decides"],
    )
    name: Line = Field(description="As a heading has it", examples=["Voting begins"])
    stage: Line = Field(description="How far an amendment has come with it", examples=["in voting"])
    done: Line | None = Field(
        default=None,
        description="As it stands before a day; by default the name as within a sentence",
        examples=["put to the vote"],
    )
    told: Line | None = Field(
        default=None,
        description="As the title of news has it; by default as before a day",
        examples=["voting has begun"],
    )
    sentence: Line | None = Field(
        default=None,
        description="As a sentence begins that ends with a day; by default the name",
        examples=["Voting began"],
    )

    def step(self) -> ProcedureStep:
        """The step."""
        done = self.done or in_a_sentence(self.name)
        return ProcedureStep(
            id=self.id,
            kind=_KINDS[self.does],
            name=self.name,
            stage=self.stage,
            done=done,
            told=self.told or done,
            sentence=self.sentence or self.name,
        )


class RouteFile(StrictModel):
    """A power by which amendments are made."""

    id: Id = Field(description="As the files of amendments call it", examples=["ballot"])
    name: Line = Field(description="In words", examples=["Ballot of the members"])


class InstrumentFile(StrictModel):
    """What the paper is called by which an amendment is made."""

    name: Line = Field(description="Its name, as within a sentence", examples=["ballot"])
    this: Line | None = Field(
        default=None,
        description="As it calls itself; by default with the “this” of the language",
        examples=["this ballot"],
    )
    the: Line | None = Field(
        default=None,
        description="As others call it; by default with the “the” of the language",
        examples=["the ballot"],
    )

    def instrument(self) -> Instrument:
        """The same, in the language that is spoken: English says it of any name; where another
        would have to know the gender of the name, it says it of none.
        """
        neutral = neutral_instrument()
        if spoken() == ENGLISH:
            neutral = Instrument(name=self.name, this=f"this {self.name}", the=f"the {self.name}")
        return Instrument(
            name=self.name, this=self.this or neutral.this, the=self.the or neutral.the
        )


class CorpusFile(StrictModel):
    """What `corpus.yml` says of a code as a whole; each of its keys may be left out."""

    language: Language = Field(
        default=ENGLISH,
        description="In which the words of pages and papers are that no text of the record has",
        examples=["de"],
    )

    steps: tuple[ProcedureStepFile, ...] = Field(
        default=(),
        description="The steps by which the code is amended, in the order in which they come",
        examples=[
            [{"id": "effect", "does": "takes effect", "name": "Effect", "stage": "in force"}]
        ],
    )
    routes: tuple[RouteFile, ...] = Field(
        default=(),
        description="The powers by which amendments are made; without them any name is taken",
        examples=[[{"id": "ballot", "name": "Ballot of the members"}]],
    )
    instrument: InstrumentFile | None = Field(
        default=None,
        description="What the paper is called that amends: a neutral word without",
        examples=[{"name": "ballot"}],
    )
    provision: Line | None = Field(
        default=None,
        description="What numbered provisions are called where they are cited; Clause by default",
        examples=["Section"],
    )
    limbs: LimbWords | None = Field(
        default=None,
        description="What stands in a provision is called, by how its label looks; 2(3)(a) without",
        examples=[{"(1)": "Abs.", "1.": "Nr.", "a)": "Buchst.", "aa)": "Doppelbuchst."}],
    )
    sections: Flag = Field(
        default=False,
        description="Whether a site shows what is in force in pages by section; no by default",
        examples=[True],
    )
    names: tuple[Line, ...] = Field(
        default=(),
        description="Names in all texts that have capitals and need no definition",
        examples=[["Harbour Board"]],
    )
    bodies: tuple[Line, ...] = Field(
        default=BODIES,
        description=(
            "Parties and authorities by their abbreviations: one that stands before a reference is"
            " no document"
        ),
        examples=[["EFTA", "WHO"]],
    )
    time_zone: Line | None = Field(
        default=None,
        description="In which a minute of a date is, by its name in the IANA database; UTC without",
        examples=["Europe/Paris"],
    )
    time_zone_name: Line | None = Field(
        default=None,
        description="The same in words, as a calendar has it; by default as the database has it",
        examples=["Paris time"],
    )
    reserved: tuple[Id, ...] = Field(
        default=(),
        description="What no document and no amendment may be called",
        examples=[["minutes"]],
    )

    @field_validator("steps")
    @classmethod
    def _steps_follow_one_another(
        cls, steps: tuple[ProcedureStepFile, ...]
    ) -> tuple[ProcedureStepFile, ...]:
        for message in _disorder(steps):
            raise wrong(message)
        return steps

    @field_validator("routes")
    @classmethod
    def _each_route_once(cls, routes: tuple[RouteFile, ...]) -> tuple[RouteFile, ...]:
        if len({route.id for route in routes}) != len(routes):
            raise wrong("has a route twice: each has an `id` of its own")
        return routes

    @field_validator("time_zone")
    @classmethod
    def _time_zone_is_known(cls, time_zone: str | None) -> str | None:
        if time_zone and not _is_time_zone(time_zone):
            close = suggestion(time_zone, available_timezones())
            raise wrong(f"must be a time zone of the IANA database, not `{time_zone}`{close}")
        return time_zone

    @field_validator("time_zone_name")
    @classmethod
    def _named_time_zone_is_said(cls, name: str | None, info: ValidationInfo) -> str | None:
        if name and info.data.get("time_zone", name) is None:
            raise wrong("are words for a `time_zone`, and there is none")
        return name

    def procedure(self) -> Procedure:
        """How amendments of the code are made."""
        with speaking(self.language):
            steps = tuple(step.step() for step in self.steps) or consulted().steps
            said = self.instrument
            instrument = said.instrument() if said else neutral_instrument()
        id_ = self.time_zone
        zone = TimeZone(id=id_, name=self.time_zone_name or id_) if id_ else None
        routes = tuple((each.id, each.name) for each in self.routes)
        return Procedure(steps=steps, routes=routes, instrument=instrument, time_zone=zone)


_OF_ONE_MACHINE = ("localtime", "posix", "right", "Factory")
"""What begins the names of a machine's own time zones, of other forms of them, and of the one that
stands for none."""


def _is_time_zone(name: str) -> bool:
    """Whether the IANA database has it; to read one is sooner done than to list them all."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, no name at all, a folder of them
        return False
    return not name.startswith(_OF_ONE_MACHINE)


def _disorder(steps: tuple[ProcedureStepFile, ...]) -> Iterator[str]:
    """What keeps steps from being a procedure."""
    ids = [step.id for step in steps]
    order = [[*_KINDS].index(step.does) for step in steps]
    if len(set(ids)) != len(ids):
        yield "has a step twice: each has an `id` of its own"
    if order != sorted(order):
        yield f"has steps out of order: those that {', then those that '.join(_KINDS)}"
    if steps and steps[-1].does != "takes effect":
        yield "has no step that `takes effect`, which is the last of all"
    for step in steps:
        kind = _KINDS[step.does]
        same = [other for other in steps if other.does == step.does]
        if step.id in EVENT_STAGES and (step.id != kind or len(same) > 1):
            yield _of_a_kind_by_name(step.id, step.does, several=len(same) > 1)


def _of_a_kind_by_name(id_: str, does: str, *, several: bool) -> str:
    """What is wrong with a step that has the name of a kind as its `id`."""
    if several and _KINDS[does] == id_:
        return (
            f"has several steps that `{does}`, so none may have the id `{id_}`, which means all of"
            f" them: call them `{id_}-1`, `{id_}-2`, here and in the `dates` of each amendment"
        )
    return f"calls a step `{id_}`, the name of a kind; another name is needed"


@lru_cache(maxsize=16)
def amendment_model(procedure: Procedure) -> type[AmendmentFile]:
    """What the file of an amendment may say where amendments are made so."""
    if procedure == CONSULTED:
        return AmendmentFile
    fields: dict[str, Any] = {
        f"step_{at}": (
            EventFile | None,
            Field(default=None, alias=step.id, description=step.name, examples=[_DATES]),
        )
        for at, step in enumerate(procedure.steps)
    }
    dates = create_model("DatesFile", __base__=DatesFile, __doc__=DatesFile.__doc__, **fields)
    given: dict[str, Any] = {
        "dates": (dates, Field(default=dates(), **_told_of("dates"))),
    }
    if procedure.routes:
        routes = tuple(id_ for id_, _ in procedure.routes)
        literal: Any = Literal  # of names that only the record tells
        told = {**_told_of("route"), "examples": [routes[0]]}
        given["route"] = (literal[routes] | None, Field(default=None, **told))
    made = create_model(
        "AmendmentFile", __base__=AmendmentFile, __doc__=AmendmentFile.__doc__, **given
    )
    made.procedure = procedure
    return made


_DATES = {"planned": "2023-01-27", "note": "or within one month after"}


def _told_of(name: str) -> dict[str, Any]:
    """What editors are told of a field."""
    field = AmendmentFile.model_fields[name]
    return {"description": field.description, "examples": field.examples}
