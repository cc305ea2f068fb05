"""An amendment that was consulted on, what was decided, and what respondents said as far as it may
be published → the folder that concludes it: the report, the direction, the draft as made, what it
changes in the law, and what it changes in the draft as consulted; each in each format.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from build_tools.check import decision_problems
from build_tools.language import N_, speaking
from build_tools.language import gettext as _
from build_tools.lineage.comparisons import Comparisons, consulted_redlines
from build_tools.lineage.graph import Graphs
from build_tools.model import Amendment, Corpus, CorpusError, Decision, Decisions, Problem, Step
from build_tools.model.file_kinds import as_bytes
from build_tools.model.opinions import Opinions, PublicResponses
from build_tools.model.problems import refusal
from build_tools.pack.consultation import (
    refuse_missing,
    step_values,
    template_values,
    texts_of_steps,
)
from build_tools.pack.formats import CONCLUSION_DOCUMENTS, PACK_FORMATS, file_name
from build_tools.record.schema import read_decisions
from build_tools.record.status_words import status_on_day
from build_tools.render.page.change_list import ChangeEntry, change_entries

_AGREED = {
    "yes": N_("Agrees. "),
    "in part": N_("Agrees in part. "),
    "no": N_("Does not agree. "),
    "": "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """What a conclusion is made of."""

    corpus: Corpus
    amendment: Amendment
    responses: PublicResponses | None
    """None where only what was decided is reported."""
    as_of: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One question or change of the report: what was said of it, and what was decided."""

    title: str
    """The question, or how the change is cited."""
    entry: ChangeEntry | None
    """The change of the draft as consulted; None for a question, and for a change that it has no
    longer."""
    opinions: Opinions | None
    """None where what was said is not part of the report, or nobody spoke to it."""
    decision: Decision


def conclusion_files(
    conclusion: Conclusion, comparisons: Comparisons, templates: Path | None = None
) -> dict[str, bytes]:
    """The files of a conclusion by their names; CorpusError where something that was asked or said
    is not decided, where a change between the drafts is not explained, or where templates are
    wrong.
    """
    refuse_missing(templates)
    decisions = _decisions(conclusion, comparisons)
    with speaking(conclusion.corpus.language):
        made = dict(_files(conclusion, decisions, comparisons, templates))
    return {name: as_bytes(content) for name, content in made.items()}


def _decisions(conclusion: Conclusion, comparisons: Comparisons) -> Decisions:
    amendment = conclusion.amendment
    decisions = amendment.decisions
    if decisions is None:
        raise refusal(
            amendment.id, "has no decisions to report", f"versions/decisions/{amendment.id}.yml"
        )
    problems = list(decision_problems(conclusion.corpus, amendment, conclusion.as_of, comparisons))
    problems += _undecided(conclusion, decisions)
    if problems:
        raise CorpusError(problems)
    return decisions


def _undecided(conclusion: Conclusion, decisions: Decisions) -> Iterator[Problem]:
    """Changes that somebody spoke to and on which nothing was decided."""
    file = read_decisions(decisions.path, decisions.text)
    for opinions in conclusion.responses.changes if conclusion.responses else ():
        if decisions.on_change(str(opinions.about)) is None:
            spoke = f"{opinions.count} respondent{'s' if opinions.count > 1 else ''} spoke to"
            message = f"{spoke} {opinions.about}, and nothing is decided on it"
            form = f"changes: [{{change: {opinions.about}, decision: noted, reason: …}}]"
            problem = file.problem(("changes",), message, form)
            yield replace(problem, rule="undecided")


def _files(
    conclusion: Conclusion,
    decisions: Decisions,
    comparisons: Comparisons,
    templates: Path | None,
) -> Iterator[tuple[str, str | bytes]]:
    corpus, amendment, as_of = conclusion.corpus, conclusion.amendment, conclusion.as_of
    graphs = Graphs(corpus, as_of)
    ids = dict.fromkeys(step.document for step in amendment.steps)
    made = [amendment.steps_of(id_)[-1] for id_ in ids]
    revised = list(_revisions(amendment, ids))
    consulted = _entries(consulted_redlines(corpus, amendment, comparisons))
    matters = _Matters(conclusion, decisions, consulted)
    for ending, pack_format in PACK_FORMATS.items():
        values = template_values(corpus, amendment, made, comparisons, graphs, ending)
        drafts = list(step_values(corpus, revised, comparisons, graphs, ending))
        values |= {
            "ending": ending,
            "agreed": {key: words and _(words) for key, words in _AGREED.items()},
            "responses": conclusion.responses,
            "questions": matters.questions(),
            "changes": [each for each in matters.changes() if each.entry],
            "dropped": [each for each in matters.changes() if not each.entry],
            "drafts": drafts,
            "revised": _entries(each["redline"] for each in drafts),
            "causes": dict(_causes(decisions, consulted)),
        }
        for name in CONCLUSION_DOCUMENTS:
            file = f"{file_name(name, values)}.{ending}"
            yield file, pack_format.document(name, values, templates)
        yield from texts_of_steps(values["steps"], pack_format, as_of, templates)
        for draft in drafts:
            status = status_on_day(draft["document"], draft["new"], as_of)
            yield draft["redlined"], pack_format.redlined(draft["redline"], status, templates)


def _revisions(amendment: Amendment, ids: Iterable[str]) -> Iterator[Step]:
    """From each draft as consulted to the draft as made, as a step."""
    for id_ in ids:
        if revision := amendment.revision_of(id_):
            consulted, made = revision
            yield Step(document=id_, old=consulted.new, new=made.new)


def _entries(redlines: Iterable[Any]) -> dict[str, ChangeEntry]:
    """The changes of redlines, by their ids."""
    entries = chain.from_iterable(map(change_entries, redlines))
    return {entry.change.id: entry for entry in entries}


class _Matters:
    """The questions and changes of a report."""

    def __init__(
        self,
        conclusion: Conclusion,
        decisions: Decisions,
        consulted: Mapping[str, ChangeEntry],
    ) -> None:
        self._conclusion, self._decisions, self._consulted = conclusion, decisions, consulted

    def questions(self) -> list[Matter]:
        """Each question, in their order."""
        found = []
        for number, question in enumerate(self._conclusion.amendment.questions, start=1):
            decision = self._decisions.on_question(number)
            assert decision is not None  # or it would have been refused
            found.append(self._matter(question, None, decision))
        return found

    def changes(self) -> list[Matter]:
        """Each change that was decided on: first those of the draft as consulted, in its order."""
        order = list(self._consulted)
        decisions = sorted(
            self._decisions.changes,
            key=lambda each: order.index(str(each.about)) if each.about in order else len(order),
        )
        found = []
        for decision in decisions:
            entry = self._consulted.get(str(decision.about))
            title = entry.change.where if entry else decision.where
            found.append(self._matter(title, entry, decision))
        return found

    def _matter(self, title: str, entry: ChangeEntry | None, decision: Decision) -> Matter:
        responses = self._conclusion.responses
        said = (*responses.questions, *responses.changes) if responses else ()
        opinions = next((each for each in said if each.about == decision.about), None)
        return Matter(title=title, entry=entry, opinions=opinions, decision=decision)


def _causes(
    decisions: Decisions, consulted: Mapping[str, ChangeEntry]
) -> Iterator[tuple[str, list[str]]]:
    """Each change between the drafts, and what it comes of."""
    causes: dict[str, list[str]] = {}
    for decision in decisions.questions:
        for id_ in decision.changed:
            causes.setdefault(id_, []).append(_("question %(number)s", number=decision.about))
    for decision in decisions.changes:
        entry = consulted.get(str(decision.about))
        where = entry.change.where if entry else decision.where
        for id_ in decision.changed:
            causes.setdefault(id_, []).append(_("what was said of %(place)s", place=where))
    for unasked in decisions.unasked:
        for id_ in unasked.changed:
            causes.setdefault(id_, []).append(
                _("nobody asked for it: %(reason)s", reason=unasked.reason)
            )
    yield from causes.items()
