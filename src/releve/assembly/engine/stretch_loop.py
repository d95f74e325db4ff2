"""Two rooms change places over a stretch of time that no meeting of theirs crosses: every room keeps one meeting at once."""

from __future__ import annotations

from releve.assembly.engine.board import Layout
from releve.assembly.engine.compiled import Numbers
from releve.assembly.engine.moves_loop import draw, keep_best, neighbour


def swap_stretch(cells: Numbers, at: Layout, one: int, other: int, low: int, high: int) -> None:
    """Let two rooms change places from slot ``low`` to ``high``."""
    for slot in range(low, high + 1):
        here, there = at.room_use + one * at.n_slots + slot, at.room_use + other * at.n_slots + slot
        mark = cells[here]
        cells[here] = cells[there]
        cells[there] = mark
        if cells[here] > 0:
            cells[at.room + cells[here] - 1] = one
        if mark > 0:
            cells[at.room + mark - 1] = other


def changes_within(cells: Numbers, at: Layout, room: int, low: int, high: int) -> int:
    """Return how many neighbours, by their sides, of a room's meetings in a stretch sit elsewhere; -1 if an agreed room is among them."""
    found = 0
    slot = low
    while slot <= high:
        mark = cells[at.room_use + room * at.n_slots + slot]
        slot += 1
        if mark <= 0:
            continue
        meeting = mark - 1
        if cells[at.fixed_room + meeting] >= 0:
            return -1
        start = cells[at.start + meeting]
        slot = start + cells[at.length + meeting]
        for side in (cells[at.side_a + meeting], cells[at.side_b + meeting]):
            if cells[at.parallel + side] > 1:
                continue
            before = neighbour(cells, at, side, start - 1, -1)
            after = neighbour(cells, at, side, slot, 1)
            if before >= 0 and cells[at.room + before] != room:
                found += 1
            if after >= 0 and cells[at.room + after] != room:
                found += 1
    return found


def change_rooms(cells: Numbers, at: Layout, meeting: int, chances: Numbers) -> None:
    """Let a meeting's room change places with that of a neighbour around it, or from it to an end of the day; keep it by chance."""
    low = cells[at.start + meeting]
    if low < 0:
        return
    high = low + cells[at.length + meeting] - 1
    side = cells[at.side_a + meeting] if draw(cells, at, 2) == 0 else cells[at.side_b + meeting]
    if cells[at.parallel + side] > 1:
        return
    near = neighbour(cells, at, side, low - 1, -1) if draw(cells, at, 2) == 0 else neighbour(cells, at, side, high + 1, 1)
    if near < 0:
        return
    one, other = cells[at.room + meeting], cells[at.room + near]
    if one == other:
        return
    kind = draw(cells, at, 4)
    if kind == 0:
        low = cells[at.first + low]
    elif kind == 1:
        high = cells[at.last + high]
    is_grown = True
    while is_grown:
        is_grown = False
        for room in (one, other):
            mark = cells[at.room_use + room * at.n_slots + low]
            if mark > 0 and cells[at.start + mark - 1] < low:
                low = cells[at.start + mark - 1]
                is_grown = True
            mark = cells[at.room_use + room * at.n_slots + high]
            if mark > 0 and cells[at.start + mark - 1] + cells[at.length + mark - 1] - 1 > high:
                high = cells[at.start + mark - 1] + cells[at.length + mark - 1] - 1
                is_grown = True
    here, there = changes_within(cells, at, one, low, high), changes_within(cells, at, other, low, high)
    if here < 0 or there < 0:
        return
    swap_stretch(cells, at, one, other, low, high)
    # A pair inside the stretch is seen from both ends before and after, and its rooms differ as before.
    rise = changes_within(cells, at, one, low, high) + changes_within(cells, at, other, low, high) - here - there
    if rise > 0 and (rise >= len(chances) or draw(cells, at, 1 << 20) >= chances[rise]):
        swap_stretch(cells, at, one, other, low, high)
        return
    cells[at.energy] += rise
    cells[at.changes] += rise
    if rise < 0:
        keep_best(cells, at)
