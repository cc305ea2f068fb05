"""The verbs of an editor: each does all that it means to, or says why not and changes nothing."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.model.problems import CorpusError
from build_tools.record import load
from build_tools.record.seals import SEALS, sealed
from build_tools.record.writing import write_files, write_folder
from tests.paths import RECORD
from tests.running import Run, replace_in


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small record: version 1.0 in force, and 2.0 proposed."""
    monkeypatch.chdir(tmp_path)
    return shutil.copytree(RECORD, tmp_path / "versions")


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def told(said: str) -> list[str]:
    """The first line of each problem."""
    return [line for line in said.splitlines() if not line.startswith(" ")]


@pytest.fixture
def at(rules: Path, run: Run) -> Run:
    """The command on that record."""
    return lambda *arguments: run(*arguments, "--versions", rules)


# --- amend ----------------------------------------------------------------------------------------


def test_amend_copies_what_is_in_force_and_says_what_is_next(at: Run, rules: Path) -> None:
    ran = at("amend", "rules", "--title", "Later:  “ends” # of loans")
    assert ran.code == 0
    text = (rules / "rules/3.0.md").read_text()
    old = (rules / "rules/1.0.md").read_text()
    assert text == old.replace('"1.0"', '"3.0"').replace("first-rules", "rules-3.0")
    corpus = load(rules)
    (amendment,) = [each for each in corpus.amendments if each.id == "rules-3.0"]
    assert amendment.title == "Later: “ends” # of loans"
    (step,) = amendment.steps
    assert (step.old, step.new) == ("1.0", "3.0")
    assert f"{rules.as_posix()}/rules/3.0.md" in ran.out
    assert "corpus redline rules@1.0 rules@3.0" in ran.out


def test_check_names_each_place_to_be_filled_in(at: Run, rules: Path) -> None:
    at("amend", "rules")
    ran = at("check")
    file = f"{rules.as_posix()}/amendments/rules-3.0.yml"
    assert ran.code == 1
    assert [line.split(" is still")[0] for line in told(ran.out)] == [
        f"{file}:2: unfilled: `title`",
        f"{file}:4: unfilled: `summary`",
        f"{file}:9: unfilled: `scope`",
        f"{file}:18: unfilled: `questions`",
        f"{file}:20: unfilled: `title`",
    ]


@pytest.mark.parametrize("value", ["TODO: say what", "It is TBC.", "[what]", "Of [date]"])
def test_what_people_write_instead_of_a_value_is_told(value: str, at: Run, rules: Path) -> None:
    replace_in(rules / "amendments/second-rules.yml", "Doubles the nights of a fork.", f'"{value}"')
    assert "second-rules.yml:3: unfilled: `summary` is still to be filled in" in at("check").out


@pytest.mark.parametrize("value", ["Todos are kept", "[2022] UKSC 1", "An outbuilding"])
def test_what_only_looks_like_it_is_not(value: str, at: Run, rules: Path) -> None:
    replace_in(rules / "amendments/second-rules.yml", "Doubles the nights of a fork.", f'"{value}"')
    assert at("check").code == 0


LABELS = [("2.0", "3.0"), ("4", "5"), ("4.1.2", "5.0.0"), ("17.6A", "18.0"), ("9A", "10")]


@pytest.mark.parametrize(("highest", "following"), LABELS)
def test_the_next_label_counts_on_from_the_highest(
    highest: str, following: str, at: Run, rules: Path
) -> None:
    (rules / "rules/2.0.md").rename(rules / f"rules/{highest}.md")
    replace_in(rules / f"rules/{highest}.md", '"2.0"', f'"{highest}"')
    replace_in(rules / "amendments/second-rules.yml", '"2.0"', f'"{highest}"')
    assert at("amend", "rules").code == 0
    assert (rules / f"rules/{following}.md").is_file()


REFUSED = [
    (["rulez"], "rulez: there is no document `rulez`; did you mean `rules`?"),
    (["rules", "--to", "2.0"], "rules@2.0: is there already"),
    (
        ["rules", "--to", "0.9"],
        "rules@0.9: comes before 1.0, the version in force that it would start from",
    ),
    (["rules", "--to", "../3.0"], "../3.0: is no label for a version"),
    (["rules", "--id", "../evil"], "../evil: is no name for an amendment"),
    (["rules", "--id", "Third"], "Third: is no name for an amendment"),
    (["rules", "--title", " "], "--title: is empty"),
    (["rules", "--as-of", "2019-01-01"], "rules: has no version in force on 2019-01-01"),
    ([], "give either a DOCUMENT"),
    (["rules", "--rebase", "second-rules"], "give either a DOCUMENT"),
    (["rules", "--conflicts"], "--conflicts goes with --rebase"),
    (["--rebase", "second-rules", "--to", "4.0"], "do not go with --rebase"),
    (["--rebase", "second"], "second: there is no amendment `second`"),
    (
        ["--rebase", "first-rules"],
        "first-rules: has been directed, and its text never changes again",
    ),
]


@pytest.mark.parametrize(
    ("arguments", "said"), REFUSED, ids=lambda value: " ".join(value) if value else "-"
)
def test_amend_refuses_and_changes_nothing(
    arguments: list[str], said: str, at: Run, rules: Path
) -> None:
    before = snapshot(rules)
    ran = at("amend", *arguments)
    assert (ran.code, said in ran.err) == (2, True), ran
    assert snapshot(rules) == before


def test_amend_overwrites_nothing(at: Run, rules: Path) -> None:
    (rules / "amendments/rules-3.0.yml").symlink_to("nowhere.yml")
    before = snapshot(rules)
    assert at("amend", "rules").code == 2
    assert snapshot(rules) == before
    (rules / "amendments/rules-3.0.yml").unlink()
    assert at("amend", "rules", "--id", "second-rules").code == 2
    assert snapshot(rules) == before


# --- Writing --------------------------------------------------------------------------------------


@pytest.mark.parametrize("failing", [0, 1])
@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_what_stops_between_two_files_is_undone(
    failing: int, error: BaseException, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first or the second renaming fails: the file that was replaced is as it was, and the new
    one gone."""
    before = snapshot(rules)
    renamed = iter(range(9))
    replace = Path.replace

    def stopping(self: Path, target: Path) -> Path:
        if next(renamed) == failing:
            raise error
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", stopping)
    expected = CorpusError if isinstance(error, OSError) else KeyboardInterrupt
    with pytest.raises(expected):
        write_files(
            {
                rules / "rules/2.0.md": "other",
                rules / "rules/3.0.md": "new",
                rules / "rules/1.0.md": None,
            }
        )
    assert snapshot(rules) == before


def test_what_stops_while_a_file_is_written_leaves_nothing(
    rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(rules)
    written = Path.write_bytes

    def half(self: Path, data: bytes) -> int:
        written(self, data[: len(data) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", half)
    with pytest.raises(CorpusError, match="No space left on device; nothing was changed"):
        write_files({rules / "rules/3.0.md": "text"})
    with pytest.raises(CorpusError, match="No space left on device"):
        write_folder(rules.parent / "pack", {"a.html": b"text"})
    monkeypatch.undo()
    assert snapshot(rules) == before
    assert not (rules.parent / "pack").exists()
    assert not list(rules.parent.glob(".*"))


@pytest.fixture
def nobody(run: Run) -> Iterator[Path]:
    """A record in which this process may write nothing: root, who may write everywhere, becomes
    somebody else."""
    with tempfile.TemporaryDirectory() as folder:
        rules = shutil.copytree(RECORD, Path(folder) / "versions")
        # Modules are imported when they are first used, and somebody else may be unable to read
        # them.
        run("pack", "second-rules", "-o", Path(folder) / "before", "--versions", rules)
        for path in (Path(folder), rules, *rules.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        yield rules
        if root:
            os.seteuid(0)
        for path in (Path(folder), rules, *rules.rglob("*")):
            path.chmod(0o755)


def test_a_folder_that_may_not_be_written_is_told_of(run: Run, nobody: Path) -> None:
    before = snapshot(nobody)
    ran = run("amend", "rules", "--versions", nobody)
    assert ran.code == 2
    assert told(ran.err) == [
        f"{nobody}/rules/3.0.md: cannot be written: Permission denied; nothing was changed"
    ]
    ran = run("pack", "second-rules", "-o", nobody / "pack", "--versions", nobody)
    assert ran.code == 2
    assert told(ran.err) == [
        f"{nobody}/pack: cannot be written: Permission denied; nothing was changed"
    ]
    assert snapshot(nobody) == before


# --- rebase ---------------------------------------------------------------------------------------


@pytest.fixture
def overtaken(at: Run, rules: Path) -> Path:
    """Version 3.0, begun from 1.0, has taken effect; 2.0, begun from 1.0 as well, is a proposal
    yet."""
    assert at("amend", "rules", "--title", "A deposit").code == 0
    file = rules / "amendments/rules-3.0.yml"
    text = (
        file.read_text()
        .split("# Take away")[0]
        .replace("[what it does, in a sentence or two]", "Asks a deposit.")
    )
    text = text.replace("[each provision that it touches, as printed: 17.6, Table 17.6]", "1.1")
    file.write_text(
        f"{text}dates:\n  effect: {{actual: 2022-01-01}}\nsources:\n  - title: The book in the"
        " shed\n"
    )
    replace_in(rules / "rules/3.0.md", "may borrow what", "may borrow for a deposit what")
    assert at("check").code == 0, at("check").out
    return rules


def test_rebase_carries_a_proposal_on_and_gives_it_the_next_label(at: Run, overtaken: Path) -> None:
    changed = at("redline", "rules@1.0", "rules@2.0").out.splitlines()[1:]
    ran = at("amend", "--rebase", "second-rules")
    assert ran.code == 0, ran
    assert not (overtaken / "rules/2.0.md").exists()
    text = (overtaken / "rules/4.0.md").read_text()
    assert "may borrow for a deposit what" in text
    assert "| ^^ | Fork | 14 |" in text
    assert at("check").code == 0
    assert at("redline", "rules@3.0", "rules@4.0").out.splitlines()[1:] == changed
    assert "rules/2.0.md: gone" in ran.out
    steps = (overtaken / "amendments/second-rules.yml").read_text()
    assert 'from: "3.0"\n    to: "4.0"\n' in steps
    again = at("amend", "--rebase", "second-rules")
    assert (again.code, again.out) == (
        0,
        "nothing to do: the amendment goes from what is in force\n",
    )


def test_rebase_keeps_a_label_that_comes_after_what_is_in_force(at: Run, rules: Path) -> None:
    """Version 1.5 has taken effect before the proposal 2.0."""
    assert at("amend", "rules", "--to", "1.5").code == 0
    file = rules / "amendments/rules-1.5.yml"
    file.write_text(
        file.read_text().split("# Take away")[0]
        + "dates: {effect: {actual: 2021-01-01}}\nsources: [{title: a}]\n"
    )
    assert at("amend", "--rebase", "second-rules").code == 0
    assert 'from: "1.5"\n    to: "2.0"\n' in (rules / "amendments/second-rules.yml").read_text()


def test_rebase_says_where_both_touch_the_same_and_writes_nothing(at: Run, overtaken: Path) -> None:
    replace_in(overtaken / "rules/3.0.md", "| ^^ | Fork | 7 |", "| ^^ | Fork | 21 |")
    before = snapshot(overtaken)
    ran = at("amend", "--rebase", "second-rules")
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "rules@2.0 and rules@3.0 both touch:",
        "  Table 1.2, row Garden, Fork, Nights",
        f"{overtaken.as_posix()}/rules/2.0.md: left as it was",
        (
            "Nothing is written. With --conflicts the text is written with marks at these places,"
            " to be decided there."
        ),
    ]
    assert snapshot(overtaken) == before
    ran = at("amend", "--rebase", "second-rules", "--conflicts")
    assert ran.code == 0
    left = at("check")
    assert (left.code, "rules/4.0.md:" in left.out) == (1, True)
    assert "two amendments touch this, and which text stands is not decided" in left.out
    replace_in(overtaken / "rules/4.0.md", "[conflict: in force “21”; proposed “14”]", "14")
    assert at("check").code == 0


def test_a_sealed_text_is_not_rebased(at: Run, overtaken: Path) -> None:
    """Not even where the record no longer says that it was directed."""
    digest = next(
        version.sha256
        for version in load(overtaken).documents[0].versions
        if version.label == "2.0"
    )
    (overtaken / SEALS).write_text(f"{digest}  rules/2.0.md\n")
    before = snapshot(overtaken)
    ran = at("amend", "--rebase", "second-rules")
    assert (ran.code, "is sealed, and never changes again" in ran.err) == (2, True)
    assert snapshot(overtaken) == before


# --- seal -----------------------------------------------------------------------------------------


def directed(rules: Path) -> None:
    replace_in(
        rules / "amendments/second-rules.yml",
        "  effect:",
        "  direction: {actual: 2021-06-15}\n  effect:",
    )


def test_seal_pins_a_directed_version_as_sha256sum_does(at: Run, rules: Path) -> None:
    directed(rules)
    assert at("seal", "rules@2.0").code == 0
    assert at("seal", "rules@2.0").code == 0
    assert sealed(rules) == {rules / "rules/2.0.md"}
    done = subprocess.run(
        ["sha256sum", "-c", SEALS], cwd=rules, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "rules/2.0.md: OK\n")
    assert at("check").code == 0
    replace_in(
        rules / "amendments/first-rules.yml",
        "  effect:",
        "  direction: {actual: date not recorded}\n  effect:",
    )
    assert at("seal", "rules@1.0").code == 0
    assert [line.split()[1] for line in (rules / SEALS).read_text().splitlines()] == [
        "rules/1.0.md",
        "rules/2.0.md",
    ]


def test_one_byte_of_a_sealed_text_fails_everything(at: Run, rules: Path) -> None:
    directed(rules)
    at("seal", "rules@2.0")
    with (rules / "rules/2.0.md").open("a") as file:
        file.write("\n")
    path = f"{rules.as_posix()}/rules/2.0.md"
    ran = at("check")
    assert (
        ran.code,
        ran.out.startswith(f"{path}: sealed: is sealed and has changed: its SHA-256 is "),
    ) == (1, True)
    assert at("list").code == 2
    assert at("verify").code == 1
    (rules / "rules/2.0.md").unlink()
    assert (
        f"{rules.as_posix()}/{SEALS}:1: sealed: `rules/2.0.md` is sealed and has gone"
        in at("check").out
    )


NOT_SEALED = [
    ("rules@2.0", [], ["second-rules.yml:10: the direction that makes rules@2.0 is not recorded"]),
    (
        "rules@2.0",
        [("  effect: {planned: 2021-07}\n", "  direction: {actual: 2021-06-15}\n")],
        ["second-rules.yml:10: when rules@2.0 takes effect is neither planned nor recorded"],
    ),
    (
        "rules@2.0",
        [
            ("  effect:", "  direction: {actual: 2021-06-15}\n  effect:"),
            ("Doubles", "TODO doubles"),
        ],
        ["second-rules.yml:3: unfilled: `summary` is still to be filled in: TODO"],
    ),
]


@pytest.mark.parametrize(("name", "edits", "said"), NOT_SEALED)
def test_what_is_not_ready_is_not_sealed(
    name: str, edits: list[tuple[str, str]], said: list[str], at: Run, rules: Path
) -> None:
    for old, new in edits:
        replace_in(rules / "amendments/second-rules.yml", old, new)
    ran = at("seal", name)
    assert (
        ran.code,
        [line.removeprefix(f"{rules.as_posix()}/amendments/") for line in told(ran.out)],
    ) == (1, said)
    assert not (rules / SEALS).exists()


def test_a_text_with_a_placeholder_or_a_mistake_is_not_sealed(at: Run, rules: Path) -> None:
    directed(rules)
    replace_in(rules / "rules/2.0.md", "ends after the nights", "ends on [date] after the nights")
    replace_in(rules / "rules/2.0.md", "in Clause 1.3", "in Clause 1.9")
    ran = at("seal", "rules@2.0")
    assert ran.code == 1
    assert "the placeholder `[date]` is left" in ran.out
    assert "there is no Clause 1.9" in ran.out
    assert not (rules / SEALS).exists()


def test_a_direction_to_come_is_none_yet(at: Run, rules: Path) -> None:
    directed(rules)
    assert at("seal", "rules@2.0", "--as-of", "2021-06-14").code == 1
    assert at("seal", "rules@2.0", "--as-of", "2021-06-15").code == 0


@pytest.mark.parametrize("name", ["rules", "rules@9.0", "bylaws@1.0", "versions/rules/2.0.md"])
def test_only_a_version_of_the_record_is_sealed(name: str, at: Run) -> None:
    assert at("seal", name).code == 2


DIGEST = "0" * 64
TWICE = "2: sealed: `rules/9.0.md` is sealed a second time; the first is on line 1"
MALFORMED = [
    ("", []),
    (f"{DIGEST} rules/1.0.md\n", ["1: sealed: is no seal"]),
    (f"{DIGEST[1:]}  rules/1.0.md\n", ["1: sealed: is no seal"]),
    (f"{DIGEST}  ../rules/1.0.md\n", ["1: sealed: is no seal"]),
    (f"{DIGEST}  /etc/passwd\n", ["1: sealed: is no seal"]),
    (f"{DIGEST}  rules/9.0.md\n", ["1: sealed: `rules/9.0.md` is sealed and has gone"]),
    (
        f"\n{DIGEST}  rules/9.0.md",
        ["1: sealed: is no seal", "2: sealed: `rules/9.0.md` is sealed and has gone"],
    ),
    (f"{DIGEST}  rules/9.0.md\n" * 2, ["1: sealed: `rules/9.0.md` is sealed and has gone", TWICE]),
    ("x\r\n", ["1: sealed: has a line that does not end in LF"]),
]


@pytest.mark.parametrize(("text", "said"), MALFORMED)
def test_a_seal_that_is_none_is_told_at_its_line(
    text: str, said: list[str], at: Run, rules: Path
) -> None:
    (rules / SEALS).write_text(text, newline="")
    ran = at("check")
    assert [line.removeprefix(f"{rules.as_posix()}/{SEALS}:") for line in told(ran.out)] == said


def test_seals_that_lead_out_of_the_record_are_refused(at: Run, rules: Path) -> None:
    (rules / SEALS).symlink_to("/etc/hostname")
    assert "is a link that leads out of the record, or nowhere" in at("check").out
