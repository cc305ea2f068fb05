"""Two tokenized contents in, the hunks between them out: stretches kept and stretches replaced.

Words are compared first and what separates them after, or "France" would be given up for two commas
and a space that stand in both texts anyway. What reads best is decided in `cleanup`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from build_tools.compare.words.similarity_measures import Vocabulary, diff_operations
from build_tools.compare.words.tokens import Tokens
from build_tools.model import Noise

WordRun: TypeAlias = tuple[list[int], list[int]]
"""Where the words of a run that both texts have stand, in the old tokens and in the new."""


@dataclass(slots=True)
class Hunk:
    """A stretch of tokens that is kept, or one that is replaced (either side may be empty)."""

    old: range
    new: range
    kept: bool
    begins_with_note: bool = False
    """Such a hunk is not to be joined with what stands before it."""
    noise: Noise | None = None
    """The class of a consequential change; None for one of substance, and for what is kept."""

    @property
    def is_replacement(self) -> bool:
        """Whether something was struck, and something put in its place."""
        return not self.kept and bool(self.old) and bool(self.new)


def diff(old: Tokens, new: Tokens) -> list[Hunk]:
    """The hunks in order: as many words kept as can be, and then the separators round them.

    The way back is the mirror image of the way there.
    """
    found = _Hunks(old, new)
    i = j = 0
    for olds, news in _common_words(old, new):
        found.add_between(range(i, olds[0]), range(j, news[0]))
        i, j = olds[-1] + 1, news[-1] + 1
        if old.keys[olds[0] : i] == new.keys[news[0] : j]:
            found.extend(range(olds[0], i), range(news[0], j), kept=True)
        else:
            found.add_word_by_word(olds, news)
    found.add_between(range(i, len(old.keys)), range(j, len(new.keys)))
    return found.hunks


def _common_words(old: Tokens, new: Tokens) -> Iterator[WordRun]:
    """The runs of a longest common subsequence of what is not a separator."""
    vocabulary = Vocabulary()
    olds, news = old.without_separators(), new.without_separators()
    old_codes = vocabulary.codes([old.keys[at] for at in olds])
    new_codes = vocabulary.codes([new.keys[at] for at in news])
    backwards = new.keys < old.keys
    if backwards:
        operations = diff_operations(new_codes, old_codes)
    else:
        operations = diff_operations(old_codes, new_codes)
    i = j = 0
    for operation, length in operations:
        if operation == "=":
            yield olds[i : i + length], news[j : j + length]
            i, j = i + length, j + length
        elif operation == ("+" if backwards else "-"):
            i += length
        else:
            j += length


class _Hunks:
    """The hunks found so far between two tokenized contents."""

    def __init__(self, old: Tokens, new: Tokens) -> None:
        self.old = old
        self.new = new
        self.hunks: list[Hunk] = []

    def extend(self, old: range, new: range, *, kept: bool) -> None:
        """Add a stretch, to the hunk before it when both are kept or both replaced."""
        if not old and not new:
            return
        last = self.hunks[-1] if self.hunks else None
        if last and last.kept == kept and not last.begins_with_note:
            last.old = range(last.old.start, old.stop)
            last.new = range(last.new.start, new.stop)
        else:
            self.hunks.append(Hunk(old, new, kept))

    def add_word_by_word(self, olds: list[int], news: list[int]) -> None:
        """Add a run of kept words between which some separators differ."""
        i, j = olds[0], news[0]
        for old_at, new_at in zip(olds, news, strict=True):
            self.add_between(range(i, old_at), range(j, new_at))
            i, j = old_at + 1, new_at + 1
            self.extend(range(old_at, i), range(new_at, j), kept=True)

    def add_between(self, old: range, new: range) -> None:
        """Add what stands between two kept words, divided at the notes, so that "4.3¹" never
        becomes "4.2²" in one breath.
        """
        old_notes, new_notes = self.old.notes(old), self.new.notes(new)
        if len(old_notes) != len(new_notes):
            self._replace(old, new)
            return
        i, j = old.start, new.start
        for old_at, new_at in zip(old_notes, new_notes, strict=True):
            self._replace(range(i, old_at), range(j, new_at))
            i, j = old_at + 1, new_at + 1
            self._add_note(range(old_at, i), range(new_at, j))
        self._replace(range(i, old.stop), range(j, new.stop))

    def _replace(self, old: range, new: range) -> None:
        """Replace a stretch by another, but for what is the same at both ends; what follows the
        first note stands by itself.
        """
        head, tail = _common_ends(self.old.keys_in(old), self.new.keys_in(new))
        old_middle, new_middle = old[head : len(old) - tail], new[head : len(new) - tail]
        self.extend(old[:head], new[:head], kept=True)
        old_notes, new_notes = self.old.notes(old_middle), self.new.notes(new_middle)
        if old_notes or new_notes:
            i = old_notes[0] if old_notes else old_middle.stop
            j = new_notes[0] if new_notes else new_middle.stop
            self._replace(range(old_middle.start, i), range(new_middle.start, j))
            self._add_note(range(i, old_middle.stop), range(j, new_middle.stop))
        else:
            self.extend(old_middle, new_middle, kept=False)
        self.extend(old[len(old) - tail :], new[len(new) - tail :], kept=True)

    def _add_note(self, old: range, new: range) -> None:
        self.hunks.append(Hunk(old, new, kept=False, begins_with_note=True))


def _common_ends(old: list[str], new: list[str]) -> tuple[int, int]:
    """How many keys two stretches have in common at their beginning, and at their end after
    that.
    """
    shorter = min(len(old), len(new))
    head = 0
    while head < shorter and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail
