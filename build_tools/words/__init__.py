"""Words: two contents in, the edits between them out.

The contents are cut into `tokens`, compared token by token into `hunks`, settled into what reads best, and classed by
`noise`. `likeness` says how much two texts share. Nothing here knows of blocks.
"""

from collections.abc import Iterable
from itertools import groupby

from build_tools.model import Content, Edit, Edits
from build_tools.words.hunks import Hunk, absorb, close_brackets, difference, shared, slide
from build_tools.words.likeness import Vocabulary, common, contained, similarity
from build_tools.words.noise import NOTHING_RENUMBERED, Renumbering, class_noise
from build_tools.words.tokens import content_of, cut

__all__ = ["NOTHING_RENUMBERED", "Renumbering", "Vocabulary", "common", "compare", "contained", "similarity"]

SHARED_FLOOR = 0.3
"""Below this share of kept letters two texts are shown whole, one struck and one inserted."""


def compare(old: Content, new: Content, renumbering: Renumbering = NOTHING_RENUMBERED) -> Edits:
    """The edits that make `new` of `old`; replayed, they give both contents back exactly."""
    if old == new:
        return (Edit("=", old, new),) if old else ()
    old_tokens, new_tokens = cut(old), cut(new)
    found = difference(old_tokens, new_tokens)
    slide(found)
    class_noise(found, renumbering)
    absorb(found)
    close_brackets(found)
    if shared(found) < SHARED_FLOOR:
        found = [Hunk(old_tokens, new_tokens, kept=False)]
        class_noise(found, renumbering)
    return tuple(edit for hunk in found for edit in _edits(hunk))


def _edits(hunk: Hunk) -> Iterable[Edit]:
    if hunk.kept:
        yield from _kept(hunk)
        return
    if old := content_of(hunk.old):
        yield Edit("-", old, (), hunk.noise)
    if new := content_of(hunk.new):
        yield Edit("+", (), new, hunk.noise)


def _kept(hunk: Hunk) -> Iterable[Edit]:
    """The kept tokens; those whose marks, or kind of space, are not the same on both sides as `~`."""
    pairs = zip(hunk.old, hunk.new, strict=True)
    for same, group in groupby(pairs, key=lambda pair: pair[0].content == pair[1].content):
        stretch = list(group)
        old, new = (content_of(pair[side] for pair in stretch) for side in (0, 1))
        if same or old == new:
            yield Edit("=", old, new)
        else:
            yield Edit("~", old, new, "formatting")
