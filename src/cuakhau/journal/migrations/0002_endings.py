"""Find records by how they end: the last characters of a plate, a phone, a paper."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """The key written backwards lies in the record, so that it is erased with it."""

    dependencies: ClassVar = [("journal", "0001_initial")]
    operations: ClassVar = [
        migrations.RunSQL(
            'ALTER TABLE journal_personal ADD COLUMN backwards text COLLATE "C"; '
            "CREATE INDEX journal_personal_backwards ON journal_personal (zone, backwards); "
            "CREATE INDEX journal_refusal_subject ON journal_refusal (zone, subject)",
            "DROP INDEX journal_refusal_subject; "
            "ALTER TABLE journal_personal DROP COLUMN backwards",
        )
    ]
