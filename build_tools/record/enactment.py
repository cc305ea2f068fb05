"""What makes a version law, held to its seals: the amendment that made it, with its title, its
route, the version that it goes from, its direction with the words of it that are kept, its effect,
and what was decided after its consultation.

A fact that a seal pins changes only with a correction in the amendment's file that says what stood
there and why it was wrong; that a planned effect came is no correction. Either is then sealed
too, so that the seals tell every state that was ever law. Never writes.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, pairwise
from pathlib import Path

from build_tools.model import Amendment, Corpus, Correction, Document, Moment, Problem, Version
from build_tools.record.schema import Loc, read_amendment
from build_tools.record.seals import FACTS, SEALS, Seal, read_seals, seals_by_version
from build_tools.record.status import was_directed

_PLANNED = "planned "


def enacting_facts(version: Version) -> dict[str, str]:
    """What makes a version law, by the names in `FACTS` and as the record writes it; nothing of
    what the record leaves open. Empty for a version that no amendment made.
    """
    amendment = version.amendment
    if amendment is None:
        return {}
    steps = (step for step in amendment.steps if step.document == version.document)
    step = next((step for step in steps if step.new == version.label), None)
    facts = {
        "amendment": amendment.id,
        "title": " ".join(amendment.title.split()),
        "route": amendment.route or "",
        "from": (step.old or "") if step else "",
        "direction": _written(amendment.actual("direction")),
        "effect": _effect(amendment),
        "withdrawn": _written(amendment.withdrawn),
        "correction": "true" if amendment.correction else "",
        "decisions": decisions_fact(amendment),
        "direction-text": _sha256(amendment.direction),
    }
    return {name: facts[name] for name in FACTS if facts[name]}


def decisions_fact(amendment: Amendment) -> str:
    """What was decided after the consultation on an amendment, as the digest of its file; empty
    where the record has none.
    """
    return _sha256(amendment.decisions.text if amendment.decisions else "")


def unexplained(
    was: Mapping[str, str], now: Mapping[str, str], corrections: Iterable[Correction]
) -> list[str]:
    """The facts that changed without a correction that gives the reason."""
    reasons = {(each.fact, each.was) for each in corrections}
    return [
        name
        for name in FACTS
        if was.get(name) != now.get(name)
        and (name, was.get(name, "")) not in reasons
        and not (name == "effect" and _has_come(was.get(name, ""), now.get(name, "")))
        and not (name == "direction-text" and name not in was)  # which was found since
    ]


def contradicted_seals(root: Path, corpus: Corpus) -> Iterator[Problem]:
    """Each fact that a seal pins and the record has otherwise, or that two seals of a version have
    otherwise, with no correction that says why.
    """
    versions = named_versions(corpus)
    for name, seals in seals_by_version(read_seals(root)[0]).items():
        version = versions.get(name)
        if version is None or version.amendment is None:
            continue  # which is told where the seal or the amendment is read
        pinned = [seal for seal in seals if seal.facts]
        corrections = version.amendment.corrections
        for before, after in pairwise(pinned):
            for fact in unexplained(before.facts, after.facts, corrections):
                yield _changed_seal(root, after, fact, before.facts.get(fact, ""))
        if pinned:
            facts, last = enacting_facts(version), pinned[-1].facts
            for fact in unexplained(last, facts, corrections):
                yield changed_fact(version, fact, last.get(fact, ""), facts.get(fact, ""))


def missing_seals(root: Path, corpus: Corpus, as_of: dt.date) -> Iterator[Problem]:
    """Each version that a record of direction makes law on the day `as_of` and that has no seal, or
    a seal of less than is recorded now. Nothing where no seal could be read, which is told there.
    """
    found, unreadable = read_seals(root)
    if unreadable and not found:
        return
    seals = seals_by_version(found)
    for name, version in named_versions(corpus).items():
        amendment = version.amendment
        if amendment is None:
            continue
        mine = seals.get(name, [])
        if not mine and is_decided(corpus.document(version.document), version, as_of):
            message = f"{name} has been decided and is not sealed"
        elif mine and not mine[-1].facts:
            message = f"the seal of {name} pins its text alone"
        elif mine and mine[-1].facts != enacting_facts(version):
            message = f"what is recorded of {name} since it was sealed is not sealed"
        else:
            continue
        loc = step_loc(amendment, "direction")
        yield _in_amendment(amendment, loc, message, f"corpus seal {name}")


def is_decided(document: Document, version: Version, as_of: dt.date) -> bool:
    """Whether a record of its decision makes a version law on a day, so that it is to be sealed.
    What was carried on before that was never decided itself.
    """
    amendment = version.amendment
    if amendment is None or amendment.withdrawn:
        return False
    return was_directed(document, version, as_of) and amendment.has_come("direction", as_of)


def waits_for_its_seal(
    corpus: Corpus, document: Document, version: Version, as_of: dt.date
) -> bool:
    """Whether that was decided and nobody has sealed it yet, so that it can still be mended."""
    return version.name not in corpus.sealed and is_decided(document, version, as_of)


def changed_fact(version: Version, fact: str, was: str, now: str) -> Problem:
    """The problem of a fact that is not what it was, at its line in the amendment's file."""
    assert version.amendment is not None
    message = (
        f"`{fact}` makes {version.name} law and has changed: it was {_told(was)}, and is"
        f" {_told(now)}, with no correction that says why"
    )
    correction = f"{{fact: {fact}, was: {was or 'not recorded'}, reason: …}}"
    form = f"what it was; or, where that was wrong, corrections: [{correction}]"
    if path := _file_of(version.amendment, fact):
        return Problem(path=path, line=0, message=message, form=form)
    return _in_amendment(version.amendment, _loc(version, fact), message, form)


def _file_of(amendment: Amendment, fact: str) -> str:
    """The file that a fact is; empty where it is none, or has gone."""
    if fact == "decisions" and amendment.decisions is not None:
        return amendment.decisions.path
    return amendment.direction_path if fact == "direction-text" else ""


def _changed_seal(root: Path, seal: Seal, fact: str, was: str) -> Problem:
    message = (
        f"seals {seal.name} with another `{fact}` than before: it was {_told(was)}, and is"
        f" {_told(seal.facts.get(fact, ''))}, with no correction that says why"
    )
    return Problem(path=(root / SEALS).as_posix(), line=seal.line, message=message)


def _in_amendment(amendment: Amendment, loc: Loc, message: str, form: str) -> Problem:
    file = read_amendment(amendment.path, amendment.text, amendment.procedure)
    return file.problem(loc, message, form)


def _loc(version: Version, fact: str) -> Loc:
    """Where the amendment's file says a fact of a version."""
    assert version.amendment is not None
    if fact in ("decisions", "direction-text"):
        return ("corrections",)
    if fact in ("direction", "effect"):
        return (*step_loc(version.amendment, fact), "actual")
    if fact != "from":
        return (fact,)
    steps = version.amendment.steps
    made = [(step.document, step.new) for step in steps]
    mine = version.document, version.label
    return ("steps", made.index(mine) if mine in made else 0, "from")


def step_loc(amendment: Amendment, kind: str) -> Loc:
    """Where an amendment's file tells of the first step of a kind."""
    return ("dates", next(iter(amendment.recorded(kind)), kind))


def named_versions(corpus: Corpus) -> dict[str, Version]:
    """Every version of a record by its name."""
    versions = chain.from_iterable(document.versions for document in corpus.documents)
    return {version.name: version for version in versions}


def _written(moment: Moment | None) -> str:
    return moment.written if moment else ""


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def _effect(amendment: Amendment) -> str:
    if amendment.actual("effect"):
        return _written(amendment.actual("effect"))
    planned = _written(amendment.planned("effect"))
    return f"{_PLANNED}{planned}" if planned else ""


def _has_come(was: str, now: str) -> bool:
    """Whether an effect that was only planned is recorded to have come."""
    return (not was or was.startswith(_PLANNED)) and bool(now) and not now.startswith(_PLANNED)


def _told(value: str) -> str:
    return f"`{value}`" if value else "not recorded"
