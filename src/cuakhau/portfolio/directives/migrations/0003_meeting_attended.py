import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directives", "0002_boundary_proposal_step")]

    operations = [
        migrations.AddField(
            "meeting",
            "attended",
            django.contrib.postgres.fields.ArrayField(models.TextField(), default=list, size=None),
        ),
    ]
