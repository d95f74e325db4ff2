"""
The folders that are planned, and the instance of each: the only place where the planner's problem becomes an :class:`Instance`.

Both are made once for a size, seed and knob, in a process of their own, and never inside a clock.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

import numpy as np
from benchmarks.planning.instance import Instance
from numpy.typing import NDArray

from releve import planning
from releve.eligibility import rule_book
from releve.exchange import read_folder_or_raise
from releve.planning import AssignmentProblem, build_problem

ROOT: Final = Path(__file__).parents[2]
EXAMPLE: Final = "example"
"""A size that stands for the shipped example, whatever the seed."""
PLAIN: Final = "plain"
"""The register without a knob."""
KNOBS: Final = ("scarce", "plenty", "ties", "one_country", "caps", "women", "sparse_languages")
INSTANCE: Final = "instance.npz"
ABOUT: Final = "about.json"
KEYS: Final = "keys.json"


@dataclass(frozen=True, kw_only=True, order=True)
class Source:
    """What a register is drawn from."""

    size: str
    seed: int
    knob: str = PLAIN

    @property
    def name(self) -> str:
        """A name for files and tables."""
        return f"{self.size}-{self.knob}-{self.seed}"


def make_folder(source: Source, folder: Path) -> Path:
    """Write the register of a source into a folder, unless it stands there; return where it is."""
    if source.size == EXAMPLE:
        return ROOT / "examples" / "marrakech-2025"
    if not folder.exists():
        fresh = folder.with_suffix(".part")
        shutil.rmtree(fresh, ignore_errors=True)
        asked = ("--size", source.size, "--seed", str(source.seed), "--knob", source.knob, "--format", "parquet")
        subprocess.run((sys.executable, "-m", "releve", "synthesise", str(fresh), *asked), check=True, stdout=subprocess.DEVNULL)
        fresh.rename(folder)
    return folder


def problem_of(folder: Path) -> AssignmentProblem:
    """Read a folder and judge every pair."""
    problem, _ = build_problem(read_folder_or_raise(folder).snapshot, rules=rule_book())
    return problem


def instance_of(problem: AssignmentProblem) -> Instance:
    """Return the arrays of a problem as the benchmark holds them."""
    pairs = problem.pairs
    return Instance(
        officer=pairs.officer_idx.astype(np.int64),
        post=pairs.post_idx.astype(np.int64),
        fit=pairs.fit.astype(np.int64),
        kept=pairs.kept.copy(),
        pinned=pairs.pinned.copy(),
        woman=problem.woman.copy(),
        country=problem.country.astype(np.int64),
        seats=problem.seats.astype(np.int64),
        priority=problem.priority.astype(np.int64),
        mission=problem.mission.astype(np.int64),
        group=problem.group.astype(np.int64),
        group_need=problem.group_need.astype(np.int64),
        cap_left=problem.cap_left.astype(np.int64),
    )


def pruned_arcs(problem: AssignmentProblem) -> NDArray[np.bool_] | None:
    """
    Return which arcs the planner's own pruning leaves, shape ``(n_arcs,)``; None while it exposes none.

    The planner offers it as ``releve.planning.pruned_pairs(problem)``: so a peer is never beaten by memory alone.
    """
    prune = getattr(planning, "pruned_pairs", None)
    return None if prune is None else np.asarray(prune(problem), bool)


def folder_digest(folder: Path) -> str:
    """Return one SHA-256 of the names and contents of a folder's files."""
    total = sha256()
    for path in sorted(path for path in folder.iterdir() if path.is_file()):
        total.update(path.name.encode() + sha256(path.read_bytes()).digest())
    return total.hexdigest()


def prepare(source: Source, work: Path) -> None:
    """Write folder, instance and what is to be said about it under ``work / source.name``."""
    home = work / source.name
    home.mkdir(parents=True, exist_ok=True)
    describe(source, make_folder(source, home / "register"), home)


def describe(source: Source, folder: Path, home: Path) -> None:
    """Write the instance of a folder, its keys and its figures into ``home``."""
    problem = problem_of(folder)
    instance = instance_of(problem)
    instance.save(home / INSTANCE)
    kept = pruned_arcs(problem)
    about = {
        "size": source.size,
        "seed": source.seed,
        "knob": source.knob,
        "folder": str(folder),
        "folder_sha256": folder_digest(folder),
        "instance_sha256": instance.digest(),
        "officers": instance.n_officers,
        "lines": instance.n_posts,
        "seats": int(instance.seats.sum()),
        "missions": len(instance.cap_left),
        "arcs": instance.n_arcs,
        "pruned_arcs": None if kept is None else int(kept.sum()),
    }
    (home / KEYS).write_text(json.dumps({"officers": problem.officer_id, "posts": problem.post_id}), "utf-8")
    (home / ABOUT).write_text(json.dumps(about), "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Make one register and its instance.")
    parser.add_argument("size")
    parser.add_argument("seed", type=int)
    parser.add_argument("knob")
    parser.add_argument("work", type=Path)
    given = parser.parse_args()
    prepare(Source(size=given.size, seed=given.seed, knob=given.knob), given.work)
