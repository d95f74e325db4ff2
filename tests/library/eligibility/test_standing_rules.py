"""Vetting, active service, nationality."""

from datetime import date

import pytest
from one_rule import MET, NOT_MET, UNKNOWN, found, outcome

from releve.model import Category, Verdict, Vetting


@pytest.mark.parametrize(
    ("vetting", "verdict"), [(Vetting.CLEAR, MET), (Vetting.PENDING, UNKNOWN), (Vetting.BARRED, NOT_MET), (None, UNKNOWN)]
)
def test_vetting(vetting: Vetting | None, verdict: Verdict) -> None:
    assert outcome(found("vetting", officer={"vetting": vetting})) == (verdict, None)


@pytest.mark.parametrize("category", [Category.P_POST_FIELD, Category.P_POST_HQ])
@pytest.mark.parametrize(("active", "verdict"), [(True, MET), (False, NOT_MET), (None, UNKNOWN)])
def test_professional_posts_ask_for_active_service_whatever_the_retirement(
    *,
    category: Category,
    active: bool | None,
    verdict: Verdict,
) -> None:
    finding = found("active_service", officer={"active_service": active, "retired_on": date(2026, 1, 1)}, post={"category": category})

    assert outcome(finding) == (verdict, None)


@pytest.mark.parametrize("category", [Category.IPO, Category.SPT])
@pytest.mark.parametrize(
    ("active", "retired_on", "starts_on", "expected"),
    [
        (True, None, date(2026, 3, 1), (MET, None)),
        (True, date(2000, 1, 1), date(2026, 3, 1), (MET, None)),
        (False, date(2021, 3, 1), date(2026, 3, 1), (MET, 0)),
        (False, date(2021, 2, 28), date(2026, 3, 1), (NOT_MET, -1)),
        (None, date(2021, 3, 1), date(2026, 3, 1), (MET, 0)),
        (None, date(2021, 2, 28), date(2026, 3, 1), (NOT_MET, -1)),
        # A retirement on 29 February lets start until 28 February five years later.
        (False, date(2020, 2, 29), date(2025, 2, 28), (MET, 0)),
        (False, date(2020, 2, 29), date(2025, 3, 1), (NOT_MET, -1)),
        # A retirement after the start is included.
        (False, date(2026, 9, 1), date(2026, 3, 1), (MET, 2010)),
        (False, None, date(2026, 3, 1), (UNKNOWN, None)),
        (None, None, date(2026, 3, 1), (UNKNOWN, None)),
    ],
)
def test_individual_officers_may_have_retired_of_late(
    *, category: Category, active: bool | None, retired_on: date | None, starts_on: date, expected: tuple[Verdict, int | None]
) -> None:
    finding = found(
        "active_service",
        officer={"active_service": active, "retired_on": retired_on},
        post={"category": category, "starts_on": starts_on},
    )

    assert outcome(finding) == expected


@pytest.mark.parametrize(
    ("country", "hosts", "excluded", "verdict"),
    [
        ("MAR", ("CAF",), ("TCD",), MET),
        ("CAF", ("CAF",), (), NOT_MET),
        ("CAF", ("SDN", "CAF"), (), NOT_MET),
        ("TCD", ("CAF",), ("FRA", "TCD"), NOT_MET),
        ("MAR", (), (), MET),
        (None, ("CAF",), ("TCD",), UNKNOWN),
        (None, (), (), UNKNOWN),
    ],
)
def test_nationality(country: str | None, hosts: tuple[str, ...], excluded: tuple[str, ...], verdict: Verdict) -> None:
    finding = found("nationality", officer={"country": country}, mission={"host_countries": hosts, "excluded_nationalities": excluded})

    assert outcome(finding) == (verdict, None)


def test_nationality_tells_host_from_excluded() -> None:
    host, excluded = found("nationality", officer={"country": "CAF"}), found("nationality", officer={"country": "TCD"})

    assert [(f.data["is_host"], f.data["is_excluded"]) for f in (host, excluded)] == [(True, False), (False, True)]
