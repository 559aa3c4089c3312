"""Sums of months, and of which facts they are the sums."""

from typing import ClassVar

from django.db import models


class MonthSum(models.Model):
    """What the lines of one month brought at one gate in one way: in all, by goods or by partner.

    `cut` says by which: gate (nothing more), hs2, hs4, partner; `hs` and `partner` are "" where a
    cut does not tell them apart. Of lines that a source gives for more than a month `since` and
    `until` are the days of their quarter, half or year. Amounts are exact sums over the facts whose
    amount is known; `…_unknown` counts the others. `complete` is false for what still goes on.
    """

    zone = models.TextField()
    scope = models.TextField()
    cut = models.TextField()
    since = models.DateField()
    until = models.DateField()
    place = models.TextField()
    direction = models.TextField()
    hs = models.TextField()
    partner = models.TextField()
    value_usd_cents = models.BigIntegerField(null=True)
    value_usd_cents_unknown = models.BigIntegerField()
    weight_g = models.BigIntegerField(null=True)
    tax_vnd = models.BigIntegerField(null=True)
    facts = models.BigIntegerField()
    complete = models.BooleanField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["zone", "scope", "cut", "since"], name="month_sums_by_cut")
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.scope} {self.cut} {self.since} {self.place}"


class Rolled(models.Model):
    """Which facts of a scope the sums are of; one row a scope, replaced with its sums.

    `known_us`: when the last of these facts became known. As it was known before, a page asks the
    cube itself.
    """

    zone = models.TextField()
    scope = models.TextField()
    version = models.TextField()
    known_us = models.BigIntegerField()
    rows = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "scope"], name="rolled_once")
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.scope} {self.version}"
