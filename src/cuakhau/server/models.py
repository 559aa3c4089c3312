"""Where the clock of a demo zone is tied to the wall clock."""

from typing import ClassVar

from django.db import models


class ClockAnchor(models.Model):
    """At `wall_us` it was `virtual_us` in the zone; from there its time runs `speed` times faster.

    Its time stops at `until_us`: the replayed day is over, and the zone stays as it then was.
    """

    zone = models.TextField(primary_key=True)
    wall_us = models.BigIntegerField()
    virtual_us = models.BigIntegerField()
    speed = models.FloatField()
    until_us = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(speed__gt=0), name="clock_runs_forward"),
            models.CheckConstraint(
                condition=models.Q(zone__endswith="-demo"), name="clock_of_demo_only"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.zone} × {self.speed:g}"
