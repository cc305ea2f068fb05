"""What a provision said on a day. The judge is that of whole texts: it goes through every date that
the record leaves open, and looks up what was in force."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.provenance import (
    History,
    ProvisionOnDay,
    Provisions,
    provision_on_day,
    provision_spells,
)
from build_tools.lineage.provenance.provisions_at import ProvisionsAt
from build_tools.model import Amendment, Certainty, Document
from build_tools.text.markdown import parse
from tests.record.test_point_in_time import TODAY, WINDOW, dated, histories, law, lines
from tests.recording import corpus, day, made
from tests.running import Run

# --- Generated records ----------------------------------------------------------------------------

WORDS = ("a boat", "a raft")
SAID = "A visitor may take {} until dusk, if the keeper has not forbidden it."


def text(words: str, *, shifted: bool) -> str:
    """A text in which a provision says something under one of two numbers."""
    before = "1.1 Nobody lights a fire on the bank of the pond.\n\n" if shifted else ""
    clause = f"1.{1 + shifted} {SAID.format(words)}"
    return f"# Rules\n\n{before}{clause}\n\n2.1 The keeper may refuse.\n"


TEXTS = st.tuples(st.sampled_from(WORDS), st.booleans())


def with_texts(document: Document, texts: list[tuple[str, bool]]) -> Document:
    versions = [
        replace(version, blocks=parse(text(words, shifted=shifted)))
        for version, (words, shifted) in zip(document.versions, texts, strict=True)
    ]
    return replace(document, versions=tuple(versions))


def said(found: ProvisionOnDay) -> set[str]:
    """Each text that it may have been, with its number."""
    return {f"{each.blocks[0].label} {each.blocks[0].text}" for each in found.texts}


@settings(max_examples=20)
@given(lines(), st.data())
def test_each_answer_is_what_every_date_that_the_record_leaves_open_says(
    record: tuple[list[Amendment], list[Amendment]], data: st.DataObject
) -> None:
    line, others = record
    allowed = list(histories(line, others))
    assume(allowed)
    amendments = [*line, *others]
    texts = data.draw(st.lists(TEXTS, min_size=len(amendments), max_size=len(amendments)))
    document = with_texts(corpus(*amendments).document("law"), texts)
    provisions = Provisions(History(document, Comparisons()))
    last = len(line) - 1
    id_ = provisions.id_at(provisions.history.number(document.versions[last]), number(texts[last]))
    assert id_ is not None
    recorded = [day for a in amendments for event in a.events for day in dated(a, event)]
    undated = not [day for event in line[0].events for day in dated(line[0], event)]
    for each in [*WINDOW, TODAY + dt.timedelta(days=1)]:
        found = provision_on_day(provisions, id_, each, TODAY)
        counts = {sum(effect <= each for effect in effects) for effects in allowed}
        if each > TODAY or counts == {0} or (undated and each < min(recorded, default=TODAY)):
            assert (found.certainty, found.texts) == (Certainty.OUTSIDE, ())
            continue
        wanted = {
            f"{number(texts[count - 1])} {SAID.format(texts[count - 1][0])}"
            for count in counts
            if count
        }
        assert said(found) == wanted
        assert found.perhaps_none == (0 in counts)
        is_certain = len(wanted) == 1 and 0 not in counts
        assert found.certainty is (Certainty.CERTAIN if is_certain else Certainty.BOUNDED)


def number(of: tuple[str, bool]) -> str:
    return f"1.{1 + of[1]}"


# --- Cases ----------------------------------------------------------------------------------------

NOT_RECORDED = "date not recorded"
SECOND = {"conclusion": "2022-05", "effect": NOT_RECORDED}
THIRD = {"consultation-issued": "2022-08-04", "conclusion": "2022-09-15", "effect": NOT_RECORDED}
BEFORE = text(WORDS[0], shifted=False)


def provisions_of(*texts: str) -> Provisions:
    document = law(SECOND, THIRD)
    versions = zip(document.versions, texts, strict=True)
    made = tuple([replace(version, blocks=parse(each)) for version, each in versions])
    return Provisions(History(replace(document, versions=made), Comparisons()))


def asked(provisions: Provisions, anchor: str, on: str) -> ProvisionOnDay:
    id_ = provisions.id_at(2, anchor)
    assert id_ is not None
    return provision_on_day(provisions, id_, day(on), day("2030-01-01"))


@pytest.mark.parametrize(
    ("on", "certainty", "labels"),
    [
        ("1900-01-01", Certainty.OUTSIDE, []),
        ("2022-06-01", Certainty.CERTAIN, [["1.0", "2.0"]]),  # both versions say the same
        ("2022-10-01", Certainty.BOUNDED, [["2.0"], ["3.0"]]),
        ("2022-08-10", Certainty.CERTAIN, [["2.0"]]),
        ("2030-01-02", Certainty.OUTSIDE, []),
    ],
)
def test_it_is_certain_where_all_versions_that_may_have_been_in_force_say_the_same(
    on: str, certainty: Certainty, labels: list[list[str]]
) -> None:
    changed = BEFORE.replace("may refuse", "may always refuse")
    provisions = provisions_of(BEFORE, BEFORE.replace("a boat", "a raft"), changed)
    found = asked(provisions, "2.1", on)
    assert found.certainty is certainty
    assert [[version.label for version in each.versions] for each in found.texts] == labels


def test_where_a_version_does_not_have_it_that_is_one_of_the_answers() -> None:
    without = BEFORE.replace("2.1 The keeper may refuse.\n", "")
    found = asked(provisions_of(without, BEFORE, BEFORE), "2.1", "2022-06-01")
    assert [bool(each.blocks) for each in found.texts] == [False, True]
    assert found.certainty is Certainty.BOUNDED


def test_the_spells_are_all_days_each_with_its_answer() -> None:
    provisions = provisions_of(BEFORE, text(WORDS[1], shifted=False), text(WORDS[1], shifted=True))
    id_ = provisions.id_at(2, "1.2")
    assert id_ is not None
    today = day("2030-01-01")
    found = provision_spells(provisions, id_, today)
    assert (found[0][0].first, found[-1][0].last) == (None, None)
    for spell, answer in found:
        each = spell.last or today + dt.timedelta(days=1)
        assert answer == provision_on_day(provisions, id_, each, today)


_KEEPER = "The keeper of the lock opens it for every boat that sounds its horn at noon."
_LAMP = "A lantern burns over the gate from dusk until the last boat has come home."
_WHOLE = f"# Rules\n\n1.1 Dogs stay on the bank.\n\n1.2 {_KEEPER} {_LAMP}\n"
_DIVIDED = _WHOLE.replace(f" {_LAMP}", f"\n\n1.3 {_LAMP}")


@pytest.mark.parametrize(
    ("texts", "has", "anchor", "day", "part_of"),
    [
        ([_WHOLE, _DIVIDED], 1, "1.2", 2010, {"1.2"}),
        ([_WHOLE, _DIVIDED], 1, "1.3", 2010, {"1.2"}),
        ([_WHOLE, _WHOLE, _DIVIDED], 2, "1.3", 2010, {"1.2"}),
        ([_DIVIDED, _WHOLE], 0, "1.2", 2011, {"1.2"}),
        ([_DIVIDED, _WHOLE, _WHOLE.replace("noon", "dawn")], 0, "1.3", 2012, {"1.2"}),
        ([_WHOLE, _WHOLE + "\n1.3 Nobody swims.\n"], 1, "1.3", 2010, set()),
        ([_WHOLE + "\n1.3 Nobody swims.\n", _WHOLE], 0, "1.3", 2011, set()),
    ],
)
def test_words_that_stood_in_another_provision_are_told_to_have(
    texts: list[str], has: int, anchor: str, day: int, part_of: set[str]
) -> None:
    """What was divided off another was law as part of that, and what was joined with it is."""
    dates = [{"effect": f"{2010 + at}-01-01"} for at in range(len(texts))]
    document = made("pond", *zip(texts, dates, strict=True))
    provisions = Provisions(History(document, Comparisons()))
    id_ = provisions.id_at(has, anchor)
    assert id_ is not None
    found = provision_on_day(provisions, id_, dt.date(day, 6, 1), dt.date(2020, 1, 1))
    (said,) = found.texts
    at = provisions.history.number(said.versions[-1])
    held = [provisions.block_at(at, each) for each in said.part_of]
    assert {block.anchor for block in (*held, *said.blocks[:1]) if block} == part_of


# --- On the command line --------------------------------------------------------------------------


def test_show_follows_a_provision_through_its_numbers(run: Run) -> None:
    ran = run("show", "mtad", "17.9", "--on", "2022-06-01")
    assert ran.code == 1
    assert "on 1 June 2022: Clause 17.8 of 1.0 or Clause 17.9 of 2.0: the record" in ran.err
    assert "--- Clause 17.8 of 1.0\n\n17.8 To reopen a Cohort" in ran.out
    assert "--- Clause 17.9 of 2.0\n\n17.9 To reopen a Closed Cohort" in ran.out
    assert "[-17.8-]{+17.9+}" in ran.out
    assert "To reopen a {+Closed +}Cohort" in ran.out


def test_what_differs_in_one_provision_says_nothing_of_others(run: Run) -> None:
    whole = run("redline", "mtad@1.0", "mtad@2.0").out
    assert "Changed without a word:" in whole
    told = run("show", "mtad", "17.9", "--on", "2022-06-01").out
    assert "Changed without a word:" not in told


def test_show_is_certain_where_both_versions_say_the_same(run: Run) -> None:
    ran = run("show", "mtad", "cl", "17.1", "--on", "2022-06-01")
    assert ran.code == 0
    assert ran.out.startswith("17.1 DCC shall provide Migration DUST")
    assert "1.0 and 2.0 have the same" in ran.err


def test_show_tells_both_where_the_record_is_not_sure_of_the_very_day_it_is_read_on(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1654041600")
    ran = run("show", "mtad", "17.9")
    assert (ran.code, ran.out) == (1, run("show", "mtad", "17.9", "--on", "2022-06-01").out)
    assert "on 1 June 2022: Clause 17.8 of 1.0 or Clause 17.9 of 2.0: the record" in ran.err


def test_show_says_what_is_outside_the_record(run: Run) -> None:
    ran = run("show", "mtad", "17.6", "--on", "1900-01-01")
    assert (ran.code, ran.out) == (1, "")
    assert "outside the record: it holds no date before 1 May 2022" in ran.err


def test_show_gives_what_a_heading_is_over(run: Run) -> None:
    whole = run("show", "mtad@3.0").out
    shown = run("show", "mtad@3.0", "17").out
    assert shown.startswith("17 Migration DUST\n\n17.1 DCC shall")
    text, *notes = shown.split("\n\n[^")
    assert text.endswith("that they used.")
    assert [note.partition("]")[0] for note in notes] == ["2", "3"]
    assert all(f"[^{note}" in whole for note in notes)
    assert "18 Disputes" not in shown
    assert run("show", "mtad", "17", "--on", "2022-12-05").out == shown


def test_show_gives_one_provision_of_a_version(run: Run) -> None:
    ran = run("show", "mtad@4.0", "17.8")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("17.8 While a Cohort is a Closing Cohort:\n\n(a) ")
    assert run("show", "mtad", "17.8").out.startswith("17.8 Once a Cohort is a Closed Cohort")
    unknown = run("show", "mtad", "17.99", "--on", "2022-06-01")
    assert unknown.code == 2
    assert "mtad@3.0 has no such provision" in unknown.err
    form = run("show", "mtad", "17.8", "--format", "json")
    assert form.code == 2
    assert "--format text alone" in form.err


def test_what_is_part_of_a_provision_is_looked_for_once_in_each_version(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And not once more for each provision that is asked for its days."""
    looked: list[int] = []
    around = ProvisionsAt.round

    def counted(text: ProvisionsAt, place: int) -> Iterator[int]:
        looked.append(place)
        return around(text, place)

    monkeypatch.setattr(ProvisionsAt, "round", counted)
    rules = "\n\n".join([f"{number}.1 Rule {number} of the pond." for number in range(1, 31)])
    texts = [rules, rules.replace("Rule 4", "The fourth rule")]
    document = made("pond", *[(f"# Rules\n\n{each}\n", {"effect": "2022-01-01"}) for each in texts])
    provisions = Provisions(History(document, Comparisons()))
    lives = list(provisions.lives)
    before = len(looked)
    for id_ in lives:
        provision_spells(provisions, id_, TODAY)
    assert len(lives) > 30
    assert len(looked) - before <= sum(len(version.body) for version in document.versions)
