"""What a weave and the page of any two versions cost grows with the text and not with its square,
whatever its shape.

Counted are the lines of ours that run, each round of a comprehension for itself: calls alone would
not tell of a list that is made anew for each row.
"""

import math
import statistics
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from types import FrameType
from typing import Any

import pytest

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.weave import weave_of_document
from build_tools.render.page.woven_page import woven_page_data
from tests.bench.growth_shapes import SHAPES, Shape
from tests.recording import made

MOST = 1.25
"""The most that the exponent may be: linear times logarithm."""
DIVISORS = (32, 16, 8)
"""The sizes that are counted, as parts of the largest that the benchmark measures."""
_WATCHED = ("build_tools/lineage", "build_tools/render")
_QUICK = ("equal rows",)
_EACH = [
    pytest.param(each, id=each.name, marks=() if each.name in _QUICK else pytest.mark.sweep)
    for each in SHAPES
]


@pytest.mark.parametrize("shape", _EACH)
def test_no_shape_of_text_makes_a_page_that_costs_its_square(shape: Shape) -> None:
    sizes = [shape.largest // divisor for divisor in DIVISORS]
    lines = [_lines(*shape.sides(size)) for size in sizes]
    assert _exponent(sizes, lines) <= MOST, (sizes, lines)


def _rows(words: str, size: int) -> str:
    rows = "".join([f"| {words} {at} | {at} hours by {words} |\n" for at in range(size)])
    return f"Table 1.1: Boats\n\n| Boat | Time |\n|---|---|\n| Raft | one hour |\n{rows}"


def _paragraphs(words: str, size: int) -> str:
    return "Boats.\n\n" + "".join([f"Of {words} {at}, {words}.\n\n" for at in range(size)])


@pytest.mark.parametrize("text", [_rows, _paragraphs])
def test_what_came_where_as_much_had_gone_is_not_held_to_each_of_that(
    text: Callable[[str, int], str],
) -> None:
    sizes = [25, 50, 100]
    texts = [[text("punt", size), text("", 0), text("canoe", size)] for size in sizes]
    assert _exponent(sizes, [_lines(*each) for each in texts]) <= MOST


def _exponent(sizes: Sequence[int], counts: Sequence[int]) -> float:
    """To which power of the size the counts grow."""
    logarithms = [math.log(size) for size in sizes], [math.log(count) for count in counts]
    return statistics.linear_regression(*logarithms).slope


def _lines(*texts: str) -> int:
    """How many lines run while texts are woven and written out for a page."""
    document = made("pond", *[(text, {}) for text in texts])
    comparisons = Comparisons()
    versions = document.versions
    steps = {at: comparisons.between(*pair) for at, pair in enumerate(pairwise(versions), start=1)}
    counted = 0

    def within(_frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal counted
        counted += event == "line"
        return within

    def entered(frame: FrameType, _event: str, _argument: object) -> Any:
        return within if any(room in frame.f_code.co_filename for room in _WATCHED) else None

    before = sys.gettrace()
    sys.settrace(entered)
    try:
        woven_page_data(weave_of_document(document, comparisons), versions, steps)
    finally:
        sys.settrace(before)
    return counted
