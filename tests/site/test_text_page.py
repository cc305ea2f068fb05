"""The page of a version: the law first, what can be done with a provision where a reader is, all
else in a rail; each figure measured in a browser."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from playwright.sync_api import Page, expect

from build_tools.site.build import site_assets
from build_tools.site.pages.contents import contents
from tests.browsing import EACH_KIND, scrolls_sideways, swept, wait_until
from tests.drafting import MARKDOWN
from tests.reviewing import version_of

Opened = Callable[..., Page]
DESK, PHONE = (1280, 800), (390, 844)

# --- The law first --------------------------------------------------------------------------------

_BEGINS = """
() => document.querySelector("article > aside.line").nextElementSibling
  .getBoundingClientRect().top
"""


@pytest.mark.parametrize(
    "address",
    ["mtad/", swept("mtad/v/1.0/"), swept("mtad/v/4.0/"), swept("svtad/"), swept("example/v/3.0/")],
)
def test_the_law_begins_at_once(opened: Opened, address: str) -> None:
    for (width, height), limit in ((DESK, 320), (PHONE, 360)):
        page = opened(address, width, height)
        assert 0 < page.evaluate(_BEGINS) < limit
        assert not scrolls_sideways(page)


def test_the_status_in_force_is_one_line_and_leads_to_the_lasting_address(opened: Opened) -> None:
    page = opened("mtad/")
    line = page.locator("aside.line .banner-status")
    height = "e => e.getBoundingClientRect().height / parseFloat(getComputedStyle(e).lineHeight)"
    assert line.evaluate(height) < 1.5
    page.goto(page.url + "#17.6")
    link = line.get_by_role("link", name="MTAD 3.0")
    expect(link).to_have_attribute("href", re.compile(r"/mtad/v/3\.0/#17\.6"))
    link.click()
    page.wait_for_url("**/mtad/v/3.0/#17.6*")


@pytest.mark.sweep
def test_a_row_is_kept_from_version_to_version_in_the_table_that_it_stands_in(
    opened: Opened,
) -> None:
    page = opened("mtad/v/4.0/#table-17.6-moc-secure")
    lasting = page.locator("table[id='table-17.6'] .life").get_attribute("id")
    link = page.locator("nav.versions").get_by_role("link", name="MTAD 3.0")
    assert (link.get_attribute("href") or "").endswith(f"/v/3.0/#{lasting}/moc-secure")
    page.goto(page.url.partition("#")[0] + f"#{lasting}/moc-secure")
    page.wait_for_url("**/mtad/v/4.0/#table-17.6-moc-secure")
    page.goto(page.url.partition("#")[0] + f"#{lasting}/nobody")
    page.wait_for_url("**/mtad/v/4.0/#table-17.6")


_MEASURE = """
() => [...document.querySelectorAll("article > p.depth-1")].flatMap(element => {
  const range = document.createRange(), tops = new Map();
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node; (node = texts.nextNode()); ) {
    if (node.parentElement.closest(".label, sup")) continue;
    for (let at = 0; at < node.length; at += 1) {
      range.setStart(node, at); range.setEnd(node, at + 1);
      const top = Math.round(range.getBoundingClientRect().top);
      tops.set(top, (tops.get(top) ?? 0) + 1);
    }
  }
  return [...tops.values()].slice(0, -1);
})
"""


@pytest.mark.sweep
def test_lines_have_the_length_that_can_be_read(opened: Opened) -> None:
    lines = sorted(opened("mtad/").evaluate(_MEASURE))
    assert len(lines) > 50
    assert lines[-1] <= 80
    assert 55 <= lines[len(lines) // 2] <= 75


@pytest.mark.sweep
def test_a_number_hangs_clear_of_its_words(opened: Opened) -> None:
    page = opened("mtad/")
    overlap = page.evaluate("""
        () => [...document.querySelectorAll("article > p > .label")].filter(label => {
          const range = document.createRange();
          range.setStartAfter(label); range.setEndAfter(label.parentElement.lastChild);
          const words = [...range.getClientRects()].filter(box => box.width > 5);
          return words.some(box => box.left < label.getBoundingClientRect().right - 1
            && box.top < label.getBoundingClientRect().bottom
            && box.bottom > label.getBoundingClientRect().top);
        }).map(label => label.textContent)""")
    assert page.locator("article > p > .label", has_text="17.10").count() == 1
    assert not overlap


# --- What can be done with a provision ------------------------------------------------------------

STRIP = 'p[id="17.6"] > .acts'


def test_nothing_but_the_law_shows_until_a_reader_is_there(opened: Opened) -> None:
    page = opened("mtad/")
    assert "¶" not in page.locator("body").inner_text()
    assert "¶" not in page.content()
    shown = "all => all.filter(e => e.checkVisibility({visibilityProperty: true,"
    shown += " opacityProperty: true})).length"
    assert page.locator(".acts").evaluate_all(shown) == 0
    page.locator('p[id="17.6"]').hover()
    assert page.locator(".acts").evaluate_all(shown) == 1
    expect(page.locator(f"{STRIP} .permalink")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, swept("")])
def test_a_provision_says_how_it_is_cited_and_where_its_history_is(
    opened: Opened, scripts: object
) -> None:
    page = opened("mtad/", scripts=bool(scripts))
    page.locator('p[id="17.6"]').hover()
    link, life = page.locator(f"{STRIP} .permalink"), page.locator(f"{STRIP} .life")
    expect(link).to_have_attribute("href", "v/3.0/#17.6")
    expect(link).to_have_accessible_name("MTAD 3.0, Clause 17.6")
    expect(life).to_have_attribute("href", re.compile("clause/17.6/$"))
    expect(life).to_be_visible()


@pytest.mark.sweep
def test_by_keyboard_the_number_comes_first_and_then_what_can_be_done(opened: Opened) -> None:
    page = opened("mtad/")
    page.locator('p[id="17.6"] .label a').focus()
    names = []
    for _ in range(8):
        names.append(
            page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.textContent")
        )
        page.keyboard.press("Tab")
    # Terms and references stand in the words, before what stands after them.
    assert names == [
        *("17.6", "End Date", "Table 17.6", "Clause 17.7", "Clause 17.9"),
        *("MTAD 3.0, Clause 17.6", "Copy citation", "History of Clause 17.6"),
    ]


def test_without_scripts_a_tap_on_the_number_shows_it(opened: Opened) -> None:
    page = opened("mtad/v/3.0/", *PHONE, scripts=False)
    page.locator('p[id="17.6"] .label a').click()
    page.mouse.move(0, 0)
    expect(page.locator(f"{STRIP} .life")).to_be_visible()
    expect(page.locator(f"{STRIP} .permalink")).to_be_in_viewport(ratio=1)


@pytest.mark.sweep
def test_a_tap_on_a_provision_shows_what_can_be_done_and_one_elsewhere_takes_it_away(
    opened: Opened,
) -> None:
    page = opened("mtad/", *PHONE)
    browser = page.context.browser
    assert browser
    touch = browser.new_context(has_touch=True, viewport={"width": PHONE[0], "height": PHONE[1]})
    phone = touch.new_page()
    phone.goto(page.url)
    acts = phone.locator(".acts.shown")
    for anchor in ("17.8", "17.10"):
        phone.locator(f'p[id="{anchor}"]').tap(position={"x": 200, "y": 5})
        expect(acts).to_have_count(1)
        expect(acts.locator(".permalink")).to_have_attribute("href", f"v/3.0/#{anchor}")
        expect(acts.locator(".cite")).to_be_visible()
    phone.touchscreen.tap(3, 400)
    expect(acts).to_have_count(0)
    touch.close()


def test_a_citation_is_copied(opened: Opened) -> None:
    page = opened("mtad/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator('p[id="17.6"]').hover()
    page.locator(f"{STRIP} .cite").click()
    expect(page.locator(".told")).to_contain_text("Copied: MTAD 3.0, Clause 17.6, http")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("/mtad/v/3.0/#17.6")
    assert copied.startswith("MTAD 3.0, Clause 17.6, http")


@pytest.mark.sweep
def test_what_is_copied_of_the_text_is_the_text(opened: Opened) -> None:
    page = opened("mtad/")
    page.locator('p[id="17.6"]').hover()
    page.locator(f"{STRIP} .cite").wait_for()
    page.evaluate("""() => {
      const range = document.createRange();
      range.selectNode(document.getElementById("17.6"));
      getSelection().addRange(range);
    }""")
    said = page.evaluate("getSelection().toString()")
    assert said.startswith("17.6 The End Date")
    assert not re.search("cop|histor|cite", said, re.IGNORECASE)


# --- Contents and rail ----------------------------------------------------------------------------


@given(MARKDOWN)
def test_contents_lead_to_the_parts_in_their_order_and_none_twice(text: str) -> None:
    version = version_of(text)
    anchors = [block.anchor for block in version.body if block.anchor]
    entries: list[Any] = []
    for part in contents(version):
        entries += [part, *part["within"]]
    at = [anchors.index(each["anchor"]) for each in entries]
    assert at == sorted(set(at))


def test_contents_have_what_stands_under_a_heading_two_levels_deep() -> None:
    text = (
        "# Rules\n\nIntro.\n\n## 1 Boats\n\n1.1 First.\n\n(a) Oars.\n\n1.2 Then.\n\n## 2 Piers\n\n"
        "### 2A Wood\n\n2.1 Wood.\n\n### 2B Stone\n"
    )
    found = [
        (part["label"], [each["label"] for each in part["within"]])
        for part in contents(version_of(text))
    ]
    assert found == [("1", ["1.1", "1.2"]), ("2", ["2A", "2B"])]
    bare = contents(version_of("1.1 First.\n\n(a) Oars.\n\n1.2 Then."))
    assert [part["label"] for part in bare] == ["1.1", "1.2"]


def test_contents_have_nothing_of_what_stands_in_a_note() -> None:
    note = "[^1]: At:\n\n    1.3 the pier; or\n\n    1.4 the quay.\n"
    assert contents(version_of(f"Boats land[^1].\n\n{note}")) == []


def test_a_provision_without_a_heading_is_named_by_how_it_begins() -> None:
    words = "Boats land at the jetty by the old mill, and at the pier beyond it, by day alone."
    short, long = contents(version_of(f"1.1 Boats land.\n\n1.2 {words}\n"))
    assert short["title"] == "Boats land."
    assert long["title"] == "Boats land at the jetty by the old mill, and at the pier …"
    (heading,) = contents(version_of(f"## 1 {words}\n"))
    assert heading["title"] == words


@pytest.mark.sweep
def test_a_drawer_has_the_contents_of_a_page_that_no_navigation_has(opened: Opened) -> None:
    page = opened("mtad/v/2.0/", *PHONE)
    page.locator(".md-header label[for='__drawer']").click()
    page.locator(".md-nav--primary label[for='__toc']").first.click()
    link = page.locator(".md-nav--primary .md-nav--secondary a", has_text="17.6")
    expect(link).to_be_visible()
    link.click()
    wait_until(page, "location.hash === '#17.6'")


@pytest.mark.sweep
@pytest.mark.parametrize("width", [1280, swept("390")])
def test_the_rail_has_versions_files_feeds_and_the_hash(opened: Opened, width: object) -> None:
    page = opened("mtad/v/4.0/", int(str(width)))
    rail = page.locator(".rail")
    for name in ("MTAD 3.0", "what changed from 3.0", "Word", "Feed (Atom)", "History"):
        expect(rail.get_by_role("link", name=name, exact=True).first).to_be_visible()
    assert re.search(r"\b[0-9a-f]{64}\b", rail.inner_text())
    inside = page.locator(".rail-inside")
    assert inside.evaluate("rail => rail.scrollWidth <= rail.clientWidth")


def test_the_front_matter_is_what_a_builder_reads(pages: dict[str, str]) -> None:
    head = yaml.safe_load(pages["mtad/index.md"].split("\n---\n")[0])
    labels = re.findall(r'<span class="number">([^<]*)</span>', head["contents"])
    assert [label for label in labels if "." not in label] == [str(at) for at in range(1, 20)]
    at = labels.index("10")
    assert labels[at : at + 4] == ["10", "10.1", "10.2", "10.3"]


# --- What it weighs -------------------------------------------------------------------------------

_LOADED = re.compile(r'(?:src|href)="?[^" >]*assets/([\w.-]+\.(?:css|js))')
_HEAVIER = {"any two versions": 49_500, "redline": 46_000}
"""What a page may weigh that has more to load: a redline has what folds its list before it is
painted, and that of any two versions their choice too."""


def test_what_a_page_loads_of_ours_is_light(site: Path) -> None:
    ours = {name.removeprefix("assets/"): len(text) for name, text in site_assets().items()}
    for kind, address in EACH_KIND.items():
        html = (site / address / "index.html").read_text()
        loaded = {name for name in _LOADED.findall(html) if name in ours}
        assert {"identity.css", "corpus.js"} <= loaded
        limit = _HEAVIER.get(kind.partition(" of ")[0], 45_000)
        assert sum(ours[name] for name in loaded) < limit, kind
