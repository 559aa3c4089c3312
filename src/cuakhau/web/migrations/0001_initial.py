"""The table of issued figures, which takes rows and never changes them."""

from django.db import migrations, models

APPEND_ONLY = """
CREATE FUNCTION web_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was issued stays: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege', HINT = 'Issue the corrected figure anew.';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON web_figurerow
    FOR EACH STATEMENT EXECUTE FUNCTION web_refuse_change();
"""
CHANGEABLE = """
DROP TRIGGER append_only ON web_figurerow;
DROP FUNCTION web_refuse_change();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.CreateModel(
            name="FigureRow",
            fields=[
                ("code", models.TextField(primary_key=True, serialize=False)),
                ("zone", models.TextField()),
                ("zone_version", models.TextField()),
                ("log", models.TextField()),
                ("definition", models.TextField()),
                ("query", models.TextField()),
                ("parameters", models.JSONField()),
                ("value", models.TextField(null=True)),
                ("unit", models.TextField()),
                ("reason", models.TextField(blank=True)),
                ("as_of_us", models.BigIntegerField()),
                ("kept_us", models.BigIntegerField()),
                ("kept_by", models.TextField()),
            ],
        ),
        migrations.RunSQL(APPEND_ONLY, CHANGEABLE),
    ]
