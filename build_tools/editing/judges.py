"""A branch → what of it would change how the law is judged, or by what readers know it: waivers,
names, corrections, what a document says of itself, and every file that is neither record nor prose.
Never writes.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from pathlib import PurePosixPath

from build_tools.editing.accounts import changed_account
from build_tools.editing.branch import Branch, document_file, in_both, is_law, problem_at
from build_tools.model import Amendment, Corpus, Document, Limbs, Problem, Waiver
from build_tools.model.names import SITE_NAMES
from build_tools.record.enactment import named_versions
from build_tools.record.git import FileChange, prefix, text_at
from build_tools.record.loading import CORPUS, WORDS
from build_tools.record.signatures import SIGNERS

_JUDGES = {
    "build_tools/": "the program that proves the record",
    ".github/": "what the forge runs",
    ".gitlab": "what the forge runs",
    ".ci/": "what the forge runs",
    "Makefile": "what the forge runs",
    "mkdocs.yml": "how the site is built",
    "pyproject.toml": "what the program is made with",
    "requirements": "what the program is made with",
    ".cache/": "what was built, which belongs into no commit",
    "site/": "what was built, which belongs into no commit",
    "docs/": "a file that the site serves as it is",
}
"""What a path that begins so is, in the words of a message; any other is `_ELSE`."""
_ELSE = "a file that is neither record nor prose"
_OF_THE_RECORD = {
    CORPUS: "by which steps the law is made, and what they are called",
    SIGNERS: "whose signatures make a seal good",
    WORDS: "in which words amendments are written and read",
}
"""What the files of the record are that judge the rest of it."""
_PROSE = ("LICENSE", ".editorconfig")


def changed_judges(
    branch: Branch, before: Corpus, after: Corpus, changes: Sequence[FileChange]
) -> Iterator[Problem]:
    """All that the branch changes of what judges the law, or of what is told of it."""
    yield from _changed_particulars(branch, before, after)
    yield from _changed_accounts(branch, before, after)
    yield from _new_provenances(branch, before, after)
    yield from _first_law(branch, before, after)
    yield from _new_waivers(before, after)
    yield from _new_acceptances(before, after)
    yield from _new_names(branch, before, after)
    yield from _relaxed(branch, before, after)
    yield from _new_corrections(before, after)
    yield from _changed_files(branch, after, changes)


# --- What readers are told of the law -------------------------------------------------------------


_PARTICULARS = ("title", "short_title", "place", "provenance")
"""What the file of a document tells readers that its law is, beside `fictional`."""


def _changed_particulars(branch: Branch, before: Corpus, after: Corpus) -> Iterator[Problem]:
    """Documents with law of which readers would be told otherwise what it is: that a
    reconstruction is the legal text.
    """
    for was, now in in_both(before, after):
        if not any(is_law(version, branch.as_of) for version in was.versions):
            continue
        for key in _PARTICULARS:
            if getattr(was, key) != getattr(now, key):
                message = f"changes `{key}` of {was.id}, by which readers know its law"
                yield problem_at(document_file(branch, was), message)


def _changed_accounts(branch: Branch, before: Corpus, after: Corpus) -> Iterator[Problem]:
    """Amendments that made law and of which readers would be told otherwise what they did."""
    now = {amendment.id: amendment for amendment in after.amendments}
    for was in before.amendments:
        if was.id in now and was.stage(branch.as_of).is_directed:
            for name in changed_account(was, now[was.id]):
                message = f"changes the {name}, by which readers know what {was.id} did to the law"
                yield problem_at(now[was.id].path, message)


def _new_provenances(branch: Branch, before: Corpus, after: Corpus) -> Iterator[Problem]:
    """Texts that say of themselves what no text here said: that they are the legal text."""
    documents = before.documents
    known = {version.provenance for version in named_versions(before).values()}
    described = {document.provenance for document in documents}
    for document in after.documents if documents else ():
        for version in document.versions:
            if version.provenance not in known:
                yield problem_at(version.path, _says_of_itself(version.name, version.provenance))
        if document.provenance not in described and not _was_there(document, before):
            message = _says_of_itself(document.id, document.provenance)
            yield problem_at(document_file(branch, document), message)


def _says_of_itself(name: str, provenance: str) -> str:
    return f"says of {name} what no text here said of itself: {provenance}"


def _was_there(document: Document, before: Corpus) -> bool:
    return any(each.id == document.id for each in before.documents)


def _first_law(branch: Branch, before: Corpus, after: Corpus) -> Iterator[Problem]:
    """The first law of a document, where a record was, that has no seal: what it says of itself is
    all that makes it law.
    """
    was = named_versions(before).values()
    with_law = {version.document for version in was if is_law(version, branch.as_of)}
    for version in named_versions(after).values() if was else ():
        is_new = version.document not in with_law and version.name not in after.sealed
        if is_new and is_law(version, branch.as_of):
            message = f"says that {version.name} is law, in a document that had none"
            yield problem_at(version.path, message)


# --- What the checks are told ---------------------------------------------------------------------


def _new_waivers(before: Corpus, after: Corpus) -> Iterator[Problem]:
    """What nobody here accepted; that a new version of a document has what an old one had, with
    the same reason, somebody did.
    """
    known = {_waived(each) for each in before.waivers}
    for waiver in after.waivers:
        if _waived(waiver) not in known:
            message = f"waives `{waiver.rule}` in {waiver.file}"
            yield Problem(path=waiver.path, line=waiver.number, message=message)


def _waived(waiver: Waiver) -> tuple[str, ...]:
    return waiver.rule, PurePosixPath(waiver.file).parent.name, waiver.line, waiver.reason


def _new_acceptances(before: Corpus, after: Corpus) -> Iterator[Problem]:
    known = {(each.sha256, each.found, each.reason) for each in before.accepted}
    for each in after.accepted:
        if (each.sha256, each.found, each.reason) not in known:
            rules = ", ".join(f"`{rule}`" for rule, _ in each.found)
            message = f"accepts what {rules} find in {each.file}"
            yield Problem(path=each.path, line=each.number, message=message)


def _new_names(branch: Branch, before: Corpus, after: Corpus) -> Iterator[Problem]:
    """What a document is said to need no definition of any more, which silences a rule."""
    for was, now in in_both(before, after):
        for name in sorted(set(now.names) - set(was.names)):
            message = f"lists `{name}` under `names`, so that it needs no definition"
            yield problem_at(document_file(branch, was), message)


def _relaxed(branch: Branch, before: Corpus, after: Corpus) -> Iterator[Problem]:
    """Documents whose texts are held to less than they were, or whose references are others."""
    for was, now in in_both(before, after):
        if now.rules != was.rules:
            message = f"changes what the texts of {was.id} are held to"
            yield problem_at(document_file(branch, was), message)
        if _called(now) - _called(was):
            message = f"changes what provisions of {was.id} are called, by which they are cited"
            yield problem_at(document_file(branch, was), message)


def _called(document: Document) -> set[tuple[str, Limbs]]:
    """What the provisions of its versions, and what stands in them, are called."""
    words = (version.citation_words for version in document.versions)
    return {(each.provision, each.limbs) for each in words}


def _new_corrections(before: Corpus, after: Corpus) -> Iterator[Problem]:
    """Amendments that were no corrections where the branch began, and are said to be."""
    was: dict[str, Amendment] = {amendment.id: amendment for amendment in before.amendments}
    for now in after.amendments:
        if now.id in was and now.correction != was[now.id].correction:
            yield problem_at(now.path, "sets `correction` of an amendment that was there before")


# --- Files ----------------------------------------------------------------------------------------


def _changed_files(
    branch: Branch, after: Corpus, changes: Sequence[FileChange]
) -> Iterator[Problem]:
    record = prefix(branch.root)
    ids = (document.id for document in after.documents)
    taken = set(map(_bare, chain(SITE_NAMES, ids)))
    for change in changes:
        if change.path == "mkdocs.yml" and (day := _pinned_day(branch)):
            yield problem_at(change.path, f"pins the day that the site shows: {day}")
        if what := _OF_THE_RECORD.get(change.path.removeprefix(record)):
            yield problem_at(change.path, f"changes {what}")
        elif not _is_record_or_prose(change.path, record):
            yield problem_at(change.path, f"changes {_judge(change.path, record)}")
        elif change.is_there and (what := _imitates(change.path, taken)):
            yield problem_at(change.path, what)


def _is_record_or_prose(path: str, record: str) -> bool:
    parts = PurePosixPath(path).parts
    if any(part.startswith(".git") for part in parts):
        return False
    if path.startswith(record) and record:
        return not path.startswith(f"{record}schema/")
    if parts[0] == "docs":
        return path.endswith(".md")
    return parts[0] == "tests" or (len(parts) == 1 and (path.endswith(".md") or path in _PROSE))


def _judge(path: str, record: str) -> str:
    if any(part.startswith(".git") for part in PurePosixPath(path).parts[1:]):
        return "what git makes of files"
    if path.startswith(f"{record}schema/"):
        return "what text editors hold the record to"
    return next((words for head, words in _JUDGES.items() if path.startswith(head)), _ELSE)


def _imitates(path: str, taken: Collection[str]) -> str:
    """How the name of a hand-written page would have it taken for another; empty where it would
    not.
    """
    parts = PurePosixPath(path).parts
    if not re.fullmatch(r"[A-Za-z0-9._/-]+", path):
        return "has a name of more than plain letters, which may look like another"
    if parts[0] == "docs" and _bare(parts[1].casefold().removesuffix(".md")) in taken:
        return "would stand among the pages that the site makes of the record"
    return ""


def _bare(name: str) -> str:
    """A name without the signs that are easily missed in an address: "rules." is no "rules"."""
    return re.sub(r"[._-]", "", name)


def _pinned_day(branch: Branch) -> str:
    """The line by which the configuration pins a day, where it did not at the base."""
    text = text_at(branch.root, "", "mkdocs.yml") or ""
    was = (text_at(branch.root, branch.commit, "mkdocs.yml") or "").splitlines()
    lines = (line for line in text.splitlines() if "as_of" in line and line not in was)
    return next((line.strip() for line in lines), "")
