"""From an empty folder to a site, as another publisher goes: the wheel in an environment of its
own, `corpus init`, `mkdocs build --strict`, and the site in a browser, below a path and on a disk.
"""

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from build_tools.editing.begin import PROCEDURES
from build_tools.language import LANGUAGES
from tests.broken_links import broken_links
from tests.browsing import on_this_machine
from tests.paths import ROOT
from tests.patience import IN_A_BROWSER, PATIENCE
from tests.publishing import environment, served

pytestmark = pytest.mark.sweep


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of an environment with the wheel in it, and of this one what it depends on."""
    folder = tmp_path_factory.mktemp("clean")
    made = [
        "wheel",
        "--no-deps",
        "--no-index",
        "--no-build-isolation",
        "-w",
        str(folder),
        str(ROOT),
    ]
    _run([sys.executable, "-m", "pip", *made], folder)
    _run([sys.executable, "-m", "venv", str(folder / "env")], folder)
    python = folder / "env/bin/python"
    (wheel,) = folder.glob("*.whl")
    _run([str(python), "-m", "pip", "install", "--no-deps", "--no-index", str(wheel)], folder)
    (packages,) = (folder / "env/lib").glob("python*/site-packages")
    (packages / "depended.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    return folder / "env/bin"


@pytest.fixture(scope="module")
def project(programs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `corpus init` writes into an empty folder."""
    folder = tmp_path_factory.mktemp("own")
    _run([str(programs / "corpus"), "init", "--title", "Of the pond"], folder)
    return folder


def _run(command: list[str], folder: Path) -> str:
    done = subprocess.run(
        command, cwd=folder, env=_clean(), capture_output=True, text=True, check=False,
        timeout=PATIENCE,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def _clean() -> dict[str, str]:
    return {name: value for name, value in environment().items() if name != "PYTHONPATH"}


def _build(programs: Path, project: Path, folder: Path, **changed: str) -> Path:
    """The site, with some settings of the configuration changed; it must warn of nothing."""
    settings = (project / "mkdocs.yml").read_text().splitlines()
    kept = [line for line in settings if line.split(":")[0] not in changed]
    lines = [*kept, *(f"{name}: {value}" for name, value in changed.items())]
    copy = shutil.copytree(project, folder / "project")
    (copy / "mkdocs.yml").write_text("\n".join(lines))
    command = [str(programs / "python"), "-m", "mkdocs", "build", "--strict"]
    said = _run([*command, "--site-dir", str(folder / "site")], copy)
    assert "WARNING" not in said
    return folder / "site"


def test_the_package_is_that_of_the_wheel(programs: Path, tmp_path: Path) -> None:
    asked = "import build_tools; print(build_tools.__file__)"
    where = _run([str(programs / "python"), "-c", asked], tmp_path)
    assert str(programs.parent) in where


def test_the_record_of_a_demonstration_is_in_the_wheel(programs: Path, tmp_path: Path) -> None:
    _run([str(programs / "corpus"), "init", "--demo"], tmp_path)
    _run([str(programs / "corpus"), "verify"], tmp_path)
    assert not list(broken_links(_build(programs, tmp_path, tmp_path / "built")))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("procedure", PROCEDURES)
def test_a_record_of_each_procedure_is_built_without_a_warning(
    programs: Path, tmp_path: Path, procedure: str, language: str
) -> None:
    corpus = str(programs / "corpus")
    _run([corpus, "init", "begun", "--procedure", procedure, "--language", language], tmp_path)
    assert not _run([corpus, "check"], tmp_path / "begun")
    assert not list(broken_links(_build(programs, tmp_path / "begun", tmp_path / "built")))


def test_the_record_has_no_mistake(programs: Path, project: Path) -> None:
    assert not _run([str(programs / "corpus"), "check"], project)


def test_the_site_below_a_path_in_a_browser(
    programs: Path, project: Path, tmp_path: Path, browser: Browser
) -> None:
    url = "https://example.org/law/sec/"
    host = tmp_path / "host"
    host.mkdir()
    site = _build(programs, project, tmp_path, site_url=url)
    assert not list(broken_links(site, "/law/sec/"))
    (host / "law").mkdir()
    (host / "law/sec").symlink_to(site)
    with served(host) as root:
        look_round(browser, f"{root}law/sec/")


def test_the_site_on_a_disk_in_a_browser(
    programs: Path, project: Path, tmp_path: Path, browser: Browser
) -> None:
    site = _build(programs, project, tmp_path, use_directory_urls="false")
    assert not list(broken_links(site, folders=False))
    look_round(browser, f"{(site / 'index.html').as_uri()}")


def look_round(browser: Browser, home: str) -> None:
    """Go from the home page to the text and to its history, and see that each is whole."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(IN_A_BROWSER)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(home)
    assert page.locator("h1").inner_text() == "Of the pond"
    page.get_by_role("link", name="Rules 1.0").first.click()
    text = page.get_by_text("This text stands here until yours does.")
    text.wait_for()
    assert "serif" in text.evaluate("element => getComputedStyle(element).fontFamily")
    assert page.locator("table").first.is_visible()
    page.keyboard.press("g")
    page.locator("#page-find-field").fill("notices")
    page.locator("#page-find-list a, #page-find-list [role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/rules/**")
    page.get_by_role("link", name="History").first.click()
    page.get_by_role("heading", name="History").first.wait_for()
    assert not said
    assert all(each.startswith("file:") or on_this_machine(each) for each in asked)
    page.close()
