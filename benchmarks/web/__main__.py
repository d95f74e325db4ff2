"""
How long pages take with a million officers and sixteen people at once, generator of the load included.

``python -m benchmarks.web`` starts the system as anybody does (``releve up --empty``), fills its database, signs half of the people in
as a selection desk and half as the country with the most officers, and lets them read; then another State sends a hundred thousand
officers. Prints a table, writes JSON.
"""

import argparse
import http.client
import json
import os
import re
import time
from pathlib import Path
from random import Random
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit

import psycopg
from benchmarks.web.importing import GOAL_S, measure_import
from benchmarks.web.load import Request, Timings, read_pages
from benchmarks.web.rows import fill
from tools.running_system import running_system

from releve_web.postgres import cluster_of

PEOPLE: Final = 16
PASSWORD: Final = "a long password of a benchmark"  # noqa: S105 -- of nobody, in a database that is gone afterwards
WARM_UP_S: Final = 20.0
GOALS: Final = {"officer": 0.200}
"""Seconds that the slowest twentieth may take; 0.150 for every other kind."""
OTHER_GOAL: Final = 0.150
FOUND: Final = 302


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--officers", type=int, default=1_000_000)
    parser.add_argument("--lines", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/web.json"))
    asked = parser.parse_args()
    with running_system("--empty") as told:
        urls = cluster_of(told["data"]).urls
        begun = time.monotonic()
        with psycopg.connect(urls.admin) as connection:
            fill(connection, n_officers=asked.officers, n_lines=asked.lines, seed=asked.seed)
        print(f"filled in {time.monotonic() - begun:.0f} s")
        partner = make_people(urls.app)
        cookies = [signed_in(told["address"], f"reader-{number}@example.org") for number in range(PEOPLE)]
        draw = Pages(urls.admin, partner)
        for lasts_s in (WARM_UP_S, asked.seconds):
            timings = read_pages(told["address"], cookies, draw, duration_s=lasts_s, seed=asked.seed)
        report(timings, asked.seconds)
        imported = measure_import(asked.seed)
    told_import = (
        f"{imported['rows']:,.0f} rows sent: preview after {imported['preview_s']:.1f} s, written in {imported['write_s']:.1f} s more"
    )
    print(f"{told_import} (goal {GOAL_S:.0f} s together); {imported['added']:,.0f} added")
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(
        json.dumps({"officers": asked.officers, "lines": asked.lines, "people": PEOPLE, **figures(timings), "import": imported}, indent=1)
    )


def make_people(url: str) -> str:
    """Make the accounts that read; return the partner with the most officers, which half of them work for."""
    os.environ |= {"RELEVE_ENV": "demo", "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "releve_web.settings"}
    import django  # noqa: PLC0415 -- its settings read the address just found

    django.setup()
    from django.db.models import Count  # noqa: PLC0415 -- see above

    from releve_web.accounts.models import User  # noqa: PLC0415 -- see above
    from releve_web.accounts.roles import Role  # noqa: PLC0415 -- see above
    from releve_web.common.isolation import acting_in  # noqa: PLC0415 -- see above
    from releve_web.common.scopes import EVERYTHING  # noqa: PLC0415 -- see above
    from releve_web.supply.models import Officer  # noqa: PLC0415 -- see above

    with acting_in(EVERYTHING):
        partner = str(Officer.objects.values("partner").annotate(n=Count("pk")).order_by("-n").values_list("partner", flat=True)[0])
        for number in range(PEOPLE):
            role = Role.SELECTION_DESK if number % 2 else Role.CONTRIBUTING_COUNTRY
            held = {} if number % 2 else {"partner_id": partner}
            User.objects.create_user(f"reader-{number}@example.org", PASSWORD, name=f"Reader {number}", role=role, **held)
    return partner


def signed_in(address: str, email: str) -> str:
    """Return the cookies of somebody who signed in by the form."""
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=60)
    connection.request("GET", "/account/login/")
    page = connection.getresponse()
    found = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page.read())
    assert found is not None, "no form to sign in by"
    sent = urlencode({"login": email, "password": PASSWORD, "csrfmiddlewaretoken": found[1].decode()})
    cookies = _cookies(page)
    headers = {"Cookie": _as_header(cookies), "Content-Type": "application/x-www-form-urlencoded", "Origin": address.rstrip("/")}
    connection.request("POST", "/account/login/", body=sent, headers=headers)
    answer = connection.getresponse()
    answer.read()
    assert answer.status == FOUND, f"{email} was not let in: {answer.status}"
    return _as_header(cookies | _cookies(answer))


def _cookies(answer: http.client.HTTPResponse) -> dict[str, str]:
    told = (line.strip().split(";")[0] for line in answer.headers.get_all("Set-Cookie") or ())
    return dict(pair.split("=", 1) for pair in told)


def _as_header(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


class Pages:
    """Draws what people read: lists, their later pages, searches of all sorts, filters, files of officers and lines."""

    def __init__(self, url: str, partner: str) -> None:
        with psycopg.connect(url) as connection:
            own = "SELECT id, family_name, given_names, name_ar FROM supply_officer WHERE partner_id = %s ORDER BY id LIMIT 4000"
            self.officers = connection.execute(own, [partner]).fetchall()
            self.lines = [row[0] for row in connection.execute("SELECT id FROM demand_postline ORDER BY id LIMIT 2000").fetchall()]

    def __call__(self, chance: Random) -> Request:
        """Return the next page of a person."""
        key, family, given, arabic = chance.choice(self.officers)
        kind = chance.choices(("list", "search", "misspelt", "filter", "officer", "lines", "line"), (25, 20, 10, 15, 15, 10, 5))[0]
        return Request(kind=kind, path=self.path(kind, chance, key, (family, given, arabic)))

    def path(self, kind: str, chance: Random, key: int, names: tuple[str, str, str]) -> str:
        """Return the address of a page of a kind."""
        family, given, arabic = names
        if kind == "officer":
            return f"/supply/officers/{key}/"
        if kind == "line":
            return f"/demand/lines/{chance.choice(self.lines)}/"
        if kind == "lines":
            return "/demand/lines/?" + chance.choice(("", "mission=MINUSCA", "q=police", "sort=starts", "state=open"))
        query: dict[str, Any] = {}
        if kind == "search":
            query["q"] = chance.choice((family, f"{family[:4]} {given}", given.upper(), arabic.split(" ")[-1] or family))
        if kind == "misspelt":
            at = chance.randrange(1, max(2, len(family) - 1))
            query["q"] = family[:at] + chance.choice("aeiou") + family[at + 1 :]
        if kind == "filter":
            query |= chance.choice(
                ({"language": "fr", "level": "B2"}, {"gender": "F", "language": "ar"}, {"ending": "90"}, {"skill": "operations"})
            )
        if kind == "list":
            query |= chance.choice(({}, {"sort": "birth_date"}, {"sort": "-name"}))
        return "/supply/officers/?" + urlencode(query, quote_via=quote)


def figures(timings: Timings) -> dict[str, Any]:
    """Return what was measured, seconds by kind."""
    kinds = {
        kind: {
            "n": len(times),
            "p50": round(timings.percentile(kind, 0.5), 4),
            "p95": round(timings.percentile(kind, 0.95), 4),
            "max": round(max(times), 4),
            "goal_p95": GOALS.get(kind, OTHER_GOAL),
        }
        for kind, times in sorted(timings.seconds.items())
    }
    return {"kinds": kinds, "failures": dict(timings.failures)}


def report(timings: Timings, lasted_s: float) -> None:
    """Print the table."""
    told = figures(timings)
    n = sum(kind["n"] for kind in told["kinds"].values())
    print(f"{PEOPLE} people, {n / lasted_s:.1f} requests a second; milliseconds")
    print(f"{'page':10}{'n':>6}{'p50':>8}{'p95':>8}{'max':>8}{'goal':>8}")
    for name, kind in told["kinds"].items():
        cells = "".join(f"{1000 * kind[key]:8.0f}" for key in ("p50", "p95", "max", "goal_p95"))
        print(f"{name:10}{kind['n']:6}{cells}")
    print(f"answers other than 200: {told['failures'] or 'none'}")


if __name__ == "__main__":
    main()
