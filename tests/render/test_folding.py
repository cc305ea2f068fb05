"""What did not change stands in groups that a reader can fold."""

import re

from hypothesis import given

from build_tools.render.html.folding import folded_html
from tests.drafting import PAIRS
from tests.invariants import accepted, rejected, tree
from tests.publishing import text_of, with_class
from tests.reviewing import compared, page


def folded(old: str, new: str) -> str:
    return "\n".join(folded_html(compared(old, new), heading_offset=0))


def without_folds(html: str) -> str:
    """The text without the switches that count what is folded."""
    return re.sub(r'<p class="fold">.*?</p>|<tr class="fold">.*?</tr>', "", html)


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


def test_what_stands_before_the_first_change_is_folded_at_once_unless_it_is_one_block() -> None:
    clauses = [f"1.{at} Clause {at} is about boat {at}.\n\n" for at in range(1, 7)]
    for at in range(4):
        changed = [
            *clauses[:at],
            clauses[at].replace("is about", "is not about"),
            *clauses[at + 1 :],
        ]
        groups = with_class(tree(folded("".join(clauses), "".join(changed))), "unchanged")
        before = [group for group in groups if "before" in (group.get("class") or "").split()]
        assert before == (groups[:1] if at > 1 else [])
        assert len(groups) == (2 if at else 1)


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
    for group in with_class(found, "unchanged"):
        counts = map(int, re.findall(r"\d+", text_of(group[0])))
        assert sum(counts) == len(list(group)) - 1


def test_a_change_in_a_note_leads_to_its_first_paragraph_and_to_its_clause_alone() -> None:
    old = (
        "1.1 The Keeper shall close the gate.[^1]\n\n[^1]: At dusk.\n\n    (a) In winter.\n\n"
        "    (b) In summer too.\n\n(a) The north gate.\n\n(b) The south gate.\n\n1.2 End.\n"
    )
    html = folded(old, old.replace("summer too", "summer as well"))
    groups = "".join(re.findall(r'<div class="unchanged[^"]*">(.*?)</div>', html, re.DOTALL))
    assert "In winter." in groups
    assert "The north gate." in groups
    assert "The Keeper shall close" not in groups
    assert "At dusk." not in groups
