"""The list of changes as a workbook, read with nothing but the standard library."""

import io
import zipfile
from xml.etree import ElementTree

import pytest
from hypothesis import given

from build_tools.lineage.weave import weave_of_document, woven_redline
from build_tools.model import Corpus, Redline
from build_tools.render.change_rows import COLUMNS, change_rows
from build_tools.render.xlsx import LONGEST, redline_xlsx
from tests.drafting import PAIRS
from tests.examples import repeatable
from tests.reviewing import compared

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def part(file: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return ElementTree.fromstring(package.read(name))


def sheet(file: bytes, number: int = 1) -> list[list[tuple[str, str]]]:
    """Each cell of each row of a sheet by its type and text."""
    strings = [
        "".join(run.text or "" for run in item.iter(f"{_S}t"))
        for item in part(file, "xl/sharedStrings.xml")
    ]

    def cell(element: ElementTree.Element) -> tuple[str, str]:
        value = element.findtext(f"{_S}v", "")
        kind = element.get("t", "n")
        return kind, strings[int(value)] if kind == "s" else value

    rows = part(file, f"xl/worksheets/sheet{number}.xml").iter(f"{_S}row")
    return [[cell(each) for each in row] for row in rows]


def test_every_text_is_a_text(closure: Redline) -> None:
    header, *rows = sheet(redline_xlsx(closure))
    assert header == [("s", name) for name in COLUMNS]
    assert rows == [
        [("n", str(number)), *(("s", text) for text in texts)]
        for number, texts in change_rows(closure)
    ]


@pytest.mark.parametrize(
    "figure", ["2.10", "3-4", "1/2", "0012", "1.10", "=1+1", "31 January 2023", "a_x0041_b"]
)
def test_a_figure_stays_as_it_is_written(figure: str) -> None:
    table = "| Name | Value |\n|---|---|\n| One of the rows | {} |\n"
    (_, row) = sheet(redline_xlsx(compared(table.format("x"), table.format(figure))))
    now = row[COLUMNS.index("now")]
    assert (now[0], now[1].replace("_x005F_", "_")) == ("s", figure)


@repeatable(30)
@given(PAIRS)
def test_the_same_input_gives_the_same_bytes_with_a_row_for_each_change(
    pair: tuple[str, str],
) -> None:
    result = compared(*pair)
    file = redline_xlsx(result)
    assert file == redline_xlsx(result)
    assert len(sheet(file)) == len(result.changes) + 1


def test_what_no_cell_can_hold_is_cut_and_says_so() -> None:
    long = "word " * 10_000
    (_, row) = sheet(redline_xlsx(compared("A.\n", f"A.\n\n{long}\n")))
    text = row[COLUMNS.index("now")][1]
    assert len(text) == LONGEST
    assert text.startswith("word word")
    assert text.endswith("the JSON has all)")


def test_what_was_changed_and_changed_back_has_a_sheet(record: Corpus) -> None:
    mtad = record.document("mtad")
    weave = weave_of_document(mtad)
    found = woven_redline(weave, mtad.version("1.0"), mtad.version("3.0"))
    _, *rows = sheet(redline_xlsx(found), 2)
    assert [tuple(text for _, text in row) for row in rows] == [
        (each.where, each.text, each.in_words) for each in found.changed_back
    ]
    step = redline_xlsx(woven_redline(weave, mtad.version("1.0"), mtad.version("2.0")))
    with zipfile.ZipFile(io.BytesIO(step)) as package:
        assert b"changed back" not in package.read("xl/workbook.xml")
