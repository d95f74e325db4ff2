"""
The loop of the search: exchanges of meetings, taken or undone by simulated annealing (Kirkpatrick et al. 1983).

Two kinds of move. An exchange carries a meeting to another start and whatever it meets there back by the same distance,
and so on: a Kempe chain of the colouring that a timetable is, which leaves the day of every delegation inside the chain
as it was. An eviction puts a meeting, placed or lost, where others are and seeks a new start for those.
"""

from __future__ import annotations

from releve.assembly.engine.board import Layout
from releve.assembly.engine.compiled import Numbers
from releve.assembly.engine.moves_loop import NO_FIT, draw, energy_at, fits, keep_best, put, take, undo
from releve.assembly.engine.stretch_loop import change_rooms


def pick_start(cells: Numbers, at: Layout, meeting: int) -> int:
    """Return a start for a meeting: beside or instead of another one of its sides, or any; -1 if none came up."""
    kind = draw(cells, at, 16)
    if kind < 12:
        side = cells[at.side_a + meeting] if draw(cells, at, 2) == 0 else cells[at.side_b + meeting]
        low = cells[at.mine_at + side]
        other = cells[at.mine + low + draw(cells, at, cells[at.mine_at + side + 1] - low)]
        start = cells[at.start + other]
        if start < 0 or other == meeting:
            return -1
        if kind < 5:
            return start if cells[at.allowed + meeting * at.n_slots + start] == 1 else -1
        first, last = cells[at.first + start], cells[at.last + start]
        row = side * at.n_slots
        if draw(cells, at, 2) == 0:
            slot: int = start + cells[at.length + other] + at.gap
            while slot <= last and slot + 1 <= last and cells[at.rank + row + slot] == cells[at.rank + row + slot + 1]:
                slot += 1
        else:
            slot = start - at.gap - cells[at.length + meeting]
            while slot > first and cells[at.rank + row + slot] == cells[at.rank + row + slot + 1]:
                slot -= 1
        if slot < first or slot > last or cells[at.allowed + meeting * at.n_slots + slot] == 0:
            return -1
        return slot
    low = cells[at.starts_at + meeting]
    width = cells[at.starts_at + meeting + 1] - low
    if width == 0:
        return -1
    picked: int = cells[at.starts + low + draw(cells, at, width)]
    return picked


def gather_side(cells: Numbers, at: Layout, side: int, start: int, end: int, meeting: int, size: int) -> int:
    """Add to the queue the meetings of one side that stand in the way; return its new size, -1 if there are too many."""
    row = side * at.n_slots
    low, high = start, end
    if cells[at.parallel + side] == 1:
        low, high = max(cells[at.first + start], start - at.gap), min(cells[at.last + start], end + at.gap)
        for slot in range(low, high + 1):
            mark = cells[at.seat + row + slot]
            if mark > 0 and mark - 1 != meeting:
                is_new = True
                for k in range(size):
                    if cells[at.queue + k] == mark - 1:
                        is_new = False
                        break
                if is_new:
                    if size >= 12 or cells[at.is_fixed + mark - 1] == 1:
                        return -1
                    cells[at.queue + size] = mark - 1
                    size += 1
        return size
    for slot in range(low, high + 1):
        if cells[at.seat + row + slot] < cells[at.parallel + side]:
            continue
        begin = cells[at.mine_at + side]
        width = cells[at.mine_at + side + 1] - begin
        shift = draw(cells, at, width)
        for k in range(width):
            other = cells[at.mine + begin + (shift + k) % width]
            spot = cells[at.start + other]
            if other != meeting and spot >= 0 and spot <= slot < spot + cells[at.length + other] and cells[at.is_fixed + other] == 0:
                is_new = True
                for j in range(size):
                    if cells[at.queue + j] == other:
                        is_new = False
                        break
                if is_new:
                    if size >= 12:
                        return -1
                    cells[at.queue + size] = other
                    return size + 1
    return size


def gather_room(cells: Numbers, at: Layout, start: int, end: int, size: int) -> int:
    """Add one meeting of a slot whose rooms are all taken to the queue; return its new size, -1 if none can go."""
    for slot in range(start, end + 1):
        if cells[at.load + slot] < at.n_rooms:
            continue
        shift = draw(cells, at, at.n_requests)
        for k in range(at.n_requests):
            other = (shift + k) % at.n_requests
            spot = cells[at.start + other]
            if spot >= 0 and spot <= slot < spot + cells[at.length + other] and cells[at.is_fixed + other] == 0:
                for j in range(size):
                    if cells[at.queue + j] == other:
                        return -1
                if size >= 12:
                    return -1
                cells[at.queue + size] = other
                return size + 1
        return -1
    return size


def exchange(cells: Numbers, at: Layout, meeting: int, start: int) -> bool:
    """Carry a placed meeting to a start and what it meets back, along the chain; return whether it came out."""
    cells[at.queue] = meeting
    cells[at.target] = start
    size, done = 1, 0
    while done < size:
        one = cells[at.queue + done]
        spot = cells[at.target + done]
        if spot < 0 or spot >= at.n_slots or cells[at.allowed + one * at.n_slots + spot] == 0:
            return False
        move = spot - cells[at.start + one]
        take(cells, at, one)
        end = spot + cells[at.length + one] - 1
        was = size
        size = gather_side(cells, at, cells[at.side_a + one], spot, end, one, size)
        if size >= 0:
            size = gather_side(cells, at, cells[at.side_b + one], spot, end, one, size)
        if size == was and done == 0:
            size = gather_room(cells, at, spot, end, size)
        if size < 0:
            return False
        for k in range(was, size):
            cells[at.target + k] = cells[at.start + cells[at.queue + k]] - move
        done += 1
    for k in range(size):
        talker = fits(cells, at, cells[at.queue + k], cells[at.target + k])
        if talker == NO_FIT:
            return False
        put(cells, at, cells[at.queue + k], cells[at.target + k], talker, -1)
    return True


def evict(cells: Numbers, at: Layout, meeting: int, start: int) -> bool:
    """Put a meeting at a start, and those that stood there where they fit best among some starts, or nowhere."""
    if cells[at.start + meeting] >= 0:
        take(cells, at, meeting)
    end = start + cells[at.length + meeting] - 1
    cells[at.queue] = meeting
    size = gather_side(cells, at, cells[at.side_a + meeting], start, end, meeting, 1)
    if size >= 0:
        size = gather_side(cells, at, cells[at.side_b + meeting], start, end, meeting, size)
    if size < 0 or size > 4:
        return False
    for k in range(1, size):
        take(cells, at, cells[at.queue + k])
    if size < 4:
        was = size
        size = gather_room(cells, at, start, end, size)
        if size < 0:
            return False
        if size > was:
            take(cells, at, cells[at.queue + was])
    talker = fits(cells, at, meeting, start)
    if talker == NO_FIT:
        return False
    put(cells, at, meeting, start, talker, -1)
    for k in range(1, size):
        settle(cells, at, cells[at.queue + k], 8)
    return True


def settle(cells: Numbers, at: Layout, meeting: int, n_tries: int) -> None:
    """Place a meeting at the best of some starts drawn at random, if it fits at any."""
    low = cells[at.starts_at + meeting]
    width = cells[at.starts_at + meeting + 1] - low
    best, best_energy = -1, 0
    for _ in range(n_tries):
        start = pick_start(cells, at, meeting)
        if start < 0:
            start = cells[at.starts + low + draw(cells, at, width)]
        talker = fits(cells, at, meeting, start)
        if talker == NO_FIT:
            continue
        energy = energy_at(cells, at, meeting, start)
        if best < 0 or energy < best_energy:
            best, best_energy = start, energy
    if best >= 0:
        talker = fits(cells, at, meeting, best)
        if talker != NO_FIT:
            put(cells, at, meeting, best, talker, -1)


def settle_all(cells: Numbers, at: Layout, order: Numbers) -> None:
    """Place meetings one after the other, each at the best start where it fits, the earliest of equals."""
    for k in range(len(order)):
        meeting = order[k]
        if cells[at.start + meeting] >= 0:
            continue
        best, best_energy = -1, 0
        for spot in range(cells[at.starts_at + meeting], cells[at.starts_at + meeting + 1]):
            start = cells[at.starts + spot]
            talker = fits(cells, at, meeting, start)
            if talker == NO_FIT:
                continue
            energy = energy_at(cells, at, meeting, start)
            if best < 0 or energy < best_energy:
                best, best_energy = start, energy
        if best >= 0:
            talker = fits(cells, at, meeting, best)
            if talker != NO_FIT:
                put(cells, at, meeting, best, talker, -1)
        cells[at.log_size] = 0
    keep_best(cells, at)


def find_lost(cells: Numbers, at: Layout) -> int:
    """Return a meeting that has no start yet but could have one, from a place drawn at random; -1 if there is none."""
    shift = draw(cells, at, at.n_requests)
    for k in range(at.n_requests):
        other = (shift + k) % at.n_requests
        if cells[at.start + other] < 0 and cells[at.starts_at + other] < cells[at.starts_at + other + 1]:
            return other
    return -1


def anneal(cells: Numbers, at: Layout, n_moves: int, chances: Numbers, lost_every: int) -> None:
    """
    Make moves at one temperature.

    ``chances[rise]`` is how often of 2**20 a move is kept that raises the energy by ``rise``; higher rises are undone.
    Every ``lost_every``-th move seeks a place for a meeting without one.
    """
    for _ in range(n_moves):
        if at.named_rooms == 1 and draw(cells, at, 3) == 0:
            change_rooms(cells, at, draw(cells, at, at.n_requests), chances)
            continue
        meeting = draw(cells, at, at.n_requests)
        if cells[at.n_lost] > 0 and draw(cells, at, lost_every) == 0:
            meeting = find_lost(cells, at)
            if meeting < 0:
                continue
        if cells[at.is_fixed + meeting] == 1:
            continue
        start = pick_start(cells, at, meeting)
        if start < 0 or start == cells[at.start + meeting]:
            continue
        before = cells[at.energy]
        cells[at.log_size] = 0
        if cells[at.start + meeting] < 0 or draw(cells, at, 8) == 0:
            is_done = evict(cells, at, meeting, start)
        else:
            is_done = exchange(cells, at, meeting, start)
        if not is_done:
            undo(cells, at)
            continue
        rise = cells[at.energy] - before
        if rise > 0 and (rise >= len(chances) or draw(cells, at, 1 << 20) >= chances[rise]):
            undo(cells, at)
        elif rise < 0 or cells[at.lost_sum] < cells[at.best_lost]:
            keep_best(cells, at)
