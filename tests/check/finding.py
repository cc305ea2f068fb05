"""What the tests of check share: a text in, what is found in it out."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, TypeAlias

from build_tools.check import Findings, check
from build_tools.model import (
    CITED,
    Amendment,
    CitationWords,
    Corpus,
    Document,
    Event,
    Moment,
    Step,
    Version,
    Waiver,
)
from build_tools.model.problems import Problem
from build_tools.text.markdown import parse

DAY = dt.date(2023, 2, 1)

TABLE = "| Kind | Nights |\n|---|---|\n"

RECORDED = {"consultation-issued": dt.date(2022, 12, 5), "effect": dt.date(2023, 1, 27)}

_AMENDMENT = """\
title: A
summary: B
steps:
  - document: {document}
    from: "1.0"
    to: "{label}"
    scope: {scope}
dates: {{}}
sources:
  - title: C
"""


def version(
    id_: str,
    label: str,
    text: str,
    events: dict[str, Event],
    scope: tuple[str, ...] = (),
    *,
    correction: bool = False,
    direction: str = "",
    words: CitationWords = CITED,
) -> Version:
    old = "1.0" if label != "1.0" else None
    amendment = Amendment(
        id=f"{id_}-{label}",
        title="",
        route="mtad-direction",
        summary="",
        steps=(Step(document=id_, old=old, new=label, scope=scope),),
        events=events,
        correction=correction and old is not None,
        direction=direction if old else "",
        direction_path=f"versions/amendments/{id_}-{label}.direction.md",
        path=f"versions/amendments/{id_}-{label}.yml",
        text=_AMENDMENT.format(document=id_, label=label, scope=list(scope)),
    )
    return Version(
        document=id_,
        label=label,
        blocks=parse(text, words),
        citation_words=words,
        amendment=amendment,
        path=f"versions/{id_}/{label}.md",
    )


def document(id_: str, title: str, *versions: Version) -> Document:
    return Document(
        id=id_,
        title=title,
        short_title=id_.upper(),
        place="",
        provenance="",
        fictional=True,
        versions=versions,
    )


def findings(
    text: str,
    *,
    directed: bool = False,
    sealed: bool = True,
    before: str = "",
    scope: tuple[str, ...] = (),
    waivers: Iterable[Waiver] = (),
    correction: bool = False,
    direction: str = "",
    words: CitationWords = CITED,
) -> Findings:
    """What is found in a text in a corpus that also holds the SVTAD, with a single clause 4.2.
    What is directed is sealed, unless that is denied."""
    events = {name: Event(planned=Moment(day)) for name, day in RECORDED.items()}
    if directed:
        events["direction"] = Event(actual=Moment(DAY))
    labels = {"1.0": before, "2.0": text} if before else {"1.0": text}
    versions = (
        version(
            *("mtad", label, each, events, scope),
            correction=correction,
            direction=direction,
            words=words,
        )
        for label, each in labels.items()
    )
    svtad = version("svtad", "1.0", "4.2 DCC consults.\n", {"direction": Event(actual=Moment(DAY))})
    documents = (
        document("mtad", "Migration Testing Approach Document", *versions),
        document("svtad", "The whole SVTAD", svtad),
    )
    names = frozenset(each.name for given in documents for each in given.versions)
    corpus = Corpus(
        documents=documents,
        amendments=(),
        waivers=tuple(waivers),
        sealed=names if sealed else frozenset(),
    )
    return check(corpus, DAY)


def problems(rule: str, text: str, **given: Any) -> list[Problem]:
    """What one rule finds in a text, on the newest version."""
    newest = "2.0" if given.get("before") else "1.0"
    found = findings(text, **given).problems
    amendment = f"versions/amendments/mtad-{newest}"
    paths = (f"versions/mtad/{newest}.md", f"{amendment}.direction.md", f"{amendment}.yml")
    return [each for each in found if each.rule == rule and each.path in paths]


def said(rule: str, text: str, **given: Any) -> list[str]:
    return [f"{problem.line}: {problem.message}" for problem in problems(rule, text, **given)]


Cases: TypeAlias = dict[str, list[tuple[str, list[str]]]]
"""For each rule texts, and what is said of each; of what is right, nothing is said."""


def each(cases: Cases) -> list[tuple[str, str, list[str]]]:
    """The cases one by one: a rule, a text and what is said of it."""
    found = []
    for rule, texts in cases.items():
        found += [(rule, text, expected) for text, expected in texts]
    return found
