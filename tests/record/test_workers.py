"""Units are run beside one another; one that fails or takes its worker with it keeps no other from
being made, and is named."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from build_tools.model import CorpusError
from build_tools.record import workers as module
from build_tools.record.workers import Unit, Workers, workers_of
from tests.paths import ROOT
from tests.patience import PATIENCE


def made(folder: str, name: str) -> str:
    (Path(folder) / name).write_text(name)
    return f"made {name}"


def refused(folder: str, name: str) -> None:
    raise ValueError(f"{name} is none")


def killed(folder: str, name: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def killed_once(folder: str, name: str) -> None:
    """Its worker is killed the first time that it is tried."""
    tried = Path(folder) / f".{name}"
    if not tried.exists():
        tried.write_text("")
        os.kill(os.getpid(), signal.SIGKILL)
    made(folder, name)


def units(folder: Path, **functions: object) -> list[Unit]:
    return [Unit(name, make, (str(folder), name)) for name, make in functions.items()]  # type: ignore[arg-type]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_what_runs_beside_one_another_is_all_made_and_told_of(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    taken: dict[str, str] = {}
    workers = Workers(jobs=2, tell=lambda *what: told.append(what))
    given = units(tmp_path, a=made, b=made, c=made)
    assert workers.run(given, lambda unit, back: taken.update({unit.name: back})) == []
    assert taken == {"a": "made a", "b": "made b", "c": "made c"}
    assert names(tmp_path) == ["a", "b", "c"]
    assert {name for name, _, _ in told} == {"a", "b", "c"}
    assert [what[1:] for what in told] == [(1, 3), (2, 3), (3, 3)]


def test_a_unit_that_fails_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    complaints: list[str] = []
    workers = Workers(jobs=2, complain=complaints.append)
    (failed,) = workers.run(units(tmp_path, a=made, b=refused, c=made))
    assert (failed.unit.name, failed.reason, failed.died) == ("b", "ValueError: b is none", False)
    assert complaints == ["b: is made here, for a worker could not: ValueError: b is none"]
    assert names(tmp_path) == ["a", "c"]


def test_units_run_while_their_caller_does_something_else(tmp_path: Path) -> None:
    with Workers(jobs=2).running(units(tmp_path, a=made, b=refused, c=made)) as ended:
        until = time.monotonic() + PATIENCE
        while names(tmp_path) != ["a", "c"] and time.monotonic() < until:
            time.sleep(0.01)
        assert names(tmp_path) == ["a", "c"], "nobody has asked for one yet"
        found = {unit.name: failed and failed.reason for unit, failed in ended}
    assert found == {"a": None, "b": "ValueError: b is none", "c": None}


def test_what_has_not_begun_where_its_caller_leaves_never_does(tmp_path: Path) -> None:
    many = {f"u{number}": slow for number in range(9)}
    with Workers(jobs=1).running(units(tmp_path, **many)) as ended:
        next(ended)
    assert len(names(tmp_path)) < len(many)


def process(*_given: str) -> int:
    return os.getpid()


def test_processes_stay_from_one_run_to_the_next_until_one_dies(tmp_path: Path) -> None:
    found: list[int] = []
    with Workers(jobs=1).staying() as workers:
        for each in (process, process, killed_once, process):
            workers.run(units(tmp_path, a=each), lambda _unit, pid: found.append(pid))
        workers.end()
        workers.run(units(tmp_path, a=process), lambda _unit, pid: found.append(pid))
    first, again, _made, after, last = found
    assert first == again
    assert len({first, after, last}) == 3, "one died, and those that ended are others"
    with pytest.raises(ProcessLookupError):
        os.kill(last, 0)


def waits(folder: str, name: str) -> None:
    (Path(folder) / name).write_text(str(os.getpid()))
    time.sleep(PATIENCE)


def is_running(pid: int) -> bool:
    """Whether there is such a process, which has not ended and waits for nobody to ask how."""
    with suppress(FileNotFoundError):
        return " Z " not in Path(f"/proc/{pid}/stat").read_text("ascii")
    return False


def until(condition: Callable[[], bool]) -> bool:
    """Wait for something; whether it came."""
    end = time.monotonic() + PATIENCE / 10
    while not (came := condition()) and time.monotonic() < end:
        time.sleep(0.01)
    return came


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="there is no /proc")
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM])
def test_no_worker_outlives_a_program_that_is_killed(sent: int, tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from build_tools.record.workers import Workers; import sys;"
        "from tests.record.test_workers import units, waits;"
        "Workers(jobs=1).run(units(Path(sys.argv[1]), a=waits, b=waits))"
    )
    program = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT)
    begun = tmp_path / "a"
    assert until(lambda: begun.exists() and bool(begun.read_text()))
    worker = int(begun.read_text())
    program.send_signal(sent)
    program.wait(PATIENCE)
    assert until(lambda: not is_running(worker))
    assert names(tmp_path) == ["a"]


def test_what_was_lost_with_a_worker_is_made_by_another(tmp_path: Path) -> None:
    assert Workers(jobs=2).run(units(tmp_path, a=made, b=killed_once, c=made)) == []
    assert names(tmp_path) == ["a", "b", "c"]


@pytest.mark.sweep
def test_a_unit_that_takes_each_worker_with_it_is_named_and_the_rest_is_made(
    tmp_path: Path,
) -> None:
    (failed,) = Workers(jobs=2).run(units(tmp_path, a=made, b=killed, c=made, d=made))
    assert failed.unit.name == "b"
    assert failed.died
    assert names(tmp_path) == ["a", "c", "d"]


def test_how_many_there_are_is_asked_of_the_option_then_of_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def asked(jobs: int | None = None, cluster: str = "") -> Workers:
        return workers_of(jobs, cluster, lambda *_: None, lambda _: None)

    monkeypatch.delenv("CORPUS_JOBS", raising=False)
    assert asked().jobs == module.cores()
    assert asked().least > 0, "by default not for a small record"
    monkeypatch.setenv("CORPUS_JOBS", "3")
    monkeypatch.setenv("CORPUS_CLUSTER", "tcp://10.0.0.1:8786")
    assert (asked().jobs, asked().least, asked().cluster) == (3, 0, "tcp://10.0.0.1:8786")
    assert (asked(2).jobs, asked(cluster="tcp://b:1").cluster) == (2, "tcp://b:1")
    for wrong in ("0", "-1", "many", "²"):
        monkeypatch.setenv("CORPUS_JOBS", wrong)
        with pytest.raises(ValueError, match="is no number of jobs; expected: 1 or more"):
            asked()


# --- On a cluster ---------------------------------------------------------------------------------


def slow(folder: str, name: str) -> None:
    """Says which worker has it, and takes so long that this one can be killed meanwhile."""
    begun = Path(folder) / f".{name}.{os.getpid()}"
    begun.write_text("")
    time.sleep(0.5)
    made(folder, name)


def test_where_no_scheduler_answers_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(module, "_PATIENCE", 0.1)
    with pytest.raises(CorpusError, match="no scheduler of a Dask cluster answers"):
        Workers(cluster="tcp://127.0.0.1:1").run([Unit("a", made, ("", "a"))])
