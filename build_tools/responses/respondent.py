"""What a respondent says of themselves → what that means: who they are, what is confidential, and
whether they agree.

When in doubt it is confidential, and whether somebody agrees is left to a person.
"""

import re
from collections.abc import Mapping

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
AGREEMENT = "agree or not"
"""The label beside which a form asks whether somebody agrees."""
_LINE = re.compile(r"([^:]{3,40}):\s*(.*)", re.DOTALL)
_OPEN = re.compile(r"(no|none|nothing|not confidential|no part)\b[\s.,;:!-]*$", re.IGNORECASE)
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


def confidentiality(said: str) -> str:
    """ "no" where that is said and nothing else, "not said", or "yes or in part" for all other
    words: what a person has to read before anything is printed.
    """
    if not said.strip():
        return "not said"
    return "no" if _OPEN.match(said.strip()) else "yes or in part"
