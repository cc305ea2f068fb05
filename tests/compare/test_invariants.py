"""The invariants of a redline, each a property and a test of its name, on drafts, on their
amendments and on any markdown."""

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.model import Block, Cell, Content, Kind, Version
from build_tools.render.html import redline_html
from tests.drafting import (
    DRAFTS,
    MARKDOWN,
    PAIRS,
    Clause,
    Definition,
    Draft,
    Grid,
    Part,
    amended,
    drafted,
)
from tests.examples import examples, repeatable
from tests.hash_seeds import printed_under_hash_seeds
from tests.invariants import accepted, cited, faults, ids, links, marks, rejected, seen
from tests.reviewing import clean_page, compared, page, shared_citations, version_of

invariant = repeatable(60)


# --- Reject and accept ----------------------------------------------------------------------------


@invariant
@given(PAIRS)
def test_reject_gives_the_old_values_and_accept_the_new(pair: tuple[str, str]) -> None:
    result = compared(*pair)
    assert result.aligned
    assert [_spelt(block) for block in result.rejected()] == _text_of(result.old)
    assert [_spelt(block) for block in result.accepted()] == _text_of(result.new)


@invariant
@given(PAIRS)
def test_reject_gives_the_old_page(pair: tuple[str, str]) -> None:
    result = compared(*pair)
    assert rejected(page(result)) == seen(clean_page(result.old))


@invariant
@given(PAIRS)
def test_accept_gives_the_new_page(pair: tuple[str, str]) -> None:
    result = compared(*pair)
    assert accepted(page(result)) == seen(clean_page(result.new))


def _text_of(version: Version) -> list[object]:
    return [_spelt(block) for block in version.body]


def _spelt(block: Block) -> object:
    """A block with its content letter by letter, so that nothing hangs on how it is cut into
    runs."""
    table = block.table and [[_spelt_cell(cell) for cell in row] for row in block.table.rows]
    caption = block.table and _letters(block.table.caption)
    return (
        block.kind,
        block.label,
        block.depth,
        block.anchor,
        block.source,
        _letters(block.content),
        table,
        caption,
    )


def _spelt_cell(cell: Cell) -> object:
    return _letters(cell.content), cell.merge


def _letters(content: Content) -> list[object]:
    return [(letter, run.marks) for run in content for letter in run.text or "\0"]


# --- What is marked -------------------------------------------------------------------------------


@invariant
@given(st.one_of(DRAFTS.map(drafted), MARKDOWN))
def test_a_text_against_itself_has_no_change(text: str) -> None:
    result = compared(text, text)
    assert not result.changes
    assert not marks(page(result))
    assert page(result) == clean_page(result.new)


@invariant
@given(DRAFTS, st.sampled_from(("**{}**", "*{}*", "`{}`", "[{}](#4.2)")))
def test_an_edit_of_markup_alone_marks_only_format(draft: Draft, markup: str) -> None:
    before, after = (
        drafted(tuple(_ended(part, end) for part in draft))
        for end in ("so it is", markup.format("so it is"))
    )
    result = compared(before, after)
    assert {kind for change in result.changes for kind in change.kinds} <= {"format"}
    assert all(change.consequential for change in result.changes)
    assert bool(result.changes) == (before != after)


def _ended(part: Part, end: str) -> Part:
    match part:
        case Clause():
            return replace(part, text=f"{part.text} {end}")
        case Definition():
            return replace(part, meaning=f"{part.meaning} {end}")
        case Grid(rows=(header, *body)):
            return replace(part, rows=(header, *((*row[:-1], f"{row[-1]} {end}") for row in body)))
        case _:
            return part


@invariant
@given(PAIRS)
def test_what_differs_is_marked(pair: tuple[str, str]) -> None:
    result = compared(*pair)
    differ = seen(clean_page(result.old)) != seen(clean_page(result.new))
    assert not differ or result.changes
    assert not differ or marks(page(result))


@invariant
@given(PAIRS)
def test_a_consequential_change_says_of_which_class_it_is(pair: tuple[str, str]) -> None:
    assert all(change.noise for change in compared(*pair).changes if change.consequential)


# --- The page -------------------------------------------------------------------------------------


@invariant
@given(PAIRS)
def test_ins_and_del_stand_only_where_html_allows_them(pair: tuple[str, str]) -> None:
    assert not faults(page(compared(*pair)))


@invariant
@given(PAIRS)
def test_no_two_changes_of_one_version_share_a_citation(pair: tuple[str, str]) -> None:
    assert not shared_citations(compared(*pair).changes)


def test_a_citation_that_is_shared_is_seen() -> None:
    change, other = compared("1.1 One.\n\n1.2 Two.\n", "1.1 I.\n\n1.2 II.\n").changes
    assert not shared_citations([change, other])
    assert shared_citations([change, replace(other, where=change.where)]) == ["Clause 1.1"]


@invariant
@given(PAIRS)
def test_ids_are_unique(pair: tuple[str, str]) -> None:
    result = compared(*pair)
    for found in (ids(page(result)), [change.id for change in result.changes]):
        assert len(found) == len(set(found))


@invariant
@given(PAIRS)
def test_the_way_back_has_as_many_changes(pair: tuple[str, str]) -> None:
    old, new = pair
    there, back = compared(old, new), compared(new, old)
    assert len(there.changes) == len(back.changes)
    assert len([change for change in there.changes if change.consequential]) == len(
        [change for change in back.changes if change.consequential]
    )


@invariant
@given(PAIRS)
def test_a_change_elsewhere_leaves_the_other_ids_alone(pair: tuple[str, str]) -> None:
    def with_clause(words: str, text: str) -> str:
        return f"# Elsewhere\n\n98.1 Quite another clause {words}.\n\n# The text itself\n\n{text}"

    old, new = (with_clause("stands here alone", text) for text in pair)
    elsewhere = with_clause("stands here beside others", pair[1])
    found = [{change.id for change in compared(old, each).changes} for each in (new, elsewhere)]
    assert found[0] < found[1]
    assert len(found[1]) == len(found[0]) + 1


@invariant
@given(PAIRS)
def test_every_change_stands_on_the_page(pair: tuple[str, str]) -> None:
    result = compared(*pair)
    assert {change.id for change in result.changes} <= set(ids(page(result)))


@invariant
@given(PAIRS)
def test_a_mark_names_a_change_that_is_listed(pair: tuple[str, str]) -> None:
    result = compared(*pair)
    assert cited(page(result)) == {change.id for change in result.changes}


@invariant
@given(amended())
def test_moved_text_leads_to_its_other_place(pair: tuple[str, str]) -> None:
    html = page(compared(*pair))
    assert links(html) <= set(ids(html))


@invariant
@given(PAIRS)
def test_a_block_is_one_line(pair: tuple[str, str]) -> None:
    assert not any("\n" in line for line in redline_html(compared(*pair)))


# --- The same bytes -------------------------------------------------------------------------------

_HASHED = """
import hashlib
from tests.drafting import PAIRS
from hypothesis import given, settings
from tests.reviewing import compared, page
from build_tools.render.json import redline_json

found = hashlib.sha256()

@settings(derandomize=True, database=None, deadline=None, max_examples=EXAMPLES)
@given(PAIRS)
def bytes_of(pair):
    result = compared(*pair)
    found.update((page(result) + redline_json(result)).encode())

bytes_of()
print(found.hexdigest())
"""


@pytest.mark.sweep
def test_the_same_input_gives_the_same_bytes_under_any_hash_seed() -> None:
    assert printed_under_hash_seeds(f"EXAMPLES = {examples(60)}\n{_HASHED}")


# --- The tests of the tests -----------------------------------------------------------------------


@pytest.mark.sweep
def test_the_amendments_reach_every_kind_of_change() -> None:
    reached: set[Kind] = set()

    @repeatable(400)
    @given(amended())
    def reach(pair: tuple[str, str]) -> None:
        reached.update(kind for change in compared(*pair).changes for kind in change.kinds)

    reach()
    assert set(get_args(Kind)) - reached == set()


OLD = (
    "2.1 DCC shall keep a Log.\n\n2.2 It is open.\n\n| No. | Cohort |\n|---|---|\n| 1 | IOC |\n| 2"
    " | FOC |\n"
)
NEW = "2.1 DCC shall keep the Log.\n\n2.2 It is open.\n\n| No. | Cohort |\n|---|---|\n| 1 | FOC |\n"


def _violations(html: str) -> set[str]:
    """The invariants that a page violates as a redline of the two texts above."""
    try:
        found = {
            "reject": rejected(html) != seen(clean_page(version_of(OLD))),
            "accept": accepted(html) != seen(clean_page(version_of(NEW))),
            "valid": bool(faults(html)),
            "ids": len(ids(html)) != len(set(ids(html))),
        }
    except AssertionError as error:
        return {str(error)}
    return {invariant for invariant, violated in found.items() if violated}


def test_a_good_redline_violates_nothing() -> None:
    assert not _violations(page(compared(OLD, NEW)))


@pytest.mark.parametrize(
    ("sound", "spoilt", "violated"),
    [
        (">a</del>", ">any</del>", {"reject"}),
        (">the</ins>", ">this</ins>", {"accept"}),
        ("It is open", "It is shut", {"reject", "accept"}),
        ("It is open", "<ins>It is open</ins>", {"reject"}),
        ('class="del" data-change', "data-change", {"accept"}),
        ('"labelled depth-1"', '"labelled depth-2"', {"reject", "accept"}),
        ("<td>FOC</td>", "<td><strong>FOC</strong></td>", {"reject", "accept"}),
        ("<td><del>IOC</del></td>", "", {"a table is ragged"}),
        (
            "<td>FOC</td>",
            '<td rowspan="2">FOC</td>',
            {"a cell reaches past the end of its section"},
        ),
        ("<tbody>", "<tbody><ins>late</ins>", {"valid"}),
        ("<p", "<p><ins>", {"valid", "reject", "accept"}),
        ('id="2.2"', 'id="2.1"', {"ids"}),
    ],
)
def test_a_spoilt_redline_violates_what_it_should(
    sound: str, spoilt: str, violated: set[str]
) -> None:
    html = page(compared(OLD, NEW))
    assert sound in html
    assert _violations(html.replace(sound, spoilt, 1)) == violated
