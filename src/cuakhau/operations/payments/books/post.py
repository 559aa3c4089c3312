"""Writing to the ledger: an entry with its lines, or the same turned round."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from cuakhau.operations.payments.books.locks import share_ledger
from cuakhau.operations.payments.models import Entry, Line

Account = Literal["cash", "bank", "vault", "due", "prepaid", "revenue", "waiver", "difference"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What an entry is: its kind, its day of the books, and what it is about."""

    zone: str
    kind: str
    day: date
    visit: str | None = None
    firm: str | None = None
    gate: str | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Leg:
    """One line to be written. Debit above nought, credit below, in whole dong."""

    account: Account
    amount_vnd: int
    holder: str = ""
    visit: str | None = None
    charge: str = ""
    gate: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


def post(heading: Heading, legs: Iterable[Leg], *, by: str, at: datetime) -> Entry:
    """Write an entry. The database refuses at commit what does not balance.

    Lines of nought are left out. Must run inside a transaction.
    """
    share_ledger(heading.zone)
    entry = Entry.objects.create(
        zone=heading.zone,
        kind=heading.kind,
        day=heading.day,
        visit=heading.visit,
        firm=heading.firm,
        gate=heading.gate,
        basis=heading.basis,
        by=by,
        at=at,
    )
    Line.objects.bulk_create(
        Line(
            entry=entry,
            zone=heading.zone,
            account=leg.account,
            holder=leg.holder,
            amount_vnd=leg.amount_vnd,
            visit=leg.visit,
            charge=leg.charge,
            gate=leg.gate,
            detail=dict(leg.detail),
        )
        for leg in legs
        if leg.amount_vnd
    )
    return entry


def reverse(entry: Entry, kind: str, basis: str, *, day: date, by: str, at: datetime) -> Entry:
    """Take an entry back: the same lines with the opposite sign, on a day of their own.

    Raises `IntegrityError` where it was taken back before.
    """
    share_ledger(entry.zone)
    turned = Entry.objects.create(
        zone=entry.zone,
        kind=kind,
        day=day,
        visit=entry.visit,
        firm=entry.firm,
        gate=entry.gate,
        basis=basis,
        reverses=entry,
        by=by,
        at=at,
    )
    Line.objects.bulk_create(
        Line(
            entry=turned,
            zone=line.zone,
            account=line.account,
            holder=line.holder,
            amount_vnd=-line.amount_vnd,
            visit=line.visit,
            charge=line.charge,
            gate=line.gate,
            detail=line.detail,
        )
        for line in entry.lines.order_by("pk")
    )
    return turned
