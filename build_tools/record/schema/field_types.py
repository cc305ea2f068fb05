"""What a single value in the YAML of the record may be: a line, a label, an address, a date.

Each type checks what was written, says in words what is wrong with it, and tells editors the same
as JSON Schema.
"""

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from build_tools.model import Moment
from build_tools.record.schema.dates import (
    ACTUAL_PATTERN,
    NOT_RECORDED,
    PLANNED_PATTERN,
    read_moment,
)

ID_PATTERN = r"^[a-z0-9][a-z0-9.-]*$"
LABEL_PATTERN = r"^\d+(\.\d+)*[A-Z]?$"
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


def _matching(pattern: str, words: str) -> AfterValidator:
    compiled = re.compile(pattern, re.ASCII)

    def check(text: str) -> str:
        if not compiled.fullmatch(text):
            raise wrong(f"must be {words}, not `{text}`")
        return text

    return AfterValidator(check)


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


# Editors read an unquoted 4.0 as a number, and `corpus` reads it as the text "4.0": their schema
# must allow both.
_NUMBER_OR_TEXT = ["string", "number"]

FilledText = Annotated[
    str, AfterValidator(_filled), WithJsonSchema({"type": "string", "pattern": r"\S"})
]
Line = Annotated[
    str,
    AfterValidator(_filled),
    AfterValidator(_on_one_line),
    WithJsonSchema({"type": "string", "pattern": r"^.*\S.*$"}),
]
Id = Annotated[
    str,
    AfterValidator(_filled),
    _matching(ID_PATTERN, "small letters, figures, points and hyphens"),
    WithJsonSchema({"type": "string", "pattern": ID_PATTERN}),
]
VersionLabel = Annotated[
    str,
    AfterValidator(_filled),
    _matching(LABEL_PATTERN, "a number such as 4.0 or 17.6A"),
    WithJsonSchema({"type": _NUMBER_OR_TEXT, "pattern": LABEL_PATTERN}),
]
VersionPair = Annotated[
    str,
    AfterValidator(_filled),
    _matching(PAIR_PATTERN, "two versions such as 1.0..4.0"),
    WithJsonSchema({"type": "string", "pattern": PAIR_PATTERN}),
]
ChangeId = Annotated[
    str,
    AfterValidator(_filled),
    _matching(CHANGE_PATTERN, "the id of a change such as c-3f9a1c"),
    WithJsonSchema({"type": "string", "pattern": CHANGE_PATTERN}),
]
QuestionNumber = Annotated[
    str,
    AfterValidator(_filled),
    _matching(NUMBER_PATTERN, "the number of a question, from 1"),
    WithJsonSchema({"type": _NUMBER_OR_TEXT, "pattern": NUMBER_PATTERN}),
]
Provision = Annotated[
    str,
    AfterValidator(_filled),
    AfterValidator(_on_one_line),
    WithJsonSchema({"type": _NUMBER_OR_TEXT, "pattern": r"\S"}),
]
Url = Annotated[
    str,
    AfterValidator(_filled),
    _matching(URL_PATTERN, "an address that begins with https://"),
    WithJsonSchema({"type": "string", "pattern": URL_PATTERN}),
]
Flag = Annotated[bool, BeforeValidator(_boolean)]
Planned = Annotated[
    Moment, PlainValidator(_planned), WithJsonSchema({"type": "string", "pattern": PLANNED_PATTERN})
]
Actual = Annotated[
    Moment, PlainValidator(_actual), WithJsonSchema({"type": "string", "pattern": ACTUAL_PATTERN})
]
