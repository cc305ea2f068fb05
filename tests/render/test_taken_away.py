"""What is taken away as data or as text says what the text says: no number of a note is glued to a
word, and no number to another.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator

from hypothesis import given
from hypothesis import strategies as st

from build_tools.model import Block, Content, Redline, Version, wording
from build_tools.render.csv import redline_csv
from build_tools.render.html import redline_fragment, version_fragment
from build_tools.render.json import redline_json, version_json
from build_tools.render.markdown import redline_markdown
from build_tools.render.text import redline_text, version_text
from tests.drafting import MARKDOWN, PAIRS
from tests.examples import repeatable
from tests.reviewing import compared, version_of

quick = repeatable(40)
LABELS = st.sampled_from(("977", "zq", "8.55"))
GLUED = re.compile(r"\w(?:977|zq|8\.55)")
NOT_TEXT = re.compile(r"[0-9a-f]{8,}|heading-[\w.-]+")
"""Hashes; and the address of a heading, which keeps the number of its note."""
OF_A_VERSION: tuple[Callable[[Version], str], ...] = (version_text, version_json, version_fragment)
OF_A_REDLINE: tuple[Callable[[Redline], str], ...] = (
    redline_text,
    redline_json,
    redline_csv,
    redline_markdown,
    redline_fragment,
)
PLACES = (
    "17.1 Clause 17.10{0} of 17.11{0} applies.",
    "# Heading 4{0}",
    "(a) Before 31 January 2023{0}; and",
    "**Term 5**{0} means 6{0}.",
    "> Quoted 7{0}.",
    "| 2.10{0} | 3-4 |\n|---|---|\n| 1/2{0} | 0012{0} |",
    "Table 17.6: End dates{0}\n\n| A |\n|---|\n| 9{0} |",
)


@st.composite
def noted(draw: st.DrawFn) -> tuple[str, str]:
    """A text with a note in some place, and the same with another number of the note."""
    place = draw(st.sampled_from(PLACES))
    labels = draw(st.lists(LABELS, min_size=2, max_size=2, unique=True))
    note = "\n\n[^{0}]: A note of 8 words.\n\n    Its 2nd paragraph.\n\n    | 2.10 |\n    |---|\n"
    old, new = (
        f"{place.format(f'[^{label}]')}{note.format(label)}\n\n{draw(MARKDOWN)}" for label in labels
    )
    return old, new


def contents(block: Block) -> Iterator[Content]:
    if block.table is None:
        yield block.content
        return
    yield block.table.caption
    for row in block.table.rows:
        yield from [cell.content for cell in row]


def without_signs(text: str, version: Version) -> str:
    """A text without the references to notes that its version has."""
    labels = {
        mark.target
        for block in version.body
        for content in contents(block)
        for run in content
        for mark in run.marks
        if mark.kind == "footnote"
    }
    for label in sorted(labels, key=len, reverse=True):
        text = text.replace(f"[^{label}]", "")
    return text


def words(texts: Iterable[str], version: Version) -> str:
    return "".join(without_signs("\n".join(texts), version).split())


@quick
@given(noted())
def test_without_its_signs_what_is_taken_away_is_the_wording(pair: tuple[str, str]) -> None:
    for text in pair:
        version = version_of(text)
        wanted = [wording(each) for block in version.body for each in contents(block)]
        blocks = json.loads(version_json(version))["blocks"]
        data = [
            text
            for block in blocks
            for text in (
                [block["caption"], *(cell for row in block["rows"] for cell in row)]
                if "rows" in block
                else [block["text"]]
            )
        ]
        assert words(data, version) == words(wanted, version)


@quick
@given(noted())
def test_no_note_is_glued_to_a_word(pair: tuple[str, str]) -> None:
    result = compared(*pair)
    taken = [
        *(render(version) for version in (result.old, result.new) for render in OF_A_VERSION),
        *(render(result) for render in OF_A_REDLINE),
    ]
    for text in taken:
        assert not GLUED.search(NOT_TEXT.sub("", text)), text


@quick
@given(PAIRS)
def test_the_old_and_new_of_a_change_are_the_same_in_all_data(pair: tuple[str, str]) -> None:
    result = compared(*pair)
    changes = json.loads(redline_json(result))["changes"]
    rows = list(csv.DictReader(io.StringIO(redline_csv(result).removeprefix("\ufeff"), newline="")))
    for change, row in zip(changes, rows, strict=True):
        for key, column in (("old", "was"), ("new", "now"), ("where", "where"), ("id", "id")):
            assert row[column].removeprefix("'") == change[key].removeprefix("'")


@quick
@given(PAIRS)
def test_the_edits_of_a_change_are_its_old_and_new_text(pair: tuple[str, str]) -> None:
    for change in json.loads(redline_json(compared(*pair)))["changes"]:
        if change["edits"] and "caption" not in change["where"]:
            for side, signs in (("old", "=-"), ("new", "=+")):
                text = "".join(words for sign, words in change["edits"] if sign in signs)
                assert text.split() == change[side].split()
