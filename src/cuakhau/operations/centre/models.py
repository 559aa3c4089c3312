"""Notices, calls with the other side, requests for hours, incidents; each with who and when.

What happens to a place is in the log (`centre.gates.acts`); these rows say why. Names and free
words are references of `journal.personal`. Rows are added; what may end says who ended it.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Notice(models.Model):
    """A document that stops goods at gates for a time. No direction or goods means all of them.

    `rows` are the rows of the log that say so: place, subject and number of each.
    """

    zone = models.TextField()
    document = models.TextField()
    signer = models.TextField()
    signed_on = models.DateField()
    places = ArrayField(models.TextField())
    direction = models.TextField(null=True)  # noqa: DJ001 none is not the empty direction
    goods = models.TextField(null=True)  # noqa: DJ001
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    reason = models.TextField()
    rows = models.JSONField(default=list)
    told = models.IntegerField(default=0)
    by = models.TextField()
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.TextField(null=True)  # noqa: DJ001 set together with ended_at

    class Meta:
        indexes: ClassVar = [models.Index(fields=["zone", "until"], name="notice_until")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")),
                name="notice_has_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, ended_by__isnull=True)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False),
                name="notice_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.document}"


class CentreFile(models.Model):
    """A file of a notice or an incident (`about`), checked when it was taken in."""

    zone = models.TextField()
    about = models.TextField()
    kind = models.TextField()
    media_type = models.TextField()
    name = models.TextField()
    content = models.BinaryField()
    sent_sha256 = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["zone", "about"], name="centre_file_about")]

    def __str__(self) -> str:
        return f"{self.zone} {self.about} {self.name}"


class HotlineCall(models.Model):
    """What was said between both sides by telephone, and the state that follows from it.

    `with_whom` is an office, never a person: `speaker` and `said` are references. `state` is the
    kind of the row of the log, or null where the call said nothing of the gate.
    """

    zone = models.TextField()
    place = models.TextField()
    with_whom = models.TextField()
    speaker = models.TextField(null=True)  # noqa: DJ001
    said = models.TextField()
    state = models.TextField(null=True)  # noqa: DJ001
    direction = models.TextField(null=True)  # noqa: DJ001
    goods = models.TextField(null=True)  # noqa: DJ001
    rate_per_h = models.IntegerField(null=True)
    valid_until = models.DateTimeField(null=True)
    happened_at = models.DateTimeField()
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["zone", "-happened_at"], name="hotline_latest")]

    def __str__(self) -> str:
        return f"{self.zone} {self.place} {self.happened_at}"


class HoursRequest(models.Model):
    """A wish that a gate work outside its hours. `firm` is who asks, null for the centre."""

    zone = models.TextField()
    place = models.TextField()
    firm = models.TextField(null=True)  # noqa: DJ001
    direction = models.TextField(null=True)  # noqa: DJ001
    goods = models.TextField(null=True)  # noqa: DJ001
    vehicles = models.IntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    note = models.TextField(null=True)  # noqa: DJ001 a reference
    forces = ArrayField(models.TextField())
    by = models.TextField()
    at = models.DateTimeField()
    outcome = models.TextField(null=True)  # noqa: DJ001 granted, refused, withdrawn
    decided_until = models.DateTimeField(null=True)
    decided_by = models.TextField(null=True)  # noqa: DJ001
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["zone", "-since"], name="hours_latest")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("since")), name="hours_have_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__isnull=True)
                | models.Q(outcome__in=["granted", "refused", "withdrawn"]),
                name="hours_outcome_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.place} {self.since}"


class HoursAnswer(models.Model):
    """What one force said to a request; said again, the last one counts. `cn` is the other side."""

    request = models.ForeignKey(HoursRequest, on_delete=models.PROTECT, related_name="answers")
    agency = models.TextField()
    answer = models.TextField()
    condition = models.TextField(null=True)  # noqa: DJ001 a reference
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(answer__in=["yes", "no", "condition"]), name="hours_answer_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.agency} {self.answer}"


class Incident(models.Model):
    """An accident, breakdown, fire, illness or seizure at a place.

    `row` is the row of the log that closed or slowed the place, where it did. `outcome` is the
    reference of what was done, set when it is closed.
    """

    zone = models.TextField()
    kind = models.TextField()
    place = models.TextField()
    blocks = models.TextField()
    rate_per_h = models.IntegerField(null=True)
    visits = ArrayField(models.TextField(), default=list)
    row = models.JSONField(null=True)
    happened_at = models.DateTimeField()
    by = models.TextField()
    at = models.DateTimeField()
    outcome = models.TextField(null=True)  # noqa: DJ001
    closed_at = models.DateTimeField(null=True)
    closed_by = models.TextField(null=True)  # noqa: DJ001

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["zone"], condition=models.Q(closed_at__isnull=True), name="incident_open"
            ),
            models.Index(fields=["zone", "-happened_at"], name="incident_latest"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(blocks__in=["nothing", "slow", "close"]),
                name="incident_blocks_known",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True, closed_by__isnull=True)
                | models.Q(closed_at__isnull=False, closed_by__isnull=False),
                name="incident_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.kind} {self.place}"


class IncidentNote(models.Model):
    """A line of the story of an incident: a note, or what was done. Never changed."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="notes")
    kind = models.TextField()
    text = models.TextField(null=True)  # noqa: DJ001 a reference
    file = models.ForeignKey(CentreFile, null=True, on_delete=models.PROTECT)
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=["reported", "note", "photo", "blocked", "unblocked", "closed"]
                ),
                name="incident_note_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.kind}"
