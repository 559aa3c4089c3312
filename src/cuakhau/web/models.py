"""Figures that were issued: kept for good, so that their codes can be resolved again."""

from django.db import models


class FigureRow(models.Model):
    """One figure as it was issued. The table takes no change (a trigger holds it).

    `value` is a whole or decimal number written out, and null where the value was unknown;
    `reason` then says why. `log` and `zone_version` are its data version.
    """

    code = models.TextField(primary_key=True)
    zone = models.TextField()
    zone_version = models.TextField()
    log = models.TextField()
    definition = models.TextField()
    query = models.TextField()
    parameters = models.JSONField()
    value = models.TextField(null=True)  # noqa: DJ001 unknown is not the empty word
    unit = models.TextField()
    reason = models.TextField(blank=True)
    as_of_us = models.BigIntegerField()
    kept_us = models.BigIntegerField()
    kept_by = models.TextField()

    def __str__(self) -> str:
        return f"{self.code} {self.query}"
