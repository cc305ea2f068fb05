"""A redline in, the entries of its list of changes out."""

from dataclasses import dataclass
from html import escape
from typing import Literal, TypeAlias

from markupsafe import Markup

from build_tools.model import NOTE, Change, Edit, Redline, Run, prose
from build_tools.render.html.context import attribute
from build_tools.render.html.inline import content_html
from build_tools.render.markup import unseen_characters

_CONTEXT_CHARACTERS = 60
"""How many characters of unchanged text an entry shows on each side of a change."""
_MAX_SHOWN_CHARACTERS = 400
"""How many characters of an inserted or deleted text an entry shows."""
_Ends: TypeAlias = Literal["start", "end", "both", "neither"]
"""Which ends of an unchanged text are next to a change."""


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """A change as a list shows it."""

    number: int
    change: Change
    was: Markup
    """The old text round what was deleted; empty when there was none."""
    now: Markup


def change_entries(redline: Redline) -> list[ChangeEntry]:
    """The entries of all changes, in reading order."""
    entries = []
    for number, change in enumerate(redline.changes, start=1):
        was, now = _excerpt(change, "old"), _excerpt(change, "new")
        entries.append(ChangeEntry(number, change, was, now))
    return entries


def _excerpt(change: Change, side: Literal["old", "new"]) -> Markup:
    """One side of a change, what differs marked, the unchanged text round it cut short."""
    text = change.old if side == "old" else change.new
    if change.old == change.new and all(edit.op == "=" for edit in change.edits):
        return Markup(_lines(_shortened(text)))
    if not any(edit.op in "=~" for edit in change.edits):
        return Markup(_whole(change, side, text))
    last = len(change.edits) - 1
    parts = []
    for at, (edit, unseen) in enumerate(
        zip(change.edits, unseen_characters(change.edits), strict=True)
    ):
        parts.append(_part(edit, side, _kept_ends(at, last), unseen))
    return Markup("".join(parts))


def _whole(change: Change, side: Literal["old", "new"], text: str) -> str:
    """One side of a change that kept nothing; with its marks where it is not cut short."""
    if not text:
        return ""
    runs: list[Run] = []
    for edit in change.edits:
        runs += edit.old if side == "old" else edit.new
    short = len(text) <= _MAX_SHOWN_CHARACTERS
    inner = content_html(tuple(runs)) if runs and short else _lines(_shortened(text))
    return _marked(side, inner)


def _part(edit: Edit, side: Literal["old", "new"], kept: _Ends, unseen: str) -> str:
    content = edit.old if side == "old" else edit.new
    match edit.op:
        case "=":
            return _lines(_context(prose(content).replace(NOTE, ""), kept))
        case "~":
            return f'<span class="format">{content_html(content)}</span>'
        case _:
            return _marked(side, content_html(content), unseen) if content else ""


def _marked(side: Literal["old", "new"], inner: str, unseen: str = "") -> str:
    """What was deleted or inserted; the style draws the name of what is `unseen` in it."""
    tag = "del" if side == "old" else "ins"
    return f"<{tag}{attribute('data-unseen', unseen)}>{inner}</{tag}>"


def _kept_ends(at: int, last: int) -> _Ends:
    """Which ends of an unchanged text are next to a change: before the first edit there is none,
    and after the last.
    """
    if at == 0:
        return "neither" if at == last else "end"
    return "start" if at == last else "both"


def _context(text: str, kept: _Ends) -> str:
    """The unchanged text next to a change, without what is far from it."""
    head = _CONTEXT_CHARACTERS if kept in ("start", "both") else 0
    tail = _CONTEXT_CHARACTERS if kept in ("end", "both") else 0
    if len(text) <= head + tail + 3:
        return text
    before = text[:head].rsplit(" ", 1)[0]
    after = text[len(text) - tail :].split(" ", 1)[-1] if tail else ""
    return f"{before} … {after}"


def _shortened(text: str) -> str:
    return (
        text
        if len(text) <= _MAX_SHOWN_CHARACTERS
        else f"{text[:_MAX_SHOWN_CHARACTERS].rsplit(' ', 1)[0]} …"
    )


def _lines(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")
