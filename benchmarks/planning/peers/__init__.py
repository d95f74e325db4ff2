"""
The solvers, one file each. A file imports its solver at the top: it is loaded in the process that runs it, and nowhere else.

`ALL` names them in the order of the tables.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final, TypeAlias

Solve: TypeAlias = Callable[..., Any]
"""``solve(instance, recorder, variant=, limit_s=)``: solves, and leaves everything with the recorder."""


@dataclass(frozen=True, kw_only=True)
class Peer:
    """
    A solver of the benchmark.

    Attributes
    ----------
    name
        As on the command line.
    module, function
        The file of this folder, and what to call there: ``function(instance, recorder, variant=, limit_s=)``.
    title
        As in the tables.
    packages
        Distributions whose versions are recorded.
    side_rules
        False for solvers that cannot be told caps, targets of women and pins: these have a table of their own.
    variants
        The ways to tell it the levels (see `stages`); one empty word where there is only one way.
    """

    name: str
    module: str
    title: str
    packages: tuple[str, ...]
    function: str = "solve"
    side_rules: bool = True
    variants: tuple[str, ...] = ("levels", "weighted")


ONE_WAY: Final = ("",)
ALL: Final = (
    Peer(name="own", module="own", title="Relève", packages=("releve", "highspy", "numba"), variants=ONE_WAY),
    Peer(name="highs_lp", module="highs", function="solve_linear", title="HiGHS, linear program only", packages=("highspy",)),
    Peer(name="highs_mip", module="highs", function="solve_whole", title="HiGHS, integer program", packages=("highspy",)),
    Peer(name="cbc", module="cbc", title="CBC, in OR-Tools", packages=("ortools",)),
    Peer(name="scip", module="scip", title="SCIP", packages=("pyscipopt",)),
    Peer(name="cp_sat", module="cp_sat", title="OR-Tools CP-SAT", packages=("ortools",)),
    Peer(
        name="min_cost_flow",
        module="min_cost_flow",
        title="OR-Tools min-cost flow",
        packages=("ortools",),
        side_rules=False,
        variants=ONE_WAY,
    ),
    Peer(
        name="scipy_sparse",
        module="scipy_matching",
        function="solve_sparse",
        title="SciPy sparse matching",
        packages=("scipy",),
        side_rules=False,
        variants=ONE_WAY,
    ),
    Peer(
        name="scipy_dense",
        module="scipy_matching",
        function="solve_dense",
        title="SciPy dense assignment",
        packages=("scipy",),
        side_rules=False,
        variants=ONE_WAY,
    ),
)
BY_NAME: Final = {peer.name: peer for peer in ALL}
OWN: Final = "own"


def load(name: str) -> Solve:
    """Import the solver and return what runs it; ImportError where its distribution is not installed."""
    peer = BY_NAME[name]
    function: Solve = getattr(import_module(f"benchmarks.planning.peers.{peer.module}"), peer.function)
    return function
