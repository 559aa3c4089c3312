"""The register of works. Both tables are append-only: the database refuses UPDATE and DELETE."""

from typing import ClassVar

from django.db import models

from cuakhau.portfolio.works.rules.words import kinds


class Description(models.Model):
    """What a project was said to be, from `at` on, as `rules.project.Project`: its audit line.

    `act` says what was done: added, changed, a stage, an import.
    """

    zone = models.TextField()
    code = models.TextField()
    revision = models.IntegerField()
    said = models.JSONField()
    act = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "code", "revision"], name="works_revision_once")
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.code}/{self.revision}"


class Money(models.Model):
    """A line of money of a project, as `rules.project.Entry`; a correction is a line of its own."""

    zone = models.TextField()
    code = models.TextField()
    kind = models.TextField()
    year = models.IntegerField()
    amount_vnd = models.BigIntegerField()
    day = models.DateField()
    package = models.TextField(blank=True)
    document = models.TextField(blank=True)
    note = models.TextField(blank=True)
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(amount_vnd=0), name="works_money_moves"),
            models.CheckConstraint(
                condition=models.Q(kind__in=sorted(kinds())), name="works_money_kind_is_known"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["zone", "code", "id"], name="works_money_of")]

    def __str__(self) -> str:
        return f"{self.zone} {self.code} {self.kind} {self.amount_vnd}"
