"""A file that came back → its words as rows of plain text, whatever kind of file it is.

What kind it is, its ending says. Each reader is given the name of the file and its bytes.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO
from unicodedata import normalize

from build_tools.model.problems import refusal
from build_tools.model.text_rows import TextRow
from build_tools.responses.reading.comma_separated import csv_rows
from build_tools.responses.reading.markdown_lines import markdown_rows
from build_tools.responses.reading.open_document import odt_rows
from build_tools.responses.reading.pdf_text import pdf_rows
from build_tools.word import docx_text_rows

MOST_BYTES = 64 * 2**20
"""Of one file; a form of a hundred pages has less than one."""
MOST_CHARACTERS = 4 * 2**20
"""In all rows of a file together."""
BY_HAND = frozenset((".pdf",))
"""Endings of files that print their words and do not hold how these stand to one another: a person
places them."""
READERS: Mapping[str, Callable[[str, bytes], list[TextRow]]] = {
    ".csv": csv_rows,
    ".docm": lambda name, data: docx_text_rows(BytesIO(data), name),
    ".docx": lambda name, data: docx_text_rows(BytesIO(data), name),
    ".md": markdown_rows,
    ".odt": odt_rows,
    ".pdf": pdf_rows,
    ".txt": markdown_rows,
}
"""By the ending of a file."""


def ending(name: str) -> str:
    """The ending of the name of a file, in small letters: ".docx"."""
    return f".{name.rpartition('.')[2].lower()}"


def text_rows(name: str, data: bytes) -> list[TextRow]:
    """The rows of a file, an "ä" one sign (NFC) whatever wrote it; CorpusError where it cannot be
    read, which quotes nothing of it.
    """
    reader = READERS.get(ending(name))
    if reader is None:
        raise refusal(
            name, "is of a kind that is not read", f"the same words saved as {_listed(READERS)}"
        )
    if len(data) > MOST_BYTES:
        raise refusal(name, f"is larger than any response: over {MOST_BYTES // 2**20} MB")
    rows = [_composed(row) for row in reader(name, data) if row.text.strip()]
    if sum(len(row.text) for row in rows) > MOST_CHARACTERS:
        raise refusal(name, f"says more than any response: over {MOST_CHARACTERS:,} characters")
    return rows


def _composed(row: TextRow) -> TextRow:
    return replace(row, cells=tuple(normalize("NFC", cell) for cell in row.cells))


def _listed(endings: Mapping[str, object]) -> str:
    return ", ".join(sorted(endings))
