"""A text and the links in it → those whose words cite one provision of it and that lead elsewhere.

Words that say more than a citation, "the loans under Clause 1.3", may lead wherever they like.
Pure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from urllib.parse import unquote

from build_tools.check.cited import document_called
from build_tools.check.context import TextContext
from build_tools.model import Block, Content, Mark, Run, prose
from build_tools.text.labels import Pointer, Reference, references
from build_tools.text.labels.reference_words import KINDS

_CITED = "\0"
"""What stands for a citation while the words round it are looked at."""
_NOUNS = "|".join(sorted(map(re.escape, KINDS), key=len, reverse=True))
_LEADS_IN = r"see|in|under|by|of|the|cf\.|siehe|vgl\.|nach|gemäß|aus|dem|des|der"
_BEFORE = rf"(?:(?:{_LEADS_IN}|(?:{_NOUNS})s?)\s+)*"
_BETWEEN = r"(?:[\s,;/–-]|and|or|to|und|oder|bis|sowie|through)*"
_AFTER = r"(?:\s+(?:of|in|to|the|that|des|der|dem|(?:this|dieses|dieser)\s+\w+))*"
_ONLY_CITES = re.compile(
    rf"{_BEFORE}{_CITED}(?:{_BETWEEN}{_CITED})*{_AFTER}\s*(?:\([^()]*\))?\s*[.,;:]?", re.IGNORECASE
)
"""Words that are citations, where the names of the documents that they name are taken out: "see
Clause 1.3 (Fees)", "Clauses 1.2 and 1.3 of this Code"."""
_NUMBER_ALONE = re.compile(r"\d+(?:\.\d+)+[A-Z]?")
_LEADS_OUT = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_NO_PROVISION = ("table-", "def-", "fn-")
"""What the anchors begin with of what stands in a provision, and is none."""


@dataclass(frozen=True, slots=True)
class MisleadingLink:
    """A link whose words cite a provision to which it does not lead."""

    block: Block
    words: str
    target: str
    where: str
    """What it leads to, in words; "" where nobody knows."""
    anchor: str
    """Of the provision that is cited; "" where that stands in another document."""


@dataclass(frozen=True, slots=True)
class _Link:
    start: int
    end: int
    """The characters of the text that are its words."""
    target: str


def misleading_links(context: TextContext) -> Iterator[MisleadingLink]:
    """Each link of a text whose words are a citation, and that leads to another provision, or from
    one of this text out of the site.
    """
    judge = _Judge(context)
    for at, block in enumerate(context.version.blocks):
        for content in block.contents:
            yield from judge.misleading(content, at)


def _links(content: Content) -> Iterator[_Link]:
    end = 0
    for mark, runs in groupby(content, _mark_of):
        start, end = end, end + sum(len(run.text) for run in runs)
        if mark:
            yield _Link(start, end, mark.target)


def _mark_of(run: Run) -> Mark | None:
    return next((mark for mark in run.marks if mark.kind == "link"), None)


class _Judge:
    """What the links of one text cite, and where they lead."""

    def __init__(self, context: TextContext) -> None:
        self._context = context
        self._version = context.version

    def misleading(self, content: Content, at: int) -> Iterator[MisleadingLink]:
        """The misleading links of the content of the block at a position."""
        links = [*_links(content)]
        if not links:
            return
        text = prose(content)
        found = [*references(text, self._version.bodies)]
        for link in links:
            cited = [each for each in found if each.start < link.end and link.start < each.end]
            if fault := self._fault(text, link, cited, at):
                where, anchor = fault
                words = " ".join(text[link.start : link.end].split())
                block = self._version.blocks[at]
                yield MisleadingLink(block, words, link.target, where, anchor)

    def _fault(
        self, text: str, link: _Link, cited: list[Reference], at: int
    ) -> tuple[str, str] | None:
        """Where a link leads and the anchor of what its words cite, where that is not the same."""
        words = text[link.start : link.end].strip()
        number = words if _NUMBER_ALONE.fullmatch(words) else ""
        if not number and not _ONLY_CITES.fullmatch(_without(text, link, cited).strip()):
            return None
        others = [each for each in cited if not self._is_own(each)]
        if others:
            named = all(each.document in words for each in cited)
            return self._of_others(link, cited) if len(others) == len(cited) and named else None
        anchors = [number] if number and not cited else self._anchors(link, cited, at)
        if not anchors or any(each not in self._context.by_anchor for each in anchors):
            return None
        if _LEADS_OUT.match(link.target):
            return ("", anchors[0]) if cited else None
        there = self._provision(link.target)
        if not there or any(_is_one(there, each) for each in anchors):
            return None
        return self._context.by_anchor[there].citation, anchors[0]

    def _of_others(self, link: _Link, cited: list[Reference]) -> tuple[str, str] | None:
        """The same of what cites provisions of another document of the record alone."""
        known = all(document_called(self._context.corpus, each.document) for each in cited)
        there = self._provision(link.target) if known and link.target.startswith("#") else ""
        return (self._context.by_anchor[there].citation, "") if there else None

    def _is_own(self, reference: Reference) -> bool:
        named = reference.document
        called = document_called(self._context.corpus, named) if named else None
        return not named or called is self._context.document

    def _anchors(self, link: _Link, cited: list[Reference], at: int) -> list[str]:
        """Those of the provisions whose numbers stand in the words of a link, or of those round
        them; "" for one that the text does not have.
        """
        provisions = self._context.provisions_of(self._version)
        begun = {each.goes_on_from for each in cited}  # "§ 7" of "§ 7 Abs. 2"
        shown = (_shown_by(link, each) for each in cited if each.start not in begun)
        return [provisions.nearest(each, at)[0] for each in shown if each]

    def _provision(self, target: str) -> str:
        """The anchor of the provision of this text to whose number an address leads, or in which
        stands what it leads to; "" where it is none.
        """
        anchor = unquote(target.partition("#")[2])
        while anchor.startswith(_NO_PROVISION):
            anchor = self._before.get(anchor, "")
        return anchor if anchor in self._context.by_anchor else ""

    @cached_property
    def _before(self) -> dict[str, str]:
        """Each anchor of the text, and the one before it."""
        anchors = [block.anchor for block in self._version.blocks if block.anchor]
        return dict(zip(anchors[1:], anchors, strict=False))


def _without(text: str, link: _Link, cited: list[Reference]) -> str:
    """The words of a link with a sign for each citation in them, and without the names of the
    documents that they name.
    """
    parts, done = [], link.start
    for each in cited:
        parts += [text[done : max(done, each.start)], _CITED]
        done = max(done, each.end)
    bare = "".join([*parts, text[done : link.end]])
    for name in filter(None, (each.document for each in cited)):
        bare = bare.replace(name, "")
    return bare


def _shown_by(link: _Link, reference: Reference) -> Pointer | None:
    """The first number of a reference of which the words of a link show something."""
    numbers = (each for each in reference.pointers if each.start < link.end)
    return next((each for each in numbers if link.start < each.end), None)


def _is_one(there: str, cited: str) -> bool:
    """Whether a provision is another, stands in it, or has it in it."""
    pairs = ((there, cited), (cited, there))
    return there == cited or any(one.startswith((f"{other}-", f"{other}.")) for one, other in pairs)
