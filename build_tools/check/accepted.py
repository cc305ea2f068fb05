"""Problems and the foreign texts whose findings somebody accepted together → what stands, and what
is accepted: in such a text, as long as it is the one that was accepted, and in other versions of
its document the same finding on the same line.

A text that is ours to mend is not accepted, nor what a reader could be deceived by: that is waived
line by line, or mended.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from typing import TypeAlias

from build_tools.check.waivers import Findings, Waived, waiver_problem
from build_tools.model import AcceptedText, Document, Version
from build_tools.model.characters import CONTROLS
from build_tools.model.problems import Problem, Severity

ACCEPTABLE = frozenset("unseen-character html footnote ragged-row merge".split())
"""The rules whose findings in a foreign text may be accepted together. A link that runs a script
and a conflict that nobody resolved are none: no publisher means them."""
ANEW = 'corpus check --accept --because "…"'
"""What accepts a text as it is now."""
_OBEYED = re.compile(f"[{CONTROLS}]")
_Place: TypeAlias = tuple[str, str, str, str]
"""A text or a document, a rule, a line and what is said of it."""
_Text: TypeAlias = tuple[Document, Version]
_Texts: TypeAlias = Mapping[str, _Text]
"""The versions of the record by their paths."""


def is_acceptable(problem: Problem) -> bool:
    """Whether a problem may be accepted with others: what it is about only looks odd. A character
    that turns the order of those round it has a line say what it does not.
    """
    return problem.rule in ACCEPTABLE and not _turns(problem.source)


# A line of a megabyte may have a hundred thousand problems: it is looked through once.
@lru_cache(maxsize=8)
def _turns(line: str) -> bool:
    return bool(_OBEYED.search(line))


@dataclass(slots=True)
class _Accepting:
    texts: _Texts
    found: dict[str, Counter[str]] = field(default_factory=dict)
    """By the text, how many acceptable problems each rule found."""
    told: list[Problem] = field(default_factory=list)
    reasons: dict[tuple[str, str], AcceptedText] = field(default_factory=dict)
    """By the text and the rule, what accepts its findings."""


def apply_accepted(
    findings: Findings, accepted: Iterable[AcceptedText], documents: Iterable[Document]
) -> Findings:
    """Take out of the findings what was accepted in the texts of the documents; what was accepted
    and is not there any more is a problem itself.
    """
    accepting = _Accepting(dict(_texts(documents)))
    for problem in findings.problems:
        if is_acceptable(problem):
            accepting.found.setdefault(problem.path, Counter())[problem.rule] += 1
    for each in accepted:
        _judge(accepting, each)
    left, waived = _taken_out(findings.problems, accepting)
    return Findings(
        tuple(sorted([*left, *accepting.told])),
        tuple(sorted([*findings.waived, *waived], key=attrgetter("problem"))),
    )


def _texts(documents: Iterable[Document]) -> Iterator[tuple[str, _Text]]:
    for document in documents:
        for version in document.versions:
            yield version.path, (document, version)


def _judge(accepting: _Accepting, accepted: AcceptedText) -> None:
    """Take note of what one text has accepted, or of why it does not hold."""
    if wrong := _wrong_text(accepted, accepting.texts.get(accepted.file)):
        accepting.told.append(waiver_problem(accepted, *wrong))
        return
    for rule, count in accepted.found:
        found = accepting.found.get(accepted.file, Counter())[rule]
        if rule not in ACCEPTABLE:
            message = f"`{rule}` cannot be accepted for a whole text; waive it line by line"
            accepting.told.append(waiver_problem(accepted, message))
        elif found == count:
            accepting.reasons[accepted.file, rule] = accepted
        else:
            message = f"accepts {count} of `{rule}` in {accepted.file}, where {found} are found"
            severity: Severity = "error" if found else "warning"
            accepting.told.append(waiver_problem(accepted, message, ANEW, severity))


def _wrong_text(accepted: AcceptedText, text: _Text | None) -> tuple[str, str] | None:
    """Why nothing of a text can be accepted, and the right form; None where it can."""
    if text is None:
        return f"there is no text {accepted.file}", ""
    document, version = text
    if not document.rules:
        why = f"{accepted.file} is ours to mend: its document does not say `rules: relaxed`"
        return why, "a waiver for each line"
    if version.sha256 != accepted.sha256:
        why = f"{accepted.file} is not the text that was accepted"
        return f"{why}: its SHA-256 is {version.sha256[:16]}…", ANEW
    return None


def _taken_out(
    problems: Sequence[Problem], accepting: _Accepting
) -> tuple[list[Problem], list[Waived]]:
    """The problems that stand, and those that are accepted."""
    waived: list[Waived] = []
    others: list[Problem] = []
    for problem in problems:
        reason = accepting.reasons.get((problem.path, problem.rule))
        if reason and is_acceptable(problem):
            waived.append(Waived(problem, reason))
        else:
            others.append(problem)
    known = _known_lines(waived, accepting.texts)
    used: Counter[_Place] = Counter()
    left: list[Problem] = []
    for problem in others:
        text, place = accepting.texts.get(problem.path), _place(problem.path, problem)
        reasons = known.get(_place(text[0].id, problem), []) if text else []
        if used[place] < len(reasons):
            waived.append(Waived(problem, reasons[used[place]]))
            used[place] += 1
        else:
            left.append(problem)
    return left, waived


def _known_lines(waived: Sequence[Waived], texts: _Texts) -> dict[_Place, list[AcceptedText]]:
    """What the accepted texts of each document say on which lines, each as often as one of them
    has it, with what accepts it.
    """
    in_texts: dict[_Place, list[AcceptedText]] = {}
    known: dict[_Place, list[AcceptedText]] = {}
    for each in waived:
        if isinstance(each.waiver, AcceptedText):
            path = each.problem.path
            reasons = in_texts.setdefault(_place(path, each.problem), [])
            reasons.append(each.waiver)
            place = _place(texts[path][0].id, each.problem)
            known[place] = max(known.get(place, []), reasons, key=len)
    return known


def _place(where: str, problem: Problem) -> _Place:
    return where, problem.rule, problem.source, problem.message
