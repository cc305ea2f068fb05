"""Paper: every cell of a wide table is on its sheet, in a PDF and in print, a table is whole where
a sheet can hold it, and each sheet says of what it is. Read from the text layer, with the place of
each word."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import BrowserContext, Page

from build_tools.compare.tables import unchanged_table
from build_tools.model import Cell, Run, Table
from build_tools.render.html.paper import paper_layout
from build_tools.render.page.one_file import redline_page, version_page
from build_tools.render.pdf import redline_pdf, version_pdf
from tests.render.pdf_text import pdf_text
from tests.reviewing import compared, version_of

pytestmark = pytest.mark.usefixtures("can_set")
MARGIN = 28
"""Nothing but what stands at the edges is nearer to the edge of a sheet, in points."""
HEADERS = ("Obligation", "Communications", "Responsible", "Implementation", "Requirement")


class Sheet(NamedTuple):
    """The words of a sheet that stand wholly on it, without spaces, and whether it is turned."""

    words: str
    turned: bool


def sheets(pdf: bytes) -> list[Sheet]:
    """Each sheet, by where its words stand."""
    xml = re.sub(r'<!DOCTYPE[^>]*>| xmlns="[^"]*"', "", pdf_text(pdf, "-bbox"))
    pages = ET.fromstring(xml).iter("page")
    return [_sheet(page) for page in pages]


def _sheet(page: ET.Element) -> Sheet:
    width, height = float(page.get("width", 0)), float(page.get("height", 0))
    whole = [
        word.text or ""
        for word in page.iter("word")
        if float(word.get("xMin", 0)) >= MARGIN and float(word.get("xMax", 0)) <= width - MARGIN
    ]
    return Sheet("".join(whole), turned=width > height)


def cell(number: int, column: int, row: int) -> str:
    """A word of its own, so short that nothing breaks it."""
    return f"{'ABCDEFGHJK'[number]}{column:02}{row}"


def table(number: int, columns: int, rows: int = 2) -> str:
    """A table of so many columns, each cell with a word of its own."""
    lines = [[HEADERS[at % len(HEADERS)] + str(at) for at in range(columns)], ["---"] * columns]
    lines += [[cell(number, at, row) for at in range(columns)] for row in range(rows)]
    written = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"Table {number}: Duties\n\n{written}\n"


WIDTHS = (3, 7, 8, 9, 12, 16, 19)
HASH = "0123456789abcdef" * 5
WIDE = "\n".join(
    [
        *(f"## Part {number}\n\n{table(number, columns)}" for number, columns in enumerate(WIDTHS)),
        f"| Name | Hash | Address |\n|---|---|---|\n| one | {HASH} | {'a/long/way/' * 9}END |\n",
        f"A paragraph with {'unbroken' * 20}LAST.\n",
        f"```\n{'a line of code ' * 12}CODE\n```\n",
    ]
)
WANTED = [
    *(cell(number, at, 1) for number, columns in enumerate(WIDTHS) for at in range(columns)),
    *(HASH, "way/END", "LAST.", "CODE"),
]


def holds_all(pdf: bytes) -> None:
    found = "".join(sheet.words for sheet in sheets(pdf))
    assert [word for word in WANTED if word not in found] == []


def holds_change(pdf: bytes, word: str) -> None:
    """In the list of changes and in the text."""
    assert "".join(sheet.words for sheet in sheets(pdf)).count(word) >= 2


def one_cell_changed(columns: int) -> tuple[str, str]:
    old = table(1, columns)
    last = cell(1, columns - 1, 1)
    return old, old.replace(last, f"{last}NEW")


@pytest.fixture(scope="module")
def wide_pdf() -> bytes:
    return version_pdf(version_of(WIDE))


def test_a_pdf_has_every_cell_on_its_sheet(wide_pdf: bytes) -> None:
    holds_all(wide_pdf)
    turned = [sheet.turned for sheet in sheets(wide_pdf)]
    assert True in turned
    assert not turned[-1], "what follows a turned sheet is upright again"


@pytest.mark.parametrize("columns", [8, pytest.param(15, marks=pytest.mark.sweep)])
def test_a_redline_as_pdf_has_the_cell_that_changed(columns: int) -> None:
    holds_change(redline_pdf(compared(*one_cell_changed(columns))), "NEW")


def test_words_are_broken_only_where_neither_type_nor_sheet_helps(wide_pdf: bytes) -> None:
    """No line ends within a word of a table that can be set without that."""
    words = set(pdf_text(wide_pdf, "-raw").split())
    assert {HEADERS[at % len(HEADERS)] + str(at) for at in range(9)} <= words
    assert HEADERS[15 % len(HEADERS)] + "15" not in words


def layout(cells: list[str], rows: int = 1, *, set_in: bool = False) -> tuple[str, ...]:
    row = tuple(Cell(content=(Run(words),)) for words in cells)
    return paper_layout(unchanged_table(Table(rows=(row,) * rows)), set_in=set_in).classes


def test_the_sheet_is_turned_only_when_type_that_can_be_read_does_not_help() -> None:
    assert layout(["Cohort", "GroupID", "End date", "Status"]) == ()
    assert layout(["Communications"] * 4) == ()
    assert layout(["Communications"] * 5) == ("paper-8",)
    assert layout(["Communications"] * 6) == ("paper-7",)
    assert layout(["Communications"] * 7) == ("paper-turned",)
    assert layout(["Communications"] * 10) == ("paper-turned", "paper-6")
    assert layout(["Communications"] * 20) == ("paper-turned", "paper-6", "paper-fixed")
    assert layout(["a", "b" * 25]) == ("paper-fixed",)


def test_a_table_in_a_note_has_less_room_and_one_of_many_lines_goes_on_to_the_next_sheet() -> None:
    assert layout(["Communications"] * 5, set_in=True) == ("paper-7",)
    assert layout(["Cohort", "GroupID"], rows=44) == ()
    assert layout(["Cohort", "GroupID"], rows=45) == ("paper-long",)


def test_words_that_were_struck_need_room_too() -> None:
    old = table(1, 6)
    new = old
    for header in HEADERS:
        new = new.replace(header, "New")
    for one, two in ((old, new), (new, old)):
        (drawn,) = [each.table for each in compared(one, two).passages if each.table]
        assert paper_layout(drawn).classes != ()
    assert layout(["New"] * 6) == ()


def test_a_table_that_a_sheet_can_hold_is_on_one() -> None:
    before = "\n\n".join(f"1.{at} Words that stand before it." for at in range(1, 12))
    found = sheets(version_pdf(version_of(f"{before}\n\n{table(1, 2, rows=22)}")))
    assert [cell(1, 0, 0) in sheet.words for sheet in found] == [False, True]
    assert [cell(1, 1, 21) in sheet.words for sheet in found] == [False, True]


# --- As a browser prints it -----------------------------------------------------------------------


Printed = Callable[[str], bytes]


@pytest.fixture
def printed(contexts: dict[str, BrowserContext]) -> Iterator[Printed]:
    page = contexts["scripts"].new_page()

    def as_pdf(html: str) -> bytes:
        page.set_content(html)
        return page.pdf(prefer_css_page_size=True)

    yield as_pdf
    page.close()


@pytest.mark.sweep
def test_one_file_has_every_cell_on_its_sheet(printed: Printed) -> None:
    holds_all(printed(version_page(version_of(WIDE))))
    for columns in (8, 10, 15):
        holds_change(printed(redline_page(compared(*one_cell_changed(columns)))), "NEW")


@pytest.mark.sweep
def test_each_sheet_of_one_file_says_of_what_it_is(printed: Printed) -> None:
    version = replace(version_of(WIDE), title="Code of Practice", label="7.0")
    says(printed(version_page(version, "consultation open")), "Code of Practice 7.0", "open")


@pytest.mark.sweep
def test_a_page_of_the_site_has_every_cell_and_says_of_what_it_is(
    opened: Callable[..., Page],
) -> None:
    """In the theme's frame; the text is put into the page, for no text of the record is so wide."""
    page = opened("mtad/v/4.0/")
    inner = version_page(version_of(WIDE)).partition("</header>")[2]
    page.evaluate("html => { document.querySelector('article').innerHTML = html; }", inner)
    pdf: Any = page.pdf(prefer_css_page_size=True)
    holds_all(pdf)
    says(pdf, "Migration Testing Approach Document 4.0", "consultation closed")


@pytest.mark.sweep
def test_a_table_of_the_site_is_on_one_sheet(opened: Callable[..., Page]) -> None:
    for address in ("mtad/v/4.0/", "mtad/redline/3.0..4.0/"):
        found = sheets(opened(address).pdf(prefer_css_page_size=True))
        (on,) = [sheet for sheet in found if "Table17.6:MigrationDUST" in sheet.words]
        for cohort in ("IOC", "MOC(MDS)", "FOC(NP)", "MOC(Secure)", "FOC(BG)"):
            assert cohort in on.words.partition("Table17.6:")[2]


def says(pdf: bytes, *wanted: str) -> None:
    """What each sheet has at its edges, and its number."""
    found = sheets(pdf)
    assert len(found) > 2
    for number, sheet in enumerate(found, start=1):
        for words in (*wanted, f"{number}/{len(found)}"):
            assert "".join(words.split()) in sheet.words, f"sheet {number}"
