"""Receipts: a series and a number without gaps, and all that is printed on one, frozen."""

from datetime import date
from typing import Any

from django.db import connection

from cuakhau.operations.payments.books.owing import Owing
from cuakhau.operations.payments.models import Entry, Receipt
from cuakhau.zone.zone import Zone

SERIES = "BL"  # biên lai; with the two last digits of the year: BL26


def series_of(zone: Zone, day: date) -> str:
    """Name the series of a day: each year begins at 1 again. Demo receipts have their own."""
    return f"{'DEMO' if zone.is_demo else SERIES}{day:%y}"


def give_receipt(
    zone: Zone, entry: Entry, owing: Owing, *, means: str, amount_vnd: int, kept_vnd: int
) -> Receipt:
    """Give the next receipt of the series for an entry. Must run inside a transaction."""
    content: dict[str, Any] = {
        "means": means,
        "payer": owing.payer,
        "firm": owing.firm,
        "gate": owing.gate,
        "vehicle": owing.seen.vehicle,
        "owed_vnd": owing.owed_vnd,
        "kept_vnd": kept_vnd,
        "zone_version": zone.version,
        "lines": [
            {
                "charge": line.charge,
                "goods": line.goods,
                "resolution": line.resolution,
                "rules": list(line.rules),
                "amount_vnd": line.amount_vnd,
            }
            for line in owing.lines
        ],
    }
    return issue(zone, entry, amount_vnd, content)


def issue(
    zone: Zone,
    entry: Entry,
    amount_vnd: int,
    content: dict[str, Any],
    *,
    replaces: Receipt | None = None,
) -> Receipt:
    """Write a receipt under the next number of the series of its day."""
    series = series_of(zone, entry.day)
    return Receipt.objects.create(
        zone=zone.name,
        series=series,
        number=_next_number(zone.name, series),
        entry=entry,
        visit=entry.visit,
        firm=entry.firm,
        amount_vnd=amount_vnd,
        content=content,
        replaces=replaces,
        by=entry.by,
        at=entry.at,
    )


def _next_number(zone_name: str, series: str) -> int:
    """Take the next number. The row stays locked until the transaction ends, so that a number
    that was taken and not used is taken again: no gap."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO payments_receiptbook AS book (zone, series, last) VALUES (%s, %s, 1) "
            "ON CONFLICT (zone, series) DO UPDATE SET last = book.last + 1 RETURNING last",
            [zone_name, series],
        )
        (number,) = cursor.fetchone()
    return int(number)
