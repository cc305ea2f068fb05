"""The pages in a browser: wide, on a phone, in the dark, without scripts and on paper."""

import datetime as dt
import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal
from xml.etree.ElementTree import Element

import pypdf
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from build_tools.language import day_in_words
from build_tools.site.build import site_assets
from tests.browsing import NOON, PAGES, scrolls_sideways, swept, wait_until
from tests.publishing import content_of, page_tree, text_of

# --- Every kind of page ---------------------------------------------------------------------------


@PAGES
def test_a_page_fits_the_screen_and_stands_out_from_its_ground(
    opened: Callable[..., Page], address: str
) -> None:
    page = opened(address)
    expect(page.locator("article h1").first).to_be_visible()
    schemes: dict[Literal["dark", "light"], str] = {"dark": "slate", "light": "default"}
    for scheme, name in schemes.items():
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)
        assert not page.evaluate(_FAINT), f"{address} is faint in {scheme}"
    page.evaluate(_LONG_CHOICES)
    for width in (1280, 768, 375, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert not scrolls_sideways(page), f"{address} scrolls sideways at {width} px"
        assert not page.evaluate(_OUTSIDE), f"{address} has text outside the screen at {width} px"


_LONG_CHOICES = """
() => document.querySelectorAll("select")
  .forEach(choice => choice.add(new Option("Heading of a Regulation on accidents, ".repeat(9))))
"""
_OUTSIDE = """
() => [...document.querySelectorAll("article :is(p, li, dt, dd, h1, h2, h3, h4, a, code)")]
  .filter(e => !e.closest(".table-frame, pre, .headerlink") && e.getClientRects().length)
  .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map(e => e.outerHTML.slice(0, 80))
"""


@PAGES
def test_without_scripts_all_the_text_is_there(
    opened: Callable[..., Page], site: Path, address: str
) -> None:
    """On the screen, or a click away where it is folded."""
    page = opened(address, scripts=False)
    _unfold(page)
    shown = _letters(page.locator("article").inner_text())
    source = content_of(page_tree(site / address / "index.html"))
    texts = {text_of(element) for element in _without_controls(source) if element.tag in _WHOLE}
    assert len(texts) > 5
    assert not [text for text in texts if _letters(text) not in shown]
    assert not page.evaluate(_WITHOUT_WORDS)


_WITHOUT_WORDS = """
() => [...document.querySelectorAll("article a[href]")]
  .filter(link => link.checkVisibility() && !link.getBoundingClientRect().width)
  .map(link => link.outerHTML)
"""
"""Links of which nothing is drawn, though they are shown."""


def _unfold(page: Page) -> None:
    """Opens what a reader without scripts can open, with the keys, and comes to all there is."""
    for summary in page.locator("article details > summary").all():
        if summary.is_visible() and not summary.evaluate("e => e.parentElement.open"):
            summary.press("Enter")
    for switch in page.locator("article .fold input").all():
        if switch.is_visible():
            switch.press("Space")
    # A line of the list is drawn when it comes near the screen: here all are on it.
    if cards := page.locator("article .card").all():
        page.set_viewport_size({"width": 1280, "height": _TALLER_THAN_ANY_LIST})
    for card in cards:
        expect(card).to_contain_text(re.compile(r"\w"), use_inner_text=True)


_TALLER_THAN_ANY_LIST = 20_000


def _without_controls(element: Element) -> Iterator[Element]:
    """What says something of the law: not what only works with scripts, nor what tells of a choice
    that is not made."""
    if not _CONTROLS & set((element.get("class") or "").split()):
        yield element
        for child in element:
            yield from _without_controls(child)


_CONTROLS = {
    "scripted",
    "acts",
    "fold",
    "state",
    "past",
    "sides-head",
    "origin-notes",
    "citing",
    "unfetched",
    "to-rail",
}
_WHOLE = ("p", "td", "th", "h1", "h2", "h3", "h4", "dd", "caption")


def _letters(text: str) -> str:
    """What is compared: not spaces, nor case, which style sheets change."""
    return "".join(text.split()).lower()


_FAINT = """
() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const colour = css => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = css; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const over = (top, below) => {
    const a = top[3] / 255;
    return [0, 1, 2].map(i => top[i] * a + below[i] * (1 - a)).concat(255);
  };
  const ground = element => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) {
      layers.unshift(colour(getComputedStyle(e).backgroundColor));
    }
    return layers.reduce((below, top) => over(top, below), [255, 255, 255, 255]);
  };
  const light = c => [0, 1, 2]
    .map(i => c[i] / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const found = new Map();
  for (const e of document.querySelectorAll("article *")) {
    if (e.matches(".headerlink, .permalink, .md-source-file *")) continue;
    if (!e.getClientRects().length) continue;
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    const below = ground(e), text = over(colour(getComputedStyle(e).color), below);
    const [dark, bright] = [light(text), light(below)].sort((a, b) => a - b);
    const ratio = (bright + 0.05) / (dark + 0.05);
    if (ratio < 4.5) {
      const said = `${ratio.toFixed(2)} ${e.textContent.slice(0, 40)}`;
      found.set(`${e.tagName}.${e.className}`, said);
    }
  }
  return Object.fromEntries(found);
}
"""


# --- Paper ----------------------------------------------------------------------------------------


def printed(page: Page) -> str:
    """The words of a page on paper, without the spaces, and with the letters of each ligature that
    a font drew."""
    reader = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4")))
    words = "".join("".join(sheet.extract_text().split()) for sheet in reader.pages)
    return unicodedata.normalize("NFKC", words)


@pytest.mark.parametrize(
    "address", ["publication-log/", swept("amendments/mtad-moc-secure-closure/"), swept("")]
)
def test_no_sheet_is_empty(opened: Callable[..., Page], address: str) -> None:
    """A page as high as the window and its margin began one more; a box that must not be divided
    leaves the rest of a sheet.
    """
    reader = pypdf.PdfReader(io.BytesIO(opened(address).pdf(format="A4")))
    lines = [len(sheet.extract_text().splitlines()) for sheet in reader.pages]
    assert min(lines[:-1], default=10) >= 10
    assert lines[-1]


@pytest.mark.sweep
def test_a_redline_on_paper(opened: Callable[..., Page]) -> None:
    page = opened("mtad/redline/3.0..4.0/")
    words = printed(page)
    for said in (
        "Proposed, not in force",
        "Reconstruction for demonstration, not the legal text",
        "31 January 2023",
        "Closes on the End Date",
        "MOC (Secure)",
        "Position on 23 November 2026",
    ):
        assert said.replace(" ", "") in words, f"{said!r} is not on paper"


@pytest.mark.sweep
def test_the_text_in_force_on_paper(opened: Callable[..., Page], site: Path) -> None:
    words = printed(opened("mtad/"))
    paragraphs = [
        p for p in content_of(page_tree(site / "mtad/index.html")).iter("p") if p.get("id")
    ]
    assert len(paragraphs) > 100
    lost = [p.get("id") for p in paragraphs if "".join(text_of(p).split())[:60] not in words]
    assert len(lost) <= len(paragraphs) // 50, f"not on paper: {lost}"


def test_words_in_tables_are_not_torn(opened: Callable[..., Page]) -> None:
    link = opened("mtad/redline/3.0..4.0/", 375).locator(".ends td a").first
    assert link.evaluate("e => getComputedStyle(e).wordBreak") == "normal"


def test_paper_shows_marks_without_colour_and_no_controls(opened: Callable[..., Page]) -> None:
    page = opened("mtad/redline/3.0..4.0/")
    page.emulate_media(media="print")
    for mark, line in (("ins", "underline"), ("del", "line-through")):
        style = page.locator(f"article p {mark}").first.evaluate(
            "e => [getComputedStyle(e).textDecorationLine, getComputedStyle(e).color]"
        )
        assert line in style[0]
    for control in (".md-header", ".md-sidebar", ".md-footer"):
        assert not page.locator(control).first.is_visible(), f"{control} is printed"
    assert (
        page.locator(".table-frame").first.evaluate("e => getComputedStyle(e).overflow")
        == "visible"
    )
    assert page.locator(".card").first.evaluate("e => getComputedStyle(e).breakInside") == "avoid"


# --- Places ---------------------------------------------------------------------------------------


@pytest.mark.sweep
def test_the_header_of_a_table_stays_in_sight(opened: Callable[..., Page]) -> None:
    page = opened("mtad/", 375, 420)
    frame = page.locator(".table-frame", has=page.locator("#table-5\\.2"))
    frame.scroll_into_view_if_needed()
    frame.evaluate("e => e.scrollTo(0, e.scrollHeight)")
    assert frame.evaluate("e => e.scrollTop") > 200, "the frame is too high to be scrolled"
    top = frame.evaluate("e => e.getBoundingClientRect().top")
    header = frame.locator("thead th").first.evaluate("e => e.getBoundingClientRect().top")
    assert abs(header - top) < 3
    assert (
        frame.locator("tbody tr").first.evaluate("e => e.getBoundingClientRect().bottom") < header
    )


def _in_sight(page: Page, id_: str) -> bool:
    return bool(
        page.evaluate(
            """id => {
              const box = document.getElementById(id).getBoundingClientRect();
              const head = document.querySelector(".md-header").getBoundingClientRect().bottom;
              return box.top >= head - 1 && box.top < innerHeight;
            }""",
            id_,
        )
    )


@pytest.mark.sweep
@pytest.mark.parametrize("width", [1280, pytest.param(375, marks=pytest.mark.sweep)])
def test_a_link_to_a_change_leads_to_its_place(opened: Callable[..., Page], width: int) -> None:
    page = opened("mtad/redline/3.0..4.0/", width)
    link = page.locator(".card .where", has_text="Table 17.6, row MOC (Secure), End date")
    id_ = (link.get_attribute("href") or "")[1:]
    link.click()
    wait_until(page, "id => location.hash === '#' + id", id_)
    wait_until(page, "scrollY > 1000")
    assert _in_sight(page, id_)
    assert "31 January 2023" in page.locator(f"[id='{id_}']").inner_text()


@pytest.mark.sweep
@pytest.mark.parametrize("anchor", [swept("17.6"), "table-17.6"])
def test_an_address_with_a_clause_opens_at_the_clause(
    opened: Callable[..., Page], anchor: str
) -> None:
    page = opened(f"mtad/#{anchor}")
    wait_until(page, "scrollY > 200")
    assert _in_sight(page, anchor)


def test_a_link_to_another_site_is_known_from_one_within_the_record(
    opened: Callable[..., Page],
) -> None:
    """Its words may be those of a citation: "Clause 17.6"."""
    page = opened("amendments/mtad-foc-np-closure/")
    drawn = "link => getComputedStyle(link, '::after').content"
    out = page.locator("article a[href^='https://www.smartdcc.co.uk/']").first
    within = page.locator("article p a[href*='mtad/']").first
    assert "\u2197" in out.evaluate(drawn)
    assert "\u2197" not in within.evaluate(drawn)
    assert out.inner_text().isascii()


@pytest.mark.sweep
def test_the_number_of_a_clause_takes_its_address(opened: Callable[..., Page]) -> None:
    page = opened("mtad/")
    page.locator("p[id='17.6'] .label a").click()
    wait_until(page, "location.hash === '#17.6'")
    assert page.locator("p[id='17.6']").inner_text().startswith("17.6 The End Date")


@pytest.mark.sweep
def test_from_home_to_the_change_in_two_clicks(opened: Callable[..., Page]) -> None:
    page = opened("")
    page.get_by_role("link", name="What MTAD 4.0 would change").click()
    expect(page.locator("h1")).to_contain_text("MTAD 3.0 → 4.0")
    link = page.locator(".card .where", has_text="Table 17.6, row MOC (Secure), End date")
    expect(link).to_be_in_viewport()
    id_ = (link.get_attribute("href") or "")[1:]
    link.click()
    wait_until(page, "id => location.hash === '#' + id", id_)
    wait_until(page, "scrollY > 1000")
    assert _in_sight(page, id_)


@pytest.mark.sweep
@pytest.mark.parametrize(
    "address", ["mtad/redline/3.0..4.0/", "amendments/mtad-moc-secure-closure/"]
)
def test_the_announcement_of_a_consultation_has_its_bar(
    opened: Callable[..., Page], address: str
) -> None:
    bar = "e => parseFloat(getComputedStyle(e).borderInlineStartWidth)"
    assert opened(address).locator(".consultation").evaluate(bar) > 2


@pytest.mark.sweep
def test_home_answers_on_one_screen(opened: Callable[..., Page]) -> None:
    page = opened("", 1440)
    page.set_viewport_size({"width": 1440, "height": 900})
    bottoms = page.locator(".standing section h2").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().bottom)"
    )
    assert len(bottoms) == 4
    assert max(bottoms) < 900


# --- The day --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "said"), [(0, False), (1, True)])
def test_a_page_says_when_its_day_has_passed(
    opened: Callable[..., Page], days: int, said: bool
) -> None:
    today = NOON + dt.timedelta(days=days)
    page = opened("mtad/history/", now=today)
    expect(page.locator(".as-of")).to_contain_text("Position on 23 November 2026")
    note = page.locator(".as-of-passed")
    if said:
        expect(note).to_contain_text(f"That day has passed: today is {day_in_words(today.date())}")
    expect(note).to_have_count(int(said))


# --- Addresses of redlines that are no pages ------------------------------------------------------


@pytest.mark.sweep
@pytest.mark.parametrize("pair", ["1.0..4.0", "1.0..9.0"])
def test_the_address_of_a_redline_that_is_no_page_leads_to_where_any_two_are_compared(
    contexts: dict[str, BrowserContext], root: str, site: Path, pair: str
) -> None:
    """One that was kept, and one that never was: there a site answers with its 404.html. A page is
    closed when it is whole: Chromium may never close one that is just being loaded."""
    page = contexts["scripts"].new_page()
    missing = (site / "404.html").read_text()
    if not (site / f"mtad/redline/{pair}/index.html").exists():
        page.route(
            f"**/mtad/redline/{pair}/",
            lambda route: route.fulfill(status=404, content_type="text/html", body=missing),
        )
    page.goto(f"{root}mtad/redline/{pair}/", wait_until="commit")
    page.wait_for_url(f"{root}mtad/compare/#{pair}", wait_until="load")
    page.close()


def test_no_address_of_a_redline_leads_to_another_site(
    contexts: dict[str, BrowserContext], root: str, site: Path
) -> None:
    page = contexts["scripts"].new_page()
    missing = (site / "404.html").read_text()
    page.route(
        "**/redline/1.0..4.0/",
        lambda route: route.fulfill(status=404, content_type="text/html", body=missing),
    )
    page.route("**/compare/", lambda route: route.fulfill(content_type="text/html", body=""))
    page.goto(f"{root}/elsewhere.invalid/redline/1.0..4.0/", wait_until="commit")
    page.wait_for_url("**/elsewhere.invalid/compare/#1.0..4.0", wait_until="load")
    assert page.url.startswith(root)
    page.close()


def test_without_a_script_the_address_of_such_a_redline_says_where_it_is(site: Path) -> None:
    kept = page_tree(site / "mtad/redline/1.0..4.0/index.html")
    (link,) = [each for each in content_of(kept).iter("a") if "Compare" in text_of(each)]
    assert link.get("href") == "../../compare/#1.0..4.0"
    other = content_of(page_tree(site / "404.html"))
    assert "What changed between two versions" in text_of(other)
    assert [each.get("href") for each in other.iter("a")] == ["/compare/"]


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2023-01-03", "10 days left"),
        ("2023-01-12", "1 day left"),
        ("2023-01-13", "today"),
        ("2023-01-14", "That day has passed."),
    ],
)
def test_days_left_are_counted_from_the_day_on_which_a_page_is_read(
    browser: Browser, today: str, said: str
) -> None:
    page = browser.new_page()
    page.clock.set_fixed_time(f"{today}T12:00:00Z")
    page.set_content('by 13 January 2023 <b class="days-left" data-until="2023-01-13"></b>')
    page.add_script_tag(content=site_assets()["assets/corpus.js"])
    expect(page.locator(".days-left")).to_have_text(said)
    page.close()
