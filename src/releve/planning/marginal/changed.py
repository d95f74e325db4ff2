"""A problem with one thing changed: seats, caps, needs, pairs of an officer, officers. Arrays in, arrays out; no rule is asked here."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from releve.planning.problem import AssignmentProblem, Pairs


@dataclass(frozen=True, kw_only=True, eq=False)
class MorePairs:
    """
    Pairs to add, in any order; arrays of shape ``(n_added,)``.

    ``officer_idx`` and ``post_idx`` int32, ``fit`` int32, ``kept`` bool. None of them is pinned.
    """

    officer_idx: NDArray[np.int32]
    post_idx: NDArray[np.int32]
    fit: NDArray[np.int32]
    kept: NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True, eq=False)
class MoreOfficers:
    """
    Officers to add behind those of a problem; arrays of shape ``(n_added,)``.

    ``country`` holds columns of ``cap_left``; in ``pairs`` officers count from 0, the first one added.
    """

    woman: NDArray[np.bool_]
    country: NDArray[np.int32]
    pairs: MorePairs


def with_pairs(problem: AssignmentProblem, added: MorePairs) -> AssignmentProblem:
    """Return a problem with more pairs; one that it holds already gets the fit given here, and stays kept and pinned as it was."""
    pairs = problem.pairs
    position = [pairs.position_of(int(i), int(j)) for i, j in zip(added.officer_idx, added.post_idx, strict=True)]
    is_new = np.array([found is None for found in position], np.bool_)
    fit = pairs.fit.copy()
    for found, value in zip(position, added.fit, strict=True):
        if found is not None:
            fit[found] = value
    return replace(problem, pairs=_merged(replace(pairs, fit=fit), added, is_new, n_posts=len(problem.post_id)))


def with_officers(problem: AssignmentProblem, added: MoreOfficers) -> AssignmentProblem:
    """Return a problem with officers added; they have no clearance date, so that among equals they come last."""
    n_before, n_added = len(problem.officer_id), len(added.woman)
    pairs = replace(added.pairs, officer_idx=added.pairs.officer_idx + np.int32(n_before))
    return replace(
        problem,
        officer_id=(*problem.officer_id, *(f"+{k}" for k in range(n_before, n_before + n_added))),
        woman=np.concatenate((problem.woman, added.woman)),
        country=np.concatenate((problem.country, added.country)).astype(np.int32),
        clearance_expires_on=np.concatenate((problem.clearance_expires_on, np.full(n_added, np.datetime64("NaT"), "datetime64[D]"))),
        pairs=_merged(problem.pairs, pairs, np.ones(len(pairs.fit), np.bool_), n_posts=len(problem.post_id)),
    )


def _merged(pairs: Pairs, added: MorePairs, is_new: NDArray[np.bool_], *, n_posts: int) -> Pairs:
    n_new = int(is_new.sum())
    old = _columns(pairs, np.ones(len(pairs), np.bool_))
    new = {
        "officer_idx": added.officer_idx[is_new],
        "post_idx": added.post_idx[is_new],
        "fit": added.fit[is_new],
        "kept": added.kept[is_new],
        "waived_mask": np.zeros(n_new, np.uint32),
        "unknown_mask": np.zeros(n_new, np.uint32),
        "pinned": np.zeros(n_new, np.bool_),
    }
    return _ordered({name: np.concatenate((column, new[name])) for name, column in old.items()}, n_posts=n_posts)


def _columns(pairs: Pairs, stays: NDArray[np.bool_]) -> dict[str, NDArray[np.generic]]:
    return {name: column[stays] for name, column in vars(pairs).items() if name != "post_start"}


def _ordered(columns: dict[str, NDArray[np.generic]], *, n_posts: int) -> Pairs:
    """Return pairs as compressed rows: post by post, officers increasing within a post."""
    order = np.lexsort((columns["officer_idx"], columns["post_idx"]))
    sizes = np.bincount(columns["post_idx"].astype(np.int64), minlength=n_posts)
    start = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
    return Pairs(post_start=start, **{name: column[order] for name, column in columns.items()})  # type: ignore[arg-type]  # by name
