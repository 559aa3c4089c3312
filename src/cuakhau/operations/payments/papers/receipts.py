"""Receipts: a series and a number without gaps, and all that is printed on one, frozen."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from cuakhau.operations.payments.books.owing import Owing
from cuakhau.operations.payments.models import Entry, Receipt
from cuakhau.zone.zone import Zone

SERIES = "BL"  # biên lai; with the two last digits of the year: BL26


@dataclass(frozen=True, slots=True)
class Item:
    """What was paid for one visit."""

    owing: Owing
    amount_vnd: int


def series_of(zone: Zone, day: date) -> str:
    """Name the series of a day: each year begins at 1 again. Demo receipts have their own."""
    return f"{'DEMO' if zone.is_demo else SERIES}{day:%y}"


def give_receipt(
    zone: Zone, entry: Entry, items: list[Item], *, means: str, kept_vnd: int
) -> Receipt:
    """Give the next receipt of the series for an entry. Must run inside a transaction."""
    content: dict[str, Any] = {
        "means": means,
        "payer": items[0].owing.payer if items else None,
        "firm": entry.firm,
        "gate": entry.gate,
        "kept_vnd": kept_vnd,
        "zone_version": zone.version,
        "items": [_item(one) for one in items],
    }
    return issue(zone, entry, sum(one.amount_vnd for one in items) + kept_vnd, content)


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
        number=next_number(zone.name, series),
        entry=entry,
        visit=entry.visit,
        firm=entry.firm,
        amount_vnd=amount_vnd,
        content=content,
        replaces=replaces,
        by=entry.by,
        at=entry.at,
    )


def _item(item: Item) -> dict[str, Any]:
    owing = item.owing
    charged = Entry.objects.filter(zone=owing.seen.zone, visit=owing.number, kind="charge")
    last = charged.order_by("-pk").first()
    return {
        "visit": owing.number,
        "vehicle": owing.seen.vehicle,
        "vehicle_class": owing.seen.vehicle_class,
        "goods": owing.seen.goods,
        "amount_vnd": item.amount_vnd,
        "owed_vnd": owing.owed_vnd,
        "by_hand": owing.answer.total_vnd is None,
        "basis": last.basis if last else "",
        "lines": [
            {
                "charge": line.charge,
                "goods": line.goods,
                "resolution": line.resolution,
                "rules": list(line.rules),
                "percents": list(line.percents),
                "amount_vnd": line.amount_vnd,
            }
            for line in owing.lines
        ],
    }


def next_number(zone_name: str, series: str) -> int:
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
