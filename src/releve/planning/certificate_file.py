"""``certificate.parquet``: the proof of every certified level, one row a price."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.exchange.parquet_writer import parquet_bytes
from releve.planning.leaf_proof import LeafProof
from releve.planning.limits import parity_groups
from releve.planning.result import LEVELS
from releve.planning.standing import Standing

CERTIFICATE_FILE: Final = "certificate.parquet"
COLUMNS: Final = ("level", "leaf", "kind", "key", "key2", "price")


def certificate_file(standing: Standing) -> bytes | None:
    """Return the certificate of a plan as the bytes of a Parquet file, or None where no level is certified."""
    keys = _Keys.of(standing)
    blocks = [
        (level, leaf, block)
        for level, leaves in enumerate(standing.result.certificate)
        for leaf, proof in enumerate(leaves or ())
        for block in _blocks(proof, keys)
    ]
    if not blocks:
        return None
    sizes = [len(block.price) for _, _, block in blocks]
    return parquet_bytes(
        dict(
            zip(
                COLUMNS,
                (
                    np.repeat(_texts([LEVELS[level] for level, _, _ in blocks]), sizes),
                    np.repeat(np.array([leaf for _, leaf, _ in blocks], np.int32), sizes),
                    np.repeat(_texts([block.kind for _, _, block in blocks]), sizes),
                    np.concatenate([block.key for _, _, block in blocks]),
                    np.concatenate([block.key2 for _, _, block in blocks]),
                    np.concatenate([block.price for _, _, block in blocks]),
                ),
                strict=True,
            )
        )
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class _Keys:
    """What the positions of a proof are called; arrays of texts."""

    officer: NDArray[np.object_]
    post: NDArray[np.object_]
    mission: NDArray[np.object_]
    country: NDArray[np.object_]
    group_mission: NDArray[np.object_]
    group_category: NDArray[np.object_]

    @classmethod
    def of(cls, standing: Standing) -> _Keys:
        """Return the keys of a problem; the officers whose country is blank come last among the countries."""
        snapshot, problem = standing.snapshot, standing.problem
        groups = parity_groups(snapshot).names
        return cls(
            officer=_texts(problem.officer_id),
            post=_texts(problem.post_id),
            mission=_texts([mission.mission for mission in snapshot.missions]),
            country=_texts([*snapshot.officers.countries, ""]),
            group_mission=_texts([mission for mission, _ in groups]),
            group_category=_texts([category.value for _, category in groups]),
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class _Block:
    """Rows of one kind; ``key`` and ``key2`` hold texts, "" = none."""

    kind: str
    key: NDArray[np.object_]
    key2: NDArray[np.object_]
    price: NDArray[np.int64]


def _blocks(proof: LeafProof, keys: _Keys) -> Iterator[_Block]:
    """Yield the rows of one leaf by kind: the scale, what is not 0 of all prices, and the branchings from the root on."""
    yield _block("scale", _texts([""]), np.array([proof.scale_bits]))
    levels = np.flatnonzero(proof.level_price)
    yield _block("level", _texts(LEVELS)[levels], proof.level_price[levels])
    officers, posts, groups = (np.flatnonzero(part) for part in (proof.officer, proof.post, proof.group))
    yield _block("officer", keys.officer[officers], proof.officer[officers])
    yield _block("post", keys.post[posts], proof.post[posts])
    missions, countries = np.nonzero(proof.cap)
    yield _block("national_cap", keys.mission[missions], proof.cap[missions, countries], keys.country[countries])
    yield _block("women_target", keys.group_mission[groups], proof.group[groups], keys.group_category[groups])
    branched = np.array([(officer, post) for officer, post, _ in proof.branches], np.int64).reshape(-1, 2)
    is_in = np.array([inside for _, _, inside in proof.branches], np.int64)
    yield _block("branch", keys.officer[branched[:, 0]], is_in, keys.post[branched[:, 1]])


def _block(kind: str, key: NDArray[np.object_], price: NDArray[np.int64], key2: NDArray[np.object_] | None = None) -> _Block:
    return _Block(kind=kind, key=key, key2=_texts([""] * len(key)) if key2 is None else key2, price=price.astype(np.int64))


def _texts(values: tuple[str, ...] | list[str]) -> NDArray[np.object_]:
    return np.array(values, object)
