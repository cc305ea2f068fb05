"""A date that was written otherwise than the record writes dates → the same as it is to be written.

Days before months, months in words of each language, other signs between; and for a day that its
month does not have, the last of that month. What could be two days is both.
"""

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import cache

from build_tools.language import LANGUAGES, month_in_words, speaking

_TIME = re.compile(r"[T ,]+(\d{1,2})[:.](\d\d)(?::\d\d)?(?: ?Uhr|Z)?$")
_YEAR_FIRST = re.compile(r"(\d{4})([-./ ]?)(\d{1,2})\2(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})([-./]) ?(\d{1,2})\2 ?(\d{4})")
_IN_WORDS = re.compile(r"(\d{1,2})(?:\.|st|nd|rd|th)? ([^\W\d]+),? (\d{4})")
_MONTH_FIRST = re.compile(r"([^\W\d]+) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")


def meant_dates(text: str) -> list[str]:
    """The days or minutes that `text` may mean, as the record writes them; none where nobody can
    tell.
    """
    found = _TIME.search(text)
    time = f"T{int(found[1]):02}:{found[2]}" if found else ""
    if found and (int(found[1]) > 23 or int(found[2]) > 59):
        time = ""
    days = _days(text[: found.start()] if found else text.strip())
    return [f"{day}{time}" for day in dict.fromkeys(filter(None, days))]


def _days(text: str) -> Iterator[dt.date | None]:
    if found := _YEAR_FIRST.fullmatch(text):
        year, one, two = int(found[1]), int(found[3]), int(found[4])
        yield _day(year, one, two) if one <= 12 else _day(year, two, one)
    elif found := _DAY_FIRST.fullmatch(text):
        one, sign, two, year = int(found[1]), found[2], int(found[3]), int(found[4])
        if two <= 12:
            yield _day(year, two, one)
        if sign == "/" or two > 12:
            yield _day(year, one, two)
    elif found := _IN_WORDS.fullmatch(text):
        yield _day(int(found[3]), _months().get(found[2].lower(), 0), int(found[1]))
    elif found := _MONTH_FIRST.fullmatch(text):
        yield _day(int(found[3]), _months().get(found[1].lower(), 0), int(found[2]))


def _day(year: int, month: int, day: int) -> dt.date | None:
    """That day, or the last of the month where it has not as many; None where there is no such
    month.
    """
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1000 <= year <= 2999):
        return None
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))


@cache
def _months() -> Mapping[str, int]:
    """The number of each month by its name, in each language."""
    found: dict[str, int] = {}
    for language in LANGUAGES:
        with speaking(language):
            for month in range(1, 13):
                found[month_in_words(dt.date(2000, month, 1)).split()[0].lower()] = month
    return found
