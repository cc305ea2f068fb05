"""The page of a redline in a browser: what a reviewer can do with its views, its switches and its
list of changes.

The same page stands on the site and in the file that `corpus redline --format html` writes, which
is opened from a disk here. What a reviewer takes from the page, and writes on it, is in
test_remarks_in_browser.py.
"""

import csv
import io
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pypdf
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.graph import Graphs
from build_tools.model import Corpus, Redline
from build_tools.render.page.one_file import redline_page
from tests.browsing import scrolls_sideways, swept, wait_until, windows
from tests.publishing import AS_OF
from tests.reviewing import compared

Opened = Callable[..., Page]
MTAD = "mtad/redline/3.0..4.0/"
MOVES = "example/redline/2.0..3.0/"
SPANS = "example/redline/3.0..4.0/"
DELETIONS = "example/redline/4.0..5.0/"
VIEWS = ("Changes marked", "Side by side", "New text alone", "Old text alone")
ONLY = "Only what changed"
NOISE = ("renumbering", "cross-reference", "formatting", "punctuation")
Use = Callable[[Locator], None]
MOUSE: Use = Locator.click
KEY: Use = partial(Locator.press, key="Space")
WAYS = (MOUSE, KEY)


@pytest.fixture
def contexts(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """Windows of each test's own."""
    with windows(browser) as made:
        yield made


@pytest.fixture(scope="module")
def file_of_step(record: Corpus, comparisons: Comparisons) -> Callable[[str], str]:
    """The file of a step of the record, by the address of its page; written once."""
    graphs = Graphs(record, AS_OF)

    @cache
    def written(address: str) -> str:
        document, _, labels = address.strip("/").split("/")
        old, new = (record.document(document).version(label) for label in labels.split(".."))
        return redline_page(graphs.told(comparisons.between(old, new)))

    return written


@pytest.fixture
def on_disk(
    contexts: dict[str, BrowserContext], file_of_step: Callable[[str], str], tmp_path: Path
) -> Iterator[Opened]:
    """Opens the file of a redline, named as its page on the site is; in the end it must have said
    and asked nothing."""
    complaints: list[str] = []

    def open_file(
        redline: str | Redline, width: int = 1280, height: int = 800, query: str = ""
    ) -> Page:
        file = tmp_path / "redline.html"
        given = file_of_step(redline) if isinstance(redline, str) else redline_page(redline)
        file.write_text(given)
        page = contexts["scripts"].new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.on(
            "console",
            lambda said: (
                complaints.append(said.text) if said.type in ("error", "warning") else None
            ),
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda asked: complaints.append(asked.url) if file.name not in asked.url else None,
        )
        page.goto(file.as_uri() + query)
        return page

    yield open_file
    assert not complaints


@pytest.fixture(params=["site", pytest.param("disk", marks=pytest.mark.sweep)])
def anywhere(request: pytest.FixtureRequest, opened: Opened, on_disk: Opened) -> Opened:
    return {"site": opened, "disk": on_disk}[request.param]


def choice(page: Page, name: str) -> Locator:
    """A view or a switch, by how its label begins; classes of what only follows are unfolded."""
    if name in NOISE:
        page.locator(".following details").evaluate("e => { e.open = true }")
    return page.locator(".controls label", has_text=re.compile(f"^\\s*{name}")).locator("input")


def changes_of(site: Path, address: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((site / address / "redline.json").read_text())[
        "changes"
    ]
    return found


def entry(page: Page, number: int) -> Locator:
    return page.locator(".card").nth(number - 1)


def shown_entries(page: Page) -> Any:
    return page.locator(".card").evaluate_all(
        "all => all.filter(e => e.checkVisibility()).map(e => e.dataset.id)"
    )


# --- Views ----------------------------------------------------------------------------------------

Reading = list[list[Any]]
"""A text as it is seen: the words of each heading, paragraph and cell; of a cell also where it
stands in its table."""

_READ = """
roots => {
  const seen = e => e.checkVisibility()
    && !e.closest(".fold, .crumbs, .banner, .versions, .more, .fingerprint, .as-of, .headerlink")
    && !e.closest(".origins, .rail, .told");
  const rank = (edges, own) => {
    const before = edges.filter(edge => edge < own - 1);
    return new Set(before.map(edge => edge.toFixed(1))).size;
  };
  const place = e => {
    const cells = [...e.closest("table").querySelectorAll("td, th")].filter(seen);
    const boxes = cells.map(cell => cell.getBoundingClientRect());
    return ["left", "right", "top", "bottom"]
      .map(side => rank(boxes.map(box => box[side]), e.getBoundingClientRect()[side]));
  };
  const parts = "h1, h2, h3, h4, h5, h6, p, pre, caption, th, td";
  const words = e => e.innerText.replace(/[¶\\s]+/g, " ").trim();
  return roots.flatMap(root => [...root.querySelectorAll(parts)])
    .filter(seen)
    .map(e => [words(e), ...(e.matches("th, td") ? place(e) : [])]);
}
"""

# What tells a reader that something is marked: lines, grounds, borders, colours, generated words,
# an empty frame.
_MARKED = """
root => {
  const marks = "ins, del, mark, .format", clear = "rgba(0, 0, 0, 0)";
  const marked = e => {
    const style = getComputedStyle(e);
    const words = ["::before", "::after"].map(at => getComputedStyle(e, at).content);
    const lines = ["Top", "Right", "Bottom", "Left"]
      .filter(side => parseFloat(style[`border${side}Width`]) > 0)
      .map(side => style[`border${side}Style`]);
    let plain = e;
    while (plain.closest(marks)) plain = plain.closest(marks).parentElement;
    return words.some(content => !["none", "normal"].includes(content))
      || lines.some(line => line !== "solid") || style.outlineStyle !== "none"
      || (plain !== e && (lines.length || style.textDecorationLine !== "none"))
      || (plain !== e && style.color !== getComputedStyle(plain).color)
      || (!e.matches("th, a, code, caption") && style.backgroundColor !== clear)
      || (e.matches(".table-frame") && !e.innerText.trim());
  };
  return [...root.querySelectorAll("*")]
    .filter(e => e.checkVisibility() && !e.closest(".fold") && marked(e))
    .map(e => e.outerHTML.slice(0, 120));
}
"""


def reading(roots: Locator) -> Reading:
    found: Reading = roots.evaluate_all(_READ)
    return found


@pytest.fixture(scope="module")
def version(browser: Browser, root: str) -> Iterator[Callable[[str, str], Reading]]:
    """Reads the page of a version, once."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})

    @cache
    def read(document: str, label: str) -> Reading:
        page.goto(f"{root}{document}/v/{label}/")
        return reading(page.locator("article"))

    yield read
    page.close()


@pytest.mark.parametrize(
    "address",
    [
        *(MTAD, SPANS, swept(MOVES)),
        *(swept(f"example/redline/{at}.0..{at + 1}.0/") for at in (1, 4, 5)),
    ],
)
def test_each_text_can_be_read_alone_and_both_side_by_side(
    opened: Opened, on_disk: Opened, version: Callable[[str, str], Reading], address: str
) -> None:
    page = opened(address) if address == MTAD else on_disk(address)
    document, _, labels = address.strip("/").split("/")
    old, new = (version(document, label) for label in labels.split(".."))
    text = page.locator(".text")
    before = text.evaluate(_ORDER)
    assert text.evaluate(_MARKED)
    for use, name, expected in ((MOUSE, "New text alone", new), (KEY, "Old text alone", old)):
        use(choice(page, name))
        assert reading(text) == expected
        assert not text.evaluate(_MARKED), f"{name} shows marks"
    choice(page, "Side by side").click()
    for side, expected in ((".was", old), (".now", new)):  # where empty cells may keep a place free
        words = [part[0] for part in reading(page.locator(f".pair > {side}"))]
        assert list(filter(None, words)) == [part[0] for part in expected if part[0]]
    choice(page, "Changes marked").click()
    assert text.evaluate(_ORDER) == before, "what stands on the page is not what stood there before"


_ORDER = "e => e.outerHTML.replace(/>\\s+</g, '><')"

# Each pair of blocks: the box of each side, and what stands in it.
_PAIRS = """
pairs => pairs.filter(pair => pair.checkVisibility()).map(pair => {
  const [was, now] = ["was", "now"].map(name => {
    const box = pair.querySelector(`:scope > .${name}`).getBoundingClientRect();
    const block = pair.querySelector(`:scope > .${name}`).firstElementChild;
    const {top, bottom} = (block ?? pair).getBoundingClientRect();
    const seen = !!block?.checkVisibility();
    return {left: box.left, right: box.right, top, bottom, seen, words: block?.innerText};
  });
  return [was, now, !pair.querySelector("[data-change]")];
})
"""


@pytest.mark.sweep
def test_side_by_side_each_block_stands_beside_what_it_was_and_on_a_phone_below(
    opened: Opened,
) -> None:
    page = opened(DELETIONS)
    for use in WAYS:
        use(choice(page, "Changes marked"))
        expect(page.locator(".pair")).to_have_count(0)
        use(choice(page, "Side by side"))
        expect(page.locator(".sides-head")).to_contain_text("Old: 4.0")
    pairs = page.locator(".pair").evaluate_all(_PAIRS)
    # Unchanged, changed, deleted, inserted.
    kinds = {(True, True, True), (True, True, False), (True, False, False), (False, True, False)}
    assert {(was["seen"], now["seen"], same) for was, now, same in pairs} == kinds
    for was, now, same in pairs:
        assert was["right"] <= now["left"]
        assert not same or was["words"] == now["words"]
        if was["seen"] and now["seen"]:
            assert abs(was["top"] - now["top"]) < 2, f"not at the same height: {now['words'][:60]}"
    ids = page.locator("[id]").evaluate_all("all => all.map(e => e.id)")
    assert len(ids) == len(set(ids)), "an id stands twice on the page"

    page.set_viewport_size({"width": 375, "height": 800})
    pairs = page.locator(".pair").evaluate_all(_PAIRS)
    assert not [was for was, _, same in pairs if same and was["seen"]], (
        "what did not change is said twice"
    )
    both = [(was, now) for was, now, _ in pairs if was["seen"] and now["seen"]]
    assert len(both) > 5
    assert all(was["left"] == now["left"] and was["bottom"] <= now["top"] for was, now in both)


_SHIFTED = """() => new Promise(told => {
  let sum = 0;
  const add = list => list.forEach(each => (sum += each.hadRecentInput ? 0 : each.value));
  const observer = new PerformanceObserver(list => add(list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  setTimeout(() => told(sum), 100);
})"""


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_moves_when_the_script_of_a_page_comes_late(
    contexts: dict[str, BrowserContext], root: str, width: int
) -> None:
    late: list[Route] = []
    with contexts["scripts"].new_page() as page:
        page.set_viewport_size({"width": width, "height": 800})
        page.route("**/assets/review.js", lambda route: late.append(route))  # noqa: PLW0108 - Playwright marks what it is given
        page.goto(root + MTAD, wait_until="commit")
        wait_until(page, "performance.getEntriesByName('first-contentful-paint').length")
        expect(page.locator(".card .body").first).to_be_hidden()
        late[0].continue_()
        expect(page.locator(".review.with-script")).to_be_attached()
        assert page.evaluate(_SHIFTED) < 0.05


def test_where_the_script_of_a_page_does_not_come_all_is_open(
    contexts: dict[str, BrowserContext], root: str
) -> None:
    with contexts["scripts"].new_page() as page:
        page.route("**/assets/review.js", lambda route: route.abort())
        page.goto(root + MTAD)
        expect(page.locator(".card .body").last).to_be_visible()
        expect(page.locator(".scripted:visible")).to_have_count(0)


@pytest.mark.parametrize("use", [MOUSE, swept(KEY)], ids=["mouse", "key"])
def test_without_scripts_the_views_and_switches_work_and_nothing_else_is_offered(
    opened: Opened, version: Callable[[str, str], Reading], use: Use
) -> None:
    page = opened(MTAD, scripts=False)
    text = page.locator(".text")
    unchanged = text.locator("> .unchanged:not(.before) > [id]").first
    for name in ("Side by side", "23 shown", "Kind", "Cite in full", "Your remarks"):
        expect(page.locator(".scripted", has_text=name).first).to_be_hidden()
    for name, label in (("New text alone", "4.0"), ("Old text alone", "3.0")):
        use(choice(page, name))
        assert reading(text) == version("mtad", label)
        assert not text.evaluate(_MARKED)
    use(choice(page, "Changes marked"))
    # What stands before the first change is folded until it is asked for.
    expect(page.locator("[id='1.1']")).to_be_hidden()
    for fold in page.locator(".before > .fold input").all():
        use(fold)
    for name, place in ((ONLY, unchanged), ("renumbering", entry(page, 18))):
        use(choice(page, name))
        expect(place).to_be_hidden()
        expect(page.locator(".state")).to_contain_text(
            {ONLY: "Shown: only"}.get(name, "Hidden: renumbering, 5")
        )
        use(choice(page, name))
        expect(place).to_be_visible()
    assert not text.locator("> .unchanged > :not(.fold)").filter(visible=False).count()
    for fold in page.locator(".before > .fold input").all():
        use(fold)


# --- Only what changed ----------------------------------------------------------------------------

# The blocks of the text: what has a greater rank stands under what has a smaller; footnotes stand
# aside.
_BLOCKS = """
text => [...text.querySelectorAll(
  ":scope > :not(.unchanged), :scope > .unchanged > :not(.fold)"
)].map(e => {
  const heading = /^H\\d$/.test(e.tagName), depth = /depth-(\\d)/.exec(e.className);
  return {
    kind: heading ? "heading" : e.matches(".table-frame") ? "table" : "provision",
    rank: heading ? Number(e.tagName[1]) : 10 + Number(depth?.[1] ?? 0), leads: heading || !!depth,
    aside: e.matches(".footnote"),
    changed: e.matches("[data-change]") || !!e.querySelector("[data-change]"),
    group: [...text.querySelectorAll(":scope > .unchanged")].indexOf(e.parentElement),
    seen: e.checkVisibility(), words: e.innerText.slice(0, 60),
  };
})
"""


def leads_to_a_change(blocks: list[dict[str, Any]], at: int) -> bool:
    """Whether something under a block changed."""
    for below in (block for block in blocks[at + 1 :] if not block["aside"]):
        if below["rank"] <= blocks[at]["rank"]:
            return False
        if below["changed"]:
            return bool(blocks[at]["leads"])
    return False


_HEARD = """
marks => marks.map(mark => [
  mark.tagName + (mark.nextElementSibling?.matches(".gap") ? " that is replaced" : "")
    + (mark.previousElementSibling?.matches(".gap") ? " that replaces" : ""),
  ...["::before", "::after"]
    .map(at => getComputedStyle(mark, at).content.replace(/[^a-z ]/g, "").trim()),
])
"""


@pytest.mark.parametrize("address", [MTAD, swept(MOVES), swept(SPANS)])
def test_words_tell_where_a_mark_begins_and_ends_and_of_a_replacement_once(
    on_disk: Opened, address: str
) -> None:
    """Screen readers pass over brackets."""
    page = on_disk(address)
    marks = page.locator(".text :is(ins, del):not([data-unseen], .move *)")
    heard = {tuple(each) for each in marks.evaluate_all(_HEARD)}
    assert heard <= {
        ("INS", "inserted", "end of insertion"),
        ("DEL", "deleted", "end of deletion"),
        ("DEL that is replaced", "deleted", ""),
        ("INS that replaces", "replaced by", "end of replacement"),
    }
    assert len(heard) > 1
    moved = page.locator(".text .move :is(ins, del):not([data-unseen])").evaluate_all(_HEARD)
    assert {each[2] for each in moved} <= {"end of move"}


def test_what_nobody_can_see_is_named_in_a_row_that_moved_too(on_disk: Opened) -> None:
    rows = [
        "| Oars of ash | hut | \u200b |\n",
        "| Boats of oak | pier | yes |\n",
        "| Sails | mill | |\n",
    ]
    head = "Table 1: Lent\n\n| Thing | Place | Note |\n|---|---|---|\n"
    page = on_disk(compared(head + "".join(rows), head + "".join([*rows[1:], rows[0]])))
    named = page.locator(".text tr.move :is(ins, del)[data-unseen]")
    said = "marks => marks.map(mark => getComputedStyle(mark, '::after').content)"
    assert named.count() == 2
    assert {*named.evaluate_all(said)} == {'" [U+200B zero width space]"'}


@pytest.mark.parametrize(
    ("address", "use"),
    [
        (MTAD, MOUSE),
        (SPANS, KEY),
        *(
            pytest.param(address, use, marks=pytest.mark.sweep)
            for address, use in ((MTAD, KEY), (SPANS, MOUSE), (MOVES, KEY), (DELETIONS, MOUSE))
        ),
    ],
)
def test_only_what_changed_and_what_leads_to_it(on_disk: Opened, address: str, use: Use) -> None:
    page = on_disk(address)
    text = page.locator(".text")
    whole = reading(text)
    use(choice(page, ONLY))
    blocks = text.evaluate(_BLOCKS)
    for at, block in enumerate(blocks):
        wanted = block["changed"] or leads_to_a_change(blocks, at)
        assert block["seen"] == wanted, f"{'missing' if wanted else 'shown'}: {block['words']}"
    use(choice(page, ONLY))
    assert reading(text) == whole


@pytest.mark.parametrize("address", [swept(MTAD), SPANS])
def test_a_fold_counts_what_it_hides_and_shows_all_of_it(on_disk: Opened, address: str) -> None:
    page = on_disk(address)
    text = page.locator(".text")
    folds = page.locator(":is(.text > .unchanged > .fold, .text > .table-frame .fold) input")
    opened_and_closed = []
    for _ in range(2):  # what stands before the first change is folded from the beginning
        folds.evaluate_all("all => all.forEach(fold => fold.click())")
        opened_and_closed.append(reading(text))
    whole = opened_and_closed[0]
    choice(page, ONLY).click()
    hidden = [
        (block["group"], block["kind"]) for block in text.evaluate(_BLOCKS) if not block["seen"]
    ]
    said = enumerate(
        page.locator(".text > .unchanged > .fold").all_inner_texts()
    )  # "… 14 provisions and 1 heading …"
    found = {
        (at, kind): int(count)
        for at, words in said
        for count, kind in re.findall(r"(\d+) (\w+?)s?\b", words)
    }
    assert found == Counter(hidden)
    for opens in (True, False):
        folds.evaluate_all("all => all.forEach(fold => fold.click())")
        assert (reading(text) == whole) == opens


@pytest.mark.sweep
def test_rows_fold_too_but_none_that_a_merged_cell_joins_to_a_change(on_disk: Opened) -> None:
    rows = "".join(
        f"| Item {at} | {'^^' if at == 16 else f'{at} parts'} | value {at} |\n"
        for at in range(1, 31)
    )
    old = (
        "# A made-up list\n\n1.1 The items are in the table.\n\n| Item | Made of | Value"
        f" |\n|---|---|---|\n{rows}"
    )
    page = on_disk(compared(old, old.replace("value 16", "worth 16")))
    seen = page.locator("tbody tr:not(.fold)", has_text="Item").filter(visible=True)
    expect(seen).to_have_count(30)
    choice(page, ONLY).click()
    assert [words.split()[1] for words in seen.all_inner_texts()] == ["15", "16"]
    expect(page.locator("tr.fold")).to_have_text(["… 14 rows unchanged", "… 14 rows unchanged"])
    for use in WAYS:
        use(page.locator("tr.fold input").first)
        expect(seen).to_have_count(16)
        use(page.locator("tr.fold input").first)
        expect(seen).to_have_count(2)
    choice(page, "Side by side").click()
    page.locator(".was tr.fold input").first.click()
    expect(page.locator(".now tr.fold input").first).to_be_checked()


# --- Switches -------------------------------------------------------------------------------------

_MARKED_OF = f"(text, ids) => ({_MARKED})(text).filter(html => ids.some(id => html.includes(id)))"


@pytest.mark.sweep
@pytest.mark.parametrize("address", [MTAD, MOVES])
def test_a_class_of_what_only_follows_can_be_muted(
    on_disk: Opened, site: Path, address: str
) -> None:
    page = on_disk(address)
    text, changes = page.locator(".text"), changes_of(site, address)
    for noise in NOISE:
        has = [change for change in changes if noise in change["noise"]]
        count = sum(change["consequential"] for change in has)
        part = f" and part of {len(has) - count}" if len(has) > count else ""
        switch = choice(page, noise)
        expect(switch.locator("..")).to_have_text(re.compile(f"{noise} {count}{part}$"))
        if not has:
            expect(switch).to_be_disabled()
            continue
        muted = [
            change["id"]
            for change in changes
            if change["consequential"] and change["noise"] == [noise]
        ]
        for use in WAYS:
            expect(page.locator(f".without-{noise}")).to_be_hidden()
            use(switch)
            assert shown_entries(page) == [
                change["id"] for change in changes if change["id"] not in muted
            ]
            assert not text.evaluate(_MARKED_OF, muted), "what is muted is still marked"
            expect(page.locator(".state")).to_contain_text(f"Hidden: {noise}, {count} change")
            use(switch)
            assert shown_entries(page) == [change["id"] for change in changes]
            assert text.evaluate(_MARKED_OF, muted)


@pytest.mark.sweep
def test_a_muted_number_stands_as_plain_text(on_disk: Opened) -> None:
    page = on_disk(MTAD)
    label, clause = page.locator("[id='17.9'] > .label"), page.locator("[id='17.6']")
    assert label.inner_text() == "17.8 17.9"
    choice(page, "renumbering").click()
    assert label.inner_text() == "17.9"
    # Of a change of substance, what only follows is muted, and nothing else.
    assert "under Clause 17.9 17.10" in clause.inner_text()
    choice(page, "cross-reference").click()
    assert "under Clause 17.10." in clause.inner_text()
    expect(clause.locator("ins", has_text="is closing")).to_have_css(
        "text-decoration-line", "underline"
    )
    expect(page.locator(".state")).to_contain_text(
        "Hidden: cross-reference, 3 changes and part of 1 more"
    )


# --- The address ----------------------------------------------------------------------------------


def state(page: Page) -> tuple[str | None, bool, list[str]]:
    """The view, whether only what changed is shown, and what is muted, as the controls have it."""
    muted = page.locator("[name=show]:not(:checked)").evaluate_all("all => all.map(e => e.value)")
    return (
        page.locator("[name=view]:checked").get_attribute("value"),
        choice(page, ONLY).is_checked(),
        muted,
    )


@pytest.mark.sweep
def test_the_choice_is_in_the_address_and_outlives_the_page(opened: Opened) -> None:
    page = opened(MTAD)
    for name in ("Side by side", ONLY, "renumbering"):
        choice(page, name).click()
    assert urlsplit(page.url).query == "view=sides&only=1&mute=renumbering"
    page.wait_for_load_state("networkidle")
    page.reload()
    everything = ("sides", True, ["renumbering"])
    assert state(page) == everything
    assert page.locator(".pair").count()
    # The way back leads through the steps, and forth again.
    for view, only in (("sides", True), ("sides", False), ("marked", False)):
        page.go_back()
        assert state(page) == (view, only, [])
    expect(page.locator(".pair")).to_have_count(0)
    for _ in range(3):
        page.go_forward()
    assert state(page) == everything
    # The next redline is shown in the same way; what its address asks for comes before that.
    following = opened(DELETIONS)
    assert state(following) == everything
    assert urlsplit(following.url).query == "view=sides&only=1&mute=renumbering"
    assert state(opened(f"{DELETIONS}?view=old")) == ("old", False, [])


@pytest.mark.sweep
@pytest.mark.parametrize(("address", "place"), [(MTAD, "c-fa1a5e30"), (MOVES, "c-d8653aa4-from")])
def test_a_link_to_a_change_opens_at_it_with_all_marks(
    opened: Opened, on_disk: Opened, address: str, place: str
) -> None:
    page = opened(address) if address == MTAD else on_disk(address)
    for name in ("New text alone", "renumbering"):
        choice(page, name).click()
    page = opened(f"{address}#{place}") if address == MTAD else on_disk(address, query=f"#{place}")
    assert state(page) == ("marked", False, [])
    expect(page.locator(".card.current")).to_have_attribute("data-id", place.removesuffix("-from"))
    assert in_sight(page.locator(f"[id='{place}']"))


# --- The list of changes, and the way through it --------------------------------------------------

_IN_SIGHT = """
e => {
  const box = e.getBoundingClientRect(), toolbar = document.querySelector(".toolbar");
  const bar = toolbar.getBoundingClientRect();
  const fixed = getComputedStyle(toolbar).position === "fixed";
  const head = fixed ? document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0
    : bar.bottom;
  const foot = fixed ? bar.top : innerHeight;
  return e.checkVisibility()
    && box.top >= head - 1 && box.top < foot && box.left < innerWidth && box.right > 0;
}
"""
_STAND = f"""
review => {{
  const entries = [...review.querySelectorAll(".card")];
  const list = review.querySelector(".list").getBoundingClientRect();
  const marks = [...review.querySelectorAll(".text .current")].filter(e => e.checkVisibility());
  const style = e => {{
    const {{boxShadow, background, outline}} = getComputedStyle(e);
    return boxShadow + background + outline;
  }};
  const plain = style(entries.find(e => !e.matches(".current")));
  const current = entries.filter(e => style(e) !== plain);
  const top = current[0]?.getBoundingClientRect().top;
  return {{
    position: review.querySelector(".position").innerText,
    address: location.hash.slice(1),
    entries: current.map(e => e.dataset.id),
    listed: top >= list.top - 1 && top < list.bottom,
    seen: !!marks.length && ({_IN_SIGHT})(marks[0]),
  }};
}}
"""


def in_sight(element: Locator) -> bool:
    """Whether an element begins on the screen, and under nothing that is fixed there."""
    return bool(element.evaluate(_IN_SIGHT))


_DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""What came into sight has been drawn."""


def stands_at(page: Page, id_: str, position: str) -> None:
    """Hold the page to stand at a change, once it has come there: in the address, in the list, in
    the text.
    """
    expect(page.locator(".position")).to_have_text(position)
    found = page.locator(".review").evaluate(_STAND)
    assert found == {
        "position": position,
        "address": id_,
        "entries": [id_],
        "listed": True,
        "seen": True,
    }


def position(page: Page) -> str:
    return page.locator(".position").inner_text()


@pytest.mark.sweep
@pytest.mark.parametrize("query", ["", swept("?view=sides"), swept("?only=1")])
def test_the_keys_lead_from_change_to_change_and_the_end_is_said(
    opened: Opened, on_disk: Opened, site: Path, query: str
) -> None:
    page = on_disk(MTAD, query=query) if query else opened(MTAD)
    ids = [change["id"] for change in changes_of(site, MTAD)]
    assert position(page) == "23 shown"
    for at, id_ in enumerate(ids, start=1):
        page.keyboard.press("j")
        stands_at(page, id_, f"{at} of 23")
    page.keyboard.press("j")
    stands_at(page, ids[22], "23 of 23")
    expect(page.locator(".at")).to_have_text("That was the last change.")
    page.keyboard.press("k")
    stands_at(page, ids[21], "22 of 23")
    assert urlsplit(page.url).query == query[1:], "the walk lost the view"


@pytest.mark.sweep
@pytest.mark.parametrize(("walked", "next_"), [(3, 4), (0, 1)])
def test_who_wrote_a_response_goes_on_from_where_the_walk_was(
    on_disk: Opened, site: Path, walked: int, next_: int
) -> None:
    page = on_disk(MTAD)
    ids = [change["id"] for change in changes_of(site, MTAD)]
    for _ in range(walked):
        page.keyboard.press("j")
    page.locator(".answers textarea").last.fill("Agreed.")
    page.locator("#page-respond").click()
    page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
    page.evaluate(_DRAWN)
    page.keyboard.press("j")
    stands_at(page, ids[next_ - 1], f"{next_} of 23")


@pytest.mark.sweep
def test_the_buttons_lead_from_change_to_change(opened: Opened, site: Path) -> None:
    page = opened(MTAD)
    ids = [change["id"] for change in changes_of(site, MTAD)]
    for use, name, at in (
        (MOUSE, "Next change", 1),
        (KEY, "Next change", 2),
        (MOUSE, "Next change", 3),
        (KEY, "Previous change", 2),
        (MOUSE, "Previous change", 1),
    ):
        use(page.get_by_role("button", name=name))
        page.evaluate(_DRAWN)
        stands_at(page, ids[at - 1], f"{at} of 23")
    expect(page.locator(".at")).to_have_text("Definition of Closed Cohort: reword")


@pytest.mark.sweep
def test_the_keys_can_be_switched_off_and_are_letters_where_one_writes(on_disk: Opened) -> None:
    page = on_disk(MTAD)
    area = page.locator(".answers textarea").first
    area.press_sequentially("jk")
    expect(area).to_have_value("jk")
    area.blur()
    # Whoever writes a response stands behind the last change, from where the way is back.
    for chord in ("Control+k", "Alt+k", "Meta+k"):
        page.keyboard.press(chord)
    expect(page.locator(".card.current")).to_have_count(0)
    switch = page.locator("[name=keys]")
    for use in WAYS:
        use(switch)
        page.wait_for_timeout(200)  # time to keep that
        page.reload()
        for key in "jk":
            page.keyboard.press(key)
        expect(page.locator(".card.current")).to_have_count(0)
        use(switch)
    page.keyboard.press("k")
    expect(page.locator(".card.current")).to_have_count(1)


@pytest.mark.sweep
def test_the_walk_passes_over_what_is_filtered_or_muted(on_disk: Opened, site: Path) -> None:
    page = on_disk(MTAD)
    kind, changes = page.get_by_role("combobox", name="Kind"), changes_of(site, MTAD)
    kind.focus()
    page.keyboard.type("rew")
    reworded = [change for change in changes if "reword" in change["kinds"]]
    assert shown_entries(page) == [change["id"] for change in reworded]
    assert position(page) == f"{len(reworded)} shown, 23 in all"
    expect(page.locator(".markers i")).to_have_count(len(reworded))
    choice(page, "cross-reference").click()
    muted = [
        change
        for change in reworded
        if change["consequential"] and change["noise"] == ["cross-reference"]
    ]
    walked = [change["id"] for change in reworded if change not in muted]
    assert shown_entries(page) == walked
    assert 1 < len(walked) < len(reworded)
    for at, id_ in enumerate(walked, start=1):
        page.keyboard.press("j")
        stands_at(page, id_, f"{at} of {len(walked)}, 23 in all")
    kind.select_option("")
    choice(page, "cross-reference").click()
    assert shown_entries(page) == [change["id"] for change in changes]


@pytest.mark.sweep
def test_the_walk_goes_on_from_a_change_that_has_been_muted(on_disk: Opened, site: Path) -> None:
    page = on_disk(MTAD)
    ids = [change["id"] for change in changes_of(site, MTAD)]
    for _ in range(4):
        page.keyboard.press("j")
    stands_at(page, ids[3], "4 of 23")
    choice(page, "cross-reference").click()
    assert ids[3] not in shown_entries(page)
    page.keyboard.press("j")
    expect(page).to_have_url(re.compile(f"#{ids[4]}$"))


@pytest.mark.sweep
def test_a_mark_leads_to_its_entry_and_an_entry_to_its_mark(opened: Opened) -> None:
    page = opened(MTAD)
    for mark, where in (
        (page.locator("[id='17.6'] ins", has_text="is closing"), "Clause 17.6"),
        (
            page.locator(".text td ins", has_text="31 January"),
            "Table 17.6, row MOC (Secure), End date",
        ),
    ):
        line = mark.evaluate(
            "e => (e.scrollIntoView({block: 'center'}), e.getClientRects()[0].toJSON())"
        )
        page.mouse.click(line["x"] + line["width"] / 2, line["y"] + line["height"] / 2)
        expect(page.locator(".card.current .where")).to_have_text(where)
    entry(page, 2).locator(".where").press("Enter")
    wait_until(page, "location.hash === '#c-8d57fa28'")
    stands_at(page, "c-8d57fa28", "2 of 23")


_DRAWN_TOPS = """
async () => {
  // They are set anew a frame after the text has its height, which a walk through it may change.
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  return [...document.querySelectorAll(".markers i")].map(e => e.getBoundingClientRect().top);
}
"""


@pytest.mark.sweep
def test_the_column_of_markers_shows_where_the_changes_lie(on_disk: Opened) -> None:
    page = on_disk(MTAD)
    markers = page.locator(".markers i")
    expect(markers).to_have_count(23)
    tops = markers.evaluate_all(_DRAWN_TOPS)
    assert tops == sorted(tops)
    assert tops[-1] < 800
    left = markers.first.evaluate("mark => mark.getBoundingClientRect().left")
    for at, away in ((0, -15), (4, 0), (22, 30)):
        top = markers.evaluate_all(_DRAWN_TOPS)[at]
        page.mouse.click(left + 2, min(top + 2 + away, 799))
        expect(page.locator(".position")).to_have_text(f"{at + 1} of 23", timeout=3000)
    choice(page, "renumbering").click()
    expect(page.locator(".markers i")).to_have_count(18)


@pytest.mark.sweep
def test_the_list_can_be_taken_into_a_spreadsheet(
    opened: Opened, on_disk: Opened, site: Path
) -> None:
    page, alone = opened(MTAD), on_disk(MTAD)
    there, here = (
        each.locator(".downloads a", has_text="List of changes").get_attribute("href") or ""
        for each in (page, alone)
    )
    from_site = page.request.get(f"{page.url}{there}").text()
    kind, _, from_disk = here.partition(",")
    assert kind == "data:text/csv;charset=utf-8"
    assert unquote(from_disk) == from_site
    listed = csv.DictReader(io.StringIO(from_site.removeprefix("\ufeff"), newline=""))
    rows = [row for row in listed if row["kinds"] != "changed without a word"]
    for row, change in zip(rows, changes_of(site, MTAD), strict=True):
        for column, value in (("id", "id"), ("where", "where"), ("was", "old"), ("now", "new")):
            assert row[column].removeprefix("'") == change[value]
        assert row["citation"].startswith(
            f"Migration Testing Approach Document (MTAD), 3.0 → 4.0: {change['where']}"
        )


NOTED = """4.9 Clause 17.10[^3] is read with Clause 2.9 and Table 1.1.

[^3]: A note.

| Clause | Ratio |
|---|---|
| 2.10[^3] | 1/2 |
| 2.11 | 3-4 |
"""
_COPIED = """
parts => {
  const selection = getSelection(), range = document.createRange();
  return parts.map(part => {
    range.selectNodeContents(part);
    selection.removeAllRanges();
    selection.addRange(range);
    return selection.toString().trim();
  });
}
"""


def copied(page: Page, parts: str) -> list[str]:
    found: list[str] = page.locator(parts).evaluate_all(_COPIED)
    return found


def test_what_is_copied_keeps_numbers_apart(on_disk: Opened) -> None:
    changed = NOTED.replace("4.9", "4.10").replace("Clause 2.9", "Clause 2.10 or")
    page = on_disk(compared(NOTED, changed.replace("1/2", "1/4")))
    assert copied(page, ".text p.labelled") == [
        "4.9 4.10 Clause 17.10[^3] is read with Clause 2.9 2.10 or and Table 1.1.",
        "3 A note.",
    ]
    assert copied(page, ".text table") == [
        "Clause\tRatio\n2.10[^3]\t1/2 1/4\n2.11\t3-4",
    ]
    use = choice(page, "New text alone")
    use.check(force=True)
    assert copied(page, ".text p.labelled")[0] == (
        "4.10 Clause 17.10[^3] is read with Clause 2.10 or and Table 1.1."
    )


LENT = """Table {}: Lent

| Device | Days | Place |
|---|---|---|
{}
"""


def test_a_copied_row_that_moved_is_one_line_and_captions_stand_apart(on_disk: Opened) -> None:
    rows = [
        f"| {device} with its key | {days} days | The store |"
        for device, days in (("Ladder", 3), ("Telescope", 8), ("Mount", 5))
    ]
    old, new = LENT.format(1, "\n".join(rows)), LENT.format(2, "\n".join([*rows[1:], rows[0]]))
    page = on_disk(compared(old, new))
    assert page.locator(".text td .other-place").count() == 2
    ladder, *others = (row.strip("| ").replace(" | ", "\t") for row in rows)
    assert copied(page, ".text table") == [
        "\n".join(["Table 1: Lent Table 2: Lent", "Device\tDays\tPlace", ladder, *others, ladder])
    ]


# --- What stands elsewhere too --------------------------------------------------------------------


def drawn(link: Locator) -> str:
    return str(link.evaluate("e => getComputedStyle(e, '::before').content"))[1:-1]


@pytest.mark.sweep
def test_moved_text_leads_to_its_other_place_and_back(opened: Opened) -> None:
    page = opened(MOVES, height=400)  # which has no room for both places
    for use in (MOUSE, partial(Locator.press, key="Enter")):
        for left in page.locator(".text .other-place.to").all():
            id_ = (left.get_attribute("href") or "")[1:]
            back = page.locator(f".other-place[href='#{id_}-from']")
            for link, place, said in (
                (left, id_, "→ moved to"),
                (back, f"{id_}-from", "← moved from"),
            ):
                assert drawn(link).startswith(said)
                use(link)
                wait_until(page, "id => location.hash.startsWith('#' + id)", id_)
                assert in_sight(page.locator(f"[id='{place}']")), (
                    f"{drawn(link)} does not lead there"
                )


def test_a_paragraph_says_that_it_was_split_or_merged(on_disk: Opened) -> None:
    page = on_disk(SPANS)
    for place, words in {
        "[id='5.1']": "split into 5.1 and 5.2",
        "[id='5.2']": "← split from 5.1",
        "[id='4.3']": "merged from 4.3 and 4.4",
        ".text p.del.merge": "→ merged into 4.3",
    }.items():
        sign = page.locator(f"{place} > .other-place")
        expect(sign).to_be_visible()
        assert sign.get_attribute("data-said") == drawn(sign) == words
        if words[0] in "←→":
            sign.click()
            assert in_sight(page.locator(f"[id='{urlsplit(page.url).fragment}']"))


# --- Paper ----------------------------------------------------------------------------------------


def sheets(page: Page) -> list[str]:
    """The words of a page on paper, sheet by sheet, without the spaces and without ligatures."""
    margin: Any = dict.fromkeys(("top", "right", "bottom", "left"), "1.5cm")
    reader = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4", margin=margin)))
    return [
        "".join(unicodedata.normalize("NFKC", sheet.extract_text()).split())
        for sheet in reader.pages
    ]


def test_on_paper_stand_the_list_and_the_text_and_no_control(anywhere: Opened, site: Path) -> None:
    page = anywhere(MTAD)
    choice(page, "renumbering").click()
    found = sheets(page)
    words = "".join(found)
    for said in (
        "Moved from here",
        "Formatting changed",
        "Definition of Closing Cohort",
        "Table 17.6, row MOC (Secure), End date",
        "While a Cohort is a Closing Cohort:",
        "Hidden: renumbering, 5 changes.",
    ):
        assert said.replace(" ", "") in words, f"{said!r} is not on paper"
    for control in (
        "Citeinfull",
        "Remark",
        "23shown",
        "Kindall",
        "Clearall",
        "Onlywhatchanged",
        "17.817.9",
    ):
        assert control not in words, f"{control} is on paper"
    redline = json.loads((site / MTAD / "redline.json").read_text())
    assert all(any(redline[end]["sha256"] in sheet for sheet in found) for end in ("old", "new")), (
        "a hash is cut off at the edge"
    )
    if page.url.startswith("file:"):
        assert len(found) > 3
        assert all("mtad@3.0→mtad@4.0" in sheet for sheet in found), (
            "a sheet does not say what it is"
        )


# Marks that only their colour would tell; a number that only follows stands in a box, changed
# markup over a line.
_UNTOLD = """
root => [...root.querySelectorAll("ins, del, :is(ins, del) .label, .format")].filter(e => {
  const style = getComputedStyle(e), mark = e.closest("ins, del, .format");
  const told = mark.matches(".format, ins[data-noise=renumbering]")
    ? parseFloat(getComputedStyle(mark).borderBottomWidth) > 0
    : style.textDecorationLine.includes(mark.matches("ins") ? "underline" : "line-through");
  return e.checkVisibility() && e.innerText.trim() && !told;
}).map(e => e.outerHTML.slice(0, 120))
"""


@pytest.mark.sweep
@pytest.mark.parametrize("address", [MTAD, swept(MOVES), swept(SPANS)])
def test_marks_are_told_without_colour(opened: Opened, on_disk: Opened, address: str) -> None:
    page = opened(address) if address == MTAD else on_disk(address)
    review = page.locator(".review")
    assert not review.evaluate(_UNTOLD)
    page.emulate_media(media="print")
    assert not review.evaluate(_UNTOLD)
    page.emulate_media(media="screen", forced_colors="active")
    assert not review.evaluate(_UNTOLD)


# --- Phones, and those who see or move otherwise --------------------------------------------------

_SMALL = """
() => [...document.querySelectorAll(
    ".review :is(button, select, textarea, input, .position, .life)")]
  .filter(e => e.checkVisibility())
  .map(e => [e, (e.matches("input") && e.closest("label") || e).getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24)
  .map(([e, box]) => `${e.parentElement.innerText}: ${box.width} × ${box.height}`)
"""
_BOX = "e => e.getBoundingClientRect().toJSON()"


@pytest.mark.sweep
@pytest.mark.parametrize("width", [pytest.param(375, marks=pytest.mark.sweep), 320])
def test_a_phone_has_room_for_the_review(anywhere: Opened, width: int) -> None:
    page = anywhere(MTAD, width)
    entry(page, 1).locator(".where").click()
    entry(page, 1).get_by_role("button", name="Remark").click()
    views = page.get_by_role("button", name="Views")
    views.click()
    for name in (*VIEWS, ONLY):
        choice(page, name).click()
        assert not scrolls_sideways(page), f"{name} scrolls sideways"
        assert not page.evaluate(_SMALL), "a control is too small for a finger"
    choice(page, "Changes marked").click()
    views.click()
    bar = page.locator(".toolbar").evaluate(_BOX)
    assert bar["bottom"] == 800
    page.get_by_role("button", name="Next change").click()
    assert in_sight(page.locator(".text .current").first)
    for last in (
        page.get_by_role("button", name="Clear all"),
        page.locator("a, button").filter(visible=True).last,
    ):
        last.focus()
        sheet = page.locator(".card.current .body").evaluate(_BOX)
        assert sheet["bottom"] <= bar["top"] + 1
        assert last.evaluate(_BOX)["bottom"] <= sheet["top"], f"{last.inner_text()} is covered"


@pytest.mark.sweep
def test_the_file_is_dark_where_its_reader_wants_that(on_disk: Opened) -> None:
    page = on_disk(MTAD)
    light = (
        "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor].map(c =>"
        " c.match(/\\d+/g)[0] > 127)"
    )
    assert page.locator("body").evaluate(light) == [False, True]
    page.emulate_media(color_scheme="dark")
    for part in ("body", ".review button", ".text p ins", ".text p del"):
        assert page.locator(part).first.evaluate(light) == [
            True,
            False,
        ], f"{part} is not light on dark"


@pytest.mark.sweep
def test_nothing_moves_by_itself(opened: Opened) -> None:
    page = opened(MTAD)
    for name in VIEWS:
        choice(page, name).click()
        page.keyboard.press("j")
        assert page.evaluate("document.getAnimations().length") == 0
    names = page.locator(".review, .review *").evaluate_all(
        "all => all.map(e => getComputedStyle(e).animationName)"
    )
    assert set(names) == {"none"}


_STOPS = """
[...document.querySelectorAll(
  ".review :is(a[href], button, summary, select, textarea, input, [tabindex='0'])"
)]
  .filter(e => e.checkVisibility() && !e.disabled && (e.type !== "radio" || e.checked))
"""
_FOLLOW = f"""
order => {{
  const stops = {_STOPS}, visited = window.visited = [];
  addEventListener("focusin", ({{target}}) => {{
    const {{outlineStyle, outlineWidth}} = getComputedStyle(target);
    if (target.closest(".review")) {{
      const outlined = outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
      visited.push([stops.indexOf(target), outlined]);
    }}
  }});
  return [stops.length, order.map(each => stops.findIndex(e => e.matches(`.review ${{each}}`)))];
}}
"""


@pytest.mark.sweep
def test_the_tab_key_reaches_everything_in_order_and_shows_where_it_is(opened: Opened) -> None:
    page = opened(MTAD)
    order = [
        ".does a",
        "[name=view]",
        "[name=only]",
        "[name=hide]",
        "[name=kind]",
        "[data-act=next]",
        ".card a",
    ]
    count, places = page.evaluate(_FOLLOW, order)
    assert places == sorted(places)
    assert -1 not in places
    for _ in range(count + 40):
        page.keyboard.press("Tab")
    # Behind the last stop of the page the first is next.
    visited = page.evaluate("visited")
    assert visited[:count] == [[at, True] for at in range(count)]
    assert visited[count:] == [[at, True] for at in range(len(visited) - count)]
