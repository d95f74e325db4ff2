"""How long a State's file of a hundred thousand officers takes, from the moment it is sent to the last row written."""

import time
from datetime import date, timedelta
from random import Random
from typing import Final

from benchmarks.web.names import FAMILY_AR, GIVEN, GIVEN_AR, family_names

ROWS: Final = 100_000
GOAL_S: Final = 60.0
HEADING: Final = "officer_id,country,family_name,given_names,name_ar,gender,birth_date,languages,skills,passport_expires_on"
POLL_S: Final = 0.1


def measure_import(seed: int, n_rows: int = ROWS) -> dict[str, float]:
    """
    Return the seconds until the preview stands and until all rows are written, of an import that the running worker does.

    The State is the one with the fewest officers; nobody decides on likely duplicates one by one: they are all left out.
    """
    from django.db.models import Count  # noqa: PLC0415 -- its settings read the address of the running system

    from releve_web.accounts.models import User  # noqa: PLC0415 -- see above
    from releve_web.accounts.roles import Role  # noqa: PLC0415 -- see above
    from releve_web.common.isolation import acting_as, acting_in  # noqa: PLC0415 -- see above
    from releve_web.common.scopes import EVERYTHING  # noqa: PLC0415 -- see above
    from releve_web.engagement.models import Partner  # noqa: PLC0415 -- see above
    from releve_web.imports import services  # noqa: PLC0415 -- see above
    from releve_web.imports.models import Decision, Import, State  # noqa: PLC0415 -- see above
    from releve_web.supply.models import Officer  # noqa: PLC0415 -- see above

    with acting_in(EVERYTHING):
        sender = str(Officer.objects.values("partner").annotate(n=Count("pk")).order_by("n").values_list("partner", flat=True)[0])
        user = User.objects.create_user("sender@example.org", None, name="Sender", role=Role.CONTRIBUTING_COUNTRY, partner_id=sender)
    content = officers_file(sender, n_rows, seed)

    def waited(source: Import, *states: str) -> Import:
        while True:
            with acting_as(user):
                source.refresh_from_db()
            if source.state in {*states, State.REFUSED}:
                assert source.state != State.REFUSED, f"the import failed: {source.counts}"
                return source
            time.sleep(POLL_S)

    begun = time.monotonic()
    with acting_as(user):
        source = services.create_import(
            by=user, table="officers", partner=Partner.objects.get(pk=sender), file_name="sent.csv", content=content
        )
    source = waited(source, State.PREVIEW)
    preview_s = time.monotonic() - begun
    with acting_as(user):
        services.decide(source, {}, by=user, others=Decision.LEAVE)
        source.refresh_from_db()
        services.confirm(source, by=user)
    written_from = time.monotonic()
    source = waited(source, State.DONE)
    return {
        "rows": float(n_rows),
        "preview_s": preview_s,
        "write_s": time.monotonic() - written_from,
        "added": float(source.counts["added"]),
    }


def officers_file(country: str, n_rows: int, seed: int) -> bytes:
    """Return a CSV file of officers who do not exist, a quarter of them with a name in Arabic script."""
    chance, families = Random(seed), family_names()  # noqa: S311 -- names, not secrets
    rows = [HEADING]
    for number in range(n_rows):
        arabic = f"{chance.choice(FAMILY_AR)} {chance.choice(GIVEN_AR)}" if chance.random() < 1 / 4 else ""
        born = date(1965, 1, 1) + timedelta(days=chance.randrange(12_000))
        expires = date(2026, 1, 1) + timedelta(days=chance.randrange(2_000))
        given = f"{chance.choice(GIVEN)} {chance.choice(GIVEN)}"
        row = (f"NEW-{number:06}", country, chance.choice(families), given, arabic, chance.choice("FM"), str(born))
        rows.append(",".join((*row, "fr:C1;en:B2", "operations", str(expires))))
    return ("\n".join(rows) + "\n").encode()
