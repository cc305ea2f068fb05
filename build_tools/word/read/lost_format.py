"""The text of a run and how it is formatted → the text, in signs of its own where the formatting
means something that these can say; what is lost of it goes to the report.
"""

from collections.abc import Sequence

from build_tools.model import Run
from build_tools.word.read.formatting import RunFormat
from build_tools.word.read.report import Report, shortened
from build_tools.word.read.symbols import script_signs

_ORDINAL_ENDINGS = frozenset("st nd rd th er ère re e ème º ª o a".split())
"""What ordinals end in, as they are printed raised, in English and some neighbours."""


def without_lost_format(
    text: str, run_format: RunFormat, before: Sequence[Run], report: Report
) -> str:
    """The text, behind the runs `before` it, and a warning where it has formatting that markdown
    has no word for and that may mean something.
    """
    align = run_format.vertical_align
    if align in ("superscript", "subscript") and text.strip():
        if (signs := script_signs(text, align)) is not None:
            report.count(f"{align}s are written in signs of their own, as in m² and H₂O")
            return signs
        if text.strip().lower() in _ORDINAL_ENDINGS and _follows_digit(before):
            report.count("raised letters of ordinals, as in 1st, are written on the line")
            return text
        words = shortened("".join(run.text for run in before[-3:])[-20:])
        report.warn(f"the {align} “{text.strip()}” after “{words}” is written on the line")
    if run_format.underlined and text.strip():
        report.count("stretches of text are underlined, which is not kept")
    if run_format.capitals and text != text.upper():
        report.count("stretches of text print in capitals and are kept as they were typed")
    return text


def _follows_digit(before: Sequence[Run]) -> bool:
    """Whether the text so far ends in a digit."""
    return bool(before) and before[-1].text[-1:].isdigit()
