"""By what a comment in the margin of a Word file that an export of ours made is known, as long as
nobody changes its words.
"""

import hashlib
from functools import cache

from build_tools.language import LANGUAGES, speaking
from build_tools.language import gettext as _
from build_tools.model.redline import CHANGED_WITHOUT_A_WORD

_INITIALS = "".join(word[0] for word in CHANGED_WITHOUT_A_WORD.upper().split())
_MOST = 9
"""As many letters of initials as Word keeps."""


@cache
def own_authors() -> frozenset[str]:
    """What the author of such a comment is called in each language."""
    authors = []
    for language in LANGUAGES:
        with speaking(language):
            authors.append(_(CHANGED_WITHOUT_A_WORD))
    return frozenset(authors)


def initials_of(words: str) -> str:
    """The initials of the author of a comment in those words, white space apart: its author alone
    would not tell whether a reader has written into it.
    """
    digest = hashlib.sha256("".join(words.split()).encode()).hexdigest()
    return f"{_INITIALS}{digest}"[:_MOST]
