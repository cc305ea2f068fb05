"""Rule on an amendment's scope: what it changes, it says it changes."""

from collections.abc import Collection, Iterable, Iterator
from itertools import product

from build_tools.check.context import TextContext
from build_tools.model import Block, Passage, Redline
from build_tools.model.problems import Problem
from build_tools.text.labels import references, slug


def undeclared_changes(context: TextContext) -> Iterator[Problem]:
    """Every change of substance lies in a provision that the amendment's scope names, where it
    names any; each provision that it does not name is told of once.
    """
    scope = list(_scope(context))
    if context.redline is None or context.amendment is None or not scope:
        return
    for provision, (line, found) in _changed_provisions(context.redline, scope).items():
        count = f" in {len(found)} places" if len(found) > 1 else ""
        message = (
            f"{provision} is changed{count}, and `{context.amendment.id}` does not name it in its"
            " scope"
        )
        yield context.problem(line, message, form=f'scope: […, "{provision}"]')


def _changed_provisions(
    redline: Redline, scope: Collection[str]
) -> dict[str, tuple[int, list[str]]]:
    """The provisions that change in substance and that a scope does not name, by their citations:
    the line of the first change, and where all of them are.
    """
    left = {each.id: each for each in redline.changes if not each.consequential}
    changed: dict[str, tuple[int, list[str]]] = {}
    for passage, line, provisions in _with_provisions(redline):
        if _covers_any(scope, [block.anchor for block in provisions]):
            continue
        for id_ in passage.change_ids():
            if change := left.pop(id_, None):
                name = provisions[-1].citation if provisions else change.where.split(",")[0]
                changed.setdefault(name, (line, []))[1].append(change.where)
    return changed


def _scope(context: TextContext) -> Iterator[str]:
    """The anchors of the provisions of this document that the amendment says it touches."""
    for step in context.amendment.steps if context.amendment else ():
        if step.document == context.document.id:
            yield from map(_anchor, step.scope)


def _with_provisions(redline: Redline) -> Iterator[tuple[Passage, int, list[Block]]]:
    """Each passage with the line of the new version that it stands on, or after, and the provisions
    that it belongs to: its own block, those that it stands in, and last the one that tells of it,
    which is its table, or else the innermost with a number.
    """
    old_provision: Block | None = None
    new_provision: Block | None = None
    line = 1
    for passage in redline.passages:
        if passage.old is not None and _numbered(passage.old):
            old_provision = passage.old
        if passage.new is not None and _numbered(passage.new):
            new_provision = passage.new
        line = passage.new.line if passage.new else line
        own = passage.new or passage.old
        teller = own if own and own.table else new_provision if passage.new else old_provision
        blocks = (passage.old, passage.new, old_provision, new_provision, teller)
        yield passage, line, [block for block in blocks if block is not None]


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
