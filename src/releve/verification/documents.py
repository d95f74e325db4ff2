"""The two documents of a plan, read with mistrust: ``plan.json``, and the rows of the certificate."""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NoReturn, TypeAlias

import numpy as np
from numpy.typing import NDArray

from releve.verification.codes import LEVELS

Leaf: TypeAlias = Mapping[str, tuple[NDArray[np.int64], NDArray[np.int64]]]
"""Positions and prices of the rows of one leaf by kind, in their order; arrays of shape ``(n_rows,)``."""
COLUMNS: Final = ("level", "leaf", "kind", "key", "key2", "price")
MOST_STATED: Final = 1 << 53
"""Far above what any plan counts, and far below what would overflow here."""
MOST_SCALE: Final = 62


def read_plan(path: Path) -> Any:  # noqa: ANN401 - a tree of JSON
    """
    Return ``plan.json``, decimals exact; what is recounted is only looked at as far as counting needs it.

    Raises
    ------
    ValueError
        If it is not in its form; the argument says where.
    """
    try:
        tree = json.loads(path.read_bytes(), parse_float=Decimal, parse_constant=_refuse, object_pairs_hook=_each_key_once)
        named = tree["certificate"]
        texts = [*tree["without_commitments"], *(() if named is None else (named["file"], named["sha256"])), *tree["versions"].values()]
        texts += [row[key] for row in tree["assignments"] for key in ("officer_id", "post_id")]
        texts += [*tree["digests"].values(), *(row["reason"] for row in tree["unfilled"])]
        counts = [tree["schema_version"], tree["seed"], *level_values(tree["objective"]), *level_values(tree["bound"])]
    except (OSError, ValueError, RecursionError, ArithmeticError, LookupError, TypeError, AttributeError) as failure:
        raise ValueError(f"{type(failure).__name__}: {failure}"[:200]) from failure
    if counts[0] != 1 or not all(type(count) is int and 0 <= count < MOST_STATED for count in counts):
        _refuse("schema_version, seed, objective, bound")
    if not all(isinstance(text, str) for text in texts):
        _refuse("certificate, digests, versions, without_commitments, assignments, unfilled")
    return tree


def level_values(tree: Mapping[str, Any]) -> list[Any]:
    """Return ``objective`` or ``bound`` in the order of ``LEVELS``. Any: JSON."""
    return [*(tree["filled"][priority] for priority in "1234"), *(tree[level] for level in LEVELS[4:])]


def read_leaves(content: bytes, keys: Mapping[str, Mapping[Any, int]]) -> dict[str, list[Leaf]]:
    """
    Return the leaves of every level that has rows.

    Parameters
    ----------
    keys
        Position of each key by kind; a key is ``(key, key2)``, or ``key`` alone where ``key2`` is blank. Any: both can be hashed.
        A branch names an officer and a post line: position ``officer * n_posts + post``.

    Raises
    ------
    ValueError
        If the file is not in its form; the argument says where.
    """
    # Imported here: it takes long to load, and only this function needs it.
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import parquet  # noqa: PLC0415

    schema = pa.schema([(name, {"leaf": pa.int32(), "price": pa.int64()}.get(name, pa.string())) for name in COLUMNS])
    officers, posts = keys["officer"], keys["post"]
    rows: defaultdict[tuple[str, int, str], tuple[array[int], array[int]]] = defaultdict(lambda: (array("q"), array("q")))
    try:
        for batch in parquet.ParquetFile(pa.BufferReader(content)).iter_batches(batch_size=1 << 17):
            table = pa.Table.from_batches([batch]).select(COLUMNS).cast(schema)
            for level, leaf, kind, key, key2, price in zip(*(column.to_pylist() for column in table.columns), strict=True):
                places, prices = rows[level, leaf, kind]
                places.append(officers[key] * len(posts) + posts[key2] if kind == "branch" else keys[kind][(key, key2) if key2 else key])
                prices.append(price)
    except (pa.ArrowException, OSError, LookupError, TypeError) as failure:
        raise ValueError(f"{type(failure).__name__}: {failure}"[:200]) from failure
    leaves: defaultdict[str, defaultdict[int, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    for (level, leaf, kind), (places, prices) in rows.items():
        at, price = np.array(places), np.array(prices)
        most = {"branch": 1, "scale": MOST_SCALE}.get(kind, price.max())
        later = level not in LEVELS or (kind == "level" and at.max() >= LEVELS.index(level))
        if later or leaf is None or price.min() < 0 or price.max() > most or len(np.unique(at)) < len(at):
            _refuse(f"{level}, {leaf}, {kind}")
        leaves[level][leaf][kind] = at, price
    for level, of_level in leaves.items():
        if not all("scale" in leaf for leaf in of_level.values()) or not _is_whole_tree([branching(leaf) for leaf in of_level.values()]):
            _refuse(f"{level}, scale or branch")
    return {level: list(of_level.values()) for level, of_level in leaves.items()}


def branching(leaf: Leaf) -> list[tuple[int, int]]:
    """Return the branchings of a leaf from the root on: positions of pairs, and 1 = in, 0 = out."""
    return list(zip(*(column.tolist() for column in leaf["branch"]), strict=True)) if "branch" in leaf else []


def _is_whole_tree(leaves: list[list[tuple[int, int]]]) -> bool:
    """Return whether branchings cover both sides of every inner node, and nothing twice."""
    nodes = [leaves]
    while nodes:
        node = nodes.pop()
        if node != [[]]:
            sides = [[leaf[1:] for leaf in node if leaf and leaf[0][1] == side] for side in (0, 1)]
            if not all(node) or not all(sides) or len({leaf[0][0] for leaf in node}) > 1:
                return False
            nodes += sides
    return True


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        _refuse("repeated key")
    return dict(pairs)


def _refuse(detail: str) -> NoReturn:
    raise ValueError(detail)
