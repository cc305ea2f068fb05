"""A folder → the same folder for one program alone, for as long as it reads and writes there.

The lock is the operating system's own, on the folder itself: it leaves no file behind, and it goes
with the program that holds it, however that ends. Where the system has no such lock (Windows, some
network drives), and where there is no folder yet, there is none.
"""

import errno
import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from build_tools.model import refusal

if sys.platform != "win32":
    import fcntl

log = logging.getLogger(__name__)

PATIENCE = 60
"""Seconds that a program waits for another to be done; nothing here takes so long."""
_POLL = 0.1
_TAKEN = (errno.EAGAIN, errno.EACCES)

_held: ContextVar[frozenset[Path]] = ContextVar("held", default=frozenset())
"""The folders that this program has already: who has one may ask for it again."""


@contextmanager
def exclusive(folder: Path, *, patience: float = PATIENCE) -> Iterator[None]:
    """A folder for this program alone; CorpusError when another has it for all of `patience`."""
    key = folder.resolve()
    opened = None if key in _held.get() else _opened(folder)
    if opened is None:
        yield
        return
    try:
        _lock(opened, folder, patience)
        before = _held.set(_held.get() | {key})
        try:
            yield
        finally:
            _held.reset(before)
    finally:
        os.close(opened)


def _opened(folder: Path) -> int | None:
    """The folder, open; None where it cannot be locked."""
    if sys.platform == "win32":
        return None
    try:
        return os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:  # whoever reads or writes there says why
        return None


def _lock(opened: int, folder: Path, patience: float) -> None:
    # The time since the machine started: a clock that is set anew makes nobody wait.
    end, told = time.monotonic() + patience, False
    while _is_taken(opened):
        if time.monotonic() >= end:
            message = f"another command has been writing there for {patience:.0f} seconds"
            raise refusal(folder, message, "one command after another")
        if not told:
            told = True
            log.warning("%s: another command is writing there; waiting for it", folder.as_posix())
        time.sleep(_POLL)


def _is_taken(opened: int) -> bool:
    """Whether another has the lock; if not, it is ours, or there is none to be had."""
    if sys.platform == "win32":
        return False
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in _TAKEN
    return False
