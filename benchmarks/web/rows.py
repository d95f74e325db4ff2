"""
Synthetic registers of any size, straight into a database that was migrated: the same rows for the same seed.

Run as ``python -m benchmarks.web.rows --url URL [--officers 1000000] [--lines 20000]``; the address must be that of the superuser,
for rows go in by COPY, past policies and triggers. No history is written for them.
"""

import argparse
import io
import time
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

import numpy as np
import psycopg
from benchmarks.web.names import FAMILY_AR, GIVEN, GIVEN_AR, family_names

from releve.model.names import fold_name
from releve.reference import Country, load_reference

AS_OF: Final = date(2025, 11, 25)
MISSIONS: Final = ("MINUSCA", "MONUSCO", "UNMISS", "UNISFA", "UNFICYP", "UNMIK", "MINURSO", "BINUH", "UNSOM", "UNVMC")
LANGUAGES: Final = ("en", "fr", "ar", "es", "pt", "ru", "sw", "zh")
LEVELS: Final = ("A2", "B1", "B2", "C1", "C2")
STAGES: Final = ("nominated", "registered", "screened", "ams_pending", "ams_cleared", "interviewed", "selected", "reserve", "not_selected")
N_PARTNERS: Final = 120
BLOCK: Final = 50_000
OFFICER: Final = [
    "id",
    "partner_id",
    "officer_id",
    "family_name",
    "given_names",
    "name_ar",
    "gender",
    "birth_date",
    "service_since",
    "rank",
    "rank_title",
    "education",
    "languages",
    "skills",
    "ams_cleared_on",
    "ams_languages",
    "assessment_score",
    "driving_passed",
    "licence_since",
    "firearms_passed",
    "medical_expires_on",
    "passport_expires_on",
    "vetting",
    "active_service",
    "available_from",
    "available_until",
    "un_missions",
    "is_synthetic",
    "sort_key",
    "search_key",
    "revision",
    "created_at",
    "updated_at",
]


def fill(connection: psycopg.Connection[object], *, n_officers: int, n_lines: int, seed: int = 1) -> None:
    """Write partners, missions, lines, officers, documents and nominations, then the words of names and statistics."""
    rng = np.random.default_rng(seed)
    # Triggers and checks of keys rest: the rows are right by their making, and their history is nobody's.
    connection.execute("SET session_replication_role = replica")
    partners = fill_demand(connection, n_lines=n_lines, rng=rng)
    fill_officers(connection, n_officers=n_officers, partners=partners, rng=rng)
    connection.commit()
    fill_files(connection, n_officers=n_officers, n_lines=n_lines, rng=rng)
    connection.commit()
    connection.execute(
        "INSERT INTO supply_nameword (partner_id, word) SELECT DISTINCT partner_id, unnest(string_to_array(search_key, ' '))"
        " FROM supply_officer ON CONFLICT DO NOTHING"
    )
    for table in ("supply_officer", "supply_nomination", "supply_document", "demand_postline"):
        connection.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
    connection.commit()
    connection.autocommit = True
    connection.execute("SET session_replication_role = DEFAULT")
    connection.execute("VACUUM ANALYZE")
    connection.autocommit = False


def fill_demand(connection: psycopg.Connection[object], *, n_lines: int, rng: np.random.Generator) -> list[str]:
    """Write partners, missions and post lines; return the partners, the largest first."""
    countries = load_reference().countries
    partners = sorted(countries)
    partners = ["MAR", "SEN", *[code for code in partners if code not in {"MAR", "SEN"}]][:N_PARTNERS]
    copy(
        connection,
        "engagement_partner",
        ("code", "kind", "name_en", "name_fr", "name_ar", "name_es", "aliases"),
        ((code, "state", *(names_of(countries[code])), "{}") for code in partners),
    )
    copy(
        connection,
        "demand_mission",
        (
            "code",
            "kind",
            "name_en",
            "name_fr",
            "name_ar",
            "name_es",
            "host_countries",
            "working_languages",
            "excluded_nationalities",
            "revision",
        ),
        ((code, "field", code, code, code, code, "{}", "{fr}", "{}", 1) for code in MISSIONS),
    )
    lines = (
        (
            k + 1, f"{MISSIONS[k % len(MISSIONS)]}-{k:05d}", MISSIONS[k % len(MISSIONS)], "Police adviser", "Conseiller de police", "", "", "IPO",
            "", "", "", int(rng.integers(1, 5)), int(rng.integers(1, 5)), AS_OF + timedelta(days=int(rng.integers(30, 400))), 12, True, 80,
            f"police adviser {k:05d}", f"police adviser {MISSIONS[k % len(MISSIONS)].lower()} {k:05d}", "", False, 1, "{fr:B2}", "{}", "{}", "{}", "", AS_OF, AS_OF,
        )
        for k in range(n_lines)
    )  # fmt: skip
    copy(
        connection,
        "demand_postline",
        [
            "id",
            "post_id",
            "mission_id",
            "title_en",
            "title_fr",
            "title_ar",
            "title_es",
            "category",
            "level",
            "duty_station",
            "reports_to",
            "seats",
            "priority",
            "starts_on",
            "tour_months",
            "is_open",
            "completeness",
            "sort_key",
            "search_key",
            "closed_reason",
            "is_draft",
            "revision",
            "languages_required",
            "languages_desired",
            "skills_required",
            "skills_desired",
            "education_min",
            "created_at",
            "updated_at",
        ],
        lines,
    )
    return partners


def names_of(country: Country) -> tuple[str, ...]:
    """Return a country's names in four languages."""
    return tuple(name or "" for name in (country.name_en, country.name_fr, country.name_ar, country.name_es))


def fill_officers(connection: psycopg.Connection[object], *, n_officers: int, partners: list[str], rng: np.random.Generator) -> None:
    """Write officers, the partners mixed: the first has six in a hundred, the last one in a thousand."""
    weights = 1 / (np.arange(len(partners)) + 6.0)
    families = family_names()
    skills = sorted(load_reference().skills)
    for start in range(0, n_officers, BLOCK):
        size = min(BLOCK, n_officers - start)
        copy(
            connection,
            "supply_officer",
            OFFICER,
            officers(start, size, rng=rng, partners=partners, weights=weights / weights.sum(), families=families, skills=skills),
        )


def officers(
    start: int, size: int, *, rng: np.random.Generator, partners: list[str], weights: np.ndarray, families: list[str], skills: list[str]
) -> Iterator[tuple[object, ...]]:
    """Yield rows of officers; a tenth of most cells is blank."""
    partner = rng.choice(len(partners), size, p=weights)
    family = (rng.pareto(1.1, size) * 800).astype(int) % len(families)
    given = np.minimum(rng.zipf(1.3, size) - 1, 10_000) % len(GIVEN)
    second = rng.integers(0, len(GIVEN) * 3, size)
    days = rng.integers(0, 10_000, (size, 8))
    picks = rng.random((size, 12))
    for k in range(size):
        number, p, d = start + k + 1, picks[k], days[k]
        family_name = families[family[k]]
        given_names = GIVEN[given[k]] + (f" {GIVEN[second[k]]}" if second[k] < len(GIVEN) else "")
        name_ar = f"{FAMILY_AR[d[0] % len(FAMILY_AR)]} {GIVEN_AR[d[1] % len(GIVEN_AR)]}" if p[0] < 0.25 else ""
        key = f"{partners[partner[k]]}-{number:07d}"
        latin = fold_name(f"{family_name} {given_names}")
        tags = [f"{LANGUAGES[j]}:{LEVELS[(d[j % 8] + j) % 5]}" for j in range(len(LANGUAGES)) if p[1] * (j + 1) < 1.1 - j * 0.1]
        held = [skills[(d[2] * (j + 1)) % len(skills)] for j in range(d[3] % 5)]
        yield (
            number, partners[partner[k]], key, family_name, given_names, name_ar, "F" if p[2] < 0.25 else ("M" if p[2] < 0.95 else ""),
            day(date(1965, 1, 1), d[0]), day(date(1990, 1, 1), d[1]), 1 + int(d[2]) % 8, "", ("bachelor", "master", "diploma", "")[d[3] % 4],
            array(tags), array(sorted(set(held))), day(date(2022, 11, 1), d[4] % 1100, p[3] < 0.6), array([tags[0][:2]] if tags and p[3] < 0.6 else []),
            int(40 + d[5] % 61) if p[3] < 0.6 else None, p[4] < 0.7, day(date(2005, 1, 1), d[6] % 6000, p[4] < 0.8), p[5] < 0.4,
            day(date(2025, 6, 1), d[5] % 900, p[6] < 0.9), day(date(2025, 6, 1), d[6] % 3600, p[7] < 0.9), ("clear", "pending", "")[int(p[8] * 2.2)],
            p[9] < 0.95, day(date(2025, 6, 1), d[7] % 500, p[10] < 0.8), day(date(2026, 11, 1), d[5] % 900, p[11] < 0.6), int(d[7]) % 4, True,
            latin[:400], " ".join(part for part in (latin, fold_name(name_ar), fold_name(key)) if part), 1, AS_OF, AS_OF,
        )  # fmt: skip


def fill_files(connection: psycopg.Connection[object], *, n_officers: int, n_lines: int, rng: np.random.Generator) -> None:
    """Write a document for every fourth officer and a nomination for every twentieth."""
    connection.execute(
        "INSERT INTO supply_document (partner_id, officer_id, kind, issued_on, expires_on, seen_by, remark)"
        " SELECT partner_id, id, 'passport', passport_expires_on - 1800, passport_expires_on, '', ''"
        " FROM supply_officer WHERE id % 4 = 0 AND passport_expires_on IS NOT NULL"
    )
    partner_of = dict(connection.execute("SELECT id, partner_id FROM supply_officer WHERE id % 20 = 0").fetchall())  # type: ignore[arg-type]
    rows = (
        (k + 1, partner_of[(k + 1) * 20], f"N-{k:07d}", (k + 1) * 20, line + 1, MISSIONS[line % len(MISSIONS)], "", f"NV-{k // 20:05d}", AS_OF, stage, 1, AS_OF, AS_OF)
        for k, (line, stage) in enumerate(
            zip(rng.integers(0, n_lines, n_officers // 20).tolist(), rng.choice(STAGES, n_officers // 20).tolist(), strict=True)
        )
    )  # fmt: skip
    copy(
        connection,
        "supply_nomination",
        [
            "id",
            "partner_id",
            "reference",
            "officer_id",
            "post_line_id",
            "mission_id",
            "commitment",
            "note_verbale",
            "nominated_on",
            "stage",
            "revision",
            "created_at",
            "updated_at",
        ],
        rows,
    )


def copy(connection: psycopg.Connection[object], table: str, columns: Iterable[str], rows: Iterable[tuple[object, ...]]) -> None:
    """Send rows by COPY in the text format."""
    buffer = io.StringIO()
    for row in rows:
        buffer.write("\t".join(map(cell, row)) + "\n")
    statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as target:  # type: ignore[arg-type]  # names of this file
        target.write(buffer.getvalue())


def cell(value: object) -> str:
    """Return a value as COPY reads it."""
    if value is None:
        return r"\N"
    if isinstance(value, bool | np.bool_):
        return "t" if value else "f"
    return str(value)


def day(first: date, days: object, known: object = True) -> date | None:  # noqa: FBT002 -- a cell is blank or not
    """Return a day some days after another, or nothing."""
    return first + timedelta(days=int(days)) if known else None  # type: ignore[call-overload]


def array(parts: list[str]) -> str:
    """Return codes as an array of the database."""
    return "{" + ",".join(parts) + "}"


def main() -> None:
    """Fill the database named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", required=True)
    parser.add_argument("--officers", type=int, default=1_000_000)
    parser.add_argument("--lines", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    begun = time.monotonic()
    with psycopg.connect(asked.url) as connection:
        fill(connection, n_officers=asked.officers, n_lines=asked.lines, seed=asked.seed)
    print(f"{asked.officers:,} officers and {asked.lines:,} lines in {time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main()
