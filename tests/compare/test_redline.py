"""The redline as a whole: the guard that replays it, the fall-back, and ids that hang on content
alone."""

from dataclasses import replace

import pytest

from build_tools.compare import passages
from build_tools.compare import redline as room
from build_tools.compare.invariants import violations
from build_tools.compare.redline import redline
from build_tools.model import Edit, Passage, Redline, Run, Version
from build_tools.model.problems import RedlineError
from tests.invariants import accepted, rejected, seen
from tests.reviewing import clean_page, compared, page, version_of

OLD = (
    "4.1 DCC shall keep a log of the tests.\n\n4.2 It is open.\n\n| Cohort | Date |\n|---|---|\n|"
    " IOC | |\n"
)
NEW = (
    "4.1 DCC shall keep the log of the tests.\n\n4.2 It is open.\n\n| Cohort | Date |\n|---|---|\n|"
    " IOC | 2023 |\n"
)


def spoilt(result: Redline, passage: Passage) -> Redline:
    """The redline with another passage in place of the one of the same block."""
    passages = (
        passage if passage.block.line == each.block.line else each for each in result.passages
    )
    return replace(result, passages=tuple(passages))


def test_a_good_redline_violates_nothing() -> None:
    assert violations(compared(OLD, NEW)) == []


def test_a_lost_block_is_found() -> None:
    result = compared(OLD, NEW)
    found = violations(replace(result, passages=result.passages[1:]))
    assert found[:2] == [
        "rejecting every change does not give the old text",
        "accepting every change does not give the new text",
    ]


def test_a_lost_word_is_found() -> None:
    result = compared(OLD, NEW)
    edits = tuple(edit for edit in result.passages[0].edits if edit.op != "+")
    assert violations(spoilt(result, replace(result.passages[0], edits=edits))) == [
        "accepting every change does not give the new text"
    ]


def test_a_word_too_many_is_found() -> None:
    result = compared(OLD, NEW)
    edits = (*result.passages[0].edits, Edit("-", (Run("more"),), ()))
    assert violations(spoilt(result, replace(result.passages[0], edits=edits))) == [
        "rejecting every change does not give the old text"
    ]


def test_a_wrong_cell_is_found() -> None:
    result = compared(OLD, NEW)
    table = result.passages[2].table
    assert table is not None
    header, (first, second) = table.cells
    swapped = replace(table, cells=(header, (second, first)))
    assert len(violations(spoilt(result, replace(result.passages[2], table=swapped)))) == 2


def test_blocks_out_of_order_are_found() -> None:
    result = compared(OLD, NEW)
    assert len(violations(replace(result, passages=result.passages[::-1]))) == 2


def test_two_changes_with_one_id_are_found() -> None:
    result = compared(OLD, NEW)
    first = result.changes[0].id
    changes = (result.changes[0], replace(result.changes[1], id=first))
    assert "two changes have one id" in violations(replace(result, changes=changes))


def test_a_change_that_is_marked_and_not_listed_is_found() -> None:
    result = compared(OLD, NEW)
    assert violations(replace(result, changes=result.changes[1:])) == [
        "what is marked is not what is listed"
    ]


def test_a_change_that_is_listed_and_not_marked_is_found() -> None:
    result = compared(OLD, NEW)
    assert violations(spoilt(result, replace(result.passages[0], change=""))) == [
        "what is marked is not what is listed"
    ]


def test_a_difference_that_is_shown_as_kept_is_found() -> None:
    result = compared(OLD, NEW)
    edits = (Edit("=", result.old.blocks[0].content, result.new.blocks[0].content),)
    assert violations(spoilt(result, replace(result.passages[0], edits=edits))) == [
        "the texts differ where nothing is marked"
    ]


def test_a_sound_redline_says_that_it_was_replayed() -> None:
    assert compared(OLD, NEW).verified


def test_a_wrong_alignment_falls_back_to_both_texts_whole_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def torn(old: Version, new: Version, matching: object) -> list[Passage]:
        return [Passage(old=old.body[0], new=new.body[0], edits=())]

    monkeypatch.setattr(room, "compared_passages", torn)
    result = compared(OLD, NEW)
    assert not result.aligned
    assert {passage.side for passage in result.passages} == {"old", "new"}
    assert not violations(result)
    assert rejected(page(result)) == seen(clean_page(result.old))
    assert accepted(page(result)) == seen(clean_page(result.new))


def test_a_redline_that_cannot_be_proved_even_then_is_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(passages, "insertion", lambda _content: ())
    monkeypatch.setattr(passages, "compare_content", lambda *_: ())
    with pytest.raises(
        RedlineError,
        match=r"old\.md to new\.md: .*accepting every change does not give the new text",
    ):
        compared(OLD, NEW)


def test_front_matter_is_no_part_of_the_comparison() -> None:
    result = compared(f'---\nversion: "1.0"\n---\n\n{OLD}', f'---\nversion: "2.0"\n---\n\n{OLD}')
    assert not result.changes
    assert page(result) == page(redline(result.new, version_of(OLD)))


def test_an_id_hangs_on_the_content_of_its_change_alone() -> None:
    before = {change.id for change in compared(OLD, NEW).changes}
    result = compared(f"3.1 First.\n\n{OLD}", f"3.1 First.\n\n3.2 Put in.\n\n{NEW}")
    after = {change.id for change in result.changes}
    assert before < after
    assert len(after) == len(before) + 1


def test_the_counts_are_of_kinds_most_frequent_first() -> None:
    twice = "4.3 {} things may be done.\n\n4.4 {} things may be left.\n"
    result = compared(
        OLD + "\n" + twice.format("Some", "Some"), NEW + "\n" + twice.format("No", "No")
    )
    assert list(result.counts.items()) == [("reword", 3), ("cell", 1)]


def test_a_table_without_a_word_is_no_part_of_a_split() -> None:
    old = (
        "4.1 The limit is found by the formula of the Panel, in which these letters mean:\n\n4.2 It"
        " ends.\n"
    )
    table = "| | |\n|---|---|\n| | |"
    first, second = (
        "4.1 The limit is found by the formula of the Panel,",
        "in which these letters mean:",
    )
    new = f"{first}\n\n{table}\n\n{second}\n\n4.2 It ends.\n"
    result = compared(old, new)
    assert [change.kinds for change in result.changes if "table-insert" in change.kinds] == [
        ("table-insert",)
    ]
    assert accepted(page(result)) == seen(clean_page(result.new))
