"""What the writer and the reader of a weave's JSON agree on: what is left out, because most blocks
have it, and how a set of versions is written.
"""

import re
from dataclasses import fields
from typing import Any

from build_tools.model import Block
from build_tools.model.weave import STATE, Members, members_of

FORMAT = 2
"""Of the data of a weave: counts what is added or told in another way."""
LABEL = "{}"
"""Stands for the label in the anchor and the citation of a block."""
_BRACES = re.compile(r"\{[{}]")
WITH_LABEL = ("anchor", "citation")
_USUAL: dict[str, Any] = {each.name: each.default for each in fields(Block) if each.name in STATE}
_USUAL_NOTE = {"anchor": f"fn-{LABEL}", "note_level": 1, "citation": f"Footnote {LABEL}"}


def usual_state(kind: str) -> dict[str, Any]:
    """What a block of a kind mostly is but for its content."""
    return _USUAL | {"kind": kind} | (_USUAL_NOTE if kind == "footnote" else {})


def without_label(text: str, label: str) -> str:
    """A text with `LABEL` for the label in it, where it stands there once; each "{" of the text
    itself is doubled.
    """
    if not label or text.count(label) != 1:
        return _doubled(text)
    before, _, after = text.partition(label)
    return _doubled(before) + LABEL + _doubled(after)


def _doubled(text: str) -> str:
    return text.replace("{", "{{")


def with_label(text: str, label: str) -> str:
    """What `without_label` was made of."""
    return _BRACES.sub(lambda found: label if found[0] == LABEL else "{", text)


def ranges(members: Members) -> str:
    """A set of versions as ranges: "0-3,5"."""
    found: list[list[int]] = []
    for version in members_of(members):
        if found and found[-1][1] == version - 1:
            found[-1][1] = version
        else:
            found.append([version, version])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in found)


def members_in(text: str) -> Members:
    """The set that `ranges` wrote."""
    members = 0
    for part in filter(None, text.split(",")):
        first, _, last = part.partition("-")
        members |= (2 << int(last or first)) - (1 << int(first))
    return members
