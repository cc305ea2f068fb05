"""What the values of a redline say of themselves: the edits that a tie and a moved cell carry, and
the ids that a passage is marked with."""

from hypothesis import given

from build_tools.model import (
    CellRedline,
    Passage,
    Table,
    TableLine,
    TableRedline,
    Tie,
    joined,
    joint_content,
    new_content,
    old_content,
)
from tests.drafting import PAIRS
from tests.examples import repeatable
from tests.reviewing import compared, version_of

replays = repeatable(60)


# --- Ties -----------------------------------------------------------------------------------------


@replays
@given(PAIRS)
def test_the_edits_of_a_tie_rebuild_both_of_its_sides(pair: tuple[str, str]) -> None:
    for passage in compared(*pair).passages:
        if passage.tie:
            assert _rebuilds(passage.tie)


def test_a_split_carries_its_edits() -> None:
    whole = "1.1 The keeper lights the lamp at dusk, and the keeper puts it out at dawn.\n"
    parts = "1.1 The keeper lights the lamp at dusk.\n\n1.2 The keeper puts it out at dawn.\n"
    ties = [each.tie for each in compared(whole, parts).passages if each.tie]
    assert [tie.kind for tie in ties] == ["split", "split"]
    assert ties[0] is ties[1]
    assert _rebuilds(ties[0])


def _rebuilds(tie: Tie) -> bool:
    sides = joint_content(tie.old), joint_content(tie.new)
    return (old_content(tie.edits), new_content(tie.edits)) == sides


def test_blocks_are_joined_by_line_breaks_and_a_table_by_its_text() -> None:
    blocks = version_of("One *two*.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nThree.\n").blocks
    joint = joint_content(blocks)
    assert "".join(run.text for run in joint) == "One two.\nA | B\n1 | 2\nThree."
    assert joint == joined(joint)


# --- Cells that moved -----------------------------------------------------------------------------


@replays
@given(PAIRS)
def test_the_edits_of_a_cell_that_moved_rebuild_what_stood_and_what_stands(
    pair: tuple[str, str],
) -> None:
    for passage in compared(*pair).passages:
        if passage.table:
            _check_moved_cells(passage.table)


def test_a_cell_that_moved_has_its_edits_at_both_places() -> None:
    head = "| Boat | Colour |\n|---|---|\n"
    dove, swan, heron = "| Dove | white |\n", "| Swan | black and red |\n", "| Heron | grey |\n"
    tern = "| Tern | sea green |\n"
    repainted = swan.replace("red", "blue")
    result = compared(head + swan + dove + heron + tern, head + dove + heron + tern + repainted)
    [table] = [passage.table for passage in result.passages if passage.table]
    _check_moved_cells(table)
    found = [
        cell.moved_edits
        for row, cells in zip(table.rows, table.cells, strict=True)
        if row.moved
        for cell in cells[1:]
    ]
    assert len(found) == 2
    assert found[0] == found[1]
    assert [edit.text for edit in found[0] if edit.op != "="] == ["red", "blue"]


def _check_moved_cells(table: TableRedline) -> None:
    for row, cells in zip(table.rows, table.cells, strict=True):
        for column, cell in zip(table.columns, cells, strict=True):
            if not (row.moved or column.moved) or None in (*_where(row), *_where(column)):
                assert cell.moved_edits == ()
                continue
            assert old_content(cell.moved_edits) == _content(table.old, row.old, column.old)
            assert new_content(cell.moved_edits) == _content(table.new, row.new, column.new)


def _where(line: TableLine) -> tuple[int | None, int | None]:
    return line.old, line.new


def _content(table: Table, row: int | None, column: int | None) -> object:
    assert row is not None
    assert column is not None
    return table.rows[row][column].content


# --- The ids of a passage -------------------------------------------------------------------------


@replays
@given(PAIRS)
def test_the_passages_are_marked_with_every_change_and_no_other(pair: tuple[str, str]) -> None:
    result = compared(*pair)
    marked = {id_ for passage in result.passages for id_ in passage.change_ids()}
    assert marked == {change.id for change in result.changes}


def test_a_passage_gives_its_own_id_and_those_of_its_table() -> None:
    table = TableRedline(
        old=Table(rows=()),
        new=Table(rows=()),
        rows=(TableLine(side="both", old=0, new=0), TableLine(side="new", new=1, change="c-row")),
        columns=(TableLine(side="old", old=0, change="c-column"),),
        cells=((CellRedline(side="both", change="c-cell"),), (CellRedline(side="new"),)),
        caption=(),
    )
    assert list(Passage(change="c-own", table=table).change_ids()) == [
        "c-own",
        "c-row",
        "c-column",
        "c-cell",
    ]
    assert list(Passage().change_ids()) == []
