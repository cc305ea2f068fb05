"""A waiver is about words, and goes where they go."""

from pathlib import Path

import pytest

from build_tools.record import load
from tests.running import Run, replace_in

WAIVERS = """\
waivers:
  # what the book says
  - rule: document-name
    file: rules/2.0.md
    line: Rules of the Lend
    reason: Quoted from the book.
"""


@pytest.fixture
def waived(at: Run, rules: Path) -> Path:
    """A note in both versions that names the document in another form; waived in the proposal."""
    for label in ("1.0", "2.0"):
        replace_in(
            rules / f"rules/{label}.md", "at noon.", "at noon. See the Rules of the Lend Shed."
        )
    (rules / "waivers.yml").write_text(WAIVERS)
    assert at("check").err == ""
    return rules


def of(rules: Path) -> list[tuple[str, str]]:
    return [(waiver.rule, Path(waiver.file).name) for waiver in load(rules).waivers]


def test_an_amendment_begins_with_the_waivers_of_its_words(at: Run, waived: Path) -> None:
    """They stand in 2.0, which it does not go from; the words do in 1.0."""
    ran = at("amend", "rules")
    assert "waivers.yml: passed on with the words that they are about: `document-name`" in ran.out
    assert of(waived) == [("document-name", "2.0.md"), ("document-name", "3.0.md")]
    assert "# what the book says" in (waived / "waivers.yml").read_text()
    told = at("check", "--waived").out
    assert told.count("document-name") == told.count("waived:") == 2
    before = (waived / "rules/3.0.md").read_bytes()
    at("check", "--fix-words")
    assert (waived / "rules/3.0.md").read_bytes() == before


def test_a_waiver_of_other_words_does_not_pass_on(at: Run, waived: Path) -> None:
    replace_in(waived / "rules/1.0.md", "See the Rules", "Look into the Rules")
    at("amend", "rules")
    assert of(waived) == [("document-name", "2.0.md")]


def overtaken(at: Run, rules: Path) -> None:
    """Version 3.0 takes effect, so that 2.0 has to be carried on."""
    assert at("amend", "rules").code == 0
    file = rules / "amendments/rules-3.0.yml"
    head = file.read_text().partition("# Take away")[0]
    dates = "dates: {effect: {actual: 2022-01-01}}\nsources: [{title: a}]\n"
    file.write_text(head + dates)


def test_a_text_that_is_carried_on_hands_its_waivers_over(at: Run, waived: Path) -> None:
    overtaken(at, waived)
    ran = at("amend", "--rebase", "second-rules")
    assert "passed on with the words that they are about" in ran.out
    assert ("document-name", "4.0.md") in of(waived)
    assert ("document-name", "2.0.md") not in of(waived)


def test_a_waiver_that_is_dead_is_told_and_why(at: Run, waived: Path) -> None:
    overtaken(at, waived)
    assert at("amend", "--rebase", "second-rules").code == 0
    (waived / "waivers.yml").write_text(WAIVERS)
    assert (
        "rules/2.0.md that holds these words, and no warning is given of it any more: it was"
        " decided, or carried on"
    ) in at("check").out
