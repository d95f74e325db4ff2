"""What ships: every row says where it comes from, and nothing is called confirmed that nobody read."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from urllib.parse import urlparse

from releve.model import Category, MissionKind
from releve.model.policy import THRESHOLD_NAMES
from releve.reference import SkillKind, default_policy, load_reference, policy_settings
from releve.reference.records import Sourced

REFERENCE = load_reference()
TABLES = {
    "countries": REFERENCE.countries.values(),
    "languages": REFERENCE.languages.values(),
    "skills": REFERENCE.skills.values(),
    "missions": REFERENCE.missions.values(),
    "ceilings": REFERENCE.ceilings,
    "grades": REFERENCE.grades.values(),
    "partners": REFERENCE.partners.values(),
}
PRESS = (
    "blogspot",
    "globaltimes",
    "justearthnews",
    "journalducameroun",
    "republicworld",
    "actualite.cd",
    "xibaaru",
    "devdiscourse",
    "docslib",
)


def test_the_shipped_tables_hold_no_problem() -> None:
    assert REFERENCE.problems == ()
    assert min(len(rows) for rows in TABLES.values()) > 0


def test_a_confirmed_row_names_its_source_and_no_row_confirms_itself_by_the_press() -> None:
    confirmed: list[tuple[str, Sourced]] = [(name, row) for name, rows in TABLES.items() for row in rows if row.confirmed]

    assert [name for name, row in confirmed if row.source is None] == []
    assert [row.source for _, row in confirmed if any(press in (row.source or "") for press in PRESS)] == []
    assert {name for name, _ in confirmed} == {"countries", "languages", "missions"}


def test_each_group_of_cells_of_a_mission_is_blank_or_has_a_status_of_its_own() -> None:
    missions = REFERENCE.missions.values()

    sourced = [(m.host_countries, m.host_source, m.host_confirmed) for m in missions]
    sourced += [(m.working_languages, m.language_source, m.language_confirmed) for m in missions]

    assert [group for group in sourced if (group[0] == ()) != (group[1] is None)] == []
    assert [group for group in sourced if group[2] and group[1] is None] == []
    assert [m.mission for m in missions if m.excluded_confirmed] == []


def test_no_working_language_is_invented() -> None:
    stated = {m.mission: m.working_languages for m in REFERENCE.missions.values() if m.working_languages}

    assert stated == {"MONUSCO": ("fr", "en"), "UNHQ": ("en", "fr")}


def test_where_the_host_is_disputed_none_is_stated() -> None:
    assert [m.mission for m in REFERENCE.missions.values() if m.host_countries == ()] == ["MINURSO", "UNHQ", "UNMIK"]
    assert [m.mission for m in REFERENCE.missions.values() if m.kind is MissionKind.HEADQUARTERS] == ["UNHQ"]


def test_every_ceiling_adds_up_and_can_be_looked_up() -> None:
    whole = [c for c in REFERENCE.ceilings if None not in (c.police, c.individual_police, c.formed_unit_police)]

    assert [c.entry for c in whole if c.police != (c.individual_police or 0) + (c.formed_unit_police or 0)] == []
    assert len(whole) == 9
    assert [c.entry for c in REFERENCE.ceilings if c.source is None] == []
    assert {c.mission for c in REFERENCE.ceilings} <= set(REFERENCE.missions)
    assert [c.source for c in REFERENCE.ceilings if (c.source or "").startswith("http") and not urlparse(c.source).netloc] == []


def test_the_ceilings_of_the_domain_are_there_with_decision_and_day() -> None:
    found = {(c.mission, c.in_force_from): (c.decision, c.police, c.individual_police) for c in REFERENCE.ceilings}

    assert found["MONUSCO", date(2022, 12, 20)] == ("2666 (2022)", 2001, 591)
    assert found["MINUSCA", date(2024, 11, 14)] == ("2759 (2024)", 3020, None)
    assert found["UNMISS", date(2015, 12, 15)] == ("2252 (2015)", 2001, None)
    assert found["UNFICYP", None] == (None, 69, None)


def test_a_ceiling_holds_from_its_day_on() -> None:
    def decisions(day: date) -> list[str | None]:
        return [c.decision for c in REFERENCE.ceilings_on("MONUSCO", day)]

    assert decisions(date(2010, 5, 27)) == []
    assert decisions(date(2010, 5, 28)) == ["1925 (2010)"]
    assert decisions(date(2022, 12, 19)) == ["2612 (2021)"]
    assert decisions(date(2022, 12, 20)) == ["2666 (2022)"]
    assert REFERENCE.ceilings_on("UNFICYP", date(2026, 1, 1)) == ()
    assert REFERENCE.ceilings_on("NOWHERE", date(2026, 1, 1)) == ()


def test_statements_of_one_day_that_disagree_stand_side_by_side() -> None:
    first, second = (c for c in REFERENCE.ceilings if c.entry in ("UNMISS-2018-03-15", "UNMISS-2020-09-08"))
    twin = type(first)(**{**vars(first), "entry": "other", "police": 2102})
    reference = replace(REFERENCE, ceilings=(first, twin, second))

    assert [c.police for c in reference.ceilings_on("UNMISS", date(2019, 1, 1))] == [2101, 2102]


def test_the_skills_are_the_streams_and_the_profiles_that_a_desk_asks_for() -> None:
    streams = {s.code for s in REFERENCE.skills.values() if s.kind is SkillKind.STREAM}
    crime = {
        "organised_crime",
        "cybercrime",
        "forensics",
        "trafficking_persons",
        "trafficking_drugs",
        "trafficking_arms",
        "sgbv",
        "financial_crime",
    }

    assert streams == {"command", "operations", "capacity_building", "administration"}
    assert crime <= set(REFERENCE.skills)
    assert [s.code for s in REFERENCE.skills.values() if s.stream is not None and s.stream not in streams] == []


def test_every_named_thing_has_its_name_in_four_languages() -> None:
    named = [*REFERENCE.skills.values(), *REFERENCE.grades.values(), *REFERENCE.partners.values()]

    assert [row for row in named if None in (row.name_en, row.name_fr, row.name_ar, row.name_es)] == []


def test_the_eight_grades_map_no_national_rank_as_shipped() -> None:
    assert list(REFERENCE.grades) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert {grade.national_ranks for grade in REFERENCE.grades.values()} == {()}


def test_a_service_belongs_to_a_state_that_exists() -> None:
    assert {p.partner: p.parent for p in REFERENCE.partners.values() if p.parent is not None} == {"MAR-DGSN": "MAR"}
    assert "MAR" in REFERENCE.countries


def test_the_policy_is_that_of_the_contract() -> None:
    policy = default_policy()

    assert {name: getattr(policy.thresholds, name).value for name in THRESHOLD_NAMES} == {
        "age_min": 25,
        "age_max": 62,
        "service_years": 5,
        "assessment_months": 24,
        "licence_months": 12,
        "passport_months": 18,
        "retired_months": 60,
        "interval_months": 6,
    }
    assert (policy.as_of, policy.unknown, policy.national_cap) == (date(2026, 1, 1), "refuse", Decimal("0.20"))
    assert dict(policy.women_target) == {
        Category.IPO: Decimal("0.30"),
        Category.SPT: Decimal("0.30"),
        Category.P_POST_FIELD: Decimal("0.30"),
        Category.P_POST_HQ: Decimal("0.35"),
    }
    assert dict(policy.fit) == {"language": 250, "skills": 250, "experience": 150, "missions": 100, "assessment": 250}


def test_only_what_a_published_source_was_read_for_is_confirmed() -> None:
    settings = policy_settings()
    entries = {**settings["thresholds"], **settings["women_target"], "national_cap": settings["national_cap"]}

    assert {name for name, entry in entries.items() if entry["confirmed"]} == {"assessment_months", "IPO"}
    assert [name for name, entry in entries.items() if entry["confirmed"] and "source" not in entry] == []
