"""What the tests share: golden files, the record and its site, and what to do where the machine lacks something."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from publishing import AS_OF, EPOCH, ROOT, hand_written, mkdocs
from running import Ran, Run, replace_in

from build_tools import cli
from build_tools.corpus import load
from build_tools.history import Comparisons
from build_tools.model import Corpus
from build_tools.site.pages import build


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--rewrite` writes the golden files anew; read the difference before you keep it."""
    parser.addoption("--rewrite", action="store_true", help="write the golden files anew")


def skip_or_fail(reason: str) -> NoReturn:
    """Skip the test, saying why; where CORPUS_REQUIRE=1 says that nothing may be missing, fail it."""
    if os.environ.get("CORPUS_REQUIRE") == "1":
        pytest.fail(f"{reason}, and CORPUS_REQUIRE=1 says that it must be here", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def missing() -> Callable[[str], NoReturn]:
    """For a test to call, with the reason, when a browser, an office or the like is not on this machine."""
    return skip_or_fail


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Hold a text equal to a golden file, or write the file when `--rewrite` was given."""

    def hold(path: Path, text: str) -> None:
        if request.config.getoption("--rewrite"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        assert path.is_file(), f"{path} is not there; pytest --rewrite writes it"
        assert text == path.read_text(), f"{path} differs; if the new text is right, pytest --rewrite keeps it"

    return hold


# --- The record and its site, each made once -------------------------------------------------------------------------


@pytest.fixture(scope="session")
def record() -> Corpus:
    """The record in versions/."""
    return load(ROOT / "versions")


@pytest.fixture(scope="session")
def comparisons() -> Comparisons:
    """Redlines of the record, each made once."""
    return Comparisons()


@pytest.fixture(scope="session")
def pages(record: Corpus, comparisons: Comparisons) -> dict[str, str]:
    """Every generated page and data file of the site, by src_uri."""
    return build(record, AS_OF, hand_written(), comparisons)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built by `mkdocs build --strict` without a warning."""
    folder = tmp_path_factory.mktemp("site")
    mkdocs("build", "--strict", "-d", folder)
    return folder


# --- The command -----------------------------------------------------------------------------------------------------


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
    return run_it


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the record."""
    return shutil.copytree(ROOT / "versions", tmp_path / "versions")


@pytest.fixture
def broken(copied: Path) -> Path:
    """A copy of the record with two mistakes, in two files."""
    for name in ("2.0", "4.0"):
        replace_in(copied / "mtad" / f"{name}.md", "amendment:", "amendmend:")
    return copied
