"""
Rows of demand as the nouns of the library, and back, so that engines get values and never a query.

Where a row is blank and the noun is not, blank asks nothing: a post that does not say that it is armed is judged as unarmed, and
its score of completeness says that somebody has still to decide.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from releve.model import Category, Education, Gender, Level, ListLimits, MissionKind, Threshold
from releve.model import Mission as MissionNoun
from releve.model import PostLine as PostLineNoun
from releve.nominations import ListedName
from releve.reference import default_list_limits
from releve_web.demand.models import Call, Mission, PostLine


def levels_of(pairs: Iterable[str]) -> dict[str, Level]:
    """Return languages with their levels from ``fr:B2``; a language without a level is left out."""
    split = (pair.partition(":") for pair in pairs)
    return {tag.lower(): Level[level] for tag, _, level in split if level in Level.__members__}


def pairs_of(levels: Mapping[str, Level]) -> list[str]:
    """Return ``fr:B2`` for each language, in the order given."""
    return [f"{tag}:{level.name}" for tag, level in levels.items()]


def education_of(code: str) -> Education | None:
    """Return the step of education of a code; None for blank."""
    return Education[code.upper()] if code else None


def mission_noun(row: Mission) -> MissionNoun:
    """Return a mission as engines see it."""
    return MissionNoun(
        mission=row.code,
        kind=MissionKind(row.kind),
        host_countries=tuple(row.host_countries),
        working_languages=tuple(row.working_languages),
        excluded_nationalities=tuple(row.excluded_nationalities),
    )


def post_line_noun(row: PostLine) -> PostLineNoun:
    """Return a post line as engines see it."""
    return PostLineNoun(
        post_id=row.post_id,
        mission=row.mission_id,
        title=row.title_en or None,
        category=Category(row.category),
        seats=row.seats,
        priority=row.priority,
        languages_required=levels_of(row.languages_required),
        languages_desired=levels_of(row.languages_desired),
        skills_required=tuple(row.skills_required),
        skills_desired=tuple(row.skills_desired),
        service_years_min=row.service_years_min,
        rank_min=row.rank_min,
        rank_max=row.rank_max,
        education_min=education_of(row.education_min),
        armed=bool(row.armed),
        driving=bool(row.driving),
        starts_on=row.starts_on,
        tour_months=row.tour_months,
    )


def post_line_row(noun: PostLineNoun) -> PostLine:
    """Return a row, not saved, for a post line of a folder; what folders do not hold (station, level) stays blank."""
    return PostLine(
        post_id=noun.post_id,
        mission_id=noun.mission,
        title_en=noun.title or "",
        category=noun.category.value,
        seats=noun.seats,
        priority=noun.priority,
        languages_required=pairs_of(noun.languages_required),
        languages_desired=pairs_of(noun.languages_desired),
        skills_required=list(noun.skills_required),
        skills_desired=list(noun.skills_desired),
        service_years_min=noun.service_years_min,
        rank_min=noun.rank_min,
        rank_max=noun.rank_max,
        education_min="" if noun.education_min is None else noun.education_min.name.lower(),
        armed=noun.armed,
        driving=noun.driving,
        starts_on=noun.starts_on,
        tour_months=noun.tour_months,
    )


def planned_demand(lines: Iterable[PostLine]) -> tuple[tuple[MissionNoun, ...], tuple[PostLineNoun, ...]]:
    """
    Return the missions and post lines of a snapshot, each sorted by key.

    Parameters
    ----------
    lines
        Open lines, their missions already fetched.
    """
    rows = sorted(lines, key=lambda line: line.post_id)
    missions = {row.mission_id: row.mission for row in rows}
    return tuple(mission_noun(missions[code]) for code in sorted(missions)), tuple(map(post_line_noun, rows))


def list_limits(call: Call) -> ListLimits:
    """Return what a list in answer to a call is held to: the shipped limits with their source, or what the call sets instead."""
    shipped = default_list_limits()
    return ListLimits(
        women_pct_min=_limit(call, call.women_pct_min, shipped.women_pct_min),
        names_per_post_max=_limit(call, call.names_per_post_max, shipped.names_per_post_max),
    )


def _limit(call: Call, value: int, shipped: Threshold) -> Threshold:
    if value == shipped.value:
        return shipped
    return Threshold(value=value, source=call.note_verbale or None, in_force_from=call.note_verbale_on, confirmed=bool(call.note_verbale))


def listed_name(values: Mapping[str, Any]) -> ListedName:
    """Return a name of a list from the columns that :func:`releve_web.demand.queries.lists_in_answer` reads."""
    # Any: columns of a row.
    return ListedName(
        officer=str(values["officer_id"]),
        gender=Gender(values["officer__gender"]) if values["officer__gender"] else None,
        post=values["post_line__post_id"],
        category=Category(values["post_line__category"]) if values["post_line__category"] else None,
        seats=values["post_line__seats"] or 1,
    )
