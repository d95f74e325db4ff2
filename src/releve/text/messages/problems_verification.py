"""Discrepancies that the check of a plan finds (codes: ``releve.verification.codes``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.text.marks import Sentence, mark, mark_plural

VERIFICATION_PROBLEMS: Final[Mapping[str, Sentence]] = {
    "verification.damaged": mark("This file cannot be read as a plan: {detail}."),
    "verification.inputs_changed": mark("The inputs are not those that were planned; these files differ: {files}."),
    "verification.differs": mark("{what}: stated {stated}, counted again {counted}."),
    "verification.unknown_pair": mark("Officer {officer_id} in {post_id}: the inputs hold no such officer or no such post line."),
    "verification.may_not_serve": mark("Officer {officer_id} may not serve in {post_id}; these rules are not met: {rules:rules}."),
    "verification.may_not_serve-rules": mark(
        "Officer {officer_id} may not be placed in {post_id}: a decision forbids it, or the officer serves already."
    ),
    "verification.pin_broken": mark("A decision places officer {officer_id} in {post_id}, and the plan does not."),
    "verification.several_seats": mark("Officer {officer_id} holds {assigned} seats; an officer takes at most one."),
    "verification.over_seats": mark_plural(
        "{post_id} has {seats} open seat, and the plan places {assigned} officers there.",
        "{post_id} has {seats} open seats, and the plan places {assigned} officers there.",
        count="seats",
    ),
    "verification.over_national_cap": mark_plural(
        "The national cap of {mission} allows {left} more officer ({country:country}), and the plan places {assigned}.",
        "The national cap of {mission} allows {left} more officers ({country:country}), and the plan places {assigned}.",
        count="left",
    ),
    "verification.bound_below_value": mark("“{level:level}”: the plan reaches {value}, which is better than its bound {bound}."),
    "verification.certificate_gone": mark(
        "The certificate that plan.json names and certificate.parquet beside it are not the same file, or one of the two is missing."
    ),
    "verification.certificate_changed": mark("The certificate is not that of this plan: its digest differs from the one in plan.json."),
    "verification.certificate_damaged": mark("The certificate is not in its form: {detail}."),
    "verification.bound_not_proven": mark(
        "“{level:level}”: the plan states the bound {bound}, and its certificate proves only {replayed}."
    ),
    "verification.screening_differs": mark(
        "The check contradicts itself on officer {officer_id} and {post_id}: a rule says one thing of the pair and another "
        "of the whole register. Please report it."
    ),
}
