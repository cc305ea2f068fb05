"""The front matter of a version and the file of an amendment, with some values changed and all else
left as it is.
"""

import json
import re
from collections.abc import Mapping

from build_tools.model.problems import CorpusError
from build_tools.record.schema import (
    AmendmentFile,
    Checked,
    Loc,
    VersionFile,
    read_amendment,
    read_front_matter,
)

_SCALAR = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|[^\s,}\]#]+")


def with_head(path: str, text: str, *, label: str, amendment: str) -> str:
    """A version's text with another label and amendment at its head; CorpusError when it cannot be
    read.
    """
    opening, head, rest = text.split("---\n", 2)
    checked = read_front_matter(path, head)
    head = _replaced(checked, head, {("version",): json.dumps(label), ("amendment",): amendment})
    found = read_front_matter(path, head).value
    if (found.version, found.amendment) != (label, amendment):
        raise CorpusError(
            [
                checked.problem(
                    ("version",), "cannot be changed as it is written", f'version: "{label}"'
                )
            ]
        )
    return "---\n".join([opening, head, rest])


def with_step(path: str, text: str, steps: Mapping[int, tuple[str, str]]) -> str:
    """An amendment's text with other versions, from and to, in some of its steps, by their
    positions.
    """
    checked = read_amendment(path, text)
    changes: dict[Loc, str] = {
        ("steps", at, key): json.dumps(label)
        for at, labels in steps.items()
        for key, label in zip(("from", "to"), labels, strict=True)
    }
    changed = _replaced(checked, text, changes)
    for at, labels in steps.items():
        step = read_amendment(path, changed).value.steps[at]
        if (step.old, step.new) != labels:
            raise CorpusError(
                [
                    checked.problem(
                        ("steps", at), "cannot be changed as it is written", 'from: "3.0"'
                    )
                ]
            )
    return changed


def _replaced(
    checked: Checked[VersionFile] | Checked[AmendmentFile], text: str, values: Mapping[Loc, str]
) -> str:
    """The YAML with other scalars in some places, from the last to the first so that the places
    stay right.
    """
    for loc in sorted(values, key=lambda loc: checked.tree.values[loc], reverse=True):
        at = checked.tree.values[loc]
        written = _SCALAR.match(text, at)
        if written is not None:
            text = text[:at] + values[loc] + text[written.end() :]
    return text
