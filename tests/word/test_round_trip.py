"""A text written as a Word file and read again says the same to the letter, and the redline between
the two is empty: words, spaces, labels, notes and their signs, marks, links, depths, quotations,
code and merged cells."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import unquote

import pytest
from hypothesis import given

from build_tools.compare.redline import redline
from build_tools.model import Block, Content, Mark, Version, joined
from build_tools.word import TrackChanges, redline_docx, version_docx
from tests.drafting import DRAFTS, MARKDOWN, drafted
from tests.examples import repeatable
from tests.real_pairs import CORPORA, real_texts
from tests.reviewing import compared, version_of
from tests.word.files import Desk

pytestmark = pytest.mark.long

CASES = {
    "a note with a sign": "A[^*] b.\n\n[^*]: Or at night.\n",
    "notes with names": "A[^one] b[^two-3].\n\n[^one]: B.\n\n[^two-3]: C.\n",
    "a sign that a note also begins with": "A[^A] b.\n\n[^A]: A gate.\n",
    "notes at the end": "A[^1].\n\nB[^2].\n\n[^1]: C.\n\n[^2]: D.\n",
    "notes before what calls them": "A.\n\n[^b]: C.\n\n[^a]: D.\n\nB[^a][^b].\n",
    "a note that is called twice": (
        "A[^1], b[^1].\n\n| c | d |\n|---|---|\n| e | f [^1] |\n\n[^1]: G.\n"
    ),
    "a note that nothing calls": "A.\n\n[^1]: B.\n\nC.\n",
    "a reference that is bold by itself": "A(**[^1]**) b *[^2]* c[^1].\n\n[^1]: D.\n\n[^2]: E.\n",
    "a note within bold words": "**A[^1] b**.\n\n[^1]: C.\n",
    "links that lead on from a page": "See [a](#17.6), [b](../c.md#d) and [e](/f_(g).pdf).\n",
    "bold in headings and headers": (
        "## **A** b\n\n## **C**\n\n## D\n\n| **e** | f | `g` |\n|---|---|---|\n| h | i | j |\n"
    ),
    "a heading that is a sentence": (
        "## The Keeper shall close each gate at dusk and not before;\n\nA.\n"
    ),
    "pictures": (
        "![A gate, [closed\\]](gates/a_(1).png) b **c ![d](e.png) f**.\n\n"
        "| g |\n|---|\n| ![h i](https://example.org/j) |\n"
    ),
    "a quotation": "A:\n\n> B.\n>\n> (a) c;\n>\n> > D.\n\nE.\n",
    "code": "A:\n\n```\nb\n    c\n\n\td\n```\n\n```\ne\n```\n\n> ```\n> f\n> ```\n",
    "a line across the page": "A.\n\n---\n\nB.\n\n\\_\\_\\_\\_\\_\\_\n",
    "lists in lists": (
        "1. A:\n\n    1. b;\n\n    2. c:\n\n        - d.\n\n        E.\n\n"
        "2. F.\n\n    > G.\n\n        code\n"
    ),
    "limbs": "1.1 A:\n\n(a) b:\n\n(i) c;\n\n(ii) d.\n\n1.2 E.\n",
    "merged cells": "| a | << | b |\n|---|---|---|\n| c | d | e |\n| ^^ | f | << |\n",
    "a caption that is no number": "Table: Gates\n\n| a |\n|---|\n| b |\n",
    "spaces between marked words": (
        "**A** **b** *c* *d* ~~e~~ ~~f~~ **g h** **i**j **k**.\n\n"
        "| **l** **m** |\n|---|\n| *n* *o* |\n"
    ),
    "what cannot be seen": (
        "A\u00adb\u200bc\u2060d\ufeff e.\n\n| f\u00adg |\n|---|\n| `h\u200bi` |\n"
    ),
    "lines that print nothing": (
        "<br>\n\nA.\n\n&nbsp;\n\n> <br>\n\n## \n\nB[^1].\n\n[^1]: C.\n\n    <br>\n\n    D.\n"
    ),
    "items that print nothing": "- \n\n- A\n\n- \n\n(a)\n\n(b) B\n",
    "white space beside line breaks": (
        "A<br>&nbsp;&nbsp;b&nbsp;<br>c&#8195;<br>d.\n\n"
        "| e<br>&nbsp;&nbsp;f |\n|---|\n| g&nbsp;<br>h |\n"
    ),
    "spaces of other widths": "A  b\u2003c\u3000d\u202fe\u00a0f.\n",
    "a line break in a heading": "## 2 A<br>b\n",
    "marks across line breaks": "**A<br>b** ~~c<br>d~~ [e<br>f](/g).\n",
    "marks of one extent": (
        "**[a](/b)** [**c**](/d) **e [f](/g) h** [i **j** k](/l)\n"
        "***m*** **_n_** _**o**_ **~~p~~**\n"
    ),
    "code that ends in white space": "A:\n\n```\nb \n c\t\n\n```\n\nA `  d ` e.\n",
    "a table on a turned sheet": (
        f"A.\n\nTable 1: B\n\n|{'Interoperability|' * 8}\n|{'---|' * 8}\n|{'c|' * 8}\n\nD.\n"
    ),
}
"""A text of each kind that once came back as another."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_an_exported_text_is_read_as_it_was(text: str, desk: Desk) -> None:
    hold(text, desk)


anything = repeatable(40)


@anything
@given(MARKDOWN)
def test_so_is_any_markdown(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        hold(text, Desk(Path(folder)))


@anything
@given(DRAFTS.map(drafted))
def test_so_is_any_draft(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        hold(text, Desk(Path(folder)))


def test_a_character_that_would_be_obeyed_comes_back_as_its_code(desk: Desk) -> None:
    exported = version_docx(version_of("A \u202ab\u0085 c.\n"))
    assert parsed(desk.read(exported).text) == parsed("A \\<U+202A>b\\<U+0085> c.\n")


def test_the_texts_of_a_redline_have_their_notes_where_they_had_them(desk: Desk) -> None:
    old = "A[^1].\n\nB[^2].\n\n[^1]: C here.\n\n[^2]: D here.\n"
    new = "A[^1].\n\n[^1]: C here.\n\nB[^2] new.\n\nE.\n\n[^2]: D here.\n"
    file = redline_docx(compared(old, new))
    assert read_again(file, desk, "reject") == parsed(old)
    assert read_again(file, desk, "accept") == parsed(new)


# --- Real texts -----------------------------------------------------------------------------------

SAMPLE = 30
"""One text in so many stands for the rest in the quick run."""


@pytest.fixture(scope="module")
def texts(missing: Callable[[str], NoReturn]) -> list[Path]:
    if not (found := real_texts()):
        missing(f"there are no real texts at {CORPORA}")
    return found


def test_a_sample_of_real_texts_is_read_as_it_was(texts: list[Path], desk: Desk) -> None:
    assert [path for path in texts[::SAMPLE] if not is_read_as_it_was(path, desk)] == []


@pytest.mark.sweep
@pytest.mark.parametrize("share", range(4))
def test_real_texts_are_read_as_they_were(texts: list[Path], desk: Desk, share: int) -> None:
    assert [path for path in texts[share::4] if not is_read_as_it_was(path, desk)] == []


def is_read_as_it_was(path: Path, desk: Desk) -> bool:
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    before = version_of(text)
    after = version_of(desk.read(version_docx(before)).text)
    return said(after) == said(before) and redline(before, after).changes == ()


def hold(text: str, desk: Desk) -> None:
    """A text comes back, and its redline is empty."""
    before = version_of(text)
    after = version_of(desk.read(version_docx(before)).text)
    assert said(after) == said(before)
    assert redline(before, after).changes == ()


# --- What a text says -----------------------------------------------------------------------------


def read_again(
    file: bytes, desk: Desk, track_changes: TrackChanges | None = None
) -> list[tuple[Any, ...]]:
    """What a Word file says when it has been imported."""
    return parsed(desk.read(file, track_changes).text)


def parsed(text: str) -> list[tuple[Any, ...]]:
    """What a text says, block by block, without front matter."""
    return said(version_of(text))


def said(version: Version) -> list[tuple[Any, ...]]:
    """The same of a text that is parsed already."""
    return [told(block) for block in version.body]


def told(block: Block) -> tuple[Any, ...]:
    """What a block says, and where it stands."""
    place = block.kind, block.label, block.depth, block.quoted, block.note_level
    if block.table is None:
        return *place, shown(block.content)
    rows = [[cell.merge or shown(cell.content) for cell in row] for row in block.table.rows]
    return *place, shown(block.table.caption), rows


def shown(content: Content) -> list[tuple[str, tuple[str, ...]]]:
    """Each stretch of text with its marks, whatever their order."""
    return [(run.text, tuple(sorted(map(mark_shown, run.marks)))) for run in joined(content)]


def mark_shown(mark: Mark) -> str:
    return f"<{mark.kind} {unquote(mark.target)}>"
