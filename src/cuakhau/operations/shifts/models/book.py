"""The duty log book of an agency: entries in order, never changed."""

from typing import ClassVar

from django.db import models


class BookEntry(models.Model):
    """An entry. `words` is a reference of `journal.personal`; a trigger refuses every change.

    `corrects` is the entry that this one puts right, `about` what it is about: `handover:5`.
    """

    zone = models.TextField()
    agency = models.TextField()
    number = models.IntegerField()
    kind = models.TextField()
    happened_at = models.DateTimeField()
    words = models.TextField()
    corrects = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    about = models.TextField(blank=True)
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "agency", "number"], name="book_number_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["zone", "agency", "happened_at"], name="book_by_time")
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.agency} {self.number}"
