"""Slips of refunds: what the payer of a refund signs for, under numbers without gaps."""

from typing import ClassVar

from django.db import models

from cuakhau.operations.payments.models.proposals import Decision


class RefundSlip(models.Model):
    """A slip as it was given with the decision: series, number, and all that is printed on it.

    Numbers of a series have no gaps: a trigger wants the one before.
    """

    zone = models.TextField()
    series = models.TextField()
    number = models.IntegerField()
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="slip")
    visit = models.TextField(null=True)  # noqa: DJ001 none is not the empty number
    firm = models.TextField(null=True)  # noqa: DJ001
    amount_vnd = models.BigIntegerField()
    content = models.JSONField()
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "series", "number"], name="slip_once"),
            models.CheckConstraint(condition=models.Q(amount_vnd__gt=0), name="slip_of_money"),
        ]
        indexes: ClassVar = [models.Index(fields=["zone", "visit"], name="slip_of_visit")]

    def __str__(self) -> str:
        return f"{self.series} {self.number:07d}"


class SlipPrint(models.Model):
    """That a slip was printed; the second print and every later one is a copy."""

    slip = models.ForeignKey(RefundSlip, models.PROTECT, related_name="prints")
    by = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.slip} {self.at}"
