"""Words of names by their beginning and by their end, so that one letter wrong is found by ranges of an index, which policies let through."""

import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.db import migrations, models

NO_NUMBER = models.Q(mirror__isnull=False)


class Migration(migrations.Migration):
    """Add the mirrored words and their indexes; the index of trigrams holds no numbers any more."""

    dependencies = [("supply", "0008_officers_by_key")]

    operations = [
        migrations.RemoveIndex("nameword", "name_word_search"),
        # Before the mirror, which is made from it.
        migrations.AlterField("nameword", "word", models.CharField(db_collation="C", max_length=240)),
        migrations.AddField(
            "nameword",
            "mirror",
            models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    models.When(then=None, word__regex="^[0-9]+$"), default=django.db.models.functions.text.Reverse("word")
                ),
                output_field=models.CharField(db_collation="C", max_length=240, null=True),
            ),
        ),
        migrations.AddIndex("nameword", models.Index(fields=["word"], condition=NO_NUMBER, name="name_word_by_beginning")),
        migrations.AddIndex("nameword", models.Index(fields=["mirror"], condition=NO_NUMBER, name="name_word_by_end")),
        migrations.AddIndex(
            "nameword",
            models.Index(fields=["partner", "mirror"], include=["word"], condition=NO_NUMBER, name="name_word_of_partner"),
        ),
        migrations.AddIndex(
            "nameword",
            django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("word", name="gin_trgm_ops"), condition=NO_NUMBER, name="name_word_alike"
            ),
        ),
    ]
