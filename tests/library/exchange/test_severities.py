"""Whether a problem is an error or a warning is as its code promises, in the docs and everywhere."""

from cli.test_malformed_inputs import CASES
from releve.exchange import ERRORS_OR_WARNINGS, WARNINGS, ExchangeCode
from releve.reference import REFERENCE_WARNINGS


def promised(code: str) -> set[str]:
    if code in ERRORS_OR_WARNINGS:
        return {"error", "warning"}
    return {"warning"} if code in WARNINGS or code in REFERENCE_WARNINGS else {"error"}


def test_every_problem_of_the_malformed_inputs_has_the_severity_that_its_code_promises() -> None:
    found = {(expected.code, expected.severity) for case in CASES for expected in case.expected}

    assert {(code, severity) for code, severity in found if severity not in promised(code)} == set()
    assert len(found) > 60


def test_a_code_is_promised_once() -> None:
    assert WARNINGS.isdisjoint(ERRORS_OR_WARNINGS)
    assert set(ExchangeCode) > WARNINGS | ERRORS_OR_WARNINGS
