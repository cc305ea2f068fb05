"""Markdown → blocks: the dialect case by case, and the invariants that hold of any text at all."""

import re
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote.index import footnote_ref

from build_tools.model import Block, Mark, Run, joined, plain
from build_tools.text.markdown import dialect, inline, parse
from tests.examples import examples

STRONG, EMPHASIS, CODE, STRIKE = Mark("strong"), Mark("emphasis"), Mark("code"), Mark("strike")


def only(text: str) -> Block:
    (block,) = parse(text)
    return block


def shown(text: str) -> list[str]:
    """Each block as its depth in dots, its label, its text and its anchor."""
    return [
        f"{'.' * block.depth}[{block.label}] {block.text}"
        + (f" #{block.anchor}" if block.anchor else "")
        for block in parse(text)
    ]


# --- Headings, paragraphs, labels -----------------------------------------------------------------


def test_the_dialect() -> None:
    text = """\
# Migration Testing Approach Document

## 17 Migration DUST

17.6 DCC shall provide Migration DUST.

(a) first limb, and

(i) deeper.

(ii) deeper still.

(b) second limb.

(c) third limb,

closing words.

17.6A Inserted.

17.6.1 in small letters.
"""
    assert shown(text) == [
        ".[] Migration Testing Approach Document #migration-testing-approach-document",
        "..[17] Migration DUST #17",
        ".[17.6] DCC shall provide Migration DUST. #17.6",
        "..[(a)] first limb, and #17.6-a",
        "...[(i)] deeper. #17.6-a-i",
        "...[(ii)] deeper still. #17.6-a-ii",
        "..[(b)] second limb. #17.6-b",
        "..[(c)] third limb, #17.6-c",
        "[] closing words.",
        ".[17.6A] Inserted. #17.6A",
        "..[17.6.1] in small letters. #17.6.1",
    ]


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("**17.6** DCC shall", "17.6", "DCC shall"),
        ("**17.6 DCC** shall", "17.6", "DCC shall"),
        ("(*a*) first", "(a)", "first"),
        ("4\\. bedeutet", "4.", "bedeutet"),
        ("# Art. 5[^1]\n\n[^1]: note", "Art. 5", "[^1]"),
        ("# [17 Linked](#x)", "", "17 Linked"),
        ("`17.6` DCC", "", "17.6 DCC"),
        ("17.6 ![](x.png)", "17.6", ""),
        ("(a)", "(a)", ""),
    ],
)
def test_the_label_is_split_off_the_runs(text: str, label: str, rest: str) -> None:
    assert (parse(text)[0].label, parse(text)[0].text) == (label, rest)


def test_a_label_takes_its_marks_along_and_leaves_the_others() -> None:
    assert only("**17.6 DCC** *shall*").content == (
        Run("DCC", (STRONG,)),
        Run(" "),
        Run("shall", (EMPHASIS,)),
    )


def test_a_number_in_running_text_is_text_unless_it_follows_in_sequence() -> None:
    assert shown("12.5 metres\n\n12.4 A\n\n12.5 in the event") == [
        "[] 12.5 metres",
        ".[12.4] A #12.4",
        ".[12.5] in the event #12.5",
    ]


@pytest.mark.parametrize(
    ("text", "term", "anchor"),
    [
        ("**Migration DUST** means x", "Migration DUST", "def-migration-dust"),
        ("“Cohort” has the meaning given", "Cohort", "def-cohort"),
        ('**"DCC"** means x', "DCC", "def-dcc"),
        ("(a) **Cohort** means x", "Cohort", "a"),
        ("- **Cohort** means x", "Cohort", "def-cohort"),
        ("**Note** that x means y", "", ""),
    ],
)
def test_definitions(text: str, term: str, anchor: str) -> None:
    assert (only(text).term, only(text).anchor) == (term, anchor)


def test_anchors_of_headings() -> None:
    text = (
        "# T\n## Art. 5a\n## Annex B\n### 1 One\n## III. Rom\n### A. A\n#### 1. X\n### A. B\n##"
        " T\n## !\n## 7\n## 7"
    )
    anchors = [
        "t",
        "art-5a",
        "annex-b",
        "annex-b-1",
        "III",
        "III-A",
        "III-A-1",
        "III-A-2",
        "t-2",
        "heading",
        "7",
        "7-2",
    ]
    assert [block.anchor for block in parse(text)] == anchors


def test_a_document_that_is_itself_an_annex_numbers_from_its_own_start() -> None:
    assert [block.anchor for block in parse("# Appendix AK\n## 1 One\n\n1.1 First")] == [
        "appendix-ak",
        "1",
        "1.1",
    ]


def test_a_paragraph_that_repeats_the_number_of_its_heading() -> None:
    assert shown("# 57. Title\n\n**57**.— (1) A\n\n(2) B")[1:] == [
        "[57.— (1)] A #57-1",
        "[(2)] B #57-2",
    ]


# --- Containers -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n- b\n  - c", ["[•] a", "[•] b", ".[•] c"]),
        ("3. a\n3. b", ["[3.] a #3", "[4.] b #4"]),
        ("1) a\n\n   more\n\n   - b", ["[1)] a #1", ".[] more", ".[•] b"]),
        ("- e) Rechtsform\n- f) Sitz", ["[e)] Rechtsform #e", "[f)] Sitz #f"]),
        ("- 4. bedeutet", ["[4.] bedeutet #4"]),
        (
            "1) x\n\n- a) y\n\n- 1. z\n\n2) w",
            ["[1)] x #1", ".[a)] y #1-a", "..[1.] z #1-a-1", "[2)] w #2"],
        ),
        ("1. (a) x", ["[1. (a)] x #1-a"]),
        ("-\n- x", ["[•] ", "[•] x"]),
        ("- # T", [".[•] T #t"]),
        ("1. ***", ["[1.] "]),
        ("1. > x", ["[1.]  #1", ".[] x"]),
        ("> (a) x\n\n(a) y", ["[(a)] x #a", "[(a)] y #a-2"]),
    ],
)
def test_lists(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


def test_block_quotes_are_counted() -> None:
    assert [(block.text, block.quoted) for block in parse("> a\n>> b\n\nc")] == [
        ("a", 1),
        ("b", 2),
        ("c", 0),
    ]


@pytest.mark.parametrize(
    "text", [">" * 10_000 + " deep", "- " * 300 + "deep", "> - " * 5_000 + "deep"]
)
def test_what_is_nested_too_deep_is_kept_word_for_word(text: str) -> None:
    blocks = parse(text)
    assert "".join(block.source for block in blocks) == text
    assert blocks[-1].text.endswith("deep")


def test_footnotes_stay_where_they_stand() -> None:
    text = "A.[^n] B.[^gone]\n\n[^n]: First.\n\n    Second.\n\nC.\n"
    assert [
        (block.kind, block.label, block.depth, block.text, block.anchor) for block in parse(text)
    ] == [
        ("paragraph", "", 0, "A.[^n] B.[^gone]", ""),
        ("footnote", "n", 0, "First.", "fn-n"),
        ("paragraph", "", 1, "Second.", ""),
        ("paragraph", "", 0, "C.", ""),
    ]
    assert parse(text)[0].content[1] == Run("n", (Mark("footnote", "n"),))


def test_what_stands_in_a_note_is_of_the_note() -> None:
    text = """1.1 Told.[^a]

[^a]: One.

    (a) a limb

        a line under it

    | x |
    |---|
    | y |

    [^b]: A note within.

    Outer again.

(a) a limb of the clause

> Quoted.[^c]
>
> [^c]: Two.
>
>     Three.
"""
    blocks = parse(text)
    assert [(each.note_level, each.continues_note, each.anchor) for each in blocks] == [
        (0, False, "1.1"),
        (1, False, "fn-a"),
        (1, True, "fn-a-a"),
        (1, True, ""),
        (1, True, ""),
        (2, False, "fn-b"),
        (1, True, ""),
        (0, False, "1.1-a"),
        (0, False, ""),
        (1, False, "fn-c"),
        (1, True, ""),
    ]


def test_a_footnote_that_begins_with_a_list_or_with_nothing() -> None:
    assert [(block.kind, block.label, block.text) for block in parse("[^1]: - x\n\n[^2]:\n")] == [
        ("footnote", "1", ""),
        ("paragraph", "•", "x"),
        ("footnote", "2", ""),
    ]


def test_a_byte_order_mark_is_of_the_file_and_no_text() -> None:
    for text in ("", "\n", "# A\n", "---\na: b\n---\n\n1.1 C\n"):
        plain, marked = parse(text), parse(f"\ufeff{text}")
        assert "".join(block.source for block in marked) == f"\ufeff{text}"
        assert [replace(block, source="") for block in marked] == [
            replace(block, source="") for block in plain or (Block(kind="paragraph"),)
        ]
    assert only("a\ufeffb").text == "a\ufeffb"


def test_inline_footnotes_are_text() -> None:
    assert only("a^[b]").text == "a^[b]"


# --- Other leaves ---------------------------------------------------------------------------------


def test_code_rule_and_front_matter() -> None:
    text = "---\na: 1\n---\n\n```py\n(a) *x*\n```\n\n    17.6 y\n\n***\n\nT\n=\n"
    assert [(block.kind, block.text, block.depth) for block in parse(text)] == [
        ("front-matter", "a: 1", 0),
        ("code", "(a) *x*", 0),
        ("code", "17.6 y", 0),
        ("rule", "", 0),
        ("heading", "T", 1),
    ]


@pytest.mark.parametrize("text", ["\n", " \n\t\n", "[a]: /x\n", "\r\r\n"])
def test_a_file_that_prints_nothing_is_one_empty_paragraph(text: str) -> None:
    citation = "Paragraph at the beginning"
    assert only(text) == Block(kind="paragraph", citation=citation, source=text)


def test_an_empty_file_has_no_blocks() -> None:
    assert parse("") == ()


def test_lines_and_sources() -> None:
    blocks = parse("\n\na\r\n\r\n- b\n\n[x]: /y\n")
    assert [(block.line, block.source) for block in blocks] == [
        (3, "\n\na\r\n\r\n"),
        (5, "- b\n\n[x]: /y\n"),
    ]


# --- Inline ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("a\nb", (Run("a b"),)),
        ("a  \nb\\\nc", (Run("a\nb\nc"),)),
        ("a <br> b<BR/>c<br />\nd", (Run("a\nb\nc\nd"),)),
        ("`<br>`", (Run("<br>", (CODE,)),)),
        ("\\<br> &lt;br&gt;", (Run("<br> <br>"),)),
        ("**a *b* c**", (Run("a ", (STRONG,)), Run("b", (STRONG, EMPHASIS)), Run(" c", (STRONG,)))),
        ("**a __b__ c**", (Run("a b c", (STRONG,)),)),
        ("~~a~~", (Run("a", (STRIKE,)),)),
        (
            "[a **b**](/x 'title')",
            (Run("a ", (Mark("link", "/x"),)), Run("b", (Mark("link", "/x"), STRONG))),
        ),
        ("<https://x.org>", (Run("https://x.org", (Mark("link", "https://x.org"),)),)),
        ("![a *b*](/i.png)", (Run("a b", (Mark("image", "/i.png"),)),)),
        ("![](/i.png)", (Run("", (Mark("image", "/i.png"),)),)),
        ("a &amp; b \\* <!-- c -->", (Run("a & b * <!-- c -->"),)),
        ("a\0b", (Run("a\ufffdb"),)),
    ],
)
def test_inline(text: str, content: tuple[Run, ...]) -> None:
    assert only(text).content == content


# --- Tables ---------------------------------------------------------------------------------------

TABLE = "| a | b |\n|:--|--:|\n| c |\n| d | e \\| f | g |\n"


@pytest.mark.parametrize("text", ["\\[a\\] ", "\\[", "\\]\\[", "`\\[", "\\\\\\["])
def test_no_label_of_a_link_is_looked_for_behind_an_escaped_bracket(text: str) -> None:
    escaped = [found[0] for found in inline._LINK_LABEL.finditer(text * 50)]
    assert escaped == re.findall(r"\\.", text) * 50


def test_what_does_not_end_is_looked_through_once_for_notes() -> None:
    assert [found.span() for found in inline._NOTE_LABEL.finditer("[^a" * 50)] == [(0, 150)]


@pytest.mark.parametrize("text", ["A[^a] {}", "A[^a] {}]", "A[^a] {} b [^a]", "![{}](c) [^a]"])
def test_the_end_of_a_label_is_looked_for_once_whatever_calls_no_note(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def asking(state: StateInline, silent: bool) -> bool:
        asked.append(state.pos)
        return footnote_ref(state, silent)

    monkeypatch.setattr(dialect, "footnote_ref", asking)
    inline._read.cache_clear()
    (paragraph, _) = parse(text.format("[^a" * 50) + "\n\n[^a]: B.\n")
    assert len(asked) < 10  # and not at each of the fifty
    assert {run.text for run in paragraph.content if run.marks} >= {"a"}


def test_escaped_brackets_hide_no_link_and_no_note() -> None:
    text = "\\[a\\] [b] \\\\[c] [d\\]e] [^f [^g]\n\n[b]: /b\n[c]: /c\n[d\\]e]: /d\n\n[^g]: h\n"
    marks = [mark.target for run in parse(text)[0].content for mark in run.marks]
    assert marks == ["/b", "/c", "/d", "g"]


def test_a_tab_within_a_line_is_a_space_as_it_prints() -> None:
    text = "a\tb **c\td** `e\tf`\n\n|g\th|\n|---|\n"
    paragraph, table = parse(text)
    assert paragraph.text == "a b c d e\tf"
    assert table.table
    assert plain(table.table.rows[0][0].content) == "g h"


def test_a_table_is_a_rectangle() -> None:
    table = only(TABLE).table
    assert table is not None
    assert only(TABLE).text == "a | b\nc | \nd | e | f"
    assert (table.width, table.header_rows, table.aligns) == (2, 1, ("left", "right"))


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_caption_belongs_to_its_table(between: str) -> None:
    block = parse(f"x\n\n**Table 17.6:** End *dates*{between}{TABLE}")[1]
    assert block.table is not None
    assert (block.kind, block.label, block.line) == ("table", "Table 17.6", 3)
    assert block.table.caption == (Run("End "), Run("dates", (EMPHASIS,)))
    assert block.anchor == "table-17.6"
    assert block.source.startswith("**Table")


@pytest.mark.parametrize(
    "text", [f"Table 1: x\n\ny\n\n{TABLE}", f"- Table 1: x\n\n{TABLE}", f"> Table 1: x\n\n{TABLE}"]
)
def test_a_caption_elsewhere_is_a_paragraph(text: str) -> None:
    assert [block.label for block in parse(text) if block.table] == [""]


def test_a_caption_in_a_list_is_without_the_number_of_its_item() -> None:
    table = TABLE.replace("\n", "\n   ")
    block = only(f"1. Table 1: x\n\n   {table}")
    assert (block.label, block.anchor) == ("Table 1", "table-1")


@pytest.mark.parametrize(
    ("rows", "header_rows"),
    [
        ("| a | b |\n|-|-|\n| c | d |", 1),
        ("| a | << |\n|-|-|\n| c | d |", 1),
        ("| a | b | << |\n|-|-|-|\n| ^^ | c | d |\n| e | f | g |", 2),
        ("| a | b |\n|-|-|\n| ^^ | c |\n| ^^ | d |\n| e | f |", 3),
        ("| a | b |\n|-|-|\n| c | d |\n| ^^ | e |", 1),
        ("| | |\n|-|-|\n| c | d |", 0),
    ],
)
def test_rows_that_continue_a_header_are_headers(rows: str, header_rows: int) -> None:
    table = only(rows).table
    assert table is not None
    assert table.header_rows == header_rows


@pytest.mark.parametrize(
    ("rows", "merges"),
    [
        ("| a | << |\n|-|-|", [["", "<<"]]),
        ("| a | b |\n|-|-|\n| c | d |\n| ^^ | << |", [["", ""], ["", ""], ["", ""]]),
        ("| a | b |\n|-|-|\n| c | << |\n| ^^ | << |", [["", ""], ["", "<<"], ["^^", "<<"]]),
        ("| a | b |\n|-|-|\n| c | << |\n| ^^ | ^^ |", [["", ""], ["", "<<"], ["^^", "^^"]]),
        ("| a | b |\n|-|-|\n| ^^ | b |", [["", ""], ["^^", ""]]),
        ("| a | b |\n|-|-|\n| << | `^^` |\n| << | \\^^ |", [["", ""], ["", ""], ["", "^^"]]),
        (
            "| a | b |\n|-|-|\n| c | d |\n| ^^ | e |\n| ^^ | << |",
            [["", ""], ["", ""], ["", ""], ["", ""]],
        ),
    ],
)
def test_cells_merge_where_they_make_a_rectangle(rows: str, merges: list[list[str]]) -> None:
    table = only(rows).table
    assert table is not None
    assert [[cell.merge for cell in row] for row in table.rows] == merges


def test_a_header_row_in_which_nothing_stands_is_no_header() -> None:
    table = only("| | |\n|-|-|\n| a | b |").table
    assert table is not None
    assert (table.header_rows, len(table.rows)) == (0, 2)


# --- Invariants -----------------------------------------------------------------------------------

_SNIPPETS = st.sampled_from(
    [
        *(
            "\n",
            "\r\n",
            "\r",
            "\n\n",
            " ",
            "    ",
            "\t",
            "\0",
            "\f",
            "\v",
            "\x1c",
            "\x85",
            "\u2028",
            "\ufeff",
            "\xa0",
        ),
        *(
            "a",
            "é",
            "x y",
            "(a) ",
            "(i) ",
            "17.6 ",
            "**17.6** ",
            "17 ",
            "Art. 5 ",
            "§ 1",
            "57.— (1) ",
            "Table 1: t",
        ),
        *(
            "# ",
            "## 17 ",
            "===\n",
            "---\n",
            "- ",
            "1. ",
            "1) ",
            "- 4. ",
            "- e) ",
            "* ",
            "> ",
            ">> ",
            "```\n",
            "~~~",
            "***\n",
        ),
        *(
            "| a | b |\n|---|---|\n",
            "| << | ^^ |\n",
            "| ^^ | << | x |\n",
            "|",
            "|\n|-|\n",
            "\\|",
            "<<",
            "^^",
        ),
        *(
            "[^1]",
            "[^1]: ",
            "[^2]: - ",
            "    [^3]: ",
            "^[x]",
            "[x]: /y\n",
            "[x]",
            "[a](b)",
            "![a](b)",
            "![",
            "](",
        ),
        *(
            "**",
            "*",
            "_",
            "~~",
            "`",
            "<br>",
            "<br/>",
            "<b>",
            "<!-- c -->",
            "&amp;",
            "\\",
            "<https://a.b>",
        ),
        *("**Term** means ", "“Term” has the meaning ", "---\na: b\n---\n", "...\n"),
    ]
)
_TEXTS = st.one_of(st.text(), st.lists(_SNIPPETS, max_size=30).map("".join))


def contents(block: Block) -> list[tuple[Run, ...]]:
    if block.table is None:
        return [block.content]
    return [block.table.caption, *(cell.content for row in block.table.rows for cell in row)]


@settings(max_examples=examples(400), deadline=None)
@given(_TEXTS)
@example("---\n")
@example("---\n- ---\n")
@example("- ---\n  a\n  ---\n")
@example("[^1]: [^2]: [^1]:")
@example("![" * 200 + "a" + "](b)" * 200)
def test_the_invariants_hold_of_any_text(text: str) -> None:
    blocks = parse(text)
    assert "".join(block.source for block in blocks) == text
    anchors = [block.anchor for block in blocks if block.anchor]
    assert len(anchors) == len(set(anchors))
    assert not any(re.search(r"\s", anchor) for anchor in anchors)
    assert [block.line for block in blocks] == sorted(block.line for block in blocks)
    for block in blocks:
        assert (block.table is not None) == (block.kind == "table")
        assert block.depth >= 0
        for content in contents(block):
            assert content == joined(content)
            assert all(run.text or run.marks[-1].kind == "image" for run in content)
        if block.table is not None:
            assert {len(row) for row in block.table.rows} == {block.table.width}
            assert all(not cell.content for row in block.table.rows for cell in row if cell.merge)


@given(_TEXTS)
def test_parsing_is_deterministic(text: str) -> None:
    assert parse(text) == parse(text)


@given(st.lists(st.sampled_from(["one", "**two**", "(a) three", "\n\n", "- four"])).map(" ".join))
def test_line_endings_change_nothing_but_the_source(text: str) -> None:
    unix, windows = parse(text), parse(text.replace("\n", "\r\n"))
    assert [(block.label, block.depth, plain(block.content)) for block in unix] == [
        (block.label, block.depth, plain(block.content)) for block in windows
    ]


def test_the_address_of_a_heading_keeps_the_number_of_its_note() -> None:
    """Addresses that were published keep answering."""
    blocks = parse("# Scope[^9]\n\n## Annex 2[^3]\n\n[^9]: A note.\n\n[^3]: Another.\n")
    assert [block.anchor for block in blocks] == ["scope9", "annex-2", "fn-9", "fn-3"]
