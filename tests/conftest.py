"""What the tests share: golden files, the record and its site, a browser, and what to do where
something is lacking."""

import datetime as dt
import fcntl
import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from build_tools import cli
from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus
from build_tools.record import cache_folder, load
from build_tools.record.git import commit_of
from build_tools.record.seals import SEALS
from build_tools.render.pdf import PdfError, version_pdf
from build_tools.site.build import by_address, site_files
from build_tools.site.file_store import FileStore
from tests.browsing import CHROMIUM, FLAGS, NOON, WINDOWLESS, on_this_machine, windows
from tests.examples import SHORT, WHOLE
from tests.paths import ROOT
from tests.patience import IN_A_BROWSER
from tests.publishing import (
    AS_OF,
    EPOCH,
    STORE_OF_THE_RUN,
    hand_written,
    mkdocs,
    served,
    texts_of,
)
from tests.reviewing import version_of
from tests.running import Ran, Run, replace_in
from tests.word.office import Office, python_with_uno

expect.set_options(timeout=IN_A_BROWSER)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--rewrite` writes the golden files anew; read the difference before you keep it."""
    parser.addoption("--rewrite", action="store_true", help="write the golden files anew")


def pytest_configure(config: pytest.Config) -> None:
    """Before any property is read: as many examples as the run has time for."""
    settings.load_profile(SHORT if config.option.markexpr == "not sweep" else WHOLE)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, so that no worker ends long after the others. Before all
    comes a file that asks for the built site, and after it those that do without: while one worker
    builds it, nobody waits for it. A file stays whole.
    """
    asked: dict[Path, set[str]] = {}
    for item in items:
        names = {*getattr(item, "fixturenames", ()), *(each.name for each in item.iter_markers())}
        asked.setdefault(item.path, set()).update(names)
    builds_site = next((path for path in sorted(asked) if "site" in asked[path]), None)

    def place(item: pytest.Item) -> tuple[bool, int, Path]:
        names = asked[item.path]
        slow = min((at for at, name in enumerate(_SLOW) if name in names), default=len(_SLOW))
        waits = _SLOW.index("browser") if "site" in names else 0
        return item.path != builds_site, max(slow, waits), item.path

    items.sort(key=place)


def pytest_collection_finish() -> None:
    """Python's collector of cycles passes over the tests, which stay till the end, and comes by
    seldom: next to nothing that a test leaves is in a cycle."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)


_SLOW = ("office", "long", "browser", "site", "published")
"""Fixtures and a mark, the slowest first."""


def skip_or_fail(reason: str) -> NoReturn:
    """Skip the test, saying why; where CORPUS_REQUIRE=1 says that nothing may be missing, fail
    it."""
    if os.environ.get("CORPUS_REQUIRE") == "1":
        pytest.fail(f"{reason}, and CORPUS_REQUIRE=1 says that it must be here", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def missing() -> Callable[[str], NoReturn]:
    """For a test to call, with the reason, when a browser, an office or the like is not on this
    machine."""
    return skip_or_fail


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Hold a text equal to a golden file, or write the file when `--rewrite` was given."""

    def hold(path: Path, text: str) -> None:
        if request.config.getoption("--rewrite"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        assert path.is_file(), f"{path} is not there; pytest --rewrite writes it"
        assert text == path.read_text(), (
            f"{path} differs; if the new text is right, pytest --rewrite keeps it"
        )

    return hold


# --- What was made once, never in the store of the user ------------------------------------------


@pytest.fixture(scope="session")
def of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run, one for all its workers."""
    shared = tmp_path_factory.getbasetemp()
    return shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared


@pytest.fixture(scope="session", autouse=True)
def _store_of_the_run(of_the_run: Path) -> Iterator[None]:
    """What is made once for all tests is kept for this run alone."""
    with _cached_in(of_the_run / "cache"), pytest.MonkeyPatch.context() as patch:
        patch.setenv(STORE_OF_THE_RUN, str(of_the_run / "cache"))
        yield


@pytest.fixture(autouse=True)
def _store_of_the_test(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[None]:
    """What one test makes, right or wrong on purpose, no other test takes for made."""
    folder = tmp_path_factory.getbasetemp() / "caches" / str(id(request.node))
    with _cached_in(folder):
        yield
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _cached_in(folder: Path) -> Iterator[None]:
    """The cache folder of the user is this one, in this process and in those that it starts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        patch.setattr(cache_folder, "user_cache_path", lambda name, **_: folder / name)
        yield


# --- The record and its site, each made once ------------------------------------------------------


@pytest.fixture(scope="session")
def record() -> Corpus:
    """The record in versions/."""
    return load(ROOT / "versions")


@pytest.fixture(scope="session")
def comparisons() -> Comparisons:
    """Redlines of the record, each made once."""
    return Comparisons()


@pytest.fixture(scope="session")
def whole_site(record: Corpus, comparisons: Comparisons) -> dict[str, str | bytes]:
    """Every generated page and file of the site, by src_uri."""
    return by_address(
        site_files(record, AS_OF, hand_written(), comparisons, FileStore(), commit=commit_of(ROOT))
    )


@pytest.fixture(scope="session")
def pages(whole_site: dict[str, str | bytes]) -> dict[str, str]:
    """Those of them that are text."""
    return texts_of(whole_site)


@pytest.fixture(scope="session")
def site(of_the_run: Path) -> Path:
    """The real site, built by `mkdocs build --strict` without a warning, once for all workers; to
    be read only."""
    built, new = of_the_run / "site", of_the_run / "new-site"
    with (of_the_run / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not built.is_dir():
            mkdocs("build", "--strict", "-d", new)
            new.rename(built)
    return built


# --- The site in a browser ------------------------------------------------------------------------


@pytest.fixture(scope="session")
def root(site: Path) -> Iterator[str]:
    """Where the built site is served."""
    with served(site) as found:
        yield found


@pytest.fixture(scope="session")
def browser(missing: Callable[[str], NoReturn]) -> Iterator[Browser]:
    """Debian's Chromium, started once: the one without windows, where it is."""
    if (executable := shutil.which(WINDOWLESS) or shutil.which(CHROMIUM)) is None:
        missing("there is no chromium here")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=executable, args=FLAGS, timeout=IN_A_BROWSER
        )
        yield running
        running.close()


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """Windows for the whole run, so that what one page has fetched need not be fetched for the
    next."""
    with windows(browser) as made:
        yield made


@pytest.fixture
def opened(contexts: dict[str, BrowserContext], root: str) -> Iterator[Callable[..., Page]]:
    """Opens a page of the site; at the end, holds it to have said nothing and to have asked nobody
    else."""
    pages: list[Page] = []
    complaints: list[str] = []

    def open_page(
        address: str,
        width: int = 1280,
        height: int = 800,
        *,
        scripts: bool = True,
        now: dt.datetime = NOON,
    ) -> Page:
        page = contexts["scripts" if scripts else "no scripts"].new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.clock.set_fixed_time(now)
        page.on(
            "console",
            lambda said: (
                complaints.append(said.text) if said.type in ("error", "warning") else None
            ),
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda asked: None if on_this_machine(asked.url) else complaints.append(asked.url),
        )
        page.on(
            "requestfailed",
            lambda asked: (
                complaints.append(f"{asked.url} {asked.failure}")
                if not _is_given_up(asked)
                else None
            ),
        )
        page.goto(root + address, wait_until="load")
        return page

    yield open_page
    for page in pages:
        page.close()
    assert not complaints


def _is_given_up(asked: Request) -> bool:
    """Whether Chromium left the page before it had what it asks for after all else; one that is not
    there is told on the console."""
    last = ("/favicon.png", "/compare-more.js")
    return asked.url.endswith(last) and asked.failure == "net::ERR_ABORTED"


# --- An office ------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def office(
    missing: Callable[[str], NoReturn], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    """LibreOffice, started once, to open Word files."""
    python = python_with_uno()
    if shutil.which("soffice") is None or python is None:
        missing("there is no LibreOffice here, or no Python that can speak to it")
    running = Office(tmp_path_factory.mktemp("office"), python)
    yield running
    running.close()


# --- The command ----------------------------------------------------------------------------------


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in this process, in the project's folder and on a fixed day."""

    def run_it(*arguments: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["corpus", *map(str, arguments)])
        try:
            cli.main()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    monkeypatch.delenv("SITE_URL", raising=False)
    return run_it


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the record, seals and all, to be changed at will."""
    return shutil.copytree(ROOT / "versions", tmp_path / "versions")


@pytest.fixture
def unsealed(copied: Path) -> Path:
    """A copy of the record without its seals, so that what is law in it can be changed."""
    (copied / SEALS).unlink()
    return copied


@pytest.fixture
def broken(copied: Path) -> Path:
    """A copy of the record with two mistakes, in two files."""
    for name in ("1.0", "4.0"):
        replace_in(copied / "mtad" / f"{name}.md", "amendment:", "amendmend:")
    return copied


@pytest.fixture(scope="session")
def can_set(missing: Callable[[str], NoReturn]) -> None:
    """WeasyPrint with Pango, to set a PDF, and pdftotext, to read what was set."""
    try:
        version_pdf(version_of("A."))
    except PdfError as error:
        missing(str(error))
    if shutil.which("pdftotext") is None:
        missing("pdftotext is not here")
