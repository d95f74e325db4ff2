"""
Measure how long one event takes after a solve: withdrawals, new lines, more seats, pins, forbids, fewer seats, cancelled lines.

Run: ``python benchmarks/replanning.py [S|M|L] [SEED] [--prove N]``; without words L and 11; L is drawn, listed and solved first, a minute.
Each event is asked of the same solved plan, so that all stand alone; time is taken inside the call, with arrays in memory and loops
loaded. With ``--prove N`` so many events of each of the first four kinds are proven too, a solve each, to say how good the answer was.
"""

import argparse
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from releve.model import SolveStatus
from releve.planning.listing import list_problem, solve_listing
from releve.planning.replanning import Event, EventRefusedError, Forbid, NewLine, Pin, Replan, Replanner, SeatChange, Withdrawal
from releve.planning.result import LEVELS
from releve.synthesis import Size, synthesise_register

N_EVENTS = 30


class Asked(NamedTuple):
    """An answer, its seconds on the clock and of the processors."""

    answer: Replan
    wall_s: float
    cpu_s: float


def withdrawal(rng: random.Random, replanner: Replanner) -> Event:
    """Return that somebody who has a seat withdraws."""
    return Withdrawal(officer_id=rng.choice(replanner.assignments)[0])


def new_line(rng: random.Random, replanner: Replanner) -> Event:
    """Return a line like one that there is, with the languages and the first day of another."""
    like, other = rng.sample(replanner.snapshot.posts, 2)
    changes = {"languages_required": other.languages_required, "starts_on": other.starts_on}
    return NewLine(post=replace(like, post_id=f"new-{rng.randrange(10**9)}", **changes))


def more_seats(rng: random.Random, replanner: Replanner) -> Event:
    """Return two seats more in a line."""
    post = rng.choice(replanner.snapshot.posts)
    return SeatChange(post_id=post.post_id, seats=post.seats + 2)


def pin(rng: random.Random, replanner: Replanner) -> Event:
    """Return that an eligible officer, with a seat or without, is fixed to a line."""
    state, post = replanner.state, rng.choice(replanner.snapshot.posts)
    officers = state.candidates(state.lines.idx[post.post_id])[0].tolist()
    return Pin(officer_id=state.problem.officer_id[rng.choice(officers)], post_id=post.post_id) if officers else pin(rng, replanner)


def forbid(rng: random.Random, replanner: Replanner) -> Event:
    """Return that somebody may not have the seat that the plan gave."""
    officer_id, post_id = rng.choice(replanner.assignments)
    return Forbid(officer_id=officer_id, post_id=post_id)


def fewer_seats(rng: random.Random, replanner: Replanner) -> Event:
    """Return a seat less in a line of several."""
    post = rng.choice([post for post in replanner.snapshot.posts if post.seats > 1])
    return SeatChange(post_id=post.post_id, seats=post.seats - 1)


def cancelled_line(rng: random.Random, replanner: Replanner) -> Event:
    """Return that a line is cancelled."""
    return SeatChange(post_id=rng.choice(replanner.snapshot.posts).post_id, seats=0)


KINDS: Mapping[str, Callable[[random.Random, Replanner], Event]] = {
    "withdrawal": withdrawal,
    "new line": new_line,
    "two seats more": more_seats,
    "pin": pin,
    "forbid": forbid,
    "one seat less": fewer_seats,
    "line cancelled": cancelled_line,
}
PROVEN_KINDS = 4


def ask(kind: str, replanner: Replanner, seed: int) -> list[Asked]:
    """Return the answers to events of a kind; those that are refused are drawn anew."""
    rng, found = random.Random(f"{kind} {seed}"), list[Asked]()  # noqa: S311 - draws test data
    while len(found) < N_EVENTS:
        event = KINDS[kind](rng, replanner)
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            answer = replanner.answer(event)
        except EventRefusedError:
            continue
        found.append(Asked(answer, time.perf_counter() - wall, time.process_time() - cpu))
    return found


def at_share(seconds: list[float], share: float) -> str:
    """Return the time that this share of the events stays under, in milliseconds."""
    return f"{sorted(seconds)[min(len(seconds) - 1, int(share * len(seconds)))] * 1e3:.1f}"


def row_of(kind: str, asked: list[Asked]) -> str:
    """Return one row of the table."""
    walls, cpus = [one.wall_s for one in asked], [one.cpu_s for one in asked]
    proven = sum(one.answer.status is SolveStatus.OPTIMAL for one in asked)
    open_levels = sorted({level for one in asked for level, is_proven in zip(LEVELS, one.answer.proven, strict=True) if not is_proven})
    gap = max(max(one.answer.relative_gap) for one in asked)
    times = " | ".join(at_share(seconds, share) for seconds in (walls, cpus) for share in (0.5, 0.95))
    return f"| {kind} | {times} | {proven} of {len(asked)} | {', '.join(open_levels) or '-'} | {gap:.1e} |"


def prove(asked: list[Asked], n: int) -> str:
    """Return how the first answers compare with their proofs."""
    told = []
    for one in asked[:n]:
        wall = time.perf_counter()
        _, result = one.answer.replanner.prove()
        differs = [
            f"{level} {a} for {b}"
            for level, a, b in zip(LEVELS, one.answer.objective.as_tuple(), result.objective.as_tuple(), strict=True)
            if a != b
        ]
        told.append(f"{', '.join(differs) or 'equal'} ({result.status}, {time.perf_counter() - wall:.0f} s)")
    return "; ".join(told)


def main() -> None:
    """Draw a register, solve it, ask, and print the table."""
    words = argparse.ArgumentParser()
    words.add_argument("size", nargs="?", default="L", choices=["S", "M", "L"])
    words.add_argument("seed", nargs="?", type=int, default=11)
    words.add_argument("--prove", type=int, default=0)
    said = words.parse_args()
    listing, result = solve_listing(list_problem(synthesise_register(Size[said.size], seed=said.seed)))
    replanner = Replanner.from_listing(listing, result)
    problem = listing.problem
    print(f"{said.size}, seed {said.seed}: {len(problem.officer_id)} officers, {len(problem.post_id)} lines, {result.status}")
    print("| event | wall, median ms | 95 % | processor, median ms | 95 % | all levels proven | open levels | largest gap |")
    print("|---|---|---|---|---|---|---|---|")
    all_asked = {kind: ask(kind, replanner, said.seed) for kind in KINDS}
    for kind, asked in all_asked.items():
        print(row_of(kind, asked), flush=True)
    for kind in list(KINDS)[:PROVEN_KINDS] if said.prove else ():
        print(f"{kind}, answer and proof: {prove(all_asked[kind], said.prove)}", flush=True)


if __name__ == "__main__":
    main()
