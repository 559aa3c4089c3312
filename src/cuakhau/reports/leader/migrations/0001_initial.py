"""Who asked for the message of the morning."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the wishes."""

    initial = True
    dependencies: ClassVar = []
    operations: ClassVar = [
        migrations.CreateModel(
            name="BriefWish",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("zone", models.TextField()),
                ("person", models.TextField()),
                ("wants", models.BooleanField()),
                ("at", models.DateTimeField()),
                ("nonce", models.TextField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("zone", "nonce"), name="leader_wish_once")
                ],
            },
        ),
    ]
