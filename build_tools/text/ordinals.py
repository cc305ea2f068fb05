"""A count → the word for which of several a thing is: "second", "21st"."""

from build_tools.language import ENGLISH, N_, spoken
from build_tools.language import gettext as _

_WORDS = (
    *(N_("first"), N_("second"), N_("third"), N_("fourth"), N_("fifth")),
    *(N_("sixth"), N_("seventh"), N_("eighth"), N_("ninth"), N_("tenth")),
)
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}


def ordinal(count: int) -> str:
    """The ordinal of a count from 1 on, in an English word up to the tenth."""
    if count <= len(_WORDS):
        return _WORDS[count - 1]
    is_in_teens = count % 100 in (11, 12, 13)
    return f"{count}{'th' if is_in_teens else _SUFFIXES.get(count % 10, 'th')}"


def spoken_ordinal(count: int) -> str:
    """The same in the language that is spoken."""
    if spoken() == ENGLISH:
        return ordinal(count)
    return _(_WORDS[count - 1]) if count <= len(_WORDS) else f"{count}."


def spoken_number(count: int) -> str:
    """The same for a form into which any noun may stand behind it: "second", "2."."""
    return ordinal(count) if spoken() == ENGLISH else f"{count}."
