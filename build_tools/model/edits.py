"""What two texts have in common and what not: stretches kept, deleted and inserted.

The old content and the new can be rebuilt from the edits between them, and from nothing else.
"""

from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal, TypeAlias

from build_tools.model.text import Content, content_slice, joined, with_note_signs

Noise: TypeAlias = Literal["renumbering", "cross-reference", "formatting", "punctuation"]
"""The classes of consequential change, which a reader may mute."""
Side: TypeAlias = Literal["both", "old", "new"]
"""Which of the two versions something stands in, at this place."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of content: kept (`=`), deleted (`-`), inserted (`+`), or kept with other marks
    (`~`).
    """

    op: Literal["=", "-", "+", "~"]
    old: Content
    new: Content
    noise: Noise | None = None
    """The class of a consequential edit; None for one of substance, and for what is kept."""
    by: str = ""
    """The version that made it, where versions lie between the two; else empty."""

    @property
    def text(self) -> str:
        """The text, references to notes as `[^3]`: of the old content for a deletion, otherwise of
        the new.
        """
        return with_note_signs(self.old if self.op == "-" else self.new)

    def apart(self) -> "Edits":
        """The same with what it keeps deleted and inserted, by the version that made it."""
        return Edit("-", self.old, (), by=self.by), Edit("+", (), self.new, by=self.by)

    def sliced(self, start: int, stop: int) -> "Edit":
        """What stands between two offsets of it: of what it keeps, on both sides."""
        old, new = (content_slice(each, start, stop) for each in (self.old, self.new))
        return replace(self, old=old, new=new)


Edits: TypeAlias = tuple[Edit, ...]


def unchanged(content: Content) -> Edits:
    """The edits of content that stands in both texts as it was."""
    return (Edit("=", content, content),) if content else ()


def deletion(content: Content) -> Edits:
    """The edits of content that was deleted as a whole."""
    return (Edit("-", content, ()),) if content else ()


def insertion(content: Content) -> Edits:
    """The edits of content that was inserted as a whole."""
    return (Edit("+", (), content),) if content else ()


def old_content(edits: Edits) -> Content:
    """What rejecting the edits gives."""
    if len(edits) == 1:
        return edits[0].old
    return joined(chain.from_iterable([edit.old for edit in edits]))


def new_content(edits: Edits) -> Content:
    """What accepting the edits gives."""
    if len(edits) == 1:
        return edits[0].new
    return joined(chain.from_iterable([edit.new for edit in edits]))


def noise_of(edits: Edits) -> tuple[Noise, ...]:
    """The classes of consequential change among the edits, each once, in order."""
    return tuple(dict.fromkeys(edit.noise for edit in edits if edit.noise))


def is_consequential(edits: Edits) -> bool:
    """Whether nothing among the edits is of substance."""
    return all(edit.op == "=" or edit.noise for edit in edits)
