"""A state of a provision in, when what is shown of it was in force out, as one cites it."""

import datetime as dt
from collections.abc import Sequence
from typing import TypeAlias

from build_tools.language import gettext as _
from build_tools.lineage.provenance import (
    ProvisionLife,
    ProvisionOnDay,
    Provisions,
    ProvisionState,
)
from build_tools.model import Certainty, Document, Moment, Spell
from build_tools.render.citation import provision_date

Days: TypeAlias = Sequence[tuple[Spell, ProvisionOnDay]]
"""All days, the earliest first, with what a provision said on them."""


def state_dates(
    document: Document,
    provisions: Provisions,
    life: ProvisionLife,
    state: ProvisionState,
    days: Days,
    as_of: dt.date,
) -> tuple[str, str]:
    """When a version made it so, and from when to when what is shown was in force: the second is
    like the first where the record is not sure of its first day, or it has no last.
    """
    version = provisions.history.versions[state.version]
    is_gone = state.block is None
    made = provision_date(document, version, state.shown.anchor, as_of, is_gone=is_gone)
    if not is_gone:
        told = _in_force(provisions, life, state, days) or made
        if _is_in_part(provisions, life, state, days):
            told = _("%(date)s, only in part", date=told)
        return told, told
    before = provisions.history.weave.versions[state.version].base
    stood = None if before is None else _state_at(provisions, life, before)
    return made, (stood and _in_force(provisions, life, stood, days)) or made


def _in_force(
    provisions: Provisions, life: ProvisionLife, state: ProvisionState, days: Days
) -> str:
    """The first and the last day of what is in force no more, or that the record does not hold the
    last; empty where the first is not certain.
    """
    mine = [at for at, (_spell, found) in enumerate(days) if _says(provisions, life, state, found)]
    if not mine or mine != list(range(mine[0], mine[-1] + 1)):
        return ""
    first, last, later = days[mine[0]][0].first, days[mine[-1]][0].last, days[mine[-1] + 1 :]
    is_sure = not mine[0] or days[mine[0] - 1][1].certainty is not Certainty.BOUNDED
    has_ended = any(found.certainty is Certainty.CERTAIN for _spell, found in later)
    if not (first and last and is_sure and has_ended):
        return ""
    if later[0][1].certainty is Certainty.BOUNDED:
        return _("in force from %(first)s to a day that is not recorded", first=Moment(first))
    return _("in force from %(first)s to %(last)s", first=Moment(first), last=Moment(last))


def _is_in_part(
    provisions: Provisions, life: ProvisionLife, state: ProvisionState, days: Days
) -> bool:
    """Whether a provision is law as a state has it but for what waits, as the record ends."""
    told = [found for _spell, found in days if found.certainty is not Certainty.OUTSIDE]
    if not told or not told[-1].is_composed:
        return False
    at = provisions.history.number(told[-1].texts[-1].versions[-1])
    return _state_at(provisions, life, at) is state


def _says(
    provisions: Provisions, life: ProvisionLife, state: ProvisionState, found: ProvisionOnDay
) -> bool:
    """Whether a provision certainly was as a state has it."""
    if found.certainty is not Certainty.CERTAIN or not found.texts:
        return False
    at = provisions.history.number(found.texts[0].versions[-1])
    return _state_at(provisions, life, at) is state


def _state_at(provisions: Provisions, life: ProvisionLife, version: int) -> ProvisionState | None:
    """The state of a provision that a version has."""
    path = provisions.history.weave.path(version)
    return next((each for each in life.states if each.version in path), None)
