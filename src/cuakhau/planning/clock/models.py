"""Days whose clock is kept, so that no page reads the log."""

from typing import ClassVar

from django.db import models


class ClockDay(models.Model):
    """The clock of the visits that ended in one bulletin day (decision 0029).

    `visits`, `spent` and `acts` (from the first to the last act of each agency) are Arrow tables
    (IPC); `facts` has what is counted besides them: rates, late ticks, clocks that disagree.
    `ends_at` is up to when the day was read: its end, once it is over. `at` is time of the zone.
    `is_stale`: rows came later, and the day is to be made anew.
    """

    zone = models.TextField()
    day = models.DateField()
    zone_version = models.TextField()
    ends_at = models.DateTimeField()
    at = models.DateTimeField()
    is_over = models.BooleanField()
    visits = models.BinaryField()
    spent = models.BinaryField()
    acts = models.BinaryField(null=True)
    is_stale = models.BooleanField(default=False)
    facts = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "day"], name="clock_day_once"),
        ]

    def __str__(self) -> str:
        return f"clock of {self.zone} on {self.day}"


class ClockMark(models.Model):
    """Up to which row (transaction, position) the log of a zone was looked at for late ones."""

    zone = models.TextField(unique=True)
    xid = models.BigIntegerField()
    position = models.BigIntegerField()

    def __str__(self) -> str:
        return f"late rows of {self.zone} up to {self.xid}, {self.position}"
