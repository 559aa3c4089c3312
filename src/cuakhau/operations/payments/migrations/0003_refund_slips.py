import django.db.models.deletion
from django.db import migrations, models

TRIGGERS = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments_refundslip
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments_slipprint
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_change();

-- Numbers of slips follow one another, as those of receipts do.
CREATE FUNCTION payments_slips_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.number <> 1 AND NOT EXISTS (
        SELECT FROM payments_refundslip
        WHERE zone = NEW.zone AND series = NEW.series AND number = NEW.number - 1
    ) THEN
        RAISE EXCEPTION 'slip % % leaves a gap', NEW.series, NEW.number
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER follow BEFORE INSERT ON payments_refundslip
    FOR EACH ROW EXECUTE FUNCTION payments_slips_follow();
"""
NO_TRIGGERS = """
DROP TRIGGER follow ON payments_refundslip;
DROP FUNCTION payments_slips_follow();
DROP TRIGGER append_only ON payments_slipprint;
DROP TRIGGER append_only ON payments_refundslip;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0002_bank_closings_proposals"),
    ]

    operations = [
        migrations.CreateModel(
            name="RefundSlip",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("zone", models.TextField()),
                ("series", models.TextField()),
                ("number", models.IntegerField()),
                ("visit", models.TextField(null=True)),
                ("firm", models.TextField(null=True)),
                ("amount_vnd", models.BigIntegerField()),
                ("content", models.JSONField()),
                ("by", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slip",
                        to="payments.decision",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SlipPrint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("by", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "slip",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prints",
                        to="payments.refundslip",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="refundslip",
            index=models.Index(fields=["zone", "visit"], name="slip_of_visit"),
        ),
        migrations.AddConstraint(
            model_name="refundslip",
            constraint=models.UniqueConstraint(
                fields=("zone", "series", "number"), name="slip_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="refundslip",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_vnd__gt", 0)), name="slip_of_money"
            ),
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
