"""A `w:p` → the paragraph that it prints: its label, its text, and whether it is a heading, code or
the caption of a table.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from build_tools.model import Content, Run, plain
from build_tools.text.labels.grammar import CAPTION
from build_tools.word.read.content import (
    BULLET,
    Paragraph,
    line_of,
    normalized,
    tidied,
    without_uniform_emphasis,
)
from build_tools.word.read.formatting import CODE
from build_tools.word.read.headings import Headings
from build_tools.word.read.numbering import ListLabel, Numbering
from build_tools.word.read.ooxml import Element, child, switch, w
from build_tools.word.read.own_styles import (
    OwnPlace,
    emphasis_is_meant,
    is_of_export,
    own_place,
)
from build_tools.word.read.report import Report
from build_tools.word.read.runs import Runs
from build_tools.word.read.sections import TURNED, is_only_a_break, is_turned, section_ended
from build_tools.word.read.styles import Styles

_TYPED_BULLET = re.compile(r"[•▪◦‣●]\s+(?=\S)")
"""A bullet that was typed before its text and not put there by a list; so our own export does."""
_BULLET_ALONE = re.compile("•$")
"""The same before nothing, which is an empty item where an export of ours has it."""


@dataclass(frozen=True, slots=True)
class ParagraphReader:
    """Reads the paragraphs of a document, in order: its lists count on."""

    styles: Styles
    numbering: Numbering
    headings: Headings
    report: Report

    def read(self, runs: Runs, element: Element, *, in_table: bool) -> Paragraph | None:
        """The paragraph; None where it prints nothing."""
        properties = element.find(w("pPr"))
        if is_only_a_break(element):
            self.numbering.skip()
            self._note_bookmarks(runs, element)
            runs.content(element)  # for comments and the like
            self._end_section(element, self.report.warn_of_last)
            self.report.end_paragraph("")
            return None
        if self._is_hidden(element):
            self.numbering.skip()
            self._note_bookmarks(runs, element)
            runs.content(element)  # for the warning
            self.report.end_paragraph("")
            return None
        counted = self.numbering.label(properties)
        self._note_bookmarks(runs, element)
        content = runs.content(element)
        label = _printed_label(counted, content, runs)
        place = own_place(properties, self.styles)
        typed = _BULLET_ALONE if place.labelled and runs.literal else _TYPED_BULLET
        bullet = _TYPED_BULLET.match(plain(content)) or typed.match(plain(content))
        if label is None and not in_table and bullet:
            label = ListLabel(BULLET, bullet=True, level=self.styles.indent(properties))
            content = _without_first(content, bullet.end())
        code = label is None and not in_table and runs.is_code(element) and _is_all_code(content)
        paragraph = Paragraph(
            content=runs.verbatim if code else content,
            label=label,
            level=0 if in_table or code else self.headings.level(properties, content),
            code=code,
            caption=self.styles.name(self.styles.paragraph_style(properties)) == "caption",
            emphasis_meant=emphasis_is_meant(element),
            literal=runs.literal,
        )
        blank = runs.is_blank_line and not in_table
        if blank:
            level = self.headings.level(properties, content)
            paragraph = replace(paragraph, content=(Run("\n"),), level=level)
        if not in_table:
            paragraph = _in_place(paragraph, place)
        self._end_section(element, self.report.warn)
        self.report.end_paragraph(paragraph.text)
        return paragraph if paragraph.text or paragraph.rule or blank else None

    def _note_bookmarks(self, runs: Runs, element: Element) -> None:
        for name in runs.bookmarks.begin.get(element, ()):
            runs.references.begin_target(name)
        for name in runs.bookmarks.end.get(element, ()):
            runs.references.end_target(name)

    def _end_section(self, element: Element, warn: Callable[[str], None]) -> None:
        section = section_ended(element)
        if section is not None and is_turned(section) and not is_of_export(self.styles):
            warn(TURNED)

    def _is_hidden(self, paragraph: Element) -> bool:
        """Whether a paragraph is hidden with its mark: Word neither prints nor numbers it."""
        properties = paragraph.find(w("pPr"))
        style = self.styles.paragraph_style(properties)

        def hidden(formatted: Element | None) -> bool:
            own = switch(child(formatted, "rPr"), "vanish")
            return self.styles.toggle(style, "vanish") if own is None else own

        if not hidden(properties):
            return False
        runs = list(paragraph.iter(w("r")))
        return bool(runs) and all(map(hidden, runs))


def _printed_label(label: ListLabel | None, content: Content, runs: Runs) -> ListLabel | None:
    """The label as it stands before a content; None for an empty one, and for a bullet before
    nothing.
    """
    if label is None or not label.text or (label.bullet and not content):
        return None
    return replace(label, glued=False) if label.glued and runs.begins_with_space else label


def _in_place(paragraph: Paragraph, place: OwnPlace) -> Paragraph:
    """A paragraph with what a style of ours says of its place."""
    if place.loose_note and (label := plain(paragraph.content).split(" ")[0]):
        content = _without_first(paragraph.content, len(label) + 1)
        return replace(paragraph, content=content, note=label)
    rule = place.rule and not paragraph.text
    return replace(
        paragraph,
        depth=place.depth,
        labelled=place.labelled,
        quoted=place.quoted,
        rule=rule,
    )


def _without_first(content: Content, length: int) -> Content:
    """A content without its first letters, so many."""
    runs: list[Run] = []
    for run in content:
        runs.append(Run(run.text[length:], run.marks))
        length = max(length - len(run.text), 0)
    return normalized([run for run in runs if run.text])


def _is_all_code(content: Content) -> bool:
    """Whether a content is nothing but code."""
    return all(run.marks == (CODE,) or not run.text.strip() for run in content)


# --- Paragraphs beside one another ----------------------------------------------------------------


def mark_is_hidden(paragraph: Element) -> bool:
    """Whether the next paragraph goes on in the line of this one, as after a style separator
    (17.3.2.36).
    """
    mark = child(paragraph, "pPr", "rPr")
    return bool(switch(mark, "specVanish") or switch(mark, "vanish"))


def with_drop_caps(elements: Iterable[Element]) -> Iterator[Element]:
    """What stands in a text, each paragraph with the large letter that it begins with, which Word
    keeps in a framed paragraph before it (17.3.1.11).
    """
    letter: Element | None = None
    for each in elements:
        if letter is not None and each.tag == w("p"):
            at = int(child(each, "pPr") is not None)
            each[at:at] = [inner for inner in letter if inner.tag != w("pPr")]
        elif letter is not None:
            yield letter
        letter = each if _is_drop_cap(each) else None
        if letter is None:
            yield each
    if letter is not None:
        yield letter


def _is_drop_cap(element: Element) -> bool:
    frame = child(element, "pPr", "framePr")
    return frame is not None and frame.get(w("dropCap"), "none") != "none"


def run_together(paragraphs: Sequence[Paragraph]) -> Paragraph:
    """Paragraphs printed as one; the first has the number, and what follows a heading makes it a
    provision.
    """
    first, *others = paragraphs
    if not others:
        return first
    runs = list(first.content)
    for each in others:
        runs += [Run(" "), *line_of(each)]
    return replace(first, content=tidied(runs), level=0, code=False)


# --- Paragraphs of one kind -----------------------------------------------------------------------


def as_printed(paragraph: Paragraph) -> Paragraph:
    """A paragraph of the text as it is when it is known to be whole: a heading, a caption or
    another.
    """
    return _as_heading(paragraph) if paragraph.level else _as_caption(paragraph)


def _as_heading(paragraph: Paragraph) -> Paragraph:
    """A heading without the bold or the italics that all of it has, and on one line; each unless it
    is meant.
    """
    meant = paragraph.emphasis_meant
    content = paragraph.content if meant else without_uniform_emphasis(paragraph.content)
    if not paragraph.literal:
        runs = [Run(run.text.replace("\n", " "), run.marks) for run in content]
        content = tidied(runs)
    label = paragraph.label if paragraph.label and not paragraph.label.bullet else None
    return replace(paragraph, content=content, label=label)


def _as_caption(paragraph: Paragraph) -> Paragraph:
    """The caption of a table, which prints no more in bold than its style does; any other paragraph
    as it is.
    """
    captions = CAPTION.match(paragraph.text) or paragraph.caption
    if not captions or paragraph.emphasis_meant:
        return paragraph
    return replace(paragraph, content=without_uniform_emphasis(paragraph.content))
