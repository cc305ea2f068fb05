"""A text and what is wrong with it → the text with what a program can mend mended. Pure.

Some of it changes how the text reads: words, numbers, the order of provisions. That is for a person
to decide, so it can be told apart.
"""

from collections.abc import Iterable, Iterator, Sequence

from build_tools.check.rules.characters import as_read
from build_tools.model.problems import LineRange, Problem


def changes_words(problem: Problem) -> bool:
    """Whether mending it would change what a person reads: anything but characters that cannot be
    seen, spaces, letters for those that they look like, and the kind of quotation marks.
    """
    if problem.reordered or problem.mended is None:
        return bool(problem.reordered)
    return as_read(problem.source) != as_read(problem.mended)


def apply_fixes(text: str, problems: Iterable[Problem]) -> str:
    """The text with the lines that the problems say how to mend; of two for one line, the first.
    Then the first of the provisions out of order are put into order.

    A line stays one line, so that the others keep their numbers. Check the result again: one text
    may need several steps.
    """
    lines = text.split("\n")
    done: set[int] = set()
    reordered: tuple[LineRange, ...] = ()
    for problem in problems:
        reordered = reordered or problem.reordered
        if problem.mended is not None and problem.line not in done:
            assert lines[problem.line - 1] == problem.source, "the problem is of another text"
            assert "\n" not in problem.mended
            lines[problem.line - 1] = problem.mended
            done.add(problem.line)
    if reordered:
        first, last = min(reordered)[0] - 1, max(reordered)[1]
        lines[first:last] = _in_order(lines, reordered)
    return "\n".join(lines)


def _in_order(lines: Sequence[str], ranges: Sequence[LineRange]) -> Iterator[str]:
    """The lines of some ranges in the order of the ranges, the blank lines between them where they
    are.
    """
    places = sorted(ranges)
    for at, (first, last) in enumerate(ranges):
        yield from lines[first - 1 : last]
        if at + 1 < len(places):
            yield from lines[places[at][1] : places[at + 1][0] - 1]
