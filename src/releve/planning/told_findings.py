"""The findings that are told of a plan: what is not plainly met of assigned, reserve and near pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from releve.eligibility import Finding, Rule
from releve.planning.near_misses import NearPairs
from releve.planning.reserves import Reserve
from releve.planning.standing import Standing


@dataclass(frozen=True, kw_only=True)
class PairFinding:
    """One finding of one pair."""

    officer_id: str
    post_id: str
    finding: Finding


@dataclass(frozen=True, kw_only=True, eq=False)
class PairFindings:
    """
    Every finding other than MET, and the waived ones, of some pairs, by post, officer and rule; judged when they are asked for.

    Attributes
    ----------
    officer_idx, post_idx
        Shape ``(n_pairs,)``, int64: the pairs, by post, then officer.
    unmet
        Shape ``(n_pairs,)``, uint32: the rules that are not plainly met, as bits.
    """

    standing: Standing
    officer_idx: NDArray[np.int64]
    post_idx: NDArray[np.int64]
    unmet: NDArray[np.uint32]

    def __len__(self) -> int:
        """Return the number of findings."""
        return int(np.bitwise_count(self.unmet).sum(dtype=np.int64))

    def __iter__(self) -> Iterator[PairFinding]:
        """Yield the findings; only rules known not to be met are judged again."""
        snapshot, rules_in = self.standing.snapshot, cache(partial(_rules_in, self.standing.rules))
        thresholds = snapshot.policy.thresholds
        for i, j, mask in zip(self.officer_idx.tolist(), self.post_idx.tolist(), self.unmet.tolist(), strict=True):
            officer, post, waived = self.standing.officer(i), snapshot.posts[j], self.standing.waived_mask(j, i)
            mission = snapshot.mission_of(post)
            for bit, rule in rules_in(mask):
                finding = rule.judge(officer, post, mission, thresholds)
                if waived & bit:
                    finding = replace(finding, waived=True)
                yield PairFinding(officer_id=officer.officer_id, post_id=post.post_id, finding=finding)

    def of_assigned(self) -> PairFindings:
        """Return those of the assigned pairs."""
        own = np.flatnonzero(self.standing.placed_at[self.officer_idx] == self.post_idx)
        return replace(self, officer_idx=self.officer_idx[own], post_idx=self.post_idx[own], unmet=self.unmet[own])


def findings_to_tell(standing: Standing, reserves: Iterable[Reserve], near: NearPairs) -> PairFindings:
    """Return what is not plainly met of the assigned pairs, of reserves and of near pairs."""
    pairs, snapshot = standing.problem.pairs, standing.snapshot
    chosen = standing.result.chosen
    bit = {rule.code: 1 << k for k, rule in enumerate(standing.rules)}
    of_reserves = [
        (snapshot.officer_idx[r.officer_id], snapshot.post_idx[r.post_id], sum(bit[code] for code in (*r.waived, *r.conditional)))
        for r in reserves
        if r.waived or r.conditional
    ]
    told = np.array(of_reserves, np.int64).reshape(-1, 3)
    officer_idx = np.concatenate((pairs.officer_idx[chosen].astype(np.int64), told[:, 0], near.officer_idx))
    post_idx = np.concatenate((pairs.post_idx[chosen].astype(np.int64), told[:, 1], near.post_idx))
    unmet = np.concatenate((pairs.waived_mask[chosen] | pairs.unknown_mask[chosen], told[:, 2].astype(np.uint32), near.unmet))
    order = np.lexsort((officer_idx, post_idx))
    order = order[unmet[order] != 0]
    return PairFindings(standing=standing, officer_idx=officer_idx[order], post_idx=post_idx[order], unmet=unmet[order])


def _rules_in(rules: Sequence[Rule], mask: int) -> tuple[tuple[int, Rule], ...]:
    """Return the rules whose bits are set, with their bits."""
    return tuple((1 << k, rule) for k, rule in enumerate(rules) if mask >> k & 1)
