"""Problems and the waivers of the record → what stands, and what somebody gave a reason to leave as
it is.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from build_tools.model import Waiver
from build_tools.model.problems import Problem


@dataclass(frozen=True, slots=True)
class Waived:
    """A problem that somebody gave a reason to leave."""

    problem: Problem
    reason: str

    def __str__(self) -> str:
        """As the problem in one line, with the reason."""
        return f"{str(self.problem).splitlines()[0]}\n    waived: {self.reason}"


@dataclass(frozen=True, slots=True)
class Findings:
    """All that a check found, in reading order."""

    problems: tuple[Problem, ...]
    waived: tuple[Waived, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that bar the record from being published."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


def apply_waivers(
    problems: Iterable[Problem], waivers: Iterable[Waiver], rules: Collection[str]
) -> Findings:
    """Which of the problems stand once the waivers are heard; a waiver that waives nothing is a
    problem itself.
    """
    left, waived = list(problems), []
    for waiver in waivers:
        heard = [each for each in left if _speaks_of(waiver, each)]
        if len({each.line for each in heard}) == 1:
            waived += [Waived(each, waiver.reason) for each in heard]
            left = [each for each in left if each not in heard]
        else:
            left.append(_idle(waiver, heard, rules))
    return Findings(tuple(sorted(left)), tuple(sorted(waived, key=lambda each: each.problem)))


def _speaks_of(waiver: Waiver, problem: Problem) -> bool:
    return (
        problem.rule == waiver.rule
        and problem.path == waiver.file
        and waiver.line in problem.source
    )


def _idle(waiver: Waiver, heard: list[Problem], rules: Collection[str]) -> Problem:
    if waiver.rule not in rules:
        message = f"there is no rule `{waiver.rule}` that could be waived"
    elif heard:
        places = ", ".join(str(line) for line in sorted({each.line for each in heard}))
        message = f"`line` stands on lines {places}; quote enough of one of them"
    else:
        message = (
            f"waives nothing: `{waiver.rule}` finds nothing on a line of {waiver.file} that holds"
            " these words"
        )
    return Problem(
        path=waiver.path,
        line=waiver.number,
        message=message,
        source=waiver.source,
        rule="waiver",
        severity="error" if heard or waiver.rule not in rules else "warning",
    )
