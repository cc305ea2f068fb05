"""The page of a redline as it is written; what it does is in test_redline_page_in_browser."""

from build_tools.model import Redline
from build_tools.render.page.one_file import redline_page
from build_tools.render.page.page_margins import page_margins
from build_tools.render.page.review import review
from tests.invariants import tree
from tests.publishing import text_of, with_class
from tests.reviewing import compared


def test_the_review_counts_the_changes_of_each_class(closure: Redline) -> None:
    counted = {noise: (count, more) for noise, count, more in review(closure, []).noise}
    assert list(counted) == ["renumbering", "cross-reference", "formatting", "punctuation"]
    for noise, (count, more) in counted.items():
        of_class = [change for change in closure.changes if noise in change.noise]
        assert (count, more) == (
            sum(change.consequential for change in of_class),
            sum(not change.consequential for change in of_class),
        )


def test_each_change_that_only_follows_is_counted_once(closure: Redline) -> None:
    counts = [int(each.rpartition(" ")[2]) for each in review(closure, []).following]
    assert sum(counts) == sum(change.consequential for change in closure.changes) > 0


def test_two_texts_that_are_the_same_have_a_page_too() -> None:
    html = redline_page(compared("a b c", "a b c"))
    (counts,) = with_class(tree(html), "counts")
    assert text_of(counts) == "No change"
    assert "walk" not in html.partition("<body")[2].partition("<script")[0]


def test_a_page_asks_the_questions_of_the_amendment(closure: Redline) -> None:
    (answers,) = with_class(tree(redline_page(closure)), "answers")
    assert closure.new.amendment is not None
    assert [text_of(label) for label in answers.iter("label")] == list(
        closure.new.amendment.questions
    )
    assert not with_class(tree(redline_page(compared("a b c", "a b d"))), "answers")


def test_a_name_cannot_leave_its_margin_box() -> None:
    assert '"' not in page_margins('a"}b\n<c>').partition('content: "')[2].partition('"; font')[0]
    assert "<" not in page_margins("</style>")
