"""What is aligned: a block, or a row or column of a table, with all that tells whether two are
one.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from build_tools.compare import thresholds


class TableFeatures(NamedTuple):
    """What a table is known by whatever else changes, each counted."""

    headers: Counter[str]
    names: Counter[str]
    """The first text of each row."""
    rows: Counter[str]
    """All of each row."""


_PROSE = frozenset(("text", "code", "footnote"))
_TELLING_WORD = re.compile(
    rf"[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff]|\b[^\W\d_]\w{{{thresholds.TRIVIAL_WORD_LENGTH},}}"
)
"""A word that is neither small nor a number, an ideograph, or a syllable of Hangul."""
_FIGURE = re.compile(r"\d")
_PLACEHOLDER = re.compile(
    r"\W*(?:not\s+used|no\s+longer\s+used|not\s+applicable|reserved|deleted|omitted|removed|repealed"
    r"|revoked|spent|void|vacant|(?:this\s+\w+\s+is\s+)?(?:intentionally\s+)?(?:left\s+)?blank"
    r"|aufgehoben|entfällt|gestrichen)\W*",
    re.IGNORECASE,
)
"""What stands where a provision was, or will be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One thing to be aligned."""

    key: Hashable
    """Equal for units of equal content; labels are left out of it, so that a renumbered unit is
    still itself."""
    group: str
    """Units of different groups are not paired, unless they are of one form and much alike."""
    label: str
    """The full label ("17.6-a"), or empty."""
    texts: tuple[str, ...]
    """What similarity is measured on: a block's one text, or the cells of a row."""
    features: Callable[[], TableFeatures] | None = None
    """For a table, gives its headers, its rows and their names. Most of it may change, and it is
    known by these."""
    min_words: int = field(default_factory=lambda: thresholds.MIN_WORDS_MOVED)
    """With fewer words than this it says too little to be known again elsewhere."""
    full_text: str = ""
    """The text with all that was left out of the key: it tells duplicates apart."""
    heading_level: int = 0
    """Of a heading, 1 for the highest; 0 for what is no heading."""
    anchor: str = ""
    """Its address, empty for what has none."""
    series: Hashable = None
    """What tells its series from others of what it stands in: how it is counted and how deep; None
    for what stands in none."""
    within: str = ""
    """The address of what it stands in; empty where there is none."""
    number: str = ""
    """Of a row, what the column that only counts the rows says of it."""
    term: str = ""
    """The term that it defines, which it is known by whatever number it has; empty for what is no
    definition."""
    is_bare_heading: bool = False
    """Whether it is nothing but a label, as the heading "Art. 9" is: it goes with the text under
    it."""

    @property
    def is_definition(self) -> bool:
        """Whether it defines a term."""
        return bool(self.term)

    @property
    def form(self) -> str:
        """Its group; one for all that holds running text, whatever that is written as."""
        return "prose" if self.group in _PROSE else self.group

    @property
    def word_count(self) -> int:
        """How many words the unit holds."""
        return sum(map(_word_count, self.texts))

    @property
    def is_too_short(self) -> bool:
        """Whether the unit has too few words to be known again elsewhere."""
        return self.word_count < self.min_words

    @property
    def is_movable(self) -> bool:
        """Whether the unit says enough to be known again elsewhere; a text does not with the number
        and the small words of a formula, such as "as set out in Annex 2".
        """
        if self.is_too_short:
            return False
        if self.heading_level > 0 or self.group != "text":
            return True
        if self.word_count >= thresholds.MIN_SMALL_WORDS_MOVED and not _FIGURE.search(
            self.texts[0]
        ):
            return True
        return _telling_word_count(self.texts[0]) >= self.min_words

    @property
    def is_placeholder(self) -> bool:
        """Whether the unit only says that nothing stands at its place: "[Not used]"."""
        return _is_placeholder(self.texts)

    @property
    def has_telling_word(self) -> bool:
        """Whether any word of the unit is neither small nor a number."""
        return _telling_word_count(self.texts[0]) > 0


@lru_cache(maxsize=2**14)
def _is_placeholder(texts: tuple[str, ...]) -> bool:
    """Whether some texts together only say that nothing stands there."""
    return _PLACEHOLDER.fullmatch(" ".join(filter(None, texts))) is not None


@lru_cache(maxsize=2**14)
def _telling_word_count(text: str) -> int:
    """How many words a text holds that are neither small nor numbers."""
    return len(_TELLING_WORD.findall(text))


@lru_cache(maxsize=2**14)
def _word_count(text: str) -> int:
    """How many words a text holds; the bars between the cells of a table are none."""
    return len(text.split()) - text.count(" | ")
