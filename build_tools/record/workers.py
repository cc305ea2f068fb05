"""Units of work in, each run once: here, in processes of this machine, or on a Dask cluster.

A unit is a function that another process can import, and what it is given: keys, names and short
texts. What it makes it keeps in the store, from which whoever runs the units reads it, or gives
back where it is short. So nothing that a worker does is ever needed: what it could not make, the
reader makes.
"""

import multiprocessing
import os
import threading
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from concurrent.futures import (
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    as_completed,
)
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from multiprocessing.connection import wait
from typing import Any, TypeAlias

from build_tools.model import refusal
from build_tools.model.extras import how_to_install

_TRIES = 2
"""How often units are run together that were lost with a worker, before each has one for itself."""
Take: TypeAlias = Callable[["Unit", Any], None]
"""What is done with what a unit gave back."""
_MADE_HERE = "is made here, for a worker could not"
_PATIENCE = 60
"""Seconds in which a cluster has to answer."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Something to be made by one worker; some seconds of work, so that sending it costs little."""

    name: str
    """What it makes, for people: `mtad`, `mtad 3.0..4.0`."""
    make: Callable[..., object]
    given: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """A unit that was not made, and why."""

    unit: Unit
    reason: str
    died: bool = False
    """Whether it took its worker with it each time, so that it should not be tried here."""


Ended: TypeAlias = tuple[Unit, Failed | None]
"""A unit that is not tried again, and why it was not made where it was not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workers:
    """Where units are run; by default nowhere, and each is made when it is asked for."""

    jobs: int = 1
    """How many processes of this machine."""
    cluster: str = ""
    """The address of the scheduler of a Dask cluster: `tcp://10.0.0.1:8786`."""
    least: int = 0
    """Characters of text below which nothing is gained by it, for a process takes a second to
    begin."""
    tell: Callable[[str, int, int], None] = lambda _name, _done, _all: None
    """Told of each unit that is done: its name, how many are done, and how many there are."""
    complain: Callable[[str], None] = lambda _what: None
    """Told of each unit that a worker could not make."""
    _pool: "_Pool | None" = None
    """The processes that stay from one run to the next; None where they do not."""

    @property
    def are_many(self) -> bool:
        """Whether units run beside one another."""
        return self.jobs > 1 or bool(self.cluster)

    def run(
        self, units: Sequence[Unit], take: Take = lambda _unit, _given_back: None
    ) -> list[Failed]:
        """Run all of them; one that fails does not keep the others from being made. One that was
        lost because a worker died is run again, at last by itself. What a unit gives back is taken
        as soon as it is done.
        """
        with self.running(units, take) as ended:
            return [failed for _unit, failed in ended if failed]

    @contextmanager
    def running(
        self, units: Sequence[Unit], take: Take = lambda _unit, _given_back: None
    ) -> Iterator[Iterator[Ended]]:
        """Run them likewise, from now on, while the caller does something else: each is given as it
        ends, when it is asked for. What has not begun where the caller leaves never does.
        """
        with closing(self._all(units, take)) as ended:
            next(ended, None)
            yield (each for each in ended if each)

    def _all(self, units: Sequence[Unit], take: Take) -> Generator[Ended | None, None, None]:
        """Each as it ends; None as often as some were begun."""
        progress = _Progress(self.tell, len(units))
        left = list(units)
        for _ in range(_TRIES):
            if left:
                lost = yield from self._together(left, progress, take)
                left = [each.unit for each in lost]
        for unit in left:
            for dead in (yield from self._together([unit], progress, take)):
                progress.done(unit)
                yield unit, dead

    def _together(
        self, units: Sequence[Unit], progress: "_Progress", take: Take
    ) -> Generator[Ended | None, None, list[Failed]]:
        """Run units beside one another; in the end those that were lost with a worker."""
        lost: list[Failed] = []
        with self._executor() as executor:
            running = dict(_submitted(executor, units))
            yield None
            for future in as_completed(running):
                unit, failure = running[future], _failure(running[future], future)
                if failure is not None and failure.died:
                    lost.append(failure)
                    continue
                progress.done(unit)
                if failure is None:
                    take(unit, future.result())
                else:
                    self.complain(f"{unit.name}: {_MADE_HERE}: {failure.reason}")
                yield unit, failure
            lost += [Failed(each, "was not begun", died=True) for each in _missed(units, running)]
        if lost:
            self.end()
        return lost

    @contextmanager
    def staying(self) -> Iterator["Workers"]:
        """The same, of which the processes stay from one run to the next until the caller leaves,
        so that each begins once.
        """
        staying = replace(self, _pool=_Pool())
        try:
            yield staying
        finally:
            staying.end()

    def end(self) -> None:
        """End the processes that stay, and free what they hold; another run begins others."""
        if self._pool:
            self._pool.end()

    def places(self) -> int:
        """How many units run at one time; 0 where a cluster has no worker yet."""
        if not self.cluster:
            return self.jobs
        with _client(self.cluster) as client:
            return sum(client.nthreads().values())

    @contextmanager
    def _executor(self) -> Iterator[Executor]:
        if self.cluster:
            with _client(self.cluster) as client:
                yield client.get_executor(pure=False)
            return
        pool, stays = self._pool or _Pool(), False
        try:
            yield pool.of(self.jobs)
            stays = pool is self._pool
        finally:
            if not stays:
                pool.end()


@dataclass(slots=True)
class _Pool:
    """Processes of this machine, each of which begins when it is first needed."""

    executor: ProcessPoolExecutor | None = None

    def of(self, jobs: int) -> Executor:
        """So many at most."""
        if self.executor is None:
            context = multiprocessing.get_context("spawn")
            self.executor = ProcessPoolExecutor(jobs, context, _end_with_parent)
        return self.executor

    def end(self) -> None:
        """End them; what has not begun never does."""
        if self.executor:
            self.executor.shutdown(cancel_futures=True)
            self.executor = None


def _end_with_parent() -> None:
    """Have this process end once the one that began it has, which may have been killed, and then
    tells nobody. What it was writing is left as if it had been killed itself.
    """
    parent = multiprocessing.parent_process()
    assert parent is not None, "another process began this one"
    threading.Thread(target=_end_behind, args=(parent.sentinel,), daemon=True).start()


def _end_behind(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


@dataclass(slots=True)
class _Progress:
    tell: Callable[[str, int, int], None]
    all: int
    count: int = 0

    def done(self, unit: Unit) -> None:
        self.count += 1
        self.tell(unit.name, self.count, self.all)


def too_long(lengths: Collection[int], places: int) -> float:
    """Above which length one thing would keep a worker while the others have nothing left to do, of
    so many that run at one time: half of what each has to do. None is short enough where nobody
    knows how many there are.
    """
    return sum(lengths) / (2 * places) if places else 0


_LEAST = 10**6
JOBS, CLUSTER = "CORPUS_JOBS", "CORPUS_CLUSTER"
"""The variables of the environment that say both where nothing else does."""


def workers_of(
    jobs: int | None,
    cluster: str | None,
    tell: Callable[[str, int, int], None],
    complain: Callable[[str], None],
) -> Workers:
    """Those that were asked for: so many processes, by default one for each processor where there
    is enough to do, or a cluster, unless that is None. ValueError for a number of jobs that is
    none.
    """
    given = os.environ.get(JOBS, "") if jobs is None else str(jobs)
    if given and not (given.isascii() and given.isdigit() and int(given)):
        raise ValueError(f"{given!r} is no number of jobs; expected: 1 or more")
    return Workers(
        jobs=int(given) if given else cores(),
        cluster="" if cluster is None else cluster or os.environ.get(CLUSTER, ""),
        least=0 if given else _LEAST,
        tell=tell,
        complain=complain,
    )


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _submitted(executor: Executor, units: Iterable[Unit]) -> Iterator[tuple[Future[object], Unit]]:
    """The units as they run; none more once a worker has died so that the pool takes none."""
    for unit in units:
        try:
            yield executor.submit(unit.make, *unit.given), unit
        except BrokenExecutor:
            return


def _missed(units: Sequence[Unit], running: dict[Future[object], Unit]) -> list[Unit]:
    begun = set(running.values())
    return [unit for unit in units if unit not in begun]


def _failure(unit: Unit, future: Future[object]) -> Failed | None:
    try:
        future.result()
    except (BrokenExecutor, CancelledError) as error:
        return Failed(unit, f"its worker died: {error}", died=True)
    except Exception as error:  # whatever a unit can end with
        return Failed(unit, f"{type(error).__name__}: {error}", died=_is_of_dead_worker(error))
    return None


def _is_of_dead_worker(error: Exception) -> bool:
    """Whether Dask gave a unit up because its workers died; its own class is imported with it."""
    return type(error).__name__ == "KilledWorker"


@contextmanager
def _client(address: str) -> Iterator[Any]:
    try:
        from distributed import Client  # noqa: PLC0415 - an extra, and slow to load
    except ImportError:
        form = how_to_install("cluster")
        raise refusal(address, "takes the extra `cluster`, which is not installed", form) from None
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        form = "the address that the scheduler prints, such as tcp://10.0.0.1:8786"
        raise refusal(address, f"no scheduler of a Dask cluster answers: {error}", form) from None
    with client:
        yield client
