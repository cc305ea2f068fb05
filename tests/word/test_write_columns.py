"""Columns that came or went, tracked cell by cell where that is asked for: by the rules of ECMA-376
accept gives the new file and reject the old, and our own import agrees; LibreOffice shows what
changed, and keeps the cells."""

import re
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.model import Redline, Version
from build_tools.word import TrackChanges, read_docx, redline_docx, version_docx
from build_tools.word.write.context import CARRIED, WIDTH
from tests.examples import repeatable
from tests.reviewing import compared
from tests.running import Run
from tests.word.cases import CASES
from tests.word.files import faults
from tests.word.office import Office
from tests.word.revisions import left, notes_in_order, stamps
from tests.word.rules import breaches

invariant = repeatable(20)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

OLD = """Table 1: Boats

| Boat | Time | Oars |
|---|:-:|---|
| Raft | 1 hour | none |
| Punt | 2 hours | one |
| Skiff | 3 hours | two |
"""
NEW = """Table 1: Boats

| Boat | Time | Fee | Oars |
|---|:-:|--:|---|
| Raft | 1 hour | 5 | none |
| Canoe | 2 hours | 6 | one |
| Punt | 90 minutes | 7 | one |
"""


def tables(*rows: str) -> str:
    """A table, above and below it a paragraph."""
    header, *others = rows
    rule = "|---" * (header.count("|") - 1) + "|"
    return "\n".join(["Before.", "", header, rule, *others, "", "After.", ""])


COLUMNS = {
    "one, a row that came and one that went": (OLD, NEW),
    "the first": (tables("|a|b|", "|c|d|"), tables("|z|a|b|", "|y|c|d|")),
    "one in the place of another": (tables("|a|b|", "|c|d|"), tables("|a|x|", "|c|y|")),
    "two that changed places": (
        tables("|Boat|Time|Oars|", "|Raft|1 hour|none|", "|Punt|2 hours|one|"),
        tables("|Boat|Oars|Time|", "|Raft|none|1 hour|", "|Punt|one|2 hours|"),
    ),
    "one beside cells merged downwards": (
        tables("|a|b|c|", "|d|e|f|", "|^^|g|h|"),
        tables("|a|b|new|c|", "|d|e|1|f|", "|^^|g|2|h|"),
    ),
    "two under a heading of their own": (
        tables("|a|b|", "|c|d|"),
        tables("|a|b|both|<<|", "|c|d|x|y|"),
    ),
    "one for which the others are set in smaller type": (
        tables("|Communications" * 4 + "|", "|a|b|c|d|"),
        tables("|Communications" * 3 + "|Obligations|Communications|", "|a|b|c|new|d|"),
    ),
    "two in the place of others, and no room for all": (
        tables("|Communications" * 3 + "|Obligation" * 2 + "|", "|a|b|c|d|e|"),
        tables("|Communications" * 3 + "|Responsibility|Implementation|", "|a|b|c|x|y|"),
    ),
    "one with notes": (
        "|a|b|\n|---|---|\n|c|d[^1]|\n\n[^1]: One.\n",
        "|a|n|b|\n|---|---|---|\n|c|m[^1]|d[^2]|\n\n[^1]: New.\n\n[^2]: One.\n",
    ),
}
SET_ANEW = {
    "one inside a merged cell": (
        tables("|a|both|<<|", "|c|d|e|"),
        tables("|a|both|<<|<<|", "|c|d|x|e|"),
    ),
    "one that a cell was merged with": (
        tables("|a|b|", "|c|d|"),
        tables("|a|b|<<|", "|c|d|x|"),
    ),
}


def tracked(result: Redline) -> bytes:
    return redline_docx(result, tracked_columns=True)


def marks(file: bytes) -> Counter[str]:
    return Counter(each.tag.removeprefix(W) for each in stamps(file))


def hold(result: Redline) -> None:
    file = tracked(result)
    assert notes_in_order(file)
    assert left(file, "accept") == left(version_docx(result.new), "keep")
    assert left(file, "reject") == left(version_docx(result.old), "keep")
    assert breaches(file) == []


@pytest.mark.parametrize("case", COLUMNS | SET_ANEW | CASES)
def test_accept_gives_the_new_file_and_reject_the_old(case: str) -> None:
    old, new = (COLUMNS | SET_ANEW | CASES)[case]
    hold(compared(old, new))
    hold(compared(new, old))


WORDS = st.sampled_from(["", "raft", "punt", "1 hour", "2 hours", "oars", "**fee**", "none, yet"])


@st.composite
def grids(draw: st.DrawFn) -> tuple[str, str]:
    """Two tables, of which one has some of the columns and rows of the other, in some order, and
    some more."""
    columns = draw(st.lists(WORDS, min_size=2, max_size=5))
    rows = draw(st.lists(st.lists(WORDS, min_size=5, max_size=5), min_size=1, max_size=4))
    whole = [columns, *[row[: len(columns)] for row in rows]]
    kept = draw(st.lists(st.sampled_from(range(len(columns))), min_size=1, unique=True))
    other = [[row[at] for at in kept] for row in whole if row is columns or draw(st.booleans())]
    both = [tables(*[f"|{'|'.join(row)}|" for row in grid]) for grid in (whole, other)]
    return (both[0], both[1]) if draw(st.booleans()) else (both[1], both[0])


@invariant
@given(grids())
def test_so_it_is_for_any_two_tables_of_which_one_has_columns_of_the_other(
    pair: tuple[str, str],
) -> None:
    hold(compared(*pair))


@pytest.mark.parametrize("case", COLUMNS)
def test_the_import_reads_both_texts_back_and_the_file_keeps_to_the_schema(
    case: str, tmp_path: Path
) -> None:
    result = compared(*COLUMNS[case])
    path = tmp_path / "tracked.docx"
    path.write_bytes(tracked(result))
    plain = tmp_path / "plain.docx"
    ends: dict[TrackChanges, Version] = {"reject": result.old, "accept": result.new}
    for verdict, end in ends.items():
        plain.write_bytes(version_docx(end))
        assert read_docx(path, verdict).text == read_docx(plain).text
    assert faults(path.read_bytes(), tmp_path) == []


def test_each_cell_of_a_column_is_tracked_and_no_other() -> None:
    """Four rows have the new column, and one that went has an empty cell there."""
    there, back = marks(tracked(compared(OLD, NEW))), marks(tracked(compared(NEW, OLD)))
    assert (there["cellIns"], there["cellDel"]) == (5, 0)
    assert (back["cellIns"], back["cellDel"]) == (0, 5)


def test_the_columns_of_both_stand_on_the_sheet_of_both() -> None:
    """Upright, though a table that had them all would turn it."""
    file = tracked(compared(*COLUMNS["two in the place of others, and no room for all"]))
    with zipfile.ZipFile(BytesIO(file)) as package:
        grid = re.findall(r'<w:gridCol w:w="(\d+)"/>', package.read("word/document.xml").decode())
    assert len(grid) == 7
    assert sum(map(int, grid)) == WIDTH


def test_what_did_not_change_is_not_marked() -> None:
    file = tracked(compared(OLD, NEW))
    assert {each.get(f"{W}author") for each in stamps(file)} == {"corpus"}
    words = {"".join(each.itertext()) for each in stamps(file)}
    assert not {"Boat", "Raft", "1 hour", "none"} & words
    usual = redline_docx(compared(OLD, NEW))
    assert CARRIED in {each.get(f"{W}author") for each in stamps(usual)}
    assert not {"cellIns", "cellDel"} & set(marks(usual))


@pytest.mark.parametrize("case", SET_ANEW)
def test_where_merged_cells_changed_the_table_is_set_anew_as_ever(case: str) -> None:
    result = compared(*SET_ANEW[case])
    assert tracked(result) == redline_docx(result)


@pytest.mark.sweep
def test_libreoffice_shows_what_changed_and_keeps_the_cells(office: Office) -> None:
    """It takes the words of a tracked cell and leaves the cell: why this has to be asked for."""
    there, back = tracked(compared(OLD, NEW)), tracked(compared(NEW, OLD))
    verdicts: tuple[TrackChanges, ...] = ("reject", "accept")
    for verdict, fees in zip(verdicts, (("", "Fee"), ("Fee", "")), strict=True):
        for file, fee in zip((there, back), fees, strict=True):
            (table,) = [each for each in office.left(file, verdict) if each[0] == "table"]
            assert {len(row) for row in table[1]} == {4}, "LibreOffice has learnt it: say so"
            assert table[1][0][2] == fee


def test_the_command_tracks_columns_where_it_is_told_to(run: Run, tmp_path: Path) -> None:
    old, new, made = (tmp_path / name for name in ("old.md", "new.md", "made.docx"))
    old.write_text(OLD)
    new.write_text(NEW)
    for verb in (("redline", old, new), ("weave", old, new, "--between", "1", "2")):
        ran = run(*verb, "--format", "docx", "--tracked-columns", "-o", made)
        assert (ran.code, ran.err) == (0, "")
        assert marks(made.read_bytes())["cellIns"] == 5
        ran = run(*verb, "--format", "html", "--tracked-columns")
        assert (ran.code, ran.out) == (2, "")
        assert "--tracked-columns goes with --format docx" in ran.err
