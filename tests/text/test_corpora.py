"""Real texts that nobody here wrote: each parses, loses nothing, and prints what markdown-it itself
prints."""

import html
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from build_tools.model import Block, plain
from build_tools.text.markdown import parse
from build_tools.text.markdown.dialect import markdown
from tests.paths import SHARED

CORPORA = SHARED / "corpora"
SAMPLE = 8
"""Every eighth file stands for the rest where the sweep is not asked for."""


@pytest.fixture(scope="module")
def files(missing: Callable[[str], NoReturn]) -> list[Path]:
    found = sorted(CORPORA.rglob("*.md"))
    return found or missing(f"there are no real texts at {CORPORA}")


def test_a_sample_of_real_texts(files: list[Path]) -> None:
    check(files[::SAMPLE])


@pytest.mark.sweep
def test_every_real_text(files: list[Path]) -> None:
    check(files)


_HOSTILE = (
    *(
        "\n",
        "\r\n",
        "\n\n",
        "    ",
        "\t",
        "\0",
        "a ",
        "(a) ",
        "17.6 ",
        "**17.6** ",
        "57.— (1) ",
        "Table 1: t",
        "# ",
        "## 17 ",
    ),
    *(
        "===\n",
        "---\n",
        "- ",
        "1. ",
        "- 4. ",
        "- e) ",
        "> ",
        "```\n",
        "***\n",
        "| a | b |\n|---|---|\n",
        "| << | ^^ | x |\n",
    ),
    *(
        "[^1]",
        "[^1]: ",
        "[^2]: - ",
        "[x]: /y\n",
        "[x]",
        "[a](b)",
        "![a](b)",
        "**",
        "*",
        "~~",
        "`",
        "<br>",
        "&amp;",
        "\\",
    ),
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(_HOSTILE), max_size=30).map("".join))
def test_any_text_prints_what_markdown_it_prints(text: str) -> None:
    assert list(violations(text)) == []


def check(files: Sequence[Path]) -> None:
    """Hold each file to the invariants; every file that violates one is named, with it."""
    found = [
        f"{path}: {violation}"
        for path in files
        for violation in violations(path.read_bytes().decode(errors="replace"))
    ]
    assert not found, "\n".join(found)


def violations(text: str) -> Iterator[str]:
    blocks = parse(text)
    if "".join(block.source for block in blocks) != text:
        yield "the sources of the blocks are not the text"
    anchors = [block.anchor for block in blocks if block.anchor]
    if len(anchors) != len(set(anchors)):
        yield "an anchor is given twice"
    cited = [block.citation for block in blocks]
    if "" in cited or len(cited) != len(set(cited)):
        yield "a citation is of two blocks, or of none"
    if any(len({len(row) for row in block.table.rows}) != 1 for block in blocks if block.table):
        yield "a table is ragged"
    printed, rendered = squeezed(map(print_block, blocks)), squeezed([render(text)])
    if printed != rendered:
        at = next(
            (i for i, (a, b) in enumerate(zip(printed, rendered, strict=False)) if a != b),
            len(printed),
        )
        yield (
            f"prints …{printed[max(0, at - 30) : at + 40]!r} for"
            f" …{rendered[max(0, at - 30) : at + 40]!r}"
        )


def squeezed(texts: Iterator[str] | Sequence[str]) -> str:
    """Texts without their white space, without bullets, and without the colon between a table's
    label and caption."""
    return re.sub(r"(Table\d[\d.]*):", r"\1", re.sub(r"[\s•]+", "", "".join(texts)))


def print_block(block: Block) -> str:
    if block.kind == "front-matter":
        return ""
    if block.table is None:
        return f"{block.label} {plain(block.content)}"
    cells = " ".join(cell.merge or plain(cell.content) for row in block.table.rows for cell in row)
    return f"{block.label} {plain(block.table.caption)} {cells}"


# --- What markdown-it prints ----------------------------------------------------------------------


class Printer(RendererHTML):
    """markdown-it's own HTML, with what a browser adds to it or shows in place of it written out.

    But a list whose items have numbers of their own shows them: a browser would count over them.
    """

    def __init__(self) -> None:
        super().__init__()
        self._numbers: list[int | None] = []

    def bullet_list_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        self._numbers.append(None)
        return ""

    def ordered_list_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        own = set()
        for token in itertools.takewhile(
            lambda token: token.level > tokens[idx].level, tokens[idx + 1 :]
        ):
            if token.type == "list_item_open" and token.level == tokens[idx].level + 1:
                own.add(token.info)
        self._numbers.append(int(tokens[idx].attrs.get("start", 1)) if len(own) == 1 else None)
        return ""

    def bullet_list_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        self._numbers.pop()
        return ""

    ordered_list_close = bullet_list_close

    def list_item_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        number = self._numbers[-1]
        if number is None:
            return f"{tokens[idx].info}{tokens[idx].markup}" if tokens[idx].info else ""
        self._numbers[-1] = number + 1
        return f"{number}{tokens[idx].markup}"

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return html.escape(self.renderInlineAsText(tokens[idx].children, options, env))

    def footnote_ref(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return html.escape(tokens[idx].meta["label"])

    footnote_reference_open = footnote_ref

    def footnote_reference_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return ""


class TextOnly(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def render(text: str) -> str:
    """The text that a reader of markdown-it's HTML sees."""
    md, env = markdown.__wrapped__(), dict[str, object]()
    md.core.ruler.enable(["inline", "text_join"])  # which the parser leaves to be read leaf by leaf
    reader = TextOnly()
    reader.feed(Printer().render(md.parse(text, env), md.options, env))
    reader.close()
    return "".join(reader.texts)
