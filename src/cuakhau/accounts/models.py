"""Keys of devices and agencies."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class ApiKey(models.Model):
    """What a device or a firm's program shows to be let in. Only a digest of it is kept.

    `agency` is empty for a declarant's program. `by` names are text, so that the trail outlives
    every account.
    """

    prefix = models.TextField(primary_key=True)
    digest = models.BinaryField(max_length=32)
    zone = models.TextField()
    agency = models.TextField(blank=True)
    device = models.TextField()
    may = ArrayField(models.TextField())
    made_at = models.DateTimeField()
    made_by = models.TextField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.TextField(null=True)  # noqa: DJ001 set together with revoked_at

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(may__contained_by=["declare", "append", "read"])
                & ~models.Q(may=[]),
                name="key_may_known",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | models.Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="key_revoked_by_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(may__contains=["append"]) | ~models.Q(agency=""),
                name="key_appends_for_an_agency",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}… {self.agency or 'declarant'} {self.device}"
