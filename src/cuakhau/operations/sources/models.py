"""Sources, what was taken in from them, and the rows that a person has to settle."""

from typing import ClassVar

from django.db import models


class Source(models.Model):
    """Another system that knows of confirmations, as it was set at one revision.

    `agency` is whose confirmations it gives; empty where each step says it itself. `mapping` is a
    `sources.mapping.Mapping`. A change is a new revision; the last one holds.
    """

    pk = models.CompositePrimaryKey("zone", "id", "revision")
    zone = models.TextField()
    id = models.TextField()
    revision = models.IntegerField()
    name = models.TextField()
    kind = models.TextField()
    agency = models.TextField(blank=True)
    mapping = models.JSONField(default=dict)
    is_closed = models.BooleanField(default=False)
    by = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.zone} {self.id}/{self.revision}"


class Intake(models.Model):
    """A file or a paste that was taken in. The same content is taken in once."""

    zone = models.TextField()
    source = models.TextField()
    digest = models.TextField()
    name = models.TextField()
    counts = models.JSONField()
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "source", "digest"], name="content_taken_once")
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.source} {self.name}"


class IntakeRow(models.Model):
    """A row that was not simply good: doubtful, refused, mistaken, or of no vehicle that is known.

    `said` is what stood in the row, without what tells a vehicle: that is `ref`, an id of
    `journal.personal` of the kind `ref_kind`. `told` are the rules that it broke. `seq` is the row
    of the log that came of it.
    """

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="rows")
    row = models.IntegerField()
    state = models.TextField()
    subject = models.TextField(null=True)  # noqa: DJ001 unknown is not the empty word
    step = models.TextField(null=True)  # noqa: DJ001
    happened_us = models.BigIntegerField(null=True)
    offset_min = models.SmallIntegerField(null=True)
    said = models.JSONField(default=dict)
    ref = models.TextField(null=True)  # noqa: DJ001
    ref_kind = models.TextField(blank=True)
    told = models.JSONField(default=list)
    seq = models.IntegerField(null=True)
    settled_by = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["intake", "row"], name="row_once_in_an_intake")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["intake"],
                condition=models.Q(state="unmatched"),
                name="rows_to_settle",
            )
        ]

    def __str__(self) -> str:
        return f"{self.intake_id}#{self.row}"
