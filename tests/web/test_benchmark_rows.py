"""The register that benchmarks fill is one that the pages can show."""

import psycopg
import pytest
from benchmarks.web.rows import fill
from django.db import connection

from releve_web.common.isolation import acting_in
from releve_web.common.scopes import EVERYTHING
from releve_web.demand.models import PostLine
from releve_web.postgres import Cluster
from releve_web.supply.models import Nomination, Officer


@pytest.mark.django_db(transaction=True)
def test_rows_are_whole(database_server: Cluster) -> None:
    with psycopg.connect(database_server.urls.admin, dbname=connection.settings_dict["NAME"]) as admin:
        fill(admin, n_officers=400, n_lines=20)

    with acting_in(EVERYTHING):
        officers, lines = list(Officer.objects.all()), list(PostLine.objects.all())
        keys = [(officer.sort_key, officer.search_key) for officer in officers]
        for officer in officers:
            officer.renew_keys()

        assert (len(officers), len(lines), Nomination.objects.exists()) == (400, 20, True)
        assert keys == [(officer.sort_key, officer.search_key) for officer in officers]
