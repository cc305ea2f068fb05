"""Rules on proposals beside one another: what several touch, and conflicts that are left in one."""

from collections.abc import Iterator

from build_tools.check.context import TextContext
from build_tools.lineage.merge import CONFLICT_MARKER
from build_tools.model import Stage
from build_tools.model.problems import Problem
from build_tools.record.overtaken import overtaken_by
from build_tools.record.status import version_stage


def overlapping_proposals(context: TextContext) -> Iterator[Problem]:
    """No clause, row or cell is touched by another open proposal as well; both may be right, so it
    is told of once.
    """
    for each in context.answers.overlaps:
        if each.other == context.version:
            amendment = each.one.amendment.id if each.one.amendment else each.one.name
            there = f"{each.one.path}:{each.one_line}"
            message = (
                f"{each.where} is touched by the open proposal `{amendment}` as well ({there})"
            )
            yield context.problem(each.other_line, message)


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
    """What has been directed, and has not taken effect, was made from what will be in force when it
    does.
    """
    stage = version_stage(context.document, context.version, context.as_of)
    base = overtaken_by(context.document, context.version, context.as_of)
    if stage is not Stage.DIRECTED or base is None or context.amendment is None:
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
