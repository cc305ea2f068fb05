"""Footnotes and endnotes: a reference → the label that is printed for it; and which notes have been
referred to.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from build_tools.model import Run
from build_tools.word.read.content import BlockItem, Paragraph, normalized
from build_tools.word.read.numerals import numeral
from build_tools.word.read.ooxml import Element, child, number, value, w
from build_tools.word.read.report import Report

_FORMATS = {"footnote": "decimal", "endnote": "lowerRoman"}
"""How Word numbers notes where nothing is said (17.11.17)."""
_OWN_NUMBER = ("()", "[]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class Notes:
    """The notes of a document."""

    elements: Mapping[tuple[str, str], Element]
    """By kind and id."""
    formats: Mapping[str, tuple[str, int]]
    """By kind: the format of the numbers, and the first of them."""
    report: Report
    referred: list[tuple[str, Element]] = field(default_factory=list)
    """The notes that have been referred to and not been taken yet: label and element."""
    _labels: dict[tuple[str, str], str] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def refer(self, kind: str, id_: str, own: str | None) -> str | None:
        """The label of the note that is referred to, unique in the text; None for a note that is
        not there.

        `own` is the sign that the reference prints in place of a number.
        """
        element = self.elements.get((kind, id_))
        if element is None:
            return None
        if (kind, id_) not in self._labels:
            label = self._unique(kind, own)
            self._labels[kind, id_] = label
            self.referred.append((label, element))
        return self._labels[kind, id_]

    def taken(self) -> list[tuple[str, Element]]:
        """The notes referred to since this was last asked."""
        found, self.referred = self.referred, []
        return found

    def _unique(self, kind: str, own: str | None) -> str:
        wanted = own
        if not wanted:
            form, first = self.formats.get(kind, (_FORMATS[kind], 1))
            count = self._counts[kind] = self._counts.get(kind, first - 1) + 1
            wanted = numeral(count, form) or str(count)
        given = set(self._labels.values())
        label = wanted if wanted.isalnum() else str(len(given) + 1)
        stem = wanted if wanted.isalnum() else kind
        copy = 2
        while label in given:
            label = f"{stem}-{copy}"
            copy += 1
        if label != wanted:
            self.report.warn(
                f"the {kind} “{wanted}” has the label {label} here, for a label may stand only once"
            )
        return label


def note_formats(roots: list[Element]) -> dict[str, tuple[str, int]]:
    """How notes are numbered, as the first of `roots` that says so has it: a section, or the
    settings.
    """
    found: dict[str, tuple[str, int]] = {}
    for kind, properties in _note_properties(roots):
        form, start = value(properties, "numFmt"), number(properties, "numStart")
        if kind not in found and (form or start):
            found[kind] = (form or _FORMATS[kind], start or 1)
    return found


def restarts(roots: list[Element]) -> bool:
    """Whether the numbers of notes begin anew on each page or in each section."""
    restart = {value(each, "numRestart") for _, each in _note_properties(roots)}
    return not restart.isdisjoint(("eachPage", "eachSect"))


def _note_properties(roots: list[Element]) -> Iterator[tuple[str, Element]]:
    """What sections and settings say of notes, each with their kind."""
    for root in roots:
        for kind in _FORMATS:
            for properties in root.iter(w(f"{kind}Pr")):
                yield kind, properties


def note_elements(kind: str, root: Element) -> dict[tuple[str, str], Element]:
    """The notes of a part by kind and id, without the lines that part notes from text."""
    return {
        (kind, each.get(w("id"), "")): each
        for each in root.iterfind(w(kind))
        if each.get(w("type"), "normal") == "normal" and child(each, "p") is not None
    }


def note_items(label: str, items: Sequence[BlockItem]) -> tuple[BlockItem, ...]:
    """The paragraphs and tables of a note: its first a paragraph, and none a heading."""
    plain_items = [
        replace(item, level=0) if isinstance(item, Paragraph) else item for item in items
    ]
    if plain_items and isinstance(first := plain_items[0], Paragraph):
        return (_without_own_number(first, label), *plain_items[1:])
    return (Paragraph(), *plain_items)


def _without_own_number(paragraph: Paragraph, label: str) -> Paragraph:
    """The first paragraph of a note without its own number where that is printed, or the brackets
    round one that Word counts, which are not part of its text.
    """
    if not paragraph.content:
        return paragraph
    first, *rest = paragraph.content
    raised = label.translate(_RAISED)
    numbers = (*_OWN_NUMBER, *([f"{raised} "] if raised != label else []))
    own = next((number for number in numbers if first.text.startswith(number)), None)
    if own is None:
        return paragraph
    left = Run(first.text.removeprefix(own), first.marks)
    return replace(paragraph, content=normalized([left, *rest]))
