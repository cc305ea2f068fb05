"""Leaves and their places among the labels → what each stands in: annex, part, clause, limbs,
definition, bullet.

A citation names this path. Nothing is put into words here; what has no name is counted as a reader
would count it.
"""

import re
from collections.abc import Sequence

from build_tools.model import Run, atom_kind, plain, wording
from build_tools.text.labels import BULLET, LabelPosition, is_annex
from build_tools.text.markdown.leaf_reader import Leaf
from build_tools.text.markdown.units import Called, Outline, Place, Unit, UnitKind

_FIRST_NUMBER = re.compile(r"[A-Z]*\d+")
_INSERTED_DASH = ("—", "–")
"""What ends a number whose first subsection stands on the same line: "57.— (1)"."""
_UNFINISHED = re.compile(r"\w[^\w.!?;。]*\Z")
_PROVISO = re.compile(r"(?i)provided\s+(?:that|always|further|also|however)\b")


def outline(leaves: Sequence[Leaf], positions: Sequence[LabelPosition]) -> Outline:
    """What each leaf stands in."""
    builder = _OutlineBuilder()
    places = [
        builder.place(leaf, position) for leaf, position in zip(leaves, positions, strict=True)
    ]
    return Outline(places, builder.units)


def goes_on(leaf: Leaf) -> bool:
    """Whether a leaf begins in the middle of a sentence."""
    return bool(leaf.content) and leaf.content[0].text[:1].islower()


def leads_in(leaf: Leaf) -> bool:
    """Whether a leaf ends as what leads in to limbs does."""
    return bool(leaf.content) and leaf.content[-1].text.rstrip().endswith((":", "—"))


class _OutlineBuilder:
    """What is open at one point of the text."""

    def __init__(self) -> None:
        self._text = Unit("text")
        self.units = [self._text]
        self._headings: list[tuple[int, Unit]] = []
        """The heading that a text stands under, and those above it, each with its level."""
        self._open: dict[int, list[Unit]] = {}
        """In each scope the units that are open, outermost first."""
        self._around: dict[int, Unit] = {}
        """What each scope stands in, beside the text itself."""
        self._latest = self._text
        """What the last leaf stands in."""

    def place(self, leaf: Leaf, position: LabelPosition) -> Place:
        """Where the next leaf stands."""
        if leaf.scope.number not in self._around:
            self._around[leaf.scope.number] = self._around_scope(leaf)
        match leaf.kind:
            case "heading":
                place = self._heading(leaf)
            case "front-matter":
                place = Place(leaf, self._text, called="front matter")
            case "footnote":
                place = self._begun(leaf, Unit("footnote", leaf.marker, self._text))
            case _ if position.labels:
                place = self._labelled(leaf, position)
            case _:
                place = self._unlabelled(leaf, position)
        self._latest = place.within
        return place

    def _around_scope(self, leaf: Leaf) -> Unit:
        """What the scope that a leaf begins stands in: a quotation, a note or a list item within
        another scope, or the text.
        """
        nested = leaf.scope.depth > 0 or leaf.scope.quoted > 1
        return self._latest if nested else self._innermost(0)

    def _heading(self, leaf: Leaf) -> Place:
        scope = leaf.scope.number
        label = leaf.label or wording(leaf.content)
        unit = Unit("heading", label, titled=not leaf.label)
        self._open[scope] = []
        if scope:
            unit.parent, unit.quoted = self._around[scope], True
            return self._begun(leaf, unit)
        self._close_headings(leaf)
        unit.parent = self._headings[-1][1] if self._headings else self._text
        self._headings.append((leaf.level, unit))
        self.units.append(unit)
        return Place(leaf, unit, (unit,), is_unit=True)

    def _close_headings(self, leaf: Leaf) -> None:
        """Close the headings that another one ends: those of its level and below, but of an annex
        none that counts from 1 in it, whatever its level.
        """
        before = None
        while self._headings and self._headings[-1][0] >= leaf.level:
            level, above = self._headings[-1]
            first = _bare(leaf.label) == "1" or (before is not None and before.parent is above)
            if level == leaf.level and first and _counts_in(above, leaf.label):
                return
            before = self._headings.pop()[1]

    def _begun(self, leaf: Leaf, *units: Unit) -> Place:
        """The place of a leaf that begins units, which are then open."""
        self._open.setdefault(leaf.scope.number, []).extend(units)
        self.units.extend(units)
        return Place(leaf, units[-1], units, is_unit=True)

    def _innermost(self, scope: int) -> Unit:
        """What the next text of a scope stands in."""
        if open_units := self._open.get(scope):
            return open_units[-1]
        if scope:
            return self._around[scope]
        return self._headings[-1][1] if self._headings else self._text

    # --- What has a label -------------------------------------------------------------------------

    def _labelled(self, leaf: Leaf, position: LabelPosition) -> Place:
        scope = leaf.scope.number
        followed = self._close(scope, position)
        parent = self._innermost(scope)
        first = position.labels[0]
        goes_on_numbers = followed is not None and followed.kind == "number"
        numbers = position.numbers or goes_on_numbers or first.endswith(_INSERTED_DASH)
        if numbers and parent.kind == "heading" and _bare(parent.label) == _bare(first):
            return Place(leaf, parent, is_unit=True)
        units: list[Unit] = []
        quoted = bool(scope) and not self._open.get(scope)
        for level, label in enumerate(position.labels, position.level):
            kind: UnitKind = "bullet" if label == BULLET else "limb"
            unit = Unit("number" if numbers else kind, label, parent, level, quoted=quoted)
            self._count(unit)
            units.append(unit)
            parent, numbers, quoted = unit, False, False
        return self._begun(leaf, *units)

    def _close(self, scope: int, position: LabelPosition) -> Unit | None:
        """Close what does not go on with a label; the label before it in its series, if any."""
        open_units = self._open.setdefault(scope, [])
        followed = None
        while open_units and _ends(open_units[-1], position):
            unit = open_units.pop()
            if position.numbers and unit.kind == "limb":
                _make_clause(unit, position.labels[0])
            if unit.kind != "definition" and unit.level == position.level:
                followed = unit
        return followed

    def _count(self, unit: Unit) -> None:
        """Note in what a label stands in that it has come."""
        if unit.parent is None or unit.kind == "number":
            return
        unit.parent.has_limbs |= not unit.quoted
        name = "bullet" if unit.kind == "bullet" else unit.label
        unit.parent.counts[name] += 1
        unit.ordinal = unit.parent.counts[name]
        unit.parent.restarts |= unit.kind == "limb" and unit.ordinal > 1

    # --- What has none ----------------------------------------------------------------------------

    def _unlabelled(self, leaf: Leaf, position: LabelPosition) -> Place:
        scope = leaf.scope.number
        open_units = self._open.setdefault(scope, [])
        if leaf.terms:
            _close_definitions(open_units)
        while open_units and open_units[-1].level >= position.level:
            unit = open_units[-1]
            if unit.kind == "definition" and unit.level == position.level and _belongs(leaf):
                break
            open_units.pop()
        within = self._innermost(scope)
        if leaf.label and leaf.kind == "paragraph":
            # The number of its heading is printed again before it.
            return Place(leaf, within, is_unit=True)
        place = Place(leaf, within, called=_called(leaf))
        if leaf.terms:
            if _UNFINISHED.search(plain(leaf.content)):
                unit = Unit("definition", leaf.terms[0], within, position.level)
                place.begun = (unit,)
                open_units.append(unit)
                self.units.append(unit)
        elif leaf.table is None or not leaf.label:
            within.counts[place.called] += 1
            place.ordinal = within.counts[place.called]
            place.closes = place.called == "paragraph" and within.has_limbs
            if place.closes and not leads_in(leaf):
                within.after_limbs += 1
                within.unfinished += goes_on(leaf)
        return place


def _close_definitions(open_units: list[Unit]) -> None:
    """Close the definition that is open, for another begins."""
    for at, unit in enumerate(open_units):
        if unit.kind == "definition":
            del open_units[at:]
            return


def _ends(unit: Unit, position: LabelPosition) -> bool:
    """Whether a label at a position ends a unit that is open."""
    if unit.kind == "definition" and unit.level == position.level:
        return position.numbers
    return unit.level >= position.ends


def _make_clause(unit: Unit, number: str) -> None:
    """Make "1." the number that 1.1 shows it to be."""
    first = _FIRST_NUMBER.match(number)
    if first and _bare(unit.label) == first[0]:
        unit.kind = "number"


def _counts_in(above: Unit, label: str) -> bool:
    """Whether a label is the number of a heading that an annex may have."""
    return not above.titled and is_annex(above.label) and _FIRST_NUMBER.match(label) is not None


def _bare(label: str) -> str:
    return label.strip(".:—– ")


def _belongs(leaf: Leaf) -> bool:
    """Whether text after a definition belongs to it: the end of its sentence, a proviso, or its
    table.
    """
    if leaf.kind == "paragraph":
        proviso = bool(leaf.content) and _PROVISO.match(leaf.content[0].text) is not None
        return (goes_on(leaf) or proviso) and not leaf.terms
    return not leaf.label


def _called(leaf: Leaf) -> Called:
    match leaf.kind:
        case "table" | "code":
            return leaf.kind
        case "rule":
            return "dividing line"
        case _ if leaf.content and all(map(_is_picture, leaf.content)):
            return "figure"
        case _:
            return "paragraph"


def _is_picture(run: Run) -> bool:
    """Whether a run is a picture, or the space between two."""
    return atom_kind(run.marks) == "image" or not run.text.strip()
