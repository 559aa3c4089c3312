"""Targets of a year, as they were set; a later word replaces an earlier one and names its time."""

from typing import ClassVar

from django.db import models

VALUE, TAX, FEES = "value", "tax", "fees"
MEASURES = (VALUE, TAX, FEES)


class Target(models.Model):
    """What one measure shall reach in a year. Rows are only added; the newest in force counts.

    `amount` is US cents for `value`, whole dong for `tax` and `fees`. `scope` is of trade; empty
    for fees. It is in force from `valid_from`. `source` names the document. `at` is zone time.
    """

    zone = models.TextField()
    year = models.IntegerField()
    measure = models.TextField()
    scope = models.TextField(blank=True)
    amount = models.BigIntegerField()
    valid_from = models.DateField()
    source = models.TextField()
    note = models.TextField(blank=True)
    by = models.TextField()
    at = models.DateTimeField()
    nonce = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "nonce"], name="target_set_once"),
            models.CheckConstraint(
                condition=models.Q(measure__in=MEASURES), name="target_measure_is_known"
            ),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="target_is_positive"),
        ]
        indexes: ClassVar = [models.Index(fields=["zone", "year"], name="target_by_year")]

    def __str__(self) -> str:
        return f"{self.zone} {self.year} {self.measure} {self.scope}"
