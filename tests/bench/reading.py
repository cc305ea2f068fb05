"""`python tests/bench reading [--short] [WORDS OF A CASE …]`: how long the page of a long redline
keeps its reader waiting, in headless Chromium.

The page is the one file of `corpus redline --format html`: of a text of 63,000 words with more and
more changes, of the longest real pair, and of a table of 10,000 rows. Beside each time stands its
ratio to that of the peer in the same run: the same marked text as plain HTML, without controls,
list, style or script. All times are of the processor, for which the page's thread is busy with its
scripts, styles, layout and drawing: how busy the machine is makes no difference.

`--short` takes a short text and a short table, and only looks whether a page is usable within some
multiple of the peer's time; it ends with 1 where one is not.
"""

import math
import random
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, Page, sync_playwright

from build_tools.compare.redline import redline
from build_tools.model import Redline
from build_tools.render import redline_fragment
from build_tools.render.page.one_file import redline_page
from tests.bench.options import read_options
from tests.bench.planted_record import first_text
from tests.bench.speed import CORPORA, WORDS, edited, table, text, version
from tests.bench.thread_time import thread_time
from tests.browsing import CHROMIUM, FLAGS

RUNS = 5
JUMPS = 20
USABLE = 2.0
"""Times the peer's, until the page has been drawn and its script has run."""
USABLE_SHORT = 20.0
"""Of a short text, where what any page costs is nearly all; wide, for other work is done beside."""
LONG = 600_000
"""Milliseconds that a page may take at all."""
VIEW = 0.2
"""Seconds from a change of the view until it is drawn."""
JUMP = 0.1
"""Seconds from a press of Next until the change is in sight."""
_DRAWN = "await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
_WAIT = f"async () => {{ {_DRAWN}; }}"
_ACT = f"async act => {{ document.querySelector(act).click(); {_DRAWN}; }}"
_VIEWS = {
    "to side by side": "[value=sides]",
    "to the new text alone": "[value=new]",
    "to the changes marked": "[value=marked]",
    "to only what changed": "[name=only]",
}


def main(arguments: list[str]) -> None:
    """Print each time with its bound, where it has one, and its ratio to the peer's."""
    options = read_options(__doc__, arguments, words="CASE")
    short, wanted = options.short, options.words
    if not CORPORA.is_dir():
        sys.exit("no long texts to measure: ../shared/corpora is absent")
    if (executable := which(CHROMIUM)) is None:
        sys.exit("there is no chromium here")
    missed = False
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        for name, sides in (SHORT_CASES if short else CASES).items():
            if wanted and not any(each in name for each in wanted):
                continue
            made = redline(*map(version, sides()))
            sys.stdout.write(f"{name}: {len(made.changes):,} changes\n")
            for wait in _measured(browser, made, Path(folder), short=short):
                missed = missed or wait.verdict == "MISSED"
                sys.stdout.write(f"  {wait}\n")
                sys.stdout.flush()
        browser.close()
    if short and missed:
        sys.exit(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """How long something keeps a reader waiting."""

    name: str
    seconds: float
    peer: float
    """Seconds that the peer takes to load."""
    most: float
    """Seconds that it may take."""

    @property
    def verdict(self) -> str:
        """Whether the bound is kept."""
        return "met" if self.seconds <= self.most else "MISSED"

    def __str__(self) -> str:
        limit = f"at most {self.most:.2f} s" if self.most < math.inf else ""
        verdict = self.verdict if limit else ""
        ratio = self.seconds / self.peer
        return (
            f"{verdict:6}  {self.seconds:6.3f} s  {limit:16}  {ratio:5.2f} of the peer's load"
            f"  {self.name}"
        )


def _reworded(changes: int) -> tuple[str, str]:
    """Real texts with two words replaced in so many of their paragraphs, which are half of all."""
    old = first_text(1, changes * _FOR_A_CHANGE)
    blocks = old.split("\n\n")
    prose = [at for at, block in enumerate(blocks) if _is_prose(block)]
    for at in random.Random(1).sample(prose, changes):
        words = blocks[at].split(" ")
        words[3:5] = ["amended", "wording"]
        blocks[at] = " ".join(words)
    return old, "\n\n".join(blocks)


def _is_prose(block: str) -> bool:
    return block[:1].isalnum() and len(block.split(" ")) > 6 and "\n" not in block


def _longest_pair() -> tuple[str, str]:
    """The two texts of the pair whose files are the longest."""
    folders = [path.parent for path in CORPORA.glob("pairs/P*/old.md")]
    longest = max(folders, key=lambda each: sum(path.stat().st_size for path in each.iterdir()))
    old, new = ((longest / f"{side}.md").read_text("utf-8") for side in ("old", "new"))
    return old, new


def _table(rows: int) -> tuple[str, str]:
    """A table with a tenth of its rows reworded."""
    old = table(rows)
    lines = old.split("\n")
    for at in range(4, len(lines) - 1, 10):
        cells = lines[at].split(" | ")
        cells[2] = "another text"
        lines[at] = " | ".join(cells)
    return old, "\n".join(lines)


_FOR_A_CHANGE = 800
"""Characters of text that are taken for each change."""
CASES: Mapping[str, Callable[[], tuple[str, str]]] = {
    "63,000 words, 30 edits": lambda: (text(WORDS), edited(text(WORDS), 30)),
    "63,000 words, 300 edits": lambda: (text(WORDS), edited(text(WORDS), 300)),
    "1,250 changes": lambda: _reworded(1_250),
    "5,000 changes": lambda: _reworded(5_000),
    "the longest pair": _longest_pair,
    "a table of 10,000 rows": lambda: _table(10_000),
}
SHORT_CASES: Mapping[str, Callable[[], tuple[str, str]]] = {
    "100 changes": lambda: _reworded(100),
    "a table of 300 rows": lambda: _table(300),
}


def _measured(browser: Browser, made: Redline, folder: Path, *, short: bool) -> Iterator[Wait]:
    ours, peer = folder / "ours.html", folder / "peer.html"
    ours.write_text(redline_page(made), encoding="utf-8")
    peer.write_text(
        f"<!DOCTYPE html><meta charset=utf-8><title>x</title>{redline_fragment(made)}",
        encoding="utf-8",
    )
    loads = {path: [_load(browser, path) for _ in range(RUNS)] for path in (peer, ours)}
    plain = min(loads[peer])
    view, jump = (math.inf, math.inf) if short else (VIEW, JUMP)
    times = USABLE_SHORT if short else USABLE
    yield Wait(name="usable after", seconds=min(loads[ours]), peer=plain, most=times * plain)
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(ours.as_uri(), timeout=LONG)
    page.evaluate(_WAIT)
    jumps = [_act(page, "[data-act=next]") for _ in range(JUMPS)]
    middle = statistics.median(jumps)
    yield Wait(name="from change to change, median", seconds=middle, peer=plain, most=jump)
    yield Wait(name="from change to change, worst", seconds=max(jumps), peer=plain, most=jump)
    for name, act in _VIEWS.items():
        yield Wait(name=name, seconds=_act(page, act), peer=plain, most=view)
    page.close()


def _load(browser: Browser, path: Path) -> float:
    """Seconds of the processor from the start of the navigation until the page has been drawn."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    with thread_time(page) as busy:
        page.goto(path.as_uri(), timeout=LONG)
        page.evaluate(_WAIT)
    page.close()
    return busy()


def _act(page: Page, selector: str) -> float:
    with thread_time(page) as busy:
        page.evaluate(_ACT, selector)
    return busy()
