"""The record of responses that a person completed → who said what of which question and change, and
what of it is confidential. Nothing may be left to tell.

An error quotes nothing of what it is about: see `completed_yaml`.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

from build_tools.model import Amendment, CorpusError, Redline
from build_tools.model.amendments import Moment
from build_tools.responses.completed_yaml import Entry, Problems, root_of
from build_tools.responses.form import CHANGE_ID, plain
from build_tools.responses.respondent import YES, personal_data

_ROOT = ("amendment", "redlines", "responses", "unread")
_REDLINE = ("old", "old_sha256", "new", "new_sha256")
_RESPONSE = (
    *("file", "name", "organisation", "contact", "dated", "received", "late", "confidential"),
    *("confidential_as_said", "print_name", "written_on", "on_this_draft"),
    *("answers", "remarks", "to_place", "words"),
)
_ANSWER = ("question", "agrees", "words", "confidential")
_REMARK = ("change", "where", "dropped", "as_sent", "words", "confidential")
_TO_PLACE = ("where", "words", "belongs_to", "confidential")
_QUESTION = re.compile(r"(?:question )?([1-9]\d{0,2})")
_NOT_TOLD = "not told"
NOTHING = "nothing"
"""Where words belong that say nothing of the consultation, such as a greeting."""
_OPEN = {("no", ""), ("no", "no"), ("in part", "no")}
"""What is said of a whole response and of a part of it where that part may be quoted."""
_SHORTEST_NAME = 4
"""So many letters a name has that is looked for in what others say."""
_PERSONAL = (
    "hold, in what may be quoted, an address, a number of a telephone, or a name that may not be"
    " printed, of this respondent or of another"
)
_PLACED_NOWHERE = "such words under `to_place`, with `belongs_to: nothing`"
_AGREES = ("yes", "no", "in part", "")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a respondent said of one question or one change."""

    about: int | str
    agrees: str
    words: str
    is_open: bool
    """Whether it may be quoted."""
    sent_as: str = ""
    """How the response cites a change that the draft has no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletedResponse:
    """One response, of which nothing is left to tell."""

    name: str
    organisation: str
    contact: str
    may_be_named: bool
    late: bool
    confidential: str
    """"yes", "in part" or "no"."""
    statements: tuple[Statement, ...]
    beside: tuple[str, ...]
    """Words that belong to nothing, which are never quoted."""


def completed_responses(
    path: str, text: str, amendment: Amendment, redlines: Iterable[Redline]
) -> tuple[CompletedResponse, ...]:
    """What a completed record says; CorpusError with all that is wrong with it or left to tell, in
    words that give nothing of it away.
    """
    problems = Problems(path)
    root = root_of(problems, text, _ROOT)
    if root.text("amendment") != amendment.id:
        root.note("amendment", "is another than the one that is concluded", amendment.id)
    read = list(redlines)
    _hold_to_the_drafts(root, read)
    for unread in root.entries("unread", ("file", "why")):
        form = "its words as one more response, typed by a person, and nothing under `unread`"
        unread.note("file", "could not be read, so what it says is not told", form)
    reader = _Reader(amendment, read)
    entries = list(root.entries("responses", _RESPONSE))
    responses = tuple(map(reader.response, entries))
    _refuse_personal(entries, responses, [amendment.text, *_texts(read)])
    if problems.found:
        raise CorpusError(problems.found)
    return responses


def printed_names(responses: Iterable[CompletedResponse]) -> Iterator[str]:
    """The names of respondents who let them be printed."""
    for response in responses:
        if response.may_be_named:
            yield from (response.name, response.organisation)


def hidden_names(response: CompletedResponse) -> Iterator[str]:
    """What of a respondent may not be printed, as `form.plain` has it: the name, where that was not
    let, and the address always.
    """
    names = () if response.may_be_named else (response.name, response.organisation)
    for name in map(plain, (*names, response.contact)):
        if len(name) >= _SHORTEST_NAME:
            yield name


def _texts(redlines: Iterable[Redline]) -> Iterator[str]:
    for redline in redlines:
        yield from (redline.old.text, redline.new.text)


def _hold_to_the_drafts(root: Entry, redlines: Iterable[Redline]) -> None:
    """The record was read against the very draft that was consulted on."""
    known = {each.new.sha256 for each in redlines}
    form = "the record of `corpus responses`, read against the draft that was consulted on"
    entries = list(root.entries("redlines", _REDLINE))
    if known and not entries:
        root.note("redlines", "does not tell against which draft the responses were read", form)
    for each in entries:
        if each.text("new_sha256") not in known:
            each.note("new_sha256", "is no draft as consulted, as the record here has it", form)


class _Reader:
    """What each response is held to."""

    def __init__(self, amendment: Amendment, redlines: Iterable[Redline]) -> None:
        self._questions = len(amendment.questions)
        self._closes = amendment.closes
        self._changes: set[str] = set()
        for redline in redlines:
            self._changes |= {change.id for change in redline.changes}

    def response(self, entry: Entry) -> CompletedResponse:
        """One response."""
        confidential = entry.one_of(
            "confidential",
            ("yes", "in part", "no"),
            "is left to tell: read what the respondent wrote of it",
        )
        statements = [*self._answers(entry), *self._remarks(entry)]
        beside: list[str] = []
        for each in entry.entries("to_place", _TO_PLACE):
            about = self._belongs_to(each)
            if about == NOTHING:
                beside.append(each.text("words"))
            elif about:
                known = isinstance(about, int) or about in self._changes
                statements.append(_statement(each, confidential, about, "" if known else _NOT_TOLD))
        name, organisation = entry.text("name"), entry.text("organisation")
        may_be_named = bool(
            re.fullmatch(rf"{YES}[.!]?|true", entry.text("print_name"), re.IGNORECASE)
        )
        return CompletedResponse(
            name=name,
            organisation=organisation,
            contact=entry.text("contact"),
            may_be_named=may_be_named,
            late=self._late(entry),
            confidential=confidential,
            statements=tuple(statements),
            beside=tuple(beside),
        )

    def _answers(self, entry: Entry) -> Iterator[Statement]:
        for each in entry.entries("answers", _ANSWER):
            number = each.text("question")
            if number.isdecimal() and 0 < int(number) <= self._questions:
                yield _statement(each, entry.text("confidential"), int(number))
            else:
                each.note("question", "is no question of the amendment", "a number from 1")

    def _remarks(self, entry: Entry) -> Iterator[Statement]:
        for each in entry.entries("remarks", _REMARK):
            id_ = each.text("change")
            if not CHANGE_ID.fullmatch(id_):
                each.note("change", "is no id of a change", "c-3f9a1c")
                continue
            sent_as = "" if id_ in self._changes else " ".join(each.texts("as_sent"))
            if id_ not in self._changes:
                sent_as = sent_as or _NOT_TOLD
            yield _statement(each, entry.text("confidential"), id_, sent_as)

    def _belongs_to(self, entry: Entry) -> int | str:
        """The question or change to which a person gave words; "" where that is left to tell."""
        said = entry.text("belongs_to")
        question = _QUESTION.fullmatch(said)
        if question and int(question[1]) <= self._questions:
            return int(question[1])
        if said == NOTHING or CHANGE_ID.fullmatch(said):
            return said
        form = f"question 1, the id of a change, or {NOTHING}"
        entry.note(
            "belongs_to", "does not tell where words belong that no program could place", form
        )
        return ""

    def _late(self, entry: Entry) -> bool:
        """Whether a response came after the consultation closed."""
        told = {"true": True, "yes": True, "false": False, "no": False}.get(entry.text("late"))
        received = _moment(entry.text("received"))
        if received is None and entry.text("received"):
            entry.note("received", "is no day", "2023-01-12, or 2023-01-12T09:30")
        elif received is None and told is None:
            entry.note("received", "is left to tell: when the response came", "2023-01-12")
        came_late = (
            received is not None and self._closes is not None and _after(received, self._closes)
        )
        if told is not None and received is not None and self._closes and told != came_late:
            entry.note("late", "is not what `received` and the close of the consultation say")
        return came_late if told is None else told


def _refuse_personal(
    entries: Iterable[Entry], responses: Sequence[CompletedResponse], known: Iterable[str]
) -> None:
    """What may be quoted holds no personal data that is not for print: of the respondent, nor of
    another whose name does not stand in texts that everybody may read.
    """
    public = f" {plain(' '.join([*known, *printed_names(responses)]))} "
    of_all = chain.from_iterable(map(hidden_names, responses))
    hidden = {name for name in of_all if f" {name} " not in public}
    for entry, response in zip(entries, responses, strict=True):
        names = hidden.union(hidden_names(response))
        for each in filter(attrgetter("is_open"), response.statements):
            if personal_data(each.words) or _holds_any(each.words, names):
                key = "answers" if isinstance(each.about, int) else "remarks"
                entry.note(key, _PERSONAL, _PLACED_NOWHERE)


def _holds_any(words: str, names: Iterable[str]) -> bool:
    padded = f" {plain(words)} "
    return any(f" {name} " in padded for name in names)


def _statement(entry: Entry, confidential: str, about: int | str, sent_as: str = "") -> Statement:
    """Of what is confidential in part, only that is open of which a person said so."""
    own = entry.text("confidential")
    if own not in ("", "yes", "no"):
        entry.note("confidential", "does not tell whether this may be quoted", "yes or no")
    is_open = (confidential, own) in _OPEN
    agrees = ""
    if isinstance(about, int) and "agrees" in entry.nodes:
        agrees = entry.one_of("agrees", _AGREES, "does not tell whether somebody agrees")
    return Statement(about, agrees, entry.text("words"), is_open, sent_as)


def _moment(text: str) -> dt.datetime | dt.date | None:
    try:
        return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)
    except ValueError:
        return None


def _after(received: dt.datetime | dt.date, closes: Moment) -> bool:
    """Whether something came after a consultation had closed; on the day itself, only where both
    have a time.
    """
    day = received.date() if isinstance(received, dt.datetime) else received
    if closes.day is None or day != closes.last_day:
        return closes.day is not None and day > closes.last_day
    return (
        isinstance(received, dt.datetime)
        and closes.time is not None
        and received.time() > closes.time
    )
