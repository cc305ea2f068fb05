"""The rule on links: they go where a reader may be led, and what they show is where they lead."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TypeAlias
from urllib.parse import unquote

from build_tools.check.context import TextContext
from build_tools.model import Block, Content, Mark, Run
from build_tools.model.problems import Problem

_ADDRESS = re.compile(
    r"(?:\]\(\s*<?|<|^\s{0,3}\[[^\]]+\]:\s*<?)(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):"
    r"(?=[^\s<>)])(?P<rest>[^\s<>)]*)"
)
_SCHEMES = frozenset({"https", "mailto"})
_HOST = re.compile(r"//[A-Za-z0-9.-]+(:\d+)?(?=[/?#]|$)")
"""How an address goes on that shows where it leads: no name of a user before the host, which reads
as a host itself, and no letters in that which look like others."""
_FORM = "https:// or mailto:"


def link_schemes(context: TextContext) -> Iterator[Problem]:
    """A link goes to an address that begins with https: or mailto:, and shows where it leads."""
    yield from _as_written(context)
    for block in context.version.blocks:
        for words, target in _links(block):
            yield from _as_shown(context, block, words, target)


def _as_written(context: TextContext) -> Iterator[Problem]:
    """What is written as an address, whether or not it is a link that anybody can follow."""
    for number, line in context.prose():
        for found in _ADDRESS.finditer(line):
            scheme = found["scheme"].lower()
            if scheme not in _SCHEMES:
                message, form = f"a link may not begin with `{found['scheme']}:`", _FORM
            elif scheme == "https" and not _HOST.match(found["rest"]):
                message, form = "a link does not show where it leads", "https://example.org/"
            else:
                continue
            yield context.problem(number, message, found.start("scheme") + 1, form)


_Link: TypeAlias = tuple[str, str]
"""The words of a link, and the address that it leads to."""


def _links(block: Block) -> Iterator[_Link]:
    contents = [block.content]
    for row in block.table.rows if block.table else ():
        contents += [cell.content for cell in row]
    for content in contents:
        yield from _links_of(content)


def _links_of(content: Content) -> Iterator[_Link]:
    for mark, runs in groupby(content, _link_of):
        if mark:
            yield "".join(run.text for run in runs), mark.target


def _link_of(run: Run) -> Mark | None:
    return next((mark for mark in run.marks if mark.kind in ("link", "image")), None)


_SHOWN = re.compile(r"(?:\b[a-z][a-z0-9+.-]*://|\bwww\.)[^\s<>|\"“”‘’()\[\]]+", re.IGNORECASE)
"""An address in the words of a link."""
_NAME = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(?P<path>/\S*)?", re.IGNORECASE)
"""Words that are nothing but a host, perhaps with a path; or the name of a file."""
_LETTER_BOX = re.compile(r"(mailto:)?(?P<box>[^\s@/]+@[^\s@/]+\.[^\s@/]+)", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*:)?//(www\.)?|www\.", re.IGNORECASE)


def _as_shown(context: TextContext, block: Block, words: str, target: str) -> Iterator[Problem]:
    """The problem of a link as a reader has it: the address as a browser reads it, and what its
    words show.
    """
    line, words = _line_of(block, target), words.strip()
    is_itself = _leads_to(words, target)
    if target.startswith("//"):
        yield context.problem(line, "a link may not begin with `//`", 0, _FORM)
    elif not is_itself and any(not _leads_to(shown, target) for shown in _shown(words)):
        message = f"a link shows `{words}` and leads to `{target}`"
        yield context.problem(line, message, 0, "words, or the address that it leads to")


def _line_of(block: Block, target: str) -> int:
    """The line of the file on which a block has an address; its first, where that is written in
    another way.
    """
    lines = block.source.split("\n")
    return block.line + next((i for i, line in enumerate(lines) if target in line), 0)


def _shown(words: str) -> Iterator[str]:
    """What of the words of a link, without space round them, a reader takes for an address."""
    if _NAME.fullmatch(words) or _LETTER_BOX.fullmatch(words):
        yield words
    else:
        yield from (found[0].rstrip(".,;:!?") for found in _SHOWN.finditer(words))


def _leads_to(shown: str, target: str) -> bool:
    """Whether an address that is shown is the one that a link leads to, or a beginning of it that
    ends where a part of it does; or the name of the file that it leads to.
    """
    if box := _LETTER_BOX.fullmatch(shown):
        return _folded(target).partition("?")[0] == f"mailto:{_folded(box['box'])}"
    if (name := _NAME.fullmatch(shown)) and not name["path"] and target.endswith(f"/{shown}"):
        return True
    shown, target = (_SCHEME.sub("", _folded(each), 1) for each in (shown, target))
    beginning = shown.rstrip("…").rstrip("/")
    rest = target.removeprefix(beginning)
    return target.startswith(beginning) and (not rest or rest[0] in "/?#")


def _folded(address: str) -> str:
    return unquote(address).casefold()
