"""What takes two people: letting a fee off, and giving money back."""

from typing import ClassVar

from django.db import models

from cuakhau.operations.payments.models.ledger import Entry


class Proposal(models.Model):
    """Somebody asks to let a fee off or to give money back; a second person decides.

    `means` is how money is given back: `cash` from the proposer's till or `bank`. `basis` is the
    document or the reason.
    """

    zone = models.TextField()
    kind = models.TextField()
    visit = models.TextField(null=True)  # noqa: DJ001 none is not the empty number
    firm = models.TextField(null=True)  # noqa: DJ001
    amount_vnd = models.BigIntegerField()
    means = models.TextField(blank=True)
    basis = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind="waiver", means="")
                | models.Q(kind="refund", means__in=["cash", "bank"]),
                name="proposal_known",
            ),
            models.CheckConstraint(
                condition=models.Q(amount_vnd__gt=0) & ~models.Q(basis=""),
                name="proposal_has_amount_and_basis",
            ),
            models.CheckConstraint(
                condition=models.Q(visit__isnull=False) | models.Q(firm__isnull=False),
                name="proposal_about_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount_vnd}"


class Decision(models.Model):
    """What the second person said. A trigger refuses the person who proposed."""

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="decision")
    said = models.TextField()
    note = models.TextField(blank=True)
    entry = models.OneToOneField(Entry, models.PROTECT, null=True)
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(said="approved", entry__isnull=False)
                | models.Q(said="declined", entry__isnull=True),
                name="decision_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal} {self.said}"
