"""Calls out of order, and vehicles that two people close as not found; each with who and when."""

from typing import ClassVar

from django.db import models


class JumpedCall(models.Model):
    """A call out of order: its list is public. Rows are never changed.

    `office` is who ordered it as the public reads it, `ordered_by` the reference of the name in
    `journal.personal`. `passed` vehicles stood before it.
    """

    zone = models.TextField()
    subject = models.TextField()
    seq = models.IntegerField()
    place = models.TextField()
    goods = models.TextField(null=True)  # noqa: DJ001 unknown is not the empty word
    reason = models.TextField()
    basis = models.TextField()
    document = models.TextField()
    office = models.TextField()
    ordered_by = models.TextField()
    passed = models.IntegerField()
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "subject", "seq"], name="jumped_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["zone", "-at"])]

    def __str__(self) -> str:
        return f"{self.zone} {self.subject} {self.at}"


class YardCount(models.Model):
    """Somebody began to count a yard: what is marked from then on belongs to this count."""

    zone = models.TextField()
    yard = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["zone", "yard", "-at"])]

    def __str__(self) -> str:
        return f"{self.zone} {self.yard} {self.at}"


class ClosingAsked(models.Model):
    """Somebody asks to close a vehicle that was not found; another person decides.

    `answer` is `closed` or `kept`, with who and when; rows are never changed after it.
    """

    zone = models.TextField()
    subject = models.TextField()
    reason = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["zone", "subject"], condition=models.Q(answer=""), name="closing_asked_once"
            ),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at__isnull=True)
                | models.Q(answer__in=["closed", "kept"], answered_at__isnull=False),
                name="closing_answered_whole",
            ),
            models.CheckConstraint(
                condition=~models.Q(answer="closed") | ~models.Q(answered_by=models.F("by")),
                name="closing_by_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.subject} {self.answer or 'asked'}"
