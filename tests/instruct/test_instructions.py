"""What a direction says of each kind of change: two texts in, its instructions out."""

import re
from pathlib import Path

import pytest

from build_tools.instruct import instructions
from build_tools.render.instructions import direction_markdown
from tests.reviewing import compared


def said(old: str, new: str) -> list[str]:
    """The instructions without the head, each without its number, in one line."""
    redline = compared(old, new)
    cited = [block.citation for block in redline.old.body]
    text = direction_markdown("the Code", instructions(redline), cited)
    _, _, *rest = re.sub(r" \(c-[^()]*\)$", "", text.strip(), flags=re.MULTILINE).split("\n\n")
    joined: list[str] = []
    for part in rest:
        number, _, words = part.partition(". ")
        if number.isdigit():
            joined.append(words)
        else:
            joined[-1] += " / " + " / ".join(line.strip() for line in part.split("\n"))
    return joined


CLAUSES = """# Code of the Pond

## 1 Water

1.1 The Keeper shall lend a boat to each Visitor who asks for one before noon.

1.2 A Visitor shall bring the boat back before dusk, and shall tell the Keeper before leaving.

1.3 The Keeper may refuse a Visitor who:

(a) was late twice in one summer; or

(b) lit a fire within ten paces of the water.

1.4 Nobody swims alone, whatever the weather may be and whoever stands on the bank.
"""
TABLE = """Table 1: Boats

| Boat | Colour | Until |
|---|---|---|
| Heron | blue | |
| Otter | red | 1 May 2030 |
| Rail | green | |
"""


def cases() -> list[tuple[str, str, list[str]]]:
    """From wording.txt: words of the text, what they become, and the instructions."""
    found = []
    for part in (Path(__file__).parent / "wording.txt").read_text().split("\n\n"):
        lines = [(line[:1], line[2:].replace("\\n", "\n")) for line in part.strip().split("\n")]
        if lines[0][0] == "-":
            was, now = lines[0][1], lines[1][1]
            found.append((was, now, [words for sign, words in lines if sign == "="]))
    return found


@pytest.mark.parametrize(("was", "now", "wanted"), cases())
def test_other_words(was: str, now: str, wanted: list[str]) -> None:
    text = f"{CLAUSES}\n{TABLE}"
    assert was in text
    assert said(text, text.replace(was, now, 1)) == wanted


def test_a_column() -> None:
    new = TABLE.replace(" Colour |", " Colour | Oars |").replace("|---|", "|---|---|", 1)
    for name, oars in {"blue |": "2", "red |": "4", "green |": "6"}.items():
        new = new.replace(name, f"{name} {oars} |")
    (told,) = said(TABLE, new)
    place, _, cells = told.partition(" / > ")
    assert place == "In Table 1, after the column “Colour” insert the column—"
    assert cells.split(" / > ") == ["| Oars |", "| --- |", "| 2 |", "| 4 |", "| 6 |"]
    assert said(new, TABLE) == ["In Table 1, omit the column “Oars”."]


def test_what_moved_is_moved_and_not_written_out() -> None:
    lines = CLAUSES.split("\n\n")
    lines.insert(2, lines.pop())
    assert said(CLAUSES, "\n\n".join(lines).replace("bank.\n", "bank.") + "\n") == [
        "Move Clause 1.4 to after Clause 1, heading."
    ]


def test_a_run_is_put_in_and_taken_out_as_one() -> None:
    more = "## 2 Ice\n\n2.1 Nobody skates before noon on a Sunday.\n\n2.2 Skates are lent.\n"
    (told,) = said(CLAUSES, f"{CLAUSES}\n{more}")
    assert told.startswith("After Clause 1.4 insert— / > ## 2 Ice / > / > 2.1 Nobody")
    assert said(f"{CLAUSES}\n{more}", CLAUSES) == [
        "Omit Clause 2, heading and what follows it, as far as Clause 2.2."
    ]


def test_nothing_is_said_of_what_did_not_change() -> None:
    assert said(CLAUSES, CLAUSES) == []
    assert said(CLAUSES, CLAUSES.replace(" a boat to", " a boat\nto")) == []


@pytest.mark.parametrize(
    ("old", "new", "quoted", "words"),
    [
        ("The Town and the Town.", "The City and the Town.", "The Town", "The City"),
        ("A Town, a Town.", "A Town, a City.", "a Town.", "a City."),
        ("Town and Town.", "City and Town.", "Town and", "City and"),
        ("The Town (Town) pays.", "The City (City) pays.", "Town (Town)", "City (City)"),
    ],
)
def test_a_word_that_a_reader_finds_twice_is_quoted_with_others(
    old: str, new: str, quoted: str, words: str
) -> None:
    """ "For Town substitute City": both, to whoever does not take “Town.” for another word."""
    redline = compared(f"1.1 {old}\n", f"1.1 {new}\n")
    cited = [block.citation for block in redline.old.body]
    said = direction_markdown(redline.old.name, instructions(redline), cited)
    assert f"for “{quoted}” substitute “{words}”" in said
