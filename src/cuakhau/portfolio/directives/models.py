"""Directives, their tasks and every act upon them; rows are added and never changed.

`text`, `title` and the like hold the words by language: {"vi": …, "en": …, "zh": …}, at least one.
Times are those of the zone.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

HISTORY, GIVEN, MADE_UP = "history", "given", "made_up"
ORIGINS = (HISTORY, GIVEN, MADE_UP)
NOTE, REPORTED, ACCEPTED, SENT_BACK = "note", "reported", "accepted", "sent_back"
DUE_SET, REMINDED, ESCALATED = "due_set", "reminded", "escalated"
KINDS = (NOTE, REPORTED, ACCEPTED, SENT_BACK, DUE_SET, REMINDED, ESCALATED)
TURNING = (REPORTED, ACCEPTED, SENT_BACK)  # the acts that say how a task stands
MEETING, EVENT = "meeting", "event"
EVIDENCE, OPTION, ASKED, OPINION = "evidence", "option", "asked", "opinion"
SUBMITTED, DECIDED = "submitted", "decided"
STEPS = (EVIDENCE, OPTION, ASKED, OPINION, SUBMITTED, DECIDED)  # in the order of a proposal


class Meeting(models.Model):
    """A meeting with its conclusions, or an event that is prepared. Both yield directives.

    `attended` are the units that were there, beside the one that held it.
    """

    zone = models.TextField()
    kind = models.TextField()
    day = models.DateField()
    held_by = models.TextField()  # a unit
    attended = ArrayField(models.TextField(), default=list)
    title = models.JSONField()
    conclusion = models.JSONField(default=dict)
    origin = models.TextField()
    source = models.TextField(blank=True)
    by = models.TextField()
    at = models.DateTimeField()
    nonce = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "nonce"], name="meeting_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=(MEETING, EVENT)), name="meeting_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.kind} {self.day}"


class Directive(models.Model):
    """An instruction as it was given: the document, its day, who said it, its words, its area.

    `basis` is `assigned` where the text names no unit and we proposed one.
    """

    zone = models.TextField()
    document = models.TextField()
    day = models.DateField()
    giver = models.TextField()  # a unit
    text = models.JSONField()
    area = models.TextField()
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, related_name="directives"
    )
    origin = models.TextField()
    source = models.TextField(blank=True)
    basis = models.TextField(default="printed")
    number = models.IntegerField(null=True)  # of the statement, where a session printed it
    by = models.TextField()
    at = models.DateTimeField()
    nonce = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "nonce"], name="directive_once"),
            models.CheckConstraint(
                condition=models.Q(origin__in=ORIGINS), name="directive_origin_is_known"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["zone", "area"], name="directive_by_area")]

    def __str__(self) -> str:
        return f"{self.zone} {self.document} {self.day}"


class Task(models.Model):
    """A task of a directive. `responsible` and `cooperating` are units; two responsible ones are
    an overlap of responsibility, which is shown. `due` unknown: no date was given.
    """

    zone = models.TextField()
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="tasks")
    row = models.IntegerField()
    text = models.JSONField()
    responsible = ArrayField(models.TextField())
    cooperating = ArrayField(models.TextField(), default=list)
    due = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["directive", "row"], name="task_once"),
            models.CheckConstraint(
                condition=~models.Q(responsible=[]), name="task_has_a_responsible_unit"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["zone", "due"], name="task_by_due")]

    def __str__(self) -> str:
        return f"{self.zone} {self.pk}"


class Act(models.Model):
    """What was done to a task, by which unit. Evidence: words, a code of a figure, a link, a file.

    `due` is the new day of `due_set`; `level` counts reminders and escalations.
    """

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="acts")
    kind = models.TextField()
    unit = models.TextField(blank=True)
    words = models.TextField(blank=True)
    figure = models.TextField(blank=True)
    link = models.TextField(blank=True)
    due = models.DateField(null=True)
    level = models.TextField(blank=True)
    by = models.TextField()
    at = models.DateTimeField()
    nonce = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "nonce"], name="task_act_once"),
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="task_act_is_known"),
        ]
        indexes: ClassVar = [models.Index(fields=["task", "kind", "-id"], name="task_act_newest")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.kind} {self.at}"


class File(models.Model):
    """A file that an act brings as evidence, as it was taken in."""

    act = models.OneToOneField(Act, on_delete=models.PROTECT, related_name="file")
    kind = models.TextField()
    media_type = models.TextField()
    name = models.TextField()
    content = models.BinaryField()
    sent_sha256 = models.TextField()

    def __str__(self) -> str:
        return self.name


class Proposal(models.Model):
    """A policy proposal: a problem that is led, by steps, to a decision."""

    zone = models.TextField()
    area = models.TextField()
    title = models.JSONField()
    problem = models.JSONField()
    leader = models.TextField()  # a unit
    origin = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()
    nonce = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "nonce"], name="proposal_once"),
        ]

    def __str__(self) -> str:
        return f"{self.zone} proposal {self.pk}"


class Step(models.Model):
    """A step of a proposal: evidence, an option, an opinion asked or given, its end.

    `ref_kind` and `ref` name the evidence: a figure, a day of the clock, an overlap, a price, a
    run. `day` is until when an opinion is asked, or the day of a document.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="steps")
    kind = models.TextField()
    unit = models.TextField(blank=True)
    words = models.TextField(blank=True)
    ref_kind = models.TextField(blank=True)
    ref = models.TextField(blank=True)
    day = models.DateField(null=True)
    document = models.TextField(blank=True)
    by = models.TextField()
    at = models.DateTimeField()
    nonce = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["proposal", "nonce"], name="proposal_step_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=STEPS), name="proposal_step_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.kind}"


class Boundary(models.Model):
    """A version of the boundary of a zone, from the day of its document on.

    `shape` holds rings of [longitude, latitude], WGS 84; `area_m2` is theirs by even and odd.
    """

    zone = models.TextField()
    day = models.DateField()
    document = models.TextField()
    shape = models.JSONField()
    area_m2 = models.BigIntegerField()
    origin = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()
    nonce = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "nonce"], name="boundary_once"),
            models.CheckConstraint(condition=models.Q(area_m2__gt=0), name="boundary_has_an_area"),
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.day}"
