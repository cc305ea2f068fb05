"""Words of the record that mean something to a browser, a builder of markdown or a sheet of paper:
none becomes anything but words, in any field of any file."""

import re
from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest
from playwright.sync_api import Browser, Dialog, Page

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Redline
from build_tools.record import load
from build_tools.render import render_redline, render_version
from tests.browsing import on_this_machine
from tests.planting import harm_in, planted_project, planted_record
from tests.publishing import building, mkdocs, served


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Redline:
    """The redline of the planted record."""
    folder = tmp_path_factory.mktemp("planted") / "versions"
    assert planted_record(folder) == set(), "these fields of the schemas have no harm in them"
    document = load(folder).document("rules")
    return Comparisons().between(document.version("1.0"), document.version("2.0"))


@pytest.fixture(scope="module")
def planted_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site, built without a warning: no page holds a script or style that is barred."""
    folder = tmp_path_factory.mktemp("project")
    planted_project(folder)
    mkdocs("build", "--strict", cwd=folder, env=building())
    return folder / "site"


def elements(page: str) -> Iterator[tuple[str, dict[str, str]]]:
    for element in html5lib.parse(page, namespaceHTMLElements=False).iter():
        if isinstance(element.tag, str):
            yield element.tag, dict(element.attrib)


def scripts_of(page: str) -> list[str]:
    found = re.findall(r"<script\b([^>]*)>", page)
    return [each for each in found if "src=" not in each and "json" not in each]


@pytest.mark.parametrize("kind", ["redline", "new version"])
def test_a_file_by_itself_shows_words_as_words(planted: Redline, kind: str) -> None:
    page = render_redline(planted) if kind == "redline" else render_version(planted.new)
    assert harm_in(elements(page)) == []
    assert len(scripts_of(page)) == (1 if kind == "redline" else 0)
    title = html5lib.parse(page, namespaceHTMLElements=False).find("head/title")
    assert title is not None


@pytest.mark.sweep
def test_the_site_shows_words_as_words(planted_site: Path) -> None:
    for path in sorted(planted_site.rglob("*.html")):
        page = path.read_text()
        assert harm_in(elements(page)) == [], path
        assert len(scripts_of(page)) == 3, path
        assert page.count("<style") <= 1, path


@pytest.mark.sweep
def test_in_a_browser_nothing_is_run_barred_or_asked_for(
    planted_site: Path, browser: Browser
) -> None:
    complaints: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    watch(page, complaints)
    with served(planted_site) as root:
        for path in sorted(planted_site.rglob("index.html")):
            page.goto(root + path.relative_to(planted_site).as_posix(), wait_until="load")
            # What was planted waits for the focus, the pointer or a click as well.
            for link in page.locator("article a[href^='javascript:']").all():
                link.click()
        page.keyboard.press("g")
        page.get_by_role("combobox", name="Find").fill("borrow")
        page.get_by_role("option").first.wait_for()
        assert page.locator(".find :is(img, svg, script)").count() == 0
    context.close()
    assert complaints == []


def watch(page: Page, complaints: list[str]) -> None:
    """Note each dialog, each complaint of the browser, and each request to elsewhere."""

    def dismiss(dialog: Dialog) -> None:
        complaints.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None,
    )
    page.on(
        "request",
        lambda asked: None if on_this_machine(asked.url) else complaints.append(asked.url),
    )
