"""A problem of the best pairs of every line, against the problem of all pairs."""

import numpy as np
import pytest

from releve.eligibility import screen_post
from releve.eligibility.bits import RegisterBits, pack_bits, unpack_bits
from releve.planning import build_problem, solve
from releve.planning import listing as listing_module
from releve.planning.fit import fit_of_post
from releve.planning.listing import list_problem, solve_listing
from releve.planning.scoring import fit_of_officers, line_scores, officer_scores
from releve.synthesis import Knob, Size, synthesise_register


@pytest.mark.parametrize("knob", list(Knob))
def test_it_reaches_and_proves_what_the_problem_of_all_pairs_does(knob: Knob, monkeypatch: pytest.MonkeyPatch) -> None:
    # Lists so short at first that some have to be made longer.
    for name, length in (("MEN_A_SEAT", 1), ("MEN_MORE", 4), ("WOMEN_A_SEAT", 1), ("WOMEN_MORE", 2)):
        monkeypatch.setattr(listing_module, name, length)
    snapshot = synthesise_register(Size.S, seed=3, knob=knob)
    whole, _ = build_problem(snapshot)

    listing, listed = solve_listing(list_problem(snapshot))
    plain = solve(whole)

    assert (listed.objective, listed.bound) == (plain.objective, plain.objective)
    pairs = listing.problem.pairs
    for pair in listed.chosen:
        at = whole.pairs.position_of(int(pairs.officer_idx[pair]), int(pairs.post_idx[pair]))
        assert at is not None
        assert (whole.pairs.fit[at], whole.pairs.kept[at], whole.pairs.pinned[at], whole.pairs.waived_mask[at]) == (
            pairs.fit[pair],
            pairs.kept[pair],
            pairs.pinned[pair],
            pairs.waived_mask[pair],
        )


def test_what_is_left_out_is_never_better_than_it_says() -> None:
    snapshot = synthesise_register(Size.S, seed=4, knob=Knob.PLENTY)
    whole, _ = build_problem(snapshot)
    problem = list_problem(snapshot).problem
    assert problem.left_out is not None
    listed = set(zip(problem.pairs.officer_idx.tolist(), problem.pairs.post_idx.tolist(), strict=True))
    n_left_out = 0
    for officer, post, fit in zip(whole.pairs.officer_idx.tolist(), whole.pairs.post_idx.tolist(), whole.pairs.fit.tolist(), strict=True):
        if (officer, post) not in listed:
            n_left_out += 1
            assert fit <= problem.left_out.fit[2 * post + int(whole.woman[officer])]
    assert n_left_out > 0
    assert problem.left_out.n_eligible.sum() == len(whole.pairs)


def test_bits_say_what_the_rules_say() -> None:
    snapshot = synthesise_register(Size.S, seed=6, knob=Knob.PLAIN)
    officers, thresholds = snapshot.officers, snapshot.policy.thresholds
    strict, lenient = (RegisterBits(officers, thresholds, admits_unknown=admits) for admits in (False, True))
    for post in snapshot.posts:
        mission = snapshot.mission_of(post)
        screening = screen_post(officers, post, mission, thresholds)
        kept_out = screening.not_met_mask
        assert unpack_bits(lenient.admitted(post, mission)).tolist() == np.flatnonzero(kept_out == 0).tolist()
        assert unpack_bits(strict.admitted(post, mission)).tolist() == np.flatnonzero((kept_out | screening.unknown_mask) == 0).tolist()


def test_rows_used_longest_ago_are_judged_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("releve.eligibility.bits.REMEMBERED_BYTES", 1)
    snapshot = synthesise_register(Size.S, seed=6, knob=Knob.PLAIN)
    bits = RegisterBits(snapshot.officers, snapshot.policy.thresholds)
    first = [bits.admitted(post, snapshot.mission_of(post)).tolist() for post in snapshot.posts[:40]]

    assert [bits.admitted(post, snapshot.mission_of(post)).tolist() for post in snapshot.posts[:40]] == first


@pytest.mark.parametrize("n", [0, 1, 63, 64, 65, 200])
def test_bits_are_packed_and_unpacked(n: int) -> None:
    flags = np.random.default_rng(n).random(n) < 0.4

    assert unpack_bits(pack_bits(flags)).tolist() == np.flatnonzero(flags).tolist()


def test_fit_from_tables_is_the_fit_of_the_formula() -> None:
    snapshot = synthesise_register(Size.S, seed=7, knob=Knob.PLAIN)
    scores, everyone = officer_scores(snapshot.officers, snapshot.policy), np.arange(len(snapshot.officers))
    for post in snapshot.posts:
        line = line_scores(snapshot.officers, post, snapshot.policy)

        assert fit_of_officers(scores, line, everyone).tolist() == fit_of_post(snapshot.officers, post, snapshot.policy).tolist()
