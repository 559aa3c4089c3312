from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_apikey_valid_until")]

    operations = [
        migrations.AddField("person", "unit", models.TextField(blank=True, default="")),
        migrations.AddField("person", "phone", models.TextField(blank=True, default="")),
    ]
