"""What findings on standing, time and place say: vetting, active service, nationality, availability, nomination, interval."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from releve.eligibility.finding import Finding
from releve.model import Verdict, Vetting
from releve.text.marks import mark, mark_plural
from releve.text.messages.finding_parts import Said, Says, days_between, margin_days

_VETTING: Final[Mapping[str | None, str]] = {
    None: mark("The outcome of the check of prior conduct is not known."),
    Vetting.CLEAR.value: mark("Prior conduct checked: no objection."),
    Vetting.PENDING.value: mark("The check of prior conduct has not ended."),
    Vetting.BARRED.value: mark("Barred after the check of prior conduct."),
}


def _vetting(finding: Finding) -> Iterator[Said]:
    outcome = finding.data["vetting"]
    yield Said(_VETTING[None if outcome is None else str(outcome)])


def _active_service(finding: Finding) -> Iterator[Said]:
    data = finding.data
    if data["active"]:
        yield Said(mark("In active service."))
    elif not data["retired_may_serve"] and data["active"] is None:
        yield Said(mark("It is not known whether the officer is in active service, as the post requires."))
    elif not data["retired_may_serve"]:
        yield Said(mark("Not in active service, as the post requires."))
    elif data["retired_on"] is None and data["active"] is None:
        yield Said(mark("Neither active service nor a day of retirement is known."))
    elif data["retired_on"] is None:
        yield Said(mark("Not in active service, and the day of retirement is not known."))
    elif finding.verdict is Verdict.MET:
        yield Said(mark("Retired on {retired_on:day}; accepted for a first day of duty until {allowed_until:day}."))
    else:
        yield Said(
            mark_plural(
                "Retired on {retired_on:day}; accepted until {allowed_until:day}, {days} day before the first day of duty.",
                "Retired on {retired_on:day}; accepted until {allowed_until:day}, {days} days before the first day of duty.",
                count="days",
            ),
            margin_days(finding),
        )


def _nationality(finding: Finding) -> Iterator[Said]:
    data = finding.data
    if finding.verdict is Verdict.UNKNOWN:
        yield Said(mark("The country of the officer is not stated."))
    elif data["is_host"]:
        yield Said(mark("Host country of {mission}: {country:country}."))
    elif data["is_excluded"]:
        yield Said(mark("Excluded nationality of {mission}: {country:country}."))
    else:
        yield Said(mark("Neither a host country nor an excluded nationality of {mission}: {country:country}."))


def _availability(finding: Finding) -> Iterator[Said]:
    data = finding.data
    if finding.verdict is Verdict.MET:
        if data["available_until"] is None:
            yield Said(mark("Available from {available_from:day}, without end."))
        else:
            yield Said(mark("Available from {available_from:day} until {available_until:day}."))
        return
    late = days_between(finding, "starts_on", "available_from")
    early = days_between(finding, "available_until", "ends_on")
    if late is None:
        yield Said(mark("The first day of availability is not known."))
    elif late > 0:
        yield Said(
            mark_plural(
                "Available {days} day after the first day of duty, from {available_from:day}.",
                "Available {days} days after the first day of duty, from {available_from:day}.",
                count="days",
            ),
            {"days": late},
        )
    if early is not None and early > 0:
        yield Said(
            mark_plural(
                "Available until {available_until:day}, {days} day before the last day of duty.",
                "Available until {available_until:day}, {days} days before the last day of duty.",
                count="days",
            ),
            {"days": early},
        )


def _nomination(finding: Finding) -> Iterator[Said]:
    if not finding.data["nominated_for"]:
        yield Said(mark("Nominated for any post."))
    elif finding.verdict is Verdict.MET:
        yield Said(mark("The nomination covers this post: {nominated_for}."))
    else:
        yield Said(mark("Nominated for {nominated_for} only."))


def _interval(finding: Finding) -> Iterator[Said]:
    if finding.margin is None:
        yield Said(mark("No earlier repatriation is recorded."))
    elif finding.margin >= 0:
        yield Said(mark("Repatriated on {repatriated_on:day}; may serve again from {free_from:day}."))
    else:
        yield Said(
            mark_plural(
                "Repatriated on {repatriated_on:day}; may serve again {days} day after the first day of duty, from {free_from:day}.",
                "Repatriated on {repatriated_on:day}; may serve again {days} days after the first day of duty, from {free_from:day}.",
                count="days",
            ),
            margin_days(finding),
        )


FINDINGS_ON_STANDING: Final[Mapping[str, Says]] = {
    "vetting": _vetting,
    "active_service": _active_service,
    "nationality": _nationality,
    "availability": _availability,
    "nomination": _nomination,
    "interval": _interval,
}
