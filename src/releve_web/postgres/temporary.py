"""A server for as long as something is tried out: the tests, a benchmark, a check of a backup."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from releve_web.postgres.binaries import Binaries, find_binaries
from releve_web.postgres.cluster import Cluster
from releve_web.postgres.places import TRAVERSABLE


@contextmanager
def temporary_cluster(binaries: Binaries | None = None) -> Iterator[Cluster]:
    """Yield a server that runs in a folder of its own, quick rather than safe; both are gone afterwards."""
    data = Path(tempfile.mkdtemp(prefix="releve-"))
    if os.geteuid() == 0:
        # The account of the server passes through; the folder was made a line ago and holds nothing yet.
        data.chmod(TRAVERSABLE)
    cluster = Cluster(data, find_binaries() if binaries is None else binaries, is_durable=False)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(data, ignore_errors=True)
