"""CSV files in: UTF-8 with or without BOM, comma-separated, read strictly; every fault names its row."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from releve.exchange.codes import ExchangeCode
from releve.exchange.column_tables import build_from_columns
from releve.exchange.columns import TableForm
from releve.exchange.csv_columns import read_columns
from releve.exchange.raw import LONGEST_TEXT, MOST_FILE_BYTES, MOST_ROWS, ProblemList, RawTable
from releve.exchange.records import build_raw_table, read_header

OTHER_DELIMITERS = (";", "\t", "|")
MIB = 1024 * 1024
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
BYTES_AT_ONCE: Final = MIB
"""Bytes that are decoded together, up to the end of their last line."""
HEAD_BYTES: Final = 4 * MIB
"""Bytes in which the first line ends; a longer one is no header."""


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
    return content.decode("utf-8-sig") if _is_text(content, problems, file=file) else None


def read_csv_table(form: TableForm, content: bytes, problems: ProblemList, *, file: str) -> RawTable | None:
    """Return one CSV table, or None where it cannot be read at all; problems say why."""
    if not _is_text(content, problems, file=file):
        return None
    first_line = next(iter(content[:HEAD_BYTES].decode("utf-8-sig", errors="ignore").splitlines()), "").strip()
    other = next((mark for mark in OTHER_DELIMITERS if mark in first_line), None)
    if "," not in first_line and other is not None:
        problems.add(ExchangeCode.WRONG_DELIMITER, file=file, row=1, value=first_line, data={"found": other})
        return None
    read = read_columns(form, content)
    if read is not None:
        names, columns = read
        read_header(form, (1, names), problems, file=file, sheet=None)
        return build_from_columns(form, names, columns, problems, file=file, most_rows=MOST_ROWS)
    n_before = len(problems.found)
    table = build_raw_table(form, _records(content, problems, file=file), problems, file=file, sheet=None)
    malformed = any(problem.code == ExchangeCode.MALFORMED_CSV for problem in problems.found[n_before:])
    return None if malformed else table


def _is_text(content: bytes, problems: ProblemList, *, file: str) -> bool:
    """Return whether the bytes are UTF-8 without NUL; report the first byte that is not."""
    if content.startswith(UTF_16_MARKS):
        problems.add(ExchangeCode.WRONG_ENCODING, file=file, row=1, data={"byte": 0})
        return False
    if (nul := content.find(0)) >= 0:
        problems.add(ExchangeCode.NUL_BYTE, file=file, row=content.count(b"\n", 0, nul) + 1)
        return False
    view, start = memoryview(content), 0
    while start < len(content):
        # Piece by piece, for as a whole the text takes up to four times as much memory as the bytes. No letter holds a line end.
        end = content.find(b"\n", start + BYTES_AT_ONCE) + 1 or len(content)
        try:
            codecs.utf_8_decode(view[start:end], "strict", True)  # noqa: FBT003 - its arguments have no names
        except UnicodeDecodeError as failure:
            byte = start + failure.start
            problems.add(ExchangeCode.WRONG_ENCODING, file=file, row=content.count(b"\n", 0, byte) + 1, data={"byte": byte})
            return False
        start = end
    return True


def _records(content: bytes, problems: ProblemList, *, file: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(max(LONGEST_TEXT * 10, 1_000_000))
    reader = csv.reader(io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig", newline=""), strict=True)
    number = 0
    try:
        for number, record in enumerate(reader, start=1):
            yield number, record or [""]
    except csv.Error as failure:
        problems.add(ExchangeCode.MALFORMED_CSV, file=file, row=number + 1, data={"detail": str(failure)})
