"""The addresses of the rows of tables: by what they are called, and never two at one place."""

from hypothesis import given, settings

from build_tools.compare.changes.row_addresses import row_addresses
from tests.drafting import MARKDOWN
from tests.examples import examples
from tests.reviewing import version_of

TABLE = """\
| Kind | Size |
|---|---|
| Punt (old) | 3 m |
| Punt, old | 4 m |
| | |
"""


def addresses(text: str) -> list[list[str]]:
    return list(row_addresses(version_of(text)).values())


def test_a_row_is_called_by_its_table_and_its_name() -> None:
    assert addresses(f"Table 1.1: Boats\n\n{TABLE}") == [
        ["", "table-1.1-punt-old", "table-1.1-punt-old-2", "table-1.1-row-3"]
    ]


def test_a_table_without_a_caption_is_called_by_what_it_stands_in() -> None:
    (found,) = addresses(f"1.1 Boats are:\n\n{TABLE}")
    assert found[1] == "1.1-punt-old"


def test_a_row_that_comes_leaves_the_others_theirs() -> None:
    text = f"Table 1.1: Boats\n\n{TABLE}"
    more = text.replace("| Punt (old)", "| Canoe | 2 m |\n| Punt (old)")
    assert addresses(text)[0][1:3] == addresses(more)[0][2:4]


@settings(max_examples=examples(60))
@given(MARKDOWN)
def test_no_two_places_have_one(text: str) -> None:
    version = version_of(text)
    rows = [each for table in row_addresses(version).values() for each in table if each]
    known = [block.anchor for block in version.body if block.anchor]
    assert len({*rows, *known}) == len(rows) + len(known)
