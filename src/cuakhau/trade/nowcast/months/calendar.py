"""What the calendar does to a month: open days, weekends, holidays, the days around Tết.

Holidays and the lunar new year come from the `holidays` package, for the countries on both sides.
A day counts once: closed before Tết before holiday before weekend.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cuakhau.trade.nowcast.months.panel import Numbers, first_day
from cuakhau.trade.nowcast.refusals import n11_holidays_are_known, refuse

EVERYWHERE = "*"
LUNAR = frozenset({"VN", "CN"})
# Goods stop two days before the lunar new year and are back to normal ten days after it.
TET_BEFORE, TET_AFTER = 2, 9
EFFECTS = ("weekend", "holiday", "tet")
Closure = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Whose holidays count (ISO 3166), and closures by series (`*`: all), both ends inclusive."""

    countries: tuple[str, ...] = ("VN", "CN")
    closures: Mapping[str, tuple[Closure, ...]] = field(default_factory=dict)

    @property
    def is_lunar(self) -> bool:
        """Whether the lunar new year stops trade here."""
        return not LUNAR.isdisjoint(self.countries)

    def closures_of(self, name: str) -> tuple[Closure, ...]:
        """List the closures that a series met."""
        return (*self.closures.get(EVERYWHERE, ()), *self.closures.get(name, ()))


@dataclass(frozen=True, slots=True, eq=False)
class MonthDays:
    """Open days by month and series, and which share of them the `EFFECTS` took."""

    open: Numbers
    shares: NDArray[np.float64]


@cache
def list_holidays(country: str, year: int) -> frozenset[date]:
    """List the public holidays of a country. Raises rule N11 where nobody has listed them."""
    import holidays

    try:
        return frozenset(holidays.country_holidays(country, years=year))
    except NotImplementedError as unknown:
        raise refuse(n11_holidays_are_known, country=country) from unknown


@cache
def find_tet(year: int) -> date | None:
    """Find the first day of the lunar new year; `None` where the package does not reach."""
    import holidays

    named = holidays.country_holidays("VN", years=year, language="en_US")
    return next((day for day, name in sorted(named.items()) if name == "Lunar New Year"), None)


def days_of(calendar: Calendar, names: Iterable[str], first: int, months: int) -> MonthDays:
    """Count the days of a stretch of months for each series."""
    plain = [_count(calendar, (), first + at) for at in range(months)]
    opened, shares = [], []
    for name in names:
        closures = calendar.closures_of(name)
        counted = (
            [_count(calendar, closures, first + at) for at in range(months)] if closures else plain
        )
        opened.append([number for number, _ in counted])
        shares.append([taken for _, taken in counted])
    return MonthDays(
        np.array(opened, dtype=float).reshape(-1, months).T,
        np.array(shares, dtype=float).reshape(-1, months, len(EFFECTS)).transpose(1, 0, 2),
    )


def kind_of(calendar: Calendar, day: date) -> str | None:
    """Say what kind of day it is: one of `EFFECTS`, or nothing out of the ordinary."""
    if calendar.is_lunar and _is_tet(day):
        return "tet"
    if day.weekday() > 4:
        return "weekend"
    if any(day in list_holidays(country, day.year) for country in calendar.countries):
        return "holiday"
    return None


def _count(
    calendar: Calendar, closures: tuple[Closure, ...], month: int
) -> tuple[int, list[float]]:
    days = (first_day(month + 1) - first_day(month)).days
    counted = dict.fromkeys(EFFECTS, 0)
    opened = 0
    for at in range(days):
        day = first_day(month) + timedelta(days=at)
        if any(since <= day <= until for since, until in closures):
            continue
        opened += 1
        kind = kind_of(calendar, day)
        if kind:
            counted[kind] += 1
    return opened, [counted[effect] / opened if opened else 0.0 for effect in EFFECTS]


def _is_tet(day: date) -> bool:
    new_year = find_tet(day.year)
    if new_year is None:
        return False
    return -TET_BEFORE <= (day - new_year).days <= TET_AFTER
