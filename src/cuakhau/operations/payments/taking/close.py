"""Closing a collector's day: cash counted by notes beside the books, handed in, frozen."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Sum
from msgspec import Struct

from cuakhau.operations.once import Answer, Asked, digest_of, do_once
from cuakhau.operations.payments.books.days import open_day
from cuakhau.operations.payments.books.locks import lock_books
from cuakhau.operations.payments.books.post import Heading, Leg, post
from cuakhau.operations.payments.models import Closing, Line
from cuakhau.operations.payments.refusals import (
    f17_notes_are_counted,
    f18_difference_is_explained,
    f19_day_closed_once,
    f20_number_of_notes,
    not_taken,
)
from cuakhau.zone.zone import Zone

# Notes of the State Bank that are in use, in dong.
NOTES = (500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200)
MOST_NOTES = 100_000


class Counted(Struct, frozen=True, kw_only=True):
    """How many notes of each denomination lie in the till of a day; `note` explains a difference.

    `book_vnd` is what the page showed, so that a payment taken meanwhile is not closed unseen.
    """

    day: date
    notes: dict[str, int]
    book_vnd: int
    note: str = ""

    @property
    def counted_vnd(self) -> int:
        """The sum of all notes."""
        return sum(int(value) * number for value, number in self.notes.items())


def cash_of(zone_name: str, collector: str, day: date) -> int:
    """Give what the books say lies in a till at the end of a day, in whole dong."""
    lines = Line.objects.filter(
        zone=zone_name, account="cash", holder=collector, entry__day__lte=day
    )
    return lines.aggregate(sum_vnd=Sum("amount_vnd"))["sum_vnd"] or 0


def list_tills(zone_name: str) -> list[tuple[str, int]]:
    """List who has cash that was not handed in by a closing, and how much, in whole dong."""
    lines = Line.objects.filter(zone=zone_name, account="cash").values_list("holder")
    sums = lines.annotate(sum_vnd=Sum("amount_vnd")).exclude(sum_vnd=0)
    return list(sums.order_by("holder"))


def close_day(zone: Zone, counted: Counted, *, by: str, at: datetime, nonce: str) -> int:
    """Close the collector's day, hand the cash in, and give the closing's id. Raises `NotTaken`."""
    _check_notes(counted.notes)

    def act() -> Answer:
        lock_books(zone.name, f"till:{by}")
        day = open_day(zone, by, at)
        if counted.day != day:
            raise not_taken(f19_day_closed_once, day=counted.day.isoformat(), open=day.isoformat())
        book_vnd = cash_of(zone.name, by, day)
        if book_vnd != counted.book_vnd:
            raise not_taken(f17_notes_are_counted, shown=counted.book_vnd, book=book_vnd)
        difference_vnd = counted.counted_vnd - book_vnd
        if difference_vnd and not counted.note.strip():
            raise not_taken(
                f18_difference_is_explained,
                counted=counted.counted_vnd,
                book=book_vnd,
                difference=difference_vnd,
            )
        return _close(zone, counted, book_vnd, by=by, at=at)

    asked = Asked(zone.name, nonce, digest_of("close", counted, by), by, at)
    answer, _ = do_once(asked, act)
    return int(answer["closing"])


def _close(zone: Zone, counted: Counted, book_vnd: int, *, by: str, at: datetime) -> Answer:
    entry = None
    if book_vnd or counted.counted_vnd:
        heading = Heading(zone=zone.name, kind="closing", day=counted.day, basis=counted.note)
        legs = [
            Leg("vault", counted.counted_vnd, holder=by),
            Leg("difference", book_vnd - counted.counted_vnd, holder=by),
            Leg("cash", -book_vnd, holder=by),
        ]
        entry = post(heading, legs, by=by, at=at)
    closing = Closing.objects.create(
        zone=zone.name,
        collector=by,
        day=counted.day,
        counted={value: number for value, number in counted.notes.items() if number},
        counted_vnd=counted.counted_vnd,
        book_vnd=book_vnd,
        note=counted.note.strip()[:500],
        entry=entry,
        by=by,
        at=at,
    )
    return {"closing": closing.pk}


def _check_notes(notes: Mapping[str, Any]) -> None:
    for value, number in notes.items():
        if int(value) not in NOTES or not 0 <= number <= MOST_NOTES:
            raise not_taken(f20_number_of_notes, note=int(value), number=str(number))
