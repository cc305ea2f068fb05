"""What respondents to a consultation said, as far as it may be published: counts, and the words of
those who did not ask for confidence. No word that was said in confidence is in any of these values.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.language import gettext as _
from build_tools.language import ngettext


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one respondent said of one thing."""

    who: str
    """A name where the respondent let it be printed; else "Respondent 3"."""
    agrees: str
    """"yes", "no" or "in part"; empty where that was not asked or not told."""
    words: str
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinions:
    """What all respondents said of one question or one change."""

    about: int | str
    """A question, counted from 1, or the id of a change."""
    sent_as: str = ""
    """How the responses cite a change that the draft as consulted has no longer."""
    quoted: tuple[Opinion, ...]
    confidential: int
    """How many more spoke to it, in confidence."""
    agrees: Mapping[str, int]
    """How many said "yes", "no", "in part", or "" where it was not told: in confidence too."""

    @property
    def count(self) -> int:
        """How many spoke to it."""
        return len(self.quoted) + self.confidential

    @property
    def counted(self) -> str:
        """How many spoke to it, and how many of them in confidence, as a sentence."""
        spoke = ngettext(
            "%(num)s respondent spoke to it", "%(num)s respondents spoke to it", self.count
        )
        if not self.confidential:
            return f"{spoke}."
        closed = _("%(number)s of them in confidence.", number=self.confidential)
        return f"{spoke}, {closed}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicResponses:
    """What came back to a consultation, as far as it may be published."""

    received: int
    late: int
    confidential: int
    """Those of which nothing is quoted."""
    partly_confidential: int
    """Those of which some is quoted."""
    questions: tuple[Opinions, ...]
    """Of each question, in their order."""
    changes: tuple[Opinions, ...]
    """Of each change that was spoken to: first those of the draft as consulted, in its order."""

    @property
    def dropped(self) -> tuple[Opinions, ...]:
        """On changes that the draft as consulted has no longer."""
        return tuple([each for each in self.changes if each.sent_as])
