"""Other engines: two texts in the form that each takes, its redline as HTML out.

Each gets the clean HTML of both texts without ids and classes; `redlines` gets their plain text, a
paragraph for each block and for each row of a table; `daff` the one table that differs. What an
engine says in its own way (elements in a namespace of its own, "a->b" in a cell) is put into
`<ins>`, `<del>` and the classes `ins` and `del`, and no more.

xmldiff runs with the options that Indigo, the platform of Laws.Africa, gives it. daff marks a moved
row at its new place alone; there it is counted as deleted and inserted.
"""

import importlib
import importlib.util
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, TypeAlias

from build_tools.model import Block, Version, plain
from build_tools.render import redline_fragment, version_fragment
from tests import invariants
from tests.reviewing import compared, version_of

Rows: TypeAlias = list[list[str]]
_ATTRIBUTES = re.compile(r' (?:id|class|data-[\w-]+|aria-\w+|role|tabindex|scope|href)="[^"]*"')
_DIFF = "{http://namespaces.shoobx.com/diff}"
_TEXT_TAGS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "caption", "pre")
_FORMATTING_TAGS = ("strong", "em", "code", "s", "sup", "a", "span")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One of two texts, in all the forms that an engine may ask for."""

    version: Version
    html: str
    """Without ids and classes."""
    seen: list[invariants.Seen]
    """What a reader sees in it."""

    @property
    def lines(self) -> list[str]:
        """The text of each block with its label, and of each row of a table."""
        return [line for block in self.version.blocks for line in _lines(block)]

    @property
    def tables(self) -> list[Rows]:
        """The tables as texts of cells."""
        tables = (block.table for block in self.version.blocks if block.table)
        return [[[plain(cell.content) for cell in row] for row in table.rows] for table in tables]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What an engine made of two texts, and what is to be seen when its changes are rejected and
    accepted."""

    html: str
    rejected: list[invariants.Seen]
    accepted: list[invariants.Seen]


Engine: TypeAlias = Callable[[Text, Text], Marked]


def text_of(markdown: str) -> Text:
    """A text in all its forms."""
    version = version_of(markdown)
    html = version_fragment(version)
    return Text(version=version, html=_ATTRIBUTES.sub("", html), seen=invariants.seen(html))


def _lines(block: Block) -> list[str]:
    if block.table:
        caption = " ".join(filter(None, (block.label, plain(block.table.caption))))
        lines = (" ".join(line.split()) for line in (caption, *block.text.split("\n")))
        return [line for line in lines if line.strip(" |")]
    text = " ".join(filter(None, (block.label, " ".join(block.text.split()))))
    return [text] if text else []


# --- Engines --------------------------------------------------------------------------------------


def ours(old: Text, new: Text) -> Marked:
    """This project; it parses both texts anew, as the others do."""
    html = redline_fragment(compared(old.version.text, new.version.text))
    return Marked(html=html, rejected=old.seen, accepted=new.seen)


def lxml(old: Text, new: Text) -> Marked:
    """`lxml.html.diff.htmldiff`."""
    html = _module("lxml.html.diff").htmldiff(old.html, new.html)
    return Marked(html=html, rejected=old.seen, accepted=new.seen)


def htmldiff2(old: Text, new: Text) -> Marked:
    """`htmldiff2.render_html_diff`."""
    html = _module("htmldiff2").render_html_diff(old.html, new.html)
    return Marked(html=html, rejected=old.seen, accepted=new.seen)


def xmldiff(old: Text, new: Text) -> Marked:
    """`xmldiff` with a formatter that keeps its marks, whose names are then those of HTML."""
    formatting, main, etree = map(_module, ("xmldiff.formatting", "xmldiff.main", "lxml.etree"))
    formatter = formatting.XMLFormatter(
        normalize=formatting.WS_NONE,
        pretty_print=False,
        text_tags=_TEXT_TAGS,
        formatting_tags=_FORMATTING_TAGS,
    )
    options = {"F": 0.75, "ratio_mode": "faster", "fast_match": True, "uniqueattrs": []}
    result = main.diff_texts(
        _xml(old.html), _xml(new.html), diff_options=options, formatter=formatter
    )
    tree = etree.fromstring(result)
    for element in tree.iter():
        for mark, tag in (("insert", "ins"), ("delete", "del")):
            if element.tag == _DIFF + mark:
                element.tag = tag
            if _DIFF + mark in element.attrib:
                element.set("class", tag)
    for element in tree.iter():
        for name in [name for name in element.attrib if name.startswith(_DIFF)]:
            del element.attrib[name]
    etree.cleanup_namespaces(tree)
    html = etree.tostring(tree, method="html", encoding="unicode")
    return Marked(html=html, rejected=old.seen, accepted=new.seen)


def redlines(old: Text, new: Text) -> Marked:
    """`redlines`, which knows paragraphs and words."""
    texts = ["\n\n".join(map(escape, text.lines)) for text in (old, new)]
    marked = _module("redlines").Redlines(*texts, markdown_style="none").output_markdown
    marked = re.sub(r"<(del|ins)>(.*?)</\1>", _marks_apart, marked, flags=re.DOTALL)
    html = "\n".join(f"<p>{part}</p>" for part in marked.split("\n\n"))
    rejected, accepted = (
        [invariants.Seen("p", line) for line in text.lines] for text in (old, new)
    )
    return Marked(html=html, rejected=rejected, accepted=accepted)


def _marks_apart(found: re.Match[str]) -> str:
    """A mark that goes on over the end of a paragraph, for which redlines has the sign "¶", as one
    in each."""
    parts = re.split(r"\s*¶\s*", found[2])
    return "\n\n".join(f"<{found[1]}>{part}</{found[1]}>" if part else "" for part in parts)


def daff(old: Text, new: Text) -> Marked:
    """`daff`, which compares tables."""
    before, after = next(
        pair for pair in zip(old.tables, new.tables, strict=True) if pair[0] != pair[1]
    )
    html = _daff_html(_daff_rows(before, after))
    return Marked(html=html, rejected=[_seen_table(before)], accepted=[_seen_table(after)])


def _daff_rows(old: Rows, new: Rows) -> Rows:
    """daff's own table of what differs, all rows and columns shown."""
    module = _module("daff")
    flags = module.CompareFlags()
    flags.show_unchanged = flags.show_unchanged_columns = True
    flags.show_meta = False
    views = [module.PythonTableView(rows) for rows in (old, new)]
    result = module.PythonTableView([])
    module.TableDiff(module.Coopy.compareTables(*views, flags).align(), flags).hilite(result)
    return [[str(cell) if cell is not None else "" for cell in row] for row in result.getData()]


def _daff_html(rows: Rows) -> str:
    """daff's table as HTML: the first column says what befell a row, a row that begins with "!"
    what befell columns."""
    columns = next((row for row in rows if row[0] == "!"), [""] * len(rows[0]) if rows else [])
    lines = []
    for row in rows:
        if row[0] not in ("!", "..."):
            marks = [_column_mark(mark, header=row[0] == "@@") for mark in columns[1:]]
            cells = "".join(
                _daff_cell(row[0], mark, cell) for mark, cell in zip(marks, row[1:], strict=True)
            )
            lines.append(f'<tr class="{_DAFF_MARKS.get(row[0], "")}">{cells}</tr>')
    return f"<table><thead>{''.join(lines[:1])}</thead><tbody>{''.join(lines[1:])}</tbody></table>"


_DAFF_MARKS = {"+++": "ins", "---": "del"}


def _column_mark(mark: str, *, header: bool) -> str:
    """What befell a column, as its header or another cell shows it: "(was)" is the former name, ":"
    a move."""
    name = mark.lstrip(":")
    if not name.startswith("("):
        return mark
    return name if header else mark[: len(mark) - len(name)]


def _daff_cell(row: str, column: str, cell: str) -> str:
    arrow = row if "->" in row else ""
    was, found, now = cell.partition(arrow) if arrow else (cell, "", "")
    if column.startswith("("):
        was, found, now = column[1:-1], "->", cell
    if found:
        text = f"<del>{escape(was)}</del><ins>{escape(now)}</ins>"
    elif row == ":" or column == ":":
        text = f"<del>{escape(cell)}</del><ins>{escape(cell)}</ins>"
    else:
        text = escape(cell)
    return f'<td class="{_DAFF_MARKS.get(column, "")}">{text}</td>'


def _seen_table(rows: Rows) -> invariants.Seen:
    grid = tuple(tuple(" ".join(cell.split()) for cell in row) for row in rows)
    return invariants.Seen("table", "", grid, headers=1)


def _xml(html: str) -> str:
    """HTML with its empty elements closed."""
    return f"<div>{re.sub(r'<(br|hr|img)((?: [^>]*)?)>', _closed, html)}</div>"


def _closed(found: re.Match[str]) -> str:
    return f"<{found[1]}{found[2].rstrip('/')}/>"


def _module(name: str) -> Any:
    return importlib.import_module(name)


ENGINES: dict[str, Engine] = {
    "ours": ours,
    "lxml htmldiff": lxml,
    "htmldiff2": htmldiff2,
    "xmldiff": xmldiff,
    "redlines": redlines,
    "daff": daff,
}
PACKAGES: dict[str, tuple[str, ...]] = {
    "lxml htmldiff": ("lxml", "lxml.html.diff"),
    "htmldiff2": ("htmldiff2",),
    "xmldiff": ("xmldiff", "xmldiff.formatting", "xmldiff.main", "lxml.etree"),
    "redlines": ("redlines",),
    "daff": ("daff",),
}
"""What each imports, the package itself first."""


def installed(engine: str) -> bool:
    """Whether the package that an engine needs is here."""
    return engine not in PACKAGES or importlib.util.find_spec(PACKAGES[engine][0]) is not None


def make_ready(engine: str) -> None:
    """Import what an engine needs, so that its time is that of the comparison."""
    for name in PACKAGES.get(engine, ()):
        _module(name)


def takes(engine: str, old: Text, new: Text) -> bool:
    """Whether an engine can take two texts: daff, only those that differ in one table."""
    if engine != "daff":
        return True
    tables: Sequence[tuple[Rows, Rows]] = list(zip(old.tables, new.tables, strict=False))
    differ = [pair for pair in tables if pair[0] != pair[1]]
    return len(old.tables) == len(new.tables) and len(differ) == 1
