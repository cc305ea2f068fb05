"""Two states of the record in, what the later one brings out: versions, amendments and documents
that differ.

Pure: it pairs what is the same thing in both and says what befell it. The redlines are made by
whoever wants them.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal, TypeAlias

from build_tools.model import CLAUSE, Amendment, Corpus, Document, Event, Moment, Version
from build_tools.record.standings import Standing, changed_standings
from build_tools.record.status import predecessor

Fate: TypeAlias = Literal["added", "changed", "removed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChange:
    """A version that was added or removed, or whose file is not what it was."""

    fate: Fate
    old: Version | None
    """The version that an added one goes from, or the earlier text of a changed or removed one, its
    label saying so."""
    new: Version | None
    directed: bool
    """Whether the earlier state already had it directed: its text should never have changed."""

    @property
    def name(self) -> str:
        """The version that it happened to: `mtad@3.0`."""
        version = self.new or self.old
        assert version is not None
        return version.name


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the record says of an amendment or a document: what it said, and what it says
    now.
    """

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChange:
    """An amendment or a document that was added or removed, or of which the record says something
    else.
    """

    fate: Fate
    what: Literal["amendment", "document"]
    id: str
    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherFile:
    """A file that was added, changed or removed and is neither a version, nor describes a document
    or an amendment that differs: a page of the site, say.
    """

    fate: Fate
    path: str
    hides: tuple[str, ...] = ()
    """What it has come to hold and a reader cannot see, or takes for something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changeset:
    """All that one state of the record brings against an earlier one."""

    texts: tuple[TextChange, ...]
    facts: tuple[FactChange, ...]
    standings: tuple[Standing, ...] = ()
    """The versions that stand otherwise, whatever line of whichever file says so."""
    others: tuple[OtherFile, ...] = ()
    """The files of the repository that differ and of which nothing here tells."""

    @property
    def breaches(self) -> tuple[TextChange, ...]:
        """The directed versions that are not what they were."""
        return tuple(change for change in self.texts if change.directed)


def find_changeset(before: Corpus, after: Corpus, as_of: dt.date, mark: str) -> Changeset:
    """What `after` brings against `before`. `mark` is put behind the label of an earlier text: "3.0
    at 1a2b3c4".
    """
    return Changeset(
        texts=tuple(_texts(before, after, as_of, mark)),
        facts=(
            *_facts("amendment", _amendments(before), _amendments(after), _of_amendment),
            *_facts("document", _documents(before), _documents(after), _of_document),
        ),
        standings=tuple(changed_standings(before, after, as_of)),
    )


def _texts(before: Corpus, after: Corpus, as_of: dt.date, mark: str) -> Iterator[TextChange]:
    old, new = _versions(before), _versions(after)
    for name in new | old:
        was, now = old.get(name), new.get(name)
        earlier = replace(was, label=f"{was.label} {mark}") if was else None
        made_by = was.amendment if was else None
        directed = made_by is not None and made_by.stage(as_of).is_directed
        if now is None:
            yield TextChange(fate="removed", old=earlier, new=None, directed=directed)
        elif was is None:
            yield TextChange(fate="added", old=_from(after, now), new=now, directed=False)
        elif was.sha256 != now.sha256:
            yield TextChange(fate="changed", old=earlier, new=now, directed=directed)


def _from(corpus: Corpus, version: Version) -> Version | None:
    """The version that an added one goes from; None for a first one, and where a broken record does
    not hold it.
    """
    try:
        return predecessor(corpus.document(version.document), version)
    except KeyError:
        return None


def _versions(corpus: Corpus) -> dict[str, Version]:
    versions = chain.from_iterable(document.versions for document in corpus.documents)
    return {version.name: version for version in versions}


def _amendments(corpus: Corpus) -> dict[str, Amendment]:
    return {amendment.id: amendment for amendment in corpus.amendments}


def _documents(corpus: Corpus) -> dict[str, Document]:
    return {document.id: document for document in corpus.documents}


def _facts(
    what: Literal["amendment", "document"],
    old: dict[str, Amendment] | dict[str, Document],
    new: dict[str, Amendment] | dict[str, Document],
    told: Callable[..., dict[str, str]],
) -> Iterator[FactChange]:
    for id_ in new | old:
        then = told(old[id_]) if id_ in old else {}
        now = told(new[id_]) if id_ in new else {}
        if facts := tuple(_differences(then, now)):
            fate: Fate = "added" if not then else "changed" if now else "removed"
            title = (new if now else old)[id_].title
            yield FactChange(fate=fate, what=what, id=id_, title=title, facts=facts)


def _differences(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Fact]:
    for name in {**now, **then}:
        fact = Fact(name, then.get(name, ""), now.get(name, ""))
        if fact.old != fact.new:
            yield fact


def _of_amendment(amendment: Amendment) -> dict[str, str]:
    """What the record says of an amendment, its dates first; nothing of what it leaves open."""
    steps = [
        f"{step.document} {step.old or 'none'} to {step.new}: {', '.join(step.scope)}"
        for step in amendment.steps
    ]
    told = {
        **{name: _event(event) for name, event in amendment.events.items()},
        "withdrawn": _moment(amendment.withdrawn),
        "correction": "true" if amendment.correction else "",
        "corrections": "\n".join(
            f"{each.fact} was {each.was or 'not recorded'}: {each.reason}"
            for each in amendment.corrections
        ),
        "title": amendment.title,
        "route": amendment.route or "",
        "summary": amendment.summary,
        "steps": "\n".join(step.rstrip(": ") for step in steps),
        "questions": "\n".join(amendment.questions),
        "addressee": amendment.addressee,
        "amending words": amendment.direction,
        "decisions": amendment.decisions.text if amendment.decisions else "",
        "sources": "\n".join(
            f"{source.title} {source.url}".strip() for source in amendment.sources
        ),
    }
    return {name: value for name, value in told.items() if value}


def _of_document(document: Document) -> dict[str, str]:
    told = {
        "title": document.title,
        "short title": document.short_title,
        "place": document.place,
        "provenance": document.provenance,
        "fictional": "yes" if document.fictional else "",
        "names": ", ".join(document.names),
        "rules": document.rules or "",
        "provision": ", ".join(sorted({each.provision for each in document.versions} - {CLAUSE})),
        "limbs": "; ".join(sorted({_limbs(each) for each in document.versions})),
        "kept redlines": ", ".join(document.kept_redlines),
        "pages by section": "yes" if document.sections else "",
    }
    return {name: value for name, value in told.items() if value}


def _limbs(version: Version) -> str:
    """What stands in its provisions, as `document.yml` would have it."""
    return ", ".join(f"{label} {word}" for label, word in version.citation_words.limbs)


def _event(event: Event) -> str:
    planned = f"planned {_moment(event.planned)}" if event.planned else ""
    actual = f"actual {_moment(event.actual)}" if event.actual else ""
    return ", ".join(filter(None, (planned, actual, event.note)))


def _moment(moment: Moment | None) -> str:
    return "" if moment is None else str(moment)
