"""The formula of the certificate a second time, pair by pair in plain Python, on what the folder's independent checker counts."""

from collections import Counter, defaultdict
from typing import Any

from certifying import Row

from checks.plan_checker import Folder
from releve.planning import LEVELS

Prices = dict[tuple[str, str, str], int]


def slow_bound(folder: Folder, plan: dict[str, Any], rows: list[Row], level: str) -> int:
    """Return what the rows of a level prove, in the natural sense of the level."""
    leaves: defaultdict[int, Prices] = defaultdict(dict)
    for of, leaf, kind, key, key2, price in rows:
        if of == level:
            leaves[leaf][kind, key, key2] = price
    bounds = [_bound_of_leaf(folder, plan, prices, level) for prices in leaves.values()]
    return -max(bounds) if level == "women_shortfall" else max(bounds)


def _bound_of_leaf(folder: Folder, plan: dict[str, Any], prices: Prices, level: str) -> int:
    def price(kind: str, key: str, key2: str = "") -> int:
        return prices.get((kind, key, key2), 0)

    one = 2 ** price("scale", "")
    value = {**{f"filled_{p}": n for p, n in plan["objective"]["filled"].items()}, **plan["objective"]}
    value["women_shortfall"] = -value["women_shortfall"]
    worth = {of: price("level", of) + (one if of == level else 0) for of in LEVELS}
    total = sum(price("officer", officer_id) for officer_id in folder.officers)
    total += sum(int(line.row["seats"]) * price("post", post_id) for post_id, line in folder.lines.items())
    countries = {row["country"] for row in folder.officers.values()}
    missions = {line.row["mission"] for line in folder.lines.values()}
    total += sum(folder.cap_left(m, c) * price("national_cap", m, c) for m in missions for c in countries)
    total -= sum(price("level", of) * value[of] for of in LEVELS)
    for (mission, category), needed in folder.women_needed.items():
        women = price("women_target", mission, category)
        total += max(0, needed) * (max(0, women - worth["women_shortfall"]) - women)
    for (officer_id, post_id), pair in folder.eligible.items():
        line, officer = folder.lines[post_id].row, folder.officers[officer_id]
        of_pair = worth[f"filled_{line['priority']}"] + worth["fit"] * pair.fit
        of_pair += worth["kept"] * ((officer_id, post_id) in folder.previous)
        of_pair -= price("officer", officer_id) + price("post", post_id) + price("national_cap", line["mission"], officer["country"])
        of_pair += price("women_target", line["mission"], line["category"]) * (officer["gender"] == "F")
        side = prices.get(("branch", officer_id, post_id), 1 if (officer_id, post_id) in folder.pins else None)
        total += max(0, of_pair) if side is None else side * of_pair
    return total // one


def is_proven(folder: Folder, plan: dict[str, Any], rows: list[Row]) -> bool:
    """Return whether no level with rows proves less than the plan states."""
    stated = {**{f"filled_{p}": n for p, n in plan["bound"]["filled"].items()}, **plan["bound"]}
    found = {level: slow_bound(folder, plan, rows, level) for level in Counter(row[0] for row in rows)}
    return all(found[of] >= stated[of] if of == "women_shortfall" else found[of] <= stated[of] for of in found)
