"""The words of a source as an instruction quotes them: what stands between white space at which a
line may end, with its signs. A space that keeps words together is a sign like any other.
"""

import re

SPACE = r"[ \t\r\n]"
"""A character between two words."""
_WORD = re.compile(r"[^ \t\r\n]+")


def quoted_words(source: str) -> list[str]:
    """The words, in order."""
    return _WORD.findall(source)


def has_paired_quotes(words: str) -> bool:
    """Whether the quotation marks “ and ” in some words are pairs, so that the words may stand
    between two more; else they are quoted between « and ».
    """
    depth = 0
    for char in words:
        depth += (char == "“") - (char == "”")
        if depth < 0:
            return False
    return depth == 0
