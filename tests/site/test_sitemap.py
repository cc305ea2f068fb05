"""What other people's search engines are asked to read: pages of what applies, at their whole
addresses."""

import datetime as dt
from xml.etree import ElementTree as ET

import pytest

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus
from build_tools.site import urls
from build_tools.site.sitemap import sitemap
from tests.publishing import AS_OF, built, hand_written

SITE = "https://law.example.org/sec/"


def listed(text: str) -> list[str]:
    """The addresses in a sitemap, below the site's own."""
    root = ET.fromstring(text)
    assert root.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset"
    found = [
        element.text or ""
        for element in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    ]
    assert len(found) == len(root)
    assert all(address.startswith(SITE) for address in found)
    return [address.removeprefix(SITE) for address in found]


BY_HAND = {
    "draft.md": "---\ntitle: Draft\nrobots: noindex\n---\n\n# Draft\n",
    "robots.md": "---\ntitle: Robots\n---\n\nrobots: a word\n",
}


def on_the_map(record: Corpus, comparisons: Comparisons, as_of: dt.date) -> list[str]:
    return listed(built(record, as_of, hand_written() | BY_HAND, comparisons, SITE)[urls.SITEMAP])


@pytest.fixture(scope="module")
def found(record: Corpus, comparisons: Comparisons) -> list[str]:
    """What is listed on the day of the site."""
    return on_the_map(record, comparisons, AS_OF)


def test_a_page_is_listed_under_the_address_that_it_is_served_at() -> None:
    pages = ["index.md", "reading.md", "mtad/index.md", "about/record.md", "a&b/index.md"]
    assert listed(sitemap(pages, SITE)) == ["", "a&b/", "about/record/", "mtad/", "reading/"]


def test_without_an_address_there_is_none(pages: dict[str, str]) -> None:
    assert sitemap(["index.md"], "") == ""
    assert urls.SITEMAP not in pages


def test_what_applies_is_listed_and_nothing_else_of_the_law(found: list[str]) -> None:
    assert {
        "",
        "mtad/",
        "mtad/history/",
        "svtad/",
        "amendments/mtad-moc-secure-closure/",
        "reading/",
    } <= set(found)
    assert not [
        address
        for address in found
        if "/v/" in address or "/redline/" in address or "/table/" in address
    ]


@pytest.mark.sweep
def test_a_text_that_is_not_in_force_yet_is_not_listed(
    record: Corpus, comparisons: Comparisons, found: list[str]
) -> None:
    assert "svtad/" not in on_the_map(record, comparisons, dt.date(2018, 9, 17))
    assert "svtad/" in found


@pytest.mark.sweep
def test_it_is_from_its_first_day_on(record: Corpus, comparisons: Comparisons) -> None:
    assert "svtad/" in on_the_map(record, comparisons, dt.date(2018, 9, 18))


def test_a_page_written_by_hand_may_ask_to_be_left_out(found: list[str]) -> None:
    assert "draft/" not in found
    assert "robots/" in found
