"""A corpus and a day → what is wrong with its texts that no schema can see, each at its line.

One function a rule, gathered in one table; a page of `docs/rules/` tells of each. The dialect is
held to here alone: everything else in the house takes any CommonMark file.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Generic, TypeAlias, TypeVar

from build_tools.check.accepted import apply_accepted
from build_tools.check.context import Answers, FileContext, TextContext
from build_tools.check.decision_context import DecisionContext
from build_tools.check.rules.characters import (
    look_alikes,
    mixed_quotes,
    raw_html,
    unseen_characters,
)
from build_tools.check.rules.corrections import overreaching_corrections
from build_tools.check.rules.dates import (
    minutes_of_no_zone,
    misspelled_months,
    no_dates,
    overdue_effects,
)
from build_tools.check.rules.decisions import (
    undecided_questions,
    unexplained_changes,
    unknown_changes,
)
from build_tools.check.rules.directions import differing_sources
from build_tools.check.rules.footnotes import footnotes
from build_tools.check.rules.links import link_schemes
from build_tools.check.rules.margins import indented, lost_headings, run_on
from build_tools.check.rules.numbering import disorder, duplicates, gaps, second_lists
from build_tools.check.rules.proposals import (
    overlapping_proposals,
    overtaken_texts,
    unresolved_conflicts,
)
from build_tools.check.rules.references import (
    lost_references,
    moved_references,
    reference_capitals,
    reference_titles,
)
from build_tools.check.rules.scope import idle_scopes, undeclared_changes
from build_tools.check.rules.tables import captions, changed_headers, lost_merges, ragged_rows
from build_tools.check.rules.terms import (
    lost_definitions,
    undefined_phrases,
    undefined_terms,
    unused_definitions,
)
from build_tools.check.rules.wording import dates_of_record, document_names, placeholders, weekdays
from build_tools.check.waivers import WAIVER, Findings, Waived, apply_waivers
from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Amendment, Block, Corpus, Document, Version
from build_tools.model.problems import Problem, Severity
from build_tools.record.seals import SEALS

__all__ = [
    "RECORD_RULES",
    "RELAXED",
    "RULES",
    "WAIVER",
    "FileRule",
    "Findings",
    "Rule",
    "TextRule",
    "Waived",
    "check",
    "problems_of",
]

_Context = TypeVar("_Context", FileContext, TextContext, DecisionContext)


@dataclass(frozen=True, slots=True)
class _Rule(Generic[_Context]):
    """One thing that is checked."""

    id: str
    """What problems and waivers call it, and its page is named after."""
    severity: Severity
    find: Callable[[_Context], Iterator[Problem]]
    """From what it reads to what is wrong there; its docstring is the rule in one sentence."""
    fixable: bool = False
    """Whether `--fix` may mend what it finds."""
    of_settled: bool = False
    """Whether a warning is told of what has been directed as well, since it asks for no change in
    that text."""

    @property
    def sentence(self) -> str:
        """The rule in one sentence."""
        return " ".join((self.find.__doc__ or "").split())


class TextRule(_Rule[TextContext]):
    """A rule on the text of a version."""

    __slots__ = ()


class FileRule(_Rule[FileContext]):
    """A rule on the words of any file: of a version, and of an amendment too."""

    __slots__ = ()


class DecisionRule(_Rule[DecisionContext]):
    """A rule on what was decided after the consultation on an amendment."""

    __slots__ = ()


Rule: TypeAlias = TextRule | FileRule | DecisionRule

RULES: tuple[Rule, ...] = (
    TextRule("unseen-character", "error", unseen_characters, fixable=True),
    FileRule("look-alike", "error", look_alikes, fixable=True),
    TextRule("html", "error", raw_html),
    TextRule("link-scheme", "error", link_schemes),
    TextRule("indented", "error", indented),
    TextRule("run-on", "error", run_on),
    TextRule("lost-heading", "error", lost_headings),
    TextRule("quotes", "warning", mixed_quotes, fixable=True),
    TextRule("placeholder", "error", placeholders),
    FileRule("document-name", "warning", document_names, fixable=True),
    FileRule("weekday", "error", weekdays),
    FileRule("month", "error", misspelled_months),
    TextRule("date-column", "error", no_dates),
    FileRule("date", "warning", dates_of_record),
    FileRule("time-zone", "warning", minutes_of_no_zone, of_settled=True),
    FileRule("overdue", "warning", overdue_effects, of_settled=True),
    TextRule("duplicate", "error", duplicates),
    TextRule("second-list", "warning", second_lists),
    TextRule("gap", "warning", gaps),
    TextRule("order", "error", disorder, fixable=True),
    TextRule("reference", "error", lost_references),
    TextRule("reference-moved", "warning", moved_references, fixable=True, of_settled=True),
    TextRule("reference-capital", "warning", reference_capitals),
    TextRule("reference-title", "warning", reference_titles, fixable=True),
    TextRule("undefined-term", "warning", undefined_terms),
    TextRule("unused-definition", "warning", unused_definitions),
    TextRule("lost-definition", "error", lost_definitions),
    TextRule("footnote", "error", footnotes),
    TextRule("ragged-row", "error", ragged_rows),
    TextRule("merge", "error", lost_merges),
    TextRule("caption", "warning", captions),
    TextRule("header", "warning", changed_headers),
    TextRule("scope", "warning", undeclared_changes),
    TextRule("idle-scope", "warning", idle_scopes),
    TextRule("sources-differ", "error", differing_sources),
    TextRule("correction", "error", overreaching_corrections),
    DecisionRule("undecided", "error", undecided_questions),
    DecisionRule("unknown-change", "error", unknown_changes),
    DecisionRule("unexplained", "error", unexplained_changes),
    TextRule("overlap", "warning", overlapping_proposals),
    TextRule("conflict", "error", unresolved_conflicts),
    TextRule("overtaken", "warning", overtaken_texts, of_settled=True),
)
RECORD_RULES: dict[str, str] = {
    "file": "Every file of the record stands where it belongs and can be read.",
    "schema": "Every YAML file and front matter has the keys and values that its schema asks for.",
    "record": "The files of the record do not contradict one another.",
    "future-date": "Nothing is recorded to have come on a day that is still to come.",
    "sealed": "What was decided has its seal, and keeps every byte and fact that it pins.",
    "unfilled": "Nothing in the file of an amendment is still to be filled in.",
    "undone": "What took effect was made from what was in force before it, so it undoes nothing.",
    "waiver": "A waiver is about what a rule finds on one line, or in one foreign text.",
}
"""The ids of what is found while the record is read, or of the check itself; none of these can be
waived."""
RELAXED = frozenset("unseen-character html link-scheme footnote ragged-row merge conflict".split())
"""The rules that a foreign text is held to, in a document that says `rules: relaxed`: what keeps it
readable, and nothing of how it is drafted."""


def check(
    corpus: Corpus,
    as_of: dt.date,
    comparisons: Comparisons | None = None,
    found: Iterable[Problem] = (),
) -> Findings:
    """Everything that is wrong with the texts of the corpus, together with what was `found` while
    it was read.

    What is directed is so on the day `as_of`. A warning asks a person to think again; so what has
    been directed and sealed, and may never change again, has errors alone.
    """
    problems = [*found]
    is_whole = not any(problem.rule in ("file", "schema") for problem in problems)
    settled: set[str] = set()
    unjudged: set[str] = set()
    read: set[str] = set()
    if any(Path(problem.path).name == SEALS for problem in problems):
        corpus = _as_sealed(corpus)
    answers = Answers(corpus=corpus, as_of=as_of, comparisons=comparisons or Comparisons())
    for text in _texts(answers):
        problems += _in_text(text)
        read.add(text.path)
        if text.amendment is None:
            unjudged.add(text.path)
        elif text.settled:
            settled.add(text.path)
    for file in _amendment_files(corpus, as_of):
        problems += _in_file(file)
        read.add(file.path)
    for decisions in _decisions(answers):
        problems += _in_decisions(decisions)
    # A file that could not be read may well hold what is waived in it.
    waivers = [waiver for waiver in corpus.waivers if is_whole or waiver.file in read]
    rules = {rule.id for rule in RULES}
    line_by_line = apply_waivers(problems, waivers, rules, settled, unjudged)
    accepted = [each for each in corpus.accepted if is_whole or each.file in read]
    return apply_accepted(line_by_line, accepted, corpus.documents)


def _as_sealed(corpus: Corpus) -> Corpus:
    """A record whose seals cannot be read, as if all of it were sealed: nobody knows what waits."""
    versions = chain.from_iterable(document.versions for document in corpus.documents)
    return replace(corpus, sealed=frozenset(version.name for version in versions))


def problems_of(
    corpus: Corpus, document: Document, version: Version, as_of: dt.date, rules: Collection[str]
) -> list[Problem]:
    """What some rules find in one version, whatever is waived."""
    answers = Answers(corpus=corpus, as_of=as_of, comparisons=Comparisons())
    context = _text(answers, document, version)
    found: list[Problem] = []
    for rule in RULES:
        if rule.id in rules and not isinstance(rule, DecisionRule) and _applies(rule, context):
            found += _signed(rule, rule.find(context))
    return found


def undefined_in(
    corpus: Corpus, document: Document, version: Version, as_of: dt.date
) -> list[tuple[str, Block]]:
    """What a version writes as defined terms, and no document of the record defines: each with the
    block in which it is first used.
    """
    answers = Answers(corpus=corpus, as_of=as_of, comparisons=Comparisons())
    found = undefined_phrases(_text(answers, document, version))
    return [(phrase, block) for phrase, block, _ in found]


def decision_problems(
    corpus: Corpus, amendment: Amendment, as_of: dt.date, comparisons: Comparisons
) -> Iterator[Problem]:
    """What is wrong with what was decided after the consultation on one amendment."""
    answers = Answers(corpus=corpus, as_of=as_of, comparisons=comparisons)
    for context in _decisions(answers):
        if context.asked.id == amendment.id:
            yield from _in_decisions(context)


def _texts(answers: Answers) -> Iterator[TextContext]:
    for document in answers.corpus.documents:
        for version in document.versions:
            yield _text(answers, document, version)


def _text(answers: Answers, document: Document, version: Version) -> TextContext:
    return TextContext(
        path=version.path,
        text=version.text,
        amendment=version.amendment,
        corpus=answers.corpus,
        as_of=answers.as_of,
        version=version,
        document=document,
        answers=answers,
    )


def _amendment_files(corpus: Corpus, as_of: dt.date) -> Iterator[FileContext]:
    for amendment in corpus.amendments:
        files = [(amendment.path, amendment.text)]
        if decisions := amendment.decisions:
            files.append((decisions.path, decisions.text))
        for path, text in files:
            yield FileContext(path=path, text=text, amendment=amendment, corpus=corpus, as_of=as_of)


def _decisions(answers: Answers) -> Iterator[DecisionContext]:
    for amendment in answers.corpus.amendments:
        file = amendment.decisions or amendment
        yield DecisionContext(
            path=file.path,
            text=file.text,
            amendment=amendment,
            asked=amendment,
            corpus=answers.corpus,
            as_of=answers.as_of,
            answers=answers,
        )


def _in_text(context: TextContext) -> Iterator[Problem]:
    for rule in RULES:
        if not isinstance(rule, DecisionRule) and _applies(rule, context):
            yield from _signed(rule, rule.find(context))


def _in_decisions(context: DecisionContext) -> Iterator[Problem]:
    for rule in RULES:
        if isinstance(rule, DecisionRule):
            yield from _signed(rule, rule.find(context))


def _in_file(context: FileContext) -> Iterator[Problem]:
    for rule in RULES:
        if isinstance(rule, FileRule) and _applies(rule, context):
            yield from _signed(rule, rule.find(context))


def _applies(rule: Rule, context: FileContext) -> bool:
    """A warning would ask for a change, so what has been sealed or carried on has none."""
    if isinstance(context, TextContext) and context.document.rules and rule.id not in RELAXED:
        return False
    return rule.severity == "error" or rule.of_settled or not context.settled


def _signed(rule: Rule, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems, each under the id and with the severity of the rule that found it."""
    for problem in problems:
        yield replace(problem, rule=rule.id, severity=rule.severity)
