"""A paper with a direction in, as the import of a Word file gives it, its lines out as `items`
reads them.

A Word file has no block quotation round a table, and no source: numbers, marks of notes and of
merged cells come back with a backslash.
"""

import re
from collections.abc import Iterator, Sequence

from build_tools.text.markdown.table_source import row_line

_BLOCKS = re.compile(r"\n{2,}")
_ESCAPED = re.compile(r"^(\d{1,9})\\\. ", re.MULTILINE)
_NUMBERED = re.compile(r"\d{1,9}\. ")
_OPENS = re.compile(r"\d{1,9}\. .*[—:](?: \([^()]*\))?")
"""An instruction below which something stands."""
_DASHES = re.compile(r"\|(?: ?:?-+:? ?\|)+")


def direction_of_word(text: str) -> str:
    """The lines of the paper."""
    plain = _ESCAPED.sub(r"\1. ", text.replace(r"\[^", "[^").replace(r"\<<", "<<"))
    blocks = _BLOCKS.split(plain.strip("\n"))
    return "\n".join(_lines(blocks)) + "\n"


def _lines(blocks: Sequence[str]) -> Iterator[str]:
    opened = was_quoted = False
    for block, follows in zip(blocks, [*blocks[1:], ""], strict=True):
        if _NUMBERED.match(block) or block.startswith("#"):
            opened = _OPENS.fullmatch(block) is not None
        is_table = block.startswith("|")
        is_caption = follows.startswith("|") and not block.startswith((">", "|"))
        is_caption = is_caption and not _NUMBERED.match(block)
        is_quoted = block.startswith(">") or (opened and (is_table or is_caption))
        yield ">" if is_quoted and was_quoted else ""
        for line in block.split("\n"):
            yield _quoted(line) if is_quoted else line
        was_quoted = is_quoted


def _quoted(line: str) -> str:
    if line.startswith(">"):
        return line
    return f"> {row_line(['---'] * (line.count('|') - 1)) if _DASHES.fullmatch(line) else line}"
