"""When the staged rows of an import were deleted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the instant; imports of before still have their rows."""

    dependencies = [("imports", "0003_all_that_is_unknown")]
    operations = [migrations.AddField("import", "rows_deleted_at", models.DateTimeField(null=True, blank=True))]
