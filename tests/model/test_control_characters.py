"""Characters that would be obeyed instead of shown: they are shown by their codes, in words, in
HTML and in JSON."""

import json
import unicodedata
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.model import escaped_controls_json, visible_controls, visible_controls_html

BIDIRECTIONAL = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
EVERY = [chr(code) for code in range(0x110000)]
HARMFUL = {
    char
    for char in EVERY
    if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")
    or unicodedata.bidirectional(char) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI")
    or unicodedata.bidirectional(char) == "PDI"
} - {"\t", "\n"} | set(BIDIRECTIONAL)


def test_whatever_would_be_obeyed_is_shown_by_its_code() -> None:
    assert visible_controls("due \u061c10-12-2026") == "due <U+061C>10-12-2026"
    assert not [char for char in HARMFUL if visible_controls(char) != f"<U+{ord(char):04X}>"]


def test_letters_signs_and_spaces_stay() -> None:
    changed = {char for char in EVERY if visible_controls(char) != char}
    kinds = {unicodedata.category(char) for char in changed - HARMFUL}
    assert kinds <= {"Cf", "Cn"}  # formatting that Unicode gave up, and what is no character
    assert len(changed - HARMFUL) == 6 + 3 + 2


@pytest.mark.parametrize("char", sorted(HARMFUL & set(map(chr, range(0x3000)))))
def test_html_and_json_say_the_same(char: str) -> None:
    assert unescape(visible_controls_html(f"a{char}b")) == visible_controls(f"a{char}b")


@given(st.text())
def test_json_keeps_its_data_and_holds_none_of_them(text: str) -> None:
    written = escaped_controls_json(json.dumps([text], ensure_ascii=False))
    assert json.loads(written) == [text]
    assert not set(written) & HARMFUL
