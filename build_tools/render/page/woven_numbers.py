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
    shapes = [shape for block in weave.blocks for _, shape in block.states]
    parts = sorted({part for shape in shapes for part in number_path(shape)})
    return {
        "labels": {
            label: [" ".join(words_beside(label)), sorted(number_styles(label))] for label in labels
        },
        "parts": {part: read for part in parts if (read := readings(f"({part})"))},
    }


def _changed_labels(weave: Weave) -> set[str]:
    found: set[str] = set()
    for block in weave.blocks:
        its = {shape.label for _, shape in block.states}
        if len(its) > 1:
            found |= its
    return found
