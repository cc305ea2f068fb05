"""Word files as packages: what they hold and how they look, who made each change and when, what the
schema says."""

import datetime as dt
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.opc.constants import CONTENT_TYPE
from lxml import etree

from build_tools.compare.redline import redline
from build_tools.model import Amendment, Corpus, Event, Moment, Redline, Step
from build_tools.word import WordTemplateError, read_docx, redline_docx, version_docx
from build_tools.word.write.context import CARRIED
from tests.reviewing import compared, version_of
from tests.running import Run
from tests.word.files import faults
from tests.word.revisions import Element, Paragraph, left, marked, stamps

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOVED = (
    "One.\n\nThe Keeper shall close the gate at dusk.\n\nThree.\n\nFour.\n",
    "One.\n\nThree.\n\nFour.\n\nThe Keeper shall close the big gate at dusk.\n",
)


def part(file: bytes, name: str) -> Element:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return etree.fromstring(package.read(name))


def clean(text: str) -> bytes:
    return version_docx(version_of(text))


def marked_up(old: str, new: str) -> bytes:
    return redline_docx(compared(old, new))


def styles_of(file: bytes) -> list[tuple[str | None, str]]:
    """Each paragraph of the body by its style and text."""
    document = docx.Document(io.BytesIO(file))
    return [(each.style.name if each.style else None, each.text) for each in document.paragraphs]


def record_redlines(record: Corpus) -> list[Redline]:
    return [
        redline(old, new)
        for document in record.documents
        for old, new in zip(document.versions, document.versions[1:], strict=False)
    ]


# --- The package ----------------------------------------------------------------------------------


def test_the_same_input_gives_the_same_bytes() -> None:
    assert clean("# A\n\n1.1 B.") == clean("# A\n\n1.1 B.")
    assert marked_up(*MOVED) == marked_up(*MOVED)


def test_a_block_that_both_texts_hold_is_written_as_one_that_each_has() -> None:
    text = "---\nversion: {}\n---\n\nA[^1] and B.\n\nC[^2].\n\n[^1]: One.\n\n[^2]: Two.\n"
    old, new = (version_of(text.format(each), f"{each}.md") for each in (4, 5))
    both = zip(old.blocks, new.blocks, strict=True)
    shared = replace(new, blocks=tuple([was if was == now else now for was, now in both]))
    assert shared.blocks[1] is old.blocks[1]
    assert redline_docx(redline(old, shared)) == redline_docx(redline(old, new))


def test_no_part_is_dated_by_the_clock() -> None:
    with zipfile.ZipFile(io.BytesIO(clean("A."))) as package:
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert docx.Document(io.BytesIO(clean("A."))).core_properties.modified == dt.datetime(
        2000, 1, 1, tzinfo=dt.UTC
    )


def test_the_properties_say_what_the_file_is(record: Corpus) -> None:
    version = record.document("mtad").version("3.0")
    properties = docx.Document(
        io.BytesIO(version_docx(version, "Status on 1 May 2026: in force"))
    ).core_properties
    assert properties.title == "Migration Testing Approach Document (MTAD), version 3.0"
    assert properties.language == "en-GB"
    assert properties.comments == "Reconstruction for demonstration, not the legal text"
    assert properties.identifier == "mtad@3.0"


def test_every_page_says_what_the_text_is_and_how_it_stands(record: Corpus) -> None:
    version = record.document("mtad").version("3.0")
    section = docx.Document(
        io.BytesIO(version_docx(version, "Status on 1 May 2026: in force"))
    ).sections[0]
    assert [each.text for each in section.header.paragraphs] == [
        "Migration Testing Approach Document (MTAD), version 3.0",
        "Reconstruction for demonstration, not the legal text\tStatus on 1 May 2026: in force",
    ]
    assert section.footer.paragraphs[0].text == "MTAD 3.0\tPage 1 of 1"
    fields = section.footer.paragraphs[0]._element.iter(f"{W}instrText")
    assert [(each.text or "").strip() for each in fields] == ["PAGE", "NUMPAGES"]


def test_the_schema_allows_every_file_of_the_record(record: Corpus, tmp_path: Path) -> None:
    versions = [version for document in record.documents for version in document.versions]
    files = [*map(version_docx, versions), *map(redline_docx, record_redlines(record))]
    files += [
        marked_up(*MOVED),
        marked_up("A[^*].\n\n[^*]: B.", "C[^*].\n\n[^*]: [B](https://b.test)."),
    ]
    for file in files:
        assert not faults(file, tmp_path)


def test_the_checker_of_the_schema_sees_a_fault(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(clean("A."))) as source, zipfile.ZipFile(file, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"<w:pPr>", b"<w:r/><w:pPr>"))
    assert faults(file.getvalue(), tmp_path)


def test_a_character_that_xml_cannot_hold_is_shown_by_its_code() -> None:
    found = left(clean("A\x0bB."), "keep")[0]
    assert isinstance(found, Paragraph)
    assert found.text == "A<U+000B>B."


@pytest.mark.parametrize(
    "text", ["word " * 2_200_000, "\t" * 400_000 + "x"], ids=["ten megabytes", "many pieces"]
)
def test_a_paragraph_has_any_length(text: str) -> None:
    with zipfile.ZipFile(io.BytesIO(clean(f"A.\n\n```\n{text}\n```\n"))) as package:
        written = package.read("word/document.xml").decode()
    assert len(re.findall("<w:tab/>|word ", written)) == len(re.findall("\t|word ", text))


# --- Layout ---------------------------------------------------------------------------------------


def test_headings_make_a_navigation_pane_and_numbers_hang() -> None:
    text = (
        "# Rules\n\n## 1 Boats\n\n1.1 In these rules:\n\n**Keeper** means a person.\n\n1.2 A"
        " visitor:\n\n(a) may row.\n"
    )
    assert styles_of(clean(text))[:-1] == [
        ("Heading 1 Unnumbered", "Rules"),
        ("Heading 2", "1\tBoats"),
        ("Provision 2", "1.1\tIn these rules:"),
        ("Provision Text 1", "Keeper means a person."),
        ("Provision 2", "1.2\tA visitor:"),
        ("Provision 3", "(a)\tmay row."),
    ]
    styles = {each.name: each for each in docx.Document(io.BytesIO(clean(text))).styles}
    assert [
        styles[f"Provision {depth}"].paragraph_format.left_indent.twips for depth in (1, 2, 3)
    ] == [850, 850, 1700]
    assert styles["Provision 3"].paragraph_format.first_line_indent.twips == -850
    levels = [
        styles[f"Heading {level}"].element.find(f".//{W}outlineLvl").get(f"{W}val")
        for level in (1, 2, 6)
    ]
    assert levels == ["0", "1", "5"]


TABLE = (
    "Table 1: Boats\n\n| Kind | Size | |\n|---|---|--:|\n| ^^ | a | b |\n| One | << | 1 |\n| Two |"
    " c | ^^ |\n"
)


def test_a_table_keeps_its_merged_cells_its_headers_and_its_rows() -> None:
    table = part(clean(TABLE), "word/document.xml").find(f".//{W}tbl")
    assert styles_of(clean(TABLE))[0] == ("Caption", "Table 1: Boats")
    rows = table.findall(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [
        True,
        True,
        False,
        False,
    ]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    laid = left(clean(TABLE), "keep")[1]
    assert isinstance(laid, tuple)
    assert [[(across, down) for across, down, _ in row] for row in laid] == [
        [(1, "restart"), (1, ""), (1, "")],
        [(1, "continue"), (1, ""), (1, "")],
        [(2, ""), (1, "restart")],
        [(1, ""), (1, ""), (1, "continue")],
    ]


def test_the_styles_keep_a_caption_and_a_heading_with_what_follows() -> None:
    styles = {each.name: each for each in docx.Document(io.BytesIO(clean("A."))).styles}
    assert styles["Caption"].paragraph_format.keep_with_next
    assert styles["Heading 3"].paragraph_format.keep_with_next


def test_marks_become_formatting() -> None:
    file = clean("**a** *b* `c` ~~d~~ [e](https://e.test) x")
    found = left(file, "keep")[0]
    assert isinstance(found, Paragraph)
    assert [run for run in found.runs if run[0].strip()] == [
        ("a", "b[]", ""),
        ("b", "i[]", ""),
        ("c", "rStyle['CodeText']", ""),
        ("d", "strike[]", ""),
        ("e", "rStyle['Hyperlink']", "https://e.test"),
        (" x", "", ""),
    ]


def test_notes_are_notes() -> None:
    notes = part(clean("A[^1] and B[^2].\n\n[^1]: One.\n\n[^2]: Two.\n"), "word/footnotes.xml")
    assert ["".join(each.itertext()) for each in notes][2:] == ["One.", "Two."]
    marks = part(clean("A[^*].\n\n[^*]: Star.\n"), "word/document.xml").iter(
        f"{W}footnoteReference"
    )
    assert [each.get(f"{W}customMarkFollows") for each in marks] == ["1"]


NOTES = """# Title

## 1. Costs[^1]

[^1]: Under a heading.

    More of it.

1.1 Told[^2] once.

[^2]: One.

    Two.

    (a) a limb

    | A | B |
    |---|---|
    | 1 | 2.10 |

    - a bullet

| X | Y |
|---|---|
| a[^3] | b |

[^3]: Of a cell.

    Of it too.

1.2 End.
"""


def test_a_note_has_all_its_paragraphs_lists_and_tables(tmp_path: Path) -> None:
    file = clean(NOTES)
    notes = part(file, "word/footnotes.xml")
    assert ["|".join(each.itertext()) for each in notes][2:] == [
        "Under a heading.|More of it.",
        "One.|Two.|(a)|a limb|A|B|1|2.10|•|a bullet",
        "Of a cell.|Of it too.",
    ]
    (tmp_path / "notes.docx").write_bytes(file)
    assert read_docx(tmp_path / "notes.docx").text == NOTES


def test_bullets_come_back_as_bullets(tmp_path: Path) -> None:
    text = "1.1 Bring:\n\n- an oar\n\n- a sail\n\n(a) of linen\n\n- a **strong** mast\n"
    (tmp_path / "bullets.docx").write_bytes(clean(text))
    assert read_docx(tmp_path / "bullets.docx").text == text


def test_a_note_that_only_another_note_calls_stands_in_that_one() -> None:
    text = (
        "A[^1].\n\n[^1]: One[^x].\n\n    More.\n\n"
        "[^x]: Inner[^y].\n\n[^y]: Innermost[^x].\n\n    Its second.\n"
    )
    file = clean(text)
    notes = part(file, "word/footnotes.xml")
    assert ["|".join(each.itertext()) for each in notes][2:] == [
        "One|x|.|More.|x|Inner|y|.|y|Innermost|x|.|Its second."
    ]
    assert [words for _, words in styles_of(file) if words] == ["A."]
    new = text.replace("Innermost", "Last").replace("More", "Less")
    marks = redline_docx(compared(text, new))
    assert left(marks, "accept") == left(clean(new), "keep")
    assert left(marks, "reject") == left(file, "keep")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("A.[^1]\n\n[^1]: One.\n", "A.[^1]\n\n[^1]: One.\n\n    Two.\n"),
        ("A.[^1]\n\n[^1]: One.\n\n    Two.\n", "A.[^1]\n\n[^1]: One.\n\n    Two, too.\n"),
        ("A.[^1]\n\n[^1]: One.\n\n    Two.\n", "A.\n"),
        ("A.[^1]\n\n[^1]: One.\n\n    Two words or more.\n", "A.[^1] Two words or more.\n"),
        (
            "A.[^1]\n\n[^1]: One.\n\n    |a|\n    |-|\n    |b|\n",
            "A.[^1]\n\n[^1]: One.\n\n    |a|\n    |-|\n    |c|\n",
        ),
    ],
    ids=("gained", "reworded", "gone", "made-text", "table"),
)
def test_what_changes_in_a_note_is_tracked_in_it(old: str, new: str) -> None:
    file = redline_docx(compared(old, new))
    assert left(file, "accept") == left(clean(new), "keep")
    assert left(file, "reject") == left(clean(old), "keep")


def test_a_note_that_nobody_refers_to_is_not_dropped() -> None:
    assert ("Note Without Reference", "1\tAlone.") in styles_of(clean("A.\n\n[^1]: Alone.\n"))


# --- Who, and when --------------------------------------------------------------------------------


def amendment(**events: Event) -> Amendment:
    named = {name.replace("_", "-"): event for name, event in events.items()}
    return Amendment(id="a", title="Reform", route=None, summary="", steps=(), events=named)


ISSUED = Event(actual=Moment(dt.date(2022, 12, 5)))
DATES = {
    "it took effect": (
        amendment(consultation_issued=ISSUED, effect=Event(actual=Moment(dt.date(2023, 2, 1)))),
        "2023-02-01T00:00:00Z",
    ),
    "it was issued, and is planned to take effect": (
        amendment(consultation_issued=ISSUED, effect=Event(planned=Moment(dt.date(2023, 2, 1)))),
        None,
    ),
    "a month is recorded": (
        amendment(effect=Event(actual=Moment(dt.date(2023, 2, 1), "month"))),
        None,
    ),
    "a minute is recorded": (
        amendment(effect=Event(actual=Moment(dt.date(2023, 2, 1), "minute", dt.time(9, 30)))),
        "2023-02-01T09:30:00Z",
    ),
    "no date is recorded": (amendment(effect=Event(actual=Moment(None, "none"))), None),
}


@pytest.mark.parametrize("case", DATES)
def test_a_change_is_of_the_amendment_and_of_the_day_if_it_is_known(case: str) -> None:
    made_by, moment = DATES[case]
    found = compared("A b.", "A c.")
    file = redline_docx(replace(found, new=replace(found.new, amendment=made_by)))
    assert {(each.get(f"{W}author"), each.get(f"{W}date")) for each in stamps(file)} == {
        ("Reform", moment)
    }


def test_a_text_that_was_carried_on_did_not_take_effect_with_its_amendment() -> None:
    steps = (Step(document="law", old="1.0", new=f"{at}.0") for at in (2, 3))
    effect = Event(actual=Moment(dt.date(2023, 2, 1)))
    made_by = replace(amendment(effect=effect), steps=tuple(steps))
    found = compared("A b.", "A c.")
    for label, moment in (("2.0", None), ("3.0", "2023-02-01T00:00:00Z")):
        new = replace(found.new, document="law", label=label, amendment=made_by)
        file = redline_docx(replace(found, new=new))
        assert {each.get(f"{W}date") for each in stamps(file)} == {moment}


def test_a_loose_file_has_an_author_and_no_date() -> None:
    found = {
        (each.get(f"{W}author"), each.get(f"{W}date")) for each in stamps(marked_up("A b.", "A c."))
    }
    assert found == {("corpus", None)}


def test_every_revision_has_a_number_of_its_own(record: Corpus) -> None:
    for each in record_redlines(record):
        found = [
            stamp for stamp in stamps(redline_docx(each)) if not str(stamp.tag).endswith("RangeEnd")
        ]
        numbers = [stamp.get(f"{W}id") for stamp in found]
        assert len(numbers) == len(set(numbers))


def test_a_move_has_the_same_name_at_both_of_its_places() -> None:
    document = part(marked_up(*MOVED), "word/document.xml")
    starts = [
        (each.tag.removeprefix(W), each.get(f"{W}name"))
        for each in document.iter()
        if each.get(f"{W}name")
    ]
    assert [kind for kind, _ in starts] == ["moveFromRangeStart", "moveToRangeStart"]
    assert len({name for _, name in starts}) == 1
    for kind in ("moveFrom", "moveTo"):
        ends = [document.find(f".//{W}{kind}Range{end}").get(f"{W}id") for end in ("Start", "End")]
        assert ends[0] == ends[1]
        assert document.find(f".//{W}pPr/{W}rPr/{W}{kind}") is not None


def test_each_paragraph_of_a_section_that_moved_has_a_name_of_its_own() -> None:
    moved = (
        "## Records\n\nDCC shall keep the log of every test.\n\nIt is open to all who took part.\n"
    )
    stays = "## Notices\n\nA notice shall be in writing.\n\nIt is sent by post.\n\nIt is signed.\n"
    document = part(marked_up(f"{moved}\n{stays}", f"{stays}\n{moved}"), "word/document.xml")
    names = {
        kind: [each.get(f"{W}name") for each in document.iter(f"{W}{kind}RangeStart")]
        for kind in ("moveFrom", "moveTo")
    }
    assert len(set(names["moveFrom"])) == len(names["moveFrom"]) == 3
    assert names["moveTo"] == names["moveFrom"]


# --- What is marked -------------------------------------------------------------------------------

SIZES = {
    "a word": ("A b c.", "A d c.", 2),
    "a number": ("1.1 A.\n\n1.2 B.", "1.1 A.\n\n1.3 B.", 6),
    "a row": (
        "| a | b |\n|---|---|\n| c | d |\n",
        "| a | b |\n|---|---|\n| c | d |\n| e | f |\n",
        2,
    ),
    "a paragraph split": ("One two. Three four five six.", "One two.\n\nThree four five six.", 1),
    "the level of a heading": ("## Boats", "### Boats", 0),
    "bold": ("A boat.", "A **boat**.", 0),
    "the number of a note": (
        "A[^1].\n\n[^1]: One.\n",
        "Z[^1].\n\nA[^2].\n\n[^1]: Two.\n\n[^2]: One.\n",
        len("Z.") + len("Two."),
    ),
}


@pytest.mark.parametrize("case", SIZES)
def test_no_more_is_marked_than_changed(case: str) -> None:
    old, new, size = SIZES[case]
    assert marked(marked_up(old, new)) == size


def test_a_text_against_itself_is_not_marked() -> None:
    assert not stamps(marked_up(TABLE, TABLE))


# --- A publisher's template -----------------------------------------------------------------------


def template() -> bytes:
    """A publisher's own: in German, on another paper, with a running head, and a text to be taken
    out."""
    document = docx.Document()
    document.add_paragraph("Text of the template")
    document.sections[0].header.paragraphs[0].text = "House of Commons"
    style = document.styles["Heading 2"].element
    style.set(f"{W}styleId", "berschrift2")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_a_template_keeps_its_page_its_heads_and_its_styles_and_gets_those_it_lacks() -> None:
    made = version_docx(version_of("## 1 Boats\n\n1.1 Row.\n"), template=template())
    assert styles_of(made)[:-1] == [("Heading 2", "1\tBoats"), ("Provision 2", "1.1\tRow.")]
    document = docx.Document(io.BytesIO(made))
    assert document.sections[0].page_width == docx.Document().sections[0].page_width
    assert [each.text for each in document.sections[0].header.paragraphs][:2] == [
        "House of Commons",
        "text.md",
    ]
    assert len([each for each in document.styles if each.name == "Heading 2"]) == 1
    assert part(made, "word/document.xml").find(f".//{W}pStyle").get(f"{W}val") == "berschrift2"


def of_kind(kind: str, file: bytes) -> bytes:
    """A Word file as another kind of Word file, with a macro where that kind may hold one."""
    macros = "macroEnabled" in kind
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode("utf-8", "surrogateescape")
            if name == "[Content_Types].xml":
                content = content.replace(CONTENT_TYPE.WML_DOCUMENT_MAIN, kind)
                content = content.replace(
                    "</Types>",
                    '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
                    "</Types>",
                )
            elif name == "word/_rels/document.xml.rels" and macros:
                content = content.replace(
                    "</Relationships>",
                    '<Relationship Id="vba" Target="vbaProject.bin" Type="http://schemas.microsoft.'
                    'com/office/2006/relationships/vbaProject"/></Relationships>',
                )
            new.writestr(name, content.encode("utf-8", "surrogateescape"))
        if macros:
            new.writestr("word/vbaProject.bin", b"macro")
    return made.getvalue()


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ],
)
def test_any_kind_of_word_file_is_a_template_and_leaves_its_macros_behind(
    kind: str, tmp_path: Path
) -> None:
    """A .dotx, a .docm and a .dotm give what the .docx of the same text gives."""
    plain = version_docx(version_of("A."), "draft")
    made = version_docx(version_of("B."), template=of_kind(kind, plain))
    assert made == version_docx(version_of("B."), template=plain)
    (tmp_path / "template.dotm").write_bytes(of_kind(kind, plain))
    assert read_docx(tmp_path / "template.dotm").text == "A.\n"


def test_an_export_is_a_template() -> None:
    again = version_docx(version_of("B."), template=version_docx(version_of("A."), "draft"))
    for name in ("header1", "footer1", "document", "footnotes", "styles", "settings"):
        assert etree.tostring(part(again, f"word/{name}.xml")) == etree.tostring(
            part(clean("B."), f"word/{name}.xml")
        )


@pytest.mark.parametrize("file", [b"", b"no zip", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_word_file_is_no_template(file: bytes) -> None:
    with pytest.raises(WordTemplateError, match="save the template as"):
        version_docx(version_of("A."), template=file)


def test_a_template_with_a_part_that_is_none_is_refused() -> None:
    """Each part of a good one left out, or with another kind of XML in its place."""
    good = template()
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    refused = 0
    for name in parts:
        for content in (None, b"<a/>"):
            changed = {**parts, name: content}
            made = io.BytesIO()
            with zipfile.ZipFile(made, "w") as archive:
                for each, data in changed.items():
                    if data is not None:
                        archive.writestr(each, data)
            try:
                version_docx(version_of("A."), template=made.getvalue())
            except WordTemplateError:
                refused += 1
    assert refused > len(parts)


# --- The command ----------------------------------------------------------------------------------


def test_export_writes_a_word_file_that_says_how_the_version_stands(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "out.docx"
    assert run("export", "mtad@4.0", "-o", path, "--as-of", "2022-12-20").code == 0
    head = docx.Document(str(path)).sections[0].header.paragraphs[1].text
    assert (
        head == "Reconstruction for demonstration, not the legal text\tStatus on 20 December 2022:"
        " consultation open"
    )


def test_export_takes_any_markdown_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("A.\n")
    assert run("export", tmp_path / "a.md", "-o", tmp_path / "a.docx").code == 0
    assert docx.Document(str(tmp_path / "a.docx")).paragraphs[0].text == "A."


def test_redline_writes_a_word_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "out.docx"
    assert (
        run("redline", "mtad@3.0", "mtad@4.0", "--format", "docx", "-o", path, "--exit-code").code
        == 1
    )
    authors = {each.get(f"{W}author") for each in stamps(path.read_bytes())}
    assert authors == {"Closure of Migration DUST for MOC (Secure)"}


def test_bytes_need_a_file(run: Run) -> None:
    done = run("redline", "mtad@3.0", "mtad@4.0", "--format", "docx")
    assert (done.code, done.out) == (2, "")
    assert "name it with -o FILE.docx" in done.err
    assert run("export", "mtad@4.0").code == 2


def test_a_template_that_is_none_is_told_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    done = run("export", "mtad@4.0", "-o", tmp_path / "a.docx", "--template", "README.md")
    assert done.code == 2
    assert re.search("README.md cannot be used: it is not a Word document", done.err)
    assert not list(tmp_path.iterdir())
    assert run("redline", "mtad@3.0", "mtad@4.0", "--template", "README.md").code == 2


# --- A table whose columns changed ----------------------------------------------------------------

RESET = (
    "| a | b |\n|---|---|\n| c | d is here |\n| e | f |\n",
    "| a | n | b |\n|---|---|---|\n| c | 1 | d was here |\n| g | 3 | h |\n| e | 2 | f |\n",
)


def test_a_row_stands_above_what_became_of_it_where_columns_changed() -> None:
    rows = part(marked_up(*RESET), "word/document.xml").iter(f"{W}tr")
    assert ["".join(row.itertext(f"{W}t", f"{W}delText")) for row in rows] == [
        *("ab", "anb", "cd is here", "c1d was here", "g3h", "ef", "e2f"),
    ]


def test_what_did_not_change_has_an_author_of_its_own_where_columns_changed() -> None:
    revisions = part(marked_up(*RESET), "word/document.xml").iter(f"{W}ins", f"{W}del")
    found = [
        (each.get(f"{W}author"), "".join(each.itertext(f"{W}t", f"{W}delText")))
        for each in revisions
    ]
    changed = [words for author, words in found if words and author != CARRIED]
    assert changed == ["n", "is", "1", "was", "g", "3", "h", "2"]


def test_rows_that_cells_reach_down_from_are_kept_together() -> None:
    old = "| a | n | b |\n|---|---|---|\n| c | 1 | d |\n| ^^ | 2 | f |\n"
    new = "| a | b |\n|---|---|\n| c | d |\n| ^^ | f |\n"
    rows = part(marked_up(old, new), "word/document.xml").iter(f"{W}tr")
    assert ["".join(row.itertext(f"{W}t", f"{W}delText")) for row in rows] == [
        *("anb", "c1d", "2f", "ab", "cd", "f"),
    ]


def sheets_of(text: str) -> list[tuple[str, str]]:
    """For each section of a text as a Word file: how its sheets lie, and the size of type of the
    headers of its tables."""
    body = part(version_docx(version_of(text)), "word/document.xml").find(f"{W}body")
    assert body is not None
    found: list[tuple[str, str]] = []
    sizes: list[str] = []
    for each in body.iter(f"{W}pStyle", f"{W}sectPr"):
        if each.tag == f"{W}pStyle":
            sizes += re.findall(r"TableHeading(\d*)", each.get(f"{W}val", ""))[:1]
            continue
        size = each.find(f"{W}pgSz")
        assert size is not None
        width, height = (int(size.get(f"{W}{name}", "")) for name in ("w", "h"))
        found.append(("turned" if width > height else "upright", " ".join(sorted({*sizes}))))
        sizes = []
    return found


def wide(*words: str) -> str:
    return f"| {' | '.join(words)} |\n|{'---|' * len(words)}\n"


WORDS = ("Manufacturer", "Configuration", "Communications", "Interoperability")


@pytest.mark.parametrize(
    ("text", "sheets"),
    [
        (f"A.\n\n{wide(*WORDS)}\nB.\n", [("upright", "")]),
        (f"A.\n\n{wide(*WORDS, 'Responsible')}\nB.\n", [("upright", "16")]),
        (
            f"A.\n\n{wide(*WORDS, *WORDS)}\nB.\n",
            [("upright", ""), ("turned", "16"), ("upright", "")],
        ),
        (
            f"A.\n\n{wide(*WORDS, *WORDS, *WORDS)}\nB.\n",
            [("upright", ""), ("turned", "12"), ("upright", "")],
        ),
        (f"{wide(*WORDS, *WORDS)}\nB.\n", [("turned", "16"), ("upright", "")]),
        (f"A.\n\n{wide(*WORDS, *WORDS)}", [("upright", ""), ("turned", "16")]),
        (
            f"A.\n\n{wide(*WORDS, *WORDS)}\n## B\n\n{wide(*WORDS, *WORDS)}\nC.\n",
            [("upright", ""), ("turned", "16"), ("upright", "")],
        ),
        (
            f"A[^1].\n\n[^1]: B.\n\n    {wide(*WORDS * 3)}".replace("\n|-", "\n    |-"),
            [("upright", "")],
        ),
    ],
)
def test_a_table_too_wide_for_its_words_is_set_smaller_and_then_on_a_turned_sheet(
    text: str, sheets: list[tuple[str, str]]
) -> None:
    assert sheets_of(text) == sheets


def test_a_heading_right_above_a_table_goes_with_it_onto_a_turned_sheet() -> None:
    text = f"A.\n\n## 2 B\n\nTable 1: C\n\n{wide(*WORDS, *WORDS)}\nD.\n"
    body = part(version_docx(version_of(text)), "word/document.xml").find(f"{W}body")
    assert body is not None
    ends = [each.find(f"{W}pPr/{W}sectPr") is not None for each in body.iterchildren(f"{W}p")]
    words = ["".join(each.itertext(f"{W}t")) for each in body.iterchildren(f"{W}p")]
    assert words == ["A.", "", "2B", "Table 1: C", "", "D.", ""]
    assert ends == [False, True, False, False, True, False, False]


def test_the_running_head_of_a_turned_sheet_is_as_wide_as_the_sheet() -> None:
    file = version_docx(version_of(f"A.\n\n{wide(*WORDS, *WORDS)}\nB.\n"), "in force")
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        heads = [name for name in package.namelist() if name.startswith("word/header")]
        stops = {
            int(each.get(f"{W}pos", ""))
            for name in heads
            for each in part(file, name).iter(f"{W}tab")
            if each.get(f"{W}pos")
        }
    assert len(heads) == 2
    assert stops == {9026, 13958}


@pytest.mark.parametrize(
    ("part", "right", "wrong"),
    [
        ("word/_rels/document.xml.rels", ' Id="', ' Name="'),
        ("word/document.xml", ' w:w="11906"', ' w:w="½"'),
    ],
)
def test_a_template_that_cannot_be_used_is_refused(part: str, right: str, wrong: str) -> None:
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(version_docx(version_of("A.\n")))) as template,
        zipfile.ZipFile(written, "w") as damaged,
    ):
        for name in template.namelist():
            held = template.read(name).decode()
            assert name != part or right in held
            damaged.writestr(name, held.replace(right, wrong) if name == part else held)
    with pytest.raises(WordTemplateError):
        version_docx(version_of("A.\n"), template=written.getvalue())


def test_a_status_that_has_no_room_beside_what_the_text_is_stands_below_it() -> None:
    version = replace(version_of("A."), provenance="Made up")
    for status, lines in (("in force", ["Made up\tin force"]), ("x" * 99, ["Made up", "x" * 99])):
        read = docx.Document(io.BytesIO(version_docx(version, status)))
        assert [each.text for each in read.sections[0].header.paragraphs][1:] == lines
