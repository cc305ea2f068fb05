"""The rule on links: they go where a reader may be led, and what they show is where they lead."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, groupby
from typing import TypeAlias

from build_tools.check.context import TextContext
from build_tools.check.linked_citations import MisleadingLink, misleading_links
from build_tools.model import Block, Content, Mark, Run
from build_tools.model.problems import Problem
from build_tools.text.shown_addresses import shows_another

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
    """A link goes to an address that begins with https: or mailto:, and shows where it leads; and
    none is kept that leads from nowhere.
    """
    told: set[tuple[int, str]] = set()
    found = (_as_written, _as_followed, _as_cited, _from_nowhere)
    for problem in chain.from_iterable(each(context) for each in found):
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


def _as_cited(context: TextContext) -> Iterator[Problem]:
    """What cites one provision and leads to another, or out of the site."""
    for link in misleading_links(context):
        where = f", which is {link.where}" if link.where else ""
        message = f"a link shows `{link.words}` and leads to `{link.target}`{where}"
        yield context.problem(_line_of(link.block, link.target), message, 0, _form_of(link))


def _form_of(link: MisleadingLink) -> str:
    if link.anchor:
        return f"[{link.words}](#{link.anchor}), or the words alone, which lead there as well"
    return "the words alone, which lead to that document"


_IN_BRACKETS = re.compile(r"\[(?P<name>(?:[^\[\]\\]|\\.)+)\]")
_KEPT = re.compile(r" {0,3}\[(?!\^)(?P<name>(?:[^\[\]\\]|\\.)+)\]:")
"""The address of a link that is kept under a name, apart from the words that lead there."""


def _from_nowhere(context: TextContext) -> Iterator[Problem]:
    """Addresses that are kept and to which no words lead: of such a line no reader sees a word."""
    kept = ((number, line, _KEPT.match(line)) for number, line in context.prose)
    found = [(number, line, each["name"]) for number, line, each in kept if each]
    if not found:
        return
    whole = "\n".join(line for _, line in context.prose)
    led_from = Counter(_name(each["name"]) for each in _IN_BRACKETS.finditer(whole))
    for number, line, name in found:
        used = led_from[_name(name)]
        if used < 2 and line[line.index("]:") + 2 :].strip():
            message = f"no words lead to `[{name}]`, so that no reader sees this line"
            yield context.problem(number, message, 0, f"[words][{name}], or the line deleted")


def _name(written: str) -> str:
    """A name as markdown compares it."""
    return " ".join(written.casefold().split())


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


def _of_link(context: TextContext, block: Block, words: str, target: str) -> Iterator[Problem]:
    line, words = _line_of(block, target), words.strip()
    scheme, colon, rest = target.partition(":")
    fault = _fault(scheme, rest) if colon and scheme.isalnum() else None
    if target.startswith("//"):
        fault = "a link may not begin with `//`", _FORM
    elif not fault and shows_another(words, target):
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
