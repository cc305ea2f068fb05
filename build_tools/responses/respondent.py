"""What a respondent says of themselves → what that means: who they are, what is confidential, and
whether they agree.

When in doubt it is confidential, and whether somebody agrees is left to a person.
"""

import re
from collections.abc import Iterable, Mapping

from build_tools.responses.form import normal

FIELDS: Mapping[str, str] = {
    "name": "name",
    "your name": "name",
    "organisation": "organisation",
    "organization": "organisation",
    "company": "organisation",
    "date": "dated",
    "confidential": "confidential",
    "confidentiality": "confidential",
    "may your name be printed": "print_name",
    "may your name be printed?": "print_name",
    "email": "contact",
    "e-mail": "contact",
    "email address": "contact",
    "telephone": "contact",
    "phone": "contact",
    "address": "contact",
    "contact": "contact",
}
"""The labels that forms have, as `form.normal` gives them, and the keys of a record."""
NEVER_AN_ANSWER = frozenset(("confidential", "contact"))
"""Of these, what a line gives wherever it stands, in the middle of an answer too: it must not be
taken for words that may be quoted."""
AGREEMENT = "agree or not"
"""The label beside which a form asks whether somebody agrees."""
_LINE = re.compile(r"([^:]{3,40}):\s*(.*)", re.DOTALL)
_OPEN = re.compile(r"(no|none|nothing|not confidential|no part)\b[\s.,;:!-]*$", re.IGNORECASE)
_OF_CONFIDENCE = re.compile(
    r"confiden|in private|privileged|(?:not|never) (?:to )?(?:be )?(?:publish|print|quote)"
    r"|not for publication|off the record",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_TELEPHONE = re.compile(r"(?:\+|\b0)\d[\d ()-]{7,}\d\b")
_PARTLY = re.compile(r"(agree |yes,? )?(in part|partly|partially)\b", re.IGNORECASE)
_AGREES = re.compile(r"(yes|((we|i) )?(fully |strongly )?(agree|support)s?)\b", re.IGNORECASE)
_DISAGREES = re.compile(
    r"(no(?! (comment|view|objection|concern|opinion|answer|position|response|remark|preference))"
    r"|((we|i) )?(do not|don['’]t|cannot) (agree|support)|((we|i) )?(strongly )?disagree)\b",
    re.IGNORECASE,
)


def field_of(text: str) -> tuple[str, str] | None:
    """The key and the value of a line such as "Name: A. Person"; None for any other."""
    found = _LINE.fullmatch(text.strip())
    key = FIELDS.get(normal(found[1])) if found else None
    return (key, found[2].strip()) if found and key else None


def agreement_line(text: str) -> str | None:
    """What a line such as "Agree or not: yes" says; None for any other."""
    found = _LINE.fullmatch(text.strip())
    return found[2].strip() if found and normal(found[1]) == AGREEMENT else None


def agreement(words: str) -> str:
    """ "yes", "no" or "in part", where words begin by saying so; else ""."""
    start = words.strip().lstrip("\"'“‘☒☑-–• ")
    for pattern, said in ((_PARTLY, "in part"), (_DISAGREES, "no"), (_AGREES, "yes")):
        if pattern.match(start):
            return said
    return ""


def confidentiality(said: str, words: Iterable[str] = ()) -> str:
    """ "no" where that is said and nothing else, and none of the other `words` of a response speak
    of confidence; "not said"; or "yes or in part", which a person has to read before anything is
    printed.
    """
    if not said.strip():
        return "not said"
    is_open = _OPEN.match(said.strip()) and not any(map(_OF_CONFIDENCE.search, words))
    return "no" if is_open else "yes or in part"


def personal_data(words: str) -> bool:
    """Whether words hold an address of electronic mail or what may be a number of a telephone."""
    return bool(_MAIL.search(words) or _TELEPHONE.search(words))
