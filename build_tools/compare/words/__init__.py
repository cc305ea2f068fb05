"""Words: two contents in, the edits between them out, and how similar two texts are.

The lines of a content are paired (`lines`). Each is cut into tokens (`tokens`), where a reference
goes by the provision that it points at (`renumbering`); it is compared token by token
(`token_diff`), settled into what reads best (`cleanup`), and what is no more than punctuation is
classed (`punctuation`). Nothing here knows of blocks.
"""

from functools import partial

from build_tools.compare import thresholds
from build_tools.compare.words.cleanup import (
    close_brackets,
    kept_share,
    most_kept_share,
    rewrite_trivial_equalities,
    shift_to_boundaries,
)
from build_tools.compare.words.lines import compare_lines
from build_tools.compare.words.punctuation import class_punctuation
from build_tools.compare.words.renumbering import (
    NOTHING_RENUMBERED,
    Following,
    FollowingReference,
    Renumbering,
)
from build_tools.compare.words.shown_edits import edits
from build_tools.compare.words.similarity_measures import (
    Vocabulary,
    containment,
    dice_similarity,
    longest_common_subsequence,
    similarity,
)
from build_tools.compare.words.token_diff import Hunk, diff
from build_tools.compare.words.tokens import Tokens, tokenize
from build_tools.model import Content, Edit, Edits, plain, prose

__all__ = [
    "NOTHING_RENUMBERED",
    "Following",
    "FollowingReference",
    "Renumbering",
    "Vocabulary",
    "compare_content",
    "compare_words",
    "containment",
    "dice_similarity",
    "longest_common_subsequence",
    "similarity",
]


def compare_content(
    old: Content, new: Content, renumbering: Renumbering = NOTHING_RENUMBERED
) -> Edits:
    """The edits that make `new` of `old`, line by line; replayed, they give both contents back
    exactly.
    """
    if old == new:
        return (Edit("=", old, new),) if old else ()
    compare = partial(compare_words, renumbering=renumbering)
    if old and new and ("\n" in plain(old) or "\n" in plain(new)):
        return compare_lines(old, new, compare)
    return compare(old, new)


def compare_words(
    old: Content, new: Content, renumbering: Renumbering = NOTHING_RENUMBERED
) -> Edits:
    """The same, each content as one run of words: a line may have been broken in two, or joined."""
    if old == new:
        return (Edit("=", old, new),) if old else ()
    followers, followed = renumbering.following(prose(old), prose(new))
    before, after = tokenize(old, renumbering.notes, followers), tokenize(new, {}, followed)
    if most_kept_share(before, after) < thresholds.MIN_KEPT_SHARE:
        return _rewritten(before, after)
    hunks = diff(before, after)
    if not _is_rewritten(hunks, before, after):
        shift_to_boundaries(hunks, before, after)
        class_punctuation(hunks, before, after)
        rewrite_trivial_equalities(hunks, before, after)
        close_brackets(hunks, before, after)
    if _is_rewritten(hunks, before, after):
        return _rewritten(before, after)
    return tuple(edits(hunks, before, after, renumbering))


def _rewritten(old: Tokens, new: Tokens) -> Edits:
    """The whole of a text for the whole of another."""
    hunks = [Hunk(old.whole, new.whole, kept=False)]
    class_punctuation(hunks, old, new)
    return tuple(edits(hunks, old, new))


def _is_rewritten(hunks: list[Hunk], old: Tokens, new: Tokens) -> bool:
    """Whether little of two texts is kept, and neither stands whole in the other, which has one
    thing more. What settles hunks keeps no more of them.
    """
    if kept_share(hunks, old, new) >= thresholds.MIN_KEPT_SHARE:
        return False
    changed = [hunk for hunk in hunks if not hunk.kept]
    return len(changed) != 1 or len(hunks) == 1 or changed[0].is_replacement
