"""
Write the page of the docs on the reference data, `docs/reference/reference-data.md`, from the shipped tables and the policy.

Run by hand after a row or a default has changed: ``python tools/reference_page.py``. A test keeps the page up to date.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from releve.model.policy import THRESHOLD_NAMES
from releve.reference import Ceiling, MissionReference, Reference, load_reference, policy_settings
from releve.reference.columns import TABLES

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "reference" / "reference-data.md"
DATA: Final = "../../src/releve/reference/data"
INTRODUCTION: Final = f"""# Reference data

What Relève takes for granted, with its source. Two words are kept apart:

* *confirmed*: a document of the organisation itself was read for this row;
* *desk setting*: it works, but nobody has confirmed it against such a document. Press reports, copies and calls published by a
  contributing country do not confirm.

Where no source was found the cell is blank: nothing is guessed. A desk changes thresholds, cap, targets and weights in its
[`policy.toml`](../how-to/change-a-threshold.md), and any table below in a folder `reference/` beside its own tables: a row replaces the
shipped row of the same key, or is added. The shipped tables lie in [`src/releve/reference/data`]({DATA}).

This page is written by `tools/reference_page.py`: change the tables, not the page.
"""

ABOUT_CEILINGS: Final = """What one source says of one decision; sources that disagree stand side by side.
The number of a decision stands in brackets where the source itself does not name it. Nothing in a plan depends on these figures.
"""


def reference_page() -> str:
    """Return the page: the policy in force where a desk sets nothing, then each table."""
    reference = load_reference()
    policy = policy_settings()
    parts = [
        INTRODUCTION,
        "## Thresholds\n",
        _table(
            ("threshold", "value", "in force from", "status", "source"), (_threshold(n, policy["thresholds"][n]) for n in THRESHOLD_NAMES)
        ),
        "## Cap, targets and weights\n",
        _table(("setting", "value", "status", "source"), _settings(policy)),
        "## Missions\n",
        "Name, host countries, working languages and excluded nationalities each have a status and a source of their own.\n",
        _table(
            ("mission", "kind", "name", "host countries", "working languages", "excluded", "note"),
            map(_mission, reference.missions.values()),
        ),
        "## Police ceilings\n",
        ABOUT_CEILINGS,
        _table(
            (
                "mission",
                "in force from",
                "decision",
                "police",
                "individual",
                "in formed units",
                "corrections",
                "confidence",
                "source",
                "note",
            ),
            map(_ceiling, reference.ceilings),
        ),
        "## Grades\n",
        _table(("grade", "English", "French", "Arabic", "Spanish", "national ranks"), _grades(reference)),
        f"{_note(reference.grades.values())}\n",
        "## Skills\n",
        _table(("code", "kind", "stream", "English", "status", "source"), _skills(reference)),
        "## Partners\n",
        _table(("partner", "kind", "of", "name", "status", "source"), _partners(reference)),
        "## Countries and languages\n",
        _codes(reference),
        "## Columns of the tables\n",
        _table(("file", "key", "columns"), _forms()),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _threshold(name: str, entry: Mapping[str, Any]) -> tuple[str, ...]:
    # Any: one table of a TOML file.
    day = entry.get("in_force_from")
    return (
        f"`{name}`",
        f"{entry['value']} {entry['unit']}",
        "not stated" if day is None else str(day),
        _status(entry),
        _source(entry.get("source")),
    )


def _settings(policy: Mapping[str, Any]) -> Iterable[tuple[str, ...]]:
    # Any: the tree of a TOML file.
    yield "`unknown`", f"`{policy['unknown']}`", "desk setting", "none found"
    yield (
        "`national_cap`",
        str(policy["national_cap"]["value"]),
        _status(policy["national_cap"]),
        _source(policy["national_cap"].get("source")),
    )
    for category, target in policy["women_target"].items():
        yield f"`women_target.{category}`", str(target["value"]), _status(target), _source(target.get("source"))
    for term, weight in policy["fit"].items():
        yield f"`fit.{term}`", str(weight), "desk setting", "none found"


def _mission(mission: MissionReference) -> tuple[str, ...]:
    return (
        f"`{mission.mission}`",
        mission.kind,
        f"{mission.name_en or ''} ({_stated(mission.source, confirmed=mission.confirmed)})",
        _cells(mission.host_countries, mission.host_source, confirmed=mission.host_confirmed),
        _cells(mission.working_languages, mission.language_source, confirmed=mission.language_confirmed),
        _cells(mission.excluded_nationalities, mission.excluded_source, confirmed=mission.excluded_confirmed),
        mission.note or "",
    )


def _cells(parts: tuple[str, ...], source: str | None, *, confirmed: bool) -> str:
    return f"{', '.join(parts)} ({_stated(source, confirmed=confirmed)})" if parts else ""


def _stated(source: str | None, *, confirmed: bool) -> str:
    status = "confirmed" if confirmed else "desk setting"
    return status if source is None else f"{status}: {source}"


def _ceiling(ceiling: Ceiling) -> tuple[str, ...]:
    decision = ceiling.decision or "not stated"
    return (
        f"`{ceiling.mission}`",
        "not stated" if ceiling.in_force_from is None else ceiling.in_force_from.isoformat(),
        decision if ceiling.decision_stated or ceiling.decision is None else f"[{decision}]",
        *(
            "" if n is None else f"{n:,}"
            for n in (ceiling.police, ceiling.individual_police, ceiling.formed_unit_police, ceiling.corrections)
        ),
        ceiling.confidence or "",
        _source(ceiling.source),
        ceiling.note or "",
    )


def _grades(reference: Reference) -> Iterable[tuple[str, ...]]:
    for grade in reference.grades.values():
        names = (grade.name_en, grade.name_fr, grade.name_ar, grade.name_es, ", ".join(grade.national_ranks))
        yield str(grade.grade), *(name or "" for name in names)


def _skills(reference: Reference) -> Iterable[tuple[str, ...]]:
    for skill in reference.skills.values():
        stream = "" if skill.stream is None else f"`{skill.stream}`"
        yield f"`{skill.code}`", skill.kind, stream, skill.name_en or "", _stated(None, confirmed=skill.confirmed), _source(skill.source)


def _partners(reference: Reference) -> Iterable[tuple[str, ...]]:
    for partner in reference.partners.values():
        status = _stated(None, confirmed=partner.confirmed)
        yield f"`{partner.partner}`", partner.kind, partner.parent or "", partner.name_en or "", status, _source(partner.source)


def _codes(reference: Reference) -> str:
    sources = {row.source for row in (*reference.countries.values(), *reference.languages.values()) if row.source}
    return (
        f"{len(reference.countries)} country codes (ISO 3166-1 alpha-3, with alpha-2) and {len(reference.languages)} language codes\n"
        "(primary subtags of BCP 47). Tables hold codes alone; the names in English, French, Arabic and Spanish serve to propose the code\n"
        f"where somebody wrote a name. {' '.join(sorted(f'Source: {source}.' for source in sources))}\n"
    )


def _note(rows: Iterable[Any]) -> str:
    # Any: the rows of one table, each with a note.
    return " ".join(dict.fromkeys(row.note for row in rows if row.note))


def _forms() -> Iterable[tuple[str, ...]]:
    for name, table in TABLES.items():
        yield f"`{name}.csv`", f"`{table.key}`", ", ".join(f"`{column}`" for column in table.forms)


def _status(entry: Mapping[str, Any]) -> str:
    # Any: one table of a TOML file.
    return "confirmed" if entry["confirmed"] else "desk setting"


def _source(source: str | None) -> str:
    return source or "none found"


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n" for cells in lines)


if __name__ == "__main__":
    PAGE.write_text(reference_page(), "utf-8")
