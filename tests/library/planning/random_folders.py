"""
Random folders as the desk would send them: CSV files and a policy, drawn from a seed.

Small enough for the judge that tries every plan, or larger, with caps and targets that pull against each other.
"""

import csv
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeAlias

Row: TypeAlias = dict[str, Any]

AS_OF = date(2026, 1, 1)
COUNTRIES = {"SEN": 4, "MAR": 2, "GHA": 1, "RWA": 2, "NPL": 1}
"""Countries and how often each is drawn; ``EVENLY`` for larger folders."""
EVENLY = dict.fromkeys(("SEN", "MAR", "GHA", "RWA", "NPL", "BGD", "TUN", "FRA"), 1)
SKILLS = ("investigation", "forensics", "training", "cyber_crime")
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
MISSIONS: tuple[Row, ...] = (
    {"mission": "ALPHA", "kind": "field", "host_countries": "MLI", "working_languages": "fr", "excluded_nationalities": "NPL"},
    {"mission": "BRAVO", "kind": "field", "host_countries": "SSD;GHA", "working_languages": "en", "excluded_nationalities": ""},
    {"mission": "UNHQ", "kind": "headquarters", "host_countries": "USA", "working_languages": "en;fr", "excluded_nationalities": ""},
)
MORE_MISSIONS: tuple[Row, ...] = tuple(
    {"mission": name, "kind": "field", "host_countries": "", "working_languages": tag, "excluded_nationalities": ""}
    for name, tag in (("CHARLIE", "fr"), ("DELTA", "en"), ("ECHO", "en;fr"))
)
CATEGORIES = {"ALPHA": ("IPO", "IPO", "SPT"), "UNHQ": ("P_POST_HQ",)}
OTHER_CATEGORIES = ("IPO", "P_POST_FIELD")
BLANKABLE = ("country", "medical_expires_on", "passport_expires_on", "vetting", "languages", "available_from", "rank", "firearms_passed")
WAIVABLE = ("language", "nationality", "assessment", "vetting", "driving", "active_service", "nomination")


@dataclass(kw_only=True)
class Tables:
    """The tables of a folder as rows, and its policy as the text of ``policy.toml``."""

    missions: list[Row] = field(default_factory=list)
    posts: list[Row] = field(default_factory=list)
    officers: list[Row] = field(default_factory=list)
    deployments: list[Row] = field(default_factory=list)
    previous: list[Row] = field(default_factory=list)
    decisions: list[Row] = field(default_factory=list)
    waivers: list[Row] = field(default_factory=list)
    policy: str = ""

    def write(self, folder: Path) -> Path:
        """Write the folder; a table without rows is left out."""
        folder.mkdir()
        for name, rows in vars(self).items():
            if name != "policy" and rows:
                with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
                    writer = csv.DictWriter(stream, list(rows[0]))
                    writer.writeheader()
                    writer.writerows(rows)
        (folder / "policy.toml").write_text(self.policy, encoding="utf-8")
        return folder


def draw_tables(seed: int, *, n_officers: int, n_posts: int, tight: bool = False) -> Tables:
    """
    Return random tables; each feature of the contract stands in more than half of them.

    Tight ones have every mission, low caps and high targets for women, so that linear programs end in fractions.
    """
    rng = random.Random(seed)  # noqa: S311 - draws test data
    missions = [*MISSIONS, *MORE_MISSIONS] if tight else rng.sample(MISSIONS, rng.randint(1, len(MISSIONS)))
    posts = [_post(rng, f"P{j:03d}", missions) for j in range(n_posts)]
    is_conditional = rng.random() < 0.5
    countries = EVENLY if tight else COUNTRIES
    officers = [_officer(rng, f"O{i:03d}", missions, posts, countries, blanks=0.25 if is_conditional else 0.02) for i in range(n_officers)]
    pairs = [(officer["officer_id"], post["post_id"]) for officer in officers for post in posts]

    def some(share: float) -> list[tuple[str, str]]:
        """Return none at all, or about so many pairs for each officer."""
        return rng.sample(pairs, min(len(pairs), max(1, round(share * n_officers)))) if rng.random() < 0.6 else []

    forbidden = some(1.0)
    target = rng.choice(("0.5", "0.8") if tight else ("0", "0.30", "0.5", "0.5", "1.0"))
    cap = rng.choice(("0.10", "0.15", "0.20") if tight else ("0.20", "0.20", "0.34", "0.5", "1"))
    weights = "" if rng.random() < 0.7 else "".join(f"{term} = {rng.choice((0, 1, 7, 400, 10_000))}\n" for term in ("language", "missions"))
    return Tables(
        missions=missions,
        posts=posts,
        officers=officers,
        deployments=_serving(rng, posts, officers) if rng.random() < 0.6 else [],
        previous=[{"officer_id": o, "post_id": p} for o, p in some(0.2)],
        decisions=[{"officer_id": o, "post_id": p, "decision": "forbid", "reason": "", "decided_by": "desk"} for o, p in forbidden],
        waivers=[
            {
                "officer_id": o,
                "post_id": p,
                "rule": rng.choice(WAIVABLE),
                "authority": "Police Adviser",
                "reason": "",
                "expires_on": rng.choice(("", "2026-12-31", "2026-02-01")),
            }
            for o, p in some(5.0)
        ],
        policy=(
            f"as_of = {AS_OF}\n"
            f'unknown = "{"conditional" if is_conditional else "refuse"}"\n'
            f"national_cap = {cap}\n"
            f"[women_target]\nIPO = {target}\nSPT = {target}\nP_POST_FIELD = {target}\nP_POST_HQ = {target}\n"
            f"[fit]\n{weights}"
        ),
    )


def add_pins_and_previous(tables: Tables, seed: int, pairs: Sequence[tuple[str, str]]) -> None:
    """
    Take from the pairs that may be planned a previous plan, in most folders, and pins, in about half of them.

    Two pins are of different officers, missions and lines, so that they can hold together.
    """
    rng = random.Random(f"pins {seed}")  # noqa: S311 - draws test data
    if pairs and rng.random() < 0.8:
        stood = rng.sample(pairs, min(len(pairs), len(tables.officers)))
        tables.previous.extend({"officer_id": o, "post_id": p} for o, p in stood)
    if not pairs or rng.random() < 0.4:
        return
    mission = {post["post_id"]: post["mission"] for post in tables.posts}
    first, second = rng.choice(pairs), rng.choice(pairs)
    apart = first[0] != second[0] and mission[first[1]] != mission[second[1]]
    for officer_id, post_id in (first, second) if apart else (first,):
        tables.decisions.append({"officer_id": officer_id, "post_id": post_id, "decision": "pin", "reason": "", "decided_by": "desk"})


def _post(rng: random.Random, post_id: str, missions: list[Row]) -> Row:
    mission = rng.choice(missions)["mission"]
    tags = rng.sample(("fr", "en"), rng.choice((0, 1, 1)))
    return {
        "post_id": post_id,
        "mission": mission,
        "title": "Police officer",
        "category": rng.choice(CATEGORIES.get(mission, OTHER_CATEGORIES)),
        "seats": rng.choice((1, 1, 1, 2)),
        "priority": rng.choice((1, 2, 2, 3, 3, 4)),
        "languages_required": ";".join(f"{tag}:{rng.choice(LEVELS[1:4])}" for tag in tags),
        "languages_desired": rng.choice(("", "ar:B1", "en:B2;fr:C1")),
        "skills_required": rng.choice(("", "", "", "investigation")),
        "skills_desired": rng.choice(("", "forensics", "training;cyber_crime")),
        "service_years_min": rng.choice(("", "", 8)),
        "rank_min": rng.choice(("", "", 3)),
        "rank_max": rng.choice(("", "", 6)),
        "education_min": rng.choice(("", "none", "", "diploma")),
        "armed": rng.choice(("no", "no", "no", "yes")),
        "driving": rng.choice(("no", "no", "yes")),
        "starts_on": (AS_OF + timedelta(days=rng.randint(0, 150))).isoformat(),
        "tour_months": rng.choice((6, 12, 18)),
    }


def _officer(
    rng: random.Random, officer_id: str, missions: list[Row], posts: list[Row], countries: dict[str, int], *, blanks: float
) -> Row:
    def near(months: int, spread: int) -> str:
        """Return a day about so many months from the day of the folder."""
        return (AS_OF + timedelta(days=round(30.4 * months) + rng.randint(-spread, spread))).isoformat()

    everywhere = [row["mission"] for row in missions] + [row["post_id"] for row in posts]
    officer = {
        "officer_id": officer_id,
        "country": rng.choices(list(countries), list(countries.values()))[0],
        "gender": rng.choices(("F", "M", ""), (4, 5, 1))[0],
        "birth_date": near(-12 * rng.choice((25, 30, 35, 40, 45, 50, 60)), 180),
        "service_since": near(-12 * rng.choice((6, 9, 12, 15, 18, 25)), 180),
        "rank": rng.choice((2, 3, 4, 4, 5, 5, 6, 7)),
        "education": rng.choice(("secondary", "diploma", "diploma", "bachelor", "bachelor")),
        "languages": ";".join(f"{tag}:{rng.choice(LEVELS[2:])}" for tag in rng.sample(("fr", "en", "ar"), rng.randint(2, 3))),
        "skills": ";".join(rng.sample(SKILLS, rng.randint(1, 4))),
        "ams_cleared_on": near(-10, 250),
        "ams_languages": rng.choice(("fr;en", "fr;en", "fr;en", "fr", "en")),
        "driving_passed": rng.choices(("yes", "no"), (6, 1))[0],
        "licence_since": near(-60, 900),
        "firearms_passed": rng.choices(("yes", "no"), (6, 1))[0],
        "medical_expires_on": near(20, 400),
        "passport_expires_on": near(48, 600),
        "vetting": rng.choices(("clear", "pending", "barred"), (18, 1, 1))[0],
        "active_service": rng.choices(("yes", "no"), (12, 1))[0],
        "retired_on": rng.choice(("", "2024-06-30", "2024-06-30", "2019-12-31")),
        "available_from": near(-3, 90),
        "available_until": rng.choice(("", "", "2028-12-31")),
        "nominated_for": ";".join(rng.sample(everywhere, min(len(everywhere), 2))) if rng.random() < 0.2 else "",
        "un_missions": rng.choice(("", 0, 1, 3)),
        "last_repatriated_on": rng.choice(("", "", "", near(-12, 300))),
        "assessment_score": rng.choice(("", rng.randint(40, 100))),
    }
    for name in BLANKABLE:
        if rng.random() < blanks / 2:
            officer[name] = ""
    return officer


def _serving(rng: random.Random, posts: list[Row], officers: list[Row]) -> list[Row]:
    """Return who serves now: mostly officers whom the register does not name, now and then one of it."""
    serving = []
    for n in range(rng.randint(1, max(2, len(posts)))):
        post = rng.choice(posts)
        named = rng.random() < 0.15
        serving.append(
            {
                "officer_id": rng.choice(officers)["officer_id"] if named and not serving else f"S{n:03d}",
                "post_id": rng.choice((post["post_id"], "")),
                "mission": post["mission"],
                "category": post["category"],
                "country": rng.choices((*COUNTRIES, ""), (*COUNTRIES.values(), 1))[0],
                "gender": rng.choice(("F", "M", "M", "")),
                "starts_on": "2025-06-01",
                "ends_on": "2026-05-31",
            }
        )
    return serving
