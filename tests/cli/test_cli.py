"""The command `corpus`: every verb, what it exits with, and where it says what. For texts see
`test_cli_show`."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from build_tools import __version__, cli
from build_tools.cli.command import VERBS, say, write
from build_tools.model import Corpus
from build_tools.record.seals import SEALS
from tests.paths import ROOT
from tests.patience import PATIENCE
from tests.publishing import STYLES_AND_SCRIPTS, environment, hand_written, marker
from tests.running import Ran, Run, replace_in

CONTEXT = click.Context(cli.corpus)
COMMANDS = cli.corpus.list_commands(CONTEXT)


# --- Help and usage -------------------------------------------------------------------------------


def test_the_version_is_the_packages(run: Run) -> None:
    assert run("--version") == Ran(0, f"corpus, version {__version__}\n", "")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_helps(run: Run, command: str) -> None:
    ran = run(*command.split(), "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Usage: corpus {command}".rstrip())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_says_what_it_does(command: str) -> None:
    subject = cli.corpus.get_command(CONTEXT, command)
    assert subject is not None
    assert subject.help
    assert subject.help.rstrip().endswith(".")
    undescribed = [
        p.name
        for p in subject.params
        if isinstance(p, click.Option) and not p.help and p.name != "format_name"
    ]
    assert not undescribed


def test_every_verb_is_imported_from_the_module_that_holds_it() -> None:
    for verb, module in VERBS.items():
        subject = cli.corpus.get_command(CONTEXT, verb)
        assert subject is not None
        assert subject.callback is not None
        assert subject.callback.__module__ == f"build_tools.cli.{module}"
    assert set(VERBS) == set(cli.corpus.commands)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_read_me_or_the_pages(command: str) -> None:
    told = "\n".join([(ROOT / "README.md").read_text(), *hand_written().values()])
    assert re.search(rf"`?(corpus|build_tools) {command}\b", told), (
        f"corpus {command} is told nowhere"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["show"],
        ["show", "mtad@3.0", "--format", "pdf"],
        ["show", "mtad@3.0", "--nonsense"],
        ["redline", "mtad@3.0"],
        ["redline", "mtad@3.0", "mtad@4.0", "--format", "json", "--fragment"],
        ["redline", "mtad@3.0", "mtad@4.0", "--format", "json", "--color", "always"],
        ["redline", "mtad@3.0", "mtad@4.0", "--color", "sometimes"],
        ["redline", "mtad@3.0", "mtad@4.0", "--quiet", "-o", "nothing.txt"],
        ["show", "mtad@3.0", "--fragment"],
        ["pages"],
        ["check", "--as-of", "tomorrow"],
        ["list", "--as-of", "2026-13-01"],
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_with_2_and_says_so(run: Run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "Error: " in ran.err


def test_a_wrong_document_names_the_right_ones(run: Run) -> None:
    near, far = run("history", "mtda"), run("history", "nix")
    assert (near.code, far.code) == (2, 2)
    assert near.err == "mtda: there is no document `mtda`; did you mean `mtad`?\n"
    assert far.err == (
        "nix: there is no document `nix`; the documents are `example`, `mtad`, `svtad`\n"
    )


def test_an_epoch_that_is_no_number_is_wrong_usage(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    ran = run("list")
    assert ran.code == 2
    assert "yesterday" in ran.err


# --- check, list, history -------------------------------------------------------------------------


def test_check_finds_no_mistake_in_the_record(run: Run) -> None:
    assert run("check") == Ran(0, "", "")


def test_what_was_waived_is_shown_to_whoever_asks(run: Run) -> None:
    ran = run("check", "--waived")
    assert (ran.code, ran.err) == (0, "")
    first, second = ran.out.splitlines()
    assert re.match(r"versions/mtad/4.0.md:\d+: document-name: warning: ", first)
    assert second.startswith("    waived: The note reports ")


def test_check_names_every_mistake_with_its_file_and_line(run: Run, broken: Path) -> None:
    ran = run("check", "--versions", broken)
    assert ran.code == 1
    found = re.findall(r"^(\S+?):\d+: (.+)$", ran.out, re.MULTILINE)
    files = {Path(path).relative_to(broken).as_posix() for path, _ in found}
    assert files == {"mtad/1.0.md", "mtad/4.0.md"}
    assert "amendmend" in ran.out
    assert sum(map(int, re.findall(r"\d+", ran.err))) == len(found)


def test_check_never_mends_a_sealed_version(run: Run, copied: Path) -> None:
    path = copied / "mtad/4.0.md"
    replace_in(path, "17.11 DCC shall report", "17.11\tDCC shall report")
    before = path.read_bytes()
    with (copied / SEALS).open("a") as seals:
        seals.write(f"{hashlib.sha256(before).hexdigest()}  mtad/4.0.md\n")
    ran = run("check", "--versions", copied, "--fix")
    assert (ran.code, ran.err) == (1, "2 errors\n")
    assert path.read_bytes() == before


def test_check_without_a_record_is_unreadable_input(run: Run, tmp_path: Path) -> None:
    ran = run("check", "--versions", tmp_path / "nowhere")
    assert ran == Ran(2, "", f"{tmp_path.as_posix()}/nowhere: there is no such folder\n")


def test_check_says_one_problem_in_the_singular(run: Run, copied: Path) -> None:
    replace_in(copied / "mtad/4.0.md", "17.11 DCC shall report", "17.11\tDCC shall report")
    assert run("check", "--versions", copied).err == "1 error\n"


def test_check_ends_well_when_there_are_only_warnings(run: Run, copied: Path) -> None:
    replace_in(copied / "mtad/4.0.md", "18.4 Where", "18.5 Where")
    ran = run("check", "--versions", copied)
    assert (ran.code, ran.err) == (0, "2 warnings\n")
    assert f"{copied.as_posix()}/mtad/4.0.md:" in ran.out
    assert ": gap: warning: `18.5` follows `18.3`" in ran.out
    assert ": scope: warning: Clause 18.5 is changed" in ran.out


def test_check_writes_a_report_in_each_format(run: Run, copied: Path, tmp_path: Path) -> None:
    replace_in(copied / "mtad/4.0.md", "17.11 DCC shall report", "17.11\tDCC shall report")
    assert (
        "title=unseen-character::" in run("check", "--versions", copied, "--format", "github").out
    )
    report = tmp_path / "corpus.sarif"
    ran = run("check", "--versions", copied, "--format", "sarif", "-o", report)
    assert (ran.code, ran.out) == (1, "")
    results = json.loads(report.read_text())["runs"][0]["results"]
    assert [each["ruleId"] for each in results if "suppressions" not in each] == [
        "unseen-character"
    ]


def test_check_mends_what_it_can_and_tells_of_the_rest(run: Run, copied: Path) -> None:
    path = copied / "mtad/4.0.md"
    before = path.read_text()
    replace_in(path, "17.11 DCC shall report", "17.11\tDCC shall report")
    replace_in(
        path, "This document is the Migration Testing", "This document is the Migration Test"
    )
    wrong = "17.10 On Monday 31 January 2023, to reopen a Closed"
    replace_in(path, "17.10 To reopen a Closed", wrong)
    ran = run("check", "--versions", copied, "--fix-words")
    assert ran.code == 1
    assert ran.err.splitlines()[-2:] == [
        f"mended {path.as_posix()}: document-name, unseen-character",
        "1 error",
    ]
    assert path.read_text() == before.replace("17.10 To reopen a Closed", wrong)


def test_check_tells_of_files_and_of_texts_in_one_run(run: Run, copied: Path) -> None:
    amendment = copied / "amendments/mtad-moc-secure-closure.yml"
    replace_in(amendment, "summary:", "efect: soon\nsummary:")
    replace_in(amendment, "2023-01-20", "2023-01-32")
    replace_in(copied / "mtad/3.0.md", "17.7 DCC may", "17.6 DCC may")
    replace_in(copied / "mtad/2.0.md", "17.7 DCC may", "17.7 [TBC] DCC may")
    (copied / "mtad/1.0.md").unlink()
    ran = run("check", "--versions", copied)
    said = [
        line.removeprefix(f"{copied.as_posix()}/")
        for line in ran.out.splitlines()
        if line.startswith("/")
    ]
    assert ran.code == 1
    for expected in (
        r"amendments/mtad-moc-secure-closure.yml:\d+: schema: unknown key `efect`",
        r"amendments/mtad-moc-secure-closure.yml:\d+: schema: `planned` is not a date",
        r"amendments/mtad-first-version.yml:\d+: record: there is no version mtad@1.0",
        (
            r"mtad/2.0.md:\d+: placeholder: the placeholder `\[TBC\]` is left in a version that has"
            r" been decided"
        ),
        r"mtad/3.0.md:\d+: duplicate: `17.6` stands here a second time",
    ):
        assert any(re.match(expected, line) for line in said), expected


def test_check_finds_what_no_schema_sees(run: Run, tmp_path: Path) -> None:
    root = tmp_path / "versions"
    shutil.copytree(ROOT / "versions", root)
    path = root / "mtad" / "3.0.md"
    path.write_text(path.read_text() + "\n<b>Raw</b> words.\n")
    line = path.read_text().count("\n")
    ran = run("check", "--versions", root)
    assert ran.code == 1
    assert f"{path.as_posix()}:{line}: " in ran.out


def test_all_that_the_command_tells_is_made_visible_first() -> None:
    """`command` alone writes to a terminal, by `say` and `write`."""
    for path in (ROOT / "build_tools" / "cli").glob("*.py"):
        assert path.name == "command.py" or not re.search(
            r"\b(echo|print|write\w*lines?)\(", path.read_text()
        )


def test_what_the_record_holds_is_not_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    say("MTAD \u202e\x1b]0;title\x07\nnext line")
    assert capsys.readouterr().out == "MTAD \ufffd\ufffd]0;title\ufffd\nnext line\n"


def test_a_terminal_obeys_no_text_and_a_file_is_given_every_character(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write("1.1 A\x07\u202eB\n", None)
    assert capsys.readouterr().out == "1.1 A\x07\u202eB\n"
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    write("1.1 A\x07\u202eB\n", None)
    assert capsys.readouterr().out == "1.1 A\ufffd\ufffdB\n"


def test_list_names_every_version_with_its_stage(run: Run, record: Corpus) -> None:
    ran = run("list")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert len(lines) == sum(1 + len(document.versions) for document in record.documents)
    assert "  mtad@3.0  in force  Closure of Migration DUST for FOC (NP)" in lines
    assert lines.index("mtad: Migration Testing Approach Document") + 1 == next(
        at for at, line in enumerate(lines) if "mtad@4.0" in line
    )


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        ("2022-06-01", "drafting"),
        ("2022-12-10", "consultation open"),
        ("2023-01-20", "consultation closed"),
    ],
)
def test_the_stage_is_that_of_the_day(run: Run, day: str, stage: str) -> None:
    assert f"mtad@4.0  {stage}  " in run("list", "--as-of", day).out
    assert run("history", "mtad", "--as-of", day).out.startswith(f"mtad@4.0  {stage}\n")


def test_history_tells_dates_and_changes(run: Run) -> None:
    ran = run("history", "mtad")
    assert (ran.code, ran.err) == (0, "")
    newest, *_, oldest = ran.out.strip().split("\n\n")
    assert "  Consultation issued: actual 5 December 2022" in newest
    assert (
        "  Effect: planned 27 January 2023, or within one month after, actual not recorded"
        in newest
    )
    assert re.search(r"^  from 3\.0: (\d+ [a-z-]+(, )?)+$", newest, re.MULTILINE)
    assert "5 cell" in newest
    assert oldest.startswith("mtad@1.0  superseded")
    assert "from" not in oldest.replace("date", "")


# --- pages ----------------------------------------------------------------------------------------


@pytest.mark.sweep
def test_pages_writes_what_the_site_is_made_of(
    run: Run, whole_site: dict[str, str | bytes], tmp_path: Path
) -> None:
    ran = run("pages", "--out", tmp_path)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"{len(whole_site)} pages and files in {tmp_path}\n"
    for name, content in whole_site.items():
        assert (tmp_path / name).read_bytes() == (
            content.encode() if isinstance(content, str) else content
        )
    written = {
        path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()
    }
    others = written - whole_site.keys()
    assert others == {f"assets/{name}" for name in STYLES_AND_SCRIPTS}


@pytest.mark.sweep
def test_pages_of_another_day(run: Run, tmp_path: Path) -> None:
    assert run("pages", "--out", tmp_path, "--as-of", "2022-12-10").code == 0
    assert "Position on" in (tmp_path / "mtad/index.md").read_text()
    assert "10 December 2022" in (tmp_path / "mtad/index.md").read_text()


@pytest.mark.sweep
@pytest.mark.parametrize(
    "given",
    [
        "https://law.example.org/sec",
        pytest.param("https://law.example.org/sec/", marks=pytest.mark.sweep),
    ],
)
def test_pages_for_an_address(run: Run, tmp_path: Path, given: str) -> None:
    assert run("pages", "--out", tmp_path, "--site-url", given).code == 0
    assert "<loc>https://law.example.org/sec/mtad/</loc>" in (tmp_path / "sitemap.xml").read_text()
    assert 'href="https://law.example.org/sec/feed.xml"' in (tmp_path / "feed.xml").read_text()


@pytest.mark.parametrize(
    "given", ["law.example.org", "/sec/", "ftp://law.example.org/", "https://a.b/?q", "https:// a/"]
)
def test_pages_wants_the_address_of_a_site(run: Run, tmp_path: Path, given: str) -> None:
    ran = run("pages", "--out", tmp_path / "out", "--site-url", given)
    assert ran.code == 2
    assert "is not the address of a site, such as https://law.example.org/sec/" in " ".join(
        ran.err.split()
    )
    assert not (tmp_path / "out").exists()


def test_pages_of_a_broken_record_writes_nothing(run: Run, broken: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("pages", "--out", out, "--versions", broken).code == 2
    assert not out.exists()


@pytest.mark.sweep
def test_pages_names_a_wrong_marker_by_file_and_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text(f"# Home\n\n{marker('standin')}\n")
    ran = run("pages", "--out", tmp_path / "out", "--docs", tmp_path / "docs")
    assert ran.code == 2
    assert re.match(r"\S*index\.md:3: there is no marker `standin`\n", ran.err)


def test_pages_wants_the_hand_written_pages_to_be_there(run: Run, tmp_path: Path) -> None:
    ran = run("pages", "--out", tmp_path / "out", "--docs", tmp_path / "none")
    assert ran.code == 2
    assert "none" in ran.err


# --- As a program ---------------------------------------------------------------------------------


def program(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


def test_the_module_is_the_command() -> None:
    module = program(sys.executable, "-m", "build_tools", "history", "mtad")
    script = program(str(Path(sys.executable).parent / "corpus"), "history", "mtad")
    assert module.returncode == script.returncode == 0
    assert module.stdout == script.stdout != ""
    assert module.stderr == script.stderr == ""


def test_a_reader_may_stop_reading() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "build_tools", "show", "mtad@3.0"],
            cwd=ROOT,
            env=environment(),
            stdout=pipe,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
    assert (done.returncode, done.stderr) == (1, "")


def test_the_output_is_utf_8_in_any_locale() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "build_tools",
            "redline",
            "mtad@3.0",
            "mtad@4.0",
            "--format",
            "html",
        ],
        cwd=ROOT,
        env=environment(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING=""),
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    assert "→" in done.stdout.decode()


def test_a_graph_is_of_a_version_of_a_document_or_of_all(run: Run) -> None:
    whole, document, version = (
        [(each["document"], each["version"]) for each in json.loads(run(*args).out)["graphs"]]
        for args in (("graph",), ("graph", "mtad"), ("graph", "mtad@3.0"))
    )
    assert version == [("mtad", "3.0")]
    assert set(version) < set(document) < set(whole)
    assert "there is no document" in run("graph", "nothing").err
