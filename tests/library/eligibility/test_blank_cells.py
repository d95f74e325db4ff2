"""
A blank cell is unknown, never no: which cells each rule reads, and that a blank one never turns a verdict into its opposite.

Source: planning contract, "UNKNOWN, exactly".
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from types import MappingProxyType
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from factories.nouns import make_officer
from factories.strategies import missions_drawn, officers_drawn, posts_drawn, thresholds_drawn
from releve.eligibility import RULES
from releve.model import Category, Officer, PostLine, Verdict, Vetting

READS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "age": ("birth_date",),
        "service": ("service_since",),
        "language": ("languages",),
        "skill": ("skills",),
        "rank": ("rank",),
        "education": ("education",),
        "assessment": ("ams_cleared_on", "ams_languages"),
        "driving": ("driving_passed", "licence_since"),
        "firearms": ("firearms_passed",),
        "medical": ("medical_expires_on",),
        "passport": ("passport_expires_on",),
        "vetting": ("vetting",),
        "active_service": ("active_service", "retired_on"),
        "nationality": ("country",),
        "availability": ("available_from", "available_until"),
        "nomination": ("nominated_for",),
        "interval": ("last_repatriated_on",),
    }
)
"""The columns of the officer that each rule reads."""

BLANK_SAYS_SOMETHING: Final = frozenset(
    {
        # Blank is no limit, any post, no earlier tour.
        ("availability", "available_until"),
        ("nomination", "nominated_for"),
        ("interval", "last_repatriated_on"),
        # For IPO and SPT, whoever is not known to be in active service is judged by the retirement.
        ("active_service", "active_service"),
    }
)
NOTHING_KNOWN: Final = Officer(officer_id="O1")


def blanked(officer: Officer, *columns: str) -> Officer:
    values: dict[str, Any] = {column: frozenset() if column == "nominated_for" else None for column in columns}
    return replace(officer, **values)


@settings(max_examples=80)
@given(data=st.data())
def test_a_rule_reads_its_own_columns_and_no_other(data: st.DataObject) -> None:
    thresholds, post, mission = data.draw(thresholds_drawn()), data.draw(posts_drawn()), data.draw(missions_drawn())
    officer = data.draw(officers_drawn(post, thresholds))

    for rule in RULES:
        others = [field.name for field in fields(Officer) if field.name not in (*READS[rule.code], "officer_id")]
        bare = blanked(officer, *others)
        assert rule.judge(bare, post, mission, thresholds) == rule.judge(officer, post, mission, thresholds)


@settings(max_examples=80)
@given(data=st.data())
def test_blanking_a_cell_keeps_the_verdict_or_makes_it_unknown(data: st.DataObject) -> None:
    thresholds, post, mission = data.draw(thresholds_drawn()), data.draw(posts_drawn()), data.draw(missions_drawn())
    officer = data.draw(officers_drawn(post, thresholds))

    for rule in RULES:
        before = rule.judge(officer, post, mission, thresholds).verdict
        for column in READS[rule.code]:
            if (rule.code, column) not in BLANK_SAYS_SOMETHING:
                after = rule.judge(blanked(officer, column), post, mission, thresholds).verdict
                assert after in (before, Verdict.UNKNOWN)


@settings(max_examples=80)
@given(data=st.data())
def test_of_a_filled_row_only_a_pending_vetting_and_a_retirement_without_a_day_are_unknown(data: st.DataObject) -> None:
    thresholds, post, mission = data.draw(thresholds_drawn()), data.draw(posts_drawn()), data.draw(missions_drawn())
    drawn = data.draw(officers_drawn(post, thresholds))
    filled = replace(make_officer(), **{f.name: value for f in fields(Officer) if (value := getattr(drawn, f.name)) is not None})
    pending = filled.vetting is Vetting.PENDING
    left_undated = is_assessed(post) and not filled.active_service and filled.retired_on is None

    unknown = {rule.code for rule in RULES if rule.judge(filled, post, mission, thresholds).verdict is Verdict.UNKNOWN}

    assert unknown == {code for code, holds in (("vetting", pending), ("active_service", left_undated)) if holds}


@settings(max_examples=80)
@given(data=st.data())
def test_of_an_officer_of_whom_nothing_is_known_what_is_asked_is_unknown_and_the_rest_is_met(data: st.DataObject) -> None:
    thresholds, post, mission = data.draw(thresholds_drawn()), data.draw(posts_drawn()), data.draw(missions_drawn())
    asked = {
        "language": bool(post.languages_required),
        "skill": bool(post.skills_required),
        "rank": (post.rank_min, post.rank_max) != (None, None),
        "education": bool(post.education_min),
        "assessment": is_assessed(post),
        "driving": post.driving,
        "firearms": post.armed,
        "nomination": False,
        "interval": False,
    }

    for rule in RULES:
        verdict = rule.judge(NOTHING_KNOWN, post, mission, thresholds).verdict
        assert verdict is (Verdict.UNKNOWN if asked.get(rule.code, True) else Verdict.MET)


def is_assessed(post: PostLine) -> bool:
    return post.category in (Category.IPO, Category.SPT)
