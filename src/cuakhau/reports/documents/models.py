"""Documents as they were issued: frozen, and never written again in silence."""

from typing import ClassVar

from django.db import models


class IssuedDocument(models.Model):
    """A document with its number and day. A trigger refuses every change.

    `content` is `reports.paper.document.pack` of it; `digest` is sha256 of that.
    """

    zone = models.TextField()
    kind = models.TextField()
    periods = models.TextField()
    language = models.TextField()
    number = models.IntegerField()
    day = models.DateField()
    abstract = models.TextField()
    code = models.TextField()
    content = models.TextField()
    digest = models.BinaryField(max_length=32)
    issued_us = models.BigIntegerField()
    issued_by = models.TextField()
    nonce = models.TextField()

    class Meta:
        app_label = "documents"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("zone", "nonce"), name="document_nonce_once"),
        ]
        indexes: ClassVar = [models.Index(fields=("zone", "day"), name="document_zone_day")]

    def __str__(self) -> str:
        return f"{self.zone} {self.kind} {self.number}/{self.day.year}"
