"""
Isolation of partners in the database itself: whose rows each desk sees, and that a row of a file cannot leave its officer's partner.
"""

from django.db import migrations

from releve_web.common.policies import OWN_MISSIONS, IsolatePartnerRows

MISSION = OWN_MISSIONS.format(column="mission_id")
NOMINATED = f"SELECT {{column}} FROM supply_nomination WHERE {MISSION}"
OF_NOMINATED_OFFICERS = f"officer_id IN ({NOMINATED.format(column='officer_id')})"
OF_NOMINATIONS = f"nomination_id IN ({NOMINATED.format(column='id')})"


def same_partner(table: str, target: str, column: str) -> migrations.RunSQL:
    """Return the composite key that ties a row to a row of the same partner."""
    name = f"{table}_same_partner"
    return migrations.RunSQL(
        sql=(
            f'ALTER TABLE "{table}" ADD CONSTRAINT {name} FOREIGN KEY ({column}, partner_id)'
            f' REFERENCES "{target}" (id, partner_id) DEFERRABLE INITIALLY DEFERRED'
        ),
        reverse_sql=f'ALTER TABLE "{table}" DROP CONSTRAINT {name}',
    )


class Migration(migrations.Migration):
    """Turn on row-level security for every table that holds a partner's rows, and for its history."""

    dependencies = [("supply", "0001_initial")]
    operations = [
        IsolatePartnerRows("supply_officer", mission_rows=f"id IN ({NOMINATED.format(column='officer_id')})"),
        IsolatePartnerRows("supply_document", mission_rows=OF_NOMINATED_OFFICERS),
        IsolatePartnerRows("supply_assessment", mission_rows=OF_NOMINATED_OFFICERS),
        IsolatePartnerRows("supply_experience", mission_rows=OF_NOMINATED_OFFICERS),
        IsolatePartnerRows("supply_fileread", mission_rows=OF_NOMINATED_OFFICERS, mission_writes=True, auditor_adds=True),
        IsolatePartnerRows("supply_nomination", mission_rows=MISSION, mission_writes=True),
        IsolatePartnerRows("supply_nominationstep", mission_rows=OF_NOMINATIONS, mission_writes=True),
        IsolatePartnerRows("supply_comment", mission_rows=OF_NOMINATIONS, mission_writes=True, country_also="NOT is_internal"),
        IsolatePartnerRows("supply_formedunit", mission_rows=MISSION),
        IsolatePartnerRows("supply_nationaldeadline"),
        IsolatePartnerRows("supply_officerevent"),
        IsolatePartnerRows("supply_documentevent"),
        IsolatePartnerRows("supply_assessmentevent"),
        IsolatePartnerRows("supply_experienceevent"),
        IsolatePartnerRows("supply_nominationevent", mission_rows=MISSION, mission_writes=True),
        IsolatePartnerRows("supply_formedunitevent"),
        IsolatePartnerRows("supply_nationaldeadlineevent"),
        *(
            same_partner(f"supply_{table}", "supply_officer", "officer_id")
            for table in ("document", "assessment", "experience", "fileread", "nomination")
        ),
        *(same_partner(f"supply_{table}", "supply_nomination", "nomination_id") for table in ("nominationstep", "comment")),
    ]
