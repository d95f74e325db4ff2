"""Marginal values as JSON values, level by level as ``objective`` in ``plan.json``: of women missing, fewer is better."""

from __future__ import annotations

from collections.abc import Mapping

from releve.errors import Datum
from releve.planning.marginal.asks import Ask, PartnerAsks, Round
from releve.planning.marginal.difference import Difference, Gain, as_told
from releve.planning.marginal.values import AllValues, KindValues, MarginalValue
from releve.planning.objective import N_PRIORITIES, SHORTFALL_LEVEL
from releve.planning.result import LEVELS, Result

SCHEMA_VERSION = 1


def values_as_data(values: AllValues, result: Result) -> dict[str, object]:
    """Return the values of all kinds; ``result`` is the plan that they start from."""
    return {**_head(result, values.n_solved), "kinds": [_kind(found) for found in values.kinds]}


def asks_as_data(asks: PartnerAsks, result: Result) -> dict[str, object]:
    """Return the brief for one partner; ``result`` is the plan that it starts from."""
    first_rank = [1 + sum(len(earlier.asks) for earlier in asks.rounds[:k]) for k in range(len(asks.rounds))]
    return {
        **_head(result, asks.n_solved),
        "partner": asks.country,
        "closed": dict(asks.closed),
        "total": difference_as_data(asks.total),
        "rounds": [_round(found, first) for found, first in zip(asks.rounds, first_rank, strict=True)],
        "profiles": asks.n_profiles,
        "worth_nothing_solved_again": asks.n_refused,
        "complete": asks.is_complete,
    }


def difference_as_data(found: Difference) -> dict[str, object]:
    """Return a difference as its two ends, and whether they are one."""
    told_low, told_high = as_told(found.low), as_told(found.high)
    low = tuple(min(a, b) for a, b in zip(told_low, told_high, strict=True))
    high = tuple(max(a, b) for a, b in zip(told_low, told_high, strict=True))
    return {"low": _levels(low), "high": _levels(high), "exact": found.is_exact}


def bound_as_data(bound: Gain) -> dict[str, int]:
    """Return what a change is worth at most, by the names of the levels, up to the first that is not 0."""
    return dict(zip(LEVELS, as_told(bound), strict=False))


def _head(result: Result, n_solved: int) -> dict[str, object]:
    return {
        "schema_version": SCHEMA_VERSION,
        "status": result.status.value,
        "objective": _levels(result.objective.as_tuple()),
        "solved_again": n_solved,
    }


def _levels(told: Gain) -> dict[str, object]:
    filled = {str(priority): told[priority - 1] for priority in range(1, N_PRIORITIES + 1)}
    return {"filled": filled, **dict(zip(LEVELS[SHORTFALL_LEVEL:], told[SHORTFALL_LEVEL:], strict=True))}


def _kind(found: KindValues) -> dict[str, object]:
    return {
        "kind": found.kind.value,
        "values": [_value(value) for value in found.values],
        "worth_nothing_by_prices": found.n_ruled_out,
        "not_solved_again": found.n_bounded,
        "not_solved_again_at_most": None if found.rest_bound is None else bound_as_data(found.rest_bound),
    }


def _value(value: MarginalValue) -> dict[str, object]:
    return {
        **_data(value.data),
        "at_most": bound_as_data(value.bound),
        "one_more": difference_as_data(value.gain),
        "one_less": None if value.one_less is None else difference_as_data(value.one_less),
        "degenerate": value.is_degenerate,
    }


def _round(found: Round, first_rank: int) -> dict[str, object]:
    return {
        "level": LEVELS[found.level],
        "gain": difference_as_data(found.gain),
        "each_brings_one": found.is_each,
        "asks": [{"rank": first_rank + k, **_ask(ask)} for k, ask in enumerate(found.asks)],
    }


def _ask(ask: Ask) -> dict[str, object]:
    return {
        "number": ask.number,
        "gender": None if ask.gender is None else ask.gender.value,
        **_data(ask.data),
        "one_woman_alone": None if ask.woman is None else difference_as_data(ask.woman),
        "one_man_alone": None if ask.man is None else difference_as_data(ask.man),
    }


def _data(data: Mapping[str, Datum]) -> dict[str, object]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in data.items()}
