"""The record → the record with all that a program can mend mended.

What would change how the law reads is mended only where somebody consents; what has been directed
or carried on, and what is waived, is left.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from build_tools.check import Findings, check
from build_tools.check.fixes import apply_fixes, changes_words
from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Waiver
from build_tools.model.problems import Problem
from build_tools.record import survey
from build_tools.record.enactment import missing_seals
from build_tools.record.files import read_text
from build_tools.record.placeholders import unfilled
from build_tools.record.seals import sealed
from build_tools.record.status import carried_on_as, was_directed
from build_tools.record.store import Store
from build_tools.record.writing import sole_writer, write_files

_ROUNDS = 5
"""How often texts are mended and checked again: a line that several rules mend takes several
rounds."""


def find_all(
    root: Path, as_of: dt.date, comparisons: Comparisons, today: dt.date | None = None
) -> Findings:
    """All that is wrong with the record in the folder `root`, files and texts; CorpusError when
    there is none.

    Nothing may be recorded to have come after `today`, whatever day is asked about. What the store
    of the comparisons has of the texts is not read anew.
    """
    corpus, problems = survey(root, today, store=comparisons.store)
    unsealed = (replace(each, rule="sealed") for each in missing_seals(root, corpus, as_of))
    return check(corpus, as_of, comparisons, [*problems, *unfilled(root), *unsealed])


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What somebody consents to have mended."""

    words: bool = False
    """What changes words too."""
    rule: str = ""
    """Only what this rule finds, and all of that; empty for every rule."""

    def covers(self, problem: Problem) -> bool:
        """Whether the problem may be mended."""
        if self.rule:
            return problem.rule == self.rule
        return self.words or not changes_words(problem)


@dataclass(slots=True)
class Fixes:
    """What was mended, and what was left."""

    mended: dict[Path, set[str]] = field(default_factory=dict)
    """The files, each with the rules by which."""
    words: list[Problem] = field(default_factory=list)
    """What changed words."""
    left: list[Problem] = field(default_factory=list)
    """What a program knows how to mend, and nobody consented to, because it would change words."""


def fix(root: Path, as_of: dt.date, comparisons: Comparisons, consent: Consent) -> Fixes:
    """Mend what can be mended, as far as the consent goes."""
    fixes = Fixes()
    with sole_writer(root):
        for _ in range(_ROUNDS):
            found = find_all(root, as_of, comparisons)
            fixable = _fixable(found, _kept(root, as_of, comparisons.store))
            fixes.left = [each for each in fixable if not consent.covers(each)]
            covered = [each for each in fixable if consent.covers(each)]
            if not covered:
                break
            _mend(root, covered, fixes)
    if consent.rule:
        fixes.left = []
    return fixes


def _mend(root: Path, problems: Iterable[Problem], fixes: Fixes) -> None:
    """Mend the problems, and add to `fixes` what was mended."""
    files: dict[Path, list[Problem]] = {}
    for problem in _one_each_line(problems):
        files.setdefault(Path(problem.path), []).append(problem)
        fixes.mended.setdefault(Path(problem.path), set()).add(problem.rule)
        if changes_words(problem):
            fixes.words.append(problem)
    texts = {path: apply_fixes(read_text(path), found) for path, found in files.items()}
    write_files(root, texts)


def _one_each_line(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The first problem of each line, and of each file the first that puts lines into order; the
    others are found again.
    """
    done: set[tuple[str, int]] = set()
    for problem in problems:
        place = problem.path, 0 if problem.reordered else problem.line
        if place not in done:
            done.add(place)
            yield problem


def _fixable(findings: Findings, kept: frozenset[Path]) -> list[Problem]:
    """The problems that a program can mend; none in a file that is kept, and none on a line that
    somebody gave a reason to leave, there or in another version.
    """
    elsewhere = {(each.problem.rule, each.problem.source) for each in findings.waived}
    return [
        problem
        for problem in findings.problems
        if problem.fixable
        and Path(problem.path) not in kept
        and (problem.rule, problem.source) not in elsewhere
        and _keeps_waivers(problem, findings)
    ]


def _keeps_waivers(problem: Problem, findings: Findings) -> bool:
    """Whether the mended line still has the words of each waiver that is about it."""
    return all(
        each.waiver.line in (problem.mended or problem.source)
        for each in findings.waived
        if isinstance(each.waiver, Waiver)
        and (each.problem.path, each.problem.line) == (problem.path, problem.line)
    )


def _kept(root: Path, as_of: dt.date, store: Store) -> frozenset[Path]:
    """The texts that are sealed, have been directed, or are kept as what they were carried on
    from; and the files of what has been directed, whose words are sealed too.
    """
    kept = set(sealed(root))
    corpus, _ = survey(root, store=store)
    directed = (each for each in corpus.amendments if each.stage(as_of).is_directed)
    kept.update(Path(amendment.path) for amendment in directed)
    for document in corpus.documents:
        for version in document.versions:
            over = carried_on_as(document, version, as_of) is not None
            if over or was_directed(document, version, as_of):
                kept.add(Path(version.path))
    return frozenset(kept)


# --- The report -----------------------------------------------------------------------------------


def fix_report(fixes: Fixes) -> Iterator[str]:
    """What changed words, before and after; what was mended; what was left, and how it would
    read.
    """
    yield from _words_changed(fixes.words)
    for path, rules in sorted(fixes.mended.items()):
        yield f"mended {path.as_posix()}: {', '.join(sorted(rules))}"
    if fixes.left:
        yield "Left as it is, for it would change what the law says or its order:"
        yield from _words_changed(_one_each_line(fixes.left))
        yield "To mend it: corpus check --fix-words, or one rule alone, corpus check --fix RULE"


def _words_changed(problems: Iterable[Problem]) -> Iterator[str]:
    for problem in problems:
        yield f"{problem.path}:{problem.line}: {problem.rule}"
        if problem.reordered:
            lines = ", ".join(f"{first} to {last}" for first, last in problem.reordered)
            yield f"  lines in this order: {lines}"
        else:
            yield f"  - {problem.source}"
            yield f"  + {problem.mended}"
