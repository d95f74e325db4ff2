"""A row set aside keeps everything it names that the register does not know."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add what comes after the first; rows set aside before know of one thing only."""

    dependencies = [("imports", "0002_isolation")]
    operations = [migrations.AddField("quarantinedrow", "others", models.JSONField(default=list))]
