"""Tracked changes in the rounds in which they were made."""

from lxml import etree

from build_tools.word.read.authors import in_rounds
from build_tools.word.read.ooxml import Element, w


def revision(author: str, moment: str) -> Element:
    return etree.Element(w("ins"), {w("author"): author, w("date"): moment})


def authors(*made: tuple[str, str]) -> list[str]:
    """Who made each round."""
    found = in_rounds([revision(*each) for each in made])
    return [each.author for round_ in found for each in round_.by]


def test_what_one_author_made_on_one_day_is_one_round() -> None:
    made = ("A", "2024-03-11T09:00:00Z"), ("B", "2024-03-11T10:00:00Z"), ("A", "2024-03-12")
    assert authors(*made, ("A", "2024-03-11T17:00:00Z")) == ["A", "B", "A"]


def test_rounds_of_one_day_are_in_the_order_in_which_they_began() -> None:
    early, noon, late = (f"2024-03-11T{hour}:00:00Z" for hour in ("09", "12", "17"))
    assert authors(("Z", early), ("A", noon), ("Z", late)) == ["Z", "A"]
    assert authors(("Z", late), ("A", noon), ("Z", early)) == ["Z", "A"]


def test_what_has_no_date_or_none_that_can_be_read_comes_before_all_others() -> None:
    dated = "2024-03-11T09:00:00Z"
    assert authors(("A", dated), ("B", "")) == ["B", "A"]
    assert authors(("A", dated), ("B", "yesterday")) == ["B", "A"]


def test_a_long_name_is_cut() -> None:
    (name,) = authors(("A" * 500, ""))
    assert name == f"{'A' * 80} …"
