"""Two blocks of which one is code in, how much of its text is the label of the other out: what is
indented as code prints as text the bullet or the number that it would have as a provision. Of code
of several lines each may be a provision.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from build_tools.model import Block, Content, Edit, Edits, Run
from build_tools.text.labels import BULLET, bare_label

_LABEL = re.compile(r"[ \t]*([-*+•]|\(?\w+(?:\.\w+)*[.)]?)[ \t]+")
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


def line_by_line(old: Sequence[Block], new: Sequence[Block]) -> list[tuple[Block, Block]]:
    """Each line of the one block of code on one side, as code of its own, beside the labelled block
    on the other that it stands for; none where they are not as many.
    """
    if len(old) == 1:
        return list(_beside_lines(old[0], new))
    if len(new) == 1:
        return [(block, line) for line, block in _beside_lines(new[0], old)]
    return []


def _beside_lines(code: Block, blocks: Sequence[Block]) -> Iterator[tuple[Block, Block]]:
    lines = code.text.split("\n") if code.kind == "code" else []
    if len(lines) != len(blocks):
        return
    parts = [replace(code, content=(Run(line, code.content[0].marks),)) for line in lines]
    if all(map(_printed, parts, blocks)):
        yield from zip(parts, blocks, strict=True)


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
