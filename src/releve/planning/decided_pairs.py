"""Pairs that somebody named: pins, the previous plan, an assignment; those of them that may be planned, found without all others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.eligibility.bits import are_set
from releve.eligibility.finding import Rule
from releve.errors import Problem
from releve.model import Snapshot
from releve.planning.build import frame_of
from releve.planning.decided import Decided, find_pin_problems, find_previous_problems
from releve.planning.problem import AssignmentProblem, Pairs
from releve.planning.register import Register, register_of
from releve.planning.register_part import RegisterPart

FIT_BITS: Final = 20
"""Fits are 50,000 at most: five weights of 10,000."""


@dataclass(frozen=True, kw_only=True, eq=False)
class DecidedPairs:
    """
    Decisions, and the pairs that may be planned of those that are pinned, stand in the previous plan or were named beside.

    Attributes
    ----------
    officer_idx, post_idx, fit
        Shape ``(n,)``, by line, then officer.
    """

    decided: Decided
    officer_idx: NDArray[np.int64]
    post_idx: NDArray[np.int64]
    fit: NDArray[np.int32]

    @classmethod
    def of(cls, register: Register, decided: Decided, *, also: Iterable[tuple[int, int]] = ()) -> DecidedPairs:
        """Return the decided pairs of a register, and others by officer and line, that may be planned."""
        wanted = np.array(sorted({*decided.pins, *decided.previous, *also}, key=lambda pair: (pair[1], pair[0])), np.int64).reshape(-1, 2)
        fit, may = np.zeros(len(wanted), np.int32), np.zeros(len(wanted), np.bool_)
        # Only the officers named are judged: of a large register these are few.
        named, place = np.unique(wanted[:, 0], return_inverse=True)
        part = RegisterPart(register, named)
        lines, first = np.unique(wanted[:, 1], return_index=True)
        for j, mine in zip(lines.tolist(), np.split(np.arange(len(wanted)), first[1:]), strict=False):
            officers = wanted[mine, 0]
            is_out = register.serving[officers] | register.are_forbidden(j, officers)
            may[mine] = are_set(part.eligible(j), place[mine]) & ~is_out
            fit[mine] = register.fit_of(j, officers)
        return cls(decided=decided, officer_idx=wanted[may, 0], post_idx=wanted[may, 1], fit=fit[may])


def pairs_of(
    register: Register, decided: DecidedPairs, officer_idx: NDArray[np.int32], post_idx: NDArray[np.int32], fit: NDArray[np.int32]
) -> Pairs:
    """Return some pairs that may be planned, with the decided ones, as the pairs of a problem: by line and officer, each once, marked."""
    n_posts, n_officers = len(register.snapshot.posts), max(1, register.n_officers)
    # One number a pair, the fit at its end: sorted in place, for of a large register there are millions.
    key = np.concatenate((post_idx, decided.post_idx)).astype(np.int64)
    key *= n_officers
    key += np.concatenate((officer_idx, decided.officer_idx))
    key <<= FIT_BITS
    key += np.concatenate((fit, decided.fit))
    key.sort()
    key = key[np.concatenate((np.ones(min(1, len(key)), np.bool_), key[1:] != key[:-1]))]
    fit = (key & (1 << FIT_BITS) - 1).astype(np.int32)
    key >>= FIT_BITS
    posts, officers = (key // n_officers).astype(np.int32), (key % n_officers).astype(np.int32)
    pairs = Pairs(
        post_start=np.concatenate(([0], np.cumsum(np.bincount(posts, minlength=n_posts)))).astype(np.int64),
        officer_idx=officers,
        post_idx=posts,
        fit=fit,
        waived_mask=np.zeros(len(key), np.uint32),
        unknown_mask=np.zeros(len(key), np.uint32),
        kept=np.zeros(len(key), np.bool_),
        pinned=np.zeros(len(key), np.bool_),
    )
    for j in register.lines_with_masks():
        own = slice(int(pairs.post_start[j]), int(pairs.post_start[j + 1]))
        pairs.waived_mask[own], pairs.unknown_mask[own] = register.masks_of(j, officers[own].astype(np.int64))
    pairs.mark(kept=decided.decided.previous, pinned=decided.decided.pins)
    return pairs


def build_decided(
    snapshot: Snapshot, *, rules: Sequence[Rule], also: Iterable[tuple[int, int]] = ()
) -> tuple[AssignmentProblem, Register, tuple[Problem, ...]]:
    """
    Return a problem of the decided pairs alone, the register, and what is wrong with pins and previous plan.

    The problems are those that :func:`releve.planning.build_problem` tells; where one is an error, no pair is pinned.

    Parameters
    ----------
    also
        More pairs that the problem is to hold where they may be planned, by officer and line.
    """
    decided = Decided.from_snapshot(snapshot)
    register = register_of(snapshot, rules=rules, forbidden=decided.forbidden_by_post())
    nobody, no_fit = np.zeros(0, np.int32), np.zeros(0, np.int32)
    pairs = pairs_of(register, DecidedPairs.of(register, decided, also=also), nobody, nobody, no_fit)
    problem = replace(frame_of(snapshot), pairs=pairs)
    problems = tuple(find_problems(snapshot, decided, problem, rules=rules))
    if any(found.is_error for found in problems):
        pairs.pinned[:] = False
    return problem, register, problems


def problems_of_decisions(snapshot: Snapshot, *, rules: Sequence[Rule]) -> tuple[Problem, ...]:
    """Return what is wrong with the pins and the previous plan of a snapshot of any size."""
    return build_decided(snapshot, rules=rules)[2]


def find_problems(snapshot: Snapshot, decided: Decided, problem: AssignmentProblem, *, rules: Sequence[Rule]) -> Iterator[Problem]:
    """Yield what is wrong with the pins and the previous plan; ``problem`` holds every such pair that may be planned."""
    pairs = problem.pairs
    yield from find_pin_problems(snapshot, decided, pairs=pairs, cap_left=problem.cap_left, country=problem.country, rules=rules)
    yield from find_previous_problems(snapshot, decided, pairs=pairs, rules=rules)
