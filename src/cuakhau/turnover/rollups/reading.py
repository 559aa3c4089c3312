"""What pages read of the sums of months: a series, a matrix, the greatest. Milliseconds each.

`Ask` names zone, scope, amount and what to keep; sums are exact, in the unit of the amount (USD
cents, grams, dong). A sum comes with how many facts of it nobody knows; `None` is unknown.
Where `find_rolled` gives nothing, or `agrees` is false, ask `trade.cube.table` instead.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import BooleanField, ExpressionWrapper, Q, Sum

from cuakhau.turnover.rollups.models import MonthSum, Rolled

Column = Literal["gate", "direction", "hs2", "partner", "regime"]
Amount = Literal["value_usd_cents", "weight_g", "tax_vnd"]
_FIELD = {"gate": "place"}
_CUTS = ("hs2", "partner", "regime")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is read: months from `since` to `until` (first days, inclusive); empty words keep all.

    `direction` is export, import or both as printed; "" adds export and import up.
    """

    zone: str
    scope: str
    since: date
    until: date
    amount: Amount = "value_usd_cents"
    gate: str = ""
    direction: str = ""
    hs2: str = ""
    partner: str = ""
    regime: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One month: its sum, how many facts are unknown, and the month of the year before.

    `growth_pct` is unknown where one of the two goes on, is missing, or holds unknown facts.
    """

    month: date
    amount: int | None
    unknown: int
    complete: bool
    year_before: int | None
    growth_pct: float | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a matrix."""

    row: str
    column: str
    amount: int | None
    unknown: int


@dataclass(frozen=True, slots=True)
class Part:
    """One of the greatest: its sum, its share of all, and the same months of the year before."""

    name: str
    amount: int | None
    unknown: int
    share_pct: float | None
    year_before: int | None
    growth_pct: float | None


def find_rolled(zone: str, scope: str) -> Rolled | None:
    """Find of which facts the sums of a scope are; `None` where none were made."""
    return Rolled.objects.filter(zone=zone, scope=scope).first()


def series(ask: Ask) -> tuple[Point, ...]:
    """Give each month from `since` to `until` that has facts, beside the year before."""
    found = _sums(ask, ("month",), since=_year_before(ask.since))
    return tuple(
        _point(month, found) for (month,) in sorted(found) if ask.since <= month <= ask.until
    )


def matrix(ask: Ask, rows: Column, columns: Column | Literal["month"]) -> tuple[Cell, ...]:
    """Give the sums by two columns; cells without facts are left out."""
    found = _sums(ask, (rows, columns))
    return tuple(
        Cell(row=str(row), column=str(column), amount=one.amount, unknown=one.unknown)
        for (row, column), one in sorted(found.items())
    )


def top(ask: Ask, by: Column, most: int = 20) -> tuple[Part, ...]:
    """Give the greatest of one column, greatest first; at most `most`."""
    now = _sums(ask, (by,))
    then = _sums(ask, (by,), since=_year_before(ask.since), until=_year_before(ask.until))
    known = [one.amount for one in now.values() if one.amount is not None]
    whole = sum(known)
    ranked = sorted(now, key=lambda key: (-(now[key].amount or 0), key))[:most]
    same = _months_of(ask, ask.since, ask.until) == _months_of(
        ask, _year_before(ask.since), _year_before(ask.until)
    )
    return tuple(_part(key, now[key], then.get(key) if same else None, whole) for key in ranked)


@dataclass(frozen=True, slots=True)
class _Sum:
    amount: int | None
    unknown: int
    complete: bool


def _sums(
    ask: Ask, by: Sequence[str], *, since: date | None = None, until: date | None = None
) -> dict[tuple[Any, ...], _Sum]:
    """Add up what is asked by some columns, from the smallest cut that tells them apart."""
    fields = [_FIELD.get(name, name) for name in by]
    rows = _kept(ask, fields).filter(month__range=(since or ask.since, until or ask.until))
    going_on = ExpressionWrapper(Q(complete=False), output_field=BooleanField())
    added = rows.values_list(*fields).annotate(
        amounts=Sum(ask.amount), unknown=Sum(f"{ask.amount}_unknown"), goes_on=BoolOr(going_on)
    )
    return {
        tuple(keys): _Sum(amount, int(unknown), not goes_on)
        for *keys, amount, unknown, goes_on in added.order_by()
    }


def _kept(ask: Ask, fields: Sequence[str]) -> Any:
    named = {
        "place": ask.gate,
        "hs2": ask.hs2,
        "partner": ask.partner,
        "regime": ask.regime,
    }
    wanted = {name: word for name, word in named.items() if word}
    cuts = [cut for cut in _CUTS if cut in fields or cut in wanted]
    cut = "gate" if not cuts else cuts[0] if len(cuts) == 1 else "all"
    rows = MonthSum.objects.filter(zone=ask.zone, scope=ask.scope, cut=cut, **wanted)
    if ask.direction:
        return rows.filter(direction=ask.direction)
    return rows if "direction" in fields else rows.exclude(direction="both")


def _months_of(ask: Ask, since: date, until: date) -> list[tuple[int, bool]]:
    """Number the months that a scope has, at any gate, and tell whether each is over."""
    rows = MonthSum.objects.filter(
        zone=ask.zone, scope=ask.scope, cut="gate", month__range=(since, until)
    )
    months: dict[int, bool] = defaultdict(lambda: True)
    for month, complete in rows.values_list("month", "complete").distinct():
        months[month.month] &= complete
    return sorted(months.items())


def _year_before(month: date) -> date:
    return month.replace(year=month.year - 1, day=1)


def _point(month: date, found: dict[tuple[Any, ...], _Sum]) -> Point:
    now, then = found[month,], found.get((_year_before(month),))
    growth = _growth(now, then) if then and now.complete and then.complete else None
    before = None if then is None else then.amount
    return Point(month, now.amount, now.unknown, now.complete, before, growth)


def _part(key: tuple[Any, ...], now: _Sum, then: _Sum | None, whole: int) -> Part:
    share = 100.0 * now.amount / whole if whole and now.amount is not None else None
    before = None if then is None else then.amount
    return Part(str(key[0]), now.amount, now.unknown, share, before, _growth(now, then))


def _growth(now: _Sum, then: _Sum | None) -> float | None:
    if then is None or now.unknown or then.unknown or not then.amount or now.amount is None:
        return None
    return (now.amount - then.amount) * 100.0 / then.amount
