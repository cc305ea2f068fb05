"""What the file of the decisions after a consultation may say."""

from typing import Self

from pydantic import Field, model_validator

from build_tools.model.decisions import Decision, Decisions, Outcome, UnaskedChange
from build_tools.record.schema.field_types import ChangeId, FilledText, Line, QuestionNumber, wrong
from build_tools.record.schema.strict_model import StrictModel

_OUTCOMES = "accepted, accepted with modification, not accepted or noted"
_IDS = (
    "ids of changes from the draft as consulted to the draft as made, as `corpus redline` lists"
    " them"
)
_CHANGED = Field(
    default=(), description=f"What was changed for it: {_IDS}", examples=[["c-3f9a1c"]]
)
_SAID = Field(
    default=None,
    description="What respondents said, in words that may be published",
    examples=["Two respondents asked for a month more."],
)
_OUTCOME = Field(
    description=f"What became of what was said: {_OUTCOMES}",
    examples=["accepted with modification"],
)
_REASON = Field(
    description="Why", examples=["Devices already ordered can be tested within that month."]
)
_ELSEWHERE = Field(
    default=None,
    description="What was changed for it outside the text, such as a date",
    examples=["The modification is planned for 24 February 2023."],
)


class _DecisionFile(StrictModel):
    """What every decision says."""

    said: FilledText | None = _SAID
    decision: Outcome = _OUTCOME
    reason: FilledText = _REASON
    changed: tuple[ChangeId, ...] = _CHANGED
    elsewhere: FilledText | None = _ELSEWHERE

    @model_validator(mode="after")
    def _changes_what_it_accepts(self) -> Self:
        accepted = self.decision.startswith("accepted")
        if accepted and not (self.changed or self.elsewhere):
            raise wrong(
                f"is {self.decision} and names no change: `changed` lists those of the text,"
                " `elsewhere` tells of another, and where nothing was asked it is noted"
            )
        if self.changed and not accepted:
            raise wrong(
                f"is {self.decision} and names changes that were made for it: it was accepted,"
                " or they stand under `unasked`"
            )
        return self

    def _decision(self, about: int | str, where: str = "") -> Decision:
        return Decision(
            about=about,
            where=where,
            said=self.said or "",
            outcome=self.decision,
            reason=self.reason,
            changed=self.changed,
            elsewhere=self.elsewhere or "",
        )


class QuestionDecisionFile(_DecisionFile):
    """What was decided on what was said of a question."""

    question: QuestionNumber = Field(
        description="The question of the amendment, counted from 1", examples=["1"]
    )

    def value(self) -> Decision:
        """What it says."""
        return self._decision(int(self.question))


class ChangeDecisionFile(_DecisionFile):
    """What was decided on what was said of a change."""

    change: ChangeId = Field(
        description="The change of the draft as consulted, by its id", examples=["c-3f9a1c"]
    )
    where: Line | None = Field(
        default=None,
        description="How it was cited, where an earlier draft had it and the draft as consulted no"
        " longer has",
        examples=["Clause 17.9"],
    )

    def value(self) -> Decision:
        """What it says."""
        return self._decision(self.change, self.where or "")


class UnaskedFile(StrictModel):
    """Changes for which nobody asked."""

    changed: tuple[ChangeId, ...] = Field(
        min_length=1, description=f"What was changed: {_IDS}", examples=[["c-3f9a1c"]]
    )
    reason: FilledText = Field(
        description="Why they were made", examples=["The clause named a table that has gone."]
    )


class DecisionsFile(StrictModel):
    """What was decided after the consultation on an amendment."""

    questions: tuple[QuestionDecisionFile, ...] = Field(
        default=(),
        description="What was decided on each question",
        examples=[[{"question": "1", "decision": "noted", "reason": "All agree."}]],
    )
    changes: tuple[ChangeDecisionFile, ...] = Field(
        default=(),
        description="What was decided on each change of the draft as consulted that was spoken to",
        examples=[[{"change": "c-3f9a1c", "decision": "noted", "reason": "It is as asked."}]],
    )
    unasked: tuple[UnaskedFile, ...] = Field(
        default=(),
        description="What else was changed between the drafts, which nobody asked for",
        examples=[[{"changed": ["c-3f9a1c"], "reason": "A slip of the pen."}]],
    )

    def decisions(self, path: str, text: str) -> Decisions:
        """The decisions that the file of that path and text records."""
        return Decisions(
            questions=tuple([each.value() for each in self.questions]),
            changes=tuple([each.value() for each in self.changes]),
            unasked=tuple([UnaskedChange(each.changed, each.reason) for each in self.unasked]),
            path=path,
            text=text,
        )
