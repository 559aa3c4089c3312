"""Find the visits of a day without reading all of them."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """The time of declaration never changes, so that later rows of a visit cost nothing here."""

    dependencies: ClassVar = [("journal", "0002_endings")]
    operations: ClassVar = [
        migrations.RunSQL(
            "CREATE INDEX journal_subject_declared ON journal_subject (zone, declared_us)",
            "DROP INDEX journal_subject_declared",
        )
    ]
