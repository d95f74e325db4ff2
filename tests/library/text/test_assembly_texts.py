"""Every code of an assembly has its sentence, in every language."""

from collections.abc import Mapping
from functools import partial

import pytest

from releve.assembly.codes import ASSEMBLY_DATA, AssemblyCode
from releve.assembly.reasons import REASON_DATA, UnplacedReason
from releve.assembly.timetable import RelaxationKind
from releve.errors import Datum, Problem
from releve.text import LANGUAGES, Catalogue
from releve.text.messages import ASSEMBLY_LEVELS, RELAXATIONS, UNPLACED_REASONS

VALUES: Mapping[str, Datum] = {
    "closes": "18:00",
    "date": "2025-10-26",
    "delegation": "ALPHA",
    "from": "2025-10-26T02:00",
    "gap_slots": 1,
    "must_slots": 7,
    "near": "BETA",
    "other_column": "to",
    "other_value": "2025-11-24T09:00",
    "parallel": 1,
    "part": "French",
    "proposal": "fr",
    "request": "R1",
    "requests": ("R1", "R2"),
    "room": "Atlas",
    "rooms": 2,
    "slots": 2,
    "starts": 5,
    "to": "2025-10-26T03:00",
    "usable_slots": 4,
}
MAY_BE_UNKNOWN = frozenset({"near", "proposal"})


def is_said(sentence: str, code: str) -> bool:
    return not sentence.startswith(code) and "{" not in sentence


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", AssemblyCode)
def test_problems_of_an_assembly_are_said_whatever_of_their_data_is_not_known(lang: str, code: AssemblyCode) -> None:
    full = {name: VALUES[name] for name in ASSEMBLY_DATA[code]}
    unknown = [name for name in full if name in MAY_BE_UNKNOWN or (code is AssemblyCode.MORE_MUST_THAN_SLOTS and name == "delegation")]
    problem = partial(Problem, code=code, file="fixed.csv", row=2, column="starts_at", value="2025-11-24")
    speak = Catalogue.load(lang)

    said = [speak.problem(problem(data=full)), *(speak.problem(problem(data={**full, name: None})) for name in unknown)]

    assert [sentence for sentence in said if not is_said(sentence, code)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("reason", UnplacedReason)
@pytest.mark.parametrize("n", [1, 2, 5, 11, 100])
def test_every_reason_is_said_for_any_count(lang: str, reason: UnplacedReason, n: int) -> None:
    data = {name: n if name in {"slots", "starts"} else VALUES[name] for name in REASON_DATA[reason]}

    assert is_said(Catalogue.load(lang).unplaced_meeting(reason.value, data), reason.value)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", RelaxationKind)
@pytest.mark.parametrize("row", ["ALPHA", None])
@pytest.mark.parametrize(("old", "new"), [("1", "2"), (None, "2"), ("1", None)])
def test_every_relaxation_is_said_as_something_to_do(
    lang: str, kind: RelaxationKind, row: str | None, old: str | None, new: str | None
) -> None:
    data = {"file": "delegations.csv", "row": row, "column": "parallel", "old": old, "new": new or "fr;ar"}
    if kind is RelaxationKind.CHANGED_CELL:
        data["new"] = new

    assert is_said(Catalogue.load(lang).relaxation(kind.value, data), kind.value)


def test_a_relaxation_names_file_row_and_cell() -> None:
    data = {"file": "delegations.csv", "row": "ALPHA", "column": "parallel", "old": "1", "new": "2"}

    assert Catalogue.load("en").relaxation("changed_cell", data) == "In delegations.csv, row ALPHA, write 2 for 1 in parallel."


def test_a_reason_that_is_not_known_is_written_as_its_code_with_its_data() -> None:
    assert Catalogue.load("en").unplaced_meeting("strange", {"limit": 3}) == "strange (limit=3)"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_level_of_an_assembly_has_a_name(lang: str) -> None:
    speak = Catalogue.load(lang)

    assert [level for level in ASSEMBLY_LEVELS if speak.assembly_level(level) == level] == []


def test_no_sentence_stands_for_a_reason_or_relaxation_that_is_gone() -> None:
    assert set(UNPLACED_REASONS) == {reason.value for reason in UnplacedReason}
    kinds = {kind.value for kind in RelaxationKind} | {"changed_setting"}
    assert {key.partition("-")[0] for key in RELAXATIONS} == kinds
