"""Columns out: the same bytes as row by row, and a written folder reads back as the same snapshot."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from releve.exchange.csv_tables import csv_parts
from releve.exchange.writers import csv_text, write_folder
from releve.exchange.written_columns import WrittenColumn, officer_columns
from releve.model import Education, Gender, Level, Officer, OfficerTable, Vetting


def test_columns_give_the_bytes_that_rows_give() -> None:
    cells = [("=1+1", "a,b", 'say "x"'), ("", "é\nf", "-5"), ("'=x", "x", "@x")]
    table = {name: WrittenColumn.of(column) for name, column in zip("abc", zip(*cells, strict=True), strict=True)}

    written = b"".join(csv_parts(table))

    assert written.decode() == csv_text(tuple("abc"), cells)


def test_parts_of_a_long_table_hold_every_row_once() -> None:
    n = 120_001
    table = {"n": WrittenColumn(texts=[str(i) for i in range(n)], numbers=np.arange(n))}

    parts = list(csv_parts(table))

    rows = list(csv.reader(io.StringIO(b"".join(parts).decode())))
    assert len(parts) > 2
    assert [row[0] for row in rows] == ["n", *(str(i) for i in range(n))]


def test_officers_are_spelt_as_the_contract_has_it() -> None:
    full = Officer(
        officer_id="O1",
        country="SEN",
        gender=Gender.F,
        rank=4,
        education=Education.BACHELOR,
        languages={"fr": Level.C1, "en": Level.B2},
        skills=frozenset({"traffic", "command"}),
        ams_languages=frozenset({"fr"}),
        vetting=Vetting.PENDING,
        driving_passed=True,
        firearms_passed=False,
        nominated_for=frozenset({"P-2", "MINUSCA"}),
        un_missions=0,
        assessment_score=81,
    )
    columns = officer_columns(OfficerTable.from_officers([full, Officer(officer_id="O2")]))

    rows = list(csv.DictReader(io.StringIO(b"".join(csv_parts(columns)).decode())))
    assert {name: cell for name, cell in rows[0].items() if cell} == {
        "officer_id": "O1",
        "country": "SEN",
        "gender": "F",
        "rank": "4",
        "education": "bachelor",
        "languages": "en:B2;fr:C1",
        "skills": "command;traffic",
        "ams_languages": "fr",
        "driving_passed": "yes",
        "firearms_passed": "no",
        "vetting": "pending",
        "nominated_for": "MINUSCA;P-2",
        "un_missions": "0",
        "assessment_score": "81",
    }
    assert {name: cell for name, cell in rows[1].items() if cell} == {"officer_id": "O2"}


def test_a_file_that_fails_half_way_leaves_nothing_behind(tmp_path: Path) -> None:
    def failing() -> Iterator[bytes]:
        yield b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_folder(tmp_path / "out", {"a.csv": failing()}, is_ours=lambda _: False)

    assert list(tmp_path.iterdir()) == []
