"""Set a target of a year, once for each nonce; a newer word about the same thing replaces it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from cuakhau.turnover.targets.models import FEES, MEASURES, VALUE, Target
from cuakhau.turnover.targets.refusals import (
    refuse,
    v41_amount_is_a_number,
    v42_year_is_a_year,
    v43_scope_is_known,
    v44_source_is_named,
    v45_day_is_a_day,
)
from cuakhau.zone.zone import Zone

LEAST_YEAR, MOST_YEAR = 2010, 2060
UNITS = {"value": 100_000_000, "tax": 10**9, "fees": 10**9}  # a million dollars; a billion dong
MOST = 10**18


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What a form says: words as typed; `amount` in million USD or billion VND."""

    year: str
    measure: str
    scope: str
    amount: str
    valid_from: str
    source: str
    note: str = ""


def set_target(
    zone: Zone, said: Saying, *, scopes: Collection[str], by: str, at: datetime, nonce: str
) -> Target:
    """Write a target down. The same nonce again gives the first row. Raises V41 to V45."""
    year = int(said.year) if said.year.isdigit() else 0
    if not LEAST_YEAR <= year <= MOST_YEAR:
        raise refuse(v42_year_is_a_year, year=said.year, least=LEAST_YEAR, most=MOST_YEAR)
    measure = said.measure if said.measure in MEASURES else VALUE
    scope = "" if measure == FEES else said.scope
    if scope not in scopes and measure != FEES:
        raise refuse(v43_scope_is_known, scope=said.scope)
    if not said.source.strip():
        raise refuse(v44_source_is_named)
    row, _made = Target.objects.get_or_create(
        zone=zone.name,
        nonce=nonce,
        defaults={
            "year": year,
            "measure": measure,
            "scope": scope,
            "amount": _read_amount(said.amount, measure),
            "valid_from": _read_day(said.valid_from, year),
            "source": said.source.strip()[:200],
            "note": said.note.strip()[:500],
            "by": by,
            "at": at,
        },
    )
    return row


def list_in_force(zone: Zone, year: int, day: date) -> list[Target]:
    """List the targets of a year that are in force on a day, one a measure and scope."""
    rows = Target.objects.filter(zone=zone.name, year=year, valid_from__lte=day)
    newest = {(row.measure, row.scope): row for row in rows.order_by("valid_from", "at", "pk")}
    return sorted(newest.values(), key=lambda row: (MEASURES.index(row.measure), row.scope))


def list_all(zone: Zone, year: int) -> list[Target]:
    """List all words about a year, the newest first."""
    return list(Target.objects.filter(zone=zone.name, year=year).order_by("-at", "-pk"))


def list_years(zone: Zone) -> list[int]:
    """List the years that have targets, the newest first."""
    years = Target.objects.filter(zone=zone.name).values_list("year", flat=True).distinct()
    return sorted(years, reverse=True)


def _read_amount(text: str, measure: str) -> int:
    try:
        amount = Decimal(text.strip().replace(",", ".")) * UNITS[measure]
    except InvalidOperation:
        amount = Decimal(0)
    if not amount.is_finite() or not 1 <= amount < MOST:
        raise refuse(v41_amount_is_a_number, amount=text[:40])
    return int(amount)


def _read_day(text: str, year: int) -> date:
    try:
        return date.fromisoformat(text) if text else date(year, 1, 1)
    except ValueError as bad:
        raise refuse(v45_day_is_a_day, day=text[:20]) from bad
