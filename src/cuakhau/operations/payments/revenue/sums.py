"""The books added up by day, gate, kind and means, as figures are made from them."""

from datetime import date
from typing import Any

from django.db import connection

from cuakhau.figures import Data, Figure
from cuakhau.figures.data import Books, MoneySum, build_without_log
from cuakhau.operations.payments.books.locks import find_last_entry
from cuakhau.zone.zone import Zone

LEDGER = "ledger:"  # in a version of data: the last entry that was counted
# Which lines a measure adds up, and with which sign. Cash that is handed in or carried to the bank
# was taken before; it is counted once.
TAKEN = "('payment', 'prepayment', 'cancellation')"
LINES: dict[str, tuple[str, int]] = {
    "charged": ("line.account = 'revenue'", -1),
    "waived": ("line.account = 'waiver'", 1),
    "cash": (f"line.account = 'cash' AND entry.kind IN {TAKEN}", 1),
    "bank": (f"line.account = 'bank' AND entry.kind IN {TAKEN}", 1),
    "balance_used": (
        "line.account = 'prepaid' AND line.amount_vnd > 0 AND entry.kind = 'payment'",
        1,
    ),
    "refunded": ("line.account IN ('cash', 'bank') AND entry.kind = 'refund'", -1),
    "debt": ("line.account = 'due'", 1),
}
MEASURE = " ".join(f"WHEN {which} THEN '{name}'" for name, (which, _) in LINES.items())
SUMS = f"""
SELECT CASE {MEASURE} END AS measure, entry.day, line.gate, line.charge,
       coalesce(line.detail->>'goods', ''), sum(line.amount_vnd)
FROM payments_line AS line JOIN payments_entry AS entry ON entry.id = line.entry_id
WHERE entry.zone = %s AND entry.day BETWEEN %s AND %s AND entry.id <= %s
GROUP BY 1, 2, 3, 4, 5
"""


def read_books(zone: Zone, since: date, until: date, last: int | None = None) -> Books:
    """Add up the days from `since` to `until`, of entries up to `last` or all that are there."""
    known = find_last_entry(zone.name) if last is None else last
    with connection.cursor() as cursor:
        cursor.execute(SUMS, [zone.name, since, until, known])
        rows: list[Any] = cursor.fetchall()
    sums = tuple(
        MoneySum(
            measure=measure,
            day=day.isoformat(),
            gate=gate,
            charge=charge,
            goods=goods,
            amount_vnd=LINES[measure][1] * int(amount),
        )
        for measure, day, gate, charge, goods, amount in rows
        if measure is not None
    )
    return Books(since=since.isoformat(), until=until.isoformat(), last=known, sums=sums)


def build_data(zone: Zone, books: Books, as_of_us: int) -> Data:
    """Put the books and the zone together as what figures are made from."""
    return build_without_log(zone, f"{LEDGER}{books.last}", as_of_us, books=books)


def read_again(zone: Zone, stored: Figure) -> Data:
    """Give what a figure was made from. Raises `ValueError` for a version that is none."""
    last = int(stored.data_version.log.removeprefix(LEDGER))
    books = read_books(zone, *_days_of(stored), last=last)
    return build_data(zone, books, stored.as_of_us)


def read_now(zone: Zone, stored: Figure) -> Data:
    """Give the books of today for the question of a figure."""
    return build_data(zone, read_books(zone, *_days_of(stored)), stored.as_of_us)


def _days_of(stored: Figure) -> tuple[date, date]:
    since, until = (str(stored.parameters[name]) for name in ("since", "until"))
    return date.fromisoformat(since), date.fromisoformat(until)
