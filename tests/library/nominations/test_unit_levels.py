from datetime import date, timedelta
from itertools import pairwise

import pytest

from releve.model import Verdict
from releve.nominations.unit_levels import ASKED, UnitCondition, UnitFacts, UnitLevel, judge_level

AS_OF = date(2025, 11, 25)
READY = UnitFacts(pledged_on=date(2024, 1, 1), visited_on=date(2024, 6, 1), strength=140, available_from=AS_OF)


def verdicts(level: UnitLevel, unit: UnitFacts) -> dict[UnitCondition, Verdict]:
    return {found.condition: found.verdict for found in judge_level(level, unit, as_of=AS_OF)}


def test_each_level_asks_what_the_lower_ones_do() -> None:
    levels = list(UnitLevel)

    assert all(set(ASKED[low]) < set(ASKED[high]) for low, high in pairwise(levels))


def test_ready_unit_meets_every_level() -> None:
    assert all(verdict is Verdict.MET for level in UnitLevel for verdict in verdicts(level, READY).values())


def test_unit_of_which_nothing_is_known_fails_nothing() -> None:
    assert set(verdicts(UnitLevel.RDL, UnitFacts()).values()) == {Verdict.UNKNOWN}


@pytest.mark.parametrize(
    ("visited_on", "expected"),
    [
        (date(2020, 11, 25), Verdict.MET),
        (date(2020, 11, 24), Verdict.NOT_MET),
        (None, Verdict.UNKNOWN),
    ],
)
def test_visit_holds_for_five_years(visited_on: date | None, expected: Verdict) -> None:
    unit = UnitFacts(pledged_on=date(2020, 1, 1), visited_on=visited_on, strength=140)

    assert verdicts(UnitLevel.L3, unit)[UnitCondition.VISIT_IN_DATE] is expected


@pytest.mark.parametrize(("days", "expected"), [(60, Verdict.MET), (61, Verdict.NOT_MET)])
def test_rapid_level_asks_for_sixty_days(days: int, expected: Verdict) -> None:
    unit = UnitFacts(available_from=AS_OF + timedelta(days=days))

    assert verdicts(UnitLevel.RDL, unit)[UnitCondition.RAPID] is expected


def test_pledge_of_tomorrow_is_none_yet() -> None:
    assert verdicts(UnitLevel.L1, UnitFacts(pledged_on=AS_OF + timedelta(days=1))) == {UnitCondition.PLEDGED: Verdict.NOT_MET}
