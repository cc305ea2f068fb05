"""YAML text and the model that it should follow → checked values, or every problem at once, each at
its line.

The only folder that knows YAML and pydantic: `yaml_source` reads, `models` says what is right (of
single values, `field_types`; of all together, `cross_field_checks`), `messages` says what is wrong,
`json_schema` tells editors. Never reads a file.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar, cast

from pydantic import ValidationError

from build_tools.model import CorpusError, Problem, Procedure
from build_tools.model.amending_words import AmendingWords
from build_tools.record.schema.amending_words import AmendingWordsFile, unusable_words
from build_tools.record.schema.cross_field_checks import contradictions, repeated_decisions
from build_tools.record.schema.decision_models import DecisionsFile
from build_tools.record.schema.field_types import ID_PATTERN, LABEL_PATTERN
from build_tools.record.schema.json_schema import json_schemas
from build_tools.record.schema.messages import problems
from build_tools.record.schema.models import (
    AmendmentFile,
    DocumentFile,
    StepFile,
    VersionFile,
)
from build_tools.record.schema.procedure_models import CorpusFile, amendment_model
from build_tools.record.schema.strict_model import StrictModel
from build_tools.record.schema.waiver_models import AcceptedFile, AcceptedTextFile, WaiversFile
from build_tools.record.schema.yaml_source import Loc, ParsedYaml, parse_yaml

__all__ = [
    "ID_PATTERN",
    "LABEL_PATTERN",
    "AcceptedFile",
    "AcceptedTextFile",
    "AmendingWordsFile",
    "AmendmentFile",
    "Checked",
    "CorpusFile",
    "DecisionsFile",
    "DocumentFile",
    "Loc",
    "ParsedYaml",
    "StepFile",
    "VersionFile",
    "WaiversFile",
    "json_schemas",
    "parse_yaml",
    "read_amending_words",
    "read_amendment",
    "read_corpus",
    "read_decisions",
    "read_document",
    "read_front_matter",
    "read_waivers",
]

S = TypeVar("S", bound=StrictModel)


@dataclass(frozen=True, slots=True)
class Checked(Generic[S]):
    """A value that follows its model and still knows where each part of it was written."""

    value: S
    yaml: ParsedYaml

    def problem(self, loc: Loc, message: str, form: str = "") -> Problem:
        """A problem with the part at `loc`, such as `("steps", 0, "to")`, which only other files
        can show.
        """
        return self.yaml.problem(loc, message, form)


def read_document(path: str, text: str) -> Checked[DocumentFile]:
    """What a `document.yml` says; CorpusError with every problem when it does not follow the
    model.
    """
    return _read(DocumentFile, path, text)


def read_front_matter(path: str, text: str, first_line: int = 2) -> Checked[VersionFile]:
    """What a version's front matter says, `text` being what stands between its `---` lines;
    CorpusError otherwise.
    """
    return _read(VersionFile, path, text, first_line)


def read_corpus(path: str, text: str) -> Checked[CorpusFile]:
    """What a `corpus.yml` says; CorpusError when it does not follow the model."""
    return _read(CorpusFile, path, text)


def read_amendment(path: str, text: str, procedure: Procedure) -> Checked[AmendmentFile]:
    """What an amendment's file says, where amendments are made by a procedure; CorpusError when it
    does not follow the model or contradicts itself.
    """
    checked = _read(amendment_model(procedure), path, text)
    if found := [checked.problem(loc, message) for loc, message in contradictions(checked.value)]:
        raise CorpusError(found)
    return checked


def read_decisions(path: str, text: str) -> Checked[DecisionsFile]:
    """What the file of the decisions after a consultation says; CorpusError when it does not follow
    the model or decides one thing twice.
    """
    checked = _read(DecisionsFile, path, text)
    twice = repeated_decisions(checked.value)
    if found := [checked.problem(loc, message) for loc, message in twice]:
        raise CorpusError(found)
    return checked


def read_amending_words(
    path: str, text: str, otherwise: AmendingWords | None = None
) -> Checked[AmendingWordsFile]:
    """What `instructions.yml` says, which leaves the rest to other words, or to the English ones;
    CorpusError when it does not follow the model, or nobody could read what is written so.
    """
    checked = _read(AmendingWordsFile, path, text)
    said_wrong = unusable_words(checked.value, otherwise or AmendingWords())
    found = [checked.problem(loc, *said) for loc, *said in said_wrong]
    if found:
        raise CorpusError(found)
    return checked


def read_waivers(path: str, text: str) -> Checked[WaiversFile]:
    """What `waivers.yml` says; CorpusError when it does not follow the model."""
    return _read(WaiversFile, path, text)


def _read(model: type[S], path: str, text: str, first_line: int = 1) -> Checked[S]:
    return cast("Checked[S]", _read_once(model, path, text, first_line))


@lru_cache(maxsize=2048)
def _read_once(model: type[S], path: str, text: str, first_line: int) -> Checked[S]:
    """What is given back is kept, as by `parse_yaml`."""
    yaml = parse_yaml(path, text, first_line)
    try:
        value = model.model_validate(yaml.value)
    except ValidationError as error:
        raise CorpusError([*yaml.problems, *problems(error, model, yaml)]) from None
    if yaml.problems:
        raise CorpusError(yaml.problems)
    return Checked(value, yaml)
