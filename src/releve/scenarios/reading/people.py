"""Changes of people: officers withdrawn, officers nominated in addition, waivers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from releve.eligibility import rule_book
from releve.exchange.codes import ExchangeCode
from releve.exchange.columns import OFFICERS, WAIVERS
from releve.exchange.csv_files import read_bytes, read_csv_table
from releve.exchange.officer_columns import officers_of
from releve.exchange.parsed import parse_table
from releve.model import Education, Gender, Officer, OfficerTable, Vetting, Waiver
from releve.scenarios.codes import ScenarioCode
from releve.scenarios.reading.draft import Draft
from releve.scenarios.reading.form import KEYS
from releve.scenarios.reading.places import Place

MOST_COPIES: Final = 100_000
"""Officers of one profile that a scenario may add."""
DIGITS_OF_KEYS: Final = 3
"""Digits at least in the number of a copy."""


def withdraw(draft: Draft, table: Mapping[str, Any], place: Place) -> None:
    """Take nominated officers out: those named, or all of some countries. Who serves stays as counted."""
    if not place.is_one_of(table, ("officers", "country")):
        return
    officers = draft.snapshot.officers
    if "officers" in table:
        for officer_id in place.at("officers").texts(table["officers"]):
            if officer_id not in draft.snapshot.officer_idx:
                place.at("officers").fault(ExchangeCode.UNKNOWN_OFFICER, officer_id)
            draft.officers_gone.add(officer_id)
        return
    wanted = place.at("country").texts(table["country"])
    unknown = [country for country in wanted if country not in draft.forms.reference.countries]
    for country in unknown:
        place.at("country").fault(ExchangeCode.UNKNOWN_COUNTRY, country, data={"part": country, "proposal": None})
    numbers = {i for i, country in enumerate(officers.countries) if country in wanted}
    found = [key for key, number in zip(officers.officer_id, officers.country.tolist(), strict=True) if number in numbers]
    if wanted and not unknown and not found:
        place.at("country").fault(ScenarioCode.SELECTS_NOTHING, ";".join(wanted))
    draft.officers_gone |= set(found)


def add_officers(draft: Draft, table: Mapping[str, Any], place: Place, *, home: Path) -> None:
    """
    Nominate officers in addition: those of a table of the form of ``officers.csv``, or copies of a profile.

    Parameters
    ----------
    home
        Folder from which a relative path is counted.
    """
    if not place.is_one_of(table, ("file", "copies")):
        return
    arrivals = _from_file(draft, table, place, home) if "file" in table else _copies(draft, table, place)
    if arrivals is None:
        return
    for officer_id in arrivals.officer_id:
        if officer_id in draft.snapshot.officer_idx or draft.has_officer(officer_id):
            place.fault(ScenarioCode.KEY_TAKEN, officer_id)
    known = {*draft.snapshot.mission_by_name, *draft.lines}
    for target in sorted({name for names in arrivals.nomination_sets for name in names} - known):
        place.fault(ExchangeCode.UNKNOWN_TARGET, target, data={"part": target})
    draft.arrivals.append(arrivals)


def waive(draft: Draft, table: Mapping[str, Any], place: Place) -> None:
    """Set a rule aside for pairs of officers and lines; ``officer_id`` and ``post_id`` may be lists."""
    columns = {column.name: column for column in WAIVERS.columns}
    officers, posts = (place.at(name).texts(table[name]) if name in table else () for name in ("officer_id", "post_id"))
    for name in ("officer_id", "post_id", "rule"):
        if name not in table:
            place.at(name).fault(ExchangeCode.BLANK_CELL)
    for officer_id in officers:
        if not draft.has_officer(officer_id):
            place.at("officer_id").fault(ExchangeCode.UNKNOWN_OFFICER, officer_id)
    for post_id in posts:
        if post_id not in draft.lines:
            place.at("post_id").fault(ExchangeCode.UNKNOWN_POST, post_id)
    cells = {name: place.at(name).cell(columns[name], table[name], draft.forms) for name in columns if name in table and name[-3:] != "_id"}
    codes = tuple(rule.code for rule in rule_book())
    if cells.get("rule") is not None and cells["rule"] not in codes:
        place.at("rule").fault(ExchangeCode.UNKNOWN_RULE, cells["rule"], data={"choices": codes})
    if cells.get("rule") is not None:
        draft.waivers += [Waiver(officer_id=o, post_id=p, **cells) for o in officers for p in posts]


def _from_file(draft: Draft, table: Mapping[str, Any], place: Place, home: Path) -> OfficerTable | None:
    """Return the officers of a CSV file, None with problems where it holds an error; problems of its cells name it and their rows."""
    for key in table:
        if key != "file":
            place.at(key).fault(ScenarioCode.NOT_BOTH, data={"choices": ("file", key)})
    names = place.at("file").texts(table["file"])
    if len(names) != 1:
        return None
    problems = place.problems
    n_before = len(problems.found)
    path = home / names[0]
    content = read_bytes(path, problems, file=names[0])
    raw = None if content is None else read_csv_table(OFFICERS, content, problems, file=names[0])
    if raw is None:
        return None
    parsed = parse_table(OFFICERS, raw, draft.forms, problems)
    counts = Counter(key for key in parsed.columns["officer_id"] if key is not None)
    for key, n in counts.items():
        if n > 1:
            rows = [row for row, found in zip(parsed.rows.tolist(), parsed.columns["officer_id"], strict=True) if found == key]
            problems.add(
                ExchangeCode.DUPLICATE_KEY, file=names[0], row=rows[1], column="officer_id", value=key, data={"other_row": rows[0]}
            )
    return None if any(problem.is_error for problem in problems.found[n_before:]) else officers_of(parsed)


def _copies(draft: Draft, table: Mapping[str, Any], place: Place) -> OfficerTable | None:
    """Return copies of an officer of the folder, of a profile, or of an officer with what a profile changes of it."""
    n_before = len(place.problems.found)
    if "like" not in table and "profile" not in table:
        place.fault(ScenarioCode.ONE_OF, data={"choices": ("like", "profile")})
    n_copies = place.at("copies").integer(table["copies"], low=1, high=MOST_COPIES)
    columns = {column.name: column for column in OFFICERS.columns}
    # The default key names the entry, so that two of one scenario do not meet.
    stem = place.at("key").cell(columns["officer_id"], table.get("key", f"ARRIVAL{place.key.rpartition('[')[2].rstrip(']')}"), draft.forms)
    model = Officer(officer_id="")
    if "like" in table:
        found = place.at("like").texts(table["like"])
        if len(found) == 1 and found[0] in draft.snapshot.officer_idx:
            model = draft.snapshot.officers.officer(draft.snapshot.officer_idx[found[0]])
        else:
            place.at("like").fault(ExchangeCode.UNKNOWN_OFFICER, table["like"])
    here = place.at("profile")
    profile = here.table(table["profile"], KEYS["arrivals.profile"]) if "profile" in table else {}
    cells = {name: here.at(name).cell(columns[name], value, draft.forms) for name, value in profile.items()}
    if n_copies is None or stem is None or any(problem.is_error for problem in place.problems.found[n_before:]):
        return None
    officer = replace(model, **_fields(cells))
    digits = max(DIGITS_OF_KEYS, len(str(n_copies)))
    return OfficerTable.from_officers(replace(officer, officer_id=f"{stem}-{n:0{digits}}") for n in range(1, n_copies + 1))


def _fields(cells: Mapping[str, Any]) -> dict[str, Any]:
    """Return cells of ``officers.csv`` as fields of the noun. Any: values of the columns' kinds."""
    forms: dict[str, Callable[[Any], Any]] = {
        "gender": Gender,
        "vetting": Vetting,
        "education": lambda word: Education[word.upper()],
        "skills": frozenset,
        "ams_languages": frozenset,
    }
    fields = {name: forms[name](cell) if name in forms and cell is not None else cell for name, cell in cells.items()}
    fields.pop("earliest_arrival", None)
    if "nominated_for" in fields:
        fields["nominated_for"] = frozenset(fields["nominated_for"] or ())
    return fields
