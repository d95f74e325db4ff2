"""Keep imports of partners apart in the database itself."""

from django.db import migrations

from releve_web.common.policies import IsolatePartnerRows

TABLES = ("import", "importfile", "stagedrow", "importproblem", "sendercolumns", "quarantinedrow")


class Migration(migrations.Migration):
    """Turn on row-level security; mission desks import nothing and see nothing."""

    dependencies = [("imports", "0001_initial")]
    operations = [IsolatePartnerRows(f"imports_{table}") for table in TABLES]
