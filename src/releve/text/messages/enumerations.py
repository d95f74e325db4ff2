"""Names of the members of the model's enumerations: class name -> value -> name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.text.marks import mark

ENUMERATIONS: Final[Mapping[str, Mapping[str, str]]] = {
    "MissionKind": {
        "field": mark("Field mission"),
        "headquarters": mark("Headquarters office"),
    },
    "Category": {
        "IPO": mark("Individual police officer"),
        "SPT": mark("Specialized police team"),
        "P_POST_FIELD": mark("Professional post in the field"),
        "P_POST_HQ": mark("Professional post at Headquarters"),
    },
    "Priority": {
        "1": mark("Critical"),
        "2": mark("High"),
        "3": mark("Normal"),
        "4": mark("Low"),
    },
    "Gender": {
        "F": mark("Woman"),
        "M": mark("Man"),
    },
    "Level": {str(i + 1): name for i, name in enumerate(("A1", "A2", "B1", "B2", "C1", "C2"))},  # the same letters in every language
    "Education": {
        "0": mark("No diploma"),
        "1": mark("Secondary education"),
        "2": mark("Post-secondary diploma"),
        "3": mark("Bachelor's degree"),
        "4": mark("Master's degree"),
        "5": mark("Doctorate"),
    },
    "Vetting": {
        "clear": mark("Clear"),
        "pending": mark("Pending"),
        "barred": mark("Barred"),
    },
    "DecisionKind": {
        "pin": mark("Imposed by decision"),
        "forbid": mark("Excluded by decision"),
    },
    "UnknownPolicy": {
        "refuse": mark("Not planned while a fact is unknown"),
        "conditional": mark("Planned on condition that the unknown facts are confirmed"),
    },
    "MeetingKind": {
        "bilateral": mark("Bilateral meeting"),
        "multilateral": mark("Multilateral meeting"),
        "visit": mark("Visit"),
        "signature": mark("Signature"),
        "ceremony": mark("Ceremony"),
        "call": mark("Telephone call"),
        "none": mark("No meeting"),
    },
    "StatementAct": {
        "request": mark("Request"),
        "offer": mark("Offer"),
        "agreement": mark("Agreement"),
        "praise": mark("Praise"),
        "review": mark("Review"),
    },
    "Role": {
        "host": mark("Host"),
        "guest": mark("Guest"),
    },
    "Verdict": {
        "0": mark("Met"),
        "1": mark("Unknown"),
        "2": mark("Not met"),
    },
    "SolveStatus": {
        "optimal": mark("Proven optimal"),
        "feasible": mark("Feasible, not proven optimal"),
        "error": mark("No plan: the solver failed"),
    },
    "Severity": {
        "error": mark("Error"),
        "warning": mark("Warning"),
    },
    "Reason": {
        "no_eligible": mark("No further officer is eligible"),
        "used_elsewhere": mark("Eligible officers are needed elsewhere"),
        "national_cap": mark("National cap reached"),
        "pinned_out": mark("Decisions hold the officers or seats"),
        "forbidden": mark("Excluded by decisions"),
        "better_placed": mark("The seats are of more use to the plan as they are"),
        "no_seat": mark("No open seat for this officer"),
    },
    "PartnerKind": {
        "state": mark("State"),
        "service": mark("Service of a State"),
        "international": mark("International organization"),
        "regional": mark("Regional organization"),
    },
    "Act": {
        "request": mark("Request"),
        "offer": mark("Offer"),
        "agreement": mark("Agreement"),
    },
    "CommitmentKind": {
        "individual_officers": mark("Individual police officers"),
        "formed_unit": mark("Formed police unit"),
        "specialised_team": mark("Specialized team"),
        "headquarters_posts": mark("Posts at Headquarters"),
        "instructors": mark("Instructors"),
        "training": mark("Training"),
        "equipment": mark("Equipment"),
        "information": mark("Exchange of information"),
        "visit": mark("Visit"),
        "leadership_candidate": mark("Candidate for a leadership post"),
    },
    "CommitmentState": {
        "announced": mark("Announced"),
        "confirmed": mark("Confirmed"),
        "assessed": mark("Assessed"),
        "accepted": mark("Accepted"),
        "fulfilled": mark("Fulfilled"),
        "lapsed": mark("Lapsed"),
        "withdrawn": mark("Withdrawn"),
    },
    "NominationState": {
        "nominated": mark("Nominated"),
        "registered": mark("Registered"),
        "screened": mark("Screened"),
        "assessed": mark("Candidate assessed"),
        "selected": mark("Selected"),
        "reserve": mark("In reserve"),
        "not_selected": mark("Not selected"),
        "withdrawn": mark("Candidature withdrawn"),
    },
    "MarginUnit": {
        "days": mark("days"),
        "years": mark("years"),
        "levels": mark("levels"),
        "grades": mark("grades"),
        "steps": mark("steps"),
    },
}

LANGUAGE_AT_LEVEL: Final = mark("{language:language} {level}")
"""A language with its level: French B2."""
