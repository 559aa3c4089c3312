"""The database itself keeps the books whole: balanced, together, never changed."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from cuakhau.operations.payments.books.post import Heading, Leg, post, reverse
from cuakhau.operations.payments.models import Entry, Line, Receipt
from desk import NOON


def write(gate, *legs):
    heading = Heading(zone=gate.zone.name, kind="test", day=date(2024, 8, 22))
    with transaction.atomic():
        return post(heading, [Leg(account, amount) for account, amount in legs], by="x", at=NOON)


def test_an_entry_that_balances_is_written(gate):
    entry = write(gate, ("cash", 5), ("due", -5))
    assert sorted(entry.lines.values_list("account", "amount_vnd")) == [("cash", 5), ("due", -5)]


@pytest.mark.parametrize("legs", [[("cash", 5), ("due", -4)], [("cash", 5)], []])
def test_what_does_not_balance_is_refused_when_the_transaction_ends(gate, legs):
    with pytest.raises(DatabaseError, match="does not balance"):
        write(gate, *legs)
    assert not Entry.objects.filter(zone=gate.zone.name).exists()


def test_nobody_adds_lines_to_an_entry_later(gate):
    entry = write(gate, ("cash", 5), ("due", -5))
    with pytest.raises(DatabaseError, match="is closed"), transaction.atomic():
        Line.objects.create(entry=entry, zone=gate.zone.name, account="cash", amount_vnd=7)


@pytest.mark.parametrize("table", ["entry", "line", "receipt", "receiptact"])
@pytest.mark.parametrize(
    "verb", ["UPDATE {} SET zone = ''", "DELETE FROM {}", "TRUNCATE {} CASCADE"]
)
def test_nothing_is_changed_or_removed(desk_database, table, verb):
    verb = verb.replace("zone", "by") if table == "receiptact" else verb
    with (
        pytest.raises(DatabaseError, match="only added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb.format(f"payments_{table}"))


def test_taking_back_turns_every_line_and_happens_once(gate):
    entry = write(gate, ("cash", 5), ("due", -3), ("prepaid", -2))
    with transaction.atomic():
        reverse(entry, "cancel", "wrong", day=entry.day, by="x", at=NOON)
    assert (
        sum(
            Line.objects.filter(zone=gate.zone.name, account="cash").values_list(
                "amount_vnd", flat=True
            )
        )
        == 0
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        reverse(entry, "cancel", "wrong", day=entry.day, by="x", at=NOON)


def test_a_receipt_that_leaves_a_gap_is_refused(gate):
    entry = write(gate, ("cash", 5), ("due", -5))
    receipt = {"zone": gate.zone.name, "series": "T", "entry": entry, "amount_vnd": 5}
    with pytest.raises(DatabaseError, match="leaves a gap"), transaction.atomic():
        Receipt.objects.create(number=2, content={}, by="x", at=NOON, **receipt)
