"""Days whose clock is kept, so that no page reads the log."""

from typing import ClassVar

from django.db import models


class ClockDay(models.Model):
    """The clock of the visits that ended in one bulletin day (decision 0029).

    `visits` and `spent` are Arrow tables (IPC); `facts` has what is counted besides them: rates,
    late ticks, clocks that disagree. `ends_at` is up to when the day was read: its end, once it is
    over. `at` is time of the zone.
    """

    zone = models.TextField()
    day = models.DateField()
    zone_version = models.TextField()
    ends_at = models.DateTimeField()
    at = models.DateTimeField()
    is_over = models.BooleanField()
    visits = models.BinaryField()
    spent = models.BinaryField()
    facts = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "day"], name="clock_day_once"),
        ]

    def __str__(self) -> str:
        return f"clock of {self.zone} on {self.day}"
