"""Which row of a statement is which entry of the books: by the purpose and the amount."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from cuakhau.operations.models import Declaration
from cuakhau.operations.payments.models import Entry, Line, Settlement, StatementRow
from cuakhau.operations.payments.papers.vietqr import purpose_of
from cuakhau.operations.people import plain

# A visit's number as a bank hands it on: year, month, day and five digits; a demo's has a run.
CONSIGNMENT = re.compile(r"LH20\d{10}(?!\d)")
NUMBER = re.compile(r"(?:R(\d))?(20\d{6})(\d{5})(?!\d)")


@dataclass(frozen=True, slots=True)
class Booked:
    """An entry with money on the bank: its amount, and the purposes that name it."""

    entry: Entry
    amount_vnd: int
    visits: frozenset[str]

    @property
    def purposes(self) -> frozenset[str]:
        """What a transfer for it would say, and the reference that the collector noted."""
        noted = plain(self.entry.basis)
        return frozenset({purpose_of(one) for one in self.visits} | ({noted} if noted else set()))


def list_unsettled(zone_name: str) -> list[Booked]:
    """List the entries of money on the bank that no row of a statement was matched with.

    An entry that was cancelled, and what cancelled it, are left out: neither is on a statement.
    """
    entries = (
        Entry.objects.filter(zone=zone_name, reverses=None, reversed_by=None)
        .filter(~Exists(_standing_settlements().filter(entry=OuterRef("pk"))))
        .annotate(sum_vnd=Sum("lines__amount_vnd", filter=Q(lines__account="bank")))
        .exclude(Q(sum_vnd=None) | Q(sum_vnd=0))
        .order_by("pk")
    )
    found = list(entries)
    visits: dict[int, set[str]] = {}
    lines = Line.objects.filter(entry__in=[one.pk for one in found], visit__isnull=False)
    for entry, visit in lines.values_list("entry", "visit"):
        visits.setdefault(entry, set()).add(str(visit))
    return [Booked(one, one.sum_vnd, frozenset(visits.get(one.pk, ()))) for one in found]


def last_settlements(rows: Collection[StatementRow]) -> dict[int, Settlement]:
    """Give the last word about each of these rows; a row that was opened again has none."""
    standing = _standing_settlements().filter(row__in=[row.pk for row in rows])
    return {one.row_id: one for one in standing.exclude(kind="undone").select_related("entry")}


def _standing_settlements() -> QuerySet[Settlement]:
    later = Settlement.objects.filter(row=OuterRef("row"), pk__gt=OuterRef("pk"))
    return Settlement.objects.filter(~Exists(later))


def find_match(row: StatementRow, booked: Iterable[Booked]) -> Booked | None:
    """Find the only entry of this amount that the text of the row names."""
    told = plain_all(f"{row.text} {row.reference}")
    fits = [
        one
        for one in booked
        if one.amount_vnd == row.amount_vnd and any(word in told for word in one.purposes)
    ]
    return fits[0] if len(fits) == 1 else None


def find_visits(zone_name: str, rows: Collection[StatementRow]) -> dict[int, tuple[str, ...]]:
    """Find, for each row, the visits and consignments whose numbers its text names."""
    named = {row.pk: set(_numbers_in(row.text)) for row in rows}
    every = {number for numbers in named.values() for number in numbers}
    known = set(
        Declaration.objects.filter(zone=zone_name, number__in=every)
        .values_list("number", flat=True)
        .distinct()
    )
    members = Declaration.objects.filter(zone=zone_name, consignment__in=every)
    known |= {str(one) for one in members.values_list("consignment", flat=True).distinct()}
    return {pk: tuple(sorted(numbers & known)) for pk, numbers in named.items()}


def plain_all(text: str) -> str:
    """Leave letters and digits of a text of any length, without accents, in capitals."""
    return "".join(plain(text[place : place + 80]) for place in range(0, len(text), 80))


def _numbers_in(text: str) -> Iterable[str]:
    yield from CONSIGNMENT.findall(plain_all(text))
    for run, day, running in NUMBER.findall(plain_all(text)):
        yield f"{day}{running}"
        if run:
            yield f"r{run}-{day}-{running}"
