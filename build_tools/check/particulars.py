"""A text → the particulars in it that no correction of a slip changes: references, dates, amounts,
and the words that allow, require or forbid.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from build_tools.model.names import MONTHS
from build_tools.text.labels import references
from build_tools.text.labels.reference_words import QUANTITY

Particulars: TypeAlias = Mapping[str, Counter[str]]
"""What a text has of each kind: "date", "amount", "reference", "duty"."""

_MONTH = "|".join(sorted((f"{month}|{month[:3]}" for month in MONTHS), reverse=True))
_DATE = re.compile(
    rf"\b\d{{4}}-\d{{2}}(?:-\d{{2}})?\b|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:day\s+of\s+|of\s+)?(?:{_MONTH})\b\.?,?(?:\s+\d{{4}}\b)?"
    rf"|\b(?:{_MONTH})\b\.?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?\d{{4}}\b"
    r"|\b\d{1,2}:\d{2}\b(?:\s*[ap]\.?m\b)?|\b\d{1,2}(?:\.\d{2})?\s*[ap]\.?m\b"
)
_NUMBER = (
    r"\d+(?:[\s.,'’/]?\d+)*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|thousand|million"
    r"|half|quarter|once|twice)\b"
)
_AMOUNT = re.compile(
    rf"[£€$]?\s?(?:{_NUMBER})(?:{QUANTITY.pattern})?|\b(?:daily|weekly|monthly|quarterly|yearly)\b",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"\b(?:shall|must|may|might|should|will|can|cannot|not|no|never|nor|neither|none|unless|except"
    r"|without|only|and|or|before|after|more|less|least|most|all|any|each)\b"
)


def particulars(text: str) -> Particulars:
    """All of them; what is part of one kind is counted as none of a later one."""
    cited = [(each.start, each.end) for each in references(text)]
    found = {"reference": Counter(text[start:end] for start, end in cited)}
    left = _blanked(text, cited)
    for kind, pattern in (("date", _DATE), ("amount", _AMOUNT), ("duty", _DUTY)):
        spans = [each.span() for each in pattern.finditer(left)]
        found[kind] = Counter(" ".join(left[start:end].split()) for start, end in spans)
        left = _blanked(left, spans)
    return found


def differing(old: Particulars, new: Particulars) -> Iterator[tuple[str, list[str], list[str]]]:
    """Each kind of which the two have others, with what the one has alone and the other has
    alone.
    """
    for kind in old:
        gone, come = list(old[kind] - new[kind]), list(new[kind] - old[kind])
        if gone or come:
            yield kind, gone, come


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
