"""Rows of officers' files as the nouns of the library, so that engines get values and never a query."""

from collections.abc import Iterable
from typing import Final

from releve.model import Gender, Vetting
from releve.model import Officer as OfficerNoun
from releve.nominations.unit_levels import UnitFacts
from releve_web.demand.mapping import education_of, levels_of
from releve_web.supply.models import FormedUnit, Officer

STATE_CODE: Final = 3
"""Letters of a State's code; a service's begins with that of its State: ``MAR-DGSN``."""


def officer_noun(row: Officer, *, nominated_for: Iterable[str] = ()) -> OfficerNoun:
    """
    Return an officer as engines see it; blank is unknown.

    Parameters
    ----------
    nominated_for
        Keys of the post lines and missions of the officer's nominations that are still open; none = any.
    """
    return OfficerNoun(
        officer_id=row.officer_id,
        country=row.partner_id[:STATE_CODE],
        gender=Gender(row.gender) if row.gender else None,
        birth_date=row.birth_date,
        service_since=row.service_since,
        rank=row.rank,
        education=education_of(row.education),
        languages=levels_of(row.languages) or None,
        skills=frozenset(row.skills) or None,
        ams_cleared_on=row.ams_cleared_on,
        ams_languages=frozenset(row.ams_languages) or None,
        driving_passed=row.driving_passed,
        licence_since=row.licence_since,
        firearms_passed=row.firearms_passed,
        medical_expires_on=row.medical_expires_on,
        passport_expires_on=row.passport_expires_on,
        vetting=Vetting(row.vetting) if row.vetting else None,
        active_service=row.active_service,
        retired_on=row.retired_on,
        available_from=row.available_from,
        available_until=row.available_until,
        nominated_for=frozenset(nominated_for),
        un_missions=row.un_missions,
        last_repatriated_on=row.last_repatriated_on,
        assessment_score=row.assessment_score,
    )


def unit_facts(row: FormedUnit) -> UnitFacts:
    """Return what is known of a unit as the rules of its level see it."""
    return UnitFacts(pledged_on=row.pledged_on, visited_on=row.visited_on, strength=row.strength, available_from=row.available_from)
