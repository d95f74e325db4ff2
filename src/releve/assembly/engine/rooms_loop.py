"""
The loop that gives meetings their rooms: two rooms change places over a stretch of time that no meeting of theirs crosses.

Every such exchange keeps each room to one meeting at once, whatever the lengths; annealing takes those that save changes of room.
"""

from __future__ import annotations

from releve.assembly.engine.compiled import Numbers


def draw_room(state: Numbers, n: int) -> int:
    """Return a number in ``range(n)``: Lehmer's generator (Park & Miller 1988)."""
    state[0] = state[0] * 48271 % 2147483647
    picked: int = (state[0] >> 5) % n
    return picked


def changes_around(meeting: int, room: int, rooms: Numbers, links_at: Numbers, links: Numbers) -> int:
    """Return how many neighbours of a meeting, by its sides, sit in another room than ``room``."""
    found = 0
    for k in range(links_at[meeting], links_at[meeting + 1]):
        if rooms[links[k]] != room:
            found += 1
    return found


def swap_rooms(rooms: Numbers, use: Numbers, one: int, other: int, low: int, high: int, n_slots: int) -> None:
    """Let two rooms change places from slot ``low`` to ``high``."""
    for slot in range(low, high + 1):
        here, there = one * n_slots + slot, other * n_slots + slot
        mark = use[here]
        use[here] = use[there]
        use[there] = mark
        if use[here] > 0:
            rooms[use[here] - 1] = one
        if mark > 0:
            rooms[mark - 1] = other


def exchange_rooms(
    meetings: Numbers,
    begins: Numbers,
    ends: Numbers,
    is_fixed: Numbers,
    rooms: Numbers,
    use: Numbers,
    links_at: Numbers,
    links: Numbers,
    first: Numbers,
    last: Numbers,
    n_slots: int,
    state: Numbers,
    chances: Numbers,
    n_moves: int,
) -> int:
    """
    Make moves at one temperature; ``rooms`` and ``use`` (room, slot: meeting + 1) change; return what they added.

    ``meetings`` are the placed ones; ``chances[rise]`` is out of 2**20.
    """
    total = 0
    for _ in range(n_moves):
        meeting = meetings[draw_room(state, len(meetings))]
        width = links_at[meeting + 1] - links_at[meeting]
        if width == 0:
            continue
        one = rooms[meeting]
        other = rooms[links[links_at[meeting] + draw_room(state, width)]]
        if one == other:
            continue
        low, high = begins[meeting], ends[meeting]
        kind = draw_room(state, 4)
        if kind == 0:
            low = first[low]
        elif kind == 1:
            high = last[high]
        # The stretch grows until no meeting of the two rooms crosses its ends.
        is_grown = True
        while is_grown:
            is_grown = False
            for row in (one * n_slots, other * n_slots):
                mark = use[row + low]
                if mark > 0 and begins[mark - 1] < low:
                    low = begins[mark - 1]
                    is_grown = True
                mark = use[row + high]
                if mark > 0 and ends[mark - 1] > high:
                    high = ends[mark - 1]
                    is_grown = True
        is_free = True
        rise = 0
        for row in (one * n_slots, other * n_slots):
            slot = low
            while slot <= high:
                mark = use[row + slot]
                if mark > 0:
                    if is_fixed[mark - 1] == 1:
                        is_free = False
                    # A pair inside the stretch is seen from both ends before and after, and its rooms differ as before.
                    rise -= changes_around(mark - 1, rooms[mark - 1], rooms, links_at, links)
                    slot = ends[mark - 1]
                slot += 1
        if not is_free:
            continue
        swap_rooms(rooms, use, one, other, low, high, n_slots)
        for row in (one * n_slots, other * n_slots):
            slot = low
            while slot <= high:
                mark = use[row + slot]
                if mark > 0:
                    rise += changes_around(mark - 1, rooms[mark - 1], rooms, links_at, links)
                    slot = ends[mark - 1]
                slot += 1
        if rise > 0 and (rise >= len(chances) or draw_room(state, 1 << 20) >= chances[rise]):
            swap_rooms(rooms, use, one, other, low, high, n_slots)
        else:
            total += rise
    return total
