"""Files out: CSV and JSON, byte for byte the same for the same values; a folder of them is whole or not there."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from releve.errors import ReleveError

FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet read a text as a formula."""


class FolderNotOursError(ReleveError):
    """The output folder holds something else; ``data`` names it. It is never overwritten."""

    code: ClassVar[str] = "exchange.folder_not_ours"


class NotWrittenError(ReleveError):
    """A file or folder could not be written; ``data`` holds ``path`` and ``detail``."""

    code: ClassVar[str] = "exchange.not_written"


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]], *, free_text: Iterable[str] = ()) -> str:
    """
    Return a CSV table with a header; None is a blank cell, lists are joined with ``;``, flags are ``yes`` and ``no``.

    Parameters
    ----------
    free_text
        Columns that hold text of the sender's. Where a spreadsheet would take such a cell for a formula, an apostrophe is put before it.
        Codes and keys are written as they are: other programs read them.
    """
    guarded = {i for i, name in enumerate(columns) if name in set(free_text)}
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_guarded(_cell(value)) if i in guarded else _cell(value) for i, value in enumerate(row)])
    return stream.getvalue()


def json_text(value: object) -> str:
    """Return a JSON document, keys in the order given, with a line break at its end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def write_text_file(path: Path, text: str) -> None:
    """
    Write one file so that it is either the old one or the new one, never half of it.

    Raises
    ------
    NotWrittenError
        If the file cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
                stream.write(text)
            os.chmod(name, _default_mode())  # noqa: PTH101 - mkstemp gave a name; the file is private until here
            os.replace(name, path)  # noqa: PTH105 - the same
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as failure:
        raise NotWrittenError(path=str(path), detail=failure.strerror) from failure


def write_folder(out: Path, texts: Mapping[str, str], *, is_ours: Callable[[Path], bool]) -> None:
    """
    Write a folder of files so that it is whole or not there; an earlier folder of ours is replaced.

    Parameters
    ----------
    is_ours
        Says of an existing folder that is not empty whether it may be replaced.

    Raises
    ------
    FolderNotOursError
        If the target is a file, or a folder that holds something else.
    NotWrittenError
        If the folder cannot be written; the target is as it was.
    """
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not is_ours(out))):
        raise FolderNotOursError(path=str(out))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}."))
    except OSError as failure:
        raise NotWrittenError(path=str(out), detail=failure.strerror) from failure
    try:
        for name, text in texts.items():
            (building / name).write_text(text, encoding="utf-8", newline="")
        building.chmod(0o777 & ~_umask())
        _move_into_place(building, out)
    except OSError as failure:
        raise NotWrittenError(path=str(out), detail=failure.strerror) from failure
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _move_into_place(building: Path, out: Path) -> None:
    if not out.exists():
        building.rename(out)
        return
    retired = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}."))
    try:
        out.rename(retired / "old")
        try:
            building.rename(out)
        except BaseException:
            (retired / "old").rename(out)
            raise
    finally:
        shutil.rmtree(retired, ignore_errors=True)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple | list | frozenset | set):
        return ";".join(str(part) for part in value)
    return str(value)


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_MARKS) else text


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _default_mode() -> int:
    return 0o666 & ~_umask()
