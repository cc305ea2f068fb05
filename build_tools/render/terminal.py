"""A redline as a terminal shows it: what was deleted red and struck through, what was inserted
green and underlined.

Nothing depends on colour alone. Changes of substance come first and consequential ones, dim, after
them; each keeps its number in reading order. Unchanged text far from a change is cut short, changed
text never is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Literal, TypeAlias

from rich import box
from rich.console import Console, Group, RenderableType
from rich.styled import Styled
from rich.table import Table as Grid
from rich.text import Text

from build_tools.compare.changes.locations import Location, Locations
from build_tools.compare.changes.table_citations import TableCitations
from build_tools.language import N_, ngettext
from build_tools.language import gettext as _
from build_tools.model import (
    Cell,
    Change,
    Content,
    Edits,
    Redline,
    Run,
    Table,
    atom_kind,
    visible_controls,
)
from build_tools.render.change_names import kind_name, noise_name
from build_tools.render.counts import counts_text
from build_tools.render.markup import markup_changes
from build_tools.render.provenance import provenance_labels

_STYLES = {"-": "red strike", "+": "green underline", "~": "magenta", "=": ""}
_CONTEXT_WORDS = 8
"""How many words of unchanged text stay on each side of a change."""
_FEWEST_LEFT_OUT = 6
"""Fewer words than these are not left out: the sign in their place would be as long."""
_MAX_WIDTH = 120
"""Lines longer than this are hard to read, however wide the terminal is."""
_INDENT = 5
_MIN_COLUMN_WIDTH = 9
"""A column of a table with less room than this is no longer readable: its rows are told cell by
cell."""
_LINE_END = re.compile(r" +(\x1b\[0m)? *$", re.MULTILINE)
"""Where rich breaks a line it leaves the space, and underlines it."""
_NOISE_OF_KIND = {"renumber": "renumbering", "format": "formatting"}
"""The class of consequential change that the name of a kind says already."""
_Ends: TypeAlias = Literal["start", "end", "both"]
"""Which ends of unchanged words are near a change."""
_MERGED = {"<<": N_("as on its left"), "^^": N_("as above")}


def redline_terminal(redline: Redline, width: int) -> str:
    """The ends, the counts and every change, with escape codes, in lines of at most `width`
    characters.
    """
    out = StringIO()
    console = Console(
        file=out,
        force_terminal=True,
        color_system="standard",  # the sixteen colours that a terminal's own theme makes readable
        no_color=False,  # whether to colour was decided before
        legacy_windows=False,
        width=min(width, _MAX_WIDTH),
        highlight=False,
    )
    for at, section in enumerate(_sections(redline, console.width - _INDENT)):
        console.print(*([] if at == 0 else [""]), section, sep="\n")
    return _LINE_END.sub(r"\1", out.getvalue())


def _sections(redline: Redline, width: int) -> Iterator[RenderableType]:
    """The heading, the changes of both classes, and the closing line."""
    yield _heading(redline)
    locations = Locations(redline)
    numbered = list(enumerate(redline.changes, start=1))
    for number, change in numbered:
        if not change.consequential:
            yield _change(number, change, locations, width)
    consequential = [(number, change) for number, change in numbered if change.consequential]
    if consequential:
        title = (_("Consequential changes"), "bold")
        yield Text.assemble(title, _(": they only follow from others, or touch form alone"))
    for number, change in consequential:
        yield Styled(_change(number, change, locations, width), "dim")
    if redline.changed_back:
        yield _changed_back(redline)
    yield _closing(redline)


def _changed_back(redline: Redline) -> Text:
    """What came and went between the two."""
    lines = Text.assemble((_("Changed and changed back"), "bold"), _(" between the two"))
    for each in redline.changed_back:
        words = f"\n  {each.where}: {_('“%(words)s”', words=each.text)} {each.in_words}"
        lines.append(_safe(words), style="dim" if each.consequential else "")
    return lines


def _heading(redline: Redline) -> Text:
    """Both ends, where their texts come from, and the counts."""
    heading = Text.assemble((_safe(f"{redline.old.name} → {redline.new.name}"), "bold"))
    for provenance in provenance_labels(redline.old, redline.new):
        heading.append(f"\n{_safe(provenance)}", style="dim")
    if not redline.aligned:
        heading.append(f"\n{_('Not aligned: read both.')}", style="bold red")
    if not redline.changes:
        heading.append(f"\n{_('No change')}")
    for line in _count_lines(redline):
        heading.append(f"\n{line}")
    return heading


def _count_lines(redline: Redline) -> Iterator[str]:
    """How many changes there are of substance and how many consequential ones, each by kind."""
    kinds: Counter[str] = Counter()
    of_substance = 0
    for change in redline.changes:
        if not change.consequential:
            of_substance += 1
            kinds.update(map(_word, change.kinds))
    if of_substance:
        counted = ngettext(
            "%(num)s change of substance", "%(num)s changes of substance", of_substance
        )
        yield f"{counted}: {_listed(kinds.items())}"
    if rest := len(redline.changes) - of_substance:
        counted = ngettext("%(num)s consequential change", "%(num)s consequential changes", rest)
        noise = [(noise_name(name), count) for name, count in redline.noise_counts.items()]
        yield f"{counted}: {_listed(noise)}"


def _closing(redline: Redline) -> Text:
    if redline.aligned:
        return Text.assemble(
            (f"✓ {_('Verified')}", "green"), _(": reject gives the old text, accept the new.")
        )
    return Text.assemble(
        (f"{_('Not aligned: read both.')} ", "bold red"),
        _(
            "These texts could not be laid over one another; the old is struck out whole and the"
            " new inserted whole."
        ),
    )


def _listed(counts: Iterable[tuple[str, int]]) -> str:
    """How many there are of each kind, the most frequent first, then by name."""
    return counts_text(sorted(counts, key=lambda pair: (-pair[1], pair[0])))


def _word(kind: str) -> str:
    """The name of a kind as the pages print it: "row insert"."""
    return kind_name(kind).replace("-", " ")


# --- A change -------------------------------------------------------------------------------------


def _change(number: int, change: Change, locations: Locations, width: int) -> RenderableType:
    """A change: its number, where it is and of what kinds, what became of it, and its words."""
    location = locations.of(change)
    lines = [_citation(change, with_label=not location.passage.tie)]
    lines += [Text(_safe(line)) for line in locations.describe(change)]
    lines += [Text(_safe(line)) for line in _markup_lines(change.edits)]
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(justify="right", width=_INDENT - 2)
    grid.add_column(overflow="fold")
    grid.add_row(str(number), Group(*lines, *_words(change, location, width)))
    return grid


def _citation(change: Change, *, with_label: bool) -> Text:
    """Where a change is, of what kinds, what makes it consequential, and a label that changed."""
    line = Text.assemble((_safe(change.where), "" if change.consequential else "bold"))
    line.append(f"  {', '.join(map(_word, change.kinds))}")
    if change.by:
        line.append(_safe(f"  {_('by %(versions)s', versions=', '.join(change.by))}"))
    implied = [_NOISE_OF_KIND.get(kind) for kind in change.kinds]
    noise = [name for name in change.noise if name not in implied]
    if change.consequential and noise:
        line.append(f" ({', '.join(map(noise_name, noise))})")
    if with_label and change.has_other_label:
        old, new = change.old_label or _("no number"), change.new_label or _("no number")
        line.append("  ").append(_styled("-", old)).append(" → ").append(_styled("+", new))
    return line


def _words(change: Change, location: Location, width: int) -> Iterator[RenderableType]:
    """The words of a change: a row or column cell by cell, a table as one, a text with its edits
    marked.
    """
    table = location.passage.block.table
    if location.line is not None:
        yield _cells(location.cells())
    elif table and change.kinds[0] == "table-delete":
        yield from _table(table, "-", width)
    elif table and change.kinds[0] == "table-insert":
        yield from _table(table, "+", width)
    elif change.edits:
        yield _edits(change.edits)


def _edits(edits: Edits) -> Text:
    """Edits in place, what is unchanged cut short."""
    text, last, before = Text(), len(edits) - 1, ""
    for at, edit in enumerate(edits):
        words = _plain(edit.old if edit.op == "-" else edit.new)
        if edit.op == "=":
            text.append(_shortened(_safe(words), _kept_ends(at, last)))
        else:
            changed = _styled(edit.op, words)
            if {before, edit.op} == {"-", "+"} and _touch(text, changed):
                text.append(" ")
            text.append(changed)
        before = edit.op
    return text


def _touch(before: Text, after: Text) -> bool:
    """Whether no space is between two texts: without colour or strike-through, and when copied, 40
    that became 50 must not read as 4050.
    """
    return bool(before.plain[-1:].strip() and after.plain[:1].strip())


def _kept_ends(at: int, last: int) -> _Ends:
    """Which ends of unchanged words are near a change: before the first there is none, and after
    the last.
    """
    if at == 0 and last > 0:
        return "end"
    return "start" if at == last and last > 0 else "both"


def _shortened(text: str, kept: _Ends) -> Text:
    """Unchanged words without those that are far from the ends to be kept."""
    words = list(re.finditer(r"\S+", text))
    head = 0 if kept == "end" else _CONTEXT_WORDS
    tail = 0 if kept == "start" else _CONTEXT_WORDS
    left_out = len(words) - head - tail
    if left_out < _FEWEST_LEFT_OUT:
        return Text(text)
    before = text[: words[head - 1].end()] + " " if head else ""
    after = " " + text[words[-tail].start() :] if tail else ""
    return Text.assemble(before, (_("… %(number)s words …", number=left_out), "dim"), after)


def _markup_lines(edits: Edits) -> Iterator[str]:
    """What became bold, italic or a link, or is so no longer."""
    for text, words in markup_changes(edits):
        said = _("“%(words)s”", words=_shortened(_safe(text), "both").plain)
        yield f"{said}: {words}"


# --- Tables ---------------------------------------------------------------------------------------


def _cells(cells: Iterable[tuple[str, Cell | None, Cell | None]]) -> Text:
    """Cells in a line, each after its name: the old, the new, or both where they differ."""
    line = Text()
    for name, old, new in cells:
        line.append(" | " if line else "", style="dim").append(f"{_safe(name)}: ", style="dim")
        if old and new and _plain(old.content) != _plain(new.content):
            line.append(_cell("-", old)).append(" ").append(_cell("+", new))
        elif new:
            line.append(_cell("=" if old else "+", new))
        elif old:
            line.append(_cell("-", old))
    return line


def _cell(op: str, cell: Cell) -> Text:
    words = _styled(op, _plain(cell.content))
    return words if words else Text(_(_MERGED.get(cell.merge, N_("empty"))), style="dim")


def _table(table: Table, op: str, width: int) -> Iterator[RenderableType]:
    """A table that came or went as a whole: caption and rows; cell by cell when there is no room
    for columns.
    """
    if table.caption:
        yield _styled(op, _plain(table.caption))
    if width < table.width * _MIN_COLUMN_WIDTH:
        yield from _rows(table, op)
    else:
        yield _grid(table, op)


def _rows(table: Table, op: str) -> Iterator[Text]:
    """Each row as a line of cells, named after their columns."""
    citations = TableCitations(table)
    names = [citations.column(at) for at in range(table.width)]
    for row in table.rows:
        ends = [(cell, None) if op == "-" else (None, cell) for cell in row]
        yield _cells((name, *end) for name, end in zip(names, ends, strict=True))


def _grid(table: Table, op: str) -> RenderableType:
    grid = Grid(box=box.SQUARE, show_header=False, border_style="dim")
    for _column in range(table.width):
        grid.add_column(overflow="fold")
    for at, row in enumerate(table.rows):
        cells = [_grid_cell(op, cell) for cell in row]
        grid.add_row(*cells, end_section=at == table.header_rows - 1)
    return grid


def _grid_cell(op: str, cell: Cell) -> Text:
    """A cell between the lines of a grid, which show that it is empty."""
    return _cell(op, cell) if cell.merge else _styled(op, _plain(cell.content))


# --- Text -----------------------------------------------------------------------------------------


def _styled(op: str, words: str) -> Text:
    """Words in the style of an edit; one that is nothing but white space is made visible."""
    if op in "-+" and words and not words.strip():
        words = words.replace(" ", "␣").replace("\n", "↵" if op == "-" else "↵\n")
    return Text.assemble((_safe(words), _STYLES[op]))


def _plain(content: Content) -> str:
    """The words, with the number of a note kept apart: "Clause 4.3[^1]" is not Clause 4.31."""
    return "".join(map(_atom, content))


def _atom(run: Run) -> str:
    match atom_kind(run.marks):
        case "footnote":
            return f"[^{run.text}]"
        case "image":
            return _("[picture: %(words)s]", words=run.text)
        case _:
            return run.text


def _safe(words: str) -> str:
    """Words that only stand there: what would steer a terminal is shown by its code."""
    return visible_controls(words).replace("\t", " ")
