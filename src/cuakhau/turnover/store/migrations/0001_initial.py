"""Facts of trade, which the database itself keeps as they were written."""

import django.db.models.deletion
from django.db import migrations, models

TABLES = ("import", "fact", "doubt", "settlement", "savedmapping", "rate")
TRIGGERS = (
    """
CREATE FUNCTION trade_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'facts are only added to: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege', HINT = 'Write a new revision.';
END $$;
"""
    + "".join(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON trade_{table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION trade_refuse_change();\n"
        for table in TABLES
    )
    + """
-- Facts are written import by import, so their places follow the import: a snapshot reads its tail.
CREATE INDEX trade_fact_by_import ON trade_fact USING brin (import_id);
"""
)
BACK = (
    """
DROP INDEX trade_fact_by_import;
"""
    + "".join(f"DROP TRIGGER append_only ON trade_{table};\n" for table in TABLES)
    + """
DROP FUNCTION trade_refuse_change();
"""
)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Fact",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "zone",
                        "fact",
                        "revision",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("zone", models.TextField()),
                ("fact", models.TextField()),
                ("revision", models.IntegerField()),
                ("known_us", models.BigIntegerField()),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("day_ends", models.TextField()),
                ("place", models.TextField(null=True)),
                ("scope", models.TextField()),
                ("direction", models.TextField()),
                ("regime", models.TextField(null=True)),
                ("hs", models.TextField(null=True)),
                ("hs_edition", models.TextField(null=True)),
                ("partner", models.TextField(null=True)),
                ("value", models.BigIntegerField(null=True)),
                ("currency", models.TextField(null=True)),
                ("value_usd_cents", models.BigIntegerField(null=True)),
                ("usd_rate", models.FloatField(null=True)),
                ("rate_source", models.TextField(null=True)),
                ("weight_g", models.BigIntegerField(null=True)),
                ("duty_vnd", models.BigIntegerField(null=True)),
                ("vat_vnd", models.BigIntegerField(null=True)),
                ("other_tax_vnd", models.BigIntegerField(null=True)),
                ("growth_published_pct", models.FloatField(null=True)),
                ("source", models.TextField()),
                ("precision", models.TextField()),
                ("doubts", models.TextField(null=True)),
                ("note", models.TextField(null=True)),
                ("import_id", models.BigIntegerField()),
                ("row", models.IntegerField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["zone", "source", "first_day"], name="trade_fact_by_source"
                    )
                ],
            },
        ),
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
                ("name", models.TextField(blank=True)),
                ("digest", models.TextField()),
                ("mapping_name", models.TextField(blank=True)),
                ("mapping", models.TextField(blank=True)),
                ("rows", models.IntegerField()),
                ("good", models.IntegerField()),
                ("new", models.IntegerField()),
                ("revised", models.IntegerField()),
                ("alike", models.IntegerField()),
                ("aside", models.IntegerField()),
                ("doubted", models.IntegerField()),
                ("first_day", models.DateField(null=True)),
                ("last_day", models.DateField(null=True)),
                ("missing", models.JSONField(default=list)),
                ("by", models.TextField()),
                ("at", models.DateTimeField()),
                ("nonce", models.TextField()),
            ],
            options={
                "indexes": [models.Index(fields=["zone", "-id"], name="trade_import_by_zone")],
                "constraints": [
                    models.UniqueConstraint(fields=("zone", "nonce"), name="trade_import_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "file")),
                        fields=("zone", "digest"),
                        name="trade_file_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ("file", "published", "own_visits", "settled", "valued"))
                        ),
                        name="trade_import_kind_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Doubt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("zone", models.TextField()),
                ("row", models.IntegerField()),
                ("follows", models.TextField()),
                ("rules", models.TextField()),
                ("mistakes", models.JSONField()),
                ("said", models.JSONField(default=dict)),
                ("fact", models.TextField(null=True)),
                (
                    "taken",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="trade.import"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Rate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("zone", models.TextField()),
                ("currency", models.TextField()),
                ("day", models.DateField()),
                ("per_usd", models.FloatField()),
                ("source", models.TextField()),
                ("by", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["zone", "currency", "-day", "-id"], name="trade_rate_by_day"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("per_usd__gt", 0)), name="trade_rate_is_positive"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedMapping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("zone", models.TextField()),
                ("name", models.TextField()),
                ("text", models.TextField()),
                ("by", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["zone", "name", "-id"], name="trade_mapping_by_name")
                ],
            },
        ),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("zone", models.TextField()),
                ("act", models.TextField()),
                ("said", models.JSONField(default=dict)),
                ("note", models.TextField(blank=True)),
                ("by", models.TextField()),
                ("at", models.DateTimeField()),
                ("nonce", models.TextField()),
                (
                    "doubt",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, to="trade.doubt"
                    ),
                ),
                (
                    "taken",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="trade.import"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="doubt",
            index=models.Index(fields=["zone", "id"], name="trade_doubt_by_zone"),
        ),
        migrations.AddIndex(
            model_name="settlement",
            index=models.Index(fields=["zone", "nonce"], name="trade_settled_nonce"),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.CheckConstraint(
                condition=models.Q(("act__in", ("accept", "correct", "reject"))),
                name="trade_settlement_act_is_known",
            ),
        ),
        migrations.RunSQL(TRIGGERS, BACK),
    ]
