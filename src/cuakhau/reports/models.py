"""Bulletins as they were issued: frozen, and never computed again in silence."""

from typing import ClassVar

from django.db import models


class IssuedBulletin(models.Model):
    """The bulletin of one zone and day, issued once. A trigger refuses every change.

    `content` is `reports.content.build_content`; `texts` has the text by language. `xid` and
    `position` are the cursor of the log that it was counted from: rows after it are later news.
    `digest` is sha256 of the content.
    """

    zone = models.TextField()
    day = models.DateField()
    xid = models.BigIntegerField()
    position = models.BigIntegerField()
    zone_version = models.TextField()
    content = models.JSONField()
    texts = models.JSONField()
    digest = models.BinaryField(max_length=32)
    issued_us = models.BigIntegerField()
    issued_by = models.TextField()
    nonce = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "day"], name="bulletin_issued_once"),
            models.UniqueConstraint(fields=["zone", "nonce"], name="bulletin_nonce_once"),
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.day}"
