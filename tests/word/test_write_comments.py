"""What a Word file says in its margin: comments at provisions."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree

from build_tools.model import CHANGED_WITHOUT_A_WORD
from build_tools.word import read_docx, redline_docx
from build_tools.word.read.text_rows import docx_text_rows
from tests.reviewing import compared
from tests.word.files import faults

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OLD = """\
# Rules

1.1 A boat is kept[^1].

Table 1.1: Boats

| Kind | Size |
|---|---|
| Punt | 3 m |

1.2 A boat is shown.

1.3 A boat is sold.

[^1]: In a shed.
"""
PARAGRAPH = "</w:p><w:p><w:r><w:t>We object.</w:t></w:r></w:p>"
NEW = OLD.replace("1.3 A boat is sold", "1.3 A boat is lent").replace("3 m", "4 m")


def commented(said: dict[str, list[str]], old: str = OLD, new: str = NEW) -> bytes:
    return redline_docx(compared(old, new), said=said)


def comments_of(file: bytes) -> dict[str, list[str]]:
    """What each paragraph of the body is said, by its words in the new text."""
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
        notes = etree.fromstring(package.read("word/comments.xml"))
    words = {each.get(f"{W}id"): "".join(each.itertext()) for each in notes}
    found: dict[str, list[str]] = {}
    for paragraph in body.iter(f"{W}p"):
        text = "".join([each.text or "" for each in paragraph.iter(f"{W}t")])
        for reference in paragraph.iter(f"{W}commentReference"):
            found.setdefault(text, []).append(words[reference.get(f"{W}id")])
    return found


def test_each_stands_at_its_provision_in_words_or_in_a_caption(tmp_path: Path) -> None:
    file = commented({"1.2": ["One.", "Two."], "table-1.1": ["Three."]})
    assert comments_of(file) == {
        "Table 1.1: Boats": ["Three."],
        "1.2A boat is shown.": ["One.", "Two."],
    }
    assert not faults(file, tmp_path)


def test_of_a_note_it_stands_where_that_is_called() -> None:
    assert comments_of(commented({"fn-1": ["One."]})) == {"1.1A boat is kept.": ["One."]}


def test_of_what_the_new_text_has_not_it_stands_at_the_beginning() -> None:
    assert comments_of(commented({"9.9": ["One."]})) == {"Rules": ["One."]}


def test_of_what_is_inserted_it_is_inserted_too() -> None:
    new = NEW.replace(
        "1.2 A boat is shown.", "1.2 A boat is shown.\n\nIt floats.\n\n(a) It is red."
    )
    file = commented({"1.2-a": ["One."]}, new=new)
    assert comments_of(file) == {"(a)It is red.": ["One."]}
    body = docx.Document(io.BytesIO(file)).element.body
    (reference,) = body.iter(f"{W}commentReference")
    assert reference.getparent().getparent().tag == f"{W}ins"


def test_where_nothing_is_said_there_is_no_part_for_it() -> None:
    with zipfile.ZipFile(io.BytesIO(commented({}))) as package:
        assert "word/comments.xml" not in package.namelist()


def test_a_template_keeps_none_of_its_own() -> None:
    """They were on its text, which is gone."""
    template = commented({"1.2": ["Of the template."]})
    file = redline_docx(compared(OLD, NEW), template=template)
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        assert "word/comments.xml" not in package.namelist()
    file = redline_docx(compared(OLD, NEW), template=template, said={"1.2": ["One."]})
    assert list(comments_of(file).values()) == [["One."]]


def test_whoever_reads_the_file_again_takes_them_for_no_readers_words(tmp_path: Path) -> None:
    assert not read_again(commented({"1.2": ["One & two,\tthree\u202e."]}), "One", tmp_path)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        pytest.param(CHANGED_WITHOUT_A_WORD, "A. Reader", id="another author"),
        pytest.param("One.", "One. We object.", id="words added"),
        pytest.param('<w:t xml:space="preserve">One.', "<w:t>One too.", id="words changed"),
        pytest.param("</w:p></w:comment>", PARAGRAPH + "</w:comment>", id="a paragraph more"),
        pytest.param("long.", "long. And ours.", id="words behind two thousand letters"),
    ],
)
def test_what_a_reader_wrote_into_one_is_the_readers(
    ours: str, theirs: str, tmp_path: Path
) -> None:
    file = commented({"1.2": ["One.", "One. " + "very " * 800 + "long."]})
    assert not read_again(file, "One", tmp_path)
    assert read_again(edited(file, ours, theirs), "One", tmp_path)


def read_again(file: bytes, words: str, folder: Path) -> bool:
    """Whether words of a comment are told, by both who read Word files; they say the same."""
    path = folder / "back.docx"
    path.write_bytes(file)
    told = words in str(read_docx(path, track_changes="accept"))
    rows = docx_text_rows(io.BytesIO(file), "back.docx")
    assert told == any(words in row.text for row in rows)
    return told


def edited(file: bytes, ours: str, theirs: str) -> bytes:
    """The file, with something else in its comments."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as source, zipfile.ZipFile(written, "w") as target:
        for each in source.namelist():
            content = source.read(each)
            if each == "word/comments.xml":
                assert ours.encode() in content
                content = content.replace(ours.encode(), theirs.encode())
            target.writestr(each, content)
    return written.getvalue()
