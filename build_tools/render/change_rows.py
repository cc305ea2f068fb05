"""The list of changes as rows of texts, one for each change, for what a spreadsheet opens; and
apart from them what changed without a word.
"""

from collections.abc import Iterator

from build_tools.model import Redline, visible_controls
from build_tools.render.citation import cite_change
from build_tools.render.without_a_word import cited, reason, without_a_word

COLUMNS = (
    "number",
    "where",
    "kinds",
    "was",
    "now",
    "old number",
    "new number",
    "consequential",
    "id",
    "citation",
    "by",
)


def change_rows(redline: Redline) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The number of every change, counted from 1, and the texts of the other columns."""
    for number, change in enumerate(redline.changes, start=1):
        texts = (
            change.where,
            ", ".join(change.kinds),
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
