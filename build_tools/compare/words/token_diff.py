"""Two tokenized contents in, the hunks between them out: stretches kept and stretches replaced.

Words are compared first and what separates them after, or "France" would be given up for two commas
and a space that stand in both texts anyway. What reads best is decided in `cleanup`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from build_tools.compare.words.similarity_measures import Vocabulary, diff_operations
from build_tools.compare.words.tokens import Tokens
from build_tools.compare.words.windows import common_ends
from build_tools.model import Noise, plain

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
    return _joined(_as_printed(stretch, old, new) for stretch in _stretches(old, new))


def _as_printed(stretch: Hunk, old: Tokens, new: Tokens) -> Hunk:
    """A stretch; as kept where both texts print the same number for two provisions: nothing in it
    was changed.
    """
    if stretch.kept or len(stretch.old) != len(stretch.new):
        return stretch
    named = old.names_provision(stretch.old) or new.names_provision(stretch.new)
    if not named or plain(old.content_of(stretch.old)) != plain(new.content_of(stretch.new)):
        return stretch
    return replace(stretch, kept=True)


def _joined(stretches: Iterable[Hunk]) -> list[Hunk]:
    """Stretches as hunks: those side by side that are both kept or both replaced are one, but for
    what begins with a note.
    """
    hunks: list[Hunk] = []
    for each in stretches:
        if not each.old and not each.new:
            continue
        last = hunks[-1] if hunks else None
        by_itself = each.begins_with_note or (last and last.begins_with_note)
        if last and last.kept == each.kept and not by_itself:
            last.old = range(last.old.start, each.old.stop)
            last.new = range(last.new.start, each.new.stop)
        else:
            hunks.append(each)
    return hunks


def _stretches(old: Tokens, new: Tokens) -> Iterator[Hunk]:
    """The stretches kept and replaced, in order; some are empty."""
    i = j = 0
    for olds, news in _common_words(old, new):
        yield from _between(old, new, range(i, olds[0]), range(j, news[0]))
        i, j = olds[-1] + 1, news[-1] + 1
        if old.keys[olds[0] : i] == new.keys[news[0] : j]:
            yield Hunk(range(olds[0], i), range(news[0], j), kept=True)
        else:
            yield from _word_by_word(old, new, olds, news)
    yield from _between(old, new, range(i, len(old.keys)), range(j, len(new.keys)))


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


def _word_by_word(old: Tokens, new: Tokens, olds: list[int], news: list[int]) -> Iterator[Hunk]:
    """A run of kept words between which some separators differ."""
    i, j = olds[0], news[0]
    for old_at, new_at in zip(olds, news, strict=True):
        yield from _between(old, new, range(i, old_at), range(j, new_at))
        i, j = old_at + 1, new_at + 1
        yield Hunk(range(old_at, i), range(new_at, j), kept=True)


def _between(old: Tokens, new: Tokens, olds: range, news: range) -> Iterator[Hunk]:
    """What stands between two kept words, divided at the notes, so that "4.3¹" never becomes "4.2²"
    in one breath.
    """
    if not olds and not news:
        return
    old_notes, new_notes = old.notes(olds), new.notes(news)
    if len(old_notes) != len(new_notes):
        yield from _replacement(old, new, olds, news)
        return
    i, j = olds.start, news.start
    for old_at, new_at in zip(old_notes, new_notes, strict=True):
        yield from _replacement(old, new, range(i, old_at), range(j, new_at))
        i, j = old_at + 1, new_at + 1
        yield _from_note(range(old_at, i), range(new_at, j))
    yield from _replacement(old, new, range(i, olds.stop), range(j, news.stop))


def _replacement(old: Tokens, new: Tokens, olds: range, news: range) -> Iterator[Hunk]:
    """A stretch and what replaces it, but for what is the same at both ends."""
    head, tail = common_ends(old.keys_in(olds), new.keys_in(news))
    old_end, new_end = len(olds) - tail, len(news) - tail
    yield Hunk(olds[:head], news[:head], kept=True)
    yield from _rewrite(old, new, olds[head:old_end], news[head:new_end])
    yield Hunk(olds[old_end:], news[new_end:], kept=True)


def _rewrite(old: Tokens, new: Tokens, olds: range, news: range) -> Iterator[Hunk]:
    """The same without anything in common at its ends: what follows the first note stands by
    itself.
    """
    old_notes, new_notes = old.notes(olds), new.notes(news)
    if not old_notes and not new_notes:
        yield Hunk(olds, news, kept=False)
        return
    i = old_notes[0] if old_notes else olds.stop
    j = new_notes[0] if new_notes else news.stop
    yield from _replacement(old, new, range(olds.start, i), range(news.start, j))
    yield _from_note(range(i, olds.stop), range(j, news.stop))


def _from_note(old: range, new: range) -> Hunk:
    return Hunk(old, new, kept=False, begins_with_note=True)
