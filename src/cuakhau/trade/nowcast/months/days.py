"""A month that has begun: the days so far, and what the rest of it will bring.

Each day weighs what its weekday, a holiday or Tết usually makes of a day; the rest of the month
goes on at the level of the last four weeks. The interval is that of the same day in past months.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from cuakhau.trade.nowcast.months.calendar import Calendar, Closure, kind_of
from cuakhau.trade.nowcast.months.panel import first_day, month_of
from cuakhau.trade.nowcast.refusals import n16_four_weeks_are_known, refuse

FOUR_WEEKS = 28
AROUND = 14
OWN_WEIGHT_DAYS = 4.0
PAST_MONTHS, PRIOR_MONTHS = 24, 2.0
USUAL_DEVIATION = 0.10  # of what is still to come, before any past month was looked at
SMALLEST_DEVIATION = 0.002
EXCEPTIONS = ("holiday", "tet")


@dataclass(frozen=True, slots=True)
class MonthSoFar:
    """A month on one of its days: `known` over `known_days`, and what the whole is expected to be.

    `unknown_days` lie before that day and are not known; like the days to come they are expected,
    not filled. `deviation` is of the whole month, on the log scale, from `past_months` months.
    """

    month: int
    until: date
    known: float
    known_days: int
    unknown_days: int
    expected: float
    deviation: float
    past_months: int


def expect_month(
    days: Mapping[date, float], until: date, calendar: Calendar, closures: tuple[Closure, ...] = ()
) -> MonthSoFar:
    """Expect the whole of the month of `until`, from the days known up to that day.

    Raises N16 where fewer than four weeks are known.
    """
    known = {day: value for day, value in days.items() if day <= until}
    if len(known) < FOUR_WEEKS:
        raise refuse(n16_four_weeks_are_known, known=len(known), fewest=FOUR_WEEKS)
    month = month_of(until)
    whole = _expect(known, until, calendar, closures)
    errors = [
        error
        for back in range(1, PAST_MONTHS + 1)
        if (error := _past_error(known, month - back, until.day, (calendar, closures))) is not None
    ]
    seen = _sum(known, month, until)
    rest = max(0.0, 1 - seen / whole) if whole > 0 else 0.0
    usual = (USUAL_DEVIATION * rest) ** 2
    squares = float(np.square(errors).sum())
    deviation = ((squares + PRIOR_MONTHS * usual) / (len(errors) + PRIOR_MONTHS)) ** 0.5
    known_days = sum(1 for day in known if month_of(day) == month)
    return MonthSoFar(
        month, until, seen, known_days, until.day - known_days, whole,
        max(deviation, SMALLEST_DEVIATION), len(errors),
    )  # fmt: skip


def add_whole_months(days: Mapping[date, float], before: int) -> dict[int, float]:
    """Add up the months of which each day is known; a month with a day missing is unknown."""
    counted: dict[int, list[float]] = {}
    for day, value in days.items():
        if month_of(day) < before:
            counted.setdefault(month_of(day), []).append(value)
    return {
        month: float(sum(values))
        for month, values in counted.items()
        if len(values) == (first_day(month + 1) - first_day(month)).days
    }


def _sum(days: Mapping[date, float], month: int, until: date) -> float:
    return float(sum(v for day, v in days.items() if month_of(day) == month and day <= until))


def _expect(
    known: Mapping[date, float], until: date, calendar: Calendar, closures: tuple[Closure, ...]
) -> float:
    weights = _weigh(known, calendar)
    last = sorted(known)[-FOUR_WEEKS:]
    usual = [(known[day], weights[_kind(calendar, day)]) for day in last]
    level = sum(value for value, _ in usual) / max(1e-9, sum(weight for _, weight in usual))
    month = month_of(until)
    whole = _sum(known, month, until)
    for at in range((first_day(month + 1) - first_day(month)).days):
        day = first_day(month) + timedelta(days=at)
        if day in known or any(since <= day <= ends for since, ends in closures):
            continue
        whole += level * weights[_kind(calendar, day)]
    return whole


def _weigh(known: Mapping[date, float], calendar: Calendar) -> dict[str, float]:
    """Weigh each kind of day by its ratio to the days around it, leaning on 1 while few."""
    ratios: dict[str, list[float]] = {}
    for day, value in known.items():
        around = [
            known[day + timedelta(days=at)]
            for at in range(-AROUND, AROUND)
            if day + timedelta(days=at) in known
        ]
        if len(around) >= AROUND and sum(around) > 0:
            ratios.setdefault(_kind(calendar, day), []).append(value * len(around) / sum(around))
    kinds = [*map(str, range(7)), *EXCEPTIONS]
    given = {}
    for kind in kinds:
        seen = ratios.get(kind, [])
        middle = float(np.median(seen)) if seen else 1.0
        given[kind] = (middle * len(seen) + OWN_WEIGHT_DAYS) / (len(seen) + OWN_WEIGHT_DAYS)
    return given


def _kind(calendar: Calendar, day: date) -> str:
    kind = kind_of(calendar, day)
    return kind if kind in EXCEPTIONS else str(day.weekday())


def _past_error(
    known: Mapping[date, float],
    month: int,
    day_of_month: int,
    ground: tuple[Calendar, tuple[Closure, ...]],
) -> float | None:
    """How far the same act was off in a past month; `None` where that month is not all known."""
    whole = add_whole_months({d: v for d, v in known.items() if month_of(d) == month}, month + 1)
    actual = whole.get(month, 0.0)
    last = first_day(month + 1) - timedelta(days=1)
    until = min(first_day(month) + timedelta(days=day_of_month - 1), last)
    before = {day: value for day, value in known.items() if day <= until}
    if actual <= 0 or len(before) < FOUR_WEEKS:
        return None
    expected = _expect(before, until, *ground)
    return float(np.log(actual / expected)) if expected > 0 else None
