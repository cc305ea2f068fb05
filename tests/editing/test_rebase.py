"""A proposal carried on to what has taken effect since."""

import re
from pathlib import Path

import pytest

from build_tools.record import load
from build_tools.record.seals import SEALS
from tests.running import Run, first_lines, replace_in, snapshot


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
    text = re.sub(r"\[each provision that it touches[^]]*\]", "1.1", text)
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
    text = (overtaken / "rules/4.0.md").read_text()
    assert "may borrow for a deposit what" in text
    assert "| ^^ | Fork | 14 |" in text
    assert at("check").code == 0
    assert at("redline", "rules@3.0", "rules@4.0").out.splitlines()[1:] == changed
    assert "rules/2.0.md: stays as it is" in ran.out
    steps = load(overtaken).amendments[-1].steps
    assert [(step.old, step.new, step.scope) for step in steps] == [
        ("1.0", "2.0", ("Table 1.2",)),
        ("3.0", "4.0", ("Table 1.2",)),
    ]
    again = at("amend", "--rebase", "second-rules")
    assert (again.code, again.out) == (
        0,
        "nothing to do: the amendment goes from what is in force\n",
    )


def test_what_was_issued_stays_as_it_was(at: Run, overtaken: Path) -> None:
    issued = (overtaken / "rules/2.0.md").read_bytes()
    listed = at("list", "--as-of", "2021-05-04").out
    assert at("amend", "--rebase", "second-rules").code == 0
    assert (overtaken / "rules/2.0.md").read_bytes() == issued
    assert "rules@2.0  carried on as 4.0" in at("list").out
    assert "rules@4.0  consultation closed" in at("list").out
    # On the day of its consultation it was what it was.
    assert [
        line for line in at("list", "--as-of", "2021-05-04").out.splitlines() if "4.0" not in line
    ] == listed.splitlines()
    assert at("redline", "rules@2.0", "rules@4.0").code == 0


def begun_before_2(at: Run, rules: Path) -> None:
    """Nothing has been issued of the proposal 2.0, and version 1.5 has taken effect before it."""
    dates = ("consultation-issued: {actual", "consultation-issued: {planned")
    replace_in(rules / "amendments/second-rules.yml", *dates)
    assert at("amend", "rules", "--to", "1.5").code == 0
    file = rules / "amendments/rules-1.5.yml"
    file.write_text(
        file.read_text().split("# Take away")[0]
        + "dates: {effect: {actual: 2021-01-01}}\nsources: [{title: a}]\n"
    )


def test_a_draft_keeps_a_label_that_comes_after_what_is_in_force(at: Run, rules: Path) -> None:
    begun_before_2(at, rules)
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


def test_a_sealed_text_stays_as_it_is(at: Run, overtaken: Path) -> None:
    """Even where the record no longer says that it was directed."""
    seal(overtaken, "2.0")
    before = (overtaken / "rules/2.0.md").read_bytes()
    assert at("amend", "--rebase", "second-rules").code == 0
    assert (overtaken / "rules/2.0.md").read_bytes() == before


def test_a_sealed_draft_is_not_rewritten(at: Run, rules: Path) -> None:
    begun_before_2(at, rules)
    seal(rules, "2.0")
    before = snapshot(rules)
    ran = at("amend", "--rebase", "second-rules")
    assert (ran.code, "is sealed, and never changes again" in ran.err) == (2, True)
    assert snapshot(rules) == before


def seal(rules: Path, label: str) -> None:
    """Seal a version as it stands, whatever its amendment says."""
    version = load(rules).documents[0].version(label)
    (rules / SEALS).write_text(f"{version.sha256}  rules/{label}.md\n")


# --- What has been directed -----------------------------------------------------------------------


@pytest.fixture
def directed(at: Run, rules: Path) -> Path:
    """2.0 and 3.0 go from 1.0 and have been directed; 2.0 is to take effect first."""
    second = rules / "amendments/second-rules.yml"
    dates = "direction: {actual: 2021-06-15}\n  effect: {planned: 2021-07-01}"
    replace_in(second, "effect: {planned: 2021-07}", dates)
    assert at("amend", "rules", "--title", "A deposit").code == 0
    third = rules / "amendments/rules-3.0.yml"
    head = third.read_text().partition("# Take away")[0]
    head = head.replace("[what it does, in a sentence or two]", "Asks a deposit.")
    head = re.sub(r"\[each provision that it touches[^]]*\]", "1.1", head)
    third.write_text(
        f"{head}dates:\n  direction: {{actual: 2021-06-20}}\n  effect: {{planned: 2021-09-01}}\n"
        "sources:\n  - title: The book in the shed\n"
    )
    replace_in(rules / "rules/3.0.md", "may borrow what", "may borrow for a deposit what")
    assert at("seal", "rules@2.0", *SOON).code == at("seal", "rules@3.0", *SOON).code == 0
    return rules


SOON = ("--as-of", "2021-06-21")


def took_effect(amendment: Path, day: str) -> None:
    replace_in(amendment, f"planned: {day}", f"actual: {day}")


def test_a_directed_text_that_lacks_what_will_be_in_force_is_told_of(
    at: Run, directed: Path
) -> None:
    ran = at("check", *SOON)
    assert ran.code == 0
    assert [line for line in first_lines(ran.out) if "overtaken" in line] == [
        f"{directed.as_posix()}/rules/3.0.md:3: overtaken: warning: rules@2.0 will be in force when"
        " this takes effect, planned for 1 September 2021, and what it changes is not in this text"
    ]


def test_a_proposal_that_lacks_what_has_been_decided_to_come_first_is_told_of_and_carried_on(
    at: Run, directed: Path
) -> None:
    third = directed / "amendments/rules-3.0.yml"
    (directed / SEALS).unlink()
    assert at("seal", "rules@2.0", *SOON).code == 0
    replace_in(third, "direction: {actual: 2021-06-20}", "direction: {planned: 2021-08-01}")
    told = [line for line in first_lines(at("check", *SOON).out) if "overtaken" in line]
    assert told == [
        f"{directed.as_posix()}/rules/3.0.md:3: overtaken: warning: rules@2.0 will be in force when"
        " this takes effect, planned for 1 September 2021, and what it changes is not in this text"
    ]
    assert at("amend", "--rebase", "rules-3.0", *SOON).code == 0
    text = (directed / "rules/3.0.md").read_text()
    assert "may borrow for a deposit what" in text
    assert "| ^^ | Fork | 14 |" in text
    assert "overtaken" not in at("check", *SOON).out


def test_a_proposal_planned_before_what_has_been_decided_is_not_told_of(
    at: Run, directed: Path
) -> None:
    third = directed / "amendments/rules-3.0.yml"
    replace_in(third, "direction: {actual: 2021-06-20}", "direction: {planned: 2021-06-22}")
    replace_in(third, "planned: 2021-09-01", "planned: 2021-06-25")
    assert "overtaken" not in at("check", *SOON).out


def test_an_amendment_begun_beside_what_has_been_decided_says_so_and_may_begin_from_it(
    at: Run, directed: Path
) -> None:
    ran = at("amend", "rules", *SOON)
    assert "rules/4.0.md: the text of rules@1.0" in ran.out
    assert [line for line in ran.out.splitlines() if "has been decided" in line] == [
        f"rules@{label} has been decided and takes effect on {day} 2021; what it changes is not in"
        f" this text. To begin from it: corpus amend rules --from {label}"
        for label, day in (("2.0", "1 July"), ("3.0", "1 September"))
    ]
    ran = at("amend", "rules", "--from", "2.0", *SOON)
    assert "rules/5.0.md: the text of rules@2.0" in ran.out
    assert 'from: "2.0"' in (directed / "amendments/rules-5.0.yml").read_text()
    assert "rules@2.0 has been decided" not in ran.out
    refused = at("amend", "rules", "--from", "4.0", *SOON)
    assert refused.code == 2
    assert "expected: --from 1.0 or --from 2.0 or --from 3.0" in refused.err


@pytest.mark.parametrize(
    "when", ["2021-06-21", pytest.param("2021-07-02", marks=pytest.mark.sweep)]
)
def test_the_consolidated_text_holds_both(at: Run, directed: Path, when: str) -> None:
    before = (directed / "rules/3.0.md").read_bytes()
    if when > "2021-07-01":
        replace_in(
            directed / "amendments/second-rules.yml", "planned: 2021-07-01", "actual: 2021-07-01"
        )
    assert at("amend", "--rebase", "rules-3.0", "--as-of", when).code == 0
    text = (directed / "rules/4.0.md").read_text()
    assert "may borrow for a deposit what" in text
    assert "| ^^ | Fork | 14 |" in text
    assert (directed / "rules/3.0.md").read_bytes() == before
    for label in ("2.0", "4.0"):  # what came since belongs into a seal
        assert at("seal", f"rules@{label}", "--as-of", when).code == 0
    assert at("check", "--as-of", when).out == ""
    again = at("amend", "--rebase", "rules-3.0", "--as-of", when)
    assert "has been decided, and its text never changes again" in again.err


def test_a_text_that_only_says_that_it_was_made_from_the_other_is_told_of(
    at: Run, directed: Path
) -> None:
    """`from` is changed by hand, and the text puts the nights of the fork back from 14 to 7."""
    (directed / SEALS).unlink()
    replace_in(directed / "amendments/rules-3.0.yml", 'from: "1.0"', 'from: "2.0"')
    for step in ("planned", "actual"):
        if step == "actual":
            took_effect(directed / "amendments/second-rules.yml", "2021-07-01")
            took_effect(directed / "amendments/rules-3.0.yml", "2021-09-01")
        ran = at("check", "--as-of", "2021-09-02")
        told = [line for line in first_lines(ran.out) if "overtaken" in line]
        assert told == [
            f"{directed.as_posix()}/rules/3.0.md:14: overtaken: warning: Table 1.2 says again what"
            " it said in 1.0, before rules@2.0 changed it; and this was decided before that took"
            " effect"
        ]


def test_what_took_effect_without_it_is_no_law_to_publish(at: Run, directed: Path) -> None:
    """And no advice is given that would make it one: `from` is right as it stands."""
    replace_in(
        directed / "amendments/second-rules.yml", "planned: 2021-07-01", "actual: 2021-07-01"
    )
    replace_in(directed / "amendments/rules-3.0.yml", "planned: 2021-09-01", "actual: 2021-09-01")
    later = ("--as-of", "2021-09-02")
    ran = at("check", *later)
    assert (ran.code, "undone: rules@3.0 took effect when 2.0 was in force" in ran.out) == (1, True)
    assert 'from: "2.0"' not in ran.out
    assert "expected: corpus amend --rebase rules-3.0" in ran.out
    assert at("list", *later).code == 2
    assert at("amend", "--rebase", "rules-3.0", *later).code == 0
    for label in ("2.0", "3.0", "4.0"):
        assert at("seal", f"rules@{label}", *later).code == 0
    assert at("check", *later).out == ""
    assert "rules@4.0  in force" in at("list", *later).out
    assert "14" in at("show", "rules@4.0").out


# --- What is left once the conflicts are settled --------------------------------------------------


def test_check_finds_what_the_numbering_moved_once_conflicts_are_settled(
    at: Run, overtaken: Path
) -> None:
    """Both touch the nights of the fork. The proposal refers to Clause 1.3, in a clause and in the
    table; what is in force has put a clause in before that."""
    proposal = overtaken / "rules/2.0.md"
    replace_in(proposal, "| ^^ | Fork | 14 |", "| ^^ | Fork, by Clause 1.3 | 14 |")
    replace_in(proposal, "at noon.", "at noon, as Clause 1.3 says.")
    replace_in(overtaken / "rules/3.0.md", "| ^^ | Fork | 7 |", "| ^^ | Fork | 21 |")
    replace_in(
        overtaken / "rules/3.0.md",
        "1.3 A loan begins",
        "1.3 A deposit is paid.\n\n1.4 A loan begins",
    )
    replace_in(overtaken / "rules/3.0.md", "the period in Clause 1.3", "the period in Clause 1.4")
    told = ["Table 1.2 refers to Clause 1.3, which is Clause 1.4 now"]
    ran = at("amend", "--rebase", "second-rules", "--conflicts")
    assert [line.strip() for line in ran.out.splitlines() if "refers to" in line][:1] == told
    merged = overtaken / "rules/4.0.md"
    replace_in(merged, "[conflict: in force “21”; proposed “14”]", "14")
    found = [line for line in at("check").out.splitlines() if "reference-moved" in line]
    assert len(found) == 2
    moved = "Clause 1.3 is not what it was in 2.0; that is Clause 1.4 now"
    assert all(moved in each for each in found)
    at("check", "--fix", "reference-moved")
    assert "| ^^ | Fork, by Clause 1.4 | 14 |" in merged.read_text()
    assert "as Clause 1.4 says" in merged.read_text()
    assert "reference-moved" not in at("check").out
