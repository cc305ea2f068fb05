"""Two blocks of which one is code in, how much of its text is the label of the other out: what is
indented as code prints as text the bullet or the number that it would have as a provision.
"""

import re

from build_tools.model import Block, Content, Edit, Edits, Run
from build_tools.text.labels import BULLET, bare_label

_LABEL = re.compile(r"([-*+•]|\(?\w+(?:\.\w+)*[.)]?)[ \t]+")
_BULLETS = frozenset("-*+•")


def labels_in_text(old: Block, new: Block) -> bool:
    """Whether the label of one of two blocks stands in the text of the other."""
    return bool(_printed(old, new) or _printed(new, old))


def beside_label(old: Block, new: Block) -> tuple[Edits, Content, Content]:
    """The edit of a label that stands in the text of one of two blocks, and what there is to be
    compared beside it.
    """
    if printed := _printed(old, new):
        label, rest = _divided(old.content, printed)
        return (Edit("-", label, (), "formatting"),), rest, new.content
    if printed := _printed(new, old):
        label, rest = _divided(new.content, printed)
        return (Edit("+", (), label, "formatting"),), old.content, rest
    return (), old.content, new.content


def _printed(code: Block, other: Block) -> str:
    """What code prints of the label of another block, with the space after it."""
    if code.kind != "code" or code.label or other.kind == "code" or not other.label:
        return ""
    found = _LABEL.match(code.text)
    if found is None:
        return ""
    label = BULLET if found[1] in _BULLETS else found[1]
    return found[0] if bare_label(label) == bare_label(other.label) else ""


def _divided(content: Content, printed: str) -> tuple[Content, Content]:
    """The one run of code, divided after what it prints of a label."""
    (run,) = content
    rest = run.text.removeprefix(printed)
    return (Run(printed, run.marks),), (Run(rest, run.marks),) if rest else ()
