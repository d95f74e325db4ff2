"""Names as search compares them, and the names of synthetic officers."""

import pytest

from releve.model import Gender
from releve.model.names import fold_name
from releve.synthesis import synthetic_name


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Élodie ZOÉ", "elodie zoe"),
        ("  N'Diaye-Touré ", "n diaye toure"),
        ("Łukasz Großmann", "lukasz grossmann"),
        ("İbrahim Yılmaz", "ibrahim yilmaz"),
        ("أحمد الإدريسي", "احمد الادريسي"),
        ("احمد الادريسى", "احمد الادريسي"),
        ("فاطـمة", "فاطمه"),
        ("مُحَمَّد", "محمد"),
        ("MAR-0001", "mar 0001"),
        ("snake_case", "snake case"),
        ("", ""),
        ("…", ""),
    ],
)
def test_name_is_folded(name: str, folded: str) -> None:
    assert fold_name(name) == folded


@pytest.mark.parametrize("name", ["Élodie", "أحمد الإدريسي", "N'Diaye-Touré", "ʻOkina"])
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold_name(fold_name(name)) == fold_name(name)


def test_composed_and_decomposed_letters_are_alike() -> None:
    assert fold_name("E\N{COMBINING ACUTE ACCENT}lodie") == fold_name("\N{LATIN CAPITAL LETTER E WITH ACUTE}lodie")


def test_synthetic_name_comes_from_the_key_alone() -> None:
    assert synthetic_name("MAR-0001", "MAR", Gender.F) == synthetic_name("MAR-0001", "MAR", Gender.F)


def test_synthetic_name_has_arabic_script_where_the_tradition_has() -> None:
    assert (bool(synthetic_name("MAR-0001", "MAR", Gender.M).arabic), synthetic_name("SWE-0001", "SWE", Gender.M).arabic) == (True, "")


def test_synthetic_name_of_an_unlisted_country_is_a_name_all_the_same() -> None:
    name = synthetic_name("XXX-0001", "XXX", None)

    assert all((name.family, name.given))
