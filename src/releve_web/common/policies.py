"""Row-level security as operations of migrations: one line a table says whose rows it holds."""

from typing import Final

from django.db.migrations.operations import RunSQL

from releve_web.common.scopes import AUDITOR, COUNTRY, MISSION, SELECTION

OWN: Final = "{column} = NULLIF(current_setting('releve.partner', true), '')"
"""True for the rows of the partner set; no partner set compares with NULL, which is no row."""
OWN_MISSIONS: Final = "{column} = ANY (string_to_array(current_setting('releve.missions', true), ','))"


class IsolatePartnerRows(RunSQL):
    """
    Let each desk see its rows of a table and no others; also the table's owner is held to it.

    Parameters
    ----------
    table
        Name of the table.
    column
        Its column that holds the partner's code.
    mission_rows
        SQL that is true for the rows a mission desk may see; empty lets it see none.
    mission_writes
        Whether a mission desk may also write them.
    country_also
        SQL that must hold beside for a contributing country to see its own row.
    auditor_adds
        Whether an auditor may add rows: only where reading itself leaves a trace.
    """

    def __init__(
        self,
        table: str,
        *,
        column: str = "partner_id",
        mission_rows: str = "",
        mission_writes: bool = False,
        auditor_adds: bool = False,
        country_also: str = "",
    ) -> None:
        own = OWN.format(column=column)
        if country_also:
            own = f"{own} AND {country_also}"
        policies = [
            f'CREATE POLICY selection_desk ON "{table}" TO {SELECTION} USING (true) WITH CHECK (true)',
            f'CREATE POLICY contributing_country ON "{table}" TO {COUNTRY} USING ({own}) WITH CHECK ({own})',
            f'CREATE POLICY auditor ON "{table}" FOR SELECT TO {AUDITOR} USING (true)',
        ]
        if mission_rows:
            verb = "ALL" if mission_writes else "SELECT"
            check = f" WITH CHECK ({mission_rows})" if mission_writes else ""
            policies.append(f'CREATE POLICY mission_desk ON "{table}" FOR {verb} TO {MISSION} USING ({mission_rows}){check}')
        if auditor_adds:
            policies.append(f'CREATE POLICY auditor_adds ON "{table}" FOR INSERT TO {AUDITOR} WITH CHECK (true)')
        names = [policy.split()[2] for policy in policies]
        super().__init__(
            sql=[
                f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
                f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
                *policies,
            ],
            reverse_sql=[
                *(f'DROP POLICY {name} ON "{table}"' for name in names),
                f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY',
                f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY',
            ],
        )
