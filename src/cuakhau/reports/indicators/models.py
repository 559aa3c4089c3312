"""Values and targets that people entered: rows that stay; the latest of a period counts."""

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """One entry of an indicator for the days `first_day` to `last_day`, both in.

    `kind` is value or target; `value` is written out, so that no digit is lost. A trigger refuses
    every change: a correction is another row.
    """

    zone = models.TextField()
    indicator = models.TextField()
    kind = models.TextField()
    first_day = models.DateField()
    last_day = models.DateField()
    value = models.TextField()
    source = models.TextField()
    entered_us = models.BigIntegerField()
    entered_by = models.TextField()
    nonce = models.TextField()

    class Meta:
        app_label = "indicators"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("zone", "nonce"), name="entry_nonce_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=("zone", "indicator", "first_day"), name="entry_zone_indicator")
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.indicator} {self.first_day}"
