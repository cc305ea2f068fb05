"""A branch, and the commit where it began → what of the branch would change the law, or what judges
it, with nobody having said so.

The law is what the base has: its seals, and every version that its dates make law. What judges it
is every file of the repository that is neither record nor prose: the program, its packages, its
configuration, what git makes of files. Whoever wants a judgement that the branch cannot bend runs
this from the code of the base, over the files of the branch. Never writes.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from build_tools.model import Amendment, Corpus, Document, Problem, Stage, Version
from build_tools.record import survey, survey_copy
from build_tools.record.enactment import changed_fact, enacting_facts, named_versions, unexplained
from build_tools.record.git import FileChange, changed_files, prefix, text_at, tracked_files
from build_tools.record.seals import SEALS, Seal, parse_seals, read_seals, seals_by_version

LAW = "law"
"""The rule of what would change the law."""
JUDGES = "judge"
"""The rule of what would change how the law is judged."""

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
_PROSE = ("LICENSE", ".editorconfig")


@dataclass(frozen=True, slots=True)
class Branch:
    """A record as it stands, and as it stood where the branch began."""

    root: Path
    base: str
    """The name that the base was given."""
    commit: str
    """The commit where the branch began."""
    copy: Path
    """The record as that commit has it; an empty folder where it has none."""
    as_of: dt.date


def departures(branch: Branch) -> list[Problem]:
    """All that the branch would change in the law or in what judges it: first the law.

    A record with hidden files in the commit is not read at all: they are how an interrupted change
    is finished, and would rewrite what is judged.
    """
    if hidden := list(_hidden(branch)):
        return hidden
    before = survey_copy(branch.copy)
    after, _ = survey(branch.root)
    changes = changed_files(branch.root, branch.commit)
    law = [
        *_lost_seals(branch),
        *_changed_law(branch, before, after),
        *_unsealed_law(branch, before, after),
        *_sealed_meanwhile(branch, before, after),
        *_lost_issues(branch, before, after),
        *_made_fiction(branch, before, after),
        *_links(branch, changes),
    ]
    judges = [
        *_changed_particulars(branch, before, after),
        *_new_documents(branch, before, after),
        *_new_waivers(before, after),
        *_new_names(branch, before, after),
        *_new_corrections(before, after),
        *_changed_judges(branch, changes),
    ]
    found = [replace(problem, rule=LAW) for problem in law]
    return found + [replace(problem, rule=JUDGES) for problem in judges]


# --- The law --------------------------------------------------------------------------------------


def _hidden(branch: Branch) -> Iterator[Problem]:
    for path in tracked_files(branch.root):
        if any(part.startswith(".") for part in PurePosixPath(path).parts):
            message = "is a hidden file in the record, and belongs into no commit"
            yield replace(_problem(branch.root / path, message), rule=LAW)


def _lost_seals(branch: Branch) -> Iterator[Problem]:
    """Seals are only ever added: those of the base stand here, each version's in their order."""
    here = seals_by_version(read_seals(branch.root)[0])
    for name, seals in seals_by_version(read_seals(branch.copy)[0]).items():
        left = list(here.get(name, ()))
        for seal in seals:
            while left and not _keeps(left[0], seal):
                left.pop(0)
            if not left:
                yield _problem(branch.root / SEALS, _lost(seal, here.get(name, ())))
                break
            left.pop(0)


def _keeps(now: Seal, was: Seal) -> bool:
    """Whether a seal says all that an earlier one said."""
    return now.sha256 == was.sha256 and (not was.facts or now.facts == was.facts)


def _lost(seal: Seal, now: Sequence[Seal]) -> str:
    if not now:
        return f"the seal of {seal.name} has gone"
    if any(each.sha256 != seal.sha256 for each in now):
        return f"the seal of {seal.name} has been made anew, of another text"
    return f"the seal of {seal.name} has been made anew, with other facts"


def _changed_law(branch: Branch, before: Corpus, after: Corpus) -> Iterator[Problem]:
    """Each version that is law at the base and has gone, changed, or been made by something
    else.
    """
    sealed = seals_by_version(read_seals(branch.copy)[0])
    versions = named_versions(after)
    for name, was in named_versions(before).items():
        if name not in sealed and not _is_law(was, branch.as_of):
            continue
        now = versions.get(name)
        if now is None:
            yield _problem(_here(branch, was.path), f"{name} is law and has gone")
            continue
        if now.sha256 != was.sha256:
            message = f"{name} is law and has changed: a correction is a new version"
            yield _problem(now.path, message)
        yield from _changed_facts(was, now)


def _changed_facts(was: Version, now: Version) -> Iterator[Problem]:
    """What makes a version law and is not what it was, where no new correction says why."""
    if was.amendment is None:
        return
    if now.amendment is None:
        yield _problem(now.path, f"{now.name} is law and has lost the amendment that made it")
        return
    then, here = was.amendment.corrections, now.amendment.corrections
    if here[: len(then)] != then:
        message = "a correction that was recorded has gone or changed"
        yield _problem(now.amendment.path, message)
        return
    facts, told = enacting_facts(was), enacting_facts(now)
    for fact in unexplained(facts, told, here[len(then) :]):
        yield changed_fact(now, fact, facts.get(fact, ""), told.get(fact, ""))


def _unsealed_law(branch: Branch, before: Corpus, after: Corpus) -> Iterator[Problem]:
    """What the branch makes law and has not sealed: a direction is missing, or the seal is. The
    first version of a document without law may have come about before anybody recorded how.
    """
    was = named_versions(before)
    with_law = {each.document for each in was.values() if _is_law(each, branch.as_of)}
    for name, now in named_versions(after).items():
        known = name in was and _is_law(was[name], branch.as_of)
        is_first = now.document not in with_law and not enacting_facts(now).get("from")
        if not known and not is_first and _is_law(now, branch.as_of) and name not in after.sealed:
            message = f"{name} becomes law here and is not sealed, which takes its direction"
            yield _problem(now.path, message)


def _is_law(version: Version, as_of: dt.date) -> bool:
    return _stage(version, as_of).is_directed


def _stage(version: Version, as_of: dt.date) -> Stage:
    return version.amendment.stage(as_of) if version.amendment else Stage.DRAFTING


def _sealed_meanwhile(branch: Branch, before: Corpus, after: Corpus) -> Iterator[Problem]:
    """What the base has sealed since the branch began, and the branch changes."""
    there = text_at(branch.root, branch.base, f"{prefix(branch.root)}{SEALS}")
    known = seals_by_version(read_seals(branch.copy)[0])
    was, now = named_versions(before), named_versions(after)
    for name, seals in seals_by_version(parse_seals(branch.root, there or "")[0]).items():
        if name in known or name not in was or name not in now:
            continue
        old, new = was[name], now[name]
        if new.sha256 not in (old.sha256, seals[-1].sha256):
            message = f"{name} has been sealed at {branch.base} meanwhile, and changes here"
            yield _problem(new.path, message)
        elif enacting_facts(new) not in (enacting_facts(old), seals[-1].facts):
            message = f"what makes {name} law has been sealed at {branch.base} meanwhile"
            yield _problem(new.path, f"{message}, and changes here")


def _lost_issues(branch: Branch, before: Corpus, after: Corpus) -> Iterator[Problem]:
    """What was issued for consultation is never deleted, nor that it was: its address keeps
    answering.
    """
    versions = named_versions(after)
    for name, was in named_versions(before).items():
        stage = _stage(was, branch.as_of)
        if stage is Stage.DRAFTING or stage.is_directed:
            continue
        now = versions.get(name)
        if now is None:
            message = f"{name} was issued and has gone; what was issued is never deleted"
            yield _problem(_here(branch, was.path), message)
        elif _stage(now, branch.as_of) is Stage.DRAFTING:
            path = now.amendment.path if now.amendment else now.path
            yield _problem(path, f"{name} was issued, and nothing says so any more")


def _made_fiction(branch: Branch, before: Corpus, after: Corpus) -> Iterator[Problem]:
    """Documents that were real and are said to be made up, or the other way round."""
    for was, now in _in_both(before, after):
        if now.fictional != was.fictional:
            message = f"`fictional` of {was.id} is not what it was"
            yield _problem(_document_file(branch, was), message)


def _links(branch: Branch, changes: Sequence[FileChange]) -> Iterator[Problem]:
    """Files that have become symbolic links or other repositories, or came as such."""
    for change in changes:
        if change.is_link:
            yield _problem(change.path, "is a symbolic link, or another repository: not a file")


# --- What judges it -------------------------------------------------------------------------------


_PARTICULARS = ("title", "short_title", "place", "provenance")
"""What the file of a document tells readers that its law is, beside `fictional`."""


def _changed_particulars(branch: Branch, before: Corpus, after: Corpus) -> Iterator[Problem]:
    """Documents with law of which readers would be told otherwise what it is: that a
    reconstruction is the legal text.
    """
    for was, now in _in_both(before, after):
        if not any(_is_law(version, branch.as_of) for version in was.versions):
            continue
        for key in _PARTICULARS:
            if getattr(was, key) != getattr(now, key):
                message = f"changes `{key}` of {was.id}, by which readers know its law"
                yield _problem(_document_file(branch, was), message)


def _new_documents(branch: Branch, before: Corpus, after: Corpus) -> Iterator[Problem]:
    """Documents that come with law, where a record was, and have no seal for it: what they say of
    themselves is all that makes it law.
    """
    known = {document.id for document in before.documents}
    for document in after.documents if known else ():
        for version in document.versions if document.id not in known else ():
            if _is_law(version, branch.as_of) and version.name not in after.sealed:
                message = f"says that {version.name} is law, in a document that was not there"
                yield _problem(version.path, message)


def _in_both(before: Corpus, after: Corpus) -> Iterator[tuple[Document, Document]]:
    documents = {document.id: document for document in after.documents}
    for was in before.documents:
        if was.id in documents:
            yield was, documents[was.id]


def _document_file(branch: Branch, document: Document) -> Path:
    return branch.root / document.id / "document.yml"


def _new_waivers(before: Corpus, after: Corpus) -> Iterator[Problem]:
    known = {(each.rule, each.line, each.reason) for each in before.waivers}
    for waiver in after.waivers:
        if (waiver.rule, waiver.line, waiver.reason) not in known:
            message = f"waives `{waiver.rule}` in {waiver.file}"
            yield Problem(path=waiver.path, line=waiver.number, message=message)


def _new_names(branch: Branch, before: Corpus, after: Corpus) -> Iterator[Problem]:
    """What a document is said to need no definition of any more, which silences a rule."""
    for was, now in _in_both(before, after):
        for name in sorted(set(now.names) - set(was.names)):
            message = f"lists `{name}` under `names`, so that it needs no definition"
            yield _problem(_document_file(branch, was), message)


def _new_corrections(before: Corpus, after: Corpus) -> Iterator[Problem]:
    """Amendments that were no corrections where the branch began, and are said to be."""
    was: dict[str, Amendment] = {amendment.id: amendment for amendment in before.amendments}
    for now in after.amendments:
        if now.id in was and now.correction != was[now.id].correction:
            yield _problem(now.path, "sets `correction` of an amendment that was there before")


def _changed_judges(branch: Branch, changes: Sequence[FileChange]) -> Iterator[Problem]:
    record = prefix(branch.root)
    for change in changes:
        if change.path == "mkdocs.yml" and (day := _pinned_day(branch)):
            yield _problem(change.path, f"pins the day that the site shows: {day}")
        if not _is_record_or_prose(change.path, record):
            yield _problem(change.path, f"changes {_judge(change.path)}")


def _is_record_or_prose(path: str, record: str) -> bool:
    parts = PurePosixPath(path).parts
    if any(part.startswith(".git") for part in parts):
        return False
    if path.startswith(record) and record:
        return True
    if parts[0] == "docs":
        return path.endswith(".md")
    return parts[0] == "tests" or (len(parts) == 1 and (path.endswith(".md") or path in _PROSE))


def _judge(path: str) -> str:
    if any(part.startswith(".git") for part in PurePosixPath(path).parts[1:]):
        return "what git makes of files"
    return next((words for head, words in _JUDGES.items() if path.startswith(head)), _ELSE)


def _pinned_day(branch: Branch) -> str:
    """The line by which the configuration pins a day, where it did not at the base."""
    text = text_at(branch.root, "", "mkdocs.yml") or ""
    was = (text_at(branch.root, branch.commit, "mkdocs.yml") or "").splitlines()
    lines = (line for line in text.splitlines() if "as_of" in line and line not in was)
    return next((line.strip() for line in lines), "")


def _here(branch: Branch, path: str) -> Path:
    """Where a file of the copy stands, or stood, in the branch."""
    return branch.root / Path(path).relative_to(branch.copy)


def _problem(path: Path | str, message: str) -> Problem:
    shown = path if isinstance(path, str) else path.as_posix()
    return Problem(path=shown, line=0, message=message)
