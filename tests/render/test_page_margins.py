"""What stands at the edges of a printed page: words of the record are one string of its style,
whatever they are."""

import pytest
import tinycss2
from hypothesis import given
from hypothesis import strategies as st

from build_tools.model import visible_controls
from build_tools.render.page.page_margins import css_string, page_margins

BREAKS = [
    '"\r}} ins,del,.card{display:none}',
    '"\f}} ins{display:none}',
    '"\n}} del{display:none}',
    "\\",
    '\\"}}*{display:none}',
    "</style><script>alert(1)</script>",
    "\x00\x1b\ud800",
    "\u061c10-12-2026",
    "/* */ <!-- --> ; } @import",
]


@pytest.mark.parametrize("words", BREAKS)
def test_words_that_would_end_a_string_are_in_it(words: str) -> None:
    style = tinycss2.parse_stylesheet(f"@page {{ {page_margins(words, words)} }} p {{}}")
    assert [rule.type for rule in style] == ["at-rule", "whitespace", "qualified-rule"]
    assert not set("<>&\r\f") & set(page_margins(words))


def test_the_status_stands_there_where_it_is_known() -> None:
    assert '@top-right { content: "Proposed' in page_margins("pond@2.0", status="Proposed")
    assert "top-right" not in page_margins("pond@2.0")


@given(st.text() | st.sampled_from(BREAKS))
def test_it_is_one_string_that_shows_the_words(words: str) -> None:
    (token,) = tinycss2.parse_component_value_list(css_string(words))
    assert token.type == "string"
    assert token.value == visible_controls(words.replace("\t", " "))
