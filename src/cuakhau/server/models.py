"""Where the clock of a demo zone is tied to the wall clock."""

from typing import ClassVar

from django.db import models


class ClockAnchor(models.Model):
    """At `wall_us` it was `virtual_us` in the zone; from there its time runs `speed` times faster.

    Its time stops at `until_us`: the replayed day is over, and the zone stays as it then was.
    `run` names the replay, `plan` is a digest of its rows, `played` counts those that are in the
    log, `seen_us` is the time up to which it had come; the last two are written with the rows, so
    that a replay goes on where it was, whatever ended it.
    """

    zone = models.TextField(primary_key=True)
    wall_us = models.BigIntegerField()
    virtual_us = models.BigIntegerField()
    speed = models.FloatField()
    until_us = models.BigIntegerField()
    run = models.TextField(blank=True)
    plan = models.TextField(blank=True)
    played = models.IntegerField(default=0)
    seen_us = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(speed__gt=0), name="clock_runs_forward"),
            models.CheckConstraint(
                condition=models.Q(zone__endswith="-demo"), name="clock_of_demo_only"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.zone} × {self.speed:g}"
