"""Who serves when: one row a shift of a person, never changed, only taken back."""

from typing import ClassVar

from django.db import models


class Duty(models.Model):
    """A shift of a person, at a place or anywhere in the zone. `username` is a `Person`'s."""

    zone = models.TextField()
    username = models.TextField()
    place = models.TextField(null=True)  # noqa: DJ001 anywhere is not the empty place
    since = models.DateTimeField()
    until = models.DateTimeField()
    by = models.TextField()
    at = models.DateTimeField()
    ended_by = models.TextField(null=True)  # noqa: DJ001 set together with ended_at
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("since")), name="duty_is_a_stretch"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_by__isnull=True, ended_at__isnull=True)
                | models.Q(ended_by__isnull=False, ended_at__isnull=False),
                name="duty_ended_by_somebody",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["zone", "since"], name="duty_by_time")]

    def __str__(self) -> str:
        return f"{self.zone} {self.username} {self.since:%Y-%m-%d %H:%M}"
