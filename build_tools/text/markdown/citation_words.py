"""A unit of a text, or the place of a leaf → the words that it is cited by: "Paragraph 2 under
Clause 1.1", "Clause 17.6", "(a)", and what stands between the two.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from build_tools.language import N_, pgettext
from build_tools.language import gettext as _
from build_tools.text.labels import bare_label, is_division
from build_tools.text.markdown.units import Called, Place, Unit

_CALLED: Mapping[Called, str] = MappingProxyType(
    {
        "paragraph": N_("paragraph"),
        "bullet": N_("bullet"),
        "table": N_("table"),
        "code": N_("code"),
        "figure": N_("figure"),
        "dividing line": N_("dividing line"),
        "front matter": N_("front matter"),
    }
)
_NUMBER = re.compile(r"[A-Z]{0,2}\d+[A-Z]*(?:\.\d+[A-Z]*)*")
"""What is called a clause, or in an annex a paragraph."""


def counted(place: Place) -> str:
    """What nothing names: "Paragraph 2 under Clause 1.1"."""
    within = place.within
    what = _(_CALLED[place.called])
    if not place.ordinal:
        return what
    if within.counts[place.called] > 1:
        what = f"{what} {place.ordinal}"
    if not within.name:
        return _("%(what)s at the beginning", what=what)
    return _("%(what)s under %(place)s", what=what, place=within.name)


def bullet(unit: Unit) -> tuple[str, str]:
    """What a citation says before a bullet, and what it calls it."""
    parent = unit.parent
    assert parent is not None
    own = _("bullet")
    if parent.counts["bullet"] > 1:
        own = f"{own} {unit.ordinal}"
    if unit.quoted and parent.name:
        return quoting(parent), own
    return (
        (f"{parent.name}, ", own) if parent.name else ("", _("%(what)s at the beginning", what=own))
    )


def quoting(parent: Unit) -> str:
    """What a citation says before what is quoted in a unit."""
    return f"{parent.name}, {_('quoted ')}" if parent.name else _("quoted ")


def of_heading(unit: Unit) -> str:
    """How a heading is cited by itself, without what stands under it."""
    if unit.titled:
        return unit.lead + _("heading “%(title)s”", title=unit.own)
    return _("%(citation)s, heading", citation=unit.name)


def of_closing_words(within: Unit) -> str:
    """How the words are cited that close a unit."""
    if not within.name:
        return _("closing words")
    return _("%(citation)s, closing words", citation=within.name)


def without_heading(citation: str) -> str:
    """How what stands under a heading is cited as a whole, from how that heading is."""
    return citation.removesuffix(_("%(citation)s, heading", citation=""))


# --- Labels in words ------------------------------------------------------------------------------


def in_annex() -> str:
    """What a numbered provision of an annex is called."""
    return pgettext("in an annex", "paragraph")


def numbered(label: str, word: str) -> str:
    """A number that stands under no other: "Clause 17.6", "Art. 5a", "B.1"."""
    bare = bare_label(label)
    return f"{word} {bare}" if _NUMBER.fullmatch(bare) else without_stops(label)


def is_clause(label: str) -> bool:
    """Whether a label is a number as provisions have them: "17.6A"."""
    return bool(_NUMBER.fullmatch(bare_label(label)))


def without_stops(label: str) -> str:
    """A label without stops; brackets stay."""
    return label.rstrip(".:—– ")


def joined(parent: Unit, label: str, word: str = "") -> tuple[str, str]:
    """A label that is read after what it stands in: what stands between them, and the label, or
    what its code calls it.

    "17.6(a)(i)", but "6.5 2) d)": only brackets on both sides keep labels apart. A number after a
    number would be read as one.
    """
    own = bare_label(label)
    if word:
        return (" " if _takes_brackets(parent) or is_division(parent.label) else ", "), word
    if label.startswith("("):
        return ("" if _takes_brackets(parent) else ", "), without_stops(label)
    if label.endswith(")"):
        return (" " if parent.kind in ("number", "limb") else ", "), label
    if parent.kind == "limb" and not parent.label.endswith(")"):
        return ".", own
    return ", ", _("item %(label)s", label=own)


def _takes_brackets(parent: Unit) -> bool:
    """Whether a label in brackets is written right after what it stands in: "Clause 17.6(a)"."""
    if parent.kind == "heading":
        return not parent.titled and not is_division(parent.label)
    return parent.kind in ("number", "limb", "footnote")


def joined_heading(above: Unit, label: str) -> tuple[str, str]:
    """The same for the label of a heading: "D.4", "Clause 2.b", "Part A, B"."""
    if is_division(above.label):
        return ", ", without_stops(label)
    if label.startswith("("):
        return "", without_stops(label)
    return (" ", label) if label.endswith(")") else (".", bare_label(label))
