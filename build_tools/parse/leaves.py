"""Markdown text → the leaves of markdown-it's tree in reading order, each with the containers that it stands in.

Lines are counted as markdown-it counts them: LF, CR LF and CR end a line, and nothing else does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import StringIO

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from build_tools.labels import BULLET
from build_tools.model import BlockKind, Content, Run, Table
from build_tools.parse.grid import table
from build_tools.parse.inline import content, line_break

NESTING = 60
"""How deep containers may nest; what stands deeper is kept word for word in the outermost that is too deep."""


@cache
def markdown() -> MarkdownIt:
    """The dialect: CommonMark without raw HTML, with tables, strikethrough, front matter and footnotes."""
    md = MarkdownIt("commonmark", {"html": False, "maxNesting": NESTING}).enable(["table", "strikethrough"])
    md.use(footnote_plugin, inline=False, move_to_end=False)
    md.block.ruler.before("table", "front_matter", _front_matter)
    md.inline.ruler.before("autolink", "line_break", line_break)
    return md


def _front_matter(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A rule for markdown-it: lines between `---` and `---` or `...` at the very top.

    The plugin of that name also finds front matter in a list that begins on the first line.
    """
    fences = (line for line in range(1, end) if _line(state, line) in ("---", "..."))
    if start or state.level or silent or _line(state, 0) != "---" or (close := next(fences, None)) is None:
        return False
    token = state.push("front_matter", "", 0)
    token.map, token.hidden = [0, close + 1], True
    token.content = state.src[state.bMarks[1] : state.bMarks[close]].removesuffix("\n")
    state.line = close + 1
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] : state.eMarks[line]].rstrip(" \t")


def line_list(text: str) -> list[str]:
    """The lines of `text`, each with its ending."""
    return StringIO(text, newline="").readlines()


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A stretch of text with a numbering of its own: the document, a block quote or a footnote."""

    number: int = 0
    """Tells the flows of a text apart; 0 is the document itself."""
    quoted: int = 0
    depth: int = 0
    """How far its margin is indented."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A block that is not settled yet."""

    kind: BlockKind
    line: int
    """Counted from 0; that of the outermost container which begins with this leaf."""
    flow: Flow
    lists: int
    """How many lists of its flow it stands in."""
    nest: int
    """The same, without those that it is the first text of an item of."""
    marker: str = ""
    """What its lists print before it ("•", "2."), or the label of the footnote that it begins."""
    level: int = 0
    content: Content = ()
    table: Table | None = None
    label: str = ""
    """The label printed in its own text."""
    term: str = ""


def leaves(text: str, lines: Sequence[str]) -> list[Leaf]:
    """The leaves of `text`, whose lines are `lines`."""
    return list(_Walk(lines).leaves(markdown().parse(text)))


class _Walk:
    """One way through the tokens, and the containers that are open on it."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._flow = Flow()
        self._flows = 1
        self._outer: list[tuple[Flow, list[int | None]]] = []
        self._lists: list[int | None] = []
        """For each open list the number of its next item, None for bullets."""
        self._markers: list[str] = []
        """Of the items that no leaf has been seen of yet."""
        self._note: str | None = None
        """The label of the footnote that no leaf has been seen of yet."""
        self._start: int | None = None
        """The line where the containers of the next leaf begin."""

    def leaves(self, tokens: Sequence[Token]) -> Iterator[Leaf]:
        stream = iter(tokens)
        for token in stream:
            match token.type:
                case "paragraph_open":
                    yield from self._leaf("paragraph", token, content(next(stream).children or ()))
                case "heading_open":
                    level = int(token.tag[1:])
                    yield from self._leaf("heading", token, content(next(stream).children or ()), level=level)
                case "table_open":
                    yield from self._leaf("table", token, grid=table(stream))
                case "fence" | "code_block":
                    yield from self._leaf("code", token, _verbatim(token.content.removesuffix("\n")))
                case "front_matter":
                    yield from self._leaf("front-matter", token, _verbatim(token.content))
                case "hr":
                    yield from self._leaf("rule", token)
                case _ if token.nesting == 1:
                    yield from self._enter(token)
                case _ if token.nesting == -1:
                    yield from self._leave(token)

    def _leaf(
        self, kind: BlockKind, token: Token, inline: Content = (), *, grid: Table | None = None, level: int = 0
    ) -> Iterator[Leaf]:
        if self._note is not None and kind != "paragraph":
            yield from self._waiting()
        line = token.map[0] if token.map else 0
        yield self._next(kind, line, content=inline, table=grid, level=level)

    def _next(
        self, kind: BlockKind, line: int, *, content: Content = (), table: Table | None = None, level: int = 0
    ) -> Leaf:
        marker = " ".join(each for each in self._markers if each != BULLET) or "".join(self._markers[:1])
        leaf = Leaf(
            kind=kind if self._note is None else "footnote",
            line=line if self._start is None else self._start,
            flow=self._flow,
            lists=len(self._lists),
            nest=len(self._lists) - len(self._markers),
            marker=marker if self._note is None else self._note,
            content=content,
            table=table,
            level=level,
        )
        self._markers, self._note, self._start = [], None, None
        return leaf

    def _waiting(self) -> Iterator[Leaf]:
        """An empty leaf for the item or the footnote that still waits for its first leaf."""
        if self._markers or self._note is not None:
            line = self._start or 0
            yield self._next("paragraph", line)
            self._start = line

    def _enter(self, token: Token) -> Iterator[Leaf]:
        line = token.map[0] if token.map else 0
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                if self._note is not None:
                    yield from self._waiting()
                self._lists.append(None if token.type == "bullet_list_open" else int(token.attrs.get("start", 1)))
                return
            case "list_item_open":
                self._markers.append(self._marker(token))
            case "blockquote_open" | "footnote_reference_open":
                yield from self._waiting()
                self._open_flow(token)
        self._start = line if self._start is None else self._start
        if token.level >= NESTING - 1 and token.map:
            words = "".join(self._lines[slice(*token.map)]).split()
            yield self._next("paragraph", line, content=_verbatim(" ".join(words)))

    def _marker(self, token: Token) -> str:
        number = self._lists[-1]
        if number is None:
            return BULLET
        self._lists[-1] = number + 1
        return f"{number}{token.markup}"

    def _open_flow(self, token: Token) -> None:
        self._outer.append((self._flow, self._lists))
        quote = token.type == "blockquote_open"
        self._flow = Flow(
            number=self._flows,
            quoted=self._flow.quoted + quote,
            depth=self._flow.depth + len(self._lists) + (not quote),
        )
        self._flows, self._lists = self._flows + 1, []
        self._note = None if quote else token.meta["label"]

    def _leave(self, token: Token) -> Iterator[Leaf]:
        match token.type:
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_close":
                yield from self._waiting()
            case "blockquote_close" | "footnote_reference_close":
                yield from self._waiting()
                self._flow, self._lists = self._outer.pop()


def _verbatim(text: str) -> Content:
    return (Run(text),) if text else ()
