"""Every code of the engines has its sentence, in every language."""

import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from enum import Enum, StrEnum
from functools import partial
from importlib import import_module

import pytest

import releve
import releve_web.commands
import releve_web.postgres
from releve.assembly.codes import ASSEMBLY_DATA, AssemblyCode
from releve.commitments import Degree
from releve.communique.files import FILE_DATA, FileCode
from releve.errors import Datum, InvalidValueError, Problem, ReleveError
from releve.exchange.codes import CODE_DATA, ExchangeCode
from releve.model import Reason, engagement, scales
from releve.model.policy import FIT_TERMS
from releve.planning import PairAnswer
from releve.planning.codes import PLANNING_DATA, PlanningCode
from releve.planning.displacement import DISPLACEMENT_LEVELS
from releve.planning.near_misses import STATES
from releve.planning.result import LEVELS
from releve.reference import ReferenceCode, default_policy
from releve.reference.columns import TABLES as REFERENCE_TABLES
from releve.reporting.sections.names import DEGREES, setting_name, setting_value
from releve.reporting.settings import settings_in_force
from releve.scenarios import SCENARIO_DATA, ScenarioCode
from releve.text import LANGUAGES, Catalogue
from releve.text.messages import ANSWERS, ERRORS, NOT_PLACED, PROBLEMS, UNFILLED
from releve.text.messages.enumerations import ENUMERATIONS
from releve.text.messages.near_misses import STATES as STATES_SAID
from releve.text.messages.reasons import BETTER_PLACED
from releve.verification import VERIFICATION_DATA

ANY_DATA: Mapping[str, Datum] = {
    "detail": "line contains NUL",
    "expected": "YYYY-MM-DD",
    "cells": 3,
    "columns": 2,
    "first_row": 4,
}
"""Data for the codes whose names are told in their docstrings."""
PLANNING_VALUES: Mapping[str, Datum] = {
    "officer_id": "O1",
    "post_id": "P1",
    "mission": "MINUSCA",
    "country": "MAR",
    "left": 1,
    "seats": 2,
    "rules": ("age", "passport"),
    "posts": ("P1", "P2"),
    "officers": ("O1", "O2"),
    "rows": ("2", "3"),
    "pairs": 2000,
    "lines": 7,
}
VERIFICATION_VALUES: Mapping[str, Datum] = {
    **PLANNING_VALUES,
    "detail": "KeyError",
    "files": ("posts.csv",),
    "what": "objective.fit",
    "stated": "3",
    "counted": "2",
    "assigned": 3,
    "level": "fit",
    "value": 3,
    "bound": 2,
    "replayed": 4,
}
EXCHANGE_VALUES: Mapping[str, Datum] = {
    "as_of": "2026-01-01",
    "byte": 17,
    "cell": "C4",
    "cells": 3,
    "character": "U+200B",
    "choices": ("yes", "no"),
    "columns": 2,
    "day_first": "2025-04-03",
    "other": "posts.parquet",
    "type": "binary",
    "detail": "line contains NUL",
    "expected": "number",
    "found": ";",
    "high": 8,
    "low": 1,
    "month_first": "2025-03-04",
    "most": 100,
    "most_mib": 50,
    "near": "seats",
    "not_listed": 3,
    "other_column": "rank_max",
    "other_row": 4,
    "other_value": "3",
    "part": "fr",
    "proposal": "MAR",
    "table": "missions",
}
"""A value for every name of the data of the problems of files."""
DAYS: Mapping[str, Datum] = {"low": "1900-01-01", "high": "2100-12-31"}
"""What the bounds of a day are."""
COMMANDS_OF_THE_WEB = (releve_web.commands, releve_web.postgres)
"""Packages beside the library whose errors the program tells."""
DEFAULT_SETTINGS = settings_in_force(default_policy())


def enumerations() -> Iterator[type[Enum]]:
    for module in (scales, engagement):
        for _, member in inspect.getmembers(module, inspect.isclass):
            if issubclass(member, Enum) and member.__module__ == module.__name__:
                yield member


def all_modules() -> Iterator[str]:
    for package in (releve, *COMMANDS_OF_THE_WEB):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield found.name


def errors_of(root: type[ReleveError]) -> Iterator[type[ReleveError]]:
    yield root
    for child in root.__subclasses__():
        yield from errors_of(child)


def is_said(sentence: str, code: str) -> bool:
    return not sentence.startswith(code) and "{" not in sentence


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", PlanningCode)
def test_problems_of_decisions_are_said(lang: str, code: PlanningCode) -> None:
    problem = Problem(code=code, file="decisions.csv", row=2, data={name: PLANNING_VALUES[name] for name in PLANNING_DATA[code]})

    assert is_said(Catalogue.load(lang).problem(problem), code)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", VERIFICATION_DATA)
def test_discrepancies_of_a_checked_plan_are_said(lang: str, code: str) -> None:
    full = {name: VERIFICATION_VALUES[name] for name in VERIFICATION_DATA[code]}
    speak = Catalogue.load(lang)

    said = [speak.problem(Problem(code=code, file="plan.json", data={**full, **blank})) for blank in ({}, {"country": None, "rules": None})]

    assert [sentence for sentence in said if not is_said(sentence, code)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", FileCode)
def test_problems_of_press_texts_are_said(lang: str, code: FileCode) -> None:
    full = {name: EXCHANGE_VALUES[name] for name in FILE_DATA[code]}

    assert is_said(Catalogue.load(lang).problem(Problem(code=code, file="a.txt", row=2, data=full)), code)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", ExchangeCode)
def test_problems_of_files_are_said_whatever_of_their_data_is_not_known(lang: str, code: ExchangeCode) -> None:
    days = DAYS if code is ExchangeCode.DATE_OUT_OF_RANGE else {}
    full = {name: days.get(name, EXCHANGE_VALUES[name]) for name in CODE_DATA[code]}
    problem = partial(Problem, code=code, file="posts.csv", row=2, column="seats", value="3")
    speak = Catalogue.load(lang)

    said = [speak.problem(problem(data=full)), *(speak.problem(problem(data={**full, name: None})) for name in full)]

    assert [sentence for sentence in said if not is_said(sentence, code)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", ScenarioCode)
def test_problems_of_scenarios_are_said(lang: str, code: ScenarioCode) -> None:
    values: Mapping[str, Datum] = {
        "scenario": "S",
        "known": ("fit", "unknown"),
        "near": "fit",
        "choices": ("set", "change"),
        "part": "fr:B2",
    }
    full = {name: {**values, "most": 3}[name] for name in SCENARIO_DATA[code]}
    problem = partial(Problem, code=code, file="what-ifs.toml", column="scenario", value="3")
    speak = Catalogue.load(lang)

    said = [speak.problem(problem(data=full)), *(speak.problem(problem(data={**full, name: None})) for name in full if name == "near")]

    assert [sentence for sentence in said if not is_said(sentence, code)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", ReferenceCode)
def test_problems_of_reference_tables_are_said(lang: str, code: ReferenceCode) -> None:
    problem = Problem(code=code, file="skills.csv", row=2, column="code", value="x", data=ANY_DATA)

    assert is_said(Catalogue.load(lang).problem(problem), code)


def test_every_form_of_a_reference_column_is_told_in_words() -> None:
    speak = Catalogue.load("en")
    forms = {form.expected for table in REFERENCE_TABLES.values() for form in table.forms.values()}

    assert [expected for expected in sorted(forms) if speak.form(expected) == expected] == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", list(enumerations()), ids=lambda kind: kind.__name__)
def test_every_member_of_an_enumeration_has_a_name(lang: str, kind: type[Enum]) -> None:
    speak = Catalogue.load(lang)

    assert [member for member in kind if not is_said(speak.word(member), f"{member.value}!")] == []
    assert set(ENUMERATIONS[kind.__name__]) == {str(member.value) for member in kind}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_level_of_the_objective_has_a_name(lang: str) -> None:
    speak = Catalogue.load(lang)

    assert [level for level in (*LEVELS, "tie") if speak.level_name(level) == level] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_term_of_fit_has_a_name(lang: str) -> None:
    speak = Catalogue.load(lang)

    assert [term for term in FIT_TERMS if speak.fit_term(term) == term] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_setting_of_the_policy_has_a_name_and_a_value_with_its_unit(lang: str) -> None:
    speak = Catalogue.load(lang)

    assert [setting.name for setting in DEFAULT_SETTINGS if setting_name(speak, setting.name) == setting.name] == []
    assert [setting.name for setting in DEFAULT_SETTINGS if setting_value(speak, setting) == setting.value] == []


def test_every_reason_has_its_sentences_and_each_stands_for_seats_or_officers() -> None:
    assert set(UNFILLED) | set(NOT_PLACED) == {reason.value for reason in Reason}


def test_every_answer_on_a_pair_has_a_sentence() -> None:
    assert set(ANSWERS) | {PairAnswer.BETTER_PLACED.value} == {answer.value for answer in PairAnswer}


def test_every_level_on_which_a_holder_is_better_placed_has_a_sentence() -> None:
    assert set(BETTER_PLACED) == set(DISPLACEMENT_LEVELS)


def test_every_state_of_near_misses_has_words() -> None:
    assert {key for key in STATES_SAID if "." not in key} == set(STATES)


def test_every_degree_of_an_answer_has_a_name() -> None:
    assert set(DEGREES) == set(Degree)


def test_every_error_that_the_library_or_a_command_raises_has_a_sentence() -> None:
    for name in all_modules():
        import_module(name)
    speaking = ("releve.", *(f"{package.__name__}." for package in COMMANDS_OF_THE_WEB))
    codes = {error.code for error in errors_of(ReleveError) if error.__module__.startswith(speaking)}

    assert {key.partition("-")[0] for key in ERRORS} == codes


def test_a_bound_that_is_not_set_is_not_said() -> None:
    error = InvalidValueError(field="fit.skills", value=-1, low=0, high=None)

    assert Catalogue.load("en").error(error) == "The value -1 of fit.skills is outside its range: expected 0 or more."


def test_no_sentence_stands_for_a_code_that_is_gone() -> None:
    enums: tuple[type[StrEnum], ...] = (ExchangeCode, PlanningCode, ReferenceCode, ScenarioCode, AssemblyCode, FileCode)
    with_data = (CODE_DATA, SCENARIO_DATA, VERIFICATION_DATA, ASSEMBLY_DATA)
    lacking = {f"{code}-{name}" for data in with_data for code, names in data.items() for name in names}

    assert set(PROBLEMS) - lacking == {str(code) for enum in enums for code in enum} | set(VERIFICATION_DATA)


def test_an_unknown_problem_is_written_as_its_code_with_its_data() -> None:
    problem = Problem(code="xyz.strange", file="posts.csv", row=7, column="seats", data={"limit": 3})

    assert Catalogue.load("en").problem(problem) == "xyz.strange (file=posts.csv, row=7, column=seats, limit=3)"


def test_a_problem_without_its_data_is_written_as_its_code() -> None:
    problem = Problem(code=PlanningCode.PIN_FORBIDDEN)

    assert Catalogue.load("en").problem(problem) == "planning.pin_forbidden"


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "posts.xlsx, sheet posts, row 1204, column seats"),
        ("fr", "posts.xlsx, feuille posts, ligne 1204, colonne seats"),
        ("ar", "posts.xlsx، الورقة posts، الصف 1204، العمود seats"),
        ("es", "posts.xlsx, hoja posts, fila 1204, columna seats"),
    ],
)
def test_the_place_of_a_problem_is_told_without_separators_in_numbers(lang: str, expected: str) -> None:
    problem = Problem(code="x.y", file="posts.xlsx", sheet="posts", row=1204, column="seats")

    assert Catalogue.load(lang).place(problem) == expected


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "policy.toml, setting thresholds.age_max"),
        ("fr", "policy.toml, paramètre thresholds.age_max"),
        ("ar", "policy.toml، الإعداد thresholds.age_max"),
        ("es", "policy.toml, parámetro thresholds.age_max"),
    ],
)
def test_the_place_of_a_problem_of_the_policy_is_a_setting(lang: str, expected: str) -> None:
    problem = Problem(code="x.y", file="policy.toml", column="thresholds.age_max")

    assert Catalogue.load(lang).place(problem) == expected
