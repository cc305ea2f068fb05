"""The commands `corpus show` and `corpus redline`: every format, in colour or plain, and what they
exit with."""

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from build_tools.render import REDLINE_FORMATS, VERSION_FORMATS
from tests.invariants import accepted, ids, rejected, seen, tree
from tests.parted import PARTS, plant_parts
from tests.paths import ROOT
from tests.publishing import environment, text_of, with_class
from tests.running import Ran, Run
from tests.statutes import plant_statute

# --- show and redline -----------------------------------------------------------------------------


@pytest.mark.parametrize("form", list(VERSION_FORMATS))
def test_show_in_every_format(run: Run, form: str) -> None:
    ran = run("show", "mtad@3.0", "--format", form)
    assert (ran.code, ran.err) == (0, "")
    assert "Closed: concluded September 2022" in ran.out
    assert ran.out.endswith("\n")


@pytest.mark.parametrize(
    ("asked", "status"),
    [(["show", "mtad@3.0"], "in force"), (["redline", "mtad@2.0", "mtad@3.0"], "in force")],
)
def test_printed_sheets_say_how_a_text_stands(run: Run, asked: list[str], status: str) -> None:
    page = run(*asked, "--format", "html").out
    assert re.search(rf'@top-right {{ content: "Status on [^"]*: {status}"', page)


def test_a_provision_is_shown_with_the_notes_that_it_refers_to(run: Run) -> None:
    shown = run("show", "mtad@3.0", "17.1").out
    assert shown.endswith("[^2]: DUST stands for Device and User System Testing.\n")
    assert "[^" not in run("show", "mtad@3.0", "17.2").out


@pytest.mark.parametrize(("day", "version"), [("2022-12-05", "3.0"), ("2022-08-10", "2.0")])
def test_show_what_was_in_force_on_a_day(run: Run, day: str, version: str) -> None:
    assert run("show", "mtad", "--on", day) == run("show", f"mtad@{version}")


@pytest.mark.parametrize("day", ["2024-04-01", "2024-10-01"])
def test_a_provision_that_is_gone_is_asked_for_by_the_number_that_it_had_on_the_day(
    day: str, tmp_path: Path, run: Run
) -> None:
    root = plant_parts(tmp_path / "versions")
    ran = run("show", "rules", "2.1", "--on", day, "--versions", root)
    assert ran.code == 0
    assert ran.out == "2.1 A name is unique among all names of the register.\n"


WAITING = PARTS.replace("2025-01-01", "2027-01-01")
"""The third part is planned for a day after the one on which the tests take place."""
OLD_NAMES = "2.1 A name is unique among all names of the register.\n", "2.2 A name is short.\n"


@pytest.mark.parametrize("asked", [["rules"], ["rules", "--on", "2024-10-01"], ["rules@2.0"]])
@pytest.mark.parametrize("form", list(VERSION_FORMATS))
def test_a_version_in_force_in_part_says_so_in_its_text_and_what_is_law_instead(
    asked: list[str], form: str, tmp_path: Path, run: Run
) -> None:
    root = plant_parts(tmp_path / "versions", WAITING)
    told = run("show", *asked, "--format", form, "--versions", root).out
    if form == "json":
        data = json.loads(told)
        waits = [each["label"] for each in data["blocks"] if "not_in_force" in each]
        assert waits == ["2.2"]
        still = [(each["where"], each["certain"]) for each in data["still_in_force"]]
        assert still == [("Clause 2.1", True), ("Clause 2.2", True)]
        return
    text = text_of(tree(told)) if form == "html" else told
    assert text.count("A name is long. [not in force yet]") == 1
    assert text.count("[not in force yet") == 2, "the day of its part stands once, at the end"
    assert "[not in force yet (Part 3 begins: planned 1 January 2027" in text
    assert "In its place stands on" in text
    for each in OLD_NAMES:
        assert each.strip() in text.partition("In force until the rest begins")[2]


def test_a_fragment_of_a_version_in_force_in_part_says_so_too(tmp_path: Path, run: Run) -> None:
    root = plant_parts(tmp_path / "versions", WAITING)
    told = run("show", "rules", "--format", "html", "--fragment", "--versions", root).out
    assert '<em class="not-begun">[not in force yet]</em>' in told
    assert "A name is short." in told


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["rules", "2.2"], OLD_NAMES[1]),
        (["rules", "2.1"], OLD_NAMES[0]),
        (["rules", "1.1"], "1.1 A key has at least 3072 bits.\n"),
    ],
)
def test_a_provision_of_a_document_is_the_law_of_today(
    asked: list[str], told: str, tmp_path: Path, run: Run
) -> None:
    root = plant_parts(tmp_path / "versions", WAITING)
    ran = run("show", *asked, "--versions", root)
    assert (ran.code, ran.out) == (0, told)


def test_a_provision_that_has_not_begun_is_told_in_the_place_of_a_text(
    tmp_path: Path, run: Run
) -> None:
    waiting = WAITING.replace('"1.1", "3"', '"1.1"')
    root = plant_parts(tmp_path / "versions", waiting)
    ran = run("show", "rules", "3.1", "--versions", root)
    assert ran.code == 0
    assert "in 2.0 it begins with “Part 3 begins”, which had not come]\n" in ran.out
    assert "public" not in ran.out


def test_a_provision_of_a_version_says_what_of_it_waits_and_what_is_law_instead(
    tmp_path: Path, run: Run
) -> None:
    root = plant_parts(tmp_path / "versions", WAITING)
    told = run("show", "rules@2.0", "2.2", "--versions", root).out
    assert told.startswith("2.2 A name is long. [not in force yet]\n")
    assert told.endswith(f"--- Clause 2.2 of 1.0\n\n{OLD_NAMES[1]}")
    assert run("show", "rules@2.0", "1.1", "--versions", root).out.endswith("3072 bits.\n")


def test_a_number_that_no_text_had_on_the_day_is_told_of_the_text_in_force(
    tmp_path: Path, run: Run
) -> None:
    root = plant_parts(tmp_path / "versions")
    ran = run("show", "rules", "9.9", "--on", "2024-10-01", "--versions", root)
    assert ran.code == 2
    assert "9.9: rules@2.0 has no such provision" in ran.err


def test_show_nothing_of_a_day_on_which_it_is_one_of_two(run: Run, tmp_path: Path) -> None:
    ran = run("show", "mtad", "--on", "2022-06-01", "-o", tmp_path / "mtad.txt")
    assert (ran.code, ran.out, [*tmp_path.iterdir()]) == (1, "", [])
    assert ran.err.splitlines() == [
        "mtad on 1 June 2022: 1.0 or 2.0: the record does not hold the day on which 2.0 took"
        " effect",
        "  corpus show mtad@1.0",
        "  corpus show mtad@2.0",
        "  corpus redline mtad@1.0 mtad@2.0",
    ]


@pytest.mark.parametrize("day", ["1900-01-01", "9999-12-31"])
def test_show_nothing_of_a_day_outside_the_record(run: Run, day: str) -> None:
    ran = run("show", "mtad", "--on", day)
    assert (ran.code, ran.out) == (1, "")
    assert ": outside the record: " in ran.err


@pytest.mark.parametrize(
    ("name", "day"), [("mtad", "yesterday"), ("mtad", ""), ("mtad@3.0", "2022-12-05")]
)
def test_show_of_no_day_or_no_document_is_a_wrong_call(run: Run, name: str, day: str) -> None:
    assert run("show", name, "--on", day).code == 2


@pytest.mark.parametrize("form", list(REDLINE_FORMATS))
def test_redline_in_every_format(run: Run, form: str) -> None:
    ran = run("redline", "mtad@3.0", "mtad@4.0", "--format", form)
    assert (ran.code, ran.err) == (0, "")
    assert "31 January 2023" in ran.out
    assert ran.out.endswith("\n")


def test_the_formats_are_those_of_the_design() -> None:
    assert {"html", "json", "text"} <= set(VERSION_FORMATS)
    assert {"html", "json", "text", "markdown", "csv"} <= set(REDLINE_FORMATS)


def test_json_is_the_contract(run: Run) -> None:
    data = json.loads(run("redline", "mtad@3.0", "mtad@4.0", "--format", "json").out)
    assert (data["old"]["document"], data["old"]["version"], data["verified"]) == (
        "mtad",
        "3.0",
        True,
    )
    change = next(change for change in data["changes"] if change["new"] == "31 January 2023")
    assert change["where"] == "Table 17.6, row MOC (Secure), End date"
    assert (change["kinds"], change["row"], change["column"], change["old"]) == (["cell"], 4, 2, "")
    assert change["edits"] == [["+", "31 January 2023"]]
    assert data["counts"]["cell"] == sum("cell" in change["kinds"] for change in data["changes"])


def test_html_stands_by_itself(run: Run) -> None:
    page = run("redline", "mtad@3.0", "mtad@4.0", "--format", "html").out
    assert page.startswith("<!DOCTYPE html>")
    assert not re.search(r"<(link|img|iframe)\b|\bsrc=|url\(|@import|\bfetch\(|XMLHttp", page)
    given = ids(page)
    assert len(given) == len(set(given))
    wanted = [
        href[1:]
        for link in tree(page).iter("a")
        if (href := link.get("href") or "").startswith("#")
    ]
    assert wanted
    assert not [target for target in wanted if target not in given]
    assert "Reconstruction for demonstration, not the legal text." in text_of(tree(page))


def test_html_names_both_ends_and_lists_every_change(run: Run) -> None:
    page = tree(run("redline", "mtad@3.0", "mtad@4.0", "--format", "html").out)
    data = json.loads(run("redline", "mtad@3.0", "mtad@4.0", "--format", "json").out)
    hashes = [text_of(code) for code in with_class(page, "hash")][:2]
    assert hashes == [data["old"]["sha256"], data["new"]["sha256"]]
    (listed,) = with_class(page, "changes")
    assert [link.get("href") for link in listed.iter("a")] == [
        f"#{change['id']}" for change in data["changes"]
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [("mtad@1.0", "mtad@2.0"), ("mtad@3.0", "mtad@4.0"), ("example@3.0", "example@4.0")],
)
def test_the_fragment_of_a_redline_holds_both_versions(run: Run, old: str, new: str) -> None:
    redline = run("redline", old, new, "--format", "html", "--fragment").out
    assert rejected(redline) == seen(run("show", old, "--format", "html", "--fragment").out)
    assert accepted(redline) == seen(run("show", new, "--format", "html", "--fragment").out)


def test_any_markdown_file_will_do(run: Run, tmp_path: Path) -> None:
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text("# Notes\n\nThe cat sat.\n")
    new.write_text("# Notes\n\nThe cat ran.\n")
    assert "[-sat-]{+ran+}" in run("redline", old, new).out
    assert "The cat sat." in run("show", old).out
    assert "<strong>No change</strong>" in run("redline", old, old, "--format", "html").out
    assert run("redline", "mtad@3.0", new).code == 0


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nowhere.md", "nowhere.md: cannot be read: No such file or directory"),
        (
            "mtad@9.9",
            "mtad@9.9: `mtad` has no version `9.9`; its versions are `1.0`, `2.0`, `3.0`, `4.0`",
        ),
        ("mtda@3.0", "mtda@3.0: there is no document `mtda`"),
    ],
)
def test_what_cannot_be_read_exits_with_2(run: Run, name: str, said: str) -> None:
    for arguments in (["show", name], ["redline", "mtad@3.0", name]):
        ran = run(*arguments)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(said)


@pytest.mark.parametrize("name", ["mtad", "MTAD", "Migration testing approach document"])
def test_a_document_by_its_id_or_its_title_is_its_text_in_force(run: Run, name: str) -> None:
    ran = run("show", name)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == run("show", "mtad@3.0").out
    assert run("show", f"{name}@2.0").out == run("show", "mtad@2.0").out
    assert run("show", name, "17.6").out == run("show", "mtad@3.0", "17.6").out


def test_a_document_of_which_nothing_is_in_force_or_that_is_none_is_told(
    run: Run, tmp_path: Path
) -> None:
    root = tmp_path / "versions"
    files = {
        "boats/document.yml": (
            "title: Boat rules\nshort_title: BR\nplace: Rules\nprovenance: Made up\n"
        ),
        "boats/1.0.md": (
            "---\ndocument: boats\nversion: '1.0'\namendment: first\nprovenance: Made up\n---\n\n"
            "1.1 A boat.\n"
        ),
        "amendments/first.yml": (
            "title: First\nsummary: All of it.\nsteps: [{document: boats, to: '1.0'}]\n"
            "dates: {consultation-issued: {actual: 2022-01-01}}\nsources: [{title: A letter}]\n"
        ),
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    ran = run("show", "boat rules", "--versions", root)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "boat rules: no version of `boats` is in force\n    expected: corpus show boats@1.0\n"
    )
    assert run("show", "mtda").err.startswith("mtda: there is no document `mtda`")
    assert run("redline", "mtad@3.0", "mtda").err.startswith("mtda: is neither a version nor a")


def test_a_file_that_is_no_text_is_told_by_its_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "latin.md"
    path.write_bytes(b"# Title\n\ncaf\xe9\n")
    ran = run("show", path)
    assert ran.code == 2
    assert ran.err.startswith(f"{path.as_posix()}:3: byte 0xE9 is not UTF-8\n")


@pytest.mark.parametrize(
    ("command", "files"),
    {
        "list": ["1.0", "4.0"],
        "history mtad": ["1.0", "4.0"],
        "redline mtad@2.0 mtad@3.0": ["1.0", "4.0"],
        "show mtad@4.0": ["4.0"],
    }.items(),
)
def test_a_broken_record_is_told_on_standard_error(
    run: Run, broken: Path, command: str, files: list[str]
) -> None:
    ran = run(*command.split(), "--versions", broken)
    assert (ran.code, ran.out) == (2, "")
    assert [name for name in ("1.0", "4.0") if f"mtad/{name}.md" in ran.err] == files
    for name in (f"mtad/{each}.md" for each in files):
        assert re.search(
            rf"^{re.escape(f'{broken.as_posix()}/{name}')}:\d+: ", ran.err, re.MULTILINE
        )


# --- Output files ---------------------------------------------------------------------------------


def test_a_file_gets_what_the_terminal_would(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "redline.html"
    ran = run("redline", "mtad@3.0", "mtad@4.0", "--format", "html", "-o", out)
    assert ran == Ran(0, "", "")
    assert out.read_text() == run("redline", "mtad@3.0", "mtad@4.0", "--format", "html").out
    assert [path.name for path in tmp_path.iterdir()] == ["redline.html"]


def test_a_failed_run_leaves_the_file_as_it_was(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "kept.txt"
    out.write_text("kept")
    assert run("show", "mtad@9.9", "-o", out).code == 2
    assert out.read_text() == "kept"

    def full(path: Path, *_arguments: object, **_options: object) -> None:
        path.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("build_tools.record.writing.write_through", full)
    ran = run("show", "mtad@3.0", "-o", out)
    monkeypatch.undo()
    assert ran.code == 2
    assert "No space left on device" in ran.err
    assert out.read_text() == "kept"
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def test_a_folder_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    ran = run("show", "mtad@3.0", "-o", tmp_path / "none" / "out.txt")
    assert (ran.code, ran.out) == (2, "")
    assert "No such file or directory" in ran.err


# --- Colour ---------------------------------------------------------------------------------------

REDLINE = ("redline", "mtad@3.0", "mtad@4.0")


def on_a_terminal(
    *arguments: str, columns: int = 80, env: Mapping[str, str] = MappingProxyType({})
) -> str:
    """What the command prints on a terminal of that width."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    inherited = {
        name: value
        for name, value in environment().items()
        if name not in ("COLUMNS", "NO_COLOR", "TERM")
    }
    command = [sys.executable, "-m", "build_tools", *arguments]
    with subprocess.Popen(
        command, cwd=ROOT, env=inherited | {"TERM": "xterm", **env}, stdout=slave
    ) as process:
        os.close(slave)
        printed = bytearray()
        while True:
            try:
                read = os.read(master, 65536)
            except OSError:  # how Linux says that nobody holds the other end any more
                break
            if not read:
                break
            printed += read
    os.close(master)
    assert process.returncode == 0
    return printed.decode().replace("\r\n", "\n")


def without_codes(text: str) -> str:
    return re.sub(r"\x1b\[[\d;]*m", "", text)


@pytest.mark.parametrize("columns", [60, 100])
def test_a_terminal_gets_colours_and_lines_of_its_width(columns: int) -> None:
    printed = on_a_terminal(*REDLINE, columns=columns)
    assert "\x1b[4;32m31 January 2023\x1b[0m" in printed
    assert "\x1b[9;31mOpen\x1b[0m" in printed
    lengths = [len(line) for line in without_codes(printed).splitlines()]
    assert columns - 10 < max(lengths) <= columns


@pytest.mark.parametrize(
    ("name", "value"),
    [("NO_COLOR", "1"), pytest.param("TERM", "dumb", marks=pytest.mark.sweep)],
)
def test_a_terminal_without_colours_gets_what_a_pipe_gets(run: Run, name: str, value: str) -> None:
    plain = run(*REDLINE).out
    assert "\x1b" not in plain
    assert "[-Open-]{+Closes on the End Date" in plain
    assert on_a_terminal(*REDLINE, env={name: value}) == plain
    assert on_a_terminal(*REDLINE, "--color", "never") == plain


def test_other_formats_and_files_have_no_colours(run: Run, tmp_path: Path) -> None:
    assert (
        on_a_terminal(*REDLINE, "--format", "markdown") == run(*REDLINE, "--format", "markdown").out
    )
    assert on_a_terminal(*REDLINE, "-o", str(tmp_path / "out.txt")) == ""
    assert (tmp_path / "out.txt").read_text() == run(*REDLINE).out


def test_colour_can_be_had_anywhere(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "70")
    ran = run(*REDLINE, "--color", "always")
    assert (ran.code, ran.err) == (0, "")
    assert "\x1b[4;32m31 January 2023\x1b[0m" in ran.out
    assert run(*REDLINE, "--color", "always", "-o", tmp_path / "out.txt").code == 0
    assert (tmp_path / "out.txt").read_text() == ran.out


# --- Exit code ------------------------------------------------------------------------------------


def test_the_exit_code_tells_of_changes_when_it_is_asked_to(run: Run) -> None:
    shown = run(*REDLINE)
    assert shown.code == 0
    assert run(*REDLINE, "--exit-code") == Ran(1, shown.out, "")
    assert run("redline", "mtad@3.0", "mtad@3.0", "--exit-code") == Ran(
        0, "mtad@3.0 -> mtad@3.0: no change\n", ""
    )


def test_the_exit_code_goes_with_every_format(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "redline.html"
    assert run(*REDLINE, "--exit-code", "--format", "html", "-o", out) == Ran(1, "", "")
    assert out.read_text().startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("option", ["-q", "--quiet"])
def test_quiet_says_it_with_the_exit_code_alone(run: Run, option: str) -> None:
    assert run(*REDLINE, option) == Ran(1, "", "")
    assert run("redline", "mtad@3.0", "mtad@3.0", option) == Ran(0, "", "")


def test_a_text_that_cannot_be_read_is_no_change(run: Run) -> None:
    assert run("redline", "mtad@3.0", "mtad@9.9", "-q").code == 2


def test_a_provision_is_asked_for_by_its_number_alone_whatever_its_record_calls_it(
    run: Run, tmp_path: Path
) -> None:
    root = plant_statute(tmp_path)
    shown = run("show", "wasser", "§ 2a", "--versions", root)
    assert run("show", "wasser", "2a", "--versions", root) == shown
    assert shown.out.startswith("§ 2a Entgelt\n")
    ran = run("show", "wasser", "Wasserrecht", "--versions", root)
    assert ran.err.endswith("    expected: § 1, § 2 Abs. 1 or Tabelle 1\n")
