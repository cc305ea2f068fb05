"""No command writes over what it reads, over what is sealed, over what is no plain file, or through
a symbolic link: every command that writes what it gives out, on every such target."""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.cli.command import VERBS
from build_tools.record import load
from build_tools.record.enactment import enacting_facts
from build_tools.record.seals import SEALS, with_seal
from tests.branching import Repository
from tests.paths import RECORD
from tests.running import Run, replace_in, snapshot

FILES: dict[str, tuple[tuple[str, ...], str]] = {
    "show": (("show", "rules@2.0", "-o"), ".md"),
    "redline": (("redline", "rules@1.0", "rules@2.0", "--format", "markdown", "-o"), ".md"),
    "redline of files": (("redline", "old.md", "draft.md", "-o"), ".md"),
    "redline in Word": (("redline", "rules@1.0", "rules@2.0", "--format", "docx", "-o"), ".docx"),
    "instruct": (("instruct", "rules@1.0", "rules@2.0", "-o"), ".md"),
    "graph": (("graph", "rules@2.0", "-o"), ".md"),
    "weave": (("weave", "rules", "-o"), ".md"),
    "weave of files": (("weave", "old.md", "draft.md", "-o"), ".md"),
    "blame": (("blame", "rules@2.0", "-o"), ".md"),
    "history of a provision": (("history", "rules", "1", "-o"), ".md"),
    "check": (("check", "-o"), ".md"),
    "find": (("find", "1", "-o"), ".md"),
    "renumber": (("renumber", "rules@3.0", "-o"), ".md"),
    "digest": (("digest", "--since", "2021-01-01", "-o"), ".md"),
    "archive": (("archive", "-o"), ".zip"),
    "export": (("export", "rules@2.0", "-o"), ".docx"),
    "import": (("import", "draft.docx", "-o"), ".md"),
    "import, its report": (("import", "draft.docx", "-o", "fresh.md", "--report"), ".md"),
}
"""Each command that writes a file, and how the names of its files end."""
ENDINGS = sorted({ending for _, ending in FILES.values()})
FOLDERS: dict[str, tuple[str, ...]] = {
    "init": ("init", "--title", "T", "--document", "laws", "--url", "https://law.example/"),
    "pages": ("pages", "--docs", "docs", "--out"),
    "changes": ("changes", "main", "--out"),
    "pack": ("pack", "second-rules", "-o"),
    "preview": ("preview", "--out"),
    "responses": ("responses", "../responses", "--amendment", "second-rules", "-o"),
}
HEAVY = ("pages", "pack")
"""Those that make many files."""
SILENT = {"amend", "cache", "list", "seal", "verify"}
"""The verbs that write nothing, to the record alone, or to what is kept for the next run."""


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory, word_file: bytes) -> Path:
    """A repository with a record that has a seal, some loose files, and things to write through."""
    folder = tmp_path_factory.mktemp("origin")
    versions = folder / "versions"
    shutil.copytree(RECORD, versions)
    dates = "  direction: {actual: 2021-06-15}\n  effect:"
    replace_in(versions / "amendments/second-rules.yml", "  effect:", dates)
    second = load(versions).document("rules").version("2.0")
    (versions / SEALS).write_text(with_seal(versions, second, enacting_facts(second)))
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text("# Rules\n")
    (folder / "old.md").write_text("1 A rule.\n")
    (folder / "draft.md").write_text("1 A better rule.\n")
    (folder / "draft.docx").write_bytes(word_file)
    repository = Repository(folder)
    repository.git("init", "--quiet", "--initial-branch=main")
    repository.commit("The record")
    return folder


@pytest.fixture(scope="module")
def word_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    from build_tools.site.file_formats import FILE_FORMATS  # noqa: PLC0415 - as the command does

    version = load(RECORD).document("rules").version("2.0")
    writer = FILE_FORMATS["docx"].version
    assert writer
    return writer.write(version, "", None)


@pytest.fixture
def here(origin: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, in which the commands are run."""
    folder = shutil.copytree(origin, tmp_path / "here")
    monkeypatch.chdir(folder)
    for name in ("victim", "responses"):
        (tmp_path / name).mkdir()
    for ending in ENDINGS:
        (tmp_path / f"victim/kept{ending}").write_text("kept")
    return folder


def link(ending: str) -> Path:
    path = Path(f"link{ending}")
    path.symlink_to(f"../victim/kept{ending}")
    return path


def link_to_nowhere(ending: str) -> Path:
    path = Path(f"link{ending}")
    path.symlink_to(f"../victim/new{ending}")
    return path


def linked_folder(ending: str) -> Path:
    if not Path("way").is_symlink():
        Path("way").symlink_to("../victim")
    return Path(f"way/kept{ending}")


def pipe(ending: str) -> Path:
    path = Path(f"pipe{ending}")
    os.mkfifo(path)
    return path


def folder(ending: str) -> Path:
    path = Path(f"folder{ending}")
    path.mkdir()
    return path


TARGETS: dict[str, Callable[[str], Path]] = {
    "a sealed text": lambda ending: Path("versions/rules/2.0.md"),
    "a sealed text by a way round": lambda ending: Path("versions/../versions/rules/2.0.md"),
    "the seals": lambda ending: Path("versions") / SEALS,
    "an amendment": lambda ending: Path("versions/amendments/second-rules.yml"),
    "a link": link,
    "a link to nowhere": link_to_nowhere,
    "a folder that is a link": linked_folder,
    "a pipe": pipe,
    "a folder": folder,
    "a device": lambda ending: Path("/dev/null"),
}


def state(above: Path) -> dict[str, bytes]:
    return {name: data for name, data in snapshot(above).items() if "/.git/" not in name}


AT_ONCE = {"a sealed text", "a folder that is a link", "a device"}
"""The targets that each run of the tests tries; the others are for the long run."""


@pytest.mark.parametrize(
    "target",
    [pytest.param(name, marks=() if name in AT_ONCE else pytest.mark.sweep) for name in TARGETS],
)
def test_no_command_writes_a_file_where_none_may_be(
    target: str, here: Path, tmp_path: Path, run: Run
) -> None:
    made = {ending: TARGETS[target](ending) for ending in ENDINGS}
    before = state(tmp_path)
    for name, (arguments, ending) in FILES.items():
        ran = run(*arguments, made[ending])
        assert (ran.code, bool(ran.err), "Traceback" in ran.err) == (2, True, False), (name, ran)
        assert state(tmp_path) == before, name
    assert Path("/dev/null").is_char_device()


OWN = {
    ("redline", "old.md", "draft.md", "-o", "old.md"): "old.md: is what the command reads",
    ("redline", "old.md", "draft.md", "-o", "./draft.md"): "is what the command reads",
    ("show", "draft.md", "-o", "draft.md"): "draft.md: is what the command reads",
    ("show", "rules@1.0", "-o", "versions/rules/1.0.md"): "is what the command reads",
    ("import", "draft.docx", "-o", "draft.docx"): "draft.docx: is what the command reads",
    ("import", "draft.docx", "-o", "a.md", "--report", "draft.docx"): "is what the command reads",
    ("import", "draft.docx", "-o", "a.md", "--report", "a.md"): "is to be written twice",
    ("export", "draft.docx", "-o", "draft.docx"): "draft.docx: is what the command reads",
    ("export", "old.md", "--template", "draft.docx", "-o", "draft.docx"): "the command reads",
    ("check", "-o", "versions/rules/1.0.md"): "is in versions, which the command reads",
    ("check", "-o", "versions/report.txt"): "is in versions, which the command reads",
    ("pages", "--docs", "docs", "--out", "docs"): "is in docs, which the command reads",
    ("pages", "--docs", "docs", "--out", "versions"): "is in the record",
    ("pages", "--docs", "docs", "--out", "versions/rules"): "is in the record",
    ("changes", "main", "--out", "versions"): "is in the record",
    ("pack", "second-rules", "-o", "versions/rules/pack"): "is in the record",
    ("preview", "--out", "versions/preview"): "is in the record",
    ("preview", "--out", "docs"): "is there already, and is not overwritten",
    ("responses", "../responses", "--amendment", "second-rules", "-o", "../responses/read"): (
        "may not lie in the folder that is read"
    ),
}


@pytest.mark.parametrize(
    "arguments",
    [pytest.param(each, marks=pytest.mark.sweep if each[0] in FOLDERS else ()) for each in OWN],
    ids=" ".join,
)
def test_no_command_writes_over_what_it_reads(
    arguments: tuple[str, ...], here: Path, tmp_path: Path, run: Run
) -> None:
    before = state(tmp_path)
    ran = run(*arguments)
    assert (ran.code, OWN[arguments] in ran.err) == (2, True), ran
    assert state(tmp_path) == before


@pytest.mark.parametrize(
    "command",
    [
        "changes",
        "init",
        "preview",
        "responses",
        *(pytest.param(each, marks=pytest.mark.sweep) for each in HEAVY),
    ],
)
def test_no_folder_is_written_through_a_link_or_over_what_is_none(
    command: str, here: Path, tmp_path: Path, run: Run
) -> None:
    Path("way").symlink_to("../victim")
    Path("file").write_text("kept")
    for target in ("way", "way/below", "file"):
        before = state(tmp_path)
        ran = run(*FOLDERS[command], target)
        assert ran.code == 2, ran
        assert state(tmp_path) == before


@pytest.mark.sweep
@pytest.mark.parametrize("name", ["rules", "rules/index.md", "index.md", "assets"])
def test_pages_are_not_written_through_links_below_their_folder(
    name: str, here: Path, tmp_path: Path, run: Run
) -> None:
    out = Path("out")
    (out / name).parent.mkdir(parents=True)
    (out / name).symlink_to(tmp_path / ("victim/kept.md" if name.endswith("md") else "victim"))
    before = state(tmp_path)
    ran = run(*FOLDERS["pages"], "out")
    if name == "index.md":
        assert ran.code == 0, "it has no marker, so it is not written"
        return
    assert (ran.code, "a symbolic link, and is not written through" in ran.err) == (2, True), ran
    assert state(tmp_path) == before


def test_a_draft_of_the_record_and_a_new_file_may_be_written(here: Path, run: Run) -> None:
    assert run("import", "draft.docx", "-o", "versions/rules/1.0.md").code == 0
    assert run("import", "draft.docx", "-o", "versions/rules/3.0.md").code == 0
    assert run("show", "draft.md", "-o", "shown.txt").code == 0
    assert run("show", "draft.md", "-o", "shown.txt").code == 0


def test_every_command_that_gives_something_out_is_tried() -> None:
    tried = {arguments[0] for arguments, _ in FILES.values()} | {*FOLDERS}
    assert {*VERBS} - SILENT == tried


ORDERS = (
    "::notice title=Law::All is well",
    "  ::stop-commands::x",
    "a ##[error]b",
    "\u00a0::debug::x",
)


@pytest.mark.parametrize("command", ["check", pytest.param("verify", marks=pytest.mark.sweep)])
@pytest.mark.parametrize(
    "order", [ORDERS[0], *(pytest.param(order, marks=pytest.mark.sweep) for order in ORDERS[1:])]
)
def test_no_words_of_the_record_are_an_order_to_the_runner_of_a_forge(
    command: str, order: str, run: Run, copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It obeys a line that begins with two colons, space aside, and what follows ##[ anywhere."""
    amendment = copied / "amendments/mtad-moc-secure-closure.yml"
    replace_in(amendment, "title: ", f"{order}\u200b: ")
    replace_in(copied / "mtad/4.0.md", "# Mig", f"{order} \u200b\n\n# Mig")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    ran = run(command, "--versions", copied)
    shown = ran.out + ran.err
    assert ran.code == 1
    assert "\\" in shown
    assert not re.search(r"^\s*::|##\[", shown, re.MULTILINE), shown
    monkeypatch.delenv("GITHUB_ACTIONS")
    assert order.strip() in run(command, "--versions", copied).out


@pytest.mark.parametrize(
    "words",
    [
        ("redline", "old.md", "draft.md", "-o", "made.docx"),
        ("redline", "old.md", "draft.md", "--format", "html", "-o", "made.pdf"),
        ("weave", "old.md", "draft.md", "--between", "1", "2", "-o", "made.XLSX"),
        ("show", "draft.md", "-o", "made.docx"),
        ("import", "draft.docx", "-o", "made.docx"),
        ("check", "-o", "made.pdf"),
    ],
)
def test_text_is_not_written_under_the_name_of_a_word_file(
    words: tuple[str, ...], here: Path, run: Run
) -> None:
    ran = run(*words)
    assert (ran.code, "what is written is text, and made." in ran.err) == (2, True), ran
    assert not list(here.glob("made.*"))
