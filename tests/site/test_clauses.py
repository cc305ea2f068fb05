"""The pages of provisions that ever changed: where each is told, what leads to it, the feeds of
each, and the way from a version to another."""

import datetime as dt
import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest
from playwright.sync_api import Page, expect

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.provenance import History, Provisions
from build_tools.model import Corpus, Document
from build_tools.record import load
from build_tools.site import urls
from build_tools.site.build import by_address, site_files
from build_tools.site.context import SiteContext
from build_tools.site.file_store import FileStore
from build_tools.site.follow.feeds import atom
from build_tools.site.follow.provision_feeds import opml, provision_feeds
from build_tools.site.provision_pages import ProvisionPages
from tests.lineage.test_provisions import FIRST, document, rules
from tests.publishing import AS_OF
from tests.recording import made
from tests.statutes import plant_statute

Pages = dict[str, str]
SITE = "https://law.example.org/sec/"
_HREF = re.compile(r'href="([^"#]*)')


@pytest.fixture(scope="module")
def context(record: Corpus, comparisons: Comparisons) -> SiteContext:
    return SiteContext(record, AS_OF, comparisons, FileStore(), SITE)


def links_of(page: str, text: str) -> set[str]:
    """The pages to which a page leads, by their src_uri."""
    folder = Path("/") / Path(page).parent
    found = set()
    for href in _HREF.findall(text):
        path = Path(folder, href).as_posix()
        resolved = "/".join(_resolved(path))
        found.add(f"{resolved}/index.md")
    return found


def _resolved(path: str) -> Iterator[str]:
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    yield from parts


# --- Where each is told ---------------------------------------------------------------------------


def test_each_provision_that_ever_changed_has_a_page_and_every_number_leads_to_it(
    record: Corpus, context: SiteContext, pages: Pages
) -> None:
    seen = 0
    for each in record.documents:
        told = context.provision_pages(each)
        for life in told.lives:
            page = told.address(life)
            assert page in pages
            for anchor in life.anchors:
                number = urls.clause(each.id, anchor)
                if anchor.startswith("table-"):
                    number = urls.table(each.id, anchor)
                assert number == page or page in links_of(number, pages[number])
                seen += 1
    assert seen > 60


def test_what_never_changed_has_no_page(record: Corpus, context: SiteContext, pages: Pages) -> None:
    for each in record.documents:
        told = context.provision_pages(each)
        unchanged = [life for life in told.provisions.lives.values() if not life.ever_changed]
        assert unchanged
        for life in unchanged:
            (anchor,) = life.anchors
            number = urls.clause(each.id, anchor)
            assert number not in pages or len(told.provisions.bearers(anchor)) > 1
        if not told.lives:
            assert "all are as in the first version" in pages[urls.clauses(each.id)]


def test_the_pages_grow_with_what_changed(
    record: Corpus, context: SiteContext, pages: Pages
) -> None:
    for each in record.documents:
        lives = context.provision_pages(each).lives
        states = sum(len(life.states) for life in lives)
        made = [page for page in pages if page.startswith(f"{each.id}/clause/")]
        assert len(made) <= 1 + 2 * states


def of(subject: Document, shown: int = -1) -> ProvisionPages:
    provisions = Provisions(History(subject, Comparisons()))
    return ProvisionPages("pond", provisions, range(len(subject.versions))[shown], [])


def test_a_provision_alone_at_its_number_is_told_there_and_its_old_number_leads_to_it() -> None:
    told = of(document(FIRST, rules("dogs", "boat", "refuse", "fire", "swim", "pay")))
    last = told.provisions.lives["1.5@1.0"]
    assert told.address(last) == "pond/clause/1.6/index.md"
    assert told.find(0, "1.5") == told.find(1, "1.6") == "pond/clause/1.6/index.md"


def test_a_number_that_several_bore_lists_them_and_each_is_told_at_its_lasting_id() -> None:
    told = of(document(FIRST, rules("dogs", "boat", "refuse", "fire", "swim", "pay")))
    assert told.find(1, "1.2") == "pond/clause/1.1@1.0/index.md"
    assert told.find(1, "1.1") == "pond/clause/1.1@2.0/index.md"
    bearers = told.numbers["pond/clause/1.1/index.md"]
    assert [(life.id, members) for life, members in bearers] == [("1.1@1.0", 1), ("1.1@2.0", 2)]


def test_the_number_of_the_version_shown_is_the_one_it_is_told_at() -> None:
    subject = document(FIRST, rules("dogs", "boat", "refuse", "fire", "swim", "pay"))
    assert of(subject, 0).find(1, "1.6") == "pond/clause/1.5@1.0/index.md"
    assert of(subject, 1).find(1, "1.6") == "pond/clause/1.6/index.md"


def test_versions_that_follow_each_other_are_told_by_the_first_and_the_last() -> None:
    dogs = rules("dogs", "boat", "refuse", "fire", "swim", "pay")
    years = [{"effect": f"20{at}-01-01"} for at in range(10, 18)]
    pond = made("pond", *zip([FIRST, FIRST, *[dogs] * 5, FIRST], years, strict=True))
    corpus = Corpus(documents=(pond,), amendments=())
    pages = by_address(site_files(corpus, AS_OF, {}, Comparisons(), FileStore(())))
    boat = str(pages["pond/clause/1.1@1.0/index.md"])
    links = re.sub("<[^>]*>", "", boat.partition("Other versions")[0])
    assert "Clause 1.2 in 3.0 to 7.0; Clause 1.1 in 1.0, 2.0, 8.0." in links


def test_who_bore_a_number_is_told_with_the_words_that_each_version_has() -> None:
    """Never with those of the last of them, which may be a proposal's, or of another matter."""
    dogs = rules("dogs", "boat", "refuse", "fire", "swim", "pay")
    texts = [FIRST, FIRST.replace("dusk", "noon"), FIRST.replace("dusk", "dawn"), dogs]
    years = [{"effect": f"20{at}-01-01"} for at in range(10, 14)]
    pond = made("pond", *zip(texts, years, strict=True))
    corpus = Corpus(documents=(pond,), amendments=())
    pages = by_address(site_files(corpus, AS_OF, {}, Comparisons(), FileStore(())))
    told = re.sub("<[^>]*>", "", str(pages["pond/clause/1.1/index.md"]))
    for label, word in (("1.0", "dusk"), ("2.0", "noon"), ("3.0", "dawn"), ("4.0", "Dogs")):
        assert re.search(f"In POND {label} (superseded|in force): “[^”]*{word}", told)


def test_what_is_law_no_more_is_not_cited_as_if_it_were_where_its_last_day_is_not_recorded() -> (
    None
):
    texts = [FIRST, FIRST.replace("dusk", "noon")]
    pond = made("pond", *zip(texts, [{"effect": "2010-01-01"}, {"effect": "2011-06"}], strict=True))
    corpus = Corpus(documents=(pond,), amendments=())
    pages = by_address(site_files(corpus, AS_OF, {}, Comparisons(), FileStore(())))
    told = re.sub("<[^>]*>", "", str(pages["pond/clause/1.1/index.md"]))
    lasted = "in force from 1 January 2010 to a day that is not recorded"
    assert f"To cite it: POND 1.0, Clause 1.1; {lasted}." in told
    assert "To cite it: POND 2.0, Clause 1.1; in force since June 2011." in told


def test_what_a_provision_was_divided_off_is_cited_with_its_own_last_day() -> None:
    keeper = "The keeper of the lock opens it for every boat that sounds its horn at noon."
    lamp = "A lantern burns over the gate from dusk until the last boat has come home."
    texts = [f"# Rules\n\n1.1 {keeper} {lamp}\n", f"# Rules\n\n1.1 {keeper}\n\n1.2 {lamp}\n"]
    years = [{"effect": "2010-01-01"}, {"effect": "2011-06-01"}]
    corpus = Corpus(documents=(made("pond", *zip(texts, years, strict=True)),), amendments=())
    pages = by_address(site_files(corpus, AS_OF, {}, Comparisons(), FileStore(())))
    for number in ("1.1", "1.2"):
        told = re.sub("<[^>]*>", "", str(pages[f"pond/clause/{number}/index.md"]))
        assert "POND 1.0, Clause 1.1; in force from 1 January 2010 to 31 May 2011." in told


def test_a_name_too_long_for_a_folder_is_cut_and_still_its_own() -> None:
    one, other = urls.clause("pond", "def-" + "a" * 300), urls.clause("pond", "def-" + "a" * 301)
    assert one != other
    assert all(len(part.encode()) < 200 for part in one.split("/"))


# --- What a page says -----------------------------------------------------------------------------


def test_a_page_tells_every_state_newest_first_under_its_number(pages: Pages) -> None:
    page = pages["mtad/clause/17.8@1.0/index.md"]
    headings = re.findall(r"^## (.*?) \{", page, re.MULTILINE)
    assert [re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), each) for each in headings] == [
        "MTAD 4.0: renumbered",
        "MTAD 2.0: renumbered, changed",
        "MTAD 1.0: as in the first version of this record",
        "What it said on a day",
        "What refers to it",
    ]
    assert (
        "To cite it: MTAD 2.0, Clause 17.9; concluded May 2022; date of effect not recorded."
        in page
    )
    assert re.search(r"<ins[^>]*>Closed </ins>", page)
    first = page[page.index("{#v-1.0}") :]
    assert "To reopen a Cohort, DCC shall remove its End Date" in first
    assert not re.search(r"<(ins|del)\b", first)


def test_a_page_says_what_refers_to_the_provision(pages: Pages) -> None:
    page = pages["mtad/clause/17.8@1.0/index.md"]
    citing = page[page.index("{#page-citing}") :]
    assert 'href="../../#17.6">Clause 17.6</a>' in citing


POND = """\
**Newt** means a small animal that swims.

1.1 Boats land at the old jetty, and nowhere else.

1.2 Ducks swim on the pond:

(a) by day, when no boat is out; and

(b) at night, where paragraph (a) does not say otherwise.

1.3 Clause 1.2(a) binds swans, and each Newt.

1.4 Clause 1.1 binds rafts.
"""
LATER = """\
**Newt** means a small animal that swims and dives.

1.1 Ducks and drakes swim on the pond:

(a) by day, when no boat is out; and

(b) at night, where paragraph (a) does not say otherwise.

1.2 Clause 1.1(a) binds swans, and each Newt.
"""


def test_what_refers_to_it_is_told_of_the_provision_and_not_of_its_number() -> None:
    years = ({"effect": "2020-01-01"}, {"effect": "2021-01-01"})
    pond = made("pond", (POND, years[0]), (LATER, years[1]))
    lake = made("lake", ("1.1 Clause 1.1 of the POND binds geese.\n", years[0]))
    corpus = Corpus(documents=(pond, lake), amendments=())
    pages = by_address(site_files(corpus, dt.date(2023, 1, 1), {}, Comparisons(), FileStore(())))

    def citing(name: str) -> list[tuple[str, str]]:
        page = str(pages[urls.clause("pond", name)])
        _, _, told = page.partition("{#page-citing}")
        return re.findall('<a href="([^"]+)">([^<]+)</a>', told.partition("</p>")[0])

    # Boats are in the text no more, and what is said of Clause 1.1 now is said of ducks.
    assert citing("1.1@1.0") == []
    # Who cites a limb of it from outside is told as well, and who does in another document.
    assert citing("1.2@1.0") == [
        ("../../../lake/#1.1", "LAKE 1.0, Clause 1.1"),
        ("../../#1.2", "Clause 1.2"),
    ]
    assert citing("def-newt") == [("../../#1.2", "Clause 1.2")]
    assert "## What uses it {" in str(pages[urls.clause("pond", "def-newt")])


def test_versions_and_redlines_have_a_quiet_link_to_it(pages: Pages) -> None:
    version = pages["mtad/v/3.0/index.md"]
    link = '<a class="life" id="17.8@1.0" href="../../clause/17.8@1.0/"'
    (line,) = [line for line in version.splitlines() if 'id="17.9"' in line]
    assert link in line
    assert 'id="19.2@1.0"' not in version
    redline = pages["mtad/redline/3.0..4.0/index.md"]
    assert '<a class="life" href="../../clause/17.8@1.0/" aria-label="History of' in redline


# --- Feeds ----------------------------------------------------------------------------------------


def test_each_has_a_feed_of_its_own_by_its_lasting_id(record: Corpus, context: SiteContext) -> None:
    ids = []
    for each in record.documents:
        for told in provision_feeds(context, each):
            parsed = feedparser.parse(
                atom(told, SITE).encode(), response_headers={"content-type": "application/atom+xml"}
            )
            assert not parsed.bozo
            assert len(parsed.entries) == len(told.entries)
            ids += [told.id, *(entry.id for entry in told.entries)]
    assert len(set(ids)) == len(ids)


def test_a_feed_tells_what_became_of_the_provision_under_the_number_of_its_day(
    record: Corpus, context: SiteContext
) -> None:
    each = record.document("mtad")
    (told,) = [
        feed
        for feed in provision_feeds(context, each)
        if feed.page.startswith("mtad/provision/17.8@1.0/")
    ]
    assert told.title == "MTAD Clause 17.9: what has happened"
    assert {entry.text.partition(". ")[0] for entry in told.entries} == {
        "Clause 17.10 in 4.0: renumbered",
        "Clause 17.9 in 2.0: renumbered, changed",
    }


def test_an_entry_stays_as_it_was_published(record: Corpus, comparisons: Comparisons) -> None:
    each = record.document("mtad")
    days = [dt.date(2022, 6, 1), dt.date(2022, 12, 20), AS_OF]
    told = []
    for day in days:
        then = SiteContext(record, day, comparisons, FileStore(), SITE)
        told.append({feed.id: set(feed.entries) for feed in provision_feeds(then, each)})
    for earlier, later in itertools.pairwise(told):
        assert earlier.keys() == later.keys()
        assert all(entries <= later[id_] for id_, entries in earlier.items())
    assert any(told[0].values())


def test_the_opml_lists_the_feed_of_each_and_all_are_there(
    record: Corpus, context: SiteContext, pages: Pages
) -> None:
    for each in record.documents:
        assert urls.provision_feeds(each.id) in pages
        root = ET.fromstring(opml(context, each))
        assert (root.tag, root.get("version")) == ("opml", "2.0")
        assert [child.tag for child in root] == ["head", "body"]
        assert root.findtext("head/title")
        outlines = root.findall("body/outline")
        assert all(outline.get("text") for outline in outlines)
        lives = context.provision_pages(each).lives
        feeds = [outline.attrib for outline in outlines if outline.get("type") == "rss"]
        assert len(feeds) == len(lives)
        for feed in feeds:
            assert feed["xmlUrl"].removeprefix(SITE) in pages
            assert f"{feed['htmlUrl'].removeprefix(SITE)}index.md" in pages
    assert "feeds.opml" in pages[urls.document("mtad")]


def test_an_opml_whose_addresses_are_not_whole_says_so(
    record: Corpus, context: SiteContext, pages: Pages
) -> None:
    """Those of a site that does not know its own address."""
    for each in record.documents:
        whole, relative = opml(context, each), pages[urls.provision_feeds(each.id)]
        assert "site_url" not in whole
        assert "site_url" in (ET.fromstring(relative).findtext("head/title") or "")
        folder = urls.provision_feeds(each.id).rpartition("/")[0]
        for outline in ET.fromstring(relative).iter("outline"):
            if address := outline.get("xmlUrl"):
                assert f"{folder}/{address}" in pages


# --- In a browser ---------------------------------------------------------------------------------


@pytest.mark.sweep
def test_another_version_opens_at_the_provision_that_is_read(opened: Callable[..., Page]) -> None:
    """Whatever its number is there; one that never changed keeps its number."""
    page = opened("mtad/v/2.0/#17.9")
    versions = page.get_by_role("navigation", name="Versions of the MTAD")
    versions.get_by_role("link", name="MTAD 4.0", exact=True).click()
    page.wait_for_url("**/mtad/v/4.0/#17.8@1.0")
    expect(page.locator("[id='17.10']")).to_be_in_viewport()
    versions.get_by_role("link", name="MTAD 1.0", exact=True).click()
    expect(page.locator("[id='17.8']")).to_be_in_viewport()
    page.goto(page.url.replace("#17.8@1.0", "#19.2"))
    versions.get_by_role("link", name="MTAD 3.0", exact=True).click()
    page.wait_for_url("**/mtad/v/3.0/#19.2")


# --- A provision that is a heading and what stands under it without a number ----------------------


def test_a_provision_of_one_paragraph_without_number_is_told_whole(tmp_path: Path) -> None:
    root = plant_statute(tmp_path)
    first = (root / "wasser/1.0.md").read_text()
    amended = first.replace('"1.0"', '"2.0"').replace("wasser-1.0", "wasser-2.0")
    (root / "wasser/2.0.md").write_text(amended.replace("regelt die", "regelt jede"))
    made_first = (root / "amendments/wasser-1.0.yml").read_text()
    (root / "amendments/wasser-2.0.yml").write_text(
        made_first.replace('to: "1.0"', 'from: "1.0"\n    to: "2.0"\n    scope: [§ 1]').replace(
            "2023-01-01", "2024-05-01"
        )
    )
    files = site_files(load(root), AS_OF, {}, Comparisons(), FileStore(()))
    page = by_address(files)["wasser/clause/section-1/index.md"]
    text = re.sub(r"<[^>]*>", "", str(page))
    assert "Überschrift" not in text
    assert "WO 2.0, § 1; in Kraft seit 1. Mai 2024" in text
    assert "WO 1.0, § 1; in Kraft vom 1. Januar 2023 bis 30. April 2024" in text
    assert text.count("Diese Ordnung regelt") == 2
