"""The table of issued documents, which takes rows and never changes them."""

from django.db import migrations, models

APPEND_ONLY = """
CREATE FUNCTION documents_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was issued stays: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege',
              HINT = 'Write another document; this one shows what has changed since.';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON documents_issueddocument
    FOR EACH STATEMENT EXECUTE FUNCTION documents_refuse_change();
"""
CHANGEABLE = """
DROP TRIGGER append_only ON documents_issueddocument;
DROP FUNCTION documents_refuse_change();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="IssuedDocument",
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
                ("language", models.TextField()),
                ("number", models.IntegerField()),
                ("day", models.DateField()),
                ("abstract", models.TextField()),
                ("code", models.TextField()),
                ("content", models.TextField()),
                ("digest", models.BinaryField(max_length=32)),
                ("issued_us", models.BigIntegerField()),
                ("issued_by", models.TextField()),
                ("nonce", models.TextField()),
            ],
            options={
                "indexes": [models.Index(fields=["zone", "day"], name="document_zone_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("zone", "nonce"), name="document_nonce_once")
                ],
            },
        ),
        migrations.RunSQL(APPEND_ONLY, CHANGEABLE),
    ]
