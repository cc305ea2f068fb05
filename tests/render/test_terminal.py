"""Redlines as a terminal shows them: what is said of each change, what is cut short, and nothing by
colour alone."""

import re
from dataclasses import replace

import pytest

from build_tools.compare.redline import redline
from build_tools.model import Corpus, Redline
from build_tools.render.terminal import redline_terminal
from tests.reviewing import compared

_SIGNS = {"9;31": "[-{}-]", "4;32": "{{+{}+}}", "35": "{{~{}~}}"}


def shown(result: Redline, width: int = 100) -> str:
    """What a terminal shows, struck-through and underlined words between signs, all other styles
    left out."""
    signed = re.sub(
        r"\x1b\[([\d;]+)m([^\x1b]*)\x1b\[0m",
        lambda found: _SIGNS.get(found[1].removeprefix("2;"), "{}").format(found[2]),
        redline_terminal(result, width),
    )
    assert "\x1b" not in signed
    return signed


def told(old: str, new: str, width: int = 100) -> str:
    """The changes between two texts, without the heading and the closing line."""
    return "\n\n".join(shown(compared(old, new), width).rstrip().split("\n\n")[1:-1])


def body(old: str, new: str, width: int = 100) -> list[str]:
    """The lines under that of the first change, without the indent."""
    first = next(
        part for part in told(old, new, width).split("\n\n") if part.lstrip().startswith("1 ")
    )
    return [line.strip() for line in first.splitlines()[1:]]


# --- The whole ------------------------------------------------------------------------------------


def test_the_heading_counts_what_matters_apart_from_what_follows() -> None:
    old = "4.1 DCC shall keep a log.\n\n4.2 It is open to all who ask for it.\n"
    new = "4.1 DCC shall keep the log.\n\n4.2 Put in.\n\n4.3 It is open to all who ask for it.\n"
    assert (
        shown(compared(old, new))
        == """\
old.md → new.md
2 changes of substance: 1 insert, 1 reword
1 consequential change: 1 renumbering

  1  Clause 4.1  reword
     DCC shall keep [-a-] {+the+} log.

  2  Clause 4.2  insert
     {+Put in.+}

Consequential changes: they only follow from others, or touch form alone

  3  Clause 4.3  renumber  [-4.2-] → {+4.3+}
     It is open to all who ask for it.

✓ Verified: reject gives the old text, accept the new.
"""
    )


def test_consequential_changes_are_dim_and_keep_their_numbers() -> None:
    old = "4.1 Keep dry, all.\n\n4.2 DCC shall keep a log.\n"
    new = "4.1 Keep dry; all.\n\n4.2 DCC shall keep the log.\n"
    printed = redline_terminal(compared(old, new), 80)
    assert (
        printed.index("Clause 4.2")
        < printed.index("Consequential changes")
        < printed.index("Clause 4.1")
    )
    *_, dim = printed.split("Consequential changes")
    assert "\x1b[2;9;31m,\x1b[0m" in dim
    assert "(punctuation)" in dim


def test_no_change() -> None:
    assert (
        shown(compared("Some.\n", "Some.\n"))
        == "old.md → new.md\nNo change\n\n✓ Verified: reject gives the old text, accept the new.\n"
    )


def test_a_redline_that_fell_back_says_so_first_and_last() -> None:
    result = replace(compared("Some.\n", "Other words entirely.\n"), aligned=False)
    lines = shown(result).splitlines()
    assert lines[1] == "Not aligned: read both."
    assert "Not aligned: read both." in "\n".join(lines[-2:])
    assert "Verified" not in shown(result)


def test_the_origin_of_the_texts_stands_at_the_head(record: Corpus) -> None:
    document = record.document("mtad")
    result = redline(document.version("3.0"), document.version("4.0"))
    assert shown(result).splitlines()[:2] == [
        "mtad@3.0 → mtad@4.0",
        "Reconstruction for demonstration, not the legal text",
    ]


@pytest.mark.parametrize("width", [24, 40, 80, 119])
def test_no_line_is_wider_than_the_terminal(record: Corpus, width: int) -> None:
    for document in record.documents:
        for old, new in zip(document.versions, document.versions[1:], strict=False):
            plain = re.sub(r"\x1b\[[\d;]*m", "", redline_terminal(redline(old, new), width))
            assert max(map(len, plain.splitlines())) <= width
            assert not re.search(r"[ ]$", plain, re.MULTILINE)


def test_a_very_wide_terminal_is_not_filled() -> None:
    printed = shown(compared("Old.\n", " ".join(["word"] * 200) + "\n"), 400)
    assert max(map(len, printed.splitlines())) < 130


# --- Words ----------------------------------------------------------------------------------------


def test_long_unchanged_words_are_cut_short() -> None:
    many = " ".join(f"w{number}" for number in range(40))
    assert body(f"{many} a {many} end.\n", f"{many} the {many} end.\n", 119) == [
        "… 32 words … w32 w33 w34 w35 w36 w37 w38 w39 [-a-] {+the+} w0 w1 w2 w3 w4 w5 w6 w7 … 33"
        " words …"
    ]


def test_a_few_words_are_not_worth_cutting() -> None:
    lead = "One two three four five six seven eight nine ten eleven twelve"
    assert body(f"{lead} a log.\n", f"{lead} the log.\n") == [f"{lead} [-a-] {{+the+}} log."]


def test_changed_words_are_never_cut_short() -> None:
    many = " ".join(f"w{number}" for number in range(60))
    printed = told("First.\n", f"First.\n\n{many}\n")
    assert all(f"w{number}" in printed for number in range(60))
    assert "words …" not in printed


def test_a_number_that_replaces_another_is_no_longer_number() -> None:
    assert body("Pay 40.\n", "Pay 50.\n") == ["Pay [-40-] {+50+}."]


def test_a_change_of_nothing_but_space_can_be_seen() -> None:
    assert body("First part.\n\nSecond part of it.\n", "First part. Second part of it.\n") == [
        (
            "Paragraph 1 at the beginning and Paragraph 2 at the beginning merged into Paragraph"
            " at the"
        ),
        "beginning",
        "First part.[-↵-] {+␣+}Second part of it.",
    ]


def test_the_number_of_a_note_is_no_part_of_a_reference() -> None:
    note = "\n\n[^1]: Or not.\n"
    assert "Clause 4.3[^1]" in told(
        f"It follows Clause 4.3[^1] here.{note}", f"It follows Clause 4.3[^1] there.{note}"
    )


def test_what_would_steer_the_terminal_only_stands_there() -> None:
    printed = redline_terminal(
        compared("Calm.\n", "Calm.\n\nEvil \x1b]0;title\x07 \u202ewords.\n"), 80
    )
    assert "\x1b]" not in printed
    assert "Evil <U+001B>]0;title<U+0007> <U+202E>words." in printed


def test_formatting_is_said_in_words() -> None:
    assert body("The quick fox.\n", "The **quick** fox.\n") == [
        "“quick”: now bold",
        "The {~quick~} fox.",
    ]
    assert (
        body("The [fox](a.md).\n", "The [fox](b.md).\n")[0]
        == "“fox”: now a link to b.md, no longer a link to a.md"
    )


def test_what_a_block_became_is_said_in_words() -> None:
    level, form = body("## Title\n\nText.\n", "### Title\n\nText.\n")[0], body("X\n", "# X\n")[0]
    assert level == "from a heading of level 2 to one of level 3"
    assert form == "was a paragraph, now a heading of level 1"


# --- What befell the whole ------------------------------------------------------------------------

ONE, TWO, THREE = (
    "DCC shall keep the log of every test.",
    "It shall be open to each of them.",
    "It is no secret.",
)


def test_a_move_says_from_where_to_where() -> None:
    printed = told(
        f"4.1 {ONE}\n\n4.2 {TWO}\n\n4.3 {THREE}\n", f"4.1 {TWO}\n\n4.2 {THREE}\n\n4.3 {ONE}\n"
    )
    assert re.search(
        rf"Clause 4\.3  move.*\n     moved from Clause 4\.1 to Clause 4\.3\n     {ONE}", printed
    )


def test_a_move_of_what_has_no_number_is_told_by_its_place() -> None:
    assert (
        f"moved from Paragraph 1 at the beginning to Paragraph 3 at the beginning\n     {ONE}"
        in told(f"{ONE}\n\n{TWO}\n\n{THREE}\n", f"{TWO}\n\n{THREE}\n\n{ONE}\n")
    )


def test_a_split_and_a_merge_name_all_their_places() -> None:
    whole, parts = f"4.1 {ONE} {TWO}\n", f"4.1 {ONE}\n\n4.2 {TWO}\n"
    assert body(whole, parts)[0] == "Clause 4.1 split into Clause 4.1 and Clause 4.2"
    assert body(parts, whole)[0] == "Clause 4.1 and Clause 4.2 merged into Clause 4.1"


# --- Tables ---------------------------------------------------------------------------------------

HEAD = "| No. | Cohort | Date |\n|---|---|---|\n"
ROWS = "| 1 | IOC (NP) | 5 May |\n| 2 | FOC (BG) | 6 June |\n| 3 | MOC (Secure) | 7 July |\n"


def test_a_row_is_told_cell_by_cell() -> None:
    more = HEAD + ROWS + "| 4 | ZOC | |\n"
    assert body(HEAD + ROWS, more) == ["No.: {+4+} | Cohort: {+ZOC+} | Date: empty"]
    assert body(more, HEAD + ROWS) == ["No.: [-4-] | Cohort: [-ZOC-] | Date: empty"]


def test_a_moved_row_says_from_where_to_where_and_its_new_number() -> None:
    moved = (
        HEAD
        + "| 1 | MOC (Secure) | 7 July |\n| 2 | IOC (NP) | 5 May |\n| 3 | FOC (BG) | 6 June |\n"
    )
    assert body(HEAD + ROWS, moved) == [
        "moved from row 3 to row 1",
        "No.: [-3-] {+1+} | Cohort: MOC (Secure) | Date: 7 July",
    ]


def test_a_column_is_told_cell_by_cell() -> None:
    old = "| Cohort | Date |\n|---|---|\n| IOC | May |\n| FOC | June |\n"
    new = "| Cohort | Date | Status |\n|---|---|---|\n| IOC | May | Shut |\n| FOC | June | Open |\n"
    assert body(old, new) == ["header row: {+Status+} | IOC: {+Shut+} | FOC: {+Open+}"]
    swapped = "| Date | Cohort |\n|---|---|\n| May | IOC |\n| June | FOC |\n"
    assert body(old, swapped)[0] in (
        "moved from column 2 to column 1",
        "moved from column 1 to column 2",
    )


def test_a_cell_that_was_joined_to_another_says_so() -> None:
    old = "| A | B |\n|---|---|\n| one | two |\n| three | four |\n"
    assert "was a cell of its own, now part of the cell above" in told(
        old, old.replace("four", "^^")
    )


TABLE = "Before.\n\nTable 1: Dates\n\n| A | B |\n|---|---|\n| one | two |\n| three | ^^ |\n"


def test_a_whole_table_is_drawn() -> None:
    assert body("Before.\n", TABLE) == [
        "{+Dates+}",
        "┌───────┬──────────┐",
        "│ {+A+}     │ {+B+}        │",
        "├───────┼──────────┤",
        "│ {+one+}   │ {+two+}      │",
        "│ {+three+} │ as above │",
        "└───────┴──────────┘",
    ]


def test_a_table_without_room_for_its_columns_is_told_row_by_row() -> None:
    row = "| " + " | ".join("abcdefgh") + " |\n"
    table = f"{row.upper()}{'|---' * 8}|\n{row}"
    assert body("Before.\n", f"Before.\n\n{table}", 60) == [
        " | ".join(f"{letter}: {{+{letter}+}}" for letter in "ABCDEFGH"),
        " | ".join(f"{letter.upper()}: {{+{letter}+}}" for letter in "abcdefgh"),
    ]
