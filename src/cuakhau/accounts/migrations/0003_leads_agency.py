from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_firms")]

    operations = [
        migrations.AddField("person", "leads_agency", models.BooleanField(default=False)),
        migrations.AddConstraint(
            "person",
            models.CheckConstraint(
                condition=models.Q(
                    ("leads_agency", False), ("agency__isnull", False), _connector="OR"
                ),
                name="person_leads_own_agency",
            ),
        ),
    ]
