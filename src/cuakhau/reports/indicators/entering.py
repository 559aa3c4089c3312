"""Takes what people enter, and gives the latest of each period."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Literal

from django.db import IntegrityError, transaction

from cuakhau.figures import Data, Figure
from cuakhau.figures.data import build_without_log
from cuakhau.figures.entered.values import MARK, key_of
from cuakhau.reports.indicators.listing import Indicator, find_indicator
from cuakhau.reports.indicators.models import Entry
from cuakhau.reports.indicators.refusals import (
    i1_indicator_is_known,
    i2_value_is_a_number,
    i3_source_is_named,
    i4_measured_is_not_entered,
    not_entered,
)
from cuakhau.trade.periods import Period, write_period
from cuakhau.zone.zone import Zone

MOST = Decimal(10) ** 18
What = Literal["value", "target"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to enter, as it was written."""

    indicator: str
    kind: What
    period: Period
    value: str
    source: str


def enter(zone: Zone, wish: Wish, *, by: str, at: datetime, nonce: str) -> Entry:
    """Keep a value or a target of an indicator and period. Raises `NotEntered` I1 to I4.

    The same nonce gives the first answer again.
    """
    repeated = Entry.objects.filter(zone=zone.name, nonce=nonce).first()
    if repeated is not None:
        return repeated
    name, kind, period = wish.indicator, wish.kind, wish.period
    indicator = find_indicator(name)
    if indicator is None or not indicator.holds(period):
        raise not_entered(i1_indicator_is_known, indicator=name, period=write_period(period))
    if kind == "value" and not indicator.is_entered:
        raise not_entered(i4_measured_is_not_entered, indicator=name)
    if not wish.source.strip():
        raise not_entered(i3_source_is_named)
    row = Entry(
        zone=zone.name, indicator=name, kind=kind, first_day=period.first, last_day=period.last,
        value=str(_number(wish.value)), source=wish.source.strip()[:300],
        entered_us=int(at.timestamp() * 1_000_000), entered_by=by, nonce=nonce,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # the same request came twice at once
        return Entry.objects.get(zone=zone.name, nonce=nonce)
    return row


def read_entered(zone: Zone, *, last: int | None = None) -> Data:
    """Give the latest entries, up to the one of id `last` where it is given."""
    rows = Entry.objects.filter(zone=zone.name)
    if last is not None:
        rows = rows.filter(id__lte=last)
    found, newest, at_us = {}, 0, 0
    for row in rows.order_by("id"):
        indicator = find_indicator(row.indicator)
        about = {"indicator": row.indicator, "since": row.first_day.isoformat(),
                 "until": row.last_day.isoformat()}  # fmt: skip
        unit = indicator.unit if indicator else "number"
        found[key_of(row.kind, about)] = (_plain(Decimal(row.value)), unit)
        newest, at_us = row.pk, row.entered_us
    return build_without_log(zone, f"{MARK}{newest}", at_us, entered=found)


def read_again(zone: Zone, stored: Figure) -> Data:
    """Give what a figure was made from. Raises `ValueError` for a version that is none."""
    return read_entered(zone, last=int(stored.data_version.log.removeprefix(MARK)))


def list_entries(zone: Zone, indicator: Indicator, period: Period) -> list[Entry]:
    """List all entries of an indicator and period, the latest first."""
    rows = Entry.objects.filter(
        zone=zone.name, indicator=indicator.id, first_day=period.first, last_day=period.last
    )
    return list(rows.order_by("-id"))


def _number(value: str) -> int | Decimal:
    try:
        number = Decimal(value.strip())
    except InvalidOperation:
        raise not_entered(i2_value_is_a_number, value=value[:40]) from None
    if not number.is_finite() or not 0 <= number < MOST:
        raise not_entered(i2_value_is_a_number, value=value[:40])
    return _plain(number)


def _plain(number: Decimal) -> int | Decimal:
    return int(number) if number == number.to_integral_value() else number.normalize()
