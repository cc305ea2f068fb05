"""What `waivers.yml` may say."""

from pydantic import Field

from build_tools.record.schema.field_types import Count, FilledText, Id, Line, Sha256
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


class AcceptedTextFile(StrictModel):
    """A foreign text, and what rules found in it when that was accepted."""

    file: Line = Field(
        description="The text, below the folder of the record", examples=["rules/4.0.md"]
    )
    sha256: Sha256 = Field(
        description="Its SHA-256; once it is another text, nothing of it is accepted",
        examples=["0" * 64],
    )
    found: dict[Id, Count] = Field(
        min_length=1,
        description="Each rule with the number of its findings there",
        examples=[{"ragged-row": 7}],
    )


class AcceptedFile(StrictModel):
    """Why all that rules find in some foreign texts may stay; `corpus check --accept` writes it."""

    reason: FilledText = Field(
        description="Why it may stay; `corpus check --waived` shows it",
        examples=["As the publisher has it."],
    )
    texts: tuple[AcceptedTextFile, ...] = Field(
        min_length=1, description="The texts, each as it was then"
    )


class WaiversFile(StrictModel):
    """What `waivers.yml` says: the findings of `corpus check` that somebody gave a reason to
    leave.
    """

    accepted: tuple[AcceptedFile, ...] = Field(
        default=(),
        description="Findings in foreign texts that were accepted together, by the reason",
    )
    waivers: tuple[WaiverFile, ...] = Field(
        default=(),
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
