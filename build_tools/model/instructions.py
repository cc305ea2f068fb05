"""Amending instructions: what a direction says is to be done to the old text, one value for each.

Every place is one of the old text, called by its citation, which is unique there; words are quoted
as the file has them, white space apart. `instruct` writes them from a redline, `render` puts them
into words, `execute` reads those words back and carries them out.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

EVERY, BOTH = -1, -2
"""What an edit of words has in place of the number of an occurrence where each is meant, or both
of two."""

WordsOperation: TypeAlias = Literal["substitute", "omit", "insert", "begin", "end", "fill"]
"""For words substitute others; omit words; after words insert others; insert words at the
beginning, at the end, or where nothing stands."""

Line: TypeAlias = Literal["row", "column"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordEdit:
    """What is done to some words of a provision or a cell."""

    operation: WordsOperation
    quoted: str = ""
    """Whole words of the old text, with their signs; empty at the beginning and at the end."""
    occurrence: int = 0
    """Which of the places where they stand is meant, counted from 1; 0 where there is only one, and
    `EVERY` or `BOTH`."""
    words: str = ""
    """What is put there; empty for an omission."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfChanges:
    changes: tuple[str, ...] = ()
    """The ids of the changes of the redline of which it tells; empty where nobody said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendWords(_OfChanges):
    """In a provision, words are changed."""

    at: str
    edits: tuple[WordEdit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendCaption(_OfChanges):
    """In the caption of a table, its number included, words are changed."""

    at: str
    edits: tuple[WordEdit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendCell(_OfChanges):
    """In a cell of a table, words are changed."""

    at: str
    row: str
    """The name of the row, as `text.table_places` gives it; so with columns."""
    column: str
    edits: tuple[WordEdit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Insert(_OfChanges):
    """Provisions are put in after one that stays where it is."""

    after: str
    """Empty for the beginning of the text."""
    source: str
    """As the file of the new text has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Omit(_OfChanges):
    """Provisions are taken out: one, or all from the first to the last."""

    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move(_OfChanges):
    """A provision is moved to behind one that stays where it is."""

    at: str
    after: str
    """Empty for the beginning of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renumber(_OfChanges):
    """Provisions get other numbers."""

    numbers: tuple[tuple[str, str], ...]
    """The citation of each, and its new number."""
    consequences: "tuple[AmendWords | AmendCaption | AmendCell, ...]" = ()
    """References that follow, and nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relevel(_OfChanges):
    """A heading gets another level."""

    at: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstituteWhole(_OfChanges):
    """For a provision another is substituted: what is left where nothing else says it."""

    at: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InsertLine(_OfChanges):
    """A row or a column is put into a table after one that stays."""

    at: str
    line: Line
    after: str
    """The name of a row or column of the old table; empty for the first place."""
    cells: tuple[str, ...]
    """Of a row, one for each column of the new table; of a column, one for each row of the old
    table that stays, in the new order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OmitLine(_OfChanges):
    """A row or a column is taken out of a table."""

    at: str
    line: Line
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveLine(_OfChanges):
    """A row or a column of a table is moved to behind one that stays."""

    at: str
    line: Line
    name: str
    after: str
    """Empty for the first place."""


Instruction: TypeAlias = (
    AmendWords
    | AmendCaption
    | AmendCell
    | Insert
    | Omit
    | Move
    | Renumber
    | Relevel
    | SubstituteWhole
    | InsertLine
    | OmitLine
    | MoveLine
)
AMENDS_WORDS = (AmendWords, AmendCaption, AmendCell)
"""Those that change words where they stand."""
TABLE_INSTRUCTIONS = (AmendCaption, AmendCell, InsertLine, OmitLine, MoveLine)
"""Those that change a table from within."""
