"""What a weave and the page of any two versions cost grows with the text and not with its square,
whatever its shape.

Counted are the lines of ours that run, each round of a comprehension for itself: calls alone would
not tell of a list that is made anew for each row.
"""

import math
import statistics
import sys
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
    logarithms = [math.log(size) for size in sizes], [math.log(count) for count in lines]
    assert statistics.linear_regression(*logarithms).slope <= MOST, (sizes, lines)


def _lines(*texts: str) -> int:
    """How many lines run while two texts are woven and written out for a page."""
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
