"""A text and what stands in bold or italics in it → the terms that it defines.

A definition begins with its terms, set apart by type or by quotation marks, and then says that they
mean something: "means", "shall have the meaning", "includes", "refers to", "is defined in".
"""

import re
from collections.abc import Sequence
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""Where a stretch of text begins and ends."""

_QUOTES = "\"'“”„‘’«»"
_QUOTED = re.compile(r"[\"“„‘«']\s*([^\"“”„‘’«»]{1,120}?)\s*[\"”’“»']")
_LEAD = re.compile(r"(?:(?:The|the|Der|Die) (?:terms?|expressions?|words?|Begriffe?|Ausdruck) )?")
_LINK = re.compile(r"\s*(?:,?\s*(?:or|and|oder|und)\b|[,/])\s*")
_ASIDE = (
    r"[\"'”’“»]?(?:\s*\([^()]*\))?(?:,? (?:in relation to|in respect of|for the purposes? of|when"
    r" used)[^;.]{1,120}?,|,? (?:in|for the purposes? of) (?:this|these) \w+,?"
    r"|,? for the purposes? of [A-Z]\w+ [\d.]+(?:\(\w+\))*,?)?"
)
_MODAL = r"(?:(?:shall|will|must|is to|are to)\s+)?(?:each\s+|respectively\s+)?"
_HERE = r"(?:,\s+in\s+(?:this|these)\s+\w+,)?"
_VERBS = (
    rf"{_MODAL}(?:"
    r"means?\b|includes?\b|comprises?\b|refers?\s+to\b|denotes?\b|signif(?:y|ies)\b|bedeute[nt]\b|bezeichne[nt]\b"
    r"|(?:has|have|bears?|carr(?:y|ies)|(?:is|are|be)\s+given)"
    rf"{_HERE}\s+(?:the|its|their|such)\s+"
    r"(?:(?:same|respective|following)\s+)?meanings?\b"
    r"|ha(?:t|ben)\s+(?:die|dieselbe)\s+(?:gleiche\s+)?Bedeutung\b"
    r"|(?:is|are|be)\s+(?:as\s+)?(?:defined|construed|interpreted|read\s+as)\b)"
)
_MEANING = re.compile(rf"{_ASIDE}\s*{_VERBS}")
_SIGN = re.compile(r"(?:\s*:|\s+[–—-])\s+(?=\S)")
_ONE_OF_A_KIND = re.compile(r"(?:an?|any|each|every|all|eine?|jede[rs]?)\b")
"""How what a term means begins, where a colon or a dash alone says that it means it."""
_NO_TERM = re.compile(r"(?i)(?:note|notes|example|important|warning|hinweis|beispiel|step)\b")

_LISTED = re.compile(r"„[^“”]{1,120}[“”](?:,|\s+\([^()]*\))?\s+(?=\w)")
"""How an entry of a German glossary begins: "1. „Weide“ ist jede Fläche", or, as the European Union
has it, "1. „Weide“ jede Fläche".
"""
_STATED = re.compile(
    r"„[^“”]{1,120}[“”] (?:ist|sind) "
    r"(?!(?:d(?:er|ie|as)|eine?|jede[rs]?|alles?|jene[rs]?|dies\w*|wer|was|d(?:er|ie|as)jenigen?)\b)"
    r"(?:[^,;.:]* )?[a-zäöüß]\w*(?=[,;.:]|$)"
)
"""What says something of a thing and defines no term: no noun ends it, as in "„Vorsicht“ ist im
Straßenverkehr geboten."
"""

_GLOSSARY = re.compile(
    r"(?i)\b(?:definitions?|definitionen|interpretation|glossary|glossar|defined terms"
    r"|begriffe?|begriffsbestimmung(?:en)?)\b|^in (?:this|these|diesem|dieser)\b.{0,80}:$"
    r"|^(?:im sinne|für die zwecke) diese[sr]\b.{0,120}"
    r"\b(?:ist|sind|bedeute[nt]|bezeichne[nt]|gelten|gilt)(?: der ausdruck| die ausdrücke)?:?$"
)
"""Of the last: "(1) Im Sinne dieser Verordnung bezeichnet der Ausdruck"."""


def defined_terms(
    text: str, emphasised: Sequence[Span], *, alone: bool = True, in_glossary: bool = False
) -> tuple[str, ...]:
    """The terms that `text` defines; none when it is not a definition.

    `emphasised` says what stands in bold or italics. Among definitions a colon or a dash is enough
    after a term, and German marks are enough round it; elsewhere a colon or a dash only when "a …"
    or "any …" follows it, and when the term stands `alone`, without a number.
    """
    found = _terms(text, emphasised)
    if found is None:
        return ()
    terms, end = found
    if _MEANING.match(text, end) or (
        len(terms) == 1
        and (alone or in_glossary)
        and _is_glossed(terms[0], text, end, in_glossary=in_glossary)
    ):
        return terms
    return terms if in_glossary and _LISTED.match(text) and not _STATED.match(text) else ()


def opens_glossary(text: str) -> bool:
    """Whether definitions are to be expected under a heading, or after a text, of these words."""
    return _GLOSSARY.search(text.strip()) is not None


def _terms(text: str, emphasised: Sequence[Span]) -> tuple[tuple[str, ...], int] | None:
    """The terms at the front of a text, and where they end."""
    lead = _LEAD.match(text)
    found = _term_at(text, lead.end() if lead else 0, emphasised)
    if found is None:
        return None
    terms = [found[0]]
    while link := _LINK.match(text, found[1]):
        following = _term_at(text, link.end(), emphasised)
        if following is None:
            break
        terms.append(following[0])
        found = following
    return tuple(terms), found[1]


def _term_at(text: str, start: int, emphasised: Sequence[Span]) -> tuple[str, int] | None:
    """The term that begins at a position, and where it ends."""
    if quoted := _QUOTED.match(text, start):
        return quoted[1].rstrip(","), quoted.end()
    for begin, end in emphasised:
        if begin == start and (term := text[begin:end].strip(f"{_QUOTES}:–—- \t\n")):
            return term, begin + len(text[begin:end].rstrip(":–—- \t\n"))
    return None


def _is_glossed(term: str, text: str, end: int, *, in_glossary: bool) -> bool:
    """Whether a colon or a dash after a term says what it means."""
    sign = _SIGN.match(text, end)
    if sign is None or _NO_TERM.match(term):
        return False
    return in_glossary or _ONE_OF_A_KIND.match(text, sign.end()) is not None
