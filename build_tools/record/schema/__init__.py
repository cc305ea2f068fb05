"""YAML text and the shape that it should have → checked values, or every problem at once, each at
its line.

The only room that knows YAML and pydantic: `tree` reads, `shapes` says what is right, `explain`
says what is wrong. `export` tells editors. Never reads a file.
"""

from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import ValidationError

from build_tools.model.problems import CorpusError, Problem
from build_tools.record.schema.json_schema import json_schemas
from build_tools.record.schema.messages import problems
from build_tools.record.schema.models import (
    ID_PATTERN,
    LABEL_PATTERN,
    AmendmentFile,
    DocumentFile,
    Shape,
    StepFile,
    VersionFile,
    WaiversFile,
    contradictions,
)
from build_tools.record.schema.yaml_source import Loc, Tree, read_tree

__all__ = [
    "ID_PATTERN",
    "LABEL_PATTERN",
    "AmendmentFile",
    "Checked",
    "DocumentFile",
    "Loc",
    "StepFile",
    "VersionFile",
    "WaiversFile",
    "json_schemas",
    "read_amendment",
    "read_document",
    "read_front_matter",
    "read_waivers",
]

S = TypeVar("S", bound=Shape)


@dataclass(frozen=True, slots=True)
class Checked(Generic[S]):
    """A value of the right shape that still knows where each part of it was written."""

    value: S
    tree: Tree

    def problem(self, loc: Loc, message: str, form: str = "") -> Problem:
        """A problem with the part at `loc`, such as `("steps", 0, "to")`, which only other files
        can show.
        """
        return self.tree.problem(loc, message, form)


def read_document(path: str, text: str) -> Checked[DocumentFile]:
    """What a `document.yml` says; CorpusError with every problem when it is not of that shape."""
    return _read(DocumentFile, read_tree(path, text))


def read_front_matter(path: str, text: str, first_line: int = 2) -> Checked[VersionFile]:
    """What a version's front matter says, `text` being what stands between its `---` lines;
    CorpusError otherwise.
    """
    return _read(VersionFile, read_tree(path, text, first_line))


def read_amendment(path: str, text: str) -> Checked[AmendmentFile]:
    """What an amendment's file says; CorpusError when it is not of that shape or contradicts
    itself.
    """
    checked = _read(AmendmentFile, read_tree(path, text))
    if found := [checked.problem(loc, message) for loc, message in contradictions(checked.value)]:
        raise CorpusError(found)
    return checked


def read_waivers(path: str, text: str) -> Checked[WaiversFile]:
    """What `waivers.yml` says; CorpusError when it is not of that shape."""
    return _read(WaiversFile, read_tree(path, text))


def _read(shape: type[S], tree: Tree) -> Checked[S]:
    try:
        value = shape.model_validate(tree.value)
    except ValidationError as error:
        raise CorpusError([*tree.problems, *problems(error, shape, tree)]) from None
    if tree.problems:
        raise CorpusError(tree.problems)
    return Checked(value, tree)
