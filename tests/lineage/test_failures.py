"""A planted defect: nothing wrong is ever published, both texts are kept, and nobody can miss that
it happened."""

import platform
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import Files

from build_tools import __version__
from build_tools.compare import passages
from build_tools.compare.words import Renumbering, compare_content
from build_tools.model import Content, Edits
from tests.paths import ROOT
from tests.patience import PATIENCE
from tests.publishing import environment
from tests.running import Run, replace_in

FAILED = Path(".cache/corpus/failed")
OLD, NEW = "# Notes\n\nThe cat sat.\n", "# Notes\n\nThe cat ran.\n"
BROKEN = "accepting every change does not give the new text"
FELL_BACK = "not aligned; the aligned redline could not be proved, so both texts are shown whole"
FAILS = "the redline could not be proved, even with both texts shown whole; nothing is published"

_LOSES_A_WORD = """
import build_tools.compare.passages as room
exact = room.compare_content
room.compare_content = lambda *texts: tuple(edit for edit in exact(*texts) if edit.op != "+")
"""
_LOSES_WHOLE_TEXTS = f"{_LOSES_A_WORD}room.deletion = room.insertion = lambda content: ()\n"


@pytest.fixture
def plant(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes the comparison lose the words that were inserted; with `whole`, the fall-back too."""

    def planted(*, whole: bool) -> None:
        def lossy(old: Content, new: Content, *renumbering: Renumbering) -> Edits:
            return tuple(edit for edit in compare_content(old, new, *renumbering) if edit.op != "+")

        monkeypatch.setattr(passages, "compare_content", lossy)
        if whole:
            monkeypatch.setattr(passages, "deletion", lambda _content: ())
            monkeypatch.setattr(passages, "insertion", lambda _content: ())

    return planted


@pytest.fixture
def texts(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Two texts in a folder of their own, which is also where the command runs."""
    monkeypatch.chdir(tmp_path)  # after `run`, which goes to the project's own folder
    old, new = Path("old notes.md"), Path("new.md")
    old.write_text(OLD)
    new.write_text(NEW)
    return old, new


def kept() -> Path:
    """The one folder in which texts were kept."""
    (folder,) = FAILED.iterdir()
    return folder


# --- corpus redline -------------------------------------------------------------------------------


def test_without_a_defect_nothing_is_kept(run: Run, texts: tuple[Path, Path]) -> None:
    assert run("redline", *texts).err == ""
    assert not FAILED.exists()


def test_a_redline_that_fell_back_is_shown_under_a_warning(
    run: Run, texts: tuple[Path, Path], plant: Callable[..., None]
) -> None:
    plant(whole=False)
    ran = run("redline", *texts)
    assert ran.code == 0
    assert ran.out.splitlines()[1] == "not aligned: read both"
    assert "[-The cat sat.-]" in ran.out
    assert "{+The cat ran.+}" in ran.out
    assert (
        ran.err == f"warning: old notes.md to new.md: {FELL_BACK}\n    {BROKEN}\n"
        f"this is a defect of this program; please report it with what is in {kept().as_posix()}/\n"
    )
    assert re.fullmatch(r"old_notes\.md\.\.new\.md-[0-9a-f]{8}", kept().name)


def test_a_redline_that_cannot_be_proved_even_then_is_an_error(
    run: Run, texts: tuple[Path, Path], plant: Callable[..., None]
) -> None:
    plant(whole=True)
    ran = run("redline", *texts, "-o", "out.txt")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"error: old notes.md to new.md: {FAILS}\n    rejecting every change")
    assert f"    {BROKEN}\n" in ran.err
    assert f"what is in {kept().as_posix()}/\n" in ran.err
    assert not Path("out.txt").exists()


def test_quiet_is_no_reason_to_keep_quiet_about_a_defect(
    run: Run, texts: tuple[Path, Path], plant: Callable[..., None]
) -> None:
    plant(whole=False)
    ran = run("redline", *texts, "-q")
    assert (ran.code, ran.out) == (1, "")
    assert FELL_BACK in ran.err


@pytest.mark.parametrize(("whole", "outcome"), [(False, FELL_BACK), (True, FAILS)])
def test_what_is_kept_repeats_it(
    run: Run, texts: tuple[Path, Path], plant: Callable[..., None], whole: bool, outcome: str
) -> None:
    plant(whole=whole)
    first = run("redline", *texts)
    folder = kept()
    assert ((folder / "old.md").read_text(), (folder / "new.md").read_text()) == (OLD, NEW)
    report = (folder / "report.txt").read_text()
    for said in (
        outcome,
        f"- {BROKEN}\n",
        f"sec-corpus {__version__}\n",
        f"Python {platform.python_version()}, ",
    ):
        assert said in report
    (command,) = re.findall(r"^ +corpus (.+)$", report, re.MULTILINE)
    with pytest.MonkeyPatch.context() as there:
        there.chdir(folder)
        again = run(*shlex.split(command))
    assert again.code == first.code
    assert outcome in again.err
    assert BROKEN in again.err


def test_the_same_texts_are_kept_once(
    run: Run, texts: tuple[Path, Path], plant: Callable[..., None]
) -> None:
    plant(whole=False)
    assert run("redline", *texts).err == run("redline", *texts).err
    assert kept().is_dir()


@pytest.mark.usefixtures("texts")
def test_a_version_of_the_record_is_kept_whole(run: Run, plant: Callable[..., None]) -> None:
    plant(whole=False)
    run("redline", "mtad@3.0", "mtad@4.0", "--versions", ROOT / "versions")
    assert kept().name.startswith("mtad@3.0..mtad@4.0-")
    assert (kept() / "new.md").read_bytes() == (ROOT / "versions/mtad/4.0.md").read_bytes()


def test_a_folder_that_cannot_be_written_hides_nothing(
    run: Run, texts: tuple[Path, Path], plant: Callable[..., None]
) -> None:
    plant(whole=True)
    Path(".cache").write_text("in the way")
    ran = run("redline", *texts)
    assert ran.code == 1
    assert f"    {BROKEN}\n" in ran.err
    assert "please report it with both texts" in ran.err


# --- corpus pages ---------------------------------------------------------------------------------


@pytest.mark.sweep
@pytest.mark.usefixtures("texts")
def test_pages_with_a_redline_that_fell_back_are_written_under_a_warning(
    run: Run, plant: Callable[..., None]
) -> None:
    Path("docs").mkdir()
    plant(whole=False)
    ran = run("pages", "--out", "out", "--versions", ROOT / "versions")
    assert ran.code == 0
    assert f"warning: mtad@3.0 to mtad@4.0: {FELL_BACK}\n" in ran.err
    assert "Not aligned: read both." in Path("out/mtad/redline/3.0..4.0/index.md").read_text()
    assert len([*FAILED.iterdir()]) == ran.err.count("warning: ") > 1


@pytest.mark.usefixtures("texts")
def test_pages_with_a_redline_that_fails_are_not_written(
    run: Run, plant: Callable[..., None]
) -> None:
    plant(whole=True)
    ran = run("pages", "--out", "out", "--docs", ROOT / "docs", "--versions", ROOT / "versions")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error: ")
    assert FAILS in ran.err
    assert f"{kept().as_posix()}/\n" in ran.err
    assert not Path("out").exists()


# --- mkdocs ---------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small site of one document of the record, without a theme."""
    for name in ("mtad", "amendments", "schema"):
        shutil.copytree(ROOT / "versions" / name, tmp_path / "versions" / name)
    for amendment in (tmp_path / "versions/amendments").iterdir():
        if not amendment.name.startswith("mtad"):
            amendment.unlink()
    for name in ("docs", "theme"):
        (tmp_path / name).mkdir()
    (tmp_path / "docs/index.md").write_text("# Home\n")
    (tmp_path / "theme/main.html").write_text("{{ page.content }}")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Test\nplugins: [corpus]\ntheme: {name: null, custom_dir:"
        " theme}\nmarkdown_extensions: [attr_list]\nvalidation: {nav: {omitted_files: ignore},"
        " links: {not_found: ignore}}\n"
    )
    return tmp_path


def built(project: Path, defect: str, *options: str) -> subprocess.CompletedProcess[str]:
    program = (
        f"{defect}\nimport sys\nfrom mkdocs.__main__ import cli\nsys.exit(cli(['build',"
        " *sys.argv[1:]]))"
    )
    command = [sys.executable, "-c", program, *options]
    return subprocess.run(
        command,
        cwd=project,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


@pytest.mark.sweep
def test_a_build_without_a_defect_is_clean(project: Path) -> None:
    done = built(project, "", "--strict")
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr


@pytest.mark.sweep
def test_a_build_warns_of_a_redline_that_fell_back(project: Path) -> None:
    done = built(project, _LOSES_A_WORD)
    assert done.returncode == 0, done.stderr
    assert re.search(
        rf"WARNING -  corpus: mtad@3\.0 to mtad@4\.0: {re.escape(FELL_BACK)}", done.stderr
    )
    assert (
        "Not aligned: read both." in (project / "site/mtad/redline/3.0..4.0/index.html").read_text()
    )
    folders = [folder.name for folder in (project / FAILED).iterdir()]
    assert all(f"what is in {FAILED.as_posix()}/{name}/" in done.stderr for name in folders)
    # each step of the four versions of the MTAD: no other two are compared
    assert len(folders) == done.stderr.count("WARNING") == 3


@pytest.mark.sweep
def test_a_strict_build_fails_by_a_redline_that_fell_back(project: Path) -> None:
    done = built(project, _LOSES_A_WORD, "--strict")
    assert done.returncode == 1
    assert "Aborted with 3 warnings in strict mode" in done.stdout + done.stderr


def test_a_build_stops_at_a_redline_that_fails_and_writes_nothing(project: Path) -> None:
    done = built(project, _LOSES_WHOLE_TEXTS)
    assert done.returncode == 1
    assert FAILS in done.stderr
    assert "Traceback" not in done.stderr
    (folder,) = (project / FAILED).iterdir()
    assert f"what is in {FAILED.as_posix()}/{folder.name}/" in done.stderr
    assert not [path for path in (project / "site").rglob("*") if path.is_file()]


@pytest.mark.sweep
def test_serving_keeps_the_last_good_pages_under_a_notice(
    project: Path, plant: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    config = load_config(str(project / "mkdocs.yml"))
    config.plugins.on_startup(command="serve", dirty=False)
    page = "mtad/redline/3.0..4.0/index.md"
    good = config.plugins.on_files(Files([]), config=config).src_uris[page].content_string
    plant(whole=True)
    replace_in(project / "versions/mtad/4.0.md", "DCC shall report", "DCC shall well report")
    shown = config.plugins.on_files(Files([]), config=config).src_uris[page].content_string
    assert shown == good
    server: Any = SimpleNamespace(serve_request=_empty_page, set_app=None, watch=lambda _: None)
    server.set_app = lambda app: setattr(server, "serve_request", app)
    config.plugins.on_serve(server, config=config, builder=lambda: None)
    answered = b"".join(server.serve_request({}, lambda *_: None)).decode()
    assert FAILS in answered
    assert 'class="broken"' in answered
    config.plugins.on_shutdown()


def _empty_page(_environ: object, start_response: Callable[..., None]) -> list[bytes]:
    """A server's answer, which is a page without words."""
    start_response("200 OK", [("Content-Type", "text/html")])
    return [b"<article></article>"]
