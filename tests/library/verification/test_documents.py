"""Whatever stands in plan.json or in the certificate, the check answers with a code and never falls over."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from certifying import SCHEMA, certified_plan, change_plan
from drawn_folders import drawn_folder
from pyarrow import parquet

from releve.verification import verify_plan

DAMAGED = {
    "nothing": b"",
    "no JSON": b"{",
    "no UTF-8": b'{"a": "\xff"}',
    "a list": b"[]",
    "null": b"null",
    "a number": b"1",
    "an empty object": b"{}",
    "deep": b"[" * 100_000,
    "not a number": b'{"seed": NaN}',
    "a number of many digits": b'{"seed": ' + b"9" * 5000 + b"}",
    "a key twice": b'{"seed": 1, "seed": 2}',
    "an exponent out of all range": b'{"seed": 1e99999999999999999999}',
}
STRANGE: dict[str, dict[str, Any]] = {
    "another version": {"schema_version": 2},
    "no version": {"schema_version": True},
    "negative seed": {"seed": -1},
    "seed as a text": {"seed": "0"},
    "objective as a list": {"objective": [1, 2]},
    "objective null": {"objective": None},
    "filled as a list": {"bound": {"filled": [1], "women_shortfall": 0, "kept": 0, "fit": 0}},
    "a huge bound": {"bound": {"filled": {"1": 0, "2": 0, "3": 0, "4": 0}, "women_shortfall": 0, "kept": 0, "fit": 10**300}},
    "assignments of texts": {"assignments": ["O1"]},
    "assignments of numbers": {"assignments": [{"officer_id": 1, "post_id": 2}]},
    "assignments null": {"assignments": None},
    "unfilled as an object": {"unfilled": {"P1": 1}},
    "digests as a list": {"digests": ["x"]},
    "digests of numbers": {"digests": {"posts.csv": 1}},
    "certificate as a text": {"certificate": "certificate.parquet"},
    "certificate without digest": {"certificate": {"file": "certificate.parquet"}},
    "commitments of lists": {"without_commitments": [["C-1"]]},
    "versions as a list": {"versions": ["releve"]},
}
LET_THROUGH_UNTIL_COUNTED: dict[str, dict[str, Any]] = {
    "status null": {"status": None},
    "policy as a list": {"policy": []},
    "rules as numbers": {"rules": [1]},
    "gaps null": {"relative_gap": None},
    "gaps as texts": {"relative_gap": {"filled": {"1": "0", "2": "0", "3": "0", "4": "0"}, "women_shortfall": "", "kept": [], "fit": {}}},
    "as_of as a number": {"as_of": 20260101},
    "no open seat ever": {"unfilled": []},
}


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("documents")
    certified_plan(drawn_folder(2, home).path, home / "out")
    return home / "out"


@pytest.fixture
def out(planned: Path, tmp_path: Path) -> Path:
    for path in planned.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


def codes(out: Path) -> list[str]:
    return sorted({problem.code for problem in verify_plan(out).problems})


@pytest.mark.parametrize("name", DAMAGED)
def test_what_is_no_plan_is_called_damaged(name: str, out: Path) -> None:
    (out / "plan.json").write_bytes(DAMAGED[name])

    assert codes(out) == ["verification.damaged"]


@pytest.mark.parametrize("name", STRANGE)
def test_a_plan_that_cannot_be_counted_again_is_called_damaged(name: str, out: Path) -> None:
    change_plan(out, **STRANGE[name])

    assert codes(out) == ["verification.damaged"]


@pytest.mark.parametrize("name", LET_THROUGH_UNTIL_COUNTED)
def test_a_value_of_another_kind_differs_from_what_is_counted(name: str, out: Path) -> None:
    change_plan(out, **LET_THROUGH_UNTIL_COUNTED[name])

    assert codes(out) == ["verification.differs"]


def test_a_flag_is_no_number(out: Path) -> None:
    tree = json.loads((out / "plan.json").read_text("utf-8"))
    one = next(k for k, row in enumerate(tree["unfilled"]) if row["seats"] == 1)
    tree["unfilled"][one]["seats"] = True
    (out / "plan.json").write_text(json.dumps(tree), "utf-8")

    assert [dict(problem.data) for problem in verify_plan(out).problems] == [
        {"what": f"unfilled.{one}.seats", "stated": "True", "counted": "1"}
    ]


def row_group(**columns: Any) -> pa.Table:  # noqa: ANN401 - columns of any kind
    sound = {"level": ["fit"], "leaf": [0], "kind": ["scale"], "key": [""], "key2": [""], "price": [3]}
    return pa.table({**sound, **columns})


TABLES: dict[str, pa.Table] = {
    "a column missing": row_group().drop_columns(["key2"]),
    "a column of another name": row_group().rename_columns(["level", "leaf", "kind", "key", "second", "price"]),
    "prices with fractions": row_group(price=[0.5]),
    "prices as texts": row_group(price=["three"]),
    "leaves that are none": row_group(leaf=[2**40]),
    "a blank leaf": row_group(leaf=pa.array([None], pa.int32())),
    "a blank level": row_group(level=pa.array([None], pa.string())),
    "a blank kind": row_group(kind=pa.array([None], pa.string())),
    "a blank key": row_group(key=pa.array([None], pa.string())),
    "lists": row_group(key=[["a"]]),
    "no prices but the scale of a level that is none": row_group(level=["tie"]),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_certificate_of_another_form_is_called_damaged(name: str, out: Path) -> None:
    parquet.write_table(TABLES[name], out / "certificate.parquet")
    name_the_digest(out)

    assert codes(out) == ["verification.certificate_damaged"]


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" * 100, b"\0" * 1000], ids=["nothing", "a mark", "marks", "zeros"])
def test_what_is_no_parquet_is_called_damaged(content: bytes, out: Path) -> None:
    (out / "certificate.parquet").write_bytes(content)
    name_the_digest(out)

    assert codes(out) == ["verification.certificate_damaged"]


@pytest.mark.parametrize("at", range(0, 4000, 80))
def test_a_byte_turned_in_the_file_never_makes_the_check_fall_over(at: int, out: Path) -> None:
    content = bytearray((out / "certificate.parquet").read_bytes())
    content[at % len(content)] ^= 0xFF
    (out / "certificate.parquet").write_bytes(content)
    name_the_digest(out)

    # A turned byte may stand where nothing is read; no traceback is what is asked.
    assert {code.partition(".")[0] for code in codes(out)} <= {"verification"}


def test_an_empty_certificate_and_one_with_categories_are_read(out: Path) -> None:
    table = parquet.read_table(out / "certificate.parquet")
    coded = table.set_column(0, "level", table["level"].dictionary_encode()).set_column(2, "kind", table["kind"].dictionary_encode())
    parquet.write_table(coded, out / "certificate.parquet")
    name_the_digest(out)
    certified = verify_plan(out)
    parquet.write_table(SCHEMA.empty_table(), out / "certificate.parquet")
    name_the_digest(out)
    empty = verify_plan(out)

    assert (certified.problems, certified.certified) == ((), True)
    assert (empty.problems, empty.certified) == ((), False)


def name_the_digest(out: Path) -> None:
    digest = sha256((out / "certificate.parquet").read_bytes()).hexdigest()
    change_plan(out, certificate={"file": "certificate.parquet", "sha256": digest})
