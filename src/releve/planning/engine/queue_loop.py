"""A priority queue of lines by distance, in arrays: each line stands in it once, equal distances in the order in which they came to be."""

from __future__ import annotations

from releve.planning.engine.compiled import Numbers, compiled


@compiled
def sift_up(
    queue: Numbers,
    place: Numbers,
    distance: Numbers,
    hole: int,
) -> None:
    line = queue[hole]
    key = distance[line]
    while hole > 0:
        parent = (hole - 1) // 2
        above = queue[parent]
        if distance[above] <= key:
            break
        queue[hole] = above
        place[above] = hole
        hole = parent
    queue[hole] = line
    place[line] = hole


@compiled
def sift_down(
    queue: Numbers,
    place: Numbers,
    distance: Numbers,
    hole: int,
    size: int,
) -> None:
    line = queue[hole]
    key = distance[line]
    while True:
        child = 2 * hole + 1
        if child >= size:
            break
        if child + 1 < size and distance[queue[child + 1]] < distance[queue[child]]:
            child += 1
        below = queue[child]
        if distance[below] >= key:
            break
        queue[hole] = below
        place[below] = hole
        hole = child
    queue[hole] = line
    place[line] = hole
