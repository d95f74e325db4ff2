"""Missions, ceilings, profiles, post lines and one call of the example."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from releve.model.names import fold_name
from releve.reference import Reference
from releve_web.demand.models import Call, Ceiling, Mission, PostLine, Profile
from releve_web.engagement.models import Partner
from releve_web.example.cells import Row, codes, flag, number

CALL = "SYN-CALL-2026-01"


def make_partners(rows: Sequence[Row], countries: set[str], reference: Reference) -> None:
    """Make the States that officers come from, and the services and organisations of the example."""
    states = [reference.countries[code] for code in sorted(countries | {row["parent"] for row in rows if row["parent"]})]
    Partner.objects.bulk_create(
        Partner(
            code=c.iso3,
            kind="state",
            name_en=c.name_en or c.iso3,
            name_fr=c.name_fr or "",
            name_ar=c.name_ar or "",
            name_es=c.name_es or "",
        )
        for c in states
    )
    Partner.objects.bulk_create(
        Partner(
            code=row["partner"],
            kind=row["kind"],
            parent_id=row["parent"] or None,
            name_en=row["name_en"],
            name_fr=row["name_fr"],
            name_ar=row["name_ar"],
            name_es=row["name_es"],
            aliases=codes(row, "aliases"),
        )
        for row in rows
        if row["partner"] not in {c.iso3 for c in states}
    )


def make_missions(rows: Sequence[Row], reference: Reference) -> None:
    """Make missions with the names and ceilings of the reference tables, each with its source."""
    known = reference.missions
    Mission.objects.bulk_create(
        Mission(
            code=row["mission"],
            kind=row["kind"],
            name_en=(known[row["mission"]].name_en or "") if row["mission"] in known else "",
            host_countries=codes(row, "host_countries"),
            working_languages=codes(row, "working_languages"),
            excluded_nationalities=codes(row, "excluded_nationalities"),
        )
        for row in rows
    )
    here = {row["mission"] for row in rows}
    ceilings: dict[tuple[str, str, date], Ceiling] = {}
    for told in reference.ceilings:
        if told.mission not in here or told.in_force_from is None:
            continue
        for kind, quantity in (("police", told.police), ("individual", told.individual_police), ("formed", told.formed_unit_police)):
            if quantity is not None:
                ceilings.setdefault(
                    (told.mission, kind, told.in_force_from),
                    Ceiling(
                        mission_id=told.mission,
                        kind=kind,
                        quantity=quantity,
                        in_force_on=told.in_force_from,
                        source=" · ".join(part for part in (told.decision, told.source) if part)[:300],
                        is_confirmed=told.confirmed,
                    ),
                )
    Ceiling.objects.bulk_create(ceilings.values())


def make_profiles(reference: Reference) -> None:
    """Make one profile for each skill that the reference tables list: what a nomination may be for when no line is named."""
    Profile.objects.bulk_create(
        Profile(
            code=skill.code,
            title_en=skill.name_en or skill.code,
            title_fr=skill.name_fr or "",
            title_ar=skill.name_ar or "",
            title_es=skill.name_es or "",
            stream=skill.stream or "",
            skills_required=[skill.code],
        )
        for skill in reference.skills.values()
    )


def make_lines(rows: Sequence[Row]) -> None:
    """Make the post lines of the example."""
    PostLine.objects.bulk_create(
        PostLine(
            post_id=row["post_id"],
            mission_id=row["mission"],
            title_en=row["title"],
            category=row["category"],
            seats=int(row["seats"]),
            priority=int(row["priority"]),
            languages_required=codes(row, "languages_required"),
            languages_desired=codes(row, "languages_desired"),
            skills_required=codes(row, "skills_required"),
            skills_desired=codes(row, "skills_desired"),
            service_years_min=number(row, "service_years_min"),
            rank_min=number(row, "rank_min"),
            rank_max=number(row, "rank_max"),
            education_min=row["education_min"],
            armed=flag(row, "armed"),
            driving=flag(row, "driving"),
            starts_on=date.fromisoformat(row["starts_on"]),
            tour_months=int(row["tour_months"]),
            sort_key=fold_name(row["title"]),
        )
        for row in rows
    )


def make_call(addressed: Sequence[str]) -> None:
    """Make one call, labelled synthetic, for the seconded posts at Headquarters."""
    call = Call.objects.create(
        reference=CALL,
        title_en="Seconded police posts at Headquarters (synthetic example)",
        title_fr="Postes de police détachés au Siège (exemple synthétique)",
        title_ar="وظائف شرطية معارة في المقر (مثال اصطناعي)",
        title_es="Puestos policiales en comisión de servicio en la Sede (ejemplo sintético)",
        note_verbale="SYN-NV-2026-001",
        note_verbale_on=date(2026, 11, 2),
        opens_on=date(2026, 11, 2),
        closes_at=datetime(2026, 12, 18, 17, 0, tzinfo=ZoneInfo("America/New_York")),
        is_published=True,
    )
    call.partners.set(Partner.objects.filter(pk__in=addressed))
    call.post_lines.set(PostLine.objects.filter(mission="UNHQ"))
