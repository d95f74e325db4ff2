"""What findings on tests and documents say: assessment, driving, firearms, medical, passport."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from releve.eligibility.finding import Finding
from releve.model import Verdict
from releve.text.marks import mark, mark_plural
from releve.text.messages.finding_parts import Said, Says, days_between, margin_days


def _assessment(finding: Finding) -> Iterator[Said]:
    data = finding.data
    if data["cleared_on"] is None:
        if finding.verdict is Verdict.MET:
            yield Said(mark("The post needs no Assessment for Mission Service."))
            return
        yield Said(mark("The day on which the assessment was passed is not known."))
    else:
        yield from _assessment_dates(finding)
    if data["missing"]:
        yield Said(mark("Not assessed in {missing:languages}, required by the post and a working language of the mission."))
    elif data["needed"] and data["cleared_on"] is not None and finding.verdict is Verdict.UNKNOWN:
        yield Said(mark("The languages of the assessment are not known; needed: {needed:languages}."))


def _assessment_dates(finding: Finding) -> Iterator[Said]:
    late = days_between(finding, "starts_on", "cleared_on") or 0
    left = days_between(finding, "starts_on", "expires_on") or 0
    if late > 0:
        yield Said(
            mark_plural(
                "Assessment passed {days} day after the first day of duty, on {cleared_on:day}.",
                "Assessment passed {days} days after the first day of duty, on {cleared_on:day}.",
                count="days",
            ),
            {"days": late},
        )
    elif left < 0:
        yield Said(
            mark_plural(
                "Assessment clearance expires {days} day before the first day of duty, on {expires_on:day}.",
                "Assessment clearance expires {days} days before the first day of duty, on {expires_on:day}.",
                count="days",
            ),
            {"days": -left},
        )
    elif left == 0:
        yield Said(mark("Assessment clearance expires on the very first day of duty, {expires_on:day}."))
    else:
        yield Said(
            mark_plural(
                "Assessment clearance expires {days} day after the first day of duty, on {expires_on:day}.",
                "Assessment clearance expires {days} days after the first day of duty, on {expires_on:day}.",
                count="days",
            ),
            {"days": left},
        )


def _driving(finding: Finding) -> Iterator[Said]:
    data = finding.data
    if finding.verdict is Verdict.MET:
        if data["licence_since"] is None:
            yield Said(mark("The post does not require driving."))
        else:
            yield Said(mark("Driving test passed; the licence has the required age since {old_enough_on:day}."))
        return
    if data["passed"] is False:
        yield Said(mark("The driving test is not passed."))
    elif data["passed"] is None:
        yield Said(mark("The result of the driving test is not known."))
    too_young = days_between(finding, "starts_on", "old_enough_on")
    if too_young is None:
        yield Said(mark("The date of the driving licence is not known."))
    elif too_young > 0:
        yield Said(
            mark_plural(
                "The driving licence reaches the required age {days} day after the first day of duty, on {old_enough_on:day}.",
                "The driving licence reaches the required age {days} days after the first day of duty, on {old_enough_on:day}.",
                count="days",
            ),
            {"days": too_young},
        )


def _firearms(finding: Finding) -> Iterator[Said]:
    if finding.verdict is Verdict.NOT_MET:
        yield Said(mark("The firearms test is not passed, and the post is armed."))
    elif finding.verdict is Verdict.UNKNOWN:
        yield Said(mark("The result of the firearms test is not known, and the post is armed."))
    elif finding.data["passed"]:
        yield Said(mark("The firearms test is passed."))
    else:
        yield Said(mark("The post is not armed."))


def _medical(finding: Finding) -> Iterator[Said]:
    if finding.margin is None:
        yield Said(mark("The end of validity of the medical clearance is not known."))
    elif finding.margin < 0:
        yield Said(
            mark_plural(
                "Medical clearance expires {days} day before the first day of duty, on {expires_on:day}.",
                "Medical clearance expires {days} days before the first day of duty, on {expires_on:day}.",
                count="days",
            ),
            margin_days(finding),
        )
    elif finding.margin == 0:
        yield Said(mark("Medical clearance expires on the very first day of duty, {expires_on:day}."))
    else:
        yield Said(
            mark_plural(
                "Medical clearance expires {days} day after the first day of duty, on {expires_on:day}.",
                "Medical clearance expires {days} days after the first day of duty, on {expires_on:day}.",
                count="days",
            ),
            margin_days(finding),
        )


def _passport(finding: Finding) -> Iterator[Said]:
    if finding.margin is None:
        yield Said(mark("The end of validity of the passport is not known; it must be valid until {needed_until:day}."))
    elif finding.margin < 0:
        yield Said(
            mark_plural(
                "Passport expires {days} day too early: on {expires_on:day}, where {needed_until:day} is required.",
                "Passport expires {days} days too early: on {expires_on:day}, where {needed_until:day} is required.",
                count="days",
            ),
            margin_days(finding),
        )
    elif finding.margin == 0:
        yield Said(mark("Passport valid until the very day required, {expires_on:day}."))
    else:
        yield Said(
            mark_plural(
                "Passport valid {days} day longer than required, until {expires_on:day}.",
                "Passport valid {days} days longer than required, until {expires_on:day}.",
                count="days",
            ),
            margin_days(finding),
        )


FINDINGS_ON_DOCUMENTS: Final[Mapping[str, Says]] = {
    "assessment": _assessment,
    "driving": _driving,
    "firearms": _firearms,
    "medical": _medical,
    "passport": _passport,
}
