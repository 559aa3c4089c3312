"""The register of works, which the database itself keeps as it was written."""

from django.db import migrations, models

TABLES = ("description", "money")
TRIGGERS = """
CREATE FUNCTION works_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the register of works is only added to: % of % is refused', TG_OP,
        TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege', HINT = 'Write a new line.';
END $$;
""" + "".join(
    f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON works_{table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION works_refuse_change();\n"
    for table in TABLES
)
BACK = (
    "".join(f"DROP TRIGGER append_only ON works_{table};\n" for table in TABLES)
    + "DROP FUNCTION works_refuse_change();\n"
)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Description",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("zone", models.TextField()),
                ("code", models.TextField()),
                ("revision", models.IntegerField()),
                ("said", models.JSONField()),
                ("act", models.TextField()),
                ("by", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("zone", "code", "revision"), name="works_revision_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Money",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("zone", models.TextField()),
                ("code", models.TextField()),
                ("kind", models.TextField()),
                ("year", models.IntegerField()),
                ("amount_vnd", models.BigIntegerField()),
                ("day", models.DateField()),
                ("package", models.TextField(blank=True)),
                ("document", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
                ("by", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["zone", "code", "id"], name="works_money_of")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_vnd", 0), _negated=True),
                        name="works_money_moves",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "accepted",
                                    "advance",
                                    "advanced_capital",
                                    "carried",
                                    "opening",
                                    "payment",
                                    "plan",
                                    "recovered",
                                    "scheduled",
                                ],
                            )
                        ),
                        name="works_money_kind_is_known",
                    ),
                ],
            },
        ),
        migrations.RunSQL(TRIGGERS, BACK),
    ]
