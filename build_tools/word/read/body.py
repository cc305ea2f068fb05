"""The parts of a document, free of tracked changes → its paragraphs, tables and notes in reading
order.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import pairwise

from build_tools.model import Table
from build_tools.word.read.cells import cell_content, without_merge_signs
from build_tools.word.read.comments import Comment, comments_of
from build_tools.word.read.content import BlockItem, Note, Paragraph
from build_tools.word.read.drawings import unread_warning
from build_tools.word.read.headings import Headings
from build_tools.word.read.limits import Allowance
from build_tools.word.read.lists import Lists
from build_tools.word.read.margins import margin_warnings
from build_tools.word.read.note_places import NotePlaces
from build_tools.word.read.notes import (
    Notes,
    loose_note,
    note_elements,
    note_formats,
    note_items,
    restarts,
)
from build_tools.word.read.numbering import Numbering
from build_tools.word.read.ooxml import RELATION_ID, Element, child, local, printed, w
from build_tools.word.read.package import Package, Part, Relation
from build_tools.word.read.paragraphs import (
    ParagraphReader,
    as_printed,
    mark_is_hidden,
    run_together,
    with_drop_caps,
)
from build_tools.word.read.references import References
from build_tools.word.read.report import Report
from build_tools.word.read.runs import Runs
from build_tools.word.read.sections import TURNED, is_turned
from build_tools.word.read.styles import Styles
from build_tools.word.read.tables import read_table

_LOST = {
    "styles": "headings, and numbers that styles give, may be missing",
    "numbering": "automatic numbers are missing",
    "footnotes": "the footnotes are missing",
    "endnotes": "the endnotes are missing",
    "comments": "the comments are missing",
    "settings": "notes may be numbered otherwise",
    "header": "a page header is missing",
    "footer": "a page footer is missing",
}
"""What goes with each kind of part."""


@dataclass(slots=True)
class DocumentReader:
    """One reading of a document."""

    package: Package
    report: Report
    places: NotePlaces
    emptied: frozenset[str] = frozenset()
    """Bookmarks whose text went with the tracked changes."""
    cut: frozenset[tuple[str, str]] = frozenset()
    """The notes, by kind and id, whose references did."""
    rewritten: Mapping[int, str] = field(default_factory=dict)
    """What is written in the place of what a cross-reference shows, by its place among them."""
    references: References = field(init=False)
    styles: Styles = field(init=False)
    numbering: Numbering = field(init=False)
    notes: Notes = field(init=False)
    _comments: dict[str, Comment] = field(init=False)
    _paragraphs: ParagraphReader = field(init=False)
    _allowance: Allowance = field(default_factory=Allowance)
    _table_depth: int = 0
    """How many tables what is read now stands in."""

    def __post_init__(self) -> None:
        self.styles = Styles.of(self._root("styles"))
        self.numbering = Numbering(self.styles, Lists.of(self._root("numbering"), self.styles))
        self.references = References(self.numbering, self.emptied, self.rewritten)
        self.notes = self._read_notes()
        self._comments = comments_of(self._root("comments"))
        headings = Headings.of(self.package.main.root, self.styles, self.report)
        self._paragraphs = ParagraphReader(self.styles, self.numbering, headings, self.report)

    def _root(self, kind: str) -> Element | None:
        """The root of a part of the package, where there is such a part."""
        part = self.package.others.get(kind)
        return None if part is None else part.root

    def _read_notes(self) -> Notes:
        elements: dict[tuple[str, str], Element] = {}
        for kind in self._note_kinds():
            elements.update(note_elements(kind, self.package.others[f"{kind}s"].root))
        settings = [self.package.main.root]
        if (root := self._root("settings")) is not None:
            settings.append(root)
        if elements and restarts(settings):
            self.report.warn_of_document(
                "notes begin anew on each page or in each section; here their labels run through"
            )
        return Notes(elements, note_formats(settings), self.report)

    def block_items(self) -> list[tuple[BlockItem, list[Note]]]:
        """Each paragraph and table that prints something, with the notes that stand behind it:
        those that it is the first to refer to, unless the file gives them places of their own.
        """
        runs = self._runs(self.package.main)
        kinds = self._note_kinds()
        note_runs = {kind: self._runs(self.package.others[f"{kind}s"]) for kind in kinds}
        found: list[tuple[BlockItem, list[Note]]] = []
        for item in self._items(runs, child(self.package.main.root, "body")):
            self.places.stand_behind(len(found))
            found.append((item, list(self._notes(note_runs))))
        self.places.stand_behind(len(found))
        self.places.put(found)
        self._warn_of_the_rest()
        return found

    def _note_kinds(self) -> list[str]:
        return [kind for kind in ("footnote", "endnote") if f"{kind}s" in self.package.others]

    def _runs(self, part: Part) -> Runs:
        return Runs(
            root=part.root,
            styles=self.styles,
            numbering=self.numbering,
            relations=part.relations,
            notes=self.notes,
            comments=self._comments,
            references=self.references,
            report=self.report,
        )

    def _notes(self, note_runs: dict[str, Runs]) -> Iterator[Note]:
        """The notes that have been referred to and have no place of their own; one that refers to
        another brings it along.
        """
        while taken := self.notes.taken():
            for label, element in taken:
                items = list(self._items(note_runs[local(element)], element))
                own, brought = _parted_at_notes(items)
                note = Note(label, note_items(label, own))
                if not self.places.keep(note, element):
                    yield note
                yield from brought

    # --- Block items ---

    def _items(self, runs: Runs, container: Element | None) -> Iterator[BlockItem]:
        if container is None:
            return
        begun: list[Paragraph] = []  # each goes on in the line of the next
        for each in with_drop_caps(map(_as_paragraph, printed(container))):
            if not self._table_depth:
                self.places.meet(each)
            if each.tag == w("tbl"):
                table = self._table(runs, each)
                if table is not None:
                    yield table
            elif each.tag != w("p"):
                self._warn_of_left_out(runs, each)
            else:
                paragraph = self._paragraphs.read(runs, each, in_table=self._table_depth > 0)
                begun += [paragraph] if paragraph is not None else []
                if begun and not mark_is_hidden(each):
                    yield as_printed(run_together(begun))
                    begun = []
        if begun:
            yield run_together(begun)

    def _warn_of_left_out(self, runs: Runs, element: Element) -> None:
        """Warn of what stands between paragraphs and is none."""
        if element.tag == w("altChunk"):
            self.report.warn_between(_embedded(runs.relations.get(element.get(RELATION_ID, ""))))
        elif element.tag == w("sectPr"):
            if is_turned(element) and not runs.literal:
                self.report.warn_of_last(TURNED)
        elif told := unread_warning(element):
            self.report.warn_between(told)

    # --- Tables ---

    def _table(self, runs: Runs, element: Element) -> Table | None:
        self._table_depth += 1
        found = read_table(
            element,
            lambda cell: cell_content(self._items(runs, cell), self.report),
            self.report,
            self._allowance,
        )
        self._table_depth -= 1
        return found if found is None or runs.literal else without_merge_signs(found)

    # --- What is not text ---

    def _warn_of_the_rest(self) -> None:
        """Remark on what is known only now, and on what the document holds beside its text."""
        self.references.report_to(self.report)
        for each in self.package.missing:
            self.report.warn_of_document(
                f"the file refers to {each.target}, which it does not hold: {_LOST[each.kind]}"
            )
        for message in self.notes.left_out(self.cut):
            self.report.warn_of_document(message)
        for message in margin_warnings(self.package, self.styles):
            self.report.warn_of_document(message)
        for message in sorted(self.numbering.unknown):
            self.report.warn_of_document(message)


def _as_paragraph(element: Element) -> Element:
    """An equation that stands between paragraphs as one of them; any other element as it is."""
    if local(element) not in ("oMath", "oMathPara"):
        return element
    paragraph = element.makeelement(w("p"))
    paragraph.append(deepcopy(element))
    return paragraph


def _embedded(relation: Relation | None) -> str:
    """What is left out with a document that is embedded whole (17.17.2.1)."""
    name = f" (“{relation.target.rpartition('/')[2]}”)" if relation is not None else ""
    return (
        f"an embedded document{name} is left out; Word puts it into the text when it saves the file"
    )


def _parted_at_notes(items: Sequence[BlockItem]) -> tuple[list[BlockItem], list[Note]]:
    """What a note itself says, and the notes that it brings along, as an export of ours writes
    those to which only another refers.
    """
    starts = [at for at, item in enumerate(items) if isinstance(item, Paragraph) and item.note]
    own = list(items[: starts[0]] if starts else items)
    brought = [loose_note(items[start:end]) for start, end in pairwise([*starts, len(items)])]
    return own, brought
