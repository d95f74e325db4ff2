"""Where scenarios are solved: in this process, or in as many others as there are cores. Outcomes come in the order of the scenarios."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, ClassVar, Final, TypeAlias

from releve.errors import ReleveError
from releve.exchange.interruptions import interruptions_held
from releve.scenarios.base import Base, pack, pack_base, unpack
from releve.scenarios.outcome import Outcome, Refusal
from releve.scenarios.scenario import Scenario
from releve.scenarios.work import SolveOptions, plan_scenario

OnDone: TypeAlias = Callable[[int], None]
"""Called with the number of scenarios solved so far."""
ONE_THREAD: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""Settings by which numerical libraries are told how many threads to start; they read them once, when they are loaded."""


class WorkerLostError(ReleveError):
    """A process that solved scenarios ended before its time, as one does that the system takes memory from."""

    code: ClassVar[str] = "scenarios.worker_lost"


def solve_here(
    base: Base, scenarios: Sequence[Scenario], options: SolveOptions, *, on_done: OnDone | None = None
) -> tuple[Outcome | Refusal, ...]:
    """Return the outcomes, worked out one after the other in this process."""
    found = []
    for scenario in scenarios:
        found.append(plan_scenario(base, scenario, options))
        if on_done is not None:
            on_done(len(found))
    return tuple(found)


def solve_in_processes(
    base: Base, scenarios: Sequence[Scenario], options: SolveOptions, *, workers: int, on_done: OnDone | None = None
) -> tuple[Outcome | Refusal, ...]:
    """
    Return the outcomes, worked out in ``workers`` new processes of one thread each, started afresh on every system.

    On Ctrl-C, or any other failure, the searches under way are told to stop, and every process has ended when this returns. Where the
    system gives processes nothing to agree by, as a container without shared memory, they are worked out in this one.

    Raises
    ------
    WorkerLostError
        If a process ends before its time.
    """
    context = multiprocessing.get_context("spawn")
    try:
        stop = context.Event()
        pool = ProcessPoolExecutor(min(workers, len(scenarios)), mp_context=context, initializer=_begin, initargs=(pack_base(base), stop))
    except OSError:
        return solve_here(base, scenarios, options, on_done=on_done)
    try:
        # All processes are started at the first of these calls, and inherit what is set around it; torn apart by Ctrl-C, it would leave
        # processes behind that nobody ends.
        with interruptions_held(), _deaf_to_interruptions(), _one_thread_each():
            futures = [pool.submit(_plan_packed, pack((scenario, options))) for scenario in scenarios]
        return collect(futures, as_completed(futures), on_done)
    except BrokenProcessPool as failure:
        raise WorkerLostError from failure
    finally:
        stop.set()
        pool.shutdown(wait=True, cancel_futures=True)


def collect(futures: Sequence[Any], completed: Iterator[Any], on_done: OnDone | None) -> tuple[Outcome | Refusal, ...]:
    """Return the results in the order of the futures, as they are completed. Any: futures of this library or of Dask."""
    for n, _ in enumerate(completed, start=1):
        if on_done is not None:
            on_done(n)
    return tuple(future.result() for future in futures)


class _Worker:
    """What one process holds for all its scenarios."""

    base: Base
    should_stop: Callable[[], bool]


def _begin(packed: bytes, stop: Any) -> None:  # noqa: ANN401 - an event of multiprocessing, whose class it names nowhere public
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _Worker.base, _Worker.should_stop = unpack(packed), stop.is_set


def _plan_packed(packed: bytes) -> Outcome | Refusal:
    scenario, options = unpack(packed)
    return plan_scenario(_Worker.base, scenario, options, should_stop=_Worker.should_stop)


@contextmanager
def _deaf_to_interruptions() -> Iterator[None]:
    """
    Let processes that are started inside hear no Ctrl-C, not even before their first line.

    A process inherits which signals are held back. That alone does not hold ours: another thread may hear it.
    Windows has no such thing: there, a process may print a traceback as it goes.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Let processes that are started inside begin with one thread for numerical work: there is one of them for each core already."""
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
