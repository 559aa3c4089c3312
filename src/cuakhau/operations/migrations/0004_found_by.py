"""What a visit is looked for by: its number from behind, its vehicle, phone and papers."""

from typing import ClassVar

from django.db import migrations

MAKE = """
CREATE INDEX declared_number_backwards ON operations_declaration
    (zone, (reverse(replace(upper(number), '-', '')) COLLATE "C"));
CREATE INDEX declared_with_vehicle ON operations_declaration (zone, vehicle);
CREATE INDEX declared_with_phone ON operations_declaration (zone, phone);
CREATE INDEX declared_with_papers ON operations_declaration USING gin (papers jsonb_path_ops);
"""
DROP = """
DROP INDEX declared_number_backwards, declared_with_vehicle, declared_with_phone,
    declared_with_papers;
"""


class Migration(migrations.Migration):
    """Indexes that a model cannot name: an expression in the order of bytes."""

    dependencies: ClassVar = [("operations", "0003_consignments")]
    operations: ClassVar = [migrations.RunSQL(MAKE, DROP)]
