"""The ledger and its receipts, which the database itself keeps whole."""

import django.db.models.deletion
from django.db import migrations, models

TRIGGERS = """
CREATE FUNCTION payments_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the books are only added to: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege',
              HINT = 'Write an entry that takes the wrong one back.';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments_entry
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments_line
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments_receipt
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments_receiptact
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON payments_receiptbook
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_change();

-- Lines belong to the transaction of their entry: nobody adds to an entry later.
ALTER TABLE payments_entry
    ADD COLUMN xid bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint);
CREATE FUNCTION payments_written_together() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT xid FROM payments_entry WHERE id = NEW.entry_id)
        IS DISTINCT FROM pg_current_xact_id()::text::bigint
    THEN
        RAISE EXCEPTION 'entry % is closed: its lines were written with it', NEW.entry_id
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER written_together BEFORE INSERT ON payments_line
    FOR EACH ROW EXECUTE FUNCTION payments_written_together();

-- Looked at when the transaction ends, when all lines are there.
CREATE FUNCTION payments_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    lines integer;
    rest numeric;
BEGIN
    SELECT count(*), coalesce(sum(amount_vnd), 0) INTO lines, rest
        FROM payments_line WHERE entry_id = NEW.id;
    IF lines < 2 OR rest <> 0 THEN
        RAISE EXCEPTION 'entry % does not balance: % lines, % dong over', NEW.id, lines, rest
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER balanced AFTER INSERT ON payments_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_balance();

-- Numbers of receipts follow one another; the book of the series is locked, so nobody overtakes.
CREATE FUNCTION payments_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.number <> 1 AND NOT EXISTS (
        SELECT FROM payments_receipt
        WHERE zone = NEW.zone AND series = NEW.series AND number = NEW.number - 1
    ) THEN
        RAISE EXCEPTION 'receipt % % leaves a gap', NEW.series, NEW.number
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER follow BEFORE INSERT ON payments_receipt
    FOR EACH ROW EXECUTE FUNCTION payments_follow();
"""
NO_TRIGGERS = """
DROP TRIGGER follow ON payments_receipt;
DROP FUNCTION payments_follow();
DROP TRIGGER balanced ON payments_entry;
DROP FUNCTION payments_balance();
DROP TRIGGER written_together ON payments_line;
DROP FUNCTION payments_written_together();
ALTER TABLE payments_entry DROP COLUMN xid;
DROP TRIGGER append_only ON payments_receiptbook;
DROP TRIGGER append_only ON payments_receiptact;
DROP TRIGGER append_only ON payments_receipt;
DROP TRIGGER append_only ON payments_line;
DROP TRIGGER append_only ON payments_entry;
DROP FUNCTION payments_refuse_change();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("zone", models.TextField()),
                ("kind", models.TextField()),
                ("day", models.DateField()),
                ("visit", models.TextField(null=True)),
                ("firm", models.TextField(null=True)),
                ("gate", models.TextField(null=True)),
                ("basis", models.TextField(blank=True)),
                ("by", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "reverses",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="payments.entry",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("zone", models.TextField()),
                ("account", models.TextField()),
                ("holder", models.TextField(blank=True)),
                ("amount_vnd", models.BigIntegerField()),
                ("visit", models.TextField(null=True)),
                ("charge", models.TextField(blank=True)),
                ("gate", models.TextField(blank=True)),
                ("detail", models.JSONField(default=dict)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="payments.entry",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Receipt",
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
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="payments.entry",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="payments.receipt",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReceiptAct",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("act", models.TextField()),
                ("reason", models.TextField(blank=True)),
                ("by", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "receipt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts",
                        to="payments.receipt",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReceiptBook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("zone", models.TextField()),
                ("series", models.TextField()),
                ("last", models.IntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("zone", "series"), name="receipt_book_once")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["zone", "day"], name="payments_en_zone_0ce908_idx"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["zone", "firm"], name="payments_en_zone_66f490_idx"),
        ),
        migrations.AddIndex(
            model_name="line",
            index=models.Index(fields=["zone", "visit"], name="payments_li_zone_336b4e_idx"),
        ),
        migrations.AddIndex(
            model_name="line",
            index=models.Index(
                fields=["zone", "account", "holder"], name="payments_li_zone_c96bca_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "account__in",
                        (
                            "cash",
                            "bank",
                            "vault",
                            "due",
                            "prepaid",
                            "revenue",
                            "waiver",
                            "difference",
                        ),
                    )
                ),
                name="line_account_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_vnd", 0), _negated=True),
                name="line_amount_is_not_nought",
            ),
        ),
        migrations.AddIndex(
            model_name="receipt",
            index=models.Index(fields=["zone", "visit"], name="payments_re_zone_546c09_idx"),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.UniqueConstraint(
                fields=("zone", "series", "number"), name="receipt_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_vnd__gt", 0)), name="receipt_of_money"
            ),
        ),
        migrations.AddConstraint(
            model_name="receiptact",
            constraint=models.CheckConstraint(
                condition=models.Q(("act__in", ["printed", "cancelled"])), name="receipt_act_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="receiptact",
            constraint=models.UniqueConstraint(
                condition=models.Q(("act", "cancelled")),
                fields=("receipt",),
                name="receipt_cancelled_once",
            ),
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
