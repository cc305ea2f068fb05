"""The site of a text in pages by section, built and walked: below a path and from a disk, with
scripts and without.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.broken_links import broken_links
from tests.browsing import windows
from tests.dividing import divided_project
from tests.publishing import (
    building,
    content_of,
    environment,
    ids_of,
    mkdocs,
    pages_of,
    served,
    text_of,
)
from tests.running import Run

PATH = "law/sec/"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return divided_project(tmp_path_factory.mktemp("pond"))


@pytest.fixture(scope="module")
def host(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that is served, with the site below a path."""
    folder = tmp_path_factory.mktemp("host")
    with (project / "mkdocs.yml").open("a") as config:
        config.write(f"site_url: https://example.org/{PATH}\n")
    mkdocs("build", "--strict", "-d", folder / PATH, cwd=project, env=building())
    return folder


@pytest.fixture(scope="module")
def pond(host: Path) -> Iterator[str]:
    """The address of the text."""
    with served(host) as root:
        yield f"{root}{PATH}pond/"


@pytest.fixture
def window(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    with windows(browser) as made:
        yield made


def arrives(page: Page, asked: str, landed: str) -> None:
    """Whoever asks for one address comes to rest at another."""
    page.goto("about:blank")
    # What leads on may leave the page before it is loaded.
    page.goto(asked, wait_until="commit")
    page.wait_for_url(landed)


@pytest.mark.sweep
def test_an_address_of_the_whole_text_lands_on_its_section(
    window: dict[str, BrowserContext], pond: str
) -> None:
    page = window["scripts"].new_page()
    lands = {
        "2.1": "section/2/#2.1",
        "table-2.2-ducks": "section/2/#table-2.2-ducks",
        # The lasting id of a row, by the table that has it.
        "table-2.2@1.0/ducks": "section/2/#table-2.2-ducks",
        "def-duck": "section/1/#def-duck",
        "page-about": "#page-about",
        "nowhere": "#nowhere",
    }
    for asked, landed in lands.items():
        arrives(page, f"{pond}#{asked}", pond + landed)
    arrives(page, pond, pond)
    page.evaluate("location.hash = '#2.1'")
    page.wait_for_url(f"{pond}section/2/#2.1")
    page.go_back()
    page.wait_for_url(pond)


def test_without_scripts_it_lands_on_the_list(window: dict[str, BrowserContext], pond: str) -> None:
    page = window["no scripts"].new_page()
    page.goto(f"{pond}#2.2")
    assert page.url == f"{pond}#2.2"
    there = page.locator(":target")
    link = there.locator("xpath=ancestor-or-self::li[1]/a")
    assert there.get_attribute("id") == "2.2"
    assert link.inner_text() == "2.2 Clause 1.1 binds it."
    link.click()
    page.wait_for_url(f"{pond}section/2/#2.2")
    assert page.get_by_text("so does a goose").is_visible()


@pytest.mark.sweep
def test_a_preview_is_walked_from_a_disk(
    project: Path,
    tmp_path: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    window: dict[str, BrowserContext],
) -> None:
    monkeypatch.chdir(project)
    made = tmp_path / "preview"
    assert run("preview", "--out", made).code == 0
    assert not list(broken_links(made, folders=False))
    pond = f"{made.as_uri()}/pond"
    page = window["scripts"].new_page()
    arrives(
        page, f"{pond}/index.html#table-2.2-ducks", f"{pond}/section/2/index.html#table-2.2-ducks"
    )
    assert page.locator("tr:target").inner_text().split() == ["Ducks", "weekly"]
    page.get_by_role("link", name="Next: 3 Feeding").click()
    page.wait_for_url(f"{pond}/section/3/index.html")
    assert page.locator(".preview").is_visible()
    page.get_by_role("navigation", name="Breadcrumb").get_by_role("link").click()
    page.wait_for_url(f"{pond}/index.html")
    page.get_by_role("link", name="The whole text on one page").click()
    page.wait_for_url(f"{pond}/whole/index.html")


def test_what_is_printed_of_a_section_is_the_section(
    window: dict[str, BrowserContext], pond: str
) -> None:
    page = window["no scripts"].new_page()
    page.goto(f"{pond}section/2/")
    page.emulate_media(media="print")
    assert page.get_by_text("so does a goose").is_visible()
    assert page.get_by_text("A goose is no Duck.").is_visible()
    for name in ("Sections before and after", "Breadcrumb"):
        assert not page.get_by_role("navigation", name=name).is_visible()


@pytest.mark.sweep
def test_another_builder_makes_the_same_pages(
    project: Path, host: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    docs, config = tmp_path / "docs", tmp_path / "mkdocs.yml"
    url = f"https://example.org/{PATH}"
    assert run("pages", "--out", docs, "--config", config, "--site-url", url).code == 0
    shutil.copy(project / "docs/index.md", docs)
    command = [sys.executable, "-m", "zensical", "build", "--strict", "-f", str(config)]
    subprocess.run(command, env=environment(), capture_output=True, check=True)
    other = pages_of(tmp_path / "site")
    ours = {name: page for name, page in pages_of(host / PATH).items() if name.startswith("pond/")}
    assert {"pond/section/2/", "pond/whole/"} < ours.keys()
    for name, page in ours.items():
        assert text_of(content_of(other[name])) == text_of(content_of(page)), name
        here, there = (ids_of(content_of(each)) for each in (page, other[name]))
        assert [id_ for id_ in there if id_ != "__skip"] == here, name


def test_no_link_is_broken_below_a_path(host: Path, pond: str) -> None:
    assert not list(broken_links(host / PATH, f"/{PATH}"))
