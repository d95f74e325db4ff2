"""Lists of best pairs: each holds the officers that it would hold if all pairs of its line were sorted."""

import numpy as np
import pytest
from numpy.typing import NDArray

from releve.eligibility import RULES
from releve.planning.engine.best_pairs import MOST_GROWTH, NOTHING_LEFT, SHORTEST, BestPairs, list_best_pairs
from releve.planning.engine.scramble import places, salts
from releve.planning.register import Register, register_of
from releve.synthesis import Knob, Size, synthesise_register


def never() -> bool:
    return False


@pytest.fixture(scope="module")
def register() -> Register:
    return register_of(synthesise_register(Size.S, seed=3, knob=Knob.PLENTY), rules=RULES, forbidden={})


def everybody(register: Register, post_idx: int, g: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return all officers of one list in its order, and their fit."""
    officers = register.officers_of(post_idx)
    officers = officers[register.woman[officers] == bool(g)]
    fit = register.fit_of(post_idx, officers).astype(np.int64)
    order = np.lexsort((places(officers, int(salts(np.array(post_idx)))), -fit))
    return officers[order], fit[order]


def check(register: Register, lists: BestPairs, s: int, length: int) -> None:
    officers, fit = everybody(register, s // 2, s % 2)
    own = slice(int(lists.start[s]), int(lists.start[s + 1]))
    assert lists.officer_idx[own].tolist() == officers[:length].tolist()
    assert lists.fit[own].tolist() == fit[:length].tolist()
    assert lists.left_fit[s] == (fit[length] if length < len(fit) else NOTHING_LEFT)
    assert lists.n_eligible[s] == len(officers)


def test_a_list_holds_the_best_of_its_line(register: Register) -> None:
    most = np.arange(2 * len(register.snapshot.posts)).reshape(-1, 2) % 7

    lists = list_best_pairs(register, most, is_over=never)

    assert int(lists.n_eligible.max()) > 2 * int(most.max()) + SHORTEST, "a list overflows, or nothing is tested"
    for s, length in enumerate(most.ravel().tolist()):
        check(register, lists, s, length)


def test_a_longer_list_reaches_down_to_a_fit(register: Register) -> None:
    lists = list_best_pairs(register, np.full((len(register.snapshot.posts), 2), 2), is_over=never)
    short = np.arange(0, len(lists.left_fit), 3)
    lowest = np.maximum(0, lists.left_fit[short].astype(np.int64) - 40)

    longer = lists.lengthened(register, short, lowest=lowest, is_over=never)

    reached = dict(zip(short.tolist(), lowest.tolist(), strict=True))
    for s, before in enumerate(np.diff(lists.start).tolist()):
        n_wanted = int((everybody(register, s // 2, s % 2)[1] >= reached.get(s, 0)).sum())
        least, most = 2 * before + SHORTEST, MOST_GROWTH * before + SHORTEST
        check(register, longer, s, min(most, max(least, n_wanted)) if s in reached else before)


def test_a_list_is_cut_at_a_fit(register: Register) -> None:
    lists = list_best_pairs(register, np.full((len(register.snapshot.posts), 2), 20), is_over=never)
    lowest = np.where(np.arange(len(lists.left_fit)) % 2, lists.left_fit + 15, 0).astype(np.int64)

    cut = lists.from_fit(lowest)

    assert len(cut) < len(lists)
    for s, length in enumerate(np.diff(lists.start).tolist()):
        check(register, cut, s, int((everybody(register, s // 2, s % 2)[1][:length] >= lowest[s]).sum()))


def test_lists_not_made_in_time_are_empty_and_leave_everything_out(register: Register) -> None:
    lists = list_best_pairs(register, np.full((len(register.snapshot.posts), 2), 20), is_over=lambda: True)

    assert len(lists) == 0
    assert set(lists.left_fit.tolist()) == {register.top_fit}
    assert len(lists.start) == 2 * len(register.snapshot.posts) + 1
