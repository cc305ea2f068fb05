"""Automatic numbers as Word prints them: each case is a list, its paragraphs and the labels before
them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.word.read.numerals import NUMERALS, numeral, roman
from tests.word.files import Desk, abstract, level, num, numbered, paragraph, run

LEGAL = abstract(
    level(0, "%1.")
    + level(1, "%1.%2")
    + level(2, "(%3)", "lowerLetter")
    + level(3, "(%4)", "lowerRoman")
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def labels(desk: Desk, levels: list[tuple[int, int]], numbering: str, **parts: str) -> list[str]:
    """The labels of paragraphs that all say "x", each given by its list and its level."""
    body = "".join(numbered("x", list_, at) for list_, at in levels)
    blocks = desk.blocks(body, numbering=numbering, **parts)
    return [block.replace("\\", "").removesuffix("x").rstrip() for block in blocks]


CASES: dict[str, tuple[str, list[tuple[int, int]], list[str]]] = {
    "levels": (
        LEGAL + num(1),
        [(1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 3), (1, 1), (1, 2), (1, 0), (1, 1)],
        ["1.", "1.1", "1.2", "(a)", "(b)", "(i)", "1.3", "(a)", "2.", "2.1"],
    ),
    "lists of one numbering count together": (
        LEGAL + num(1) + num(2),
        [(1, 0), (2, 0), (1, 0), (2, 1)],
        ["1.", "2.", "3.", "3.1"],
    ),
    "an override begins a list anew, once": (
        LEGAL
        + num(1)
        + num(2, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
        [(1, 0), (1, 0), (2, 0), (2, 0), (1, 0)],
        ["1.", "2.", "1.", "2.", "3."],
    ),
    "an override of a lower level holds whenever it begins anew": (
        LEGAL + num(1, 0, '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride>'),
        [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)],
        ["1.", "1.5", "1.6", "2.", "2.5"],
    ),
    "an override may replace a level": (
        LEGAL
        + num(1)
        + num(
            2, 0, f'<w:lvlOverride w:ilvl="0">{level(0, "Rule %1", "upperRoman")}</w:lvlOverride>'
        ),
        [(1, 0), (2, 0)],
        ["1.", "Rule II"],
    ),
    "a level that was passed over counts as begun": (
        LEGAL + num(1),
        [(1, 1), (1, 1), (1, 0), (1, 1)],
        ["1.1", "1.2", "2.", "2.1"],
    ),
    "a level may run through": (
        abstract(level(0, "%1") + level(1, "%1.%2", more='<w:lvlRestart w:val="0"/>')) + num(1),
        [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)],
        ["1", "1.1", "1.2", "2", "2.3"],
    ),
    "a level may begin anew only with one further up": (
        abstract(
            level(0, "%1") + level(1, "%1.%2") + level(2, "(%3)", more='<w:lvlRestart w:val="1"/>')
        )
        + num(1),
        [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)],
        ["1", "1.1", "(1)", "1.2", "(2)", "2", "2.1", "(1)"],
    ),
    "legal numbering prints digits only": (
        abstract(level(0, "Article %1", "upperRoman") + level(1, "%1.%2", "decimal", "<w:isLgl/>"))
        + num(1),
        [(1, 0), (1, 0), (1, 1)],
        ["Article I", "Article II", "2.1"],
    ),
    "legal numbering leaves the zeros of Word's own list of articles": (
        abstract(
            level(0, "Article %1.", "upperRoman")
            + level(1, "Section %1.%2", "decimalZero", "<w:isLgl/>")
        )
        + num(1),
        [(1, 0), (1, 0), (1, 1)],
        ["Article I.", "Article II.", "Section 2.01"],
    ),
    "without it, each level keeps its own": (
        abstract(level(0, "Article %1", "upperRoman") + level(1, "%1.%2")) + num(1),
        [(1, 0), (1, 1)],
        ["Article I", "I.1"],
    ),
    "a start other than one": (
        abstract(level(0, "%1.", start=17)) + num(1),
        [(1, 0), (1, 0)],
        ["17.", "18."],
    ),
    "zeros before": (
        abstract(level(0, "%1", "decimalZero")) + num(1),
        [(1, 0)] * 10,
        [*(f"0{n}" for n in range(1, 10)), "10"],
    ),
    "letters after z double": (
        abstract(level(0, "(%1)", "lowerLetter", start=26)) + num(1),
        [(1, 0)] * 3,
        ["(z)", "(aa)", "(bb)"],
    ),
    "no number, but words": (
        abstract(level(0, "Note:", "none")) + num(1),
        [(1, 0), (1, 0)],
        ["Note:", "Note:"],
    ),
    "a level that prints nothing still counts": (
        abstract(level(0, "") + level(1, "%1.%2")) + num(1),
        [(1, 0), (1, 1), (1, 0), (1, 1)],
        ["", "1.1", "", "2.1"],
    ),
    "list zero is none": (LEGAL + num(1), [(1, 0), (0, 0), (1, 0)], ["1.", "", "2."]),
}


@pytest.mark.parametrize("case", CASES)
def test_numbers(case: str, desk: Desk) -> None:
    numbering, levels, wanted = CASES[case]
    assert labels(desk, levels, numbering) == wanted


def style(id_: str, properties: str, name: str = "", based_on: str = "") -> str:
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    inner = f'<w:name w:val="{name or id_}"/>{based}<w:pPr>{properties}</w:pPr>'
    return f'<w:style w:type="paragraph" w:styleId="{id_}">{inner}</w:style>'


def in_style(text: str, id_: str) -> str:
    return paragraph(text, f'<w:pStyle w:val="{id_}"/>')


def test_a_style_numbers_its_paragraphs_on_the_level_that_names_it(desk: Desk) -> None:
    numbering = abstract(
        level(0, "%1", more='<w:pStyle w:val="One"/>')
        + level(1, "%1.%2", more='<w:pStyle w:val="Two"/>')
    ) + num(4)
    styles = (
        style("One", '<w:numPr><w:numId w:val="4"/></w:numPr>', "heading 1")
        + style("Two", '<w:numPr><w:ilvl w:val="7"/><w:numId w:val="4"/></w:numPr>', "heading 2")
        + style("Child", "", based_on="Two")
    )
    body = (
        in_style("A", "One") + in_style("B", "Two") + in_style("C", "Child") + in_style("D", "One")
    )
    assert desk.blocks(body, styles=styles, numbering=numbering) == [
        "# 1 A",
        "## 1.1 B",
        "## 1.2 C",
        "# 2 D",
    ]


def test_the_list_and_the_level_may_come_from_different_styles(desk: Desk) -> None:
    styles = style("One", '<w:numPr><w:numId w:val="1"/></w:numPr>') + style(
        "Two", '<w:numPr><w:ilvl w:val="1"/></w:numPr>', based_on="One"
    )
    assert desk.blocks(
        in_style("A", "One") + in_style("B", "Two"), styles=styles, numbering=LEGAL + num(1)
    ) == [
        "1\\. A",
        "1.1 B",
    ]


def test_a_paragraph_may_take_the_number_of_its_style_away(desk: Desk) -> None:
    styles = style("One", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    without = paragraph("B", '<w:pStyle w:val="One"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    body = in_style("A", "One") + without + in_style("C", "One")
    assert desk.blocks(body, styles=styles, numbering=LEGAL + num(1)) == ["1\\. A", "B", "2\\. C"]


def test_a_numbering_may_only_point_to_a_style_that_has_it(desk: Desk) -> None:
    numbering = (
        abstract('<w:styleLink w:val="Legal"/>' + level(0, "§ %1"), 5)
        + abstract('<w:numStyleLink w:val="Legal"/>', 6)
        + num(1, 5)
        + num(2, 6)
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="Legal"><w:pPr><w:numPr><w:numId'
        ' w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    assert labels(desk, [(2, 0), (1, 0)], numbering, styles=styles) == ["§ 1", "§ 2"]


def test_a_numbering_may_point_to_a_style_that_is_not_there(desk: Desk) -> None:
    """What says that it has the levels of that style is followed; otherwise it is reported."""
    pointing = abstract('<w:numStyleLink w:val="Legal"/>', 6) + num(2, 6)
    having = abstract('<w:styleLink w:val="Legal"/>' + level(0, "§ %1"), 5)
    assert labels(desk, [(2, 0), (2, 0)], having + pointing) == ["§ 1", "§ 2"]
    assert desk.warnings(numbered("a", 2), numbering=pointing) == [
        "list 2 is not explained in the file: its paragraphs are without numbers"
    ]


def test_a_level_that_the_file_does_not_explain_is_reported(desk: Desk) -> None:
    numbering = abstract(level(0, "%1")) + num(1)
    assert desk.warnings(numbered("a", 1, 3), numbering=numbering) == [
        "the file does not say how level 4 of list 1 is numbered"
    ]


def test_the_nearest_style_that_says_a_level_decides(desk: Desk) -> None:
    """Before the level that names a style which it is based on; further down they inherit it."""
    numbering = abstract(
        level(0, "%1", more='<w:pStyle w:val="One"/>') + level(1, "%1.%2") + level(2, "%1.%2.%3")
    ) + num(4)
    styles = (
        style("One", '<w:numPr><w:numId w:val="4"/></w:numPr>')
        + style("Two", '<w:numPr><w:ilvl w:val="1"/></w:numPr>', based_on="One")
        + style("Three", '<w:numPr><w:ilvl w:val="2"/></w:numPr>', based_on="Two")
        + style("Like two", "", based_on="Two")
        + style("Like one", "", based_on="One")
    )
    order = ("One", "Two", "Three", "Like two", "Like one", "Two")
    body = "".join(in_style("x", id_) for id_ in order)
    assert desk.blocks(body, styles=styles, numbering=numbering) == [
        f"{number} x" for number in ("1", "1.1", "1.1.1", "1.2", "2", "2.1")
    ]


SECTION = "<w:sectPr/>"
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


@pytest.mark.parametrize(
    ("inner", "counted"),
    [
        ("<w:r/>", False),
        ('<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>', False),
        ("<w:proofErr/>", False),
        (run("words"), True),
        ("<w:r><w:tab/></w:r>", True),
        ("<w:r><w:drawing/></w:r>", True),
    ],
)
def test_a_paragraph_that_only_breaks_a_section_has_no_number(
    inner: str, counted: bool, desk: Desk
) -> None:
    body = numbered("a") + paragraph(inner, NUMBERED + SECTION) + numbered("b")
    blocks = desk.blocks(body, numbering=LEGAL + num(1))
    assert blocks[-1] == ("3\\. b" if counted else "2\\. b")


def test_one_whose_words_are_all_deleted_has_none(desk: Desk) -> None:
    deleted = '<w:del w:id="1" w:author="A"><w:r><w:delText>words</w:delText></w:r></w:del>'
    body = numbered("a") + paragraph(deleted, NUMBERED + SECTION) + numbered("b")
    numbering = LEGAL + num(1)
    assert desk.blocks(body, "accept", numbering=numbering) == ["1\\. a", "2\\. b"]
    assert desk.blocks(body, "reject", numbering=numbering)[-1] == "3\\. b"


def test_signs_are_a_list_of_markdown_that_nests(desk: Desk) -> None:
    numbering = abstract(level(0, "\uf0b7", "bullet") + level(2, "o", "bullet")) + num(1)
    body = (
        numbered("a") + numbered("b", 1, 2) + numbered("c") + paragraph("d") + numbered("e", 1, 2)
    )
    assert desk.blocks(body, numbering=numbering) == ["- a", "  - b", "- c", "d", "- e"]


def test_deleted_paragraphs_do_not_count_and_inserted_ones_do(desk: Desk) -> None:
    of_the_list = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = paragraph(
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>",
        of_the_list + "<w:rPr><w:del/></w:rPr>",
    )
    body = numbered("a") + gone + gone.replace("del", "ins").replace("insText", "t") + numbered("b")
    numbering = LEGAL + num(1)
    assert desk.blocks(body, "accept", numbering=numbering) == ["1\\. a", "2\\. gone", "3\\. b"]
    assert desk.blocks(body, "reject", numbering=numbering) == ["1\\. a", "2\\. gone", "3\\. b"]
    assert desk.blocks(numbered("a") + gone + numbered("b"), "accept", numbering=numbering) == [
        "1\\. a",
        "2\\. b",
    ]
    assert (
        len(desk.blocks(numbered("a") + gone + numbered("b"), "reject", numbering=numbering)) == 3
    )


def test_hidden_paragraphs_do_not_count(desk: Desk) -> None:
    hidden = (
        '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr></w:pPr>'
        + run("h", "<w:vanish/>")
        + "</w:p>"
    )
    imported = desk.imported(numbered("a") + hidden + numbered("b"), numbering=LEGAL + num(1))
    assert imported.text == "1\\. a\n\n2\\. b\n"
    assert "hidden text is left out: “h”" in str(imported.warnings[0])


def test_a_number_typed_by_hand_is_text(desk: Desk) -> None:
    typed = "<w:r><w:t>17.6A</w:t><w:tab/><w:t>DCC shall</w:t></w:r>"
    assert desk.blocks(
        numbered("a") + paragraph(typed) + numbered("b"), numbering=LEGAL + num(1)
    ) == [
        "1\\. a",
        "17.6A DCC shall",
        "2\\. b",
    ]


def test_nothing_may_stand_between_the_number_and_the_text(desk: Desk) -> None:
    glued = abstract(level(0, "%1.", more='<w:suff w:val="nothing"/>')) + num(1)
    assert desk.blocks(numbered("—(1) In") + numbered(" These"), numbering=glued) == [
        "1.—(1) In",
        "2\\. These",
    ]


def test_a_field_numbers_within_a_text_and_counts_with_the_paragraphs(desk: Desk) -> None:
    field = (
        '<w:r><w:t>—</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>'
        ' LISTNUM "SEQ1" \\l 2 </w:instrText></w:r><w:r><w:fldChar'
        ' w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> one</w:t></w:r>'
    )
    numbering = abstract(
        '<w:name w:val="seq1"/>'
        + level(0, "%1.", more='<w:suff w:val="nothing"/>')
        + level(1, "(%2)")
    ) + num(1)
    body = numbered(field) + numbered("two", 1, 1) + numbered(field)
    assert desk.blocks(body, numbering=numbering) == ["1.—(1) one", "(2) two", "2.—(1) one"]


def test_a_field_without_a_name_goes_on_where_the_last_one_was(desk: Desk) -> None:
    """As in a Welsh instrument, where Word itself has noted that it printed (1) and (2)."""
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    fields = "".join(
        f"{run(before)}{begin}<w:r><w:instrText> {said} </w:instrText></w:r>{end}"
        for before, said in (("—", 'LISTNUM "SEQ1" \\l 2'), (" but see ", "LISTNUM"))
    )
    override = '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride>'
    levels = level(0, "%1.", more='<w:suff w:val="nothing"/>') + level(1, "(%2)")
    numbering = abstract('<w:name w:val="seq1"/>' + levels) + num(1) + num(13, 0, override)
    body = numbered("first", 1, 1) + numbered(fields, 13) + numbered("next", 13, 1)
    assert desk.blocks(body, numbering=numbering) == ["(1) first", "2.—(1) but see (2)", "(3) next"]


def test_a_list_that_the_file_does_not_explain_is_reported(desk: Desk) -> None:
    imported = desk.imported(numbered("a", 9), numbering=LEGAL + num(1))
    assert imported.text == "a\n"
    assert [str(each) for each in imported.warnings] == [
        "list 9 is not explained in the file: its paragraphs are without numbers"
    ]


def test_the_number_of_an_empty_paragraph_is_printed(desk: Desk) -> None:
    assert desk.blocks(numbered("<w:r/>") + numbered("b"), numbering=LEGAL + num(1)) == [
        "1\\.",
        "2\\. b",
    ]


# --- Numerals -------------------------------------------------------------------------------------

PRINTED = {
    ("decimal", 12): "12",
    ("lowerRoman", 1994): "mcmxciv",
    ("upperRoman", 49): "XLIX",
    ("upperLetter", 53): "AAA",
    ("ordinal", 1): "1st",
    ("ordinal", 12): "12th",
    ("ordinal", 23): "23rd",
    ("cardinalText", 21): "Twenty-one",
    ("cardinalText", 1305): "One thousand three hundred five",
    ("ordinalText", 21): "Twenty-first",
    ("ordinalText", 20): "Twentieth",
    ("ordinalText", 12): "Twelfth",
    ("chicago", 5): "**",
    ("none", 5): "",
}


@pytest.mark.parametrize(("form", "number"), PRINTED)
def test_numerals(form: str, number: int) -> None:
    assert numeral(number, form) == PRINTED[form, number]


def test_a_custom_format_says_how_many_digits() -> None:
    assert numeral(7, "custom", "001, 002, 003, ...") == "007"
    assert numeral(7, "japaneseCounting") is None


@given(st.integers(1, 3999))
def test_roman_numerals_add_up(number: int) -> None:
    worth = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    values = [worth[letter] for letter in roman(number)]
    assert sum(-a if b > a else a for a, b in zip(values, [*values[1:], 0], strict=True)) == number


@given(st.sampled_from(sorted(NUMERALS)), st.integers(-5, 10**9))
def test_no_number_makes_a_long_numeral(form: str, number: int) -> None:
    assert len(NUMERALS[form](number)) < 200
