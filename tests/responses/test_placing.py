"""Where the words of a form that came back belong: what people see decides, and no word is lost."""

from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.model.text_rows import TextRow
from build_tools.render.citation import redline_line
from build_tools.responses.form import Form, words_of
from build_tools.responses.respondent import agreement, confidentiality, field_of, personal_data
from tests.responses.forms import (
    FORM,
    HEAD,
    IDS,
    NEW,
    OLD,
    QUESTIONS,
    REDLINE,
    answers,
    blank_form,
    cells,
    filled,
    line,
    placed,
    remarks,
    unplaced,
)
from tests.reviewing import compared

# --- A form as it was meant to be filled ----------------------------------------------------------


def test_what_stands_in_the_blanks_goes_where_it_was_asked() -> None:
    response = placed(
        filled(
            {
                "name": "A. Person",
                "no, or what": "no",
                "yes or no": "In part",
                "answer to question 1": "A week was short.",
                "answer to question 2": "Maps.",
                "response to change 2": "No.",
            }
        )
    )
    assert response.respondent == {"name": "A. Person", "confidential": "no"}
    assert answers(response) == {1: ["In part", "A week was short."], 2: ["Maps."]}
    assert [each.agrees for each in response.answers] == ["in part", ""]
    assert remarks(response) == {IDS[1]: ["No."]}
    assert response.on_this_draft
    assert not response.unplaced


def test_a_blank_form_says_nothing() -> None:
    response = placed(blank_form())
    assert not response.answers
    assert not response.remarks
    assert not response.unplaced
    assert not response.respondent


# --- Outside the boxes ----------------------------------------------------------------------------


def test_words_around_a_blank_are_words_of_its_answer() -> None:
    rows = filled({"answer to question 1": "Yes [answer to question 1], but later"})
    assert answers(placed(rows)) == {1: ["Yes  , but later"]}


def test_what_is_written_behind_a_question_or_below_its_blank_is_its_answer() -> None:
    rows = blank_form()
    rows[5] = line(f"1. {QUESTIONS[0]} Certainly.")
    rows.insert(8, line("And for a year."))
    assert answers(placed(rows)) == {1: ["Certainly.", "And for a year."]}


def test_what_is_written_in_another_cell_of_a_change_is_a_remark_on_it() -> None:
    where, kinds = REDLINE.changes[0].where, ", ".join(REDLINE.changes[0].kinds)
    rows = [cells(*HEAD), cells("1", IDS[0], where, f"{kinds}: too long", "", "and too far")]
    assert remarks(placed(rows)) == {IDS[0]: [f"{kinds}: too long", "and too far"]}


def test_what_follows_the_table_of_changes_belongs_to_none_of_them() -> None:
    rows = [*filled({"response to change 3": "Fine."}), line("With kind regards")]
    assert unplaced(placed(rows)) == ["With kind regards"]
    assert remarks(placed(rows)) == {IDS[2]: ["Fine."]}


def test_a_running_head_belongs_to_no_question() -> None:
    head = TextRow("head", ("In confidence",), is_running_head=True)
    response = placed([*filled({"answer to question 2": "Maps."})[:10], head])
    assert answers(response) == {2: ["Maps."]}
    assert unplaced(response) == ["In confidence"]


@pytest.mark.parametrize("said", ["No.", "Answer", "Where", "1", "Response", "reword"])
def test_an_answer_in_the_words_of_the_form_is_an_answer(said: str) -> None:
    blanks = ("answer to question 1", "answer to question 2", "response to change 1")
    response = placed(filled(dict.fromkeys(blanks, said)))
    assert answers(response) == {1: [said], 2: [said]}
    assert remarks(response) == {IDS[0]: [said]}
    beside = placed([cells("Question", "Answer"), cells(QUESTIONS[0], said)])
    assert answers(beside) == {1: [said]}


def test_prose_without_the_form_is_listed_but_for_what_it_numbers() -> None:
    response = placed([line("We like it."), line("Question 2: More maps."), line("Q1 - Yes.")])
    assert unplaced(response) == ["We like it."]
    assert answers(response) == {1: ["Yes."], 2: ["More maps."]}


def test_a_number_that_is_of_no_question_begins_none() -> None:
    assert unplaced(placed([line("Question 3: what?")])) == ["Question 3: what?"]


def test_a_change_is_known_by_its_id_in_prose_too() -> None:
    rows = [line(f"Change {IDS[1]}: fines are wrong."), line(f"As to {IDS[0]} see above.")]
    assert remarks(placed(rows)) == {IDS[1]: ["fines are wrong.", f"As to {IDS[0]} see above."]}


def test_a_form_without_the_column_of_ids_is_placed_by_where_its_changes_are() -> None:
    where = REDLINE.changes[2].where
    rows = [cells("No.", "Where", "Kind", "Response"), cells("3", where, "reword", "Why?")]
    form = Form.of(QUESTIONS, [REDLINE], rows[:1])
    assert remarks(placed(rows, form)) == {IDS[2]: ["Why?"]}


def test_two_questions_of_the_same_words_are_two() -> None:
    form = Form.of((QUESTIONS[1], QUESTIONS[1]), [], [])
    rows = [line(QUESTIONS[1]), line("Maps."), line(QUESTIONS[1]), line("Charts.")]
    assert answers(placed(rows, form)) == {1: ["Maps."], 2: ["Charts."]}


# --- Where one thing ends and another begins ------------------------------------------------------


@pytest.mark.parametrize("heading", ["Changes", "3. Changes", "3) changes:", "  CHANGES  "])
def test_a_heading_of_the_form_ends_an_answer(heading: str) -> None:
    response = placed([line("Question 1: Yes."), line(heading), line("With kind regards")])
    assert answers(response) == {1: ["Yes."]}
    assert unplaced(response) == ["With kind regards"]


def test_the_line_of_the_redline_ends_an_answer_wherever_it_stands() -> None:
    hashes = redline_line(REDLINE)
    for row in (line(hashes), cells("", hashes)):
        response = placed([line("Question 1: Yes."), row, line("With kind regards")])
        assert unplaced(response) == ["With kind regards"]
        assert response.on_this_draft
    assert unplaced(placed([cells("my note", hashes)])) == ["my note"]


def test_a_row_without_columns_goes_on_with_an_answer_and_is_not_what_an_answer_leads_to() -> None:
    rows = [cells(*HEAD), line("Question 2: Maps"), cells("and", "charts"), line("and globes")]
    assert answers(placed(rows)) == {2: ["Maps", "and", "charts", "and globes"]}
    rows = [line("Question 1"), line("Answer:"), cells("Yes."), line("Changes")]
    assert answers(placed(rows)) == {1: ["Yes."]}


def test_what_a_respondent_says_of_themselves_stands_before_any_answer() -> None:
    rows = [line("Name: A. Person"), line("Question 1: Yes."), line("Name: A. Boat")]
    response = placed(rows)
    assert response.respondent == {"name": "A. Person"}
    assert answers(response) == {1: ["Yes.", "Name: A. Boat"]}


def test_fields_are_joined_and_agreement_is_told_where_it_was_asked() -> None:
    rows = [line("Name: A. Person"), line("Your name: B. Person")]
    rows += [line("Question 1: Yes, all."), line("Question 2: Yes, maps.")]
    response = placed(rows)
    assert response.respondent == {"name": "A. Person; B. Person"}
    assert [each.agrees for each in response.answers] == ["yes", ""]


def test_the_number_of_a_question_counts_and_not_whose_words_follow() -> None:
    assert answers(placed([line(f"Question 2: {QUESTIONS[0]}")])) == {2: [QUESTIONS[0]]}


def test_what_a_file_says_of_a_change_ends_where_what_was_said_begins() -> None:
    change = REDLINE.changes[0]
    rows = [line(f"Change {change.id}"), line("Was: a week"), line("Remark: No."), line("Was: it?")]
    (remark,) = placed(rows).remarks
    assert remark.context == ("Was: a week",)
    assert [said.words for said in remark.said] == ["No.", "Was: it?"]


@pytest.mark.parametrize("said", ["Now: it is late", "Was: das verstehe niemand."])
def test_what_a_change_does_not_say_is_what_somebody_says_of_it(said: str) -> None:
    change = REDLINE.changes[0]
    own = [line(f"Was: {change.old}"), line(f"Now: {change.new[:9]} …"), line("Citation: c")]
    (remark,) = placed([line(f"Change {change.id}"), *own[:2], line(said)]).remarks
    assert [each.words for each in remark.said] == [said]
    assert remark.context == tuple(each.cells[0] for each in own[:2])
    assert placed([line(f"Change {change.id}"), *own[:2]]).remarks == ()


def test_the_running_head_of_another_page_is_the_forms_own() -> None:
    head, other = (
        TextRow("head", (f"Page {page} of {page + 1}",), is_running_head=True) for page in (1, 12)
    )
    form = Form.of(QUESTIONS, [REDLINE], [*blank_form(), head])
    assert unplaced(placed([other], form)) == []
    assert unplaced(placed([replace(other, cells=("Our page",))], form)) == ["Our page"]


def test_a_change_of_two_redlines_is_that_of_the_texts_that_were_written_on() -> None:
    elsewhere = tuple(replace(each, where="Annex") for each in REDLINE.changes)
    later = replace(compared(OLD, NEW + "\n4. More.\n"), changes=elsewhere)
    form = Form.of(QUESTIONS, [REDLINE, later], blank_form())
    pair = (later.old.sha256, later.new.sha256)
    assert [form.change(IDS[0], each).where for each in (None, pair)] == [  # type: ignore[union-attr]
        *(REDLINE.changes[0].where, "Annex")
    ]
    assert form.change_at("Annex") is None
    assert form.change_at(REDLINE.changes[0].where) == REDLINE.changes[0]


# --- On another draft -----------------------------------------------------------------------------


def test_a_remark_on_a_change_that_was_dropped_is_kept_with_all_that_is_known_of_it() -> None:
    later = compared(OLD, NEW.replace("a month", "a week"))
    form = Form.of(QUESTIONS, [later], blank_form(later))
    response = placed(filled({"response to change 1": "A month is long."}), form)
    (remark,) = response.remarks
    assert (remark.change, remark.place) == (IDS[0], "")
    assert remark.context == (REDLINE.changes[0].where, "reword")
    assert [said.words for said in remark.said] == ["A month is long."]
    assert response.on_this_draft is False


# --- What was taken away from the page ------------------------------------------------------------


def test_a_file_taken_away_from_the_page_is_read_by_its_lines() -> None:
    change = REDLINE.changes[0]
    rows = [
        line("Questions"),
        line(f"Question 1: {QUESTIONS[0]}"),
        line("Answer:"),
        line("Change c-00000000: I write as I like"),
        line(f"Question 2: {QUESTIONS[1]}"),
        line("(no answer)"),
        line("Remarks"),
        line(f"Change {change.id}: {change.where}"),
        line("Was: a week"),
        line("Now: a month"),
        line("Remark:"),
        line("Was: it needed?"),
        line("Question 1: no question, this"),
    ]
    response = placed(rows)
    assert answers(response) == {
        1: ["Change c-00000000: I write as I like", "no question, this"],
    }
    assert remarks(response) == {change.id: ["Was: it needed?"]}
    assert response.remarks[0].context == ("Was: a week", "Now: a month")


def test_what_a_file_says_of_a_change_on_which_nothing_was_said_is_no_remark() -> None:
    one, two, _ = REDLINE.changes
    rows = [
        line(f"Change {one.id}: {one.where}"),
        line("Was: a week"),
        line("Citation: cited"),
        line(f"Change {two.id}: {two.where}"),
        line("Now: due"),
        line("Remark:"),
        line("Why?"),
        line("Change c-00000000: Clause 9"),
    ]
    response = placed(rows)
    assert remarks(response) == {two.id: ["Why?"]}
    assert {"Was: a week", "Citation: cited", "Clause 9"} <= set(response.printed)
    assert not response.unplaced


def test_a_csv_file_taken_away_from_the_page_is_read_by_its_columns() -> None:
    head = ("part", "change", "where", "was", "now", "said", "citation")
    rows = [
        cells(*head),
        cells("Respondent", "", "Name", "", "", "B. Person", ""),
        cells("Questions", "", QUESTIONS[0], "", "", "No.", ""),
        cells("Remarks", IDS[0], REDLINE.changes[0].where, "a week", "a month", "where", "cited"),
    ]
    response = placed(rows)
    assert response.respondent == {"name": "B. Person"}
    assert answers(response) == {1: ["No."]}
    assert remarks(response) == {IDS[0]: ["where"]}


def test_an_answer_is_no_part_of_the_form_though_a_part_is_called_so() -> None:
    head = cells("part", "change", "where", "was", "now", "said", "citation")
    rows = [head, cells("Questions", "", QUESTIONS[0], "", "", "Changes", "")]
    assert answers(placed(rows)) == {1: ["Changes"]}


@pytest.mark.parametrize("kinds", ["reword", "Reword, consequential"])
@pytest.mark.parametrize("shown", ["{}", "my {}"])
def test_a_row_says_which_change_is_meant_and_of_what_kind_it_is(kinds: str, shown: str) -> None:
    change = REDLINE.changes[0]
    row = cells("1", shown.format(change.id), change.where, kinds, "Why?")
    said = remarks(placed([cells(*HEAD), row]))[change.id]
    assert said[-1] == "Why?"
    assert kinds not in said
    assert remarks(placed([cells("Why?", change.id)])) == {change.id: ["Why?"]}


# --- Nothing is lost ------------------------------------------------------------------------------

_WORDS = st.text(st.sampled_from("abno 1.:|[]*\n-cQ"), max_size=12) | st.sampled_from(
    [
        *("Yes", "No.", "Answer:", "Remark:", "Was: this", "Name: C", "Questions", "[name]"),
        *("Agree or not: no", "Question 1", "Q2 yes", "Respondent", "part", *QUESTIONS, *IDS[:1]),
        *(f"Change {IDS[1]}: {REDLINE.changes[1].where}x", "change c-123456", "Changes", *HEAD),
    ]
)
_ROWS = st.lists(_WORDS, min_size=1, max_size=6).map(lambda texts: cells(*texts)) | _WORDS.map(line)


@given(st.lists(_ROWS, max_size=8), st.lists(st.integers(0, 17), max_size=8))
def test_words_in_are_words_placed_and_words_listed(rows: list[TextRow], at: list[int]) -> None:
    """Whatever rows stand wherever in a form; `placed` counts them."""
    form = blank_form()
    for row, place in zip(rows, at, strict=False):
        form.insert(place, row)
    placed(form)
    placed(rows)


@given(st.data())
def test_a_word_in_a_blank_is_placed_there_whatever_it_is(data: st.DataObject) -> None:
    blanks = [f"answer to question {at}" for at in (1, 2)]
    blanks += [f"response to change {at}" for at in (1, 2, 3)]
    words = st.text(st.characters(codec="utf-8", exclude_characters="[]"), max_size=20)
    said = {blank: f"x{data.draw(words)}" for blank in blanks}
    response = placed(filled(said))
    found = [*answers(response).values(), *remarks(response).values()]
    assert [words_of(" ".join(each)) for each in found] == [
        words_of(each) for each in said.values()
    ]


# --- What a respondent says of themselves ---------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "agrees"),
    [
        ("Yes, we do.", "yes"),
        ("We agree in principle", "yes"),
        ("☒ No", "no"),
        ("We do not agree with it", "no"),
        ("I disagree.", "no"),
        ("We don’t support it", "no"),
        ("In part: see below", "in part"),
        ("No comment", ""),
        ("No objection", ""),
        ("Nothing to add", ""),
        ("No. 4 is wrong", ""),
        ("In part 2 it is unclear", ""),
        ("Yes, but only in part", "in part"),
        ("Yes, no objection", "yes"),
        ("yes, no or in part", ""),
        ("Yes ☐ No ☒", ""),
        ("Ja / Nein", ""),
        ("Ja und nein", ""),
        ("Ja, aber nur teilweise", "in part"),
        ("Wir stimmen nur zum Teil zu", "in part"),
        ("In Teilen der Stadt fehlt es", ""),
        ("„Nein“", "no"),
        ("Nein, keine Einwände", ""),
        ("Wir unterstützen das", "yes"),
        ("Wir unterstu\u0308tzen das nicht.", ""),
        ("Ich befürworte keinen dieser Sätze", ""),
        ("Einverstanden sind wir damit nicht", ""),
        ("Unterstützen Sie die Ruderer!", ""),
        ("Support für Betreiber fehlt", ""),
        ("Support for operators is missing", ""),
        ("Support.", "yes"),
        ("Support the change, and thank you", "yes"),
        ("Strongly support", "yes"),
        ("We fully support it", "yes"),
        ("Support these; operators are ready", "yes"),
        ("Support the operators need is missing", ""),
        ("Support, in part", "in part"),
        ("We agree, but only in part", "in part"),
        ("We agree with the aim in part", ""),
        ("Agree/Disagree", ""),
        ("Agree or not", ""),
        ("We agree not", ""),
        ("We support none of it", ""),
        ("We agree that it can’t wait", ""),
        ("We agree. It is not early", "yes"),
        ("We agree and have no comments", "yes"),
        ("Yes – but no", ""),
        ("Yes, but not so", ""),
        ("Yes, we do not agree", ""),
        ("Ja, aber nicht so", ""),
        ("Nein, aber ja zu 2", ""),
        ("No problem", ""),
        ("No doubt we agree", ""),
        ("We fully disagree", "no"),
        ("»Ja«", "yes"),
        ("**Yes**", "yes"),
        ("> Yes", ""),
        ("Yesterday we met", ""),
        ("The date is early", ""),
        ("", ""),
    ],
)
def test_agreement_is_told_only_where_words_begin_with_it(said: str, agrees: str) -> None:
    assert agreement(said) == agrees


@pytest.mark.parametrize(
    ("said", "confidential"),
    [
        ("no", "no"),
        ("Not confidential.", "no"),
        ("", "not said"),
        ("Yes", "yes or in part"),
        ("No, but for answer 2", "yes or in part"),
        ("Nothing of this may be printed", "yes or in part"),
    ],
)
def test_in_doubt_it_is_confidential(said: str, confidential: str) -> None:
    assert confidentiality(said) == confidential


@pytest.mark.parametrize(
    ("lines", "confidential", "kept"),
    [
        (["Vertraulich:", "Ja", "Gut."], "yes or in part", ["Gut."]),
        (["Vertraulich:", "nein", "Gut."], "no", ["Gut."]),
        (["Confidential:", "In part.", "Fine."], "yes or in part", ["Fine."]),
        (["Vertraulich? nein", "Gut."], "no", ["Gut."]),
        (["Vertraulich?nein", "Gut."], "no", ["Gut."]),
        (["Confidential?", "no", "Fine."], "no", ["Fine."]),
        (["Confidential?", "- Yes", "Fine."], "yes or in part", ["Fine."]),
        (["Confidential? Yes: all of it", "Fine."], "yes or in part", ["Fine."]),
        (["Confidential (yes/no): no", "Fine."], "no", ["Fine."]),
        (["Contact? Who is that?"], "not said", ["Contact? Who is that?"]),
        (["Confidential? Yes, all", "Fine."], "yes or in part", ["Fine."]),
        (["Confidential:", "We agree.", "Fine."], "not said", ["We agree.", "Fine."]),
        (["Mail: a@example.org", "Mobil:", "0171 234567890", "Gut."], "not said", ["Gut."]),
        (["Mail:", "Ja"], "not said", ["Ja"]),
    ],
)
def test_a_label_may_ask_and_its_value_may_stand_on_the_next_line(
    lines: list[str], confidential: str, kept: list[str]
) -> None:
    response = placed([line(f"1. {QUESTIONS[0]}"), *map(line, lines)])
    assert response.confidential == confidential
    assert answers(response) == {1: kept}


def test_what_a_label_asks_for_stands_on_the_next_line_or_nowhere() -> None:
    response = placed([line("Confidential:"), line(f"1. {QUESTIONS[0]}"), line("Yes")])
    assert response.confidential == "not said"
    assert answers(response) == {1: ["Yes"]}


@pytest.mark.parametrize(
    "part", ["zitieren Sie ", "a", "a@", "yes and ", "no!", "0171 (", "agree "]
)
def test_long_words_are_read_in_time_that_grows_as_they_do(part: str) -> None:
    """Doubled words take twice as long, or a little more; what tries each with each, four times."""
    took = []
    for times in (4_000, 16_000):
        words = part * times
        began = process_time()
        agreement(words)
        confidentiality("no", [words])
        personal_data(words)
        field_of(words)
        took.append(process_time() - began)
    assert took[1] < max(0.5, 9 * took[0])


def test_the_form_that_all_this_is_about_is_what_it_is_said_to_be() -> None:
    assert len(FORM.redlines) == 1
    assert len(IDS) == len(set(IDS)) == 3


# --- In the middle of an answer -------------------------------------------------------------------


@pytest.mark.parametrize("begun", [f"1. {QUESTIONS[0]}", f"Change {IDS[0]}"])
def test_what_is_confidential_is_never_a_part_of_an_answer(begun: str) -> None:
    response = placed(
        [
            cells("Confidential", "No"),
            line(begun),
            line("Yes."),
            line("Confidential: this answer"),
            line("E-mail: a.person@example.org"),
            line("Date: the first is best."),
        ]
    )
    said = [*answers(response).values(), *remarks(response).values()]
    assert said == [["Yes.", "Date: the first is best."]]
    assert response.respondent == {
        "confidential": "No; this answer",
        "contact": "a.person@example.org",
    }
    assert response.confidential == "yes or in part"


@pytest.mark.parametrize(
    ("words", "confidential"),
    [
        ("Fine.", "no"),
        ("The price, in confidence, is five.", "yes or in part"),
        ("This is CONFIDENTIAL.", "yes or in part"),
        ("Please do not publish the price.", "yes or in part"),
        ("Not for publication: five.", "yes or in part"),
        ("Please don’t print it.", "yes or in part"),
        ("For internal use.", "yes or in part"),
        ("Bitte nicht vero\u0308ffentlichen.", "yes or in part"),
        ("Bitte nicht veroeffentlichen.", "yes or in part"),
        ("Bitte veröffentlichen Sie den Preis nicht.", "yes or in part"),
        ("Im Vertrauen: fünf.", "yes or in part"),
        ("Nur für den internen Gebrauch.", "yes or in part"),
        ("Bitte nicht weitergeben.", "yes or in part"),
        ("Wir vertrauen dem Hafen.", "no"),
    ],
)
def test_an_answer_that_speaks_of_confidence_is_for_a_person_to_read(
    words: str, confidential: str
) -> None:
    rows = [cells("Confidential", "No"), line(f"1. {QUESTIONS[0]}"), line(words)]
    assert placed(rows).confidential == confidential
    loose = [cells("Confidential", "No"), line(words)]
    assert placed(loose).confidential == confidential
    remark = [cells("Confidential", "No"), line(f"Change {IDS[0]}"), line(words)]
    assert placed(remark).confidential == confidential
