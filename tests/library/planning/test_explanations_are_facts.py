"""Every statement about a plan is checked the slow way, pair by pair, on random small folders."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray
from small_folders import folder, forbid, line, officer, pin, planned

from releve.eligibility import judge_pair
from releve.model import Category, Deployment, Gender, Level, PreviousPair, Reason, Snapshot, Verdict, Vetting
from releve.planning import LEVELS, NotPlaced, Standing, UnfilledSeats, build_problem, explain_plan
from releve.planning.near_misses import mend
from releve.planning.objective import evaluate_plan, is_feasible

COUNTRIES = ("SEN", "GHA", "FRA")


def random_folder(seed: int) -> Snapshot:
    draw = Random(seed)  # noqa: S311 - a test, no secret
    officers = [
        officer(
            f"O{i}",
            country=draw.choice(COUNTRIES),
            gender=draw.choice([Gender.F, Gender.M, None]),
            languages={"fr": draw.choice([Level.A2, Level.B1, Level.B2, Level.B2]), "en": draw.choice([Level.B1, Level.C1])},
            rank=draw.randint(2, 6),
            vetting=draw.choice([Vetting.CLEAR] * 5 + [Vetting.PENDING]),
            assessment_score=draw.choice([40, 60, 80]),
            medical_expires_on=draw.choice([date(2026, 2, 1), *[date(2027, 1, 1)] * 5]),
        )
        for i in range(draw.randint(5, 10))
    ]
    posts = [
        line(
            f"P{j}",
            mission=draw.choice(["ALPHA", "UNHQ"]),
            seats=draw.choice([1, 1, 2]),
            priority=draw.randint(1, 3),
            languages_required={draw.choice(["fr", "en"]): draw.choice([Level.B1, Level.B2])},
            rank_min=draw.choice([None, None, 4]),
            category=draw.choice([Category.IPO, Category.SPT]),
        )
        for j in range(draw.randint(2, 4))
    ]
    pairs = [(o.officer_id, p.post_id) for o in officers for p in posts]
    serving = [Deployment(officer_id=draw.choice(["O0", "S1"]), mission="ALPHA", category=Category.IPO, country="SEN", gender=Gender.M)]
    snapshot = folder(
        officers,
        posts,
        policy={"national_cap": draw.choice([Decimal("0.3"), Decimal("0.5"), Decimal(1)]), "women_target": women_targets(draw)},
        decisions=tuple(forbid(*pair) for pair in draw.sample(pairs, 3)),
        previous=tuple(PreviousPair(officer_id=o, post_id=p) for o, p in draw.sample(pairs, 3)),
        deployments=tuple(draw.sample(serving, draw.randint(0, 1))),
    )
    return with_pin(snapshot, *draw.choice(pairs)) if draw.random() < 0.7 else snapshot


def women_targets(draw: Random) -> dict[Category, Decimal]:
    return dict.fromkeys(Category, draw.choice([Decimal(0), Decimal("0.5")]))


def with_pin(snapshot: Snapshot, officer_id: str, post_id: str) -> Snapshot:
    """Return the snapshot with a pin, or without it where it cannot hold."""
    pinned = replace(snapshot, decisions=(*snapshot.decisions, pin(officer_id, post_id)))
    _, problems = build_problem(pinned)
    return snapshot if any(problem.is_error for problem in problems) else pinned


class Facts:
    """What is true of a plan, found pair by pair."""

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        snapshot = standing.snapshot
        people = [snapshot.officers.officer(i) for i in range(len(snapshot.officers))]
        self.unmet = {
            (o.officer_id, p.post_id): [
                f for f in judge_pair(o, p, snapshot.mission_of(p), snapshot.policy.thresholds) if f.verdict is not Verdict.MET
            ]
            for o in people
            for p in snapshot.posts
        }
        self.serving = {d.officer_id for d in snapshot.deployments}
        self.forbidden = {(d.officer_id, d.post_id) for d in snapshot.decisions if d.decision.value == "forbid"}
        self.pins = {(d.officer_id, d.post_id) for d in snapshot.decisions if d.decision.value == "pin"}
        pairs, problem = standing.problem.pairs, standing.problem
        self.at = {problem.officer_id[pairs.officer_idx[k]]: problem.post_id[pairs.post_idx[k]] for k in standing.result.chosen}
        self.free = [o for o in problem.officer_id if o not in self.at and o not in self.serving]
        self.open = {p.post_id: p.seats - list(self.at.values()).count(p.post_id) for p in snapshot.posts}

    def may_serve(self, officer_id: str, post_id: str) -> bool:
        return not self.unmet[officer_id, post_id] and (officer_id, post_id) not in self.forbidden and officer_id not in self.serving

    def plan_with(self, officer_id: str, post_id: str, *, instead_of: str | None = None) -> NDArray[np.int64]:
        """Return the plan with one officer more in a line, perhaps in the place of another."""
        snapshot, pairs = self.standing.snapshot, self.standing.problem.pairs
        k = pairs.position_of(snapshot.officer_idx[officer_id], snapshot.post_idx[post_id])
        stay = [int(c) for c in self.standing.result.chosen if self.standing.problem.officer_id[pairs.officer_idx[c]] != instead_of]
        return np.array(sorted([*stay, k]), np.int64)

    def may_follow(self, officer_id: str, post_id: str) -> bool:
        """Return whether a free officer could join the line, or take the place of a holder, within the national cap."""
        problem, snapshot = self.standing.problem, self.standing.snapshot
        country = problem.country[snapshot.officer_idx[officer_id]]
        mission = snapshot.posts[snapshot.post_idx[post_id]].mission
        there = {
            o: post
            for o, post in self.at.items()
            if snapshot.posts[snapshot.post_idx[post]].mission == mission and problem.country[snapshot.officer_idx[o]] == country
        }
        room = int(problem.cap_left[snapshot.mission_idx[mission], country]) - len(there)
        return self.may_serve(officer_id, post_id) and (room > 0 or post_id in there.values())

    def could_move(self, officer_id: str, post_id: str) -> bool:
        """Return whether the cap of the mission lets a placed officer move to an open seat of this line."""
        snapshot, problem = self.standing.snapshot, self.standing.problem
        mission_of = {post.post_id: post.mission for post in snapshot.posts}
        country = problem.country[snapshot.officer_idx[officer_id]]
        there = [
            o
            for o, post in self.at.items()
            if mission_of[post] == mission_of[post_id] and problem.country[snapshot.officer_idx[o]] == country and o != officer_id
        ]
        return len(there) < problem.cap_left[snapshot.mission_idx[mission_of[post_id]], country]

    def exchanges(self, officer_id: str) -> dict[tuple[str, str], tuple[int, ...]]:
        """Return what every exchange with a holder who is not pinned loses: the cap, then level by level."""
        problem, before = self.standing.problem, self.standing.result.objective.compare_key()
        found = {}
        for holder, post_id in self.at.items():
            if self.may_serve(officer_id, post_id) and (holder, post_id) not in self.pins:
                plan = self.plan_with(officer_id, post_id, instead_of=holder)
                after = evaluate_plan(problem, plan).compare_key()
                found[post_id, holder] = (int(not is_feasible(problem, plan)), *(b - a for a, b in zip(after, before, strict=True)))
        return found


def check_open_line(facts: Facts, found: UnfilledSeats) -> None:
    post_id = found.post_id
    eligible = {o for (o, p), unmet in facts.unmet.items() if p == post_id and not unmet}
    left = {o for o in eligible if o not in facts.serving and facts.at.get(o) != post_id}
    forbidden = {o for o in left if (o, post_id) in facts.forbidden}
    capped = {o for o in left - forbidden if o not in facts.at}
    pinned = {o for o in left - forbidden - capped if (o, facts.at[o]) in facts.pins}
    elsewhere = left - forbidden - capped
    capped_elsewhere = {o for o in elsewhere - pinned if not facts.could_move(o, post_id)}
    expected = next(
        reason
        for reason, officers in (
            (Reason.NATIONAL_CAP, capped),
            (Reason.USED_ELSEWHERE, elsewhere - pinned - capped_elsewhere),
            (Reason.NATIONAL_CAP, capped_elsewhere),
            (Reason.PINNED_OUT, pinned),
            (Reason.FORBIDDEN, forbidden),
            (Reason.NO_ELIGIBLE, {"nobody"}),
        )
        if officers
    )
    counts = {"eligible": eligible, "elsewhere": elsewhere, "pinned": pinned, "capped": capped, "forbidden": forbidden}
    counts["capped_elsewhere"] = capped_elsewhere
    assert (found.reason, found.seats) == (expected, facts.open[post_id])
    assert {name: found.data[name] for name in counts} == {name: len(officers) for name, officers in counts.items()}
    assert sum(int(str(found.data[name])) for name in ("here", "elsewhere", "capped", "forbidden", "serving")) == found.data["eligible"]
    # In a proven plan a free officer who might serve in an open seat would break the cap.
    assert [o for o in capped if is_feasible(facts.standing.problem, facts.plan_with(o, post_id))] == []


def check_officer(facts: Facts, found: NotPlaced) -> None:
    name = found.officer_id
    lines = [p for (o, p) in facts.unmet if o == name and facts.may_serve(o, p)]
    exchanges = facts.exchanges(name)
    if name in facts.serving:
        assert found.reason is Reason.NO_SEAT
    elif not lines:
        fewest = min(len(unmet) for (o, _), unmet in facts.unmet.items() if o == name)
        nearest = [(p, unmet) for (o, p), unmet in facts.unmet.items() if o == name and len(unmet) == fewest]
        assert found.reason is (Reason.NO_ELIGIBLE if fewest else Reason.FORBIDDEN)
        assert (found.data["away"], found.data["lines"]) == (fewest, len(nearest))
        rules = [f.rule for _, unmet in nearest for f in unmet]
        assert found.blocking_rule is None if not rules else rules.count(str(found.blocking_rule)) == max(map(rules.count, rules))
        assert found.post_id in [p for p, _ in nearest]
    elif any(facts.open[p] for p in lines):
        assert (found.reason, found.data["cap_left"], facts.open[str(found.post_id)] > 0) == (Reason.NATIONAL_CAP, 0, True)
    elif not exchanges:
        assert (found.reason, found.data["holder"]) == (Reason.PINNED_OUT, None)
    else:
        loss = exchanges[str(found.post_id), str(found.data["holder"])]
        level = next((level for level, lost in zip(("national_cap", *LEVELS), loss, strict=True) if lost), "tie")
        assert (found.reason, found.data["level"], loss) == (Reason.BETTER_PLACED, level, min(exchanges.values()))


@pytest.mark.parametrize("seed", range(60))
def test_every_reason_holds(seed: int) -> None:
    standing = planned(random_folder(seed))
    facts = Facts(standing)

    found = explain_plan(standing)

    assert [u.post_id for u in found.unfilled] == [post_id for post_id, n in facts.open.items() if n]
    assert [o.officer_id for o in found.not_placed] == [o for o in standing.problem.officer_id if o not in facts.at]
    for unfilled in found.unfilled:
        check_open_line(facts, unfilled)
    for not_placed in found.not_placed:
        check_officer(facts, not_placed)


@pytest.mark.parametrize("seed", range(60))
def test_every_near_miss_reserve_and_finding_holds(seed: int) -> None:
    standing = planned(random_folder(seed))
    facts = Facts(standing)
    near = {pair: unmet for pair, unmet in facts.unmet.items() if pair[0] in facts.free and facts.open[pair[1]] and 1 <= len(unmet) <= 2}
    groups: defaultdict[tuple[str, str, str], set[tuple[str, str]]] = defaultdict(set)
    for pair, unmet in near.items():
        if len(unmet) == 1:
            groups[unmet[0].rule, *mend(unmet[0])].add(pair)

    found = explain_plan(standing)

    assert {(g.rule, g.from_, g.to): (g.officers, g.posts) for g in found.near_misses} == {
        key: (len({o for o, _ in pairs}), len({p for _, p in pairs})) for key, pairs in groups.items()
    }
    assert [(row.post_id, row.officer_id, row.finding) for row in found.findings] == [
        (p, o, finding) for (o, p), unmet in sorted(near.items(), key=lambda item: (item[0][1], item[0][0])) for finding in unmet
    ]
    in_reserve = defaultdict(set)
    for reserve in found.reserves:
        in_reserve[reserve.post_id].add(reserve.officer_id)
    assert in_reserve == {post_id: who for post_id in facts.open if (who := {o for o in facts.free if facts.may_follow(o, post_id)})}
