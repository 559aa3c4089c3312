"""The end of a collector's day: what was counted beside what the books say."""

from typing import ClassVar

from django.db import models

from cuakhau.operations.payments.models.ledger import Entry


class Closing(models.Model):
    """A day closed by its collector, once. After it a trigger lets no cash of that day be written.

    `counted` holds how many notes of each denomination, `entry` what was handed in.
    """

    zone = models.TextField()
    collector = models.TextField()
    day = models.DateField()
    counted = models.JSONField()
    counted_vnd = models.BigIntegerField()
    book_vnd = models.BigIntegerField()
    note = models.TextField(blank=True)
    entry = models.OneToOneField(Entry, models.PROTECT, null=True)
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "collector", "day"], name="closing_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(counted_vnd=models.F("book_vnd")) | ~models.Q(note=""),
                name="closing_difference_explained",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collector} {self.day}"

    @property
    def difference_vnd(self) -> int:
        """What was counted too much (above nought) or too little."""
        return self.counted_vnd - self.book_vnd
