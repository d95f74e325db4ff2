"""What a partner is asked for brings what it says, counted by the judge that tries every plan; and nothing is left out."""

import copy
from dataclasses import replace
from pathlib import Path

import pytest
from changed_folders import changed_tables
from random_folders import Tables, draw_tables
from small_folders import UNHQ, folder, line, officer, planned
from test_marginal_values import problem_of, standing_of

from releve.model import Deployment, Gender, Mission, MissionKind
from releve.planning import brute_force
from releve.planning.marginal import ChangeKind, PartnerAsks, ask_partner, price_standing
from releve.planning.marginal.difference import gain_between
from releve.planning.marginal.profiles import profiles_of
from releve.planning.objective import SHORTFALL_LEVEL

N_FOLDERS = 20
ENOUGH = 10
MOST_ASKED = 5
"""More officers than this are too many for the judge."""


def with_officers(tables: Tables, asks: PartnerAsks) -> Tables:
    """Return the tables with a row for every officer asked for."""
    rows = tables.officers.copy()
    for found in (ask for one in asks.rounds for ask in one.asks):
        data = {**found.data, "country": asks.country, "gender": found.gender}
        for _ in range(found.number):
            changed = changed_tables(tables, ChangeKind.OFFICER, data)
            assert changed is not None
            rows.append({**changed.officers[-1], "officer_id": f"ZZ{len(rows)}"})
    asked = copy.deepcopy(tables)
    asked.officers = rows
    return asked


def test_requests_bring_what_they_say_and_leave_nothing_out(tmp_path: Path) -> None:
    n_judged = 0
    for seed in range(N_FOLDERS):
        tables = draw_tables(seed, n_officers=4, n_posts=4)
        standing = standing_of(*problem_of(tables, tmp_path / str(seed)))
        asks = ask_partner(price_standing(standing), "MAR", most=0)
        assert asks.is_complete
        if not 0 < sum(ask.number for found in asks.rounds for ask in found.asks) <= MOST_ASKED:
            continue
        n_judged += 1
        asked = with_officers(tables, asks)
        after = brute_force(problem_of(asked, tmp_path / f"{seed}-asked")[0])

        assert asks.total.is_exact
        assert asks.total.low == gain_between(brute_force(standing.problem), after)
        for k, (profile, lines) in enumerate(profiles_of(standing.snapshot)):
            names = {
                "country": "MAR",
                "gender": Gender.F.value,
                "posts": [standing.snapshot.posts[j].post_id for j in lines],
                "languages": [f"{tag}:{level.name}" for tag, level in profile.languages],
                "education": None if profile.education is None else profile.education.name.lower(),
            }
            one_more = changed_tables(asked, ChangeKind.OFFICER, {**vars(profile), **names})
            assert one_more is not None
            gain = gain_between(after, brute_force(problem_of(one_more, tmp_path / f"{seed}-{k}")[0]))
            assert not any(gain[: SHORTFALL_LEVEL + 1]), (profile, gain)
    assert n_judged >= ENOUGH


def test_a_round_says_what_each_of_its_officers_brings() -> None:
    standing = planned(folder([officer("O1")], [line("P1", seats=3, priority=1), line("P2", mission="UNHQ", priority=3)]))

    asks = ask_partner(price_standing(standing), "TUN", most=1)

    first, second = asks.rounds
    assert (first.level, first.is_each, [ask.number for ask in first.asks]) == (0, True, [2])
    assert first.asks[0].data["posts"] == ("P1",)
    assert (second.level, second.asks[0].data["posts"]) == (2, ("P2",))
    assert first.asks[0].woman is not None
    assert first.asks[0].woman.low[0] == 1
    assert second.asks[0].woman is None
    assert asks.n_solved >= len(asks.rounds) + 2


@pytest.mark.parametrize(
    ("alpha", "serving", "why"),
    [
        (Mission(mission="ALPHA", kind=MissionKind.FIELD, host_countries=("TUN",)), 0, "host_country"),
        (Mission(mission="ALPHA", kind=MissionKind.FIELD, excluded_nationalities=("TUN",)), 0, "excluded"),
        (Mission(mission="ALPHA", kind=MissionKind.FIELD), 1, "national_cap"),
    ],
)
def test_a_mission_closed_to_a_partner_is_named_with_the_reason(alpha: Mission, serving: int, why: str) -> None:
    deployments = tuple(Deployment(officer_id=f"S{k}", mission="ALPHA", country="TUN") for k in range(serving))
    snapshot = replace(
        folder([officer("O1")], [line("P1", seats=2)], policy={"national_cap": 0}), missions=(alpha, UNHQ), deployments=deployments
    )

    asks = ask_partner(price_standing(planned(snapshot)), "TUN", most=1)

    assert dict(asks.closed)["ALPHA"] == why
    assert asks.rounds == ()
    assert asks.is_complete
