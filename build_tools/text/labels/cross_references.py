"""A text → the cross-references in it: where each stands, what it says, and the anchor it points
at.

References are found, not marked up. Whether the anchor exists, and in which document, is for the
caller to say.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.text.labels.anchors import joined_anchor


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a cross-reference, and the anchor of the provision that it is of."""

    start: int
    end: int
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One cross-reference in a text."""

    start: int
    end: int
    """The text's characters from `start` up to `end` are what a link would stand on."""
    kind: str
    """In small letters and the singular: "clause", "table", "paragraph"."""
    label: str
    """The number as printed: "17.6(a)(i)"."""
    anchor: str
    """Where it points: "17.6-a-i", "table-17.6", "annex-b"."""
    numbers: tuple[Number, ...]
    """Its own number, and those of what it is a part of: of "paragraph (b) of Clause 5.2" both."""
    document: str = ""
    """The document it names, as printed: "SVTAD"; empty when it names none."""


_RELATIVE = tuple(
    "paragraph sub-paragraph subparagraph sub-section subsection sub-clause subclause"
    " limb item point".split()
)
"""The words for parts of a provision: without the provision nobody can say where they point."""
_PREFIXES = {
    **dict.fromkeys((*_RELATIVE, "clause", "section"), ""),
    **dict.fromkeys(("article", "art."), "art"),
    **{word: word for word in ("table", "chapter", "part", "annex", "appendix", "schedule")},
}
"""The words that a reference begins with, and what they add to the anchor of the number."""

_LIMBS = r"(?:\((?:\d{1,3}[A-Z]{0,2}|[A-Za-z]{1,5})\))"
_DIGITS = r"(?:[A-Z]{0,2}|[A-Z]\.)\d{1,4}(?:[A-Z]{1,2}|[a-z])?(?:\.\d{1,3}[A-Z]{0,2})*(?!\w)"
_NUMBER = re.compile(rf"{_DIGITS}{_LIMBS}*|{_LIMBS}+|(?:[A-Z]{{1,2}}|[IVXL]+)\b")
_AND = r"(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|to)\s+|\s*[–-]\s*)"
_WORDS = "|".join(map(re.escape, _PREFIXES))
_REFERENCE = re.compile(
    rf"\b(?P<word>(?i:{_WORDS}))(?P<plural>e?s)?\s+(?P<numbers>(?:{_NUMBER.pattern})(?(plural)(?:{_AND}(?:{_NUMBER.pattern}))*))"
)
_OF = re.compile(r"(?:\s+\([A-Z][^()]*\))?\s+of\s+(?:the\s+)?")
_NAME = rf"(?!(?i:{_WORDS})s?\b)[A-Z][\w/-]*"
_DEEPEST = 20
"""Of so many provisions, each a part of the next, no text speaks."""
_DOCUMENT = re.compile(rf"{_NAME}(?:\s+(?:(?:and|for|of)\s+)?{_NAME})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whole:
    """What a reference says it is a part of."""

    anchor: str = ""
    numbers: tuple[Number, ...] = ()
    document: str = ""
    end: int
    """Where the words for the provision end; the name of a document is not part of a reference."""


def references(text: str) -> Iterator[Reference]:
    """The cross-references in `text`, in order: "Clause 4.2", "Tables 4 and 5", "paragraph (b) of
    Clause 5.2".

    Each number of a list is a reference of its own. A part of a provision counts only with its
    provision.
    """
    at = 0
    while found := _REFERENCE.search(text, at):
        whole = _whole(text, found.end())
        plural, word = found["plural"], found["word"].lower()
        at = found.end() if plural else whole.end
        for number in _NUMBER.finditer(text, found.start("numbers"), found.end()):
            anchor = _anchor(found["word"], number[0], whole.anchor)
            if anchor:
                yield Reference(
                    start=number.start() if plural else found.start(),
                    end=number.end() if plural else at,
                    kind="article" if word == "art." else word,
                    label=number[0],
                    numbers=(Number(*number.span(), anchor), *(() if plural else whole.numbers)),
                    anchor=anchor,
                    document=whole.document,
                )


def _whole(text: str, at: int) -> _Whole:
    """What "of …" at an offset of `text` names: a provision, with what that is a part of, or a
    document.
    """
    provisions: list[re.Match[str]] = []
    of = _OF.match(text, at)
    while of and len(provisions) < _DEEPEST and (provision := _REFERENCE.match(text, of.end())):
        provisions.append(provision)
        at = provision.end()
        of = _OF.match(text, at)
    document = _DOCUMENT.match(text, of.end()) if of else None
    numbers: list[Number] = []
    anchor = ""
    for provision in reversed(provisions):
        number = _NUMBER.match(text, provision.start("numbers"))
        anchor = _anchor(provision["word"], number[0], anchor) if number else ""
        if number:
            numbers.append(Number(*number.span(), anchor))
    return _Whole(
        anchor=anchor,
        numbers=tuple(reversed(numbers)),
        document=document[0] if document else "",
        end=at,
    )


def _anchor(word: str, number: str, whole: str) -> str:
    """The anchor of a provision; "" when the words do not say enough to find it."""
    prefix = _PREFIXES[word.lower()]
    if word.lower() in _RELATIVE and not whole:
        return ""
    if not number.isalpha():
        return joined_anchor(whole, prefix, *re.findall(r"[\w.]+", number))
    named = prefix and word[0].isupper()  # "Annex B", and not "clause B" or "part of"
    return joined_anchor(whole, prefix, number.lower()) if named else ""
