"""Rules on words: placeholders left in, the names of documents, dates."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from build_tools.check.context import FileContext, TextContext
from build_tools.model import Amendment, Moment
from build_tools.model.names import DAYS, MONTHS
from build_tools.model.problems import Problem

# Square brackets round nothing, a bullet, dots, a dash, x's, a date's letters, TBC, TBD, "date",
# "number" and the like or words that begin with "insert"; TBC or TBD by itself; XX or more by
# itself, unless it is the numeral of a schedule. A bracket that opens a link is none.
PLACEHOLDER = re.compile(
    r"""\\?\[ \s* (?: [●•*_.…–—?-]*
                 | x+
                 | [dmy/ ]+
                 | t\.?b\.?[cda]\.?
                 | tba\b.*?
                 | (?:insert|enter|add)\b[^\]]*
                 | (?:the\s+)? (?:effective\s+|end\s+|start\s+)?
                   (?:date|day|month|year|number|no\.?|name|amount|time)
              ) \s* \\?\] (?!\()
      | \b TB[CD] \b
      | (?<! nnex\s|dule\s|pter\s|tion\s|icle\s|part\s|itle\s )
        (?<![(\w]) (?-i:XX+) (?![)\w])""",
    re.IGNORECASE | re.VERBOSE,
)


def placeholders(context: TextContext) -> Iterator[Problem]:
    """No placeholder once the amendment has been directed; before that, one is only work to be
    done.
    """
    if not context.directed:
        return
    for number, line in context.prose:
        for found in PLACEHOLDER.finditer(line):
            message = f"the placeholder `{found[0]}` is left in a version that has been decided"
            yield context.problem(number, message, found.start() + 1, "the value, or: not recorded")


# --- Names of documents ---------------------------------------------------------------------------

_NAME_WORD = re.compile(r"\w[\w'’-]*")
_STEM = 4
"""How many letters two words share at their heads to be forms of one: Test and Testing."""


def document_names(context: FileContext) -> Iterator[Problem]:
    """A document of the record is called by its title, not by one in which a word has another
    form.
    """
    titles = [document.title for document in context.corpus.documents]
    for number, prose in context.prose:
        for title, start, end in _near_titles(titles, prose):
            printed, line = prose[start:end], context.lines[number - 1]
            if printed not in titles:
                mended = f"{line[:start]}{title}{line[end:]}"
                message = f"`{printed}` is called `{title}` in the record"
                yield context.problem(number, message, start + 1, title, mended=mended)


def _near_titles(titles: Iterable[str], line: str) -> Iterator[tuple[str, int, int]]:
    """The titles that a line has but for one word in another form, and where those words stand."""
    for title in titles:
        wanted = title.split()
        # Most lines have too few of the words: then there is nothing to look for.
        if sum(word in line for word in wanted) < len(wanted) - 1:
            continue
        found = list(_NAME_WORD.finditer(line))
        for at in range(len(found) - len(wanted) + 1):
            window = found[at : at + len(wanted)]
            if _is_near(wanted, [word[0] for word in window]):
                yield title, window[0].start(), window[-1].end()


def _is_near(title: Sequence[str], words: Sequence[str]) -> bool:
    """Whether words are those of a title but for one, which has another form."""
    other = [(a, b) for a, b in zip(title, words, strict=True) if a != b]
    if len(title) <= 2 or len(other) != 1:
        return False
    wanted, printed = other[0]
    return printed[:_STEM] == wanted[:_STEM]


# --- Dates ----------------------------------------------------------------------------------------

_SHORT = {month[:3]: month for month in MONTHS}
_MONTH = "|".join((*MONTHS, *_SHORT))
_WEEKDAY = "|".join((*DAYS, *(day[:3] for day in DAYS)))
_DATED = re.compile(
    rf"(?:\b(?P<weekday>{_WEEKDAY})\.?,?\s+(?:the\s+)?)?\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:day\s+of\s+|of\s+)?"
    rf"(?P<month>{_MONTH})\.?,?\s+(?P<year>\d{{4}})\b"
)


def _day(found: re.Match[str]) -> dt.date | None:
    month = MONTHS.index(_SHORT[found["month"][:3].title()]) + 1
    try:
        return dt.date(int(found["year"]), month, int(found["day"]))
    except ValueError:
        return None


def weekdays(context: FileContext) -> Iterator[Problem]:
    """A date exists, and falls on the day of the week that is printed with it."""
    for number, line in context.prose:
        for found in _DATED.finditer(line):
            day = _day(found)
            if day is None:
                message = f"there is no {found['day']} {found['month']} {found['year']}"
                yield context.problem(number, message, found.start("day") + 1)
            elif found["weekday"] and not DAYS[day.weekday()].startswith(found["weekday"]):
                name = DAYS[day.weekday()]
                message = f"{day.day} {day:%B %Y} is a {name}, not a {found['weekday']}"
                form = f"{name} {day.day} {day:%B %Y}, or the {found['weekday']} that is meant"
                yield context.problem(number, message, found.start("weekday") + 1, form)


_ON = r"\s+(?:(?:by|from|on|of|until|before)\s+)?(?:\d{1,2}[:.]\d{2}\s*(?:am|pm)?\s+on\s+)?"
_EVENT_WORDS = {
    "consultation-issued": r"consultation(?:\s+document)?(?:\s+(?:issued|published|dated))?",
    "consultation-closes": (
        r"(?:consultation\s+closes|respon(?:ses|d)(?:\s+\w+){0,4}?)(?=\s+(?:by|on|before|until))"
    ),
    "direction": r"direct(?:ed|ion)(?:\s+(?:made|given|dated))?",
    "effect": (
        r"(?:tak(?:es?|ing)\s+effect|with\s+effect|com(?:es?|ing)\s+into\s+(?:force|effect)|in\s+force)"
    ),
}
"""The words before a date that say which event of an amendment it is the date of."""
_LEADS = {
    event: re.compile(rf"\b{lead}{_ON}{_DATED.pattern}", re.IGNORECASE)
    for event, lead in _EVENT_WORDS.items()
}


def dates_of_record(context: FileContext) -> Iterator[Problem]:
    """A date that the text gives for an event of its amendment is the one that the record has."""
    if context.amendment is None:
        return
    known = {event: list(_moments(context.amendments, event)) for event in _LEADS}
    for number, line in context.prose:
        for event, found in _event_dates(line):
            day, moments = _day(found), known[event]
            if not moments or day is None or any(_is(moment, day) for moment in moments):
                continue
            recorded = " or ".join(dict.fromkeys(map(str, moments)))
            message = (
                f"the date of `{event.replace('-', ' ')}` is {recorded} in the record, and here"
                f" {day.day} {day:%B %Y}"
            )
            yield context.problem(number, message, found.start("day") + 1, recorded)


def _event_dates(line: str) -> Iterator[tuple[str, re.Match[str]]]:
    """The dates of a line before which stands what event they are the date of."""
    for event, lead in _LEADS.items():
        for found in lead.finditer(line):
            yield event, found


def _moments(amendments: Iterable[Amendment], event: str) -> Iterator[Moment]:
    """The days on which an event was to come and came, in any of the amendments."""
    for amendment in amendments:
        for moment in (amendment.planned(event), amendment.actual(event)):
            if moment is not None and moment.day is not None:
                yield moment


def _is(moment: Moment, day: dt.date) -> bool:
    assert moment.day is not None
    return moment.day <= day <= moment.last_day
