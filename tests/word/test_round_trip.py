"""A text written as a Word file and read again says the same: words, labels, notes and their signs,
marks, links, depths, quotations, code and merged cells."""

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import unquote

import pytest

from build_tools.model import Block, Content, Mark, Run
from build_tools.text.markdown import parse
from build_tools.word import TrackChanges, redline_docx, version_docx
from build_tools.word.read.symbols import UNSEEN
from tests.paths import SHARED
from tests.reviewing import compared, version_of
from tests.word.files import Desk

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
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_an_exported_text_is_read_as_it_was(text: str, desk: Desk) -> None:
    assert read_again(version_docx(version_of(text)), desk) == parsed(text)


def test_the_texts_of_a_redline_have_their_notes_where_they_had_them(desk: Desk) -> None:
    old = "A[^1].\n\nB[^2].\n\n[^1]: C here.\n\n[^2]: D here.\n"
    new = "A[^1].\n\n[^1]: C here.\n\nB[^2] new.\n\nE.\n\n[^2]: D here.\n"
    file = redline_docx(compared(old, new))
    assert read_again(file, desk, "reject") == parsed(old)
    assert read_again(file, desk, "accept") == parsed(new)


# --- Real texts -----------------------------------------------------------------------------------

SAMPLE, SWEEP = 60, 5
"""One text in so many stands for the rest, and in the sweep."""


@pytest.fixture(scope="module")
def texts(missing: Callable[[str], NoReturn]) -> list[Path]:
    """Each text of the corpora once: both sides of the pairs, and every fifteenth of a chain."""
    folder = SHARED / "corpora"
    if not folder.is_dir():
        missing(f"there are no real texts at {folder}")
    versions = [sorted(each.glob("v*.md"))[::15] for each in sorted(folder.glob("chains/*/"))]
    found = [*sorted(folder.glob("pairs/*/*.md")), *chain.from_iterable(versions)]
    return list({path.read_bytes(): path for path in found}.values())


def test_a_sample_of_real_texts_is_read_as_it_was(texts: list[Path], desk: Desk) -> None:
    assert [path for path in texts[::SAMPLE] if not is_read_as_it_was(path, desk)] == []


@pytest.mark.sweep
def test_real_texts_are_read_as_they_were(texts: list[Path], desk: Desk) -> None:
    assert [path for path in texts[::SWEEP] if not is_read_as_it_was(path, desk)] == []


def is_read_as_it_was(path: Path, desk: Desk) -> bool:
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    return read_again(version_docx(version_of(text)), desk) == parsed(text)


# --- What a text says -----------------------------------------------------------------------------


def read_again(
    file: bytes, desk: Desk, track_changes: TrackChanges | None = None
) -> list[tuple[Any, ...]]:
    """What a Word file says when it has been imported."""
    return parsed(desk.read(file, track_changes).text)


def parsed(text: str) -> list[tuple[Any, ...]]:
    """What a text says, block by block, without those that print nothing and the front matter."""
    blocks = [block for block in parse(text) if block.kind != "front-matter"]
    return [told(block) for block in blocks if block.label or block.text or block.kind == "rule"]


def told(block: Block) -> tuple[Any, ...]:
    """What a block says, and where it stands."""
    place = block.kind, block.label, block.depth, block.quoted, block.note_level
    if block.table is None:
        return *place, letters(block.content)
    rows = [[cell.merge or letters(cell.content) for cell in row] for row in block.table.rows]
    return *place, letters(block.table.caption), rows


def letters(content: Content) -> str:
    """The words with their marks, white space and what nobody can see left out: an import drops
    these, and counts them.
    """
    return "".join(chain.from_iterable(map(run_letters, content)))


def run_letters(run: Run) -> Iterator[str]:
    """Each letter with its marks."""
    marks = "".join(sorted(map(mark_shown, run.marks)))
    yield from (f"{marks}{letter}" for letter in "".join(UNSEEN.sub("", run.text).split()))


def mark_shown(mark: Mark) -> str:
    return f"<{mark.kind} {unquote(mark.target)}>"
