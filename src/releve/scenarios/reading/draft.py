"""A scenario while it is worked out: what stands after the steps read so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from releve.exchange.columns import POSTS
from releve.exchange.forms import CellForms
from releve.model import Category, Education, OfficerTable, PostLine, Snapshot, Waiver
from releve.scenarios.codes import ScenarioCode
from releve.scenarios.reading.form import SELECTORS
from releve.scenarios.reading.places import Place


@dataclass(kw_only=True)
class Draft:
    """
    What stands after the steps read so far.

    Attributes
    ----------
    lines
        All post lines, by key.
    officers_gone, arrivals, waivers
        As in :class:`releve.scenarios.scenario.Scenario`.
    """

    snapshot: Snapshot
    forms: CellForms
    lines: dict[str, PostLine]
    officers_gone: set[str] = field(default_factory=set)
    arrivals: list[OfficerTable] = field(default_factory=list)
    waivers: list[Waiver] = field(default_factory=list)

    def has_officer(self, officer_id: str) -> bool:
        """Return whether an officer is nominated after the steps so far."""
        stays = officer_id in self.snapshot.officer_idx and officer_id not in self.officers_gone
        return stays or any(officer_id in table.officer_id for table in self.arrivals)


def select_lines(draft: Draft, table: Mapping[str, Any], place: Place) -> list[PostLine]:
    """Return the lines that fit every selector of a table, by key; a selector that names nothing, or none that fits, is reported."""
    columns = {column.name: column for column in POSTS.columns}
    wanted: dict[str, tuple[str, ...]] = {name: place.at(name).texts(table[name]) for name in SELECTORS if name in table}
    n_before = len(place.problems.found)
    for post_id in wanted.get("post", ()):
        if post_id not in draft.lines:
            place.at("post").fault("exchange.unknown_post", post_id)
    for mission in wanted.get("mission", ()):
        if mission not in draft.snapshot.mission_by_name:
            place.at("mission").fault("exchange.unknown_mission", mission)
    for category in wanted.get("category", ()):
        place.at("category").cell(columns["category"], category, draft.forms)
    found = [line for _, line in sorted(draft.lines.items()) if _fits(line, wanted)]
    if not found and len(place.problems.found) == n_before:
        place.fault(ScenarioCode.SELECTS_NOTHING)
    return found


def line_values(post: PostLine) -> dict[str, Any]:
    """Return the cells of a line by column, as reading gives them: blank ones None. Any: values of the columns' kinds."""
    values = {name: getattr(post, name) for name in POSTS.column_names if hasattr(post, name)}
    values["category"] = post.category.value
    values["education_min"] = None if post.education_min is None else post.education_min.name.lower()
    return values


def line_of(values: Mapping[str, Any]) -> PostLine:
    """Return a line with these cells. Any: as above."""
    education = values["education_min"]
    given = {name: value for name, value in values.items() if value is not None and name not in ("needed_from", "needed_until")}
    return PostLine(
        **{
            **given,
            "category": Category(values["category"]),
            "education_min": None if education is None else Education[education.upper()],
        }
    )


def _fits(line: PostLine, wanted: Mapping[str, tuple[str, ...]]) -> bool:
    tests = {
        "post": lambda names: line.post_id in names,
        "mission": lambda names: line.mission in names,
        "category": lambda names: line.category.value in names,
        "language": lambda names: any(name.lower() in line.languages_required for name in names),
    }
    return all(tests[name](names) for name, names in wanted.items())
