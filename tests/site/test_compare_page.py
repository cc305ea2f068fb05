"""The page that compares any two versions: what its script draws and lists is what Python does."""

import csv
import io
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import permutations
from typing import Any, NoReturn

import pytest
from playwright.sync_api import Browser, Page, expect

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.graph import Graphs
from build_tools.lineage.weave import weave_of_document, weave_of_files, woven_redline
from build_tools.model import Change, Corpus, Document, Version
from build_tools.model.weave import Weave
from build_tools.render.csv import redline_csv
from build_tools.render.html import version_html
from build_tools.render.html.folding import folded_html
from build_tools.render.json import redline_json
from build_tools.render.page.woven_page import woven_page_data
from build_tools.render.text import redline_text
from build_tools.render.without_a_word import resting_lines
from build_tools.site.build import site_assets
from tests import invariants
from tests.browsing import scrolls_sideways
from tests.paths import SHARED
from tests.publishing import AS_OF
from tests.reviewing import version_of
from tests.running import understood

Pair = tuple[Version, Version]


def pairs_of(document: Document) -> list[Pair]:
    """Any two versions, either way round."""
    return list(permutations(document.versions, 2))


def ends_of(document: Document) -> list[Pair]:
    """The last version with each other one, and the first with the last the other way round."""
    first, *_, last = document.versions
    return [*((old, last) for old in document.versions[:-1]), (last, first)]


def drawn(page: Page, old: str, new: str) -> None:
    """Choose two versions by the address, and wait for their redline."""
    page.evaluate("pair => { location.hash = pair }", f"{old}..{new}")
    shows(page, f"{old}..{new}")


_CARDS = """
() => [...document.querySelectorAll(".card")].map(card => ({
  id: card.dataset.id,
  kinds: card.dataset.kinds,
  where: card.querySelector(".where").textContent,
  noise: card.dataset.noise ?? "",
  level: [...card.querySelectorAll("dt")]
    .find(name => name.textContent === "Level")?.nextSibling.textContent ?? "",
  by: [...card.querySelectorAll("dt")]
    .find(name => name.textContent === "By")?.nextSibling.textContent ?? "",
}))
"""
_TEXT = """
() => {
  const text = document.querySelector(".text").cloneNode(true);
  for (const fold of text.querySelectorAll(".fold")) fold.remove();
  return text.innerHTML;
}
"""


_PASSED = """
() => [...document.querySelectorAll(".passed li")].map(entry => [
  entry.textContent.includes("stands in both"),
  entry.querySelector("q").textContent,
])
"""


_RESTING = """
() => [...document.querySelectorAll("details.resting li")].map(entry => entry.textContent)
"""


_FOLDS = re.compile(r'<div class="(unchanged[^"]*)"><p class="fold">.*?… (.*?) unchanged')
"""The groups of what did not change: whether they stand before the first change, and what they
have."""


def told_in_the_box(page: Page) -> Counter[tuple[bool, str]]:
    """The words of the box "Changed and changed back", each with whether both ends have it."""
    return counted_words(page.evaluate(_PASSED))


def words_changed_back(weave: Weave, old: Version, new: Version) -> Counter[tuple[bool, str]]:
    """The same as Python tells it."""
    told = woven_redline(weave, old, new).changed_back
    return counted_words((each.stands, each.text) for each in told)


def counted_words(told: Iterable[tuple[bool, str]]) -> Counter[tuple[bool, str]]:
    """Words without the signs round them: the number of a note is written in two ways."""
    return Counter(
        (stands, word) for stands, text in told for word in re.findall(r"\w+(?:\.\w+)*", text)
    )


def listed(change: Change) -> dict[str, Any]:
    """A change of Python's as the list of the page shows it."""
    return {
        "id": change.id,
        "kinds": " ".join(change.kinds),
        "where": change.where,
        "noise": " ".join(change.noise) if change.consequential else "",
        "level": change.level,
        "by": ", ".join(change.by),
    }


@pytest.mark.parametrize(
    ("name", "pairs"),
    [
        ("example", ends_of),
        pytest.param("example", pairs_of, marks=pytest.mark.sweep),
        pytest.param("mtad", pairs_of, marks=pytest.mark.sweep),
    ],
)
def test_any_two_versions_are_listed_as_python_lists_them_and_drawn_whole(
    record: Corpus,
    comparisons: Comparisons,
    opened: Callable[..., Page],
    name: str,
    pairs: Callable[[Document], list[Pair]],
) -> None:
    document = record.document(name)
    weave = weave_of_document(document, comparisons)
    clean = {
        version.label: invariants.seen("\n".join(version_html(version, heading_offset=2)))
        for version in document.versions
    }
    page = opened(f"{name}/compare/")
    for old, new in pairs(document):
        drawn(page, old.label, new.label)
        redline = woven_redline(weave, old, new)
        wanted = [listed(change) for change in redline.changes]
        assert page.evaluate(_CARDS) == wanted
        folded = "\n".join(folded_html(redline, heading_offset=2))
        assert _FOLDS.findall(page.locator(".text").inner_html()) == _FOLDS.findall(folded)
        html = page.evaluate(_TEXT)
        assert invariants.rejected(html) == clean[old.label]
        assert invariants.accepted(html) == clean[new.label]
        assert not invariants.faults(html)
        assert invariants.cited(html) == {change["id"] for change in wanted}
        told = Graphs(record, AS_OF).told(redline)
        box = page.locator("details.resting")
        expect(box).to_have_attribute("data-pair", f"{old.label}..{new.label}")
        assert page.evaluate(_RESTING) == list(resting_lines(told))
        passed = told_in_the_box(page)
        assert passed <= words_changed_back(weave, old, new)
        assert name != "mtad" or passed == words_changed_back(weave, old, new)


def test_any_two_have_no_files_and_the_commands_that_make_them(
    opened: Callable[..., Page],
) -> None:
    page = opened("mtad/compare/#1.0..4.0")
    shows(page, "1.0..4.0")
    expect(page.locator(".review .downloads")).to_have_count(0)
    commands = page.locator(".command").all_text_contents()
    assert len(commands) == 2
    for command in commands:
        assert command.startswith("corpus redline mtad@1.0 mtad@4.0 --format ")
        understood(command)


CHAINS = SHARED / "corpora" / "chains"
PAIRS_OF_CHAINS = {
    "li__li_LGBl-2004-258": 110,
    "li__li_LGBl-2009-166": 30,
    "servercert__docs_BR": 8,
    "servercert__docs_NSR": 60,
    "site-policy__Policies_github-privacy-statement": 40,
    "site-policy__Policies_github-terms_github-terms-for-additional-products-and-features": 60,
}
_LISTED = """
([weave, pairs]) => {
  madeReady(weave);
  return pairs.map(([old, now]) => {
    const way = waysBetween(weave.versions, weave.sets, old, now);
    const { changes } = redlineOf(weave, way);
    const listed = changes.map(each => ({
      id: each.id,
      kinds: each.kinds.join(" "),
      where: each.where,
      noise: each.consequential ? each.noise.join(" ") : "",
      level: each.level ?? "",
      by: [...new Set(each.by.filter(made => made >= 0))].sort((a, b) => a - b)
        .map(made => weave.versions[made].label).join(", "),
    }));
    return [listed, passedBetween(weave, way).map(each => [each.stands, each.words])];
  });
}
"""


@pytest.mark.sweep
@pytest.mark.parametrize("name", PAIRS_OF_CHAINS)
def test_pairs_of_real_chains_are_listed_as_python_lists_them(
    browser: Browser, missing: Callable[[str], NoReturn], name: str
) -> None:
    """And what the box "Changed and changed back" tells stands in a version between the two, or in
    both of them."""
    if not CHAINS.is_dir():
        missing(f"there are no chains at {CHAINS}")
    texts = [path.read_text(encoding="utf-8") for path in sorted((CHAINS / name).glob("v*.md"))]
    versions = [version_of(text, f"{at}") for at, text in enumerate(texts)]
    comparisons = Comparisons()
    weave = weave_of_files(versions, comparisons)
    steps = {at: comparisons.between(versions[at - 1], versions[at]) for at in range(1, len(texts))}
    bases = [{"base": woven.base, "label": woven.label} for woven in weave.versions]
    data = {"versions": bases, **woven_page_data(weave, versions, steps)}
    words = [words_in("\n".join([block.text for block in each.body])) for each in versions]
    every = list(permutations(range(len(texts)), 2))
    pairs = random.Random(name).sample(every, PAIRS_OF_CHAINS[name])
    page = browser.new_page()
    scripts = (
        site_assets()["assets/compare.js"].partition("{const page=document")[0].removeprefix("{")
    )
    found = page.evaluate(f"given => {{{scripts}; return ({_LISTED})(given)}}", [data, pairs])
    page.close()
    for (old, new), (listed_there, passed) in zip(pairs, found, strict=True):
        wanted = woven_redline(weave, versions[old], versions[new])
        assert listed_there == [*map(listed, wanted.changes)], f"{old}..{new}"
        between = words[min(old, new) + 1 : max(old, new)]
        for stands, text in passed:
            said = words_in(text)
            places = [words[old] & words[new]] if stands else between
            assert any(all(there[word] >= said[word] for word in said) for there in places), text


def words_in(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def shows(page: Page, pair: str) -> None:
    """The page has drawn these two."""
    expect(page.locator(f'.comparing[data-drawn="{pair}"]')).to_be_attached()


def test_the_choice_stands_in_the_address_and_the_way_back_leads_back(
    opened: Callable[..., Page],
) -> None:
    page = opened("mtad/compare/#1.0..3.0")
    shows(page, "1.0..3.0")
    page.get_by_label("New", exact=True).select_option(label="4.0, consultation closed")
    shows(page, "1.0..4.0")
    assert page.url.endswith("/mtad/compare/#1.0..4.0")
    page.get_by_role("button", name="Swap").click()
    shows(page, "4.0..1.0")
    page.go_back()
    shows(page, "1.0..4.0")
    page.get_by_role("button", name="Next change").click()
    shared = page.url
    assert "/mtad/compare/#1.0..4.0/c-" in shared
    again = opened(f"mtad/compare/{shared[shared.index('#') :]}", 375)
    shows(again, "1.0..4.0")
    assert again.locator(".card.current").get_attribute("data-id") == shared.rpartition("/")[2]
    assert not scrolls_sideways(again)


def test_an_address_of_no_two_versions_is_said_to_be_one_and_the_last_step_is_shown(
    opened: Callable[..., Page],
) -> None:
    for names in ("9.0..1.0", "1..4", "%E0%A4%A"):
        page = opened(f"mtad/compare/#{names}")
        shows(page, "3.0..4.0")
        expect(page.locator(".unknown")).to_contain_text(f"“{names}”")
        expect(page.locator(".unknown")).to_contain_text("Shown: 3.0..4.0.")
        drawn(page, "1.0", "2.0")
        expect(page.locator(".unknown")).to_be_empty()
        page.evaluate("names => { location.hash = names }", names)
        expect(page.locator(".unknown")).to_contain_text("Shown: 1.0..2.0.")
        expect(page.locator(".comparing")).to_have_attribute("data-drawn", "1.0..2.0")
        page.get_by_label("Old", exact=True).select_option(index=2)
        shows(page, "3.0..2.0")
        expect(page.locator(".unknown")).to_be_empty()
    page = opened("mtad/compare/#pages")
    shows(page, "3.0..4.0")
    expect(page.locator(".unknown")).to_be_empty()


@pytest.mark.parametrize("address", ["mtad/redline/3.0..4.0/", "mtad/v/3.0/", "mtad/at/"])
def test_an_address_that_is_no_text_breaks_no_script(
    opened: Callable[..., Page], address: str
) -> None:
    """What a page complains of fails the test when it is closed."""
    page = opened(f"{address}#%E0%A4%A")
    assert page.evaluate("location.hash") == "#%E0%A4%A"


def test_time_is_walked_through_by_keyboard(opened: Callable[..., Page]) -> None:
    page = opened("mtad/compare/#1.0..2.0")
    slider = page.get_by_label("Through time")
    slider.focus()
    page.keyboard.press("ArrowRight")
    shows(page, "2.0..3.0")
    expect(slider).to_have_attribute("aria-valuetext", "3.0, compared with 2.0")
    page.get_by_label("each step by itself").uncheck()
    slider.focus()
    page.keyboard.press("ArrowRight")
    shows(page, "2.0..4.0")
    marks = page.locator(".text ins[data-by]")
    assert set(marks.evaluate_all("all => all.map(mark => mark.dataset.by)")) == {"3.0", "4.0"}
    lines = {
        each.evaluate("mark => getComputedStyle(mark).textDecorationStyle")
        for each in (page.locator(f'.text ins[data-by="{made}"]').first for made in ("3.0", "4.0"))
    }
    assert len(lines) == 2


def test_what_came_and_went_between_stands_in_a_box_as_python_tells_it(
    record: Corpus, comparisons: Comparisons, opened: Callable[..., Page]
) -> None:
    document = record.document("mtad")
    old, new = document.version("1.0"), document.version("4.0")
    page = opened("mtad/compare/#1.0..4.0")
    shows(page, "1.0..4.0")
    page.locator(".passed summary").click()
    expect(page.locator(".passed").get_by_text("Clause 17.9(a)")).to_be_visible()
    told = told_in_the_box(page)
    assert told == words_changed_back(weave_of_document(document, comparisons), old, new)
    assert told
    drawn(page, "1.0", "2.0")
    expect(page.locator(".passed")).to_be_hidden()


def heads_of(text: str) -> list[str]:
    """Of a list as text the lines that name its changes."""
    return [line for line in text.splitlines()[1:] if re.search(r"^\w.* \([a-z, -]+\)$", line)]


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_list_is_taken_away_as_python_writes_it(
    record: Corpus, comparisons: Comparisons, opened: Callable[..., Page]
) -> None:
    document = record.document("mtad")
    old, new = document.version("1.0"), document.version("4.0")
    redline = woven_redline(weave_of_document(document, comparisons), old, new)
    page = opened("mtad/compare/#1.0..4.0")
    shows(page, "1.0..4.0")
    page.locator(".facts > summary").click()
    taken = {}
    for name, form in (("CSV", "csv"), ("JSON", "json"), ("text", "txt")):
        with page.expect_download() as download:
            page.locator(".takes").get_by_role("button", name=name).click()
        assert download.value.suggested_filename == f"mtad-1.0-to-4.0.{form}"
        taken[form] = download.value.path().read_bytes().decode()
    # What changed without a word, and what it rests on, only the files of the command tell.
    head, *rows = rows_of(redline_csv(redline))
    assert rows_of(taken["csv"]) == [
        row[: head.index("rests on")] for row in (head, *rows) if row[0]
    ]
    wanted = json.loads(redline_json(redline))
    found = json.loads(taken["json"])
    assert found["old"] == wanted["old"]
    assert found["new"] == wanted["new"]
    assert found["counts"] == wanted["counts"]
    keys = "id kinds where anchor old_label new_label old new consequential".split()
    for change, same in zip(found["changes"], wanted["changes"], strict=True):
        assert {key: change[key] for key in keys} == {key: same[key] for key in keys}
        assert change.get("by") == same.get("by")
    assert heads_of(taken["txt"]) == heads_of(redline_text(redline))


def test_remarks_belong_to_the_two_versions_that_they_were_made_on(
    opened: Callable[..., Page],
) -> None:
    page = opened("mtad/compare/#1.0..4.0")
    shows(page, "1.0..4.0")
    page.locator(".card .where").first.click()
    page.locator(".card").first.get_by_role("button", name="Remark").click()
    page.keyboard.type("Why so late?")
    expect(page.locator(".remarked")).to_contain_text("Remarks: 1.")
    drawn(page, "2.0", "4.0")
    expect(page.locator(".remarked")).to_contain_text("No remark yet")
    drawn(page, "1.0", "4.0")
    expect(page.locator(".remarked")).to_contain_text("Remarks: 1.")
    expect(page.locator(".card textarea").first).to_have_value("Why so late?")


def test_without_a_script_the_pages_and_the_command_are_named(opened: Callable[..., Page]) -> None:
    page = opened("mtad/compare/", scripts=False)
    expect(page.locator(".comparing")).to_be_hidden()
    expect(page.locator("table.compare")).to_contain_text("3.0 → 4.0")
    expect(page.locator("article")).to_contain_text("corpus redline mtad@1.0 mtad@4.0")
