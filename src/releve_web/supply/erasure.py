"""What is forgotten: words of names that no officer of their partner bears any more, after an officer was renamed or removed."""

from typing import Final

from django.db import connection

from releve_web.common.isolation import acting_in
from releve_web.common.scopes import EVERYTHING
from releve_web.supply.models import NameWord

WAIT: Final = "5s"
"""How long writers are waited for; whoever comes behind them waits as long."""
FORGET: Final = """
    DELETE FROM supply_nameword w
    WHERE w.partner_id = %(partner)s AND NOT EXISTS (
        SELECT 1 FROM (
            SELECT DISTINCT left(part, 240) AS word
            FROM supply_officer o, unnest(string_to_array(o.search_key, ' ')) AS part
            WHERE o.partner_id = %(partner)s
        ) borne
        WHERE borne.word = w.word
    )
"""


def forget_words() -> int:
    """
    Delete the words that misspelt names are compared with and that no officer of the partner bears; return how many.

    Raises
    ------
    OperationalError
        When somebody writes officers for longer than is waited; the partners before are done.
    """
    with acting_in(EVERYTHING):
        partners = list(NameWord.objects.order_by("partner_id").values_list("partner_id", flat=True).distinct())
    n_forgotten = 0
    for partner in partners:
        with acting_in(EVERYTHING), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [WAIT])
            # An officer written meanwhile would find its word there, and lose it to this statement, which does not see the officer yet.
            cursor.execute("LOCK TABLE supply_officer IN SHARE MODE")
            cursor.execute(FORGET, {"partner": partner})
            n_forgotten += cursor.rowcount
    return n_forgotten
