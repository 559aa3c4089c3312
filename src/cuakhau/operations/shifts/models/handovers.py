"""What stands open when one officer hands over to the next, signed by both and frozen."""

from typing import ClassVar

from django.db import models


class Handover(models.Model):
    """A sheet of a change of shift. A trigger keeps what was written, and all of it once signed.

    `content` holds the sections as they stood at `at` (`handover.gather`), `digest` its SHA-256
    together with zone, agency, times and writer. `note` is a reference of `journal.personal`.
    """

    zone = models.TextField()
    agency = models.TextField()
    since = models.DateTimeField()
    content = models.JSONField()
    digest = models.TextField()
    note = models.TextField(blank=True)
    by = models.TextField()
    at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    taken_by = models.TextField(null=True)  # noqa: DJ001 set together with taken_at
    taken_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(taken_at__isnull=True, taken_by__isnull=True)
                | models.Q(taken_at__isnull=False, taken_by__isnull=False, left_at__isnull=False),
                name="handover_leaving_signs_first",
            ),
            models.CheckConstraint(
                condition=models.Q(taken_by__isnull=True) | ~models.Q(taken_by=models.F("by")),
                name="handover_between_two",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | models.Q(taken_at__isnull=True),
                name="handover_withdrawn_before",
            ),
            models.UniqueConstraint(
                fields=["zone", "by"],
                condition=models.Q(taken_at__isnull=True, withdrawn_at__isnull=True),
                name="handover_one_open",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["zone", "agency", "-at"], name="handover_latest")]

    def __str__(self) -> str:
        return f"{self.zone} {self.agency} {self.at:%Y-%m-%d %H:%M}"

    @property
    def is_open(self) -> bool:
        """Tell whether a signature is still to come."""
        return self.taken_at is None and self.withdrawn_at is None
