"""The table of entries, which takes rows and never changes them."""

from django.db import migrations, models

APPEND_ONLY = """
CREATE FUNCTION indicators_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was entered stays: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege', HINT = 'Enter it again; the latest counts.';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON indicators_entry
    FOR EACH STATEMENT EXECUTE FUNCTION indicators_refuse_change();
"""
CHANGEABLE = """
DROP TRIGGER append_only ON indicators_entry;
DROP FUNCTION indicators_refuse_change();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("zone", models.TextField()),
                ("indicator", models.TextField()),
                ("kind", models.TextField()),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("value", models.TextField()),
                ("source", models.TextField()),
                ("entered_us", models.BigIntegerField()),
                ("entered_by", models.TextField()),
                ("nonce", models.TextField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["zone", "indicator", "first_day"], name="entry_zone_indicator"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("zone", "nonce"), name="entry_nonce_once")
                ],
            },
        ),
        migrations.RunSQL(APPEND_ONLY, CHANGEABLE),
    ]
