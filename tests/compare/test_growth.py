"""The work on a text grows with its length and not with its square, whatever its shape.

Counted are the calls of functions, Python's and C's: a count is the same on every machine, where
a clock is not. Seconds and memory are measured by `python tests/bench growth`.
"""

import math
import statistics
import subprocess
import sys
from types import FrameType

import pytest

from build_tools.compare.redline import redline
from build_tools.render import redline_fragment
from build_tools.text.markdown import parse_version
from tests.bench.growth_shapes import SHAPES, Shape, Sides
from tests.paths import ROOT

MOST = 1.25
"""The most that the exponent of the calls may be: linear times logarithm."""
DIVISORS = (32, 16, 8)
"""The sizes that are counted, as parts of the largest that the benchmark measures."""


@pytest.mark.sweep
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_no_shape_of_text_makes_work_that_grows_with_its_square(shape: Shape) -> None:
    sizes = [shape.largest // divisor for divisor in DIVISORS]
    calls = [_calls(shape.sides(size)) for size in sizes]
    logarithms = [math.log(size) for size in sizes], [math.log(count) for count in calls]
    assert statistics.linear_regression(*logarithms).slope <= MOST, (sizes, calls)


def _calls(texts: Sides) -> int:
    """How many functions are called while two texts are read, compared and drawn."""
    counted = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        redline_fragment(redline(*(parse_version(text) for text in texts)))
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.sweep
def test_the_benchmark_measures_every_shape() -> None:
    names = [shape.name for shape in SHAPES]
    command = [sys.executable, "tests/bench", "growth", "--short", *names]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert [name for name in names if name not in done.stdout] == []
    assert "shapes grow faster than they may" in done.stdout
