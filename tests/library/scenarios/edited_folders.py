"""What-ifs asked twice: as a scenario, and as the same edit of the folder's own files."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from library.planning.random_folders import Row, Tables, draw_tables
from releve.exchange import read_folder_or_raise
from releve.scenarios import Scenario, read_scenario_file

ARRIVALS = "arrivals.csv"


@dataclass(frozen=True)
class Case:
    """A scenario, and the edit of the tables that says the same."""

    name: str
    toml: str
    edit: Callable[[Tables], None]


def drawn(seed: int) -> Tables:
    """Return the tables of a folder with something of everything."""
    return draw_tables(seed, n_officers=40, n_posts=12, tight=True)


def arriving(seed: int) -> list[Row]:
    """Return officers of another folder, under keys of their own."""
    return [{**row, "officer_id": f"N{row['officer_id']}", "nominated_for": ""} for row in drawn(500 + seed).officers[:8]]


def scenarios_of(folder: Path, toml: str, seed: int) -> tuple[Scenario, ...]:
    """Read scenarios of a folder from a file beside it, with a table of arrivals."""
    rows = arriving(seed)
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    (folder.parent / ARRIVALS).write_text(stream.getvalue(), "utf-8")
    file = folder.parent / "what-ifs.toml"
    file.write_text(toml, "utf-8")
    reading = read_folder_or_raise(folder)
    found, _ = read_scenario_file(file, reading.snapshot, reading.reference)
    return found


def all_cases(seed: int) -> list[Case]:
    """Return every kind of change; keys are those of the tables drawn from the seed."""
    tables = drawn(seed)
    first, second, like = tables.posts[0]["post_id"], tables.posts[1]["post_id"], tables.officers[3]
    mission = tables.posts[2]["mission"]
    target = "[women_target]\nIPO = 0.1"
    return [
        Case("threshold", "thresholds.age_max = 45", lambda t: _policy(t, "[thresholds]\nage_max = 45\n")),
        Case("cap", "national_cap = 0.35", lambda t: _replace_policy(t, "national_cap = ", "0.35")),
        Case("target", "women_target.IPO = 0.1", lambda t: _set_policy(t, target, "IPO")),
        Case("unknown", 'unknown = "conditional"', lambda t: _replace_policy(t, "unknown = ", '"conditional"')),
        Case("weight", "fit.skills = 900", lambda t: _policy(t, "[fit]\nskills = 900\n")),
        Case("column", 'posts = {set = {armed = "no", rank_min = ""}}', lambda t: _set_posts(t, {"armed": "no", "rank_min": ""})),
        Case("level", 'posts = {change.languages_required = "fr:B2->fr:A2"}', _lower_french),
        Case("one line", f'posts = {{post = "{first}", set.seats = 3}}', lambda t: _set_post(t, first, {"seats": 3})),
        Case("line gone", f'drawdowns = {{post = "{second}", seats = "all"}}', lambda t: _without_line(t, second)),
        Case("mission gone", f'drawdowns = {{mission = "{mission}", seats = "all"}}', lambda t: _without_mission(t, mission)),
        Case("withdrawal", 'withdrawals = {country = "SEN"}', lambda t: _without_officers(t, "SEN")),
        Case("arrivals", f'arrivals = {{file = "{ARRIVALS}"}}', lambda t: t.officers.extend(arriving(seed))),
        Case(
            "copies",
            f'arrivals = {{copies = 3, key = "X", like = "{like["officer_id"]}", profile = {{gender = "F", country = "TUN"}}}}',
            lambda t: t.officers.extend({**like, "officer_id": f"X-{n:03d}", "gender": "F", "country": "TUN"} for n in (1, 2, 3)),
        ),
        Case("new line", f"new_posts = {_inline({**tables.posts[0], 'post_id': 'NEW'})}", _with_new_line),
        Case(
            "waiver",
            f'waivers = {{officer_id = ["O001", "O002"], post_id = "{first}", rule = "language"}}',
            lambda t: t.waivers.extend(_waiver(o, first) for o in ("O001", "O002")),
        ),
        Case(
            "several",
            'national_cap = 0.3\nwithdrawals = {officers = ["O000", "O007"]}\nposts = {change.languages_required = "fr:B2->"}',
            _several,
        ),
    ]


def _policy(tables: Tables, text: str) -> None:
    table, _, setting = text.partition("\n")
    if table in tables.policy:
        head, tail = tables.policy.split(f"{table}\n")
        name = setting.split(" ")[0]
        kept = "".join(f"{line}\n" for line in tail.splitlines() if not line.startswith(f"{name} ="))
        tables.policy = f"{head}{table}\n{setting}{kept}"
    else:
        tables.policy += text


def _replace_policy(tables: Tables, key: str, value: str) -> None:
    tables.policy = "".join(f"{key}{value}\n" if line.startswith(key) else f"{line}\n" for line in tables.policy.splitlines())


def _set_policy(tables: Tables, text: str, name: str) -> None:
    _policy(tables, f"{text}\n")
    assert tables.policy.count(f"{name} =") == 1


def _set_posts(tables: Tables, cells: Row) -> None:
    tables.posts = [{**row, **cells} for row in tables.posts]


def _set_post(tables: Tables, post_id: str, cells: Row) -> None:
    tables.posts = [{**row, **cells} if row["post_id"] == post_id else row for row in tables.posts]


def _lower_french(tables: Tables) -> None:
    tables.posts = [{**row, "languages_required": row["languages_required"].replace("fr:B2", "fr:A2")} for row in tables.posts]


def _without_line(tables: Tables, post_id: str) -> None:
    tables.posts = [row for row in tables.posts if row["post_id"] != post_id]
    for name in ("previous", "decisions", "waivers"):
        setattr(tables, name, [row for row in getattr(tables, name) if row["post_id"] != post_id])
    # Who serves there stays as counted; the line that he holds is told by nobody any more.
    tables.deployments = [{**row, "post_id": "" if row["post_id"] == post_id else row["post_id"]} for row in tables.deployments]
    _without_target(tables, post_id)


def _without_mission(tables: Tables, mission: str) -> None:
    for post_id in [row["post_id"] for row in tables.posts if row["mission"] == mission]:
        _without_line(tables, post_id)


def _without_target(tables: Tables, post_id: str) -> None:
    """Name another place where an officer is nominated for a line that is gone alone: a blank cell would open everything."""
    for row in tables.officers:
        names = [name for name in str(row["nominated_for"]).split(";") if name and name != post_id]
        if row["nominated_for"]:
            row["nominated_for"] = ";".join(names) or "NOWHERE"


def _without_officers(tables: Tables, country: str) -> None:
    gone = {row["officer_id"] for row in tables.officers if row["country"] == country}
    _without(tables, gone)


def _without(tables: Tables, gone: set[str]) -> None:
    for name in ("officers", "previous", "decisions", "waivers"):
        setattr(tables, name, [row for row in getattr(tables, name) if row["officer_id"] not in gone])


def _with_new_line(tables: Tables) -> None:
    tables.posts.append({**tables.posts[0], "post_id": "NEW"})


def _waiver(officer_id: str, post_id: str) -> Row:
    return {"officer_id": officer_id, "post_id": post_id, "rule": "language", "authority": "", "reason": "", "expires_on": ""}


def _several(tables: Tables) -> None:
    _replace_policy(tables, "national_cap = ", "0.3")
    _without(tables, {"O000", "O007"})
    tables.posts = [{**row, "languages_required": _without_french(row["languages_required"])} for row in tables.posts]


def _without_french(cell: str) -> str:
    return ";".join(part for part in cell.split(";") if part != "fr:B2")


def _inline(row: Row) -> str:
    cells = ", ".join(f'{name} = "{value}"' for name, value in row.items() if value != "")
    return f"{{{cells}}}"
