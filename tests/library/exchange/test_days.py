"""Days as texts: ISO 8601 is read; every other form is refused with what it may mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from releve.exchange.codes import ExchangeCode
from releve.exchange.days import read_day
from releve.model.calendar import FIRST_DAY, LAST_DAY

days = st.dates(FIRST_DAY, LAST_DAY)


def proposals(text: str) -> tuple[object, ...]:
    """Return the days that a refused text may mean."""
    day, (fault,) = read_day(text)
    assert day is None
    return tuple(fault.data.values())


@given(days)
def test_every_iso_day_is_read(day: date) -> None:
    assert read_day(day.isoformat()) == (day, ())


@given(days, st.sampled_from(["/", ".", "-", " "]))
def test_a_day_written_day_first_is_proposed_and_never_read(day: date, mark: str) -> None:
    found = proposals(f"{day.day:02}{mark}{day.month:02}{mark}{day.year}")

    assert day.isoformat() == found[0]
    assert len(found) == (2 if day.day <= 12 and day.day != day.month else 1)


@given(days)
def test_the_number_of_a_spreadsheet_is_proposed_as_its_day(day: date) -> None:
    number = (day - date(1899, 12, 30)).days
    if 10_000 <= number <= 99_999:
        assert proposals(str(number)) == (day.isoformat(),)


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("31/12/2025", ("2025-12-31",)),
        ("12/31/2025", ("2025-12-31",)),
        ("03/04/2025", ("2025-04-03", "2025-03-04")),
        ("04/04/2025", ("2025-04-04",)),
        ("1/3/26", ("2026-03-01", "2026-01-03")),
        ("31.12.59", ("2059-12-31",)),
        ("31.12.60", ("1960-12-31",)),
        ("2025/12/31", ("2025-12-31",)),
        ("2025-1-2", ("2025-01-02",)),
        ("20251231", ("2025-12-31",)),
        ("2025-12-31T00:00:00Z", ("2025-12-31",)),
        ("2025-12-31 23:59", ("2025-12-31",)),
        ("2025-12-31T08:00:00.5+02:00", ("2025-12-31",)),
        ("31 December 2025", ("2025-12-31",)),
        ("31 déc. 2025", ("2025-12-31",)),
        ("1er mars 2026", ("2026-03-01",)),
        ("3 de abril de 2026", ("2026-04-03",)),
        ("31 ديسمبر 2025", ("2025-12-31",)),
        ("٢٠٢٥-١٢-٣١", ("2025-12-31",)),
    ],
)
def test_what_a_text_may_mean(text: str, proposed: tuple[str, ...]) -> None:
    assert proposals(text) == proposed


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-30",
        "2025-13-01",
        "2025-00-10",
        "25-12-31",
        "1/3.26",
        "soon",
        "31/31/2025",
        "2025",
        "2025-12",
        "1 2025",
        "12 Smarch 2025",
        "9999",
        "2025111",
    ],
)
def test_what_is_no_day(text: str) -> None:
    day, (fault,) = read_day(text)

    assert (day, fault.code) == (None, ExchangeCode.NOT_A_DATE)


@pytest.mark.parametrize("text", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_days_beyond_those_that_are_accepted(text: str) -> None:
    day, (fault,) = read_day(text)

    assert (day, fault.code, fault.data) == (None, ExchangeCode.DATE_OUT_OF_RANGE, {"low": "1900-01-01", "high": "2199-12-31"})


def test_the_first_and_the_last_day_that_are_accepted() -> None:
    assert [read_day(text)[0] for text in ("1900-01-01", "2199-12-31")] == [FIRST_DAY, LAST_DAY]


def test_a_day_beyond_the_range_is_not_proposed() -> None:
    assert read_day("31/12/9999")[1][0].code == ExchangeCode.NOT_A_DATE
