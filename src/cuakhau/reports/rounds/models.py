"""Rounds and what was done in them: rows that stay. A trigger refuses every change of either."""

from typing import ClassVar

from django.db import models


class Round(models.Model):
    """A round for one kind of document and its periods, from `units` of the zone, by `due`."""

    zone = models.TextField()
    kind = models.TextField()
    periods = models.TextField()
    first_day = models.DateField()
    last_day = models.DateField()
    due = models.DateField()
    units = models.JSONField()
    opened_us = models.BigIntegerField()
    opened_by = models.TextField()
    nonce = models.TextField()

    class Meta:
        app_label = "rounds"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("zone", "nonce"), name="round_nonce_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=("zone", "kind", "last_day"), name="round_zone_kind")
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.kind} {self.periods}"


class Step(models.Model):
    """One thing done in a round.

    `act` is sent, back, comment, remind, approve or issue; `unit` is empty for the last two. `text`
    is the paragraph or comment; for approve the missing units with commas, for issue the key of the
    document.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="steps")
    act = models.TextField()
    unit = models.TextField()
    text = models.TextField()
    done_us = models.BigIntegerField()
    done_by = models.TextField()
    nonce = models.TextField()

    class Meta:
        app_label = "rounds"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("round", "nonce", "unit"), name="step_nonce_once"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.act} {self.unit}"
