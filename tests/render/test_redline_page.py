"""The page of a redline: its list, its citations, its folds and its table of values; what it does
is in test_review."""

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus, Redline
from build_tools.render.citation import cite_change
from build_tools.render.csv import COLUMNS, redline_csv
from build_tools.render.html.folding import folded_html
from build_tools.render.page.assets import asset, minified
from build_tools.render.page.one_file import redline_page
from build_tools.render.page.page_rule import page_rule
from build_tools.render.page.review import review
from build_tools.site.build import site_assets
from tests.drafting import PAIRS
from tests.invariants import accepted, rejected, tree
from tests.publishing import text_of, with_class
from tests.reviewing import compared, page


@pytest.fixture
def closure(record: Corpus, comparisons: Comparisons) -> Redline:
    """The redline of MTAD 3.0 and 4.0."""
    mtad = record.document("mtad")
    return comparisons.between(mtad.version("3.0"), mtad.version("4.0"))


def folded(old: str, new: str) -> str:
    return "\n".join(folded_html(compared(old, new), heading_offset=0))


def without_folds(html: str) -> str:
    """The text without the switches that count what is folded."""
    return re.sub(r'<p class="fold">.*?</p>|<tr class="fold">.*?</tr>', "", html)


# --- What is folded -------------------------------------------------------------------------------

CLAUSES = """# Rules

## 1 Words

1.1 These words mean what the list of words says that they mean.

## 2 Loans

2.1 A loan lasts seven nights.

2.2 A borrower shall:

(a) keep the instrument dry; and

(b) bring it back.

2.3 Nothing else is asked of a borrower by these rules.
"""


def test_what_leads_to_a_change_stays_and_the_rest_is_counted() -> None:
    found = tree(folded(CLAUSES, CLAUSES.replace("back", "back in time")))
    groups = with_class(found, "unchanged")
    assert [text_of(with_class(group, "fold")[0]) for group in groups] == [
        "… 1 provision and 1 heading unchanged",
        "… 1 provision unchanged",
        "… 1 provision unchanged",
        "… 1 provision unchanged",
    ]
    hidden = {id(element) for group in groups for element in group.iter()}
    shown = [
        text_of(child)
        for child in found.iter()
        if child.tag in ("h1", "h2", "p") and id(child) not in hidden
    ]
    assert shown == ["Rules", "2 Loans", "2.2 A borrower shall:", "(b) bring it back in time."]


def test_two_texts_that_are_the_same_fold_into_one_line() -> None:
    (group,) = tree(folded(CLAUSES, CLAUSES))
    assert text_of(with_class(group, "fold")[0]) == "… 6 provisions and 3 headings unchanged"


def test_the_unchanged_rows_of_a_table_fold_and_few_do_not() -> None:
    rows = [f"| row {number} | words of row {number} |\n" for number in range(12)]
    head = "| Name | Words |\n|---|---|\n"
    changed = [
        row.replace("words of row 3 ", "other words ").replace("words of row 6 ", "new ones ")
        for row in rows
    ]
    (table,) = tree(folded(head + "".join(rows), head + "".join(changed))).iter("table")
    folds = [text_of(fold) for fold in with_class(table, "fold")]
    assert folds == ["… 3 rows unchanged", "… 5 rows unchanged"]
    assert [len(list(body)) for body in table.iter("tbody")] == [4, 1, 2, 1, 6]


def test_rows_that_a_merged_cell_joins_to_a_change_do_not_fold() -> None:
    table = (
        "| Name | Words |\n|---|---|\n| a | one |\n| ^^ | two |\n| ^^ | three |\n| ^^ | four |\n| b"
        " | five |\n"
    )
    assert "fold" not in folded(table, table.replace("four", "for"))


@given(PAIRS)
def test_folds_leave_both_texts_as_they_are(pair: tuple[str, str]) -> None:
    redline = compared(*pair)
    html = without_folds("\n".join(folded_html(redline, heading_offset=0)))
    assert rejected(html) == rejected(page(redline))
    assert accepted(html) == accepted(page(redline))


@given(PAIRS)
def test_every_unchanged_block_is_counted_once(pair: tuple[str, str]) -> None:
    found = tree("\n".join(folded_html(compared(*pair), heading_offset=0)))
    for group in (child for child in found if child.get("class") == "unchanged"):
        counts = map(int, re.findall(r"\d+", text_of(group[0])))
        assert sum(counts) == len(list(group)) - 1


# --- Citations and the list as a spreadsheet ------------------------------------------------------


def test_a_citation_says_what_where_when_and_of_which_texts(closure: Redline) -> None:
    change = next(change for change in closure.changes if change.new == "31 January 2023")
    assert (
        cite_change(closure, change)
        == "Migration Testing Approach Document (MTAD), 3.0 → 4.0: Table 17.6, row MOC (Secure),"
        f" End date (cell), change {change.id}. Consultation issued 5 December 2022;"
        " consultation closes planned 16:00 on 13 January 2023, actual not recorded; conclusion"
        " planned 20 January 2023, expected by this date, actual not recorded; effect planned"
        " 27 January 2023, or within one month after, actual not recorded. SHA-256 of the old"
        f" text {closure.old.sha256}, of the new text {closure.new.sha256}."
    )


def test_a_citation_of_loose_files_names_them() -> None:
    redline = compared("The cat sat.", "The cat ran.")
    (change,) = redline.changes
    said = cite_change(redline, change)
    assert said.startswith("old.md → new.md: ")
    assert f". SHA-256 of the old text {redline.old.sha256}" in said


def rows_of(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def test_the_spreadsheet_has_every_change_whole(closure: Redline) -> None:
    rows = rows_of(redline_csv(closure))
    assert list(rows[0]) == list(COLUMNS)
    assert [(row["id"], row["was"], row["now"]) for row in rows] == [
        (c.id, c.old, c.new) for c in closure.changes
    ]
    assert [row["number"] for row in rows] == [str(number + 1) for number in range(len(rows))]
    assert [row["consequential"] for row in rows] == [
        ", ".join(change.noise) if change.consequential else "" for change in closure.changes
    ]


@pytest.mark.parametrize("sign", "=+-@")
def test_no_text_is_a_formula_to_a_spreadsheet(sign: str) -> None:
    redline = compared(
        "Nothing here is to be counted.", f"Nothing here is to be counted.\n\n\\{sign}HYPERLINK(1)"
    )
    (row,) = rows_of(redline_csv(redline))
    assert row["now"] == f"'{sign}HYPERLINK(1)"


# --- The page -------------------------------------------------------------------------------------


def test_the_switches_count_the_changes_of_each_class(closure: Redline) -> None:
    counted = {noise: (count, more) for noise, count, more in review(closure, []).noise}
    assert list(counted) == ["renumbering", "cross-reference", "formatting", "punctuation"]
    for noise, (count, more) in counted.items():
        of_class = [change for change in closure.changes if noise in change.noise]
        assert (count, more) == (
            len(of_class),
            sum(not change.consequential for change in of_class),
        )


def test_two_texts_that_are_the_same_have_a_page_too() -> None:
    html = redline_page(compared(CLAUSES, CLAUSES))
    assert "No change." in html
    assert "walk" not in html.partition("<body")[2].partition("<script")[0]


def test_a_page_asks_the_questions_of_the_amendment(closure: Redline) -> None:
    (answers,) = with_class(tree(redline_page(closure)), "answers")
    assert closure.new.amendment is not None
    assert [text_of(label) for label in answers.iter("label")] == list(
        closure.new.amendment.questions
    )
    assert not with_class(tree(redline_page(compared("a b c", "a b d"))), "answers")


def test_a_name_cannot_leave_the_edge_of_the_sheet() -> None:
    assert '"' not in page_rule('a"}b\n<c>').partition('content: "')[2].partition('"; font')[0]
    assert "<" not in page_rule("</style>")


# --- Styles and scripts ---------------------------------------------------------------------------


def test_comments_and_space_are_left_out_and_strings_kept(tmp_path: Path) -> None:
    style, script = tmp_path / "a.css", tmp_path / "a.js"
    style.write_text(
        '/* why */\n.a, .b > c {\n  content: " [a, b: { /* not */ ";\n  color: red;\n}\n'
    )
    assert minified(style) == '.a,.b>c{content:" [a, b: { /* not */ ";color:red}\n'
    script.write_text('// why\nconst a = 1;\n  // more\n  // lines\n  a("// not");\n')
    assert minified(script) == 'const a=1;a("// not");\n'


@pytest.mark.parametrize("name", ["redline.css", "review.css", "review.js"])
def test_a_page_asks_nobody(name: str) -> None:
    assert not re.search(
        r"https?:|//[a-z]|url\(|@import|fetch\(|XMLHttpRequest|sendBeacon", asset(name)
    )


def test_all_that_a_page_of_the_site_loads_of_ours_is_light() -> None:
    assert sum(len(text.encode()) for text in site_assets().values()) < 30_000
