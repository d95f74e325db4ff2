"""scenarios.json: everything that is known of a batch of scenarios, as codes and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from releve.model import Snapshot
from releve.planning import LEVELS, ObjectiveValue
from releve.scenarios import Batch, Frontier, Hands, Move, Outcome, ParetoPoint

SCENARIOS_FILE: Final = "scenarios.json"
SCHEMA_VERSION: Final = 1
SIX_DECIMALS: Final = Decimal("1e-6")


def scenario_document(snapshot: Snapshot, batch: Batch, frontier: Frontier | None, *, seed: int) -> Mapping[str, Any]:
    """
    Return the document: the base, each scenario with what changes hands, and the frontier where one was asked for.

    The same folder, scenarios and seed give the same document, wherever it was worked out. Any: JSON.
    """
    document: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "as_of": snapshot.policy.as_of.isoformat(),
        "seed": seed,
        "digests": dict(snapshot.digests),
        "base": _outcome(batch.base),
        "scenarios": [
            {
                "name": outcome.name,
                "asks": list(outcome.asks),
                **_outcome(outcome),
                "difference": _difference(batch.base.objective, outcome.objective),
                "seats_filled_more": outcome.filled - batch.base.filled,
                **({} if outcome.hands is None else {"hands": _hands(outcome.hands)}),
                "assignments": [{"officer_id": officer_id, "post_id": post_id} for officer_id, post_id in outcome.plan],
            }
            for outcome in batch.outcomes
        ],
    }
    if frontier is not None:
        document["pareto"] = {
            "tried": frontier.tried,
            "unproven": frontier.unproven,
            "points": [_point(point) for point in frontier.points],
        }
    return document


def shown_concentration(concentration: Fraction) -> Decimal:
    """Return a concentration with six decimals, rounded to the even one."""
    return (Decimal(concentration.numerator) / Decimal(concentration.denominator)).quantize(SIX_DECIMALS)


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "status": outcome.status.value,
        "objective": _levels(outcome.objective),
        "bound": _levels(outcome.bound),
        "relative_gap": dict(zip(LEVELS, outcome.relative_gap, strict=True)),
        "women_shortfall_by_folder_targets": outcome.shortfall_by_folder_targets,
        "concentration": shown_concentration(outcome.concentration),
    }


def _levels(value: ObjectiveValue) -> dict[str, Any]:
    """Return a value of every level in the form of ``plan.json``."""
    filled = {str(priority): n for priority, n in enumerate(value.filled, start=1)}
    return {"filled": filled, "women_shortfall": value.women_shortfall, "kept": value.kept, "fit": value.fit}


def _difference(base: ObjectiveValue, value: ObjectiveValue) -> dict[str, Any]:
    by = [after - before for before, after in zip(base.as_tuple(), value.as_tuple(), strict=True)]
    return dict(zip(LEVELS, by, strict=True))


def _hands(hands: Hands) -> dict[str, Any]:
    return {
        "gained": [_move(move) for move in hands.gained],
        "lost": [_move(move) for move in hands.lost],
        "moved": [_move(move) for move in hands.moved],
        "chains": [[_move(move) for move in chain] for chain in hands.chains],
        "lines": [asdict(line) for line in hands.lines],
        "missions": [asdict(mission) for mission in hands.missions],
        "countries": [asdict(country) for country in hands.countries],
        "newly_eligible": [asdict(officer) for officer in hands.newly_eligible],
        "pairs_gained": hands.pairs_gained,
        "pairs_lost": hands.pairs_lost,
    }


def _move(move: Move) -> dict[str, Any]:
    # "from" is a word of Python's own.
    return {"officer_id": move.officer_id, "country": move.country, "from": move.from_, "to": move.to}


def _point(point: ParetoPoint) -> dict[str, Any]:
    return {
        "national_cap": point.national_cap,
        "women_target_part": str(point.target_part),
        "filled": {str(priority): n for priority, n in enumerate(point.filled, start=1)},
        "women_shortfall": point.women_shortfall,
        "fit": point.fit,
        "concentration": shown_concentration(point.concentration),
        "assignments": [{"officer_id": officer_id, "post_id": post_id} for officer_id, post_id in point.plan],
    }
