"""What the books say of firms: their balances and debts, and one firm's movements."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, Sum

from cuakhau.operations.payments.models import Line


@dataclass(frozen=True, slots=True)
class FirmRow:
    """A firm with what it has paid in advance and what it owes, in whole dong."""

    firm: str
    prepaid_vnd: int
    debt_vnd: int


@dataclass(frozen=True, slots=True)
class Movement:
    """One act of money of a firm: what it paid in or was charged, by entry.

    `balance_vnd` is what the firm is worth to the till after it: prepaid less debt.
    """

    entry: int
    kind: str
    at: datetime
    day: date
    visit: str | None
    basis: str
    prepaid_vnd: int
    due_vnd: int
    balance_vnd: int


def list_firms(zone_name: str, asked: str, limit: int) -> list[FirmRow]:
    """List the firms that the books know, the greatest debts first, then the balances."""
    lines = Line.objects.filter(zone=zone_name, account__in=("prepaid", "due")).exclude(holder="")
    if asked:
        lines = lines.filter(holder__icontains=asked)
    rows = (
        lines.values_list("holder")
        .annotate(
            prepaid=Sum("amount_vnd", filter=Q(account="prepaid")),
            debt=Sum("amount_vnd", filter=Q(account="due")),
        )
        .order_by("holder")
    )
    firms = [FirmRow(firm, -(prepaid or 0), debt or 0) for firm, prepaid, debt in rows]
    firms.sort(key=lambda one: (-one.debt_vnd, -one.prepaid_vnd, one.firm))
    return firms[:limit]


def list_debts(zone_name: str, firm: str, limit: int) -> list[tuple[str, int]]:
    """List the visits of a firm that are not paid in full, the oldest first."""
    rows = (
        Line.objects.filter(zone=zone_name, account="due", holder=firm, visit__isnull=False)
        .values_list("visit")
        .annotate(due=Sum("amount_vnd"))
        .filter(due__gt=0)
        .order_by("visit")
    )
    return [(str(visit), due) for visit, due in rows[:limit]]


def list_movements(zone_name: str, firm: str, limit: int) -> list[Movement]:
    """List the last acts of money of a firm, the newest first, each with the balance after it."""
    lines = Line.objects.filter(zone=zone_name, account__in=("prepaid", "due"), holder=firm)
    balance_vnd = -(lines.aggregate(sum_vnd=Sum("amount_vnd"))["sum_vnd"] or 0)
    rows = (
        lines.values_list(
            "entry", "entry__kind", "entry__at", "entry__day", "entry__visit", "entry__basis"
        )
        .annotate(
            prepaid=Sum("amount_vnd", filter=Q(account="prepaid")),
            due=Sum("amount_vnd", filter=Q(account="due")),
        )
        .order_by("-entry")[:limit]
    )
    movements = []
    for entry, kind, at, day, visit, basis, prepaid, due in rows:
        moved = Movement(entry, kind, at, day, visit, basis, -(prepaid or 0), due or 0, balance_vnd)
        movements.append(moved)
        balance_vnd -= moved.prepaid_vnd - moved.due_vnd
    return movements
