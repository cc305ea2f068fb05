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
