"""Codes are not broken at their hyphens, and nothing else of a text changes."""

import pytest
from markupsafe import escape
from reports import figures_of
from terms import folder_of_terms

from releve.reporting import render_report
from releve.reporting.unbroken import unbroken


def whole(code: str) -> str:
    return f'<span class="whole">{code}</span>'


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("Legal and conduct officer, P-3", f"Legal and conduct officer, {whole('P-3')}"),
        ("Request (MAR-2025-IPO)", f"Request ({whole('MAR-2025-IPO')})"),
        ("<b>P-3</b>", f"&lt;b&gt;{whole('P-3')}&lt;/b&gt;"),
        ("gender-based", "gender-based"),
        ("Non-P-3", "Non-P-3"),
        ("A-" * 15 + "A", "A-" * 15 + "A"),
        ("", ""),
    ],
)
def test_only_codes_are_held_together(text: str, page: str) -> None:
    found = str(unbroken(text))

    assert found == page
    assert found.replace('<span class="whole">', "").replace("</span>", "") == str(escape(text))


def test_a_grade_in_a_title_stays_whole_in_the_page() -> None:
    assert f"Adviser, {whole('P-3')}" in render_report(figures_of(folder_of_terms()))
