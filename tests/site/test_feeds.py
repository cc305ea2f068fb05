"""The feeds, read by parsers that share nothing with their writer."""

import datetime as dt
import json
import re
import uuid
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import feedparser
import feedparser_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Amendment, Corpus
from build_tools.site import urls
from build_tools.site.follow.feeds import Feed, FeedEntry, atom, feed, json_feed
from build_tools.site.follow.subjects import one_line, subjects
from tests.publishing import AS_OF, BASE
from tests.recording import DAYS, day, records

SITE = "https://law.example.org/sec/"
COMPARISONS = Comparisons()
ATOM = "{http://www.w3.org/2005/Atom}"


def feeds(record: Corpus, as_of: dt.date = AS_OF) -> dict[str, Feed]:
    """Every feed by the address of its page."""
    return {subject.page: feed(record, subject, as_of, COMPARISONS) for subject in subjects(record)}


def as_atom(told: Feed, site_url: str = SITE) -> Any:
    """An Atom feed as a reader's program understands it, which has nothing against it."""
    found = feedparser.parse(
        atom(told, site_url).encode(), response_headers={"content-type": "application/atom+xml"}
    )
    assert not found.bozo, found.bozo_exception
    assert found.version == "atom10"
    return found


def as_json(told: Feed, site_url: str = SITE) -> Any:
    """The same for a JSON Feed."""
    found = feedparser_rs.parse(json_feed(told, site_url))
    assert not found.bozo
    assert found.version == "json11"
    return found


# --- Invariants -----------------------------------------------------------------------------------


@given(records(), DAYS, DAYS)
def test_an_entry_stays_as_it_was_published(record: Corpus, one: dt.date, other: dt.date) -> None:
    earlier, later = (feeds(record, when) for when in sorted((one, other)))
    assert earlier.keys() == later.keys()
    for page, told in earlier.items():
        assert told.id == later[page].id
        assert [entry.updated for entry in told.entries[:1]] in ([], [told.updated])
        assert all(entry.updated <= told.updated for entry in told.entries)
        assert set(told.entries) <= set(later[page].entries)


@given(records(), DAYS)
def test_ids_are_unique_and_one_event_has_one_id_in_every_feed(
    record: Corpus, as_of: dt.date
) -> None:
    found = feeds(record, as_of)
    assert len({told.id for told in found.values()}) == len(found)
    entries: dict[str, FeedEntry] = {}
    for told in found.values():
        assert len({entry.id for entry in told.entries}) == len(told.entries)
        for entry in told.entries:
            assert entries.setdefault(entry.id, entry) == entry
            assert uuid.UUID(entry.id).urn == entry.id


@given(records(), DAYS)
def test_what_is_made_up_is_told_apart(record: Corpus, as_of: dt.date) -> None:
    real = {
        each.id for each in record.amendments if any(step.document == "law" for step in each.steps)
    }
    everywhere = feeds(record, as_of)
    if real:
        assert {entry.page for entry in everywhere[urls.HOME].entries} <= set(
            map(urls.amendment, real)
        )
    if "tale/index.md" in everywhere:
        assert everywhere["tale/index.md"].title == "tale (fictional): what has happened"
        for entry in everywhere["tale/index.md"].entries:
            assert "tale" in entry.title
            assert "(fictional)" in entry.title


@given(records(), DAYS, st.sampled_from(("", SITE)))
def test_readers_programs_read_every_feed(record: Corpus, as_of: dt.date, site_url: str) -> None:
    for told in feeds(record, as_of).values():
        wanted = [(entry.id, entry.title, entry.text) for entry in told.entries]
        found = as_atom(told, site_url).entries
        assert [(entry.id, entry.title, entry.content[0].value) for entry in found] == wanted
        items = as_json(told, site_url).entries
        assert [(entry.id, entry.title, entry.content[0].value) for entry in items] == wanted


# --- RFC 4287 and JSON Feed 1.1 -------------------------------------------------------------------

RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@pytest.mark.parametrize("site_url", ["", SITE])
def test_an_atom_feed_has_what_the_rfc_asks_for(record: Corpus, site_url: str) -> None:
    for told in feeds(record).values():
        root = ET.fromstring(atom(told, site_url))
        assert root.tag == f"{ATOM}feed"
        for name in ("id", "title", "subtitle", "updated", "generator"):
            assert len(root.findall(ATOM + name)) == 1
        assert root.findtext(f"{ATOM}author/{ATOM}name")
        assert [link.get("rel") for link in root.findall(f"{ATOM}link")] == ["self", "alternate"]
        for entry in root.findall(f"{ATOM}entry"):
            for name in ("id", "title", "updated", "category", "content"):
                assert len(entry.findall(ATOM + name)) == 1
            assert [link.get("rel") for link in entry.findall(f"{ATOM}link")][:1] == ["alternate"]
        dates = [*root.iter(f"{ATOM}updated"), *root.iter(f"{ATOM}published")]
        assert all(RFC_3339.fullmatch(date.text or "") for date in dates)
        ids = [id_.text or "" for id_ in root.iter(f"{ATOM}id")]
        assert all(urlsplit(id_).scheme == "urn" for id_ in ids)
        assert len(set(ids)) == len(ids)


def test_a_json_feed_has_what_the_standard_asks_for(record: Corpus) -> None:
    for told in feeds(record).values():
        whole = json.loads(json_feed(told, SITE))
        assert whole["version"] == "https://jsonfeed.org/version/1.1"
        assert urljoin(whole["home_page_url"], "feed.json") == whole["feed_url"]
        assert {type(item["id"]) for item in whole["items"]} <= {str}
        assert all(
            item["content_text"] and item["title"] and item["url"] for item in whole["items"]
        )
        dates = [
            item[name]
            for item in whole["items"]
            for name in ("date_published", "date_modified")
            if name in item
        ]
        assert all(map(RFC_3339.fullmatch, dates))
        assert not re.search(r'"(home_page_|feed_)?url":', json_feed(told, "")), (
            "it has no rule for relative links"
        )


@pytest.mark.parametrize("site_url", ["", SITE])
def test_every_link_of_a_feed_leads_to_something_of_the_site(
    record: Corpus, pages: dict[str, str], site_url: str
) -> None:
    followed = 0
    for page, told in feeds(record).items():
        stands_at = urljoin(site_url or BASE, urls.beside(page, urls.ATOM))
        for link in ET.fromstring(atom(told, site_url)).iter(f"{ATOM}link"):
            target = urljoin(stands_at, link.get("href")).removeprefix(site_url or BASE)
            assert (f"{target}index.md" if target.endswith("/") or not target else target) in pages
            followed += 1
    assert followed > 150


# --- The record -----------------------------------------------------------------------------------


def test_the_feed_of_the_corpus_leaves_the_worked_example_out(record: Corpus) -> None:
    found = feeds(record)
    assert found["index.md"].title == "MTAD and SVTAD: what has happened"
    assert not [entry for entry in found["index.md"].entries if "example" in entry.page]
    example = found["example/index.md"]
    assert example.title == "Worked example (fictional): what has happened"
    assert "Fictional worked example, not a legal text" in example.subtitle
    assert len(example.entries) == 6 * 6


def test_every_entry_says_what_its_text_is(record: Corpus) -> None:
    for told in feeds(record).values():
        assert all(re.search("not (the|a) legal text[.]$", entry.text) for entry in told.entries)


def test_the_closure_for_moc_secure_as_a_feed(record: Corpus) -> None:
    told = feeds(record, day("2023-01-06"))["amendments/mtad-moc-secure-closure/index.md"]
    closes, issued = as_atom(told).entries
    assert (
        closes.title
        == "MTAD 4.0, consultation closes soon: Closure of Migration DUST for MOC (Secure)"
    )
    assert closes.published == closes.updated == "2023-01-06T00:00:00Z"
    assert closes.content[0].value.startswith(
        "Responses by 16:00 on 13 January 2023. Proposes 31 January 2023, or within"
    )
    assert closes.tags[0].term == "consultation-closes-soon"
    assert issued.link == f"{SITE}amendments/mtad-moc-secure-closure/"
    assert [link.href for link in issued.links if link.rel == "related"] == [
        f"{SITE}mtad/redline/3.0..4.0/"
    ]
    assert issued.content[0].value.startswith(
        "The consultation was issued on 5 December 2022. Responses by 16:00 on"
    )
    before = feeds(record, day("2022-12-04"))["amendments/mtad-moc-secure-closure/index.md"]
    assert (before.entries, before.updated) == ((), "2022-12-04T00:00:00Z")


def test_a_date_is_as_exact_as_the_record_has_it(record: Corpus) -> None:
    told = feeds(record)["amendments/mtad-ioc-moc-mds-closure/index.md"]
    effect, direction, conclusion = told.entries
    assert conclusion.text.startswith(
        "The consultation was concluded in May 2022; the day is not recorded. "
    )
    assert direction.text.startswith("The amendment was directed; the date is not recorded. ")
    assert effect.text.startswith("The amendment took effect; the date is not recorded. ")
    assert {entry.published for entry in told.entries} == {None}
    assert not [entry for entry in as_atom(told).entries if "published" in entry]
    assert "date_published" not in json_feed(told, SITE)


# --- Hostile texts --------------------------------------------------------------------------------

HOSTILE = (
    "<script>alert(1)</script> &amp; ]]> \"q\" 'a' <!-- \\ \n\n two\tlines \u202egnorw\u202c"
    " \x08\x1b\ud800 é"
)
TAMED = (
    "<script>alert(1)</script> &amp; ]]> \"q\" 'a' <!-- \\ two lines \ufffdgnorw\ufffd"
    " \ufffd\ufffd\ufffd é"
)


def hostile(record: Corpus) -> Corpus:
    """The record with every word of an amendment that people may write as they like made
    hostile."""

    def made(each: Amendment) -> Amendment:
        return replace(each, title=HOSTILE, summary=HOSTILE)

    documents = tuple(replace(document, short_title=HOSTILE) for document in record.documents)
    return replace(record, documents=documents, amendments=tuple(map(made, record.amendments)))


def test_hostile_words_are_words(record: Corpus) -> None:
    assert one_line(HOSTILE) == TAMED
    told = feeds(hostile(record))["amendments/mtad-moc-secure-closure/index.md"]
    assert ET.fromstring(atom(told, SITE)).findtext(f"{ATOM}title") == f"{TAMED}: what has happened"
    entry, item = as_atom(told).entries[0], as_json(told).entries[0]
    # A title of JSON Feed is plain text; this reader takes it for HTML and makes it safe, so it is
    # read as JSON.
    titles = [entry.title, json.loads(json_feed(told, SITE))["items"][0]["title"]]
    assert titles == [f"{TAMED} 4.0, consultation closes soon: {TAMED}"] * 2
    assert TAMED in entry.content[0].value
    assert TAMED in item.content[0].value


@given(st.text())
def test_any_text_is_one_line_that_xml_can_hold(text: str) -> None:
    made = one_line(text)
    assert made == " ".join(made.split())
    element = ET.Element("t")
    element.text = made
    assert (ET.fromstring(ET.tostring(element, encoding="utf-8")).text or "") == made
