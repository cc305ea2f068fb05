"""What a respondent says of themselves → what that means: who they are, what is confidential, and
whether they agree.

When in doubt it is confidential, and whether somebody agrees is left to a person.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from unicodedata import normalize

from build_tools.responses import german
from build_tools.responses.form import normal
from build_tools.responses.wording import AGREEMENT, in_every_language

_PRINTED = (
    ("Name", "name"),
    ("Organisation", "organisation"),
    ("Date", "dated"),
    ("Confidential", "confidential"),
    ("May your name be printed", "print_name"),
)
"""The labels of our own forms, as the catalogue has them."""


def _labels() -> Iterator[tuple[str, str]]:
    for message, key in _PRINTED:
        for label in in_every_language(message):
            yield normal(label), key


FIELDS: Mapping[str, str] = {
    "your name": "name",
    "organization": "organisation",
    "company": "organisation",
    "confidentiality": "confidential",
    "email": "contact",
    "e-mail": "contact",
    "email address": "contact",
    "telephone": "contact",
    "phone": "contact",
    "mobile": "contact",
    "address": "contact",
    "contact": "contact",
    **german.LABELS,
    **dict(_labels()),
}
"""The labels that forms have in any language, as `label_of` gives them, and the keys of a
record."""
NEVER_AN_ANSWER = frozenset(("confidential", "contact"))
"""Of these, what a line gives wherever it stands, in the middle of an answer too: it must not be
taken for words that may be quoted."""
_AGREEMENT = frozenset(map(normal, in_every_language(AGREEMENT)))
_LINE = re.compile(r"([^:]{3,40}):\s*(.*)", re.DOTALL)
_ASKED_LINE = re.compile(r"([^:?]{3,40})\?\s*((?:[^\s:?].*)?)", re.DOTALL)
"""A label that asks: "Confidential? no"."""
_OFFERED = re.compile(r"\s*\([^()]*\)$")
"""What a label offers: "Confidential (yes/no)"."""
_OPEN = re.compile(
    r"(no|none|nothing|not confidential|no part"
    rf"|{german.OPEN})\b[\s.,;:!-]*$",
    re.IGNORECASE,
)
_OF_CONFIDENCE = re.compile(
    r"confiden|in private|privileged"
    r"|\b(?:not|never|don['’]?t) (?:to )?(?:be )?(?:publish|print|quote)"
    r"|not for publication|off the record|internal use|keep (?:this|it) private"
    rf"|{german.OF_CONFIDENCE}",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?<![^\s@])[^\s@]+@[^\s@]+\.[^\s@]+")
_TELEPHONE = re.compile(r"(?:\+|\b0)\d[\d ()-]{7,}\d\b")
_PARTLY = re.compile(
    r"((?:we |i )?(?:agree|support)s?,? (?:but )?(?:only )?|yes,? (?:but )?(?:only )?|only "
    rf"|{german.PARTLY_BEGINS})?"
    rf"(in part(?! \d)|partly|partially|{german.PARTLY})\b",
    re.IGNORECASE,
)
_NO_SUCH = (
    r"(?! (?:comment|view|objection|concern|opinion|answer|position|response|remark|preference"
    r"|problem|issue|doubt|reservation|difficult|worr|need|further|more\b))"
)
"""After "no": that does not say that somebody disagrees."""
_UNTURNED = (
    r"(?![^.!?;\n]*(?:\b(?:not|none|neither|nor|never|nothing|cannot|disagree\w*"
    r"|in part(?! \d)|partly|partially"
    rf"|no{_NO_SUCH})\b|n['’]t\b))"
)
"""What comes after a verb may turn it round: up to the end of its sentence."""
_A_VERB = (
    r"(?=\s*(?:[.,;!]|$)|\s+(?:the|this|it|these|that|your)\b"
    r"(?![^.!?;\n]*\b(?:is|are|was|were|lack|missing)\b))"
)
"""Whether "support" is what somebody does: "support for operators is missing" is not."""
_AGREES = re.compile(
    r"(yes|(?:((we|i) )?(fully |strongly )?agrees?|(we|i) (fully |strongly )?supports?"
    rf"|(fully|strongly) supports?|supports?{_A_VERB})\b{_UNTURNED}|{german.AGREES})\b",
    re.IGNORECASE,
)
_DISAGREES_IN_WORDS = (
    r"((we|i) )?(do not|don['’]t|cannot) (agree|support)|((we|i) )?(strongly |fully )?disagree"
)
_DISAGREES = re.compile(
    rf"(no(?!\.? ?\d){_NO_SUCH}|{_DISAGREES_IN_WORDS}|{german.DISAGREES})\b",
    re.IGNORECASE,
)
YES = f"(?:yes|{german.YES})"
"""A pattern of the word in any language."""
_NO = f"(?:no|{german.NO})"
_OR = r"\W+(?:(?:and|or|but|und|oder|aber)\W+)?"
_MARKS = "\"'“”‘’‚„«»‹›☒☑-–—•* "
"""What may stand before a word that answers: of quotations, ticked boxes and lists."""
_ALONE = re.compile(rf"(?:{YES}|in part|partly|{german.PARTLY})[\s.!]*", re.IGNORECASE)
_BOTH = re.compile(
    rf"{YES}{_OR}(?:(?:{german.NO}|not|nicht|{_DISAGREES_IN_WORDS})\b|no\b(?! (?!or\b|and\b)\w))"
    rf"|{_NO}{_OR}{YES}\b",
    re.IGNORECASE,
)
"""Yes beside no: what a form offers, of which nothing was struck out, or what says both, as "yes,
but not so" does."""


def label_of(text: str) -> str:
    """A label as `FIELDS` has it, without its question mark and without what it offers."""
    return normal(_OFFERED.sub("", normal(text).removesuffix("?")))


def field_of(text: str) -> tuple[str, str] | None:
    """The key and the value of a line such as "Name: A. Person", empty where the label stands
    alone; None for any other. "Contact? Who is that?" is none: nobody is reached by it.
    """
    said = text.strip()
    for pattern in (_LINE, _ASKED_LINE):
        found = pattern.fullmatch(said)
        key = FIELDS.get(label_of(found[1])) if found else None
        if found and key:
            value = found[2].strip()
            asks = pattern is _ASKED_LINE and key == "contact" and value
            return None if asks and not personal_data(value) else (key, value)
    return None


def is_value(key: str, text: str) -> bool:
    """Whether a line is what a label asks for that stands alone on the line before: yes, no or in
    part and no more, or what tells how somebody is reached. Other words may be an answer.
    """
    if key == "contact":
        return personal_data(text)
    said = _begun(text)
    return key == "confidential" and bool(_OPEN.match(said) or _ALONE.fullmatch(said))


def agreement_line(text: str) -> str | None:
    """What a line such as "Agree or not: yes" says; None for any other."""
    found = _LINE.fullmatch(text.strip())
    return found[2].strip() if found and normal(found[1]) in _AGREEMENT else None


def agreement(words: str) -> str:
    """ "yes", "no" or "in part", where words begin by saying so; else ""."""
    start = _begun(words)
    if _BOTH.match(start):
        return ""
    for pattern, said in ((_PARTLY, "in part"), (_DISAGREES, "no"), (_AGREES, "yes")):
        if pattern.match(start):
            return said
    return ""


def _begun(words: str) -> str:
    """Words from the first that says something."""
    return normalize("NFC", words).strip().lstrip(_MARKS)


def confidentiality(said: str, words: Iterable[str] = ()) -> str:
    """ "no" where that is said and nothing else, and none of the other `words` of a response speak
    of confidence; "not said"; or "yes or in part", which a person has to read before anything is
    printed.
    """
    if not said.strip():
        return "not said"
    is_open = _OPEN.match(said.strip()) and not any(map(_is_of_confidence, words))
    return "no" if is_open else "yes or in part"


def _is_of_confidence(words: str) -> bool:
    return bool(_OF_CONFIDENCE.search(normalize("NFC", " ".join(words.split()))))


def personal_data(words: str) -> bool:
    """Whether words hold an address of electronic mail or what may be a number of a telephone."""
    return bool(_MAIL.search(words) or _TELEPHONE.search(words))
