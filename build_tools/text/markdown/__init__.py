"""Markdown text → its blocks, in reading order; their sources, joined, are the text.

Any text is taken and nothing is refused: what is not in the dialect of the corpus is read as
CommonMark reads it. This is the only folder that knows markdown-it. It reads no files.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from build_tools.language import gettext as _
from build_tools.language import speaking
from build_tools.model import CITED, Block, CitationWords, Version
from build_tools.text.collector import collector_paused
from build_tools.text.markdown.assembly import blocks, labelled, with_captions
from build_tools.text.markdown.leaf_reader import Leaf, leaves, line_list

__all__ = ["parse", "parse_version", "with_text"]

_BYTE_ORDER_MARK = "\ufeff"


@collector_paused()
def parse(text: str, words: CitationWords = CITED) -> tuple[Block, ...]:
    """The blocks of `text`: none for an empty text, one empty paragraph for a text in which nothing
    is printed. A byte-order mark before it is part of the file, and no text. `words` are those by
    which its parts are cited.
    """
    with speaking(words.language):
        if not text.startswith(_BYTE_ORDER_MARK):
            return _blocks(text, words)
        rest_of = text.removeprefix(_BYTE_ORDER_MARK)
        first, *rest = _blocks(rest_of, words) or (Block(kind="paragraph"),)
    return replace(first, source=_BYTE_ORDER_MARK + first.source), *rest


def _blocks(text: str, words: CitationWords) -> tuple[Block, ...]:
    lines = line_list(text)
    found = labelled(with_captions(leaves(text, lines)))
    if not found:
        empty = Block(kind="paragraph", citation=_("Paragraph at the beginning"), source=text)
        return (empty,) if text else ()
    return tuple(blocks(found, _sources(found, lines), words))


def parse_version(text: str, name: str = "") -> Version:
    """Any markdown text as a version without a label; `name` is what messages call it."""
    return Version(document=name, blocks=parse(text))


def with_text(version: Version, text: str) -> Version:
    """A version with another text, whose parts are cited as those of its own."""
    return replace(version, blocks=parse(text, version.citation_words))


def _sources(found: Sequence[Leaf], lines: Sequence[str]) -> Iterator[str]:
    """The lines of each leaf, up to the next one's; the first has those before it as well."""
    starts = [0, *(leaf.line for leaf in found[1:]), len(lines)]
    return ("".join(lines[start:end]) for start, end in pairwise(starts))
