"""Who shall be on duty, and who was."""

from typing import ClassVar

from django.db import models


class Duty(models.Model):
    """A shift of a person, at a place or anywhere in the zone. `username` is a `Person`'s.

    `step` is the post: a step that the agency gives; without one the officer does what comes.
    """

    zone = models.TextField()
    username = models.TextField()
    place = models.TextField(null=True)  # noqa: DJ001 anywhere is not the empty place
    step = models.TextField(null=True)  # noqa: DJ001 any step is not the empty step
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


class Post(models.Model):
    """An officer on post, from one click to the other. The log counts posts; this says whose.

    `taken` and `left` name the rows of the log, subject and number. Without `left_at` the officer
    is on post; nobody is on two at once.
    """

    zone = models.TextField()
    username = models.TextField()
    agency = models.TextField()
    place = models.TextField()
    step = models.TextField(null=True)  # noqa: DJ001 any step is not the empty step
    taken = models.JSONField()
    taken_at = models.DateTimeField()
    left = models.JSONField(null=True)
    left_at = models.DateTimeField(null=True)
    left_by = models.TextField(null=True)  # noqa: DJ001 set together with left_at

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["zone", "username"],
                condition=models.Q(left_at__isnull=True),
                name="post_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(left_at__isnull=True, left_by__isnull=True)
                | models.Q(left_at__isnull=False, left_by__isnull=False),
                name="post_left_by_somebody",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["zone", "agency", "-taken_at"], name="post_of_agency_latest")
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.username} {self.place} {self.taken_at:%Y-%m-%d %H:%M}"
