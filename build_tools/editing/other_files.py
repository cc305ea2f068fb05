"""A branch and what is told of it → every other file that it changes, so that "nothing differs" is
never said beside a page that does; and what each has come to hold that nobody sees. Never writes.
"""

from collections.abc import Iterator

from build_tools.editing.branch import Branch
from build_tools.model.characters import odd_characters
from build_tools.model.look_alikes import disguised_words, words_with_dots
from build_tools.record.changeset import Changeset, Fate, OtherFile
from build_tools.record.git import FileChange, changed_files, prefix, text_at
from build_tools.record.loading import AMENDMENTS, DECISIONS, DESCRIPTION, DIRECTION

_MOST = 5
"""How many things that nobody sees are named of one file."""


def other_files(branch: Branch, told: Changeset) -> Iterator[OtherFile]:
    """The files of the repository that differ and are none of those of which `told` tells."""
    known = {f"{prefix(branch.root)}{path}" for path in _told(told)}
    for change in changed_files(branch.root, branch.commit):
        if change.path not in known:
            fate: Fate = "added" if change.is_new else "changed" if change.is_there else "removed"
            hides = tuple(_hidden(branch, change))[:_MOST] if change.is_there else ()
            yield OtherFile(fate=fate, path=change.path, hides=hides)


def _told(changeset: Changeset) -> Iterator[str]:
    """The files that hold what is told, by their paths in the record."""
    for text in changeset.texts:
        document, label = text.name.split()[0].split("@")
        yield f"{document}/{label}.md"
    for fact in changeset.facts:
        if fact.what == "document":
            yield f"{fact.id}/{DESCRIPTION}"
        else:
            yield f"{AMENDMENTS}/{fact.id}.yml"
            yield f"{AMENDMENTS}/{fact.id}{DIRECTION}"
            yield f"{DECISIONS}/{fact.id}.yml"


def _hidden(branch: Branch, change: FileChange) -> Iterator[str]:
    """What a reader of the file cannot see, or takes for something else, and it did not hold."""
    now = _unseen(text_at(branch.root, "", change.path) or "")
    before = "" if change.is_new else text_at(branch.root, branch.commit, change.path)
    yield from sorted(now - _unseen(before or ""))


def _unseen(text: str) -> set[str]:
    plain = text.replace("\t", " ").replace("\r", "")
    found = {said.removeprefix("holds the character ") for _, said in odd_characters(plain)}
    for word, letter in disguised_words(plain, words_with_dots(plain)):
        found.add(f"U+{ord(letter):04X} in {word[0]}, which is no letter of ours")
    return found
