"""Who asked for the message of the morning."""

from typing import ClassVar

from django.db import models


class BriefWish(models.Model):
    """That somebody asked for the message of 07:00, or for no more of it; the newest row counts."""

    zone = models.TextField()
    person = models.TextField()
    wants = models.BooleanField()
    at = models.DateTimeField()
    nonce = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "nonce"], name="leader_wish_once"),
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.person} {self.wants}"
