"""
Placing a meeting, taking it off and undoing both, on flat tables: the inner loops of the search.

Each step updates the tally at once, so the worth of a move is the energy after it minus the energy before.
Compiled where Numba is there; no function here is meant for others than `anneal_loop`, `first` and `search`.
"""

from __future__ import annotations

from releve.assembly.engine.board import BREAK_BASE, MOVED_WEIGHT, Layout
from releve.assembly.engine.compiled import Numbers

PUT, TAKEN, SWITCHED = 0, 1, 2
"""Kinds of step in the log."""
NO_FIT = -2
"""Answer of `fits`: the meeting cannot start there; -1 is a fit without an interpreter, else the interpreter."""


def draw(cells: Numbers, at: Layout, n: int) -> int:
    """Return a number in ``range(n)``: Lehmer's generator (Park & Miller 1988), the same in both ways of running."""
    state = cells[at.random] * 48271 % 2147483647
    cells[at.random] = state
    picked: int = (state >> 5) % n
    return picked


def breaks_added(cells: Numbers, at: Layout, delegation: int, start: int, end: int) -> int:
    """Return how many breaks a meeting in slots ``start``..``end`` adds for a delegation, by its neighbours of the day."""
    row = delegation * at.n_slots
    seat, rank = at.seat + row, at.rank + row
    first, last = cells[at.first + start], cells[at.last + start]
    before, after = start - 1, end + 1
    while before >= first and cells[seat + before] == 0:
        before -= 1
    while after <= last and cells[seat + after] == 0:
        after += 1
    added = 0
    widest = at.gap + 1
    if before >= first:
        if cells[rank + start] - cells[rank + before] > widest:
            added += 1
        if after <= last and cells[rank + after] - cells[rank + before] > widest:
            added -= 1
    if after <= last and cells[rank + after] - cells[rank + end] > widest:
        added += 1
    return added


def is_away(cells: Numbers, at: Layout, talker: int, start: int, end: int) -> bool:
    """Return whether an interpreter is taken or absent in any of the slots."""
    row = talker * at.n_slots
    for slot in range(start, end + 1):
        if cells[at.talk + row + slot] != 0:
            return True
    return False


def note(cells: Numbers, at: Layout, kind: int, meeting: int, slot: int, helper: int, room: int) -> None:
    """Write a step into the log of the present move."""
    spot = cells[at.log_size]
    cells[at.log + spot] = kind
    cells[at.log + spot + 1] = meeting
    cells[at.log + spot + 2] = slot
    cells[at.log + spot + 3] = helper
    cells[at.log + spot + 4] = room
    cells[at.log_size] = spot + 5


def hold(cells: Numbers, at: Layout, meeting: int, talker: int, mark: int) -> None:
    """Mark an interpreter as taken by a placed meeting, or free (mark 0)."""
    row = talker * at.n_slots
    start = cells[at.start + meeting]
    for slot in range(row + start, row + start + cells[at.length + meeting]):
        cells[at.talk + slot] = mark


def find_talker(cells: Numbers, at: Layout, meeting: int, start: int, end: int) -> int:
    """Return an interpreter for a meeting, freeing one by giving a meeting of theirs to a colleague if need be; `NO_FIT` if none."""
    n_slots = at.n_slots
    for k in range(cells[at.talkers_at + meeting], cells[at.talkers_at + meeting + 1]):
        talker: int = cells[at.talkers + k]
        if not is_away(cells, at, talker, start, end):
            return talker
    for k in range(cells[at.talkers_at + meeting], cells[at.talkers_at + meeting + 1]):
        talker = cells[at.talkers + k]
        holder = 0
        for slot in range(talker * n_slots + start, talker * n_slots + end + 1):
            mark = cells[at.talk + slot]
            if mark < 0 or (mark > 0 and holder != 0 and holder != mark):
                holder = -1
                break
            if mark > 0:
                holder = mark
        if holder <= 0:
            continue
        other = holder - 1
        begin = cells[at.start + other]
        for j in range(cells[at.talkers_at + other], cells[at.talkers_at + other + 1]):
            colleague = cells[at.talkers + j]
            if colleague != talker and not is_away(cells, at, colleague, begin, begin + cells[at.length + other] - 1):
                hold(cells, at, other, talker, 0)
                hold(cells, at, other, colleague, other + 1)
                cells[at.talker + other] = colleague
                note(cells, at, SWITCHED, other, talker, colleague, -1)
                return talker
    return NO_FIT


def neighbour(cells: Numbers, at: Layout, delegation: int, slot: int, step: int) -> int:
    """Return the first meeting of a delegation from a slot on, by steps of 1 or -1 within the day of the slot before; -1 if none."""
    row = at.seat + delegation * at.n_slots
    first, last = cells[at.first + slot - step], cells[at.last + slot - step]
    while first <= slot <= last:
        mark: int = cells[row + slot]
        if mark > 0:
            return mark - 1
        slot += step
    return -1


def is_room_free(cells: Numbers, at: Layout, room: int, start: int, end: int) -> bool:
    """Return whether a room is free in all the slots."""
    for slot in range(at.room_use + room * at.n_slots + start, at.room_use + room * at.n_slots + end + 1):
        if cells[slot] != 0:
            return False
    return True


def changes_added(cells: Numbers, at: Layout, meeting: int, start: int, room: int) -> int:
    """Return how many changes of room a meeting adds for both its sides; its own seats are free, or its own."""
    added = 0
    end = start + cells[at.length + meeting] - 1
    for side in (cells[at.side_a + meeting], cells[at.side_b + meeting]):
        if cells[at.parallel + side] > 1:
            continue
        before = neighbour(cells, at, side, start - 1, -1)
        after = neighbour(cells, at, side, end + 1, 1)
        if before >= 0 and cells[at.room + before] != room:
            added += 1
        if after >= 0 and cells[at.room + after] != room:
            added += 1
        if before >= 0 and after >= 0 and cells[at.room + before] != cells[at.room + after]:
            added -= 1
    return added


def find_room(cells: Numbers, at: Layout, meeting: int, start: int, end: int) -> int:
    """Return a room that is free in all the slots: the agreed one where there is one, else one that its sides come from or go to; -1."""
    agreed: int = cells[at.fixed_room + meeting]
    if agreed >= 0:
        return agreed if is_room_free(cells, at, agreed, start, end) else -1
    best, best_added = -1, 0
    for side in (cells[at.side_a + meeting], cells[at.side_b + meeting]):
        if cells[at.parallel + side] > 1:
            continue
        for step in (-1, 1):
            other = neighbour(cells, at, side, start - 1 if step < 0 else end + 1, step)
            if other < 0:
                continue
            room: int = cells[at.room + other]
            if is_room_free(cells, at, room, start, end):
                added = changes_added(cells, at, meeting, start, room)
                if best < 0 or added < best_added:
                    best, best_added = room, added
    if best >= 0:
        return best
    shift = draw(cells, at, at.n_rooms)
    for k in range(at.n_rooms):
        room = (shift + k) % at.n_rooms
        if is_room_free(cells, at, room, start, end):
            return room
    return -1


def has_seat(cells: Numbers, at: Layout, delegation: int, start: int, end: int) -> bool:
    """Return whether a delegation is free for a meeting, its rest included."""
    row = delegation * at.n_slots
    widest = cells[at.parallel + delegation]
    low, high = start, end
    if widest == 1:
        low, high = max(cells[at.first + start], start - at.gap), min(cells[at.last + start], end + at.gap)
    for slot in range(row + low, row + high + 1):
        if cells[at.seat + slot] != 0 and (widest == 1 or cells[at.seat + slot] >= widest):
            return False
    return True


def in_order(cells: Numbers, at: Layout, meeting: int, start: int, end: int) -> bool:
    """Return whether every placed meeting that must lie before, or after, does."""
    for k in range(cells[at.earlier_at + meeting], cells[at.earlier_at + meeting + 1]):
        other = cells[at.earlier + k]
        if cells[at.start + other] >= 0 and cells[at.start + other] + cells[at.length + other] > start:
            return False
    for k in range(cells[at.later_at + meeting], cells[at.later_at + meeting + 1]):
        other = cells[at.later + k]
        if 0 <= cells[at.start + other] <= end:
            return False
    return True


def fits(cells: Numbers, at: Layout, meeting: int, start: int) -> int:
    """Return `NO_FIT`, -1 where the meeting fits without an interpreter, or the interpreter it takes."""
    if cells[at.allowed + meeting * at.n_slots + start] == 0:
        return NO_FIT
    end = start + cells[at.length + meeting] - 1
    for slot in range(start, end + 1):
        if cells[at.load + slot] >= at.n_rooms:
            return NO_FIT
    if not has_seat(cells, at, cells[at.side_a + meeting], start, end) or not has_seat(cells, at, cells[at.side_b + meeting], start, end):
        return NO_FIT
    if not in_order(cells, at, meeting, start, end):
        return NO_FIT
    if at.named_rooms == 1 and find_room(cells, at, meeting, start, end) < 0:
        return NO_FIT
    if cells[at.interpreted + meeting] == 0:
        return -1
    return find_talker(cells, at, meeting, start, end)


def sit(cells: Numbers, at: Layout, delegation: int, start: int, end: int, mark: int, change: int) -> None:
    """Seat a meeting (mark, change +1) or free its seats (0, -1)."""
    row = delegation * at.n_slots
    for slot in range(row + start, row + end + 1):
        if cells[at.parallel + delegation] == 1:
            cells[at.seat + slot] = mark
        else:
            cells[at.seat + slot] += change


def count_breaks(cells: Numbers, at: Layout, meeting: int, start: int) -> int:
    """Return how many breaks a meeting at ``start`` adds, both sides together; its own seats are free."""
    end = start + cells[at.length + meeting] - 1
    breaks = 0
    if cells[at.parallel + cells[at.side_a + meeting]] == 1:
        breaks += breaks_added(cells, at, cells[at.side_a + meeting], start, end)
    if cells[at.parallel + cells[at.side_b + meeting]] == 1:
        breaks += breaks_added(cells, at, cells[at.side_b + meeting], start, end)
    return breaks


def energy_at(cells: Numbers, at: Layout, meeting: int, start: int) -> int:
    """Return what a lost meeting would add to the energy at ``start``, but for its worth, which is the same everywhere."""
    stays = 1 if cells[at.previous + meeting] == start else 0
    return (count_breaks(cells, at, meeting, start) - stays * MOVED_WEIGHT) * at.break_weight


def count_change(cells: Numbers, at: Layout, meeting: int, start: int, sign: int) -> None:
    """Count what a meeting at ``start`` adds to the sums (sign +1) or takes from them (-1); its own seats are free."""
    stays = 1 if cells[at.previous + meeting] == start else 0
    breaks = count_breaks(cells, at, meeting, start)
    changes = changes_added(cells, at, meeting, start, cells[at.room + meeting]) if at.named_rooms == 1 else 0
    cells[at.energy] += sign * ((breaks - stays * MOVED_WEIGHT) * at.break_weight + changes - cells[at.lost_weight + meeting])
    cells[at.lost_sum] -= sign * cells[at.lost_level + meeting]
    cells[at.low_sum] += sign * (breaks - stays * BREAK_BASE)
    cells[at.changes] += sign * changes
    cells[at.n_lost] -= sign


def put(cells: Numbers, at: Layout, meeting: int, start: int, talker: int, room: int) -> None:
    """Place a meeting where it fits, in a room, or in one that is sought (-1) where rooms are named."""
    end = start + cells[at.length + meeting] - 1
    if at.named_rooms == 1:
        if room < 0:
            room = find_room(cells, at, meeting, start, end)
        cells[at.room + meeting] = room
        for slot in range(at.room_use + room * at.n_slots + start, at.room_use + room * at.n_slots + end + 1):
            cells[slot] = meeting + 1
    count_change(cells, at, meeting, start, 1)
    cells[at.start + meeting] = start
    sit(cells, at, cells[at.side_a + meeting], start, end, meeting + 1, 1)
    sit(cells, at, cells[at.side_b + meeting], start, end, meeting + 1, 1)
    for slot in range(start, end + 1):
        cells[at.load + slot] += 1
    if talker >= 0:
        cells[at.talker + meeting] = talker
        hold(cells, at, meeting, talker, meeting + 1)
    note(cells, at, PUT, meeting, start, talker, room)


def take(cells: Numbers, at: Layout, meeting: int) -> None:
    """Take a placed meeting off."""
    start = cells[at.start + meeting]
    end = start + cells[at.length + meeting] - 1
    talker = cells[at.talker + meeting]
    room = cells[at.room + meeting]
    note(cells, at, TAKEN, meeting, start, talker, room)
    if talker >= 0:
        hold(cells, at, meeting, talker, 0)
        cells[at.talker + meeting] = -1
    sit(cells, at, cells[at.side_a + meeting], start, end, 0, -1)
    sit(cells, at, cells[at.side_b + meeting], start, end, 0, -1)
    for slot in range(start, end + 1):
        cells[at.load + slot] -= 1
    cells[at.start + meeting] = -1
    count_change(cells, at, meeting, start, -1)
    if at.named_rooms == 1:
        for slot in range(at.room_use + room * at.n_slots + start, at.room_use + room * at.n_slots + end + 1):
            cells[slot] = 0
        cells[at.room + meeting] = -1


def undo(cells: Numbers, at: Layout) -> None:
    """Undo every step in the log, last first."""
    while cells[at.log_size] > 0:
        cells[at.log_size] -= 5
        size = cells[at.log_size]
        step = at.log + size
        kind, meeting, slot, helper, room = cells[step], cells[step + 1], cells[step + 2], cells[step + 3], cells[step + 4]
        if kind == SWITCHED:
            hold(cells, at, meeting, helper, 0)
            hold(cells, at, meeting, slot, meeting + 1)
            cells[at.talker + meeting] = slot
        elif kind == PUT:
            take(cells, at, meeting)
        else:
            put(cells, at, meeting, slot, helper, room)
        cells[at.log_size] = size


def keep_best(cells: Numbers, at: Layout) -> None:
    """Remember the timetable on the board if it is better, levels from left to right, than the best so far."""
    lost, low = cells[at.lost_sum], cells[at.low_sum]
    is_equal = lost == cells[at.best_lost] and low == cells[at.best_low]
    if (
        lost < cells[at.best_lost]
        or (lost == cells[at.best_lost] and low < cells[at.best_low])
        or (is_equal and cells[at.changes] < cells[at.best_changes])
    ):
        cells[at.best_lost] = lost
        cells[at.best_low] = low
        cells[at.best_changes] = cells[at.changes]
        for meeting in range(at.n_requests):
            cells[at.best + meeting] = cells[at.start + meeting]
            cells[at.best_talker + meeting] = cells[at.talker + meeting]
            cells[at.best_room + meeting] = cells[at.room + meeting]
