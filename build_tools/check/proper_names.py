"""A text → the same with the names of laws, standards, bodies, offices and places blanked out,
which have capitals and need no definition. Pure.

They are known by what they end or begin with, not by a list of them all; a record lists its own.
"""

import re

_WORD = r"[A-Z][\w'’-]*+"
_TERM_ENDS = (
    "Agreement Certificate Charge Date Document Fee Form Holder Licensee Log Notice Operator"
    " Participant Party Parties Payment Period Plan Provider Report Request Response Statement"
    " Supplier User"
).split()
"""What a defined term ends in and hardly ever the first half of a name: "Change Notice and
Competent Authority" are two."""
_AFTER_NO_TERM = "".join(rf"(?<!\b{noun})(?<!\b{noun}s)" for noun in _TERM_ENDS)
_LINK = r"(?:(?:of|for|to|on|in)\s+(?:the\s+)?|and\s+)"
"""What may join two words of one name; "and the" begins another."""
_NEXT = rf"(?:\s+|{_AFTER_NO_TERM}\s+{_LINK}){_WORD}"
_RUN = rf"{_WORD}(?:{_NEXT}){{0,12}}"
_SHORTEST_RUN = rf"{_WORD}(?:{_NEXT}){{0,12}}?"

_LAW = (
    r"(?:Acts?|Regulations?|Directives?|Orders?|Conventions?|Treaty|Treaties|Statutes?|Charter|Bill"
    r"|Ordinance|Licensing Conditions)"
)
_BODY = (
    r"(?:Authority|Authorities|Committee|Commission|Council|Department|Ministry|Agency|Government"
    r"|Parliament|Assembly|Court|Tribunal|University|Institute|Institution|Association|Society"
    r"|Union|Organi[sz]ation|Ombudsman|Ombudsmen|Inspectorate|Executive|Commissioners?|Standards"
    r"|Limited|Ltd|plc|LLP)"
)
_OFFICE = (
    r"(?:Secretary|Secretaries|Minister|Department|Ministry|Office|Court|House|Houses|Bank|University"
    r"|Institute|Institution|Chancellor|Commissioner|Director|Council|Bureau|Board)"
)
_OF_STATES = r"(?:European Economic Area|Member States?|United Nations)"
"""What is made of states; those themselves, and their parts, a record lists."""
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"

_STREET = r"(?:Road|Street|Avenue|Lane)"
_SUBJECT = r"\([A-Z][^()\n]{0,120}\)"
"""What the title of an instrument is about: the "(Charges and Information)" of regulations."""

NAMES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:(?:His|Her)\s+Majesty['’]s|HM)\s+{_RUN}",
        rf"\b{_RUN}(?:\s+{_SUBJECT}){{1,3}}(?:\s+{_SHORTEST_RUN})?\s+{_LAW}\s+\d{{4}}\b",
        rf"\b{_OFFICE}\s+(?:of|for)\s+(?:the\s+)?{_RUN}",
        rf"\b{_SHORTEST_RUN}\s+{_LAW}\b(?:\s+\d{{4}}\b)?",
        rf"\b{_SHORTEST_RUN}\s+{_BODY}(?!\s+of\b)(?![\w-])",
        rf"\b{_RUN}(?=,?\s+(?:\((?:[A-Z]{{2,3}}|Euratom)\)\s+)?(?:No\.?\s*)?(?:1[5-9]|20)\d\d\b)",
        rf"\b{_SHORTEST_RUN}\s+Standards?(?=\s+[A-Z]{{2,}}\b)",
        r"\b(?:[A-Z]{2,}[/ -]){0,4}[A-Z]{2,}[ -]?\d[\w.:/-]*",  # ISO/IEC 27001:2022, BS EN 15118
        rf"\b{_SHORTEST_RUN}\s+{_STREET}\b",
        rf"\b{_OF_STATES}\b",
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\b\.?|\b{_MONTH}\.?\s+\d{{4}}\b",
    )
)
"""What is blanked out, one kind after another: the Crown's, laws with what they are about, offices
and what they are of, other laws, bodies, what a year follows, standards by name and by number,
streets, what is made of states, dates."""


def without_names(text: str) -> str:
    """The text with a NUL in place of each character of a name."""
    for pattern in NAMES:
        text = pattern.sub(blank, text)
    return text


def blank(found: re.Match[str]) -> str:
    """As many characters as were found, none of them a part of a word."""
    return "\0" * len(found[0])
