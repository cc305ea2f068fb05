"""What can be wrong with the input, said so that the person who wrote it can mend it.

A `Problem` is one mistake in one place. A `CorpusError` carries every problem of a run, never the
first alone. A `RedlineError` and a `WeaveError` are the program's own fault, and carry what is
needed to repeat them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Literal, TypeAlias

from build_tools.model.characters import LOST, visible
from build_tools.model.record import Version

LineRange: TypeAlias = tuple[int, int]
"""The first and the last of some lines, counted from 1."""
Severity: TypeAlias = Literal["error", "warning"]
"""An error bars a version from being published or sealed; a warning asks a person to look."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One mistake: where it is, what is wrong, and what the right form would be."""

    path: str
    """The file, as the user named it or relative to the working directory."""
    line: int
    """Counted from 1; 0 when the problem is of the file as a whole."""
    message: str
    """What is wrong, in one sentence without a full stop at the end."""
    column: int = 0
    """Counted from 1; 0 when the problem is of the whole line."""
    source: str = ""
    """The offending line, shown above a caret."""
    form: str = ""
    """The right form, as an example to copy."""
    rule: str = ""
    """The id of the rule that found it: "placeholder"; empty for what is wrong with a command's own
    arguments."""
    severity: Severity = "error"
    mended: str | None = field(default=None, compare=False)
    """The whole line as it should read, where a program can know that; None where only a person
    can."""
    reordered: tuple[LineRange, ...] = field(default=(), compare=False)
    """Of provisions out of order, the lines of each in the order in which they should stand, where
    a program can know that. Together they are one stretch of the file."""

    @property
    def fixable(self) -> bool:
        """Whether a program knows what is right."""
        return bool(self.reordered) or self.mended not in (None, self.source)

    def __str__(self) -> str:
        """`path:line: rule: message`, then the line with a caret under it, then the right form."""
        where = f"{self.path}:{self.line}" if self.line else self.path
        said = (where, self.rule, "" if self.severity == "error" else self.severity, self.message)
        lines = [": ".join(filter(None, said))]
        if self.source:
            shown, column = line_window(self.source, self.column)
            lines.append(f"    {shown}")
            if column:
                lines.append(f"    {' ' * (column - 1)}^")
        if self.form:
            lines.append(f"    expected: {self.form}")
        return "\n".join(visible(line.replace("\n", LOST)) for line in lines)


class CorpusError(Exception):
    """The input cannot be used; `problems` says everything that is wrong with it, in reading
    order.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


def refusal(
    path: PurePath | str, message: str, form: str = "", *, line: int = 0, rule: str = ""
) -> CorpusError:
    """Why something cannot be read or is not done: an error with a single problem, of a file as a
    whole or of what a person named.
    """
    shown = path if isinstance(path, str) else path.as_posix()
    return CorpusError([Problem(path=shown, line=line, message=message, form=form, rule=rule)])


class RedlineError(Exception):
    """A redline that could not be proved. A defect of this program, never of the input: nothing is
    published.
    """

    def __init__(self, old: Version, new: Version, violations: Iterable[str]) -> None:
        self.old, self.new, self.violations = old, new, tuple(violations)
        super().__init__(f"{old.name} to {new.name}: {'; '.join(self.violations)}")


class WeaveError(Exception):
    """A weave that does not give one of its versions back. A defect of this program, never of the
    input: nothing is published.
    """

    def __init__(self, version: Version, violation: str) -> None:
        self.version, self.violation = version, violation
        super().__init__(f"{version.name}: {violation}")


def line_window(source: str, column: int, width: int = 100) -> tuple[str, int]:
    """A window of at most `width` characters of `source` round `column` (from 1), and the column
    within it.
    """
    text = source.rstrip("\r\n")
    # Cut first: a line of ten million characters may have ten thousand problems.
    start = max(0, min(column - width // 2, len(text) - width))
    return text[start : start + width].replace("\t", " "), max(column - start, 0)
