"""Scenarios solved on a Dask cluster: one that runs already, or one made on this machine for the occasion."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any, ClassVar, Final

from releve.errors import ReleveError
from releve.scenarios.base import Base, pack, pack_base, unpack
from releve.scenarios.executors import OnDone, collect
from releve.scenarios.outcome import Outcome, Refusal
from releve.scenarios.scenario import Scenario
from releve.scenarios.work import SolveOptions, plan_scenario

LOCAL: Final = "local"
"""The address that means: make a cluster on this machine."""
THIS_MACHINE: Final = "127.0.0.1"
"""Where a cluster made for the occasion listens: nobody else can reach it."""
CONNECT_S: Final = 10
"""How long a scheduler is waited for, seconds."""


class ClusterMissingError(ReleveError):
    """The extra that brings Dask is not installed; ``data`` holds its name, ``extra``."""

    code: ClassVar[str] = "scenarios.cluster_missing"


class ClusterUnreachableError(ReleveError):
    """No scheduler answers at an address; ``data`` holds ``address`` and ``detail``."""

    code: ClassVar[str] = "scenarios.cluster_unreachable"


def solve_on_cluster(
    base: Base, scenarios: Sequence[Scenario], options: SolveOptions, *, address: str, workers: int, on_done: OnDone | None = None
) -> tuple[Outcome | Refusal, ...]:
    """
    Return the outcomes, worked out by the workers of a cluster, which need the same version of Relève.

    Parameters
    ----------
    address
        Of the scheduler (``tcp://host:8786``), or ``local`` for a cluster of ``workers`` processes of one thread on this machine.

    Raises
    ------
    ClusterMissingError
        If Dask is not installed.
    ClusterUnreachableError
        If no scheduler answers.
    """
    dask = _dask()
    if address != LOCAL:
        with _connect(dask, address) as client:
            return _solve(dask, client, base, scenarios, options, on_done)
    n_workers = min(workers, len(scenarios))
    with (
        dask.LocalCluster(n_workers=n_workers, threads_per_worker=1, processes=True, dashboard_address=None, host=THIS_MACHINE) as cluster,
        dask.Client(cluster) as client,
    ):
        return _solve(dask, client, base, scenarios, options, on_done)


def _dask() -> Any:  # noqa: ANN401 - a module without annotations
    """Return Dask, which comes with an extra and is loaded when it is asked for."""
    try:
        return import_module("distributed")
    except ImportError as failure:
        raise ClusterMissingError(extra="cluster") from failure


def _connect(dask: Any, address: str) -> Any:  # noqa: ANN401 - as above
    try:
        return dask.Client(address, timeout=CONNECT_S)
    except (OSError, ValueError) as failure:
        raise ClusterUnreachableError(address=address, detail=str(failure) or type(failure).__name__) from failure


def _solve(
    dask: Any,  # noqa: ANN401 - as above
    client: Any,  # noqa: ANN401 - as above
    base: Base,
    scenarios: Sequence[Scenario],
    options: SolveOptions,
    on_done: OnDone | None,
) -> tuple[Outcome | Refusal, ...]:
    held = client.scatter(pack_base(base), broadcast=True)
    # Not pure: a result of another run must not be taken for one of this.
    futures = [client.submit(_plan_packed, held, pack((scenario, options)), pure=False) for scenario in scenarios]
    try:
        return collect(futures, dask.as_completed(futures), on_done)
    finally:
        client.cancel(futures)


def _plan_packed(packed_base: bytes, packed: bytes) -> Outcome | Refusal:
    """Solve one scenario on a worker."""
    scenario, options = unpack(packed)
    return plan_scenario(_unpacked_once(packed_base), scenario, options)


@lru_cache(maxsize=1)
def _unpacked_once(packed: bytes) -> Base:
    """Return the base, unpacked for the first scenario of a worker and kept for the others."""
    base: Base = unpack(packed)
    return base
