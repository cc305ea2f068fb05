"""Rules on proposals beside one another: what several touch, and conflicts that are left in one."""

from collections.abc import Iterator

from build_tools.check.context import TextContext
from build_tools.lineage.merge import CONFLICT_MARKER
from build_tools.lineage.overlaps import overlaps
from build_tools.model.problems import Problem


def overlapping_proposals(context: TextContext) -> Iterator[Problem]:
    """No clause, row or cell is touched by another open proposal as well; both may be right, so it
    is told of once.
    """
    for each in overlaps(context.corpus, context.as_of, context.comparisons):
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
