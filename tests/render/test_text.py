"""Redlines and versions as plain text."""

from build_tools.language import speaking
from build_tools.render.counts import counts_text
from build_tools.render.text import redline_text, version_text
from tests.reviewing import compared, version_of

OLD = (
    "4.1 DCC shall keep a log.\n\n4.2 It is open to all who ask for it.\n\n| A | B |\n|---|---|\n|"
    " a | |\n"
)
NEW = (
    "4.1 DCC shall keep the log.\n\n4.2 Put in.\n\n4.3 It is open to all who ask for it.\n\n"
    "| A | B |\n|---|---|\n| a | b |\n| c | d |\n"
)


def test_every_change_stands_under_where_it_is() -> None:
    assert (
        redline_text(compared(OLD, NEW))
        == """\
old.md -> new.md: 1 cell, 1 insert, 1 renumber, 1 reword, 1 row-insert

Clause 4.1 (reword)
    DCC shall keep [-a-]{+the+} log.

Clause 4.2 (insert)
    {+Put in.+}

Clause 4.3 (renumber)
    [-4.2-]{+4.3+}
    It is open to all who ask for it.

Table under Clause 4.3, row a, B (cell)
    {+b+}

Table under Clause 4.3, row c (row-insert)
    {+c | d+}
"""
    )


def test_no_change() -> None:
    assert redline_text(compared(OLD, OLD)) == "old.md -> new.md: no change\n"


def test_a_moved_text_is_said_once() -> None:
    one, two, three = (
        "DCC shall keep the log of every test.",
        "It shall be open to each of them.",
        "It is no secret.",
    )
    found = redline_text(compared("\n\n".join((one, two, three)), "\n\n".join((two, three, one))))
    assert found.count(one) == 1


def test_what_befell_the_whole_of_a_block_or_cell_is_said() -> None:
    old = "### a. Limits of use\n\nAll DCC may do:\n\n| A | B |\n|---|---|\n| x | open |\n"
    new = "*Limits of use*\n\n1) All DCC may do:\n\n| A | B |\n|---|---|\n| x | << |\n"
    lines = redline_text(compared(old, new)).splitlines()
    assert "    was a heading of level 3, now a paragraph" in lines
    assert "    [-a.-]" in lines
    assert "    {+1)+}" in lines
    assert "    was a cell of its own, now part of the cell on its left" in lines


def test_a_version_prints_its_labels_and_captions() -> None:
    text = (
        "---\nversion: x\n---\n\n## 17 Head\n\n17.6 Text.\n\nTable 17.6: Dates\n\n| A | B"
        " |\n|---|---|\n| a | b |\n"
    )
    assert (
        version_text(version_of(text))
        == "17 Head\n\n17.6 Text.\n\nTable 17.6: Dates\nA | B\na | b\n"
    )


def test_how_many_there_are_of_a_kind_is_said_as_the_language_counts() -> None:
    counts = [("Neufassung", 2), ("Zelle", 1)]
    with speaking("de"):
        assert counts_text(counts) == "Neufassung (2), Zelle (1)"
    assert counts_text([("reword", 2), ("cell", 1)]) == "2 reword, 1 cell"
