"""The words of a file as rows of plain text: all of them, whatever program saved it."""

import codecs
import io
import zipfile
from pathlib import Path

import docx
import pytest
from pypdf import PdfWriter

from build_tools.model import CorpusError
from build_tools.responses.reading import text_rows
from tests.word.files import document, written

_ODT = "urn:oasis:names:tc:opendocument:xmlns:%s:1.0"
_SPACES = " ".join(f'xmlns:{each}="{_ODT % each}"' for each in ("office", "text", "table", "draw"))


def said(name: str, data: bytes) -> list[tuple[str, ...]]:
    return [row.cells for row in text_rows(name, data)]


def word(tmp_path: Path, body: str) -> bytes:
    """A Word file with this body."""
    files = {
        "word/document.xml": document(body),
        "_rels/.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/>'
            "</Relationships>"
        ),
    }
    return written(tmp_path / "made.docx", files).read_bytes()


def odt(body: str, styles: str = "", declared: str = "") -> bytes:
    """An OpenDocument text with this body."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(
            "content.xml",
            f"{declared}<office:document-content {_SPACES}><office:body><office:text>{body}"
            "</office:text></office:body></office:document-content>",
        )
        archive.writestr(
            "styles.xml",
            f"<office:document-styles {_SPACES}><office:master-styles>{styles}"
            "</office:master-styles></office:document-styles>",
        )
    return made.getvalue()


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


# --- Word -----------------------------------------------------------------------------------------


def test_a_word_file_gives_what_stands_in_boxes_comments_and_strikings_too(tmp_path: Path) -> None:
    box = f"<w:r><w:pict><w:txbxContent><w:p>{run('in a box')}</w:p></w:txbxContent></w:pict></w:r>"
    struck = '<w:del w:id="1" w:author="x"><w:r><w:delText>old</w:delText></w:r></w:del>'
    control = f"<w:sdt><w:sdtContent><w:p>{run('in a control')}</w:p></w:sdtContent></w:sdt>"
    inserted = f'<w:ins w:id="2" w:author="x">{run("new")}</w:ins>'
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p>{run("wide")}</w:p></w:tc>'
    table = f"<w:tbl><w:tr>{cell}<w:tc>{control}</w:tc></w:tr></w:tbl>"
    body = f"<w:p>{run('one')}{struck}{inserted}{box}</w:p>{control}{table}"
    assert said("a.docx", word(tmp_path, body)) == [
        ("onenew",),
        ("in a box",),
        ("old",),
        ("in a control",),
        ("wide", "", "in a control"),
    ]


def test_comments_notes_and_running_heads_are_read(tmp_path: Path) -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("The text")
    made.add_comment(paragraph.runs, "A comment", author="x")
    made.sections[0].header.paragraphs[0].text = "CONFIDENTIAL"
    path = tmp_path / "a.docx"
    made.save(str(path))
    rows = text_rows("a.docx", path.read_bytes())
    assert [row.text for row in rows] == ["The text", "A comment", "CONFIDENTIAL"]
    assert [row.is_running_head for row in rows] == [False, False, True]


# --- OpenDocument ---------------------------------------------------------------------------------


def test_an_open_document_gives_what_stands_in_boxes_comments_and_strikings_too() -> None:
    tracked = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>old</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
    )
    comment = "<office:annotation><text:p>A comment</text:p></office:annotation>"
    box = "<draw:frame><draw:text-box><text:p>in a box</text:p></draw:text-box></draw:frame>"
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note"
    note += "</text:p></text:note-body></text:note>"
    paragraph = (
        f"<text:p>one<text:s text:c='2'/>two<text:tab/><text:span>three</text:span>{comment}"
        f"<text:line-break/>four{box}{note} five</text:p>"
    )
    listed = "<text:list><text:list-item><text:p>item</text:p></text:list-item></text:list>"
    cell = "<table:table-cell><text:p>a</text:p><text:p>b</text:p></table:table-cell>"
    empty = "<table:table-cell table:number-columns-repeated='2'/>"
    table = f"<table:table><table:table-row>{empty}{cell}</table:table-row></table:table>"
    head = "<text:p>CONFIDENTIAL</text:p>"
    assert said("a.odt", odt(f"{tracked}{paragraph}{listed}{table}", head)) == [
        ("one  two\tthree\nfour five",),
        ("A comment",),
        ("in a box",),
        ("A note",),
        ("item",),
        ("", "", "a\nb"),
        ("old",),
        ("CONFIDENTIAL",),
    ]
    rows = text_rows("a.odt", odt(paragraph, head))
    assert [row.text for row in rows if row.is_running_head] == ["CONFIDENTIAL"]


# --- Text -----------------------------------------------------------------------------------------


def test_a_quotation_in_markdown_is_one_row_as_it_stands() -> None:
    text = "Remark:\n\n> # one\n>\n> \\* two\n\nmore\n> other\n"
    assert said("a.md", text.encode()) == [
        ("Remark:",),
        ("# one\n\n\\* two",),
        ("more",),
        ("other",),
    ]


def test_markdown_loses_its_signs_and_no_words() -> None:
    text = "## Head\n\n**Bold** \\[x\\] a*b &amp; c\n\n| a\\|b | c<br>d |\n|---|---|\n| |\n"
    assert said("a.md", text.encode()) == [
        ("Head",),
        ("Bold [x] a*b & c",),
        ("a|b", "c\nd"),
    ]
    assert said("a.md", b"[words](a.md) [site](https://x.example/y)") == [
        ("words site (https://x.example/y)",)
    ]


def test_utf_16_is_read_by_its_mark_whichever_byte_comes_first() -> None:
    for mark, encoding in ((codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF16_LE, "utf-16-le")):
        assert said("a.txt", mark + "It’s £5".encode(encoding)) == [("It’s £5",)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_csv_file_is_read_whatever_a_spreadsheet_made_of_it(encoding: str, sign: str) -> None:
    text = f'part{sign}said\r\n"Questions"{sign}"\'=It’s £5{sign} ""so""\r\nand more"\r\n'
    assert said("a.csv", text.encode(encoding)) == [
        ("part", "said"),
        ("Questions", f'=It’s £5{sign} "so"\nand more'),
    ]


def test_an_open_document_that_repeats_without_end_gives_no_more_than_is_believed() -> None:
    many = 10**6
    empty = f"<table:table-cell table:number-columns-repeated='{many}'/>"
    cell = "<table:table-cell><text:p>a</text:p></table:table-cell>"
    table = f"<table:table><table:table-row>{empty}{cell}</table:table-row></table:table>"
    (words,), cells = said("a.odt", odt(f"<text:p>a<text:s text:c='{many}'/>b</text:p>{table}"))
    assert (words[0], words[-1], len(words) < 100) == ("a", "b", True)
    assert (cells[-1], len(cells) < 100) == ("a", True)


@pytest.mark.parametrize(
    ("limit", "why"),
    [
        ("build_tools.responses.reading.MOST_BYTES", "larger than any response"),
        ("build_tools.responses.reading.MOST_CHARACTERS", "says more than any response"),
        ("build_tools.responses.reading.open_document.XML_LIMIT", "no OpenDocument text"),
    ],
)
def test_what_is_larger_than_any_response_is_refused(
    limit: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = odt("<text:p>some words</text:p>")
    assert said("a.odt", data) == [("some words",)]
    monkeypatch.setattr(limit, 5)
    with pytest.raises(CorpusError, match=why):
        text_rows("a.odt", data)


# --- What cannot be read --------------------------------------------------------------------------


def _scan() -> bytes:
    """A page with no text."""
    made = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(made)
    return made.getvalue()


def _zip(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "Zebrawood")
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.docx", b"Zebrawood", "no zip archive"),
        ("a.docx", _zip("content.xml"), "an OpenDocument file"),
        ("a.docx", b"PK\x03\x04Zebrawood", "damaged or cut short"),
        ("a.odt", b"Zebrawood", "no OpenDocument text that can be read"),
        ("a.odt", _zip("content.xml"), "no OpenDocument text that can be read"),
        ("a.odt", _zip("content.xml", "styles.xml"), "no OpenDocument text that can be read"),
        (
            "a.odt",
            odt("<text:p>&x;</text:p>", declared='<!DOCTYPE a [<!ENTITY x "Zebrawood">]>'),
            "no OpenDocument text that can be read",
        ),
        ("a.pdf", b"%PDF-1.4 Zebrawood", "no PDF that can be read"),
        ("a.pdf", _scan(), "holds no text: its pages are pictures"),
        ("a.md", b"Zebrawood\0", "is no text"),
        ("a.csv", b'"Zebrawood\0', "is no text"),
        ("a.doc", b"Zebrawood", "is of a kind that is not read"),
        ("Zebrawood", b"", "is of a kind that is not read"),
    ],
)
def test_what_cannot_be_read_is_said_clearly_and_not_quoted(
    name: str, data: bytes, why: str
) -> None:
    with pytest.raises(CorpusError, match=why) as caught:
        text_rows(name, data)
    assert "Zebrawood" not in str(caught.value).removeprefix(name)
