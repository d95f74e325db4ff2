"""The plan that scenarios are compared with, in a form that travels to other processes and machines."""

from __future__ import annotations

import copyreg
import io
import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from releve.model import Snapshot
from releve.planning import AssignmentProblem, Result
from releve.scenarios.concentration import concentration
from releve.scenarios.outcome import Outcome


@dataclass(frozen=True, kw_only=True, eq=False)
class Base:
    """
    A folder and its plan.

    Attributes
    ----------
    officer_idx, post_idx
        Shape ``(n_pairs,)``, int32: the pairs that may be planned, as positions in the snapshot.
    plan
        Officer and line of each assignment, by line, then by officer.
    """

    snapshot: Snapshot
    officer_idx: NDArray[np.int32]
    post_idx: NDArray[np.int32]
    plan: tuple[tuple[str, str], ...]


def base_of(snapshot: Snapshot, problem: AssignmentProblem, result: Result) -> Base:
    """Return what scenarios need of the plan of a folder."""
    return Base(
        snapshot=snapshot,
        officer_idx=problem.pairs.officer_idx,
        post_idx=problem.pairs.post_idx,
        plan=assignments_of(problem, result.chosen),
    )


def base_outcome(snapshot: Snapshot, problem: AssignmentProblem, result: Result) -> Outcome:
    """Return the plan of the folder as the outcome of a scenario that changes nothing; it has no name."""
    pairs, chosen = problem.pairs, result.chosen
    return Outcome(
        name="",
        status=result.status,
        objective=result.objective,
        bound=result.bound,
        relative_gap=result.relative_gap,
        plan=assignments_of(problem, chosen),
        shortfall_by_folder_targets=result.objective.women_shortfall,
        concentration=concentration(snapshot, problem, zip(pairs.post_idx[chosen], pairs.officer_idx[chosen], strict=True)),
    )


def assignments_of(problem: AssignmentProblem, chosen: NDArray[np.int64]) -> tuple[tuple[str, str], ...]:
    """Return officer and line of each chosen pair, by line, then by officer."""
    pairs = problem.pairs
    return tuple(
        (problem.officer_id[i], problem.post_id[j]) for i, j in zip(pairs.officer_idx[chosen], pairs.post_idx[chosen], strict=True)
    )


def positions_of(plan: Sequence[tuple[str, str]], snapshot: Snapshot, problem: AssignmentProblem) -> NDArray[np.int64]:
    """Return the pairs of a plan that may be planned in this problem too, as positions, increasing."""
    known = [(snapshot.officer_idx[o], snapshot.post_idx[p]) for o, p in plan if o in snapshot.officer_idx and p in snapshot.post_idx]
    found = (problem.pairs.position_of(officer_idx, post_idx) for officer_idx, post_idx in known)
    return np.array(sorted({position for position in found if position is not None}), np.int64)


def pack(value: object) -> bytes:
    """Return a value of the model as bytes; read-only mappings, which Python refuses to write, are written as what they hold."""
    stream = io.BytesIO()
    _Packer(stream).dump(value)
    return stream.getvalue()


def pack_base(base: Base) -> bytes:
    """Return the base as bytes, without what its snapshot has worked out for itself meanwhile."""
    return pack(replace(base, snapshot=replace(base.snapshot)))


def unpack(packed: bytes) -> Any:  # noqa: ANN401 - whatever was packed
    """Return the value of `pack` or `pack_base`."""
    return pickle.loads(packed)  # noqa: S301 - bytes that this program packed itself


def read_only(mapping: dict[Any, Any]) -> Mapping[Any, Any]:
    """Return a read-only mapping again. Any: keys and values of any mapping."""
    return MappingProxyType(mapping)


def _reduced_mapping(mapping: MappingProxyType[Any, Any]) -> tuple[Any, tuple[dict[Any, Any]]]:
    return read_only, (dict(mapping),)


class _Packer(pickle.Pickler):
    """A pickler that knows read-only mappings."""

    def __init__(self, stream: io.BytesIO) -> None:
        super().__init__(stream, protocol=pickle.HIGHEST_PROTOCOL)
        self.dispatch_table = {**copyreg.dispatch_table, MappingProxyType: _reduced_mapping}
