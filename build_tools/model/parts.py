"""What takes effect in parts on several days: the order in which its parts begin, and how much of a
version was in force on a day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from build_tools.language import gettext as _
from build_tools.model.amendments import Amendment, Event, Moment
from build_tools.model.procedure import Procedure, ProcedureStep

EVERYTHING_ELSE = "everything else"
"""What a part brings into force that has all provisions which no other part names."""


_NO_TITLES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class InPart:
    """How much of a version was in force on a day, while some of it was not."""

    version: str
    """Its label."""
    begun: tuple[str, ...]
    """The steps with which parts of it certainly began, by their ids, in the order of their
    days."""
    perhaps: tuple[str, ...]
    """Those that may have."""
    pending: tuple[str, ...]
    """Those that had not."""
    since: Moment | None
    """When the first of `begun` began; None where none is certain."""
    waiting: tuple[tuple[str, tuple[str, ...]], ...]
    """What is certainly not in force: the name of each such part, and what it is said to bring into
    force; nothing where that is not recorded."""
    is_assigned: bool
    """Whether the record holds of each provision with which part it begins."""
    is_first: bool
    """Whether it was made from no other version; else what waits are changes, and what they change
    is in force as it was."""

    @property
    def of(self) -> int:
        """How many parts there are."""
        return len(self.begun) + len(self.perhaps) + len(self.pending)

    @property
    def count(self) -> str:
        """In words: "1 of 3 parts", "1 of 3 parts, perhaps 2"."""
        told = _("%(begun)s of %(all)s parts", begun=len(self.begun), all=self.of)
        if not self.perhaps:
            return told
        most = len(self.begun) + len(self.perhaps)
        return _("%(parts)s, perhaps %(most)s", parts=told, most=most)

    @property
    def told(self) -> str:
        """In a sentence: "1 of 3 parts had begun; which provisions is not recorded"."""
        had = _("of %(version)s %(parts)s had begun", version=self.version, parts=self.count)
        if not self.is_assigned:
            had = _("%(told)s, and which provisions are in which is not recorded", told=had)
        return self.with_waiting(had)

    def with_waiting(self, told: str) -> str:
        """A sentence, and behind it what is not in force, where the record names it."""
        named = [
            f"{name} ({provisions_named(entries)})" for name, entries in self.waiting if entries
        ]
        if not named:
            return told
        parts = ", ".join(named)
        if self.is_first:
            return _("%(told)s; not in force yet: %(parts)s", told=told, parts=parts)
        return _("%(told)s; changes not in force yet: %(parts)s", told=told, parts=parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotBegun:
    """Something of a text that is not in force, or that nobody knows to be: a block, where what
    changed it begins with a part that had not begun; or the other way about, a block that such a
    part takes out, which is law until then.
    """

    at: int
    """The position of the block in the body of its version; of what is taken out, in the one
    before."""
    address: str
    """That of the block."""
    version: str
    """The label of the version that changed it, or takes it out."""
    amendment: Amendment
    """That which made this."""
    part: str | None
    """The id of the part with which that begins; None where this is not recorded."""
    is_pending: bool
    """Whether it certainly had not begun."""
    is_taken_out: bool = False
    """Whether it is law until that begins, and not from then on."""
    is_in_part: bool = False
    """Whether a later change of it has begun, so that no version has the words that are law."""


def provisions_named(entries: Iterable[str], titles: Mapping[str, str] = _NO_TITLES) -> str:
    """What a part brings into force, as its entries name it: "1.1, 3 to 5", "everything else".

    Where each begins with the id of its document, `titles` are what readers call these.
    """
    return ", ".join(_named(each, titles) for each in entries)


def _named(entry: str, titles: Mapping[str, str]) -> str:
    document, _space, provisions = entry.partition(" ")
    if document in titles:
        return f"{titles[document]} {_named(provisions.strip(), {})}"
    return _("everything else") if entry == EVERYTHING_ELSE else entry


def parts_of(amendment: Amendment | None) -> tuple[ProcedureStep, ...]:
    """The steps with which an amendment takes effect part by part, in the order of their days; none
    where it does so at once.
    """
    if amendment is None:
        return ()
    ids = amendment.recorded("effect")
    return tuple(map(amendment.procedure.step, ids)) if len(ids) > 1 else ()


def in_order_of_days(procedure: Procedure, events: Mapping[str, Event]) -> Procedure:
    """A procedure whose parts stand in the order in which one amendment has them begin: what has
    begun, what is planned, and what has no date; of dates that do not say which is first, in the
    order of the procedure. What an amendment has come to with each stays in its place: with
    whatever part the first begins, it is in force in part.
    """
    steps = [step for step in procedure.of_kind("effect") if step.id in events]
    ordered: list[ProcedureStep] = []
    for step in steps:
        ordered.insert(_place(ordered, step, events), step)
    if ordered == steps:
        return procedure
    turned = iter(replace(new, stage=old.stage) for old, new in zip(steps, ordered, strict=True))
    return replace(
        procedure,
        steps=tuple(next(turned) if step in steps else step for step in procedure.steps),
    )


def _place(ordered: list[ProcedureStep], new: ProcedureStep, events: Mapping[str, Event]) -> int:
    """Before the first that certainly begins later."""
    later = (at for at, each in enumerate(ordered) if _is_before(events[new.id], events[each.id]))
    return next(later, len(ordered))


def _is_before(one: Event, other: Event) -> bool:
    """Whether a part begins before another for certain."""
    if _rank(one) != _rank(other):
        return _rank(one) < _rank(other)
    mine, theirs = one.actual or one.planned, other.actual or other.planned
    return bool(mine and theirs and mine.is_before(theirs))


def _rank(event: Event) -> int:
    return 0 if event.actual else 1 if event.planned else 2
