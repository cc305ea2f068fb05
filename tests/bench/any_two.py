"""`python tests/bench any_two [WORDS OF A CHAIN …]`: what the whole history of a document costs,
and what any two of its versions cost a reader.

For each chain of real versions: the time in which all its history is read (the lives of all
provisions, and where each part of the last version comes from), as a multiple of that of one
step's redline; what the page of any two versions holds, as a multiple of the HTML of the last
version's text; and in headless Chromium the time from a choice of two versions to their first mark
on the screen, beside that in which the browser lays out the last version's plain text in the same
run. All times are of the processor, those of the browser of the thread that a page has for its
scripts, styles and layout: how busy the machine is makes no difference. Those of Python are the
least of three.
"""

import json
import statistics
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from shutil import which
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.provenance import History, Provisions, origins_at
from build_tools.model import Document, Version, Weave
from build_tools.render.html import version_html
from build_tools.render.page.woven_page import woven_page_data
from build_tools.site.build import site_assets
from build_tools.text.markdown import parse_version
from tests.bench.options import read_options
from tests.bench.thread_time import thread_time
from tests.bench.weave import CHAINS, chains, timed
from tests.browsing import CHROMIUM, FLAGS

FIRST_MARK = 0.2
"""Seconds of the processor from a choice to the first mark."""
PAIRS = 8
"""So many choices are measured of a chain, spread over its versions."""
_PREPARED = """
weave => {
  madeReady(weave);
  const text = document.body.appendChild(document.createElement("div"));
  const first = (old, now) => {
    const way = waysBetween(weave.versions, weave.sets, old, now);
    const pieces = drawingOf(weave, way, redlineOf(weave, way));
    const end = pieces.findIndex(html => html.includes("data-change")) + 1 || pieces.length;
    return pieces.slice(0, end).join("");
  };
  globalThis.shown = async html => {
    text.innerHTML = html;
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  };
  globalThis.first = first;
}
"""


def main(arguments: list[str]) -> None:
    """Print a line for each chain, and what is more than it should be."""
    options = read_options(__doc__, arguments, words="CHAIN")
    if not CHAINS.is_dir():
        sys.exit("no chains to measure: ../shared/corpora is absent")
    if (executable := which(CHROMIUM)) is None:
        sys.exit("there is no chromium here")
    print(f"{'chain':42} versions  history  page  first mark, median and worst")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        for folder in chains(options):
            print(_line(folder, browser), flush=True)
        browser.close()


def _line(folder: Path, browser: Browser) -> str:
    document = _document(folder)
    comparisons = Comparisons()
    steps, _ = timed(lambda: _compared(document.versions, Comparisons()))
    _compared(document.versions, comparisons)
    told, weave = timed(lambda: _whole_history(document, comparisons))
    data = _page_data(weave, document.versions, comparisons)
    plain = "\n".join(version_html(document.versions[-1], heading_offset=2))
    weight = len(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())
    marks, peer = _first_marks(browser, data, plain)
    worst = max(marks)
    step = steps / (len(document.versions) - 1)
    return (
        f"{folder.name[:42]:42} {len(document.versions):8}  {told / step:7.1f}"
        f"  {weight / len(plain.encode()):4.1f}"
        f"  {statistics.median(marks):.3f} s  {worst:.3f} s, {worst / peer:.1f} of plain text's"
        f"{'' if worst <= FIRST_MARK else f'  over {FIRST_MARK:g} s'}"
    )


def _document(folder: Path) -> Document:
    paths = sorted(folder.glob("v*.md"))
    versions = [
        replace(
            parse_version(path.read_text(encoding="utf-8"), path.name),
            document="chain",
            label=f"{at}.0",
        )
        for at, path in enumerate(paths, start=1)
    ]
    return Document(
        id="chain",
        title="",
        short_title="Chain",
        place="",
        provenance="",
        fictional=True,
        versions=tuple(versions),
    )


def _compared(versions: Sequence[Version], comparisons: Comparisons) -> None:
    for old, new in pairwise(versions):
        comparisons.between(old, new)


def _whole_history(document: Document, comparisons: Comparisons) -> Weave:
    """All that is told of a document: folded, its provisions' lives, the last version's origins."""
    history = History(document, comparisons)
    provisions = Provisions(history)
    for life in provisions.lives.values():
        list(provisions.through(life))
    list(origins_at(history.weave, len(document.versions) - 1))
    return history.weave


def _page_data(
    weave: Weave, versions: Sequence[Version], comparisons: Comparisons
) -> dict[str, Any]:
    steps = {at: comparisons.between(*pair) for at, pair in enumerate(pairwise(versions), start=1)}
    told = [
        {"base": woven.base, "label": woven.label, "sha256": woven.sha256}
        for woven in weave.versions
    ]
    return {"versions": told, **woven_page_data(weave, versions, steps)}


def _first_marks(browser: Browser, data: dict[str, Any], plain: str) -> tuple[list[float], float]:
    """Seconds to the first mark of some pairs, and to the plain text laid out."""
    last = len(data["versions"]) - 1
    pairs = [(at * last // PAIRS, last - (at * last // PAIRS) // 2) for at in range(PAIRS)]
    shared = site_assets()["assets/compare-draw.js"].partition("const begin=")[0]
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    script = f"given => {{{shared.removeprefix('{')}; ({_PREPARED})(given)}}"
    page.evaluate(script, data)
    marks = [_thread_time(page, "([old, now]) => shown(first(old, now))", pair) for pair in pairs]
    peer = _thread_time(page, "html => shown(html)", plain)
    page.close()
    return marks, peer


def _thread_time(page: Page, work: str, given: object) -> float:
    """Seconds for which a page's thread is busy with some work, from an empty text on."""
    page.evaluate("() => shown('')")
    with thread_time(page) as busy:
        page.evaluate(work, given)
    return busy()
