"""The history also keeps what was taken out of a file."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("supply", "0003_search_by_words"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="assessment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "supply_assessmentevent" ("driving_passed", "firearms_passed", "held_on", "id", "language", "level", "officer_id", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "score", "source") VALUES (OLD."driving_passed", OLD."firearms_passed", OLD."held_on", OLD."id", OLD."language", OLD."level", OLD."officer_id", OLD."partner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."result", OLD."score", OLD."source"); RETURN NULL;',
                    hash="703ea30ead18f16b765e23443c6e5ba15516e8aa",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7c58b",
                    table="supply_assessment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "supply_documentevent" ("expires_on", "id", "issued_on", "kind", "officer_id", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark", "seen_by") VALUES (OLD."expires_on", OLD."id", OLD."issued_on", OLD."kind", OLD."officer_id", OLD."partner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."remark", OLD."seen_by"); RETURN NULL;',
                    hash="9325212a9e2d64624811e5ec336a040d660e7df1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f0297",
                    table="supply_document",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="experience",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "supply_experienceevent" ("country", "ends_on", "function", "id", "in_mission", "officer_id", "organisation", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (OLD."country", OLD."ends_on", OLD."function", OLD."id", OLD."in_mission", OLD."officer_id", OLD."organisation", OLD."partner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_on"); RETURN NULL;',
                    hash="520813ec84a81dd96e613f10aff80986cd6cdd9e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2873c",
                    table="supply_experience",
                    when="AFTER",
                ),
            ),
        ),
    ]
