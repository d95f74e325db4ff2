"""Every figure is counted once: what two tables say of one thing is the same."""

from collections import Counter
from functools import cache

import pytest
from reports import answered_folder, figures_of, random_folder

from releve.commitments import Degree
from releve.model import MissionKind
from releve.reporting.figures import Figures, ReserveDepth

SEEDS = range(40)


@cache
def of(seed: int) -> Figures:
    return figures_of(random_folder(seed))


@pytest.mark.parametrize("seed", SEEDS)
def test_seats_and_officers_add_up_in_every_table(seed: int) -> None:
    snapshot = random_folder(seed)
    figures = of(seed)
    totals = figures.totals

    assert len(figures.placements) == totals.filled
    assert sum(totals.filled_by_priority) == totals.filled
    assert sum(line.filled for line in figures.lines) == totals.filled
    assert sum(row.assigned for row in figures.strength) == totals.filled
    assert sum(group.assigned for group in figures.parity) == totals.filled
    assert sum(totals.seats_by_priority) == sum(row.seats for row in figures.strength) == totals.seats
    assert sum(line.seats for line in figures.unfilled) == sum(row.open_left for row in figures.strength) == totals.open_left
    assert sum(row.serving for row in figures.strength) == len(snapshot.deployments) == totals.serving
    assert sum(count.officers for count in figures.not_placed) + totals.filled == totals.officers
    assert tuple(proof.value for proof in figures.proof[:4]) == totals.filled_by_priority
    assert Counter(p.post_id for p in figures.placements) == Counter({line.post_id: line.filled for line in figures.lines if line.filled})


@pytest.mark.parametrize("seed", SEEDS)
def test_women_are_the_same_in_strength_groups_and_objective(seed: int) -> None:
    figures = of(seed)
    level = {proof.level: proof.value for proof in figures.proof}

    assert sum(placement.woman is True for placement in figures.placements) == sum(row.assigned_women for row in figures.strength)
    assert sum(group.assigned_women for group in figures.parity) == sum(row.assigned_women for row in figures.strength)
    assert sum(placement.woman is None for placement in figures.placements) == sum(r.assigned_gender_unknown for r in figures.strength)
    assert sum(group.shortfall for group in figures.parity) == level["women_shortfall"]


@pytest.mark.parametrize("seed", SEEDS)
def test_national_shares_hold_whom_the_plan_sends_and_never_break_a_cap(seed: int) -> None:
    figures = of(seed)
    mission_of = {line.post_id: line.mission for line in figures.lines}
    sent = Counter((mission_of[p.post_id], p.country) for p in figures.placements)

    assert [share.assigned for share in figures.shares] == [sent[share.mission, share.country] for share in figures.shares]
    assert [share for share in figures.shares if share.held > share.cap and share.assigned] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_an_answer_is_as_asked_or_substituted_and_nothing_else(seed: int) -> None:
    figures = of(seed)
    answer = figures.commitments[0]
    stages = {stage.stage: stage.officers for stage in answer.stages}

    assert answer.as_asked + answer.substituted == stages["proposed"]
    assert sum("C1" in placement.commitments for placement in figures.placements) == stages["proposed"]
    assert sum(seat.as_asked for seat in answer.seats) == answer.as_asked
    assert sum(seat.other_line for seat in answer.seats) == answer.other_line
    assert len(answer.seats) == stages["proposed"]
    assert len(answer.seats) + sum(count.officers for count in answer.not_placed) + answer.not_known == stages["nominated"]


@pytest.mark.parametrize("seed", SEEDS)
def test_fit_of_the_placements_is_the_fit_of_the_plan(seed: int) -> None:
    figures = of(seed)
    level = {proof.level: proof.value for proof in figures.proof}

    assert sum(placement.fit for placement in figures.placements) == level["fit"]
    assert sum(placement.kept for placement in figures.placements) == level["kept"]


def test_the_figures_of_a_folder_made_by_hand_are_these() -> None:
    figures = figures_of(answered_folder())
    strength = {row.mission: row for row in figures.strength}
    headquarters = next(answer for answer in figures.commitments if answer.commitment == "C1")
    arabic = next(count for count in figures.languages if count.language == "ar")

    assert (figures.totals.officers, figures.totals.seats, figures.totals.filled, figures.totals.open_left) == (5, 4, 3, 1)
    assert (strength["ALPHA"].serving, strength["ALPHA"].assigned, strength["ALPHA"].after) == (1, 2, 3)
    assert (strength["ALPHA"].serving_women, strength["UNHQ"].kind, strength["UNHQ"].assigned) == (1, MissionKind.HEADQUARTERS, 1)
    assert [(line.post_id, line.seats, line.reason.value) for line in figures.unfilled] == [("P3", 1, "no_eligible")]
    assert (headquarters.degree, headquarters.as_asked, headquarters.missing) == (Degree.PARTIAL, 1, 1)
    assert [(stage.stage, stage.officers) for stage in headquarters.stages][:2] == [("nominated", 3), ("eligible", 2)]
    assert [(need.kind, need.code, need.nominated) for need in headquarters.needs] == [
        ("language", "ar", 2),
        ("language", "fr:C2", 1),
        ("skill", "investigation", 3),
    ]
    assert (headquarters.held_on is not None, headquarters.place) == (True, "Marrakech")
    assert figures.partner_names["UN"]["fr"] == "Organisation des Nations Unies"
    assert (arabic.seats_requiring, arabic.filled_requiring, arabic.headquarters) == (1, 1, 1)


def test_reserves_are_counted_by_mission() -> None:
    figures = figures_of(answered_folder())

    assert figures.reserves == (
        ReserveDepth(mission="ALPHA", lines=1, lines_without=0, officers=1),
        ReserveDepth(mission="BRAVO", lines=1, lines_without=1, officers=0),
        ReserveDepth(mission="UNHQ", lines=1, lines_without=1, officers=0),
    )


def test_a_ceiling_is_known_only_where_a_dated_source_states_one_number() -> None:
    figures = figures_of(answered_folder())

    assert [(row.ceiling, row.ceiling_source) for row in figures.strength] == [(None, None)] * 3


def test_a_setting_without_a_confirmed_source_is_a_desk_setting() -> None:
    settings = {setting.name: setting for setting in figures_of(answered_folder()).policy}

    assert (settings["national_cap"].confirmed, settings["national_cap"].source) == (False, None)
    assert settings["thresholds.assessment_months"].confirmed is True
    assert len(settings) == 19


@pytest.mark.parametrize("seed", SEEDS)
def test_a_cap_is_lifted_only_to_one(seed: int) -> None:
    figures = of(seed)

    assert {share.cap for share in figures.shares if share.lifted} <= {1}
    assert [share for share in figures.shares if share.cap == 0] == []
