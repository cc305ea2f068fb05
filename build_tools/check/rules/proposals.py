"""Rules on proposals beside one another: what several touch, and conflicts that are left in one."""

from collections.abc import Iterator
from itertools import chain

from build_tools.check.context import TextContext
from build_tools.lineage.merge import CONFLICT_MARKER
from build_tools.model import Amendment, Block, Stage, Version
from build_tools.model.problems import Problem
from build_tools.record.overtaken import overtaken_by, to_overtake
from build_tools.record.status import predecessor, version_stage
from build_tools.record.status_words import decided_in_words


def overlapping_proposals(context: TextContext) -> Iterator[Problem]:
    """No clause, row or cell is touched by another amendment to come as well; both may be right,
    so it is told of once.
    """
    for each in context.answers.overlaps:
        if each.other == context.version:
            there = f"{each.one.path}:{each.one_line}"
            message = f"{each.where} is touched by {_proposal(context, each.one)} as well ({there})"
            yield context.problem(each.other_line, message)


def _proposal(context: TextContext, version: Version) -> str:
    """The other amendment by its id, and what it is: open, or decided and not in force yet."""
    amendment = version.amendment.id if version.amendment else version.name
    decided = decided_in_words(context.document, version, context.as_of)
    return f"`{amendment}`, {decided}," if decided else f"the open proposal `{amendment}`"


def unresolved_conflicts(context: TextContext) -> Iterator[Problem]:
    """No mark is left that says that two amendments touch one place and which text stands is not
    decided.
    """
    for number, line in enumerate(context.lines, 1):
        if (at := line.find(CONFLICT_MARKER)) >= 0:
            message = "two amendments touch this, and which text stands is not decided"
            form = "the text that stands, without the lines that begin with the mark"
            yield context.problem(number, message, at + 1, form)


def overtaken_texts(context: TextContext) -> Iterator[Problem]:
    """What has been directed was made from what is in force when it takes effect, and puts back
    nothing of what that changed; a proposal was made from what has been directed to take effect
    before it.
    """
    stage = version_stage(context.document, context.version, context.as_of)
    asked = overtaken_by if stage.is_directed else to_overtake
    base = asked(context.document, context.version, context.as_of)
    if base is None and stage.is_directed:
        yield from _put_back(context)
    is_over = stage.is_directed and stage is not Stage.DIRECTED
    if is_over or base is None or context.amendment is None:
        return
    effect = context.amendment.planned("effect")
    when = f", planned for {effect}" if effect else ""
    message = (
        f"{base.name} will be in force when this takes effect{when}, and what it changes is not in"
        " this text"
    )
    form = f"corpus amend --rebase {context.amendment.id}, which makes the text that holds both"
    yield context.problem(_line_of_version(context), message, form=form)


def _line_of_version(context: TextContext) -> int:
    """The line of the front matter that says which version it is."""
    lines = enumerate(context.lines, 1)
    return next((number for number, line in lines if line.startswith("version:")), 1)


def _put_back(context: TextContext) -> Iterator[Problem]:
    """What a text that was directed before its base took effect says as the text before that base
    did, and the base otherwise: nobody could then mean to undo it, so it was made from the other.
    """
    redline = context.redline
    before = predecessor(context.document, redline.old) if redline else None
    if redline is None or before is None or not _directed_before(context.amendment, redline.old):
        return
    said, changed = _lines_said(before), _lines_said(redline.old)
    for passage in redline.passages:
        block, was = passage.new, passage.origin
        if block is None or was is None:
            continue
        back = [line for line in _lines_of(block) if line in said and line not in changed]
        if back and _lines_of(was) != _lines_of(block):
            message = (
                f"{block.citation} says again what it said in {before.label}, before"
                f" {redline.old.name} changed it; and this was decided before that took effect"
            )
            form = f'from: "{before.label}", if it was made from that; then corpus amend --rebase'
            yield context.problem(block.line, message, form=form)


def _directed_before(amendment: Amendment | None, base: Version) -> bool:
    """Whether an amendment was directed before a version took effect, or is to."""
    if amendment is None or base.amendment is None:
        return False
    directed = amendment.counted_from("direction")
    planned = base.amendment.planned("effect")
    effect = base.amendment.counted_from("effect") or (planned.day if planned else None)
    return directed is not None and effect is not None and directed < effect


def _lines_said(version: Version) -> set[str]:
    return set(chain.from_iterable(map(_lines_of, version.body)))


def _lines_of(block: Block) -> list[str]:
    """The text of a block, of a table row by row."""
    return block.text.split("\n")
