"""Rule on an amendment's scope: what it changes, it says it changes."""

from collections.abc import Collection, Iterable, Iterator
from itertools import product

from build_tools.check.context import TextContext
from build_tools.model import Block, Passage, Redline
from build_tools.model.problems import Problem
from build_tools.text.labels import references, slug


def undeclared_changes(context: TextContext) -> Iterator[Problem]:
    """Every change of substance lies in a provision that the amendment's scope names, where it
    names any.
    """
    scope = list(_scope(context))
    if context.redline is None or context.amendment is None or not scope:
        return
    changes = {each.id: each for each in context.redline.changes if not each.consequential}
    for passage, line, provisions in _with_provisions(context.redline):
        if _covers_any(scope, provisions):
            continue
        for id_ in passage.change_ids():
            if change := changes.pop(id_, None):
                message = (
                    f"{change.where} is changed, and `{context.amendment.id}` does not name it in"
                    " its scope"
                )
                form = f'scope: […, "{change.where.split(",")[0]}"]'
                yield context.problem(line, message, form=form)


def _scope(context: TextContext) -> Iterator[str]:
    """The anchors of the provisions of this document that the amendment says it touches."""
    for step in context.amendment.steps if context.amendment else ():
        if step.document == context.document.id:
            yield from map(_anchor, step.scope)


def _with_provisions(redline: Redline) -> Iterator[tuple[Passage, int, set[str]]]:
    """Each passage with the line of the new version that it stands on, or after, and the anchors of
    the provisions that it belongs to.
    """
    old_provision, new_provision, line = "", "", 1
    for passage in redline.passages:
        if passage.old is not None and _numbered(passage.old):
            old_provision = passage.old.anchor
        if passage.new is not None and _numbered(passage.new):
            new_provision = passage.new.anchor
        line = passage.new.line if passage.new else line
        own = {block.anchor for block in (passage.old, passage.new) if block is not None}
        yield passage, line, {old_provision, new_provision, *own}


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


def _covers_any(scope: Iterable[str], provisions: Collection[str]) -> bool:
    return any(_covers(each, provision) for each, provision in product(scope, provisions))


def _covers(scope: str, provision: str) -> bool:
    return provision in (scope, f"def-{scope}") or provision.startswith((f"{scope}.", f"{scope}-"))
