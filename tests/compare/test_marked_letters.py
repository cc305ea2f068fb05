"""How much is marked, on the real amendments: the letters marked over those of the words that a
shortest difference of both whole texts would mark.

The shortest difference tears phrases and tables for a word here and there, so that a good redline
marks a little more; one that marks much more strikes what stayed.
"""

import re
from collections.abc import Iterator
from itertools import chain
from statistics import median

import pytest

from build_tools.compare.redline import redline
from build_tools.compare.words import Vocabulary
from build_tools.compare.words.similarity_measures import diff_operations
from build_tools.model import Block, Edits, Passage, Redline, Version
from build_tools.record.files import load_file
from tests.real_pairs import CORPORA, sides

MEDIAN, P95 = 1.02, 1.5
_SIGNS = re.compile(r"\s|\[\^|\]")
"""What is no letter: white space, and the signs round the number of a note."""


@pytest.mark.sweep
def test_hardly_more_is_marked_than_has_to_be() -> None:
    pairs = [sides(each.parent.name) for each in sorted(CORPORA.glob("*/old.md"))]
    if not pairs:
        pytest.skip("there are no real texts here")
    shares = sorted(_share(*map(load_file, pair)) for pair in pairs)
    assert median(shares) <= MEDIAN
    assert shares[int(0.95 * len(shares))] <= P95


def _share(old: Version, new: Version) -> float:
    least = _least(old, new)
    return _marked(redline(old, new)) / least if least else 1.0


def _letters(text: str) -> int:
    return len(_SIGNS.sub("", text))


def _least(old: Version, new: Version) -> int:
    """The letters that a shortest difference of the words of two texts marks."""
    before, after = [*_words(old)], [*_words(new)]
    vocabulary = Vocabulary()
    i = j = total = 0
    for operation, count in diff_operations(vocabulary.codes(before), vocabulary.codes(after)):
        if operation != "+":
            total += sum(map(len, before[i : i + count])) if operation == "-" else 0
            i += count
        if operation != "-":
            total += sum(map(len, after[j : j + count])) if operation == "+" else 0
            j += count
    return total


def _words(version: Version) -> Iterator[str]:
    for block in version.body:
        yield from [block.label] if block.label else []
        caption = "".join(run.text for run in block.table.caption) if block.table else ""
        yield from re.findall(r"\w+|[^\w\s]", f"{block.text}\n{caption}")


def _marked(found: Redline) -> int:
    return sum(map(_marked_in, found.passages))


def _marked_in(passage: Passage) -> int:
    edits = list(passage.edits)
    if passage.table:
        edits += passage.table.caption
        for row in passage.table.cells:
            edits += chain.from_iterable(cell.edits for cell in row)
        return _labels(passage) + _edited(tuple(edits))
    return _labels(passage) + _edited(tuple(edits)) + _whole_table(passage)


def _edited(edits: Edits) -> int:
    return sum(_letters(edit.text) for edit in edits if edit.op in "+-")


def _labels(passage: Passage) -> int:
    blocks = [block for block in (passage.old, passage.new) if block]
    if len({block.label for block in blocks}) == 1 and len(blocks) == 2:
        return 0
    return sum(_letters(block.label) for block in blocks)


def _whole_table(passage: Passage) -> int:
    block: Block = passage.block
    if block.table is None or passage.side == "both":
        return 0
    return _letters(block.text) + sum(_letters(run.text) for run in block.table.caption)
