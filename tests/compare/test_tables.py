"""Tables: which rows and columns are one, which column only counts, and a grid that is never
ragged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.compare.tables import (
    cell_spans,
    compare_tables,
    numbering_column,
    unchanged_table,
)
from build_tools.model import Table, TableRedline, plain
from build_tools.text.markdown import parse
from tests.compare.small_tables import laid, table
from tests.drafting import Draft, Grid, amended, drafted, grids
from tests.examples import repeatable
from tests.reviewing import compared

STAGES = """
    No.|Stage|Purpose
    1|Preparation|Test data is ready
    2|Volume tests|Many installations migrate at once
    3|Regression tests|Later changes spoil nothing
"""


@pytest.mark.parametrize(
    ("new", "rows"),
    [
        pytest.param(STAGES, "=0 =1 =2 =3", id="the same"),
        pytest.param(
            STAGES.replace("Volume tests", "Tests of volume"), "=0 =1 =2 =3", id="key cell renamed"
        ),
        pytest.param(
            STAGES.replace("Volume tests|Many", "Tests of volume|Very many"),
            "=0 =1 =2 =3",
            id="key and another changed",
        ),
        pytest.param(
            STAGES.replace("2|V", "2|Functional tests|One migrates\n3|V").replace("3|R", "4|R"),
            "=0 =1 +2 =3 =4",
            id="inserted, and the rest renumbered",
        ),
        pytest.param(
            STAGES.replace("2|Volume tests|Many installations migrate at once\n", "").replace(
                "3|R", "2|R"
            ),
            "=0 =1 -2 =2",
            id="deleted, and the rest renumbered",
        ),
        pytest.param(
            "No.|Stage|Purpose\n1|Regression tests|Later changes spoil nothing\n2|Preparation|Test"
            " data is ready\n3|Volume tests|Many installations migrate at once",
            "=0 +3>1 =2 =3 -3>1",
            id="moved, and the rest renumbered",
        ),
        pytest.param(
            STAGES.replace(
                "2|Volume tests|Many installations migrate at once",
                "2|Acceptance|Each supplier agrees",
            ),
            "=0 =1 =2 =3",
            id="replaced under its number",
        ),
        pytest.param(
            "No.|Stage|Purpose\n1|Volume tests|Many installations migrate at once",
            "=0 -1 =1 -3",
            id="only one left, renumbered",
        ),
    ],
)
def test_rows(new: str, rows: str) -> None:
    assert laid(STAGES, new) == (rows, "=0 =1 =2")


COHORTS = """
    Cohort|GroupID|End date|Status
    IOC|not recorded|not recorded|Closed
    MOC (Secure)|DA||Open
    FOC (BG)|EA||Open
"""


@pytest.mark.parametrize(
    ("new", "columns"),
    [
        pytest.param(COHORTS.replace("End date", "Last day"), "=0 =1 =2 =3", id="renamed"),
        pytest.param(
            COHORTS.replace("|DA|", "|AD|").replace("|EA|", "|AE|"), "=0 =1 =2 =3", id="rewritten"
        ),
        pytest.param(
            "Cohort|End date|Status\nIOC|not recorded|Closed\nMOC (Secure)||Open\nFOC (BG)||Open",
            "=0 -1 =1 =2",
            id="deleted",
        ),
        pytest.param(
            "Cohort|GroupID|Start|End date|Status\nIOC|not recorded|2021|not recorded|Closed\n"
            "MOC (Secure)|DA|2022||Open\nFOC (BG)|EA|2023||Open",
            "=0 =1 +2 =3 =4",
            id="inserted",
        ),
        pytest.param(
            "Cohort|Status|GroupID|End date\nIOC|Closed|not recorded|not recorded\nMOC"
            " (Secure)|Open|DA|\nFOC (BG)|Open|EA|",
            "=0 +3>1 =2 =3 -3>1",
            id="moved",
        ),
    ],
)
def test_columns(new: str, columns: str) -> None:
    assert laid(COHORTS, new) == ("=0 =1 =2 =3", columns)


def test_a_column_of_one_value_does_not_tell_rows_apart() -> None:
    rows = [f"{name}|not recorded|not recorded" for name in ("A one", "B two", "C three")]
    old, new = (
        "\n".join(("Cohort|Date|Note", *found)) for found in (rows[:2], (rows[2], *rows[:2]))
    )
    assert laid(old, new) == ("=0 +1 =2 =3", "=0 =1 =2")


def test_columns_in_which_nothing_stands_are_still_themselves() -> None:
    empty = "|Cohort|\n|A|\n||"
    assert laid(empty, empty) == ("=0 =1 =2", "=0 =1 =2")


def test_two_rows_alike_stay_two() -> None:
    twice = "Cohort|Status\nIOC|Open\nIOC|Open"
    assert laid(twice, f"{twice}\nIOC|Open") == ("=0 =1 =2 +3", "=0 =1")


def test_a_cell_is_compared_word_by_word() -> None:
    found = compare_tables(
        table("A|B\nx|the end date is open"), table("A|B\nx|the end date is closed")
    )
    assert [(edit.op, edit.text) for edit in found.cells[1][1].edits] == [
        ("=", "the end date is "),
        ("-", "open"),
        ("+", "closed"),
    ]


# --- Number columns -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "column"),
    [
        ("No.|Stage\n1|a\n2|b\n3|c", 0),
        ("Stage|No.\na|1\nb|2", 1),
        ("Item|Service\n3|a\n4|b", 0),
        ("#|Stage\n1.|a\n2.|b", 0),
        ("Ref|Stage\n7.1|a\n7.2|b", 0),
        ("Ref|Stage\n(1)|a\n(2)|b", 0),
        ("Zeile|Wert\n1|a\n2|b", 0),
        # The first column, whatever it is called, when it counts on.
        ("Step|What\n1|a\n2|b", 0),
        # One row alone: the header tells, and it must be the first.
        ("No.|Stage\n1|a", 0),
        ("Step|What\n1|a", None),
        ("No.|Stage\n17|a", None),
        # Figures that mean something.
        ("Nights|Deposit\n7|10\n3|40", None),
        ("Kind|Nights\na|1\nb|2\nc|3", None),
        ("Severity|Effect\n1|stops\n3|goes on", None),
        ("No.|Stage\n1|a\n1|b", None),
        ("No.|Stage\n2|a\n1|b", None),
        ("No.|Stage\none|a\ntwo|b", None),
        ("Year|Event\n2021|a\n2023|b", None),
        ("Working Days|What\n1|a\n2|b", None),
        ("Fee|What\n1|a\n2|b", None),
        ("Length (km)|What\n1|a\n2|b", None),
        ("Step (of the plan)|What\n1|a\n2|b", 0),
        # Amounts alone are known by what stands before them, unless that is called a number.
        ("Priority|Hours\n1|4\n2|8", None),
        ("Priority|Time\n1|4 hours\n2|£8.50", None),
        ("No.|Hours\n1|4\n2|8", 0),
        ("Round|Begins\n1|1 May 2031\n2|1 June 2031", 0),
        # Roman numbers need no brackets; letters may be names.
        ("Part|Matter\nI|a b\nII|c d\nIII|e f", 0),
        ("Part|Matter\niv|a b\nv|c d", 0),
        ("Class|Matter\nA|a b\nB|c d", None),
        # Nothing but numbers is no table with a number column.
        ("No.\n1\n2", None),
        ("No.|Stage", None),
    ],
)
def test_the_number_column(source: str, column: int | None) -> None:
    assert numbering_column(table(source)) == column


def test_a_number_is_found_beside_merged_cells() -> None:
    assert numbering_column(table("Item|Cohort\n1|IOC\n2|^^\n3|FOC")) == 0


# --- Spans ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "merged"),
    [
        ("A|B\na|b", {}),
        ("A|B\na|<<", {(1, 0): (1, 2)}),
        ("A|B\na|b\n^^|c\n^^|d", {(1, 0): (3, 1)}),
        ("A|B|C\na|<<|c\n^^|<<|d", {(1, 0): (2, 2)}),
        ("A|<<|C\na|b|c", {(0, 0): (1, 2)}),
    ],
)
def test_spans(source: str, merged: dict[tuple[int, int], tuple[int, int]]) -> None:
    found = cell_spans(table(source))
    assert {at: size for at, size in found.items() if size != (1, 1)} == merged
    covered = sum(height * width for height, width in found.values())
    assert covered == len(table(source).rows) * table(source).width


# --- The grid -------------------------------------------------------------------------------------

CHEAP = repeatable(150)


ROW = "| Stage | Before | After |\n|---|---|---|\n| Trial | {} | {} |\n\n[^1]: Only here."


@pytest.mark.parametrize(
    ("divided", "merged", "kind"),
    [
        pytest.param(("Supports", "Supports"), ("Supports", "<<"), "format", id="words"),
        pytest.param((" ", " "), (" ", "<<"), "format", id="nothing"),
        pytest.param(("Supports", "Leads"), ("Supports", "<<"), "cell", id="other words"),
        pytest.param(("£40", "£40"), ("£40", "<<"), "cell", id="an amount"),
        pytest.param(("forty days", "forty days"), ("forty days", "<<"), "cell", id="in words"),
        pytest.param(("half", "half"), ("half", "<<"), "cell", id="a share"),
        pytest.param(("zehn Tage", "zehn Tage"), ("zehn Tage", "<<"), "cell", id="in German"),
        pytest.param(("Leads[^1]", "Leads"), ("Leads[^1]", "<<"), "cell", id="a note to one"),
    ],
)
def test_merging_cells_is_formatting_only_where_words_say_the_same(
    divided: tuple[str, str], merged: tuple[str, str], kind: str
) -> None:
    old, new = ROW.format(*divided), ROW.format(*merged)
    for result in (compared(old, new), compared(new, old)):
        assert [change.kinds for change in result.changes] == [(kind,)]
        assert [change.consequential for change in result.changes] == [kind == "format"]


def _parsed(grid: Grid) -> Table:
    draft: Draft = (grid,)
    return next(block.table for block in parse(drafted(draft)) if block.table)


@CHEAP
@given(grids(), grids())
def test_the_grid_of_any_two_tables_is_even_and_gives_both_back(old: Grid, new: Grid) -> None:
    found = compare_tables(_parsed(old), _parsed(new))
    assert {len(row) for row in found.cells} == {len(found.columns)}
    assert len(found.cells) == len(found.rows)
    assert found.rejected() == _parsed(old)
    assert found.accepted() == _parsed(new)


@CHEAP
@given(grids())
def test_a_table_laid_over_itself_is_unchanged(grid: Grid) -> None:
    same = _parsed(grid)
    assert _shown(compare_tables(same, same)) == _shown(unchanged_table(same))


def _shown(found: TableRedline) -> object:
    return (
        found.rows,
        found.columns,
        [[(cell.side, cell.filler, cell.edits) for cell in row] for row in found.cells],
    )


@CHEAP
@given(amended().filter(lambda pair: "|" in pair[0]), st.data())
def test_every_row_of_both_tables_stands_once_or_moved_at_both_its_places(
    pair: tuple[str, str], data: st.DataObject
) -> None:
    tables = [[block.table for block in parse(text) if block.table] for text in pair]
    if not all(tables):
        return
    old, new = (data.draw(st.sampled_from(found)) for found in tables)
    found = compare_tables(old, new)
    assert sorted(
        line.old for line in found.rows if line.side != "new" and line.old is not None
    ) == list(range(len(old.rows)))
    assert sorted(
        line.new for line in found.rows if line.side != "old" and line.new is not None
    ) == list(range(len(new.rows)))


def test_a_caption_is_compared_word_by_word() -> None:
    old, new = (
        parse(f"Table 1: The {word} dates\n\n|A|\n|-|\n|a|\n")[0].table for word in ("end", "last")
    )
    assert old is not None
    assert new is not None
    found = compare_tables(old, new)
    assert [edit.text for edit in found.caption] == ["The ", "end", "last", " dates"]
    assert plain(found.accepted().caption) == "The last dates"
