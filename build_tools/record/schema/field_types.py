"""What a single value in the YAML of the record may be: a line, a label, an address, a date.

Each type checks what was written, says in words what is wrong with it, and tells editors the same
as JSON Schema.
"""

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import (
    AfterValidator,
    BeforeValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainValidator,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from build_tools.model import Moment, is_sample
from build_tools.record.schema.dates import (
    ACTUAL_PATTERN,
    NOT_RECORDED,
    PLANNED_PATTERN,
    read_moment,
)

ID_PATTERN = r"^[a-z0-9][a-z0-9.-]*$"
LABEL_PATTERN = r"^\d+(\.\d+)*[A-Z]?$"
SHA256_PATTERN = r"^[0-9a-f]{64}$"
COUNT_PATTERN = r"^[1-9]\d{0,8}$"
URL_PATTERN = r"^https://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:[0-9]+)?([/?#][^\s\\]*)?$"
"""No name of a user before the host, no letter in it that looks like another, nothing that browsers
take for the slash after it: whoever reads the address sees where it leads."""
CHANGE_PATTERN = r"^c-[0-9a-f]{6,40}(-\d+)?$"
NUMBER_PATTERN = r"^[1-9]\d{0,2}$"
PAIR_PATTERN = r"^\d+(\.\d+)*[A-Z]?\.\.\d+(\.\d+)*[A-Z]?$"


def wrong(message: str) -> PydanticCustomError:
    """The error of a validator that says this of a value."""
    # The message travels as a value, or a brace in the user's own text would be taken for a field
    # of the template.
    return PydanticCustomError("wrong", "{message}", {"message": message})


def _filled(text: str) -> str:
    if not text.strip():
        raise wrong("is empty")
    return text.strip()


def _on_one_line(text: str) -> str:
    if "\n" in text:
        raise wrong("must stand on one line")
    return text


# Editors read an unquoted 4.0 as a number, and `corpus` reads it as the text "4.0": their schema
# must allow both.
_NUMBER_OR_TEXT = ["string", "number"]


@dataclass(frozen=True, slots=True)
class _Matching:
    """What the annotation of a text says that is filled and matches a pattern: its check, and the
    same for editors.
    """

    pattern: str
    words: str
    """What matches it: "a number such as 4.0"."""
    may_be_number: bool = False
    """Whether editors read it as a number where it is not quoted; `corpus` reads it as text."""

    def __get_pydantic_core_schema__(
        self, source: type[str], handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(
        self, _schema: core_schema.CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        kind = _NUMBER_OR_TEXT if self.may_be_number else "string"
        return {"type": kind, "pattern": self.pattern}

    def _checked(self, given: str) -> str:
        text = _filled(given)
        if not re.fullmatch(self.pattern, text, re.ASCII):
            raise wrong(f"must be {self.words}, not `{text}`")
        return text


def _of_samples(limbs: dict[str, str]) -> dict[str, str]:
    for label in limbs:
        if not is_sample(label):
            samples = "`(1)`, `1.`, `a)`, `aa)`, `(A)` or `i)`, which stand for all that look alike"
            raise wrong(f"must name labels as {samples}, not `{label}`")
    return limbs


def _number(text: object) -> object:
    if not isinstance(text, str) or not re.fullmatch(COUNT_PATTERN, text, re.ASCII):
        raise wrong(f"must be how many there are, from 1, not `{text}`")
    return int(text)


def _boolean(text: object) -> object:
    if text not in ("true", "false"):
        raise wrong(f"must be true or false, not `{text}`")
    return text == "true"


def _planned(value: object) -> Moment:
    if value == NOT_RECORDED:
        raise wrong("must be a date: leave it out when the record has none")
    return _actual(value)


def _actual(value: object) -> Moment:
    if not isinstance(value, str):
        raise wrong("must be a date")
    try:
        return read_moment(_filled(value))
    except ValueError as error:
        raise wrong(str(error)) from None


FilledText = Annotated[
    str, AfterValidator(_filled), WithJsonSchema({"type": "string", "pattern": r"\S"})
]
Line = Annotated[
    str,
    AfterValidator(_filled),
    AfterValidator(_on_one_line),
    WithJsonSchema({"type": "string", "pattern": r"^.*\S.*$"}),
]
Id = Annotated[str, _Matching(ID_PATTERN, "small letters, figures, points and hyphens")]
VersionLabel = Annotated[
    str, _Matching(LABEL_PATTERN, "a number such as 4.0 or 17.6A", may_be_number=True)
]
VersionPair = Annotated[str, _Matching(PAIR_PATTERN, "two versions such as 1.0..4.0")]
ChangeId = Annotated[str, _Matching(CHANGE_PATTERN, "the id of a change such as c-3f9a1c")]
QuestionNumber = Annotated[
    str, _Matching(NUMBER_PATTERN, "the number of a question, from 1", may_be_number=True)
]
Provision = Annotated[
    str,
    AfterValidator(_filled),
    AfterValidator(_on_one_line),
    WithJsonSchema({"type": _NUMBER_OR_TEXT, "pattern": r"\S"}),
]
LimbWords = Annotated[dict[Line, Line], AfterValidator(_of_samples)]
Url = Annotated[str, _Matching(URL_PATTERN, "an address that begins with https://")]
Sha256 = Annotated[str, _Matching(SHA256_PATTERN, "64 figures and letters from a to f")]
Count = Annotated[int, BeforeValidator(_number), WithJsonSchema({"type": "integer", "minimum": 1})]
Flag = Annotated[bool, BeforeValidator(_boolean)]
Planned = Annotated[
    Moment, PlainValidator(_planned), WithJsonSchema({"type": "string", "pattern": PLANNED_PATTERN})
]
Actual = Annotated[
    Moment, PlainValidator(_actual), WithJsonSchema({"type": "string", "pattern": ACTUAL_PATTERN})
]
