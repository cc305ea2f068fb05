"""A corpus and a day → what is wrong with its texts that no schema can see, each at its line.

One function a rule, gathered in one table; a page of `docs/rules/` tells of each. The dialect is
held to here alone: everything else in the house takes any CommonMark file.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from build_tools.check.context import Page, Sheet
from build_tools.check.rules.characters import (
    link_schemes,
    look_alikes,
    mixed_quotes,
    raw_html,
    unseen_characters,
)
from build_tools.check.rules.numbering import disorder, duplicates, gaps
from build_tools.check.rules.proposals import touched_twice, undecided
from build_tools.check.rules.references import (
    footnotes,
    lost_references,
    moved_references,
    reference_titles,
)
from build_tools.check.rules.scope import undeclared_changes
from build_tools.check.rules.tables import captions, changed_headers, lost_merges, ragged_rows
from build_tools.check.rules.terms import lost_definitions, undefined_terms, unused_definitions
from build_tools.check.rules.wording import dates_of_record, document_names, placeholders, weekdays
from build_tools.check.waivers import Findings, Waived, settled
from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus
from build_tools.model.problems import Problem, Severity

__all__ = ["ELSEWHERE", "RULES", "Findings", "Rule", "Waived", "check"]

Finder: TypeAlias = Callable[[Any], Iterator[Problem]]
"""From a `Page`, or from any `Sheet` where `Rule.everywhere` says so, to what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is checked."""

    id: str
    """What problems and waivers call it, and its page is named after."""
    severity: Severity
    find: Finder
    """Its docstring is the rule in one sentence."""
    everywhere: bool = False
    """Whether it reads the files of amendments too."""
    mends: bool = False
    """Whether `--fix` may mend what it finds."""

    @property
    def sentence(self) -> str:
        """The rule in one sentence."""
        return " ".join((self.find.__doc__ or "").split())


RULES: tuple[Rule, ...] = (
    Rule("unseen-character", "error", unseen_characters, everywhere=True, mends=True),
    Rule("look-alike", "error", look_alikes, everywhere=True, mends=True),
    Rule("html", "error", raw_html),
    Rule("link-scheme", "error", link_schemes),
    Rule("quotes", "warning", mixed_quotes, mends=True),
    Rule("placeholder", "error", placeholders),
    Rule("document-name", "warning", document_names, everywhere=True, mends=True),
    Rule("weekday", "error", weekdays, everywhere=True),
    Rule("date", "warning", dates_of_record, everywhere=True),
    Rule("duplicate", "error", duplicates),
    Rule("gap", "warning", gaps),
    Rule("order", "error", disorder),
    Rule("reference", "error", lost_references),
    Rule("reference-moved", "warning", moved_references),
    Rule("reference-title", "warning", reference_titles, mends=True),
    Rule("undefined-term", "warning", undefined_terms),
    Rule("unused-definition", "warning", unused_definitions),
    Rule("lost-definition", "error", lost_definitions),
    Rule("footnote", "error", footnotes),
    Rule("ragged-row", "error", ragged_rows),
    Rule("merge", "error", lost_merges),
    Rule("caption", "warning", captions),
    Rule("header", "warning", changed_headers),
    Rule("scope", "warning", undeclared_changes),
    Rule("overlap", "warning", touched_twice),
    Rule("conflict", "error", undecided),
)
ELSEWHERE: dict[str, str] = {
    "file": "Every file of the record stands where it belongs and can be read.",
    "schema": "Every YAML file and front matter has the keys and values that its schema asks for.",
    "record": "The files of the record do not contradict one another.",
    "sealed": "A sealed version keeps every byte, and the file of the seals is in order.",
    "unfilled": "Nothing in the file of an amendment is still to be filled in.",
    "waiver": "A waiver names a rule, and waives what that rule finds on one line.",
}
"""The ids of what is found while the record is read, or of the check itself; none of these can be
waived."""


def check(
    corpus: Corpus,
    as_of: dt.date,
    comparisons: Comparisons | None = None,
    found: Iterable[Problem] = (),
) -> Findings:
    """Everything that is wrong with the texts of the corpus, together with what was `found` while
    it was read.

    What is directed is so on the day `as_of`. A warning asks a person to think again; so what has
    been directed, and may never change again, has errors alone.
    """
    pages = [*_pages(corpus, as_of, comparisons or Comparisons()), *_slips(corpus, as_of)]
    problems = [*found, *(problem for page in pages for problem in _problems(page))]
    return settled(problems, corpus.waivers, {rule.id for rule in RULES})


def _pages(corpus: Corpus, as_of: dt.date, comparisons: Comparisons) -> Iterator[Page]:
    for document in corpus.documents:
        for version in document.versions:
            yield Page(
                path=version.path,
                text=version.text,
                amendment=version.amendment,
                corpus=corpus,
                as_of=as_of,
                version=version,
                document=document,
                comparisons=comparisons,
            )


def _slips(corpus: Corpus, as_of: dt.date) -> Iterator[Sheet]:
    for amendment in corpus.amendments:
        yield Sheet(
            path=amendment.path,
            text=amendment.text,
            amendment=amendment,
            corpus=corpus,
            as_of=as_of,
        )


def _problems(sheet: Sheet) -> Iterator[Problem]:
    for rule in RULES:
        applies = rule.everywhere or isinstance(sheet, Page)
        if applies and not (rule.severity == "warning" and sheet.directed):
            yield from (
                replace(each, rule=rule.id, severity=rule.severity) for each in rule.find(sheet)
            )
