"""Data folders and running servers for the tests of the launcher."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from releve_web.postgres import Cluster, temporary_cluster
from web.postgres.servers import KINDS, reachable_folder, server


@pytest.fixture
def data() -> Iterator[Path]:
    with reachable_folder() as folder:
        yield folder / "data"


@pytest.fixture(scope="session", params=KINDS)
def running(request: pytest.FixtureRequest) -> Iterator[Cluster]:
    with temporary_cluster(server(request.param)) as cluster:
        yield cluster


@pytest.fixture(scope="session")
def set_up() -> Iterator[Callable[[str, Path], Cluster]]:
    """Yield what puts a server, set up and stopped, into a data folder: each kind is set up once."""
    with reachable_folder() as home:

        def copy(kind: str, data: Path) -> Cluster:
            if not (home / kind).exists():
                first = Cluster(home / kind, server(kind), is_durable=False)
                first.start()
                first.stop()
            subprocess.run(["/bin/cp", "-a", home / kind, data], check=True)
            return Cluster(data, server(kind), is_durable=False)

        yield copy
