"""A paper as HTML in, the lines of its direction out: whatever stands there becomes a line, and no
HTML stops the reader."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.execute import direction_of_html
from tests.examples import examples


@pytest.mark.parametrize(
    ("paper", "lines"),
    [
        ("<tr><td><p>A</p></td><td><p>B</p></td></tr>", ["| A | B |", "| --- | --- |"]),
        ("<tr><td>A<ul><li>B</li></ul></td></tr>", ["| A<br>B |", "| --- |"]),
        ("<tr><td>A<table><tr><td>B</td></tr></table></td></tr>", ["| A<br>B |", "| --- |"]),
        ("<tr><td>A<tr><td>B", ["| A |", "| --- |", "| B |"]),
        ("<tr><td>A | B</td></tr>", [r"| A \| B |", "| --- |"]),
        ("<caption>A<tr><td>B</td></tr>", ["A", "| B |", "| --- |"]),
        ("<tr><td>A</td></tr>Between<tr><td>B</td></tr>", ["Between", "| A |", "| --- |", "| B |"]),
        ("<tr><td colspan=two>A</td></tr>", ["| A |", "| --- |"]),
        ("<tr><td rowspan=999999999>A</td></tr>", ["| A |", "| --- |"]),
    ],
)
def test_of_a_table_every_word_is_read(paper: str, lines: list[str]) -> None:
    read = direction_of_html(f"<table>{paper}</table>")
    assert [line for line in read.split("\n") if line] == lines


@pytest.mark.parametrize("paper", ["</script>A", "</caption>A", "<head><title>B</title><body>A"])
def test_tags_that_are_left_out_take_no_words_with_them(paper: str) -> None:
    assert direction_of_html(paper).strip() == "A"


_TAGS = "table caption tr td th p li div h2 b br head title script".split()
_PIECES = st.sampled_from([*(f"<{tag}>" for tag in _TAGS), *(f"</{tag}>" for tag in _TAGS)])
_SEEN = [tag for tag in _TAGS if tag not in ("title", "script")]
_SEEN_PIECES = st.sampled_from([f"<{slash}{tag}>" for tag in _SEEN for slash in ("", "/")])


@given(st.lists(_PIECES | st.sampled_from(["words", "<td colspan=0>", "<td rowspan=-1>"])))
@settings(max_examples=examples(200))
def test_no_html_stops_it(pieces: list[str]) -> None:
    direction_of_html("".join(pieces))


@given(st.lists(_SEEN_PIECES), st.lists(_SEEN_PIECES))
@settings(max_examples=examples(200))
def test_no_words_are_lost(before: list[str], behind: list[str]) -> None:
    assert "words" in direction_of_html("".join([*before, "words", *behind]))
