"""A redline and the scope that its amendment declares in; out what the text changes and the scope
does not name, and what the scope names and the text leaves alone.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from build_tools.model import Block, Passage, Redline
from build_tools.text.label_runs import bearers
from build_tools.text.labels import one_reference, slug


@dataclass(frozen=True, slots=True)
class Undeclared:
    """A provision that is changed in substance and that a scope does not name."""

    provision: str
    """Its citation; of the one limb in it, where all that changes is there."""
    line: int
    """Of the new version, on which the first change stands, or after which."""
    changes: tuple[str, ...]
    """Where each is."""


def undeclared(redline: Redline, scope: Sequence[str]) -> list[Undeclared]:
    """What changes in substance and the scope does not name; nothing where it names nothing."""
    if not scope:
        return []
    anchors = list(map(scope_anchor, scope))
    left = {each.id: each for each in redline.changes if not each.consequential}
    changed: dict[str, tuple[int, list[str]]] = {}
    limbs: dict[str, set[str]] = {}
    for passage, line, provisions in _with_provisions(redline):
        if _covers_any(anchors, [block.anchor for block in provisions]):
            continue
        for id_ in passage.change_ids():
            if change := left.pop(id_, None):
                name = provisions[-1].citation if provisions else change.where.split(",")[0]
                changed.setdefault(name, (line, []))[1].append(change.where)
                limbs.setdefault(name, set()).add(_limb(passage) or name)
    found = []
    for name, (line, places) in changed.items():
        called = limbs[name].pop() if len(limbs[name]) == 1 else name
        found.append(Undeclared(next(iter(bearers([called]))), line, tuple(places)))
    return found


def _limb(passage: Passage) -> str:
    """The citation of the limb that a passage is; "" where it is none, or where a scope that names
    it so would not be understood.
    """
    own = passage.new or passage.old
    if own is None or own.kind != "paragraph" or not own.label.startswith("("):
        return ""
    return own.citation if scope_anchor(own.citation) == own.anchor else ""


def unchanged(redline: Redline, scope: Sequence[str]) -> list[str]:
    """The provisions of a scope in which nothing changes, as they are printed there."""
    touched: set[str] = set()
    for passage, _, provisions in _with_provisions(redline):
        if any(passage.change_ids()):
            touched.update(block.anchor for block in provisions)
    return [each for each in scope if not _is_touched(scope_anchor(each), touched)]


def provision_line(blocks: Iterable[Block], printed: str) -> int:
    """The line on which the provision stands that a scope prints so; 0 where none is called so."""
    anchor = scope_anchor(printed)
    return next((each.line for each in blocks if _covers(anchor, each.anchor)), 0)


def _is_touched(anchor: str, touched: Collection[str]) -> bool:
    return any(_covers(anchor, each) for each in touched)


def is_named(redline: Redline, scope: Sequence[str], citation: str) -> bool:
    """Whether a scope names the provision that either text cites so, or what that stands in."""
    anchors = list(map(scope_anchor, scope))
    for passage, _, provisions in _with_provisions(redline):
        cited = {block.citation for block in (passage.old, passage.new) if block}
        if citation in cited:
            return _covers_any(anchors, [block.anchor for block in provisions])
    return False


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


def scope_anchor(printed: str) -> str:
    """A provision of a scope as an anchor: "17.6(a)", "Table 17.6", "Annex B", a defined term or a
    heading.
    """
    for text in (printed, f"Clause {printed}"):
        if found := one_reference(text):
            return found.anchor
    return slug(printed)


def _covers_any(scope: Iterable[str], provisions: Collection[str]) -> bool:
    return any(_covers(each, provision) for each, provision in product(scope, provisions))


def _covers(scope: str, provision: str) -> bool:
    return provision in (scope, f"def-{scope}") or provision.startswith((f"{scope}.", f"{scope}-"))
