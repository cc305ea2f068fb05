"""The record → what of it cannot be proved: redlines; and what holds, counted."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from build_tools.compare.invariants import violations
from build_tools.lineage.comparisons import Comparisons, pairs_to_compare
from build_tools.lineage.failures import report_failure, report_fallback
from build_tools.model import Corpus, Version
from build_tools.model.problems import RedlineError
from build_tools.record.enactment import missing_seals
from build_tools.record.seals import read_seals


def unproved(root: Path, corpus: Corpus, as_of: dt.date) -> list[str]:
    """What of a record that could be read whole does not hold: seals that are missing, and
    redlines.
    """
    missing = (replace(problem, rule="sealed") for problem in missing_seals(root, corpus, as_of))
    return [*map(str, missing), *unproved_redlines(corpus, as_of)]


def unproved_redlines(corpus: Corpus, as_of: dt.date) -> Iterator[str]:
    """What is wrong with the redlines that a site of this day shows: each step, and each
    proposal.
    """
    comparisons = Comparisons()
    for document in corpus.documents:
        for old, new in pairs_to_compare(document, as_of):
            yield from _unproved(comparisons, old, new)


def _unproved(comparisons: Comparisons, old: Version, new: Version) -> Iterator[str]:
    try:
        redline = comparisons.between(old, new)
    except RedlineError as error:
        yield report_failure(error)
        return
    if not redline.aligned:
        yield report_fallback(redline)
    for violation in violations(redline):
        yield f"{old.name} to {new.name}: {violation}"


def proof_summary(corpus: Corpus, root: Path, as_of: dt.date) -> str:
    """What was found right, counted."""
    seals, _ = read_seals(root)
    redlines = sum(len(pairs_to_compare(document, as_of)) for document in corpus.documents)
    return f"{len(seals)} seals and {redlines} redlines hold"
