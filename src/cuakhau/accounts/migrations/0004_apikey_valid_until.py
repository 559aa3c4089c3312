from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_leads_agency"),
    ]

    operations = [
        migrations.AddField(
            model_name="apikey",
            name="valid_until",
            field=models.DateTimeField(null=True),
        ),
    ]
