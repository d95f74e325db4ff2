"""What a check can find, by code, with the names of its data; the sentences live in the text catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Final

from releve.errors import Datum, Problem, ReleveError

PLAN_FILE: Final = "plan.json"
CERTIFICATE_FILE: Final = "certificate.parquet"
LEVELS: Final = ("filled_1", "filled_2", "filled_3", "filled_4", "women_shortfall", "kept", "fit")
"""Levels of the objective, compared from left to right; of ``SHORTFALL`` less is better, of the others more."""
SHORTFALL, KEPT, FIT = 4, 5, 6
VERIFICATION_DATA: Final[Mapping[str, tuple[str, ...]]] = {
    "verification.damaged": ("detail",),
    "verification.inputs_changed": ("files",),
    "verification.differs": ("what", "stated", "counted"),
    "verification.unknown_pair": ("officer_id", "post_id"),
    "verification.may_not_serve": ("officer_id", "post_id", "rules"),
    "verification.pin_broken": ("officer_id", "post_id"),
    "verification.several_seats": ("officer_id", "assigned"),
    "verification.over_seats": ("post_id", "seats", "assigned"),
    "verification.over_national_cap": ("mission", "country", "left", "assigned"),
    "verification.bound_below_value": ("level", "value", "bound"),
    "verification.certificate_gone": (),
    "verification.certificate_changed": (),
    "verification.certificate_damaged": ("detail",),
    "verification.bound_not_proven": ("level", "bound", "replayed"),
    "verification.screening_differs": ("officer_id", "post_id"),
}
"""
``what``: a place in ``plan.json``; ``rules``: None where all are met and a decision forbids the pair, or the officer serves already;
``country``: None = blank; ``replayed``: the bound that the certificate proves.
"""


class PlanGoneError(ReleveError):
    """The folder holds no ``plan.json``; ``data`` holds ``path``."""

    code: ClassVar[str] = "verification.plan_gone"


class FolderGoneError(ReleveError):
    """The inputs are not where ``run.json`` says, or it does not say; ``data`` holds ``path``, None = not said."""

    code: ClassVar[str] = "verification.folder_gone"


def found(code: str, file: str = PLAN_FILE, **data: Datum) -> Problem:
    """Return one discrepancy in one file."""
    return Problem(code=f"verification.{code}", file=file, data=data)
