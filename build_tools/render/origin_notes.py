"""The notes of where words come from, in words."""

from collections.abc import Iterator, Mapping

from build_tools.language import N_
from build_tools.language import gettext as _
from build_tools.model import (
    Came,
    NotedVersion,
    OriginNote,
    Procedure,
    ProcedureStep,
    Version,
    parts_of,
)
from build_tools.render.citation import part_date

_DONE: Mapping[Came, str] = {
    Came.INSERTED: N_("inserted by"),
    Came.BROUGHT_BACK: N_("brought back by"),
    Came.CHANGED: N_("words taken out, or moved here, by"),
}


def note_in_words(note: OriginNote) -> str:
    """As "inserted by Closure of …, MTAD 3.0, concluded 15 September 2022"."""
    return f"{did_in_words(note)} {maker_in_words(note.by)}, {when_in_words(note)}"


def did_in_words(note: OriginNote) -> str:
    """What it was that a version did: "inserted by"."""
    return _(_DONE[note.came])


def notes_in_words(noted: NotedVersion) -> list[str]:
    """Every note, that of number 1 first, in brackets."""
    return [f"[{note_in_words(note)}]" for note in noted.notes]


def maker_in_words(version: Version) -> str:
    """As "Closure of …, MTAD 3.0"; the version alone where no amendment is recorded."""
    names = [version.amendment.title] if version.amendment else []
    return ", ".join([*names, short_name(version)])


def when_in_words(note: OriginNote) -> str:
    """When the amendment that made the version of a note took effect or was decided, or else when
    its last recorded step came; what has no date is said not to have one, and what was planned is
    not told. Where it takes effect in parts, when the part began or is to begin with which that
    does.
    """
    amendment = note.by.amendment
    if parts_of(amendment) and amendment and amendment.actual("effect"):
        return part_date(note.by, note.part)
    for step in _dating_steps(amendment.procedure) if amendment else ():
        moment = amendment.actual(step.id) if amendment else None
        if moment is not None and moment.day is not None:
            return f"{step.done} {moment}"
    return _("date not recorded")


def _dating_steps(procedure: Procedure) -> Iterator[ProcedureStep]:
    """Its steps, the one that counts most first: of several decisions the first, after which the
    text never changes.
    """
    yield from reversed(procedure.of_kind("effect"))
    yield from procedure.of_kind("direction")
    for kind in ("conclusion", "consultation-closes", "consultation-issued"):
        yield from reversed(procedure.of_kind(kind))


def short_name(version: Version) -> str:
    """As "MTAD 3.0": by the short title of its document, where its title has one in brackets."""
    _, bracket, short = version.title.removesuffix(")").rpartition(" (")
    return f"{short} {version.label}" if bracket and version.label else version.cited
