"""Data folders for the tests of the commands."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from web.postgres.servers import reachable_folder


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a data folder of this test's own, which the commands take."""
    for name in ("DATABASE_URL", "RELEVE_OWNER_DATABASE_URL", "RELEVE_ADMIN_DATABASE_URL", "RELEVE_ENV"):
        monkeypatch.delenv(name, raising=False)
    with reachable_folder() as folder:
        monkeypatch.setenv("RELEVE_DATA", str(folder / "data"))
        yield folder / "data"
