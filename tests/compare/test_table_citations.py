"""How the rows and columns of a table are cited."""

import pytest

from build_tools.compare.changes.table_citations import TableCitations
from build_tools.language import speaking
from build_tools.model import Table
from tests.reviewing import version_of


def citations_of(source: str) -> TableCitations:
    table: Table | None = version_of(source).blocks[0].table
    assert table is not None
    return TableCitations(table)


SPANNED = citations_of(
    "| No. | Kind | Made of | << |\n|---|---|---|---|\n"
    "| 1 | Lens | glass | Open |\n| 2 | ^^ | brass | Open |\n| 3 | << | << | << |\n"
)


@pytest.mark.parametrize(
    ("row", "name"), [(0, "header row"), (1, "row Lens"), (2, "row Lens, brass"), (3, "row 3")]
)
def test_a_row_is_cited_by_its_first_words_that_are_not_its_number(row: int, name: str) -> None:
    assert SPANNED.row(row) == name


@pytest.mark.parametrize(
    ("column", "name"),
    [(0, "No."), (1, "Kind"), (2, "column 3 (Made of)"), (3, "column 4 (Made of)")],
)
def test_a_column_is_cited_by_its_header(column: int, name: str) -> None:
    assert SPANNED.column(column) == name


def test_rows_of_one_name_are_told_apart_by_what_follows_it_or_else_by_their_place() -> None:
    citations = citations_of(
        "| Cohort | Date |\n|---|---|\n| IOC | a |\n| IOC | b |\n| | c |\n| FOC | d |\n| FOC | d"
        " |\n| | |\n"
    )
    names = ["row IOC, a", "row IOC, b", "row c", "row 4 (FOC, d)", "row 5 (FOC, d)", "row 6"]
    assert [citations.row(at) for at in range(1, 7)] == names


def test_a_column_without_a_header_is_counted_from_one() -> None:
    citations = citations_of("| Cohort | |\n|---|---|\n| IOC | a |\n")
    assert citations.column(1) == "column 2"


def test_rows_and_columns_are_cited_in_the_language_that_is_spoken_and_their_ids_are_not() -> None:
    with speaking("de"):
        rows = [SPANNED.row(at) for at in range(4)]
        columns = [SPANNED.named_column(at) for at in range(4)]
        keys = [SPANNED.column_key(at) for at in range(4)]
    assert rows == ["Kopfzeile", "Zeile Lens", "Zeile Lens, brass", "Zeile 3"]
    assert columns[1:3] == ["Spalte Kind", "Spalte 3 (Made of)"]
    assert keys == [SPANNED.column(at) for at in range(4)]
