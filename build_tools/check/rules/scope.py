"""Rule on an amendment's scope: what it changes, it says it changes."""

from collections.abc import Iterator

from build_tools.check.context import TextContext
from build_tools.model import Block, Passage
from build_tools.model.problems import Problem
from build_tools.text.labels import references, slug


def undeclared_changes(context: TextContext) -> Iterator[Problem]:
    """Every change of substance lies in a provision that the amendment's scope names, where it
    names any.
    """
    steps = context.amendment.steps if context.amendment else ()
    scope = [
        anchor
        for step in steps
        if step.document == context.document.id
        for anchor in map(_anchor, step.scope)
    ]
    if context.before is None or context.amendment is None or not scope:
        return
    changes = {change.id: change for change in context.before.changes if not change.consequential}
    provision, line = {"old": "", "new": ""}, 1
    for passage in context.before.passages:
        for side, block in (("old", passage.old), ("new", passage.new)):
            if block is not None and _numbered(block):
                provision[side] = block.anchor
        line = passage.new.line if passage.new else line
        places = {*provision.values(), *_own(passage)}
        if any(_covers(each, place) for each in scope for place in places):
            continue
        for id_ in passage.change_ids():
            if change := changes.pop(id_, None):
                message = (
                    f"{change.where} is changed, and `{context.amendment.id}` does not name it in its"
                    " scope"
                )
                yield context.problem(
                    line, message, form=f'scope: […, "{change.where.split(",")[0]}"]'
                )


def _own(passage: Passage) -> Iterator[str]:
    yield from (block.anchor for block in (passage.old, passage.new) if block is not None)


def _numbered(block: Block) -> bool:
    """Whether a block begins a provision that a scope would name by its number."""
    return block.kind in ("heading", "paragraph") and (
        block.label[:1].isalnum() or block.kind == "heading"
    )


def _anchor(printed: str) -> str:
    """A provision of a scope as an anchor: "17.6(a)", "Table 17.6", "Annex B", a defined term or a
    heading.
    """
    for text in (printed, f"Clause {printed}"):
        found = next(references(text), None)
        if found is not None and found.end == len(text):
            return found.anchor
    return slug(printed)


def _covers(scope: str, place: str) -> bool:
    return place in (scope, f"def-{scope}") or place.startswith((f"{scope}.", f"{scope}-"))
