"""By what a comment in the margin of a Word file that an export of ours made is known, as long as
nobody changes its words.
"""

import hashlib

from build_tools.model.redline import CHANGED_WITHOUT_A_WORD

_INITIALS = "".join(word[0] for word in CHANGED_WITHOUT_A_WORD.upper().split())
_MOST = 9
"""As many letters of initials as Word keeps."""


def initials_of(words: str) -> str:
    """The initials of the author of a comment in those words, white space apart: its author alone
    would not tell whether a reader has written into it.
    """
    digest = hashlib.sha256("".join(words.split()).encode()).hexdigest()
    return f"{_INITIALS}{digest}"[:_MOST]
