"""What pydantic found → `Problem`s in plain English, each at its line, with the right form to copy.

The table at the end says which words go with which kind of error.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import get_args

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from build_tools.model import Problem
from build_tools.record.schema.meant_dates import meant_dates
from build_tools.record.schema.strict_model import StrictModel
from build_tools.record.schema.yaml_source import NOUNS, Loc, ParsedYaml
from build_tools.record.suggestions import listed, suggestion


def problems(
    error: ValidationError, model: type[StrictModel], yaml: ParsedYaml
) -> Iterator[Problem]:
    """One problem for each thing that pydantic found wrong with `yaml`."""
    for detail in error.errors(include_url=False):
        loc: Loc = detail["loc"]
        if any(loc[:end] in yaml.unreadable for end in range(len(loc) + 1)):
            continue
        if detail["type"] == "too_short" and detail["input"]:
            # It counts the entries that are right: what is wrong with the others has been said.
            continue
        yield _problem(detail, model, yaml)


def _problem(detail: ErrorDetails, model: type[StrictModel], yaml: ParsedYaml) -> Problem:
    loc: Loc = detail["loc"]
    name = _name(loc)
    match detail["type"]:
        case "missing":
            # No caret: what is missing has no column.
            return replace(
                yaml.problem(loc[:-1], f"missing key {name}", _form(model, loc)), column=0
            )
        case "extra_forbidden":
            known = _keys(model, loc[:-1])
            hint = suggestion(str(loc[-1]), known) or f"; the keys here are {listed(known)}"
            return yaml.problem(loc, f"unknown key {name}{hint}", key=True)
        case kind:
            form = _meant(detail) or _form(model, loc)
            return yaml.problem(loc, f"{name} {_WORDS[kind](detail)}", form)


def _meant(detail: ErrorDetails) -> str:
    """A date as it is to be written, of one that was written otherwise; "" of all else."""
    *_, key = detail["loc"] or ("",)
    if key not in _DATES or not isinstance(detail["input"], str):
        return ""
    return " or ".join(f"{key}: {date}" for date in meant_dates(detail["input"]))


_DATES = frozenset({"planned", "actual", "withdrawn"})
"""The keys that have a date."""


def _name(loc: Loc) -> str:
    """The value as a person would point at it: `scope`, an entry of it, or the file that is all of
    it.
    """
    match loc:
        case ():
            return "the file"
        case (int(at),):
            return f"entry {at + 1}"
        case (*_, name, int(at)):
            return f"`{name}` entry {at + 1}"
        case _:
            return f"`{loc[-1]}`"


# --- The model along a way ------------------------------------------------------------------------


def _fields(model: type[StrictModel]) -> dict[str, FieldInfo]:
    """The fields of a model by the keys that a file has for them."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def _inside(annotation: object) -> type[StrictModel] | None:
    """The model that a field holds, alone or in a list."""
    if isinstance(annotation, type) and issubclass(annotation, StrictModel):
        return annotation
    return next((found for argument in get_args(annotation) if (found := _inside(argument))), None)


def _keys(model: type[StrictModel], loc: Loc) -> list[str]:
    """The keys that the mapping at `loc` may have."""
    for key in loc:
        if isinstance(key, str):
            model = _inside(_fields(model)[key].annotation) or model
    return list(_fields(model))


def _form(model: type[StrictModel], loc: Loc) -> str:
    """The example of the field at `loc`, as YAML."""
    info: FieldInfo | None = None
    key = ""
    for step in loc:
        if isinstance(step, str):
            within = (info and _inside(info.annotation)) or model
            key, info = step, _fields(within)[step]
    example = info.examples[0] if info and info.examples else ""
    if loc and isinstance(loc[-1], int) and isinstance(example, list):
        return f"- {_flow(example[0])}"
    return f"{key}: {_flow(example)}" if example else ""


def _flow(example: object) -> str:
    """YAML on one line: text as it would be typed; a version, and all that is not text, as JSON,
    which is YAML too.
    """
    typed = isinstance(example, str) and not re.fullmatch(r"[\d.]+", example)
    return str(example) if typed else json.dumps(example, ensure_ascii=False)


# --- Words ----------------------------------------------------------------------------------------


def _one_of(detail: ErrorDetails) -> str:
    given = detail["input"]
    known = [
        word.strip("'") for word in detail["ctx"]["expected"].replace(" or ", ", ").split(", ")
    ]
    if not isinstance(given, str):
        return f"must be one of {listed(known)}, not {NOUNS[type(given)]}"
    return f"must be one of {listed(known)}, not `{given}`{suggestion(given, known)}"


def _not_a(noun: str) -> Callable[[ErrorDetails], str]:
    def words(detail: ErrorDetails) -> str:
        given = detail["input"]
        return "is empty" if given == "" else f"must be {noun}, not {NOUNS[type(given)]}"

    return words


_WORDS: Mapping[str, Callable[[ErrorDetails], str]] = {
    "wrong": lambda detail: detail["msg"],
    "literal_error": _one_of,
    "string_type": _not_a("text"),
    "tuple_type": _not_a("a list"),
    "model_type": _not_a("keys with values"),
    "model_attributes_type": _not_a("keys with values"),
    "too_short": lambda _: "must have at least one entry",
}
