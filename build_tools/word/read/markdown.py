"""Paragraphs, tables and notes → markdown in the dialect, which `parse` reads back as the same
text.

What is written is read back piece by piece; where that gives another text, it is written more
carefully. A piece never loses a word: at worst it loses its marks, and the report says so.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from build_tools.model import Block, Cell, Content, Run, Table, plain
from build_tools.text.markdown import parse
from build_tools.word.read.content import Note, Paragraph, Piece
from build_tools.word.read.escapes import line_start
from build_tools.word.read.marks import WAYS, notes_only, without_marks
from build_tools.word.read.report import Report

_HARMLESS = re.compile(r"[\w ,.;:'’“”‘\"()/%£€–—-]*")
"""Text that no rule of markdown looks at, but for its start."""


def written(pieces: Iterable[tuple[Piece, Sequence[Note]]], report: Report) -> str:
    """The markdown of a document: a blank line between blocks, each note after the block that
    refers to it first.
    """
    blocks: list[str] = []
    bullets: list[int] = []
    code_lines: list[str] = []
    for piece, notes in pieces:
        if isinstance(piece, Paragraph) and piece.code and not notes:
            code_lines.append(plain(piece.content))
            continue
        blocks += _fenced(code_lines)
        if isinstance(piece, Paragraph) and piece.label is not None and piece.label.bullet:
            bullets[:] = [
                *(level for level in bullets if level < piece.label.level),
                piece.label.level,
            ]
            blocks.append(_indented(f"- {_paragraph(piece, report)}", 2 * (len(bullets) - 1)))
        else:
            bullets.clear()
            blocks.append(
                _paragraph(piece, report) if isinstance(piece, Paragraph) else _table(piece, report)
            )
        blocks += [_note(note, report) for note in notes]
        if notes:
            bullets.clear()
    blocks += _fenced(code_lines)
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _indented(text: str, columns: int) -> str:
    return " " * columns + text


def _fenced(lines: list[str]) -> list[str]:
    """Paragraphs of code that follow one another, as one block of code; empties `lines`."""
    if not lines:
        return []
    longest = max((len(ticks) for line in lines for ticks in re.findall(r"`{3,}", line)), default=2)
    fence = "`" * (longest + 1)
    block = "\n".join((fence, *lines, fence))
    lines.clear()
    return [block]


def _paragraph(paragraph: Paragraph, report: Report) -> str:
    label = paragraph.label
    head = "" if label is None or label.bullet else label.text + ("" if label.glued else " ")
    marker = "#" * paragraph.level + " " if paragraph.level else ""
    whole = [Run(head), *paragraph.content] if head else paragraph.content

    def write(inline: Callable[[Content], str]) -> str:
        text = inline(tuple(whole)).strip()
        return marker + (re.sub(r"(#+)$", r"\\\1", text) if marker else line_start(text))

    if (
        not marker
        and _HARMLESS.fullmatch(plain(tuple(whole)))
        and all(not run.marks for run in whole)
    ):
        return line_start(plain(tuple(whole)).strip())
    return _careful(
        write, tuple(whole), report, lambda text, marked: _prints(text, tuple(whole), marked)
    )


def _note(note: Note, report: Report) -> str:
    """A note with its first paragraph in its first line and the others indented under it."""
    first, *rest = [_paragraph(each, report) for each in note.paragraphs] or [""]
    return "\n\n".join(
        (f"[^{note.label}]: {first}".rstrip(), *(_indented(each, 4) for each in rest))
    )


def _table(table: Table, report: Report) -> str:
    def write(inline: Callable[[Content], str]) -> str:
        rows = [[_cell(cell, inline) for cell in row] for row in table.rows]
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return "\n".join((lines[0], "|" + "---|" * len(rows[0]), *lines[1:]))

    every = tuple(run for row in table.rows for cell in row for run in cell.content)
    return _careful(write, every, report, lambda text, marked: _prints_table(text, table, marked))


def _cell(cell: Cell, inline: Callable[[Content], str]) -> str:
    if cell.merge:
        return cell.merge
    return inline(cell.content).replace("|", "\\|")


# --- Writing so that it reads back ----------------------------------------------------------------


def _careful(
    write: Callable[[Callable[[Content], str]], str],
    content: Content,
    report: Report,
    prints: Callable[[str, bool], bool],
) -> str:
    """What `write` makes of the content in the first way that reads back; the last way is taken as
    it is.
    """
    text = ""
    for inline, marked in WAYS:
        text = write(inline)
        if not marked and inline is without_marks:
            report.say_of(plain(content), "bold, italics or a link could not be kept")
        if prints(text, marked):
            return text
    report.say_of(plain(content), "the text does not read back from markdown as it is; look at it")
    return text


# --- Reading back ---------------------------------------------------------------------------------


def _prints(text: str, content: Content, marked: bool) -> bool:
    """Whether `text` reads as one block of the same text and, where it is `marked`, with the same
    marks.
    """
    blocks = parse(_with_notes(text, content))[:1]
    return (
        len(blocks) == 1 and blocks[0].table is None and _same(_printed(blocks[0]), content, marked)
    )


def _printed(block: Block) -> Content:
    return (
        (Run(block.label), *block.content) if block.label and block.label != "•" else block.content
    )


def _with_notes(text: str, content: Iterable[Run]) -> str:
    labels = [run.text for run in content if notes_only(run)]
    return "\n\n".join((text, *(f"[^{label}]: x" for label in dict.fromkeys(labels))))


def _same(found: Content, wanted: Content, marked: bool) -> bool:
    """Equal but for white space; and equal in the marks of letters, but for a label, whose marks
    are not read.

    Signs may have lost a mark that CommonMark would not let begin or end with them.
    """
    if "".join(plain(found).split()) != "".join(plain(wanted).split()):
        return False
    if not marked or not any(run.marks for run in (*found, *wanted)):
        return True
    ours, theirs = list(_letters(found)), list(_letters(wanted))
    label = (
        sum(not letter.isspace() for letter in found[0].text) if found and not found[0].marks else 0
    )
    pairs = list(zip(ours, theirs, strict=True))[label:]
    return all(marks == other for (letter, marks), (_, other) in pairs if letter.isalnum())


def _letters(content: Content) -> Iterator[tuple[str, frozenset[str]]]:
    for run in content:
        kinds = frozenset(mark.kind for mark in run.marks if mark.kind != "link" or mark.target)
        yield from ((letter, kinds) for letter in run.text if not letter.isspace())


def _prints_table(text: str, table: Table, marked: bool) -> bool:
    every = [run for row in table.rows for cell in row for run in cell.content]
    found = parse(_with_notes(text, every))[0].table
    if found is None or len(found.rows) != len(table.rows) or found.width != table.width:
        return False
    pairs = (
        pair
        for ours, theirs in zip(found.rows, table.rows, strict=True)
        for pair in zip(ours, theirs, strict=True)
    )
    return all(
        ours.merge == theirs.merge and _same(ours.content, theirs.content, marked)
        for ours, theirs in pairs
    )
