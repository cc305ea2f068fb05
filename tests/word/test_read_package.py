"""What is no Word file, or was made to do harm, gives a clear error at once; what is merely unusual
is read."""

import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.model.problems import CorpusError
from build_tools.word import read_docx
from tests.word.files import (
    CONTENT_TYPES,
    ROOT_RELATIONS,
    document,
    docx,
    paragraph,
    relations,
    written,
)

SECONDS = 30
MEMORY = 600 * 2**20
"""Bytes of addresses that the reader may ask for, Python and its libraries included."""


def plain_files(**changed: str | bytes | None) -> dict[str, str | bytes]:
    """The files of a document, with some changed, or left out where they are None."""
    files: dict[str, str | bytes | None] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": ROOT_RELATIONS,
        "word/document.xml": document(paragraph("Text")),
        "word/_rels/document.xml.rels": relations({}, {}),
        **{name.replace("__", "/"): text for name, text in changed.items()},
    }
    return {name: text for name, text in files.items() if text is not None}


def many_megabytes(count: int) -> bytes:
    start, end = document("|").split("|")
    return (start + paragraph("word " * 40) * (count * 2**20 // 330) + end).encode()


def deeply_nested() -> str:
    return document(
        "<w:sdt><w:sdtContent>" * 120 + paragraph("x") + "</w:sdtContent></w:sdt>" * 120
    )


def cut_short(path: Path) -> Path:
    whole = written(path, plain_files(**{"word/media.bin": b"x" * 9000})).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def with_wrong_sum(path: Path) -> Path:
    written(path, plain_files())
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo("word/document.xml").header_offset
    data[at + 60] ^= 0xFF
    path.write_bytes(bytes(data))
    return path


def with_long_name(path: Path) -> Path:
    """A part whose name is given as so long that the rest of the file stands in it."""
    data = bytearray(written(path, plain_files()).read_bytes())
    for at in (found.start() for found in re.finditer(rb"PK\x03\x04", bytes(data))):
        data[at + 26 : at + 28] = (60_000).to_bytes(2, "little")
    path.write_bytes(bytes(data))
    return path


def with_damaged_lzma(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        for name, content in plain_files().items():
            archive.writestr(name, content)
    data = bytearray(path.read_bytes())
    at = data.index(b"word/document.xml") + len(b"word/document.xml")
    data[at + 20 : at + 60] = b"\xff" * 40
    path.write_bytes(bytes(data))
    return path


def with_part_named(name: str) -> Callable[[Path], Path]:
    """A file with one more part, which is called almost as the document is."""

    def made(path: Path) -> Path:
        docx(path, paragraph("a"))
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr(name, document(paragraph("b")))
        return path

    return made


def with_twins(path: Path) -> Path:
    written(path, plain_files())
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", document(paragraph("Another text")))
    return path


def lying_about_its_size(path: Path) -> Path:
    """A part that unpacks to more than its header says."""
    written(path, plain_files(**{"word/document.xml": many_megabytes(80)}))
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("word/document.xml").file_size
    path.write_bytes(
        path.read_bytes().replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    )
    return path


def raw(data: bytes) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.write_bytes(data)
        return path

    return make


def zipped(**changed: str | bytes | None) -> Callable[[Path], Path]:
    return lambda path: written(path, plain_files(**changed))


ENTITIES = '<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
LAUGHS = "<!DOCTYPE w:document [" + "".join(
    f'<!ENTITY l{at} "{f"&l{at - 1};" * 10 if at else "ha"}">' for at in range(12)
) + "]>"  # fmt: skip


def with_type(declaration: str, text: str) -> str:
    return document(paragraph(text)).replace(
        'encoding="UTF-8"?>', f'encoding="UTF-8"?>{declaration}'
    )


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HOSTILE: dict[str, tuple[Callable[[Path], Path], str]] = {
    "text": (raw(b"# A heading\n"), "no zip archive"),
    "empty": (raw(b""), "no zip archive"),
    "doc": (raw(OLE + b"\0" * 600), r"\(\.doc\)"),
    "password": (raw(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")), "password"),
    "zip of nothing": (lambda path: written(path, {}), "does not say which"),
    "cut short": (cut_short, "damaged or cut short"),
    "wrong sum": (with_wrong_sum, "damaged"),
    "damaged lzma": (with_damaged_lzma, "damaged or cut short"),
    "two parts of one name": (with_twins, "two files of one name"),
    "two names in other letters": (with_part_named("word/Document.xml"), "two files of one name"),
    "two ways to one part": (with_part_named("/word//document.xml"), "two files of one name"),
    "two writings of one name": (with_part_named("word/%64ocument.xml"), "two files of one name"),
    "no relations": (zipped(**{"_rels/.rels": None}), "_rels/.rels is missing"),
    "no document": (zipped(**{"word/document.xml": None}), "incomplete"),
    "an OpenDocument file": (
        lambda path: written(path, {"content.xml": "<a/>", "META-INF/manifest.xml": "<a/>"}),
        r"is an OpenDocument file \(\.odt\) and no Word file",
    ),
    "a book": (
        lambda path: written(path, {"META-INF/container.xml": "<a/>"}),
        r"is a book \(\.epub\)",
    ),
    "a workbook": (
        zipped(**{"xl/workbook.xml": "<workbook/>"}),
        r"is a workbook \(\.xlsx\) and no Word file",
    ),
    "another document": (zipped(**{"word/document.xml": "<workbook/>"}), "no Word document"),
    "broken XML": (zipped(**{"word/document.xml": document("<w:p>")[:-9]}), "not well-formed"),
    "external entity": (zipped(**{"word/document.xml": with_type(ENTITIES, "&a;")}), "entities"),
    "billion laughs": (
        zipped(**{"word/document.xml": with_type(LAUGHS, "&l11;")}),
        "entities|well-formed",
    ),
    "100 MB of XML": (
        zipped(**{"word/document.xml": many_megabytes(100)}),
        "more XML than any document",
    ),
    "a bomb": (
        zipped(**{"word/document.xml": b"<a>" + b"\0" * 2**27}),
        "more XML than any document",
    ),
    "a bomb that lies": (lying_about_its_size, "more XML|damaged"),
    "text outside the body": (
        zipped(**{"word/document.xml": document(f"{paragraph('a')}</w:body><w:body>")}),
        "holds text outside its body",
    ),
    "a name that reaches into what it names": (with_long_name, "damaged or cut short: .{,130}$"),
    "nested deeply": (zipped(**{"word/document.xml": deeply_nested()}), "deep|well-formed"),
    "many files": (zipped(**{f"word/{at}.xml": "" for at in range(20_001)}), "20005 files"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_that_cannot_be_used_gives_a_clear_error_soon(kind: str, tmp_path: Path) -> None:
    make, said = HOSTILE[kind]
    path = make(tmp_path / "file.docx")
    start = time.process_time()
    with pytest.raises(CorpusError, match=said) as caught:
        read_docx(path)
    assert time.process_time() - start < SECONDS
    assert str(caught.value).startswith(str(path))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="cannot be read"):
        read_docx(tmp_path / "none.docx")


@pytest.mark.parametrize("kind", ["100 MB of XML", "a bomb", "billion laughs"])
def test_a_bomb_takes_little_memory(kind: str, tmp_path: Path) -> None:
    path = HOSTILE[kind][0](tmp_path / "file.docx")
    program = (
        f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))\n"
        "from pathlib import Path\nfrom build_tools.model.problems import CorpusError\n"
        "from build_tools.word import read_docx\n"
        f"try: read_docx(Path({str(path)!r}))\nexcept CorpusError: print('refused')\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert ran.stdout == "refused\n", ran.stderr


def test_the_namespaces_of_strict_documents_are_read_as_the_usual_ones(tmp_path: Path) -> None:
    strict = document(paragraph("See http://purl.oclc.org/ooxml/wordprocessingml/main."))
    strict = strict.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main", _STRICT, 1
    )
    root = ROOT_RELATIONS.replace(
        "http://schemas.openxmlformats.org/officeDocument/2006",
        "http://purl.oclc.org/ooxml/officeDocument",
    )
    path = written(
        tmp_path / "file.docx", plain_files(**{"word/document.xml": strict, "_rels/.rels": root})
    )
    assert read_docx(path).text == "See http://purl.oclc.org/ooxml/wordprocessingml/main.\n"


_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def test_the_document_may_stand_anywhere_in_the_archive(tmp_path: Path) -> None:
    root = ROOT_RELATIONS.replace("word/document.xml", "/elsewhere/text%20of%20it.xml")
    files = plain_files(**{"word/document.xml": None, "_rels/.rels": root})
    path = written(
        tmp_path / "file.docx", {**files, "elsewhere/text of it.xml": document(paragraph("Text"))}
    )
    assert read_docx(path).text == "Text\n"


PARTS = ("styles", "numbering", "footnotes", "endnotes", "comments", "settings")


@pytest.mark.parametrize("kind", [*PARTS, "header", "footer"])
def test_a_part_that_is_missing_is_reported(kind: str, tmp_path: Path) -> None:
    kinds = {kind: f"{kind}.xml"}
    path = zipped(**{"word/_rels/document.xml.rels": relations(kinds, {})})(tmp_path / "f.docx")
    imported = read_docx(path)
    assert imported.text == "Text\n"
    (said,) = map(str, imported.warnings)
    assert said.startswith(f"the file refers to word/{kind}.xml, which it does not hold: ")
    assert "missing" in said or kind == "settings"


def test_the_text_itself_may_not_be_missing(tmp_path: Path) -> None:
    path = zipped(**{"word/document.xml": None})(tmp_path / "f.docx")
    with pytest.raises(CorpusError, match=r"refers to word/document\.xml, which is not"):
        read_docx(path)


def test_a_link_without_its_address_is_kept_as_text_and_reported(tmp_path: Path) -> None:
    imported = read_docx(
        docx(
            tmp_path / "f.docx",
            paragraph('<w:hyperlink r:id="rId9"><w:r><w:t>here</w:t></w:r></w:hyperlink>'),
        )
    )
    assert imported.text == "here\n"
    assert "a link leads nowhere" in str(imported.warnings[0])


def test_an_endless_span_of_columns_is_cut(tmp_path: Path) -> None:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc>'
    start = time.process_time()
    read_docx(docx(tmp_path / "f.docx", f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>"))
    assert time.process_time() - start < SECONDS


def test_styles_and_lists_that_lead_round_in_a_circle_end(tmp_path: Path) -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:basedOn w:val="{other}"/></w:style>'
        for one, other in (("A", "B"), ("B", "A"))
    )
    body = paragraph("Text", '<w:pStyle w:val="A"/>')
    assert read_docx(docx(tmp_path / "f.docx", body, styles=styles)).text == "Text\n"
