"""Paragraphs, tables and notes → markdown in the dialect, which `parse` reads back as the same text.

What is written is read back piece by piece; where that gives another text, it is written more carefully. A piece never
loses a word: at worst it loses its marks, and the report says so.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

from build_tools.model import Block, Cell, Content, Mark, Run, Table, plain
from build_tools.parse import parse
from build_tools.word.read.escapes import code, escaped, line_start, link_address, thoroughly
from build_tools.word.read.pieces import Note, Paragraph, Piece
from build_tools.word.read.report import Report

_SIGNS = {"strong": "**", "emphasis": "*", "strike": "~~"}
_LOOSE = tuple(_SIGNS)
_HARMLESS = re.compile(r"[\w ,.;:'’“”‘\"()/%£€–—-]*")
"""Text that no rule of markdown looks at, but for its start."""


def written(pieces: Iterable[tuple[Piece, Sequence[Note]]], report: Report) -> str:
    """The markdown of a document: a blank line between blocks, each note after the block that refers to it first."""
    blocks: list[str] = []
    bullets: list[int] = []
    code_lines: list[str] = []
    for piece, notes in pieces:
        if isinstance(piece, Paragraph) and piece.code and not notes:
            code_lines.append(plain(piece.content))
            continue
        blocks += _fenced(code_lines)
        if isinstance(piece, Paragraph) and piece.label is not None and piece.label.bullet:
            bullets[:] = [*(level for level in bullets if level < piece.label.level), piece.label.level]
            blocks.append(_indented(f"- {_paragraph(piece, report)}", 2 * (len(bullets) - 1)))
        else:
            bullets.clear()
            blocks.append(_paragraph(piece, report) if isinstance(piece, Paragraph) else _table(piece, report))
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

    def write(inline: Callable[[Content], str], content: Content) -> str:
        text = inline(content).strip()
        return marker + (re.sub(r"(#+)$", r"\\\1", text) if marker else line_start(text))

    if not marker and _HARMLESS.fullmatch(plain(tuple(whole))) and all(not run.marks for run in whole):
        return line_start(plain(tuple(whole)).strip())
    return _careful(write, tuple(whole), report, lambda text: _prints(text, tuple(whole)))


def _note(note: Note, report: Report) -> str:
    """A note with its first paragraph in its first line and the others indented under it."""
    first, *rest = [_paragraph(each, report) for each in note.paragraphs] or [""]
    return "\n\n".join((f"[^{note.label}]: {first}".rstrip(), *(_indented(each, 4) for each in rest)))


def _table(table: Table, report: Report) -> str:
    def write(inline: Callable[[Content], str], _content: Content) -> str:
        rows = [[_cell(cell, inline) for cell in row] for row in table.rows]
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return "\n".join((lines[0], "|" + "---|" * len(rows[0]), *lines[1:]))

    every = tuple(run for row in table.rows for cell in row for run in cell.content)
    return _careful(write, every, report, lambda text: _prints_table(text, table))


def _cell(cell: Cell, inline: Callable[[Content], str]) -> str:
    if cell.merge:
        return cell.merge
    text = inline(cell.content).replace("|", "\\|")
    return f"`{text}`" if plain(cell.content) in ("<<", "^^") and "`" not in text else text


# --- Writing so that it reads back ------------------------------------------------------------------------------------


def _careful(
    write: Callable[[Callable[[Content], str], Content], str],
    content: Content,
    report: Report,
    prints: Callable[[str], bool],
) -> str:
    """What `write` makes of the content in the first way that reads back; the last way is taken as it is."""
    for inline in (_inline, _without_overlaps):
        text = write(inline, content)
        if prints(text):
            return text
    report.say_of(plain(content), "bold, italics or a link could not be kept")
    text = write(_bare, content)
    if not prints(text):
        text = write(_guarded, content)
        if not prints(text):
            report.say_of(plain(content), "the text does not read back from markdown as it is; look at it")
    return text


def _inline(content: Content) -> str:
    return "".join(_marked(_viable(content)))


def _without_overlaps(content: Content) -> str:
    """Bold alone, for where signs of several marks meet and cannot be told apart."""
    return _inline(tuple(Run(run.text, tuple(m for m in run.marks if m.kind not in ("emphasis", "strike"))) for run in content))


def _bare(content: Content) -> str:
    return _inline(tuple(Run(run.text, _notes_only(run)) for run in content))


def _guarded(content: Content) -> str:
    return "".join(_atom(run) if _notes_only(run) else thoroughly(run.text) for run in content)


def _notes_only(run: Run) -> tuple[Mark, ...]:
    return tuple(mark for mark in run.marks if mark.kind == "footnote")


def _marked(runs: Sequence[Run]) -> Iterator[str]:
    """The runs with the signs of their marks, those that stay open longest outside."""
    text = plain(tuple(runs))
    bracketed = "](" in text or "][" in text
    open_: list[Mark] = []
    at = 0
    for index, run in enumerate(runs):
        wanted = [mark for mark in run.marks if mark.kind in (*_LOOSE, "link")]
        keep = 0
        while keep < len(open_) and open_[keep] in wanted:
            keep += 1
        yield from (_closing(mark) for mark in reversed(open_[keep:]))
        del open_[keep:]
        opening = [mark for mark in wanted if mark not in open_]
        opening.sort(key=lambda mark: (mark.kind != "link", -_reach(runs, index, mark)))
        yield from (_opening(mark) for mark in opening)
        open_ += opening
        if _is_atom(run):
            yield _atom(run)
        else:
            within_link = any(mark.kind == "link" for mark in open_)
            yield escaped(run.text, text[at - 1 : at], text[at + len(run.text) :][:1], brackets=bracketed or within_link)
        at += len(run.text)
    yield from (_closing(mark) for mark in reversed(open_))


def _reach(runs: Sequence[Run], index: int, mark: Mark) -> int:
    """How many runs from `index` on have `mark`."""
    count = 0
    while index + count < len(runs) and mark in runs[index + count].marks:
        count += 1
    return count


def _opening(mark: Mark) -> str:
    return "[" if mark.kind == "link" else _SIGNS[mark.kind]


def _closing(mark: Mark) -> str:
    return f"]({link_address(mark.target)})" if mark.kind == "link" else _SIGNS[mark.kind]


def _is_atom(run: Run) -> bool:
    return any(mark.kind in ("code", "footnote") for mark in run.marks)


def _atom(run: Run) -> str:
    if any(mark.kind == "footnote" for mark in run.marks):
        return f"[^{run.text}]"
    return "<br>".join(code(line) if line.strip() else line for line in run.text.split("\n"))


def _viable(content: Content) -> list[Run]:
    """The runs with marks drawn in from signs at which CommonMark would not let them begin or end (6.2, flanking)."""
    runs = list(content)
    for kind in _LOOSE:
        mark = Mark(kind)  # type: ignore[arg-type]
        if any(mark in run.marks for run in runs):
            runs = _drawn_in(runs, mark)
    return runs


def _drawn_in(runs: list[Run], mark: Mark) -> list[Run]:
    letters = [(letter, run.marks) for run in runs for letter in ([run.text] if _is_atom(run) else run.text)]
    at = 0
    while at < len(letters):
        if mark not in letters[at][1]:
            at += 1
            continue
        end = at
        while end < len(letters) and mark in letters[end][1]:
            end += 1
        start, stop = at, end
        while start < stop and not _may_stand(_neighbour(letters, start - 1), letters[start]):
            letters[start] = _without(letters[start], mark)
            start += 1
        while start < stop and not _may_stand(_neighbour(letters, stop), letters[stop - 1]):
            stop -= 1
            letters[stop] = _without(letters[stop], mark)
        at = end
    merged: list[Run] = []
    for letter, marks in letters:
        if merged and merged[-1].marks == marks and not _is_atom(merged[-1]):
            merged[-1] = Run(merged[-1].text + letter, marks)
        else:
            merged.append(Run(letter, marks))
    return merged


_Letter = tuple[str, tuple[Mark, ...]]


def _neighbour(letters: Sequence[_Letter], at: int) -> _Letter:
    return letters[at] if 0 <= at < len(letters) else ("", ())


def _without(letter: _Letter, mark: Mark) -> _Letter:
    return letter[0], tuple(each for each in letter[1] if each != mark)


def _may_stand(outside: _Letter, inside: _Letter) -> bool:
    """Whether a sign may stand between two letters, to mark what is on the side of the second."""
    if not inside[0] or inside[0].isspace():
        return False
    before = outside[0][-1:]
    return not _is_sign(inside) or not before or before.isspace() or _is_sign(outside)


def _is_sign(letter: _Letter) -> bool:
    """Whether CommonMark takes the letter for punctuation; code, notes and links are written in such signs."""
    solid = any(mark.kind in ("code", "footnote", "link") for mark in letter[1])
    return solid or unicodedata.category(letter[0][:1] or " ")[0] in "PS"


# --- Reading back ----------------------------------------------------------------------------------------------------


def _prints(text: str, content: Content) -> bool:
    """Whether `text` reads as one block of the same text, the marks of which are the same."""
    blocks = parse(_with_notes(text, content))[:1]
    return len(blocks) == 1 and blocks[0].table is None and _same(_printed(blocks[0]), content)


def _printed(block: Block) -> Content:
    return (Run(block.label), *block.content) if block.label and block.label != "•" else block.content


def _with_notes(text: str, content: Iterable[Run]) -> str:
    labels = [run.text for run in content if _notes_only(run)]
    return "\n\n".join((text, *(f"[^{label}]: x" for label in dict.fromkeys(labels))))


def _same(found: Content, wanted: Content) -> bool:
    """Equal but for white space; and equal in marks, but for a label, whose marks are not read."""
    ours, theirs = list(_letters(found)), list(_letters(wanted))
    if [letter for letter, _ in ours] != [letter for letter, _ in theirs]:
        return False
    label = sum(not letter.isspace() for letter in found[0].text) if found and not found[0].marks else 0
    return all(marks == other for (_, marks), (_, other) in list(zip(ours, theirs, strict=True))[label:])


def _letters(content: Content) -> Iterator[tuple[str, frozenset[str]]]:
    for run in content:
        kinds = frozenset(mark.kind for mark in run.marks if mark.kind not in _LOOSE or not mark.target)
        yield from ((letter, kinds) for letter in run.text if not letter.isspace())


def _prints_table(text: str, table: Table) -> bool:
    every = [run for row in table.rows for cell in row for run in cell.content]
    found = parse(_with_notes(text, every))[0].table
    if found is None or len(found.rows) != len(table.rows) or found.width != table.width:
        return False
    pairs = (pair for ours, theirs in zip(found.rows, table.rows, strict=True) for pair in zip(ours, theirs, strict=True))
    return all(ours.merge == theirs.merge and _same(ours.content, theirs.content) for ours, theirs in pairs)

