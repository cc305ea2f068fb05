"""What `waivers.yml` may say."""

from pydantic import Field

from build_tools.record.schema.field_types import FilledText, Id, Line
from build_tools.record.schema.strict_model import StrictModel


class WaiverFile(StrictModel):
    """Why what a rule of `corpus check` finds on one line may stay."""

    rule: Id = Field(description="The id of the rule", examples=["document-name"])
    file: Line = Field(
        description="The file, below the folder of the record", examples=["rules/4.0.md"]
    )
    line: Line = Field(
        description="Words of the line, enough of them to tell it from others",
        examples=["Some sources print the name"],
    )
    reason: FilledText = Field(
        description="Why it may stay; `corpus check --waived` shows it",
        examples=["The note reports the name that others print."],
    )


class WaiversFile(StrictModel):
    """What `waivers.yml` says: the findings of `corpus check` that somebody gave a reason to
    leave.
    """

    waivers: tuple[WaiverFile, ...] = Field(
        description="Each for one line",
        examples=[
            [
                {
                    "rule": "quotes",
                    "file": "rules/4.0.md",
                    "line": "17.6 The Board",
                    "reason": "Quoted as it was published.",
                }
            ]
        ],
    )
