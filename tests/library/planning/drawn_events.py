"""Random events on a plan, of every kind, and what must hold of each answer."""

import random
from dataclasses import replace

import numpy as np

from releve.model import SolveStatus
from releve.planning import ObjectiveValue, build_problem
from releve.planning.limits import caps_left, parity_groups
from releve.planning.objective import evaluate_plan, is_feasible
from releve.planning.replanning import Event, EventRefusedError, Forbid, NewLine, Pin, Replan, Replanner, SeatChange, Withdrawal

KINDS = ("withdrawal", "new line", "seats", "cancelled", "pin", "forbid")


def draw_event(rng: random.Random, replanner: Replanner, kinds: tuple[str, ...] = KINDS) -> Event:
    """Return an event; most of those drawn for officers are about one who has a seat."""
    state, posts = replanner.state, replanner.snapshot.posts
    lines = sorted(state.lines.idx)
    kind = rng.choice(kinds) if lines else "new line"
    if kind == "new line":
        base, other = rng.choice(posts), rng.choice(posts)
        category = other.category if other.mission == base.mission else base.category
        more = {"seats": rng.choice((1, 1, 2, 3)), "priority": rng.randint(1, 4), "category": category, "starts_on": other.starts_on}
        return NewLine(post=replace(base, post_id=f"N{rng.randrange(10**6):06d}", **more))
    line = rng.choice(lines)
    if kind in {"seats", "cancelled"}:
        return SeatChange(post_id=line, seats=0 if kind == "cancelled" else rng.choice((1, 2, 3, 4)))
    officers = [officer for officer, is_gone in zip(state.problem.officer_id, state.gone, strict=True) if not is_gone]
    placed = replanner.assignments
    if placed and rng.random() < 0.8:
        officer_id, post_id = rng.choice(placed)
    else:
        officer_id, post_id = rng.choice(officers), line
    if kind == "withdrawal":
        return Withdrawal(officer_id=officer_id)
    if kind == "forbid":
        return Forbid(officer_id=officer_id, post_id=post_id)
    eligible = state.candidates(state.lines.idx[line])[0].tolist()
    return Pin(officer_id=state.problem.officer_id[rng.choice(eligible)] if eligible else officer_id, post_id=line)


def answers(rng: random.Random, replanner: Replanner, n_events: int) -> list[Replan]:
    """Return the answers to events in a row, those that were refused left out."""
    found = []
    for _ in range(n_events):
        try:
            answer = replanner.answer(draw_event(rng, replanner))
        except EventRefusedError:
            continue
        found.append(answer)
        replanner = answer.replanner
    return found


def faults_of_plan(answer: Replan) -> list[str]:
    """Return what is wrong with the plan of an answer by the changed snapshot alone."""
    snapshot = answer.replanner.changed_snapshot()
    problem, problems = build_problem(snapshot)
    lines, groups, cap_left = answer.replanner.state.lines, parity_groups(snapshot), caps_left(snapshot)
    at = [problem.pairs.position_of(snapshot.officer_idx[o], snapshot.post_idx[p]) for o, p in answer.replanner.assignments]
    known = np.array(sorted(position for position in at if position is not None), np.int64)
    places = [lines.idx[post.post_id] for post in snapshot.posts]
    checks = {
        "a pin does not hold": not any(found.is_error for found in problems),
        "a pair may not be planned": None not in at,
        "not feasible": is_feasible(problem, known),
        "not worth what it says": evaluate_plan(problem, known) == answer.objective,
        "other seats": lines.seats[places].tolist() == [post.seats for post in snapshot.posts],
        "other targets": lines.group_need[lines.group[places]].tolist() == groups.need[groups.group].tolist(),
        "other caps": lines.cap_left.tolist() == cap_left.tolist(),
    }
    return [fault for fault, holds in checks.items() if not holds]


def faults_of_bounds(answer: Replan, best: ObjectiveValue) -> list[str]:
    """Return what is wrong with the bounds of an answer, ``best`` being the value of the best plan there is."""
    value, bound, optimum = answer.objective.compare_key(), answer.bound.compare_key(), best.compare_key()
    faults = ["better than the best"] if value > optimum else []
    faults += ["below its own plan"] if any(b < v for b, v in zip(bound, value, strict=True)) else []
    # Up to the first level where the best plan is better, it has the values that the bounds speak of.
    same = next((k for k in range(len(value)) if value[k] != optimum[k]), len(value) - 1)
    faults += ["below the best plan"] if any(b < o for b, o in zip(bound[: same + 1], optimum, strict=False)) else []
    faults += ["proven, but not the best"] if answer.status is SolveStatus.OPTIMAL and value != optimum else []
    return faults
