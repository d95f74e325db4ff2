"""Until when a pair holds: the last first day of duty before time alone breaks a rule."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from factories.nouns import make_mission, make_officer, make_post
from factories.strategies import missions_drawn, officers_drawn, posts_drawn, thresholds_drawn
from releve.eligibility import RULES, judge_pair, valid_until
from releve.model import Category, Verdict, Waiver
from releve.reference import default_policy

THRESHOLDS = default_policy().thresholds
WITHOUT_LIMITS = make_officer(
    ams_cleared_on=date(2026, 2, 28),
    medical_expires_on=date(2060, 1, 1),
    passport_expires_on=date(2060, 1, 1),
    available_until=None,
    birth_date=date(2000, 1, 1),
)


def until(*waivers: Waiver, category: Category = Category.P_POST_FIELD, **changes: Any) -> date | None:  # noqa: ANN401 - fields by name
    post = make_post(category=category)
    return valid_until(replace(WITHOUT_LIMITS, **changes), post, make_mission(), THRESHOLDS, waivers=waivers)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"medical_expires_on": date(2026, 6, 30)}, date(2026, 6, 30)),
        # 31 August 2026 + 18 months is 29 February 2028, and so are the 29th and the 30th.
        ({"passport_expires_on": date(2028, 2, 29)}, date(2026, 8, 31)),
        ({"passport_expires_on": date(2028, 2, 28)}, date(2026, 8, 28)),
        ({"available_until": date(2027, 6, 30)}, date(2026, 7, 1)),
        ({"available_until": date(2027, 2, 28)}, date(2026, 3, 1)),
        # 62 on 29 May 2027: the last day of duty is the 28th.
        ({"birth_date": date(1965, 5, 29)}, date(2026, 5, 29)),
        ({"category": Category.IPO, "ams_cleared_on": date(2024, 3, 31)}, date(2026, 3, 31)),
        ({"category": Category.IPO, "active_service": False, "retired_on": date(2021, 9, 15)}, date(2026, 9, 15)),
        ({"category": Category.IPO, "active_service": True, "retired_on": date(2021, 9, 15)}, date(2028, 2, 28)),
        ({"active_service": False, "retired_on": date(2021, 9, 15)}, date(2036, 12, 31)),
        ({"medical_expires_on": date(2026, 6, 30), "available_until": date(2027, 4, 1)}, date(2026, 4, 2)),
    ],
)
def test_the_paper_or_limit_that_runs_out_first_decides(changes: dict[str, Any], expected: date) -> None:
    officer = {"birth_date": date(1975, 12, 31), "medical_expires_on": date(2036, 12, 31)} | changes

    assert until(**officer) == expected


def test_a_pair_without_days_has_no_limit() -> None:
    assert until(birth_date=None, medical_expires_on=None, passport_expires_on=None) is None


def waiver(rule: str, expires_on: date | None = None, post_id: str = "P1") -> Waiver:
    return Waiver(officer_id="O1", post_id=post_id, rule=rule, expires_on=expires_on)


@pytest.mark.parametrize(
    ("waivers", "changes", "expected"),
    [
        # A waiver without end sets the rule aside for good; one with an end, until then.
        ([waiver("medical")], {"medical_expires_on": date(2026, 1, 1)}, date(2037, 1, 1)),
        ([waiver("medical", date(2026, 4, 30))], {"medical_expires_on": date(2026, 1, 1)}, date(2026, 4, 30)),
        ([waiver("medical", date(2026, 4, 30)), waiver("medical", date(2026, 5, 31))], {"medical_expires_on": None}, date(2026, 5, 31)),
        # The waiver lengthens what the paper allows, or the paper outlasts the waiver.
        ([waiver("medical", date(2026, 4, 30))], {"medical_expires_on": date(2026, 3, 31)}, date(2026, 4, 30)),
        ([waiver("medical", date(2026, 4, 30))], {"medical_expires_on": date(2026, 6, 30)}, date(2026, 6, 30)),
        # Old enough by the time the waiver ends, or not.
        ([waiver("driving", date(2026, 4, 30))], {"licence_since": date(2025, 5, 1)}, date(2037, 1, 1)),
        ([waiver("driving", date(2026, 4, 30))], {"licence_since": date(2025, 5, 2)}, date(2026, 4, 30)),
        ([waiver("skill", date(2026, 4, 30))], {"skills": frozenset({"training"})}, date(2026, 4, 30)),
        # Waivers of another post, or out of force, say nothing.
        ([waiver("medical", post_id="P2")], {"medical_expires_on": date(2026, 6, 30)}, date(2026, 6, 30)),
        ([waiver("medical", date(2026, 2, 28))], {"medical_expires_on": date(2026, 6, 30)}, date(2026, 6, 30)),
    ],
)
def test_waivers_count_until_their_own_last_day(waivers: list[Waiver], changes: dict[str, Any], expected: date) -> None:
    # Born on the last day of 1975: 62 on 31 December 2037, so that a tour of 12 months may start until 31 December 2036.
    expected = min(expected, date(2036, 12, 31))

    assert until(*waivers, **{"birth_date": date(1975, 12, 31), **changes}) == expected


@settings(max_examples=150)
@given(data=st.data())
def test_the_day_told_is_the_last_on_which_all_that_held_still_holds(data: st.DataObject) -> None:
    thresholds, post, mission = data.draw(thresholds_drawn()), data.draw(posts_drawn()), data.draw(missions_drawn())
    officer = data.draw(officers_drawn(post, thresholds))
    held = [f.rule for f in judge_pair(officer, post, mission, thresholds) if f.verdict is Verdict.MET]
    rules = [rule for rule in RULES if rule.code in held]

    last = valid_until(officer, post, mission, thresholds, rules=rules)

    assume(last is not None)
    assert last is not None
    assert last >= post.starts_on
    on, after = (
        {f.verdict for f in judge_pair(officer, replace(post, starts_on=day), mission, thresholds, rules=rules)}
        for day in (last, last + timedelta(days=1))
    )
    assert on == {Verdict.MET}
    assert Verdict.NOT_MET in after


@settings(max_examples=100)
@given(data=st.data(), later=st.integers(0, 6000))
def test_without_a_day_told_everything_holds_for_good(data: st.DataObject, later: int) -> None:
    thresholds, post, mission = data.draw(thresholds_drawn()), data.draw(posts_drawn()), data.draw(missions_drawn())
    officer = data.draw(officers_drawn(post, thresholds))
    held = {f.rule for f in judge_pair(officer, post, mission, thresholds) if f.verdict is Verdict.MET}
    rules = [rule for rule in RULES if rule.code in held and valid_until(officer, post, mission, thresholds, rules=[rule]) is None]
    postponed = replace(post, starts_on=post.starts_on + timedelta(days=later))

    assert {f.verdict for f in judge_pair(officer, postponed, mission, thresholds, rules=rules)} <= {Verdict.MET}
