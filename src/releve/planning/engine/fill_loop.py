"""
The loop that fills seats one after the other along shortest augmenting paths: an exact maximum of the sum of values.

Successive shortest paths with potentials (Ahuja, Magnanti, Orlin, Network Flows, 1993, section 9.7) on the graph line -> officer ->
the line that holds the officer. ``beta`` is what one more seat of a line is worth, ``alpha`` what one more officer like this one is worth.
A list is read from its best officer on and only as far as a better end of the path is still possible: most of it is never looked at.
"""

from __future__ import annotations

from releve.planning.engine.compiled import Numbers, compiled
from releve.planning.engine.queue_loop import sift_down, sift_up

FAR = 1 << 62
"""No path known."""


@compiled
def fill_lines(
    order: Numbers,
    first: int,
    last: int,
    seats: Numbers,
    base: Numbers,
    mission: Numbers,
    group: Numbers,
    cap_price: Numbers,
    n_countries: int,
    woman_price: Numbers,
    list_start: Numbers,
    list_officer: Numbers,
    list_fit: Numbers,
    own_start: Numbers,
    own_officer: Numbers,
    own_value: Numbers,
    woman: Numbers,
    country: Numbers,
    owner: Numbers,
    slot_of: Numbers,
    alpha: Numbers,
    beta: Numbers,
    slot_start: Numbers,
    slots: Numbers,
    held: Numbers,
    distance: Numbers,
    by_officer: Numbers,
    by_line: Numbers,
    touched: Numbers,
    queue: Numbers,
    place: Numbers,
) -> int:
    """
    Fill the seats of the lines ``order[first:last]``, all the others staying as good as they can be.

    Pairs of line j: the two lists ``2 * j`` and ``2 * j + 1`` by falling fit, worth ``base[j] + fit - cap price + woman price``, and its
    own pairs, with a value each in the place of base and fit.
    ``distance`` must be `FAR` and ``place`` -1 everywhere, and are so again afterwards.
    Returns how many pairs were looked at.
    """
    looked = 0
    for at in range(first, last):
        source = order[at]
        while held[source] < seats[source] and beta[source] > 0:
            best = beta[source]
            end_officer = -1
            end_line = source
            distance[source] = 0
            touched[0] = source
            n_touched = 1
            queue[0] = source
            place[source] = 0
            size = 1
            while size > 0:
                line = queue[0]
                reached = distance[line]
                if reached >= best:
                    break
                size -= 1
                place[line] = -1
                if size > 0:
                    queue[0] = queue[size]
                    place[queue[0]] = 0
                    sift_down(queue, place, distance, 0, size)
                caps = mission[line] * n_countries
                for part in range(3):
                    if part < 2:
                        begin = list_start[2 * line + part]
                        end = list_start[2 * line + part + 1]
                        need = reached + beta[line] - base[line]
                        if part == 1:
                            need -= woman_price[group[line]]
                    else:
                        begin = own_start[line]
                        end = own_start[line + 1]
                        need = reached + beta[line]
                    for k in range(begin, end):
                        if part < 2:
                            cost = need - list_fit[k]
                            if cost >= best:
                                break
                            officer = list_officer[k]
                        else:
                            officer = own_officer[k]
                            cost = need - own_value[k]
                            if woman[officer]:
                                cost -= woman_price[group[line]]
                        looked += 1
                        cost += alpha[officer] + cap_price[caps + country[officer]]
                        if cost >= best:
                            continue
                        other = owner[officer]
                        if other < 0:
                            best = cost
                            end_officer = officer
                            end_line = line
                        elif cost < distance[other]:
                            if distance[other] == FAR:
                                touched[n_touched] = other
                                n_touched += 1
                            distance[other] = cost
                            by_officer[other] = officer
                            by_line[other] = line
                            if cost + beta[other] < best:
                                best = cost + beta[other]
                                end_officer = -1
                                end_line = other
                            if place[other] < 0:
                                queue[size] = other
                                place[other] = size
                                size += 1
                            sift_up(queue, place, distance, place[other])
            for k in range(size):
                place[queue[k]] = -1
            for k in range(n_touched):
                line = touched[k]
                nearer = best - distance[line]
                if nearer > 0:
                    beta[line] -= nearer
                    for s in range(slot_start[line], slot_start[line] + held[line]):
                        alpha[slots[s]] += nearer
            is_filled = end_officer >= 0 or end_line != source
            if is_filled:
                line = end_line
                officer = end_officer
                if officer < 0:
                    # The path ends by giving up a seat: the holder who leaves moves on, the last slot fills the hole.
                    officer = by_officer[line]
                    hole = slot_of[officer]
                    final = slot_start[line] + held[line] - 1
                    slots[hole] = slots[final]
                    slot_of[slots[hole]] = hole
                    held[line] -= 1
                    line = by_line[line]
                while line != source:
                    leaving = by_officer[line]
                    hole = slot_of[leaving]
                    slots[hole] = officer
                    slot_of[officer] = hole
                    owner[officer] = line
                    officer = leaving
                    line = by_line[line]
                hole = slot_start[source] + held[source]
                slots[hole] = officer
                slot_of[officer] = hole
                owner[officer] = source
                held[source] += 1
            for k in range(n_touched):
                distance[touched[k]] = FAR
            if not is_filled:
                break
    return looked
