"""A record with foreign texts → `waivers.yml` with all that is found in them, accepted for a
reason; what is ours to mend is left.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from build_tools.check import check
from build_tools.check.accepted import apply_accepted, is_acceptable
from build_tools.check.waivers import WAIVER, Findings
from build_tools.language import number_of
from build_tools.lineage.comparisons import Comparisons
from build_tools.model import AcceptedText, Corpus, Document, Problem, Version, refusal
from build_tools.record import load_wanted
from build_tools.record.files import read_text, visible_paths
from build_tools.record.loading import WAIVERS
from build_tools.record.lookup import find_document
from build_tools.record.schema import AcceptedTextFile
from build_tools.record.status import carried_on_as, was_directed
from build_tools.record.wanted import EVERYTHING
from build_tools.record.writing import sole_writer, write_files
from build_tools.record.yaml_edits import with_accepted

_HEAD = "# yaml-language-server: $schema=schema/waivers.json\n"


@dataclass(frozen=True, slots=True)
class Accepting:
    """What came of it."""

    path: Path
    texts: tuple[AcceptedText, ...]
    """The texts whose findings are accepted now; nothing is written where there is none, and none
    that is dropped."""
    dropped: tuple[AcceptedText, ...]
    """Those that were accepted, and are not any more what they were then."""

    def report(self) -> Iterator[str]:
        """What is accepted now, text by text, and what no more."""
        for each in self.dropped:
            if each.file not in {text.file for text in self.texts}:
                yield f"{self.path.as_posix()}: {each.file} is accepted no more"
        for each in self.texts:
            count = number_of(sum(number for _, number in each.found), "finding")
            rules = ", ".join(f"{number} of `{rule}`" for rule, number in each.found)
            yield f"{self.path.as_posix()}: accepted {count} in {each.file}: {rules}"
        if not self.texts:
            yield "nothing is left to accept"


def accept(
    root: Path, as_of: dt.date, reason: str, id_: str | None, comparisons: Comparisons
) -> Accepting:
    """Accept all that may be accepted in the foreign texts of the record, or of the document of
    that id: text by text, the oldest first, since what a text says that another has said is
    accepted with that. What was accepted and is not what it was any more is judged anew.
    CorpusError, with nothing written, where the record cannot be used, or the document is ours to
    mend.
    """
    with sole_writer(root):
        corpus = load_wanted(root, EVERYTHING, comparisons.store)
        documents = _foreign(root, corpus, id_)
        found = check(replace(corpus, accepted=()), as_of, comparisons)
        kept, dropped = _holding(corpus, found, documents)
        texts: list[AcceptedText] = []
        by_path = _by_path(found)
        for document in documents:
            texts += _newly_accepted(document, by_path, kept, as_of, reason)
        path = root / WAIVERS
        if texts or dropped:
            write_files(root, {path: _written(root, path, [*kept, *texts])})
    return Accepting(path, tuple(texts), tuple(dropped))


def _foreign(root: Path, corpus: Corpus, id_: str | None) -> list[Document]:
    """The documents whose findings may be accepted."""
    if id_ is None:
        foreign = [document for document in corpus.documents if document.rules]
        if foreign:
            return foreign
        raise refusal(root, "has no foreign text: none of its documents says `rules: relaxed`")
    document = find_document(corpus, id_)
    if not document.rules:
        where = root / document.id / "document.yml"
        message = "does not say `rules: relaxed`, so its texts are ours to mend"
        raise refusal(where, message, "a waiver for each line that may stay")
    return [document]


def _holding(
    corpus: Corpus, found: Findings, documents: Sequence[Document]
) -> tuple[list[AcceptedText], list[AcceptedText]]:
    """What was accepted and holds, and what of these documents does not."""
    judged = apply_accepted(found, corpus.accepted, corpus.documents).problems
    wrong = {(each.path, each.line) for each in judged if each.rule == WAIVER}
    others = [document for document in corpus.documents if document not in documents]
    versions = chain.from_iterable(document.versions for document in others)
    elsewhere = {version.path for version in versions}
    kept: list[AcceptedText] = []
    dropped: list[AcceptedText] = []
    for each in corpus.accepted:
        is_wrong = (each.path, each.number) in wrong and each.file not in elsewhere
        (dropped if is_wrong else kept).append(each)
    return kept, dropped


def _by_path(found: Findings) -> Mapping[str, Sequence[Problem]]:
    by_path: dict[str, list[Problem]] = {}
    for problem in found.problems:
        by_path.setdefault(problem.path, []).append(problem)
    return by_path


def _newly_accepted(
    document: Document,
    by_path: Mapping[str, Sequence[Problem]],
    kept: Sequence[AcceptedText],
    as_of: dt.date,
    reason: str,
) -> list[AcceptedText]:
    """What is accepted now of the texts of a document, in which nothing of another is."""
    paths = [version.path for version in document.versions]
    found = Findings(tuple(chain.from_iterable(by_path.get(path, ()) for path in paths)))
    before = [each for each in kept if each.file in paths]
    new: list[AcceptedText] = []
    for version in document.versions:
        if _is_settled(document, version, as_of):
            left = apply_accepted(found, [*before, *new], [document])
            new += _accepted(version, found, left, reason)
    return new


def _is_settled(document: Document, version: Version, as_of: dt.date) -> bool:
    """Whether nobody here may mend a text any more."""
    over = carried_on_as(document, version, as_of) is not None
    return over or was_directed(document, version, as_of)


def _accepted(
    version: Version, found: Findings, left: Findings, reason: str
) -> Iterator[AcceptedText]:
    """All that is found in a version, where something of it is left to be accepted."""
    if any(each.path == version.path and is_acceptable(each) for each in left.problems):
        mine = (each for each in found.problems if each.path == version.path)
        counts = Counter(each.rule for each in mine if is_acceptable(each))
        yield AcceptedText(
            file=version.path,
            sha256=version.sha256,
            found=tuple(sorted(counts.items())),
            reason=reason,
            path="",
        )


def _written(root: Path, path: Path, accepted: Sequence[AcceptedText]) -> str:
    """The file of the waivers in which these are accepted, by the reasons."""
    by_reason: dict[str, list[AcceptedTextFile]] = {}
    for each in accepted:
        file = Path(each.file).relative_to(root).as_posix()
        text = AcceptedTextFile.model_construct(
            file=file, sha256=each.sha256, found=dict(each.found)
        )
        by_reason.setdefault(each.reason, []).append(text)
    if path in visible_paths(root):
        return with_accepted(path.as_posix(), read_text(path), by_reason)
    return _HEAD + with_accepted(path.as_posix(), "", by_reason)
