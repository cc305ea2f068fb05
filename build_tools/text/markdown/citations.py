"""An outline → how each leaf is cited: "Clause 17.6(a)", "Schedule 2, Part A, paragraph 1.1",
"Clause 1.2, second (b)", "Clause 17.6, closing words"; "§ 7" what is all that stands under its
heading.

No two leaves of a text are cited alike. What is told apart by its path is; what the text itself
does not tell apart is counted.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from build_tools.language import gettext as _
from build_tools.language import pgettext
from build_tools.model import CitationWords
from build_tools.text.labels import (
    bare_label,
    is_annex,
    is_designated,
    is_division,
    is_schedule,
    shortened,
)
from build_tools.text.markdown.citation_words import (
    bullet,
    counted,
    in_annex,
    is_clause,
    joined,
    joined_heading,
    numbered,
    of_closing_words,
    of_heading,
    quoting,
    without_stops,
)
from build_tools.text.markdown.outline import goes_on, leads_in
from build_tools.text.markdown.units import Outline, Place, Unit
from build_tools.text.ordinals import spoken_ordinal

_DIGITS = re.compile(r"\d+[A-Z]*[.)]*")
_FULL_STOP = re.compile(r"\d+[A-Z]*\.")
_ATTRIBUTES = re.compile(r"\s*\{#[^{}]*\}\s*$")
"""What some writers of markdown put after a heading, for a program to read."""


def citations(outline: Outline, words: CitationWords) -> Iterator[str]:
    """How each leaf is cited, in reading order, in those words."""
    namer = _Namer(outline, words)
    return (namer.citation(place) for place in outline.places)


class _Namer:
    """What has been named so far."""

    def __init__(self, outline: Outline, words: CitationWords) -> None:
        self._words = words
        self._title = _title(outline)
        self._given: dict[str, int] = defaultdict(int)
        """How often each name has been wanted."""
        self._cited: dict[str, int] = defaultdict(int)
        """The same of the citations."""
        self._terms: Counter[str] = Counter()
        """How often each term is defined, and each number of a table stands; with an annex before
        it, how often in that."""
        self._alone = set(map(id, _alone_under_headings(outline.places)))
        self._repeated = self._names_of_numbers(outline)
        for place in outline.places:
            if what := _defined(place):
                self._terms.update((what, self._annex_prefix(place.within) + what))

    def _names_of_numbers(self, outline: Outline) -> Counter[str]:
        """How often each heading and number would have its name if it were named alone."""
        numbers = [unit for unit in outline.units if unit.kind in ("heading", "number")]
        for unit in numbers:
            unit.lead, unit.own = self._path(unit)
        return Counter([unit.name for unit in numbers])

    def citation(self, place: Place) -> str:
        """How a leaf is cited; the leaves before it have been."""
        for unit in place.begun:
            if unit.kind != "definition":
                self._name(unit)
        wanted = self._wanted(place)
        if place.begun and place.begun[-1].kind == "definition":
            place.begun[-1].own = wanted
        if wanted[:1].islower():
            wanted = wanted[0].upper() + wanted[1:]
        self._cited[wanted] += 1
        count = self._cited[wanted]
        if count == 1:
            return wanted
        return _("%(citation)s (%(ordinal)s)", citation=wanted, ordinal=spoken_ordinal(count))

    # --- What a leaf is called --------------------------------------------------------------------

    def _wanted(self, place: Place) -> str:
        leaf, within = place.leaf, place.within
        if what := _defined(place):
            return self._told_apart(what, place)
        if leaf.kind == "heading":
            return of_heading(within)
        if place.is_unit or id(place) in self._alone:
            return within.name
        if _is_closing(place):
            return of_closing_words(within)
        return counted(place)

    def _told_apart(self, what: str, at: Place) -> str:
        """A definition or a table, by where it stands when there are several of its name."""
        leaf, within = at.leaf, at.within
        if self._terms[what] == 1:
            return what
        annex = self._annex(within)
        place = annex.name if annex else ""
        if self._terms[self._annex_prefix(within) + what] > 1:
            place = within.name or place
        if not place:
            return what
        if leaf.terms:
            return f"{place}, {what}"
        return _("%(table)s of %(place)s", table=what, place=place)

    # --- What a unit is called --------------------------------------------------------------------

    def _name(self, unit: Unit) -> None:
        """Settle how a unit is cited; what it stands in has been named."""
        alone = unit.name
        unit.lead, unit.own = self._path(unit)
        if alone and not unit.quoted and self._repeated[alone] > 1:
            around = self._around(unit)
            if around and not unit.lead.startswith(around.name):
                unit.lead = f"{around.name}, "
        self._given[unit.name] += 1
        if (count := self._given[unit.name]) > 1:
            lead = unit.lead.rstrip(" ,.")
            which = pgettext("before a name", "%(ordinal)s ", ordinal=spoken_ordinal(count))
            unit.lead = f"{lead}, {which}" if lead else which

    def _path(self, unit: Unit) -> tuple[str, str]:
        """What a citation says before a unit, and the unit's own name."""
        match unit.kind:
            case "text":
                return "", ""
            case "heading":
                return self._heading(unit)
            case "footnote":
                return "", _("Footnote %(label)s", label=unit.label)
            case "number":
                return self._number(unit)
            case "bullet":
                return bullet(unit)
            case _:
                return self._limb(unit)

    def _heading(self, unit: Unit) -> tuple[str, str]:
        division = self._division(unit)
        lead = f"{division.name}, " if division else ""
        if unit.quoted and unit.parent:
            lead = quoting(unit.parent)
        if unit.titled:
            return lead, shortened(_ATTRIBUTES.sub("", unit.label))
        above = _labelled_above(unit)
        if above and not unit.quoted and _is_relative(unit.label, above.label):
            separator, own = joined_heading(above, unit.label)
            return above.name + separator, own
        return lead, numbered(unit.label, in_annex() if division else self._words.provision)

    def _number(self, unit: Unit) -> tuple[str, str]:
        if unit.quoted:
            assert unit.parent is not None
            return quoting(unit.parent), numbered(unit.label, self._words.provision)
        if unit.parent and unit.parent.kind == "footnote":
            return f"{unit.parent.name}, ", bare_label(unit.label)
        division = self._division(unit)
        if division:
            return f"{division.name}, ", numbered(unit.label, in_annex())
        heading = unit.heading
        if heading.kind == "heading" and not heading.titled and not is_clause(heading.label):
            return f"{heading.name}, ", bare_label(unit.label)
        return "", numbered(unit.label, self._words.provision)

    def _limb(self, unit: Unit) -> tuple[str, str]:
        parent = unit.parent
        assert parent is not None
        if unit.quoted:
            return quoting(parent), self._limb_word(unit) or without_stops(unit.label)
        if _FULL_STOP.fullmatch(unit.label) and not parent.restarts:
            if parent.kind == "text" or (parent is self._title and parent.titled):
                return "", f"{self._words.provision} {bare_label(unit.label)}"
            if self._division(unit) is parent and not self._limb_word(unit):
                return f"{parent.name}, ", f"{in_annex()} {bare_label(unit.label)}"
        separator, own = joined(parent, unit.label, self._limb_word(unit))
        return (parent.name + separator if parent.name else ""), own

    def _limb_word(self, unit: Unit) -> str:
        """A limb in the words of its code: "Abs. 3"; empty where the code has none for it."""
        assert unit.parent is not None
        around = unit.parent.label if unit.parent.kind == "limb" else ""
        return self._words.limb(unit.label, around)

    # --- What a unit stands in --------------------------------------------------------------------

    def _division(self, unit: Unit) -> Unit | None:
        """The innermost annex, or part of an annex, that a unit stands in."""
        above = unit.parent if unit.kind == "heading" else unit
        found = None
        while above is not None:
            if above.kind == "heading" and not above.titled and is_division(above.label):
                found = found or above
                if is_annex(above.label) and above is not self._title:
                    return found
            above = above.parent
        return None

    def _annex(self, unit: Unit) -> Unit | None:
        """The annex that a unit is or stands in."""
        above: Unit | None = unit
        while above is not None:
            if above.kind == "heading" and not above.titled and is_annex(above.label):
                return above if above is not self._title else None
            above = above.parent
        return None

    def _annex_prefix(self, unit: Unit) -> str:
        annex = self._annex(unit)
        return f"{id(annex)} " if annex else "\0"

    def _around(self, unit: Unit) -> Unit | None:
        """The heading by which a heading or number is told from others of its name; None where
        there is none but that of the whole text, and where that has its number.
        """
        assert unit.parent is not None
        above = unit.parent.heading
        number = bare_label(unit.label)
        while above.kind == "heading" and above is not self._title:
            if not f"{number}.".startswith(f"{bare_label(above.label)}."):
                return above
            assert above.parent is not None
            above = above.parent
        return None


def _title(outline: Outline) -> Unit | None:
    """The heading of the text as a whole: the first, when all others stand under it; a schedule by
    itself is still a part of what it is a schedule to.
    """
    headings = [unit for unit in outline.units if unit.kind == "heading" and not unit.quoted]
    top = [unit for unit in headings if unit.parent is outline.units[0]]
    return top[0] if len(top) == 1 and not is_schedule(top[0].label) else None


def _defined(place: Place) -> str:
    """What a definition or a table with a number is called by itself; "" for other leaves."""
    leaf = place.leaf
    if leaf.terms:
        terms = f" {_('or')} ".join(leaf.terms)
        return _("Definition of %(term)s", term=shortened(terms))
    return leaf.label.rstrip(".: ") if leaf.table is not None and leaf.label else ""


def _labelled_above(unit: Unit) -> Unit | None:
    """The nearest heading with a label above a heading."""
    above = unit.parent
    while above is not None and (above.kind != "heading" or above.titled):
        above = above.parent
    return above


def _is_relative(label: str, above: str) -> bool:
    """Whether a heading's label begins anew under that of the heading above it: letters do, and
    plain numbers under letters.
    """
    if is_designated(label):
        return False
    return _is_lettered(label) or (_is_lettered(above) and bool(_DIGITS.fullmatch(label)))


def _is_lettered(label: str) -> bool:
    return label.strip("().").isalpha()


def _is_closing(place: Place) -> bool:
    """Whether a paragraph is the closing words of what it stands in: the end of the sentence that
    its limbs stand in, or a sentence alone after them.
    """
    within = place.within
    if not place.closes or leads_in(place.leaf) or _begins_with_figure(place):
        return False
    if goes_on(place.leaf):
        return within.kind != "text" and within.unfinished == 1
    alone = within.after_limbs == 1 and within.kind in ("number", "limb", "definition")
    return alone and _text_ends_in(place, ".", ";", ",", "。")


def _alone_under_headings(places: Sequence[Place]) -> Iterator[Place]:
    """The paragraphs without a number of which each is all that stands under a heading that has
    one, notes apart.
    """
    leaves = [place for place in places if not _is_of_note(place.within)]
    for heading, place, follows in zip(leaves, leaves[1:], [*leaves[2:], None], strict=False):
        unit = heading.within
        is_numbered = heading.leaf.kind == "heading" and not unit.titled
        if (
            is_numbered
            and place.within is unit
            and place.called == "paragraph"
            and place.ordinal
            and not place.leaf.scope.quoted
            and not (follows and _stands_in(follows.within, unit))
        ):
            yield place


def _is_of_note(unit: Unit) -> bool:
    return unit.kind == "footnote" or bool(unit.parent and _is_of_note(unit.parent))


def _stands_in(unit: Unit, around: Unit) -> bool:
    return unit is around or bool(unit.parent and _stands_in(unit.parent, around))


def _begins_with_figure(place: Place) -> bool:
    """Whether a paragraph begins with what may be the number of a provision: "5(1) The Board"."""
    return place.leaf.content[0].text[:1].isdigit() if place.leaf.content else False


def _text_ends_in(place: Place, *signs: str) -> bool:
    content = place.leaf.content
    return bool(content) and content[-1].text.rstrip().endswith(signs)
