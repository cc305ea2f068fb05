"""A branch, and the commit where it began → what of the branch would change the law, or what judges
it, with nobody having said so.

The law is what the base has: its seals, and every version that its dates make law. What judges it
is every file of the repository that is neither record nor prose: the program, its packages, its
configuration, what git makes of files. Whoever wants a judgement that the branch cannot bend runs
this from the code of the base, over the files of the branch. Never writes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from build_tools.editing.branch import (
    Branch,
    document_file,
    in_both,
    is_law,
    path_here,
    problem_at,
    signers_at_base,
    stage_of,
)
from build_tools.editing.judges import changed_judges
from build_tools.model import Amendment, Corpus, CorpusError, Problem, Stage, Version
from build_tools.record import survey, survey_copy
from build_tools.record.enactment import (
    changed_fact,
    decisions_fact,
    enacting_facts,
    named_versions,
    unexplained,
)
from build_tools.record.files import is_hidden
from build_tools.record.git import FileChange, changed_files, prefix, text_at, tracked_files
from build_tools.record.publication_log import LOG, lost_entries
from build_tools.record.seals import SEALS, Seal, parse_seals, read_seals, seals_by_version
from build_tools.record.signatures import read_signatures, unsigned_seals
from build_tools.record.status import was_directed

LAW = "law"
"""The rule of what would change the law."""
JUDGES = "judge"
"""The rule of what would change how the law is judged."""


def departures(branch: Branch) -> list[Problem]:
    """All that the branch would change in the law or in what judges it: first the law.

    A record with hidden files in the commit is not read at all: they are how an interrupted change
    is finished, and would rewrite what is judged.
    """
    if hidden := list(_hidden(branch)):
        return hidden
    before = survey_copy(branch.copy, branch.store)
    after, _ = survey(branch.root, store=branch.store)
    changes = changed_files(branch.root, branch.commit)
    law = [
        *_lost_seals(branch),
        *_lost_signatures(branch),
        *_unsigned_seals(branch),
        *_lost_entries(branch, before, after),
        *_changed_law(branch, before, after),
        *_unsealed_law(branch, before, after),
        *_sealed_meanwhile(branch, before, after),
        *_widened_law(branch, before, after),
        *_lost_issues(branch, before, after),
        *_taken_back(branch, before, after),
        *_changed_decisions(branch, before, after),
        *_made_fiction(branch, before, after),
        *_links(branch, changes),
    ]
    judges = changed_judges(branch, before, after, changes)
    found = [replace(problem, rule=LAW) for problem in law]
    return found + [replace(problem, rule=JUDGES) for problem in judges]


# --- The law --------------------------------------------------------------------------------------


def _hidden(branch: Branch) -> Iterator[Problem]:
    for path in tracked_files(branch.root):
        if any(is_hidden(part) for part in PurePosixPath(path).parts):
            message = "is a hidden file in the record, and belongs into no commit"
            yield replace(problem_at(branch.root / path, message), rule=LAW)


def _lost_seals(branch: Branch) -> Iterator[Problem]:
    """Seals are only ever added: those of the base stand here, each version's in their order."""
    here = seals_by_version(read_seals(branch.root)[0])
    for name, seals in seals_by_version(read_seals(branch.copy)[0]).items():
        left = list(here.get(name, ()))
        for seal in seals:
            while left and not _keeps(left[0], seal):
                left.pop(0)
            if not left:
                yield problem_at(branch.root / SEALS, _lost(seal, here.get(name, ())))
                break
            left.pop(0)


def _keeps(now: Seal, was: Seal) -> bool:
    """Whether a seal says all that an earlier one said."""
    is_same = now.pins() == was.pins() and now.again == was.again
    return is_same or (now.sha256 == was.sha256 and not was.facts)


def _lost(seal: Seal, now: Sequence[Seal]) -> str:
    if not now:
        return f"the seal of {seal.name} has gone"
    if any(each.sha256 != seal.sha256 for each in now):
        return f"the seal of {seal.name} has been made anew, of another text"
    return f"the seal of {seal.name} has been made anew, with other facts"


def _lost_signatures(branch: Branch) -> Iterator[Problem]:
    """Signatures are only ever added, like the seals that they are of."""
    here = {(each.name, each.text) for each in read_signatures(branch.root)[0]}
    for was in read_signatures(branch.copy)[0]:
        if (was.name, was.text) not in here:
            yield problem_at(
                path_here(branch, was.path.as_posix()), f"a signature of {was.name} has gone"
            )


def _unsigned_seals(branch: Branch) -> Iterator[Problem]:
    """What of the seals here nobody signed whom the base allows, whatever the branch says of who
    may; and of those that came with the branch, whom the base allows now: who was taken off its
    list since the branch began makes no law. Nothing where the base has no signers.
    """
    seals = read_seals(branch.root)[0]
    then, now = signers_at_base(branch)
    if then is not None:
        yield from unsigned_seals(branch.root, seals, then, branch.as_of)
    if now not in (None, then):
        known = {(seal.name, *seal.lines()) for seal in read_seals(branch.copy)[0]}
        new = [seal for seal in seals if (seal.name, *seal.lines()) not in known]
        yield from unsigned_seals(branch.root, new, now, branch.as_of)


def _lost_entries(branch: Branch, before: Corpus, after: Corpus) -> Iterator[Problem]:
    """What the publication log told at the base it tells here, and in the same place."""
    if before.log is None:
        return
    try:
        for lost in lost_entries(before.log, after.log):
            yield problem_at(branch.root / LOG, lost)
    except CorpusError as error:
        yield from error.problems


def _changed_law(branch: Branch, before: Corpus, after: Corpus) -> Iterator[Problem]:
    """Each version that is law at the base and has gone, changed, or been made by something
    else.
    """
    sealed = seals_by_version(read_seals(branch.copy)[0])
    versions = named_versions(after)
    for name, was in named_versions(before).items():
        if name not in sealed and not is_law(was, branch.as_of):
            continue
        now = versions.get(name)
        if now is None:
            yield problem_at(path_here(branch, was.path), f"{name} is law and has gone")
            continue
        if now.sha256 != was.sha256:
            message = f"{name} is law and has changed: a correction is a new version"
            yield problem_at(now.path, message)
        yield from _changed_facts(was, now)


def _changed_facts(was: Version, now: Version) -> Iterator[Problem]:
    """What makes a version law and is not what it was, where no new correction says why."""
    if was.amendment is None:
        return
    if now.amendment is None:
        yield problem_at(now.path, f"{now.name} is law and has lost the amendment that made it")
        return
    then, here = was.amendment.corrections, now.amendment.corrections
    if here[: len(then)] != then:
        message = "a correction that was recorded has gone or changed"
        yield problem_at(now.amendment.path, message)
        return
    facts, told = enacting_facts(was), enacting_facts(now)
    for fact in unexplained(facts, told, here[len(then) :]):
        yield changed_fact(now, fact, facts.get(fact, ""), told.get(fact, ""))


def _unsealed_law(branch: Branch, before: Corpus, after: Corpus) -> Iterator[Problem]:
    """What the branch makes law and has not sealed: a direction is missing, or the seal is. The
    first version of a document without law may have come about before anybody recorded how.
    """
    was = named_versions(before)
    with_law = {each.document for each in was.values() if is_law(each, branch.as_of)}
    for name, now in named_versions(after).items():
        if not was_directed(after.document(now.document), now, branch.as_of):
            continue  # a text that was carried on is kept, and was never directed itself
        known = name in was and is_law(was[name], branch.as_of)
        is_first = now.document not in with_law and not enacting_facts(now).get("from")
        if not known and not is_first and is_law(now, branch.as_of) and name not in after.sealed:
            message = (
                f"{name} becomes law here and is not sealed, which takes the day of its decision"
            )
            yield problem_at(now.path, message)


def _widened_law(branch: Branch, before: Corpus, after: Corpus) -> Iterator[Problem]:
    """Amendments that made law and would have changed more documents than they did."""
    now = {amendment.id: amendment for amendment in after.amendments}
    for was in before.amendments:
        if was.id in now and was.stage(branch.as_of).is_directed:
            known = {step.document for step in was.steps}
            for step in now[was.id].steps:
                if step.document not in known:
                    message = f"{was.id} is law and has not made {step.document}@{step.new}"
                    yield problem_at(now[was.id].path, message)


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
            yield problem_at(new.path, message)
        elif enacting_facts(new) not in (enacting_facts(old), seals[-1].facts):
            message = f"what makes {name} law has been sealed at {branch.base} meanwhile"
            yield problem_at(new.path, f"{message}, and changes here")


def _lost_issues(branch: Branch, before: Corpus, after: Corpus) -> Iterator[Problem]:
    """What was issued for consultation is never deleted, nor that it was: its address keeps
    answering.
    """
    versions = named_versions(after)
    for name, was in named_versions(before).items():
        stage = stage_of(was, branch.as_of)
        if stage is Stage.DRAFTING or stage.is_directed:
            continue
        now = versions.get(name)
        if now is None:
            message = f"{name} was issued and has gone; what was issued is never deleted"
            yield problem_at(path_here(branch, was.path), message)
        elif stage_of(now, branch.as_of) is Stage.DRAFTING:
            path = now.amendment.path if now.amendment else now.path
            yield problem_at(path, f"{name} was issued, and nothing says so any more")


def _taken_back(branch: Branch, before: Corpus, after: Corpus) -> Iterator[Problem]:
    """Of amendments that were issued and are no law: those that have gone, and each step that had
    come, and withdrawal, of which nothing is told any more. The day may be put right, since nobody
    was bound by it; what is law is told elsewhere.
    """
    now = {amendment.id: amendment for amendment in after.amendments}
    for was in before.amendments:
        stage = was.stage(branch.as_of)
        if stage is Stage.DRAFTING or stage.is_directed:
            continue
        if was.id not in now:
            message = f"{was.id} was issued and has gone; what was issued is never deleted"
            yield problem_at(path_here(branch, was.path), message)
        else:
            yield from _no_longer_come(was, now[was.id])


def _no_longer_come(was: Amendment, now: Amendment) -> Iterator[Problem]:
    came = {name: event.actual for name, event in was.events.items() if event.actual}
    here = {name for name, event in now.events.items() if event.actual}
    told = [f"`{name}` had come" for name in came if name not in here]
    if was.withdrawn and not now.withdrawn:
        told.append("was withdrawn")
    for each in told:
        yield problem_at(now.path, f"{was.id}: {each}, and nothing says so any more")


def _changed_decisions(branch: Branch, before: Corpus, after: Corpus) -> Iterator[Problem]:
    """What was decided after a consultation that has been concluded is never deleted, and only
    changes with a correction that says why; once it made law, its seal holds it.
    """
    now = {amendment.id: amendment for amendment in after.amendments}
    for was in before.amendments:
        here = now.get(was.id)
        if here is None or was.decisions is None or not was.has_come("conclusion", branch.as_of):
            continue
        if here.decisions is None:
            message = f"what was decided on {was.id} has gone, which was concluded"
            yield problem_at(path_here(branch, was.decisions.path), message)
        elif not was.stage(branch.as_of).is_directed:
            yield from _altered_decisions(was, here, here.decisions.path)


def _altered_decisions(was: Amendment, now: Amendment, path: str) -> Iterator[Problem]:
    fact, new = decisions_fact(was), now.corrections[len(was.corrections) :]
    if unexplained({"decisions": fact}, {"decisions": decisions_fact(now)}, new):
        message = f"what was decided on {was.id} has changed, which was concluded"
        reason = f"{{fact: decisions, was: {fact}, reason: …}}"
        form = f"what it was; or, where that was wrong, corrections: [{reason}]"
        yield replace(problem_at(path, message), form=form)


def _made_fiction(branch: Branch, before: Corpus, after: Corpus) -> Iterator[Problem]:
    """Documents that were real and are said to be made up, or the other way round."""
    for was, now in in_both(before, after):
        if now.fictional != was.fictional:
            message = f"`fictional` of {was.id} is not what it was"
            yield problem_at(document_file(branch, was), message)


def _links(branch: Branch, changes: Sequence[FileChange]) -> Iterator[Problem]:
    """Files that have become symbolic links or other repositories, or came as such."""
    for change in changes:
        if change.is_link:
            yield problem_at(change.path, "is a symbolic link, or another repository: not a file")
