"""The list of changes as rows of texts, one for each change, for what a spreadsheet opens; and
apart from them what changed without a word.
"""

from collections.abc import Callable, Iterator

from build_tools.language import N_
from build_tools.model import Redline, visible_controls
from build_tools.render.citation import cite_change
from build_tools.render.without_a_word import cited, reason, without_a_word

COLUMNS = (
    N_("number"),
    N_("where"),
    N_("kinds"),
    N_("was"),
    N_("now"),
    N_("old number"),
    N_("new number"),
    N_("consequential"),
    N_("id"),
    N_("citation"),
    N_("by"),
)
"""A program reads them so in a list of values; a workbook has them in its language."""


def change_rows(
    redline: Redline, named: Callable[[str], str] = str
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The number of every change, counted from 1, and the texts of the other columns; each kind as
    it is `named`.
    """
    for number, change in enumerate(redline.changes, start=1):
        texts = (
            change.where,
            ", ".join(map(named, change.kinds)),
            change.old,
            change.new,
            change.old_label or "",
            change.new_label or "",
            ", ".join(change.noise) if change.consequential else "",
            change.id,
            cite_change(redline, change),
            ", ".join(change.by),
        )
        yield number, tuple(map(visible_controls, texts))


def resting_rows(redline: Redline) -> Iterator[tuple[str, str]]:
    """Each provision that changed without a word, and on what it rests."""
    for each in without_a_word(redline):
        yield visible_controls(cited(each, redline)), visible_controls(reason(each))
