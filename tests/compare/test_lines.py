"""Contents of several lines: what counts on is told from what says something else."""

import pytest

from build_tools.compare.words import compare_content
from build_tools.model import Mark, Run
from tests.reviewing import wdiff


@pytest.mark.parametrize(
    ("old", "new", "edits", "noise"),
    [
        ("(a) x\n(b) y", "(a) w\n(b) x\n(c) y", "{+(a) w\n+}[-(a)-]{+(b)+} x\n[-(b)-]{+(c)+} y", 4),
        ("1. x y\n2. z\n3. u", "1. z\n2. u", "[-1. x y\n-][-2.-]{+1.+} z\n[-3.-]{+2.+} u", 4),
        ("(a) x\n(b) y", "(a) x\n(d) y", "(a) x\n[-(b)-]{+(d)+} y", 0),
        ("0 - x\n1 - y", "0 - w z\n1 - x\n2 - y", "{+0 - w z\n+}[-0-]{+1+} - x\n[-1-]{+2+} - y", 0),
        ("0 = x\n1 = y", "0 = x\n1 = w z\n2 = y", "0 = x\n{+1 = w z\n+}[-1-]{+2+} = y", 0),
        ("0: x\n1: y", "0: x\n1: w z\n2: y", "0: x\n{+1: w z\n+}[-1-]{+2+}: y", 0),
        (
            "(i) the oar; and\n(ii) the sail",
            "(i) the oar;\n(ii) the mast; and\n(iii) the sail",
            "(i) the oar;[- and-]\n{+(ii) the mast; and\n+}[-(ii)-]{+(iii)+} the sail",
            2,
        ),
        ("one two three\nx", "one two\nthree\nx", "one two[- -]{+\n+}three\nx", 0),
    ],
    ids=[
        *("inserted", "deleted", "without a cause", "codes", "codes by signs", "codes by colons"),
        *("the word before the last moves on", "broken in two"),
    ],
)
def test_a_line_that_counts_on_is_renumbered(old: str, new: str, edits: str, noise: int) -> None:
    found = compare_content((Run(old),), (Run(new),))
    assert wdiff(found) == edits
    assert len([edit for edit in found if edit.noise == "renumbering"]) == noise


def test_a_break_in_another_form_is_formatting() -> None:
    bold = (Run("(a) x"), Run("\n", (Mark("strong"),)), Run("(b) y"))
    plain = (Run("(a) x\n(b) y"),)
    for old, new in ((bold, plain), (plain, bold)):
        changed = [edit for edit in compare_content(old, new) if edit.op != "="]
        assert [(edit.op, edit.noise) for edit in changed] == [("~", "formatting")]
