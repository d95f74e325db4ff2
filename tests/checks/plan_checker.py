"""
Is this plan allowed, and is it worth what it says? Counted again from the folder's files and the written plan alone.

Imports nothing of the library: eligibility, fit, caps, targets and the objective stand here a second time, from the text of the contract.
"""

from __future__ import annotations

import csv
import json
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from hashlib import sha256
from math import ceil, floor
from pathlib import Path
from typing import Any, TypeAlias

from checks.contract_rules import NOT_MET, UNKNOWN, Line, Row, add_months, day, fit, open_rules

Pair: TypeAlias = tuple[str, str]
Tree: TypeAlias = dict[str, Any]

DEFAULTS: Tree = {
    "unknown": "refuse",
    "national_cap": "0.20",
    "women_target": {"IPO": "0.30", "SPT": "0.30", "P_POST_FIELD": "0.30", "P_POST_HQ": "0.35"},
    "fit": {"language": 250, "skills": 250, "experience": 150, "missions": 100, "assessment": 250},
    "thresholds": {
        "age_min": 25,
        "age_max": 62,
        "service_years": 5,
        "assessment_months": 24,
        "licence_months": 12,
        "passport_months": 18,
        "retired_months": 60,
        "interval_months": 6,
    },
}


@dataclass(frozen=True, kw_only=True)
class Eligible:
    """What an eligible pair is worth, and what it rests on."""

    fit: int
    waived: tuple[str, ...]
    conditional: tuple[str, ...]


class Folder:
    """The input tables as text, and what the contract derives from them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.missions = {row["mission"]: row for row in self._table("missions")}
        self.lines = {row["post_id"]: Line.read(row, self.missions[row["mission"]]) for row in self._table("posts")}
        self.officers = {row["officer_id"]: row for row in self._table("officers")}
        self.serving = [self._complete(row) for row in self._table("deployments")]
        self.previous = {(row["officer_id"], row["post_id"]) for row in self._table("previous")}
        decisions = self._table("decisions")
        self.pins = {(row["officer_id"], row["post_id"]) for row in decisions if row["decision"] == "pin"}
        self.forbidden = {(row["officer_id"], row["post_id"]) for row in decisions if row["decision"] == "forbid"}
        self.waived: defaultdict[Pair, set[str]] = defaultdict(set)
        for row in self._table("waivers"):
            expires = day(row["expires_on"])
            if expires is None or expires >= self.lines[row["post_id"]].starts_on:
                self.waived[row["officer_id"], row["post_id"]].add(row["rule"])
        given = tomllib.loads((path / "policy.toml").read_text("utf-8"), parse_float=str)
        self.policy = {
            name: {**default, **given.get(name, {})} if isinstance(default, dict) else given.get(name, default)
            for name, default in DEFAULTS.items()
        }

    @cached_property
    def eligible(self) -> dict[Pair, Eligible]:
        """Return all pairs that may be planned: eligible, not forbidden, the officer not serving."""
        serving = {row["officer_id"] for row in self.serving}
        pairs = ((o, p) for p in self.lines for o in self.officers if o not in serving and (o, p) not in self.forbidden)
        return {pair: found for pair in pairs if (found := self._judge(pair)) is not None}

    @cached_property
    def seats(self) -> Counter[str]:
        """Return the open seats of each mission."""
        seats: Counter[str] = Counter()
        for line in self.lines.values():
            seats[line.row["mission"]] += int(line.row["seats"])
        return seats

    def cap_left(self, mission: str, country: str) -> int:
        """Return how many more of a country a mission may take."""
        there = [row for row in self.serving if row["mission"] == mission]
        cap = max(1, floor(Fraction(str(self.policy["national_cap"])) * (self.seats[mission] + len(there))))
        return max(0, cap - sum(row["country"] == country for row in there))

    @cached_property
    def women_needed(self) -> dict[tuple[str, str], int]:
        """Return the women that each group with open seats still needs."""
        seats: Counter[tuple[str, str]] = Counter()
        for line in self.lines.values():
            seats[line.row["mission"], line.row["category"]] += int(line.row["seats"])
        needed = {}
        for group, n_open in seats.items():
            there = [row["gender"] for row in self.serving if (row["mission"], row["category"]) == group]
            target = Fraction(str(self.policy["women_target"][group[1]]))
            needed[group] = ceil(target * (n_open + len(there))) - there.count("F")
        return needed

    def objective(self, pairs: set[Pair]) -> Tree:
        """Return the levels of the objective as ``plan.json`` writes them."""
        filled = Counter(self.lines[post_id].row["priority"] for _, post_id in pairs)
        women: Counter[tuple[str, str]] = Counter()
        for officer_id, post_id in pairs:
            line = self.lines[post_id].row
            women[line["mission"], line["category"]] += self.officers[officer_id]["gender"] == "F"
        return {
            "filled": {priority: filled[priority] for priority in "1234"},
            "women_shortfall": sum(max(0, needed - women[group]) for group, needed in self.women_needed.items()),
            "kept": len(pairs & self.previous),
            "fit": sum(self.eligible[pair].fit for pair in pairs if pair in self.eligible),
        }

    def _table(self, name: str) -> list[Row]:
        path = self.path / f"{name}.csv"
        if not path.exists():
            return []
        with path.open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    def _complete(self, row: Row) -> Row:
        line = self.lines[row["post_id"]].row if row["post_id"] else {"mission": "", "category": ""}
        return {**row, "mission": row["mission"] or line["mission"], "category": row["category"] or line["category"]}

    def _judge(self, pair: Pair) -> Eligible | None:
        officer, line, waived = self.officers[pair[0]], self.lines[pair[1]], self.waived[pair]
        conditional = []
        for rule, found in open_rules(officer, line, self.policy["thresholds"], waived):
            if found == NOT_MET or self.policy["unknown"] == "refuse":
                return None
            assert found == UNKNOWN
            conditional.append(rule)
        used = {rule for rule, _ in open_rules(officer, line, self.policy["thresholds"], set())} & waived if waived else set()
        points = fit(officer, line, self.policy["thresholds"], self.policy["fit"])
        return Eligible(fit=points, waived=tuple(sorted(used)), conditional=tuple(sorted(conditional)))


def find_violations(folder: Folder, out: Path) -> list[str]:
    """Return everything that is wrong with a written plan, as sentences; empty where nothing is."""
    plan = json.loads((out / "plan.json").read_text("utf-8"))
    pairs = [(row["officer_id"], row["post_id"]) for row in plan["assignments"]]
    return [
        *_broken_constraints(folder, pairs),
        *_wrong_assignments(folder, plan, out),
        *_wrong_levels(folder, plan, set(pairs)),
        *_wrong_open_seats(folder, plan, pairs),
        *_wrong_digests(folder, plan),
        *_exchanges_left(folder, plan, set(pairs)),
    ]


def _broken_constraints(folder: Folder, pairs: list[Pair]) -> Iterator[str]:
    yield from (f"{officer_id} takes {n} seats" for officer_id, n in Counter(o for o, _ in pairs).items() if n > 1)
    for post_id, n in Counter(p for _, p in pairs).items():
        if n > int(folder.lines[post_id].row["seats"]):
            yield f"{post_id} holds {n}"
    yield from (f"{pair} may not be planned" for pair in pairs if pair not in folder.eligible)
    yield from (f"pin {pair} does not hold" for pair in folder.pins - set(pairs))
    yield from (f"forbid {pair} does not hold" for pair in folder.forbidden & set(pairs))
    held = Counter((folder.lines[p].row["mission"], folder.officers[o]["country"]) for o, p in pairs)
    yield from (f"{n} of {country} in {mission}" for (mission, country), n in held.items() if n > folder.cap_left(mission, country))


def _wrong_assignments(folder: Folder, plan: Tree, out: Path) -> Iterator[str]:
    rows = plan["assignments"]
    if rows != sorted(rows, key=lambda row: (row["post_id"], row["officer_id"])):
        yield "assignments are not ordered by post, then officer"
    for row in rows:
        found = folder.eligible.get((row["officer_id"], row["post_id"]))
        said = Eligible(fit=row["fit"], waived=tuple(sorted(row["waived"])), conditional=tuple(sorted(row["conditional"])))
        if found is not None and found != said:
            yield f"{row} should be {found}"
    with (out / "assignments.csv").open(encoding="utf-8", newline="") as stream:
        table = [(row["officer_id"], row["post_id"], row["fit"]) for row in csv.DictReader(stream)]
    if table != [(row["officer_id"], row["post_id"], str(row["fit"])) for row in rows]:
        yield "assignments.csv and plan.json differ"


def _wrong_levels(folder: Folder, plan: Tree, pairs: set[Pair]) -> Iterator[str]:
    counted = folder.objective(pairs)
    if plan["objective"] != counted:
        yield f"objective {plan['objective']} should be {counted}"
    values, bounds, gaps = (levels_of(plan[name]) for name in ("objective", "bound", "relative_gap"))
    for level, (value, bound, gap) in enumerate(zip(values, bounds, gaps, strict=True)):
        if (value < bound) if level == len(SHORTFALL_BEFORE) else (value > bound):
            yield f"level {level}: {value} is better than its bound {bound}"
        if gap != abs(bound - value) / max(1, abs(bound)):
            yield f"level {level}: gap {gap}"
    if (plan["status"] == "optimal") != (values == bounds):
        yield f"status {plan['status']}"


SHORTFALL_BEFORE = "1234"
"""The levels that stand before the women's shortfall, the only one of which less is better."""


def levels_of(tree: Tree) -> list[Any]:
    """Return the seven levels of ``plan.json`` from left to right."""
    return [*(tree["filled"][priority] for priority in SHORTFALL_BEFORE), tree["women_shortfall"], tree["kept"], tree["fit"]]


def _wrong_open_seats(folder: Folder, plan: Tree, pairs: list[Pair]) -> Iterator[str]:
    filled = Counter(post_id for _, post_id in pairs)
    left = {post_id: int(line.row["seats"]) - filled[post_id] for post_id, line in sorted(folder.lines.items())}
    found = [(post_id, n) for post_id, n in left.items() if n > 0]
    told: dict[str, int] = defaultdict(int)
    for row in plan["unfilled"]:
        told[row["post_id"]] += row["seats"]
    if list(told.items()) != found:
        yield f"unfilled {dict(told)} should be {found}"


def _wrong_digests(folder: Folder, plan: Tree) -> Iterator[str]:
    found = {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.path.iterdir() if path.name in plan["digests"]}
    if plan["digests"] != found or not {"missions.csv", "posts.csv", "officers.csv", "policy.toml"} <= set(found):
        yield f"digests {plan['digests']}"


def _exchanges_left(folder: Folder, plan: Tree, pairs: set[Pair]) -> Iterator[str]:
    """Yield the exchanges between two officers that decision 0005 prefers and that change no level; a plan stopped early may hold some."""
    post_of = dict(pairs)
    place = {name: k for k, name in enumerate(sorted(folder.officers, key=lambda name: _tie_key(folder, plan["seed"], name)))}
    for held in sorted(pairs - folder.pins) if plan["status"] == "optimal" else ():
        holder, post_id = held
        for other in folder.officers:
            given = {(other, post_id)}
            if place[other] > place[holder] or not given <= folder.eligible.keys():
                continue
            if other not in post_of:
                taken = {held}
            else:
                left = (other, post_of[other])
                if left in folder.pins or _line_key(folder, post_id) >= _line_key(folder, left[1]):
                    continue
                given, taken = given | {(holder, left[1])}, {held, left}
            if _changes_nothing(folder, pairs, taken=taken, given=given):
                yield f"{sorted(taken)} should be {sorted(given)}"


def _changes_nothing(folder: Folder, pairs: set[Pair], *, taken: set[Pair], given: set[Pair]) -> bool:
    """Return whether an exchange leaves every level as it is and breaks no constraint."""
    if not given | taken <= folder.eligible.keys() or sum(folder.eligible[p].fit for p in given) != sum(
        folder.eligible[p].fit for p in taken
    ):
        return False
    after = (pairs - taken) | given
    return folder.objective(after) == folder.objective(pairs) and not any(_broken_constraints(folder, sorted(after)))


def _tie_key(folder: Folder, seed: int, officer_id: str) -> tuple[bool, str, str]:
    """Return the key of the order of equal officers: the clearance that expires first, none last, then the hash."""
    cleared = day(folder.officers[officer_id]["ams_cleared_on"])
    expires = "" if cleared is None else add_months(cleared, folder.policy["thresholds"]["assessment_months"]).isoformat()
    return not expires, expires, sha256(f"{seed}:{officer_id}".encode()).hexdigest()


def _line_key(folder: Folder, post_id: str) -> tuple[str, str]:
    return folder.lines[post_id].row["priority"], post_id
