"""A text and what is wrong with it → the text with what a program can mend mended. Pure."""

from collections.abc import Iterable

from build_tools.model.problems import Problem


def apply_fixes(text: str, problems: Iterable[Problem]) -> str:
    """The text with the lines that the problems say how to mend; of two for one line, the first.

    A line stays one line, so that the others keep their numbers. Check the result again: one line
    may need several steps.
    """
    lines = text.split("\n")
    done: set[int] = set()
    for problem in problems:
        if problem.mended is not None and problem.line not in done:
            assert lines[problem.line - 1] == problem.source, "the problem is of another text"
            assert "\n" not in problem.mended
            lines[problem.line - 1] = problem.mended
            done.add(problem.line)
    return "\n".join(lines)
