"""Problems and the waivers of the record → what stands, and what somebody gave a reason to leave as
it is.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from operator import attrgetter

from build_tools.model import AcceptedText, Waiver
from build_tools.model.characters import visible
from build_tools.model.problems import Problem, Severity

WAIVER = "waiver"
"""The rule of waivers that are about nothing, or about too much."""


@dataclass(frozen=True, slots=True)
class Waived:
    """A problem that somebody gave a reason to leave."""

    problem: Problem
    waiver: Waiver | AcceptedText

    @property
    def reason(self) -> str:
        """Why it may stay."""
        return self.waiver.reason

    def __str__(self) -> str:
        """As the problem in one line, with the reason."""
        return f"{str(self.problem).splitlines()[0]}\n    waived: {visible(self.reason)}"


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
    problems: Iterable[Problem],
    waivers: Iterable[Waiver],
    rules: Collection[str],
    settled: Collection[str] = frozenset(),
    unjudged: Collection[str] = frozenset(),
) -> Findings:
    """Take out of the problems what the waivers speak of; a waiver that does not speak of what a
    rule finds on one line is a problem itself. No warning is given of the files that are `settled`;
    what a waiver speaks of in those that are `unjudged` cannot be told.
    """
    left = list(problems)
    waived: list[Waived] = []
    for waiver in waivers:
        spoken_of = [problem for problem in left if _speaks_of(waiver, problem)]
        lines = {problem.line for problem in spoken_of}
        if len(lines) == 1:
            waived += [Waived(problem, waiver) for problem in spoken_of]
            left = [problem for problem in left if problem not in spoken_of]
        elif lines or waiver.file not in unjudged:
            left.append(_misplaced(waiver, sorted(lines), rules, settled))
    return Findings(tuple(sorted(left)), tuple(sorted(waived, key=attrgetter("problem"))))


def _speaks_of(waiver: Waiver, problem: Problem) -> bool:
    return (
        problem.rule == waiver.rule
        and problem.path == waiver.file
        and waiver.line in problem.source
    )


def _misplaced(
    waiver: Waiver, lines: list[int], rules: Collection[str], settled: Collection[str]
) -> Problem:
    """What is wrong with a waiver that speaks of several lines, or of none."""
    severity: Severity = "error"
    form = ""
    if waiver.rule not in rules:
        message = f"there is no rule `{waiver.rule}` that could be waived"
    elif lines:
        several = ", ".join(map(str, lines))
        message = f"`line` stands on lines {several}; quote enough of one of them"
    else:
        severity = "warning"
        form = f"{waiver.path} without this waiver, which can go"
        message = (
            f"waives nothing: `{waiver.rule}` finds nothing on a line of {waiver.file} that holds"
            " these words"
        )
        if waiver.file in settled:
            message += ", and no warning is given of it any more: it was decided, or carried on"
    return waiver_problem(waiver, message, form, severity)


def waiver_problem(
    entry: Waiver | AcceptedText, message: str, form: str = "", severity: Severity = "error"
) -> Problem:
    """What is wrong with an entry of waivers.yml, at its line."""
    return Problem(
        path=entry.path,
        line=entry.number,
        message=message,
        source=entry.source,
        form=form,
        rule=WAIVER,
        severity=severity,
    )
