"""The page that compares any two versions: what its script draws and lists is what Python does."""

import csv
import datetime as dt
import io
import json
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, permutations
from pathlib import Path
from typing import Any, NoReturn

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from build_tools.language import speaking
from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.graph import Graphs
from build_tools.lineage.provenance import History, not_begun_between, not_begun_in_weave
from build_tools.lineage.weave import weave_of_document, weave_of_files, woven_redline
from build_tools.model import (
    Change,
    CitationWords,
    Corpus,
    Document,
    Redline,
    RedlineInPart,
    Version,
)
from build_tools.model.weave import Weave
from build_tools.record import load
from build_tools.render import render_redline
from build_tools.render.csv import redline_csv
from build_tools.render.html import redline_html, version_html
from build_tools.render.html.folding import folded_html
from build_tools.render.html.parts import parted_html
from build_tools.render.json import redline_json
from build_tools.render.not_begun_in_words import not_begun_by_change, redline_signs
from build_tools.render.page.assets import minified
from build_tools.render.page.change_list import change_entries
from build_tools.render.page.woven_graph import woven_graph_data
from build_tools.render.page.woven_page import woven_page_data
from build_tools.render.page.woven_waits import woven_waits
from build_tools.render.text import redline_text
from build_tools.render.without_a_word import resting_lines
from build_tools.text.markdown import parse
from tests import invariants
from tests.browsing import page_without, scrolls_sideways, swept
from tests.lineage.passing_histories import clause, row, table
from tests.parted import ASSENT, LATER, OLD, plant_later, plant_parts
from tests.paths import ROOT, SHARED
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
() => [...document.querySelectorAll(".passed li")].map(entry => entry.textContent)
"""


_RESTING = """
() => [...document.querySelectorAll("details.resting li")].map(entry => entry.textContent)
"""


_FOLDS = re.compile(r'<div class="(unchanged[^"]*)"><p class="fold">.*?… (.*?) unchanged')
"""The groups of what did not change: whether they stand before the first change, and what they
have."""


def told_in_the_box(page: Page) -> list[str] | None:
    """The entries of the box "Changed and changed back"; None where it says that Python knows
    more."""
    knows_more = page.evaluate("!!document.querySelector('.passed p code')")
    return None if knows_more else page.evaluate(_PASSED)


def entries_of(redline: Redline) -> list[str]:
    """The same as Python tells it: what only followed last, what befell one provision together."""
    found: list[str] = []
    for follows in (False, True):
        its = [each for each in redline.changed_back if each.consequential is follows]
        for where, group in groupby(its, lambda each: each.where):
            said = "; ".join([f"{each.text} {each.in_words}" for each in group])
            found.append(f"{where}: {said}")
    return found


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
        tells(page, f"{old.label}..{new.label}")
        assert page.evaluate(_RESTING) == list(resting_lines(told))
        assert told_in_the_box(page) in (None, entries_of(redline))


@pytest.mark.sweep
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
_TAKEN = """
([weave, pairs]) => {
  madeReady(weave);
  return pairs.map(([old, now]) => {
    const way = waysBetween(weave.versions, weave.sets, old, now);
    const redline = redlineOf(weave, way), { changes } = redline;
    drawingOf(weave, way, redline);
    const passed = passedBetween(weave, way);
    const given = {
      weave, way, changes, passed: passed.found, isPassedWhole: passed.isWhole,
      resting: restingOn(weave.graph, way, redline.lines),
      isVerified: isProved(weave, way, redline), citationOf: () => "",
    };
    return { json: jsonOf(given), csv: csvOf(given), txt: textFileOf(given) };
  });
}
"""


def taken_from(
    browser: Browser,
    versions: Sequence[Version],
    weave: Weave,
    data: Mapping[str, Any],
    pairs: Sequence[tuple[int, int]],
) -> list[dict[str, str]]:
    """What the scripts of the page write of some pairs of versions, by their places: the files that
    a reader takes away, but for the citations."""
    given = {"document": versions[0].document, "versions": told_versions(weave), **data}
    found: list[dict[str, str]] = asked_of_scripts(browser, _TAKEN, [given, pairs])
    return found


def told_versions(weave: Weave) -> list[dict[str, Any]]:
    """What a page holds of the versions of a weave."""
    return [
        {"base": each.base, "label": each.label, "name": each.name, "sha256": each.sha256}
        for each in weave.versions
    ]


_SCRIPTS = ROOT / "build_tools" / "site" / "assets" / "compare"
_CSV = ROOT / "build_tools" / "render" / "page" / "static" / "csv.js"
_BEGINNING = ("page", "draw", "more")
"""The modules that only begin what the others do."""


def asked_of_scripts(browser: Browser, asked: str, given: object) -> Any:
    """What a function says that knows all that the page's scripts know."""
    modules = (path for path in _SCRIPTS.glob("*.js") if path.stem not in _BEGINNING)
    scripts = "".join(map(minified, [_CSV, *modules]))
    page = browser.new_page()
    found = page.evaluate(f"given => {{{scripts}; return ({asked})(given)}}", given)
    page.close()
    return found


def page_data(
    weave: Weave, versions: Sequence[Version], comparisons: Comparisons, graphs: Graphs
) -> dict[str, Any]:
    steps = {
        at: comparisons.between(versions[woven.base], versions[at])
        for at, woven in enumerate(weave.versions)
        if woven.base is not None
    }
    graph = woven_graph_data(versions, graphs, lambda key: "")
    return {**woven_page_data(weave, versions, steps), "graph": graph}


def without_citations(text: str) -> list[dict[str, str]]:
    """The rows of a list of changes, all but how each is cited."""
    return [{**row, "citation": ""} for row in csv.DictReader(io.StringIO(text))]


def without_the_box(text: str) -> list[str]:
    """The paragraphs of a list as text, all but what was changed and changed back."""
    return [part for part in text.strip().split("\n\n") if not part.startswith(BOX)]


BOX = "Changed and changed back:"
ALONE = Graphs(Corpus(documents=(), amendments=()), AS_OF)
"""Those of a text that no other is read beside."""


def woven(document: Document, comparisons: Comparisons) -> tuple[Weave, list[Version]]:
    """The weave of a document, and its versions in the order of that."""
    weave = weave_of_document(document, comparisons)
    return weave, [document.version(each.label) for each in weave.versions]


def are_as_python_writes_them(
    browser: Browser,
    weave: Weave,
    versions: Sequence[Version],
    comparisons: Comparisons,
    graphs: Graphs,
    pairs: Sequence[tuple[int, int]],
) -> None:
    """The files of a page of some pairs of versions, by their places, are those of the command."""
    data = page_data(weave, versions, comparisons, graphs)
    files = taken_from(browser, versions, weave, data, pairs)
    for (old, new), taken in zip(pairs, files, strict=True):
        redline = woven_redline(weave, versions[old], versions[new])
        is_as_python_writes_it(taken, graphs.told(redline))


def versions_of(texts: Sequence[str]) -> list[Version]:
    """Texts as the versions of a document, each with its place as its label."""
    return [
        replace(version_of(text, f"{at}"), document="chain", label=f"{at}")
        for at, text in enumerate(texts, start=1)
    ]


def pairs_are_as_python_writes_them(browser: Browser, texts: Sequence[str]) -> None:
    """The files of any two of these texts, either way round, are those of the command."""
    versions, comparisons = versions_of(texts), Comparisons()
    weave = weave_of_files(versions, comparisons)
    pairs = list(permutations(range(len(versions)), 2))
    are_as_python_writes_them(browser, weave, versions, comparisons, ALONE, pairs)


def is_as_python_writes_it(taken: Mapping[str, str], redline: Redline) -> None:
    """The files of a page are those of the command to the letter; but where they say that they do
    not know all of what was changed back, only that differs."""
    assert without_citations(taken["csv"]) == without_citations(redline_csv(redline))
    wanted, found = json.loads(redline_json(redline)), json.loads(taken["json"])
    assert found["verified"]
    if "partial" not in found:
        assert taken["json"] == redline_json(redline)
        assert taken["txt"] == redline_text(redline)
        return
    assert found.pop("partial") == ["changed_back"]
    assert {**found, "changed_back": []} == {**wanted, "changed_back": []}
    assert without_the_box(taken["txt"]) == without_the_box(redline_text(redline))


@pytest.mark.parametrize("name", ["mtad", swept("example"), "svtad"])
def test_the_files_of_any_two_versions_are_those_that_the_command_writes(
    record: Corpus, comparisons: Comparisons, browser: Browser, name: str
) -> None:
    document = record.document(name)
    weave, versions = woven(document, comparisons)
    pairs = list(permutations(range(len(versions)), 2))
    are_as_python_writes_them(browser, weave, versions, comparisons, Graphs(record, AS_OF), pairs)


@pytest.mark.sweep
@pytest.mark.parametrize("name", PAIRS_OF_CHAINS)
def test_the_files_of_pairs_of_real_chains_are_those_that_the_command_writes(
    browser: Browser, missing: Callable[[str], NoReturn], name: str
) -> None:
    if not CHAINS.is_dir():
        missing(f"there are no chains at {CHAINS}")
    versions = chain_of(CHAINS / name)
    comparisons = Comparisons()
    weave = weave_of_files(versions, comparisons)
    every = list(permutations(range(len(versions)), 2))
    pairs = random.Random(name).sample(every, PAIRS_OF_CHAINS[name])
    are_as_python_writes_them(browser, weave, versions, comparisons, ALONE, pairs)


def chain_of(folder: Path) -> list[Version]:
    """The versions of a document that lie in a folder."""
    return versions_of([path.read_text(encoding="utf-8") for path in sorted(folder.glob("v*.md"))])


_WAITING = """
([weave, pairs]) => {
  madeReady(weave);
  return pairs.map(([old, now]) => {
    const way = waysBetween(weave.versions, weave.sets, old, now);
    const redline = redlineOf(weave, way), said = redline.waits.by;
    const card = (change, at) => cardOf(change, at + 1, weave.unseen, said.get(change));
    return { html: drawingOf(weave, way, redline).join("\\n"), cards: redline.changes.map(card) };
  });
}
"""
_SIGN = re.compile(r"(.{0,30}) \[([^]]*)\]")
"""What stands in brackets, and the words before it; no law of these records has brackets."""


_SAID_OF = re.compile(r'data-id="([^"]*)".*<em class="not-begun">\[(.*?)\]')


def signs_in(html: str) -> list[tuple[str, str]]:
    """What is said of blocks behind their words, with what these end with."""
    return _SIGN.findall(re.sub("<[^>]*>", "", html))


def of_cards(cards: Sequence[str]) -> dict[str, str]:
    """What is said of changes in the list, by their ids."""
    found = (_SAID_OF.search(each) for each in cards)
    return {each[1]: each[2] for each in found if each}


@pytest.mark.parametrize("is_superseded", [False, True])
def test_what_waits_is_marked_between_any_two_versions_as_python_marks_it(
    tmp_path: Path, browser: Browser, *, is_superseded: bool
) -> None:
    """In the text and in the list; the part of a version goes on to count under a later one."""
    root = plant_parts(tmp_path / "versions")
    if is_superseded:
        plant_later(root, "3.0", "2.0", LATER, f"{ASSENT}  commencement: {{actual: 2024-09-15}}\n")
        plant_later(root, "4.0", "2.0", OLD, "  bill: {actual: 2024-09-20}\n")
    (document,) = load(root).documents
    comparisons, day = Comparisons(), dt.date(2024, 10, 1)
    weave, versions = woven(document, comparisons)
    history = History(document, comparisons, weave)
    waits = not_begun_in_weave(history, day)
    assert waits
    data = page_data(weave, versions, comparisons, ALONE) | {"waits": woven_waits(waits)}
    given = {"document": document.id, "versions": told_versions(weave), **data}
    pairs = list(permutations(range(len(versions)), 2))
    found = asked_of_scripts(browser, _WAITING, [given, pairs])
    marked = set()
    for (old, new), drawn_by_script in zip(pairs, found, strict=True):
        redline = woven_redline(weave, versions[old], versions[new])
        told = RedlineInPart(redline=redline, not_begun=not_begun_between(history, redline, waits))
        html = "\n".join(parted_html(redline, redline_signs(told), heading_offset=2))
        assert signs_in(drawn_by_script["html"]) == signs_in(html)
        assert of_cards(drawn_by_script["cards"]) == not_begun_by_change(told)
        marked |= {(old, new, said) for _, said in signs_in(html)}
    last = 2 if is_superseded else 1
    assert marked == {
        (0, last, "still in force"),
        *((old, last, "not in force yet") for old in range(len(versions)) if old != last),
    }


def test_a_page_whose_words_were_altered_says_that_they_are_not_proved(
    record: Corpus, comparisons: Comparisons, browser: Browser
) -> None:
    document = record.document("mtad")
    weave, versions = woven(document, comparisons)
    told = page_data(weave, versions, comparisons, Graphs(record, AS_OF))
    data = json.loads(json.dumps(told))

    def verified() -> bool:
        [taken] = taken_from(browser, versions, weave, data, [(0, 3)])
        return bool(json.loads(taken["json"])["verified"])

    assert verified()
    place = next(at for at, each in enumerate(data["blocks"]) if len(each.get("text", [])) > 1)
    block = data["blocks"][place]
    kept = next(at for at, each in enumerate(block["text"]) if isinstance(each, str))
    block["text"][kept] += "."
    assert not verified()
    block["text"][kept] = block["text"][kept][:-1]
    for _, state in block["states"]:
        state["label"] = f"{state.get('label', '')}9"
    assert not verified()


@pytest.mark.sweep
def test_a_page_whose_edits_of_what_moved_were_altered_says_that_they_are_not_proved(
    record: Corpus, comparisons: Comparisons, browser: Browser
) -> None:
    document = record.document("example")
    weave, versions = woven(document, comparisons)
    data = json.loads(json.dumps(page_data(weave, versions, comparisons, Graphs(record, AS_OF))))
    told = [each[-1] for each in data["tied"] if "edits" in each[-1]]
    assert told
    for each in told:
        each["edits"] = each["edits"].replace("-", "=", 1).replace("+", "=", 1)
    pairs = list(permutations(range(len(versions)), 2))
    taken = taken_from(browser, versions, weave, data, pairs)
    for (old, new), files in zip(pairs, taken, strict=True):
        redline = woven_redline(weave, versions[old], versions[new])
        ties = [each.tie for each in redline.passages if each.tie]
        reworded = any(edit.op in "+-" for tie in ties for edit in tie.edits)
        assert json.loads(files["json"])["verified"] is not reworded


def test_a_table_that_never_was_otherwise_is_proved_of_each_pair(browser: Browser) -> None:
    """A page draws it once, and writes it of whatever two are chosen after that."""
    table = "Table 1.1: Boats\n\n| Kind | Size |\n|---|---|\n| Punt | 3 m |"
    texts = [f"1.1 A boat is hired for {days} days.\n\n{table}\n" for days in (1, 2, 3)]
    pairs_are_as_python_writes_them(browser, texts)


@pytest.mark.parametrize("drawn_as", [clause, row, table])
def test_what_passed_by_other_words_and_an_absence_is_told_as_python_tells_it(
    browser: Browser, drawn_as: Callable[[str | None], str]
) -> None:
    states = ["noon", None, "midnight", "noon", "dusk", None, "noon"]
    pairs_are_as_python_writes_them(browser, list(map(drawn_as, states)))


def test_a_reference_to_what_was_replaced_on_the_way_is_told_as_python_tells_it(
    browser: Browser,
) -> None:
    clauses = "{}1.{} A hut is lit.\n\n1.{} {}\n\n1.{} A visitor pays under Clause 1.{}.\n"
    fraud = "Whoever hides a boat to deceive the keeper loses the hut."
    lock = "The lock is opened at noon and shut in the evening."
    more = "1.1 A visitor may row on weekdays.\n\n"
    texts = [
        clauses.format("", 1, 2, fraud, 3, 2),
        clauses.format("", 1, 2, lock, 3, 2),
        clauses.format(more, 2, 3, lock, 4, 3),
    ]
    pairs_are_as_python_writes_them(browser, texts)
    versions = versions_of(texts)
    made = woven_redline(weave_of_files(versions), versions[0], versions[2])
    (reference,) = [each for each in made.changes if "A visitor pays" in each.new]
    assert not reference.consequential


_PUNTS = "Table 1.1: Punts\n\n| Punt | Time | Fee |\n|---|---|---|\n| Oak | one hour | five |\n"


def test_what_moved_and_was_reworded_is_told_as_python_compares_it_either_way_round(
    browser: Browser,
) -> None:
    long = (
        f"{_PUNTS}| 0 | noon | fee 0 |\n| Elm | noon | fee 1 |\n| 2 | | fee 0 |\n| 3 | | fee 0 |\n"
    )
    short = f"{_PUNTS}| Elm | noon | fee 2 |\n"
    texts = [
        f"1.1 Boats.\n\n2.1 A visitor may row.\n\n{long}\n2.2 Huts.\n",
        f"1.1 Boats.\n\n{short}\n2.1 A visitor may row.\n\n2.2 Huts.\n",
    ]
    for order in (texts, texts[::-1]):
        pairs_are_as_python_writes_them(browser, order)


def test_what_was_divided_where_it_stands_is_told_as_python_tells_it(browser: Browser) -> None:
    first = f"1.1 {'The boat is moored. ' * 6}"
    second = "The keeper of the lock opens it at noon. " * 3
    whole, divided = f"{first}{second}\n\n1.2 Huts.\n", f"{first}\n\n{second}\n\n1.2 Huts.\n"
    later = divided.replace("at noon", "at  dusk"), whole.replace("opens", "shuts")
    texts = [whole, divided, *later]
    pairs_are_as_python_writes_them(browser, texts)


_LENT = "| Boat | Time | Fee |\n|---|---|---|\n"
_LENT_BOATS = [
    f"| {boat} with a sail | from {hour} to dusk | {fee} pounds a day |\n"
    for boat, hour, fee in (
        ("Punt", "noon", 3),
        ("Canoe", "dawn", 4),
        ("Raft", "six", 5),
        ("Skiff", "nine", 6),
        ("Barge", "eight", 7),
        ("Yawl", "four", 8),
    )
]


def lent(*tables: Sequence[str], fee: str = "pounds") -> str:
    """A text whose tables have these rows, with a paragraph between any two."""
    drawn_ = "\n1.2 They are lent by the keeper.\n\n".join(
        _LENT + "".join(rows).replace("pounds", fee) for rows in tables
    )
    return f"1.1 Boats.\n\n{drawn_}\n2.1 Huts.\n"


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(
            [
                lent(_LENT_BOATS),
                lent(_LENT_BOATS[:3], [*_LENT_BOATS[3:], "| Sloop | noon | ten |\n"]),
                lent(_LENT_BOATS[:3], _LENT_BOATS[3:], fee="crowns"),
                lent(_LENT_BOATS),
            ],
            id="and joined again",
        ),
        swept(
            [
                lent(_LENT_BOATS),
                lent(_LENT_BOATS[:2], _LENT_BOATS[2:4], _LENT_BOATS[4:]),
                lent(_LENT_BOATS[:2], _LENT_BOATS[2:], fee="crowns"),
            ],
            "in three",
        ),
        swept(
            [
                lent(_LENT_BOATS),
                lent(_LENT_BOATS[:3], _LENT_BOATS[3:]),
                lent(_LENT_BOATS[:1], _LENT_BOATS[3:], _LENT_BOATS[1:3]),
                lent(_LENT_BOATS),
            ],
            "one part after another",
        ),
    ],
)
def test_a_table_that_was_divided_where_it_stands_is_one_change_as_in_python(
    browser: Browser, texts: Sequence[str]
) -> None:
    pairs_are_as_python_writes_them(browser, texts)
    whole, divided, *_ = versions = versions_of(texts)
    made = woven_redline(weave_of_files(versions), whole, divided)
    assert [change.kinds[0] for change in made.changes].count("split") == 1


_DRAWN = """
([weave, [old, now]]) => {
  madeReady(weave);
  const way = waysBetween(weave.versions, weave.sets, old, now);
  return drawingOf(weave, way, redlineOf(weave, way)).join("");
}
"""


def test_what_is_really_new_in_a_cell_that_went_elsewhere_is_marked_as_python_marks_it(
    browser: Browser,
) -> None:
    texts = [
        lent(_LENT_BOATS),
        lent(_LENT_BOATS[:3], [row.replace("8 pounds", "9 crowns") for row in _LENT_BOATS[3:]]),
    ]
    whole, divided = versions = versions_of(texts)
    comparisons = Comparisons()
    weave = weave_of_files(versions, comparisons)
    data = page_data(weave, versions, comparisons, ALONE)
    given = {"document": "chain", "versions": told_versions(weave), **data}
    found = asked_of_scripts(browser, _DRAWN, [given, [0, 1]])
    wanted = "".join(redline_html(woven_redline(weave, whole, divided)))
    assert _REALLY.findall(found) == _REALLY.findall(wanted) == ["8 pounds", "9 crowns"]


_REALLY = re.compile("<mark>(.*?)</mark>")


def test_words_in_another_form_stand_apart_from_those_replaced_beside_them(
    browser: Browser,
) -> None:
    text = "1.1 It goes by [Act {0} of {1}](https://acts.test/{0}), **noon** {2}.\n"
    first = text.format(17, 2009, "bell")
    second, third = text.format(11, 2012, "bell"), text.format(12, 2012, "gong")
    bare = third.replace("**", "")
    pairs_are_as_python_writes_them(browser, [first, second, third, bare, first])


_BOATS = "Table 1.1: Boats\n\n| Boat | Time |\n|---|---|\n| Raft | one hour |\n"
_HUTS = "Table 1.2: Huts\n\n| Hut | Beds |\n|---|---|\n| Pine hut | ten beds |\n"
_PUNT, _CANOE = "| Punt with sail | from noon to dusk |\n", "| Canoe of birch | all the day |\n"


def two_tables(boats: str | None, huts: str | None, *, may: str = "may") -> str:
    """A text with two tables that have these rows besides their own; None for no such table."""
    first, second = (
        "" if rows is None else table for rows, table in ((boats, _BOATS), (huts, _HUTS))
    )
    return f"1.1 A visitor {may} row.\n\n{first}{boats or ''}\n1.2 Huts.\n\n{second}{huts or ''}"


ROWS_THAT_WENT = {
    "and its text changed": [
        two_tables(_PUNT, ""),
        two_tables(_PUNT, "", may="shall"),
        two_tables("", _PUNT, may="shall"),
    ],
    "to a table that came": [
        two_tables(_PUNT, None),
        two_tables("", _PUNT),
        two_tables("", _PUNT + "| Oak hut | two |\n"),
    ],
    "from a table that went": [two_tables(_PUNT, ""), two_tables(None, _PUNT)],
    "below two rows of headers": [
        text.replace("|---|---|\n", "|---|---|\n| ^^ | in words |\n")
        for text in (two_tables(_PUNT, ""), two_tables("", _PUNT))
    ],
    "and came back": [two_tables(_PUNT, ""), two_tables("", _PUNT), two_tables(_PUNT, "")],
    "one after another": [
        two_tables(_PUNT + _CANOE, ""),
        two_tables("", _PUNT + _CANOE),
        two_tables(_CANOE, _PUNT),
    ],
    "between tables without a label": [
        re.sub(r"Table .*\n\n", "", two_tables(*rows)) for rows in ((_PUNT, ""), ("", _PUNT))
    ],
}
_SAID_OF_ROWS = re.compile(r"(→ moved to|← moved from) (Table 1\.[12]|another table), row \d")
_ENDS_OF_LINKS = """
([weave, [old, now]]) => {
  madeReady(weave);
  const way = waysBetween(weave.versions, weave.sets, old, now);
  const html = drawingOf(weave, way, redlineOf(weave, way)).join("");
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return [...body.querySelectorAll("tr.move")].map(row => {
    const link = row.querySelector("a.other-place");
    const end = body.querySelector(link.getAttribute("href"));
    return [row.textContent, link.dataset.said, end.localName, end.textContent];
  });
}
"""


@pytest.mark.parametrize(
    "texts",
    [
        swept(texts, name) if at % 2 else pytest.param(texts, id=name)
        for at, (name, texts) in enumerate(ROWS_THAT_WENT.items())
    ],
)
def test_a_row_that_went_to_another_table_is_one_change_that_links_both_its_places(
    browser: Browser, texts: Sequence[str]
) -> None:
    pairs_are_as_python_writes_them(browser, texts)
    versions, comparisons = versions_of(texts), Comparisons()
    weave = weave_of_files(versions, comparisons)
    pairs = list(permutations(range(len(versions)), 2))
    given = {
        "document": "chain",
        "versions": told_versions(weave),
        **page_data(weave, versions, comparisons, ALONE),
    }
    for old, new in pairs[:3]:
        ends = asked_of_scripts(browser, _ENDS_OF_LINKS, [given, [old, new]])
        passages = woven_redline(weave, versions[old], versions[new]).passages
        tables = [passage.table for passage in passages if passage.table]
        assert len(ends) == sum(bool(line.tie) for each in tables for line in each.rows)
        for here, said, end, there in ends:
            assert (end, here) == ("tr", there)
            assert _SAID_OF_ROWS.fullmatch(said)


_SPENT = """
texts => {
  let numbers = 0;
  const { Uint32Array } = globalThis;
  globalThis.Uint32Array = class extends Uint32Array {
    constructor(length) {
      super(length);
      numbers += Number.isInteger(length) ? length : length.length;
    }
  };
  const { found } = passingWords(texts);
  globalThis.Uint32Array = Uint32Array;
  return [numbers, found.filter(({ stands }) => !stands).map(({ text }) => text).join(" ")];
}
"""


def test_words_that_passed_are_found_in_memory_that_grows_with_the_texts(browser: Browser) -> None:
    """All that two long texts may have in common, at once, would be numbers by the million."""
    chance = random.Random(17)
    words = [f"w{at}" for at in range(1_200)]
    texts = []
    for passing in ("", "zug", ""):
        chance.shuffle(words)
        texts.append(" ".join([*words[:600], passing, *words[600:]]))
    numbers, found = asked_of_scripts(browser, _SPENT, texts)
    assert found == "zug"
    assert 0 < numbers < 100 * len(words)


def common(one: Sequence[str], other: Sequence[str]) -> int:
    """The length of a longest common subsequence, by its definition."""
    row = [0] * (len(other) + 1)
    for word in one:
        above, row = row, [0]
        for at, each in enumerate(other):
            row.append(above[at] + 1 if word == each else max(above[at + 1], row[at]))
    return row[-1]


def test_as_many_words_are_kept_as_two_texts_have_in_common(browser: Browser) -> None:
    chance = random.Random(3)
    pairs = [
        [chance.choices("abcde", k=chance.randrange(12)) for _ in range(2)] for _ in range(300)
    ]
    kept = asked_of_scripts(
        browser, "pairs => pairs.map(([one, other]) => keptIn(one, other))", pairs
    )
    for (one, other), its in zip(pairs, kept, strict=True):
        assert len(its) == len(one)
        chosen = [word for word, is_kept in zip(one, its, strict=True) if is_kept]
        assert common(chosen, other) == len(chosen) == common(one, other)


def test_what_only_looks_like_a_reference_to_a_note_is_other_words_than_one(
    browser: Browser,
) -> None:
    clause, note = "1.1 A boat[^1] is hired for {} days.\n", "\n[^1]: By day alone.\n"
    texts = clause.format(1), clause.format(2) + note, clause.format(3) + note
    pairs_are_as_python_writes_them(browser, texts)


def test_what_changed_without_a_word_is_counted_in_the_language_of_the_page(
    browser: Browser,
) -> None:
    node = {"document": "", "where": "Clause 1.1", "anchor": "1.1"}
    entry = {"node": node, "steps": [], "changes": []}
    with speaking("de"):
        boxes = asked_of_scripts(browser, "its => its.map(restingBox)", [[entry], [entry, entry]])
    assert [box["summary"] for box in boxes] == [
        "Geändert ohne ein Wort: 1 Vorschrift",
        "Geändert ohne ein Wort: 2 Vorschriften",
    ]


_LISTED = """
weave => {
  madeReady(weave);
  const redline = redlineOf(weave, waysBetween(weave.versions, weave.sets, 0, 1));
  return redline.changes.map((change, at) => cardOf(change, at + 1, weave.unseen)).join("");
}
"""


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b"])
def test_a_character_that_nobody_sees_is_named_in_the_list_as_python_names_it(
    browser: Browser, unseen: str
) -> None:
    text = "1 The Grid{}Operator shall tell each Party of it within two days.\n"
    versions = versions_of([text.format(each) for each in (" ", f" {unseen}")])
    old, new = versions
    comparisons = Comparisons()
    weave = weave_of_files(versions, comparisons)
    data = {"versions": told_versions(weave), **page_data(weave, versions, comparisons, ALONE)}
    (entry,) = change_entries(woven_redline(weave, old, new))
    assert "data-unseen" in entry.now
    assert entry.now in asked_of_scripts(browser, _LISTED, data)


def test_the_line_by_which_a_response_is_known_is_in_the_language_of_the_page() -> None:
    """As `redline_line` writes it."""
    with speaking("de"):
        script = minified(_SCRIPTS / "draw.js")
    assert "Gegenüberstellung" in script


_WHO = "| Wer | |\n|---|---|\n"
GERMAN_TEXTS = (
    f"# Regeln\n\n1.1 Ein Boot.\n\n(a) rot\n\n{_WHO}| A | b |\n| C | d |\n",
    f"# Regeln\n\n1.1 Zwei Boote.\n\n(a) rot\n\n{_WHO}| C | x |\n| A | b |\n\n"
    "# 2 Ende\n\n2.1 Aus.\n",
    "## Regeln\n\n2.1 Aus.\n\n> 1.1 Zwei Boote.\n\n(a) blau\n\n"
    "| | Wer |\n|---|---|\n| x | C |\n| b | A |\n",
)


IN_GERMAN = CitationWords(provision="Ziffer", language="de")


def test_the_files_of_a_german_page_are_those_that_the_command_writes(browser: Browser) -> None:
    """In German words, under the ids that the changes have in English."""
    versions, english = (
        [
            Version(
                document="boote",
                label=f"{at}",
                citation_words=words,
                blocks=blocks,
            )
            for at, text in enumerate(GERMAN_TEXTS, start=1)
            if (blocks := parse(text, words))
        ]
        for words in (IN_GERMAN, replace(IN_GERMAN, language="en-GB"))
    )
    pairs = list(permutations(range(3), 2))
    with speaking("de"):
        comparisons = Comparisons()
        weave = weave_of_files(versions, comparisons)
        are_as_python_writes_them(browser, weave, versions, comparisons, ALONE, pairs)
    for old, new in pairs:
        found, wanted = (
            Comparisons().between(each[old], each[new]) for each in (versions, english)
        )
        assert [change.id for change in found.changes] == [each.id for each in wanted.changes]
        assert found.changes != wanted.changes
        told = render_redline(found, "text")
        assert not re.search(r"heading|row|column|under|insert", told)


def altered(route: Route) -> None:
    """The page with another digest of its first version."""
    answer = route.fetch()
    text = re.sub(r'(?<="proofs":\[")[0-9a-f]{64}', "0" * 64, answer.text())
    route.fulfill(response=answer, body=text)


def test_a_page_is_marked_as_verified_where_its_script_proved_it(
    opened: Callable[..., Page],
) -> None:
    page = opened("mtad/compare/#1.0..4.0")
    shows(page, "1.0..4.0")
    expect(page.locator("a.verified")).to_be_visible()
    page.route("**/mtad/compare/", altered)
    page.reload()
    tells(page, "1.0..4.0")
    assert page.locator("a.verified").is_hidden()
    drawn(page, "2.0", "4.0")
    expect(page.locator("a.verified")).to_be_visible()


def shows(page: Page, pair: str) -> None:
    """The page has drawn these two."""
    expect(page.locator(f'.comparing[data-drawn="{pair}"]')).to_be_attached()


def tells(page: Page, pair: str) -> None:
    """The page has told of these two what it tells beside their redline."""
    expect(page.locator(f'.comparing[data-told="{pair}"]')).to_be_attached()


def open_facts(page: Page) -> None:
    """Opens the box at the end of the page, by the keyboard.

    Parts above it have a guessed height till they are scrolled to, so that it moves in the frames
    after the page was: a mouse that a slow machine lets go late is beside it.
    """
    page.locator(".facts > summary").press("Enter")
    expect(page.locator(".facts[open]")).to_be_attached()


@pytest.mark.sweep
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


@pytest.mark.sweep
def test_whoever_comes_back_to_an_address_of_no_versions_finds_those_that_stood_there(
    opened: Callable[..., Page],
) -> None:
    page = opened("mtad/compare/#page-proof")
    page.get_by_label("Old", exact=True).select_option(index=0)
    shows(page, "1.0..4.0")
    page.go_back()
    shows(page, "3.0..4.0")
    assert page.url.endswith("#page-proof")
    page.go_forward()
    shows(page, "1.0..4.0")
    page.evaluate("location.hash = 'page-proof'")
    page.get_by_label("New text alone").check()
    page.get_by_label("New", exact=True).select_option(index=1)
    shows(page, "1.0..2.0")
    page.go_back()
    shows(page, "1.0..4.0")
    expect(page.get_by_label("New", exact=True)).to_have_value("3")
    # Read anew, the page still knows.
    page.reload()
    shows(page, "1.0..4.0")
    assert page.url.endswith("?view=new#page-proof")
    page.get_by_label("Changes marked").check()


@pytest.mark.sweep
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
    page = opened("mtad/compare/#page-pages")
    shows(page, "3.0..4.0")
    expect(page.locator(".unknown")).to_be_empty()


@pytest.mark.sweep
@pytest.mark.parametrize("address", ["mtad/redline/3.0..4.0/", "mtad/v/3.0/", "mtad/at/"])
def test_an_address_that_is_no_text_breaks_no_script(
    opened: Callable[..., Page], address: str
) -> None:
    """What a page complains of fails the test when it is closed."""
    page = opened(f"{address}#%E0%A4%A")
    assert page.evaluate("location.hash") == "#%E0%A4%A"


@pytest.mark.sweep
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


@pytest.mark.sweep
def test_what_came_and_went_between_stands_in_a_box_as_python_tells_it(
    record: Corpus, comparisons: Comparisons, opened: Callable[..., Page]
) -> None:
    document = record.document("mtad")
    old, new = document.version("1.0"), document.version("4.0")
    page = opened("mtad/compare/#1.0..4.0")
    shows(page, "1.0..4.0")
    page.locator(".passed summary").click()
    expect(page.locator(".passed").get_by_text("Clause 17.9(a)")).to_be_visible()
    redline = woven_redline(weave_of_document(document, comparisons), old, new)
    told = told_in_the_box(page)
    assert told == entries_of(redline)
    assert told
    drawn(page, "1.0", "2.0")
    tells(page, "1.0..2.0")
    expect(page.locator(".passed")).to_be_hidden()
    drawn(page, "4.0", "1.0")
    expect(page.locator(".passed").get_by_text("Clause 17.9(a)")).to_be_visible()


_READ = """
number => new Promise(done => {
  const heard = () => requestAnimationFrame(() => requestAnimationFrame(done));
  addEventListener("scroll", heard, { once: true });
  const card = document.querySelectorAll(".card")[number - 1];
  document.getElementById(card.dataset.id).scrollIntoView();
})
"""
"""Scrolls to a change in the text, till what listens to that has done what it does."""


@pytest.mark.sweep
@pytest.mark.parametrize("address", ["mtad/compare/#1.0..4.0", "mtad/redline/3.0..4.0/"])
def test_a_list_in_use_stays_where_it_is_while_the_text_scrolls(
    opened: Callable[..., Page], address: str
) -> None:
    """What is pressed while the page comes to rest must not go from under the hand."""
    page = opened(address, 1280, 500)
    box, summary = page.locator("details.resting"), page.locator("details.resting > summary")
    expect(summary).to_be_visible()
    page.evaluate(_READ, 5)
    summary.hover()
    page.mouse.down()
    page.evaluate(_READ, 10)
    page.mouse.up()
    expect(box).to_have_attribute("open", "")
    # Nor from under the focus, wherever the mouse is.
    page.mouse.move(900, 300)
    summary.focus()
    kept = page.locator(".list").evaluate("list => list.scrollTop")
    page.evaluate(_READ, 15)
    assert page.locator(".list").evaluate("list => list.scrollTop") == kept > 0
    # It follows again when nobody is there.
    summary.evaluate("summary => summary.blur()")
    page.evaluate(_READ, 1)
    assert page.locator(".list").evaluate("list => list.scrollTop") < kept


@pytest.mark.sweep
def test_the_list_is_taken_away_as_python_writes_it(
    record: Corpus, comparisons: Comparisons, opened: Callable[..., Page]
) -> None:
    document = record.document("mtad")
    old, new = document.version("1.0"), document.version("4.0")
    made = woven_redline(weave_of_document(document, comparisons), old, new)
    redline = Graphs(record, AS_OF).told(made)
    page = opened("mtad/compare/#1.0..4.0")
    tells(page, "1.0..4.0")
    open_facts(page)
    wanted = {
        "csv": redline_csv(redline),
        "json": redline_json(redline),
        "txt": redline_text(redline),
    }
    for name, form in (("CSV", "csv"), ("JSON", "json"), ("text", "txt")):
        with page.expect_download() as download:
            page.locator(".takes").get_by_role("button", name=name).press("Enter")
        assert download.value.suggested_filename == f"mtad-1.0-to-4.0.{form}"
        assert download.value.path().read_bytes().decode() == wanted[form]


@pytest.mark.sweep
def test_what_stands_beside_a_redline_comes_after_it_and_a_click_at_it_waits(
    opened: Callable[..., Page],
) -> None:
    page = opened("mtad/compare/#1.0..4.0")
    tells(page, "1.0..4.0")
    asked: list[Route] = []

    def held_back(route: Route) -> None:
        asked.append(route)

    page.route("**/compare-more.js", held_back)
    page.reload()
    shows(page, "1.0..4.0")
    expect(page.locator(".card").first).to_be_visible()
    open_facts(page)
    page.locator(".takes").get_by_role("button", name="CSV").press("Enter")
    expect(page.locator("script[src$='compare-more.js']")).to_have_count(1)
    expect(page.locator(".passed")).to_be_hidden()
    with page.expect_download() as download:
        asked[0].continue_()
    assert download.value.suggested_filename == "mtad-1.0-to-4.0.csv"
    tells(page, "1.0..4.0")
    expect(page.locator(".passed")).to_be_visible()
    assert len(asked) == 1


@pytest.mark.sweep
def test_where_that_cannot_be_fetched_it_is_said_and_may_be_asked_again(
    browser: Browser, root: str
) -> None:
    with page_without(browser, "compare-more.js", f"{root}mtad/compare/#1.0..4.0") as page:
        said = page.get_by_role("alert")
        expect(said).to_have_text("A script of this site could not be fetched. Try again.")
        page.unroute("**/compare-more.js")
        open_facts(page)
        with page.expect_download():
            page.locator(".takes").get_by_role("button", name="JSON").press("Enter")
        tells(page, "1.0..4.0")
        expect(page.locator("a.verified")).to_be_visible()
        expect(said).to_be_hidden()


@pytest.mark.sweep
def test_remarks_belong_to_the_two_versions_that_they_were_made_on(
    opened: Callable[..., Page],
) -> None:
    page = opened("mtad/compare/#1.0..4.0")
    shows(page, "1.0..4.0")
    page.locator(".card .where").first.click()
    page.locator(".card").first.get_by_role("button", name="Remark").click()
    expect(page.locator(".card").first.get_by_role("textbox")).to_be_focused()
    page.keyboard.type("Why so late?")
    expect(page.locator(".remarked")).to_contain_text("Remarks: 1.")
    drawn(page, "2.0", "4.0")
    expect(page.locator(".remarked")).to_contain_text("No remark yet")
    drawn(page, "1.0", "4.0")
    expect(page.locator(".remarked")).to_contain_text("Remarks: 1.")
    expect(page.locator(".card textarea").first).to_have_value("Why so late?")


@pytest.mark.sweep
def test_what_draws_other_versions_is_fetched_when_they_are_wanted(
    opened: Callable[..., Page],
) -> None:
    """The last step stands there from the build, and a choice that was made too early is kept."""
    page = opened("mtad/compare/")
    asked: list[Route] = []

    def held_back(route: Route) -> None:
        asked.append(route)

    page.route("**/compare-draw.js", held_back)
    page.reload()
    expect(page.locator(".moment")).to_contain_text("3.0 → 4.0")
    page.get_by_role("button", name="Next change").click()
    assert "/mtad/compare/#3.0..4.0/c-" in page.url
    assert not asked
    page.get_by_label("Old", exact=True).select_option(label="1.0, superseded")
    expect(page.locator("script[src$='compare-draw.js']")).to_have_count(1)
    expect(page.locator(".moment")).to_contain_text("3.0 → 4.0")
    asked[0].continue_()
    shows(page, "1.0..4.0")
    assert page.url.endswith("/mtad/compare/#1.0..4.0")
    page.go_back()
    shows(page, "3.0..4.0")
    assert len(asked) == 1


def test_where_it_cannot_be_fetched_the_page_says_so_and_what_it_shows(
    browser: Browser, root: str
) -> None:
    with page_without(browser, "compare-draw.js", f"{root}mtad/compare/#1.0..2.0") as page:
        expect(page.get_by_role("alert")).to_be_visible()
        expect(page.locator(".moment")).to_contain_text("3.0 → 4.0")
        page.get_by_label("New", exact=True).select_option("0")
        expect(page.get_by_label("New", exact=True)).to_have_value("3")
        page.unroute("**/compare-draw.js")
        page.get_by_label("Old", exact=True).focus()
        shows(page, "1.0..2.0")
        expect(page.get_by_role("alert")).to_be_hidden()


@pytest.mark.sweep
def test_what_only_begins_as_the_last_step_is_no_name_of_it(opened: Callable[..., Page]) -> None:
    page = opened("mtad/compare/#3.0..4.0-draft")
    expect(page.locator(".unknown")).to_contain_text("“3.0..4.0-draft”")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [("mtad", "3.0", "4.0"), pytest.param("example", "5.0", "6.0", marks=pytest.mark.sweep)],
)
def test_the_last_step_is_drawn_by_python_as_the_script_draws_it(
    opened: Callable[..., Page], name: str, old: str, new: str
) -> None:
    page = opened(f"{name}/compare/")
    listed, told = page.evaluate(_CARDS), page.evaluate(_RESTING)
    words = page.evaluate(_WORDS)
    looks = {name: page.locator(name).all_text_contents() for name in _SAID}
    kept = page.locator(".review").evaluate("review => ({ ...review.dataset })")
    drawn(page, "1.0", "2.0")
    assert page.evaluate(_CARDS) != listed
    drawn(page, old, new)
    tells(page, f"{old}..{new}")
    assert (page.evaluate(_CARDS), page.evaluate(_RESTING)) == (listed, told)
    assert page.evaluate(_WORDS) == words
    assert {name: page.locator(name).all_text_contents() for name in _SAID} == looks
    assert page.locator(".review").evaluate("review => ({ ...review.dataset })") == kept


@pytest.mark.sweep
def test_nobody_is_asked_what_the_amendment_of_other_versions_asked(
    opened: Callable[..., Page],
) -> None:
    """A response is one to the document, whichever two are shown."""
    page = opened("mtad/compare/")
    expect(page.locator(".answers")).to_have_count(0)
    assert "Secure" not in page.locator(".review").evaluate("review => review.dataset.title")
    assert "Secure" not in page.locator("script.word").inner_text()


_WORDS = """
() => [
  [...document.querySelectorAll(".card dd")].map(said => said.innerHTML),
  [...document.querySelectorAll(".text .other-place")].map(place => place.ariaLabel),
]
"""
"""What the list and the links between places say, with their marks."""
_SAID = (
    *(".moment", ".counts", ".counted", ".sides-head p", ".ends td", ".hash", ".command"),
    *("[data-of]", "[name=kind] option", ".following b", ".in-part", ".state span"),
    *(".resting summary", ".verified"),
)
"""What the page says of the two versions that it shows."""


def test_without_a_script_the_last_step_and_the_pages_are_there(
    opened: Callable[..., Page],
) -> None:
    page = opened("mtad/compare/", scripts=False)
    expect(page.locator(".comparing .text ins").first).to_be_visible()
    expect(page.locator(".choice")).to_be_hidden()
    expect(page.locator("table.compare")).to_contain_text("3.0 → 4.0")
    expect(page.locator("article")).to_contain_text("corpus redline mtad@1.0 mtad@4.0")
