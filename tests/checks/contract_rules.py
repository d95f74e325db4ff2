"""
The seventeen rules of the planning contract, written a second time from its text, on the cells of the CSV files.

Imports nothing of the library, so that a mistake there cannot repeat itself here. Plain and slow.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

Row: TypeAlias = dict[str, str]
MET, NOT_MET, UNKNOWN = "MET", "NOT_MET", "UNKNOWN"
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
EDUCATION = ("none", "secondary", "diploma", "bachelor", "master", "doctorate")


def parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def number(cell: str) -> int | None:
    return int(cell) if cell else None


def levels(cell: str) -> dict[str, int]:
    pairs = (part.split(":") for part in parts(cell))
    return {tag.strip().lower(): LEVELS.index(level.strip()) + 1 for tag, level in pairs}


def add_months(start: date, months: int) -> date:
    """Keep the day, or take the month's last."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def full_years(start: date, end: date) -> int:
    years = end.year - start.year
    return years if add_months(start, 12 * years) <= end else years - 1


@dataclass(frozen=True, kw_only=True)
class Line:
    """A post line and its mission, cells read once."""

    row: Row
    mission: Row
    starts_on: date
    ends_on: date
    required: dict[str, int]
    desired: dict[str, int]
    in_field: bool

    @classmethod
    def read(cls, row: Row, mission: Row) -> Line:
        starts_on = date.fromisoformat(row["starts_on"])
        return cls(
            row=row,
            mission=mission,
            starts_on=starts_on,
            ends_on=add_months(starts_on, int(row["tour_months"])) - timedelta(days=1),
            required=levels(row["languages_required"]),
            desired=levels(row["languages_desired"]),
            in_field=row["category"] in {"IPO", "SPT"},
        )


Rule: TypeAlias = Callable[[Row, Line, dict[str, int]], str]


def verdict(*, fails: bool, unknown: bool) -> str:
    """Return NOT_MET as soon as one known condition fails, else UNKNOWN where a needed cell is blank."""
    return NOT_MET if fails else UNKNOWN if unknown else MET


def age(officer: Row, line: Line, limits: dict[str, int]) -> str:
    born = day(officer["birth_date"])
    if born is None:
        return UNKNOWN
    return verdict(
        fails=full_years(born, line.starts_on) < limits["age_min"] or full_years(born, line.ends_on) >= limits["age_max"], unknown=False
    )


def service(officer: Row, line: Line, limits: dict[str, int]) -> str:
    since = day(officer["service_since"])
    if since is None:
        return UNKNOWN
    return verdict(fails=full_years(since, line.starts_on) < years_asked(line, limits), unknown=False)


def years_asked(line: Line, limits: dict[str, int]) -> int:
    return max(limits["service_years"], number(line.row["service_years_min"]) or 0)


def language(officer: Row, line: Line, _limits: dict[str, int]) -> str:
    held = levels(officer["languages"])
    blank = not officer["languages"] and bool(line.required)
    return verdict(fails=not blank and any(held.get(tag, 0) < level for tag, level in line.required.items()), unknown=blank)


def skill(officer: Row, line: Line, _limits: dict[str, int]) -> str:
    asked = set(parts(line.row["skills_required"]))
    blank = not officer["skills"] and bool(asked)
    return verdict(fails=not blank and not asked <= set(parts(officer["skills"])), unknown=blank)


def rank(officer: Row, line: Line, _limits: dict[str, int]) -> str:
    low, high, held = number(line.row["rank_min"]), number(line.row["rank_max"]), number(officer["rank"])
    if low is None and high is None:
        return MET
    if held is None:
        return UNKNOWN
    return verdict(fails=(low is not None and held < low) or (high is not None and held > high), unknown=False)


def education(officer: Row, line: Line, _limits: dict[str, int]) -> str:
    asked = line.row["education_min"]
    if asked in {"", "none"}:
        return MET
    if not officer["education"]:
        return UNKNOWN
    return verdict(fails=EDUCATION.index(officer["education"]) < EDUCATION.index(asked), unknown=False)


def assessment(officer: Row, line: Line, limits: dict[str, int]) -> str:
    if not line.in_field:
        return MET
    needed = set(line.required) & {tag.lower() for tag in parts(line.mission["working_languages"])}
    cleared = day(officer["ams_cleared_on"])
    assessed = {tag.lower() for tag in parts(officer["ams_languages"])}
    outside = cleared is not None and not cleared <= line.starts_on <= add_months(cleared, limits["assessment_months"])
    lacks = bool(assessed) and not needed <= assessed
    return verdict(fails=outside or lacks, unknown=cleared is None or (bool(needed) and not assessed))


def driving(officer: Row, line: Line, limits: dict[str, int]) -> str:
    if line.row["driving"] == "no":
        return MET
    licence = day(officer["licence_since"])
    young = licence is not None and add_months(licence, limits["licence_months"]) > line.starts_on
    return verdict(fails=officer["driving_passed"] == "no" or young, unknown=not officer["driving_passed"] or licence is None)


def firearms(officer: Row, line: Line, _limits: dict[str, int]) -> str:
    if line.row["armed"] == "no":
        return MET
    return verdict(fails=officer["firearms_passed"] == "no", unknown=not officer["firearms_passed"])


def medical(officer: Row, line: Line, _limits: dict[str, int]) -> str:
    expires = day(officer["medical_expires_on"])
    return verdict(fails=expires is not None and expires < line.starts_on, unknown=expires is None)


def passport(officer: Row, line: Line, limits: dict[str, int]) -> str:
    expires = day(officer["passport_expires_on"])
    return verdict(fails=expires is not None and expires < add_months(line.starts_on, limits["passport_months"]), unknown=expires is None)


def vetting(officer: Row, _line: Line, _limits: dict[str, int]) -> str:
    return {"clear": MET, "barred": NOT_MET, "pending": UNKNOWN, "": UNKNOWN}[officer["vetting"]]


def active_service(officer: Row, line: Line, limits: dict[str, int]) -> str:
    active, retired = officer["active_service"], day(officer["retired_on"])
    if active == "yes":
        return MET
    if not line.in_field:
        return NOT_MET if active == "no" else UNKNOWN
    return verdict(fails=retired is not None and add_months(retired, limits["retired_months"]) < line.starts_on, unknown=retired is None)


def nationality(officer: Row, line: Line, _limits: dict[str, int]) -> str:
    barred = {*parts(line.mission["host_countries"]), *parts(line.mission["excluded_nationalities"])}
    return verdict(fails=officer["country"] in barred, unknown=not officer["country"])


def availability(officer: Row, line: Line, _limits: dict[str, int]) -> str:
    first, last = day(officer["available_from"]), day(officer["available_until"])
    late = first is not None and first > line.starts_on
    return verdict(fails=late or (last is not None and last < line.ends_on), unknown=first is None)


def nomination(officer: Row, line: Line, _limits: dict[str, int]) -> str:
    named = parts(officer["nominated_for"])
    return verdict(fails=bool(named) and not {line.row["mission"], line.row["post_id"]} & set(named), unknown=False)


def interval(officer: Row, line: Line, limits: dict[str, int]) -> str:
    back = day(officer["last_repatriated_on"])
    return verdict(fails=back is not None and add_months(back, limits["interval_months"]) > line.starts_on, unknown=False)


# The cheap ones that fail most often come first; the order plays no other part.
RULES: tuple[Rule, ...] = (
    nomination,
    language,
    rank,
    nationality,
    skill,
    education,
    firearms,
    vetting,
    medical,
    passport,
    availability,
    driving,
    assessment,
    interval,
    active_service,
    service,
    age,
)


def open_rules(officer: Row, line: Line, limits: dict[str, int], waived: set[str]) -> Iterator[tuple[str, str]]:
    """Yield rule and verdict of every rule that is not met and not waived."""
    for rule in RULES:
        name = rule.__name__
        found = rule(officer, line, limits)
        if found != MET and name not in waived:
            yield name, found


def fit(officer: Row, line: Line, limits: dict[str, int], weight: dict[str, Any]) -> int:
    """Return the five terms of fit added up."""
    held = levels(officer["languages"])
    above = sum(max(0, held.get(tag, 0) - level) for tag, level in line.required.items())
    above += sum(held.get(tag, 0) >= level for tag, level in line.desired.items())
    wanted = parts(line.row["skills_desired"])
    skills = len(set(wanted) & set(parts(officer["skills"])))
    since = day(officer["service_since"])
    years = 0 if since is None else full_years(since, line.starts_on) - years_asked(line, limits)
    terms = (
        ("language", min(4, above), 4),
        ("skills", skills, len(wanted) or 1),
        ("experience", min(10, years), 10),
        ("missions", min(2, number(officer["un_missions"]) or 0), 2),
        ("assessment", number(officer["assessment_score"]) or 0, 100),
    )
    return sum(max(0, weight[name] * x // d) for name, x, d in terms)
