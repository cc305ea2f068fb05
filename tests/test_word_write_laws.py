"""The laws of a redline as a Word file, judged by the rules of ECMA-376: accept gives the new file, reject the old.

`revisions` reads styles, formatting, links and notes too, so that what is left must be the clean file in all of them;
`word_rules` knows what else a file must keep to.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import permutations
from typing import NoReturn

import pytest
from bench.planting import planted
from drafting import MARKDOWN, PAIRS
from hypothesis import HealthCheck, given, settings
from real_pairs import CORPORA, sides, some_pairs
from reviewing import compared
from revisions import left
from word_rules import breaches

from build_tools.corpus import load_file
from build_tools.model import Corpus, Redline
from build_tools.redline import redline
from build_tools.word import redline_docx, version_docx

law = settings(
    deadline=None, derandomize=True, database=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow]
)


def hold(result: Redline) -> None:
    file = redline_docx(result)
    assert left(file, "accept") == left(version_docx(result.new), "keep")
    assert left(file, "reject") == left(version_docx(result.old), "keep")
    assert breaches(file) == []


@law
@given(PAIRS)
def test_accept_gives_the_new_file_and_reject_the_old(pair: tuple[str, str]) -> None:
    hold(compared(*pair))


@law
@given(MARKDOWN, MARKDOWN)
def test_so_it_is_for_two_texts_that_have_nothing_to_do_with_one_another(old: str, new: str) -> None:
    hold(compared(old, new))


@law
@given(MARKDOWN)
def test_a_text_that_came_from_nothing_goes_again(text: str) -> None:
    hold(compared("", text))
    hold(compared(text, ""))


CASES = {
    "the alignment of a column": ("|a|b|\n|---|---|\n|c|d|\n", "|a|b|\n|---|:-:|\n|c|d|\n"),
    "the alignment of a column, and a row": ("|a|b|\n|---|---|\n|c|d|\n", "|a|b|\n|---|--:|\n|c|d|\n|e|f|\n"),
    "columns that come to other widths": (
        "|a|b|c|\n|---|---|---|\n|1|22|333|\n",
        "|a|x|b|c|\n|---|---|---|---|\n|1|long words here|22|333|\n",
    ),
    "a moved paragraph that refers to a note with a sign": (
        "The Keeper shall close the gate at dusk[^*].\n\nTwo.\n\nThree is here.\n\n[^*]: Or at night.\n",
        "Two.\n\nThree is here.\n\nThe Keeper shall close the gate at dusk[^*].\n\n[^*]: Or at night.\n",
    ),
    "a note that moved, and is referred to no more": (
        "One[^*].\n\n[^*]: The Keeper closes the gate at dusk.\n\nTwo is here.\n\nThree is here.\n",
        "One.\n\nTwo is here.\n\nThree is here.\n\n[^*]: The Keeper closes the gate at dusk.\n",
    ),
    "a note renumbered": ("A[^1].\n\n[^1]: One.\n", "Z[^1].\n\nA[^2].\n\n[^1]: Two.\n\n[^2]: One.\n"),
    "a note called twice": ("A[^1], B[^1].\n\n[^1]: One.\n", "B[^1], A.\n\n[^1]: One.\n"),
    "a note no more called": ("A[^1].\n\n[^1]: One.\n", "A.\n\n[^1]: One.\n"),
    "a note named anew": ("A[^*].\n\n[^*]: One.\n", "A[^1].\n\n[^1]: One two.\n"),
    "a note whose link leads elsewhere": ("A[^1].\n\n[^1]: [b](/c).\n", "A[^1].\n\n[^1]: [b](/d).\n"),
    "a table between two tables": (
        "| a |\n|---|\n| b |\n\nText.\n\n| c |\n|---|\n| d |\n",
        "| a |\n|---|\n| b |\n\n| x y z |\n|---|\n| 1 |\n\nText.\n\n| c |\n|---|\n| d |\n",
    ),
    "a column": ("T.\n\n| a | b |\n|---|---|\n| c | d |\n", "T.\n\n| a | n | b |\n|---|---|---|\n| c | 1 | d |\n"),
    "a line break that became a paragraph": (
        "1.1 The Keeper shall lock the gate at dusk and<br>the Borrower shall wait outside.",
        "1.1 The Keeper shall lock the gate at dusk and\n\n1.2 the Borrower shall wait outside.",
    ),
    "white space alone": ("A  b.\n\n```\na\n b\n```\n", "A b.\n\n```\na\n    b\n```\n"),
    "a link": ("See [this](https://a.test/x) page.", "See [this](https://b.test/x) page."),
    "a picture": ("See ![this](a.png) page.", "See ![](a.png) page."),
}


@pytest.mark.parametrize("case", CASES)
def test_so_it_is_for(case: str) -> None:
    old, new = CASES[case]
    hold(compared(old, new))
    hold(compared(new, old))


def test_so_it_is_for_any_two_versions_of_the_record(record: Corpus) -> None:
    for document in record.documents:
        for old, new in permutations(document.versions, 2):
            hold(redline(old, new))


@pytest.mark.parametrize("pair", [*some_pairs(5)])
def test_so_it_is_for_a_real_amendment(pair: str) -> None:
    old, new = sides(pair)
    hold(redline(load_file(old), load_file(new)))


def planted_pairs(numbers: range) -> Iterator[Redline]:
    """Redlines of real texts with amendments of every kind planted in them."""
    for number in numbers:
        with suppress(LookupError):  # there was no room for the plants in the text
            plants = planted(7, number)
            yield compared(plants.old, plants.new)


def test_so_it_is_for_every_kind_of_amendment() -> None:
    for result in planted_pairs(range(0, 60, 6)):
        hold(result)


@pytest.mark.sweep
def test_so_it_is_for_hundreds_of_amendments() -> None:
    for result in planted_pairs(range(300)):
        hold(result)


def test_the_corpora_are_here(missing: Callable[[str], NoReturn]) -> None:
    if not list(some_pairs(1)):
        missing(f"there are no real texts at {CORPORA}")
