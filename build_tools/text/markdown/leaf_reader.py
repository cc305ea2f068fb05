"""Markdown text → the leaves of markdown-it's tree in reading order, each with the containers that
it stands in.

Lines are counted as markdown-it counts them: LF, CR LF and CR end a line, and nothing else does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import product
from typing import Any

from markdown_it.token import Token

from build_tools.model import BlockKind, Content, Run, Table
from build_tools.text.labels import BULLET
from build_tools.text.markdown.dialect import NESTING, markdown
from build_tools.text.markdown.inline import Inline
from build_tools.text.markdown.tables import table


def line_list(text: str) -> list[str]:
    """The lines of `text`, each with its ending."""
    return StringIO(text, newline="").readlines()


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberingScope:
    """A stretch of text with a numbering of its own: the document, a block quote or a footnote."""

    number: int = 0
    """Tells the scopes of a text apart; 0 is the document itself."""
    quoted: int = 0
    note_level: int = 0
    """How many notes it stands in."""
    depth: int = 0
    """How far its margin is indented."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A block that is not settled yet."""

    kind: BlockKind
    line: int
    """Counted from 0; that of the outermost container which begins with this leaf."""
    scope: NumberingScope
    lists: int
    """How many lists of its scope it stands in."""
    nest: int
    """The same, without those that it is the first text of an item of."""
    marker: str = ""
    """What its lists print before it ("•", "2."), or the label of the footnote that it begins."""
    level: int = 0
    content: Content = ()
    table: Table | None = None
    label: str = ""
    """The label printed in its own text."""
    terms: tuple[str, ...] = ()
    """Those that it defines."""


_OF_LISTS = frozenset(
    f"{kind}_{end}"
    for kind, end in product(("ordered_list", "bullet_list", "list_item"), ("open", "close"))
)
"""The tokens that lists and their items begin and end with."""


def leaves(text: str, lines: Sequence[str]) -> list[Leaf]:
    """The leaves of `text`, whose lines are `lines`."""
    env: dict[str, Any] = {}
    tokens = markdown().parse(text, env)
    return list(_LeafReader(lines, Inline(env), _lazy_lists(tokens)).leaves(tokens))


def _lazy_lists(tokens: Sequence[Token]) -> set[int]:
    """Which of the ordered lists, by their number in the text, have one number at all their items:
    it is not meant.

    Whoever writes "1." before each item leaves it to the list to count; other numbers are as the
    text prints them.
    """
    numbers: list[set[str]] = []
    open_lists: list[int] = []
    for token in [each for each in tokens if each.type in _OF_LISTS]:
        match token.type:
            case "ordered_list_open":
                open_lists.append(len(numbers))
                numbers.append(set())
            case "bullet_list_open":
                open_lists.append(-1)
            case "ordered_list_close" | "bullet_list_close":
                open_lists.pop()
            case "list_item_open" if open_lists[-1] >= 0:
                numbers[open_lists[-1]].add(token.info)
    return {at for at, found in enumerate(numbers) if len(found) == 1}


class _LeafReader:
    """One way through the tokens, and the containers that are open on it."""

    def __init__(self, lines: Sequence[str], inline: Inline, lazy: set[int]) -> None:
        self._lines = lines
        self._inline = inline
        self._lazy = lazy
        self._ordered = 0
        """How many ordered lists have been opened."""
        self._scope = NumberingScope()
        self._scopes = 1
        self._outer: list[tuple[NumberingScope, list[int | None]]] = []
        self._lists: list[int | None] = []
        """For each open list the number of its next item; None where that is not for the list to
        count."""
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
                    content = self._inline.content(next(stream).content)
                    yield from self._leaf("paragraph", token, content)
                case "heading_open":
                    content = self._inline.content(next(stream).content)
                    yield from self._leaf("heading", token, content, level=int(token.tag[1:]))
                case "table_open":
                    yield from self._leaf("table", token, grid=table(stream, self._inline))
                case "fence" | "code_block":
                    content = _verbatim(token.content.removesuffix("\n"))
                    yield from self._leaf("code", token, content)
                case "front_matter":
                    yield from self._leaf("front-matter", token, _verbatim(token.content))
                case "hr":
                    yield from self._leaf("rule", token)
                case _ if token.nesting == 1:
                    yield from self._enter(token)
                case _ if token.nesting == -1:
                    yield from self._leave(token)

    def _leaf(
        self,
        kind: BlockKind,
        token: Token,
        inline: Content = (),
        *,
        grid: Table | None = None,
        level: int = 0,
    ) -> Iterator[Leaf]:
        if self._note is not None and kind != "paragraph":
            yield from self._waiting()
        line = token.map[0] if token.map else 0
        yield self._next(kind, line, content=inline, table=grid, level=level)

    def _next(
        self,
        kind: BlockKind,
        line: int,
        *,
        content: Content = (),
        table: Table | None = None,
        level: int = 0,
    ) -> Leaf:
        numbers = [marker for marker in self._markers if marker != BULLET]
        marker = " ".join(numbers or self._markers[:1])
        leaf = Leaf(
            kind=kind if self._note is None else "footnote",
            line=line if self._start is None else self._start,
            scope=self._scope,
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
                self._lists.append(self._first_number(token))
                return
            case "list_item_open":
                self._markers.append(self._marker(token))
            case "blockquote_open" | "footnote_reference_open":
                yield from self._waiting()
                self._open_scope(token)
        self._start = line if self._start is None else self._start
        if token.level >= NESTING - 1 and token.map:
            words = "".join(self._lines[slice(*token.map)]).split()
            yield self._next("paragraph", line, content=_verbatim(" ".join(words)))

    def _marker(self, token: Token) -> str:
        number = self._lists[-1]
        if number is None:
            return f"{token.info}{token.markup}" if token.info else BULLET
        self._lists[-1] = number + 1
        return f"{number}{token.markup}"

    def _first_number(self, token: Token) -> int | None:
        """The number that a list begins to count from; None where its items have numbers of their
        own, or bullets.
        """
        if token.type == "bullet_list_open":
            return None
        self._ordered += 1
        return int(token.attrs.get("start", 1)) if self._ordered - 1 in self._lazy else None

    def _open_scope(self, token: Token) -> None:
        self._outer.append((self._scope, self._lists))
        quote = token.type == "blockquote_open"
        self._scope = NumberingScope(
            number=self._scopes,
            quoted=self._scope.quoted + quote,
            note_level=self._scope.note_level + (not quote),
            depth=self._scope.depth + len(self._lists) + (not quote),
        )
        self._scopes, self._lists = self._scopes + 1, []
        self._note = None if quote else token.meta["label"]

    def _leave(self, token: Token) -> Iterator[Leaf]:
        match token.type:
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_close":
                yield from self._waiting()
            case "blockquote_close" | "footnote_reference_close":
                yield from self._waiting()
                self._scope, self._lists = self._outer.pop()


def _verbatim(text: str) -> Content:
    return (Run(text),) if text else ()
