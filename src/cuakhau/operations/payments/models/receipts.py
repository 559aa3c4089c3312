"""Receipts: a book of numbers for each series, the receipts as given, and what was done to them."""

from typing import ClassVar

from django.db import models

from cuakhau.operations.payments.models.ledger import Entry


class ReceiptBook(models.Model):
    """The last number that a series of receipts gave; locked by whoever takes the next one."""

    zone = models.TextField()
    series = models.TextField()
    last = models.IntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "series"], name="receipt_book_once"),
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.series} {self.last}"


class Receipt(models.Model):
    """A receipt as it was given: series, number, and all that is printed on it.

    Numbers of a series have no gaps: a trigger wants the one before. `replaces` names the receipt
    that this one stands for.
    """

    zone = models.TextField()
    series = models.TextField()
    number = models.IntegerField()
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="receipts")
    visit = models.TextField(null=True)  # noqa: DJ001
    firm = models.TextField(null=True)  # noqa: DJ001
    amount_vnd = models.BigIntegerField()
    content = models.JSONField()
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "series", "number"], name="receipt_once"),
            models.CheckConstraint(condition=models.Q(amount_vnd__gt=0), name="receipt_of_money"),
        ]
        indexes: ClassVar = [models.Index(fields=["zone", "visit"])]

    def __str__(self) -> str:
        return f"{self.series} {self.number:07d}"


class ReceiptAct(models.Model):
    """What was done with a receipt: printed (the second time it is a copy), cancelled."""

    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="acts")
    act = models.TextField()
    reason = models.TextField(blank=True)
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(act__in=["printed", "cancelled"]), name="receipt_act_known"
            ),
            models.UniqueConstraint(
                fields=["receipt"],
                condition=models.Q(act="cancelled"),
                name="receipt_cancelled_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.receipt} {self.act}"
