"""Languages at their levels and skills: absent from a filled cell is not met, a blank cell is unknown."""

from collections.abc import Mapping

import pytest
from one_rule import MET, NOT_MET, UNKNOWN, found, outcome

from releve.model import Level, Verdict


@pytest.mark.parametrize(
    ("languages", "required", "expected"),
    [
        ({"fr": Level.B2}, {"fr": Level.B2}, (MET, 0)),
        ({"fr": Level.B1}, {"fr": Level.B2}, (NOT_MET, -1)),
        ({"fr": Level.C2}, {"fr": Level.B2}, (MET, 2)),
        ({"fr": Level.C2, "en": Level.B1}, {"fr": Level.B2, "en": Level.B1}, (MET, 0)),
        ({"fr": Level.C2, "en": Level.A2}, {"fr": Level.B2, "en": Level.B1}, (NOT_MET, -1)),
        ({"en": Level.C2}, {"fr": Level.B2}, (NOT_MET, -4)),
        ({"en": Level.C2}, {"fr": Level.A1}, (NOT_MET, -1)),
        # Tags are compared whole: Canadian French is not French.
        ({"fr-ca": Level.C2}, {"fr": Level.A1}, (NOT_MET, -1)),
        ({"fr": Level.C2}, {"fr-ca": Level.A1}, (NOT_MET, -1)),
        (None, {"fr": Level.A1}, (UNKNOWN, None)),
        (None, {}, (MET, None)),
        ({"en": Level.A1}, {}, (MET, None)),
    ],
)
def test_language(languages: Mapping[str, Level] | None, required: Mapping[str, Level], expected: tuple[Verdict, int | None]) -> None:
    assert outcome(found("language", officer={"languages": languages}, post={"languages_required": required})) == expected


def test_language_tells_what_falls_short() -> None:
    finding = found(
        "language",
        officer={"languages": {"fr": Level.B1, "es": Level.C1}},
        post={"languages_required": {"fr": Level.B2, "en": Level.B1, "es": Level.C1}},
    )

    assert dict(finding.data) == {
        "required": ("en:B1", "es:C1", "fr:B2"),
        "short": ("en:-", "fr:B1"),
        "needed": ("en:B1", "fr:B2"),
    }


@pytest.mark.parametrize(
    ("skills", "required", "verdict", "missing"),
    [
        ({"cyber", "forensics"}, ("cyber",), MET, ()),
        ({"cyber"}, ("cyber", "forensics"), NOT_MET, ("forensics",)),
        ({"training"}, ("forensics", "cyber"), NOT_MET, ("cyber", "forensics")),
        (None, ("cyber",), UNKNOWN, ()),
        (None, (), MET, ()),
        ({"cyber"}, (), MET, ()),
    ],
)
def test_skill(skills: set[str] | None, required: tuple[str, ...], verdict: Verdict, missing: tuple[str, ...]) -> None:
    held = None if skills is None else frozenset(skills)

    finding = found("skill", officer={"skills": held}, post={"skills_required": required})

    assert (finding.verdict, finding.data["missing"], finding.margin) == (verdict, missing, None)
