"""The API does what its description says: every answer fits its schema, whatever is asked."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from factories.web_people import People
from releve_web.api.root import openapi_document

DOCUMENT = openapi_document()
OPERATIONS = [(path, told["get"]) for path, told in DOCUMENT["paths"].items()]
HOSTILE = st.one_of(
    st.text(max_size=40),
    st.integers(min_value=-(2**70), max_value=2**70).map(str),
    st.sampled_from(["", "\x00", "null", "[]", "true", "'", '"', "%", "../", "\u202e", "\ud7ff", "9" * 400, "1e400", "fr:B2", "MAR"]),
)
FEW, MANY = 6, 400


def validator(schema: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator({**schema, "components": DOCUMENT["components"]})


def ask_and_check(read: Any, path: str, operation: dict[str, Any], data: st.DataObject) -> None:
    parameters = {}
    for told in operation.get("parameters", []):
        if told["in"] == "path":
            value = data.draw(st.one_of(st.integers(0, 9).map(str), HOSTILE.filter(lambda text: text.strip("./") and "/" not in text)))
            path = path.replace(f"{{{told['name']}}}", value.replace("%", "%25").replace("?", "%3F").replace("#", "%23"))
        elif data.draw(st.booleans()):
            parameters[told["name"]] = data.draw(HOSTILE)

    answer = read(path.removeprefix("/api/v1"), **parameters)

    assert answer.status_code in {200, 404, 422}, (path, parameters, answer.content[:300])
    schema = operation["responses"][answer.status_code]["content"]["application/json"]["schema"]
    assert [error.message for error in validator(schema).iter_errors(answer.json())] == []


def test_document_is_of_openapi_3_1_and_says_what_everything_is() -> None:
    assert DOCUMENT["openapi"] == "3.1.0"
    for path, operation in OPERATIONS:
        assert operation["summary"], path
        assert operation["description"], path
        assert {401, 403, 404, 422, 429, 500} <= set(operation["responses"]), path
        assert operation["security"] == [{"Token": []}], path
    for name, schema in DOCUMENT["components"]["schemas"].items():
        assert schema.get("description") or name.startswith("Page_"), name


@pytest.mark.parametrize("role", ["selection", "country", "administrator"])
def test_lists_fit_their_schemas(people: People, register: Any, program_of: Any, role: str) -> None:
    read = program_of(getattr(people, role))
    for path, operation in OPERATIONS:
        if "{" not in path:
            answer = read(path.removeprefix("/api/v1"))
            schema = operation["responses"][answer.status_code]["content"]["application/json"]["schema"]

            assert [error.message for error in validator(schema).iter_errors(answer.json())] == [], path


def contract_holds(people: People, program_of: Any, settings_of_django: Any, n_examples: int) -> None:
    settings_of_django.RELEVE_API_PER_MINUTE = 10**9
    read = program_of(people.selection)

    @settings(max_examples=n_examples, phases=[Phase.generate, Phase.shrink], suppress_health_check=list(HealthCheck), database=None)
    @given(which=st.sampled_from(OPERATIONS), data=st.data())
    def holds(which: tuple[str, dict[str, Any]], data: st.DataObject) -> None:
        ask_and_check(read, *which, data)

    holds()


def test_contract_holds_for_a_few_hostile_questions(people: People, register: Any, program_of: Any, settings: Any) -> None:
    contract_holds(people, program_of, settings, FEW * len(OPERATIONS))


@pytest.mark.soak
def test_contract_holds_for_many_hostile_questions(people: People, register: Any, program_of: Any, settings: Any) -> None:
    contract_holds(people, program_of, settings, MANY * len(OPERATIONS))
