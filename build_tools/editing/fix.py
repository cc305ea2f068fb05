"""The record → the record with all that a program can mend mended, but never a sealed text."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from build_tools.check import Findings, check
from build_tools.check.fixes import apply_fixes
from build_tools.lineage.comparisons import Comparisons
from build_tools.model.problems import Problem
from build_tools.record import survey
from build_tools.record.enactment import missing_seals
from build_tools.record.files import read_text
from build_tools.record.placeholders import unfilled
from build_tools.record.seals import sealed
from build_tools.record.writing import sole_writer, write_files

_ROUNDS = 5
"""How often texts are mended and checked again: a line that several rules mend takes several
rounds."""


def find_all(
    root: Path, as_of: dt.date, comparisons: Comparisons, today: dt.date | None = None
) -> Findings:
    """All that is wrong with the record in the folder `root`, files and texts; CorpusError when
    there is none.

    Nothing may be recorded to have come after `today`, whatever day is asked about.
    """
    corpus, problems = survey(root, today)
    unsealed = (replace(each, rule="sealed") for each in missing_seals(root, corpus, as_of))
    return check(corpus, as_of, comparisons, [*problems, *unfilled(root), *unsealed])


def fix(root: Path, as_of: dt.date, comparisons: Comparisons) -> dict[Path, set[str]]:
    """Mend what can be mended; which files it was, and by which rules."""
    fixed: dict[Path, set[str]] = {}
    with sole_writer(root):
        for _ in range(_ROUNDS):
            findings = find_all(root, as_of, comparisons)
            fixable = _fixable(findings, sealed(root))
            texts = {path: apply_fixes(read_text(path), found) for path, found in fixable.items()}
            write_files(root, texts)
            for path, problems in fixable.items():
                fixed.setdefault(path, set()).update(problem.rule for problem in problems)
    return fixed


def _fixable(findings: Findings, pinned: frozenset[Path]) -> dict[Path, list[Problem]]:
    """The problems that a program can mend, by file; none in what is sealed."""
    files: dict[Path, list[Problem]] = {}
    for problem in findings.problems:
        if problem.mended not in (None, problem.source) and Path(problem.path) not in pinned:
            files.setdefault(Path(problem.path), []).append(problem)
    return files
