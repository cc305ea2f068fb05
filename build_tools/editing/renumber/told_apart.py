"""A version in which a limb prints the number of the one before it → as it is read where each
number stands once.
"""

from dataclasses import replace
from itertools import chain

from build_tools.editing.renumber.counting import Counting, Numbering, breaks
from build_tools.model import Version
from build_tools.record.files import blocks_of


def told_apart(version: Version, counting: Counting) -> Version:
    """The version with limbs that print the number of the one before them counted on from that.

    A reader of "(a) (i) (i) (ii)" takes the second for the letter: which list it is in can be read
    only where each number stands once. The blocks are the same, at the same positions.
    """
    apart = version
    for _ in version.blocks:
        labels = _counted_on(Numbering(apart), counting)
        if not labels:
            break
        sources = [
            each.source.replace(each.label, labels[at], 1) if at in labels else each.source
            for at, each in enumerate(apart.blocks)
        ]
        blocks = blocks_of("".join(sources), version.citation_words)
        if [each.kind for each in blocks] != [each.kind for each in version.blocks]:
            break
        apart = replace(apart, blocks=blocks)
    return apart


def _counted_on(numbering: Numbering, counting: Counting) -> dict[int, str]:
    """The labels of the first limb that prints the number of the one before it, and is read as one
    of another list; and of those after it that print its new one.
    """
    values = dict(chain.from_iterable(numbering.series()))
    labels: dict[int, str] = {}
    wrong = {at for before, at in breaks(numbering) - counting.known}
    for at in sorted(wrong):
        before = numbering.limb_before(at, labels) if at >= counting.start else None
        if before is None or (before, at) in counting.known:
            continue
        own, value = numbering.numbered[at].own, values.get(before)
        following = (*value[:-1], value[-1] + 1) if value else None
        core = counting.rewritten(own, value, following) if value and following else None
        if core and following:
            labels[at], values[at] = f"{own.head}{core}{own.tail}", following
    return labels
