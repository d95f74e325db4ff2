"""Words of names for misspelt searches, and the days by which lists of officers are filtered."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

from releve_web.common.policies import IsolatePartnerRows

ADD_WORDS = """
CREATE FUNCTION releve_add_name_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO supply_nameword (partner_id, word)
    SELECT DISTINCT partner_id, left(word, 240) FROM written, unnest(string_to_array(search_key, ' ')) AS word WHERE word <> ''
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER name_words_of_new AFTER INSERT ON supply_officer
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION releve_add_name_words();
CREATE TRIGGER name_words_of_changed AFTER UPDATE ON supply_officer
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION releve_add_name_words();
"""
DROP_WORDS = """
DROP TRIGGER name_words_of_new ON supply_officer;
DROP TRIGGER name_words_of_changed ON supply_officer;
DROP FUNCTION releve_add_name_words();
"""


class Migration(migrations.Migration):
    """Add the table, its trigger and the indexes."""

    dependencies = [("engagement", "0001_initial"), ("supply", "0002_isolation")]
    operations = [
        migrations.CreateModel(
            name="NameWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=240)),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="engagement.partner", verbose_name="partner"
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("word", name="gin_trgm_ops"), name="name_word_search"
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("partner", "word"), name="one_word_a_partner")],
            },
        ),
        IsolatePartnerRows("supply_nameword"),
        migrations.RunSQL(sql=ADD_WORDS, reverse_sql=DROP_WORDS),
        migrations.AddIndex("officer", models.Index(fields=["passport_expires_on"], name="officer_by_passport")),
        migrations.AddIndex("officer", models.Index(fields=["medical_expires_on"], name="officer_by_medical")),
        migrations.AddIndex("officer", models.Index(fields=["ams_cleared_on"], name="officer_by_assessment")),
        migrations.AddIndex("document", models.Index(fields=["expires_on"], name="document_by_expiry")),
        # Finer statistics, so that the planner tells a common name from a rare one.
        migrations.RunSQL(
            sql="ALTER TABLE supply_officer ALTER COLUMN search_key SET STATISTICS 1000",
            reverse_sql="ALTER TABLE supply_officer ALTER COLUMN search_key SET STATISTICS -1",
        ),
    ]
