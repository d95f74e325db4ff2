"""The judge of small problems: tries every plan, officer by officer; nothing clever, so that it is plainly right."""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

from releve.planning.problem import AssignmentProblem
from releve.planning.result import ObjectiveValue

_Value: TypeAlias = tuple[int, ...]
_State: TypeAlias = tuple[tuple[int, ...], tuple[tuple[int, ...], ...], tuple[int, ...]]


def brute_force(problem: AssignmentProblem) -> ObjectiveValue:
    """
    Return the best value that any plan reaches, compared level by level.

    Grows exponentially: for about ten officers and six lines.

    Raises
    ------
    ValueError
        If the pins break a hard constraint, so that no plan exists.
    """
    pairs = problem.pairs
    options: list[list[int]] = [[] for _ in problem.officer_id]
    for pair in range(len(pairs)):
        options[pairs.officer_idx[pair]].append(pair)

    @cache
    def best_from(officer_idx: int, state: _State) -> _Value | None:
        """Return the best of what the officers from here on can add, or None where a pin cannot hold."""
        seats_left, caps_left, women_missing = state
        if officer_idx == len(options):
            return (0, 0, 0, 0, -sum(women_missing), 0, 0)
        pinned = [pair for pair in options[officer_idx] if pairs.pinned[pair]]
        if len(pinned) > 1:
            return None
        best = None if pinned else best_from(officer_idx + 1, state)
        for pair in pinned or options[officer_idx]:
            post_idx = int(pairs.post_idx[pair])
            mission, country, group = int(problem.mission[post_idx]), int(problem.country[officer_idx]), int(problem.group[post_idx])
            if seats_left[post_idx] == 0 or caps_left[mission][country] == 0:
                continue
            caps = list(caps_left)
            caps[mission] = _less_one(caps[mission], country)
            women = women_missing
            if problem.woman[officer_idx] and women[group] > 0:
                women = _less_one(women, group)
            rest = best_from(officer_idx + 1, (_less_one(seats_left, post_idx), tuple(caps), women))
            if rest is not None:
                value = tuple(a + b for a, b in zip(_gain(problem, pair), rest, strict=True))
                best = value if best is None else max(best, value)
        return best

    start = (
        tuple(problem.seats.tolist()),
        tuple(tuple(row) for row in problem.cap_left.tolist()),
        tuple(problem.group_need.tolist()),
    )
    best = best_from(0, start)
    if best is None:
        raise ValueError
    return ObjectiveValue(filled=(best[0], best[1], best[2], best[3]), women_shortfall=-best[4], kept=best[5], fit=best[6])


def _gain(problem: AssignmentProblem, pair: int) -> _Value:
    """Return what one pair adds to each level, as a key that is larger for better; the shortfall is counted at the end."""
    pairs = problem.pairs
    priority = problem.priority[pairs.post_idx[pair]]
    return (*(int(priority == level) for level in (1, 2, 3, 4)), 0, int(pairs.kept[pair]), int(pairs.fit[pair]))


def _less_one(values: tuple[int, ...], position: int) -> tuple[int, ...]:
    return (*values[:position], values[position] - 1, *values[position + 1 :])
