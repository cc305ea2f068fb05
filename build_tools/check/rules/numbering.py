"""Rules on labels: what stands twice, what is missing from a series, what stands out of order."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from build_tools.check.context import TextContext
from build_tools.check.reordered import reordered_lines
from build_tools.check.series import NUMBER, Member, next_values, placed
from build_tools.model import Block, Version
from build_tools.model.problems import LineRange, Problem
from build_tools.text.labels import original_anchor, readings


def duplicates(context: TextContext) -> Iterator[Problem]:
    """No provision, table or definition stands twice in the same place."""
    lists: set[str] = set()
    reported = ""
    for original, block in _repeated(context.version):
        if _begins_list(block):
            lists.add(block.within)
        if _is_limb(block) and block.within in lists:  # told of by a rule of its own
            continue
        # The limbs of a clause that stands twice do so for its sake.
        if not reported or not original.anchor.startswith(f"{reported}-"):
            reported = original.anchor
            name = _identity(block)
            message = f"`{name}` stands here a second time; the first is on line {original.line}"
            line, _ = context.locate(name, block)
            yield context.problem(line, message)


def second_lists(context: TextContext) -> Iterator[Problem]:
    """A provision has one list of limbs: of two, a reference to (a) may mean either."""
    for original, block in _repeated(context.version):
        if _begins_list(block):
            line, column = context.locate(block.label, block)
            message = (
                f"another list begins with `{block.label}`, after that on line {original.line}, and"
                f" only a citation such as `{block.citation}` tells them apart"
            )
            yield context.problem(line, message, column)


def _repeated(version: Version) -> Iterator[tuple[Block, Block]]:
    """Each block that is named as one before it in the same place, with that."""
    seen: dict[str, Block] = {}
    for block in version.blocks:
        repeated = original_anchor(block.anchor)
        original = seen.get(repeated) if repeated else None
        name = _identity(block)
        seen[block.anchor] = block
        if original is None or not name or _identity(original) != name:
            continue
        if not _is_limb(block) or block.within == original.within:
            yield original, block


def _is_limb(block: Block) -> bool:
    return block.kind == "paragraph" and not block.terms and bool(readings(block.label))


def _begins_list(block: Block) -> bool:
    """Whether a block has the first label of a list: "(a)", "1."."""
    return _is_limb(block) and (1,) in [value for _, value in readings(block.label)]


def _identity(block: Block) -> str:
    """What a person would cite the block by; a footnote has a rule of its own."""
    if block.kind == "footnote":
        return ""
    return block.term or block.label


# --- Series ---------------------------------------------------------------------------------------


def gaps(context: TextContext) -> Iterator[Problem]:
    """Each label follows from the one before it in its series; a gap that the version before had
    may stay.
    """
    known: set[tuple[str, str]] = set()
    if context.redline is not None:
        known = {(before, after.label) for before, after in _gaps(context.redline.old)}
    for before, block in _gaps(context.version):
        if (before, block.label) in known:
            continue
        line, column = context.locate(block.label, block)
        message = "is the first here"
        if before:
            message = f"follows `{before}`, and what is between them is missing"
        yield context.problem(line, f"`{block.label}` {message}", column)


def disorder(context: TextContext) -> Iterator[Problem]:
    """No label stands after one that it comes before."""
    for members in _series(context.version):
        reordered = _reordered(context, members)
        for (before, earlier), (block, value) in pairwise(members):
            if value < earlier:
                line, column = context.locate(block.label, block)
                message = f"`{block.label}` stands after `{before.label}`"
                yield replace(context.problem(line, message, column), reordered=reordered)
                reordered = ()  # one problem of a series mends it


def _reordered(context: TextContext, members: list[Member]) -> tuple[LineRange, ...]:
    """The lines of the provisions of a series in the order of their labels, where that is certain:
    in that order they follow from one another, and those that got another number are in it, so that
    no number of theirs is a slip.
    """
    values = [value for _, value in members]
    in_order = sorted(values)
    follow = all(after in next_values(before) for before, after in pairwise(in_order))
    if values == in_order or not follow:
        return ()
    renumbered = [value for block, value in members if block.place in context.renumbered_places]
    if renumbered != sorted(renumbered):
        return ()
    ranks = [in_order.index(value) for value in values]
    return reordered_lines(context.version.blocks, [block for block, _ in members], ranks)


def _gaps(version: Version) -> Iterator[tuple[str, Block]]:
    """The label before each gap, "" where the first of a series is missing, and the block after
    it.
    """
    for members in _series(version):
        block, value = members[0]
        # A provision that stands alone may be an extract; a series of limbs begins with its first.
        if value > (1,) and len(members) > 1:
            yield "", block
        for (before, earlier), (after, value) in pairwise(members):
            if value > earlier and value not in next_values(earlier):
                yield before.label, after


def _series(version: Version) -> Iterator[list[Member]]:
    """The blocks whose labels belong to one series, in reading order, each with where its label
    stands in it.
    """
    families: dict[str, list[Block]] = {}
    seen: set[tuple[str, str]] = set()
    for block in version.blocks:
        if block.kind not in ("heading", "paragraph") or (family := _family(block)) is None:
            continue
        if (family, block.label) not in seen:  # what stands twice is told of by a rule of its own
            seen.add((family, block.label))
            families.setdefault(family, []).append(block)
    for blocks in families.values():
        yield placed(blocks)


def _family(block: Block) -> str | None:
    """What the labels of one series have in common; None where labels such as "Annex B" and bullets
    are in none.
    """
    is_limb = bool(readings(block.label))
    if (number := NUMBER.fullmatch(block.label)) and not is_limb:
        return number[1]
    if is_limb and "-" in block.anchor:
        return block.anchor.rpartition("-")[0] + "()"
    return None
