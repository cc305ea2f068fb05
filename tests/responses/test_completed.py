"""A record of responses that a person completed: what is left to tell, what may be published of it,
and where what is published gives away what may not be.

No error holds a word of it.
"""

import datetime as dt
from dataclasses import replace

import pytest
import yaml

from build_tools.model import Amendment, CorpusError, Event, Moment, Step
from build_tools.model.opinions import Opinion, PublicResponses
from build_tools.responses.completed import CompletedResponse, completed_responses
from build_tools.responses.confidence import breaches
from build_tools.responses.publishable import publishable
from tests.responses.forms import IDS, QUESTIONS, REDLINE

SECRET = "Zebrawood quillfeather marchpane oxbowlake tests need months"
AMENDMENT = Amendment(
    id="loans",
    title="Longer loans",
    route=None,
    summary="Lends lenses for longer.",
    steps=(Step(document="rules", old="1.0", new="2.0"),),
    events={
        "consultation-closes": Event(planned=Moment(dt.date(2023, 1, 13), "minute", dt.time(16, 0)))
    },
    questions=QUESTIONS,
)


def response(**told: object) -> dict[str, object]:
    return {
        "file": "a.docx",
        "name": "Ada Example",
        "organisation": "Sham Lenses Ltd",
        "received": "2023-01-12",
        "confidential": "no",
        "print_name": "yes",
        "answers": [{"question": 1, "agrees": "yes", "words": "Yes\nOf course."}],
        "remarks": [],
        "to_place": [],
        **told,
    }


def written(*responses: object, **told: object) -> str:
    record = {
        "amendment": "loans",
        "redlines": [{"new_sha256": REDLINE.new.sha256}],
        "responses": list(responses),
        "unread": [],
        **told,
    }
    return yaml.safe_dump(record, sort_keys=False)


def read(*responses: object) -> tuple[CompletedResponse, ...]:
    return completed_responses("done.yml", written(*responses), AMENDMENT, [REDLINE])


def public(*responses: object) -> PublicResponses:
    return publishable(read(*responses), AMENDMENT, [REDLINE])


ANSWER = {"question": 1, "agrees": "no", "words": SECRET}
REMARK = {"change": IDS[0], "words": SECRET}
LOOSE = {"where": "line 1", "words": SECRET, "belongs_to": None}


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"confidential": "yes or in part"}, "`confidential` is left to tell"),
        ({"confidential": "not said"}, "`confidential` is left to tell"),
        ({"received": None}, "`received` is left to tell: when the response came"),
        ({"received": SECRET}, "`received` is no day"),
        ({"received": "2023-01-14", "late": "no"}, "`late` is not what `received` and the close"),
        ({"to_place": [LOOSE]}, "`belongs_to` does not tell where words belong"),
        ({"to_place": [{**LOOSE, "belongs_to": "question 3"}]}, "`belongs_to` does not tell"),
        ({"answers": [{**ANSWER, "question": SECRET}]}, "`question` is no question"),
        ({"answers": [{**ANSWER, "question": 3}]}, "`question` is no question"),
        ({"answers": [{**ANSWER, "agrees": SECRET}]}, "`agrees` does not tell"),
        ({"answers": SECRET}, "`answers` must be a list"),
        ({"answers": [SECRET]}, "must be keys with values"),
        ({"answers": [{**ANSWER, SECRET: "a"}]}, "unknown key; the keys here are question"),
        ({"answers": [{**ANSWER, "confidential": SECRET}]}, "`confidential` does not tell"),
        ({"remarks": [{**REMARK, "change": SECRET}]}, "`change` is no id of a change"),
        ({"name": [SECRET]}, "`name` must be text"),
        ({"answers": [{**ANSWER, "words": f"{SECRET} a@b.example"}]}, "an address, a number"),
        ({"answers": [{**ANSWER, "words": f"{SECRET} +44 20 7946 0000"}]}, "a number of a tele"),
        (
            {
                "name": SECRET,
                "print_name": None,
                "answers": [{**ANSWER, "words": f"I am {SECRET}"}],
            },
            "a name that may not be printed",
        ),
        (
            {
                "name": "Zebrawood Quill",
                "print_name": None,
                "answers": [{**ANSWER, "words": "Yes\nSigned: Zebrawood\nQuill"}],
            },
            "a name that may not be printed",
        ),
        (
            {
                "contact": "7 Zebrawood Row, Lensham",
                "answers": [{**ANSWER, "words": "Write to 7 Zebrawood Row,\nLensham."}],
            },
            "an address",
        ),
    ],
)
def test_what_is_left_to_tell_is_told_of_at_its_line_and_in_no_word_of_a_respondent(
    told: dict[str, object], message: str
) -> None:
    text = written(response(**told))
    with pytest.raises(CorpusError) as raised:
        completed_responses("done.yml", text, AMENDMENT, [REDLINE])
    assert message in str(raised.value)
    assert "Zebrawood" not in str(raised.value)
    key = message.split("`")[1] if message.startswith("`") else ""
    line = text.split("\n")[raised.value.problems[0].line - 1]
    assert f"{key}:" in line or not key or line.strip().startswith("-")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        (f"a: [{SECRET}", "cannot be read as YAML"),
        (f"- {SECRET}", "must be keys with values"),
        (written(amendment=SECRET), "`amendment` is another than the one that is concluded"),
        (written(redlines=[{"new_sha256": SECRET}]), "is no draft as consulted"),
        (written(unread=[{"file": SECRET, "why": SECRET}]), "could not be read, so what it says"),
        (written() + "amendment: loans\n", "key `amendment` stands here a second time"),
    ],
)
def test_a_record_of_something_else_is_refused(text: str, message: str) -> None:
    with pytest.raises(CorpusError) as raised:
        completed_responses("done.yml", text, AMENDMENT, [REDLINE])
    assert message in str(raised.value)
    assert "Zebrawood" not in str(raised.value)


def test_what_was_said_openly_is_quoted_under_the_name_that_may_be_printed() -> None:
    said = public(
        response(),
        response(print_name=None, answers=[{**ANSWER, "words": "Never"}]),
        response(print_name="Yes please do not", organisation=None),
    )
    assert said.questions[0].quoted == (
        Opinion("Sham Lenses Ltd", "yes", "Of course.", late=False),
        Opinion("Respondent 2", "no", "Never", late=False),
        Opinion("Respondent 3", "yes", "Of course.", late=False),
    )
    assert dict(said.questions[0].agrees) == {"yes": 2, "no": 1}
    assert said.questions[1].count == 0


def test_what_was_said_in_confidence_is_counted_and_nowhere_quoted() -> None:
    said = public(
        response(confidential="yes", answers=[ANSWER], remarks=[REMARK]),
        response(
            confidential="in part",
            answers=[{**ANSWER, "words": "Openly", "confidential": "no"}],
            remarks=[REMARK],
        ),
        response(answers=[{**ANSWER, "confidential": "yes"}, {"question": 2, "words": "Keys"}]),
    )
    assert (said.received, said.confidential, said.partly_confidential) == (3, 1, 2)
    assert "Zebrawood" not in repr(said)
    one, two = said.questions
    assert (one.count, one.confidential, dict(one.agrees)) == (3, 2, {"no": 3})
    assert [each.words for each in (*one.quoted, *two.quoted)] == ["Openly", "Keys"]
    (change,) = said.changes
    assert (change.about, change.count, change.confidential) == (IDS[0], 2, 2)
    assert change.counted == "2 respondents spoke to it, 2 of them in confidence."


def test_a_change_that_the_draft_has_no_longer_is_kept_with_how_it_was_sent() -> None:
    gone = {"change": "c-00000000", "as_sent": ["Clause 9.9", "insert"], "words": "Why?"}
    said = public(response(remarks=[gone, {**REMARK, "change": IDS[1], "words": "Good."}]))
    assert [each.about for each in said.changes] == [IDS[1], "c-00000000"]
    assert [each.sent_as for each in said.dropped] == ["Clause 9.9 insert"]


@pytest.mark.parametrize(
    ("received", "late"),
    [
        ("2023-01-13T16:00", False),
        ("2023-01-13T16:01", True),
        ("2023-01-13", False),
        ("2023-01-14", True),
    ],
)
def test_whether_a_response_came_too_late_follows_from_when_it_came(
    received: str, *, late: bool
) -> None:
    assert public(response(received=received)).late == late
    told = public(response(received=None, late="yes" if late else "no"))
    assert told.questions[0].quoted[0].late == late


def test_words_that_a_person_placed_are_said_of_what_they_belong_to() -> None:
    said = public(
        response(
            answers=[],
            to_place=[
                {**LOOSE, "words": "Good.", "belongs_to": "question 2"},
                {**LOOSE, "words": "Bad.", "belongs_to": IDS[0]},
                {**LOOSE, "belongs_to": "nothing"},
            ],
        )
    )
    assert [each.words for each in said.questions[1].quoted] == ["Good."]
    assert [each.words for each in said.changes[0].quoted] == ["Bad."]
    assert "Zebrawood" not in repr(said)


@pytest.mark.parametrize("words", ["As Zebrawood Quill says.", "Yes\nWrite to zebrawood  QUILL"])
def test_nobody_is_quoted_who_names_another_that_may_not_be_named(words: str) -> None:
    hidden = response(name="Zebrawood Quill", print_name=None, confidential="yes")
    with pytest.raises(CorpusError, match="of this respondent or of another") as raised:
        read(response(answers=[{**ANSWER, "words": words}]), hidden)
    assert "ebrawood" not in str(raised.value)
    answer = {**ANSWER, "words": words, "confidential": "yes"}
    assert read(response(confidential="in part", answers=[answer]), hidden)
    assert read(response(answers=[{**ANSWER, "words": words}]), {**hidden, "print_name": "yes"})


def test_a_name_that_the_text_of_the_law_has_may_be_said_by_another() -> None:
    words = REDLINE.new.body[-1].text[:20]
    hidden = response(organisation=words, print_name=None)
    answer = {**ANSWER, "words": f"I like {words}"}
    assert read(response(answers=[answer]), hidden)
    with pytest.raises(CorpusError, match="a name that may not be printed"):
        read({**hidden, "answers": [answer]})


# --- What gives it away ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Because tests need months.", []),
        ("fine\nzebrawood, Quillfeather\nmarchpane oxbowlake tests: no", [2]),
        ("Ada Example asks", [1]),
        ("a\nSham Lenses Ltd. asks", [2]),
        ("Ada and Example ask", []),
    ],
)
def test_a_text_that_repeats_what_is_confidential_is_told_of_at_its_line(
    text: str, lines: list[int]
) -> None:
    closed = read(response(confidential="yes", print_name="no", answers=[ANSWER]))
    found = list(breaches(closed, "decisions.yml", text, ["The law of lenses."]))
    assert [each.line for each in found] == lines
    assert "ebrawood" not in str(found)
    assert "Sham" not in str(found)
    assert not list(breaches(closed, "decisions.yml", text, [text]))  # everybody may read it
    is_open = [replace(each, may_be_named=True, statements=()) for each in closed]
    assert not list(breaches(is_open, "decisions.yml", text, []))


@pytest.mark.parametrize(
    ("said", "text", "lines"),
    [
        ("Zebrawood quillfeather", "a\nthe zebrawood,\nQuillfeather way", [2]),
        ("Zebrawood!", "As Zebrawood said", [1]),
        ("We agree.", "We agree with most.", []),
        ("No comment", "There was no comment.", []),
        ("The law of", "The law of lenses", []),
    ],
)
def test_short_statements_are_looked_for_too(said: str, text: str, lines: list[int]) -> None:
    closed = read(response(confidential="yes", answers=[{**ANSWER, "words": said}]))
    found = list(breaches(closed, "decisions.yml", text, ["The law of lenses."]))
    assert [each.line for each in found] == lines
    assert "ebrawood" not in str(found)


def test_a_name_that_another_said_openly_is_not_free_to_be_printed() -> None:
    hidden = response(name="Zebrawood Quill", print_name=None)
    both = [*read(hidden), *read(response(answers=[{**ANSWER, "words": "Zebrawood Quill"}]))]
    assert list(breaches(both, "decisions.yml", "As Zebrawood Quill asks", []))


def test_a_record_that_names_no_draft_is_refused() -> None:
    with pytest.raises(CorpusError, match="does not tell against which draft"):
        completed_responses("done.yml", written(response(), redlines=[]), AMENDMENT, [REDLINE])
