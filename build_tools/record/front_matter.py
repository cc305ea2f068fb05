"""The front matter of a version and the file of an amendment, with some values changed and all else
left as it is.
"""

import json
import re
from collections.abc import Mapping

from build_tools.model import CorpusError
from build_tools.record.schema import (
    AmendmentFile,
    Checked,
    Loc,
    VersionFile,
    read_amendment,
    read_front_matter,
)

_UNCHANGED = "cannot be changed as it is written"
_SCALAR = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|[^\s,}\]#]+")


def with_front_matter(path: str, text: str, *, label: str, amendment: str) -> str:
    """A version's text with another label and amendment in its front matter; CorpusError when it
    cannot be read.
    """
    opening, front_matter, rest = text.split("---\n", 2)
    checked = read_front_matter(path, front_matter)
    values: dict[Loc, str] = {("version",): json.dumps(label), ("amendment",): amendment}
    changed = _replaced(checked, front_matter, values)
    found = read_front_matter(path, changed).value
    if (found.version, found.amendment) != (label, amendment):
        raise CorpusError([checked.problem(("version",), _UNCHANGED, f'version: "{label}"')])
    return "---\n".join([opening, changed, rest])


def with_steps(path: str, text: str, steps: Mapping[int, tuple[str, str]]) -> str:
    """An amendment's text with other versions, from and to, in some of its steps, by their
    positions.
    """
    checked = read_amendment(path, text)
    changes: dict[Loc, str] = {}
    for at, (old, new) in steps.items():
        changes["steps", at, "from"] = json.dumps(old)
        changes["steps", at, "to"] = json.dumps(new)
    changed = _replaced(checked, text, changes)
    for at, labels in steps.items():
        step = read_amendment(path, changed).value.steps[at]
        if (step.old, step.new) != labels:
            raise CorpusError([checked.problem(("steps", at), _UNCHANGED, 'from: "3.0"')])
    return changed


def _replaced(
    checked: Checked[VersionFile] | Checked[AmendmentFile], text: str, values: Mapping[Loc, str]
) -> str:
    """The YAML with other scalars in some places, from the last to the first so that the offsets
    stay right.
    """
    for loc in sorted(values, key=lambda loc: checked.yaml.values[loc], reverse=True):
        at = checked.yaml.values[loc]
        written = _SCALAR.match(text, at)
        if written is not None:
            text = text[:at] + values[loc] + text[written.end() :]
    return text
