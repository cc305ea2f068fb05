"""In which words the provisions of a text are cited: data of the record, beside the text."""

import re
from dataclasses import dataclass
from typing import TypeAlias

from build_tools.language import ENGLISH, N_

CLAUSE = N_("Clause")
"""What a numbered provision is called where nobody says otherwise."""
Limbs: TypeAlias = tuple[tuple[str, str], ...]
"""What stands in a provision, by how its label looks, and what that is called: ("(1)", "Abs.")."""

_LABEL = re.compile(r"(\W*)(\w+)(\W*)")
_ROMAN = re.compile(r"[ivx]+|[IVX]+")
_SAMPLES = ("1", "a", "aa", "aaa", "A", "AA", "i", "I")
"""What stands for all labels that look alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationWords:
    """The words by which the parts of a text are cited."""

    provision: str = CLAUSE
    """What its numbered provisions are called."""
    limbs: Limbs = ()
    """What stands in them; what is not named here is cited by its label alone: "17.6(a)"."""
    language: str = ENGLISH
    """In which the other words are: "row", "heading"."""

    def limb(self, label: str, around: str) -> str:
        """A limb in words, "Abs. 3" for "(3)", where the label `around` it is that of what it
        stands in; empty where it has no word.
        """
        named = dict(self.limbs)
        words = (named[each] for each in _looks(label, around) if each in named)
        return next((f"{word} {_bare(label)}" for word in words), "")


CITED = CitationWords()
"""Those of what says none of its own."""


def is_sample(label: str) -> bool:
    """Whether a label may stand for all that look like it: "(1)", "a)", and not "(2)"."""
    found = _LABEL.fullmatch(label)
    return found is not None and found[2] in _SAMPLES and bool(found[1] or found[3])


def _looks(label: str, around: str) -> tuple[str, ...]:
    """The samples that a label may look like, the likeliest first: "(3)" like "(1)"; "ii)" in "a)"
    like "i)", or else like "aa)".
    """
    found = _LABEL.fullmatch(label.strip())
    if found is None or not found[2].isascii():
        return ()
    opening, inner, closing = found.groups()
    is_in_letters = _bare(around).isalpha()
    roman = ["I" if inner.isupper() else "i"] if is_in_letters and _ROMAN.fullmatch(inner) else []
    return tuple(f"{opening}{each}{closing}" for each in (*roman, _sample(inner)))


def _sample(inner: str) -> str:
    if inner[:1].isdigit():
        return "1"
    repeated = len(inner) if len(set(inner)) == 1 else 1
    return ("A" if inner.isupper() else "a") * repeated


def _bare(label: str) -> str:
    found = _LABEL.fullmatch(label.strip())
    return found[2] if found else ""
