"""Links between pages: relative, and right for the address that a page is served under."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.site import urls

LABELS = st.from_regex(r"[0-9]{1,2}\.[0-9]{1,2}[A-Z]?", fullmatch=True)
IDS = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
PAGES = st.one_of(
    st.sampled_from((urls.HOME, "reading.md", "about/record.md")),
    st.just(urls.AMENDMENTS),
    st.just(urls.DATA),
    st.builds(urls.document, IDS),
    st.builds(urls.version, IDS, LABELS),
    st.builds(urls.redline, IDS, LABELS, LABELS),
    st.builds(urls.history, IDS),
    st.builds(urls.table, IDS, LABELS.map("table-{}".format)),
    st.builds(urls.amendment, IDS),
)
FILES = st.one_of(
    st.just(urls.MANIFEST),
    st.builds(urls.source, IDS, LABELS),
    st.builds(urls.redline_data, IDS, LABELS, LABELS),
    st.builds(urls.version_file, IDS, LABELS, st.just("docx")),
    st.builds(urls.redline_file, IDS, LABELS, LABELS, st.just("docx")),
)


def served(src_uri: str, root: str = "http://site.test/some/where/") -> str:
    if src_uri.endswith(".md") and not src_uri.endswith("index.md"):
        return f"{root}{src_uri.removesuffix('.md')}/"
    return root + src_uri.removesuffix("index.md")


@given(PAGES, st.one_of(PAGES, FILES), st.sampled_from(("", "17.6", "table-17.6", "c-3f9a1c")))
def test_a_link_leads_from_any_page_to_any_other(page: str, target: str, anchor: str) -> None:
    link = urls.link(page, target, anchor)
    assert urljoin(served(page), link) == served(target) + (f"#{anchor}" if anchor else "")
    parts = urlsplit(link)
    assert not parts.scheme
    assert not parts.netloc
    assert not parts.path.startswith("/")
    assert link, "an empty href is no link to click"


@pytest.mark.parametrize(
    ("page", "target", "anchor", "link"),
    [
        ("index.md", "mtad/index.md", "", "mtad/"),
        ("index.md", "index.md", "", "./"),
        ("mtad/index.md", "mtad/index.md", "17.6", "#17.6"),
        ("mtad/index.md", "mtad/v/3.0/mtad-3.0.txt", "", "v/3.0/mtad-3.0.txt"),
        (
            "mtad/v/3.0/index.md",
            "mtad/redline/3.0..4.0/index.md",
            "c-1",
            "../../redline/3.0..4.0/#c-1",
        ),
        ("mtad/v/3.0/index.md", "index.md", "", "../../../"),
        ("reading.md", "mtad/index.md", "17.6", "../mtad/#17.6"),
        ("index.md", "reading.md", "", "reading/"),
    ],
)
def test_links_as_a_person_would_write_them(page: str, target: str, anchor: str, link: str) -> None:
    assert urls.link(page, target, anchor) == link


def test_the_addresses_are_those_of_the_design() -> None:
    assert urls.document("mtad") == "mtad/index.md"
    assert urls.version("mtad", "3.0") == "mtad/v/3.0/index.md"
    assert urls.redline("mtad", "3.0", "4.0") == "mtad/redline/3.0..4.0/index.md"
    assert urls.history("mtad") == "mtad/history/index.md"
    assert urls.table("mtad", "table-17.6") == "mtad/table/17.6/index.md"
    assert urls.amendment("some-closure") == "amendments/some-closure/index.md"


def test_what_stands_beside_a_page_is_served_from_its_folder() -> None:
    assert urls.beside("index.md", urls.CALENDAR) == "calendar.ics"
    assert urls.beside("mtad/index.md", urls.JSON_FEED) == "mtad/feed.json"
    assert urls.beside("amendments/a-b/index.md", urls.ATOM) == "amendments/a-b/feed.xml"


SITE = "https://law.example.org/sec/"


@given(PAGES, st.one_of(PAGES, FILES), st.sampled_from(("", "17.6", "table-17.6", "c-3f9a1c")))
def test_a_whole_address_is_the_same_wherever_it_stands(
    page: str, target: str, anchor: str
) -> None:
    whole = urls.absolute(SITE, page, target, anchor)
    assert whole == served(target, SITE) + (f"#{anchor}" if anchor else "")
    assert urls.absolute("", page, target, anchor) == urls.link(page, target, anchor)
