"""What a consultation asks, as far as an answer can be recognised: its questions, the changes of
its redlines, and all that its blank forms say by themselves.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias
from unicodedata import normalize

from build_tools.model import Change, Redline
from build_tools.model.text_rows import TextRow
from build_tools.responses.wording import TAKEN_AWAY, csv_heads, in_every_language

Pair: TypeAlias = tuple[str, str]
"""The hashes of the old text and of the new: which redline a response was written on."""

CHANGE_ID = re.compile(r"\bc-[0-9a-f]{6,40}(?:-\d+)?\b")
"""An id of a change as forms show it."""
BLANK = re.compile(r"\[[^\[\]]*\]")
"""What stands in a blank form where something is to be written."""
_SPACES = re.compile(r"\s+")
_NUMBER = re.compile(r"^\(?\d{1,3}[.)]\s+")
_WORDS = re.compile(r"\w+")


def normal(text: str) -> str:
    """Words without the number at their head and with plain spaces, in small letters, an "ä" one
    sign: how two texts are found to be the same.
    """
    words = _SPACES.sub(" ", normalize("NFC", text)).strip()
    return _NUMBER.sub("", words).strip(" :*").casefold()


def words_of(text: str) -> list[str]:
    """The words and figures of a text."""
    return _WORDS.findall(text)


def plain(text: str) -> str:
    """The same in small letters, with one space between two: how words are found in others,
    wherever a line ends.
    """
    return " ".join(words_of(text.casefold()))


def pattern_of(text: str) -> re.Pattern[str]:
    """A pattern of a text with whatever spaces, after a number that a list may have given it."""
    words = r"\s+".join(map(re.escape, normalize("NFC", text).split()))
    return re.compile(rf"\s*(?:\(?\d{{1,3}}[.)]\s+)?{words}(?!\w)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A consultation as it is asked."""

    questions: tuple[str, ...]
    redlines: Mapping[Pair, Redline]
    lines: frozenset[str]
    """The lines of the blank forms, `normal`: no words of a respondent."""
    rows: frozenset[tuple[str, ...]]
    """The rows of their tables, so too."""
    heads: frozenset[str]
    """Their running heads, so too, without figures: the number of a page is whatever program's."""
    blanks: re.Pattern[str]
    """What stands in their blanks before something is written there, whatever figures it has:
    another draft has more changes or fewer.
    """

    @classmethod
    def of(
        cls,
        questions: Iterable[str],
        redlines: Iterable[Redline],
        blank: Iterable[TextRow],
        lines: Iterable[str] = (),
    ) -> "Form":
        """The form of these questions and redlines; `blank` are the rows of the blank forms, and
        `lines` what other forms say besides.
        """
        rows = list(blank)
        tables = [row.cells for row in rows if row.in_table]
        alone = [row.text for row in rows if not row.in_table]
        found = {*chain.from_iterable(BLANK.findall(row.text) for row in rows)}
        return cls(
            questions=tuple(questions),
            redlines={(each.old.sha256, each.new.sha256): each for each in redlines},
            lines=frozenset(map(normal, (*alone, *lines, *in_every_language(*TAKEN_AWAY)))),
            rows=frozenset(map(_normal_row, (*csv_heads(), *tables))),
            heads=frozenset(_without_figures(row.text) for row in rows if row.is_running_head),
            blanks=_pattern_of_blanks(found),
        )

    def is_printed_line(self, text: str) -> bool:
        """Whether a line is the form's own, or says nothing."""
        return not words_of(text) or normal(text) in self.lines

    def is_printed_head(self, text: str) -> bool:
        """Whether a running head is the form's own."""
        return _without_figures(text) in self.heads

    def is_printed_row(self, cells: Iterable[str]) -> bool:
        """Whether a row of a table is the form's own."""
        return _normal_row(cells) in self.rows

    def change(self, id_: str, pair: Pair | None) -> Change | None:
        """The change of that id, in the redline with these hashes or else in any; None where the
        consultation has none.
        """
        own = self.redlines.get(pair) if pair else None
        for redline in (*filter(None, [own]), *self.redlines.values()):
            for change in redline.changes:
                if change.id == id_:
                    return change
        return None

    def change_at(self, where: str) -> Change | None:
        """The only change that is cited so; None where there is none or several."""
        asked = normal(where)
        changes = chain.from_iterable(redline.changes for redline in self.redlines.values())
        found = [change for change in changes if normal(change.where) == asked]
        return found[0] if len(found) == 1 else None


def _normal_row(cells: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(normal, cells))


def _without_figures(text: str) -> str:
    return re.sub(r"\d+", "", normal(text))


def _pattern_of_blanks(blanks: Iterable[str]) -> re.Pattern[str]:
    patterns = {re.sub(r"\d+", r"\\d+", re.escape(blank)) for blank in blanks}
    return re.compile("|".join(sorted(patterns)) or r"(?!)")
