"""`mkdocs serve`: a change of the record shows; a broken one shows what is wrong and keeps the last
good text."""

import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from build_tools.record.seals import SEALS
from tests.paths import ROOT
from tests.patience import PATIENCE
from tests.publishing import copy_examples, environment, free_port, marker


@dataclass(frozen=True, slots=True)
class Serving:
    """A served copy of the project's own site."""

    folder: Path
    address: str
    log: Path

    def page(self, path: str = "mtad/") -> str:
        """A page as it is now; empty while there is no answer."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    def becomes(self, right: Callable[[str], bool], path: str = "mtad/") -> str:
        """The page once it is right; AssertionError with the log when it never is."""
        end = time.monotonic() + PATIENCE
        while not right(page := self.page(path)):
            assert time.monotonic() < end, f"the page did not change\n{self.log.read_text()}"
            time.sleep(0.1)
        return page

    def edit(self, old: str, new: str, name: str = "versions/mtad/3.0.md") -> None:
        """Replace the only place of some words in a file."""
        path = self.folder / name
        text = path.read_text()
        assert text.count(old) == 1
        path.write_text(text.replace(old, new))


def words_of(page: str) -> str:
    """What a page reads, without its markup: what was changed stands in an element of its own."""
    return re.sub(r"<[^>]*>", "", page)


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("serving")
    shutil.copytree(ROOT / "docs", folder / "docs")
    copy_examples(folder, SEALS)
    page = folder / "docs/record.md"  # which shows lines of the seals, and there are none here
    page.write_text(re.sub(rf'^--8<-- "versions/{SEALS}.*\n', "", page.read_text(), flags=re.M))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    port, log = free_port(), folder / "serve.log"
    with log.open("w") as out:
        command = [sys.executable, "-u", "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
        process = subprocess.Popen(
            command, cwd=folder, env=environment(), stdout=out, stderr=subprocess.STDOUT
        )
    try:
        found = Serving(folder, f"http://127.0.0.1:{port}/", log)
        found.becomes(lambda page: "MTAD 3.0" in page)
        yield found
    finally:
        process.terminate()
        process.wait(PATIENCE)


@pytest.mark.sweep
def test_a_change_of_the_record_shows(serving: Serving) -> None:
    serving.edit(
        "In this document, the following terms", "In this changed document, the following terms"
    )
    page = serving.becomes(lambda page: "In this changed document" in words_of(page))
    assert 'class="broken"' not in page
    redline = serving.page("mtad/redline/2.0..3.0/")
    assert "<ins" in redline
    assert "changed" in redline
    end = time.monotonic() + PATIENCE
    while "Reloading browsers" not in serving.log.read_text():
        assert time.monotonic() < end, "a browser that waits is told nothing"
        time.sleep(0.1)


@pytest.mark.sweep
def test_a_broken_change_shows_what_is_wrong_and_keeps_the_last_good_text(serving: Serving) -> None:
    serving.edit("amendment: mtad-foc-np-closure", "amendmend: mtad-foc-np-closure")
    page = serving.becomes(lambda page: 'class="broken"' in page)
    assert "unknown key `amendmend`" in page
    assert "versions/mtad/3.0.md:" in page
    assert "Closed: concluded September 2022" in words_of(page)
    assert page.count('class="broken"') == 1
    assert 'class="broken"' in serving.page(""), "home says nothing of it"
    log = serving.log.read_text()
    assert "versions/mtad/3.0.md:" in log
    assert "unknown key `amendmend`" in log
    assert "Traceback" not in log

    serving.edit("amendmend: mtad-foc-np-closure", "amendment: mtad-foc-np-closure")
    page = serving.becomes(lambda page: bool(page) and 'class="broken"' not in page)
    assert "Closed: concluded September 2022" in words_of(page)


@pytest.mark.sweep
def test_a_wrong_marker_in_a_hand_written_page_shows_too(serving: Serving) -> None:
    serving.edit(marker("status"), marker("statsu"), "docs/index.md")
    page = serving.becomes(lambda page: 'class="broken"' in page, "")
    assert "there is no marker `statsu`" in page
    assert "MTAD 3.0" in words_of(page)


@pytest.mark.sweep
def test_a_served_page_may_run_what_reloads_it_and_no_other_script(
    serving: Serving, browser: Browser
) -> None:
    page = browser.new_page()
    # What is still built after the edits before would load the page again, in the middle of this.
    page.route("**/livereload/**", lambda route: None)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(serving.address + "mtad/redline/3.0..4.0/", wait_until="load")
    assert said == ["Enabled live reload"]
    page.evaluate(
        "() => { const script = document.createElement('script');"
        " script.textContent = 'window.planted = true'; document.body.append(script); }"
    )
    assert page.evaluate("window.planted") is None
    page.close()
