"""Sums of months, and of which facts they are the sums."""

from typing import ClassVar

from django.db import models


class MonthSum(models.Model):
    """What one month brought at one gate in one way: in all, or by one more column, or by all.

    `cut` says by which: gate (nothing more), hs2, partner, regime, or all three. Columns that a
    cut does not tell apart are "". Amounts are exact sums over the facts whose amount is known;
    `…_unknown` counts the others. `complete` is false for a month that still goes on.
    """

    zone = models.TextField()
    scope = models.TextField()
    cut = models.TextField()
    month = models.DateField()
    place = models.TextField()
    direction = models.TextField()
    hs2 = models.TextField()
    partner = models.TextField()
    regime = models.TextField()
    value_usd_cents = models.BigIntegerField(null=True)
    value_usd_cents_unknown = models.BigIntegerField()
    weight_g = models.BigIntegerField(null=True)
    weight_g_unknown = models.BigIntegerField()
    tax_vnd = models.BigIntegerField(null=True)
    tax_vnd_unknown = models.BigIntegerField()
    facts = models.BigIntegerField()
    complete = models.BooleanField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["zone", "scope", "cut", "month"])]

    def __str__(self) -> str:
        return f"{self.zone} {self.scope} {self.cut} {self.month} {self.place}"


class Rolled(models.Model):
    """Which facts of a scope the sums are of; one row a scope, replaced with its sums.

    `agrees` is false where the cube gives another total: where a source printed totals that its
    parts do not make up. Then a page asks the cube.
    """

    zone = models.TextField()
    scope = models.TextField()
    version = models.TextField()
    rows = models.BigIntegerField()
    agrees = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "scope"], name="rolled_once")
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.scope} {self.version}"
