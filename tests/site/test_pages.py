"""The generated pages: each is there, says where its text stands and what it is, and shows every
change."""

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from html import unescape
from itertools import combinations
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from jsonschema import Draft202012Validator

from build_tools.editing.amend import amend
from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.graph import Graphs
from build_tools.model import Change, Corpus, Correction, Document, Redline, Stage
from build_tools.model.problems import CorpusError
from build_tools.record import load
from build_tools.record.git import commit_of
from build_tools.record.status import ancestry, predecessor, version_stage
from build_tools.render.csv import redline_csv
from build_tools.render.json import redline_json
from build_tools.render.provenance_schema import blame_schema, life_schema
from build_tools.render.weave_reading import read_weave
from build_tools.site import urls
from build_tools.site.build import site_assets
from build_tools.site.file_store import FileStore
from build_tools.site.pages.data import data_page
from build_tools.site.pages.front_page import came_last, changed_most
from build_tools.site.templating import literal
from tests.invariants import tree
from tests.paths import ROOT
from tests.publishing import (
    AS_OF,
    STYLES_AND_SCRIPTS,
    built,
    context,
    hand_written,
    marker,
    text_of,
    with_class,
)
from tests.recording import made
from tests.running import replace_in, understood

Pages = dict[str, str]
RECONSTRUCTION = "Reconstruction for demonstration, not the legal text"
FICTION = "Fictional worked example, not a legal text"


def body(page: str) -> Element:
    """A page's islands as a tree, its headings and front matter as text between them."""
    return tree(re.sub(r"\A---\n.*?\n---\n", "", page, count=1, flags=re.DOTALL))


def banner(page: str) -> str:
    """What the banner of a version's page says of its status."""
    return text_of(with_class(body(page), "banner-status")[0])


@pytest.fixture(scope="session")
def pages_on(record: Corpus, comparisons: Comparisons, pages: Pages) -> Callable[[str], Pages]:
    """The pages as built on a day, on another than that of the tests without the files beside
    them."""

    @cache
    def on(day: str) -> Pages:
        if day == AS_OF.isoformat():
            return pages
        return built(record, dt.date.fromisoformat(day), hand_written(), comparisons)

    return on


def only(corpus: Corpus, id_: str) -> Corpus:
    """A record of one document alone, which is built sooner than the whole."""
    return replace(
        corpus,
        documents=tuple(each for each in corpus.documents if each.id == id_),
        amendments=tuple(each for each in corpus.amendments if each.steps[0].document == id_),
    )


# --- Every page is there --------------------------------------------------------------------------

REQUIRED = """
    index.md
    mtad/index.md
    mtad/v/1.0/index.md  mtad/v/2.0/index.md  mtad/v/3.0/index.md  mtad/v/4.0/index.md
    mtad/redline/1.0..2.0/index.md  mtad/redline/2.0..3.0/index.md  mtad/redline/3.0..4.0/index.md
    mtad/history/index.md  mtad/table/17.6/index.md  mtad/clause/17.6/index.md  mtad/clause/index.md
    svtad/index.md  svtad/v/1.0/index.md  svtad/history/index.md
    example/index.md  example/history/index.md
    example/redline/1.0..2.0/index.md  example/redline/5.0..6.0/index.md
    compare/index.md  amendments/index.md  amendments/mtad-moc-secure-closure/index.md
    data/index.md  data/corpus.json  mtad/v/3.0/mtad-3.0.txt  mtad/redline/3.0..4.0/redline.json
""".split()


@pytest.mark.parametrize("page", REQUIRED)
def test_a_page_that_readers_were_promised_is_there(pages: Pages, page: str) -> None:
    assert page in pages


def test_every_version_amendment_and_step_has_its_page(record: Corpus, pages: Pages) -> None:
    wanted = {urls.amendment(amendment.id) for amendment in record.amendments}
    for document in record.documents:
        wanted |= {urls.document(document.id), urls.history(document.id)}
        for version in document.versions:
            wanted |= {
                urls.version(document.id, version.label),
                urls.source(document.id, version.label),
            }
            if len(chain := ancestry(document, version)) > 1:
                wanted |= {urls.redline(document.id, chain[-2].label, version.label)}
    assert wanted <= pages.keys()


def test_every_page_is_an_index_so_that_links_can_be_relative(pages: Pages) -> None:
    generated = pages.keys() - hand_written().keys()
    assert all(page.endswith("/index.md") for page in generated if page.endswith(".md"))


def test_the_source_of_a_version_is_its_file_byte_for_byte(record: Corpus, pages: Pages) -> None:
    for document in record.documents:
        for version in document.versions:
            assert pages[urls.source(document.id, version.label)] == version.text


def test_every_document_is_there_as_one_text_that_gives_each_version_back(
    record: Corpus, pages: Pages
) -> None:
    schema = json.loads(pages[urls.WEAVE_SCHEMA])
    for document in record.documents:
        written = pages[urls.weave(document.id)]
        found = Draft202012Validator(schema).iter_errors(json.loads(written))
        assert [error.message for error in found] == []
        weave = read_weave(written)
        for at, version in enumerate(document.versions):
            assert [block.text for block in weave.at(at)] == [each.text for each in version.body]


def test_the_page_of_the_data_names_the_size_of_what_is_large() -> None:
    page = data_page({"law/weave.json": 12_345_678, "law/effects.json": 999_999})
    assert page.values["large_files"] == {"law/weave.json": "12.3 MB"}


def test_the_schemas_of_where_parts_come_from_are_there(pages: Pages) -> None:
    assert json.loads(pages[urls.BLAME_SCHEMA]) == blame_schema()
    assert json.loads(pages[urls.LIFE_SCHEMA]) == life_schema()


def test_the_graph_has_every_version_and_leads_only_to_what_is_there(
    record: Corpus, pages: Pages
) -> None:
    schema = Draft202012Validator(json.loads(pages[urls.GRAPH_SCHEMA]))
    listed = json.loads(pages[urls.GRAPH])
    assert (listed["format"], listed["graphs"]) == (2, [])
    assert [each["document"] for each in listed["files"]] == [each.id for each in record.documents]
    written = [pages[each["address"]] for each in listed["files"]]
    assert [len(each.encode()) for each in written] == [each["bytes"] for each in listed["files"]]
    files = list(map(json.loads, written))
    for each in (listed, *files):
        assert [error.message for error in schema.iter_errors(each)] == []
    found = [graph for each in files for graph in each["graphs"]]
    nodes = {
        (graph["document"], graph["version"]): {node["anchor"] for node in graph["nodes"]}
        for graph in found
    }
    assert set(nodes) == {(v.document, v.label) for each in record.documents for v in each.versions}
    graphs = Graphs(record, AS_OF)
    for graph in found:
        own = graph["document"], graph["version"]
        beside = {(each["document"], each["version"]) for each in graph["beside"]}
        edges = []
        for edge in graph["edges"]:
            there = edge.get("document", own[0]), edge.get("version", own[1])
            assert there in {own, *beside}
            assert edge["from"] in nodes[own]
            assert edge["to"] in nodes[there]
            told = edge["kind"], edge["words"], set(edge.get("columns", ()))
            edges.append((edge["from"], *there, edge["to"], *told))
        assert edges == [
            (
                *(each.source.anchor, each.target.document, each.target.version),
                *(each.target.anchor, each.kind, each.words, set(each.columns)),
            )
            for each in graphs.of(record.document(own[0]).version(own[1])).edges
        ]
        assert edges


def test_the_manifest_lists_every_version_with_its_hash_and_page(
    record: Corpus, pages: Pages
) -> None:
    manifest = json.loads(pages[urls.MANIFEST])
    assert manifest["as_of"] == AS_OF.isoformat()
    listed = {
        (document["id"], entry["version"]): entry
        for document in manifest["documents"]
        for entry in document["versions"]
    }
    for document in record.documents:
        for version in document.versions:
            entry = listed.pop((document.id, version.label))
            assert entry["sha256"] == version.sha256
            assert entry["stage"] == version_stage(document, version, AS_OF)
            assert f"{entry['url']}index.md" in pages
            assert entry["source"] in pages
            before = predecessor(document, version)
            assert entry["from"] == (before.label if before else None)
            assert (entry["redline"] is None) is (entry["redline_data"] is None) is (before is None)
            assert entry["redline"] is None or f"{entry['redline']}index.md" in pages
            assert entry["redline_data"] is None or entry["redline_data"] in pages
    assert not listed


def test_the_manifest_has_the_keys_that_readers_were_promised(pages: Pages) -> None:
    promised = (ROOT / "docs/machine-data.md").read_text().partition("## The manifest")[2]
    promised = promised.partition("## Effects")[0]
    told = {
        key
        for line in re.findall(r"^\| (`.*?) \|", promised, re.MULTILINE)
        for key in re.findall("`(.*?)`", line)
    }
    manifest = json.loads(pages[urls.MANIFEST])
    document, version = manifest["documents"][0], manifest["documents"][0]["versions"][0]
    of_divided = {"sections", "whole"}
    assert told == manifest.keys() | document.keys() | version.keys() | of_divided
    assert manifest["format"] == 2, "a key was dropped or renamed: does the page say so?"


# --- Status ---------------------------------------------------------------------------------------

MTAD_3_IS = "MTAD 3.0 is in force."
ONE_OF_TWO = (
    "May be in force. MTAD 1.0 or MTAD 2.0: the record does not hold the day on which 2.0 took"
    " effect. On other days"
)
BANNERS = [
    # today
    ("2026-11-23", "mtad@1.0", "Superseded by MTAD 2.0. " + MTAD_3_IS),
    ("2026-11-23", "mtad@2.0", "Superseded by MTAD 3.0."),
    (
        "2026-11-23",
        "mtad@3.0",
        "In force, concluded 15 September 2022; date of effect not recorded.",
    ),
    (
        "2026-11-23",
        "mtad@4.0",
        "Proposed, not in force: consultation closed. Responses were due by 16:00 on 13 January"
        " 2023. Outcome not recorded. " + MTAD_3_IS,
    ),
    ("2026-11-23", "svtad@1.0", "In force, since 18 September 2018."),
    # before the SVTAD was in the SEC
    ("2018-01-01", "svtad@1.0", "Proposed, not in force: drafting."),
    ("2018-09-17", "svtad@1.0", "Proposed, not in force: drafting."),
    ("2018-09-18", "svtad@1.0", "In force, since 18 September 2018."),
    (
        "2018-01-01",
        "mtad@1.0",
        "Not recorded whether it was in force. Outside the record: it holds no date before 1 May"
        " 2022, and not when 1.0, its first version, took effect. On other days",
    ),
    # between the closures
    ("2022-06-01", "mtad@1.0", ONE_OF_TWO),
    ("2022-06-01", "mtad@2.0", ONE_OF_TWO),
    ("2022-06-01", "mtad@3.0", "Proposed, not in force: drafting. MTAD 2.0 may be in force."),
    ("2022-08-10", "mtad@1.0", "Superseded by MTAD 2.0."),
    ("2022-08-10", "mtad@2.0", "In force, concluded May 2022; date of effect not recorded."),
    (
        "2022-08-10",
        "mtad@3.0",
        "Proposed, not in force: consultation open. MTAD 2.0 is in force.",
    ),
    # the consultation of 5 December 2022: open, its last day, closed, before and after the planned
    # conclusion
    (
        "2022-12-10",
        "mtad@4.0",
        "Proposed, not in force: consultation open. Responses by 16:00 on 13 January 2023. "
        + MTAD_3_IS,
    ),
    (
        "2023-01-13",
        "mtad@4.0",
        "Proposed, not in force: consultation open. Responses by 16:00 on 13 January 2023. "
        + MTAD_3_IS,
    ),
    (
        "2023-01-20",
        "mtad@4.0",
        "Proposed, not in force: consultation closed. Responses were due by 16:00 on 13 January"
        " 2023. " + MTAD_3_IS,
    ),
    (
        "2023-01-21",
        "mtad@4.0",
        "Proposed, not in force: consultation closed. Responses were due by 16:00 on 13 January"
        " 2023. Outcome not recorded. " + MTAD_3_IS,
    ),
]


AT_FIRST = "2018-01-01", "1.0: Not recorded whether it was in force."
BETWEEN = "2022-06-01", "2.0: May be in force. MTAD 1.0 or MTAD 2.0: the record does not"
AT_ONCE = {"2023-01-20", AS_OF.isoformat()}
"""The days of the quick run; the others, for which the site is drawn anew, are for the long one."""


@pytest.mark.parametrize(
    ("day", "name", "said"),
    [
        pytest.param(
            *(day, name, said),
            id=f"{name} on {day}",
            marks=[] if day in AT_ONCE else [pytest.mark.sweep],
        )
        for day, name, said in BANNERS
    ],
)
def test_the_banner_of_a_version_says_where_it_stood(
    pages_on: Callable[[str], Pages], day: str, name: str, said: str
) -> None:
    document, _, label = name.partition("@")
    assert (
        banner(pages_on(day)[urls.version(document, label)])
        == f"{document.upper()} {label}: {said}"
    )


@pytest.mark.parametrize(
    ("day", "said"),
    [
        pytest.param(*AT_FIRST, marks=pytest.mark.sweep),
        pytest.param(*BETWEEN, marks=pytest.mark.sweep),
        pytest.param("2022-08-10", "2.0: In force,", marks=pytest.mark.sweep),
        ("2022-12-10", "3.0: In force,"),
        ("2026-11-23", "3.0: In force,"),
    ],
)
def test_the_page_of_a_document_shows_what_was_in_force(
    pages_on: Callable[[str], Pages], record: Corpus, day: str, said: str
) -> None:
    page = pages_on(day)[urls.document("mtad")]
    assert banner(page).startswith(f"MTAD {said}")
    label = said.partition(":")[0]
    assert record.document("mtad").version(label).sha256 in page


@pytest.mark.sweep
def test_the_page_of_a_document_that_is_not_in_force_says_so_and_is_not_searched(
    pages_on: Callable[[str], Pages],
) -> None:
    page = pages_on("2018-01-01")[urls.document("svtad")]
    assert ": Proposed, not in force" in banner(page)
    assert 'title: "SVTAD: drafting"\nsearch: {"exclude": true}\nrobots: "noindex"\n' in page


REDLINES = {
    "mtad": "1.0..2.0 2.0..3.0 3.0..4.0 1.0..3.0",
    "example": "1.0..2.0 2.0..3.0 3.0..4.0 4.0..5.0 5.0..6.0 1.0..6.0 2.0..6.0 3.0..6.0 4.0..6.0",
}
"""Each step and proposal, then each superseded version against what is in force."""


def test_each_redline_that_is_a_page_is_listed(pages: Pages) -> None:
    page = body(pages[urls.COMPARE])
    linked = [
        link.get("href") for link in page.iter("a") if "/redline/" in (link.get("href") or "")
    ]
    wanted = [
        urls.redline(document, *pair.split(".."))
        for document, pairs in REDLINES.items()
        for pair in pairs.split()
    ]
    assert linked == [urls.link(urls.COMPARE, each) for each in wanted]
    data = [name for name in pages if name.endswith("redline.json")]
    assert set(wanted) == {name.replace("redline.json", "index.md") for name in data}


def test_the_address_of_every_pair_that_was_ever_a_page_answers(
    record: Corpus, pages: Pages
) -> None:
    """Once, any two versions were."""
    for document in record.documents:
        for old, new in combinations(document.versions, 2):
            page = pages[urls.redline(document.id, old.label, new.label)]
            if f"{old.label}..{new.label}" in document.kept_redlines:
                assert 'robots: "noindex"' in page
                assert 'script: "moved"' in page
                assert "has no page of its own any more" in page


def test_a_pair_that_is_a_page_again_is_one(record: Corpus, comparisons: Comparisons) -> None:
    mtad = replace(record.document("mtad"), kept_redlines=("1.0..3.0", "1.0..4.0"))
    made = built(only(replace(record, documents=(mtad,)), "mtad"), AS_OF, {}, comparisons)
    assert "no page of its own" not in made["mtad/redline/1.0..3.0/index.md"]
    assert "no page of its own" in made["mtad/redline/1.0..4.0/index.md"]


def test_what_superseded_versions_changed_until_today_tells_by_which_version(pages: Pages) -> None:
    data = json.loads(pages["mtad/redline/1.0..3.0/redline.json"])
    assert data["verified"]
    assert {label for change in data["changes"] for label in change["by"]} == {"2.0", "3.0"}
    page = body(pages["mtad/redline/1.0..3.0/index.md"])
    (box,) = with_class(page, "changed-back")
    entries = [text_of(item) for item in box.iter("li")]
    assert "Clause 17.8(a): and put in by 2.0, taken out by 3.0" in entries
    assert len(entries) == len(data["changed_back"])
    assert not with_class(body(pages["mtad/redline/2.0..3.0/index.md"]), "changed-back")


def test_every_page_says_its_day(pages: Pages) -> None:
    for name, page in pages.items():
        if name.endswith(".md") and name not in hand_written():
            (line,) = with_class(body(page), "as-of")
            assert text_of(line).startswith("Position on 23 November 2026")
            assert line.get("data-as-of") == "2026-11-23"


# --- Home -----------------------------------------------------------------------------------------


COMMAND = re.compile(r"<code>(corpus [a-z]+ [^<…]*)</code>")


def test_the_commands_that_pages_show_are_such_as_there_are(pages: Pages) -> None:
    shown = {unescape(found[1]) for page in pages.values() for found in COMMAND.finditer(page)}
    assert any(" --format html" in line for line in shown)
    for line in shown:
        understood(line)


def status_sections(page: str) -> dict[str, str]:
    """The sections of the home page that say what is in force, by their headings."""
    (found,) = with_class(body(page), "standing")
    return {text_of(section[0]): text_of(section) for section in found}


def test_home_says_what_is_in_force_proposed_changed_and_due(pages: Pages) -> None:
    said = status_sections(pages["index.md"])
    assert list(said) == ["In force", "Proposed", "Changed last", "Due"]
    assert (
        "MTAD 3.0 in force Migration Testing Approach Document, concluded 15 September 2022"
        in said["In force"]
    )
    assert "SVTAD 1.0 in force" in said["In force"]
    assert "since 18 September 2018" in said["In force"]
    assert "Closure of Migration DUST for MOC (Secure) consultation closed" in said["Proposed"]
    assert "Outcome not recorded. What MTAD 4.0 would change" in said["Proposed"]
    assert "MTAD 2.0 → 3.0: Closure of Migration DUST for FOC (NP)" in said["Changed last"]
    assert "Table 17.6, row FOC (NP), End date cell" in said["Changed last"]
    assert "Nothing is due." in said["Due"]
    assert "not recorded whether it came: Conclusion of Closure of Migration DUST" in said["Due"]
    assert "planned 27 January 2023" in said["Due"]


def test_where_nothing_is_due_home_says_what_came_last_and_what_changed_most_often(
    pages: Pages, pages_on: Callable[[str], Pages]
) -> None:
    due = status_sections(pages["index.md"])["Due"]
    assert "What came last: 5 December 2022: Consultation issued, Closure of Migration" in due
    assert "What changed most often: MTAD, Table 17.4, in 2.0, 3.0 MTAD, Clause 17.6, in" in due
    busy = status_sections(pages_on("2022-12-10")["index.md"])["Due"]
    assert "What came last" not in busy
    assert "most often" not in busy


def test_what_is_yet_to_come_has_neither_come_nor_changed_anything() -> None:
    years = ("2020", "2021", "2023")
    texts = [(f"1.1 A duck pays {year}.\n", {"effect": f"{year}-01-01"}) for year in years]
    pond = made("pond", *texts)
    amendments = tuple(each.amendment for each in pond.versions if each.amendment)
    corpus = Corpus(documents=(pond,), amendments=amendments)
    early, late = (context(corpus, dt.date(year, 6, 1)) for year in (2022, 2024))
    assert [each.amendment.id for each in came_last(early, [pond])] == ["pond-2", "pond-1"]
    assert [each.amendment.id for each in came_last(late, [pond])] == ["pond-3", "pond-2", "pond-1"]
    assert changed_most(early, [pond]) == []
    assert [each.versions for _, each in changed_most(late, [pond])] == [["2.0", "3.0"]]


def test_home_has_the_day_that_a_script_counts_to(
    pages: Pages, pages_on: Callable[[str], Pages]
) -> None:
    page = body(pages_on("2022-12-10")["index.md"])
    days = [each.get("data-until") for each in with_class(page, "days-left")]
    assert days == ["2023-01-13", "2023-01-13", "2023-01-20", "2023-01-27"]
    assert not with_class(body(pages["index.md"]), "days-left")


def test_home_leaves_the_fictional_document_out(pages: Pages) -> None:
    assert "Larkmere" not in pages["index.md"]
    assert "example/" not in pages["index.md"]


@pytest.mark.sweep
def test_an_amendment_is_as_surely_in_force_as_its_text(
    pages_on: Callable[[str], Pages], record: Corpus
) -> None:
    """2.0 took effect on some day after 1 May 2022; until the next step nobody knows if yet."""
    made = record.document("mtad").version("2.0").amendment
    assert made is not None
    for day, stage in {"2022-06-01": "may be in force", "2022-08-10": "in force"}.items():
        page = pages_on(day)[urls.amendment(made.id)]
        assert f'<span class="stage stage-{stage.replace(" ", "-")}">{stage}</span>' in page
        assert f'class="banner banner-{stage.replace(" ", "-")}"' in page


@pytest.mark.sweep
def test_home_of_the_days_before_the_record_is_sure(pages_on: Callable[[str], Pages]) -> None:
    early = status_sections(pages_on("2018-01-01")["index.md"])
    assert early["In force"] == "In force Nothing is in force, as far as the record holds."
    assert "Nothing has changed yet." in early["Changed last"]

    between = status_sections(pages_on("2022-06-01")["index.md"])
    assert (
        "MTAD 2.0 may be in force Migration Testing Approach Document: MTAD 1.0 or MTAD 2.0: the"
        " record does not hold the day on which 2.0 took effect." in between["In force"]
    )
    assert "MTAD 1.0 → 2.0" in between["Changed last"]


def test_home_while_a_consultation_is_open_and_closed(pages_on: Callable[[str], Pages]) -> None:
    open_ = status_sections(pages_on("2022-12-10")["index.md"])
    assert "consultation open Responses by 16:00 on 13 January 2023." in open_["Proposed"]
    assert "not recorded" not in open_["Proposed"]
    due = [
        "16:00 on 13 January 2023: Consultation closes",
        "20 January 2023: Conclusion",
        "27 January 2023: Effect",
    ]
    assert [open_["Due"].index(each) for each in due] == sorted(
        open_["Due"].index(each) for each in due
    )
    assert "not recorded whether" not in open_["Due"]

    closed = status_sections(pages_on("2023-01-20")["index.md"])
    assert "20 January 2023: Conclusion" in closed["Due"]
    assert "Consultation closes" not in closed["Due"]


def test_the_changes_on_home_lead_to_their_places(pages: Pages) -> None:
    (found,) = with_class(body(pages["index.md"]), "standing")
    links = [link.get("href") or "" for link in found.iter("a")]
    marked = [link for link in links if "#c-" in link]
    assert marked
    for link in marked:
        path, _, id_ = link.partition("#")
        assert f'id="{id_}"' in pages[f"{path}index.md"]


# --- What the text is -----------------------------------------------------------------------------


def test_every_page_that_shows_text_of_the_law_says_what_it_is(
    record: Corpus, pages: Pages
) -> None:
    shows_text = re.compile(
        r"^(?!about|amendments|compare|data|reading|rules)\w+/|^amendments/[^/]+/"
    )
    for name, page in pages.items():
        if not name.endswith(".md") or not shows_text.search(name):
            continue
        told = " ".join(map(text_of, with_class(body(page), "banner-provenance")))
        fictional = name.startswith(("example/", "amendments/example"))
        assert ("not a legal text" if fictional else "not the legal text") in told, name


def test_a_version_says_what_it_is_in_the_words_of_its_file(pages: Pages) -> None:
    for name, words in (
        ("mtad/v/4.0", RECONSTRUCTION),
        ("svtad/v/1.0", RECONSTRUCTION),
        ("example/v/1.0", FICTION),
    ):
        (line,) = with_class(body(pages[f"{name}/index.md"]), "banner-provenance")
        assert text_of(line).startswith(words)
        assert words in pages[f"{name}/{name.replace('/v/', '-')}.txt"]


@pytest.mark.parametrize(
    "name", ["mtad/v/1.0", "mtad/v/3.0", "mtad/v/4.0", "mtad/redline/3.0..4.0", "mtad/table/17.6"]
)
def test_pages_that_show_text_not_in_force_stay_out_of_searches(pages: Pages, name: str) -> None:
    head = pages[f"{name}/index.md"].split("\n---\n")[0]
    assert 'search: {"exclude": true}' in head
    assert 'robots: "noindex"' in head


def test_the_text_in_force_is_searched(pages: Pages) -> None:
    for name in ("mtad/index.md", "svtad/index.md", "mtad/history/index.md", "amendments/index.md"):
        assert "exclude" not in pages[name].split("\n---\n")[0]


# --- A redline ------------------------------------------------------------------------------------


def redlines(record: Corpus, comparisons: Comparisons) -> Iterator[tuple[Document, Redline, str]]:
    for document in record.documents:
        for version in document.versions:
            if len(chain := ancestry(document, version)) > 1:
                page = urls.redline(document.id, chain[-2].label, version.label)
                yield document, comparisons.between(chain[-2], version), page


@pytest.mark.parametrize("name", ["mtad/v/3.0", "mtad/redline/3.0..4.0", "mtad/table/17.6"])
def test_a_page_below_a_document_leads_back_to_it(pages: Pages, name: str) -> None:
    (crumbs,) = with_class(body(pages[f"{name}/index.md"]), "crumbs")
    up = "../" * name.count("/")
    assert [link.get("href") for link in crumbs.iter("a")] == [up, f"{up}history/"]


def test_the_page_of_a_document_does_not_lead_to_itself(pages: Pages) -> None:
    assert not with_class(body(pages["mtad/index.md"]), "crumbs")


def ends_of(page: str) -> dict[str, list[str]]:
    """What the table of the two ends says of the old and of the new, by the heads of its rows."""
    (ends,) = with_class(body(page), "ends")
    return {text_of(row[0]): [text_of(cell) for cell in row[1:]] for row in ends.iter("tr")}


def test_a_redline_names_both_ends(record: Corpus, comparisons: Comparisons, pages: Pages) -> None:
    for document, redline, name in redlines(record, comparisons):
        rows = ends_of(pages[name])
        assert rows[""] == ["Old", "New"]
        for at, version in enumerate((redline.old, redline.new)):
            assert version.amendment is not None
            assert rows["Version"][at] == f"{document.short_title} {version.label}"
            assert rows["Status"][at] == version_stage(document, version, AS_OF)
            assert rows["Made by"][at] == version.amendment.title
        hashes = [text_of(each) for each in with_class(body(pages[name]), "hash")]
        assert hashes == [redline.old.sha256, redline.new.sha256]


def test_a_redline_says_when_its_ends_were_made(pages: Pages) -> None:
    rows = ends_of(pages["mtad/redline/3.0..4.0/index.md"])
    assert rows["Conclusion"] == [
        "15 September 2022",
        "planned 20 January 2023, expected by this date; actual not recorded",
    ]
    assert rows["Effect"] == [
        "date not recorded",
        "planned 27 January 2023, or within one month after; actual not recorded",
    ]


def test_a_redline_counts_its_changes_by_kind(
    record: Corpus, comparisons: Comparisons, pages: Pages
) -> None:
    for _, redline, name in redlines(record, comparisons):
        page = body(pages[name])
        changes = redline.changes
        following = [change for change in changes if change.consequential]
        of_substance = f"{len(changes) - len(following)} of substance"
        total = f"{len(changes)} change{'s' if len(changes) != 1 else ''}"
        assert text_of(with_class(page, "counts")[0]) == f"{total}, {of_substance}"
        whole, by_kind = text_of(with_class(page, "counted")[0]).split(". By kind: ")
        classes = Counter(" and ".join(change.noise) for change in following)
        of_each = ", ".join(f"{names} {count}" for names, count in _most_first(classes))
        assert whole == (
            f"{total}: {of_substance}, {len(following)} that only follow from other changes"
            + (f" ({of_each})" if classes else "")
        )
        kinds = Counter(" ".join(change.kinds) for change in changes)
        counts = [f"{_in_words(each.split())} {count}" for each, count in _most_first(kinds)]
        assert by_kind == f"{', '.join(counts)}."


def _most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    """What there is most of first, and in the order of names what there is as much of."""
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))


def _in_words(kinds: Sequence[str]) -> str:
    return ", ".join(kind.replace("-", " ") for kind in kinds)


def test_a_redline_lists_every_change_with_a_link_to_it(
    record: Corpus, comparisons: Comparisons, pages: Pages
) -> None:
    for _, redline, name in redlines(record, comparisons):
        page = body(pages[name])
        given = [element.get("id") for element in page.iter() if element.get("id")]
        cards = with_class(page, "card")
        assert len(cards) == len(redline.changes)
        for number, (card, change) in enumerate(zip(cards, redline.changes, strict=True), start=1):
            (where,) = with_class(card, "where")
            assert (text_of(where), where.get("href")) == (change.where, f"#{change.id}")
            assert given.count(change.id) == 1, (
                f"{name}: {change.id} stands {given.count(change.id)} times"
            )
            assert text_of(with_class(card, "number")[0]) == str(number)
            assert text_of(with_class(card, "kinds")[0]) == _in_words(change.kinds)
            only_follows = ", ".join(change.noise) if change.consequential else None
            assert _said(card).get("Only follows") == only_follows
            assert _sides(card) == _sides_wanted(change)


def _said(card: Element) -> dict[str, str]:
    """What a card says of its change, by the names of what is said."""
    return {text_of(group[0]): text_of(group[1]) for group in card.iterfind(".//dl/div")}


def _sides(card: Element) -> dict[str, bool]:
    """What a card shows of each side, and whether it is anything at all."""
    return {
        text_of(group[0]): not with_class(group[1], "nothing")
        for group in card.iterfind(".//dl/div")
        if text_of(group[0]) in ("Text", "Was", "Now")
    }


def _sides_wanted(change: Change) -> dict[str, bool]:
    if change.old == change.new:
        return {"Text": True}
    return {"Was": bool(change.old), "Now": bool(change.new)}


def test_a_card_marks_what_differs(pages: Pages) -> None:
    cards = with_class(body(pages["mtad/redline/3.0..4.0/index.md"]), "card")
    card = next(card for card in cards if "End date" in text_of(with_class(card, "where")[0]))
    assert text_of(with_class(card, "where")[0]) == "Table 17.6, row MOC (Secure), End date"
    assert [text_of(part) for part in card.iter("dd")] == ["nothing", "31 January 2023"]
    assert [text_of(part) for part in card.iter("ins")] == ["31 January 2023"]


def test_a_card_does_not_write_a_note_as_a_figure(pages: Pages) -> None:
    cards = with_class(body(pages["mtad/redline/3.0..4.0/index.md"]), "card")
    card = next(
        card
        for card in cards
        if "row MOC (Secure), Status" in text_of(with_class(card, "where")[0])
    )
    assert [text_of(note) for note in with_class(card, "note")] == ["[^4]"]


def test_a_redline_names_the_tables_that_changed(pages: Pages) -> None:
    (line,) = with_class(body(pages["mtad/redline/2.0..3.0/index.md"]), "changed-tables")
    assert text_of(line) == "Tables with changes: Table 17.4 (6), Table 17.6 (2)"
    assert [link.get("href") for link in line] == ["#table-17.4", "#table-17.6"]


def test_a_redline_comes_as_data_too(
    record: Corpus, comparisons: Comparisons, pages: Pages
) -> None:
    graphs = Graphs(record, AS_OF)
    for _, redline, name in redlines(record, comparisons):
        told = graphs.told(redline)  # with what changed without a word in other documents too
        assert pages[name.replace("index.md", "redline.json")] == redline_json(told)
        assert pages[name.replace("index.md", "changes.csv")] == redline_csv(told)
        (line,) = with_class(body(pages[name]), "downloads")
        assert [link.get("href") for link in line.iter("a")][-2:] == ["changes.csv", "redline.json"]


# --- Table life, history, amendment ---------------------------------------------------------------


def test_the_life_of_table_17_6_says_who_last_touched_each_cell(pages: Pages) -> None:
    page = body(pages["mtad/table/17.6/index.md"])
    (life,) = with_class(page, "life")
    rows = [[text_of(cell) for cell in row] for row in life.iter("tr")]
    assert rows[0] == ["Cohort", "GroupID", "End date", "Status"]
    assert rows[3] == [
        "FOC (NP) since 1.0",
        "not recorded since 1.0",
        "not recorded since 3.0",
        "Closed: concluded September 2022 since 3.0",
    ]
    (amended,) = {link.get("href") for link in life.iter("a") if text_of(link) == "since 3.0"}
    assert amended == "../../../amendments/mtad-foc-np-closure/"


def test_the_life_of_a_table_shows_each_version_and_the_proposal(pages: Pages) -> None:
    page = pages["mtad/table/17.6/index.md"]
    headings = re.findall(r"^## (.*?) \{", page, re.MULTILINE)
    assert [heading.split(":")[0] for heading in headings] == [
        "MTAD 3.0, in force",
        "As MTAD 4.0 would change it (consultation closed)",
        "MTAD 3.0",
        "MTAD 2.0",
        "MTAD 1.0",
        "What it said on a day",
    ]
    changes = [[text_of(mark) for mark in table.iter("ins")] for table in body(page).iter("table")]
    assert changes[1] == ["31 January 2023", "Closes on the End Date[^4]"]
    assert changes[2] == ["not recorded", "Closed: concluded September 2022"]
    assert len(changes[3]) == 4
    assert changes[4] == []


def test_the_history_shows_planned_and_actual_apart(pages: Pages) -> None:
    page = pages["mtad/history/index.md"]
    assert [unescape(line) for line in re.findall(r"^## (MTAD \S+):", page, re.MULTILINE)] == [
        "MTAD 4.0",
        "MTAD 3.0",
        "MTAD 2.0",
        "MTAD 1.0",
    ]
    newest, *_ = with_class(body(page), "timeline")
    said = [(event.get("class"), text_of(event)) for event in newest]
    assert said == [
        ("came", "Consultation issued 5 December 2022"),
        ("overdue", "Consultation closes planned 16:00 on 13 January 2023; actual not recorded"),
        (
            "overdue",
            "Conclusion planned 20 January 2023, expected by this date; actual not recorded",
        ),
        (
            "overdue",
            "Effect planned 27 January 2023, or within one month after; actual not recorded",
        ),
    ]


def test_an_amendment_is_told_whole(record: Corpus, pages: Pages) -> None:
    page = body(pages["amendments/mtad-moc-secure-closure/index.md"])
    said = text_of(page)
    amendment = next(
        amendment for amendment in record.amendments if amendment.id == "mtad-moc-secure-closure"
    )
    for words in (
        *amendment.questions,
        *(source.title for source in amendment.sources),
        amendment.summary,
    ):
        assert " ".join(words.split()) in said
    assert "consultation closed" in said
    assert "Outcome not recorded" in said
    (dates,) = with_class(page, "dates")
    assert [[text_of(cell) for cell in row] for row in dates.iter("tr")] == [
        ["Step", "Planned", "Actual"],
        ["Consultation issued", "not recorded", "5 December 2022"],
        ["Consultation closes", "16:00 on 13 January 2023", "not recorded"],
        ["Conclusion", "20 January 2023, expected by this date", "not recorded"],
        ["Effect", "27 January 2023, or within one month after", "not recorded"],
    ]
    assert "../../mtad/redline/3.0..4.0/" in [link.get("href") for link in page.iter("a")]


def test_an_amendment_in_force_claims_no_missing_outcome(pages: Pages) -> None:
    for name in ("mtad-foc-np-closure", "mtad-ioc-moc-mds-closure", "svtad-first-version"):
        assert "Outcome not recorded" not in pages[f"amendments/{name}/index.md"]


def test_a_withdrawn_proposal_is_shown_as_such(record: Corpus, comparisons: Comparisons) -> None:
    mtad = record.document("mtad")
    last = mtad.versions[-1]
    assert last.amendment is not None
    given_up = replace(last.amendment, withdrawn=last.amendment.actual("consultation-issued"))
    versions = (*mtad.versions[:-1], replace(last, amendment=given_up))
    amendments = tuple(given_up if each is last.amendment else each for each in record.amendments)
    corpus = replace(record, amendments=amendments)
    corpus = only(replace(corpus, documents=(replace(mtad, versions=versions),)), "mtad")
    made = built(corpus, AS_OF, {"index.md": marker("status")}, comparisons)
    page = made["mtad/v/4.0/index.md"]
    assert banner(page) == "MTAD 4.0: Withdrawn and never in force. MTAD 3.0 is in force."
    assert "Nothing is proposed." in made["index.md"]
    assert "proposed-4.0" not in made["mtad/table/17.6/index.md"]
    assert "mtad/redline/3.0..4.0/index.md" in made
    assert version_stage(corpus.documents[0], versions[-1], AS_OF) is Stage.WITHDRAWN


def two_proposals(root: Path, effect: str = "") -> Corpus:
    """The record with a second proposal from MTAD 3.0, 5.0, which takes effect on a day if one is
    given."""
    draft = amend(root, "mtad", AS_OF, title="A second proposal")
    replace_in(
        draft.text_path,
        "| MOC (Secure) | DA | | Open |",
        "| MOC (Secure) | DA | 1 May 2023 | Open |",
    )
    if effect:
        replace_in(
            draft.amendment_path,
            "questions:",
            f"dates: {{effect: {{actual: {effect}}}}}\nquestions:",
        )
    return load(root)


@pytest.mark.sweep
def test_two_proposals_that_touch_the_same_say_so_on_both_pages(copied: Path) -> None:
    made = built(two_proposals(copied), AS_OF, {"index.md": marker("status")}, Comparisons())
    for own, other in (
        ("mtad-5.0", "mtad-moc-secure-closure"),
        ("mtad-moc-secure-closure", "mtad-5.0"),
    ):
        page = made[f"amendments/{own}/index.md"]
        touched = page.partition("## Touched by another proposal")[2].partition("## If another")[0]
        assert f'href="../{other}/"' in touched
        assert "<li>Table 17.6, row MOC (Secure), End date</li>" in touched
        assert touched.count("<li>") == 1
    # Each is held against what it was made from, which is in force.
    assert {"mtad/redline/3.0..4.0/index.md", "mtad/redline/3.0..5.0/index.md"} <= made.keys()
    assert "5.0..4.0" not in "".join(made)
    assert "MTAD 4.0" in made["index.md"]
    assert "MTAD 5.0" in made["index.md"]
    assert "proposed-4.0" in made["mtad/table/17.6/index.md"]
    assert "proposed-5.0" in made["mtad/table/17.6/index.md"]


def test_an_overtaken_proposal_is_shown_against_its_base_and_against_what_is_in_force(
    copied: Path, comparisons: Comparisons
) -> None:
    corpus = two_proposals(copied, "2023-05-01")
    made = built(corpus, AS_OF, {"index.md": marker("status")}, comparisons)
    page = made["amendments/mtad-moc-secure-closure/index.md"]
    assert 'href="../../mtad/redline/3.0..4.0/"' in page
    assert 'href="../../mtad/redline/5.0..4.0/">What MTAD 4.0 would change in it</a>' in page
    assert (
        'href="mtad/redline/5.0..4.0/">against what is in force, MTAD 5.0</a>' in made["index.md"]
    )
    assert "mtad/redline/5.0..4.0/index.md" in made
    assert banner(made["mtad/v/4.0/index.md"]).startswith("MTAD 4.0: Proposed, not in force:")
    assert "Touched by another proposal" not in page
    assert "proposed-4.0" in made["mtad/table/17.6/index.md"]
    # What is in force has one history: it was never a proposal on the way to 4.0.
    assert "since </span>4.0" not in made["mtad/table/17.6/index.md"]


# --- The building itself --------------------------------------------------------------------------


@pytest.mark.sweep
def test_the_same_input_gives_the_same_bytes(record: Corpus, pages: Pages) -> None:
    again = built(
        record, AS_OF, hand_written(), Comparisons(), commit=commit_of(ROOT), files=FileStore()
    )
    assert list(again) == list(pages)
    assert again == pages


def test_a_hand_written_page_without_a_marker_is_left_to_the_builder(
    record: Corpus, comparisons: Comparisons
) -> None:
    made = built(only(record, "svtad"), AS_OF, {"plain.md": "# Plain\n"}, comparisons)
    assert "plain.md" not in made


def test_a_marker_is_filled_where_it_stands(record: Corpus, comparisons: Comparisons) -> None:
    text = f"# Title\n\nBefore.\n\n{marker('kind example row-insert')}\n\nAfter.\n"
    corpus = only(record, "example")
    page = built(corpus, AS_OF, {"deep/down.md": text}, comparisons)["deep/down.md"]
    assert page.startswith("# Title\n\nBefore.\n\n<div class=")
    assert page.endswith("\n\nAfter.\n")
    (specimen,) = with_class(body(page), "specimen")
    assert "row insert" in text_of(with_class(specimen, "specimen-where")[0])
    assert any("ins" in (row.get("class") or "") for row in specimen.iter("tr"))
    links = [link.get("href") or "" for link in specimen.iter("a")]
    assert links[0].startswith("../../example/redline/")
    assert specimen.get("data-search-exclude"), "what a specimen shows is not in force"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (marker("nonsense"), "there is no marker `nonsense`"),
        (marker("status now"), "there is no marker `status now`"),
        (marker("kind example"), "there is no marker `kind example`"),
        (marker("kind exampel move"), "there is no document `exampel`"),
        (marker("kind example rewrite"), "`example` has no change of the kind `rewrite`"),
    ],
)
def test_a_marker_that_names_nothing_is_a_problem_at_its_line(
    record: Corpus, comparisons: Comparisons, wrong: str, message: str
) -> None:
    with pytest.raises(CorpusError) as caught:
        built(record, AS_OF, {"about/page.md": f"# A\n\n{wrong}\n"}, comparisons)
    (problem,) = caught.value.problems
    assert str(problem).startswith(
        f"about/page.md:3: {message}\n    {wrong}\n    expected: {marker('status')}"
    )


def test_words_of_the_record_mean_nothing_to_the_builder_of_headings() -> None:
    assert unescape(literal("a *b* `c` {#d} <e> & [f]")) == "a *b* `c` {#d} <e> & [f]"
    assert not set(literal("a *b* `c` {#d} <e> [f]").replace("&#", "")) & set("*`{}[]<>#")


def test_the_style_and_script_of_the_site_are_there() -> None:
    made = site_assets()
    assert sorted(made) == sorted(f"assets/{name}" for name in STYLES_AND_SCRIPTS)
    assert all(made.values())


# --- Corrections ----------------------------------------------------------------------------------


def test_the_page_of_an_amendment_tells_what_of_its_record_was_corrected(
    record: Corpus, comparisons: Comparisons
) -> None:
    corrections = (Correction("direction", "2023-01-26", "It was <b>a draft's</b>."),)
    made = tuple(replace(each, corrections=corrections) for each in record.amendments)
    page = "amendments/mtad-moc-secure-closure/index.md"
    told = "It was &lt;b&gt;a draft&#39;s&lt;/b&gt;."
    said = f"<li>Direction: the record had 2023-01-26. {told}</li>"
    corpus = only(replace(record, amendments=made), "mtad")
    assert said in built(corpus, AS_OF, {"index.md": marker("status")}, comparisons)[page]


@pytest.mark.sweep
def test_the_page_of_an_amendment_that_corrects_says_so(
    record: Corpus, comparisons: Comparisons
) -> None:
    said, page = (
        "which puts right a mistake in the version before",
        "amendments/mtad-moc-secure-closure/index.md",
    )
    made = tuple(replace(each, correction=True) for each in record.amendments)
    assert said in built(replace(record, amendments=made), AS_OF, hand_written(), comparisons)[page]
    assert said not in built(record, AS_OF, hand_written(), comparisons)[page]


def test_nobody_is_asked_to_respond_to_a_consultation_that_is_closed(
    pages: dict[str, str],
) -> None:
    """What was begun stays where it is, and remarks may be written as ever: on what is long in
    force, on what was never consulted on, and between any two versions."""
    closed = pages["mtad/redline/3.0..4.0/index.md"]
    assert "Responses were due by" in closed
    assert "No responses are taken on 23 November 2026, the day of this page." in closed
    for page in ("redline/3.0..4.0", "redline/1.0..2.0", "compare"):
        text = pages[f"mtad/{page}/index.md"]
        assert 'href="#page-respond"' not in text
        assert "data-field=" not in text
        assert ">Your remarks</h2>" in text
