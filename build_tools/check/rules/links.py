"""The rule on links: they go where a reader may be led, and what they show is where they lead."""

import re
from collections.abc import Iterator
from itertools import chain, groupby
from typing import TypeAlias
from urllib.parse import quote, unquote

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
    told: set[tuple[int, str]] = set()
    for problem in chain(_as_written(context), _as_followed(context)):
        if (problem.line, problem.message) not in told:
            told.add((problem.line, problem.message))
            yield problem


def _as_written(context: TextContext) -> Iterator[Problem]:
    """What is written as an address, whether or not it is a link that anybody can follow."""
    for number, line in context.prose:
        for found in _ADDRESS.finditer(line):
            if fault := _fault(found["scheme"], found["rest"]):
                message, form = fault
                yield context.problem(number, message, found.start("scheme") + 1, form)


def _as_followed(context: TextContext) -> Iterator[Problem]:
    """What a reader has of each link: the address as a browser is given it, and the words."""
    for block in context.version.blocks:
        for words, target in _links(block):
            yield from _of_link(context, block, words, target)


def _fault(scheme: str, rest: str) -> tuple[str, str] | None:
    """What is wrong with an address of this scheme, and the right form; None where nothing is."""
    if scheme.lower() not in _SCHEMES:
        return f"a link may not begin with `{scheme}:`", _FORM
    if scheme.lower() == "https" and not _HOST.match(rest):
        return "a link does not show where it leads", "https://example.org/"
    return None


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


_SHOWN = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]*://|\bwww\.)[^\s<>|\"“”‘’()\[\]]+|(?<![\w@])\w[\w-]+(\.[\w-]+)*"
    r"\.[a-z]{2,}(?![\w@-])(:\d+)?(/[^\s<>|\"“”‘’()\[\]]*)?",
    re.IGNORECASE,
)
"""An address in the words of a link: with a scheme, or the name of a host, perhaps with a path; or
what may be the name of a file."""
_FILE = re.compile(r"[\w.-]+")
_LETTER_BOX = re.compile(r"(mailto:)?(?P<box>[^\s@/]+@[^\s@/]+\.[^\s@/]+)", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*:)?//(www\.)?|www\.", re.IGNORECASE)


def _of_link(context: TextContext, block: Block, words: str, target: str) -> Iterator[Problem]:
    line, words = _line_of(block, target), words.strip()
    scheme, colon, rest = target.partition(":")
    fault = _fault(scheme, rest) if colon and scheme.isalnum() else None
    if target.startswith("//"):
        fault = "a link may not begin with `//`", _FORM
    elif not fault and any(not _leads_to(shown, target) for shown in _shown(words, target)):
        message = f"a link shows `{' '.join(words.split())}` and leads to `{target}`"
        fault = message, "words, or the address that it leads to"
    if fault:
        yield context.problem(line, fault[0], 0, fault[1])


def _line_of(block: Block, target: str) -> int:
    """The line of the file on which a block has an address; its first, where that is written in
    another way.
    """
    lines = block.source.split("\n")
    return block.line + next((i for i, line in enumerate(lines) if target in line), 0)


def _shown(words: str, target: str) -> Iterator[str]:
    """What of the words of a link, without space round them, a reader takes for an address."""
    if _LETTER_BOX.fullmatch(words):
        yield words
    elif not _leads_to(words, target):
        yield from (found[0].rstrip(".,;:!?") for found in _SHOWN.finditer(words))


def _leads_to(shown: str, target: str) -> bool:
    """Whether an address that is shown is the one that a link leads to, or a beginning of it that
    ends where a part of it does; or the name of the file that it leads to.
    """
    if box := _LETTER_BOX.fullmatch(shown):
        return _folded(target).partition("?")[0] == f"mailto:{_folded(box['box'])}"
    if _FILE.fullmatch(shown) and target.endswith((f"/{shown}", f"/{quote(shown)}")):
        return True
    shown, target = (_SCHEME.sub("", _folded(each), 1) for each in (shown, target))
    beginning = shown.rstrip("…").rstrip("/")
    rest = target.removeprefix(beginning)
    return target.startswith(beginning) and (not rest or rest[0] in "/?#")


def _folded(address: str) -> str:
    return unquote(address).casefold()
