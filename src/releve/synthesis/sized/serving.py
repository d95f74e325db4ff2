"""Who serves now and stays, in a synthetic register: about one for twenty open seats."""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.model import UNKNOWN, Category, Deployment, Gender, OfficerTable, add_months, tour_end
from releve.model.officers import GENDERS
from releve.synthesis.sized.countries import Senders
from releve.synthesis.sized.draws import ColumnDraws
from releve.synthesis.sized.missions import HEADQUARTERS, MissionSettings
from releve.synthesis.sized.posts import FIELD_CATEGORIES, Lines
from releve.synthesis.sized.sizes import Extent

SERVING_SHARE: Final = 0.05
"""Officers who serve, for each open seat."""
IN_REGISTER: Final = 0.10
"""Share of them who stand in the register of officers as well: they take no open seat."""
ON_A_LINE: Final = 0.20
"""Share of them who serve on one of the lines; of the others only mission and category are known."""
FIRST_START: Final = date(2025, 2, 1)
BLANK: Final = 0.01


def draw_serving(
    draws: ColumnDraws, extent: Extent, senders: Senders, missions: MissionSettings, lines: Lines, officers: OfficerTable
) -> tuple[Deployment, ...]:
    """Return the deployments, sorted by key."""
    n = max(4, round(SERVING_SHARE * extent.seats))
    mission = draws.picks("mission", n, missions.weights)
    country = draws.picks("country", n, senders.weights)
    woman = draws.chances("gender", n, senders.women[country])
    in_register = draws.order("in the register", extent.officers)[: max(1, round(IN_REGISTER * n))]
    category = [tuple(FIELD_CATEGORIES)[i] for i in draws.picks("category", n, tuple(FIELD_CATEGORIES.values()))]
    on_a_line = draws.chances("on a line", n, ON_A_LINE)
    line = _lines_of(draws, mission, lines)
    months = draws.integers("starts_on", n, 0, 10)
    blank_country, blank_gender = draws.chances("blank country", n, BLANK), draws.chances("blank gender", n, BLANK)
    found = []
    for k in range(n):
        starts_on = add_months(FIRST_START, int(months[k]))
        post = lines.posts[line[k]] if on_a_line[k] else None
        name = missions.missions[mission[k]].mission
        code: str | None = None if blank_country[k] else senders.codes[country[k]]
        gender = None if blank_gender[k] else Gender.F if woman[k] else Gender.M
        officer_id = f"S{k + 1:07d}"
        if k < len(in_register):
            i = in_register[k]
            officer_id = officers.officer_id[i]
            code = None if officers.country[i] == UNKNOWN else officers.countries[officers.country[i]]
            gender = None if officers.gender[i] == UNKNOWN else GENDERS[officers.gender[i]]
        found.append(
            Deployment(
                officer_id=officer_id,
                post_id=None if post is None else post.post_id,
                mission=name,
                category=post.category if post is not None else Category.P_POST_HQ if name == HEADQUARTERS else category[k],
                country=code,
                gender=gender,
                starts_on=starts_on,
                ends_on=tour_end(starts_on, 18),
            )
        )
    return tuple(sorted(found, key=lambda deployment: deployment.officer_id))


def _lines_of(draws: ColumnDraws, mission: NDArray[np.int32], lines: Lines) -> NDArray[np.int64]:
    """Return a line of each mission given; lines stand mission by mission, and each has one."""
    first = np.searchsorted(lines.mission, mission)
    behind = np.searchsorted(lines.mission, mission, side="right")
    return (first + draws.shares("line", len(mission)) * (behind - first)).astype(np.int64)
