"""The invariants of a redline as a Word file, judged by the rules of ECMA-376: accept gives the
new file, reject the old.

`revisions` reads styles, formatting, links and notes too, so that what is left must be the clean
file in all of them; `word_rules` knows what else a file must keep to.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import pairwise, permutations
from typing import NoReturn

import pytest
from hypothesis import given

from build_tools.compare.redline import redline
from build_tools.model import Corpus, Redline
from build_tools.record.files import load_file
from build_tools.word import redline_docx, version_docx
from tests.bench.planting import planted
from tests.drafting import MARKDOWN, PAIRS
from tests.examples import repeatable
from tests.real_pairs import CORPORA, sides, some_pairs
from tests.reviewing import compared
from tests.word.cases import CASES, LEVELS, SHEETS
from tests.word.revisions import left, notes_in_order
from tests.word.rules import breaches

pytestmark = pytest.mark.long
invariant = repeatable(30)


def hold(result: Redline) -> None:
    said = {block.address: ["Said of it."] for block in result.new.blocks}
    file = redline_docx(result, said=said)
    assert notes_in_order(file)
    assert left(file, "accept") == left(version_docx(result.new), "keep")
    assert left(file, "reject") == left(version_docx(result.old), "keep")
    assert breaches(file) == []


@invariant
@given(PAIRS)
def test_accept_gives_the_new_file_and_reject_the_old(pair: tuple[str, str]) -> None:
    hold(compared(*pair))


@invariant
@given(MARKDOWN, MARKDOWN)
def test_so_it_is_for_two_texts_that_have_nothing_to_do_with_one_another(
    old: str, new: str
) -> None:
    hold(compared(old, new))


@invariant
@given(MARKDOWN)
def test_a_text_that_came_from_nothing_goes_again(text: str) -> None:
    hold(compared("", text))
    hold(compared(text, ""))


@pytest.mark.parametrize("case", CASES | LEVELS | SHEETS)
def test_so_it_is_for(case: str) -> None:
    old, new = (CASES | LEVELS | SHEETS)[case]
    hold(compared(old, new))
    hold(compared(new, old))


def test_so_it_is_for_each_step_of_the_record(record: Corpus) -> None:
    for document in record.documents:
        for old, new in pairwise(document.versions):
            hold(redline(old, new))


@pytest.mark.sweep
def test_so_it_is_for_any_two_versions_of_the_record(record: Corpus) -> None:
    for document in record.documents:
        for old, new in permutations(document.versions, 2):
            hold(redline(old, new))


@pytest.mark.parametrize("pair", [*some_pairs(10)])
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
