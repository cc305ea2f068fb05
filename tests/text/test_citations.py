"""How a block is cited."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.language import speaking
from build_tools.model import CitationWords
from build_tools.text.markdown import parse
from build_tools.text.markdown.citation_words import without_heading
from tests.examples import repeatable
from tests.reviewing import version_of

TEXT = """\
An opening paragraph.

# Rules

A paragraph before any number.

## 17 Migration DUST

17.6 The End Date is shown in Table 17.6.

(a) in each case

(i) deeper; or

(ii) deeper still.

A paragraph after the limbs.

17.6.1 A clause of a clause.

(a) its own limb.

**End Date** means the date shown.[^1]

[^1]: Or within one month.

Table 17.6: End dates

| Cohort |
|---|
| IOC |

| No caption |
|---|
| IOC |

```
code
```

## Annex

- a bullet

### Art. 5a

1) Die Frist beginnt.
"""


@pytest.mark.parametrize(
    ("begins", "where", "anchor"),
    [
        ("An opening", "Paragraph at the beginning", ""),
        ("Rules", "Heading “Rules”", "rules"),
        ("A paragraph before", "Paragraph under Rules", "rules"),
        ("Migration DUST", "Clause 17, heading", "17"),
        ("The End Date is", "Clause 17.6", "17.6"),
        ("in each case", "Clause 17.6(a)", "17.6-a"),
        ("deeper; or", "Clause 17.6(a)(i)", "17.6-a-i"),
        ("deeper still", "Clause 17.6(a)(ii)", "17.6-a-ii"),
        ("A clause of a clause", "Clause 17.6.1", "17.6.1"),
        ("its own limb", "Clause 17.6.1(a)", "17.6.1-a"),
        ("End Date means", "Definition of End Date", "def-end-date"),
        ("Or within", "Footnote 1", "fn-1"),
        ("Cohort", "Table 17.6", "table-17.6"),
        ("Annex", "Heading “Annex”", "annex"),
        ("Die Frist", "Art. 5a, 1)", "art-5a-1"),
    ],
)
def test_a_block_is_cited_by_its_labels_from_the_last_full_number_down(
    begins: str, where: str, anchor: str
) -> None:
    (block,) = [block for block in version_of(TEXT).blocks if block.text.startswith(begins)]
    assert (block.citation, block.address) == (where, anchor)


IN_GERMAN = """\
Eine Vorbemerkung.

# Regeln

17.6 Die Frist.

- eins

- zwei

Ein Nachsatz.

**Frist** means a time.

# Schedule 1

1.1 Ein Satz.

(b) eins

(b) zwei
"""


def test_a_block_is_cited_in_the_language_of_its_record() -> None:
    assert [
        block.citation
        for block in parse(IN_GERMAN, CitationWords(provision="Ziffer", language="de"))
    ] == [
        "Absatz am Anfang",
        "Überschrift „Regeln“",
        "Ziffer 17.6",
        "Ziffer 17.6, Aufzählungspunkt 1",
        "Ziffer 17.6, Aufzählungspunkt 2",
        "Ziffer 17.6, Schlussteil",
        "Definition „Frist“",
        "Schedule 1, Überschrift",
        "Schedule 1, Nummer 1.1",
        "Schedule 1, Nummer 1.1(b)",
        "Schedule 1, Nummer 1.1, zweites Vorkommen von (b)",
    ]


def test_what_stands_under_a_heading_is_cited_without_that_word() -> None:
    with speaking("de"):
        assert without_heading("Ziffer 17, Überschrift") == "Ziffer 17"
    assert without_heading("Clause 17, heading") == "Clause 17"
    assert without_heading("Clause 17.6") == "Clause 17.6"


def test_code_and_nameless_tables_say_what_they_are() -> None:
    found = {block.kind: block.citation for block in version_of(TEXT).blocks}
    assert found["code"].startswith("Code under ")
    assert found["table"].startswith("Table under ")


def test_a_long_heading_is_cut_between_words() -> None:
    where = version_of(f"# {'a word and ' * 20}\n\ntext\n").blocks[1].citation
    assert where.endswith(" …")
    assert len(where) < 90


def test_what_has_no_label_is_counted_where_there_are_several() -> None:
    version = version_of(
        "# Rules\n\n17.6 First.\n\nOne.\n\nTwo.\n\n- three\n- four\n\n17.7 Last.\n\nFive.\n\n##"
        " 18 Six"
    )
    assert [block.citation for block in version.blocks] == [
        "Heading “Rules”",
        "Clause 17.6",
        "Paragraph 1 under Clause 17.6",
        "Paragraph 2 under Clause 17.6",
        "Clause 17.6, bullet 1",
        "Clause 17.6, bullet 2",
        "Clause 17.7",
        "Paragraph under Clause 17.7",
        "Clause 18, heading",
    ]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("##### Art. 5\n\n8quater) Neu.\n\n- a) Erstens.", "Art. 5, 8quater) a)"),
        ("6.5 Sechs.\n\n2) Zwei.\n\n- d) Vier.", "Clause 6.5 2) d)"),
        ("##### Art. 2\n\n1.1 Ein Wort.", "Art. 2, 1.1"),
        ("# Object {#object-id}\n\nText[^1].\n\n[^1]: Note.", "Paragraph under Object"),
    ],
)
def test_labels_that_would_run_together_are_kept_apart(text: str, where: str) -> None:
    blocks = [block for block in version_of(text).blocks if block.kind != "footnote"]
    assert blocks[-1].citation == where


def cited(text: str) -> list[str]:
    return [block.citation for block in parse(text)]


def outlined(*lines: str) -> list[str]:
    """The citations of a text with each of the lines as a paragraph."""
    return cited("\n\n".join(lines))


# --- Which heading, part and annex ----------------------------------------------------------------


def test_an_annex_and_its_parts_are_named_and_the_heading_of_a_clause_is_not() -> None:
    assert outlined(
        *("# Code", "## 1 Words", "1.1 One.", "## Schedule 2", "1.1 One.", "### 1 Fees"),
        *("1.1 Again.", "### Part A", "1.2 Two.", "(a) limb.", "# Annex B", "B.1 One."),
    ) == [
        *("Heading “Code”", "Clause 1, heading", "Clause 1.1", "Schedule 2, heading"),
        *("Schedule 2, paragraph 1.1", "Schedule 2, paragraph 1, heading"),
        *("Schedule 2, second paragraph 1.1", "Schedule 2, Part A, heading"),
        *("Schedule 2, Part A, paragraph 1.2", "Schedule 2, Part A, paragraph 1.2(a)"),
        *("Annex B, heading", "Annex B, B.1"),
    ]


def test_a_first_heading_is_an_annex_when_another_stands_beside_it() -> None:
    assert outlined("# Schedule 1", "1.1 One.", "# Schedule 2", "1.1 One.")[1::2] == [
        "Schedule 1, paragraph 1.1",
        "Schedule 2, paragraph 1.1",
    ]
    assert outlined("# Annex 5", "## 1 Words", "1.1 One.")[2] == "Clause 1.1"


def test_a_schedule_by_itself_is_still_a_part_of_another_text() -> None:
    assert outlined("# Schedule 2: Fees", "1.1 One.", "## Part A", "1.1 One.")[1:] == [
        *("Schedule 2, paragraph 1.1", "Schedule 2, Part A, heading"),
        "Schedule 2, Part A, paragraph 1.1",
    ]


def test_headings_that_count_from_1_after_an_annex_stand_in_it_whatever_their_level() -> None:
    assert outlined(
        *("# Code", "# 1 Words", "# Annex A", "# 1 Fees", "1.1 One.", "# 2 Tolls", "# Annex B"),
        *("# 3 End", "3.1 Two."),
    )[3:] == [
        *("Annex A, paragraph 1, heading", "Annex A, paragraph 1.1"),
        *("Annex A, paragraph 2, heading", "Annex B, heading", "Clause 3, heading", "Clause 3.1"),
    ]


@pytest.mark.parametrize(
    ("headings", "where"),
    [
        (("## D. Content", "### 4. License"), "D.4, heading"),
        (("# II. Teil", "## B. Form", "### 3. Frist"), "II.B.3, heading"),
        (("## 17 Cohorts", "### (a) Opening"), "Clause 17(a), heading"),
        (("## 5 Fees", "### b. Rates"), "Clause 5.b, heading"),
        (("## Part A", "### B. Rates"), "Part A, B, heading"),
        (("# I. Teil", "## a) Arten"), "I a), heading"),
        (("# Anhang 3", "## Art. 5", "# Anhang 4", "## Art. 5"), "Anhang 4, Art. 5, heading"),
        (("# A Code", "### 3.2.2.4 Methods"), "Clause 3.2.2.4, heading"),
        (("# A Code", "## 36. Notices"), "Clause 36, heading"),
        (("# A Code", "## (a) Opening"), "(a), heading"),
    ],
)
def test_letters_are_read_under_what_they_stand_in(headings: tuple[str, ...], where: str) -> None:
    assert outlined(*headings)[-1] == where


def test_headings_of_one_name_are_told_apart_by_what_they_stand_in_or_else_counted() -> None:
    assert outlined(
        *("# Act", "## Part 1", "### Chapter 1", "## Part 2", "### Chapter 1", "Text."),
        *("## Notes", "### Scope", "## Rules", "### Scope", "## Notes", "Text."),
    ) == [
        *("Heading “Act”", "Part 1, heading", "Part 1, Chapter 1, heading", "Part 2, heading"),
        *("Part 2, Chapter 1, heading", "Part 2, Chapter 1", "Heading “Notes”"),
        *("Notes, heading “Scope”", "Heading “Rules”", "Rules, heading “Scope”"),
        *("Second heading “Notes”", "Paragraph under second Notes"),
    ]


@pytest.mark.parametrize(
    ("lines", "where"),
    [
        (("# A", "## § 7 Frist", "Text."), ["§ 7, heading", "§ 7"]),
        (("# A", "## 7 Term", "Text.[^1]", "[^1]: A note."), ["Clause 7", "Footnote 1"]),
        (("# A", "## 7 Term", "Text.", "More."), ["Paragraph 1 under Clause 7"]),
        (("# A", "## 7 Term", "Text:", "(a) a limb."), ["Paragraph under Clause 7"]),
        (("# A", "## 7 Term", "Text.", "7.1 More."), ["Paragraph under Clause 7", "Clause 7.1"]),
        (("# A", "## 7 Term", "Text.", "### Notes", "And."), ["Paragraph under Clause 7"]),
        (("# A", "## 7 Term", "> Text."), ["Paragraph under Clause 7"]),
        (("# A", "## 7 Term", "- a bullet"), ["Clause 7, bullet"]),
        (("# A", "## Term", "Text."), ["Paragraph under Term"]),
        (("# A", "## 7 Term", "Text.", "## 8 Else", "More."), ["Clause 7", "Clause 8"]),
        (("# A", "## 7 Term", "Text.", "7. Else."), ["Paragraph under Clause 7"]),
    ],
)
def test_what_stands_alone_under_a_number_is_cited_by_it(
    lines: tuple[str, ...], where: list[str]
) -> None:
    found = outlined(*lines)
    assert [each for each in found if each in where] == where, found


def test_a_heading_in_a_list_is_cited_by_its_words() -> None:
    assert outlined("- ### Scope", "Text.") == ["Heading “Scope”", "Paragraph under Scope"]


# --- Clauses and limbs ----------------------------------------------------------------------------


def test_a_number_after_those_that_begin_with_the_last_one_is_a_clause() -> None:
    assert outlined(
        *("1. One.", "1.1 A.", "1.2 B:", "(a) c;", "and d.", "2. Two:", "(a) e.", "3. Three."),
    ) == [
        *("Clause 1", "Clause 1.1", "Clause 1.2", "Clause 1.2(a)", "Clause 1.2, closing words"),
        *("Clause 2", "Clause 2(a)", "Clause 3"),
    ]


def test_stops_and_the_number_of_a_heading_printed_again_are_no_part_of_a_citation() -> None:
    assert outlined("## 6. Fees", "6.1. One.", "6. A note.", "## 36.", "36.— (1) Two.") == [
        *("Clause 6, heading", "Clause 6.1", "Clause 6", "Clause 36, heading", "Clause 36(1)"),
    ]


@pytest.mark.parametrize(
    ("lines", "where"),
    [
        (("### 4.1 Keys", "Text:", "1. one"), "Clause 4.1, item 1"),
        (("### 4.1 Keys", "1. one\n   1. deep"), "Clause 4.1, item 1.1"),
        (("### 4.1 Keys", "1. one\n\n   a. deep"), "Clause 4.1, item 1.a"),
        (("## § 3 Zweck", "(1) Satz."), "§ 3(1)"),
        (("## Art. 5", "1) Satz.", "a) Teil."), "Art. 5, 1) a)"),
        (("# Code", "## Schedule 1", "1. One.", "2. Two."), "Schedule 1, paragraph 2"),
        (("# Code", "## Part A", "(a) limb."), "Part A, (a)"),
        (("# Code", "## Fees", "(a) limb."), "Fees, (a)"),
        (("1.1 As follows:", "> 2.1 Quoted.\n>\n> (a) limb."), "Clause 1.1, quoted Clause 2.1(a)"),
        (("Text[^1].", "[^1]: A note.\n\n    Its second."), "Paragraph under Footnote 1"),
        (("Text[^1].", "[^1]: A note.\n\n    (a) limb."), "Footnote 1(a)"),
        (("1.1 See:", "![A plan](plan.png)"), "Figure under Clause 1.1"),
        (("1.1 See:", "---"), "Dividing line under Clause 1.1"),
        (("1.1 See:", "- one\n- two\n    - deep"), "Clause 1.1, bullet 2, bullet"),
        (("1.1 See:", "- one\n\n  more"), "Paragraph under Clause 1.1, bullet"),
        (("- one\n- two",), "Bullet 2 at the beginning"),
    ],
)
def test_what_stands_in_something_is_cited_under_it(lines: tuple[str, ...], where: str) -> None:
    assert outlined(*lines)[-1] == where


def test_limbs_have_the_words_of_their_code() -> None:
    limbs = {"(1)": "Abs.", "1.": "Nr.", "a)": "Buchst.", "aa)": "Doppelbuchst.", "i)": "Ziff."}
    words = CitationWords(provision="§", limbs=tuple(limbs.items()), language="de")
    text = (
        *("# Ordnung", "## § 2a Zweck", "(1) Satz:", "1. eins:", "a) so;", "b) oder:", "aa) tief,"),
        *("bb) tiefer,", "2. zwei:", "a) x:", "i) römisch", "ii) zwei", "gilt.", "(1a) Satz."),
        *("## § 3", "1. eins", "- Punkt", "## Anlage 1", "1. Satz.", "## Fristen", "(1) Satz."),
    )
    assert [block.citation for block in parse("\n\n".join(text), words)][1:] == [
        *("§ 2a, Überschrift", "§ 2a Abs. 1", "§ 2a Abs. 1 Nr. 1"),
        *("§ 2a Abs. 1 Nr. 1 Buchst. a", "§ 2a Abs. 1 Nr. 1 Buchst. b"),
        "§ 2a Abs. 1 Nr. 1 Buchst. b Doppelbuchst. aa",
        "§ 2a Abs. 1 Nr. 1 Buchst. b Doppelbuchst. bb",
        *("§ 2a Abs. 1 Nr. 2", "§ 2a Abs. 1 Nr. 2 Buchst. a"),
        "§ 2a Abs. 1 Nr. 2 Buchst. a Ziff. i",
        "§ 2a Abs. 1 Nr. 2 Buchst. a Ziff. ii",
        *("§ 2a Abs. 1, Schlussteil", "§ 2a Abs. 1a", "§ 3, Überschrift", "§ 3 Nr. 1"),
        *("§ 3 Nr. 1, Aufzählungspunkt", "Anlage 1, Überschrift", "Anlage 1 Nr. 1"),
        *("Überschrift „Fristen“", "Fristen, Abs. 1"),
    ]


def test_a_second_list_in_a_clause_is_cited_as_the_second() -> None:
    assert outlined(
        *("1.2 One:", "(a) a;", "(b) b,", "and in winter:", "(a) c; and", "(b) d:", "(i) e."),
    ) == [
        *("Clause 1.2", "Clause 1.2(a)", "Clause 1.2(b)", "Paragraph under Clause 1.2"),
        *("Clause 1.2, second (a)", "Clause 1.2, second (b)", "Clause 1.2, second (b)(i)"),
    ]
    many = outlined("### 4.1 Keys", *(["Text:", "1. one"] * 22))
    assert many[4] == "Clause 4.1, second item 1"
    assert many[24] == "Clause 4.1, 12th item 1"
    assert many[44] == "Clause 4.1, 22nd item 1"


# --- What follows the limbs -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "where"),
    [
        (("17.6 Do:", "(a) a; and", "(b) b,", "at once.", "17.7 End."), "Clause 17.6"),
        (("17.6 Do:", "(a) a; and", "(b) b.", "At once."), "Clause 17.6"),
        (("17.6 Do:", "(a) a:", "(i) b,", "at once;", "(b) c."), "Clause 17.6(a)"),
        (("17.6 Do:", "- a", "at once."), "Clause 17.6"),
        (("## 17 Do", "It shall:", "(a) a; and", "(b) b,", "at once.", "## 18"), "Clause 17"),
        (("## § 3", "(1) Er soll:", "a) eins;", "b) zwei,", "at once.", "(2) Ende."), "§ 3(1)"),
        (("**Fee** means:", "(a) a; or", "(b) b,", "at once."), "Definition of Fee"),
        (("# Code", "1. Do:", "(a) a;", "at once.", "2. End."), "Clause 1"),
        (("> 1.1 Do:\n>\n> (a) a;\n>\n> at once.",), "Quoted Clause 1.1"),
        (("17.6 Do:", "(a) a,", "and if asked:", "(b) b,", "at once.", "17.7"), "Clause 17.6"),
    ],
)
def test_closing_words_belong_to_what_their_limbs_belong_to(
    lines: tuple[str, ...], where: str
) -> None:
    blocks = parse("\n\n".join(lines))
    found = [block.citation for block in blocks if block.text.lower().startswith("at once")]
    assert found == [f"{where}, closing words"]


@pytest.mark.parametrize(
    ("lines", "where"),
    [
        (("17.6 Do:", "(a) a.", "More of a.", "(b) b."), "Paragraph under Clause 17.6(a)"),
        (("17.6 Do:", "More.", "(a) a."), "Paragraph under Clause 17.6"),
        (("17.6 Do:", "(a) a.", "More:", "So.", "(b) b."), "Paragraph 1 under Clause 17.6(a)"),
        (("17.6 Do:", "(a) a:", "More.", "(i) b."), "Paragraph under Clause 17.6(a)"),
        (("17.6 Do:", "(a) a.", "More.", "Still."), "Paragraph 1 under Clause 17.6"),
        (("17.6 Do:", "(a) a.", "More:", "(a) b."), "Paragraph under Clause 17.6"),
        (("17.6 Do:", "(a) a.", "More titles", "17.7 Go."), "Paragraph under Clause 17.6"),
        (("## 17 Do", "(a) a.", "More."), "Paragraph under Clause 17"),
        (("## § 3", "(1) Satz.", "(2) Satz.", "More."), "Paragraph under § 3(2)"),
        (("### 4.1 Do", "1. one\n2. two", "More."), "Paragraph under Clause 4.1"),
        (("17.6 Do.", "**Fee** means a toll:", "(a) a.", "More."), "Paragraph under Clause 17.6"),
        (("17.6 Put in:", "> (a) a.\n>\n> More."), "Paragraph under Clause 17.6"),
        (("17.6 Put in:", "> (a) a.", "More."), "Paragraph under Clause 17.6"),
        (("17.6 Do:", "(a) a.", "![More](a.png) ![b](b.png)"), "Figure under Clause 17.6"),
    ],
)
def test_other_text_belongs_to_what_it_follows(lines: tuple[str, ...], where: str) -> None:
    blocks = parse("\n\n".join(lines))
    assert [block.citation for block in blocks if block.text.startswith("More")] == [where]


@pytest.mark.parametrize(
    ("lines", "where"),
    [
        (("17.6 Do:", "(a) a,", "and if asked:", "(b) b."), "Clause 17.6"),
        (("17.6 Do:", "(a) a,", "and in each case:", "(i) b."), "Clause 17.6"),
        (("17.6 Do:", "(a) a:", "(i) b,", "and also:", "(ii) c."), "Clause 17.6(a)"),
        (("17.6 Do", "and also:", "(a) a."), "Clause 17.6"),
        (("17.6 Do:", "(a) a.", "And also:", "(b) b."), "Clause 17.6"),
        (("17.6 Do:", "(a) a.", "And also:", "(i) b."), "Clause 17.6(a)"),
        (("17.6 Do:", "(a) a:", "and also", "(b) b."), "Clause 17.6(a)"),
    ],
)
def test_words_between_two_runs_of_limbs_belong_to_what_the_limbs_belong_to(
    lines: tuple[str, ...], where: str
) -> None:
    blocks = parse("\n\n".join(lines))
    found = [block.citation for block in blocks if block.text.lower().startswith("and")]
    assert found == [f"Paragraph under {where}"]


def test_what_begins_with_a_number_is_no_closing_words() -> None:
    assert outlined("17.6 Do:", "(a) a.", "17.7(1) Go.")[-1] == "Paragraph under Clause 17.6"


# --- Definitions and tables -----------------------------------------------------------------------


def test_the_limbs_of_a_definition_are_cited_by_its_term() -> None:
    assert outlined(
        *("1.1 In this Code:", "**Fee** means:", "(a) a; or", "(b) b,", "but not c."),
        *("**Toll** means a fee:", "(a) d.", "**Rate** means e.", "1.2 End."),
    ) == [
        *("Clause 1.1", "Definition of Fee", "Definition of Fee, (a)", "Definition of Fee, (b)"),
        *("Definition of Fee, closing words", "Definition of Toll", "Definition of Toll, (a)"),
        *("Definition of Rate", "Clause 1.2"),
    ]
    assert outlined("1.1 One.", "“Fee” means a toll.", "(a) a.", "| A |\n|---|\n| x |")[2:] == [
        *("Clause 1.1(a)", "Table under Clause 1.1"),
    ]


def test_a_proviso_belongs_to_the_definition_before_it() -> None:
    lines = ("1.1 In it:", "**Fee** means:", "(a) a.", "Provided that it is due.")
    assert outlined(*lines)[-1] == "Definition of Fee, closing words"


def test_a_term_and_a_table_are_told_apart_by_their_annex_or_else_by_what_they_stand_in() -> None:
    fee, table = "**Fee** means a toll.", "Table 1: Fees\n\n| A |\n|---|\n| x |"
    assert outlined("# Code", fee, "## Schedule 1", fee, table, "## Schedule 2", fee, table) == [
        *("Heading “Code”", "Definition of Fee", "Schedule 1, heading"),
        *("Schedule 1, Definition of Fee", "Table 1 of Schedule 1", "Schedule 2, heading"),
        *("Schedule 2, Definition of Fee", "Table 1 of Schedule 2"),
    ]
    assert outlined("1.1 One.", fee, "2.1 Two.", fee, table)[1::2] == [
        "Clause 1.1, Definition of Fee",
        "Clause 2.1, Definition of Fee",
    ]
    assert outlined("1.1 One.", table, "2.1 Two.", table)[1::2] == [
        "Table 1 of Clause 1.1",
        "Table 1 of Clause 2.1",
    ]


# --- The law --------------------------------------------------------------------------------------

LINES = st.sampled_from(
    (
        *("# Code", "## 1 Words", "## Schedule 1", "# Annex B", "### Part A", "## Notes"),
        *("### Art. 5", "### a. Rates", "## I.", "1.1 One.", "1.2 Two:", "2.1 Three.", "A.1 X"),
        *("(a) limb", "(b) limb,", "(i) limb;", "(1) limb.", "a) limb", "1. item", "2. item"),
        *("- bullet", "- bullet\n    - deep", "and so on.", "A paragraph.", "And then:", "---"),
        *("**Fee** means a toll.", "**Fee** means:", "**Toll** means a fee;", "> quoted"),
        *("> (a) quoted", "> 1.1 quoted", "> # Notes", "```\ncode\n```", "![A](a.png)"),
        *(
            "Table 1: T\n\n| A |\n|---|\n| x |",
            "| A |\n|---|\n| x |",
            "[^1]: A note.",
            "57.— (1) X",
        ),
        *("Clause 1.1", "Paragraph under Code", "# Clause 1", "**57.** X", "1.1 (a) X", "1.1"),
    )
)


@repeatable(150)
@given(st.lists(LINES, min_size=1, max_size=24))
def test_no_two_blocks_are_cited_alike(lines: list[str]) -> None:
    found = outlined("A[^1].", *lines)
    assert all(found)
    assert len(found) == len(set(found))


@repeatable(50)
@given(st.lists(LINES, min_size=1, max_size=24))
def test_what_a_block_stands_in_has_an_address(lines: list[str]) -> None:
    blocks = parse("\n\n".join(lines))
    anchors = {block.anchor for block in blocks}
    assert all(block.within in anchors | {""} for block in blocks)
    assert all(block.within != block.anchor for block in blocks if block.anchor)
