"""Documents of a pack as Word files: their blanks, and what they tell of as deleted and
inserted."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from lxml import etree

from build_tools.word import pack_document_docx, read_docx, version_docx
from tests.reviewing import version_of
from tests.word.files import W, faults
from tests.word.revisions import Element


def body(text: str) -> Element:
    with zipfile.ZipFile(io.BytesIO(pack_document_docx(version_of(text)))) as package:
        return etree.fromstring(package.read("word/document.xml"))[0]


def runs(element: Element) -> list[tuple[str, str]]:
    """Each run by its text and its style."""
    found = []
    for run in element.iter(f"{{{W}}}r"):
        style = run.find(f"{{{W}}}rPr/{{{W}}}rStyle")
        found.append(("".join(run.itertext()), "" if style is None else style.get(f"{{{W}}}val")))
    return found


def styles(element: Element) -> list[str]:
    return [each.get(f"{{{W}}}val") for each in element.iter(f"{{{W}}}pStyle")]


def test_a_blank_is_a_content_control_that_says_what_goes_there() -> None:
    control = body("Made on [\\[date\\]](blank:).").find(f".//{{{W}}}sdt")
    assert runs(control) == [("[date]", "PlaceholderText")]
    properties = control.find(f"{{{W}}}sdtPr")
    assert properties.find(f"{{{W}}}alias").get(f"{{{W}}}val") == "date"
    assert properties.find(f"{{{W}}}showingPlcHdr") is not None
    assert properties.find(f"{{{W}}}text") is None, "it takes rich text"


def test_each_blank_has_a_number_of_its_own() -> None:
    controls = body("[a](blank:) and [a](blank:).").iter(f"{{{W}}}sdtPr")
    assert [each.find(f"{{{W}}}id").get(f"{{{W}}}val") for each in controls] == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("[answer](blank:)", "Answer"),
        ("1. Why?\n\n   [answer](blank:)", "Answer"),
        ("[one](blank:) and [two](blank:)", "ProvisionText0"),
        ("[one](blank:) [two](blank:)", "ProvisionText0"),
        ("[web](https://a.test)", "ProvisionText0"),
    ],
)
def test_a_paragraph_that_is_a_blank_has_a_box_round_it(text: str, style: str) -> None:
    assert styles(body(text))[-2] == style


def test_a_cell_that_is_a_blank_has_the_lines_of_its_table() -> None:
    assert "Answer" not in styles(body("| a |\n|---|\n| [b](blank:) |\n"))


def test_what_is_told_of_as_deleted_is_struck_and_as_inserted_is_underlined() -> None:
    told = body("A **[b ](deleted:)**[c](inserted:) d.")
    assert runs(told) == [("A ", ""), ("b ", "Deleted"), ("c", "Inserted"), (" d.", "")]
    assert told.find(f".//{{{W}}}del") is None
    made = {
        each.name: each.font
        for each in docx.Document(io.BytesIO(pack_document_docx(version_of("A.")))).styles
    }
    assert made["Deleted"].strike
    assert made["Inserted"].underline


def test_other_links_stay_links_and_none_leads_to_a_mark() -> None:
    file = pack_document_docx(
        version_of(
            "[a](https://a.test) [b](blank:)[^1]\n\n[^1]: [c](inserted:) [d](https://d.test)\n"
        )
    )
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        links = package.read("word/_rels/document.xml.rels") + package.read(
            "word/_rels/footnotes.xml.rels"
        )
        notes = etree.fromstring(package.read("word/footnotes.xml"))
    assert b"https://a.test" in links
    assert b"https://d.test" in links
    assert b"blank:" not in links
    assert b"inserted:" not in links
    assert ("c", "Inserted") in runs(notes)


def test_a_text_of_the_record_has_no_blanks() -> None:
    """Only a document of a pack has them: in the law an address is an address."""
    file = version_docx(version_of("[a](blank:)"))
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        assert b"sdt" not in package.read("word/document.xml")
        assert b'"blank:"' in package.read("word/_rels/document.xml.rels")


def test_the_schema_allows_it_and_it_reads_back(tmp_path: Path) -> None:
    text = (
        '1. [a "&lt;b" &](blank:)\n\n[c](blank:)\n\n| d |\n|---|\n| [e](blank:)'
        " [f<br>g](deleted:) |\n"
    )
    file = pack_document_docx(replace(version_of(text), title="Form", provenance="A form"), "open")
    assert not faults(file, tmp_path)
    (tmp_path / "form.docx").write_bytes(file)
    assert (
        read_docx(tmp_path / "form.docx").text
        == '1\\. a "\\<b" &\n\nc\n\n| d |\n|---|\n| e ~~f<br>g~~ |\n'
    )
