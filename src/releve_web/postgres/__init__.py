"""
PostgreSQL for one machine: found, set up, started and stopped without an administrator.

Nothing here imports Django: settings ask here for their addresses, and the tests start their server with it.
"""

from releve_web.postgres.binaries import Binaries, Source, find_binaries, wheel_binaries
from releve_web.postgres.cluster import Cluster, cluster_of, urls_from_data
from releve_web.postgres.places import data_folder
from releve_web.postgres.state import Urls
from releve_web.postgres.temporary import temporary_cluster

__all__ = [
    "Binaries",
    "Cluster",
    "Source",
    "Urls",
    "cluster_of",
    "data_folder",
    "find_binaries",
    "temporary_cluster",
    "urls_from_data",
    "wheel_binaries",
]
