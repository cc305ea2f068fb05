"""Which paragraphs are headings, and of what level: by their outline level or their style, unless
they are sentences.
"""

import re
from dataclasses import dataclass

from build_tools.model import Content, plain
from build_tools.word.read.ooxml import Element, number, w
from build_tools.word.read.report import Report
from build_tools.word.read.styles import Styles, heading_level

_PROSE_WORDS = 25
"""A paragraph in the style of a heading that has more words than this is a provision."""
_SENTENCE_WORDS = 8
"""The same, where it ends as a sentence or its part does."""
_PROSE_SHARE = 1 / 3
"""Where so many paragraphs of a style are provisions, all are: the style was made for its
numbers."""
_SENTENCE_END = re.compile(r"(?:[.;:,]|\b(?:and|or))[\"”’)]*$")
_DEEPEST = 6
"""The last level that markdown has a mark for."""


@dataclass(frozen=True, slots=True)
class Headings:
    """How the headings of a document are told from its provisions."""

    styles: Styles
    prose_styles: frozenset[str | None]
    """The styles of headings in which provisions are written."""
    report: Report

    @classmethod
    def of(cls, root: Element, styles: Styles, report: Report) -> "Headings":
        """Those of the document with this root."""
        counts: dict[str | None, list[bool]] = {}
        for each in root.iter(w("p")):
            style = styles.paragraph_style(each.find(w("pPr")))
            if styles.level(style) and (text := "".join(each.itertext(w("t"))).strip()):
                of_style = counts.setdefault(style, [])
                of_style.append(_is_prose(text))
        prose = frozenset(
            style for style, found in counts.items() if sum(found) > _PROSE_SHARE * len(found)
        )
        return cls(styles, prose, report)

    def level(self, properties: Element | None, content: Content) -> int:
        """The level of a paragraph with such properties, from 1; 0 for one that is no heading.

        One that repeats the level of its style is meant to be a heading, whatever it says.
        """
        own = number(properties, "outlineLvl")
        style = self.styles.paragraph_style(properties)
        level = self.styles.level(style) if own is None else heading_level(own)
        meant = own is not None and level == self.styles.level(style)
        if level and not meant and (style in self.prose_styles or _is_prose(plain(content))):
            self.report.count(
                "paragraphs in the style of a heading are sentences, and stand as provisions"
            )
            return 0
        return min(level, _DEEPEST)


def _is_prose(text: str) -> bool:
    words = len(text.split())
    if words <= _SENTENCE_WORDS:
        return False
    return words > _PROSE_WORDS or _SENTENCE_END.search(text) is not None
