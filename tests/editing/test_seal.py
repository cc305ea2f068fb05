"""A directed version pinned to its bytes, and what is not ready for it."""

import hashlib
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from build_tools.record.publication_log import LOG, entries_of
from build_tools.record.seals import SEALS, read_seals, sealed
from build_tools.record.signatures import seal_digest
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
    seals = [line for line in (rules / SEALS).read_text().splitlines() if line[0] != "#"]
    assert [line.split()[1] for line in seals] == ["rules/1.0.md", "rules/2.0.md"]


def test_one_byte_of_a_sealed_text_fails_everything(at: Run, rules: Path) -> None:
    directed(rules)
    at("seal", "rules@2.0")
    with (rules / "rules/2.0.md").open("a") as file:
        file.write("\n")
    path = f"{rules.as_posix()}/rules/2.0.md"
    ran = at("check")
    assert ran.code == 1
    assert f"{path}: sealed: is sealed and has changed: its SHA-256 is " in ran.out
    assert at("list").code == 2
    assert at("verify").code == 1
    (rules / "rules/2.0.md").unlink()
    assert (
        f"{rules.as_posix()}/{SEALS}:8: sealed: `rules/2.0.md` is sealed and has gone"
        in at("check").out
    )


NOT_SEALED = [
    (
        "rules@2.0",
        [],
        ["second-rules.yml:10: “Instrument made”, which makes rules@2.0, is not recorded"],
    ),
    (
        "rules@2.0",
        [("  effect: {planned: 2021-07}\n", "  direction: {actual: 2021-06-15}\n")],
        ["second-rules.yml:10: “Effect” of rules@2.0 is neither planned nor recorded"],
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


GONE = "1: sealed: `rules/9.0.md` is sealed and has gone"
OTHER = "2: sealed: `rules/9.0.md` has another hash than on line 1"


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
    (f"{DIGEST}  rules/9.0.md\n{DIGEST[1:]}1  rules/9.0.md\n", [GONE, OTHER]),
    ("# rules@1.0\n", ["1: sealed: ends within a seal"]),
    (f"# rules@1.0\n{DIGEST}  rules/1.0.md\n", ["2: sealed: is no seal"]),
    (f"# rules@1.0\n#   title: A\n{DIGEST}  rules/2.0.md\n", ["3: sealed: is no seal"]),
    ("# rules@1.0\n#   titel: A\n", ["2: sealed: is no seal"]),
    ("#   title: A\n", ["1: sealed: is no seal"]),
    ("# rules@1.0\n#   title: A\n#   title: B\n", ["3: sealed: is no seal"]),
    (
        f"# rules@1.0\n#   again: 2\n#   direction: 2021\n{DIGEST}  rules/1.0.md\n",
        ["4: sealed: rules@1.0 is sealed so for time 1, and its seal says otherwise"],
    ),
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


# --- What makes a version law ---------------------------------------------------------------------

SECOND = "amendments/second-rules.yml"


@pytest.fixture
def pinned(at: Run, rules: Path) -> Path:
    """The small record with its second version directed and sealed."""
    directed(rules)
    assert at("seal", "rules@2.0").code == 0
    return rules


def test_a_seal_tells_what_made_the_version_law(pinned: Path) -> None:
    *facts, seal = (pinned / SEALS).read_text().splitlines()
    assert facts == [
        "# rules@2.0",
        "#   amendment: second-rules",
        "#   title: Longer loans of forks",
        "#   route: mtad-direction",
        "#   from: 1.0",
        "#   direction: 2021-06-15",
        "#   effect: planned 2021-07",
    ]
    assert seal.endswith("  rules/2.0.md")


def test_a_directed_version_without_its_seal_fails_the_check(at: Run, rules: Path) -> None:
    directed(rules)
    for made in ("", "# rules@2.0\n"):
        (rules / SEALS).write_text(made)
        assert at("check").code == 1
        assert at("verify").code == 1
    (rules / SEALS).unlink()
    ran = at("check")
    assert (ran.code, "rules@2.0 has been decided and is not sealed" in ran.out) == (1, True)
    assert "expected: corpus seal rules@2.0" in ran.out
    assert at("check", "--as-of", "2021-06-14").code == 0
    assert at("seal", "rules@2.0").code == 0
    assert at("check").code == 0


FACTS = {
    "direction": ("  direction: {actual: 2021-06-15}\n", "  direction: {actual: 2021-06-14}\n"),
    "direction taken back": ("  direction: {actual: 2021-06-15}\n", ""),
    "direction in doubt": ("{actual: 2021-06-15}", "{actual: date not recorded}"),
    "effect": ("effect: {planned: 2021-07}", "effect: {planned: 2021-08}"),
    "effect taken back": ("  effect: {planned: 2021-07}\n", ""),
    "title": ("title: Longer loans of forks", "title: Longer loans of everything"),
    "route": ("route: mtad-direction", "route: sec-modification"),
    "from": ('    from: "1.0"\n', ""),
    "withdrawn": ("dates:", "withdrawn: 2021-06-20\ndates:"),
    "correction": ("dates:", "correction: true\ndates:"),
}


@pytest.mark.parametrize("fact", FACTS)
def test_nothing_that_makes_it_law_changes_without_a_reason(
    fact: str, at: Run, pinned: Path
) -> None:
    name = fact.split(maxsplit=1)[0]
    replace_in(pinned / SECOND, *FACTS[fact])
    for command in (("check",), ("verify",)):
        ran = at(*command)
        assert ran.code == 1
        assert f"`{name}` makes rules@2.0 law and has changed" in ran.out
    assert at("list").code == 2
    sealing = at("seal", "rules@2.0")
    assert (sealing.code, "with no correction that says why" in sealing.err) == (2, True)


@pytest.mark.parametrize(
    ("fact", "was"),
    [("direction", "2021-06-15"), ("title", "Longer loans of forks"), ("withdrawn", None)],
)
def test_a_correction_with_its_reason_is_sealed_beside_what_it_corrects(
    fact: str, was: str | None, at: Run, pinned: Path
) -> None:
    before = (pinned / SEALS).read_text()
    replace_in(pinned / SECOND, *FACTS[fact])
    stood = f"    was: {was}\n" if was else ""
    reason = f"corrections:\n  - fact: {fact}\n{stood}    reason: The book was misread.\n"
    replace_in(pinned / SECOND, "dates:", f"{reason}dates:")
    ran = at("check")
    assert (ran.code, "since it was sealed is not sealed" in ran.out) == (1, True)
    assert at("seal", "rules@2.0").code == 0
    assert (at("check").code, at("verify").code) == (0, 0)
    assert (pinned / SEALS).read_text().startswith(before)
    replace_in(pinned / SECOND, reason, "")
    ran = at("check")
    assert (ran.code, f"seals rules@2.0 with another `{fact}` than before" in ran.out) == (1, True)


def test_what_is_corrected_back_is_sealed_and_logged_once_more(at: Run, pinned: Path) -> None:
    """Each seal is other lines than those before it, however often a day is misread."""
    days = ["2021-06-15", "2021-06-14"] * 2
    reasons = [f"  - {{fact: direction, was: {day}, reason: Misread.}}\n" for day in days]
    for times, (was, now) in enumerate(pairwise(days)):
        replace_in(pinned / SECOND, f"{{actual: {was}}}", f"{{actual: {now}}}")
        was_said = f"corrections:\n{''.join(reasons[:times])}" if times else ""
        said = f"corrections:\n{''.join(reasons[: times + 1])}"
        replace_in(pinned / SECOND, f"{was_said}dates:", f"{said}dates:")
        assert at("seal", "rules@2.0").code == 0
        ran = at("verify")
        assert ran.code == 0, ran.out
    seals = read_seals(pinned)[0]
    assert [(each.facts["direction"], each.again) for each in seals] == [
        *((day, 1) for day in days[:2]),
        *((day, 2) for day in days[2:]),
    ]
    logged = [(each.act, each.seal) for each in entries_of((pinned / LOG).read_text())]
    acts = ["published", "corrected", "corrected", "corrected"]
    assert logged == list(zip(acts, map(seal_digest, seals), strict=True))


def test_an_effect_that_came_as_planned_needs_no_reason_and_a_seal(at: Run, pinned: Path) -> None:
    before = (pinned / SEALS).read_text()
    replace_in(pinned / SECOND, "effect: {planned: 2021-07}", "effect: {actual: 2021-07-04}")
    assert (at("list").code, at("check").code) == (0, 1)
    assert at("seal", "rules@2.0").code == 0
    assert at("check").code == 0
    after = (pinned / SEALS).read_text()
    assert after.startswith(before)
    assert "#   effect: 2021-07-04\n" in after
    replace_in(pinned / SECOND, "effect: {actual: 2021-07-04}", "effect: {planned: 2021-07}")
    assert "`effect` makes rules@2.0 law and has changed" in at("check").out


def test_the_words_of_a_direction_are_sealed_once_they_are_kept(at: Run, pinned: Path) -> None:
    path = pinned / "amendments/second-rules.direction.md"
    path.write_text("1. Dance.\n")
    refused = at("seal", "rules@2.0")
    assert (refused.code, "sources differ at line" in refused.out) == (1, True), refused
    said = at("instruct", "rules@1.0", "rules@2.0")
    path.write_text(said.out)
    ran = at("check")
    assert (ran.code, "since it was sealed is not sealed" in ran.out) == (1, True)
    assert at("seal", "rules@2.0").code == 0
    assert (at("check").code, at("verify").code) == (0, 0)
    sealed = hashlib.sha256(said.out.encode()).hexdigest()
    assert f"#   direction-text: {sealed}\n" in (pinned / SEALS).read_text()
    path.write_text(said.out.rstrip() + " \n")
    changed = at("check")
    assert f"{path.as_posix()}: sealed: `direction-text` makes rules@2.0 law" in changed.out
    path.unlink()
    gone = at("check")
    said_so = "`direction-text` makes rules@2.0 law and has changed" in gone.out
    assert (gone.code, said_so) == (1, True)


def test_what_no_seal_pins_may_be_written_better(at: Run, pinned: Path) -> None:
    replace_in(pinned / SECOND, "summary: Doubles the nights", "summary: Doubles all nights")
    replace_in(pinned / SECOND, "  - title: The book in the shed", "  - title: The shed's book")
    assert at("check").code == 0


def test_a_seal_of_the_text_alone_is_made_whole(at: Run, pinned: Path) -> None:
    whole = (pinned / SEALS).read_text()
    (pinned / SEALS).write_text(whole.splitlines(keepends=True)[-1])
    ran = at("check")
    assert (ran.code, "the seal of rules@2.0 pins its text alone" in ran.out) == (1, True)
    assert at("seal", "rules@2.0").code == 0
    assert (pinned / SEALS).read_text() == whole


def test_a_sealed_text_may_not_become_a_link_to_the_same_words(at: Run, pinned: Path) -> None:
    text = pinned / "rules/2.0.md"
    text.rename(pinned / ".kept.md")
    text.symlink_to("../.kept.md")
    ran = at("check")
    assert (ran.code, "is sealed and has become a symbolic link" in ran.out) == (1, True)


def test_waivers_that_are_spent_are_told_when_a_version_is_sealed(at: Run, rules: Path) -> None:
    """Of what is directed no warning is given; an error is waived all the same."""
    directed(rules)
    about = "file: rules/2.0.md, reason: As the book has it"
    (rules / "waivers.yml").write_text(
        "waivers:\n"
        f"  - {{rule: gap, line: 1.3 A loan, {about}}}\n"
        f"  - {{rule: gap, line: 1.3 A loan, {about.replace('2.0', '1.0')}}}\n"
    )
    ran = at("seal", "rules@2.0")
    first, told = ran.out.splitlines()
    assert first == f"rules@2.0 is sealed in {rules.as_posix()}/{SEALS}"
    assert told == f"{rules.as_posix()}/waivers.yml:2: waives `gap` in it, and can go"


def test_a_seal_of_what_nobody_directed_is_none(at: Run, pinned: Path) -> None:
    whole = (pinned / SEALS).read_text()
    (pinned / SEALS).write_text(
        "".join(line for line in whole.splitlines(keepends=True) if "direction: " not in line)
    )
    said = "seals rules@2.0, and names no `direction` that made it law"
    for command in ("check", "verify"):
        ran = at(command)
        assert (ran.code, said in ran.out) == (1, True)


def test_a_file_of_no_seals_is_not_read_to_its_end(at: Run, pinned: Path) -> None:
    with (pinned / SEALS).open("a") as file:
        file.write("no seal\n" * 100_000)
    said = at("check").out
    assert (said.count("is no seal"), said.count("has too many mistakes to read on")) == (50, 1)


@pytest.mark.parametrize(
    "pattern",
    ["**/*.*", *(pytest.param(each, marks=pytest.mark.sweep) for each in (SEALS, "mtad/4.0.md"))],
)
def test_line_endings_of_another_system_are_told_once_and_nothing_is_held_to_them(
    pattern: str, run: Run, copied: Path
) -> None:
    for path in copied.glob(pattern):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    ran = run("check", "--versions", copied)
    assert len(first_lines(ran.out)) == 1, ran.out
    assert "not end in LF" in ran.out
    ran = run("verify", "--versions", copied)
    assert len(first_lines(ran.out)) == 1, ran.out
