"""Declarations: one row for each revision, never changed, with the line that says who and when."""

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
    nonce = models.TextField()
    digest = models.BinaryField(max_length=32)
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "nonce"], name="declaration_nonce_once"),
            models.CheckConstraint(condition=models.Q(revision__gte=1), name="revision_from_one"),
            models.CheckConstraint(
                condition=models.Q(payer__isnull=True) | models.Q(payer__in=["vn", "cn"]),
                name="payer_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.number}/{self.revision}"
