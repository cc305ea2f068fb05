"""Footnotes and endnotes: a reference → the label that is printed for it; and which notes have been
referred to.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from build_tools.model import Run
from build_tools.word.read.content import BlockItem, Note, Paragraph, normalized
from build_tools.word.read.drawings import text_of
from build_tools.word.read.numerals import numeral
from build_tools.word.read.ooxml import Element, child, is_on, number, value, w
from build_tools.word.read.report import Report
from build_tools.word.read.symbols import UNKNOWN, sign_of_font

_FORMATS = {"footnote": "decimal", "endnote": "lowerRoman"}
"""How Word numbers notes where nothing is said (17.11.17)."""
_A = {"footnote": "a footnote", "endnote": "an endnote"}
_OWN_NUMBER = ("()", "[]")

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LABEL = re.compile(r"[^\s\[\]|\\]{1,20}")
"""A sign that a note may go by in the dialect."""


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
    _given: set[str] = field(default_factory=set)
    _copies: dict[str, int] = field(default_factory=dict)
    """How often each sign has been given, where it was given more than once."""

    def refer(self, kind: str, id_: str, own: str | None) -> str | None:
        """The label of the note that is referred to, unique in the text; None for a note that is
        not there.

        `own` is the sign that the reference prints in place of a number.
        """
        element = self.elements.get((kind, id_))
        if element is None:
            return None
        if (kind, id_) not in self._labels:
            if own:
                _take_own_mark(element, own)
            label = self._unique(kind, own)
            self._labels[kind, id_] = label
            self._given.add(label)
            self.referred.append((label, element))
        return self._labels[kind, id_]

    def is_label(self, text: str) -> bool:
        """Whether a note of this label has been referred to."""
        return text in self._given

    def left_out(self, cut: Container[tuple[str, str]]) -> Iterator[str]:
        """What is to be said of each note to which nothing that was kept refers, by its words; of
        those that are `cut` nothing, whose references went with a tracked change.
        """
        for (kind, id_), element in self.elements.items():
            words = text_of(element)
            if words and (kind, id_) not in self._labels and (kind, id_) not in cut:
                yield f"{_A[kind]} is left out, for nothing that is kept refers to it: “{words}”"

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
        given = self._given
        label = wanted if _LABEL.fullmatch(wanted) else str(len(given) + 1)
        stem = wanted if _LABEL.fullmatch(wanted) else kind
        while label in given:
            copy = self._copies[stem] = self._copies.get(stem, 1) + 1
            label = f"{stem}-{copy}"
        if label != wanted:
            self.report.warn(
                f"the {kind} “{wanted}” has the label {label} here, for a label may stand only once"
            )
        return label


def own_mark(reference: Element) -> str | None:
    """The sign that a note has of its own, which follows in the same run (17.11.14); it is taken
    from there. None for a note that Word numbers.
    """
    if not is_on(reference, "customMarkFollows"):
        return None
    return _taken(list(reference.itersiblings(w("t"), w("sym")))) or None


def _take_own_mark(note: Element, own: str) -> None:
    """Take the sign that a note has of its own from before its text, where it is printed again."""
    first = next(note.iter(w("t"), w("sym")), None)
    if first is None:
        return
    run = first.getparent()
    raised = child(run, "rPr", "rStyle") is not None or child(run, "rPr", "vertAlign") is not None
    if run is not None and raised:
        signs = [each for each in run if each.tag in (w("t"), w("sym"))]
        if "".join(map(_sign, signs)).strip() == own:
            _taken(signs)
    elif not own.isalnum() and (first.text or "").startswith(f"{own} "):
        first.text = (first.text or "").removeprefix(own)


def _taken(signs: Sequence[Element]) -> str:
    """What some elements print, which print it no more."""
    text = "".join(map(_sign, signs)).strip()
    for each in signs:
        each.tag, each.text = w("t"), ""
    return text


def _sign(element: Element) -> str:
    if element.tag != w("sym"):
        return element.text or ""
    return sign_of_font(element.get(w("char"), ""), element.get(w("font"), "")) or UNKNOWN


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


def references_to_notes(roots: Iterable[Element]) -> set[tuple[str, str]]:
    """The kinds and ids of the notes that are referred to."""
    found: set[tuple[str, str]] = set()
    for root, kind in product(roots, _FORMATS):
        found.update((kind, each.get(w("id"), "")) for each in root.iter(w(f"{kind}Reference")))
    return found


def note_elements(kind: str, root: Element) -> dict[tuple[str, str], Element]:
    """The notes of a part by kind and id, without the lines that part notes from text; a second
    note of one id has one to which nothing refers.
    """
    found: dict[tuple[str, str], Element] = {}
    for at, each in enumerate(root.iterfind(w(kind))):
        if each.get(w("type"), "normal") == "normal" and child(each, "p") is not None:
            key = kind, each.get(w("id"), "")
            found[key if key not in found else (kind, f"again {at}")] = each
    return found


def note_items(label: str, items: Sequence[BlockItem]) -> tuple[BlockItem, ...]:
    """The paragraphs and tables of a note: its first a paragraph, and none a heading."""
    plain_items = [
        replace(item, level=0) if isinstance(item, Paragraph) else item for item in items
    ]
    if plain_items and isinstance(first := plain_items[0], Paragraph):
        return (_without_own_number(first, label), *plain_items[1:])
    return (Paragraph(), *plain_items)


def loose_note(items: Sequence[BlockItem]) -> Note:
    """The note that some items are, of which the first says its label."""
    first = items[0]
    if not isinstance(first, Paragraph):
        raise TypeError("a note begins with a paragraph")
    return Note(first.note, (replace(first, note=""), *items[1:]))


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
