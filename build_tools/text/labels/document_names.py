"""The words round a cross-reference → the document that it names, if it names one.

When in doubt, it is another document: a reference to the text that it stands in follows that text.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from unicodedata import combining, normalize

from build_tools.text.labels.reference_words import ANNEXES, GERMAN, NUMBERED, TITLE


@dataclass(frozen=True, slots=True)
class DocumentName:
    """What a reference says of the document that it points into."""

    name: str
    """As printed: "SVTAD", "Electricity Act 1989"; empty for the document in which it stands."""
    end: int
    """Where the words for it end."""


_ABBREVIATION = (
    r"(?!(?:AND|OR|NOT|MUST|SHALL|SHOULD|MAY|SEE|IF|TO|IN|OF|BY|AT|ON|AS|FOR|THE|UNDER|WITH|PER"
    r"|WHEN|THAT)\b)[A-Z]{2,}\w*\b"
)
_WORD = rf"(?!{NUMBERED})[A-Z][\w/’'-]*"
_NOUN = (
    r"(?:Licen[cs]e|Agreement|Act|Code|Regulation|Directive|Order|Rules|Statute|Treaty|Contract"
    r"|Convention|Protocol|Charter|Deed|Standard|Specification|Constitution|Ordinance|Law|Bill"
    r"|Scheme|Lease|Policy|Terms|Conditions|Statement|Document|Manual|Plan|Decision|Instrument"
    r"|By-?laws)s?\b"
)
"""What documents are called."""
_PLAIN_NOUN = (
    r"(?:licen[cs]e|agreement|code|regulation|directive|statute|treaty|contract|lease)s?\b"
)
_FIGURES = r"(?:\s+(?:No\.?\s*)?\d(?:[\w/.-]*\w)?|\s+\((?:EU|EC|EEC|Euratom)\))*"
_NAME = (
    rf"(?:{_ABBREVIATION}(?:\s+{_WORD})*|{_WORD}(?:\s+(?:(?:and|for|of|on)\s+(?:the\s+)?)?{_WORD})*)"
    rf"{_FIGURES}"
)
_DETERMINER = (
    r"(?:the|that|those|its|their|his|her|your|such|any|each|every|an?|said|another|other)\s+"
)
_SELF = r"(?:this|these|our|the\s+present)\s+"

_OWN = rf"{TITLE},?\s+(?:(?:of|to|in|under)\s+{_SELF}|diese[rsm]\s+)\w+|\s+here(?:of|to|in)\b"
_GERMAN_ACT = r"eine[rs](?=\s+\w*(?:[Gg]esetz|[Vv]erordnung|[Vv]ertrag|kommen|[Rr]ichtlinie))"
_OF = (
    rf"{TITLE}(?:,|\s*[(\[])?\s*\b(?:of|des|der|vom|zum|zur|{_GERMAN_ACT})\s+(?:{_DETERMINER})*"
    rf"(?P<name>{_NAME}|\S+)"
)
"""Whatever follows "of" is another document."""
_THEREOF = r"\s+(?P<name>there(?:of|to|in))\b"
_STANDING = (
    r"(?:(?:as\s+)?(?:set\s+out|laid\s+down|contained|found|provided(?:\s+for)?|specified|described"
    r"|stated|defined|given)\s+)?"
)
"""What may be said of how a provision stands in its document."""
_ELSEWHERE = (
    rf"{TITLE}(?:,|\s*[(\[])?\s*\b{_STANDING}(?:to|in|under|within|from|im)\s+(?:{_DETERMINER})*"
    rf"(?P<name>(?:{_WORD}\s+)*{_NOUN}{_FIGURES}|{_PLAIN_NOUN})"
)
"""What follows another preposition is one if it is called so."""
_OF_AN_ANNEX = rf"{TITLE},?\s+(?:to|in)\s+(?:{_DETERMINER})*(?P<name>{_NAME})"
_IN = rf"{TITLE},?\s+in\s+(?:{_DETERMINER})*(?P<name>{_ABBREVIATION})"
_BESIDE = r"\s+(?P<name>(?!(?:I|V|X)+\b)[A-ZÄÖÜ]\w*[A-ZÄÖÜ]\w*)\b"
"""Article 6 GDPR, § 5 EnWG."""
_BEFORE = (
    rf"(?<![\w-])(?P<own>{_SELF})?(?P<determiner>{_DETERMINER})?"
    rf"(?P<name>(?:(?:[A-Z][\w-]*|\d{{4}})\s+)*"
    rf"(?P<last>{_NOUN}|(?P<abbreviation>{_ABBREVIATION})){_FIGURES}"
    rf"|(?(determiner){_PLAIN_NOUN}|(?!)))"
    r"(?:['’]s?)?[\])]?(?:(?:[,:]|\s[–—-])?\s+(?:at\s+)?|\s*—|\s*\((?:see\s+|at\s+)?)$"
)
_POSSESSIVE = r"(?i:\b(?P<name>its|their|his|her|your)\s+$)"
"""A clause of something that was named before: "each Licence and its Clause 4.2"."""
_ONE_OF_MANY = r"(?i:\b(?:such|any|each|every|an?|another)\s+$)"
"""Before an abbreviation: of a document there is one, of parties and devices there are many."""
_REACH = 120
"""So many characters before a reference hold the name of its document."""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled when the first reference asks for it: to compile these takes a tenth of
    the time in which the engine is loaded, and many a text has no reference.
    """
    return re.compile(pattern)


def document_after(text: str, at: int, kind: str, bodies: Collection[str]) -> DocumentName | None:
    """The document that is named after a reference of a kind, which ends at an offset. A body that
    stands there without a word between is none: "hat nach Artikel 4 ACER zu hören".
    """
    if found := _compiled(_OWN).match(text, at):
        return DocumentName("", found.end())
    patterns = [_OF, _THEREOF, _ELSEWHERE, _IN]
    if kind in ANNEXES:
        patterns.append(_OF_AN_ANNEX)
    if kind in GERMAN:
        beside = _compiled(_BESIDE).match(text, at)
        if beside and not _is_body(text[at : beside.end()], bodies):
            patterns.append(_BESIDE)
    found = next(filter(None, (_compiled(pattern).match(text, at) for pattern in patterns)), None)
    return DocumentName(found["name"], found.end("name")) if found else None


def document_before(text: str, at: int, bodies: Collection[str]) -> DocumentName | None:
    """The document that is named right before a reference, which begins at an offset: "the Supply
    Licence, Clause 4.2"; "its" where that is all that is said of it. It is none where a body ends
    there, by the name that is listed: "E.DIS" as well as "WHO".
    """
    start = max(0, at - _REACH)
    if owner := _compiled(_POSSESSIVE).search(text, start, at):
        return DocumentName(owner["name"], at)
    found = _compiled(_BEFORE).search(text, start, at)
    if found is None:
        return None
    closed = found.end("name") + (text[found.end("name") : found.end("name") + 1] in (")", "]"))
    ends = {found.end("last"), found.end("name"), closed}
    if any(_is_body(text[start : max(end, start)], bodies) for end in ends):
        return None
    if found["abbreviation"] and _compiled(_ONE_OF_MANY).search(text, start, found.start("name")):
        return None
    return DocumentName("" if found["own"] else found["name"], at)


def _is_body(text: str, bodies: Collection[str]) -> bool:
    """Whether a text ends with the name of a body, as a word or words of their own."""
    said = _folded(text)
    return any(_ends_with(said, _folded(body)) for body in bodies)


def _ends_with(said: str, name: str) -> bool:
    before = said.removesuffix(name)
    if before == said:
        return False
    return not before or not (before[-1].isalnum() or before[-1] in "_-" or combining(before[-1]))


def _folded(text: str) -> str:
    """A text with one plain space between two words, each letter as one sign where there is one,
    and straight apostrophes: how a name is known again wherever it was typed.
    """
    return " ".join(normalize("NFC", text).replace("’", "'").split())
