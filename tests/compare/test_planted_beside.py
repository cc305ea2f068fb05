"""Nothing of substance hides: a word, a figure or a sign that is planted beside what is only
consequential, before it or after it, is never a part of what may be muted.

The texts are real: those of the record and of the corpora. Wherever a redline of two of them has
something consequential, one is planted in the new text, and both ways are compared again.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, cycle, pairwise, product

import pytest

from build_tools.compare.redline import redline
from build_tools.model import Edit, Edits, Noise, Passage, Redline, Version
from build_tools.record.files import load_file
from tests.paths import ROOT
from tests.real_pairs import CORPORA, LARGE
from tests.reviewing import version_of

WORD, FIGURE, SIGNS = "zxqv", "70917", "‱†⁂"
"""A word and a figure that no text holds, and signs of which no text holds all."""
CONTEXT = 16
"""So many characters before an edit tell where in the source it stands."""
ENOUGH = 2000
"""So many plants prove it."""


@dataclass(frozen=True, slots=True)
class Site:
    """Something consequential in the source of a block."""

    before: str
    text: str
    after: str
    noise: Noise

    def place(self, source: str) -> tuple[int, int]:
        """Where it begins and ends in the source; -1 when that cannot be told."""
        whole = self.before + self.text + self.after
        if source.count(whole) != 1:
            return -1, -1
        start = source.index(whole) + len(self.before)
        return start, start + len(self.text)


def block_sites(passage: Passage, consequential: set[str]) -> Iterator[Site]:
    """What is consequential in a passage."""
    assert passage.new
    if passage.old and passage.old.label != passage.new.label and passage.change in consequential:
        yield Site("", passage.new.label, "", "renumbering")
    yield from edit_sites(passage.edits)
    for cell in chain.from_iterable(passage.table.cells if passage.table else ()):
        yield from edit_sites(cell.edits)
        if cell.change in consequential:
            number = "".join(edit.text for edit in cell.edits if edit.op in "=+")
            yield Site("| ", number, " |", "renumbering")


def edit_sites(edits: Edits) -> Iterator[Site]:
    """What is consequential among the edits of a text."""
    before = ""
    for edit in edits:
        if edit.noise and edit.new and edit.text.strip():
            yield of_note(edit) or Site(before[-CONTEXT:], edit.text, "", edit.noise)
        before += edit.text if edit.new else ""


def of_note(edit: Edit) -> Site | None:
    is_note = any(
        mark.kind == "footnote" for mark in chain.from_iterable(r.marks for r in edit.new)
    )
    return Site("", f"[^{edit.text}]", "", "renumbering") if is_note else None


def planted(result: Redline, start: int) -> tuple[Version, Counter[Noise]]:
    """The new text with something planted in every block in which something is consequential, and
    beside what; `start` says with which of the plants to begin."""
    plants = cycle(product(("before", "after"), (WORD, FIGURE, sign(result))))
    for _ in range(start):
        next(plants)
    consequential = {change.id for change in result.changes if change.consequential}
    passages = {each.new.line: each for each in result.passages if each.new}
    count: Counter[Noise] = Counter()
    sources = []
    for block in result.new.body:
        found = [
            (*site.place(block.source), site.noise)
            for site in block_sites(passages[block.line], consequential)
        ]
        source, last = block.source, len(block.source)
        for begin, end, noise in sorted(found, reverse=True):
            if 0 <= begin < end < last:
                side, token = next(plants)
                place = begin if side == "before" else end
                source = (
                    source[:place] + (f" {token} " if token.isalnum() else token) + source[place:]
                )
                last = begin
                count[noise] += 1
        sources.append(source)
    return version_of("".join(sources), "new.md"), count


def sign(result: Redline) -> str:
    """A sign that neither text holds."""
    texts = "".join(block.source for block in (*result.old.body, *result.new.body))
    return next(each for each in SIGNS if each not in texts)


def hold(result: Redline, tokens: tuple[str, ...]) -> None:
    """Nothing that was planted is where it may be muted."""
    for change in result.changes:
        if change.consequential:
            told = (change.old, change.new, change.old_label or "", change.new_label or "")
            assert not any(token in text for token, text in product(tokens, told)), change
    for edit in chain.from_iterable(all_edits(result)):
        assert not (edit.noise and any(token in edit.text for token in tokens)), edit


def all_edits(result: Redline) -> Iterator[Edits]:
    for passage in result.passages:
        yield passage.edits
        if passage.tie:
            yield passage.tie.edits
        if passage.table:
            yield passage.table.caption
            for cell in chain.from_iterable(passage.table.cells):
                yield cell.edits
                yield cell.moved_edits


def plant_and_hold(old: Version, new: Version, rounds: int) -> Counter[Noise]:
    """How much was planted, beside what, in the new of two texts; none of it hides. Another round
    plants other things at the same places.
    """
    result = redline(old, new)
    tokens = (WORD, FIGURE, sign(result))
    total: Counter[Noise] = Counter()
    for start in range(rounds):
        with_plants, count = planted(result, start)
        total += count
        if count:
            hold(redline(old, with_plants), tokens)
            hold(redline(with_plants, old), tokens)
    return total


def record_steps() -> Iterator[tuple[Version, Version]]:
    for folder in sorted(path for path in (ROOT / "versions").iterdir() if path.is_dir()):
        yield from pairwise(map(load_file, sorted(folder.glob("*.md"))))


def corpora_pairs() -> Iterator[tuple[Version, Version]]:
    """Pairs of the corpora that are not too long."""
    for folder in sorted(path.parent for path in CORPORA.glob("*/new.md")):
        old, new = folder / "old.md", folder / "new.md"
        if old.stat().st_size + new.stat().st_size < LARGE:
            yield load_file(old), load_file(new)


def test_nothing_that_is_planted_in_the_record_is_consequential() -> None:
    count: Counter[Noise] = Counter()
    for old, new in record_steps():
        count += plant_and_hold(old, new, rounds=2)
    assert count.total() > 50
    assert set(count) == {"renumbering", "cross-reference", "formatting", "punctuation"}


@pytest.mark.sweep
@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not on this machine")
def test_nothing_that_is_planted_in_the_corpora_is_consequential() -> None:
    count: Counter[Noise] = Counter()
    for pair in corpora_pairs():
        if count.total() < ENOUGH:
            count += plant_and_hold(*pair, rounds=4)
    assert count.total() >= ENOUGH
    assert set(count) == {"renumbering", "cross-reference", "formatting", "punctuation"}
