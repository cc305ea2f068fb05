"""A change that no word tells, in words: what became bold or a link, what is so no longer, where a
link leads now, and which character came or went that nobody can see.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from build_tools.language import N_
from build_tools.language import gettext as _
from build_tools.model import Content, Edit, Edits, Mark, plain

_MARKS = {
    "strong": N_("bold"),
    "emphasis": N_("italic"),
    "strike": N_("struck through"),
    "code": N_("code"),
}
_NAMES = {"\u00ad": "soft hyphen", "\ufeff": "byte-order mark"}
"""Where Unicode's own name says something else, or would not be understood."""


def markup_changes(edits: Edits) -> Iterator[tuple[str, str]]:
    """Each stretch whose markup changed, or what nobody can see in it, as its text and what became
    of that.
    """
    for edit, characters in zip(edits, unseen_characters(edits), strict=True):
        if edit.op == "~":
            yield edit.text, describe_markup_change(edit)
        elif characters:
            said = _("with %(mark)s") if edit.op == "+" else _("no longer with %(mark)s")
            yield edit.text, said % {"mark": characters}


def describe_markup_change(edit: Edit) -> str:
    """What became of the marks of a kept stretch: "now bold, no longer a link to /terms"."""
    old, new = _marks(edit.old), _marks(edit.new)
    old += _characters(plain(edit.old))
    new += _characters(plain(edit.new))
    words = [_("now %(mark)s", mark=mark) for mark in new if mark not in old]
    words += [_("no longer %(mark)s", mark=mark) for mark in old if mark not in new]
    if words:
        return ", ".join(words)
    is_mark = plain(edit.old) == plain(edit.new)
    return _("marked up otherwise") if is_mark else _("other white space")


def unseen_characters(edits: Edits) -> list[str]:
    """For each edit the characters, by name, that nobody can see and that alone came or went with
    it: "U+00AD soft hyphen"; empty where a reader sees what it is about.
    """
    told = [""] * len(edits)
    for at, edit in enumerate(edits):
        if edit.op in "+-" and not any(map(_is_seen, edit.text)):
            told[at] = ", ".join(_characters(edit.text))
    for at, (before, after) in enumerate(pairwise(edits)):
        if (before.op, after.op) == ("-", "+") and _seen(before.text) == _seen(after.text):
            told[at : at + 2] = _only_in_one(before.text, after.text)
    return told


def unseen_in(text: str) -> dict[str, str]:
    """The characters of a text that nobody can see, each with its code and name."""
    return {char: _told(char) for char in sorted(set(text)) if _is_unseen(char)}


def _only_in_one(old: str, new: str) -> tuple[str, str]:
    """The characters that nobody can see in an old text and not in the new, and the reverse."""
    before, after = _characters(old), _characters(new)
    only_old = [name for name in before if name not in after] or before
    only_new = [name for name in after if name not in before] or after
    return ", ".join(only_old), ", ".join(only_new)


def _characters(text: str) -> list[str]:
    """The characters of a text that nobody can see, each once, by code and name."""
    return list(map(_told, filter(_is_unseen, dict.fromkeys(text))))


def _told(char: str) -> str:
    name = _NAMES.get(char) or unicodedata.name(char, "").lower()
    return f"U+{ord(char):04X} {name}".rstrip()


def _seen(text: str) -> str:
    """What there is to see of a text."""
    without_space = "".join(text.split())
    return without_space if text.isascii() else "".join(filter(_is_seen, without_space))


@lru_cache(maxsize=2**12)
def _is_seen(char: str) -> bool:
    return not char.isspace() and not _is_unseen(char)


def _is_unseen(char: str) -> bool:
    """Whether nobody can see a character, or tell it from a plain space."""
    if char in " \n\t":
        return False
    return unicodedata.category(char) in ("Cf", "Zs", "Zl", "Zp")


def _marks(content: Content) -> list[str]:
    """The marks of some content in words, each once, in order."""
    marks: dict[str, None] = {}
    for run in content:
        marks |= dict.fromkeys(map(_mark, run.marks))
    return list(marks)


def _mark(mark: Mark) -> str:
    if mark.kind in _MARKS:
        return _(_MARKS[mark.kind])
    if mark.kind == "link":
        return _("a link to %(target)s", target=mark.target)
    if mark.kind == "image":
        return _("a image to %(target)s", target=mark.target)
    return _("a footnote to %(target)s", target=mark.target)
