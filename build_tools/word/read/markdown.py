"""Paragraphs, tables and notes → markdown in the dialect, which `parse` reads back as the same
text.

What is written is read back item by item; where that gives another text, it is written more
carefully. An item never loses a word: at worst it loses its marks, and the report says so.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from textwrap import indent

from build_tools.model import Block, Cell, Content, Run, Table, plain
from build_tools.text.markdown import parse
from build_tools.text.markdown.escapes import line_start
from build_tools.word.read.cells import is_merge_sign, without_merge_signs
from build_tools.word.read.content import BlockItem, Note, Paragraph
from build_tools.word.read.lists import LEVELS
from build_tools.word.read.marks import INLINE_WRITERS, notes_only, with_marks, without_marks
from build_tools.word.read.nesting import MarkdownBlock, laid_out
from build_tools.word.read.notes import loose_note
from build_tools.word.read.report import Report

_HARMLESS = re.compile(r"(?:[^\W_]|[ ,.;:'’“”‘\"()/%£€–—-])*")
"""Text that no rule of markdown looks at, but for its start."""


def to_markdown(items: Iterable[tuple[BlockItem, Sequence[Note]]], report: Report) -> str:
    """The markdown of a document: a blank line between blocks, each note after the block that
    refers to it first, or where else it stands.
    """
    return laid_out(_blocks(items, report))


def _blocks(
    items: Iterable[tuple[BlockItem, Sequence[Note]]], report: Report
) -> list[MarkdownBlock]:
    """The markdown of each block."""
    blocks: list[MarkdownBlock] = []
    bullets: list[int] = []
    code: list[Paragraph] = []
    for item, notes in items:
        if isinstance(item, Paragraph) and item.code and not notes:
            if code and item.depth is not None:
                blocks += _fenced(code)
            code.append(item)
            continue
        blocks += _fenced(code)
        bullets = _open_bullets(bullets, item)
        blocks.append(_block(item, bullets, report))
        if notes:
            blocks += [MarkdownBlock(text=_note(note, report)) for note in notes]
            bullets = []
    return [*blocks, *_fenced(code)]


def _block(item: BlockItem, bullets: Sequence[int], report: Report) -> MarkdownBlock:
    if not isinstance(item, Paragraph):
        return MarkdownBlock(text=_table(item, report))
    if item.note:
        return MarkdownBlock(text=_note(loose_note([item]), report))
    text = "---" if item.rule else _paragraph(item, report)
    if bullets:
        text = _indented(f"- {text}", 2 * (len(bullets) - 1))
    depth = None if item.level else item.depth
    labelled = bool(bullets) or item.labelled
    return MarkdownBlock(text=text, depth=depth, quoted=item.quoted, labelled=labelled)


def _open_bullets(bullets: Sequence[int], item: BlockItem) -> list[int]:
    """The levels of the bullets that an item stands in, its own the last; none where it has no
    bullet.
    """
    if not isinstance(item, Paragraph) or item.label is None or not item.label.bullet:
        return []
    own = item.label.level
    around = [level for level in bullets if level < own]
    return [*around[: LEVELS - 1], own]


def _indented(text: str, columns: int) -> str:
    return " " * columns + text


def _fenced(code: list[Paragraph]) -> list[MarkdownBlock]:
    """Paragraphs of code that follow one another, as one block of code; empties `code`."""
    if not code:
        return []
    first = code[0]
    lines = [plain(paragraph.content) for paragraph in code]
    runs_of_ticks = re.findall(r"`{3,}", "\n".join(lines))
    fence = "`" * (max(map(len, runs_of_ticks), default=2) + 1)
    code.clear()
    text = "\n".join((fence, *lines, fence))
    return [MarkdownBlock(text=text, depth=first.depth, quoted=first.quoted)]


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
    return _read_back_safely(write, [content], lambda text: _read_back(text, content), report)


def _note(note: Note, report: Report) -> str:
    """A note with its first paragraph in its first line, and all that follows indented under
    it.
    """
    items = [(item, ()) for item in note.items]
    first, *rest = [block.text for block in _blocks(items, report)] or [""]
    paragraphs = [f"[^{note.label}]: {first}".rstrip(), *rest]
    return indent("\n\n".join(paragraphs), " " * 4).removeprefix(" " * 4)


def _table(table: Table, report: Report) -> str:
    cells = list(chain.from_iterable(table.rows))
    if any(map(is_merge_sign, cells)):
        text = _rows(table, with_marks)
        if not _cells_read_back(text, table):
            return _table(without_merge_signs(table), report)
    return _read_back_safely(
        lambda inline: _rows(table, inline),
        [cell.content for cell in cells],
        lambda text: _cells_read_back(text, table),
        report,
    )


def _rows(table: Table, inline: Callable[[Content], str]) -> str:
    header, *rows = [_row(row, inline) for row in table.rows]
    return "\n".join((header, "|" + "---|" * len(table.rows[0]), *rows))


def _row(row: Sequence[Cell], inline: Callable[[Content], str]) -> str:
    return f"| {' | '.join([_cell(cell, inline) for cell in row])} |"


def _cell(cell: Cell, inline: Callable[[Content], str]) -> str:
    if cell.merge:
        return cell.merge
    return inline(cell.content).replace("|", "\\|")


# --- Writing so that it reads back ----------------------------------------------------------------


def _read_back_safely(
    write: Callable[[Callable[[Content], str]], str],
    contents: Sequence[Content],
    read_back: Callable[[str], Sequence[Content]],
    report: Report,
) -> str:
    """What `write` makes of the contents in the first way that reads back; the last way is taken as
    it is.
    """
    words = plain(tuple(chain.from_iterable(contents)))
    text = ""
    for inline, keeps_marks in INLINE_WRITERS:
        text = write(inline)
        if inline is without_marks:
            report.warn_of_text(words, "bold, italics or a link could not be kept")
        same = _same_marked_text if keeps_marks else _same_text
        found = read_back(text)
        if len(found) == len(contents) and all(map(same, found, contents)):
            return text
    report.warn_of_text(words, "the text does not read back from markdown as it is; look at it")
    return text


# --- Reading back ---------------------------------------------------------------------------------


def _read_back(text: str, content: Content) -> list[Content]:
    """What `text` prints, read as one block that is no table; nothing where it is none."""
    blocks = parse(_with_notes(text, content))
    return [_printed(blocks[0])] if blocks and blocks[0].table is None else []


def _cells_read_back(text: str, table: Table) -> list[Content]:
    """The cells of what `text` prints, read as a table of this shape; nothing where it is none."""
    cells = list(chain.from_iterable(table.rows))
    runs = chain.from_iterable(cell.content for cell in cells)
    found = parse(_with_notes(text, runs))[0].table
    if found is None or len(found.rows) != len(table.rows) or found.width != table.width:
        return []
    found_cells = list(chain.from_iterable(found.rows))
    if [cell.merge for cell in found_cells] != [cell.merge for cell in cells]:
        return []
    return [cell.content for cell in found_cells]


def _printed(block: Block) -> Content:
    if not block.label or block.label == "•":
        return block.content
    return (Run(block.label), *block.content)


def _with_notes(text: str, content: Iterable[Run]) -> str:
    labels = [run.text for run in content if notes_only(run)]
    return "\n\n".join((text, *(f"[^{label}]: x" for label in dict.fromkeys(labels))))


def _same_text(found: Content, wanted: Content) -> bool:
    """Equal but for white space."""
    return _without_space(plain(found)) == _without_space(plain(wanted))


def _same_marked_text(found: Content, wanted: Content) -> bool:
    """The same, and equal in the marks of letters, but for a label, whose marks are not read.

    Signs may have lost a mark that CommonMark would not let begin or end with them.
    """
    if not _same_text(found, wanted):
        return False
    if not any(run.marks for run in (*found, *wanted)):
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
