"""The words by which forms are known that came back: what the form of a consultation and the page
of a redline print by themselves, in each language that they print it in.

All languages are known at once: a respondent has whatever form they were sent.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from build_tools.language import LANGUAGES, N_, message_in, speaking

AGREEMENT: Final = N_("Agree or not")
"""The label beside which a form asks whether somebody agrees."""
RESPONDENT: Final = N_("Respondent")
REMARKS: Final = N_("Remarks")
KEPT: Final = N_("Kept in a form that this page does not know")
REDLINE: Final = N_("Redline")
TAKEN_AWAY: Final = (
    N_("Questions"),
    REMARKS,
    N_("No longer on the page"),
    RESPONDENT,
    REDLINE,
    N_("(no answer)"),
    KEPT,
)
"""What a file that is taken away from the page of a redline says by itself on a line."""
QUESTION: Final = N_("Question")
CHANGE: Final = N_("Change")
NO_LONGER_ASKED: Final = N_("Question no longer asked: ")
WORDS: Final = (N_("Was"), N_("Now"))
"""What stands before what a change took out and put in."""
NOTHING: Final = N_("nothing")
"""What stands in the place of words where there are none."""
CITATION: Final = N_("Citation")
LEADS: Final = (N_("Answer"), N_("Remark:"), N_("Response"))
"""What stands before what was said."""
TAKEN: Final = N_("Taken from ${here} on ${day}.")
CSV_COLUMNS: Final = (
    N_("part"),
    N_("change"),
    N_("where"),
    N_("was"),
    N_("now"),
    N_("said"),
    N_("citation"),
)
"""The columns of a file that is taken away as CSV."""
_FORM_COLUMNS: Mapping[str, str] = {
    N_("No."): "no",
    N_("Number"): "number",
    N_("Change"): "change",
    N_("Where"): "where",
    N_("Kind"): "kind",
}
"""Those of the form of a consultation, and what they are called here."""
_SLOT = re.compile(r"\\\$\\\{(\w+)\\\}")


@cache
def in_every_language(*messages: str) -> tuple[str, ...]:
    """Each message in each language."""
    return tuple(dict.fromkeys(_said(messages)))


def _said(messages: tuple[str, ...]) -> Iterator[str]:
    for language in LANGUAGES:
        with speaking(language):
            yield from map(message_in, messages)


def any_of(*messages: str) -> str:
    """A pattern of any of them in any language, without a colon at the end."""
    words = (re.escape(each.strip().removesuffix(":")) for each in in_every_language(*messages))
    return f"(?:{'|'.join(words)})"


def taken_pattern() -> re.Pattern[str]:
    """A pattern of the line that says from which page a file was taken away, and when."""
    shapes = {"here": r"\S+", "day": r"\d{4}-\d\d-\d\d"}
    lines = (
        _SLOT.sub(lambda slot: shapes[slot[1]], re.escape(each))
        for each in in_every_language(TAKEN)
    )
    return re.compile("|".join(lines))


@cache
def csv_heads() -> tuple[tuple[str, ...], ...]:
    """The row above the columns of a CSV file, in each language."""
    heads = []
    for language in LANGUAGES:
        with speaking(language):
            heads.append(tuple(map(message_in, CSV_COLUMNS)))
    return tuple(heads)


@cache
def column_names() -> Mapping[str, str]:
    """What a column is called here, by its heading in any language, in small letters and without a
    stop.
    """
    found = {each: each for each in ("kinds", *CSV_COLUMNS)}
    for message, name in (*_FORM_COLUMNS.items(), *zip(CSV_COLUMNS, CSV_COLUMNS, strict=True)):
        for heading in in_every_language(message):
            found.setdefault(heading.casefold().rstrip("."), name)
    return found
