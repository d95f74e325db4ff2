"""Who serves on: the officers published for July 2025, less those whose tours end."""

from __future__ import annotations

from datetime import date

from releve.model import tour_end
from releve.synthesis.draws import Draws
from releve.synthesis.posts import Row
from releve.synthesis.sources import contributions, read_rows

FIRST_START = date(2024, 8, 1)
LAST_START = date(2025, 7, 31)
"""Days between which the officers who serve on began, both inclusive: all of them stand in the totals of 31 July 2025."""
SERVES_UNTIL = date(2026, 6, 30)
"""Nobody who serves on ends before this day; tours are those of 12 months, or extended to 18 or 24."""

TEAM_SHARE = 0.05
"""Share of specialised teams in the missions that have them; the published totals do not part categories."""
PROFESSIONAL_SHARE = 0.05
"""Share of professional posts in the larger missions; not in the published totals either."""
LARGER_MISSIONS = frozenset({"MINUSCA", "MONUSCO", "UNMISS"})


def synthesise_serving(seed: int) -> list[Row]:
    """Return the rows of ``deployments.csv``: in each mission as many tours end as seats open, drawn among its officers."""
    rows: list[Row] = []
    for setting in read_rows("mission_settings.csv"):
        mission = setting["mission"]
        police = [(c.country, g) for c in contributions() if c.mission == mission for g in "F" * c.women + "M" * c.men]
        staying = Draws(seed, "tours that end", mission).shuffled(range(len(police)))[int(setting["opens"]) :]
        for position, i in enumerate(sorted(staying)):
            country, gender = police[i]
            draws = Draws(seed, "serving", mission, i)
            starts_on = draws.day(FIRST_START, LAST_START)
            rows.append(
                {
                    "officer_id": f"SRV-{mission}-{position + 1:03d}",
                    "post_id": "",
                    "mission": mission,
                    "category": _category(mission, draws),
                    "country": country,
                    "gender": gender,
                    "starts_on": starts_on.isoformat(),
                    "ends_on": _end(starts_on).isoformat(),
                },
            )
    return rows


def _category(mission: str, draws: Draws) -> str:
    if mission not in LARGER_MISSIONS:
        return "IPO"
    return draws.weighted({"IPO": 1 - TEAM_SHARE - PROFESSIONAL_SHARE, "SPT": TEAM_SHARE, "P_POST_FIELD": PROFESSIONAL_SHARE})


def _end(starts_on: date) -> date:
    """Return the last day of the shortest tour that lasts beyond the horizon."""
    return next(end for months in (12, 18, 24) if (end := tour_end(starts_on, months)) > SERVES_UNTIL)
