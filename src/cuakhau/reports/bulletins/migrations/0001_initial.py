"""Bulletins of the past, which are taken in and never changed."""

import django.db.models.deletion
from django.db import migrations, models

APPEND_ONLY = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON bulletins_import
    FOR EACH STATEMENT EXECUTE FUNCTION reports_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON bulletins_importedcount
    FOR EACH STATEMENT EXECUTE FUNCTION reports_refuse_change();
"""
CHANGEABLE = """
DROP TRIGGER append_only ON bulletins_importedcount;
DROP TRIGGER append_only ON bulletins_import;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [("reports", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Import",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("zone", models.TextField()),
                ("kind", models.TextField()),
                ("source", models.TextField()),
                ("content", models.TextField()),
                ("lost", models.JSONField(default=list)),
                ("digest", models.BinaryField(max_length=32)),
                ("by", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("zone", "digest"), name="import_taken_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["text", "csv"])), name="import_kind_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportedCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("zone", models.TextField()),
                ("row", models.IntegerField()),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("place", models.TextField()),
                ("measure", models.TextField()),
                ("direction", models.TextField()),
                ("cargo", models.TextField()),
                ("value", models.BigIntegerField()),
                ("value_high", models.BigIntegerField(null=True)),
                ("unit", models.TextField()),
                ("precision", models.TextField()),
                ("note", models.TextField(blank=True)),
                ("doubt", models.TextField(blank=True)),
                (
                    "taken",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counts",
                        to="bulletins.import",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["zone", "first_day"], name="bulletins_i_zone_168e51_idx")
                ],
            },
        ),
        migrations.RunSQL(APPEND_ONLY, CHANGEABLE),
    ]
