"""The parts of a document, free of tracked changes → its paragraphs, tables and notes in reading
order.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from build_tools.model import Content, Mark, Run, Table, plain
from build_tools.text.labels.grammar import CAPTION
from build_tools.word.read.content import (
    BlockItem,
    Note,
    Paragraph,
    normalized,
    without_uniform_emphasis,
)
from build_tools.word.read.drawings import text_of
from build_tools.word.read.formatting import CODE
from build_tools.word.read.notes import Notes, note_elements, note_formats, restarts
from build_tools.word.read.numbering import ListLabel, Numbering
from build_tools.word.read.ooxml import Element, child, local, number, printed, switch, w
from build_tools.word.read.package import Package, Part
from build_tools.word.read.report import Report, shortened
from build_tools.word.read.runs import Comment, Runs
from build_tools.word.read.styles import Styles, heading_level
from build_tools.word.read.tables import read_table

_PROSE_WORDS = 25
"""A paragraph in the style of a heading that has more words than this is a provision."""
_SENTENCE_WORDS = 8
"""The same, where it ends as a sentence or its part does."""
_PROSE_SHARE = 1 / 3
"""Where so many paragraphs of a style are provisions, all are: the style was made for its
numbers."""
_SENTENCE_END = re.compile(r"(?:[.;:,]|\b(?:and|or))[\"”’)]*$")
_BULLET = "•"
_TYPED_BULLET = re.compile(r"[•▪◦‣●]\s+(?=\S)")
"""A bullet that was typed before its text and not put there by a list; so our own export does."""
_MERGES = ("<<", "^^")
_OWN_NUMBER = ("()", "[]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LEFT_OUT = tuple(map(w, ("drawing", "pict", "object", "commentReference", "vanish")))


@dataclass(slots=True)
class DocumentReader:
    """One reading of a document."""

    package: Package
    report: Report
    styles: Styles = field(init=False)
    numbering: Numbering = field(init=False)
    notes: Notes = field(init=False)
    _comments: dict[str, Comment] = field(init=False)
    _prose_styles: frozenset[str | None] = field(init=False)
    _table_depth: int = 0
    """How many tables what is read now stands in."""

    def __post_init__(self) -> None:
        self.styles = Styles.of(self._root("styles"))
        self.numbering = Numbering.of(self._root("numbering"), self.styles)
        self.notes = self._read_notes()
        self._comments = _comments(self._root("comments"))
        self._prose_styles = self._find_prose_styles()

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

    def block_items(self) -> Iterator[tuple[BlockItem, list[Note]]]:
        """Each paragraph and table that prints something, with the notes that it is the first to
        refer to.
        """
        runs = self._runs(self.package.main)
        kinds = self._note_kinds()
        note_runs = {kind: self._runs(self.package.others[f"{kind}s"]) for kind in kinds}
        for item in self._items(runs, child(self.package.main.root, "body")):
            yield item, list(self._notes(note_runs))
        self._warn_of_the_rest()

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
            report=self.report,
        )

    def _notes(self, note_runs: dict[str, Runs]) -> Iterator[Note]:
        """The notes that have been referred to; one that refers to another brings it along."""
        while taken := self.notes.taken():
            for label, element in taken:
                items = self._items(note_runs[local(element)], element)
                yield Note(label, _note_items(label, list(items)))

    # --- Block items ---

    def _items(self, runs: Runs, container: Element | None) -> Iterator[BlockItem]:
        if container is None:
            return
        begun: Paragraph | None = None  # goes on in the line of the next
        for each in printed(container):
            if each.tag == w("tbl"):
                table = self._table(runs, each)
                if table is not None:
                    yield table
            elif each.tag != w("p"):
                self._warn_of_left_out(each)
            else:
                begun = _run_together(begun, self._paragraph(runs, each))
                if begun is not None and not _mark_is_hidden(each):
                    yield _as_heading(begun) if begun.level else _as_caption(begun)
                    begun = None
        if begun is not None:
            yield begun

    def _warn_of_left_out(self, element: Element) -> None:
        """Warn of what stands between paragraphs and is none."""
        if element.tag == w("altChunk"):
            self.report.warn("a text in another format that is embedded here is left out")
        elif local(element) in ("oMathPara", "oMath"):
            self.report.warn(f"an equation is left out: “{text_of(element)}”")

    def _paragraph(self, runs: Runs, element: Element) -> Paragraph | None:
        """The paragraph; None where it prints nothing."""
        properties = element.find(w("pPr"))
        if _is_hidden(element, self.styles):
            runs.content(element)  # for the warning
            self.report.end_paragraph("")
            return None
        counted = self.numbering.label(properties)
        content = runs.content(element)
        label = _printed_label(counted, content, runs)
        in_table = self._table_depth > 0
        if label is None and not in_table and _TYPED_BULLET.match(plain(content)):
            label = ListLabel(_BULLET, bullet=True, level=self.styles.indent(properties))
            content = _without_typed_bullet(content)
        code = label is None and not in_table and runs.is_code(element) and _is_all_code(content)
        paragraph = Paragraph(
            content=runs.verbatim if code else content,
            label=label,
            level=0 if in_table or code else self._level(properties, content),
            code=code,
        )
        if paragraph.text:
            self.report.end_paragraph(paragraph.text)
            return paragraph
        # One without words is counted only where it holds what is left out: then that has a place.
        if next(element.iter(*_LEFT_OUT), None) is not None:
            self.report.end_paragraph("")
        return None

    def _level(self, properties: Element | None, content: Content) -> int:
        own = number(properties, "outlineLvl")
        style = self.styles.paragraph_style(properties)
        level = self.styles.level(style) if own is None else heading_level(own)
        if level and (style in self._prose_styles or _is_prose(plain(content))):
            self.report.count(
                "paragraphs in the style of a heading are sentences, and stand as provisions"
            )
            return 0
        return min(level, 6)

    def _find_prose_styles(self) -> frozenset[str | None]:
        """The styles of headings in which provisions are written."""
        counts: dict[str | None, list[bool]] = {}
        for each in self.package.main.root.iter(w("p")):
            style = self.styles.paragraph_style(each.find(w("pPr")))
            if self.styles.level(style) and (text := "".join(each.itertext(w("t"))).strip()):
                of_style = counts.setdefault(style, [])
                of_style.append(_is_prose(text))
        return frozenset(
            style for style, prose in counts.items() if sum(prose) > _PROSE_SHARE * len(prose)
        )

    # --- Tables ---

    def _table(self, runs: Runs, element: Element) -> Table | None:
        self._table_depth += 1
        found = read_table(element, lambda cell: self._cell(runs, cell), self.report)
        self._table_depth -= 1
        return found

    def _cell(self, runs: Runs, cell: Element) -> Content:
        """The text of a cell on lines: its paragraphs, with their labels, and the rows of tables in
        it.
        """
        lines: list[Content] = []
        for item in self._items(runs, cell):
            if isinstance(item, Paragraph):
                lines.append(_line(item))
            else:
                self.report.warn(
                    "a table within a cell is written as lines of text, its cells parted by |"
                )
                lines += _row_lines(item)
        return _not_a_merge_sign(normalized(_lines(lines)))

    # --- What is not text ---

    def _warn_of_the_rest(self) -> None:
        """Remark on what the document holds beside its text."""
        for part in self.package.margins:
            if words := text_of(part.root):
                kind = "header" if local(part.root) == "hdr" else "footer"
                self.report.warn_of_document(f"a page {kind} is left out: “{shortened(words)}”")
        for message in sorted(self.numbering.unknown):
            self.report.warn_of_document(message)


def _is_prose(text: str) -> bool:
    words = len(text.split())
    if words <= _SENTENCE_WORDS:
        return False
    return words > _PROSE_WORDS or _SENTENCE_END.search(text) is not None


def _comments(root: Element | None) -> dict[str, Comment]:
    found = () if root is None else root.iterfind(w("comment"))
    return {
        each.get(w("id"), ""): Comment(each.get(w("author"), ""), text_of(each)) for each in found
    }


def _printed_label(label: ListLabel | None, content: Content, runs: Runs) -> ListLabel | None:
    """The label as it stands before a content; None for an empty one, and for a bullet before
    nothing.
    """
    if label is None or not label.text or (label.bullet and not content):
        return None
    return replace(label, glued=False) if label.glued and runs.begins_with_space else label


def _without_typed_bullet(content: Content) -> Content:
    found = _TYPED_BULLET.match(plain(content))
    length = found.end() if found else 0
    runs: list[Run] = []
    for run in content:
        runs.append(Run(run.text[length:], run.marks))
        length = max(length - len(run.text), 0)
    return normalized([run for run in runs if run.text])


def _is_hidden(paragraph: Element, styles: Styles) -> bool:
    """Whether a paragraph is hidden with its mark: Word neither prints nor numbers it."""
    properties = paragraph.find(w("pPr"))
    style = styles.paragraph_style(properties)

    def hidden(formatted: Element | None) -> bool:
        own = switch(child(formatted, "rPr"), "vanish")
        return styles.toggle(style, "vanish") if own is None else own

    if not hidden(properties):
        return False
    runs = list(paragraph.iter(w("r")))
    return bool(runs) and all(map(hidden, runs))


def _note_items(label: str, items: Sequence[BlockItem]) -> tuple[BlockItem, ...]:
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


def _mark_is_hidden(paragraph: Element) -> bool:
    """Whether the next paragraph goes on in the line of this one, as after a style separator
    (17.3.2.36).
    """
    mark = child(paragraph, "pPr", "rPr")
    return bool(switch(mark, "specVanish") or switch(mark, "vanish"))


def _run_together(before: Paragraph | None, after: Paragraph | None) -> Paragraph | None:
    """Two paragraphs printed as one, where there are two; the first has the number, and what
    follows a heading makes it a provision.
    """
    if before is None or after is None:
        return before or after
    content = normalized([*before.content, Run(" "), *_line(after)])
    return replace(before, content=content, level=0, code=False)


def _as_heading(paragraph: Paragraph) -> Paragraph:
    """A heading on one line, without the bold or the italics that all of it has."""
    runs = [
        Run(run.text.replace("\n", " "), run.marks)
        for run in without_uniform_emphasis(paragraph.content)
    ]
    label = paragraph.label if paragraph.label and not paragraph.label.bullet else None
    return replace(paragraph, content=normalized(runs), label=label)


def _as_caption(paragraph: Paragraph) -> Paragraph:
    """The caption of a table, which prints no more in bold than its style does; any other paragraph
    as it is.
    """
    return (
        replace(paragraph, content=without_uniform_emphasis(paragraph.content))
        if CAPTION.match(paragraph.text)
        else paragraph
    )


def _is_all_code(content: Content) -> bool:
    """Whether a content is nothing but code on one line."""
    return all(run.marks == (CODE,) and "\n" not in run.text for run in content)


def _line(paragraph: Paragraph) -> Content:
    """A paragraph as it stands among others in a cell: its label is part of the text."""
    if paragraph.label is None:
        return paragraph.content
    sign = _BULLET if paragraph.label.bullet else paragraph.label.text
    return (Run(sign if paragraph.label.glued else f"{sign} "), *paragraph.content)


def _not_a_merge_sign(content: Content) -> Content:
    """The content of a cell; as code where its words would be read as a sign that cells are
    merged.
    """
    return (Run(plain(content), (Mark("code"),)),) if plain(content) in _MERGES else content


def _row_lines(table: Table) -> list[Content]:
    """A table as lines: a row on each, its cells parted by |, those within a cell by a
    semicolon.
    """
    lines: list[Content] = []
    for row in table.rows:
        line: list[Run] = []
        for cell in row:
            if cell.merge:
                continue
            if line:
                line.append(Run(" | "))
            line += [Run(run.text.replace("\n", "; "), run.marks) for run in cell.content]
        lines.append(tuple(line))
    return lines


def _lines(lines: Iterable[Sequence[Run]]) -> list[Run]:
    """Lines as one text."""
    runs: list[Run] = []
    for line in lines:
        if runs and line:
            runs.append(Run("\n"))
        runs += line
    return runs
