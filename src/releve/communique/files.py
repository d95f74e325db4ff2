"""Press texts from files: plain UTF-8 text or the source of a page; anything else is a problem with a code, never a traceback."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

from releve.errors import Problem

MOST_BYTES: Final = 16 * 1024 * 1024
"""A press text has some kilobytes; this leaves room for a page with all its residue."""
BYTE_ORDER_MARK: Final = "\ufeff"


class FileCode(StrEnum):
    """What is wrong with a file that should hold a press text."""

    MISSING = "communique.missing_file"
    NOT_A_FILE = "communique.not_a_file"
    UNREADABLE = "communique.unreadable"
    TOO_LARGE = "communique.too_large"
    NOT_A_TEXT = "communique.not_a_text"
    WRONG_ENCODING = "communique.wrong_encoding"


FILE_DATA: Final[Mapping[FileCode, tuple[str, ...]]] = MappingProxyType(
    {
        FileCode.MISSING: (),
        FileCode.NOT_A_FILE: (),
        FileCode.UNREADABLE: ("detail",),
        FileCode.TOO_LARGE: ("most_mib",),
        FileCode.NOT_A_TEXT: (),
        FileCode.WRONG_ENCODING: ("byte",),
    }
)
"""Names of the data of each code. ``most_mib``: mebibytes; ``byte``: its value, 0..255, at the row that the problem names."""


def read_text(path: Path) -> str | Problem:
    """
    Return the text of a file, or what is wrong with it.

    Parameters
    ----------
    path
        Names the file in the problem as it is given here, so that two files of one name are told apart.
    """
    try:
        if not path.exists():
            return _problem(path.as_posix(), FileCode.MISSING)
        if not path.is_file():
            return _problem(path.as_posix(), FileCode.NOT_A_FILE)
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        return _problem(path.as_posix(), FileCode.UNREADABLE, detail=error.strerror or str(error))
    return decoded(content, file=path.as_posix())


def decoded(content: bytes, *, file: str) -> str | Problem:
    """
    Return bytes as text, its lines ended alike, or what is wrong with them.

    Parameters
    ----------
    content
        At most ``MOST_BYTES`` bytes are taken.
    file
        Name for the problem.
    """
    if len(content) > MOST_BYTES:
        return _problem(file, FileCode.TOO_LARGE, most_mib=MOST_BYTES // 1024**2)
    if b"\0" in content:
        return _problem(file, FileCode.NOT_A_TEXT)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        return Problem(code=FileCode.WRONG_ENCODING, file=file, row=row, data={"byte": content[error.start]})
    return text.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n").replace("\r", "\n")


def _problem(file: str, code: FileCode, **data: str | int) -> Problem:
    return Problem(code=code, file=file, data=data)
