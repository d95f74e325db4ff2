"""Folders with one thing more, changed by hand in their rows: a second way to what a change of the inputs is worth."""

import copy
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
from random_folders import Row, Tables

from releve.model import Category, Snapshot, add_months
from releve.planning import AssignmentProblem
from releve.planning.limits import parity_groups
from releve.planning.marginal import ChangeKind

LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")


def changed_tables(tables: Tables, kind: ChangeKind, data: Any) -> Tables | None:  # noqa: ANN401 - data of a change by name
    """Return the tables of a folder with one more; None where no row says it."""
    changed = copy.deepcopy(tables)
    return changed if _CHANGES[kind](changed, data) else None


def changed_problem(problem: AssignmentProblem, snapshot: Snapshot, kind: ChangeKind, data: Any) -> AssignmentProblem:  # noqa: ANN401
    """Return a problem with room for one officer more of a country, or with one woman less needed: what no row of a folder says."""
    if kind is ChangeKind.CAP_POINT:
        caps = problem.cap_left.copy()
        names = (*snapshot.officers.countries, None)
        caps[snapshot.mission_idx[data["mission"]], names.index(data["country"])] += 1
        return replace(problem, cap_left=caps)
    need = problem.group_need.copy()
    need[parity_groups(snapshot).names.index((data["mission"], Category(data["category"])))] -= 1
    return replace(problem, group_need=np.maximum(need, 0))


def _seat(tables: Tables, data: Any) -> bool:  # noqa: ANN401 - as above, here and below
    line = _row(tables.posts, "post_id", data["post_id"])
    line["seats"] = int(line["seats"]) + 1
    return True


def _language(tables: Tables, data: Any) -> bool:  # noqa: ANN401
    officer = _row(tables.officers, "officer_id", data["officer_id"])
    held = dict(entry.split(":") for entry in officer["languages"].split(";"))
    assert held[data["language"]] == data["from"]
    held[data["language"]] = LEVELS[LEVELS.index(data["from"]) + 1]
    officer["languages"] = ";".join(f"{tag}:{level}" for tag, level in held.items())
    return True


def _waiver(tables: Tables, data: Any) -> bool:  # noqa: ANN401
    row = {"officer_id": data["officer_id"], "post_id": data["post_id"], "rule": data["rule"]}
    tables.waivers.append({**row, "authority": "", "reason": "", "expires_on": ""})
    return True


def _officer(tables: Tables, data: Any) -> bool:  # noqa: ANN401
    """Write a row for an officer who meets what the profile names, on the first day of its first line."""
    starts = [date.fromisoformat(_row(tables.posts, "post_id", post)["starts_on"]) for post in data["posts"]]
    first = min(starts)
    added = dict.fromkeys(tables.officers[0], "")
    added |= {
        "officer_id": "ZZ",
        "country": data["country"],
        "gender": data["gender"] or "M",
        "birth_date": add_months(first, -12 * 40).isoformat(),
        "service_since": add_months(first, -12 * data["service_years"]).isoformat(),
        "rank": data["rank_min"] or data["rank_max"] or 1,
        "education": data["education"] or "none",
        # A cell that lists nothing is blank, and blank is unknown; a language and a skill that no line asks for say "none of yours".
        "languages": ";".join(data["languages"]) or "tlh:A1",
        "skills": ";".join(data["skills"]) or "juggling",
        "ams_cleared_on": first.isoformat(),
        "ams_languages": ";".join(entry.split(":")[0] for entry in data["languages"]) or "tlh",
        "driving_passed": "yes" if data["driving"] else "no",
        "licence_since": add_months(first, -12).isoformat() if data["driving"] else "",
        "firearms_passed": "yes" if data["armed"] else "no",
        "medical_expires_on": "2070-01-01",
        "passport_expires_on": "2070-01-01",
        "vetting": "clear",
        "active_service": "yes",
        "available_from": first.isoformat(),
        "un_missions": 0,
        "assessment_score": 0,
    }
    tables.officers.append(added)
    return True


def _cap(tables: Tables, data: Any) -> bool:  # noqa: ANN401
    if data["mission"] is not None:
        return False
    return _replace_line(tables, "national_cap", data["to"])


def _women(tables: Tables, data: Any) -> bool:  # noqa: ANN401
    if data["mission"] is not None:
        return False
    return _replace_line(tables, data["category"], data["to"])


def _replace_line(tables: Tables, name: str, value: str) -> bool:
    lines = tables.policy.splitlines()
    at = next(k for k, line in enumerate(lines) if line.startswith(f"{name} ="))
    lines[at] = f"{name} = {value}"
    tables.policy = "\n".join(lines) + "\n"
    return True


def _row(rows: list[Row], key: str, value: str) -> Row:
    return next(row for row in rows if row[key] == value)


_CHANGES: dict[ChangeKind, Callable[[Tables, Any], bool]] = {
    ChangeKind.SEAT: _seat,
    ChangeKind.OFFICER: _officer,
    ChangeKind.LANGUAGE_LEVEL: _language,
    ChangeKind.WAIVER: _waiver,
    ChangeKind.CAP_POINT: _cap,
    ChangeKind.WOMEN_POINT: _women,
}
