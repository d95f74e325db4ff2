"""``plan.json``: the plan as other programs read it, key by key as the planning contract fixes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from releve.model import Policy, Threshold
from releve.planning.certificate_file import CERTIFICATE_FILE
from releve.planning.explanation import Explanation
from releve.planning.problem import AssignmentProblem
from releve.planning.result import ObjectiveValue, Result
from releve.planning.standing import Standing

SCHEMA_VERSION: Final = 1


def plan_document(
    standing: Standing, explanation: Explanation, *, versions: Mapping[str, str], certificate_digest: str | None
) -> dict[str, Any]:
    """
    Return ``plan.json`` as a tree of JSON values, keys in their fixed order. Any: JSON.

    Parameters
    ----------
    certificate_digest
        SHA-256 of the certificate as it is written; None = no level is certified.
    """
    snapshot, result = standing.snapshot, standing.result
    return {
        "schema_version": SCHEMA_VERSION,
        "digests": dict(snapshot.digests),
        "as_of": snapshot.policy.as_of.isoformat(),
        "policy": policy_data(snapshot.policy),
        "seed": standing.seed,
        "versions": dict(versions),
        "rules": [rule.code for rule in standing.rules],
        "without_commitments": list(snapshot.without_commitments),
        "near": None if standing.near is None else asdict(standing.near),
        "status": result.status.value,
        "objective": objective_data(result.objective),
        "bound": objective_data(result.bound),
        "relative_gap": _gap_data(result),
        "certificate": None if certificate_digest is None else {"file": CERTIFICATE_FILE, "sha256": certificate_digest},
        "assignments": assignments_data(standing),
        "unfilled": [
            {"post_id": line.post_id, "seats": line.seats, "reason": line.reason.value, "data": data_as_json(line.data)}
            for line in explanation.unfilled
        ],
    }


def objective_data(value: ObjectiveValue) -> dict[str, Any]:
    """Return the levels as the contract writes them: ``filled`` by priority, then the others. Any: JSON."""
    return {
        "filled": {str(priority): n for priority, n in enumerate(value.filled, start=1)},
        "women_shortfall": value.women_shortfall,
        "kept": value.kept,
        "fit": value.fit,
    }


def assignments_data(standing: Standing) -> list[dict[str, Any]]:
    """Return the assignments by post, then officer. Any: JSON."""
    problem: AssignmentProblem = standing.problem
    pairs = problem.pairs
    # Pairs are stored by post, officers increasing, and both are sorted by key.
    return [
        {
            "officer_id": problem.officer_id[pairs.officer_idx[k]],
            "post_id": problem.post_id[pairs.post_idx[k]],
            "fit": int(pairs.fit[k]),
            "waived": list(standing.codes_of(int(pairs.waived_mask[k]))),
            "conditional": list(standing.codes_of(int(pairs.unknown_mask[k]))),
        }
        for k in standing.result.chosen
    ]


def policy_data(policy: Policy) -> dict[str, Any]:
    """Return the policy in force, shares as exact decimals, thresholds with source and whether they are confirmed. Any: JSON."""
    return {
        "as_of": policy.as_of.isoformat(),
        "unknown": policy.unknown.value,
        "national_cap": policy.national_cap,
        "women_target": {category.value: share for category, share in policy.women_target.items()},
        "fit": dict(policy.fit),
        "thresholds": {name: _threshold_data(threshold) for name, threshold in vars(policy.thresholds).items()},
    }


def data_as_json(data: Mapping[str, object]) -> dict[str, Any]:
    """Return the data of a reason or finding with tuples as lists. Any: JSON."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in data.items()}


def _threshold_data(threshold: Threshold) -> dict[str, Any]:
    return {
        "value": threshold.value,
        "source": threshold.source,
        "in_force_from": None if threshold.in_force_from is None else threshold.in_force_from.isoformat(),
        "confirmed": threshold.confirmed,
    }


def _gap_data(result: Result) -> dict[str, Any]:
    gaps = result.relative_gap
    return {
        "filled": {str(priority): gap for priority, gap in enumerate(gaps[:4], start=1)},
        "women_shortfall": gaps[4],
        "kept": gaps[5],
        "fit": gaps[6],
    }
