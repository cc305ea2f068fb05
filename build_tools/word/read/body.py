"""The parts of a document, free of tracked changes → its paragraphs, tables and notes in reading
order.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from build_tools.model import Content, Mark, Run, Table, plain
from build_tools.text.labels.grammar import CAPTION
from build_tools.word.read.content import Note, Paragraph, Piece, evened, settled
from build_tools.word.read.drawings import text_of
from build_tools.word.read.notes import Notes, note_elements, note_formats, restarts
from build_tools.word.read.numbering import Numbering
from build_tools.word.read.ooxml import Element, child, local, number, printed, switch, w
from build_tools.word.read.package import Package, Part
from build_tools.word.read.report import Report, shortened
from build_tools.word.read.runs import Comment, Runs
from build_tools.word.read.styles import BODY_LEVEL, Styles
from build_tools.word.read.tables import table

_PROSE_WORDS = 25
"""A paragraph in the style of a heading that has more words than this is a provision."""
_SENTENCE_WORDS = 8
"""The same, where it ends as a sentence or its part does."""
_PROSE_SHARE = 1 / 3
"""Where so many paragraphs of a style are provisions, all are: the style was made for its
numbers."""
_SENTENCE_END = re.compile(r"(?:[.;:,]|\b(?:and|or))[\"”’)]*$")
BULLET = "•"
_MERGES = ("<<", "^^")
_OWN_NUMBER = ("()", "[]")


@dataclass(slots=True)
class Reader:
    """One reading of a document."""

    package: Package
    report: Report
    styles: Styles = field(init=False)
    numbering: Numbering = field(init=False)
    notes: Notes = field(init=False)
    _comments: dict[str, Comment] = field(init=False)
    _wordy: frozenset[str | None] = field(init=False)
    _deep: int = 0
    """How many tables what is read now stands in."""

    def __post_init__(self) -> None:
        parts = self.package.others
        self.styles = Styles.of(parts["styles"].root if "styles" in parts else None)
        self.numbering = Numbering.of(
            parts["numbering"].root if "numbering" in parts else None, self.styles
        )
        settings = [
            self.package.main.root,
            *([parts["settings"].root] if "settings" in parts else []),
        ]
        elements = {
            key: each
            for kind in ("footnote", "endnote")
            if f"{kind}s" in parts
            for key, each in note_elements(kind, parts[f"{kind}s"].root).items()
        }
        self.notes = Notes(elements, note_formats(settings), self.report)
        if elements and restarts(settings):
            self.report.of_document(
                "notes begin anew on each page or in each section; here their labels run through"
            )
        self._comments = _comments(parts.get("comments"))
        self._wordy = self._wordy_styles()

    def pieces(self) -> Iterator[tuple[Piece, list[Note]]]:
        """Each paragraph and table that prints something, with the notes that it is the first to
        refer to.
        """
        runs = self._runs(self.package.main)
        of_notes = {kind: self._runs(self.package.others[f"{kind}s"]) for kind in self._kinds()}
        for piece in self._blocks(runs, child(self.package.main.root, "body")):
            yield piece, list(self._notes(of_notes))
        self._rest()

    def _kinds(self) -> list[str]:
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

    def _notes(self, readers: dict[str, Runs]) -> Iterator[Note]:
        """The notes that have been referred to; one that refers to another brings it along."""
        while taken := self.notes.taken():
            for label, element in taken:
                runs = readers[local(element)]
                first, *rest = [
                    self._flat(each, f"note {label}") for each in self._blocks(runs, element)
                ] or [Paragraph()]
                yield Note(label, (_without_own_number(first), *rest))

    def _flat(self, piece: Piece, where: str) -> Paragraph:
        if isinstance(piece, Paragraph):
            return replace(piece, level=0)
        self.report.of_document(f"a table in {where} is written as lines of text")
        return Paragraph(content=settled(_lines(_row_lines(piece))))

    # --- Blocks ---

    def _blocks(self, runs: Runs, container: Element | None) -> Iterator[Piece]:
        if container is None:
            return
        before: Paragraph | None = None
        for each in printed(container):
            if each.tag == w("p"):
                read = self._paragraph(runs, each)
                read = _run_in(before, read) if before and read else before or read
                before = read if read and _mark_is_hidden(each) else None
                if read and before is None:
                    yield _as_heading(read) if read.level else _as_caption(read)
            elif each.tag == w("tbl"):
                if (grid := self._table(runs, each)) is not None:
                    yield grid
            elif each.tag == w("altChunk"):
                self.report.say("a text in another format that is embedded here is left out")
            elif local(each) in ("oMathPara", "oMath"):
                self.report.say(f"an equation is left out: “{text_of(each)}”")
        if before is not None:
            yield before

    def _paragraph(self, runs: Runs, element: Element) -> Paragraph | None:
        """The paragraph; None where it prints nothing."""
        properties = element.find(w("pPr"))
        if _is_hidden(element, self.styles):
            self._remark_hidden(runs, element)
            return None
        label = self.numbering.label(properties)
        content = runs.content(element)
        if label is not None and (not label.text or (label.bullet and not content)):
            label = None
        if label is not None and label.glued and runs.begins_with_space:
            label = replace(label, glued=False)
        code = (
            label is None
            and not self._deep
            and runs.is_code(element)
            and all(_is_code(run) for run in content)
        )
        paragraph = Paragraph(
            content=runs.verbatim if code else content,
            label=label,
            level=0 if self._deep or code else self._level(properties, content),
            code=code,
        )
        if not paragraph.text:
            self._waiting(element)
            return None
        self.report.read(paragraph.text)
        return paragraph

    def _waiting(self, element: Element) -> None:
        """A paragraph without words is not counted, unless it holds what is left out: then that has
        a place.
        """
        if (
            next(
                element.iter(
                    w("drawing"), w("pict"), w("object"), w("commentReference"), w("vanish")
                ),
                None,
            )
            is not None
        ):
            self.report.read("")

    def _remark_hidden(self, runs: Runs, element: Element) -> None:
        runs.content(element)
        self.report.read("")

    def _level(self, properties: Element | None, content: Content) -> int:
        own = number(properties, "outlineLvl")
        if own is None:
            level = self.styles.level(self.styles.paragraph_style(properties))
        else:
            level = own + 1 if 0 <= own < BODY_LEVEL else 0
        if level and (
            self.styles.paragraph_style(properties) in self._wordy or _is_prose(plain(content))
        ):
            self.report.count(
                "paragraphs in the style of a heading are sentences, and stand as provisions"
            )
            return 0
        return min(level, 6)

    def _wordy_styles(self) -> frozenset[str | None]:
        """The styles of headings in which provisions are written."""
        counts: dict[str | None, list[bool]] = {}
        for each in self.package.main.root.iter(w("p")):
            style = self.styles.paragraph_style(each.find(w("pPr")))
            if self.styles.level(style) and (text := "".join(each.itertext(w("t"))).strip()):
                counts.setdefault(style, []).append(_is_prose(text))
        return frozenset(
            style for style, prose in counts.items() if sum(prose) > _PROSE_SHARE * len(prose)
        )

    # --- Tables ---

    def _table(self, runs: Runs, element: Element) -> Table | None:
        self._deep += 1
        found = table(element, lambda cell: self._cell(runs, cell), self.report)
        self._deep -= 1
        return found

    def _cell(self, runs: Runs, cell: Element) -> Content:
        """The text of a cell on lines: its paragraphs, with their labels, and the rows of tables in
        it.
        """
        lines: list[Content] = []
        for piece in self._blocks(runs, cell):
            if isinstance(piece, Paragraph):
                lines.append(_line(piece))
            else:
                self.report.say(
                    "a table within a cell is written as lines of text, its cells parted by |"
                )
                lines += _row_lines(piece)
        return _unmistakable(settled(_lines(lines)))

    # --- What is not text ---

    def _rest(self) -> None:
        """Remark on what the document holds beside its text."""
        for part in self.package.margins:
            if words := text_of(part.root):
                kind = "header" if local(part.root) == "hdr" else "footer"
                self.report.of_document(f"a page {kind} is left out: “{shortened(words)}”")
        for said in sorted(self.numbering.unknown):
            self.report.of_document(said)


def _is_prose(text: str) -> bool:
    words = len(text.split())
    return words > _PROSE_WORDS or (
        words > _SENTENCE_WORDS and _SENTENCE_END.search(text) is not None
    )


def _comments(part: Part | None) -> dict[str, Comment]:
    if part is None:
        return {}
    return {
        each.get(w("id"), ""): Comment(each.get(w("author"), ""), text_of(each))
        for each in part.root.iterfind(w("comment"))
    }


def _is_hidden(paragraph: Element, styles: Styles) -> bool:
    """Whether a paragraph is hidden with its mark: Word neither prints nor numbers it."""
    properties = paragraph.find(w("pPr"))
    style = styles.paragraph_style(properties)
    mark = switch(child(properties, "rPr"), "vanish")
    if not (styles.toggle(style, "vanish") if mark is None else mark):
        return False
    runs = list(paragraph.iter(w("r")))
    own = [switch(child(run, "rPr"), "vanish") for run in runs]
    return all(styles.toggle(style, "vanish") if each is None else each for each in own) and bool(
        runs
    )


def _without_own_number(paragraph: Paragraph) -> Paragraph:
    """The first paragraph of a note without the brackets round its own number, which is not part of
    its text.
    """
    if not paragraph.content or not paragraph.content[0].text.startswith(_OWN_NUMBER):
        return paragraph
    first, *rest = paragraph.content
    return replace(paragraph, content=settled([Run(first.text[2:], first.marks), *rest]))


def _mark_is_hidden(paragraph: Element) -> bool:
    """Whether the next paragraph goes on in the line of this one, as after a style separator
    (17.3.2.36).
    """
    mark = child(paragraph, "pPr", "rPr")
    return bool(switch(mark, "specVanish") or switch(mark, "vanish"))


def _run_in(before: Paragraph, after: Paragraph) -> Paragraph:
    """Two paragraphs printed as one; the first has the number, and what follows a heading makes it
    a provision.
    """
    content = settled([*before.content, Run(" "), *_line(after)])
    return replace(before, content=content, level=0, code=False)


def _as_heading(paragraph: Paragraph) -> Paragraph:
    """A heading on one line, without the bold or the italics that all of it has."""
    runs = [Run(run.text.replace("\n", " "), run.marks) for run in evened(paragraph.content)]
    label = paragraph.label if paragraph.label and not paragraph.label.bullet else None
    return replace(paragraph, content=settled(runs), label=label)


def _as_caption(paragraph: Paragraph) -> Paragraph:
    """The caption of a table, which prints no more in bold than its style does; any other paragraph
    as it is.
    """
    return (
        replace(paragraph, content=evened(paragraph.content))
        if CAPTION.match(paragraph.text)
        else paragraph
    )


def _is_code(run: Run) -> bool:
    return (
        bool(run.marks) and all(mark.kind == "code" for mark in run.marks) and "\n" not in run.text
    )


def _line(paragraph: Paragraph) -> Content:
    """A paragraph as it stands among others in a cell: its label is part of the text."""
    if paragraph.label is None:
        return paragraph.content
    sign = BULLET if paragraph.label.bullet else paragraph.label.text
    return (Run(sign if paragraph.label.glued else f"{sign} "), *paragraph.content)


def _unmistakable(content: Content) -> Content:
    """The content of a cell; as code where its words would be read as a sign that cells are
    merged.
    """
    return (Run(plain(content), (Mark("code"),)),) if plain(content) in _MERGES else content


def _row_lines(grid: Table) -> list[Content]:
    """A table as lines: a row on each, its cells parted by |, those within a cell by a
    semicolon.
    """
    lines: list[Content] = []
    for row in grid.rows:
        line: list[Run] = []
        for cell in (each for each in row if not each.merge):
            line += [Run(" | ")] if line else []
            line += [Run(run.text.replace("\n", "; "), run.marks) for run in cell.content]
        lines.append(tuple(line))
    return lines


def _lines(lines: Iterable[Sequence[Run]]) -> list[Run]:
    """Lines as one text."""
    runs: list[Run] = []
    for line in lines:
        runs += [*([Run("\n")] if runs and line else []), *line]
    return runs
