"""A command in, what it cost out: processor time, time on the clock, memory of all its processes,
and what it wrote."""

import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from build_tools.record.workers import JOBS
from tests.publishing import environment

_BETWEEN_LOOKS = 0.1
"""Seconds from one look at the memory to the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What building a site cost."""

    seconds: float
    """Of the processor, of all processes together."""
    elapsed: float
    """Seconds on the clock."""
    memory: float
    """The most that all processes held at one time, in megabytes; what they share is counted
    once."""
    files: int = 0
    bytes: int = 0
    pages: int = 0


class BuildError(Exception):
    """A build failed; what it said."""


def build(project: Path, cache: Path, *, jobs: int = 1, strict: bool = True) -> Cost:
    """Build the site of a project with mkdocs, into `site`, with what is kept in `cache`.

    Python keeps the modules that it compiles, as it does where sites are built, whatever the
    environment of this machine says. BuildError where it fails, or warns and is built strictly."""
    compiled = {"PYTHONDONTWRITEBYTECODE": ""}
    env = environment(**{"XDG_CACHE_HOME": str(cache), JOBS: str(jobs)}, **compiled)
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", "site"]
    cost = run([*command, "--strict"] if strict else command, project, env)
    files = [path for path in (project / "site").rglob("*") if path.is_file()]
    return Cost(
        seconds=cost.seconds,
        elapsed=cost.elapsed,
        memory=cost.memory,
        files=len(files),
        bytes=sum(path.stat().st_size for path in files),
        pages=sum(path.suffix == ".html" for path in files),
    )


def run(command: list[str], folder: Path, env: Mapping[str, str]) -> Cost:
    """Run a command to its end; BuildError where that is not 0."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(
            command, cwd=folder, env=dict(env), stdout=said, stderr=subprocess.STDOUT
        )
        memory = _Memory(process.pid)
        process.wait()
        elapsed = time.monotonic() - started
        most = memory.most()
        if process.returncode:
            said.seek(0)
            raise BuildError(said.read())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(seconds=seconds, elapsed=elapsed, memory=most / 1024)


class _Memory:
    """The most memory that a process and all that it started held at one time, in kilobytes."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._most = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def most(self) -> int:
        """Once the process has ended."""
        self._ended.set()
        self._thread.join()
        return self._most

    def _look(self) -> None:
        while not self._ended.wait(_BETWEEN_LOOKS):
            self._most = max(self._most, sum(map(_held, _tree(self._pid))))


def _tree(pid: int) -> list[int]:
    """A process and all that it started, as far as they live."""
    found = [pid]
    for each in found:
        found += _children(each)
    return found


def _children(pid: int) -> list[int]:
    children: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        children += map(int, _read(path).split())
    return children


def _held(pid: int) -> int:
    """Kilobytes; of a page that several processes share, its part."""
    lines = _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _read(path: Path) -> str:
    """What a file of the kernel says; nothing where the process has ended."""
    try:
        return path.read_text("ascii")
    except OSError:
        return ""


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0))
