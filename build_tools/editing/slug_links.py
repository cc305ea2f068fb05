"""A foreign text whose links name its headings as a forge does, `[x](#21-scope)`, in; the same with
the addresses that its provisions have here, `[x](#2.1)`, out, and which links stay as they were.

A forge makes the address of a heading of its words: small letters, a hyphen for each space, no
other signs; the second of two that are alike gets `-1`. What no heading has by that rule is looked
for by those of other programs, which leave the number out or take several hyphens for one; where
that could be several headings, the link stays. Nothing but where links lead is changed, which is
looked at afterwards. Pure.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import chain
from urllib.parse import unquote

from build_tools.model import Block, Content, Mark
from build_tools.text.markdown import parse

_HEADING_MARK = re.compile(r"[\s>]*#{1,6}(?:\s+|$)|\s+#*\s*$")
_LINKED = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_EMPHASIS = re.compile(r"(?<!\w)(_{1,3})(\S|\S.*?\S)\1(?!\w)")
_NOT_IN_A_SLUG = re.compile(r"[^\w\- ]")
_WRITTEN = re.compile(r"(\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:\s*<?)#([^\s)>\"'\\]+)", re.MULTILINE)
"""A link to a place of the same text, at the words or in a definition by itself."""


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A link that stays as it was."""

    line: int
    target: str
    """As it is written: "#scope"."""
    why: str


@dataclass(frozen=True, slots=True)
class Mapped:
    """A text with the addresses of its provisions."""

    text: str
    links: int
    """How many lead elsewhere than they said."""
    left: tuple[Unmapped, ...]


def with_own_addresses(text: str) -> Mapped:
    """The text with links to its headings as its provisions are addressed here."""
    blocks = parse(text)
    names = [*chain.from_iterable(map(_names, blocks))]
    meanings = _Meanings(blocks)
    found = {name: meanings.of(name) for name in names}
    anchors = {name: each[0] for name, each in found.items() if len(each) == 1}
    sources = _rewritten(blocks, anchors)
    moved = [name for name in names if anchors.get(name, name) != name]
    return Mapped("".join(sources), len(moved), tuple(_left(blocks, found)))


class _Meanings:
    """Which provisions the address of a heading could mean."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        headings = [block for block in blocks if block.kind == "heading"]
        self._anchors = {block.anchor for block in blocks if block.anchor}
        self._slugs = dict(_forge_slugs(headings))
        self._loose: dict[str, dict[str, None]] = {}
        for block in headings:
            for each in _other_slugs(_words(block)):
                self._loose.setdefault(each, {})[block.anchor] = None

    def of(self, name: str) -> list[str]:
        """The anchors of those; none where no provision is called so."""
        for each in (name, name.lower()):
            if anchor := self._slugs.get(each):
                return [anchor]
        if name in self._anchors:
            return [name]
        return [*filter(None, self._loose.get(name.lower(), ()))]


def _forge_slugs(headings: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """The address that a forge gives each heading, and ours."""
    counts: dict[str, int] = {}
    for block in headings:
        plain = slug = _slug(_words(block))
        while slug in counts:
            counts[plain] += 1
            slug = f"{plain}-{counts[plain]}"
        counts[slug] = 0
        yield slug, block.anchor


def _words(heading: Block) -> str:
    """The words of a heading with its number, as they are printed."""
    line = next(filter(str.strip, heading.source.split("\n")), "")
    words = _LINKED.sub(r"\1", _HEADING_MARK.sub("", line))
    return unescape(_EMPHASIS.sub(r"\2", words)).strip()


def _slug(words: str) -> str:
    return _NOT_IN_A_SLUG.sub("", words.lower()).replace(" ", "-")


def _other_slugs(words: str) -> Iterator[str]:
    """As other programs make them: with one hyphen for several, and without what stands before the
    first letter.
    """
    one = re.sub(r"-+", "-", _slug(words)).strip("-")
    yield one
    yield re.sub(r"^[\d\W_]+", "", one)
    yield re.sub(r"^[\d\W_]+", "", re.sub(r"\s+", "-", re.sub(r"[^\s\w.-]", "", words.lower())))


# --- Where the links stand ------------------------------------------------------------------------


def _targets(block: Block) -> Iterator[str]:
    """Where the links of a block lead within its text, each once for each stretch of words."""
    for run in chain.from_iterable(block.contents):
        for mark in run.marks:
            if mark.kind == "link" and len(mark.target) > 1 and mark.target.startswith("#"):
                yield mark.target


def _names(block: Block) -> Iterator[str]:
    yield from (unquote(target[1:]) for target in _targets(block))


def _rewritten(blocks: Sequence[Block], anchors: Mapping[str, str]) -> list[str]:
    """The sources of the blocks, with these names in their links; a block that would say something
    else is left as it was.
    """
    sources = [_renamed(block.source, anchors) for block in blocks]
    for at in _altered(blocks, sources, anchors):
        sources[at] = blocks[at].source
    if any(True for _ in _altered(blocks, sources, anchors)):
        return [block.source for block in blocks]
    return sources


def _renamed(source: str, anchors: Mapping[str, str]) -> str:
    def named(found: re.Match[str]) -> str:
        name = unquote(found[2])
        return f"{found[1]}#{anchors[name]}" if name in anchors else found[0]

    return _WRITTEN.sub(named, source)


def _altered(
    blocks: Sequence[Block], sources: Sequence[str], anchors: Mapping[str, str]
) -> list[int]:
    """The positions of blocks that say something else with these sources, but for where their links
    lead; all of them where the text has other blocks.
    """
    there = parse("".join(sources))
    if len(there) != len(blocks):
        return [*range(len(blocks))]
    return [
        at
        for at, (old, new) in enumerate(zip(blocks, there, strict=True))
        if sources[at] != old.source and _said(old, anchors) != _said(new, {})
    ]


def _said(block: Block, anchors: Mapping[str, str]) -> tuple[object, ...]:
    said = [_shown(content, anchors) for content in block.contents]
    return block.kind, block.label, block.anchor, block.depth, said


def _shown(content: Content, anchors: Mapping[str, str]) -> list[tuple[str, tuple[Mark, ...]]]:
    shown = []
    for run in content:
        marks = [_marked(mark, anchors) for mark in run.marks]
        shown.append((run.text, tuple(marks)))
    return shown


def _marked(mark: Mark, anchors: Mapping[str, str]) -> Mark:
    if mark.kind != "link" or not mark.target.startswith("#"):
        return mark
    name = unquote(mark.target[1:])
    return replace(mark, target=f"#{anchors.get(name, name)}")


def _left(blocks: Sequence[Block], found: Mapping[str, Sequence[str]]) -> Iterator[Unmapped]:
    """The links that stay, each once for each block."""
    for block in blocks:
        for target in dict.fromkeys(_targets(block)):
            meant = found[unquote(target[1:])]
            if len(meant) != 1:
                several = " or ".join(f"#{anchor}" for anchor in meant)
                why = f"could be {several}" if meant else "names no provision"
                yield Unmapped(_line_of(block, target), target, why)


def _line_of(block: Block, target: str) -> int:
    source = block.source.lstrip("\n")
    at = max(source.find(f"({target}"), source.find(f": {target}"), 0)
    return block.line + source.count("\n", 0, at)
