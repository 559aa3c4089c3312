"""Declarations, one row for each revision, and the answers to acts; each with who and when."""

from typing import ClassVar

from django.db import models


class Declaration(models.Model):
    """What a declarant said of a visit, at one revision.

    Plate, driver and papers are ids of `journal.personal`, so that people can be erased and the
    declaration stays. `goods_lines` and `papers` are lists of objects, see
    `operations.declaring`. The event of the log names `number` and `revision`.
    """

    pk = models.CompositePrimaryKey("zone", "number", "revision")
    zone = models.TextField()
    number = models.TextField()
    revision = models.IntegerField()
    procedure = models.TextField()
    place = models.TextField()
    goods = models.TextField(null=True)  # noqa: DJ001 unknown is not the empty word
    vehicle_class = models.TextField(null=True)  # noqa: DJ001
    vehicle = models.TextField(null=True)  # noqa: DJ001
    driver = models.TextField(null=True)  # noqa: DJ001
    phone = models.TextField(null=True)  # noqa: DJ001
    expected_at = models.DateTimeField(null=True)
    payer = models.TextField(null=True)  # noqa: DJ001
    fee_use = models.TextField(null=True)  # noqa: DJ001
    goods_lines = models.JSONField(default=list)
    papers = models.JSONField(default=list)
    owner = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(revision__gte=1), name="revision_from_one"),
            models.CheckConstraint(
                condition=models.Q(payer__isnull=True) | models.Q(payer__in=["vn", "cn"]),
                name="payer_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.number}/{self.revision}"


class Act(models.Model):
    """What was answered to a nonce, for acts that touch more than one row of the log."""

    pk = models.CompositePrimaryKey("zone", "nonce")
    zone = models.TextField()
    nonce = models.TextField()
    digest = models.BinaryField(max_length=32)
    answer = models.JSONField()
    by = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.zone} {self.nonce}"
