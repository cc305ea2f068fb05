"""A weave in, what a script needs to tell which numbers of its provisions only follow out: what is
read in each label, and in each part of an address.
"""

from typing import Any

from build_tools.compare.changes.block_numbers import number_path, number_styles, words_beside
from build_tools.model.weave import Weave
from build_tools.text.labels import readings


def woven_numbers(weave: Weave) -> dict[str, Any]:
    """`labels` has the words beside the number, and the styles of it, of each label that a block
    changed; `parts` the styles and values of each part of a number. Empty where no block did.
    """
    labels = sorted(_changed_labels(weave))
    if not labels:
        return {"labels": {}, "parts": {}}
    read = {part: readings(f"({part})") for part in sorted(_parts(weave))}
    return {
        "labels": {
            label: [" ".join(words_beside(label)), sorted(number_styles(label))] for label in labels
        },
        "parts": {part: found for part, found in read.items() if found},
    }


def _parts(weave: Weave) -> set[str]:
    """All that the numbers of its blocks are made of."""
    found: set[str] = set()
    for block in weave.blocks:
        for _, shape in block.states:
            found.update(number_path(shape))
    return found


def _changed_labels(weave: Weave) -> set[str]:
    found: set[str] = set()
    for block in weave.blocks:
        its = {shape.label for _, shape in block.states}
        if len(its) > 1:
            found |= its
    return found
