"""A register and its lines as the planner reads them: who may be planned where, and at which fit, without a list of all pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from releve.eligibility import screen_post
from releve.eligibility.bits import RegisterBits, are_set, everyone_bits, let_in, n_set, n_words, pack_bits, unpack_bits
from releve.eligibility.distances import count_kept_out
from releve.eligibility.finding import Rule
from releve.eligibility.line_keys import LineKeys, number_lines
from releve.model import Gender, Snapshot, UnknownPolicy
from releve.model.officers import GENDERS
from releve.planning.engine.cards import Cards, officer_cards
from releve.planning.scoring import LineScores, OfficerScores, fit_of_officers, line_scores, officer_scores


@dataclass(frozen=True, kw_only=True, eq=False)
class Register:
    """
    All pairs of a snapshot that may be planned, each at hand when it is asked for.

    Attributes
    ----------
    rules
        The rule book; bits of masks are positions in it.
    bits
        The verdicts of the rule book.
    serving
        Shape ``(n_officers,)``, bool: who serves already and takes no seat.
    waiver_mask
        By line: officers with waivers in force there, increasing, and the rules that these set aside, as bits.
    also, never
        By line: officers whom a waiver admits beyond the bits; officers forbidden there. Increasing, int64.
    scores
        What fit reads of the officers.
    """

    snapshot: Snapshot
    rules: Sequence[Rule]
    bits: RegisterBits
    serving: NDArray[np.bool_]
    waiver_mask: Mapping[int, Mapping[int, int]]
    also: Mapping[int, NDArray[np.int64]]
    never: Mapping[int, NDArray[np.int64]]
    scores: OfficerScores
    _lines: dict[int, LineScores] = field(default_factory=dict)

    @property
    def n_officers(self) -> int:
        """Return the number of officers."""
        return len(self.snapshot.officers)

    @cached_property
    def woman(self) -> NDArray[np.bool_]:
        """Return who is declared F; blank is not."""
        found: NDArray[np.bool_] = self.snapshot.officers.gender == GENDERS.index(Gender.F)
        return found

    @cached_property
    def cards(self) -> Cards:
        """Return what fit reads of the officers as compiled loops read it."""
        return officer_cards(self.scores, self.woman)

    @property
    def top_fit(self) -> int:
        """Return the highest fit that any pair could have."""
        return sum(self.snapshot.policy.fit.values())

    @cached_property
    def _plannable(self) -> NDArray[np.uint64]:
        return pack_bits(~self.serving)

    def line(self, post_idx: int) -> LineScores:
        """Return what fit reads of one line."""
        found = self._lines.get(post_idx)
        if found is None:
            snapshot = self.snapshot
            found = self._lines[post_idx] = line_scores(snapshot.officers, snapshot.posts[post_idx], snapshot.policy)
        return found

    def admitted(self, post_idx: int) -> NDArray[np.uint64]:
        """Return who may be planned in one line, as bits; a new array, shape ``(n_words,)``."""
        post = self.snapshot.posts[post_idx]
        found = self.bits.admitted(post, self.snapshot.mission_of(post))
        for officers, is_in in ((self.also.get(post_idx), True), (self.never.get(post_idx), False)):
            if officers is not None:
                words, masks = officers // 64, np.uint64(1) << (officers % 64).astype(np.uint64)
                if is_in:
                    np.bitwise_or.at(found, words, masks)
                else:
                    np.bitwise_and.at(found, words, ~masks)
        np.bitwise_and(found, self._plannable, out=found)
        return found

    def rows_of(self, post_idx: int) -> list[NDArray[np.uint64] | None]:
        """
        Return for each rule of the book whom it does not keep out of one line, or not for a waiver in force; None = nobody is kept out.

        Each has shape ``(n_words,)`` and is not to be written to. Who serves or is forbidden there stands in it like anybody else.
        """
        post = self.snapshot.posts[post_idx]
        rows = self.bits.rows(post, self.snapshot.mission_of(post))
        return let_in(rows, self.waiver_mask.get(post_idx, {}).items())

    def distances_of(self, post_idx: int) -> list[NDArray[np.uint64]]:
        """Return how many rules keep each officer out of one line, as binary digits (:mod:`releve.eligibility.distances`)."""
        return count_kept_out(self.rows_of(post_idx), n_words(self.n_officers))

    def blocking(self, post_idx: int, officer_idx: NDArray[np.int64]) -> NDArray[np.uint32]:
        """Return the rules that keep some officers out of one line, waivers in force taken off, as bits; shape as ``officer_idx``."""
        found = np.zeros(len(officer_idx), np.uint32)
        for k, row in enumerate(self.rows_of(post_idx)):
            if row is not None:
                found |= (~are_set(row, officer_idx)).astype(np.uint32) << np.uint32(k)
        return found

    @cached_property
    def line_keys(self) -> LineKeys:
        """Return the lines numbered by what each rule reads of them."""
        snapshot = self.snapshot
        return number_lines(snapshot.officers, ((post, snapshot.mission_of(post)) for post in snapshot.posts), rules=self.rules)

    def line_number(self, rule: int, post_idx: int) -> int:
        """Return a number of one line that is equal for lines alike to one rule, by its position in the book."""
        return int(self.line_keys.number[rule, post_idx])

    def blocking_everywhere(self, officer_idx: int) -> NDArray[np.uint32]:
        """Return what `blocking` says of one officer for every line; shape ``(n_posts,)``."""
        found = self.line_keys.kept_out(officer_idx, self.bits)
        for post_idx, masks in self.waiver_mask.items():
            found[post_idx] &= np.uint32(~masks.get(officer_idx, 0) & 0xFFFFFFFF)
        return found

    def eligible(self, post_idx: int) -> NDArray[np.int64]:
        """Return whom no rule keeps out of one line, increasing: those who serve or are forbidden there as well."""
        found = everyone_bits(self.n_officers)
        for row in self.rows_of(post_idx):
            if row is not None:
                np.bitwise_and(found, row, out=found)
        return unpack_bits(found)

    def are_forbidden(self, post_idx: int, officer_idx: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return who of some officers is forbidden in one line; shape as ``officer_idx``."""
        return np.isin(officer_idx, self.never.get(post_idx, ()))

    def may_be_planned(self, post_idx: int, officer_idx: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return who of some officers may be planned in one line; shape as ``officer_idx``."""
        return are_set(self.admitted(post_idx), officer_idx)

    def has_more_pairs(self, than: int) -> bool:
        """Return whether more pairs than so many may be planned; counts only until it knows."""
        found = 0
        for post_idx in range(len(self.snapshot.posts)):
            found += n_set(self.admitted(post_idx))
            if found > than:
                return True
        return False

    def officers_of(self, post_idx: int) -> NDArray[np.int64]:
        """Return the officers who may be planned in one line, increasing."""
        return unpack_bits(self.admitted(post_idx))

    def fit_of(self, post_idx: int, officer_idx: NDArray[np.int64]) -> NDArray[np.int32]:
        """Return the fit of some officers for one line; shape as ``officer_idx``."""
        return fit_of_officers(self.scores, self.line(post_idx), officer_idx)

    def lines_with_masks(self) -> Sequence[int]:
        """Return the lines of which `masks_of` can be other than 0."""
        return sorted(self.waiver_mask) if self.snapshot.policy.unknown is UnknownPolicy.REFUSE else range(len(self.snapshot.posts))

    def masks_of(self, post_idx: int, officer_idx: NDArray[np.int64]) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """
        Return of some officers who may be planned in a line the rules that hold only by waiver, and those UNKNOWN and not waived.

        Shapes as ``officer_idx``, bits by position in the rule book.
        """
        waived, unknown = np.zeros(len(officer_idx), np.uint32), np.zeros(len(officer_idx), np.uint32)
        waivers = self.waiver_mask.get(post_idx, {})
        may_be_unknown = self.snapshot.policy.unknown is not UnknownPolicy.REFUSE
        looked_at = np.arange(len(officer_idx)) if may_be_unknown else np.flatnonzero(np.isin(officer_idx, list(waivers)))
        if len(looked_at):
            post = self.snapshot.posts[post_idx]
            some = self.snapshot.officers.take(officer_idx[looked_at].astype(np.intp))
            screening = screen_post(some, post, self.snapshot.mission_of(post), self.snapshot.policy.thresholds, rules=self.rules)
            masks = np.array([waivers.get(int(i), 0) for i in officer_idx[looked_at]], np.uint32)
            waived[looked_at] = (screening.not_met_mask | screening.unknown_mask) & masks
            if may_be_unknown:
                unknown[looked_at] = screening.unknown_mask & ~masks
        return waived, unknown


def register_of(snapshot: Snapshot, *, rules: Sequence[Rule], forbidden: Mapping[int, Sequence[int]]) -> Register:
    """
    Return the register of a snapshot.

    Parameters
    ----------
    forbidden
        By line: officers whom a decision keeps out of it.
    """
    officers, policy = snapshot.officers, snapshot.policy
    admits_unknown = policy.unknown is not UnknownPolicy.REFUSE
    serving = {deployment.officer_id for deployment in snapshot.deployments}
    is_serving = np.fromiter((officer_id in serving for officer_id in officers.officer_id), np.bool_, len(officers))
    waivers = _waiver_masks(snapshot, rules)
    return Register(
        snapshot=snapshot,
        rules=rules,
        bits=RegisterBits(officers, policy.thresholds, rules=rules, admits_unknown=admits_unknown),
        serving=is_serving,
        waiver_mask=waivers,
        also={j: found for j, masks in waivers.items() if len(found := _admitted_by_waiver(snapshot, j, masks, rules))},
        never={j: np.array(sorted(set(kept_out)), np.int64) for j, kept_out in forbidden.items()},
        scores=officer_scores(officers, policy),
    )


def _waiver_masks(snapshot: Snapshot, rules: Sequence[Rule]) -> dict[int, dict[int, int]]:
    """Return the rules waived and in force, as bits: post -> officer -> mask."""
    bit = {rule.code: 1 << k for k, rule in enumerate(rules)}
    masks: dict[int, dict[int, int]] = {}
    for waiver in snapshot.waivers:
        post_idx = snapshot.post_idx[waiver.post_id]
        if waiver.rule in bit and waiver.holds_on(snapshot.posts[post_idx].starts_on):
            of_post = masks.setdefault(post_idx, {})
            officer_idx = snapshot.officer_idx[waiver.officer_id]
            of_post[officer_idx] = of_post.get(officer_idx, 0) | bit[waiver.rule]
    return masks


def _admitted_by_waiver(snapshot: Snapshot, post_idx: int, masks: Mapping[int, int], rules: Sequence[Rule]) -> NDArray[np.int64]:
    """Return which of the officers with waivers no rule keeps out of a line once the waivers hold."""
    found, post = np.array(sorted(masks), np.int64), snapshot.posts[post_idx]
    some = snapshot.officers.take(found.astype(np.intp))
    screening = screen_post(some, post, snapshot.mission_of(post), snapshot.policy.thresholds, rules=rules)
    waived = np.array([masks[int(i)] for i in found], np.uint32)
    blocked = screening.not_met_mask & ~waived
    if snapshot.policy.unknown is UnknownPolicy.REFUSE:
        blocked |= screening.unknown_mask & ~waived
    admitted: NDArray[np.int64] = found[blocked == 0]
    return admitted
