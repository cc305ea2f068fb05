"""Dates as the record writes them → `Moment`s, as exact as they were written and no more.

`2022-12-05`, `2022-12-05T16:00`, `2022-05` for a month; where something came and nobody wrote down
when, the words `date not recorded`.
"""

import calendar
import datetime as dt
import re

from build_tools.model import Moment

NOT_RECORDED = "date not recorded"
PLANNED_PATTERN = r"^[12]\d{3}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d)?)?$"
ACTUAL_PATTERN = PLANNED_PATTERN.removesuffix("$") + f"$|^{NOT_RECORDED}$"
FIRST_YEAR, LAST_YEAR = 1000, 2999
"""No law has a date outside them, and a slip of the finger often has."""
_SHAPE = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d))?)?", re.ASCII)


def read_moment(text: str) -> Moment:
    """The moment that `text` writes; ValueError, saying what is wrong in words that follow a key,
    when it is none.
    """
    if text == NOT_RECORDED:
        return Moment(None, "none")
    found = _SHAPE.fullmatch(text)
    if found is None:
        raise ValueError(f"must be a day, a minute or a month in figures, not `{text}`")
    year, month = int(found[1]), int(found[2])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"must lie in the years {FIRST_YEAR} to {LAST_YEAR}, not in {found[1]}")
    if not 1 <= month <= 12:
        raise ValueError(f"is not a date: there is no month {month}")
    if found[3] is None:
        return Moment(dt.date(year, month, 1), "month")
    day = int(found[3])
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise ValueError(f"is not a date: {calendar.month_name[month]} {year} has no day {day}")
    if found[4] is None:
        return Moment(dt.date(year, month, day))
    hour, minute = int(found[4]), int(found[5])
    if hour > 23 or minute > 59:
        raise ValueError(f"is not a date: there is no time {hour:02}:{minute:02}")
    return Moment(dt.date(year, month, day), "minute", dt.time(hour, minute))
