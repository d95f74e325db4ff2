"""Officers of the example with their files, nominations on several stages, and a few formed units; all synthetic."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import islice, pairwise

from releve.model import Gender
from releve.synthesis import synthetic_name
from releve.synthesis.draws import Draws
from releve_web.accounts.models import User
from releve_web.demand.models import Call, PostLine
from releve_web.example.cells import Row, codes, day, flag, number
from releve_web.supply.models import Assessment, Document, FormedUnit, Nomination, NominationStep, Officer

NOMINATING = ("SEN", "TUN", "JOR", "BFA", "RWA", "CIV", "CMR", "NPL", "GHA", "KEN")
"""States beside Morocco that put names forward in the example, a dozen each."""
NAMES_EACH = 12
WAYS: tuple[tuple[str, ...], ...] = (
    ("nominated",),
    ("nominated", "registered"),
    ("nominated", "registered", "screened"),
    ("nominated", "registered", "screened", "ams_pending"),
    ("nominated", "registered", "screened", "ams_cleared"),
    ("nominated", "registered", "screened", "ams_cleared", "interviewed"),
    ("nominated", "registered", "screened", "ams_cleared", "interviewed", "selected"),
    ("nominated", "registered", "screened", "ams_cleared", "interviewed", "reserve"),
    ("nominated", "registered", "not_selected"),
)
UNITS = (("RWA", 160), ("SEN", 140), ("JOR", 140), ("NPL", 160), ("BGD", 160), ("EGY", 140), ("TUN", 140), ("MAR", 140))
DOCUMENTS = (("passport", "passport_expires_on"), ("medical", "medical_expires_on"))


def make_officers(rows: Sequence[Row]) -> None:
    """Make officers, each named by its key, and the papers and assessments that its columns tell of."""
    officers = [officer_from(row) for row in rows]
    Officer.objects.bulk_create(officers, batch_size=2000)
    Document.objects.bulk_create(
        [
            Document(partner_id=officer.partner_id, officer=officer, kind=kind, expires_on=day(row, column))
            for officer, row in zip(officers, rows, strict=True)
            for kind, column in DOCUMENTS
            if row[column]
        ],
        batch_size=5000,
    )
    Assessment.objects.bulk_create(
        [
            Assessment(
                partner_id=officer.partner_id,
                officer=officer,
                language=language,
                held_on=officer.ams_cleared_on,
                result="passed",
                score=officer.assessment_score,
                driving_passed=officer.driving_passed,
                firearms_passed=officer.firearms_passed,
            )
            for officer in officers
            if officer.ams_cleared_on
            for language in officer.ams_languages
        ],
        batch_size=5000,
    )


def officer_from(row: Row) -> Officer:
    """Return an officer, not saved."""
    name = synthetic_name(row["officer_id"], row["country"], Gender(row["gender"]) if row["gender"] else None)
    officer = Officer(
        partner_id=row["country"],
        officer_id=row["officer_id"],
        family_name=name.family,
        given_names=name.given,
        name_ar=name.arabic,
        gender=row["gender"],
        birth_date=day(row, "birth_date"),
        service_since=day(row, "service_since"),
        rank=number(row, "rank"),
        education=row["education"],
        languages=codes(row, "languages"),
        skills=codes(row, "skills"),
        ams_cleared_on=day(row, "ams_cleared_on"),
        ams_languages=codes(row, "ams_languages"),
        assessment_score=number(row, "assessment_score"),
        driving_passed=flag(row, "driving_passed"),
        licence_since=day(row, "licence_since"),
        firearms_passed=flag(row, "firearms_passed"),
        medical_expires_on=day(row, "medical_expires_on"),
        passport_expires_on=day(row, "passport_expires_on"),
        vetting=row["vetting"],
        active_service=flag(row, "active_service"),
        retired_on=day(row, "retired_on"),
        available_from=day(row, "available_from"),
        available_until=day(row, "available_until"),
        un_missions=number(row, "un_missions"),
        last_repatriated_on=day(row, "last_repatriated_on"),
        is_synthetic=True,
    )
    officer.renew_keys()
    return officer


def make_nominations(rows: Sequence[Row], desk: User, call: Call) -> None:
    """Make the answer of Morocco as the folder has it, and names of other States, each on its way."""
    lines = {line.post_id: line for line in PostLine.objects.all()}
    officers = {officer.officer_id: officer for officer in Officer.objects.filter(officer_id__in=[row["officer_id"] for row in rows])}
    made = [
        Nomination(
            partner_id=officers[row["officer_id"]].partner_id,
            reference=row["nomination"],
            officer=officers[row["officer_id"]],
            post_line=lines.get(row["post_id"]),
            profile_id=row["profile"] or None,
            mission_id=lines[row["post_id"]].mission_id if row["post_id"] else None,
            call=call if row["post_id"] else None,
            commitment=row["commitment"],
            note_verbale=row["note_verbale"],
            nominated_on=day(row, "nominated_on"),
        )
        for row in rows
    ]
    ways = [WAYS[0]] * len(made)
    for nomination, way in _other_names(list(lines.values())):
        nomination.stage = way[-1]
        made.append(nomination)
        ways.append(way)
    Nomination.objects.bulk_create(made)
    NominationStep.objects.bulk_create(
        NominationStep(
            partner_id=nomination.partner_id,
            nomination=nomination,
            start=start,
            end=end,
            taken_by=desk,
            document=nomination.note_verbale
            if not start
            else "SYN-NV-2026-014"
            if end in {"registered", "ams_cleared", "interviewed"}
            else "",
            reason="No seat left for this profile (synthetic)" if end == "not_selected" else "",
        )
        for nomination, way in zip(made, ways, strict=True)
        for start, end in pairwise(("", *way))
    )


def _paper(nomination: Nomination, end: str) -> str:
    """Return the paper a step of the example rests on; empty where the step needs none."""
    if end == "nominated":
        return nomination.note_verbale
    return "SYN-NV-2026-014" if end in {"registered", "ams_cleared", "interviewed"} else ""


def _other_names(lines: list[PostLine]) -> list[tuple[Nomination, tuple[str, ...]]]:
    """Return names of other States for lines whose first language they speak, each with the stages it went through."""
    by_language: dict[str, list[PostLine]] = defaultdict(list)
    for line in lines:
        if line.category == "IPO" and line.languages_required:
            by_language[line.languages_required[0].split(":")[0]].append(line)
    made: list[tuple[Nomination, tuple[str, ...]]] = []
    for partner in NOMINATING:
        for officer in islice(Officer.objects.filter(partner=partner).order_by("officer_id"), NAMES_EACH):
            spoken = [language.split(":")[0] for language in officer.languages]
            fitting = [line for language in spoken for line in by_language.get(language, ())]
            if not fitting:
                continue
            draws = Draws(0, "nomination", officer.officer_id)
            line = draws.one_of(fitting)
            nomination = Nomination(
                partner_id=partner,
                reference=f"SYN-N-{officer.officer_id}",
                officer=officer,
                post_line=line,
                mission_id=line.mission_id,
                note_verbale="SYN-NV-2026-014",
                nominated_on=draws.day(date(2026, 9, 1), date(2026, 11, 20)),
            )
            made.append((nomination, draws.one_of(WAYS)))
    return made


def make_units() -> None:
    """Make a few formed units, on all levels of readiness."""
    levels = ("L1", "L2", "L3", "RDL")
    FormedUnit.objects.bulk_create(
        FormedUnit(
            partner_id=partner,
            name=f"{partner} formed police unit 1 (synthetic)",
            kind="fpu",
            strength=strength,
            women=strength * (10 + 3 * i) // 100,
            languages=["fr:B2"] if partner in {"SEN", "TUN", "MAR", "RWA"} else ["en:B2"],
            readiness=levels[i % len(levels)],
            pledged_on=date(2025, 5, 14),
            visited_on=date(2026, 2, 10) if i % len(levels) else None,
            is_synthetic=True,
        )
        for i, (partner, strength) in enumerate(UNITS)
    )
