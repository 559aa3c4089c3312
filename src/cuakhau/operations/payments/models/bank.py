"""The bank's side: the account that fees are paid to, statements taken in, and what became of
each row of them."""

from typing import ClassVar

from django.db import models

from cuakhau.operations.payments.models.ledger import Entry


class CollectionAccount(models.Model):
    """The bank account of a zone's fees; the last one set is the one in force."""

    zone = models.TextField()
    bank_bin = models.TextField()
    bank_name = models.TextField()
    account = models.TextField()
    holder = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(bank_bin__regex=r"^[0-9]{6}$"), name="bank_bin_of_six_digits"
            ),
            models.CheckConstraint(
                condition=models.Q(account__regex=r"^[0-9A-Za-z]{1,19}$"),
                name="bank_account_as_napas_writes_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bank_bin} {self.account}"


class Statement(models.Model):
    """A bank statement file that was taken in whole. `mapping` says which column was what."""

    zone = models.TextField()
    name = models.TextField()
    digest = models.BinaryField(max_length=32)
    mapping = models.JSONField()
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "digest"], name="statement_taken_once"),
        ]

    def __str__(self) -> str:
        return self.name


class StatementRow(models.Model):
    """One row of a statement. `amount_vnd` above nought came in, below went out.

    `doubles` names an earlier row that says the same: the bank printed it twice, or the file
    overlaps another.
    """

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="rows")
    zone = models.TextField()
    row = models.IntegerField()
    day = models.DateField()
    amount_vnd = models.BigIntegerField()
    text = models.TextField()
    reference = models.TextField(blank=True)
    fingerprint = models.BinaryField(max_length=32)
    doubles = models.ForeignKey("self", models.PROTECT, null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["statement", "row"], name="statement_row_once"),
            models.CheckConstraint(
                condition=~models.Q(amount_vnd=0), name="statement_row_of_money"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["zone", "day"]),
            models.Index(fields=["zone", "fingerprint"]),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.amount_vnd}"


class Settlement(models.Model):
    """What became of a row of a statement; the last word about a row counts.

    `matched` and `booked` name the entry of the books that it is; `set_aside` says why it is none
    of ours; `undone` opens the row again.
    """

    row = models.ForeignKey(StatementRow, models.PROTECT, related_name="settlements")
    kind = models.TextField()
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="settlements")
    reason = models.TextField(blank=True)
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["matched", "booked"], entry__isnull=False)
                | models.Q(kind__in=["set_aside", "undone"], entry__isnull=True),
                name="settlement_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row} {self.kind}"
