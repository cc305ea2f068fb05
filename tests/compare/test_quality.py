"""The benchmark of quality: its scorer on reports made by hand, its plants, and its aims on a
sample of real texts.

`pytest -m sweep` holds a thousand texts to the aims.
"""

from html import escape
from typing import Any

import pytest

from tests.bench import tallying
from tests.bench.claims import Expected, Shuffle, Thing, Truth
from tests.bench.contest import marked_texts, outcomes
from tests.bench.examining import Examined, examined
from tests.bench.peers import ENGINES, PACKAGES, Marked, Text
from tests.bench.planting import PLANTERS, Planted, planted
from tests.bench.scoring import Judgement, judged
from tests.invariants import Seen

pytestmark = pytest.mark.long

SEED = 1
SAMPLE = range(1, 30, 4)
"""Numbers of the texts of each run of the tests: the odd ones, which hold many plants."""


def report(*kinds: str, old: str = "", new: str = "", **rest: Any) -> dict[str, Any]:
    """A change as the JSON of a redline has it."""
    edits = [[sign, text] for sign, text in (("-", old), ("+", new)) if text and old != new]
    empty = {
        "anchor": "1",
        "old_label": None,
        "new_label": None,
        "row": None,
        "column": None,
        "edits": edits,
    }
    return {"kinds": list(kinds), "old": old, "new": new} | empty | rest


def expected(*kinds: str, old: str = "", new: str = "", **rest: Any) -> Expected:
    return Expected(kinds=kinds, old=old, new=new, anchors=frozenset(("1",)), **rest)


def truth(*plants: Expected | list[tuple[Expected, ...]]) -> Truth:
    """What was planted: each an expected change, or several readings of one plant."""
    return Truth(
        readings=tuple(
            ((plant,),) if isinstance(plant, Expected) else tuple(plant) for plant in plants
        )
    )


def counts(judgement: Judgement) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """Right, missed, wrong."""
    score = judgement.score
    return dict(score.right), dict(score.missed), dict(score.wrong)


REWORD = expected("reword", old="one two", new="one three", deleted=("two",), inserted=("three",))


def test_what_was_planted_and_reported_is_right() -> None:
    reported = report(
        "reword",
        old="one two",
        new="one three",
        edits=[["=", "one "], ["-", "two"], ["+", "three"]],
    )
    judgement = judged(truth(REWORD), [reported])
    assert counts(judgement) == ({"reword": 1}, {}, {})
    assert judgement.score.f1() == 1
    assert judgement.score.placed == 1
    assert judgement.score.ratios == (1.0,)


@pytest.mark.parametrize(
    ("reported", "missed", "wrong"),
    [
        pytest.param([], {"reword": 1}, {}, id="nothing reported"),
        pytest.param(
            [report("insert", new="one three"), report("delete", old="one two")],
            {"reword": 1},
            {"insert": 1, "delete": 1},
            id="deleted and inserted although half is kept",
        ),
        pytest.param(
            [report("reword", old="one two", new="one four")],
            {"reword": 1},
            {"reword": 1},
            id="another new text",
        ),
        pytest.param(
            [report("reword", old="one two", new="one three"), report("format", old="x", new="x")],
            {},
            {"format": 1},
            id="one too many",
        ),
        pytest.param(
            [report("reword", old="one two", new="one three")] * 2,
            {},
            {"reword": 1},
            id="the same change twice",
        ),
        pytest.param(
            [report("reword", "renumber", old="one two", new="one three")],
            {},
            {"renumber": 1},
            id="a kind too many",
        ),
    ],
)
def test_what_is_not_as_planted_counts_against_the_engine(
    reported: list[dict[str, Any]], missed: dict[str, int], wrong: dict[str, int]
) -> None:
    assert counts(judged(truth(REWORD), reported))[1:] == (missed, wrong)


def test_each_kind_of_a_change_counts_by_itself() -> None:
    both = expected(
        "reword", "renumber", old="one two", new="one three", old_label="1", new_label="2"
    )
    labels = {"old_label": "1", "new_label": "2"}
    assert counts(
        judged(truth(both), [report("reword", old="one two", new="one three", **labels)])
    ) == (
        {"reword": 1},
        {"renumber": 1},
        {},
    )


@pytest.mark.parametrize(("label", "f1"), [("2", 1.0), ("3", 0.0)])
def test_a_renumbering_is_right_with_both_labels_alone(label: str, f1: float) -> None:
    planted_ = truth(expected("renumber", old="text", new="text", old_label="1", new_label="2"))
    assert (
        judged(
            planted_, [report("renumber", old="text", new="text", old_label="1", new_label=label)]
        ).score.f1()
        == f1
    )


@pytest.mark.parametrize(("row", "f1"), [(2, 1.0), (3, 1.0), (4, 0.0), (None, 0.0)])
def test_a_row_is_right_at_its_place_or_among_rows_that_read_the_same(
    row: int | None, f1: float
) -> None:
    planted_ = truth(expected("row-insert", new="a | b", rows=frozenset((2, 3))))
    assert judged(planted_, [report("row-insert", new="a | b", row=row)]).score.f1() == f1


@pytest.mark.parametrize(("column", "f1"), [(1, 1.0), (0, 0.0)])
def test_a_cell_is_right_in_its_row_and_column_alone(column: int, f1: float) -> None:
    planted_ = truth(
        expected("cell", old="a", new="b", rows=frozenset((2,)), columns=frozenset((1,)))
    )
    assert (
        judged(planted_, [report("cell", old="a", new="b", row=2, column=column)]).score.f1() == f1
    )


def test_another_place_is_counted_apart() -> None:
    score = judged(
        truth(REWORD), [report("reword", old="one two", new="one three", anchor="9")]
    ).score
    assert (score.f1(), score.placed) == (1.0, 0)


def test_of_several_readings_the_one_met_best_counts() -> None:
    instead = (expected("delete", old="one two"), expected("insert", new="one three"))
    planted_ = truth([(REWORD,), instead])
    assert counts(
        judged(planted_, [report("delete", old="one two"), report("insert", new="one three")])
    )[1:] == (
        {},
        {},
    )
    assert counts(judged(planted_, [report("delete", old="one two")])) == (
        {"delete": 1},
        {"insert": 1},
        {},
    )
    assert counts(judged(planted_, [])) == ({}, {"reword": 1}, {})


def shuffled(planted_: set[int], *texts: str, ranks: tuple[int, ...]) -> Truth:
    """Blocks in their new order, with where each stood before."""
    things = tuple(
        Thing(rank=rank, text=text, expected=expected("move", old=text, new=text))
        for rank, text in zip(ranks, texts, strict=True)
    )
    return Truth(shuffles=(Shuffle(things=things, planted=frozenset(planted_)),))


@pytest.mark.parametrize(
    ("moved", "missed"),
    [
        pytest.param(["a a a"], 0, id="the one that was planted"),
        pytest.param(["b", "c"], 0, id="those that it passed, which are lighter"),
        pytest.param(["b"], 1, id="not all of those that it passed"),
        pytest.param([], 1, id="none"),
        pytest.param(["a a a", "b"], 1, id="one too many"),
    ],
)
def test_a_move_is_right_either_way_if_no_more_is_moved(moved: list[str], missed: int) -> None:
    planted_ = shuffled({2}, "b", "c", "a a a", ranks=(1, 2, 0))
    score = judged(planted_, [report("move", old=text, new=text) for text in moved]).score
    assert score.missed.total() + (score.wrong.total() > 0 and not score.missed) == missed


def test_a_heavier_set_is_not_accepted_for_a_move() -> None:
    planted_ = shuffled({2}, "b b b", "c c c", "a", ranks=(1, 2, 0))
    reported = [report("move", old=text, new=text) for text in ("b b b", "c c c")]
    assert counts(judged(planted_, reported)) == ({}, {"move": 1}, {"move": 2})


def test_a_section_that_moved_may_be_told_as_one_change() -> None:
    planted_ = shuffled({0, 1}, "Head", "words", "before", "between", ranks=(2, 3, 0, 1))
    section = report("move", old="Head\nwords", new="Head\nwords")
    assert counts(judged(planted_, [section])) == ({"move": 2}, {}, {})
    more = report("move", old="Head\nwords\nbefore", new="Head\nwords\nbefore")
    assert counts(judged(planted_, [more]))[1:] == ({"move": 2}, {"move": 1})


@pytest.mark.parametrize(("said", "f1"), [(False, 1.0), (True, 0.0)])
def test_what_is_of_substance_is_wrong_where_a_reader_may_mute_it(said: bool, f1: float) -> None:
    planted_ = truth(expected("reword", old="one two", new="one three", consequential=False))
    reported = report("reword", old="one two", new="one three", consequential=said)
    assert judged(planted_, [reported]).score.f1() == f1


def test_a_move_whose_labels_differ_tells_its_renumbering() -> None:
    labels = {"old_label": "1", "new_label": "3"}
    told = expected("renumber", old="text", new="text", old_label="1", new_label="3")
    assert counts(judged(truth(told), [report("move", old="text", new="text", **labels)]))[1] == {}
    assert counts(judged(truth(told), []))[1] == {"renumber": 1}


@pytest.mark.parametrize(
    ("edits", "ratio"),
    [
        pytest.param([["=", "one "], ["-", "two"], ["+", "three"]], 1.0, id="the smallest edit"),
        pytest.param([["-", "one two"], ["+", "one three"]], 14 / 8, id="the whole text"),
    ],
)
def test_what_is_marked_is_measured_against_what_had_to_be(
    edits: list[list[str]], ratio: float
) -> None:
    assert judged(
        truth(REWORD), [report("reword", old="one two", new="one three", edits=edits)]
    ).score.ratios == (ratio,)


def test_marks_where_nothing_was_planted_are_beyond_measure() -> None:
    planted_ = truth(expected("split", old="a b", new="a\nb"))
    assert judged(
        planted_, [report("split", old="a b", new="a\nb", edits=[["=", "a\nb"]])]
    ).score.ratios == (1.0,)
    assert judged(planted_, [report("split", old="a b", new="a\nb")]).score.ratios == (
        float("inf"),
    )


def test_marked_words_are_read_once_from_html() -> None:
    html = (
        "<p>a <del>b</del> <ins>c</ins></p><table><tr"
        ' class="ins"><td><ins>d</ins></td><td>e</td></tr></table>'
    )
    deleted, inserted = marked_texts(html)
    assert [text.split() for text in deleted] == [["b"]]
    assert [text.split() for text in inserted] == [["c"], ["d", "e"]]


def _struck_and_inserted(old: Text, new: Text) -> Marked:
    """An engine that marks all."""
    sides = (("del", old), ("ins", new))
    html = "".join(
        f'<p class="{mark}">{escape(line)}</p>' for mark, text in sides for line in text.lines
    )
    return Marked(
        html=html,
        rejected=[Seen("p", line) for line in old.lines],
        accepted=[Seen("p", line) for line in new.lines],
    )


def _lost(old: Text, new: Text) -> Marked:
    """An engine that shows the new text alone."""
    return Marked(html=new.html, rejected=old.seen, accepted=new.seen)


def test_engines_are_told_apart_by_their_html_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENGINES, "all", _struck_and_inserted)
    monkeypatch.setitem(ENGINES, "lost", _lost)
    text = planted(SEED, 2 * list(PLANTERS).index("reword"))
    ours, everything, lost = outcomes(text, ["ours", "all", "lost"])
    assert (ours.text_kept, ours.blocks_kept, ours.valid) == (True, True, True)
    assert ours.f1 > 0.9
    assert (everything.text_kept, everything.blocks_kept, everything.valid) == (True, True, True)
    assert everything.f1 < ours.f1 / 2
    assert (everything.ratio or 0) > 10
    assert (lost.text_kept, lost.blocks_kept, lost.f1) == (False, False, 0)


def test_an_engine_that_is_not_here_or_fails_is_said_to(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_old: Text, _new: Text) -> Marked:
        raise ZeroDivisionError

    monkeypatch.setitem(ENGINES, "failing", failing)
    monkeypatch.setitem(PACKAGES, "daff", ("no_such_package",))
    outcome, _ = found = outcomes(planted(SEED, 0), ["failing", "ours"])
    assert outcome.failure == "ZeroDivisionError"
    lines = list(tallying.contest(found))
    assert any(line.startswith("daff") and "not installed" in line for line in lines)


# --- Plants and aims ------------------------------------------------------------------------------


def _sample(numbers: range) -> list[Planted]:
    found = []
    for number in numbers:
        try:
            found.append(planted(SEED, number))
        except LookupError:  # no text has a place for it
            continue
    return found


@pytest.fixture(scope="module")
def sample() -> list[Examined]:
    return [examined(each) for each in _sample(SAMPLE)]


def test_the_same_number_plants_the_same() -> None:
    assert planted(SEED, 3) == planted(SEED, 3)


def test_most_plants_find_a_place(sample: list[Examined]) -> None:
    names = {plant.name for result in sample for plant in result.planted.plants}
    assert names <= set(PLANTERS)
    assert len(names) > len(PLANTERS) // 2
    assert all(result.planted.old != result.planted.new for result in sample)


def test_the_aims_are_met_on_a_sample(sample: list[Examined]) -> None:
    _hold_to_the_aims(sample)


@pytest.mark.sweep
def test_the_aims_are_met_on_a_thousand_texts() -> None:
    _hold_to_the_aims([examined(each) for each in _sample(range(1000))])


def _hold_to_the_aims(results: list[Examined]) -> None:
    lines = list(tallying.aims(results))
    assert not [line for line in lines if line.startswith("MISSED")], "\n".join(
        (*tallying.kinds(results), *lines)
    )
