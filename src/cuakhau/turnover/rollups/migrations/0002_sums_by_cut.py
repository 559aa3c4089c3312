"""The sums are made again from the facts, so that the old ones are thrown away."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rollups", "0001_initial")]

    operations = [
        migrations.DeleteModel(name="MonthSum"),
        migrations.DeleteModel(name="Rolled"),
        migrations.CreateModel(
            name="MonthSum",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("zone", models.TextField()),
                ("scope", models.TextField()),
                ("cut", models.TextField()),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("place", models.TextField()),
                ("direction", models.TextField()),
                ("hs", models.TextField()),
                ("partner", models.TextField()),
                ("value_usd_cents", models.BigIntegerField(null=True)),
                ("value_usd_cents_unknown", models.BigIntegerField()),
                ("weight_g", models.BigIntegerField(null=True)),
                ("tax_vnd", models.BigIntegerField(null=True)),
                ("facts", models.BigIntegerField()),
                ("complete", models.BooleanField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["zone", "scope", "cut", "since"], name="month_sums_by_cut")
                ],
            },
        ),
        migrations.CreateModel(
            name="Rolled",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("zone", models.TextField()),
                ("scope", models.TextField()),
                ("version", models.TextField()),
                ("known_us", models.BigIntegerField()),
                ("rows", models.BigIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("zone", "scope"), name="rolled_once")
                ],
            },
        ),
    ]
