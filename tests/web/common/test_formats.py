"""Days and times stand on pages as each language writes them."""

import datetime as dt

import pytest
from django.utils import translation

from releve_web.common.showing import Shown, show

DAY = dt.date(2026, 8, 1)
INSTANT = dt.datetime(2026, 8, 1, 17, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("lang", "day", "instant"),
    [
        ("en", "1 Aug 2026", "1 Aug 2026, 17:05"),
        ("fr", "1er août 2026", "1er août 2026, 17:05"),
        ("ar", "1 أغسطس 2026", "1 أغسطس 2026، 17:05"),
        ("es", "1 ago 2026", "1 ago 2026, 17:05"),
    ],
)
def test_days_and_times_stand_as_the_language_writes_them(lang: str, day: str, instant: str) -> None:
    with translation.override(lang):
        shown = [show(DAY, Shown.DAY), show(INSTANT, Shown.INSTANT)]

    assert [text.partition(">")[2] for text in shown] == [f"{day}</time>", f"{instant}</time>"]


@pytest.mark.parametrize(("lang", "number"), [("en", "1,234,567"), ("ar", "1,234,567"), ("fr", "1\u202f234\u202f567")])
def test_numbers_are_grouped_as_in_reports(lang: str, number: str) -> None:
    with translation.override(lang):
        assert str(show(1_234_567, Shown.NUMBER)) == number
