"""Bulletins of the past that people took in: the text as it was, and every number read from it."""

from typing import ClassVar

from django.db import models


class Import(models.Model):
    """One text or file that was taken in, whole. A trigger refuses every change.

    `kind` is `text` or `csv`, `source` where it was published. `lost` lists the numbers in the text
    that nobody could place: kept here, in no count.
    """

    zone = models.TextField()
    kind = models.TextField()
    source = models.TextField()
    content = models.TextField()
    lost = models.JSONField(default=list)
    digest = models.BinaryField(max_length=32)
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "digest"], name="import_taken_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["text", "csv"]), name="import_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.source}"


class ImportedCount(models.Model):
    """One number of an import, in the words of `history/counts.csv`.

    `precision` is `suspect` where sums contradict it or it cannot be right; `doubt` says why. Such
    a number is shown and never used.
    """

    taken = models.ForeignKey(Import, models.PROTECT, related_name="counts")
    zone = models.TextField()
    row = models.IntegerField()
    first_day = models.DateField()
    last_day = models.DateField()
    place = models.TextField()
    measure = models.TextField()
    direction = models.TextField()
    cargo = models.TextField()
    value = models.BigIntegerField()
    value_high = models.BigIntegerField(null=True)
    unit = models.TextField()
    precision = models.TextField()
    note = models.TextField(blank=True)
    doubt = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["zone", "first_day"])]

    def __str__(self) -> str:
        return f"{self.first_day} {self.place} {self.measure} {self.value}"
