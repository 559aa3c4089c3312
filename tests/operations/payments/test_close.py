"""Closing a collector's day: counted, compared, handed in, frozen."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from cuakhau.operations.payments.books.post import Heading, Leg, post
from cuakhau.operations.payments.models import Closing, Entry
from cuakhau.operations.payments.refusals import NotTaken
from cuakhau.operations.payments.taking.close import Counted, cash_of, close_day

DAY = date(2024, 8, 22)


def close(till, notes, book_vnd, day=DAY, **more):
    counted = Counted(day=day, notes=notes, book_vnd=book_vnd, **more)
    return close_day(till.zone, counted, by="lan", at=till.gate.now, nonce=f"close-{notes}-{more}")


def test_cash_that_fits_is_handed_in(till):
    till.pay(till.arrive())
    closing = Closing.objects.get(pk=close(till, {"200000": 1, "100000": 1}, 300_000))
    assert (closing.difference_vnd, closing.counted) == (0, {"200000": 1, "100000": 1})
    assert (till.balance("cash"), till.balance("vault")) == (0, 300_000)


def test_a_difference_needs_a_word_and_stays_in_the_books(till):
    till.pay(till.arrive())
    with pytest.raises(NotTaken, match="F18"):
        close(till, {"200000": 1}, 300_000)
    close(till, {"200000": 1}, 300_000, note="one note was false")
    assert (till.balance("vault"), till.balance("difference")) == (200_000, 100_000)


def test_a_payment_taken_while_counting_is_not_closed_unseen(till):
    till.pay(till.arrive())
    till.pay(till.arrive())
    with pytest.raises(NotTaken, match="F17"):
        close(till, {"100000": 3}, 300_000)


def test_what_comes_after_closing_belongs_to_the_next_day(till):
    close(till, {}, 0)
    paid = till.pay(till.arrive())
    assert Entry.objects.get(pk=paid.entry).day == DAY + timedelta(days=1)
    assert (cash_of(till.zone.name, "lan", DAY), till.balance("cash")) == (0, 300_000)


def test_a_day_is_closed_once(till):
    close(till, {}, 0)
    with pytest.raises(NotTaken, match="F19"):
        close(till, {"500000": 0}, 0)


def test_a_closed_day_is_frozen_by_the_database(till):
    close(till, {}, 0)
    heading = Heading(zone=till.zone.name, kind="payment", day=DAY)
    legs = [Leg("cash", 5, "lan"), Leg("due", -5)]
    with pytest.raises(DatabaseError, match="is closed"), transaction.atomic():
        post(heading, legs, by="lan", at=till.gate.now)


@pytest.mark.parametrize("notes", [{"300000": 1}, {"500000": -1}, {"1000": 10**6}])
def test_notes_that_cannot_be_are_refused(till, notes):
    with pytest.raises(NotTaken, match="F20"):
        close(till, notes, 0)


def test_the_day_after_the_cut_off_is_the_next(till):
    till.gate.later(hours=8, seconds=1)  # 20:00:01 in Việt Nam
    paid = till.pay(till.arrive())
    assert Entry.objects.get(pk=paid.entry).day == DAY + timedelta(days=1)
