"""Let money be disbursed that nobody told apart into advances and payments."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("works", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="money",
            name="works_money_kind_is_known",
        ),
        migrations.AddConstraint(
            model_name="money",
            constraint=models.CheckConstraint(
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
                            "unsplit",
                        ],
                    )
                ),
                name="works_money_kind_is_known",
            ),
        ),
    ]
