"""A proposal carried on to what has taken effect since."""

from pathlib import Path

import pytest

from build_tools.record import load
from build_tools.record.seals import SEALS
from tests.running import Run, replace_in, snapshot


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
