"""The record → what of it cannot be proved: redlines and weaves; and what holds, counted."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from build_tools.compare.invariants import violations
from build_tools.language import number_of
from build_tools.lineage.comparisons import Comparisons, pairs_to_compare, superseded_pairs
from build_tools.lineage.failures import report_failure, report_fallback
from build_tools.lineage.together import pairs_of_proposals, together
from build_tools.lineage.weave import weave_of_document, woven_redline
from build_tools.lineage.witnesses import amendment_witnesses
from build_tools.model import Corpus, Document, Problem, Redline
from build_tools.model.problems import RedlineError, WeaveError
from build_tools.record.enactment import missing_seals
from build_tools.record.kept_values import kept_value, value_kept
from build_tools.record.publication_log import LOG, log_faults
from build_tools.record.seals import read_seals
from build_tools.record.signatures import unsigned_seals
from build_tools.record.workers import Unit, Workers


def unproved(
    root: Path, corpus: Corpus, as_of: dt.date, workers: Workers | None = None
) -> list[str]:
    """What of a record that could be read whole does not hold: seals that are missing, or that
    nobody signed who may, a publication log that is none of theirs, and redlines, which the workers
    prove.
    """
    seals = read_seals(root)[0]
    lacking = (
        *missing_seals(root, corpus, as_of),
        *unsigned_seals(root, seals, corpus.signers, as_of),
        *log_faults((root / LOG).as_posix(), corpus.log, seals),
    )
    missing = (replace(problem, rule="sealed") for problem in lacking)
    return [
        *map(str, missing),
        *unproved_redlines(corpus, as_of, workers),
        *map(str, unproved_directions(corpus, as_of)),
    ]


def unproved_directions(corpus: Corpus, as_of: dt.date) -> Iterator[Problem]:
    """What is wrong with the directions that the record keeps: carried out on the old text, each
    makes the new version.
    """
    comparisons = Comparisons()
    for amendment in corpus.amendments:
        if amendment.direction:
            for each in amendment_witnesses(corpus, amendment, as_of, comparisons):
                yield from each.problems()


def unproved_redlines(
    corpus: Corpus, as_of: dt.date, workers: Workers | None = None
) -> Iterator[str]:
    """What is wrong with the redlines that a site of this day shows: each step and each proposal,
    each superseded version against what is in force, and each two proposals over one text. Weaving
    reads every version back, so that any two have a redline that holds.

    The order is that of the documents, whoever proves them.
    """
    found = _proved_beside_one_another(corpus, as_of, workers or Workers())
    for document in corpus.documents:
        if document.id in found:
            yield from found[document.id]
        else:
            yield from _unproved_of(document, as_of)


def _proved_beside_one_another(
    corpus: Corpus, as_of: dt.date, workers: Workers
) -> Mapping[str, list[str]]:
    """By document what the workers found; nothing of it where there is too little for them, or
    where they could not.
    """
    lengths = {each.id: _length(each) for each in corpus.documents}
    if not workers.are_many or len(lengths) == 1 or sum(lengths.values()) < workers.least:
        return {}
    found: dict[str, list[str]] = {}
    longest_first = sorted(corpus.documents, key=lambda each: -lengths[each.id])
    units = [Unit(each.id, unproved_in, (kept_value(each), as_of)) for each in longest_first]
    for failed in workers.run(units, lambda unit, lines: found.update({unit.name: lines})):
        if failed.died:
            found[failed.unit.name] = [f"{failed.unit.name} cannot be proved: {failed.reason}"]
    return found


def _length(document: Document) -> int:
    return sum(len(version.text) for version in document.versions)


def unproved_in(document: bytes, as_of: dt.date) -> list[str]:
    """What is wrong with the redlines of a document that was sent to a worker."""
    return list(_unproved_of(value_kept(document), as_of))


def _unproved_of(document: Document, as_of: dt.date) -> Iterator[str]:
    comparisons = Comparisons()
    failed = False
    for old, new in pairs_to_compare(document, as_of):
        found = list(_unproved(partial(comparisons.between, old, new)))
        failed = failed or bool(found)
        yield from found
    # Where a step cannot be proved, nothing can be woven of it.
    if not failed:
        yield from _unproved_in_weave(document, as_of, comparisons)
        yield from _unproved_together(document, as_of, comparisons)


def _unproved_in_weave(
    document: Document, as_of: dt.date, comparisons: Comparisons
) -> Iterator[str]:
    try:
        weave = weave_of_document(document, comparisons)
    except WeaveError as error:
        yield f"the versions of {document.id} cannot be woven: {error}"
        return
    for old, new in superseded_pairs(document, as_of):
        yield from _unproved(partial(woven_redline, weave, old, new))


def _unproved_together(
    document: Document, as_of: dt.date, comparisons: Comparisons
) -> Iterator[str]:
    for first, second in pairs_of_proposals(document, as_of):
        try:
            both = together(document, first, second, comparisons)
        except (RedlineError, WeaveError) as error:
            yield f"{first.name} and {second.name} cannot be laid over one text: {error}"
            continue
        for violation in violations(both.redline):
            yield f"{first.name} and {second.name} over {both.base.name}: {violation}"


def _unproved(compare: Callable[[], Redline]) -> Iterator[str]:
    try:
        redline = compare()
    except RedlineError as error:
        yield report_failure(error)
        return
    if not redline.aligned:
        yield report_fallback(redline)
    for violation in violations(redline):
        yield f"{redline.old.name} to {redline.new.name}: {violation}"


def proof_summary(corpus: Corpus, root: Path, as_of: dt.date) -> str:
    """What was found right, counted."""
    seals, _ = read_seals(root)
    redlines = sum(_redlines_shown(document, as_of) for document in corpus.documents)
    versions = sum(len(document.versions) for document in corpus.documents)
    directions = sum(1 for amendment in corpus.amendments if amendment.direction)
    signatures = sum(len(each.signatures) for each in corpus.seals)
    proved = [number_of(len(seals), "seal")]
    if signatures:
        proved.append(number_of(signatures, "signature"))
    proved.append(number_of(redlines, "redline"))
    if directions:
        proved.append(number_of(directions, "amending instrument"))
    weaves = "weave of 1 version" if versions == 1 else f"weaves of {versions} versions"
    return f"{', '.join(proved)} and the {weaves} hold"


def _redlines_shown(document: Document, as_of: dt.date) -> int:
    """How many redlines of a document a site of that day has a page for."""
    kinds = (pairs_to_compare, superseded_pairs, pairs_of_proposals)
    return sum(len(list(pairs(document, as_of))) for pairs in kinds)
