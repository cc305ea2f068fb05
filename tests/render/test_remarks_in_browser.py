"""What a reviewer takes from the page of a redline, and writes on it: citations, answers and
remarks.

They stay in the browser until they are taken away as a file; nothing is sent.
"""

import csv
import datetime as dt
import io
import json
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Locator, Page, Route, expect

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus
from build_tools.render.page.one_file import redline_page
from build_tools.word import read_docx
from tests.asking import asking
from tests.browsing import page_without, wait_until
from tests.publishing import served
from tests.reviewing import compared
from tests.running import Run
from tests.word.files import W, faults_of_least
from tests.word.office import Office

Opened = Callable[..., Page]
MTAD = "mtad/redline/3.0..4.0/"
QUESTION = "Do you agree with the date on which it is planned to make the modification?"
GONE = {
    "where": "Clause 99.9",
    "said": "It was about something else.",
    "was": "the old words",
    "now": "the new words",
    "citation": "MTAD, 3.0 → 4.0: Clause 99.9",
}
"""A remark on a change that is on the page no more."""


@pytest.fixture
def contexts(
    browser: Browser, site: Path, record: Corpus, comparisons: Comparisons
) -> Iterator[dict[str, BrowserContext]]:
    """A window that remembers nothing of another test, and in which responses are taken."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    versions = map(record.document("mtad").version, ("3.0", "4.0"))
    with asking(context, site, MTAD, comparisons.between(*versions)):
        yield {"scripts": context}
    context.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("file")


@pytest.fixture
def file(run: Run, folder: Path) -> str:
    """The address of the file that the command writes; once."""
    path = folder / "redline.html"
    if not path.is_file():
        assert run("redline", "mtad@3.0", "mtad@4.0", "--format", "html", "-o", path).code == 0
    return path.as_uri()


def card(page: Page, number: int) -> Locator:
    return page.locator(".card").nth(number - 1)


def stand_at(page: Page, number: int) -> Locator:
    """Go to a change by its place, which opens its entry."""
    card(page, number).locator(".where").click()
    return card(page, number)


def remark(page: Page, number: int, said: str) -> None:
    """Write a remark on a change."""
    stand_at(page, number).get_by_role("button", name="Remark").click()
    expect(card(page, number).get_by_role("textbox")).to_be_focused()
    page.keyboard.insert_text(said)


def answers(page: Page) -> Locator:
    return page.locator(".answers textarea")


def key(page: Page) -> str:
    """The only key under which the browser keeps remarks, once the script is there that keeps
    them."""
    found = "Object.keys(localStorage).filter(key => key.startsWith('corpus-remarks'))"
    wait_until(page, f"{found}.length")
    keys = page.evaluate(found)
    assert len(keys) == 1
    return str(keys[0])


def kept(page: Page) -> Any:
    """What the browser keeps of this redline."""
    return json.loads(page.evaluate("key => localStorage.getItem(key)", key(page)))


def keep(page: Page, stored: Any) -> None:
    """Let the browser keep something else, and show the page anew.

    Chromium 156 now and then empties its store while a page is loaded anew, whatever the page
    does; then it is told again.
    """
    raw, name, found = stored if isinstance(stored, str) else json.dumps(stored), key(page), None
    while found != raw:
        page.evaluate("([key, value]) => localStorage.setItem(key, value)", [name, raw])
        page.reload()
        found = page.evaluate("key => localStorage.getItem(key)", name)
    page.evaluate("key => dispatchEvent(new StorageEvent('storage', { key }))", name)


def taken(page: Page, form: str, name: str = "response-mtad@3.0..mtad@4.0") -> str:
    """The file that is taken away."""
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Take away as {form}").click()
    assert download.value.suggested_filename == f"{name}.{'md' if form == 'Markdown' else 'csv'}"
    return download.value.path().read_bytes().decode()


def taken_as_word(page: Page, press: Callable[[Locator], None] = Locator.click) -> bytes:
    """The Word file that is taken away."""
    with page.expect_download() as download:
        press(page.get_by_role("button", name="Take away as Word"))
    assert download.value.suggested_filename == "response-mtad@3.0..mtad@4.0.docx"
    return download.value.path().read_bytes()


def rows(text: str) -> list[dict[str, str]]:
    """A file for a spreadsheet, row by row, below those that say of which redline it is and who
    responds."""
    assert text.startswith("\ufeff")
    found = list(csv.DictReader(io.StringIO(text[1:], newline="")))
    assert [row["part"] for row in found[:5]] == ["Redline", *["Respondent"] * 4]
    return found[5:]


# --- Citations ------------------------------------------------------------------------------------


@pytest.mark.sweep
def test_a_citation_is_copied_whole(opened: Opened, site: Path) -> None:
    page = opened(MTAD)
    address, redline = page.url, json.loads((site / MTAD / "redline.json").read_text())
    page.get_by_label("Only what changed").click()  # which is no part of the permalink
    for number, press in ((11, Locator.click), (22, lambda button: button.press("Enter"))):
        change = redline["changes"][number - 1]
        button = stand_at(page, number).get_by_role("button", name="Cite in full")
        press(button)
        expect(card(page, number).get_by_role("button", name="Copied")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        for part in (
            "Migration Testing Approach Document (MTAD), 3.0 → 4.0",
            change["where"],
            change["id"],
            "Consultation issued 5 December 2022",
            "planned 27 January 2023",
            f"old text {redline['old']['sha256']}",
            f"new text {redline['new']['sha256']}",
        ):
            assert part in copied
        assert copied.endswith(f" {address}#{change['id']}")
    assert len(copied.splitlines()) == 1


# --- While responses are taken --------------------------------------------------------------------


@pytest.mark.sweep
@pytest.mark.parametrize(("day", "notes"), [("2023-01-13", 0), ("2023-01-14", 2)])
def test_a_page_that_asks_says_so_when_the_last_day_has_passed_since(
    opened: Opened, day: str, notes: int
) -> None:
    """It was built while responses were taken, and no server is there to tell it the day."""
    page = opened(MTAD, now=dt.datetime.fromisoformat(f"{day}T12:00+00:00"))
    asks = page.locator(".respond")
    expect(asks).to_contain_text("Responses are taken on 20 December 2022, the day of this page.")
    passed = page.locator(".consultation, .respond").get_by_text(
        "The last day for responses has passed."
    )
    expect(passed).to_have_count(notes)


# --- Writing and keeping --------------------------------------------------------------------------


def test_answers_and_remarks_are_kept_and_not_sent(opened: Opened) -> None:
    page = opened(MTAD)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    expect(page.locator(".answers label")).to_have_count(2)
    page.get_by_label(QUESTION).fill("Yes.")
    remark(page, 5, "Why not Clause 17.9?")
    remark(page, 2, "Two lines:\nthis is the second.")
    expect(page.locator(".remarked")).to_contain_text("Remarks: 2.")
    assert page.locator(".remarked a").all_inner_texts() == [
        "Definition of Closing Cohort",
        "Clause 10.3",
    ]
    # The page asks for its own script, and Chromium, going to a change by a link, for another icon.
    sent = [url for url in asked if not re.search(r"^blob:|/(favicon\.png|assets/more\.js)$", url)]
    assert not sent, f"something was sent: {sent}"
    page.reload()
    expect(page.get_by_label(QUESTION)).to_have_value("Yes.")
    expect(card(page, 2).locator("textarea")).to_have_value("Two lines:\nthis is the second.")
    expect(card(page, 5).locator("textarea")).to_have_value("Why not Clause 17.9?")
    assert page.locator(".card.is-remarked .number").all_inner_texts() == ["2", "5"]
    # What is emptied is forgotten.
    stand_at(page, 2).get_by_role("textbox").fill("")
    page.get_by_label(QUESTION).fill(" ")
    page.reload()
    expect(page.get_by_label(QUESTION)).to_have_value("")
    assert list(kept(page)["remarks"]) == ["c-b2c03898"]
    assert not kept(page)["answers"]


def test_a_file_on_the_disk_keeps_remarks_too(
    contexts: dict[str, BrowserContext], file: str
) -> None:
    page = contexts["scripts"].new_page()
    page.goto(file)
    remark(page, 1, "Written on the file.")
    answers(page).first.fill("No.")
    page.reload()
    expect(card(page, 1).locator("textarea")).to_have_value("Written on the file.")
    expect(answers(page).first).to_have_value("No.")
    expect(page.locator(".unkept")).to_be_hidden()
    stand_at(page, 1).get_by_role("button", name="Cite in full").click()
    expect(card(page, 1).get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith(f" {file}#c-85419231")


def test_a_browser_that_keeps_nothing_is_said_to_and_all_else_works(
    contexts: dict[str, BrowserContext], file: str
) -> None:
    page = contexts["scripts"].new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('refused',"
        " 'SecurityError'); }})"
    )
    page.goto(file)
    page.get_by_label("Side by side").click()
    expect(page.locator(".pair").first).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator(".position")).to_have_text("1 of 23")
    remark(page, 1, "Not kept.")
    expect(page.locator(".unkept")).to_be_visible()
    expect(page.locator(".unkept")).to_contain_text("keeps nothing")
    assert [row["said"] for row in rows(taken(page, "CSV"))] == ["", "", "Not kept."]
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator(".remarked")).to_contain_text("No remark yet")
    assert not errors


# --- Whose they are -------------------------------------------------------------------------------

DRAFTS = ("1.1 A pays.\n", "1.1 A pays 5.\n"), ("1.1 A pays.\n", "1.1 A pays 6.\n")


def answers_left(page: Page) -> int:
    return page.locator(".card.is-remarked").count() + page.locator(".orphans > li").count()


@pytest.mark.sweep
def test_two_files_of_one_name_share_nothing(
    contexts: dict[str, BrowserContext], tmp_path: Path
) -> None:
    page = contexts["scripts"].new_page()
    files = []
    for at, texts in enumerate(DRAFTS):
        (tmp_path / f"{at}").mkdir()
        redline = compared(*texts)
        assert (redline.old.name, redline.new.name) == ("old.md", "new.md")
        files.append(tmp_path / f"{at}/redline.html")
        files[-1].write_text(redline_page(redline))
    page.goto(files[0].as_uri())
    remark(page, 1, "Confidential.")
    page.goto(files[1].as_uri())
    assert answers_left(page) == 0
    # It is the file that remarks belong to, wherever it lies.
    moved = files[0].rename(tmp_path / "elsewhere.html")
    page.goto(moved.as_uri())
    expect(card(page, 1).locator("textarea")).to_have_value("Confidential.")


@pytest.mark.sweep
def test_two_sites_of_one_host_share_nothing_and_a_site_keeps_its_own_under_any_spelling(
    contexts: dict[str, BrowserContext], site: Path, tmp_path: Path
) -> None:
    page = contexts["scripts"].new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    for name in ("one", "two"):
        (tmp_path / name).symlink_to(site)
    with served(tmp_path) as root:
        page.goto(f"{root}one/{MTAD}")
        remark(page, 1, "Said on one.")
        page.goto(f"{root}two/{MTAD}")
        assert answers_left(page) == 0
        for spelling in (f"one/{MTAD}index.html", f"one/{MTAD}?view=sides", f"/one//{MTAD}"):
            page.goto(root + spelling)
            expect(card(page, 1).locator("textarea")).to_have_value("Said on one.")
            page.get_by_label("Side by side").click()
            page.keyboard.press("j")
            expect(page.locator(".position")).to_contain_text("of 23")
            expect(page.locator(".pair").first).to_be_visible()
            page.get_by_label("Changes marked").click()
    assert not errors


@pytest.mark.sweep
def test_two_questions_of_the_same_words_stay_two(
    contexts: dict[str, BrowserContext], record: Corpus, comparisons: Comparisons, tmp_path: Path
) -> None:
    mtad = record.document("mtad")
    redline = comparisons.between(mtad.version("3.0"), mtad.version("4.0"))
    assert redline.new.amendment
    twice = replace(redline.new.amendment, questions=("Do you agree?", "Why?", "Do you agree?"))
    redline = replace(redline, new=replace(redline.new, amendment=twice))
    (tmp_path / "redline.html").write_text(redline_page(redline))
    page = contexts["scripts"].new_page()
    page.goto((tmp_path / "redline.html").as_uri())
    for at, said in enumerate(("Yes.", "Because.", "No.")):
        answers(page).nth(at).fill(said)
    page.reload()
    for at, said in enumerate(("Yes.", "Because.", "No.")):
        expect(answers(page).nth(at)).to_have_value(said)
    assert [row["said"] for row in rows(taken(page, "CSV"))] == ["Yes.", "Because.", "No."]


# --- Whatever is kept -----------------------------------------------------------------------------

WORDS = "these are my words"
DAMAGED: dict[str, Any] = {
    "cut short": '{"answers": {"1 q": {"said": "' + WORDS,
    "a text": json.dumps(WORDS),
    "a list": [WORDS],
    "lists for groups": {"answers": [{"said": WORDS}], "remarks": []},
    "texts for groups": {"answers": WORDS, "remarks": WORDS},
    "null for groups": {"answers": None, "remarks": None, "said": WORDS},
    "null for a remark": {"answers": {"q": None}, "remarks": {"c-1": None, "c-2": {"said": WORDS}}},
    "a text for a remark": {"remarks": {"c-00000000": WORDS}},
    "a list for a remark": {"remarks": {"c-00000000": [WORDS]}},
    "a number said": {"remarks": {"c-00000000": {"said": 7, "where": WORDS}}},
    "numbers beside": {
        "remarks": {"c-00000000": {"said": WORDS, "where": 7, "was": {}, "now": []}}
    },
    "an object said": {"answers": {"q": {"said": {"text": WORDS}}}},
    "names of prototypes": '{"answers": {"__proto__": {"said": "' + WORDS + '"}}}',
    "names of methods": {"remarks": {"toString": {"said": WORDS}, "constructor": {"said": WORDS}}},
    "other keys": {"answers": {}, "drafts": {"c-00000000": WORDS}},
    "only one group": {"remarks": {"c-00000000": {"said": WORDS}}},
    "deep": "[" * 5000 + json.dumps(WORDS) + "]" * 5000,
    "huge": {"remarks": {"c-00000000": {"said": WORDS + " and more" * 100_000}}},
    "lone halves": '{"remarks": {"c-00000000": {"said": "\\ud800 ' + WORDS + '"}}}',
    "no JSON": WORDS,
    "unread that is none": {"unread": {"x": WORDS}},
}
NOTHING = ["null", "", "{}", "[]", "0", "true", '{"answers":{},"remarks":{}}', '""']


@pytest.fixture
def small(contexts: dict[str, BrowserContext], tmp_path: Path) -> Iterator[Page]:
    """A page of one change, which must not have broken in the end."""
    errors: list[str] = []
    (tmp_path / "redline.html").write_text(redline_page(compared(*DRAFTS[0])))
    page = contexts["scripts"].new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((tmp_path / "redline.html").as_uri())
    remark(page, 1, "To be replaced.")
    yield page
    assert not errors


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(("cut short", "texts for groups"), id="two"),
        pytest.param(tuple(DAMAGED), id="all", marks=pytest.mark.sweep),
    ],
)
def test_nothing_that_is_kept_breaks_the_page_or_is_lost(
    small: Page, names: tuple[str, ...]
) -> None:
    for name in names:
        keep(small, DAMAGED[name])
        small.get_by_label("Side by side").click()
        expect(small.locator(".pair").first).to_be_visible()
        remark(small, 1, "Written since.")
        keep(small, kept(small))
        expect(card(small, 1).locator("textarea")).to_have_value("Written since.")
        said = taken(small, "Markdown", "response-old.md..new.md")
        assert WORDS in said, name
        assert "Written since." in said, name
        orphans = small.locator(".orphans > li")
        while orphans.count():
            orphans.first.get_by_role("button", name="Remove").click()
        assert WORDS not in json.dumps(kept(small)), name


@pytest.mark.sweep
def test_what_is_damaged_anywhere_breaks_nothing_and_loses_no_words(small: Page) -> None:
    chance = random.Random(16)
    (name,) = kept(small)["remarks"]
    whole = {"answers": {"1 q": {"said": WORDS}}, "remarks": {name: {"said": WORDS}, "x": GONE}}
    values: list[Any] = [None, 7, "", [], {}, [[]], {"said": 7}, "text", True]
    for _ in range(80):
        stored = json.loads(json.dumps(whole))
        for _ in range(chance.randrange(3)):
            group = chance.choice(list(stored))
            where = stored[group] if isinstance(stored[group], dict) else stored
            where[chance.choice([*where, "new", "__proto__"])] = chance.choice(values)
        raw = json.dumps(stored)
        if chance.random() < 0.5:
            cut = chance.randrange(len(raw))
            raw = raw[:cut] + chance.choice(["", "\x00", '"', "}", "\\"]) + raw[cut + 1 :]
        keep(small, raw)
        said = taken(small, "Markdown", "response-old.md..new.md")
        assert said.count(WORDS) >= raw.count(WORDS), raw


@pytest.mark.sweep
def test_where_nothing_was_said_nothing_is_shown(small: Page) -> None:
    for stored in NOTHING:
        keep(small, stored)
        remark(small, 1, "Written since.")
        said = [row["said"] for row in rows(taken(small, "CSV", "response-old.md..new.md"))]
        assert said[0] == "Written since."
        assert not [each for each in said[1:] if each not in ("[]", "0", "'true", '""')], stored


@pytest.mark.sweep
@pytest.mark.parametrize(
    "name", ["corpus-view", pytest.param("corpus-keys", marks=pytest.mark.sweep)]
)
def test_a_view_of_any_shape_does_not_break_the_page(small: Page, name: str) -> None:
    shapes = ["{", "null", "7", '"x"', "[1]", "[[1, 2]]", "[null]", '{"view": 1}', '[["view"]]']
    for shape in [*shapes, '[["view", "none"]]', '[["other", "x"]]', '[["view", {}]]']:
        small.evaluate("([key, value]) => localStorage.setItem(key, value)", [name, shape])
        small.reload()
        expect(small.locator(".position")).to_have_text("1 of 1")
        assert "other" not in small.url


def test_where_no_more_can_be_kept_what_is_written_stays_on_the_page(small: Page) -> None:
    small.evaluate("() => { Storage.prototype.setItem = () => { throw Error('full'); }; }")
    stand_at(small, 1).get_by_role("textbox").fill("Not kept.")
    expect(small.locator(".unkept")).to_be_visible()
    # Another window of the same page has written something.
    small.evaluate("key => dispatchEvent(new StorageEvent('storage', { key }))", key(small))
    expect(card(small, 1).locator("textarea")).to_have_value("Not kept.")
    assert "Not kept." in taken(small, "Markdown", "response-old.md..new.md")


# --- Taking away ----------------------------------------------------------------------------------


@pytest.mark.sweep
def test_a_figure_that_was_written_stays_a_text(opened: Opened) -> None:
    page = opened(MTAD)
    for written in ("2.10", "3-4", "31 January"):
        answers(page).nth(0).fill(written)
        assert rows(taken(page, "CSV"))[0]["said"] == f"'{written}"
    for written in ("may", "7"):
        answers(page).nth(0).fill(written)
        assert rows(taken(page, "CSV"))[0]["said"] == written


@pytest.mark.sweep
def test_all_that_was_written_is_taken_away_in_order(opened: Opened) -> None:
    page = opened(MTAD)
    remark(page, 12, "From when?")
    remark(page, 4, '=HYPERLINK("https://example.org"), he said, "no";\nnor this')
    answers(page).nth(1).fill("@ the end of January.")
    questions = page.locator(".answers label").all_inner_texts()
    places = [card(page, number).locator(".where").text_content() or "" for number in (4, 12)]

    found = rows(taken(page, "CSV"))
    assert [(row["part"], row["where"]) for row in found] == [
        *(("Questions", question) for question in questions),
        *(("Remarks", place) for place in places),
    ]
    # What a spreadsheet would take for a formula has an apostrophe before it.
    assert [row["said"] for row in found] == [
        "",
        "'@ the end of January.",
        '\'=HYPERLINK("https://example.org"), he said, "no";\nnor this',
        "From when?",
    ]
    assert [row["change"] for row in found] == ["", "", "c-43882cca", "c-be9537c2"]
    status = found[3]
    assert (status["was"], status["now"]) == ("Open", "Closes on the End Date[^4]")
    assert "Table 17.6, row MOC (Secure), Status (cell), change c-be9537c2" in status["citation"]

    text = taken(page, "Markdown")
    assert text.startswith("# Response: Closure of Migration DUST for MOC (Secure)\n")
    wanted = [
        "Redline: mtad@3.0, SHA-256 ",
        "## Questions",
        f"### Question 1: {questions[0]}",
        "(no answer)",
        questions[1],
        "@ the end of January.",
        "## Remarks",
        places[0],
        "\nWas:",
        "Clause 17.9.",
        "\nNow:",
        "Clause 17.10.",
        "Citation: Migration Testing Approach Document (MTAD), 3.0 → 4.0: Clause 4.3",
        "> nor this",
        f"### Change c-be9537c2: {places[1]}",
        "\nWas: Open",
        "\nNow: Closes on the End Date",
        "Citation: ",
        "> From when?",
    ]
    at = 0
    for part in wanted:
        assert part in text[at:], f"{part!r} is not there, or not in its order"
        at = text.index(part, at) + len(part)


# --- As a Word file -------------------------------------------------------------------------------

ODD = 'a & b < c > d "e" ]]> {body} $& \x00\x0b\x1f\ufffe\ud83d 𝔊 שלום\nsecond line\ttab'
ODD_READ = 'a & b < c > d "e" ]]> {body} $& \ufffd\ufffd\ufffd\ufffd\ufffd 𝔊 שלום\nsecond line\ttab'


def paragraphs(file: bytes) -> list[tuple[str, str]]:
    """The style and the text of each paragraph."""
    found = docx.Document(io.BytesIO(file)).paragraphs
    return [
        (each.style.name if each.style and each.style.name else "", each.text) for each in found
    ]


def test_the_word_file_says_what_the_markdown_says(opened: Opened) -> None:
    page = opened(MTAD)
    remark(page, 12, "From when?\nThe second line.")
    answers(page).nth(1).fill("The end of January.")
    file = taken_as_word(page)
    signs = {"Title": "# ", "Heading 1": "## ", "Heading 2": "### ", "Quote": "> ", "Normal": ""}
    lines = [signs[style] + text.replace("\n", "\n> ") for style, text in paragraphs(file)]
    assert "\n\n".join(lines) + "\n" == taken(page, "Markdown")
    where = card(page, 12).locator(".where").text_content()
    assert ("Heading 2", f"Change c-be9537c2: {where}") in paragraphs(file)
    assert ("Quote", "From when?\nThe second line.") in paragraphs(file)


@pytest.mark.parametrize(
    "press",
    [
        pytest.param(Locator.click, id="mouse"),
        pytest.param(lambda button: button.press("Enter"), id="keyboard", marks=pytest.mark.sweep),
    ],
)
def test_it_is_a_valid_file_with_a_title_a_language_and_headings(
    opened: Opened, tmp_path: Path, press: Callable[[Locator], None]
) -> None:
    page = opened(MTAD)
    remark(page, 1, "One.")
    file = taken_as_word(page, press)
    assert faults_of_least(file, tmp_path) == []
    document = docx.Document(io.BytesIO(file))
    assert document.core_properties.title == "Response: Closure of Migration DUST for MOC (Secure)"
    assert document.core_properties.language == "en-GB"
    levels = [
        each.get(f"{{{W}}}val") for each in document.styles.element.iter(f"{{{W}}}outlineLvl")
    ]
    assert levels == ["0", "1"]
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        assert package.testzip() is None
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.sweep
def test_the_same_remarks_give_the_same_bytes(opened: Opened) -> None:
    page = opened(MTAD)
    remark(page, 1, "One.")
    assert taken_as_word(page) == taken_as_word(page)


@pytest.mark.sweep
def test_any_characters_can_be_written(opened: Opened, tmp_path: Path) -> None:
    page = opened(MTAD)
    remark(page, 1, "To be replaced.")
    stored = kept(page)
    (name,) = stored["remarks"]
    stored["remarks"][name]["said"] = ODD
    stored["remarks"]["c-00000000"] = GONE | {"where": "<w:p>", "said": ODD}
    keep(page, stored)
    file = taken_as_word(page)
    assert faults_of_least(file, tmp_path) == []
    said = [text for _, text in paragraphs(file)]
    assert said.count(ODD_READ) == 2
    assert any(text.endswith("<w:p>") for text in said)


@pytest.mark.sweep
def test_a_file_on_the_disk_gives_one_too(contexts: dict[str, BrowserContext], file: str) -> None:
    page = contexts["scripts"].new_page()
    page.goto(file)
    remark(page, 1, "Written on the file.")
    said = [text for _, text in paragraphs(taken_as_word(page))]
    assert said.count("Written on the file.") == 1
    assert said[0] == "Response: Closure of Migration DUST for MOC (Secure)"


@pytest.mark.sweep
def test_it_is_read_as_any_word_file_is(opened: Opened, tmp_path: Path) -> None:
    page = opened(MTAD)
    remark(page, 5, "Why not Clause 17.9?")
    (tmp_path / "response.docx").write_bytes(taken_as_word(page))
    imported = read_docx(tmp_path / "response.docx", None)
    assert not imported.warnings
    assert "\n# Remarks\n" in imported.text
    assert imported.text.count("Why not Clause 17.9?") == 1


@pytest.mark.sweep
def test_libreoffice_reads_it(opened: Opened, office: Office) -> None:
    page = opened(MTAD)
    remark(page, 5, "Why not Clause 17.9?")
    left = office.left(taken_as_word(page), "keep")
    assert [each for each in left if each[-1] == "Why not Clause 17.9?"] == [
        ("p", 0, "Why not Clause 17.9?")
    ]
    assert [each[-1] for each in left if each[1] == 1] == ["Questions", "Remarks"]


@pytest.mark.sweep
def test_a_remark_whose_change_is_gone_is_shown_and_taken_away_and_can_be_removed(
    opened: Opened,
) -> None:
    page = opened(MTAD)
    expect(page.locator(".orphaned")).to_be_hidden()
    remark(page, 3, "This one stays.")
    stored = kept(page)
    stored["remarks"]["c-00000000"] = GONE
    stored["answers"]["What was asked before?"] = {"said": "What was answered."}
    keep(page, stored)
    orphans = page.locator(".orphans > li")
    expect(orphans).to_have_count(2)
    expect(orphans.first).to_contain_text("What was asked before?")
    for part in ("Clause 99.9", "the old words", "the new words", "It was about something else."):
        expect(orphans.last).to_contain_text(part)
    last = rows(taken(page, "CSV"))[-1]
    assert last["part"] == "No longer on the page"
    assert {name: last[name] for name in GONE} == GONE
    text = taken(page, "Markdown")
    assert (
        text.index("This one stays.")
        < text.index("## No longer on the page")
        < text.index(GONE["citation"])
    )
    orphans.last.get_by_role("button", name="Remove").click()
    expect(orphans).to_have_count(1)
    orphans.first.get_by_role("button", name="Remove").press("Enter")
    expect(page.locator(".orphaned")).to_be_hidden()
    page.reload()
    expect(page.locator(".orphaned")).to_be_hidden()
    expect(card(page, 3).locator("textarea")).to_have_value("This one stays.")


@pytest.mark.sweep
def test_on_the_site_a_file_is_opened_again_by_a_script_that_comes_when_it_is_wanted(
    opened: Opened,
) -> None:
    page = opened(MTAD)
    answers(page).first.fill("Yes.")
    file = taken(page, "Markdown").encode()
    answers(page).first.fill("")
    assert not page.locator("script[src$='reopen.js']").count()
    page.locator("[name=reopen]").set_input_files(
        {"name": "a.md", "mimeType": "text/markdown", "buffer": file}
    )
    expect(page.locator(".reopened")).to_have_text("Opened: 1 answer and 0 remarks.")
    expect(answers(page).first).to_have_value("Yes.")


def held_back(page: Page) -> list[Route]:
    """The requests for that script, which wait until they are let go."""
    asked: list[Route] = []

    def hold(route: Route) -> None:
        asked.append(route)

    page.route("**/more.js", hold)
    return asked


@pytest.mark.sweep
def test_what_few_readers_want_comes_at_the_first_sign_of_it_and_loses_nothing(
    opened: Opened,
) -> None:
    page = opened(MTAD)
    asked = held_back(page)
    page.keyboard.press("j")
    page.get_by_role("radio", name="New text alone").check()
    assert not asked
    # The script is slow to come: what is written meanwhile is kept, and what was asked for is done.
    answers(page).first.fill("Yes.")
    answers(page).first.evaluate("area => area.setSelectionRange(1, 1)")
    page.locator("[data-field]").first.fill("A. Reader")
    stand_at(page, 3).get_by_role("button", name="Remark").click()
    wait_until(page, "document.querySelector(\"script[src$='more.js']\")")
    assert len(asked) == 1
    asked[0].continue_()
    expect(card(page, 3).locator("textarea")).to_be_focused()
    page.keyboard.insert_text("Too early.")
    expect(page.locator(".remarked")).to_contain_text("Remarks: 1.")
    assert answers(page).first.evaluate("area => area.selectionStart") == 1
    found = kept(page)
    assert [each["said"] for each in found["answers"].values()] == ["Yes."]
    assert [each["said"] for each in found["remarks"].values()] == ["Too early."]
    assert list(found["respondent"].values()) == ["A. Reader"]
    # What is kept is shown at once when the page is opened again.
    page.unroute("**/more.js")
    page.reload()
    expect(answers(page).first).to_have_value("Yes.")
    expect(page.locator(".remarked")).to_contain_text("Remarks: 1.")


@pytest.mark.sweep
def test_what_a_browser_fills_in_is_kept_too(opened: Opened) -> None:
    page = opened(MTAD)
    page.locator("[data-field=Name]").evaluate(
        "field => { field.value = 'A. Reader'; field.dispatchEvent(new Event('input', {bubbles:"
        " true})); }"
    )
    assert kept(page)["respondent"] == {"Name": "A. Reader"}


@pytest.mark.sweep
def test_a_page_that_is_gone_back_to_shows_what_was_kept_since(
    contexts: dict[str, BrowserContext], file: str
) -> None:
    """What a browser itself remembers of a page is older."""
    page = contexts["scripts"].new_page()
    page.goto(file)
    answers(page).first.fill("Older.")
    name = key(page)
    kept_since = "name => { localStorage[name] = localStorage[name].replace('Older', 'Newer'); }"
    page.goto("about:blank")
    other = contexts["scripts"].new_page()
    other.goto(file)
    other.evaluate(kept_since, name)
    page.go_back()
    wait_until(page, "document.readyState === 'complete'")
    page.wait_for_timeout(100)
    expect(answers(page).first).to_have_value("Newer.")
    # One that was put away whole begins no script anew.
    page.evaluate(
        "name => { localStorage[name] = localStorage[name].replace('Newer', 'New'); }", name
    )
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(answers(page).first).to_have_value("New.")


def test_where_the_script_cannot_be_fetched_it_is_said_and_may_be_asked_again(
    browser: Browser, root: str
) -> None:
    with page_without(browser, "more.js", f"{root}{MTAD}") as page:
        stand_at(page, 3).get_by_role("button", name="Remark").click()
        said = page.get_by_role("alert")
        expect(said).to_have_text("A script of this site could not be fetched. Try again.")
        # A file that nobody reads is not shown as chosen: the same could not be chosen again.
        chosen = page.locator("[name=reopen]")
        chosen.set_input_files(
            {"name": "a.md", "mimeType": "text/markdown", "buffer": b"# Response"}
        )
        expect(chosen).to_have_value("")
        page.unroute("**/more.js")
        stand_at(page, 3).get_by_role("button", name="Remark").click()
        expect(card(page, 3).locator("textarea")).to_be_focused()
        expect(said).to_be_hidden()


@pytest.mark.sweep
def test_nothing_is_cleared_without_being_asked(opened: Opened) -> None:
    page = opened(MTAD)
    remark(page, 1, "To be cleared.")
    answers(page).first.fill("This too.")
    asked: list[str] = []
    clear = page.get_by_role("button", name="Clear all")

    def refuse(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.once("dialog", refuse)
    clear.click()
    assert len(asked) == 1
    page.reload()
    expect(answers(page).first).to_have_value("This too.")
    expect(card(page, 1).locator("textarea")).to_have_value("To be cleared.")
    page.once("dialog", lambda dialog: dialog.accept())
    clear.press("Enter")
    expect(answers(page).first).to_have_value("")
    expect(page.locator(".remarked")).to_contain_text("No remark yet")
    page.reload()
    expect(answers(page).first).to_have_value("")
    expect(page.locator(".card textarea")).to_have_count(0)
