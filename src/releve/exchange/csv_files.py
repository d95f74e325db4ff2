"""CSV files in: UTF-8 with or without BOM, comma-separated, read strictly; every fault names its row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from releve.exchange.codes import ExchangeCode
from releve.exchange.columns import TableForm
from releve.exchange.raw import LONGEST_TEXT, MOST_FILE_BYTES, ProblemList, RawTable
from releve.exchange.records import build_raw_table

OTHER_DELIMITERS = (";", "\t", "|")
MIB = 1024 * 1024
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_bytes(path: Path, problems: ProblemList, *, file: str) -> bytes | None:
    """Return the bytes of a file that problems call ``file``, or None with a problem where it cannot be read or is too large."""
    if not path.is_file():
        problems.add(ExchangeCode.NOT_A_FILE, file=file)
        return None
    try:
        if path.stat().st_size > MOST_FILE_BYTES:
            problems.add(ExchangeCode.TOO_LARGE, file=file, data={"most_mib": MOST_FILE_BYTES // MIB})
            return None
        with path.open("rb") as stream:
            # One byte more than may be read: a file can grow after it was measured.
            content = stream.read(MOST_FILE_BYTES + 1)
    except OSError as failure:
        problems.add(ExchangeCode.UNREADABLE, file=file, data={"detail": failure.strerror or ""})
        return None
    if len(content) > MOST_FILE_BYTES:
        problems.add(ExchangeCode.TOO_LARGE, file=file, data={"most_mib": MOST_FILE_BYTES // MIB})
        return None
    return content


def decode_text(content: bytes, problems: ProblemList, *, file: str) -> str | None:
    """Return the text of UTF-8 bytes without BOM, or None with a problem that names the row of the first wrong byte."""
    if content.startswith(UTF_16_MARKS):
        problems.add(ExchangeCode.WRONG_ENCODING, file=file, row=1, data={"byte": 0})
        return None
    if (nul := content.find(0)) >= 0:
        problems.add(ExchangeCode.NUL_BYTE, file=file, row=content.count(b"\n", 0, nul) + 1)
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        row = content.count(b"\n", 0, failure.start) + 1
        problems.add(ExchangeCode.WRONG_ENCODING, file=file, row=row, data={"byte": failure.start})
        return None


def read_csv_table(form: TableForm, content: bytes, problems: ProblemList, *, file: str) -> RawTable | None:
    """Return one CSV table, or None where it cannot be read at all; problems say why."""
    text = decode_text(content, problems, file=file)
    if text is None:
        return None
    first_line = next(iter(text.splitlines()), "").strip()
    other = next((mark for mark in OTHER_DELIMITERS if mark in first_line), None)
    if "," not in first_line and other is not None:
        problems.add(ExchangeCode.WRONG_DELIMITER, file=file, row=1, value=first_line, data={"found": other})
        return None
    n_before = len(problems.found)
    table = build_raw_table(form, _records(text, problems, file=file), problems, file=file, sheet=None)
    malformed = any(problem.code == ExchangeCode.MALFORMED_CSV for problem in problems.found[n_before:])
    return None if malformed else table


def _records(text: str, problems: ProblemList, *, file: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(max(LONGEST_TEXT * 10, 1_000_000))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 0
    try:
        for number, record in enumerate(reader, start=1):
            yield number, record or [""]
    except csv.Error as failure:
        problems.add(ExchangeCode.MALFORMED_CSV, file=file, row=number + 1, data={"detail": str(failure)})
