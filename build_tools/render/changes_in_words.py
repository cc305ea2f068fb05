"""Redlines → how many changes they hold, in words: "3 changes"."""

from collections.abc import Iterable
from itertools import chain

from build_tools.language import gettext as _
from build_tools.language import ngettext
from build_tools.model import Redline


def changes_in_words(redlines: Iterable[Redline]) -> str:
    """How many changes there are in all, and how many of them only follow from others or touch
    nothing but markup and signs.
    """
    changes = list(chain.from_iterable(redline.changes for redline in redlines))
    consequential = sum(change.consequential for change in changes)
    if not changes:
        return _("no change in the text")
    words = ngettext("%(num)s change", "%(num)s changes", len(changes))
    if consequential:
        words += _(", %(number)s of which with nothing of substance", number=consequential)
    return words
