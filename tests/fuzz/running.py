"""Cases in, what went wrong out: a traceback, a redline that is not proved, a command that goes on
for too long, a control character that reaches a terminal."""

import contextlib
import faulthandler
import io
import os
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path
from random import Random
from types import FrameType

from build_tools import cli
from tests.fuzz.seeds import seeds
from tests.fuzz.targets import TARGETS, Command, shown_on_a_terminal
from tests.paths import ROOT

KEPT = ROOT / ".cache/fuzz"
SECONDS = 20
"""Of the processor's time for one command."""
STUCK = 30 * SECONDS
"""Seconds after which the whole run ends with the place where it is stuck: in code that no signal
reaches."""
MEMORY = 6 * 2**30
"""Bytes."""
CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
DEFECT = "this is a defect of this program"
DAY = "1700000000"


class TooLongError(BaseException):
    """The time was used up. No `except Exception` may take it for an error of the input."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One command that went wrong."""

    case: int
    target: str
    command: Command
    what: str
    """In one line: what it ended with and where."""
    details: str

    def __str__(self) -> str:
        return f"case {self.case} ({self.target}): corpus {' '.join(self.command)}: {self.what}"


@dataclass(slots=True)
class Found:
    """What a run came to."""

    cases: Counter[str] = field(default_factory=Counter)
    codes: Counter[int] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    seconds: float = 0

    def report(self) -> str:
        """All of it in a few lines, and each failure."""
        kinds = Counter(failure.what for failure in self.failures)
        lines = [
            f"{self.cases.total()} cases in {self.seconds / 60:.1f} minutes:"
            f" {', '.join(f'{number} {name}' for name, number in sorted(self.cases.items()))}",
            f"{self.codes.total()} commands ended"
            f" {', '.join(f'{n} with {code}' for code, n in sorted(self.codes.items()))}",
            f"{len(self.failures)} failures of {len(kinds)} kinds",
            *(f"  {number} × {what}" for what, number in kinds.most_common()),
            *map(str, self.failures),
        ]
        return "\n".join(lines)


def fuzz(
    *,
    seed: int,
    first: int = 0,
    cases: int | None = None,
    minutes: float | None = None,
    targets: Sequence[str] = tuple(TARGETS),
    own: bool = False,
    kept: Path | None = None,
) -> Found:
    """Run the cases of a seed from the number `first` on, until there are so many or the time is
    up; keep the files of those that failed."""
    found = Found()
    began = time.monotonic()
    with _limits(), tempfile.TemporaryDirectory(prefix="fuzz-") as scratch:
        for number in islice(count(first), cases):
            found.seconds = time.monotonic() - began
            if minutes is not None and found.seconds > 60 * minutes:
                break
            folder = Path(scratch) / str(number)
            _run_case(found, seed, number, folder, targets, own=own)
            failed = found.failures and found.failures[-1].case == number
            if failed and kept is not None:
                _keep(found.failures[-1], folder, kept / f"{seed}-{number}")
            shutil.rmtree(folder)
    found.seconds = time.monotonic() - began
    return found


def _run_case(
    found: Found, seed: int, number: int, folder: Path, targets: Sequence[str], *, own: bool
) -> None:
    random = Random(f"{seed} {number}")
    target = random.choice(targets)
    folder.mkdir()
    found.cases[target] += 1
    for command in TARGETS[target](random, seeds(own=own), folder):
        code, what, details = _run(folder, command)
        found.codes[code] += 1
        if what:
            found.failures.append(Failure(number, target, command, what, details))
            print(found.failures[-1], file=sys.stderr, flush=True)


def _run(folder: Path, command: Command) -> tuple[int, str, str]:
    """What a command ended with, and what is wrong with that: in one line, and in full."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    code, what, details = 0, "", ""
    with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            with _in_time():
                sys.argv = ["corpus", *command]
                cli.main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            code, what, details = 70, _place(error), traceback.format_exc()
        out.flush()
        err.flush()
    printed, told = (
        stream.buffer.getvalue().decode("utf-8", "surrogateescape") for stream in (out, err)
    )
    shown = told + (printed if shown_on_a_terminal(command) else "")
    if not what and code not in (0, 1, 2):
        what = f"ended with {code}"
    if not what and DEFECT in told:
        what = "a redline that is not proved"
    if not what and (control := CONTROLS.search(shown)):
        what = f"U+{ord(control[0]):04X} reaches the terminal"
    return code, what, details or f"{told}\n{printed[:10_000]}"


def _place(error: BaseException) -> str:
    """An error and the innermost place of this program where it arose."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "build_tools" in frame.filename] or frames
    path = own[-1].filename.rpartition("build_tools/")[2]
    return f"{type(error).__name__} at {path}:{own[-1].lineno}"


@contextlib.contextmanager
def _in_time() -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    faulthandler.dump_traceback_later(STUCK, exit=True, file=2)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        faulthandler.cancel_dump_traceback_later()
        signal.signal(signal.SIGPROF, before)


@contextlib.contextmanager
def _limits() -> Iterator[None]:
    """A fixed day, and a bound to the memory."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    argv, day = sys.argv, os.environ.get("SOURCE_DATE_EPOCH")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, before[1]))
    os.environ["SOURCE_DATE_EPOCH"] = DAY
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
        sys.argv = argv
        os.environ.pop("SOURCE_DATE_EPOCH")
        if day is not None:
            os.environ["SOURCE_DATE_EPOCH"] = day


def _keep(failure: Failure, folder: Path, kept: Path) -> None:
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(folder, kept)
    (kept / "failure.txt").write_text(f"{failure}\n\n{failure.details}", errors="backslashreplace")
