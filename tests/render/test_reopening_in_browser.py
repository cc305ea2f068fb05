"""A response that was taken away from the page of a redline is opened again, on any machine: all
that it says is back, what is there stays, and what cannot be read changes nothing.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus, Redline
from build_tools.render.page.one_file import redline_page
from build_tools.responses.form import Form
from build_tools.responses.placing import place
from build_tools.responses.reading import text_rows
from build_tools.responses.values import Said
from tests.reviewing import compared
from tests.word.office import Office

FORMS = {"docx": "Word", "md": "Markdown", "csv": "CSV"}
ODD = """Question 1: none?
> Remark:

# Was: "x", <y> & 'z'; `code` \\* | \t[a](b)
(no answer)
Change c-00000000: no"""
"""Words that look like the form's own, and like signs of each format."""
FIELDS = {"Name": "A. Person", "Organisation": "'Made Up'; plc", "Confidential": "no: nothing"}
LATER = '=SUM(1,2) "quoted"'


@pytest.fixture(scope="module")
def redline(record: Corpus, comparisons: Comparisons) -> Redline:
    mtad = record.document("mtad")
    return comparisons.between(mtad.version("3.0"), mtad.version("4.0"))


@pytest.fixture
def fresh(browser: Browser, redline: Redline, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Opens the page of a redline on another machine each time: one that has kept nothing."""
    opened, errors = [], list[str]()

    def open_page(of: Redline = redline) -> Page:
        path = tmp_path / "redline.html"
        path.write_text(redline_page(of))
        page = browser.new_context().new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(path.as_uri())
        opened.append(page)
        return page

    yield open_page
    for page in opened:
        page.context.close()
    assert not errors


def write(page: Page) -> None:
    """Say who responds, answer the second question, and remark on two changes."""
    for name, said in FIELDS.items():
        page.locator(f"[data-field='{name}']").fill(said)
    page.locator(".answers textarea").nth(1).fill(ODD)
    for number, said in ((4, LATER), (12, ODD)):
        card = page.locator(".card").nth(number - 1)
        card.locator(".where").click()
        card.get_by_role("button", name="Remark").click()
        card.get_by_role("textbox").fill(said)


def taken(page: Page, form: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Take away as {FORMS[form]}").click()
    return download.value.path().read_bytes()


def reopen(page: Page, name: str, data: bytes) -> str:
    """Open a file on a page; what the page says of it."""
    page.evaluate("document.querySelector('.reopened').textContent = ''")
    page.locator("[name=reopen]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )
    expect(page.locator(".reopened")).not_to_be_empty()
    return page.locator(".reopened").inner_text()


def said(page: Page) -> dict[str, list[str]]:
    """All that stands in the fields of a page."""
    return {
        "fields": [each.input_value() for each in page.locator("[data-field]").all()],
        "answers": [each.input_value() for each in page.locator(".answers textarea").all()],
        "remarks": [each.input_value() for each in page.locator(".card textarea").all()],
        "orphans": page.locator(".orphans .said").all_inner_texts(),
    }


@pytest.mark.parametrize(
    "form", ["docx", *(pytest.param(each, marks=pytest.mark.sweep) for each in ("md", "csv"))]
)
def test_all_that_was_taken_away_is_back_on_another_machine(
    form: str, fresh: Callable[..., Page], redline: Redline
) -> None:
    page = fresh()
    write(page)
    before, file = said(page), taken(page, form)
    other = fresh()
    assert reopen(other, f"a.{form}", file) == "Opened: 1 answer and 2 remarks."
    assert said(other) == before
    assert taken(other, form) == file
    # Twice is once.
    reopen(other, f"a.{form}", file)
    assert said(other) == before
    # And whoever collects the responses reads the same.
    response = place("a", text_rows(f"a.{form}", file), Form.of(_questions(redline), [redline], []))
    assert response.respondent == {
        "name": "A. Person",
        "organisation": "'Made Up'; plc",
        "confidential": "no: nothing",
    }
    assert [(each.question, _words(each.said)) for each in response.answers] == [(2, ODD)]
    assert [(each.place, _words(each.said)) for each in response.remarks] == [
        (redline.changes[3].where, LATER),
        (redline.changes[11].where, ODD),
    ]
    assert response.on_this_draft


def _questions(redline: Redline) -> tuple[str, ...]:
    assert redline.new.amendment is not None
    return redline.new.amendment.questions


def _words(parts: tuple[Said, ...]) -> str:
    return "\n".join(part.words for part in parts)


@pytest.mark.sweep
def test_what_stands_on_the_page_stays(fresh: Callable[..., Page]) -> None:
    page = fresh()
    write(page)
    file = taken(page, "md")
    other = fresh()
    other.locator("[data-field=Name]").fill("B. Person")
    other.locator(".answers textarea").nth(1).fill("Mine.")
    reopen(other, "a.md", file)
    found = said(other)
    assert found["fields"][0] == "B. Person"
    assert found["answers"][1] == f"Mine.\n\n{ODD}"
    assert found["orphans"] == ["Name: A. Person"]


@pytest.mark.sweep
@pytest.mark.parametrize("form", ["docx", "md", "csv"])
def test_a_remark_on_a_change_of_another_draft_is_kept_and_said_to_be_so(
    form: str, fresh: Callable[..., Page]
) -> None:
    old, gone = "1. A week.\n\n2. Fines are none.\n", "1. A month.\n\n2. Fines are due.\n"
    first = fresh(compared(old, gone))
    for card in first.locator(".card").all():
        card.locator(".where").click()
        card.get_by_role("button", name="Remark").click()
        card.get_by_role("textbox").fill(f"On {card.locator('.where').inner_text()}")
    file = taken(first, form)
    later = fresh(compared(old, "1. A month.\n\n2. Fines are none.\n"))
    told = reopen(later, f"a.{form}", file)
    assert "They were written on another draft, old.md → new.md." in told
    assert "1 remark on changes that are on this page no more: below." in told
    assert said(later)["remarks"] == ["On Clause 1"]
    assert said(later)["orphans"] == ["On Clause 2"]
    assert "(was: Fines are none.; now: Fines are due.)" in later.locator(".orphans").inner_text()
    again = taken(later, form)
    back = fresh(compared(old, gone))
    reopen(back, f"a.{form}", again)
    assert said(back)["remarks"] == ["On Clause 1", "On Clause 2"]


@pytest.mark.sweep
def test_a_word_file_that_libreoffice_saved_is_opened_alike(
    fresh: Callable[..., Page], office: Office
) -> None:
    page = fresh()
    write(page)
    other = fresh()
    saved = office.saved(taken(page, "docx"), "keep", "docx")
    assert reopen(other, "a.docx", saved) == "Opened: 1 answer and 2 remarks."
    assert said(other) == said(page)


@pytest.mark.sweep
def test_a_table_that_a_spreadsheet_saved_in_its_own_way_is_opened_alike(
    fresh: Callable[..., Page],
) -> None:
    page = fresh()
    write(page)
    rows = list(csv.reader(io.StringIO(taken(page, "csv").decode("utf-8-sig"), newline="")))
    for sign, encoding in ((";", "cp1252"), ("\t", "utf-16"), (",", "utf-8")):
        made = io.StringIO(newline="")
        csv.writer(made, delimiter=sign).writerows(rows)
        other = fresh()
        reopen(other, "a.csv", made.getvalue().replace("→", "-").encode(encoding, "replace"))
        assert said(other) == said(page), sign


# --- What cannot be read --------------------------------------------------------------------------


def _flipped(file: bytes) -> bytes:
    at = file.index(b"A. Person")
    return file[:at] + b"X" + file[at + 1 :]


def _other_zip(_file: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", "a")
    return made.getvalue()


DAMAGED: dict[str, Callable[[bytes], bytes]] = {
    "cut short": lambda file: file[: len(file) // 2],
    "cut at its end": lambda file: file[:-30],
    "one byte of another": _flipped,
    "another zip file": _other_zip,
    "nothing": lambda _: b"",
    "no zip file": lambda _: b"PK" * 40,
}


@pytest.mark.sweep
def test_what_is_damaged_or_foreign_is_said_to_be_so_and_changes_nothing(
    fresh: Callable[..., Page],
) -> None:
    page = fresh()
    write(page)
    before, file = said(page), taken(page, "docx")
    for name, damage in DAMAGED.items():
        told = reopen(page, "a.docx", damage(file))
        assert told == ("Not opened: the file is damaged or cut short. Nothing was changed."), name
    foreign = {
        "a.md": b"# My shopping list\n",
        "a.csv": b"a,b\n1,2\n",
        "a.docx": _word_file("A letter"),
    }
    for name, data in foreign.items():
        told = reopen(page, name, data)
        assert told == (
            "Not opened: it is no response that was taken away from a page like this."
            " Nothing was changed."
        ), name
    other = f"Redline: x@1, SHA-256 {'a' * 64}; x@2, SHA-256 {'b' * 64}\n".encode()
    assert reopen(page, "a.md", other) == (
        "Not opened: it is a response on other texts, x@1 → x@2. Nothing was changed."
    )
    assert "it is no .docx, .md or .csv file" in reopen(page, "a.odt", file)
    assert said(page) == before


def _word_file(text: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<d><p><r><t>{text}</t></r></p></d>")
    return made.getvalue()
