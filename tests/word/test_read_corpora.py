"""Real Word files that nobody here wrote, held to what others made of them: their own text,
markdown, Akoma Ntoso."""

import difflib
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NoReturn

import pytest
from lxml import etree
from rapidfuzz.distance import LCSseq

from build_tools.model import Block, plain, wording
from build_tools.text.markdown import parse
from build_tools.word import ImportResult, TrackChanges, read_docx
from tests.paths import SHARED
from tests.word.files import W

pytestmark = pytest.mark.long

WORD = SHARED / "corpora" / "docx"
SAMPLE = 25
"""One file in so many stands for the rest where the sweep is not asked for."""


@pytest.fixture(scope="module")
def word(missing: Callable[[str], NoReturn]) -> Path:
    return WORD if WORD.is_dir() else missing(f"there are no Word files at {WORD}")


def imported(path: Path, track_changes: TrackChanges = "accept") -> ImportResult:
    """A file as it is read, once for each way to take its changes, said or not."""
    return _imported(path, track_changes)


@cache
def _imported(path: Path, track_changes: TrackChanges) -> ImportResult:
    return read_docx(path, track_changes)


def printed(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The text of each paragraph, heading and cell, without the numbers of notes."""
    for block in blocks:
        if block.table is None:
            yield f"{block.label} {wording(block.content)}"
        else:
            yield f"{block.label} {wording(block.table.caption)}"
            yield from (wording(cell.content) for row in block.table.rows for cell in row)


def squeezed(text: str) -> str:
    """Letters, digits, brackets and stops alone, so that how a text is set does not count."""
    return "".join(letter for letter in folded(text) if letter.isalnum() or letter in "().")


def folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def letters(text: str) -> str:
    """Letters and digits alone: a number that a field prints may stand between two signs."""
    return "".join(filter(str.isalnum, folded(text)))


def lines(path: Path, track_changes: TrackChanges = "accept") -> list[str]:
    """Every paragraph, and every row of every table with its merges."""
    found: list[str] = []
    for block in parse(imported(path, track_changes).text):
        if block.table is None:
            found += [" ".join(line.split()) for line in f"{block.label} {block.text}".split("\n")]
        else:
            found += [
                " | ".join(cell.merge or plain(cell.content) for cell in row)
                for row in block.table.rows
            ]
    return found


# --- Every file -----------------------------------------------------------------------------------


def test_a_sample_of_files_loses_nothing(word: Path) -> None:
    for path in sorted(word.rglob("*.docx"))[::SAMPLE]:
        loses_nothing(path)


@pytest.mark.sweep
def test_no_file_loses_anything(word: Path) -> None:
    for path in sorted(word.rglob("*.docx")):
        loses_nothing(path)


def loses_nothing(path: Path) -> None:
    """Each paragraph of the XML stands in the markdown or in the report, and the markdown reads
    back."""
    for track_changes in ("accept", "reject"):
        made = imported(path, track_changes)
        assert "".join(block.source for block in parse(made.text)) == made.text
        assert not [warning for warning in made.warnings if "read back" in warning.message], path
    made = imported(path)
    there = letters(" ".join((*printed(parse(made.text)), *map(str, made.warnings))))
    assert [text for text in accepted(path) if letters(text) not in there] == [], path


def accepted(path: Path) -> Iterator[str]:
    """The paragraphs of a file as an independent look at its XML has them, without lists of
    contents."""
    root = etree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    for paragraph in root.iter(f"{{{W}}}p"):
        above = [each.tag for each in paragraph.iterancestors()]
        # Asked of the body itself it would be looked for among all that stands in it.
        rows = paragraph.iterancestors(f"{{{W}}}tr", f"{{{W}}}tc")
        named = paragraph.find(f"{{{W}}}pPr/{{{W}}}pStyle")
        style = "" if named is None else named.get(f"{{{W}}}val", "")
        gone = any(
            each.find(f"{{{W}}}trPr/{{{W}}}del") is not None
            or each.find(f"{{{W}}}tcPr/{{{W}}}cellDel") is not None
            for each in rows
        )
        second_form = any(tag.endswith("}Fallback") for tag in above if isinstance(tag, str))
        if gone or second_form or style.upper().startswith("TOC") or path.stem in ONLY_CONTENTS:
            continue
        boxed = f"{{{W}}}txbxContent" in above
        yield "".join(
            each.text or "" for each in paragraph.iter(f"{{{W}}}t") if _stays(each, boxed)
        )


ONLY_CONTENTS = {"redline-ends-before-toc"}
"""Its table of contents has no style by which this independent look could know it."""


def _stays(text: etree._Element, boxed: bool) -> bool:
    gone = [f"{{{W}}}del", f"{{{W}}}moveFrom", *([] if boxed else [f"{{{W}}}txbxContent"])]
    return not any(
        each.tag in gone or str(each.tag).endswith("}Fallback") for each in text.iterancestors()
    )


# --- Tracked changes ------------------------------------------------------------------------------

TRIPLES: tuple[tuple[str, TrackChanges], ...] = (("Accepted", "accept"), ("Rejected", "reject"))


def test_accepting_and_rejecting_gives_the_text_that_others_got(word: Path) -> None:
    """All 50 results of 25 fixtures, and the 2 of two fixtures that were only accepted; none needs
    an exception."""
    compared = 0
    for path in sorted((word / "fixtures-accept-reject").glob("RP*.docx")):
        for suffix, track_changes in TRIPLES:
            result = path.with_stem(f"{path.stem}-{suffix}")
            if result.is_file():
                assert lines(path, track_changes) == lines(result), result.name
                compared += 1
    assert compared == 52


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("track_changes", "name"), [("reject", "gold2_old"), ("accept", "gold2_new")]
)
def test_the_redline_of_a_publisher_holds_both_texts(
    word: Path, track_changes: TrackChanges, name: str
) -> None:
    (redline,) = (word / "oasis-sarif").glob("gold2_redline*.docx")
    (version,) = (word / "oasis-sarif").glob(f"{name}*.docx")
    found, wanted = lines(redline, track_changes), lines(version)
    assert len(wanted) > 6000
    assert found == wanted


@pytest.mark.sweep
@pytest.mark.parametrize("name", ["gold2_old", "gold2_new", "chainA1"])
def test_every_cross_reference_of_a_text_as_published_shows_what_it_refers_to(
    word: Path, name: str
) -> None:
    """More than 500 in each, computed by Word itself."""
    (version,) = (word / "oasis-sarif").glob(f"{name}*.docx")
    made = imported(version)
    assert not [said for said in map(str, made.warnings) if "a cross-reference sh" in said]
    root = etree.fromstring(zipfile.ZipFile(version).read("word/document.xml"))
    instructions = [each.text or "" for each in root.iter(f"{{{W}}}instrText")]
    assert sum(bool(re.match(r"\s*REF .*\\[rnw]\b", each)) for each in instructions) > 500


# --- A document that has both forms ---------------------------------------------------------------


def as_pandoc_reads(markdown: str) -> str:
    """Markdown rewritten so that CommonMark reads it as pandoc did when it made the Word file.

    For pandoc "a." and "i." begin items of a list, a list does not begin within a paragraph, and
    HTML is left out.
    """
    markdown = re.sub(r"\n[ \t]*(?=(?:[a-z]|i{1,3})\.\s)", "\n\n", markdown)
    markdown = re.sub(r"(?<=used if:)\n(\d\.)", r" \1", markdown)
    markdown = re.sub(r"(?<=OR)\n(?=\d\.\t)|(?<=Name\.)\n(?=Note:)", " ", markdown)
    return re.sub(r"</?(?!http|mailto)[a-z][^>\s@]*>", "", markdown)


def ascii_signs(text: str) -> str:
    """Text without the signs that pandoc sets in place of typewritten ones."""
    signs = {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "–": "--",
        "—": "---",
        "…": "...",
        "\u00a0": " ",
    }
    return " ".join(
        unicodedata.normalize("NFKC", "".join(signs.get(letter, letter) for letter in text)).split()
    )


def of_kind(blocks: tuple[Block, ...], *kinds: str) -> list[str]:
    return [
        ascii_signs(block.text if block.label == "•" else f"{block.label} {block.text}")
        for block in blocks
        if block.kind in kinds
    ]


def grids(blocks: tuple[Block, ...]) -> list[list[list[str]]]:
    return [
        [
            [cell.merge or ascii_signs(plain(cell.content)) for cell in row]
            for row in block.table.rows
        ]
        for block in blocks
        if block.table is not None
    ]


def test_a_word_file_says_what_the_markdown_says_that_it_was_made_of(word: Path) -> None:
    ours = parse(imported(word / "cabforum" / "BR.docx").text)
    reference = parse(as_pandoc_reads((word / "cabforum" / "BR.md").read_text("utf-8")))
    assert grids(ours) == grids(reference)
    headings = of_kind(ours, "heading")
    assert [text for text in headings if text not in ("Version 1.6.3", BR_TITLE)] == of_kind(
        reference, "heading"
    )
    found, wanted = (of_kind(blocks, "paragraph", "code") for blocks in (ours, reference))
    matcher = difflib.SequenceMatcher(None, wanted, found, autojunk=False)
    equal = sum(block.size for block in matcher.get_matching_blocks())
    assert equal / len(wanted) >= 0.995, [
        code for code in matcher.get_opcodes() if code[0] != "equal"
    ]


BR_TITLE = "Baseline Requirements for the Issuance and Management of Publicly-Trusted Certificates"

# --- Drafts, codes and notes with a reference in Akoma Ntoso --------------------------------------

OTHER_NUMBERS = {
    "uksi__BlockListTest1": (
        "lists in cells go on from cell to cell, in LibreOffice too; the reference begins anew"
    ),
    "wsi__field-codes": (
        "LISTNUM without a name counts in the list of its paragraph; the reference does not"
        " count it"
    ),
}
"""Files in which the reference has other numbers than Word prints."""
OTHER_TEXT = {
    "uksi__BlockListTest1": "the numbers, as above",
    "ia__ukia_20150273_en": "the reference repeats headings as titles of its sections",
    "ia__ukia_20190092_en": "the reference repeats headings as titles of its sections",
    "cop__uksicop_20200860_en": (
        "the reference begins with the title of the instrument, which is not in the file"
    ),
}
"""Files of which the reference says something twice, or something else."""
_BREAKS = {"p", "heading", "subheading", "td", "th", "br", "block", "docTitle", "item"}


def reference_of(path: Path) -> Path | None:
    return next(
        (each for each in (path.with_suffix(".xml"), path.with_suffix(".akn")) if each.is_file()),
        None,
    )


def pieces(element: etree._Element) -> Iterator[tuple[bool, str]]:
    """The text of a reference in order, each with whether it is a number; without notes and lists
    of contents."""
    if not isinstance(element.tag, str):
        return
    name = etree.QName(element).localname
    if name in ("meta", "toc", "authorialNote"):
        return
    if name == "num":
        yield True, "".join(element.itertext(tag=etree.Element))
        return
    yield False, element.text or ""
    for each in element:
        yield from pieces(each)
        yield False, each.tail or ""
    if name in _BREAKS:
        yield False, " "


def numbers_and_coverage(path: Path, reference: Path) -> tuple[int, int, float]:
    """How many numbers of the reference stand before the same words in the import, of how many;
    what part of its text.

    The numbers are looked for with the 25 letters after them. The text is compared word by word, in
    order.
    """
    whole = list(pieces(etree.parse(reference).getroot()))
    parts = [(number, squeezed(text)) for number, text in whole]
    paragraphs = list(printed(parse(imported(path).text)))
    ours = "".join(map(squeezed, paragraphs))
    numbers = [
        at for at, (number, text) in enumerate(parts) if number and any(map(str.isalnum, text))
    ]
    found = 0
    for at in numbers:
        following = "".join(text for _, text in parts[at + 1 : at + 30])[:25]
        found += parts[at][1] + following in ours
    said = words("".join(f"{text} " if number else text for number, text in whole))
    return found, len(numbers), LCSseq.similarity(said, words(" ".join(paragraphs))) / len(said)


def words(text: str) -> list[str]:
    """Words and numbers, also where the reference has set them solid."""
    return re.findall(r"[^\W\d_]+|\d+", folded(text))


def test_a_sample_of_drafts_and_codes(word: Path) -> None:
    hold(
        [
            word / "uk-legislation-drafts" / "nipubb__test6.docx",
            word / "uk-legislation-drafts" / "sdsi__test2.docx",
        ]
    )


@pytest.mark.sweep
def test_numbers_and_text_of_drafts_and_codes(word: Path) -> None:
    hold(sorted(path for folder in word.glob("uk-*") for path in folder.glob("*.docx")))


def hold(paths: list[Path]) -> None:
    all_found = all_wanted = 0
    for path in paths:
        if (reference := reference_of(path)) is None:
            continue
        found, wanted, covered = numbers_and_coverage(path, reference)
        assert found >= 0.99 * wanted or path.stem in OTHER_NUMBERS, (
            f"{path.name}: {found} of {wanted} numbers"
        )
        assert covered >= 0.995 or path.stem in OTHER_TEXT, (
            f"{path.name}: {covered:.4f} of the text"
        )
        all_found, all_wanted = all_found + found, all_wanted + wanted
    assert all_found >= 0.99 * all_wanted
