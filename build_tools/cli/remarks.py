"""The remarks on both texts of a Word file with tracked changes → each once: what is said of both
is one remark.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from build_tools.word import ConversionWarning

Which: TypeAlias = Literal["old", "new", "both"]
"""Of which of the two texts something is said."""


def of_two_texts(
    old: "Sequence[ConversionWarning]", new: "Sequence[ConversionWarning]"
) -> "Iterator[tuple[Which, ConversionWarning]]":
    """The remarks on the old text alone, then those on the new one and on both, each in order.

    What is said of both has its place in the new text: what is tracked before it may have moved it.
    """
    in_both = Counter(map(_said, old)) & Counter(map(_said, new))
    yield from (("old", each) for each in _without(old, in_both.copy()))
    for each in new:
        which: Which = "both" if in_both[_said(each)] > 0 else "new"
        in_both[_said(each)] -= 1
        yield which, each


def _without(
    remarks: "Sequence[ConversionWarning]", some: Counter[tuple[str, str]]
) -> "Iterator[ConversionWarning]":
    """Remarks but for as many of each as are counted."""
    for each in remarks:
        if some[_said(each)] > 0:
            some[_said(each)] -= 1
        else:
            yield each


def _said(remark: "ConversionWarning") -> tuple[str, str]:
    return remark.words, remark.message
