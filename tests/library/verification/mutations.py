"""
Ways of altering a written plan, its certificate or its inputs by hand.

Each takes the case and leaves it altered; it returns whether the altered one must be refused, or None where there was nothing to alter.
Those of the certificate write its digest anew, as somebody would who knows it: only the proof itself can give them away.
"""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from certifying import Row, change_plan, write_certificate
from slow_replay import is_proven

from checks.plan_checker import Folder
from releve.planning import LEVELS

Tree = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Case:
    """A plan in ``out`` of a folder in ``inputs``, both to be altered; ``folder`` and ``rows`` tell how they were."""

    out: Path
    inputs: Path
    folder: Folder
    rows: list[Row]

    @property
    def plan(self) -> Tree:
        tree: Tree = json.loads((self.out / "plan.json").read_text("utf-8"))
        return tree


Mutation = Callable[[random.Random, Case], bool | None]
PLAN: dict[str, Mutation] = {}
CERTIFICATE: dict[str, Mutation] = {}
INPUTS: dict[str, Mutation] = {}


def of_plan(change: Callable[[random.Random, Case, Tree], object]) -> None:
    """List a change of the tree of ``plan.json``; one that returns False had nothing to change."""

    def mutation(rng: random.Random, case: Case) -> bool | None:
        tree = case.plan
        if change(rng, case, tree) is False or tree == case.plan:
            return None
        (case.out / "plan.json").write_text(json.dumps(tree), "utf-8")
        return True

    PLAN[change.__name__] = mutation


def of_rows(change: Callable[[random.Random, Case, list[Row]], list[Row] | None]) -> None:
    """List a change of the rows of the certificate that makes it no certificate any more."""

    def mutation(rng: random.Random, case: Case) -> bool | None:
        rows = change(rng, case, list(case.rows))
        if rows is None or rows == case.rows:
            return None
        write_certificate(case.out, rows)
        return True

    CERTIFICATE[change.__name__] = mutation


def of_prices(change: Callable[[random.Random, Case, list[Row]], list[Row] | None]) -> None:
    """List a change of prices, refused where the second opinion finds that they prove too little."""

    def mutation(rng: random.Random, case: Case) -> bool | None:
        rows = change(rng, case, list(case.rows))
        if rows is None or rows == case.rows:
            return None
        write_certificate(case.out, rows)
        return not is_proven(case.folder, case.plan, rows)

    CERTIFICATE[change.__name__] = mutation


def a_level(rng: random.Random) -> tuple[str, ...]:
    return rng.choice((("filled", rng.choice("1234")), ("women_shortfall",), ("kept",), ("fit",)))


def put(tree: Tree, path: tuple[str, ...], change: Callable[[Any], Any]) -> None:
    for key in path[:-1]:
        tree = tree[key]
    tree[path[-1]] = change(tree[path[-1]])


def an_assignment(rng: random.Random, tree: Tree) -> Tree:
    found: Tree = rng.choice(tree["assignments"])
    return found


@of_plan
def officer_replaced_by_a_free_one(rng: random.Random, case: Case, tree: Tree) -> bool:
    row = an_assignment(rng, tree)
    placed = {other["officer_id"] for other in tree["assignments"]}
    # Another officer of the same fit, who may serve there, would make a plan as good: only the rule for ties tells the two apart.
    free = [
        o
        for o in case.folder.officers
        if o not in placed and getattr(case.folder.eligible.get((o, row["post_id"])), "fit", None) != row["fit"]
    ]
    if not free:
        return False
    row["officer_id"] = rng.choice(free)
    return True


@of_plan
def officer_placed_twice(rng: random.Random, _case: Case, tree: Tree) -> bool:
    if len(tree["assignments"]) < 2:
        return False
    first, second = rng.sample(tree["assignments"], 2)
    first["officer_id"] = second["officer_id"]
    return True


@of_plan
def assignment_dropped(rng: random.Random, _case: Case, tree: Tree) -> None:
    tree["assignments"].remove(an_assignment(rng, tree))


@of_plan
def assignment_repeated(rng: random.Random, _case: Case, tree: Tree) -> None:
    tree["assignments"].append(an_assignment(rng, tree))


@of_plan
def assignment_added(rng: random.Random, case: Case, tree: Tree) -> None:
    row = {"officer_id": rng.choice(list(case.folder.officers)), "post_id": rng.choice(list(case.folder.lines)), "fit": 0}
    tree["assignments"].append({**row, "waived": [], "conditional": []})


@of_plan
def assignment_of_nobody(rng: random.Random, _case: Case, tree: Tree) -> None:
    an_assignment(rng, tree)["officer_id"] = "NOBODY"


@of_plan
def assignments_shuffled(rng: random.Random, _case: Case, tree: Tree) -> None:
    rng.shuffle(tree["assignments"])


@of_plan
def fit_of_a_pair_changed(rng: random.Random, _case: Case, tree: Tree) -> None:
    an_assignment(rng, tree)["fit"] += rng.choice((-1, 1, 100))


@of_plan
def waiver_claimed(rng: random.Random, _case: Case, tree: Tree) -> None:
    an_assignment(rng, tree)["waived"].append("interval")


@of_plan
def condition_claimed_or_hidden(rng: random.Random, _case: Case, tree: Tree) -> None:
    row = an_assignment(rng, tree)
    row["conditional"] = [] if row["conditional"] else ["vetting"]


@of_plan
def objective_changed(rng: random.Random, _case: Case, tree: Tree) -> None:
    put(tree, ("objective", *a_level(rng)), lambda value: value + rng.choice((1, 2)))


@of_plan
def bound_changed(rng: random.Random, _case: Case, tree: Tree) -> None:
    put(tree, ("bound", *a_level(rng)), lambda value: value + rng.choice((1, 3)))


@of_plan
def objective_and_bound_changed_alike(rng: random.Random, _case: Case, tree: Tree) -> None:
    level = a_level(rng)
    put(tree, ("objective", *level), lambda value: value + 1)
    put(tree, ("bound", *level), lambda value: value + 1)


@of_plan
def status_changed(_rng: random.Random, _case: Case, tree: Tree) -> None:
    tree["status"] = "feasible" if tree["status"] == "optimal" else "optimal"


@of_plan
def gap_changed(rng: random.Random, _case: Case, tree: Tree) -> None:
    put(tree, ("relative_gap", *a_level(rng)), lambda gap: gap + 0.001)


@of_plan
def digest_of_an_input_changed(rng: random.Random, _case: Case, tree: Tree) -> None:
    name = rng.choice(list(tree["digests"]))
    tree["digests"][name] = tree["digests"][name][::-1]


@of_plan
def digest_of_an_input_left_out(rng: random.Random, _case: Case, tree: Tree) -> None:
    del tree["digests"][rng.choice(list(tree["digests"]))]


@of_plan
def policy_changed(rng: random.Random, _case: Case, tree: Tree) -> None:
    name = rng.choice(("national_cap", "unknown", "fit", "thresholds", "women_target"))
    changed = {"national_cap": 0.99, "unknown": "refuse", "fit": {"language": 1}, "women_target": {"IPO": 0.01}}
    tree["policy"][name] = changed.get(name, {"age_min": {"value": 1}})


@of_plan
def day_changed(rng: random.Random, _case: Case, tree: Tree) -> None:
    (tree if rng.random() < 0.5 else tree["policy"])["as_of"] = "2025-12-31"


@of_plan
def rules_changed(rng: random.Random, _case: Case, tree: Tree) -> None:
    tree["rules"].remove(rng.choice(tree["rules"]))


@of_plan
def open_seats_changed(rng: random.Random, case: Case, tree: Tree) -> None:
    if not tree["unfilled"] or rng.random() < 0.3:
        post_id = rng.choice(list(case.folder.lines))
        tree["unfilled"].append({"post_id": post_id, "seats": 1, "reason": "no_eligible", "data": {}})
    else:
        rng.choice(tree["unfilled"])["seats"] += 1


@of_plan
def open_seats_left_out(rng: random.Random, _case: Case, tree: Tree) -> bool:
    if not tree["unfilled"]:
        return False
    tree["unfilled"].remove(rng.choice(tree["unfilled"]))
    return True


@of_plan
def reason_that_is_none(rng: random.Random, _case: Case, tree: Tree) -> bool:
    if not tree["unfilled"]:
        return False
    rng.choice(tree["unfilled"])["reason"] = "no_reason"
    return True


@of_plan
def commitment_that_is_none_left_out(_rng: random.Random, _case: Case, tree: Tree) -> None:
    tree["without_commitments"].append("C-9")


@of_plan
def certificate_no_longer_named(_rng: random.Random, _case: Case, tree: Tree) -> None:
    tree["certificate"] = None


@of_plan
def certificate_named_elsewhere(_rng: random.Random, _case: Case, tree: Tree) -> None:
    tree["certificate"]["file"] = "../certificate.parquet"


@of_plan
def digest_of_the_certificate_changed(_rng: random.Random, _case: Case, tree: Tree) -> None:
    tree["certificate"]["sha256"] = tree["certificate"]["sha256"][::-1]


@of_plan
def key_renamed(rng: random.Random, _case: Case, tree: Tree) -> None:
    kept = {"near"}  # says to which plan this one was to stay near: nothing that its inputs can tell
    name = rng.choice([key for key in tree if key not in kept])
    tree[f"{name}s"] = tree.pop(name)


@of_plan
def number_made_a_text(rng: random.Random, _case: Case, tree: Tree) -> None:
    put(tree, (rng.choice(("objective", "bound", "relative_gap")), *a_level(rng)), str)


@of_plan
def worse_plan_called_optimal(rng: random.Random, case: Case, tree: Tree) -> bool:
    # Everything that can be counted is made to agree; what gives it away is that the certificate does not prove the bound.
    pinned = case.folder.pins
    rows = [row for row in tree["assignments"] if (row["officer_id"], row["post_id"]) not in pinned]
    if not rows:
        return False
    dropped = rng.choice(rows)
    tree["assignments"].remove(dropped)
    tree["objective"] = tree["bound"] = case.folder.objective({(row["officer_id"], row["post_id"]) for row in tree["assignments"]})
    open_seats = {row["post_id"]: row for row in tree["unfilled"]}
    row = open_seats.setdefault(dropped["post_id"], {"post_id": dropped["post_id"], "seats": 0, "reason": "no_eligible", "data": {}})
    row["seats"] += 1
    tree["unfilled"] = [open_seats[key] for key in sorted(open_seats)]
    return True


def plan_cut_short(rng: random.Random, case: Case) -> bool:
    text = (case.out / "plan.json").read_text("utf-8")
    (case.out / "plan.json").write_text(text[: rng.randrange(len(text) - 2)], "utf-8")
    return True


def key_repeated(rng: random.Random, case: Case) -> bool:
    text = (case.out / "plan.json").read_text("utf-8")
    name = rng.choice(("status", "seed", "objective"))
    (case.out / "plan.json").write_text(text.replace("{", f'{{"{name}": {json.dumps(case.plan[name])},', 1), "utf-8")
    return True


PLAN |= {mutation.__name__: mutation for mutation in (plan_cut_short, key_repeated)}


def a_row(rng: random.Random, rows: list[Row], *kinds: str) -> int | None:
    found = [k for k, row in enumerate(rows) if row[2] in kinds]
    return rng.choice(found) if found else None


def priced(row: Row, price: int | None) -> Row:
    return (*row[:5], price)  # type: ignore[return-value]  # a blank price is one of the ways to spoil it


PRICED = ("officer", "post", "national_cap", "women_target", "level")


@of_prices
def price_lowered(rng: random.Random, _case: Case, rows: list[Row]) -> list[Row] | None:
    at = a_row(rng, rows, *PRICED)
    if at is not None:
        rows[at] = priced(rows[at], rows[at][5] // rng.choice((2, 10, 2**30)))
    return rows


@of_prices
def price_raised(rng: random.Random, _case: Case, rows: list[Row]) -> list[Row] | None:
    at = a_row(rng, rows, *PRICED)
    if at is not None:
        rows[at] = priced(rows[at], rows[at][5] * rng.choice((2, 5)) + 2**22)
    return rows


@of_prices
def price_nudged(rng: random.Random, _case: Case, rows: list[Row]) -> list[Row] | None:
    at = a_row(rng, rows, *PRICED)
    if at is not None:
        rows[at] = priced(rows[at], max(0, rows[at][5] + rng.choice((-1, 1))))
    return rows


@of_prices
def price_left_out(rng: random.Random, _case: Case, rows: list[Row]) -> list[Row] | None:
    at = a_row(rng, rows, *PRICED)
    if at is not None:
        rows.pop(at)
    return rows


@of_prices
def price_of_an_earlier_level_changed(rng: random.Random, _case: Case, rows: list[Row]) -> list[Row] | None:
    at = a_row(rng, rows, "level")
    if at is not None:
        rows[at] = priced(rows[at], rng.choice((rows[at][5] * 4, rows[at][5] // 4)))
    return rows


@of_prices
def price_given_to_another(rng: random.Random, case: Case, rows: list[Row]) -> list[Row] | None:
    at = a_row(rng, rows, "officer")
    if at is None:
        return None
    there = {row[3] for row in rows if row[:3] == rows[at][:3]}
    others = [officer_id for officer_id in case.folder.officers if officer_id not in there]
    if not others:
        return None
    rows[at] = (*rows[at][:3], rng.choice(others), *rows[at][4:])
    return rows


@of_prices
def scale_changed(rng: random.Random, _case: Case, rows: list[Row]) -> list[Row] | None:
    at = a_row(rng, rows, "scale")
    if at is not None:
        rows[at] = priced(rows[at], rows[at][5] + rng.choice((-1, 1, 3)))
    return rows


@of_prices
def levels_exchanged(rng: random.Random, _case: Case, rows: list[Row]) -> list[Row] | None:
    # Of two levels that name no earlier one: else the form would give it away.
    plain = sorted({row[0] for row in rows} - {row[0] for row in rows if row[2] == "level"})
    if len(plain) < 2:
        return None
    first, second = rng.sample(plain, 2)
    names = {first: second, second: first}
    return [(names.get(row[0], row[0]), *row[1:]) for row in rows]


@of_rows
def leaf_left_out(rng: random.Random, _case: Case, rows: list[Row]) -> list[Row] | None:
    branched = sorted({row[:2] for row in rows if row[2] == "branch"})
    if not branched:
        return None
    gone = rng.choice(branched)
    return [row for row in rows if row[:2] != gone]


@of_rows
def branch_turned(rng: random.Random, _case: Case, rows: list[Row]) -> list[Row] | None:
    at = a_row(rng, rows, "branch")
    if at is None:
        return None
    rows[at] = priced(rows[at], 1 - rows[at][5])
    return rows


@of_rows
def branch_left_out(rng: random.Random, _case: Case, rows: list[Row]) -> list[Row] | None:
    at = a_row(rng, rows, "branch")
    if at is None:
        return None
    rows.pop(at)
    return rows


@of_rows
def leaf_repeated(rng: random.Random, _case: Case, rows: list[Row]) -> list[Row] | None:
    level, leaf = rng.choice(rows)[:2]
    return [*rows, *((of, 99, *rest) for of, n, *rest in rows if (of, n) == (level, leaf))]  # type: ignore[list-item]  # a row, cut and joined


@of_rows
def row_repeated(rng: random.Random, _case: Case, rows: list[Row]) -> list[Row]:
    return [*rows, rng.choice(rows)]


@of_rows
def price_negative(rng: random.Random, _case: Case, rows: list[Row]) -> list[Row]:
    at = rng.randrange(len(rows))
    rows[at] = priced(rows[at], -1 - rows[at][5])
    return rows


@of_rows
def price_blank(rng: random.Random, _case: Case, rows: list[Row]) -> list[Row]:
    at = rng.randrange(len(rows))
    rows[at] = priced(rows[at], None)
    return rows


@of_rows
def scale_left_out(rng: random.Random, _case: Case, rows: list[Row]) -> list[Row] | None:
    at = a_row(rng, rows, "scale")
    if at is None:
        return None
    level = rows.pop(at)[0]
    return rows if any(row[0] == level for row in rows) else None


@of_rows
def scale_out_of_range(rng: random.Random, _case: Case, rows: list[Row]) -> list[Row] | None:
    at = a_row(rng, rows, "scale")
    if at is not None:
        rows[at] = priced(rows[at], rng.choice((63, 10**6, 2**62)))
    return rows


@of_rows
def key_of_nobody(rng: random.Random, _case: Case, rows: list[Row]) -> list[Row]:
    at = rng.randrange(len(rows))
    rows[at] = (*rows[at][:3], "NOBODY", *rows[at][4:])
    return rows


@of_rows
def second_key_that_is_none(rng: random.Random, _case: Case, rows: list[Row]) -> list[Row]:
    at = rng.randrange(len(rows))
    rows[at] = (*rows[at][:4], "NOWHERE", rows[at][5])
    return rows


@of_rows
def kind_that_is_none(rng: random.Random, _case: Case, rows: list[Row]) -> list[Row]:
    at = rng.randrange(len(rows))
    rows[at] = (*rows[at][:2], "favour", *rows[at][3:])
    return rows


@of_rows
def level_that_is_none(rng: random.Random, _case: Case, rows: list[Row]) -> list[Row]:
    level = rng.choice(rows)[0]
    return [(f"{level}_", *row[1:]) if row[0] == level else row for row in rows]


@of_rows
def multiplier_of_a_later_level(rng: random.Random, _case: Case, rows: list[Row]) -> list[Row]:
    level, leaf = rng.choice(rows)[:2]
    later = rng.choice(LEVELS[LEVELS.index(level) :])
    return [*rows, (level, leaf, "level", later, "", 1)]


def certificate_cut_or_altered(rng: random.Random, case: Case) -> bool:
    path = case.out / "certificate.parquet"
    content = bytearray(path.read_bytes())
    if rng.random() < 0.3:
        del content[rng.randrange(len(content)) :]
    else:
        content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    path.write_bytes(content)
    return True


def certificate_gone(_rng: random.Random, case: Case) -> bool:
    (case.out / "certificate.parquet").unlink()
    return True


def prices_altered_and_digest_kept(rng: random.Random, case: Case) -> bool | None:
    # Even a price that leaves the proof as good: the digest tells.
    at = a_row(rng, case.rows, *PRICED)
    if at is None:
        return None
    named = case.plan["certificate"]
    write_certificate(case.out, [*case.rows[:at], priced(case.rows[at], case.rows[at][5] + 1), *case.rows[at + 1 :]])
    change_plan(case.out, certificate=named)
    return True


CERTIFICATE |= {mutation.__name__: mutation for mutation in (certificate_cut_or_altered, certificate_gone, prices_altered_and_digest_kept)}


def input_edited(rng: random.Random, case: Case) -> bool:
    path = rng.choice(sorted(case.inputs.iterdir()))
    text = path.read_text("utf-8")
    path.write_text(text.replace("yes", "no", 1) if "yes" in text else text + "\n", "utf-8")
    return True


def input_added(_rng: random.Random, case: Case) -> bool:
    (case.inputs / "commitments.csv").write_text("commitment,by\nC-1,MAR\n", "utf-8")
    return True


def input_removed(_rng: random.Random, case: Case) -> bool:
    (case.inputs / "policy.toml").unlink()
    return True


INPUTS |= {mutation.__name__: mutation for mutation in (input_edited, input_added, input_removed)}
MUTATIONS = {**PLAN, **CERTIFICATE, **INPUTS}
