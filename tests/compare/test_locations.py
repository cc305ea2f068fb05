"""From a change back to where it stands, and what happened to it in words."""

import pytest

from build_tools.compare.changes.locations import Location, Locations
from build_tools.model import Kind, plain
from tests.paths import ROOT
from tests.reviewing import compared

LONG = "DCC shall keep a Migration Log of every installation that was ever migrated."
OTHER = "Each supplier may read the log on the first Working Day of every month."
FIRST = "DCC shall report the outcome of each test to the Panel without delay,"
SECOND = "and the Panel shall publish every report that it was given on its website."
TABLE = "| Cohort | Owner | Date |\n|---|---|---|\n"
ROWS = (
    "| IOC first | Supplier one | May 2022 |\n",
    "| MOC second | Supplier two | June 2023 |\n",
    "| FOC third | Supplier three | July 2024 |\n",
)


def located(old: str, new: str, kind: Kind) -> tuple[Location, list[str]]:
    """The one change of a kind: where it stands, and what happened to it."""
    result = compared(old, new)
    (change,) = [change for change in result.changes if kind in change.kinds]
    locations = Locations(result)
    return locations.of(change), list(locations.describe(change))


@pytest.mark.parametrize(
    ("old", "new", "kind", "told"),
    [
        pytest.param(
            f"1.1 {LONG}\n\n1.2 {OTHER}\n\n1.3 {FIRST}\n",
            f"1.1 {OTHER}\n\n1.2 {FIRST}\n\n1.3 {LONG}\n",
            "move",
            ["moved from Clause 1.1 to Clause 1.3"],
            id="moved",
        ),
        pytest.param(
            f"1.1 {FIRST} {SECOND}\n\n1.2 {OTHER}\n",
            f"1.1 {FIRST}\n\n1.2 {SECOND}\n\n1.3 {OTHER}\n",
            "split",
            ["Clause 1.1 split into Clause 1.1 and Clause 1.2"],
            id="split",
        ),
        pytest.param(
            f"1.1 {FIRST}\n\n1.2 {SECOND}\n\n1.3 {OTHER}\n",
            f"1.1 {FIRST} {SECOND}\n\n1.2 {OTHER}\n",
            "merge",
            ["Clause 1.1 and Clause 1.2 merged into Clause 1.1"],
            id="merged",
        ),
        pytest.param(
            f"{LONG}\n\n{OTHER}\n\n{FIRST}\n",
            f"{OTHER}\n\n{FIRST}\n\n{LONG}\n",
            "move",
            ["moved from Paragraph 1 at the beginning to Paragraph 3 at the beginning"],
            id="moved without a number",
        ),
        pytest.param(
            f"# Part A\n\n{LONG}\n\n# Part B\n\n{OTHER}\n",
            f"# Part A\n\n{LONG}\n\n## Part B\n\n{OTHER}\n",
            "level",
            ["from a heading of level 1 to one of level 2: under Part A"],
            id="another level",
        ),
        pytest.param(
            f"**{LONG}**\n",
            f"### {LONG}\n",
            "format",
            ["was a paragraph, now a heading of level 3"],
            id="another form",
        ),
        pytest.param(
            TABLE + "".join(ROWS),
            TABLE + "".join((*ROWS[1:], ROWS[0])),
            "row-move",
            ["moved from row 1 to row 3"],
            id="row moved",
        ),
        pytest.param(
            TABLE + "".join(ROWS),
            (TABLE + "".join(ROWS)).replace("Supplier two", "^^"),
            "cell",
            ["was a cell of its own, now part of the cell above"],
            id="cell merged",
        ),
        pytest.param(f"1.1 {LONG}\n", f"1.1 {LONG} So.\n", "reword", [], id="its words say it"),
    ],
)
def test_what_happened_to_it_is_told_in_words(
    old: str, new: str, kind: Kind, told: list[str]
) -> None:
    assert located(old, new, kind)[1] == told


def test_a_row_that_was_inserted_is_told_cell_by_cell() -> None:
    location, _ = located(TABLE + "".join(ROWS[:2]), TABLE + "".join(ROWS), "row-insert")
    assert [(name, was, now and plain(now.content)) for name, was, now in location.cells()] == [
        ("Cohort", None, "FOC third"),
        ("Owner", None, "Supplier three"),
        ("Date", None, "July 2024"),
    ]


def test_a_column_that_was_deleted_is_told_row_by_row() -> None:
    new = "| Cohort | Date |\n|---|---|\n| IOC first | May 2022 |\n| MOC second | June 2023 |\n"
    location, _ = located(TABLE + "".join(ROWS[:2]), new, "column-delete")
    assert [(name, was and plain(was.content), now) for name, was, now in location.cells()] == [
        ("header row", "Owner", None),
        ("IOC first", "Supplier one", None),
        ("MOC second", "Supplier two", None),
    ]


def test_a_row_that_came_in_a_part_of_a_divided_table_did_not_move() -> None:
    folder = ROOT / "tests/compare/golden/table-split-and-edited"
    old, new = ((folder / f"{side}.md").read_text() for side in ("old", "new"))
    location, told = located(old, new, "row-insert")
    assert location.row
    assert told == []
