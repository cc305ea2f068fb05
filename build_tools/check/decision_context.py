"""What a rule is shown of the decisions after a consultation. Pure."""

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

from build_tools.check.context import Answers, FileContext
from build_tools.lineage.comparisons import consulted_redlines, revised_redlines
from build_tools.model import Amendment, Decisions, Redline, Stage
from build_tools.model.problems import Problem
from build_tools.record.enactment import named_versions, step_loc
from build_tools.record.loading import DECISIONS
from build_tools.record.schema import Loc, read_amendment, read_decisions


@dataclass(frozen=True, kw_only=True)
class DecisionContext(FileContext):
    """What was decided after a consultation: the file of the decisions, or where there is none yet,
    that of the amendment.
    """

    asked: Amendment
    """The amendment that was consulted on."""
    answers: Answers

    @property
    def decisions(self) -> Decisions | None:
        """What was decided; None where nothing is recorded."""
        return self.asked.decisions

    @property
    def is_due(self) -> bool:
        """Whether all is to be decided: a person has begun, or the consultation is concluded and
        nothing has been directed yet.
        """
        if self.decisions is not None:
            return True
        return self.asked.stage(self.as_of) is Stage.CONCLUDED

    @cached_property
    def consulted(self) -> list[Redline]:
        """What the draft as consulted changed."""
        if not self._is_whole:
            return []
        return consulted_redlines(self.corpus, self.asked, self.answers.comparisons)

    @cached_property
    def revised(self) -> list[Redline]:
        """From the draft as consulted to the draft as made, where that is another."""
        if not self._is_whole:
            return []
        return revised_redlines(self.corpus, self.asked, self.answers.comparisons)

    @property
    def _wanted(self) -> str:
        """The file in which the decisions are to stand."""
        return (Path(self.path).parent.with_name(DECISIONS) / f"{self.asked.id}.yml").as_posix()

    @property
    def _is_whole(self) -> bool:
        """Whether every version that the amendment is about could be read."""
        there = named_versions(self.corpus)
        ends = chain.from_iterable(
            ((step.document, step.old), (step.document, step.new)) for step in self.asked.steps
        )
        return all(f"{document}@{label}" in there for document, label in ends if label)

    def at(self, loc: Loc, message: str, form: str = "") -> Problem:
        """A problem at a part of the file of the decisions; where there is none, at the conclusion
        in that of the amendment, with the file that is to be written.
        """
        if self.decisions is None:
            read = read_amendment(self.path, self.text, self.asked.procedure)
            wanted = f"a file {self._wanted} with {form}"
            return read.problem(step_loc(self.asked, "conclusion"), message, wanted)
        return read_decisions(self.path, self.text).problem(loc, message, form)
