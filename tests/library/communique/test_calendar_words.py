"""Months and days of the week are known under every name that press texts give them."""

import pytest

from releve.communique.calendar_words import month_numbers, weekday_numbers
from releve.communique.lexicon import LANGUAGES
from releve.model.names import fold_name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_names_every_month_and_every_day_of_the_week(language: str) -> None:
    assert set(month_numbers(language).values()) == set(range(1, 13))
    assert set(weekday_numbers(language).values()) == set(range(1, 8))


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("نونبر", 11),
        ("تشرين الثاني", 11),
        ("نوفمبر", 11),
        ("غشت", 8),
        ("أغسطس", 8),
        ("آب", 8),
        ("أوت", 8),
        ("يوليوز", 7),
        ("كانون الثاني", 1),
    ],
)
def test_arabic_months_of_the_maghreb_the_levant_and_the_gulf_are_known(word: str, number: int) -> None:
    assert month_numbers("ar")[fold_name(word)] == number


def test_a_day_of_the_week_has_its_iso_number() -> None:
    assert [weekday_numbers("fr")["mardi"], weekday_numbers("es")["miercoles"], weekday_numbers("ar")[fold_name("الأحد")]] == [2, 3, 7]
