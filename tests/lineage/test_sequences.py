"""A three-way merge of sequences, here of letters: what is merged, and where the branches
conflict."""

from collections.abc import Iterator
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.lineage.merge.sequences import (
    BranchAlignment,
    Positions,
    ResultItem,
    branch_alignment,
    merge_sequences,
)


def aligned(base: str, branch: str) -> BranchAlignment:
    return branch_alignment(positions(base, branch))


def positions(base: str, branch: str) -> Iterator[tuple[int | None, int | None, bool]]:
    """The letters of both in one order, as `branch_alignment` takes them; nothing has moved."""
    matcher = SequenceMatcher(None, base, branch, autojunk=False)
    for kind, base_from, base_to, branch_from, branch_to in matcher.get_opcodes():
        if kind == "equal":
            for at in range(base_to - base_from):
                yield base_from + at, branch_from + at, False
            continue
        yield from ((at, None, False) for at in range(base_from, base_to))
        yield from ((None, at, False) for at in range(branch_from, branch_to))


def merged(base: str, ours: str, theirs: str) -> list[tuple[str, bool]]:
    """Each letter that is left, and whether it stands in conflict."""

    def same(mine: Positions, other: Positions) -> bool:
        return [ours[at] for at in mine] == [theirs[at] for at in other]

    def letters(item: ResultItem) -> Iterator[tuple[str, bool]]:
        taken_out = item.base is not None and None in (item.ours, item.theirs)
        if item.theirs is not None and not taken_out:
            yield theirs[item.theirs], item.conflicting
        elif item.ours is not None and not taken_out:
            yield ours[item.ours], item.conflicting

    found: list[tuple[str, bool]] = []
    for item in merge_sequences(aligned(base, ours), aligned(base, theirs), same):
        found += letters(item)
    return found


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        ("abcd", "abXcd", "abcd", "abXcd"),
        ("abcd", "abXcd", "acd", "aX!cd"),
        ("abcd", "acd", "abc", "ac"),
        ("abcd", "aXbcd", "abcYd", "aXbcYd"),
        ("abcd", "aXbcd", "aYbcd", "aY!X!bcd"),
        ("abcd", "aXbcd", "aXbcd", "aXbcd"),
        ("", "X", "Y", "Y!X!"),
    ],
)
def test_both_branches_are_in_the_merged_sequence(
    base: str, ours: str, theirs: str, expected: str
) -> None:
    found = merged(base, ours, theirs)
    assert "".join(f"{letter}{'!' * conflicting}" for letter, conflicting in found) == expected


TEXT = st.text("abcde", max_size=8)


@given(TEXT, TEXT)
def test_a_branch_that_changed_nothing_leaves_the_other_as_it_is(base: str, branch: str) -> None:
    expected = [(letter, False) for letter in branch]
    assert merged(base, branch, base) == expected
    assert merged(base, base, branch) == expected
    assert merged(base, branch, branch) == expected
