"""Sheets that were printed for desks, and the rows entered from them."""

from typing import ClassVar

from django.db import models


class Sheet(models.Model):
    """A numbered sheet of a desk. Numbers of an agency run on and are given once.

    `returned` says that it came back with nothing on it.
    """

    zone = models.TextField()
    agency = models.TextField()
    number = models.IntegerField()
    by = models.TextField()
    at = models.DateTimeField()
    returned_by = models.TextField(blank=True)
    returned_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "agency", "number"], name="sheet_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.agency} {self.number}"


class SheetRow(models.Model):
    """A row of a sheet that was entered: which row of the log came of it, and who entered it."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="rows")
    row = models.IntegerField()
    subject = models.TextField()
    seq = models.IntegerField()
    person = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sheet", "row"], name="row_of_a_sheet_once")
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id}#{self.row}"
