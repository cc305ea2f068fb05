"""A command killed at its writes: `python -m tests.killing FOLDER COPIES EVERY -- amend …`.

For each write, or for one in EVERY, that the command makes below its working directory there comes
a copy of FOLDER in COPIES, in which it was killed right before that write; then one for each length
at which writing a file was cut off; then `whole`, where it ran to its end. Writes are what the
interpreter tells its audit hooks of: files opened to be written, renamed, linked, removed; folders
made and removed.
"""

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

from build_tools import cli
from tests.paths import ROOT

CUT = (0, 1, 100)
"""Bytes after which writing a file is cut off."""
_EVENTS = {
    *("os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink"),
    *("os.truncate", "os.utime"),
}
_TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def killed_at_writes(folder: Path, copies: Path, every: int, *arguments: str) -> list[Path]:
    """The copies in which the command was killed; `whole` beside them is the one in which it was
    not."""
    given: list[str | Path] = [folder, copies, str(every), "--", *arguments]
    command = [sys.executable, "-m", "tests.killing", *given]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return [path for path in copies.iterdir() if path.name != "whole"]


def _forked(folder: Path, arguments: tuple[str, ...], prepare: Callable[[], None]) -> int:
    """What the command ends with that runs in a folder, in a process of its own."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 70
    try:
        os.chdir(folder)
        prepare()
        sys.argv = ["corpus", *arguments]
        cli.main()
        code = 0
    except SystemExit as stop:
        code = int(stop.code or 0)
    finally:
        os._exit(code)


def _kill_at(number: int) -> None:
    """Have this process killed right before it writes for that time."""
    here, seen = Path.cwd(), count(1)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if _writes(event, arguments, here) and next(seen) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def _writes(event: str, arguments: tuple[object, ...], here: Path) -> bool:
    is_write = event in _EVENTS
    if event == "open":
        is_write = isinstance(arguments[2], int) and bool(arguments[2] & _TO_WRITE)
    if not is_write or not isinstance(arguments[0], str | bytes | os.PathLike):
        return False
    return Path(os.fsdecode(arguments[0])).absolute().is_relative_to(here)


def _cut_at(length: int) -> None:
    """Have this process killed when a file becomes longer than that."""
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (length, length))


def _copy(folder: Path, copies: Path, name: object) -> Path:
    return shutil.copytree(folder, copies / str(name), symlinks=True)


def _kill_everywhere(folder: Path, copies: Path, every: int, arguments: tuple[str, ...]) -> None:
    # Whatever is imported late is imported now, so that every child begins alike.
    whole = _copy(folder, copies, "whole")
    ended = _forked(whole, arguments, lambda: None)
    for number in count(every, every):
        copy = _copy(folder, copies, number)
        code = _forked(copy, arguments, partial(_kill_at, number))
        if code != -signal.SIGKILL:
            assert code == ended, f"it ended with {code}, and with {ended} where nobody killed it"
            shutil.rmtree(copy)
            break
    for length in CUT:
        copy = _copy(folder, copies, f"cut-{length}")
        if _forked(copy, arguments, partial(_cut_at, length)) != -signal.SIGXFSZ:
            shutil.rmtree(copy)


if __name__ == "__main__":
    _, given, into, step, _, *rest = sys.argv
    _kill_everywhere(Path(given), Path(into), int(step), tuple(rest))
