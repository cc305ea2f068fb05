"""`python tests/bench quality`: amendments planted in real texts, and how much of them the redline
engine reports.

Out come the scores of each kind of change, whether the aims are met, and the same texts as other
engines see them. `--show 3` prints up to three failures of each kind of plant, with the markdown of
the blocks concerned.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

from tests.bench import tallying
from tests.bench.contest import LARGEST, Outcome, outcomes
from tests.bench.examining import Examined, examined
from tests.bench.peers import ENGINES, installed
from tests.bench.planting import PLANTERS, Planted, planted
from tests.bench.showing import shown

TRIED = 6
"""Texts that are looked at for one that is short enough for all engines."""
_Given = TypeVar("_Given")
_Got = TypeVar("_Got")


def main(arguments: list[str]) -> None:
    """Plant, compare, and say how it went."""
    options = _options(arguments)
    which = ((options.seed, number, not options.no_html) for number in range(options.documents))
    results = list(_spread(_examined, which, options.jobs))
    found = [result for result in results if result is not None]
    for line in (*tallying.kinds(found), *tallying.plants(found), *tallying.aims(found)):
        sys.stdout.write(f"{line}\n")
    for line in shown([result for result in found if result.failed], options.show):
        sys.stdout.write(f"{line}\n")
    if options.contest:
        plants = 2 if options.short else len(PLANTERS)
        found_by_all = contest(options.seed, options.contest, options.jobs, plants=plants)
        for line in tallying.contest(found_by_all):
            sys.stdout.write(f"{line}\n")


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests/bench quality")
    parser.add_argument("--documents", type=int, default=1000, help="how many texts are planted in")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--short", action="store_true", help="30 texts, and other engines on those of two plants"
    )
    parser.add_argument(
        "--show", type=int, default=0, metavar="N", help="up to N failures of each kind of plant"
    )
    parser.add_argument(
        "--contest",
        type=int,
        default=3,
        metavar="N",
        help="texts of each plant for the other engines",
    )
    parser.add_argument(
        "--no-html",
        action="store_true",
        help="leave out the invariants of the HTML, which takes half the time",
    )
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1), help="processes")
    options = parser.parse_args(arguments)
    if options.short:
        options.documents, options.contest = 30, 1
    return options


def contest(seed: int, texts: int, jobs: int, *, plants: int = len(PLANTERS)) -> list[Outcome]:
    """Every engine that is installed, on some texts of each plant, or of the first of them."""
    engines = [engine for engine in ENGINES if installed(engine)]
    numbers = [
        (seed, 2 * (at + len(PLANTERS) * more), engines)
        for at in range(plants)
        for more in range(texts)
    ]
    return [outcome for found in _spread(_outcomes, numbers, jobs) for outcome in found]


def _spread(work: Callable[[_Given], _Got], items: Iterable[_Given], jobs: int) -> Iterator[_Got]:
    """The work done on each item, in their order, by several processes."""
    if jobs < 2:
        yield from map(work, items)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(work, items, chunksize=8)


def _examined(which: tuple[int, int, bool]) -> Examined | None:
    seed, number, html_too = which
    text = _planted(seed, number)
    return examined(text, html_too=html_too) if text else None


def _planted(seed: int, number: int) -> Planted | None:
    """A planted text; None where no text has a place for the plant."""
    try:
        return planted(seed, number)
    except LookupError:
        return None


def _outcomes(which: tuple[int, int, list[str]]) -> list[Outcome]:
    """The engines on the first text of the plant that is not too long for the slower ones."""
    seed, number, engines = which
    numbers = (number + 2 * len(PLANTERS) * 1000 * more for more in range(TRIED))
    short = (
        text for each in numbers if (text := _planted(seed, each)) and len(text.new) <= LARGEST
    )
    text = next(short, None)
    return outcomes(text, engines) if text else []
