"""`python tests/bench growth [--short] [WORDS OF A SHAPE …]`: how time and memory grow with the
length of a text, for each shape that makes a comparison hard; with `--short` for some, and it ends
with 1 where one grows faster than it may.

Each shape is measured at five sizes, each twice the one before, in a process of its own. The
exponent is the slope of a straight line through the logarithms, by least squares: 1 is linear, 2
is quadratic. Time is that of the processor.
"""

import math
import multiprocessing
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_tools.compare.redline import redline
from build_tools.render import redline_fragment
from build_tools.text.markdown import parse_version
from tests.bench.growth_shapes import SHAPES, Shape, Sides
from tests.bench.options import read_options

DOUBLINGS = 4
MOST_TIME = 1.25
"""The most that an exponent of time may be: linear times logarithm, with some noise."""
MOST_MEMORY = 1.1
SHORT_DOUBLINGS = 2
"""The short form leaves out the largest two sizes: enough to tell linear from quadratic, while
others use the machine too."""
MOST_TIME_SHORT = 1.5
SHORT_SHAPES = ("equal paragraphs", "limbs (a) and (b) repeated", "rows all reworded")
_COSTS = ("seconds", "parse", "compare", "html", "memory")
_LEAST_SECONDS = 0.02
"""A stage that takes less at the largest size is too short to tell how it grows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What the work on one text cost."""

    size: int
    parse: float
    compare: float
    html: float
    """Seconds of the processor of each stage."""
    memory: float
    """The most memory that was held on top of what the process began with, in megabytes."""

    @property
    def seconds(self) -> float:
        """Of all stages together."""
        return self.parse + self.compare + self.html


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """How a shape grows: what each of its sizes cost, the smallest first."""

    name: str
    measured: Sequence[Measured]
    most_time: float = MOST_TIME

    def exponent(self, cost: str) -> float:
        """The slope of a cost over the size, both as logarithms, by least squares."""
        sizes = [math.log(each.size) for each in self.measured]
        costs = [math.log(max(getattr(each, cost), 1e-6)) for each in self.measured]
        return statistics.linear_regression(sizes, costs).slope

    def exceeded(self) -> Iterator[str]:
        """The costs that grow faster than they may."""
        for cost in ("seconds", "parse", "compare", "html"):
            told = getattr(self.measured[-1], cost) >= _LEAST_SECONDS
            if told and self.exponent(cost) > self.most_time:
                yield cost
        if self.exponent("memory") > MOST_MEMORY:
            yield "memory"


def main(arguments: list[str]) -> None:
    """Print the exponents of each shape and which of them are too large."""
    options = read_options(__doc__, arguments, words="SHAPE")
    short = options.short
    wanted = options.words or (SHORT_SHAPES if short else [])
    exceeding = 0
    sys.stdout.write(f"{'':38}  largest  seconds  MB    exponents: {' '.join(_COSTS)}\n")
    for shape in SHAPES:
        if wanted and not any(each in shape.name for each in wanted):
            continue
        growth = measure(shape, short=short)
        exceeding += any(True for _ in growth.exceeded())
        sys.stdout.write(f"{_line(growth)}\n")
        sys.stdout.flush()
    sys.stdout.write(f"{exceeding} shapes grow faster than they may\n")
    if short and exceeding:
        sys.exit(1)


def _line(growth: Growth) -> str:
    last = growth.measured[-1]
    exponents = " ".join(f"{growth.exponent(cost):7.2f}" for cost in _COSTS)
    verdict = ", ".join(growth.exceeded())
    return (
        f"{growth.name:38}  {last.size:7,}  {last.seconds:7.2f}  {last.memory:4.0f}  {exponents}"
        f"  {f'EXCEEDED: {verdict}' if verdict else 'met'}"
    )


def measure(shape: Shape, *, short: bool) -> Growth:
    """What each size of a shape costs, each in a process of its own."""
    _cost(shape.sides, 32)  # what any process makes once is made before they begin
    smallest = SHORT_DOUBLINGS if short else 0
    sizes = [shape.largest >> halvings for halvings in range(DOUBLINGS, smallest - 1, -1)]
    context = multiprocessing.get_context("fork")
    with context.Pool(1, maxtasksperchild=1) as pool:
        measured = [pool.apply(_cost, (shape.sides, size)) for size in sizes]
    most = MOST_TIME_SHORT if short else MOST_TIME
    return Growth(name=shape.name, measured=measured, most_time=most)


def _cost(sides: Callable[[int], Sides], size: int) -> Measured:
    texts = sides(size)
    before = _most_memory()
    start = time.process_time()
    versions = [parse_version(text) for text in texts]
    parsed = time.process_time()
    found = redline(*versions)
    compared = time.process_time()
    redline_fragment(found)
    return Measured(
        size=size,
        parse=parsed - start,
        compare=compared - parsed,
        html=time.process_time() - compared,
        memory=(_most_memory() - before) / 1024,
    )


def _most_memory() -> int:
    """The most memory that this process has held since it was forked, in kilobytes."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
