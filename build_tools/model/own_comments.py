"""By what a comment in the margin of a Word file that an export of ours made is known, as long as
nobody changes its words.
"""

import hashlib
from functools import cache

from build_tools.language import LANGUAGES, N_, speaking
from build_tools.language import gettext as _
from build_tools.model.redline import CHANGED_WITHOUT_A_WORD

NOT_IN_FORCE_YET = N_("Not in force yet")
"""Who says of a provision that it is not."""
IN_FORCE_INSTEAD = N_("In force until the rest begins")
"""Who says what is law in the place of that."""
_AUTHORS = (CHANGED_WITHOUT_A_WORD, NOT_IN_FORCE_YET, IN_FORCE_INSTEAD)
_INITIALS = "".join(word[0] for word in CHANGED_WITHOUT_A_WORD.upper().split())
"""Of whichever of them: files that were made before have these."""
_MOST = 9
"""As many letters of initials as Word keeps."""


@cache
def own_authors() -> frozenset[str]:
    """What the authors of such comments are called in each language."""
    authors: list[str] = []
    for language in LANGUAGES:
        with speaking(language):
            authors += map(_, _AUTHORS)
    return frozenset(authors)


def initials_of(words: str) -> str:
    """The initials of the author of a comment in those words, white space apart: its author alone
    would not tell whether a reader has written into it.
    """
    digest = hashlib.sha256("".join(words.split()).encode()).hexdigest()
    return f"{_INITIALS}{digest}"[:_MOST]
