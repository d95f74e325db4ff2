"""
A basis for the first linear program, read off a filling: where its prices are right, the simplex method has little left to do.

The pairs whose value equals their prices make a graph of officers and lines. A spanning forest of it that holds all chosen pairs is a
basis of the program without caps and targets: its plan is the filling, its prices are those of the filling. A cap with a price gets
one more column, the officers beyond it, which earns the price and is allowed to be 0 only: the basis stays right in its prices, and
the dual simplex method only has to mend what the filling violates. The same for women's targets.
Source: bases of network problems are spanning trees; Ahuja, Magnanti, Orlin, Network Flows, 1993, section 11.11.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.planning.engine.compiled import Numbers, as_array, buffer, compiled, sequence
from releve.planning.engine.demand import Demand
from releve.planning.engine.held import PricedFilling
from releve.planning.objective import FIT_LEVEL
from releve.planning.problem import AssignmentProblem
from releve.planning.relaxation import Relaxation
from releve.planning.start_basis import StartBasis

NO_ROW: Final = -1


def first_basis(
    problem: AssignmentProblem, relaxation: Relaxation, demand: Demand, priced: PricedFilling, below: NDArray[np.int64]
) -> StartBasis:
    """
    Return the basis that a filling gives.

    Parameters
    ----------
    problem, relaxation
        The part of the problem that is searched, and its relaxation.
    demand, priced
        Of the whole problem, the demand in the unit of the prices; officers and lines are the same.
    below
        Shape ``(n_pairs of the part,)``: how far each pair is worth less than its prices.
    """
    names, filling = relaxation.names, priced.filling
    graph = _graph(problem, relaxation, demand, priced, below)
    column_is_basic = np.zeros(relaxation.n_columns, np.bool_)
    row_is_basic, in_forest, single = _forest(graph)
    column_is_basic[in_forest] = True
    column_is_basic[single] = True
    cap_price, group_price = filling.prices.cap.ravel()[names.cap], filling.prices.group[names.group]
    # A woman who is missing costs what the target's price is at most: there the shortfall itself is what varies.
    is_missed = group_price >= demand.shortfall_weight
    column_is_basic[relaxation.n_pairs :] = is_missed
    n_nodes, side_price = len(row_is_basic), np.concatenate((cap_price, -group_price))
    has_elastic = np.concatenate((cap_price > 0, (group_price > 0) & ~is_missed))
    is_upper = np.zeros(relaxation.n_columns, np.bool_)
    is_upper[: relaxation.n_pairs] = graph.chosen | problem.pairs.pinned
    return StartBasis(
        column_is_basic=column_is_basic,
        column_is_upper=is_upper,
        row_is_basic=np.concatenate((row_is_basic, side_price == 0)),
        row_is_upper=np.concatenate((np.ones(n_nodes + len(cap_price), np.bool_), np.zeros(len(group_price), np.bool_))),
        elastic_row=n_nodes + np.flatnonzero(has_elastic),
        elastic_price=_by_level(side_price[has_elastic], demand, priced.bits),
    )


def wider_basis(basis: StartBasis, old: Relaxation, new: Relaxation, columns: NDArray[np.int64]) -> StartBasis:
    """
    Return the basis of a part of a problem for one with more pairs.

    Parameters
    ----------
    columns
        Where the pairs of the smaller part stand among those of the larger one.
    """
    n_rows, rows = 0, list[NDArray[np.int64]]()
    for kind in ("officer", "post", "cap", "group"):
        before, now = getattr(old.names, kind), getattr(new.names, kind)
        rows.append(n_rows + np.searchsorted(now, before))
        n_rows += len(now)
    shortfalls = np.arange(new.n_pairs, new.n_columns)
    return basis.spread(np.concatenate((columns, shortfalls)), np.concatenate(rows), n_columns=new.n_columns, n_rows=n_rows)


@dataclass(frozen=True, kw_only=True, eq=False)
class _Graph:
    """
    Officers and lines, nodes in the order of their rows, and the pairs that cost what they are worth.

    ``edges`` are positions of pairs between two nodes, chosen ones first; ``singles`` those whose officer has no row; ``is_open`` says of
    each node whether one more pair would fit in; ``chosen`` has shape ``(n_pairs,)``.
    """

    edges: NDArray[np.int64]
    officer_of_edge: NDArray[np.int64]
    line_of_edge: NDArray[np.int64]
    singles: NDArray[np.int64]
    line_of_single: NDArray[np.int64]
    is_open: NDArray[np.bool_]
    price: NDArray[np.int64]
    chosen: NDArray[np.bool_]


def _graph(problem: AssignmentProblem, relaxation: Relaxation, demand: Demand, priced: PricedFilling, below: NDArray[np.int64]) -> _Graph:
    pairs, names, filling = problem.pairs, relaxation.names, priced.filling
    row_of_officer = np.full(len(problem.officer_id), NO_ROW, np.int64)
    row_of_officer[names.officer] = np.arange(len(names.officer))
    is_pinned = np.zeros(len(problem.officer_id), np.bool_)
    is_pinned[pairs.officer_idx[pairs.pinned]] = True
    movable = ~is_pinned[pairs.officer_idx]
    officer, line = row_of_officer[pairs.officer_idx], len(names.officer) + pairs.post_idx.astype(np.int64)
    chosen = movable & (filling.post_of[pairs.officer_idx] == pairs.post_idx)
    tight = movable & (below == 0)
    edges = np.concatenate((np.flatnonzero(chosen & (officer >= 0)), np.flatnonzero(tight & ~chosen & (officer >= 0))))
    singles = np.flatnonzero(tight & (officer < 0))
    held = np.bincount(filling.post_of[filling.post_of >= 0], minlength=len(demand.seats))
    return _Graph(
        edges=edges,
        officer_of_edge=officer[edges],
        line_of_edge=line[edges],
        singles=singles,
        line_of_single=line[singles],
        is_open=np.concatenate((filling.post_of[names.officer] < 0, held < demand.seats)),
        price=np.concatenate((filling.officer_price[names.officer], filling.seat_price)),
        chosen=chosen,
    )


def _forest(graph: _Graph) -> tuple[NDArray[np.bool_], NDArray[np.int64], NDArray[np.int64]]:
    """
    Return which nodes are basic, one a tree at most; the edges of the forest; and the single pairs that stand for a node.

    Every tree has one end that may vary: a node that is open; else one without a price; else a single pair; else a node all the same,
    the prices of its tree being a little wrong then.
    """
    n_nodes = len(graph.price)
    parent, rooted, in_forest = sequence(np.arange(n_nodes)), sequence(graph.is_open.astype(np.int64)), buffer(len(graph.edges), 0)
    grow_forest(sequence(graph.officer_of_edge), sequence(graph.line_of_edge), parent, rooted, in_forest)
    tree = _roots(as_array(parent))
    has_end, is_basic = as_array(rooted) > 0, graph.is_open.copy()
    unpriced = _one_a_tree(np.flatnonzero(graph.price == 0), tree, has_end)
    is_basic[unpriced] = True
    line_of_single = _one_a_tree(graph.line_of_single, tree, has_end)
    lines, first = np.unique(graph.line_of_single, return_index=True)
    single = graph.singles[first[np.searchsorted(lines, line_of_single)]]
    is_basic[_one_a_tree(np.arange(n_nodes - 1, -1, -1), tree, has_end)] = True
    return is_basic, graph.edges[as_array(in_forest) > 0], single


def _one_a_tree(nodes: NDArray[np.int64], tree: NDArray[np.int64], has_end: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the first of these nodes in each tree that has no end yet, and mark the tree as having one."""
    lacking = nodes[~has_end[tree[nodes]]]
    trees, first = np.unique(tree[lacking], return_index=True)
    has_end[trees] = True
    found: NDArray[np.int64] = lacking[first]
    return found


@compiled
def grow_forest(officer: Numbers, line: Numbers, parent: Numbers, rooted: Numbers, in_forest: Numbers) -> None:
    """
    Mark the edges of a spanning forest, taken in their order; no tree takes in two nodes that are ``rooted``.

    ``parent`` begins as every node itself; afterwards following it leads to the node that stands for the tree.
    """
    for e in range(len(officer)):
        a = officer[e]
        while parent[a] != a:
            parent[a] = parent[parent[a]]
            a = parent[a]
        b = line[e]
        while parent[b] != b:
            parent[b] = parent[parent[b]]
            b = parent[b]
        if a != b and not (rooted[a] > 0 and rooted[b] > 0):
            in_forest[e] = 1
            parent[a] = b
            if rooted[a] > 0:
                rooted[b] = 1


def _roots(parent: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each node the one that stands for its tree."""
    while True:
        above = parent[parent]
        if np.array_equal(above, parent):
            return parent
        parent = above


def _by_level(price: NDArray[np.int64], demand: Demand, bits: int) -> NDArray[np.float64]:
    """Return what prices in the weighted sum are on each level; shape ``(n_levels, n)``."""
    digits = list[NDArray[np.float64]]()
    for weight in demand.level_weights[:FIT_LEVEL]:
        digit = (price + weight // 2) // weight
        price = price - digit * weight
        digits.append(digit.astype(np.float64))
    return np.stack((*digits, price / (1 << bits)))
