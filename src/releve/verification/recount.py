"""What a folder allows and asks, counted once more: who may serve where, fit, limits, and what people decided."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray

from releve.eligibility import RULES, Rule, judge_pair, screen_post
from releve.eligibility.limits import latest_day
from releve.model import UNKNOWN, DecisionKind, Gender, Mission, PostLine, Snapshot, UnknownPolicy, Verdict, Waiver
from releve.model.officers import GENDERS

BYTES_HELD: Final = 1 << 27
"""Most memory that the verdicts kept for later lines may take."""
FAR_DAY: Final = np.datetime64("9999-12-31", "D")


class Watched:
    """A post line or a mission that notes which of its fields are read."""

    def __init__(self, of: PostLine | Mission, read: set[tuple[str, str]]) -> None:
        self._of, self._read = of, read

    def __getattr__(self, name: str) -> object:
        """Return a field, and note its name."""
        self._read.add((type(self._of).__name__, name))
        return getattr(self._of, name)


class Recount:
    """
    A snapshot, counted again; by officer, post line, mission or group of the women's targets, in the order of the snapshot.

    ``country`` is an index, blank cells sharing the last one; ``cap_left`` has shape ``(n_missions, n_countries + 1)``;
    ``need`` counts the women still to assign to each group, ``group`` is the index of each line's.
    """

    def __init__(self, snapshot: Snapshot, rules: Sequence[Rule]) -> None:
        officers, posts, serving, policy = snapshot.officers, snapshot.posts, snapshot.deployments, snapshot.policy
        self.snapshot, self.rules, self.conditional = snapshot, rules, policy.unknown is UnknownPolicy.CONDITIONAL
        self.country = np.where(officers.country == UNKNOWN, len(officers.countries), officers.country).astype(np.intp)
        self.woman = officers.gender == GENDERS.index(Gender.F)
        self.mission = [snapshot.mission_idx[post.mission] for post in posts]
        self.groups = sorted({(post.mission, post.category) for post in posts})
        self.group = [self.groups.index((post.mission, post.category)) for post in posts]
        held = Counter((d.mission, d.category) for d in serving)
        women = Counter((d.mission, d.category) for d in serving if d.gender is Gender.F)
        there, seats = Counter(d.mission for d in serving), Counter[Any]()
        for post in posts:
            seats.update({(post.mission, post.category): post.seats, post.mission: post.seats})
        asked = [Fraction(policy.women_target[group[1]]) * (seats[group] + held[group]) for group in self.groups]
        self.need = [max(0, ceil(share) - women[group]) for share, group in zip(asked, self.groups, strict=True)]
        self.countries, of_country = (*officers.countries, ""), Counter((d.mission, d.country or "") for d in serving)
        names = [mission.mission for mission in snapshot.missions]
        caps = [max(1, floor(Fraction(policy.national_cap) * (seats[m] + there[m]))) for m in names]
        left = [[max(0, cap - of_country[m, c]) for c in self.countries] for m, cap in zip(names, caps, strict=True)]
        self.cap_left = np.array(left, np.int64).reshape(len(names), len(self.countries))
        self.pins = self._pairs(d for d in snapshot.decisions if d.decision is DecisionKind.PIN)
        self.forbidden = self._pairs(d for d in snapshot.decisions if d.decision is DecisionKind.FORBID)
        self.previous = self._pairs(snapshot.previous)
        self.waivers: defaultdict[tuple[int, int], list[Waiver]] = defaultdict(list)
        for waiver in snapshot.waivers:
            self.waivers[snapshot.officer_idx[waiver.officer_id], snapshot.post_idx[waiver.post_id]].append(waiver)
        # Waivers and decisions touch few pairs: these are judged one by one after the rules have been screened.
        self._by_hand: defaultdict[int, list[int]] = defaultdict(list)
        for i, j in {*self.waivers, *self.forbidden}:
            self._by_hand[j].append(i)
        self.serving = {snapshot.officer_idx[d.officer_id] for d in serving if d.officer_id in snapshot.officer_idx}
        self._free = np.packbits([i not in self.serving for i in range(len(officers))])
        self._read: list[frozenset[frozenset[tuple[str, str]]]] = [frozenset()] * len(rules)
        self._held: dict[tuple[Any, ...], NDArray[np.uint8]] = {}
        score, tours = np.maximum(officers.assessment_score, 0).astype(np.int64), np.clip(officers.un_missions, 0, 2).astype(np.int64)
        self._points = policy.fit["missions"] * tours // 2 + policy.fit["assessment"] * score // 100
        since = np.where(np.isnat(officers.service_since), FAR_DAY, officers.service_since)
        self._since = since.astype("datetime64[D]").astype(np.int64)

    def judge(self, i: int, j: int) -> tuple[bool, list[str], list[str], list[str]]:
        """Return whether a pair may be planned, by the scalar rules; the rules against it, those waived, and those unknown."""
        snapshot, post, waivers = self.snapshot, self.snapshot.posts[j], self.waivers.get((i, j), ())
        officer, mission, thresholds = snapshot.officers.officer(i), snapshot.mission_of(post), snapshot.policy.thresholds
        findings = judge_pair(officer, post, mission, thresholds, rules=self.rules, waivers=waivers)
        against = [finding.rule for finding in findings if finding.verdict is Verdict.NOT_MET and not finding.waived]
        unknown = [finding.rule for finding in findings if finding.verdict is Verdict.UNKNOWN and not finding.waived]
        against += [] if self.conditional else unknown
        may = not against and (i, j) not in self.forbidden and i not in self.serving
        return may, against, [finding.rule for finding in findings if finding.waived], unknown

    def may_serve(self, j: int) -> NDArray[np.intp]:
        """Return the officers who may be planned in a line, increasing: verdicts of whole columns as bits, joined, then unpacked."""
        bits = self._free.copy()
        for k in range(len(self.rules)):
            bits &= self._passing(k, j)
        allowed = np.unpackbits(bits, count=len(self.woman)).view(np.bool_)
        for i in self._by_hand.get(j, ()):
            allowed[i] = self.judge(i, j)[0]
        return np.flatnonzero(allowed)

    def fit(self, j: int, of: NDArray[np.intp]) -> NDArray[np.int64]:
        """Return the fit of some officers for a line, in points; shape as ``of``. Source: planning contract, Objective, ``fit``."""
        officers, post, policy = self.snapshot.officers, self.snapshot.posts[j], self.snapshot.policy
        steps = np.zeros(len(of), np.int64)
        for tag, level in post.languages_required.items():
            steps += np.maximum(officers.levels_of(tag)[of].astype(np.int64) - level, 0)
        for tag, level in post.languages_desired.items():
            steps += officers.levels_of(tag)[of] >= level
        points: NDArray[np.int64] = self._points[of] + policy.fit["language"] * np.minimum(steps, 4) // 4
        if post.skills_desired:
            held = np.sum([officers.holds_skill(code)[of] for code in post.skills_desired], axis=0, dtype=np.int64)
            points += policy.fit["skills"] * held // len(post.skills_desired)
        asked = max(policy.thresholds.service_years.value, post.service_years_min or 0)
        # The last days on which service with one to ten years more than asked began, the earliest first.
        begun = np.array([latest_day(post.starts_on, 12 * (asked + n)) for n in range(10, 0, -1)], "datetime64[D]").astype(np.int64)
        return points + policy.fit["experience"] * (10 - np.searchsorted(begun, self._since[of])) // 10

    def _pairs(self, rows: Iterable[Any]) -> set[tuple[int, int]]:
        officers, posts = self.snapshot.officer_idx, self.snapshot.post_idx
        return {(officers[r.officer_id], posts[r.post_id]) for r in rows if r.officer_id in officers and r.post_id in posts}

    def _passing(self, k: int, j: int) -> NDArray[np.uint8]:
        """Return who passes a rule in a line, as packed bits; lines alike in all that the rule has read before share one answer."""
        rule, post = self.rules[k], self.snapshot.posts[j]
        mission = self.snapshot.mission_of(post)
        for names in self._read[k]:
            held = self._held.get(_key(k, names, post, mission))
            if held is not None:
                return held
        read: set[tuple[str, str]] = set()
        watched = cast("tuple[PostLine, Mission]", (Watched(post, read), Watched(mission, read)) if rule in RULES else (post, mission))
        found = screen_post(self.snapshot.officers, *watched, self.snapshot.policy.thresholds, rules=(rule,))
        bits = np.packbits((found.not_met_mask if self.conditional else found.not_met_mask | found.unknown_mask) == 0)
        if rule in RULES:
            if len(self._held) * len(bits) > BYTES_HELD:
                self._held.clear()
            self._held[_key(k, read, post, mission)] = bits
            self._read[k] |= {frozenset(read)}
        return bits


def _key(k: int, names: Iterable[tuple[str, str]], post: PostLine, mission: Mission) -> tuple[Any, ...]:
    values = ((name, getattr(post if owner == "PostLine" else mission, name)) for owner, name in sorted(names))
    return (k, *((name, tuple(value.items()) if isinstance(value, Mapping) else value) for name, value in values))
