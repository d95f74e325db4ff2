"""
Files out: CSV and JSON, byte for byte the same for the same values; a folder of them is whole or not there.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, keys included: they come from senders too.
The readers take exactly this apostrophe off a key again, so that a key goes out and comes back as it was; ``plan.json`` needs none.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from itertools import islice, takewhile
from json.encoder import encode_basestring
from pathlib import Path
from typing import ClassVar, Final

from releve.errors import ReleveError
from releve.exchange.interruptions import interruptions_held

FORMULA_MARKS: Final = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet read a text as a formula."""
GUARD: Final = "'"
NOT_A_FORMULA: Final = re.compile(r"[+-]?(\d+([.,]\d+)?)?")
"""Texts that begin like a formula and are none: a number, or a lone sign."""
INDENT: Final = "  "
ROWS_AT_ONCE: Final = 20_000
"""Rows of a table that are turned into text at a time."""


class FolderNotOursError(ReleveError):
    """The output folder holds something else, which is never overwritten; ``data`` holds ``path``."""

    code: ClassVar[str] = "exchange.folder_not_ours"


class NotWrittenError(ReleveError):
    """A file or folder could not be written; ``data`` holds ``path`` and ``detail``."""

    code: ClassVar[str] = "exchange.not_written"


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a CSV table with a header; None is a blank cell, lists are joined with ``;``, flags are ``yes`` and ``no``."""
    return "".join(_csv_parts(columns, rows))


def csv_row_parts(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Yield what `csv_text` returns in UTF-8, some rows at a time: where rows are made one by one, they are never all there."""
    return (part.encode() for part in _csv_parts(columns, rows))


def _csv_parts(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    left = iter(rows)
    while some := list(islice(left, ROWS_AT_ONCE)):
        writer.writerows([_guarded_cell(value) for value in row] for row in some)
        yield stream.getvalue()
        stream.seek(0)
        stream.truncate()
    yield stream.getvalue()


def json_text(value: object) -> str:
    """Return a JSON document, keys in the order given, decimals exact, with a line break at its end."""
    return "".join(_json_parts(value, "\n")) + "\n"


def guarded(text: str) -> str:
    """Return the text of a cell so that no spreadsheet runs it."""
    return f"{GUARD}{text}" if text.startswith(FORMULA_MARKS) and NOT_A_FORMULA.fullmatch(text) is None else text


def unguarded(text: str) -> str:
    """Return a text as it was before `guarded`."""
    bare = text.removeprefix(GUARD)
    return bare if guarded(bare) == text else text


def write_text_file(path: Path, text: str) -> None:
    """
    Write one file so that it is either the old one or the new one, never half of it.

    Raises
    ------
    NotWrittenError
        If the file cannot be written.
    """
    write_bytes_file(path, text.encode())


def write_bytes_file(path: Path, content: bytes) -> None:
    """
    Write one file as :func:`write_text_file` does.

    Raises
    ------
    NotWrittenError
        If the file cannot be written.
    """
    with _failures_told(path), interruptions_held():
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            Path(name).chmod(0o666 & ~_umask())
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)


def write_folder(out: Path, contents: Mapping[str, str | bytes | Iterator[bytes]], *, is_ours: Callable[[Path], bool]) -> None:
    """
    Write a folder of files so that it is whole or not there; an earlier folder of ours is replaced.

    Parameters
    ----------
    contents
        By name of the file; texts are written in UTF-8 as they are. A large file comes in parts and is never held whole.
    is_ours
        Says of an existing folder that is not empty whether it may be replaced.

    Raises
    ------
    FolderNotOursError
        If the target is a file, or a folder that holds something else.
    NotWrittenError
        If the folder cannot be written; the target is as it was.
    """
    target = out.resolve()
    with _failures_told(out):
        occupied = target.exists() and (not target.is_dir() or (any(target.iterdir()) and not is_ours(target)))
    if occupied:
        raise FolderNotOursError(path=str(out))
    # An interruption inside the clean-up would leave half a folder behind.
    with _failures_told(out), interruptions_held() as held, _parents_made(target):
        building = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
        try:
            for name, content in contents.items():
                held.let_through()
                whole = content.encode() if isinstance(content, str) else content
                with (building / name).open("wb") as stream:
                    for part in (whole,) if isinstance(whole, bytes) else whole:
                        stream.write(part)
                        held.let_through()
            building.chmod(0o777 & ~_umask())
            held.let_through()
            _move_into_place(building, target)
        finally:
            shutil.rmtree(building, ignore_errors=True)


@contextmanager
def _failures_told(path: Path) -> Iterator[None]:
    """Turn what the system refuses into an error that names the path."""
    try:
        yield
    except OSError as failure:
        raise NotWrittenError(path=str(path), detail=failure.strerror) from failure


@contextmanager
def _parents_made(target: Path) -> Iterator[None]:
    """Make the folders above the target; take away those that were made when the work inside fails or is interrupted."""
    missing = list(takewhile(lambda parent: not parent.exists(), target.parents))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for parent in missing:
            # Only those still empty: somebody else may have begun to use one.
            if parent.is_dir() and not any(parent.iterdir()):
                parent.rmdir()
        raise


def _move_into_place(building: Path, target: Path) -> None:
    if not target.exists():
        building.rename(target)
        return
    retired = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    old = retired / "old"
    try:
        target.rename(old)
        building.rename(target)
    finally:
        # The old folder goes only when another stands in its place.
        if old.exists() and not target.exists():
            old.rename(target)
        shutil.rmtree(retired, ignore_errors=True)


def _guarded_cell(value: object) -> str:
    # Most cells are texts that begin with a letter: a million rows of them are written in half the time when these are told first.
    text = value if type(value) is str else _cell(value)
    return guarded(text) if text[:1] in FORMULA_MARKS else text


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple | list):
        return ";".join(str(part) for part in value)
    return str(value)


def _json_parts(value: object, line: str) -> Iterator[str]:
    """Yield the parts of a JSON text; ``line`` is the line break with the indentation of this depth."""
    deeper = line + INDENT
    if isinstance(value, Mapping) and value:
        for i, (key, item) in enumerate(value.items()):
            yield f"{',' if i else '{'}{deeper}{_json_scalar(str(key))}: "
            yield from _json_parts(item, deeper)
        yield line + "}"
    elif isinstance(value, tuple | list) and value:
        for i, item in enumerate(value):
            yield f"{',' if i else '['}{deeper}"
            yield from _json_parts(item, deeper)
        yield line + "]"
    elif isinstance(value, Mapping):
        yield "{}"
    else:
        yield _json_scalar(value)


def _json_scalar(value: object) -> str:
    # Most values are texts and whole numbers, and there are millions of them.
    if type(value) is str:
        return encode_basestring(value)
    if type(value) is int:
        return str(value)
    # `json` knows no decimals, and as a float 0.30 would only be near to itself.
    return format(value, "f") if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False, allow_nan=False)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
