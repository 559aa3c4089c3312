"""The table of issued bulletins, which takes rows and never changes them."""

from django.db import migrations, models

APPEND_ONLY = """
CREATE FUNCTION reports_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was issued stays: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege',
              HINT = 'What changed later appears in the next bulletin.';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reports_issuedbulletin
    FOR EACH STATEMENT EXECUTE FUNCTION reports_refuse_change();
"""
CHANGEABLE = """
DROP TRIGGER append_only ON reports_issuedbulletin;
DROP FUNCTION reports_refuse_change();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.CreateModel(
            name="IssuedBulletin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("zone", models.TextField()),
                ("day", models.DateField()),
                ("xid", models.BigIntegerField()),
                ("position", models.BigIntegerField()),
                ("zone_version", models.TextField()),
                ("content", models.JSONField()),
                ("texts", models.JSONField()),
                ("digest", models.BinaryField(max_length=32)),
                ("issued_us", models.BigIntegerField()),
                ("issued_by", models.TextField()),
                ("nonce", models.TextField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("zone", "day"), name="bulletin_issued_once"),
                    models.UniqueConstraint(fields=("zone", "nonce"), name="bulletin_nonce_once"),
                ],
            },
        ),
        migrations.RunSQL(APPEND_ONLY, CHANGEABLE),
    ]
