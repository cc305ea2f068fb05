"""What only follows from another change, or touches nothing but punctuation: classed, so that a reader may mute it."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from build_tools.model import Content, Noise, plain, prose
from build_tools.words.hunks import Hunk
from build_tools.words.tokens import content_of

_SUBSTANTIAL_SIGNS = frozenset("%‰&@#*/\\")
"""Signs that Unicode calls punctuation and a lawyer would not."""
_LOOKALIKES = str.maketrans("‘’“”„‑", '\'\'"""-')
"""Straight quotation marks and the plain hyphen for their typographic forms."""


@dataclass(frozen=True, slots=True)
class Renumbering:
    """What the comparison of two texts knows of provisions that only changed their number."""

    notes: Mapping[str, str] = field(default_factory=dict)
    """Old label of a footnote to new."""
    same_provision: Callable[[str, int, str, int], bool] = lambda _old, _old_at, _new, _new_at: False
    """Whether the references at an offset of the old text and at one of the new point at one provision."""


NOTHING_RENUMBERED = Renumbering()


def class_noise(hunks: list[Hunk], renumbering: Renumbering) -> None:
    """Class each replacement that only follows from a renumbering, or touches nothing but punctuation."""
    texts = ["".join(prose(content_of(getattr(hunk, side))) for hunk in hunks) for side in ("old", "new")]
    old_at = new_at = 0
    for hunk in hunks:
        old, new = content_of(hunk.old), content_of(hunk.new)
        if not hunk.kept:
            hunk.noise = _noise(old, new, renumbering)
            if not hunk.noise and old and new and renumbering.same_provision(texts[0], old_at, texts[1], new_at):
                hunk.noise = "cross-reference"
        old_at += len(plain(old))
        new_at += len(plain(new))


def _noise(old: Content, new: Content, renumbering: Renumbering) -> Noise | None:
    note_before, note_after = _lone_note(old), _lone_note(new)
    if note_before and note_after and renumbering.notes.get(note_before) == note_after:
        return "renumbering"
    before, after = plain(old), plain(new)
    alike = before.translate(_LOOKALIKES) == after.translate(_LOOKALIKES)
    return "punctuation" if alike or all(_is_punctuation(char) for char in before + after) else None


def _lone_note(content: Content) -> str:
    """The label of the footnote reference that is all of the content; empty when it is something else."""
    marks = content[0].marks if len(content) == 1 else ()
    return next((mark.target for mark in marks if mark.kind == "footnote"), "")


def _is_punctuation(char: str) -> bool:
    return char.isspace() or (unicodedata.category(char)[0] == "P" and char not in _SUBSTANTIAL_SIGNS)
