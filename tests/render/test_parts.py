"""A long redline stands in parts, which change nothing in it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from build_tools.model import Redline
from build_tools.render.html.folding import folded_html
from build_tools.render.html.parts import LINES, WHOLE, parted_html
from build_tools.render.page.one_file import redline_page
from tests.bench.growth_shapes import SHAPES, Shape
from tests.browsing import scrolls_sideways, wait_until
from tests.reviewing import compared

_PART = re.compile(r'<div class="part" style="--lines:\d+">')
CLAUSES = 2 * WHOLE
FIRST, EVERY = 4, 10
"""Which clause is the first to change, and how many go by until the next does."""


def parted(redline: Redline) -> list[str]:
    return list(parted_html(redline, heading_offset=0))


def folded(redline: Redline) -> list[str]:
    return list(folded_html(redline, heading_offset=0))


def without_parts(lines: list[str]) -> list[str]:
    """The lines without the parts that they stand in, each of which must end."""
    found, inside = [], ""
    for line in lines:
        if _PART.fullmatch(line):
            inside = "part"
        elif line == "</div>" and inside == "part":
            inside = ""
        else:
            # A group in a part ends before the part does.
            group = line.startswith('<div class="unchanged') and inside
            inside = "group" if group else "part" if line == "</div>" and inside else inside
            found.append(line)
    assert not inside
    return found


def clauses(count: int) -> Redline:
    old = [f"1.{at} A visitor may take the raft of pier {at}." for at in range(1, count)]
    new = [
        each.replace("raft", "punt") if at % EVERY == FIRST else each for at, each in enumerate(old)
    ]
    return compared("\n\n".join(old), "\n\n".join(new))


def test_a_short_text_stands_as_it_is() -> None:
    redline = clauses(WHOLE - 1)
    assert parted(redline) == folded(redline)


def test_a_long_text_stands_in_parts_that_change_nothing_in_it() -> None:
    redline = clauses(CLAUSES)
    lines = parted(redline)
    assert without_parts(lines) == folded(redline)
    parts = [line for line in lines if _PART.fullmatch(line)]
    assert CLAUSES / (LINES + EVERY) <= len(parts) <= CLAUSES / LINES + 1


def test_a_long_group_without_a_change_is_divided_within_its_frame() -> None:
    old = [f"1.{at} A visitor may take the raft of pier {at}." for at in range(CLAUSES)]
    lines = parted(compared("\n\n".join(old), "\n\n".join([*old[:-1], "1.1 Another."])))
    [frame] = [at for at, line in enumerate(lines) if line.startswith('<div class="unchanged')]
    assert _PART.fullmatch(lines[frame + 1])
    assert sum(map(bool, map(_PART.fullmatch, lines))) >= CLAUSES // LINES


@pytest.mark.sweep
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_no_shape_of_text_is_another_in_parts(shape: Shape) -> None:
    redline = compared(*shape.sides(min(shape.largest, 2 * WHOLE)))
    assert without_parts(parted(redline)) == folded(redline)


def test_what_was_replaced_stands_in_one_part_with_what_replaced_it() -> None:
    [rewritten] = [shape for shape in SHAPES if shape.name == "paragraphs all rewritten"]
    html = "\n".join(parted(compared(*rewritten.sides(WHOLE // 2))))
    parts = _PART.split(html)[1:]
    assert html.count('<p class="del') > WHOLE // 4
    assert [part.count('<p class="del') - part.count('<p class="ins') for part in parts] == [
        0
    ] * len(parts)


# --- In a browser ---------------------------------------------------------------------------------


@pytest.fixture
def long_page(contexts: dict[str, BrowserContext], tmp_path: Path) -> Page:
    """The page of a long redline, of as many changes as there are tens of clauses."""
    path = tmp_path / "long.html"
    path.write_text(redline_page(clauses(CLAUSES)), encoding="utf-8")
    page = contexts["scripts"].new_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(path.as_uri())
    return page


_SEEN = (
    "e => { const { top, bottom } = e.getBoundingClientRect(); return top > 0 && bottom < 800; }"
)
_WORDS = r"e => e.textContent.replace(/\s+/g, '')"
_SKIPPED = """() => [...document.querySelectorAll(".text .part")].filter(part =>
  !part.lastElementChild.checkVisibility({ contentVisibilityAuto: true })).length"""


@pytest.mark.sweep
def test_the_walk_views_and_paper_of_a_long_page_are_whole(long_page: Page) -> None:
    page, changes = long_page, len(clauses(CLAUSES).changes)
    parts, cards = page.locator(".text .part").count(), page.locator(".card")
    expect(cards).to_have_count(changes)
    assert page.locator(".list .part").count() == -(-changes // 100)
    assert page.evaluate(_SKIPPED) >= parts - 6, "what is out of sight is laid out"
    text = page.locator(".text").evaluate(_WORDS)
    # To a change far below, and from there on.
    last = cards.last.get_attribute("data-id")
    page.evaluate("id => (location.hash = id)", last)
    wait_until(page, f"document.querySelector('.card.current')?.dataset.id === '{last}'")
    mark = page.locator(f".text [id='{last}']")
    assert mark.evaluate(_SEEN)
    expect(page.locator(".position")).to_have_text(f"{changes} of {changes}")
    page.keyboard.press("k")
    expect(page.locator(".position")).to_have_text(f"{changes - 1} of {changes}")
    mark = page.locator(".text ins.current").last
    # Side by side is drawn where the reader is, and everywhere before it is printed.
    page.locator("[value=sides]").click()
    assert mark.evaluate("e => !!e.closest('.pair')")
    assert mark.evaluate(_SEEN)
    drawn = page.locator(".text .part:has(> .pair)")
    assert 0 < drawn.count() < parts
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(drawn).to_have_count(parts)
    page.locator("[value=new]").click()
    expect(page.locator(".pair")).to_have_count(0)
    assert page.locator(".text").evaluate(_WORDS) == text
    tops = page.locator(".markers i").evaluate_all("all => all.map(e => parseFloat(e.style.top))")
    assert len(tops) == changes
    assert tops == sorted(tops)


def test_the_parts_of_a_long_page_fit_a_phone(long_page: Page) -> None:
    for width in (1280, 390, 320):
        long_page.set_viewport_size({"width": width, "height": 800})
        assert not scrolls_sideways(long_page), f"it scrolls sideways at {width} px"
