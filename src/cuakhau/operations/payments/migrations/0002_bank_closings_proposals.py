"""The bank's side, the end of a day, and what takes two people."""

import django.db.models.deletion
from django.db import migrations, models

TRIGGERS = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments_collectionaccount
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments_statement
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments_statementrow
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments_settlement
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments_closing
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments_proposal
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments_decision
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_change();

-- Four eyes: whoever proposed does not decide.
CREATE FUNCTION payments_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW."by" = (SELECT p."by" FROM payments_proposal AS p WHERE p.id = NEW.proposal_id) THEN
        RAISE EXCEPTION 'proposal % is decided by another person', NEW.proposal_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER four_eyes BEFORE INSERT ON payments_decision
    FOR EACH ROW EXECUTE FUNCTION payments_four_eyes();

-- A closed day is frozen: no cash of that collector is written to it or before it.
CREATE FUNCTION payments_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.account = 'cash' AND EXISTS (
        SELECT FROM payments_closing AS closing JOIN payments_entry AS entry ON entry.id = NEW.entry_id
        WHERE closing.zone = NEW.zone AND closing.collector = NEW.holder
            AND closing.day >= entry.day
    ) THEN
        RAISE EXCEPTION 'the day of % is closed', NEW.holder USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER closed BEFORE INSERT ON payments_line
    FOR EACH ROW EXECUTE FUNCTION payments_closed();
"""
NO_TRIGGERS = """
DROP TRIGGER closed ON payments_line;
DROP FUNCTION payments_closed();
DROP TRIGGER four_eyes ON payments_decision;
DROP FUNCTION payments_four_eyes();
DROP TRIGGER append_only ON payments_collectionaccount;
DROP TRIGGER append_only ON payments_statement;
DROP TRIGGER append_only ON payments_statementrow;
DROP TRIGGER append_only ON payments_settlement;
DROP TRIGGER append_only ON payments_closing;
DROP TRIGGER append_only ON payments_proposal;
DROP TRIGGER append_only ON payments_decision;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0001_ledger"),
    ]

    operations = [
        migrations.CreateModel(
            name="CollectionAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("zone", models.TextField()),
                ("bank_bin", models.TextField()),
                ("bank_name", models.TextField()),
                ("account", models.TextField()),
                ("holder", models.TextField()),
                ("by", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("bank_bin__regex", "^[0-9]{6}$")),
                        name="bank_bin_of_six_digits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("account__regex", "^[0-9A-Za-z]{1,19}$")),
                        name="bank_account_as_napas_writes_it",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("zone", models.TextField()),
                ("kind", models.TextField()),
                ("visit", models.TextField(null=True)),
                ("firm", models.TextField(null=True)),
                ("amount_vnd", models.BigIntegerField()),
                ("means", models.TextField(blank=True)),
                ("basis", models.TextField()),
                ("by", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "waiver"), ("means", "")),
                            models.Q(("kind", "refund"), ("means__in", ["cash", "bank"])),
                            _connector="OR",
                        ),
                        name="proposal_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount_vnd__gt", 0), models.Q(("basis", ""), _negated=True)
                        ),
                        name="proposal_has_amount_and_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("visit__isnull", False), ("firm__isnull", False), _connector="OR"
                        ),
                        name="proposal_about_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("zone", models.TextField()),
                ("name", models.TextField()),
                ("digest", models.BinaryField(max_length=32)),
                ("mapping", models.JSONField()),
                ("by", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("zone", "digest"), name="statement_taken_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="StatementRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("zone", models.TextField()),
                ("row", models.IntegerField()),
                ("day", models.DateField()),
                ("amount_vnd", models.BigIntegerField()),
                ("text", models.TextField()),
                ("reference", models.TextField(blank=True)),
                ("fingerprint", models.BinaryField(max_length=32)),
                (
                    "doubles",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="payments.statementrow",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="payments.statement",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.TextField()),
                ("reason", models.TextField(blank=True)),
                ("by", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "entry",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlements",
                        to="payments.entry",
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlements",
                        to="payments.statementrow",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Closing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("zone", models.TextField()),
                ("collector", models.TextField()),
                ("day", models.DateField()),
                ("counted", models.JSONField()),
                ("counted_vnd", models.BigIntegerField()),
                ("book_vnd", models.BigIntegerField()),
                ("note", models.TextField(blank=True)),
                ("by", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "entry",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="payments.entry"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("zone", "collector", "day"), name="closing_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("counted_vnd", models.F("book_vnd")),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="closing_difference_explained",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("said", models.TextField()),
                ("note", models.TextField(blank=True)),
                ("by", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "entry",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="payments.entry"
                    ),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="payments.proposal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("entry__isnull", False), ("said", "approved")),
                            models.Q(("entry__isnull", True), ("said", "declined")),
                            _connector="OR",
                        ),
                        name="decision_known",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="statementrow",
            index=models.Index(fields=["zone", "day"], name="payments_st_zone_1ba649_idx"),
        ),
        migrations.AddIndex(
            model_name="statementrow",
            index=models.Index(fields=["zone", "fingerprint"], name="payments_st_zone_327477_idx"),
        ),
        migrations.AddConstraint(
            model_name="statementrow",
            constraint=models.UniqueConstraint(
                fields=("statement", "row"), name="statement_row_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="statementrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_vnd", 0), _negated=True), name="statement_row_of_money"
            ),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("entry__isnull", False), ("kind__in", ["matched", "booked"])),
                    models.Q(("entry__isnull", True), ("kind__in", ["set_aside", "undone"])),
                    _connector="OR",
                ),
                name="settlement_known",
            ),
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
