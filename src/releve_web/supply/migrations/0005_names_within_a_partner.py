"""The names of a partner in order, with the search key inside the index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Replace the index by one that holds more."""

    dependencies = [("supply", "0004_deletions_in_history")]
    operations = [
        migrations.AddIndex(
            "officer",
            models.Index(fields=["partner", "sort_key", "id"], include=["search_key"], name="officer_of_partner_by_name"),
        ),
        migrations.RemoveIndex("officer", "officer_by_partner_and_name"),
    ]
