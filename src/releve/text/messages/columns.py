"""
Headings of the columns of the input tables, and what each column holds: table -> column -> heading, meaning.

Source: planning contract, Inputs; engagement contract. The form of a cell (a day, a list, one of several values) is told
by :mod:`releve.text.messages.forms`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from releve.text.marks import mark


class ColumnText(NamedTuple):
    """Heading of a column, and one or two sentences on what it holds."""

    heading: str
    meaning: str


_OFFICER_ID = ColumnText(mark("Officer no."), mark("Key of the officer, as in the table of officers."))
_POST_ID = ColumnText(mark("Post line no."), mark("Key of the post line, as in the table of posts."))

MISSIONS: Final[Mapping[str, ColumnText]] = {
    "mission": ColumnText(mark("Mission"), mark("Acronym of the mission or office; the key of the table.")),
    "kind": ColumnText(mark("Kind of mission"), mark("A mission in the field, or an office at Headquarters.")),
    "host_countries": ColumnText(mark("Host countries"), mark("Countries in which the mission works; their nationals are not eligible.")),
    "working_languages": ColumnText(
        mark("Working languages"), mark("Languages in which the mission works and in which officers are assessed.")
    ),
    "excluded_nationalities": ColumnText(
        mark("Excluded nationalities"),
        mark("Countries whose officers do not serve here: consent of the host State refused, or a conflict of interest."),
    ),
}

POSTS: Final[Mapping[str, ColumnText]] = {
    "post_id": ColumnText(mark("Post line no."), mark("Key of the post line; a line holds one or more identical seats.")),
    "mission": ColumnText(mark("Mission"), mark("Acronym of the mission, as in the table of missions.")),
    "title": ColumnText(mark("Function title"), mark("Title of the function, as on the job opening.")),
    "category": ColumnText(
        mark("Category"),
        mark("Individual police officer (IPO), specialized team (SPT), Professional post in the field or at Headquarters."),
    ),
    "seats": ColumnText(mark("Open seats"), mark("Number of identical seats to fill, 1 or more.")),
    "priority": ColumnText(mark("Priority"), mark("1 critical, 2 high, 3 normal, 4 low; critical seats are filled first.")),
    "languages_required": ColumnText(
        mark("Languages required"), mark("Languages that the officer must have, all of them, each with its lowest level.")
    ),
    "languages_desired": ColumnText(mark("Languages desired"), mark("Languages that count in favour of an officer, each with its level.")),
    "skills_required": ColumnText(mark("Skills required"), mark("Skills that the officer must have, all of them.")),
    "skills_desired": ColumnText(mark("Skills desired"), mark("Skills that count in favour of an officer.")),
    "service_years_min": ColumnText(mark("Least years of service"), mark("Full years of police service on the first day of duty.")),
    "rank_min": ColumnText(
        mark("Lowest rank"), mark("Lowest grade accepted, on the neutral scale from 1 (constable) to 8 (commissioner).")
    ),
    "rank_max": ColumnText(
        mark("Highest rank"), mark("Highest grade accepted, on the neutral scale from 1 (constable) to 8 (commissioner).")
    ),
    "education_min": ColumnText(mark("Least education"), mark("Lowest education accepted; blank asks for none.")),
    "armed": ColumnText(mark("Armed"), mark("Whether the officer bears arms and must have passed the firearms test.")),
    "driving": ColumnText(mark("Driving required"), mark("Whether the officer drives and must have passed the driving test.")),
    "starts_on": ColumnText(mark("First day of duty"), mark("First day on which the officer serves.")),
    "tour_months": ColumnText(mark("Tour, in months"), mark("Length of the tour of duty in months, 1 or more.")),
    "needed_from": ColumnText(
        mark("Needed from"), mark("For rotation: first day on which the line is needed; blank = from the beginning.")
    ),
    "needed_until": ColumnText(mark("Needed until"), mark("For rotation: last day on which the line is needed; blank = to the end.")),
}

OFFICERS: Final[Mapping[str, ColumnText]] = {
    "officer_id": ColumnText(mark("Officer no."), mark("Key of the officer: a number of your own, never a name.")),
    "country": ColumnText(mark("Country"), mark("Country that nominates the officer.")),
    "gender": ColumnText(mark("Gender"), mark("As declared; counts towards the targets for women only.")),
    "birth_date": ColumnText(mark("Date of birth"), mark("Decides the age on the first and on the last day of the tour.")),
    "service_since": ColumnText(mark("In the police since"), mark("First day of police service, training left out.")),
    "rank": ColumnText(mark("Rank"), mark("Grade on the neutral scale from 1 (constable) to 8 (commissioner).")),
    "education": ColumnText(mark("Education"), mark("Highest education completed.")),
    "languages": ColumnText(mark("Languages"), mark("Languages of the officer, each with its level.")),
    "skills": ColumnText(mark("Skills"), mark("Skills of the officer, by code.")),
    "ams_cleared_on": ColumnText(mark("Assessment passed on"), mark("Day on which the Assessment for Mission Service was passed.")),
    "ams_languages": ColumnText(mark("Languages of the assessment"), mark("Languages in which the assessment was passed, without level.")),
    "driving_passed": ColumnText(mark("Driving test passed"), mark("Whether the driving test of the assessment was passed.")),
    "licence_since": ColumnText(mark("Driving licence since"), mark("Day on which the national driving licence was issued.")),
    "firearms_passed": ColumnText(mark("Firearms test passed"), mark("Whether the firearms test of the assessment was passed.")),
    "medical_expires_on": ColumnText(
        mark("Medical clearance valid until"), mark("Last day of validity of the medical clearance; no diagnosis is ever held.")
    ),
    "passport_expires_on": ColumnText(mark("Passport valid until"), mark("Last day of validity of the passport.")),
    "vetting": ColumnText(mark("Vetting"), mark("Outcome of the check of prior conduct; nothing but the outcome.")),
    "active_service": ColumnText(mark("In active service"), mark("Whether the officer is in active service.")),
    "retired_on": ColumnText(mark("Retired on"), mark("First day of retirement, past or planned.")),
    "available_from": ColumnText(mark("Available from"), mark("First day on which the officer is released for duty.")),
    "available_until": ColumnText(mark("Available until"), mark("Last day on which the officer is released; blank = no end.")),
    "nominated_for": ColumnText(mark("Nominated for"), mark("Missions or post lines for which the officer is nominated; blank = any.")),
    "un_missions": ColumnText(mark("Earlier missions"), mark("Number of earlier tours with the United Nations.")),
    "last_repatriated_on": ColumnText(mark("Last repatriated on"), mark("Day on which the last tour ended; blank = none.")),
    "assessment_score": ColumnText(mark("Assessment score"), mark("Points from 0 to 100.")),
    "earliest_arrival": ColumnText(
        mark("Earliest arrival"),
        mark("For rotation: first day on which the officer can be there, lead times included; blank = availability."),
    ),
}

DEPLOYMENTS: Final[Mapping[str, ColumnText]] = {
    "officer_id": ColumnText(
        mark("Officer no."), mark("Key of an officer who serves now and stays; it need not stand in the table of officers.")
    ),
    "post_id": ColumnText(mark("Post line no."), mark("Post line in which the officer serves; may be blank where the mission is given.")),
    "mission": ColumnText(mark("Mission"), mark("Mission in which the officer serves; blank = that of the post line.")),
    "category": ColumnText(mark("Category"), mark("Category of the officer's post; blank = that of the post line.")),
    "country": ColumnText(mark("Country"), mark("Country of the officer; counts towards the national cap.")),
    "gender": ColumnText(mark("Gender"), mark("As declared; counts towards the targets for women only.")),
    "starts_on": ColumnText(mark("First day of duty"), mark("First day of the officer's tour.")),
    "ends_on": ColumnText(mark("Last day of duty"), mark("Last day of the officer's tour.")),
    "extendable_until": ColumnText(
        mark("Extendable until"),
        mark("For rotation: last day up to which officer, State and mission agree to extend the tour; blank = not extendable."),
    ),
}

PREVIOUS: Final[Mapping[str, ColumnText]] = {"officer_id": _OFFICER_ID, "post_id": _POST_ID}

DECISIONS: Final[Mapping[str, ColumnText]] = {
    "officer_id": _OFFICER_ID,
    "post_id": _POST_ID,
    "decision": ColumnText(mark("Decision"), mark("“pin” places the officer in this post line, “forbid” keeps the officer out of it.")),
    "reason": ColumnText(mark("Reason"), mark("Why it was decided, in a few words.")),
    "decided_by": ColumnText(mark("Decided by"), mark("Function of the person who decided.")),
}

WAIVERS: Final[Mapping[str, ColumnText]] = {
    "officer_id": _OFFICER_ID,
    "post_id": _POST_ID,
    "rule": ColumnText(mark("Rule"), mark("Code of the rule that is set aside for this officer and this post line.")),
    "authority": ColumnText(mark("Authority"), mark("Who granted the waiver.")),
    "reason": ColumnText(mark("Reason"), mark("Why the waiver was granted, in a few words.")),
    "expires_on": ColumnText(
        mark("Waiver valid until"), mark("Last day on which the waiver holds, compared with the first day of duty; blank = no end.")
    ),
}
