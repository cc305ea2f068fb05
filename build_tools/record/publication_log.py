"""The seals of a record → its publication log, `publication-log.json`: what was published as law,
published again, corrected or withdrawn, in the order in which that was sealed.

Each entry is one line of a JSON array, is of one seal, and names the SHA-256 of the line before it,
without the comma at its end. So no entry can be changed, left out or put elsewhere but by making
every later one anew, which whoever has an earlier log sees. Only `corpus seal` adds to it. Pure,
but for reading the file.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from build_tools.model import CorpusError, Problem, refusal
from build_tools.record.files import file_problem, own_text
from build_tools.record.seals import Seal, seals_by_version
from build_tools.record.signatures import seal_digest

LOG = "publication-log.json"

Act: TypeAlias = Literal["published", "republished", "corrected", "withdrawn"]
"""What a seal did to a version, as readers of the law are told."""

_PLANNED = "planned "
_FORM = "the file as `corpus seal` wrote it"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log, with its keys in this order."""

    entry: int
    """Counted from 1."""
    act: Act
    version: str
    """`mtad@3.0`."""
    sha256: str
    """Of the text."""
    seal: str
    """The SHA-256 of the lines of the seal."""
    logged: str
    """The day on which it was sealed, or on which a log was begun."""
    before: str | None
    """The SHA-256 of the line of the entry before; None for the first."""

    def line(self) -> str:
        """The entry as it stands in the file, without the comma."""
        return json.dumps(asdict(self), ensure_ascii=False)


def log_of(root: Path) -> str | None:
    """The text of the log of a record; None where it has none. CorpusError as of `own_text`."""
    return own_text(root / LOG, root)


def entries_of(text: str, path: str = LOG) -> list[Entry]:
    """The entries of a log, in its order; CorpusError where it is none."""
    try:
        return [_entry(each) for each in json.loads(text)]
    except json.JSONDecodeError as error:
        raise refusal(path, f"is not JSON: {error.msg}", _FORM, line=error.lineno) from None
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        raise refusal(path, "is no publication log", _FORM) from None


def _entry(given: dict[str, Any]) -> Entry:
    texts = [value for key, value in given.items() if key != "entry" and value is not None]
    if type(given["entry"]) is not int or not all(isinstance(each, str) for each in texts):
        raise TypeError
    if dt.date.fromisoformat(given["logged"]).isoformat() != given["logged"]:
        raise ValueError
    return Entry(**given)


def log_text(entries: Sequence[Entry]) -> str:
    """The text of the file."""
    lines = ",\n".join(entry.line() for entry in entries)
    return f"[\n{lines}\n]\n"


def with_entries(root: Path, seals: Sequence[Seal], day: dt.date) -> str:
    """The text of the log of a record with an entry for each seal that has none yet, logged on a
    day; where the seal is made as of a day before the last entry, on the day of that.
    """
    entries = entries_of(log_of(root) or "[]", (root / LOG).as_posix())
    known = {(entry.version, entry.seal) for entry in entries}
    acts = acts_of(seals)
    for seal in seals:
        at = seal.name, seal_digest(seal)
        if at in known or at not in acts:
            continue
        before = _digest(entries[-1]) if entries else None
        logged = max([day.isoformat(), *(entry.logged for entry in entries[-1:])])
        number = len(entries) + 1
        new = Entry(number, acts[at], seal.name, seal.sha256, at[1], logged, before)
        entries.append(new)
    return log_text(entries)


def acts_of(seals: Sequence[Seal]) -> dict[tuple[str, str], Act]:
    """What each seal did, by the name of its version and its hash. A seal of a text alone did
    nothing that could be told.
    """
    found: dict[tuple[str, str], Act] = {}
    for name, mine in seals_by_version(seals).items():
        before: Mapping[str, str] | None = None
        for seal in mine:
            if seal.facts:
                found[name, seal_digest(seal)] = _act(before, seal.facts)
                before = seal.facts
    return found


def _act(before: Mapping[str, str] | None, now: Mapping[str, str]) -> Act:
    if "withdrawn" in now and "withdrawn" not in (before or {}):
        return "withdrawn"
    if before is None:
        return "corrected" if "correction" in now else "published"
    changed = [name for name, was in before.items() if now.get(name) != was]
    came = "effect" in changed and before["effect"].startswith(_PLANNED)
    return "corrected" if set(changed) - ({"effect"} if came else set()) else "republished"


def _digest(entry: Entry) -> str:
    return hashlib.sha256(entry.line().encode()).hexdigest()


# --- What is wrong --------------------------------------------------------------------------------


def log_faults(path: str, text: str | None, seals: Sequence[Seal]) -> Iterator[Problem]:
    """Where a log is not what its seals make it: its chain, its order, its days, and the seals that
    it has too many or too few. Nothing where there is no log.
    """
    if text is None:
        return
    try:
        entries = entries_of(text, path)
    except CorpusError as error:
        yield from error.problems
        return
    if text != log_text(entries):
        yield file_problem(path, "is not written as one entry on each line", _FORM)
    yield from _broken_chain(path, entries)
    yield from _unlike_seals(path, entries, seals)


def _broken_chain(path: str, entries: Sequence[Entry]) -> Iterator[Problem]:
    before, day = None, ""
    for number, entry in enumerate(entries, 1):
        if entry.entry != number:
            message = f"has entry {entry.entry} where entry {number} should stand"
            yield file_problem(path, message, _FORM, number + 1)
        if entry.before != before:
            message = f"entry {number} does not follow from the one before: that was changed, left"
            yield file_problem(path, f"{message} out or put elsewhere", _FORM, number + 1)
        if entry.logged < day:
            message = f"entry {number} was logged on {entry.logged}, before the one above it"
            yield file_problem(path, message, _FORM, number + 1)
        before, day = _digest(entry), entry.logged


def _unlike_seals(path: str, entries: Sequence[Entry], seals: Sequence[Seal]) -> Iterator[Problem]:
    acts = acts_of(seals)
    texts = {(seal.name, seal_digest(seal)): seal.sha256 for seal in seals}
    told: list[tuple[str, str]] = []
    for number, entry in enumerate(entries, 1):
        at = entry.version, entry.seal
        if at not in acts or at in told:
            message = f"entry {number} is of a seal of {entry.version} that is not there"
            yield file_problem(path, message, _FORM, number + 1)
        elif (entry.act, entry.sha256) != (acts[at], texts[at]):
            message = f"entry {number} says otherwise of {entry.version} than its seal"
            yield file_problem(path, message, _FORM, number + 1)
        told.append(at)
    for name, digest in acts.keys() - set(told):
        message = f"has no entry for the seal of {name} with the hash {digest[:12]}…"
        yield file_problem(path, message, f"corpus seal {name}")
    made = [at for at in told if at in acts]
    for name in sorted({name for name, _ in made}):
        if [at for at in acts if at[0] == name and at in made] != [
            at for at in made if at[0] == name
        ]:
            yield file_problem(path, f"has the seals of {name} in another order", _FORM)


def logged_after(day: dt.date, path: str, text: str | None) -> Iterator[Problem]:
    """Each entry of a log that says it was made after a day; nothing of what is no log."""
    try:
        entries = entries_of(text or "[]")
    except CorpusError:
        return  # which `log_faults` tells
    for number, entry in enumerate(entries, 1):
        if entry.logged > day.isoformat():
            message = f"entry {number} was logged on {entry.logged}, which has not come yet"
            yield file_problem(path, message, "the day on which it was sealed", number + 1)


def lost_entries(was: str, now: str | None) -> Iterator[str]:
    """Each entry of an earlier log that is not in its place in a later one: logs only grow.
    CorpusError where either is no log.
    """
    later = entries_of(now or "[]")
    places = {entry.line(): number for number, entry in enumerate(later, 1)}
    for number, entry in enumerate(entries_of(was), 1):
        there = later[number - 1] if number <= len(later) else None
        if there == entry:
            continue
        told = f"entry {number} of the publication log ({entry.act}, {entry.version})"
        if entry.line() in places:
            yield f"{told} stands as entry {places[entry.line()]}"
        elif any(each.seal == entry.seal and each.version == entry.version for each in later):
            yield f"{told} has changed"
        else:
            yield f"{told} has gone"
