"""Paragraphs, tables and notes → markdown in the dialect, which `parse` reads back as the same
text.

What is written is read back item by item; where that gives another text, it is written more
carefully. An item never loses a word: at worst it loses its marks, and the report says so.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from build_tools.model import Block, Cell, Content, Run, Table, plain
from build_tools.text.markdown import parse
from build_tools.word.read.content import BlockItem, Note, Paragraph
from build_tools.word.read.escapes import line_start
from build_tools.word.read.marks import INLINE_WRITERS, notes_only, without_marks
from build_tools.word.read.report import Report

_HARMLESS = re.compile(r"[\w ,.;:'’“”‘\"()/%£€–—-]*")
"""Text that no rule of markdown looks at, but for its start."""


def to_markdown(items: Iterable[tuple[BlockItem, Sequence[Note]]], report: Report) -> str:
    """The markdown of a document: a blank line between blocks, each note after the block that
    refers to it first.
    """
    blocks: list[str] = []
    bullets: list[int] = []
    code_lines: list[str] = []
    for item, notes in items:
        if isinstance(item, Paragraph) and item.code and not notes:
            code_lines.append(plain(item.content))
            continue
        blocks += _fenced(code_lines)
        bullets = _open_bullets(bullets, item)
        block = _paragraph(item, report) if isinstance(item, Paragraph) else _table(item, report)
        blocks.append(_indented(f"- {block}", 2 * (len(bullets) - 1)) if bullets else block)
        if notes:
            blocks += [_note(note, report) for note in notes]
            bullets = []
    blocks += _fenced(code_lines)
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _open_bullets(bullets: Sequence[int], item: BlockItem) -> list[int]:
    """The levels of the bullets that an item stands in, its own the last; none where it has no
    bullet.
    """
    if not isinstance(item, Paragraph) or item.label is None or not item.label.bullet:
        return []
    own = item.label.level
    return [*(level for level in bullets if level < own), own]


def _indented(text: str, columns: int) -> str:
    return " " * columns + text


def _fenced(lines: list[str]) -> list[str]:
    """Paragraphs of code that follow one another, as one block of code; empties `lines`."""
    if not lines:
        return []
    runs_of_ticks = re.findall(r"`{3,}", "\n".join(lines))
    fence = "`" * (max(map(len, runs_of_ticks), default=2) + 1)
    block = "\n".join((fence, *lines, fence))
    lines.clear()
    return [block]


def _paragraph(paragraph: Paragraph, report: Report) -> str:
    label = paragraph.label
    content = paragraph.content
    if label is not None and not label.bullet:
        content = (Run(label.text + ("" if label.glued else " ")), *content)
    marker = "#" * paragraph.level + " " if paragraph.level else ""

    def write(inline: Callable[[Content], str]) -> str:
        text = inline(content).strip()
        return marker + (re.sub(r"(#+)$", r"\\\1", text) if marker else line_start(text))

    words = plain(content)
    if not marker and _HARMLESS.fullmatch(words) and not any(run.marks for run in content):
        return line_start(words.strip())
    return _read_back_safely(
        write, content, report, lambda text, marked: _prints(text, content, marked)
    )


def _note(note: Note, report: Report) -> str:
    """A note with its first paragraph in its first line and the others indented under it."""
    first, *rest = [_paragraph(each, report) for each in note.paragraphs] or [""]
    return "\n\n".join(
        (f"[^{note.label}]: {first}".rstrip(), *(_indented(each, 4) for each in rest))
    )


def _table(table: Table, report: Report) -> str:
    def write(inline: Callable[[Content], str]) -> str:
        header, *rows = [_row(row, inline) for row in table.rows]
        return "\n".join((header, "|" + "---|" * len(table.rows[0]), *rows))

    return _read_back_safely(
        write, _all_runs(table), report, lambda text, marked: _prints_table(text, table, marked)
    )


def _all_runs(table: Table) -> Content:
    cells = chain.from_iterable(table.rows)
    return tuple(chain.from_iterable(cell.content for cell in cells))


def _row(row: Sequence[Cell], inline: Callable[[Content], str]) -> str:
    return f"| {' | '.join([_cell(cell, inline) for cell in row])} |"


def _cell(cell: Cell, inline: Callable[[Content], str]) -> str:
    if cell.merge:
        return cell.merge
    return inline(cell.content).replace("|", "\\|")


# --- Writing so that it reads back ----------------------------------------------------------------


def _read_back_safely(
    write: Callable[[Callable[[Content], str]], str],
    content: Content,
    report: Report,
    prints: Callable[[str, bool], bool],
) -> str:
    """What `write` makes of the content in the first way that reads back; the last way is taken as
    it is.
    """
    text = ""
    for inline, marked in INLINE_WRITERS:
        text = write(inline)
        if not marked and inline is without_marks:
            report.warn_of_text(plain(content), "bold, italics or a link could not be kept")
        if prints(text, marked):
            return text
    report.warn_of_text(
        plain(content), "the text does not read back from markdown as it is; look at it"
    )
    return text


# --- Reading back ---------------------------------------------------------------------------------


def _prints(text: str, content: Content, marked: bool) -> bool:
    """Whether `text` reads as one block of the same text and, where it is `marked`, with the same
    marks.
    """
    blocks = parse(_with_notes(text, content))
    if not blocks or blocks[0].table is not None:
        return False
    return _same(_printed(blocks[0]), content, marked)


def _printed(block: Block) -> Content:
    if not block.label or block.label == "•":
        return block.content
    return (Run(block.label), *block.content)


def _with_notes(text: str, content: Iterable[Run]) -> str:
    labels = [run.text for run in content if notes_only(run)]
    return "\n\n".join((text, *(f"[^{label}]: x" for label in dict.fromkeys(labels))))


def _same(found: Content, wanted: Content, marked: bool) -> bool:
    """Equal but for white space; and equal in the marks of letters, but for a label, whose marks
    are not read.

    Signs may have lost a mark that CommonMark would not let begin or end with them.
    """
    if _without_space(plain(found)) != _without_space(plain(wanted)):
        return False
    if not marked or not any(run.marks for run in (*found, *wanted)):
        return True
    label = found[0].text if found and not found[0].marks else ""
    start = len(_without_space(label))
    ours, theirs = list(_letters(found))[start:], list(_letters(wanted))[start:]
    for (letter, marks), (_, wanted_marks) in zip(ours, theirs, strict=True):
        if letter.isalnum() and marks != wanted_marks:
            return False
    return True


def _without_space(text: str) -> str:
    return "".join(text.split())


def _letters(content: Content) -> Iterator[tuple[str, frozenset[str]]]:
    for run in content:
        kinds = frozenset(mark.kind for mark in run.marks if mark.kind != "link" or mark.target)
        yield from ((letter, kinds) for letter in run.text if not letter.isspace())


def _prints_table(text: str, table: Table, marked: bool) -> bool:
    found = parse(_with_notes(text, _all_runs(table)))[0].table
    if found is None or len(found.rows) != len(table.rows) or found.width != table.width:
        return False
    cells = chain.from_iterable(found.rows), chain.from_iterable(table.rows)
    return all(
        ours.merge == theirs.merge and _same(ours.content, theirs.content, marked)
        for ours, theirs in zip(*cells, strict=True)
    )
