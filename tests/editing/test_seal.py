"""A directed version pinned to its bytes, and what is not ready for it."""

import subprocess
from pathlib import Path

import pytest

from build_tools.record.seals import SEALS, sealed
from tests.running import Run, first_lines, replace_in


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
        [line.removeprefix(f"{rules.as_posix()}/amendments/") for line in first_lines(ran.out)],
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
    assert [
        line.removeprefix(f"{rules.as_posix()}/{SEALS}:") for line in first_lines(ran.out)
    ] == said


def test_seals_that_lead_out_of_the_record_are_refused(at: Run, rules: Path) -> None:
    (rules / SEALS).symlink_to("/etc/hostname")
    assert "is a link that leads out of the record, or nowhere" in at("check").out
