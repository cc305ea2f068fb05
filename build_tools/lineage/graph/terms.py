"""A version, and the versions of other documents beside which it is read → the terms that its text
may use, each with the definition that gives its meaning.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import TypeAlias

from build_tools.model import Block, Version
from build_tools.model.graph import NodeKey
from build_tools.text.labels.term_uses import TermFinder, TermUse

_PROVISION = r"(?i:clause|section|schedule|article|part|paragraph|table|annex|appendix)s?\b"
_DOCUMENT = r"[A-Z][\w-]*(?: (?:(?:of|for|and|to|the|on|in) )*[A-Z0-9][\w-]*)*"
_GIVEN_ELSEWHERE = re.compile(
    r"\bmeanings?\b[^.;]{0,60}?\b(?:in|by|under) (?:the )?"
    rf"(?:{_PROVISION} (?:[^.;]|\.\w){{0,40}}?\b(?:of|to) (?:the )?)?"
    rf"(?!{_PROVISION})(?P<name>{_DOCUMENT})"
)
"""A definition that leaves the meaning to another document."""
_HELD = 8
"""Finders that are held, those that were asked for last, with what they found: a text is read for
its graph and for its page, and the versions of a document define the same terms for long."""
_NOT_DEFINED = re.compile(
    r"\bterms?\b[^.;]*\bnot (?:otherwise )?defined\b[^.;]*?\bmeanings?\b(?P<where>[^.;]*)"
)
"""The rule for terms that a text does not define, and where they have the meaning of others."""


def meaning_left_to(block: Block) -> str:
    """The name of the document to which a definition leaves the meaning of its terms; "" where it
    gives it itself.
    """
    found = _GIVEN_ELSEWHERE.search(block.text) if block.terms else None
    return found["name"] if found else ""


def definitions(version: Version) -> dict[str, str]:
    """The terms of a version, each with the anchor of its first definition."""
    found: dict[str, str] = {}
    for block in version.body:
        for term in block.terms:
            if block.address:
                found.setdefault(term, block.address)
    return found


def known_terms(version: Version, beside: Mapping[str, Version]) -> dict[str, NodeKey]:
    """The terms that a text may use, each with its definition: its own, and after them those that
    are written with a capital in the documents to which it leaves what it does not define itself,
    in the order in which it names them. `beside` has these by the names that the text may give
    them.
    """
    known = {term: key_of(version, at) for term, at in definitions(version).items()}
    for other in _fallbacks(version, beside):
        for term, at in definitions(other).items():
            if term[:1].isupper():
                known.setdefault(term, key_of(other, at))
    return known


_Uses: TypeAlias = Callable[[str], Iterator[TermUse]]
"""What finds the uses of terms in a text."""


def term_uses(terms: Mapping[str, NodeKey], names: Iterable[str], language: str) -> _Uses:
    """What finds the uses of these terms in a text of a language; in the title of a document, one
    of these names, none is used: "Migration Testing Approach Document" says nothing of Migration
    Testing.
    """
    finder = _finder(_looked_for(terms, names), language)
    return lambda text: _used(terms, finder.uses(text))


def all_term_uses(terms: Mapping[str, NodeKey], names: Iterable[str], language: str) -> _Uses:
    """The same, and the uses that may be meant as well where two terms share words."""
    finder = _finder(_looked_for(terms, names), language)
    return lambda text: _used(terms, chain(finder.uses(text), finder.entangled(text)))


def _looked_for(terms: Iterable[str], names: Iterable[str]) -> tuple[str, ...]:
    return (*terms, *[name for name in names if " " in name])


@lru_cache(maxsize=_HELD)
def _finder(terms: tuple[str, ...], language: str) -> TermFinder:
    return TermFinder(terms, language)


def _used(terms: Mapping[str, NodeKey], uses: Iterable[TermUse]) -> Iterator[TermUse]:
    return (use for use in uses if use.term in terms)


def _fallbacks(version: Version, beside: Mapping[str, Version]) -> Iterator[Version]:
    """The documents that give a text the meaning of what it does not define."""
    for text in [block.text for block in version.body]:
        # To look for a word first is many times as fast as to look for the rule in each text.
        if "defined" in text and (rule := _NOT_DEFINED.search(text)):
            places = [(_place(name, rule["where"]), name) for name in beside]
            for place, name in sorted(places):
                if place >= 0 and beside[name].document != version.document:
                    yield beside[name]


def _place(name: str, text: str) -> int:
    """Where a name stands in a text; -1 where it does not."""
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    return found.start() if found else -1


def key_of(version: Version, anchor: str) -> NodeKey:
    """What a node of a version is known by."""
    return NodeKey(document=version.document, version=version.label, anchor=anchor)
