"""The jump box: whatever a reader calls a provision, the law in force is the first answer, and what
is not there is said not to be."""

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown  # type: ignore[import-untyped]
from playwright.sync_api import BrowserContext, Page, Route, expect

from build_tools.model import Block, Corpus
from build_tools.site.find.answers import JumpBox
from build_tools.site.find.pages import guide_entries
from tests.finding import find_index, find_script, sharded
from tests.publishing import AS_OF, content_of, marker, pages_of, text_of
from tests.running import Run

Opened = Callable[..., Page]
Asked = tuple[str, bool, str]
"""A query, whether earlier versions are chosen, and the address that must be first, or "none"."""


_LATER = "# --- Added once"


def queries(part: int) -> list[Asked]:
    """Those of queries.txt that were written before the box was there, or with 1 those that were
    added.
    """
    text = (Path(__file__).parent / "queries.txt").read_text()
    lines = text.split(_LATER)[part].splitlines()
    found = []
    for line in lines:
        if " → " in line:
            query, wanted = line.split(" → ")
            asked = re.sub(r"\\u(\w{4})", lambda sign: chr(int(sign[1], 16)), query)
            found.append((asked.removesuffix(" [earlier]"), asked.endswith(" [earlier]"), wanted))
    return found


def opened_box(page: Page) -> None:
    """Opens the box and waits until it has read its index, all shards of it."""
    page.keyboard.press("g")
    field = page.get_by_role("combobox", name="Find")
    earlier = page.get_by_label("Earlier versions")
    expect(field).to_be_focused()
    expect(page.locator(".find-said")).to_be_empty()
    earlier.check()
    field.fill("any words")
    expect(page.locator("#page-find-list")).to_have_attribute("aria-busy", "false")
    earlier.uncheck()
    field.fill("")


_ASK = """asked => asked.map(([query, isEarlier]) => {
  const field = document.querySelector("#page-find-field");
  const earlier = document.querySelector(".find [value=earlier]");
  if (earlier.checked !== isEarlier) earlier.click();
  field.value = query;
  field.dispatchEvent(new Event("input"));
  const first = document.querySelector("#page-find-list > [role=option]");
  return first ? first.href : "none";
})"""


def answers(page: Page, root: str, asked: Iterable[tuple[str, bool]]) -> list[str]:
    """The first answer to each query: its address below the root of the site, or "none"."""
    found = page.evaluate(_ASK, [list(each) for each in asked])
    return [address.removeprefix(root) for address in found]


def wrong_answers(page: Page, root: str, asked: Iterable[Asked]) -> list[str]:
    """Those queries whose first answer is another than it must be."""
    wanted = list(asked)
    found = answers(page, root, [(query, earlier) for query, earlier, _ in wanted])
    return [
        f"{query}: {got}, not {right}"
        for (query, _, right), got in zip(wanted, found, strict=True)
        if got != right
    ]


def test_the_first_answer_is_the_right_one(opened: Opened, root: str) -> None:
    page = opened("mtad/")
    opened_box(page)
    asked = queries(0)
    assert len(asked) >= 60
    wrong = wrong_answers(page, root, asked)
    assert len(wrong) <= 0.05 * len(asked), wrong
    assert not wrong_answers(page, root, queries(1))
    assert not [line for line in wrong if line.endswith("none")], (
        "nothing stands for what is absent"
    )

    # What is not there is said not to be, with its neighbours; what bore the number is told.
    field, said = page.get_by_role("combobox", name="Find"), page.locator(".find-said")
    field.fill("17.99")
    expect(said).to_have_text("There is no Clause 17.99 in MTAD 3.0 or SVTAD 1.0. ")
    near = page.get_by_role("group", name="Nearest").get_by_role("option")
    expect(near).to_contain_text(["Clause 17.10", "Clause 18"])
    field.fill("17.3(d)")
    expect(said).to_contain_text("MTAD 3.0, in force, has no Clause 17.3(d).")
    first = page.get_by_role("option").first
    expect(first).to_contain_text("MTAD, Clause 17.3(c)3.0, in force; was Clause 17.3(d) until 2.0")
    field.fill("closing cohort")
    expect(first).to_contain_text("4.0, proposed: consultation closed")
    field.fill("mtad 9.0 17.6")
    expect(said).to_contain_text("MTAD has no version 9.0 in this record.")

    # The keyboard goes through the answers, and what is filtered out is not answered.
    field.fill("17.8")
    expect(first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    second = page.get_by_role("option").nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == second.get_attribute("id")
    page.get_by_label("In force").uncheck()
    expect(first).to_contain_text("4.0, proposed")
    field.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{root}mtad/v/4.0/#17.8")


# --- An index in shards ---------------------------------------------------------------------------


def _large(route: Route) -> None:
    """The index as of a record of which the earlier versions of each document take 3 MB."""
    text = route.fetch().text()
    route.fulfill(body=re.sub(r'("earlier/[^"]+":)\d+', r"\g<1>3000000", text))


def test_much_of_earlier_versions_is_read_where_a_reader_asks_for_it(
    opened: Opened, root: str
) -> None:
    page = opened("mtad/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(root)))
    page.route("**/find/index.js", _large)
    page.keyboard.press("g")
    field, said = page.get_by_role("combobox", name="Find"), page.locator(".find-said")
    field.fill("17.6")
    first = page.get_by_role("option").first
    expect(first).to_have_attribute("href", f"{root}mtad/#17.6")
    expect(said).to_contain_text("Earlier versions are not read yet.")
    field.fill("17.3(d)")
    expect(said).to_have_text("Nothing is found yet. Earlier versions are not read yet.")
    assert not [each for each in asked if "find/earlier/" in each]

    page.get_by_role("button", name="Read earlier versions (6 MB)").click()
    expect(first).to_contain_text("was Clause 17.3(d) until 2.0")
    expect(said).to_have_text("MTAD 3.0, in force, has no Clause 17.3(d). 2 answers. ")
    expect(field).to_be_focused()


def test_the_text_that_is_shown_is_read_first_and_no_more_than_is_needed(
    opened: Opened, root: str
) -> None:
    version = {"label": "1.0", "standing": "in force", "status": "in force"}
    more = {"title": "", "shown": 0, "versions": [version], "redlines": [], "fictional": False}
    names = [*(f"other-{at}" for at in range(40)), "mtad"]
    entries = [
        {
            "document": at,
            "place": row,
            "versions": [0],
            "kind": "clause",
            "citation": f"Clause {row}",
            "anchor": f"{row}",
            "text": f"The {name} tide {row}.",
        }
        for at, name in enumerate(names)
        for row in range(1, 21)
    ]
    first, shards = sharded([{**more, "id": name, "name": name} for name in names], entries)
    files = {f"find/{each.name}.js": each.script for each in shards} | {"find/index.js": first}
    asked: list[str] = []

    def made_up(route: Route) -> None:
        asked.append(route.request.url.removeprefix(root))
        route.fulfill(body=files[asked[-1]], content_type="text/javascript")

    page = opened("mtad/")
    page.route("**/find/**", made_up)
    page.keyboard.press("g")
    field, said = page.get_by_role("combobox", name="Find"), page.locator(".find-said")
    field.fill("tide")
    expect(said).to_contain_text("Other texts, which are not read yet, may have more.")
    assert page.get_by_role("option").count() == 60
    assert asked[:2] == ["find/index.js", "find/words/mtad.js"]
    assert len(asked) < 35
    page.get_by_role("button", name="Read the other texts").click()
    expect(said).to_have_text("820 answers, of which the first 60 are shown.")
    field.fill("zugzwang")
    expect(said).to_contain_text("Nothing is found. Earlier versions are searched only where")


def test_a_part_of_the_index_that_cannot_be_read_is_told_of(
    contexts: dict[str, BrowserContext], root: str
) -> None:
    with contexts["scripts"].new_page() as page:
        page.goto(f"{root}mtad/")
        page.route("**/find/earlier/example.js", lambda route: route.abort())
        page.keyboard.press("g")
        field, said = page.get_by_role("combobox", name="Find"), page.locator(".find-said")
        field.fill("17.99")
        expect(said).to_have_text("Nothing is found yet. A part of the index cannot be read here.")
        field.fill("mtad 17.8")
        expect(said).to_have_text(re.compile(r"^\d answers\.$"))


# --- The same on the command line -----------------------------------------------------------------

_SHOWN = """asked => asked.map(([query, isEarlier]) => {
  const all = selector => [...document.querySelectorAll(selector)];
  const field = document.querySelector("#page-find-field");
  const earlier = document.querySelector(".find [value=earlier]");
  if (earlier.checked !== isEarlier) earlier.click();
  field.value = query;
  field.dispatchEvent(new Event("input"));
  const texts = selector => all(selector).map(element => element.textContent);
  const links = all("#page-find-list [role=option]").map(option => option.href);
  const [said] = texts(".find-said");
  const answers = ["name", "status"].map(each => texts(`#page-find-list .find-${each}`));
  return [said.trim(), links, ...answers];
})"""


def answered(box: JumpBox, query: str, earlier: bool, root: str) -> list[Any]:
    """What the command answers, as the box shows it."""
    found = box.answer(query, earlier=earlier)
    every = [*found.found, *found.near]
    return [
        found.said,
        [f"{root}{each.address}" for each in every],
        [f"{each.name}: {each.title}" if each.title else each.name for each in every],
        [f"{each.status}; {each.note}" if each.note else each.status for each in every],
    ]


@pytest.mark.sweep
def test_the_command_answers_what_the_box_answers(opened: Opened, root: str, site: Path) -> None:
    scripts = [path.read_text() for path in sorted((site / "find").rglob("*.js"))]
    page, box = opened("mtad/"), JumpBox("".join(scripts))
    opened_box(page)
    written = [query for part in (0, 1) for query, _, _ in queries(part) if query.strip()]
    asked = [(query, earlier) for query in written for earlier in (False, True)]
    shown = page.evaluate(_SHOWN, [list(each) for each in asked])
    for each, here in zip(asked, shown, strict=True):
        assert answered(box, *each, root) == here, each


_TOLD = """\
MTAD, Clause 17.3(c) (3.0, in force; was Clause 17.3(d) until 2.0)
  agree with DCC the services in Table 17.4 that it will use and the dates on which it will use …
  https://law.test/mtad/#17.3-c
"""


@pytest.mark.sweep
def test_the_command_makes_the_index_that_the_site_has(run: Run, pages: dict[str, str]) -> None:
    day = ("--as-of", AS_OF)
    ran = run("find", "17.3(d)", "--most", 1, *day, "--site-url", "https://law.test")
    assert (ran.code, ran.out) == (0, _TOLD)
    assert ran.err == "MTAD 3.0, in force, has no Clause 17.3(d). 2 answers.\n"

    ran = run("find", "17.99", *day)
    assert (ran.code, ran.err) == (
        1,
        "There is no Clause 17.99 in MTAD 3.0 or SVTAD 1.0. Nearest:\n",
    )
    assert ran.out.splitlines()[0].startswith("MTAD, Clause 17.10 (3.0, in force)")

    box = JumpBox(find_script(pages))
    for query in ("table 17.6 moc secure", "reading a redline"):
        ran = run("find", *query.split(), "--format", "json", "--most", 60, *day)
        told, wanted = json.loads(ran.out), box.answer(query)
        assert wanted.found
        assert (ran.code, told["said"]) == (0, wanted.said)
        assert [each["address"] for each in told["found"]] == [e.address for e in wanted.found]


@pytest.mark.sweep
def test_without_the_extra_the_command_says_what_to_install(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "quickjs", None)
    ran = run("find", "17.6")
    assert (ran.code, ran.out) == (2, "")
    assert 'pip install "sec-corpus[find]"' in ran.err


# --- Opened and closed ----------------------------------------------------------------------------


@pytest.mark.sweep
def test_the_box_opens_and_gives_the_focus_back(opened: Opened, root: str) -> None:
    page = opened("mtad/", 390, 844)
    link = page.get_by_role("button", name="Find: a number")
    link.focus()
    page.keyboard.press("Enter")
    field = page.get_by_role("combobox", name="Find")
    expect(field).to_be_focused()
    field.press_sequentially("g17.6")
    expect(field).to_have_value("g17.6")
    page.keyboard.press("Escape")
    expect(field).not_to_be_visible()
    expect(link).to_be_focused()
    page.goto(f"{root}find/?q=17.6")
    expect(page.get_by_role("option").first).to_have_attribute("href", f"{root}mtad/#17.6")


@pytest.mark.sweep
def test_the_box_has_a_place_on_the_home_page(opened: Opened, root: str) -> None:
    page = opened("")
    page.locator("article .find-open").click()
    expect(page.get_by_role("combobox", name="Find")).to_be_focused()
    without = opened("", scripts=False)
    without.locator("article .find-open").click()
    expect(without).to_have_url(f"{root}find/")


@pytest.mark.sweep
def test_keys_of_one_sign_are_switched_off_and_on_for_every_page(opened: Opened) -> None:
    page = opened("mtad/redline/3.0..4.0/")
    opened_box(page)
    switch = page.get_by_role("checkbox", name="Keys of one sign")
    switch.uncheck()
    page.keyboard.press("Escape")
    walking = page.locator(".review [name=keys]")
    expect(walking).not_to_be_checked()
    other = opened("mtad/")
    for key in ("g", "/", "j"):
        page.keyboard.press(key)
        other.keyboard.press(key)
    assert not other.locator(".find").count()
    expect(page.locator(".find")).to_be_hidden()
    expect(page.locator(".card.current")).to_have_count(0)
    other.locator("[data-find]").first.click()
    field = other.get_by_role("combobox", name="Find")
    field.press_sequentially("g/")
    expect(field).to_have_value("g/")
    field.evaluate("field => field.dispatchEvent(new Event('keydown', { bubbles: true }))")
    other.get_by_role("checkbox", name="Keys of one sign").check()
    opened_box(opened("mtad/"))
    walking.check()
    page.keyboard.press("j")
    expect(page.locator(".card.current")).to_have_count(1)


def test_without_scripts_the_box_is_a_page_that_lists_what_is_in_force(
    opened: Opened, root: str
) -> None:
    page = opened("mtad/", scripts=False)
    page.get_by_role("link", name="Find: a number").click()
    expect(page).to_have_url(f"{root}find/")
    expect(page.locator("article")).to_contain_text("Without scripts, choose here")
    page.get_by_role("link", name="17.6", exact=True).first.click()
    expect(page).to_have_url(f"{root}mtad/#17.6")


def first_answers(opened: Opened, root: str, asked: Iterable[str]) -> dict[str, str]:
    """The queries with their first answers, earlier versions left aside."""
    page, queries = opened(""), list(asked)
    opened_box(page)
    found = answers(page, root, [(query, False) for query in queries])
    return dict(zip(queries, found, strict=True))


def provisions_of(index: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each entry of a provision, after its document."""
    for entry in index["provisions"]:
        yield index["documents"][entry["document"]], entry


@pytest.mark.sweep
def test_each_provision_of_each_version_is_found_by_its_citation(
    opened: Opened, root: str, index: dict[str, Any]
) -> None:
    wanted = {}
    for document, entry in provisions_of(index):
        called = f"{entry['citation']}".removesuffix(", heading")
        if not re.fullmatch(r"Clause [\w.()]+|Table [\d.]+|Footnote \d+", called):
            continue
        for at in entry["versions"]:
            label = document["versions"][at]["label"]
            for written in (called, called.lower(), called.replace("Clause ", "cl.")):
                address = f"{document['id']}/v/{label}/#{entry['anchor']}"
                wanted[f"{document['id']} {label} {written}"] = address
    assert len(wanted) > 1000
    assert first_answers(opened, root, wanted) == wanted


@pytest.mark.sweep
def test_each_term_in_force_is_found_whatever_letter_is_missing(
    opened: Opened, root: str, index: dict[str, Any]
) -> None:
    wanted = {}
    for document, entry in provisions_of(index):
        if entry["kind"] == "term" and document["shown"] in entry["versions"]:
            address = f"{document['id']}/#{entry['anchor']}"
            for term in entry["title"].split(", "):
                wanted[f"{document['id']} {term}"] = address
                wanted[f"“{term.upper()}s” {document['id']}"] = address
                if len(term) > 12:
                    for at in (3, len(term) // 2, len(term) - 2):
                        wanted[f"{document['id']} {term[:at]}{term[at + 1 :]}"] = address
    found = first_answers(opened, root, wanted)
    wrong = {query: got for query, got in found.items() if got != wanted[query]}
    assert len(wanted) > 100
    assert len(wrong) <= 0.05 * len(wanted), wrong


# --- What the box knows ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def index(pages: dict[str, str]) -> dict[str, Any]:
    """What the box is given."""
    return find_index(find_script(pages))


@given(
    st.lists(st.sampled_from(["Rules", "rules 1", "Rules_1", "विधि", "— —", "Café", "Cafe\u0301"]))
)
def test_a_section_of_a_page_is_found_where_a_builder_puts_it(headings: list[str]) -> None:
    text = "\n\n".join(["# Page", *(f"## {each}" for each in headings)]) + "\n"
    reader = Markdown(extensions=["toc", "attr_list"])
    reader.convert(text)
    (page,) = reader.toc_tokens
    wanted = [f"page/#{each['id']}" for each in page["children"]]
    assert [each["address"] for each in guide_entries({"page.md": text})][1:] == wanted


def has_words(block: Block) -> bool:
    """Whether a block has words that can be looked for."""
    return bool(block.text.strip()) and block.kind not in ("rule", "front-matter")


def test_all_words_of_each_version_are_known_to_be_of_that_version(
    index: dict[str, Any], record: Corpus
) -> None:
    documents = {document.id: document for document in record.documents}
    for number, told in enumerate(index["documents"]):
        document = documents[told["id"]]
        for at, version in enumerate(document.versions):
            entries = [
                each
                for each in index["provisions"]
                if each["document"] == number and at in each["versions"]
            ]
            words = {
                word
                for each in entries
                for word in _words(f"{each.get('title', '')} {each.get('text', '')}")
            }
            own = {
                word
                for block in version.body
                if has_words(block)
                for word in _words(_without_headers(block))
            }
            assert own <= words
            assert {each["anchor"] for each in entries if "anchor" in each} <= {
                block.address for block in version.body
            }


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"\[\^\d+\]", " ", text))


def _without_headers(block: Block) -> str:
    if block.table is None:
        return block.text
    return "\n".join(block.text.split("\n")[block.table.header_rows :])


@pytest.mark.sweep
def test_every_address_that_is_known_is_there(index: dict[str, Any], site: Path) -> None:
    fragments = {
        name: {element.get("id") for element in page.iter()}
        for name, page in pages_of(site).items()
    }
    known = [page["address"] for page in index["pages"]]
    for document, entry in provisions_of(index):
        for at in entry["versions"]:
            label = document["versions"][at]["label"]
            place = entry.get("row") or entry.get("anchor", "")
            known.append(f"{document['id']}/v/{label}/#{place}")
            if at == document["shown"]:
                known.append(f"{document['id']}/#{place}")
    for address in known:
        page, _, fragment = address.partition("#")
        assert page in fragments, address
        assert not fragment or fragment in fragments[page], address


def test_no_page_is_found_by_words_that_were_deleted_or_are_proposed(
    index: dict[str, Any], site: Path
) -> None:
    law = "".join(
        _letters(entry.get("text", ""))
        for document, entry in provisions_of(index)
        if document["shown"] in entry["versions"]
    )
    marks = {
        _letters(text_of(mark))
        for name, page in pages_of(site).items()
        if "/redline/" in name or "/table/" in name or name == "reading/"
        for mark in content_of(page).iter()
        if mark.tag in ("ins", "del")
    }
    telling = {words for words in marks if len(words) > 25 and words not in law}
    assert len(telling) > 30
    for page in index["pages"]:
        words = _letters(f"{page['title']} {page.get('text', '')}")
        assert not [mark for mark in telling if mark in words], page["address"]


def _letters(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_what_a_marker_stands_for_is_no_word_of_a_page() -> None:
    page = f"# Ducks\n\n{marker('kind example split')}\n\nThey swim.\n"
    assert [each["text"] for each in guide_entries({"ducks.md": page})] == ["Ducks They swim."]


def test_headings_of_one_name_have_an_address_each() -> None:
    page = "# Ducks\n\n## Food\n\nReeds.\n\n## Food\n\nFish.\n\n## Nests {#built}\n\n## Food\n"
    fragments = [each["address"] for each in guide_entries({"ducks.md": page})]
    assert fragments == [
        "ducks/",
        *(f"ducks/#{each}" for each in ("food", "food_1", "built", "food_2")),
    ]


def test_how_each_version_stands_is_told(index: dict[str, Any]) -> None:
    (mtad,) = (each for each in index["documents"] if each["id"] == "mtad")
    told = {version["label"]: version["standing"] for version in mtad["versions"]}
    assert told == {"1.0": "earlier", "2.0": "earlier", "3.0": "in force", "4.0": "proposed"}
    assert mtad["versions"][mtad["shown"]]["label"] == "3.0"
    assert [each["fictional"] for each in index["documents"]] == [False, False, True]
