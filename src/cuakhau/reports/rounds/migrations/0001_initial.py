"""Rounds and their steps: tables that take rows and never change them."""

import django.db.models.deletion
from django.db import migrations, models

APPEND_ONLY = """
CREATE FUNCTION rounds_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was done in a round stays: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege', HINT = 'Send in another version instead.';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rounds_round
    FOR EACH STATEMENT EXECUTE FUNCTION rounds_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rounds_step
    FOR EACH STATEMENT EXECUTE FUNCTION rounds_refuse_change();
"""
CHANGEABLE = """
DROP TRIGGER append_only ON rounds_step;
DROP TRIGGER append_only ON rounds_round;
DROP FUNCTION rounds_refuse_change();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("zone", models.TextField()),
                ("kind", models.TextField()),
                ("periods", models.TextField()),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("due", models.DateField()),
                ("units", models.JSONField()),
                ("opened_us", models.BigIntegerField()),
                ("opened_by", models.TextField()),
                ("nonce", models.TextField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["zone", "kind", "last_day"], name="round_zone_kind")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("zone", "nonce"), name="round_nonce_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("act", models.TextField()),
                ("unit", models.TextField()),
                ("text", models.TextField()),
                ("done_us", models.BigIntegerField()),
                ("done_by", models.TextField()),
                ("nonce", models.TextField()),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="rounds.round",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "nonce", "unit"), name="step_nonce_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(APPEND_ONLY, CHANGEABLE),
    ]
