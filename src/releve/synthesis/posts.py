"""Open seats of the first half of 2026: as many as tours end, with requirements after the form of real openings."""

from __future__ import annotations

from datetime import date

from releve.synthesis.draws import Draws
from releve.synthesis.sources import read_rows

Row = dict[str, str]
"""One row of a table of the folder, by column."""

STARTS = tuple(date(2026, month, day) for month in range(1, 7) for day in (1, 15))
"""Days on which tours begin in the example."""

LARGEST_LINE = {"1": 2, "2": 4, "3": 3, "4": 3}
"""Most seats of an ordinary line, by priority."""


def synthesise_posts(seed: int) -> list[Row]:
    """Return the rows of ``posts.csv``: the particular lines as written down, ordinary ones drawn until every seat has a line."""
    particular = read_rows("particular_posts.csv")
    rows: list[Row] = []
    for setting in read_rows("mission_settings.csv"):
        mission = setting["mission"]
        own = [{k: v for k, v in row.items() if k != "note"} for row in particular if row["mission"] == mission]
        left = int(setting["opens"]) - sum(int(row["seats"]) for row in own)
        rows += _numbered(mission, own + _ordinary(setting, left, seed))
    rows += _numbered("UNHQ", [{k: v for k, v in row.items() if k != "note"} for row in particular if row["mission"] == "UNHQ"])
    return sorted(rows, key=lambda row: row["post_id"])


def _numbered(mission: str, rows: list[Row]) -> list[Row]:
    return [{"post_id": f"{mission}-{number:03d}", **row} for number, row in enumerate(rows, start=1)]


def _ordinary(setting: Row, seats_left: int, seed: int) -> list[Row]:
    functions = read_rows("functions.csv")
    weights = {i: float(function["weight"]) for i, function in enumerate(functions)}
    rows: list[Row] = []
    while seats_left > 0:
        draws = Draws(seed, "post", setting["mission"], len(rows))
        function = functions[draws.weighted(weights)]
        seats = min(seats_left, draws.integer(1, LARGEST_LINE[function["priority"]]))
        seats_left -= seats
        rows.append(
            {
                "mission": setting["mission"],
                "title": function["title"],
                "category": "IPO",
                "seats": str(seats),
                "priority": function["priority"],
                "languages_required": function["languages_required"].format(m=setting["main"], l=setting["local"]),
                "languages_desired": _desired(function["languages_desired"], setting),
                "skills_required": function["skills_required"],
                "skills_desired": function["skills_desired"],
                "service_years_min": function["service_years_min"],
                "rank_min": function["rank_min"],
                "rank_max": function["rank_max"],
                "education_min": function["education_min"],
                "armed": setting["armed"],
                "driving": function["driving"],
                "starts_on": draws.one_of(STARTS).isoformat(),
                "tour_months": "12",
            },
        )
    return rows


def _desired(cell: str, setting: Row) -> str:
    """Return the desired languages, without the mission's main language and without a blank local one."""
    tags = cell.format(m=setting["main"], l=setting["local"])
    return "" if tags.partition(":")[0] in {"", setting["main"]} else tags
