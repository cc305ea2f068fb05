"""The words that the program itself puts on pages and into papers, in the language of a record.

A message in English in, the same in the language that is spoken here out; days and lists likewise.
English stands in the code, and the other languages in a catalogue each, `de.po`. What a record says
is never translated, and neither is what a machine reads: ids, classes, keys and values of JSON.
"""

import datetime as dt
import gettext as catalogues
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Final, Literal, TypeAlias, get_args

from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import get_decimal_symbol

ENGLISH: Final = "en-GB"
"""The language of the messages as the code has them."""
Language: TypeAlias = Literal["en-GB", "de"]
"""In which the words of a page can be, as HTML names it."""
LANGUAGES: Final[tuple[str, ...]] = get_args(Language)

_DAYS = 4096
"""So many days are held as they are written: pages say the same ones again and again."""
_SPOKEN: ContextVar[str] = ContextVar("language", default=ENGLISH)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say all that is said within in one of `LANGUAGES`."""
    before = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def spoken() -> str:
    """The language that is spoken here, as HTML names it: "en-GB"."""
    return _SPOKEN.get()


def N_(message: str) -> str:  # noqa: N802 - the name by which translators' tools know it
    """A message that is said elsewhere, marked so that a catalogue has it."""
    return message


def gettext(message: str, **values: object) -> str:
    """A message with its values in place: `_("made by %(version)s", version=version)`."""
    said = message_in(message)
    return said % values if values else said


def ngettext(one: str, many: str, count: int, **values: object) -> str:
    """The same of a number of things, which the message has as `num`."""
    return messages_in(one, many, count) % {"num": count, **values}


def pgettext(context: str, message: str, **values: object) -> str:
    """A message that other languages say otherwise elsewhere, which the context tells apart."""
    said = message_in_context(context, message)
    return said % values if values else said


def message_in(message: str) -> str:
    """A message, its values not yet in place."""
    return _catalogue(spoken()).gettext(message)


def messages_in(one: str, many: str, count: int) -> str:
    """The message for so many things, its values not yet in place."""
    return _catalogue(spoken()).ngettext(one, many, count)


def message_in_context(context: str, message: str) -> str:
    """A message by its context, its values not yet in place."""
    return _catalogue(spoken()).pgettext(context, message)


def day_in_words(day: dt.date) -> str:
    """ "29 November 2026"."""
    return _written_day(day, _locale())


@lru_cache(maxsize=_DAYS)
def _written_day(day: dt.date, locale: str) -> str:
    return format_date(day, "long", locale=locale)


def month_in_words(day: dt.date) -> str:
    """ "November 2026"."""
    return format_date(day, "MMMM y", locale=_locale())


def listed(words: Sequence[str], conjunction: Literal["and", "or"] = "and") -> str:
    """Words as a sentence lists them: "1.0, 2.0 or 3.0"."""
    style: Literal["standard", "or"] = "standard" if conjunction == "and" else "or"
    return format_list(words, style, locale=_locale())


def in_a_sentence(heading: str) -> str:
    """A heading as it stands within a sentence: "voting begins". In other languages than English it
    stays as it is, for its noun has its capital everywhere, and so does an acronym: "IPR review".
    """
    first, second = heading[:1], heading[1:2]
    if spoken() != ENGLISH or second.isupper():
        return heading
    return first.lower() + heading[1:]


def number_of(count: int, noun: str) -> str:
    """How many there are, in the English of messages: "1 seal", "2 seals"."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def file_size(counted: str) -> str:
    """A size with the decimal sign of the language: "1.5 kB"."""
    return counted.replace(".", decimal_sign())


def decimal_sign() -> str:
    """What stands before the tenths of a number."""
    return str(get_decimal_symbol(_locale()))


def _locale() -> str:
    return spoken().replace("-", "_")


@cache
def _catalogue(language: str) -> catalogues.NullTranslations:
    if language == ENGLISH:
        return catalogues.NullTranslations()
    source = (files("build_tools.language") / f"{language}.po").read_bytes()
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(source), abort_invalid=True))
    compiled.seek(0)
    return catalogues.GNUTranslations(compiled)
