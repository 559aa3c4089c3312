"""The tables, as SQL; the models only tell Django that they are there."""

from pathlib import Path

from django.db import migrations, models

TABLES = Path(__file__).with_name("tables.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    """Make everything at once."""

    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.RunSQL(TABLES),
        migrations.CreateModel(
            name="Refusal",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("zone", models.TextField()),
                ("nonce", models.TextField()),
                ("row", models.IntegerField(null=True)),
                ("digest", models.BinaryField()),
                ("subject", models.TextField()),
                ("kind", models.TextField()),
                ("step", models.TextField(null=True)),
                ("rule", models.TextField()),
                ("facts", models.JSONField()),
                ("by", models.TextField()),
                ("at_us", models.BigIntegerField()),
                ("at_offset_min", models.SmallIntegerField()),
            ],
            options={"db_table": "journal_refusal", "managed": False, "ordering": ("id",)},
        ),
    ]
