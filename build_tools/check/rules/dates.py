"""Rules on what should be a date and is none: a month that is misspelled, a cell in a column of
dates.
"""

import datetime as dt
import re
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import chain

from build_tools.check.context import FileContext, TextContext, row_lines
from build_tools.model import Amendment, Block, Corpus, parts_of, wording
from build_tools.model.names import MONTHS
from build_tools.model.problems import Problem
from build_tools.record.parts import has_part_begun
from build_tools.record.schema import read_amendment

_SHORT_MONTHS = (*(month[:3] for month in MONTHS), "Sept")
_KNOWN = frozenset((*MONTHS, *_SHORT_MONTHS))
_OTHER_LANGUAGES = frozenset(
    "Januar Februar März Juni Juli Oktober Dezember Janvier Juin Juillet Septembre Octobre Novembre"
    " Augustus Augusti Juny Septiembre Octubre Noviembre Septembrie".split()
)
"""Months, and what comes near one, in other languages."""
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_BETWEEN_FIGURES = re.compile(
    rf"\b{_NTH}\s+(?:of\s+)?(?P<day>[A-Za-z]{{3,10}})\.?,?\s+\d{{4}}\b"
    rf"|\b(?P<month>[A-Za-z]{{3,10}})\.?\s+{_NTH},?\s+\d{{4}}\b"
)
"""A word where a month stands in a whole date."""
_BESIDE_FIGURES = re.compile(
    rf"\b{_NTH}\s+(?P<day>[A-Z][a-z]{{4,9}})\b"
    r"|\b(?P<month>[A-Z][a-z]{4,9})\s+(?:1[89]|20)\d\d\b"
)
"""A word where a month may stand in a part of a date."""


def misspelled_months(context: FileContext) -> Iterator[Problem]:
    """A month is spelled as one."""
    for number, line in context.prose:
        told: set[int] = set()
        # A word in a whole date may be further from a month than one in a part of a date.
        for pattern, cutoff in ((_BETWEEN_FIGURES, 0.72), (_BESIDE_FIGURES, 0.83)):
            for found in pattern.finditer(line):
                which = "day" if found["day"] else "month"
                month = _meant(found[which], cutoff)
                if month and found.start(which) not in told:
                    told.add(found.start(which))
                    message = f"`{found[which]}` is no month; did you mean `{month}`?"
                    form = found[0].replace(found[which], month)
                    yield context.problem(number, message, found.start(which) + 1, form)


def _meant(word: str, cutoff: float) -> str:
    """The month that a word is a slip for; "" where it is one, or is no slip."""
    if word in _KNOWN or word.title() in _OTHER_LANGUAGES:
        return ""
    if word.isupper() and word.title() in _KNOWN:
        return ""
    return next(iter(get_close_matches(word.title(), MONTHS, n=1, cutoff=cutoff)), "")


# --- Minutes --------------------------------------------------------------------------------------


def minutes_of_no_zone(context: FileContext) -> Iterator[Problem]:
    """A record that tells a minute says in which time zone it is; one that does not is told so at
    the first of them.
    """
    corpus, amendment = context.corpus, context.amendment
    if corpus.procedure.time_zone is not None or amendment is None:
        return
    if context.path != amendment.path or amendment != _first_with_a_minute(corpus):
        return
    (name, which), *others = _minutes(amendment)
    others += chain.from_iterable(_minutes(each) for each in corpus.amendments if each != amendment)
    moment = getattr(amendment.events[name], which)
    more = f", and so {'are' if len(others) > 1 else 'is'} {len(others)} more" if others else ""
    message = f"{moment} is taken as {corpus.procedure.clock.name}{more}: no `time_zone` is named"
    file = read_amendment(amendment.path, amendment.text, amendment.procedure)
    form = "time_zone: Europe/Paris, in the corpus.yml of the record; or time_zone: UTC"
    yield file.problem(("dates", name, which), message, form)


def _first_with_a_minute(corpus: Corpus) -> Amendment | None:
    return next((each for each in corpus.amendments if any(_minutes(each))), None)


def _minutes(amendment: Amendment) -> Iterator[tuple[str, str]]:
    """Each minute in its dates: the step, and whether it is planned or actual."""
    for name, event in amendment.events.items():
        for which, moment in (("planned", event.planned), ("actual", event.actual)):
            if moment is not None and moment.time is not None:
                yield name, which


# --- What was planned and is over -----------------------------------------------------------------


def overdue_effects(context: FileContext) -> Iterator[Problem]:
    """What was to take effect on a day now over, a part of it or all that has been decided, is
    recorded to have done so, or planned anew.
    """
    amendment = context.amendment
    if amendment is None or context.path != amendment.path:
        return
    form = "actual: with the day on which it began; or planned: with the day on which it will"
    for step, told in _to_take_effect(amendment, context.as_of):
        planned = amendment.planned(step)
        is_open = planned is not None and amendment.actual(step) is None
        if is_open and has_part_begun(amendment, step, context.as_of) is None:
            message = (
                f"`{step}` was planned for {planned}, and whether it came is not recorded: {told}"
            )
            file = read_amendment(amendment.path, amendment.text, amendment.procedure)
            yield file.problem(("dates", step, "planned"), message, form)


def _to_take_effect(amendment: Amendment, as_of: dt.date) -> Iterator[tuple[str, str]]:
    """The steps with which an amendment is law, part by part, or as a whole once it has been
    decided, and what is told of it until the record says more: no whole version is taken to be
    law by its plans. What was only proposed is not asked for.
    """
    if parts := parts_of(amendment):
        told = "nobody can say whether its provisions are in force"
        yield from ((part.id, told) for part in parts)
    elif amendment.stage(as_of).is_directed:
        told = "what it makes is told as not in force yet"
        yield from ((step, told) for step in amendment.recorded("effect"))


# --- Columns of dates -----------------------------------------------------------------------------

_MONTH = rf"(?:{'|'.join((*MONTHS, *_SHORT_MONTHS))})\b\.?"
_DATE = re.compile(
    rf"\b{_NTH}\s+(?:day\s+of\s+|of\s+)?{_MONTH}"  # 31 January, of a year or of each
    rf"|\b{_MONTH}\s+(?:{_NTH}(?!\d)|\d{{4}}\b)"
    r"|\b\d{4}[-‐‑–]\d\d(?:[-‐‑–]\d\d)?\b|\b\d{1,2}([/.-])\d{1,2}\1\d{2,4}\b|\b(?:Q[1-4]|H[12])\s+\d{4}\b"
    r"|^\s*(?:1[89]|20)\d\d(?:\s*[/–-]\s*\d{2,4})?\s*$",
    re.IGNORECASE,
)
_YEAR_GONE_WRONG = re.compile(rf"{_MONTH},?\s+(?!(?:1[89]|20)\d\d\b)\d+\b", re.IGNORECASE)
"""A month and what stands for its year: "31 January 20233"; a day may stand there."""
_NO_DATE_MEANT = re.compile(
    r"(?:days?|weeks?|months?|years?|hours?|minutes?|times?|per\s?cent|%|(?:clause|note|table"
    r"|section|schedule|paragraph|release|version|phase|stage)s?\s+\S*\d)",
    re.IGNORECASE,
)
_DATE_HEADER = re.compile(r"\bdates?\b", re.IGNORECASE)
_SLIP = re.compile(rf"[(\[]?(?:\d(?!\d*(?:\.\d+){{3}})|{_MONTH})", re.IGNORECASE)
"""What a date that went wrong begins with: a figure, but not of a number such as 2.5.4.5, or a
month."""
_LONGEST = 5
"""A cell of more words says something, and is no date gone wrong."""


def no_dates(context: TextContext) -> Iterator[Problem]:
    """In a column of dates, a cell with figures holds a date."""
    for block in context.version.blocks:
        if block.table is not None:
            for row, column in _without_date(block):
                number, line = row_lines(block)[row]
                text = wording(block.table.rows[row][column].content).strip()
                message = f"`{text}` is no date, and its column holds dates"
                yield context.problem(number, message, line.find(text) + 1, "31 January 2023")


def _without_date(block: Block) -> Iterator[tuple[int, int]]:
    """The cells in columns of dates, by row and column, that have figures and are no dates."""
    assert block.table is not None
    for column in range(block.table.width):
        rows = range(block.table.header_rows, len(block.table.rows))
        texts = {row: wording(block.table.rows[row][column].content).strip() for row in rows}
        dated = [row for row, text in texts.items() if _is_date(text)]
        slips = [row for row, text in texts.items() if _is_slip(text)]
        called = _DATE_HEADER.search(block.table.header(column))
        if called or (len(dated) > 1 and len(dated) > len(slips)):
            yield from ((row, column) for row in slips)


def _is_date(text: str) -> bool:
    return bool(_DATE.search(text)) and not _YEAR_GONE_WRONG.search(text)


def _is_slip(text: str) -> bool:
    """Whether a cell begins as a date does, and is none."""
    figures = any(char.isdigit() for char in text) and len(text.split()) <= _LONGEST
    begins = figures and _SLIP.match(text) is not None
    return begins and not _is_date(text) and not _NO_DATE_MEANT.search(text)
