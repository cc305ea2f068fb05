"""What of a page is finished HTML is set aside while its markdown is read, and nothing is lost."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown as read_markdown  # type: ignore[import-untyped]

from build_tools.site.islands import ids_in, with_islands, without_islands
from tests.examples import examples

LONG = "<p>" + "word " * 60 + "</p>"
blocks = st.sampled_from(["# Title {#a}", "Words.", LONG, f'<div id="b">{LONG}</div>'])


@given(st.lists(blocks | st.text("ab<>/ \n", max_size=20)).map("\n\n".join))
@settings(max_examples=examples(200))
def test_what_is_set_aside_comes_back(markdown: str) -> None:
    assert with_islands(*without_islands(markdown)) == markdown


def test_only_a_long_block_of_html_is_set_aside() -> None:
    page = f"# Title\n\n{LONG}\n\n<p>short</p>\n\nWords and\n{LONG}\n\n{LONG}"
    left, found = without_islands(page)
    assert found == [LONG, LONG]
    assert f"Words and\n{LONG}" in left


@pytest.mark.parametrize("before", ["", "\n", "# Title\n\n"])
def test_a_page_that_is_one_island_is_set_aside(before: str) -> None:
    assert without_islands(f"{before}{LONG}\n")[1] == [LONG]


def test_what_a_link_leads_to_in_an_island_is_known() -> None:
    island = '<div class="a" id="b"><p id="c">Not id="d" but words.</p></div>'
    assert ids_in([island]) == {"b", "c"}


@pytest.mark.parametrize("page", ["mtad/v/4.0/index.md", "mtad/redline/3.0..4.0/index.md"])
def test_a_page_is_the_same_as_when_its_builder_reads_all_of_it(
    pages: dict[str, str], page: str
) -> None:
    _, _, markdown = pages[page].partition("\n---\n")
    left, found = without_islands(markdown)
    assert sum(map(len, found)) > 0.8 * len(markdown)
    read, read_whole = (
        read_markdown(text, extensions=["attr_list", "tables", "toc"]) for text in (left, markdown)
    )
    assert _words(with_islands(read, found)) == _words(read_whole)


def _words(html: str) -> list[str]:
    """Where two blocks stand on one line or on two is nothing to a browser."""
    return re.sub(r">\s+<", "><", html).split()
