"""Two states of the record and a day in, how each version stands otherwise in the later one out,
and what else is told otherwise of the law: what is in force, superseded, decided, withdrawn.

It is not in the lines of a branch: a date in one amendment has another version superseded. Pure.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.model import Corpus, Document, Version
from build_tools.record.enactment import enacting_facts
from build_tools.record.status import was_directed
from build_tools.record.status_words import standing_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a version stood and stands, in words; empty where it is not there."""

    name: str
    old: str
    new: str
    of_law: bool
    """Whether it is law in one of both states: decided, in force or superseded."""
    seal: str = ""
    """Who vouches for what it would be, in words; empty where that was not asked."""


def changed_standings(before: Corpus, after: Corpus, as_of: dt.date) -> Iterator[Standing]:
    """Each version that would stand otherwise on the day, and each that is law and by other
    facts: another day of effect, say.
    """
    old, new = _standing(before, as_of), _standing(after, as_of)
    for name in {**new, **old}:
        (was, was_law), (now, is_law) = old.get(name, ("", False)), new.get(name, ("", False))
        if was != now:
            yield Standing(name=name, old=was, new=now, of_law=was_law or is_law)


def _standing(corpus: Corpus, as_of: dt.date) -> dict[str, tuple[str, bool]]:
    standing = {}
    for document in corpus.documents:
        for version in document.versions:
            of_law = was_directed(document, version, as_of)
            standing[version.name] = _told(document, version, as_of, of_law=of_law), of_law
    return standing


def _told(document: Document, version: Version, as_of: dt.date, *, of_law: bool) -> str:
    """How a version stands, and by which dates where it is law."""
    stands = standing_in_words(document, version, as_of)
    if not of_law:
        return stands
    facts = enacting_facts(version)
    dates = [f"{name} {facts[name]}" for name in ("direction", "effect") if name in facts]
    return f"{stands} ({', '.join(dates)})" if dates else stands
