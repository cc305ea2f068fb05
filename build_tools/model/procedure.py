"""How amendments of a code are made: its steps and their order, the stage that each leads to, its
routes, and the words for all of them. Data of the record; the rest of the house knows kinds alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

from build_tools.language import N_
from build_tools.language import gettext as _


class Stage(StrEnum):
    """How far an amendment has come; always derived from its dates and a day, never stored.

    A kind, in the words that it has where a procedure gives it no others.
    """

    DRAFTING = "drafting"
    CONSULTATION_OPEN = "consultation open"
    CONSULTATION_CLOSED = "consultation closed"
    CONCLUDED = "concluded"
    DIRECTED = "directed"
    IN_FORCE = "in force"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    CARRIED_ON = "carried on"
    """Of a version alone: its amendment has gone on with another text, made from what has been
    directed since."""

    @property
    def is_directed(self) -> bool:
        """Whether the amendment has been directed, so that its text may never change again."""
        return self in (Stage.DIRECTED, Stage.IN_FORCE, Stage.SUPERSEDED)


def stage_name(stage: str) -> str:
    """A kind of stage in words, where a procedure has no others."""
    return _(_STAGE_NAMES[Stage(stage)])


_STAGE_NAMES: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.DRAFTING: N_("drafting"),
        Stage.CONSULTATION_OPEN: N_("consultation open"),
        Stage.CONSULTATION_CLOSED: N_("consultation closed"),
        Stage.CONCLUDED: N_("concluded"),
        Stage.DIRECTED: N_("made"),
        Stage.IN_FORCE: N_("in force"),
        Stage.SUPERSEDED: N_("superseded"),
        Stage.WITHDRAWN: N_("withdrawn"),
        Stage.CARRIED_ON: N_("carried on"),
    }
)

StepKind: TypeAlias = Literal[
    "consultation-issued", "consultation-closes", "conclusion", "direction", "effect"
]
"""What a step does, whatever a procedure calls it: it asks for responses, ends their time, tells
what became of them, decides that the text be made and never change again, or brings it into
force."""
EVENT_STAGES: Mapping[str, Stage] = MappingProxyType(
    {
        "consultation-issued": Stage.CONSULTATION_OPEN,
        "consultation-closes": Stage.CONSULTATION_CLOSED,
        "conclusion": Stage.CONCLUDED,
        "direction": Stage.DIRECTED,
        "effect": Stage.IN_FORCE,
    }
)
"""The kinds of steps, in the order in which they come, and the kind of stage that each leads to."""
KINDS: tuple[StepKind, ...] = get_args(StepKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureStep:
    """One step of a procedure, and the words for it."""

    id: str
    """As the files of amendments call it: "direction"."""
    kind: StepKind
    name: str
    """As a heading has it: "Consultation issued"."""
    stage: str
    """How far an amendment has come with it: "consultation open"."""
    done: str
    """As it stands before a day: "issued for consultation"."""
    told: str
    """As the title of news has it: "consultation issued"."""
    sentence: str
    """As a sentence begins that ends with a day: "The consultation was issued"."""


def _step(kind: StepKind, name: str, stage: str, words: tuple[str, str, str]) -> ProcedureStep:
    done, told, sentence = words
    return ProcedureStep(
        id=kind, kind=kind, name=name, stage=stage, done=done, told=told, sentence=sentence
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeZone:
    """In which a minute of a date is."""

    id: str = "UTC"
    """As the IANA database of time zones has it: "Europe/London"."""
    name: str = "UTC"
    """In words: "UK time"."""


UTC = TimeZone()
"""That in which minutes are taken of a record which names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """What the paper is called by which an amendment is made: a direction, a ballot, an Act. A
    language has its own way to say "this", so each form is said.
    """

    name: str
    """As a heading has it: "direction"."""
    this: str
    """As it calls itself: "this direction"."""
    the: str
    """As others call it: "the direction"."""

    @property
    def title(self) -> str:
        """Its name as a heading begins with it."""
        return self.name[:1].upper() + self.name[1:]


def neutral_instrument() -> Instrument:
    """That of a record which names none, in the language that is spoken."""
    return Instrument(name=_("instrument"), this=_("this instrument"), the=_("the instrument"))


INSTRUMENT = neutral_instrument()
"""The same in English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """The steps of a code in their order, its routes, what its amending papers are called, and by
    which clock its dates are kept.
    """

    steps: tuple[ProcedureStep, ...]
    routes: tuple[tuple[str, str], ...] = ()
    """The id of each route with its words; where there is none, a route is called as it is
    written."""
    instrument: Instrument = INSTRUMENT
    time_zone: TimeZone | None = None
    """In which its minutes are; None where the record does not say."""

    @property
    def clock(self) -> TimeZone:
        """By which its minutes are told: that which the record names, or UTC."""
        return self.time_zone or UTC

    @property
    def ids(self) -> tuple[str, ...]:
        """The steps by their ids."""
        return tuple(step.id for step in self.steps)

    @property
    def names(self) -> Mapping[str, str]:
        """The heading of each step, by its id."""
        return {step.id: step.name for step in self.steps}

    def step(self, id_: str) -> ProcedureStep:
        """The step of that id; KeyError where there is none."""
        return next(step for step in self.steps if step.id == id_)

    def of_kind(self, kind: str) -> tuple[ProcedureStep, ...]:
        """The steps that do the same."""
        return tuple(step for step in self.steps if step.kind == kind)

    def route(self, id_: str | None) -> str:
        """A route in words."""
        return _("not recorded") if id_ is None else dict(self.routes).get(id_, id_)


def consulted() -> Procedure:
    """That of a record which says nothing of its own: consultation, conclusion, decision, effect.

    Its words are those of the language that is spoken.
    """
    return Procedure(
        instrument=neutral_instrument(),
        steps=(
            _step(
                "consultation-issued",
                _("Consultation issued"),
                _("consultation open"),
                (
                    _("issued for consultation"),
                    _("consultation issued"),
                    _("The consultation was issued"),
                ),
            ),
            _step(
                "consultation-closes",
                _("Consultation closes"),
                _("consultation closed"),
                (
                    _("consultation closed"),
                    _("consultation closed"),
                    _("The consultation closed"),
                ),
            ),
            _step(
                "conclusion",
                _("Conclusion"),
                _("concluded"),
                (_("concluded"), _("concluded"), _("The consultation was concluded")),
            ),
            _step(
                "direction",
                _("Instrument made"),
                _("made"),
                (_("made"), _("made"), _("The instrument was made")),
            ),
            _step(
                "effect",
                _("Effect"),
                _("in force"),
                (_("took effect"), _("in force"), _("The amendment took effect")),
            ),
        ),
    )


CONSULTED = consulted()
"""The same in English."""
EVENTS = CONSULTED.ids
"""Its steps alone, by their ids, which are those of the kinds."""
