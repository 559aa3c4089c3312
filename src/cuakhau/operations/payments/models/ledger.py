"""The ledger in whole dong, double entry.

A trigger refuses UPDATE, DELETE and TRUNCATE, another one lets no transaction end with an entry
whose lines do not add up to nought. Firms, collectors and visits are named by their ids as text,
so that the books outlive every account.
"""

from typing import ClassVar

from django.db import models

ACCOUNTS = ("cash", "bank", "vault", "due", "prepaid", "revenue", "waiver", "difference")


class Entry(models.Model):
    """One act of money. `day` is the day of the books, 20:00 to 20:00.

    `visit` and `firm` say what it is about where it is about one. `reverses` names the entry that
    this one takes back; an entry is taken back once. `basis` is the resolution or the reason.
    """

    zone = models.TextField()
    kind = models.TextField()
    day = models.DateField()
    visit = models.TextField(null=True)  # noqa: DJ001 none is not the empty number
    firm = models.TextField(null=True)  # noqa: DJ001
    gate = models.TextField(null=True)  # noqa: DJ001
    basis = models.TextField(blank=True)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["zone", "day"]),
            models.Index(fields=["zone", "firm"]),
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.day} {self.kind} {self.pk}"


class Line(models.Model):
    """One line of an entry: an amount on an account, debit above nought and credit below.

    `holder` says whose account it is: the collector of `cash`, the firm of `due` and `prepaid`,
    the number of `bank`. Lines of `revenue` say which `charge` at which `gate`, and `detail` the
    cell of the tariff that gave it.
    """

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="lines")
    zone = models.TextField()
    account = models.TextField()
    holder = models.TextField(blank=True)
    amount_vnd = models.BigIntegerField()
    visit = models.TextField(null=True)  # noqa: DJ001
    charge = models.TextField(blank=True)
    gate = models.TextField(blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(account__in=ACCOUNTS), name="line_account_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(amount_vnd=0), name="line_amount_is_not_nought"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["zone", "visit"]),
            models.Index(fields=["zone", "account", "holder"]),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.holder} {self.amount_vnd}"
