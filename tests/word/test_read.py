"""What a Word file says, as markdown: text and marks, fields, links, signs, notes and tables; and a
report."""

from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools.model import plain
from build_tools.text.markdown import parse
from build_tools.word import read_docx, version_docx
from tests.examples import examples
from tests.reviewing import version_of
from tests.word.files import Desk, paragraph, run


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def simple_field(instruction: str, result: str = "") -> str:
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}' if result else ""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>{shown}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def link(id_: str, text: str, more: str = "") -> str:
    return f'<w:hyperlink r:id="{id_}" {more}>{run(text)}</w:hyperlink>'


UNENDED = simple_field("REF x", "Clause 4.2").removesuffix(
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
BOLD, ITALIC = "<w:b/>", "<w:i/>"
MONO = '<w:rFonts w:ascii="Courier New"/>'
TEXTS: dict[str, tuple[str, str]] = {
    "bold, italics and strike": (
        run("DCC", BOLD) + run(" shall ") + run("not", ITALIC) + run(" ") + run("x", "<w:strike/>"),
        "**DCC** shall *not* ~~x~~",
    ),
    "bold with the space between": (
        run("Migration", BOLD) + run(" ") + run("DUST", BOLD) + run(" means"),
        "**Migration DUST** means",
    ),
    "bold space between": (
        run("Migration", BOLD) + run(" ", BOLD) + run("DUST ", BOLD) + run("means"),
        "**Migration DUST** means",
    ),
    "bold in a word": (run("re") + run("mark", BOLD) + run("able"), "re**mark**able"),
    "bold within quotation marks": (run("“Cohort”", BOLD) + run(" means"), "**“Cohort”** means"),
    "bold that ends with a sign in a word": (run("a") + run("(b)", BOLD) + run("c"), "a(**b**)c"),
    "italics in bold": (run("a ", BOLD) + run("b", BOLD + ITALIC) + run(" c", BOLD), "**a *b* c**"),
    "bold switched off": (run("a", '<w:b w:val="0"/>') + run("b", '<w:b w:val="false"/>'), "ab"),
    "code": (run("run ") + run("a`b", MONO), "run ``a`b``"),
    "signs of markdown": (
        run("*a* _b_ `c` [d](e) &lt;f&gt; &amp;amp; snake_case 1 \\ 2"),
        r"\*a\* \_b\_ \`c\` \[d\](e) \<f> \&amp; snake_case 1 \\ 2",
    ),
    "brackets that are no link": (run("[Insert date] shall"), "[Insert date] shall"),
    "a note that is none": (run("[^1] and [^x]"), r"\[^1] and \[^x]"),
    "what begins a heading": (run("# 5"), r"\# 5"),
    "what begins a list": (run("- a"), r"\- a"),
    "what begins a numbered list": (run("12. a"), r"12\. a"),
    "what is no list": (run("12.5 a"), "12.5 a"),
    "what begins a quotation": (run("&gt; a"), r"\> a"),
    "what makes a rule": (run("---"), r"\---"),
    "a line break": ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "a<br>b"),
    "a field that does not end": (UNENDED + run(" applies."), "Clause 4.2 applies."),
    "tabs": ("<w:r><w:t>a</w:t><w:tab/><w:tab/><w:t>b</w:t></w:r>", "a b"),
    "a space that does not break": (run("5\u00a0metres"), "5\u00a0metres"),
    "hyphens": (
        "<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>",
        "a\u2011bc",
    ),
    "signs of fonts": (
        (
            '<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="Wingdings"'
            ' w:char="F0FC"/><w:t>\uf0b0</w:t></w:r>'
        ),
        "≥✓°",
    ),
    "powers": (run("10 m") + run("2", '<w:vertAlign w:val="superscript"/>'), "10 m²"),
    "a link to the web": (link("web", "the site"), "[the site](https://example.org/a_(b\\))"),
    "a link to a place in it": (
        link("web", "the site", 'w:anchor="x"'),
        "[the site](https://example.org/a_(b\\)#x)",
    ),
    "a link to a place in the text": (
        f'<w:hyperlink w:anchor="a">{run("Clause 4")}</w:hyperlink>',
        "Clause 4",
    ),
    "a link by a field": (
        simple_field('HYPERLINK "mailto:a@example.org"', "write"),
        "[write](mailto:a@example.org)",
    ),
    "a bold link": (
        run("see ") + f'<w:hyperlink r:id="web">{run("x", BOLD)}</w:hyperlink>',
        "see [**x**](https://example.org/a_(b\\))",
    ),
    "a reference": (run("Clause ") + simple_field("REF _Ref1 \\r \\h", "4.2"), "Clause 4.2"),
    "a field in a field": (
        simple_field("REF " + "x", "a ") + simple_field("SEQ Table", "3"),
        "a 3",
    ),
    "a simple field": (f'<w:fldSimple w:instr="SEQ Table">{run("7")}</w:fldSimple>', "7"),
    "a symbol by a field": (
        simple_field("SYMBOL 183 \\f Symbol") + simple_field("SYMBOL 147"),
        "•“",
    ),
    "words to click on": (simple_field("MACROBUTTON NoMacro [Click here]"), "[Click here]"),
    "a content control": (f"<w:sdt><w:sdtContent>{run('a')}</w:sdtContent></w:sdt>", "a"),
    "a smart tag": (f'<w:smartTag w:element="place">{run("London")}</w:smartTag>', "London"),
    "alternatives": (
        (
            "<w:r><mc:AlternateContent><mc:Choice Requires='x'><w:t>new</w:t></mc:Choice>"
            "<mc:Fallback><w:t>old</w:t></mc:Fallback></mc:AlternateContent></w:r>"
        ),
        "new",
    ),
    "a plain equation": (f"<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>{run(' is')}", "x is"),
    "space that is not to be kept": ("<w:r><w:t> a </w:t></w:r>" + run(" b"), "a b"),
}


@pytest.mark.parametrize("case", TEXTS)
def test_text(case: str, desk: Desk) -> None:
    inner, wanted = TEXTS[case]
    imported = desk.imported(f"<w:p>{inner}</w:p>")
    assert imported.text == wanted.replace("a_(b\\)", "a_(b)") + "\n"


REMARKS: dict[str, tuple[str, str]] = {
    "a picture": (
        (
            '<w:r><w:drawing><wp:docPr name="Picture 1" descr="A map"/><a:graphicData'
            ' uri="http://x/2006/picture"/></w:drawing></w:r>'
        ),
        "a picture (“A map”) is left out",
    ),
    "a chart": (
        '<w:r><w:drawing><a:graphicData uri="http://x/2006/chart"/></w:drawing></w:r>',
        "a chart is left out",
    ),
    "a text box": (
        f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('Inside')}</w:txbxContent></v:textbox></w:pict></w:r>",
        "the text of a text box is left out: “Inside”",
    ),
    "an object": ("<w:r><w:object/></w:r>", "an embedded object is left out"),
    "an equation": (
        "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
        "an equation is written on a line; compare it: “1/2”",
    ),
    "hidden text": (run("secret", "<w:vanish/>"), "hidden text is left out: “secret”"),
    "a comment": (
        (
            f'<w:commentRangeStart w:id="0"/>{run("word")}<w:commentRangeEnd w:id="0"/>'
            '<w:r><w:commentReference w:id="0"/></w:r>'
        ),
        "a comment by Ann on “word”: “Why?”",
    ),
    "a contents list": (
        simple_field('TOC \\o "1-3"', "1 Scope 5"),
        "a table of contents is left out",
    ),
    "a link to a file": (
        simple_field('HYPERLINK "file:///c:/x"', "x"),
        "a link to “file:///c:/x” is kept as text",
    ),
    "a field that prints nothing": (
        simple_field("EQ \\f(1;2)"),
        "a field prints nothing, for the file holds no result of it",
    ),
    "a sign that is not known": (
        '<w:r><w:sym w:font="Bookshelf" w:char="F041"/></w:r>',
        "is not known and stands as □",
    ),
    "a raised word": (
        run("a") + run("TM", '<w:vertAlign w:val="superscript"/>'),
        "the superscript “TM” after “",
    ),
    "a reading aid": (
        f"<w:r><w:ruby><w:rt>{run('kan')}</w:rt><w:rubyBase>{run('漢')}</w:rubyBase></w:ruby></w:r>",
        "the reading aid “kan”",
    ),
    "a missing note": ('<w:r><w:footnoteReference w:id="5"/></w:r>', "a footnote is missing"),
    "a missing note with a sign of its own": (
        '<w:r><w:footnoteReference w:id="5" w:customMarkFollows="1"/><w:t>†</w:t></w:r>',
        "one that it does not hold, by the sign “†”",
    ),
    "a table within a paragraph": (
        f"<w:tbl><w:tr><w:tc>{paragraph('Inner')}</w:tc></w:tr></w:tbl>",
        "a table within a paragraph is left out: “Inner”",
    ),
    "a paragraph within a run": (
        f"<w:r>{paragraph('Inner')}</w:r>",
        "a paragraph where none can stand is left out: “Inner”",
    ),
    "something that nobody knows": (
        "<w:novelty><w:r><w:t>Inner</w:t></w:r></w:novelty>",
        "what stands in a “novelty” here is left out: “Inner”",
    ),
    "a part of a master document": (
        '<w:subDoc r:id="web"/>',
        "a part of a master document (“https://example.org/a_(b)”) is left out",
    ),
    "ink": ("<w:r><w:contentPart/></w:r>", "a drawing in ink is left out"),
    "a field without an end": (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> REF x </w:instrText>'
        '<w:fldChar w:fldCharType="separate"/><w:t>1.1</w:t></w:r>',
        "a field begins here and does not end",
    ),
}
ALONE = sorted(REMARKS.keys() - {"a contents list", "a raised word", "a comment"})
"""Those that a paragraph of its own may be made of."""
BETWEEN: dict[str, tuple[str, str]] = {
    "an embedded document": (
        '<w:altChunk r:id="web"/>',
        "an embedded document (“a_(b)”) is left out",
    ),
    "an equation that has no line": (
        "<m:oMath><m:groupChr><m:e><m:r><m:t>ab</m:t></m:r></m:e></m:groupChr></m:oMath>",
        "an equation is left out; its characters are “ab”",
    ),
    "a row outside a table": (
        f"<w:tr><w:tc>{paragraph('Inner')}</w:tc></w:tr>",
        "a row outside a table is left out: “Inner”",
    ),
}
"""What may stand between paragraphs."""
TURNED = '<w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr>'
UPRIGHT = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


@pytest.mark.parametrize("case", REMARKS)
def test_what_is_not_carried_is_reported_with_its_place(case: str, desk: Desk) -> None:
    inner, wanted = REMARKS[case]
    comments = f'<w:comment w:id="0" w:author="Ann">{paragraph("Why?")}</w:comment>'
    warnings = desk.warnings(
        paragraph("First") + paragraph(run("17.6 DCC shall ") + inner), comments=comments
    )
    assert any(
        line.startswith("paragraph 2 “17.6 DCC shall") and wanted in line for line in warnings
    ), warnings


@pytest.mark.parametrize("case", [*ALONE, *BETWEEN])
def test_what_is_left_out_is_reported_where_it_stood(case: str, desk: Desk) -> None:
    """In a paragraph of its own: between two others, at the end and where there is no other."""
    inner, wanted = REMARKS[case] if case in REMARKS else BETWEEN[case]
    own = paragraph(inner) if case in REMARKS else inner
    before, after = paragraph("Calculated so:"), paragraph("Clause 9")
    place = "paragraph 2 “after: Calculated so:”: "
    printed = case in ("a field without an end", "a reading aid", "a link to a file")
    printed = printed or case in ("a sign that is not known", "an equation")
    for body in (before + own + after, before + own):
        (said,) = [line for line in desk.warnings(body) if wanted.removesuffix("“") in line]
        assert said.startswith("paragraph 2 “" if printed else place)
    (said, *others) = desk.warnings(own)
    assert wanted in said
    assert said.startswith("paragraph 1")
    assert printed or others == ["no text is left: the document prints none that markdown can hold"]


def test_what_is_left_out_in_a_cell_is_reported_there(desk: Desk) -> None:
    picture = REMARKS["a picture"][0]
    row = f"<w:tr><w:tc>{paragraph('One')}</w:tc><w:tc>{paragraph(picture)}</w:tc></w:tr>"
    stray = "<w:p><w:r><w:t>Stray</w:t></w:r></w:p>"
    found = desk.warnings(f"<w:tbl>{row}{stray}</w:tbl>" + paragraph("After"))
    assert found[:2] == [
        "paragraph 2 “after: One”: a picture (“A map”) is left out",
        "paragraph 3 “after: One”: a paragraph where none can stand is left out: “Stray”",
    ]


def half(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


APART = {
    "a text box": "<w:r><w:pict><w:txbxContent><w:p>%s</w:p></w:txbxContent></w:pict></w:r>",
    "a reading aid": "<w:r><w:ruby><w:rt>%s</w:rt><w:rubyBase/></w:ruby></w:r>",
    "a second form": (
        "<mc:AlternateContent><mc:Choice/><mc:Fallback>%s</mc:Fallback></mc:AlternateContent>"
    ),
    "a table within a paragraph": "<w:tbl><w:tr><w:tc><w:p>%s</w:p></w:tc></w:tr></w:tbl>",
    "something that nobody knows": "<w:novelty>%s</w:novelty>",
}
"""What is read by itself, or not at all."""


@pytest.mark.parametrize("case", APART)
@pytest.mark.parametrize("name", ["REF a", "TOC"])
def test_a_field_that_ends_where_nothing_is_read_takes_no_text_with_it(
    case: str, name: str, desk: Desk
) -> None:
    instruction = f"<w:r><w:instrText>{name}</w:instrText></w:r>"
    end = APART[case] % (half("separate") + half("end"))
    body = paragraph(run("17.6 ") + half("begin") + instruction + end + run("applies."))
    assert desk.blocks(body + paragraph("Rest")) == ["17.6 applies.", "Rest"]
    assert "a field begins here and does not end" in desk.warnings(body)[0]


def test_a_document_without_text_says_so(desk: Desk) -> None:
    imported = desk.imported(paragraph("<w:r/>"))
    assert imported.text == ""
    assert len(imported.warnings) == 1


def test_a_turned_sheet_is_reported_with_the_section_that_stands_on_it(desk: Desk) -> None:
    said = "stands on a turned sheet"
    one, two = paragraph("One"), paragraph("Two")
    for body, places in (
        (one + paragraph("<w:r/>", TURNED) + two + UPRIGHT, ["paragraph 1 “One”"]),
        (paragraph("One", TURNED) + two + UPRIGHT, ["paragraph 1 “One”"]),
        (one + paragraph("<w:r/>", UPRIGHT) + two + TURNED, ["paragraph 2 “Two”"]),
        (one + paragraph("<w:r/>", UPRIGHT) + two + UPRIGHT, []),
    ):
        found = [line for line in desk.warnings(body) if said in line]
        assert [line.partition(": ")[0] for line in found] == places


def test_a_note_to_which_nothing_that_is_kept_refers_is_reported(desk: Desk) -> None:
    """Nobody refers to it, or what is left out does; it goes without a word with a tracked change
    that takes its reference."""
    note = '<w:%s w:id="5">' + paragraph("Fees are due.") + "</w:%s>"
    reference = '<w:r><w:%sReference w:id="5"/></w:r>'
    for kind in ("footnote", "endnote"):
        notes = {f"{kind}s": note % (kind, kind)}
        inner = paragraph(reference % kind)
        box = f"<w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>"
        for body in (paragraph("One"), paragraph(run("One") + box)):
            said = desk.warnings(body, **notes)[-1]
            assert f"{kind} is left out, for nothing that is kept refers to it" in said
            assert "“Fees are due.”" in said
        struck = f'<w:del w:id="1" w:author="Ann">{reference % kind}</w:del>'
        imported = desk.imported(paragraph(run("One") + struck), "accept", **notes)
        assert not any("is left out" in str(each) for each in imported.warnings)


def test_of_two_notes_of_one_id_the_second_is_reported(desk: Desk) -> None:
    body = paragraph(run("Fee") + '<w:r><w:footnoteReference w:id="1"/></w:r>')
    notes = "".join(f'<w:footnote w:id="1">{paragraph(each)}</w:footnote>' for each in "ab")
    imported = desk.imported(body, footnotes=notes)
    assert "[^1]: a" in imported.text
    assert str(imported.warnings[-1]).endswith("refers to it: “b”")


def test_a_text_has_no_remark_without_a_cause(desk: Desk) -> None:
    assert desk.warnings(paragraph("First") + paragraph(run("a", BOLD))) == []


def test_a_text_box_with_two_forms_is_told_once(desk: Desk) -> None:
    content = f"<w:txbxContent>{paragraph('Inside')}</w:txbxContent>"
    box = f"<w:pict><v:textbox>{content}</v:textbox></w:pict>"
    forms = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    both = f"<mc:AlternateContent>{forms}</mc:AlternateContent>"
    assert len(desk.warnings(paragraph(run("a") + f"<w:r>{both}</w:r>"))) == 1


# --- Paragraphs -----------------------------------------------------------------------------------


def style(id_: str, name: str, inner: str = "", kind: str = "paragraph", default: str = "0") -> str:
    return (
        f'<w:style w:type="{kind}" w:styleId="{id_}" w:default="{default}"><w:name'
        f' w:val="{name}"/>{inner}</w:style>'
    )


def test_headings_have_the_level_of_their_style_or_their_outline(desk: Desk) -> None:
    styles = (
        style("T", "Title")
        + style("H", "heading 2")
        + style("O", "Clause", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>')
        + style("B", "Based", '<w:basedOn w:val="O"/>')
    )
    body = "".join(paragraph(text, f'<w:pStyle w:val="{text}"/>') for text in "THOB")
    body += paragraph("own", '<w:outlineLvl w:val="0"/>') + paragraph(
        "none", '<w:pStyle w:val="H"/><w:outlineLvl w:val="9"/>'
    )
    assert desk.blocks(body, styles=styles) == ["# T", "## H", "### O", "### B", "# own", "none"]


def test_the_bold_of_a_whole_heading_goes_without_saying(desk: Desk) -> None:
    heading = '<w:outlineLvl w:val="0"/>'
    assert desk.blocks(paragraph(run("All", BOLD), heading)) == ["# All"]
    assert desk.blocks(paragraph(run("Some ") + run("bold", BOLD), heading)) == ["# Some **bold**"]


def test_a_provision_in_the_style_of_a_heading_is_a_provision(desk: Desk) -> None:
    long = (
        "DCC shall provide each of the reports that are listed in this Clause to every party, and"
    )
    body = paragraph("Reports", '<w:outlineLvl w:val="1"/>') + paragraph(
        long, '<w:outlineLvl w:val="1"/>'
    )
    imported = desk.imported(body)
    assert imported.text == f"## Reports\n\n{long}\n"
    assert "stand as provisions: 1" in str(imported.warnings[0])


def test_where_most_paragraphs_of_a_style_are_provisions_all_are(desk: Desk) -> None:
    styles = style("H", "heading 2")
    long = "DCC shall provide each of the reports that are listed in this Clause to every party."
    body = "".join(
        paragraph(text, '<w:pStyle w:val="H"/>') for text in (long, "Parties must reply", long)
    )
    assert desk.blocks(body, styles=styles)[1] == "Parties must reply"


def test_a_style_turns_the_marks_of_another_over(desk: Desk) -> None:
    styles = style("P", "Loud", "<w:rPr><w:b/></w:rPr>") + style(
        "C", "Strong", "<w:rPr><w:b/></w:rPr>", "character"
    )
    loud = paragraph(
        run("a ") + run("b", '<w:rStyle w:val="C"/>') + run(" c", '<w:b w:val="1"/>'),
        '<w:pStyle w:val="P"/>',
    )
    assert desk.blocks(loud, styles=styles) == ["**a** b **c**"]


def test_paragraphs_of_code_keep_their_space(desk: Desk) -> None:
    styles = style("Code", "Code", f"<w:rPr>{MONO}</w:rPr>")
    body = paragraph("x") + "".join(
        paragraph(text, '<w:pStyle w:val="Code"/>') for text in ("{", '  "a": 1', "}")
    )
    assert desk.blocks(body, styles=styles) == ["x", '```\n{\n  "a": 1\n}\n```']


def test_a_document_in_typewriter_letters_is_not_code(desk: Desk) -> None:
    styles = style("N", "Normal", f"<w:rPr>{MONO}</w:rPr>", default="1")
    assert desk.blocks(paragraph("a") + paragraph(run("b", MONO)), styles=styles) == ["a", "b"]


def test_a_paragraph_whose_mark_is_hidden_goes_on_in_the_next(desk: Desk) -> None:
    run_in = paragraph(
        run("Term.", BOLD), '<w:outlineLvl w:val="0"/><w:rPr><w:vanish/><w:specVanish/></w:rPr>'
    )
    assert desk.blocks(run_in + paragraph("This means that.")) == ["**Term.** This means that."]


def test_a_large_first_letter_stands_before_the_paragraph_that_it_begins(desk: Desk) -> None:
    letter = paragraph("T", '<w:framePr w:dropCap="drop" w:lines="3"/>')
    assert desk.blocks(letter + paragraph("he fee is due.")) == ["The fee is due."]
    table = f"<w:tbl><w:tr><w:tc>{paragraph('Fee')}</w:tc></w:tr></w:tbl>"
    assert desk.blocks(letter + table) == ["T", "| Fee |\n|---|"]
    assert desk.blocks(letter) == ["T"]


def test_empty_paragraphs_are_nothing(desk: Desk) -> None:
    assert desk.imported("<w:p/><w:p><w:r/></w:p>").text == ""


# --- Notes ----------------------------------------------------------------------------------------


def note(kind: str, id_: int, *texts: str) -> str:
    own = f"<w:r><w:{kind}Ref/></w:r>"
    return (
        f"<w:{kind}"
        f' w:id="{id_}">{"".join(paragraph(own + run(" " + text)) for text in texts)}</w:{kind}>'
    )


def refer(kind: str, id_: int, more: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{id_}" {more}/></w:r>'


def test_notes_stand_after_the_block_that_refers_to_them(desk: Desk) -> None:
    body = paragraph(run("a") + refer("footnote", 2) + run(" b") + refer("endnote", 2)) + paragraph(
        run("c") + refer("footnote", 3)
    )
    text = desk.imported(
        body,
        footnotes='<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        + note("footnote", 2, "two", "more")
        + note("footnote", 3, "three"),
        endnotes=note("endnote", 2, "end"),
    ).text
    assert text == "a[^1] b[^i]\n\n[^1]: two\n\n    more\n\n[^i]: end\n\nc[^2]\n\n[^2]: three\n"
    assert [block.kind for block in parse(text)].count("footnote") == 3


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (run("2011(") + "{sign}" + run(") b"), "2011([^1]) b"),
        (run("a ", BOLD) + run("b") + "{sign}" + run(" c"), "**a** b[^1] c"),
        (run("a", BOLD) + "{sign}" + run(" c"), "**a[^1]** c"),
        (run("a ") + "{sign}" + run("c", BOLD), "a **[^1]c**"),
        (run("a", BOLD) + run(" ") + "{sign}", "**a [^1]**"),
        (run("a", ITALIC) + "{sign}", "*a*[^1]"),
    ],
)
def test_a_reference_is_bold_where_words_beside_it_are(inner: str, text: str, desk: Desk) -> None:
    sign = refer("footnote", 2).replace("<w:r>", f"<w:r><w:rPr>{BOLD}</w:rPr>")
    body = paragraph(inner.replace("{sign}", sign))
    assert desk.blocks(body, footnotes=note("footnote", 2, "x"))[0] == text


def test_notes_are_numbered_as_the_document_says(desk: Desk) -> None:
    settings_ = '<w:footnotePr><w:numFmt w:val="lowerLetter"/></w:footnotePr>'
    body = paragraph(run("a") + refer("footnote", 2))
    assert desk.blocks(body, footnotes=note("footnote", 2, "x"), settings=settings_) == [
        "a[^a]",
        "[^a]: x",
    ]


def test_a_note_may_have_a_sign_of_its_own(desk: Desk) -> None:
    own = '<w:r><w:footnoteReference w:id="2" w:customMarkFollows="1"/><w:t>A</w:t></w:r>'
    assert desk.blocks(paragraph(run("a") + own), footnotes=note("footnote", 2, "x")) == [
        "a[^A]",
        "[^A]: x",
    ]


def test_the_brackets_round_the_number_of_a_note_are_not_its_text(desk: Desk) -> None:
    inner = paragraph(run("(") + "<w:r><w:footnoteRef/></w:r>" + run(") 2013 c. 25."))
    notes = f'<w:footnote w:id="2">{inner}</w:footnote>'
    assert (
        desk.blocks(paragraph(run("a") + refer("footnote", 2)), footnotes=notes)[1]
        == "[^1]: 2013 c. 25."
    )


# --- Tables ---------------------------------------------------------------------------------------


def cell(inner: str, properties: str = "") -> str:
    content = inner if inner.startswith("<") else paragraph(inner)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def row(*cells: str, more: str = "") -> str:
    return f"<w:tr><w:trPr>{more}</w:trPr>{''.join(cells)}</w:tr>"


DOWN, GOES_ON, TWO = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
TABLES: dict[str, tuple[tuple[str, ...], str]] = {
    "plain": (
        (row(cell("a"), cell("b")), row(cell("c"), cell("d"))),
        "| a | b |\n|---|---|\n| c | d |",
    ),
    "across": (
        (row(cell("a", TWO)), row(cell("c"), cell("d"))),
        "| a | << |\n|---|---|\n| c | d |",
    ),
    "down": (
        (
            row(cell("a", DOWN), cell("b")),
            row(cell("", GOES_ON), cell("d")),
            row(cell("", GOES_ON), cell("f")),
        ),
        "| a | b |\n|---|---|\n| ^^ | d |\n| ^^ | f |",
    ),
    "both ways": (
        (
            row(cell("a", TWO + DOWN), cell("b")),
            row(cell("", TWO + GOES_ON), cell("d")),
            row(cell("e"), cell("f"), cell("g")),
        ),
        "| a | << | b |\n|---|---|---|\n| ^^ | ^^ | d |\n| e | f | g |",
    ),
    "a column that no cell begins in": (
        (row(cell("a", TWO)), row(cell("b", TWO))),
        "| a |\n|---|\n| b |",
    ),
    "a merge that goes on from nothing": (
        (row(cell("a"), cell("b")), row(cell("c", TWO)), row(cell("d"), cell("", GOES_ON))),
        "| a | b |\n|---|---|\n| c | << |\n| d |  |",
    ),
    "rows that begin late and end early": (
        (
            row(cell("a"), cell("b"), cell("c")),
            row(cell("d"), more='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
        ),
        "| a | b | c |\n|---|---|---|\n|  | d |  |",
    ),
    "an old merge across": (
        (
            row(cell("a", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>")),
            row(cell("c"), cell("d")),
        ),
        "| a | << |\n|---|---|\n| c | d |",
    ),
    "paragraphs in a cell": ((row(cell(paragraph("a") + paragraph("b"))),), "| a<br>b |\n|---|"),
    "a bar and marks": ((row(cell(paragraph(run("a|b", BOLD)))),), "| a\\|b |\n|---|"),
    "signs of merging as text": (
        (row(cell("x"), cell("&lt;&lt;")), row(cell("^^"), cell("y"))),
        "| x | `<<` |\n|---|---|\n| `^^` | y |",
    ),
    "a table in a cell": (
        (
            row(
                cell(
                    paragraph("a")
                    + f"<w:tbl>{row(cell('b'), cell('c'))}{row(cell('d'), cell('e'))}</w:tbl><w:p/>"
                )
            ),
        ),
        "| a<br>b \\| c<br>d \\| e |\n|---|",
    ),
    "rows in a content control": (
        (f"<w:sdt><w:sdtContent>{row(cell('a'))}</w:sdtContent></w:sdt>",),
        "| a |\n|---|",
    ),
}


@pytest.mark.parametrize("case", TABLES)
def test_tables(case: str, desk: Desk) -> None:
    rows, wanted = TABLES[case]
    text = desk.imported(f"<w:tbl>{''.join(rows)}</w:tbl>").text
    assert text.rstrip("\n") == wanted
    assert [block.kind for block in parse(text)] == ["table"]


def test_a_caption_before_a_table_is_its_caption(desk: Desk) -> None:
    caption = paragraph(run("Table ") + simple_field("SEQ Table", "17.6") + run(": End dates"))
    (block,) = parse(desk.imported(caption + f"<w:tbl>{row(cell('a'))}</w:tbl>").text)
    assert block.table is not None
    assert (block.label, plain(block.table.caption)) == ("Table 17.6", "End dates")


def test_labels_within_a_cell_are_its_text(desk: Desk) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt'
        ' w:val="lowerLetter"/><w:lvlText w:val="(%1)"/></w:lvl></w:abstractNum><w:num'
        ' w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    item = paragraph("x", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    assert desk.blocks(f"<w:tbl>{row(cell(item + item))}</w:tbl>", numbering=numbering) == [
        "| (a) x<br>(b) x |\n|---|"
    ]


def test_what_a_pipe_table_cannot_say_is_reported(desk: Desk) -> None:
    head = "<w:tblHeader/>"
    nested = cell(f"<w:tbl>{row(cell('b'))}</w:tbl><w:p/>")
    warnings = desk.warnings(
        f"<w:tbl>{row(cell('a'), more=head)}{row(cell('b'), more=head)}{row(nested)}</w:tbl>"
        + paragraph("z")
    )
    assert any("of 2 header rows" in each for each in warnings)
    assert any("a table within a cell" in each for each in warnings)


def test_headers_and_footers_are_reported(tmp_path: Path) -> None:
    made = python_docx.Document()
    made.sections[0].header.paragraphs[0].text = "Draft"
    made.add_paragraph("Text")
    made.save(str(tmp_path / "file.docx"))
    imported = read_docx(tmp_path / "file.docx")
    assert (imported.text, [str(each) for each in imported.warnings]) == (
        "Text\n",
        ["a page header is left out: “Draft”"],
    )


def test_of_the_margins_of_an_export_only_what_was_added_is_reported(tmp_path: Path) -> None:
    wide = f"|{'Interoperability|' * 8}\n|{'---|' * 8}\n|{'c|' * 8}\n"
    path = tmp_path / "file.docx"
    path.write_bytes(version_docx(version_of(f"1.1 A.\n\n{wide}\n1.2 B.\n")))
    assert read_docx(path).warnings == ()
    opened = python_docx.Document(str(path))
    for section in opened.sections[:2]:
        section.footer.add_paragraph("Counsel’s draft")
        section.header.paragraphs[0].text = "Another text"
    opened.save(str(path))
    assert sorted({str(each) for each in read_docx(path).warnings}) == [
        "a page footer is left out: “Counsel’s draft”",
        "a page header is left out: “Another text”",
    ]


# --- Reading back ---------------------------------------------------------------------------------

NASTY = st.sampled_from(
    [
        *"*_`~[]()<>#|\\!&;:-+=^{}.,'\" ab1ä",
        "**",
        "__",
        "](",
        "[^1]",
        "<br>",
        "&amp;",
        "http://a.b",
        "1. ",
        "- ",
        "|",
        "~~~",
        "\t",
        "\u00a0",
        "—",
    ]
)
WORDS = st.lists(NASTY, max_size=14).map("".join)
RUNS = st.lists(
    st.tuples(WORDS, st.sampled_from(["", "b", "i", "bi", "s", "c"])), min_size=1, max_size=5
)


def squeezed(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.booleans(), RUNS), min_size=1, max_size=5),
    st.lists(st.lists(WORDS, min_size=2, max_size=2), max_size=3),
)
def test_nasty_text_reads_back(
    tmp_path: Path, paragraphs: list[tuple[bool, list[tuple[str, str]]]], rows: list[list[str]]
) -> None:
    """Whatever stands in a document made by python-docx, the blocks of the markdown say the same,
    one by one."""
    made = python_docx.Document()
    wanted: list[str] = []
    for heading, runs in paragraphs:
        added = made.add_heading(level=2) if heading else made.add_paragraph()
        for text, look in runs:
            each = added.add_run(text)
            each.bold, each.italic = "b" in look or None, "i" in look or None
            each.font.strike, each.font.name = (
                "s" in look or None,
                "Courier New" if "c" in look else None,
            )
        wanted.append(squeezed(added.text))
    table = made.add_table(rows=len(rows), cols=2) if rows else None
    for at, texts in enumerate(rows):
        for column, text in enumerate(texts):
            assert table is not None
            table.cell(at, column).text = text
    wanted += [squeezed(text) for texts in rows for text in texts]
    made.save(str(tmp_path / "file.docx"))
    imported = read_docx(tmp_path / "file.docx")
    found: list[str] = []
    for block in parse(imported.text):
        if block.table is None:
            found.append(squeezed(block.label + block.text))
        else:
            found += [squeezed(plain(each.content)) for cells in block.table.rows for each in cells]
    assert list(filter(None, found)) == list(filter(None, wanted))
    assert not any("does not read back" in str(warning) for warning in imported.warnings)


def test_the_markdown_is_the_same_each_time(desk: Desk) -> None:
    body = paragraph(run("a", BOLD) + run("*b*", ITALIC))
    assert desk.imported(body) == desk.imported(body)


def test_the_raised_letters_of_ordinals_are_counted_and_not_listed(desk: Desk) -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    body = paragraph(run("the 1") + run("st", raised) + run(" and 2") + run("nd", raised))
    made = desk.imported(body + paragraph(run("a") + run("st", raised)))
    assert made.text == "the 1st and 2nd\n\nast\n"
    assert [str(warning) for warning in made.warnings] == [
        "paragraph 2 “ast”: the superscript “st” after “a” is written on the line",
        "raised letters of ordinals, as in 1st, are written on the line: 2",
    ]


def test_a_note_does_not_say_its_own_sign_again(desk: Desk) -> None:
    sign = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    own = '<w:r><w:footnoteReference w:id="2" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    for inner in (f"<w:r>{sign}<w:t>*</w:t></w:r>" + run(" At night."), run("* At night.")):
        note_ = f'<w:footnote w:id="2">{paragraph(inner)}</w:footnote>'
        assert desk.blocks(paragraph(run("a") + own), footnotes=note_) == [
            "a[^*]",
            "[^*]: At night.",
        ]


@pytest.mark.parametrize("address", ["#17.6", "../b.md#c", "/d.pdf", "e"])
def test_a_link_that_leads_on_from_a_page_is_kept(address: str, desk: Desk) -> None:
    field = simple_field(f'HYPERLINK "{address}"', "x")
    assert desk.imported(paragraph(field)).text == f"[x]({address})\n"


@pytest.mark.parametrize("address", ["file:///c:/x", "C:\\x", "annex.docx", "..\\y"])
def test_a_link_to_a_file_is_text(address: str, desk: Desk) -> None:
    made = desk.imported(paragraph(simple_field(f'HYPERLINK "{address}"', "x")))
    assert made.text == "x\n"
    assert "is kept as text" in str(made.warnings[0])
