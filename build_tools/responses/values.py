"""What a file that came back comes to: who answered, what they said of each question and of each
change, and what could not be placed. No word of it is left out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from build_tools.model.problems import Problem
from build_tools.responses.form import Pair, words_of
from build_tools.responses.respondent import confidentiality


@dataclass(frozen=True, slots=True)
class Said:
    """Words, and where in the file they stand."""

    where: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a respondent said of a question."""

    question: int
    """Counted from 1."""
    agrees: str
    """"yes", "no" or "in part"; "" where that was not asked or cannot be told."""
    said: tuple[Said, ...]

    @property
    def words(self) -> str:
        """All that was said, a line for each place."""
        return _lines(self.said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What a respondent said of a change."""

    change: str
    """Its id."""
    place: str
    """How the consultation cites it now; "" for a change that its draft has no longer."""
    context: tuple[str, ...]
    """What the file says of the change besides, such as where it was; of one that is gone, all that
    is known."""
    said: tuple[Said, ...]

    @property
    def words(self) -> str:
        """All that was said, a line for each place."""
        return _lines(self.said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A file that came back."""

    file: str
    respondent: Mapping[str, str]
    """What they say of themselves, by the keys of `respondent.FIELDS`."""
    pair: Pair | None
    """The hashes of the texts on which it was written; None where it does not say."""
    on_this_draft: bool | None
    """Whether these are the texts of the consultation as it stands; None where it does not say."""
    answers: tuple[Answer, ...]
    remarks: tuple[Remark, ...]
    unplaced: tuple[Said, ...]
    printed: tuple[str, ...]
    """The form's own words, which nobody wrote."""
    words_in: int
    """The words of the file."""

    @property
    def confidential(self) -> str:
        """What is confidential, as `respondent.confidentiality` tells it."""
        said = self.respondent.get("confidential", "")
        return confidentiality(said, (each.words for each in self._written))

    @property
    def _written(self) -> Iterator[Said]:
        """All that the respondent wrote, but of themselves."""
        for answer in self.answers:
            yield from answer.said
        for remark in self.remarks:
            yield from remark.said
        yield from self.unplaced

    @property
    def placed(self) -> Iterator[str]:
        """All that was placed, in the order of the values above."""
        yield from self.respondent.values()
        for answer in self.answers:
            yield from [each.words for each in answer.said]
        for remark in self.remarks:
            yield from remark.context
            yield from [each.words for each in remark.said]

    @property
    def words_placed(self) -> int:
        """The words that were placed."""
        return sum(len(words_of(each)) for each in self.placed)

    @property
    def words_listed(self) -> int:
        """The words that a person has to place."""
        return sum(len(words_of(each.words)) for each in self.unplaced)

    @property
    def words_printed(self) -> int:
        """The form's own words."""
        return sum(len(words_of(each)) for each in self.printed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A file that could not be read; of its words nothing is told."""

    file: str
    problem: Problem
    """Why, of which a person reads the message and the right form."""

    @property
    def why(self) -> str:
        """Why, in words."""
        form = f"; expected: {self.problem.form}" if self.problem.form else ""
        return f"{self.problem.message}{form}"


def _lines(said: Iterable[Said]) -> str:
    return "\n".join(each.words for each in said)
