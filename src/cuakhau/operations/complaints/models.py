"""Complaints, each with every act upon it; only their words are erased when their time comes."""

from typing import ClassVar

from django.db import models


class Complaint(models.Model):
    """What somebody complains of. `words`, `contact` and `answer` are ids of `journal.personal`.

    `against` is the agency complained of, empty where nobody is named. Only the Board sees it until
    it is `assigned_to` an agency, which then answers.
    """

    zone = models.TextField()
    number = models.TextField()
    kind = models.TextField()
    against = models.TextField(blank=True)
    visit = models.TextField(blank=True)
    firm = models.TextField(blank=True)
    origin = models.TextField()
    words = models.TextField()
    contact = models.TextField(blank=True)
    at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)  # none where the zone knows no limit
    law = models.TextField(blank=True)
    assigned_to = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "number"], name="complaint_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.number}"


class ComplaintAct(models.Model):
    """Who did what to a complaint, and when: an audit line, never changed."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="acts")
    act = models.TextField()
    agency = models.TextField(blank=True)
    by = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.act} {self.at}"


class ComplaintSent(models.Model):
    """That a complaint came from somewhere within the last hour, for the limit of their number.

    `sender` is a keyed digest that changes each day; nobody can tell an address from it.
    """

    zone = models.TextField()
    sender = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["zone", "at"], name="complaint_sent_lately")]

    def __str__(self) -> str:
        return f"{self.zone} {self.at}"
