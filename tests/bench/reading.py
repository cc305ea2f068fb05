"""`python tests/bench reading`: how long the page of a long redline keeps its reader waiting, in
headless Chromium.

The page is the one file of `corpus redline --format html`, of a text of 63,000 words. Beside each
time stands its ratio to that of the peer in the same run: the same marked text as plain HTML,
without controls, list, style or script.
"""

import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, Page, sync_playwright

from build_tools.compare.redline import redline
from build_tools.model import Redline
from build_tools.render import redline_fragment
from build_tools.render.page.one_file import redline_page
from tests.bench.speed import CORPORA, WORDS, edited, text, version
from tests.browsing import CHROMIUM, FLAGS

RUNS = 5
JUMPS = 20
USABLE = 1.0
"""Seconds until the page has been drawn and its script has run."""
JUMP = 0.1
"""Seconds from a press of Next until the change is in sight."""
_DRAWN = "await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
_WAIT = f"async () => {{ {_DRAWN}; return performance.now() / 1000; }}"
_TIMED = f"""async act => {{
  const start = performance.now();
  document.querySelector(act).click();
  {_DRAWN};
  return (performance.now() - start) / 1000;
}}"""
_VIEWS = {
    "to side by side": "[value=sides]",
    "to the new text alone": "[value=new]",
    "to the changes marked": "[value=marked]",
    "to only what changed": "[name=only]",
}


def main() -> None:
    """Print each time with its bound, where it has one, and its ratio to the peer's."""
    if not CORPORA.is_dir():
        sys.exit("no long texts to measure: ../shared/corpora is absent")
    if (executable := which(CHROMIUM)) is None:
        sys.exit("there is no chromium here")
    long = text(WORDS)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        for edits in (30, 300):
            made = redline(version(long), version(edited(long, edits)))
            sys.stdout.write(f"{WORDS:,} words, {len(made.changes)} changes\n")
            for line in _measured(browser, made, Path(folder)):
                sys.stdout.write(f"  {line}\n")
        browser.close()


def _measured(browser: Browser, made: Redline, folder: Path) -> Iterator[str]:
    ours, peer = folder / "ours.html", folder / "peer.html"
    ours.write_text(redline_page(made), encoding="utf-8")
    peer.write_text(
        f"<!DOCTYPE html><meta charset=utf-8><title>x</title>{redline_fragment(made)}",
        encoding="utf-8",
    )
    loads = {path: [_load(browser, path) for _ in range(RUNS)] for path in (peer, ours)}
    plain = min(loads[peer])
    yield _said("usable after", min(loads[ours]), USABLE, plain)
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(ours.as_uri())
    page.evaluate(_WAIT)
    jumps = [_act(page, "[data-act=next]") for _ in range(JUMPS)]
    yield _said("from change to change, median", statistics.median(jumps), JUMP, plain)
    yield _said("from change to change, worst", max(jumps), JUMP, plain)
    for name, act in _VIEWS.items():
        yield _said(name, _act(page, act), None, plain)
    page.close()


def _load(browser: Browser, path: Path) -> float:
    """Seconds from the start of the navigation until the page has been drawn."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(path.as_uri())
    seconds = float(page.evaluate(_WAIT))
    page.close()
    return seconds


def _act(page: Page, selector: str) -> float:
    return float(page.evaluate(_TIMED, selector))


def _said(name: str, found: float, bound: float | None, peer: float) -> str:
    verdict = "" if bound is None else "met" if found <= bound else "MISSED"
    limit = "" if bound is None else f"at most {bound:g} s"
    return (
        f"{verdict:6}  {found:6.3f} s  {limit:12}  {found / peer:5.2f} of the peer's load  {name}"
    )
