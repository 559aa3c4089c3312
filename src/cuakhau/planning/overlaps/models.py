"""What was found in a period, what agencies reply, and what remedies were priced. Rows are added
and never changed.
"""

from typing import ClassVar

from django.db import models

from cuakhau.planning.models import Run

LOG, TWIN = "log", "twin"


class Period(models.Model):
    """All findings of some days of the log, or of simulated days. `digest` is that of the findings:
    the same ones are kept once. `at` says when they were last worked out, in time of the zone.
    """

    zone = models.TextField()
    source = models.TextField()
    first_day = models.DateField()
    last_day = models.DateField()
    zone_version = models.TextField()
    digest = models.TextField()
    visits = models.IntegerField()
    checks = models.IntegerField()
    days = models.IntegerField()
    findings = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "source", "digest"], name="overlap_kept_once"),
            models.CheckConstraint(
                condition=models.Q(source__in=(LOG, TWIN)), name="overlap_source_is_known"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["zone", "source", "-id"])]

    def __str__(self) -> str:
        return f"{self.zone} {self.source} {self.first_day}"


class FirstFound(models.Model):
    """When a finding was first told: from then on its agencies have their days to reply."""

    zone = models.TextField()
    key = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "key"], name="overlap_first_once"),
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.key}"


class Reply(models.Model):
    """What an agency says to a finding; it stands beside the figure for good."""

    zone = models.TextField()
    key = models.TextField()
    agency = models.TextField()
    words = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()
    nonce = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "nonce"], name="overlap_reply_once"),
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.agency} {self.at}"


class Price(models.Model):
    """A remedy of a finding as runs of the twin: today's zone as `base`, and `run` with it.

    Its number is the reference by which a proposal names the result.
    """

    zone = models.TextField()
    key = models.TextField()
    remedy = models.TextField()
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="prices")
    base = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run"], name="overlap_price_has_a_run"),
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.key} {self.remedy}"
