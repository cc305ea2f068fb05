"""Words: two contents in, the edits between them out.

Texts are cut into tokens that a lawyer would not see torn (dates, amounts, references, addresses), compared token by
token with diff-match-patch without a time limit, and then settled into what reads best: no islands of a word or two
between two rewrites, insertions that begin and end where words and sentences do. Nothing here knows of blocks.
"""

import unicodedata
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

import regex
from fast_diff_match_patch import diff as diff_match_patch
from rapidfuzz.distance import Indel, LCSseq

from build_tools.model import Content, Edit, Edits, Noise, Run, joined, plain, prose

SHARED_FLOOR = 0.3
"""Below this share of kept letters two texts are shown whole, one struck and one inserted."""

_MONTHS = "|".join(
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember".split("|")
)
_TOKEN = regex.compile(
    rf"""
      https?://[^\s<>]*[^\s<>.,;:!?)\]'"]                                    # an address
    | \d{{1,2}}\.?[ \u00a0](?:{_MONTHS})[ \u00a0]\d{{4}}\b                   # a date in words
    | (?<![\w)])(?:[-−+]?[£$€]?|[A-Za-z]{{1,2}})\d+(?:[.,:/–-]?[\p{{L}}\p{{N}}]+)*(?:\(\w{{1,4}}\))*%?
                                                                             # 1,250.50  2023-01-31  17.6A(a)  H14.2
    | (?<![\p{{L}}\p{{N}}])(?:\((?:[a-z]{{1,2}}|[ivxl]{{1,5}}|[A-Z]|\d{{1,2}}[A-Z]?)\))+  # (b)(ii)(B)
    | [\p{{Han}}\p{{Hiragana}}\p{{Katakana}}]\p{{M}}*                        # scripts without spaces
    | [\p{{L}}\p{{M}}\p{{N}}_]+(?:['’‑-][\p{{L}}\p{{M}}\p{{N}}_]+)*          # a word, compounds whole
    | \n | [^\S\n]+
    | \X                                                                     # one character as a reader sees it
    """,
    regex.VERBOSE,
)
_WORD = regex.compile(r"[\p{L}\p{N}]")
_SUBSTANTIAL_SIGNS = frozenset("%‰&@#*/\\")
"""Signs that Unicode calls punctuation and a lawyer would not."""
_CLOSING = frozenset(".,;:!?)")
_LOOKALIKES = str.maketrans("‘’“”„‑", '\'\'"""-')
"""Straight quotation marks and the plain hyphen for their typographic forms."""


@dataclass(frozen=True, slots=True)
class Renumbering:
    """What the comparison of two texts knows of provisions that only changed their number."""

    notes: Mapping[str, str] = field(default_factory=dict)
    """Old label of a footnote to new."""
    same_provision: Callable[[str, int, str, int], bool] = lambda _old, _old_at, _new, _new_at: False
    """Whether the references at an offset of the old text and at one of the new point at one provision."""


NOTHING_RENUMBERED = Renumbering()


def common(old: str, new: str) -> list[tuple[int, int]]:
    """The positions that a longest common subsequence of two encoded texts pairs, in order."""
    pairs: list[tuple[int, int]] = []
    i = j = 0
    for op, length in diff_match_patch(old, new, timelimit=0, checklines=False, cleanup="No", counts_only=True):
        if op == "=":
            pairs.extend((i + at, j + at) for at in range(length))
        i += length if op in "=-" else 0
        j += length if op in "=+" else 0
    return pairs


class Vocabulary:
    """Texts as strings of one character for each word, so that bit-parallel scorers compare words and not letters."""

    def __init__(self) -> None:
        self._codes: dict[Hashable, str] = {}

    def encode(self, text: str) -> str:
        """The words of `text`, in order and without regard to case, spaces and punctuation."""
        return "".join(self.code(word.casefold()) for word in _TOKEN.findall(text) if _WORD.search(word))

    def code(self, key: Hashable) -> str:
        """The character that stands for `key`."""
        code = self._codes.get(key)
        if code is None:
            number = len(self._codes) + 1
            code = self._codes[key] = chr(number if number < 0xD800 else number + 0x800)
        return code


def similarity(old: str, new: str, floor: float = 0.0) -> float:
    """How much two encoded texts share, 0 to 1: twice the longest common subsequence over both lengths.

    Two texts without a word are alike. A value below `floor` is given as 0.
    """
    return Indel.normalized_similarity(old, new, score_cutoff=floor)


def contained(part: str, whole: str) -> float:
    """How much of an encoded text stands, in its order, in another, 0 to 1."""
    return LCSseq.similarity(part, whole) / len(part) if part else 1.0


def compare(old: Content, new: Content, renumbering: Renumbering = NOTHING_RENUMBERED) -> Edits:
    """The edits that make `new` of `old`; replayed, they give both contents back exactly."""
    if old == new:
        return (Edit("=", old, new),) if old else ()
    old_tokens, new_tokens = _tokens(old), _tokens(new)
    hunks = _hunks(old_tokens, new_tokens)
    _slide(hunks)
    _class_noise(hunks, renumbering)
    _absorb(hunks)
    _close_brackets(hunks)
    if _shared(hunks) < SHARED_FLOOR:
        hunks = [_Hunk(old_tokens, new_tokens, kept=False)]
        _class_noise(hunks, renumbering)
    return tuple(edit for hunk in hunks for edit in _edits(hunk))


@dataclass(frozen=True, slots=True)
class _Token:
    key: str
    """What is compared: the text, and for a note or picture also what it is."""
    content: Content

    @property
    def is_space(self) -> bool:
        return self.key.isspace()


@dataclass(slots=True)
class _Hunk:
    """A stretch that is kept, or one that is replaced (either side may be empty)."""

    old: list[_Token]
    new: list[_Token]
    kept: bool
    noise: Noise | None = None
    size: int = field(init=False)

    def __post_init__(self) -> None:
        self.size = max(_letters(self.old), _letters(self.new))


def _letters(tokens: Iterable[_Token]) -> int:
    return sum(len(token.key) for token in tokens if not token.is_space)


def _tokens(content: Content) -> list[_Token]:
    """Tokens may run across changes of marks, but never across a footnote reference or a picture."""
    tokens: list[_Token] = []
    for atom, group in groupby(content, key=_atom):
        runs = list(group)
        if atom:
            tokens.extend(_Token(f"\ufffc{mark_key}{run.text}", (run,)) for run in runs for mark_key in [atom])
        else:
            tokens.extend(_cut(runs))
    return tokens


def _atom(run: Run) -> str:
    """What makes a run one indivisible thing; empty for text."""
    return next((f"{mark.kind} " for mark in run.marks if mark.kind in ("footnote", "image")), "")


def _cut(runs: Sequence[Run]) -> Iterable[_Token]:
    """The tokens of the runs' text, each with its own part of the runs."""
    pending = list(reversed(runs))
    for text in _TOKEN.findall(plain(tuple(runs))):
        parts: list[Run] = []
        missing = len(text)
        while missing:
            run = pending.pop()
            if len(run.text) > missing:
                pending.append(Run(run.text[missing:], run.marks))
                run = Run(run.text[:missing], run.marks)
            parts.append(run)
            missing -= len(run.text)
        yield _Token(" " if text.isspace() and text != "\n" else text, tuple(parts))


def _hunks(old: list[_Token], new: list[_Token]) -> list[_Hunk]:
    """The minimal difference, as kept and replaced stretches in turn."""
    vocabulary = Vocabulary()
    encoded = ["".join(vocabulary.code(token.key) for token in side) for side in (old, new)]
    ops = diff_match_patch(*encoded, timelimit=0, checklines=False, cleanup="No", counts_only=True)
    hunks: list[_Hunk] = []
    i = j = 0
    for kept, group in groupby(ops, key=lambda op: op[0] == "="):
        lengths = dict.fromkeys("=-+", 0)
        for op, length in group:
            lengths[op] += length
        di, dj = lengths["="] + lengths["-"], lengths["="] + lengths["+"]
        hunks.append(_Hunk(old[i : i + di], new[j : j + dj], kept))
        i, j = i + di, j + dj
    return hunks


def _slide(hunks: list[_Hunk]) -> None:
    """Move each lone insertion or deletion, among the places that mean the same, to where it reads best."""
    for before, hunk, after in zip(hunks, hunks[1:], hunks[2:], strict=False):
        if hunk.kept or (hunk.old and hunk.new):
            continue
        line = before.new + (hunk.new or hunk.old) + after.new
        start, length = len(before.new), len(hunk.new or hunk.old)
        low = start
        while low > 1 and line[low - 1].key == line[low + length - 1].key:
            low -= 1
        high = start
        while high + length < len(line) - 1 and line[high].key == line[high + length].key:
            high += 1
        best = max(range(low, high + 1), key=lambda at: (_rest(line, at) + _rest(line, at + length), at == start, -at))
        _shift(before, hunk, after, best - start)


def _rest(line: list[_Token], at: int) -> int:
    """How natural a pause there is before the token at `at`, 0 to 20; the sum over both ends of an edit decides."""
    if at in (0, len(line)):
        return 20
    if line[at - 1].is_space:
        previous = line[at - 2].key if at > 1 else ""
        return 16 if previous in {".", ";", ":", "!", "?"} else 12 if previous == "," else 8
    return 10 if line[at].key in _CLOSING else 7 if line[at].is_space else 0


def _shift(before: _Hunk, hunk: _Hunk, after: _Hunk, by: int) -> None:
    for side in ("old", "new"):
        left, middle, right = (list(getattr(part, side)) for part in (before, hunk, after))
        whole, cut = left + middle + right, len(left) + by
        width = len(middle)
        setattr(before, side, whole[:cut])
        setattr(hunk, side, whole[cut : cut + width])
        setattr(after, side, whole[cut + width :])


def _absorb(hunks: list[_Hunk]) -> None:
    """Join two rewrites with the island between them when the island is too small to help a reader."""
    at = 1
    while at < len(hunks) - 1:
        left, island, right = hunks[at - 1 : at + 2]
        if island.kept and _is_chaff(left, island, right):
            hunks[at - 1 : at + 2] = [
                _Hunk(left.old + island.old + right.old, left.new + island.new + right.new, kept=False)
            ]
            at = max(at - 2, 1)
        else:
            at += 1


def _close_brackets(hunks: list[_Hunk]) -> None:
    """Take the ")" after a rewrite into it when the "(" that it closes was rewritten."""
    for hunk, after in pairwise(hunks):
        if after.kept and after.new[0].key == ")" and min(_depth(hunk.old), _depth(hunk.new)) > 0:
            hunk.old.append(after.old.pop(0))
            hunk.new.append(after.new.pop(0))


def _depth(tokens: Iterable[_Token]) -> int:
    """How many brackets stand open at the end."""
    return sum((token.key == "(") - (token.key == ")") for token in tokens)


def _is_chaff(left: _Hunk, island: _Hunk, right: _Hunk) -> bool:
    if left.noise or right.noise or not (left.old and left.new and right.old and right.new):
        return False
    if _is_figure(left) or _is_figure(right):
        return False
    words = [token.key for token in island.new if _WORD.search(token.key)]
    small = all(len(word) <= 3 and not word[0].isdigit() for word in words) and len(words) <= 2
    return island.size * (1 if small else 3) <= min(left.size, right.size)


def _is_figure(hunk: _Hunk) -> bool:
    """Whether one date, amount or reference took the place of another, which a reader wants to see by itself."""
    tokens = hunk.old + hunk.new
    return len(hunk.old) == len(hunk.new) == 1 and all(any(map(str.isdigit, token.key)) for token in tokens)


def _shared(hunks: list[_Hunk]) -> float:
    """The share kept, of letters or of words, whichever is more; 1 when there is nothing to tear apart."""
    return max(_share(hunks, _letters), _share(hunks, _words))


def _share(hunks: list[_Hunk], measure: Callable[[Iterable[_Token]], int]) -> float:
    kept = sum(measure(hunk.new) for hunk in hunks if hunk.kept)
    old, new = sum(measure(hunk.old) for hunk in hunks), sum(measure(hunk.new) for hunk in hunks)
    return 2 * kept / (old + new) if old and new else 1.0


def _words(tokens: Iterable[_Token]) -> int:
    return sum(1 for token in tokens if _WORD.search(token.key))


def _edits(hunk: _Hunk) -> Iterable[Edit]:
    if hunk.kept:
        yield from _kept(hunk)
        return
    if old := _content(hunk.old):
        yield Edit("-", old, (), hunk.noise)
    if new := _content(hunk.new):
        yield Edit("+", (), new, hunk.noise)


def _content(tokens: Iterable[_Token]) -> Content:
    return joined(run for token in tokens for run in token.content)


def _kept(hunk: _Hunk) -> Iterable[Edit]:
    """The kept tokens; those whose marks, or kind of space, are not the same on both sides as `~`."""
    pairs = zip(hunk.old, hunk.new, strict=True)
    for same, group in groupby(pairs, key=lambda pair: pair[0].content == pair[1].content):
        tokens = list(group)
        old, new = (joined(run for pair in tokens for run in pair[side].content) for side in (0, 1))
        if same or old == new:
            yield Edit("=", old, new)
        else:
            yield Edit("~", old, new, "formatting")


def _class_noise(hunks: list[_Hunk], renumbering: Renumbering) -> None:
    """Class each replacement that only follows from a renumbering, or touches nothing but punctuation."""
    texts = ["".join(prose(_content(getattr(hunk, side))) for hunk in hunks) for side in ("old", "new")]
    old_at = new_at = 0
    for hunk in hunks:
        old, new = _content(hunk.old), _content(hunk.new)
        if not hunk.kept:
            hunk.noise = _noise(old, new, renumbering)
            if not hunk.noise and old and new and renumbering.same_provision(texts[0], old_at, texts[1], new_at):
                hunk.noise = "cross-reference"
        old_at += len(plain(old))
        new_at += len(plain(new))


def _noise(old: Content, new: Content, renumbering: Renumbering) -> Noise | None:
    note_before, note_after = _lone_note(old), _lone_note(new)
    if note_before and note_after and renumbering.notes.get(note_before) == note_after:
        return "renumbering"
    before, after = plain(old), plain(new)
    alike = before.translate(_LOOKALIKES) == after.translate(_LOOKALIKES)
    return "punctuation" if alike or all(_is_punctuation(char) for char in before + after) else None


def _lone_note(content: Content) -> str:
    """The label of the footnote reference that is all of the content; empty when it is something else."""
    marks = content[0].marks if len(content) == 1 else ()
    return next((mark.target for mark in marks if mark.kind == "footnote"), "")


def _is_punctuation(char: str) -> bool:
    return char.isspace() or (unicodedata.category(char)[0] == "P" and char not in _SUBSTANTIAL_SIGNS)
