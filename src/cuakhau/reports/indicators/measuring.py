"""Measures indicators: the actual, the same of the year before, the target, growth, attainment."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from cuakhau.figures import Data, Figure, measure
from cuakhau.figures.data import build_without_log
from cuakhau.figures.entered.values import NO_DATA
from cuakhau.figures.whole import write_whole
from cuakhau.operations.payments.revenue.sums import build_data, read_books
from cuakhau.portfolio.works.register.reading import find_last
from cuakhau.reports.given.issued_days import read_issued_days
from cuakhau.reports.given.works import count_works
from cuakhau.reports.indicators.entering import read_entered
from cuakhau.reports.indicators.listing import Indicator, list_indicators
from cuakhau.trade.periods import Period, year_before
from cuakhau.turnover.reading.known import read_now
from cuakhau.zone.zone import Zone

Read = Callable[[Zone, Period], Data]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """An indicator in a period; each of its numbers is a figure, known or not."""

    indicator: Indicator
    actual: Figure
    before: Figure
    target: Figure
    growth: Figure
    attainment: Figure

    def figures(self) -> Iterator[Figure]:
        """Give all of them."""
        yield from (self.actual, self.before, self.target, self.growth, self.attainment)


READERS: Mapping[str, Read] = {
    "issued": lambda zone, period: read_issued_days(zone, period.first, period.last),
    "trade": lambda zone, _: read_now(zone),
    "fees": lambda zone, period: _read_fees(zone, period),
}


def _read_fees(zone: Zone, period: Period) -> Data:
    """Give the books of a period; where nothing was booked, fees are unknown and not zero."""
    books = read_books(zone, period.first, period.last)
    return build_data(zone, books, 0) if books.sums else build_without_log(zone, NO_DATA, 0)


EACH_PERIOD = ("issued", "fees")  # read anew for each period


def measure_all(zone: Zone, period: Period) -> tuple[Measured, ...]:
    """Measure every indicator whose definition was in force in the period."""
    reading = _Reading(zone)
    return tuple(reading.measure(one, period) for one in list_indicators() if one.holds(period))


class _Reading:
    """What was read already, so that each source is asked once."""

    def __init__(self, zone: Zone) -> None:
        self.zone, self.entered, self.last = zone, read_entered(zone), find_last(zone.name)
        self.found: dict[tuple[str, Period | None], Data] = {}
        self.years: dict[int, dict[str, Figure]] = {}
        self.nothing = build_without_log(zone, NO_DATA, 0)

    def measure(self, indicator: Indicator, period: Period) -> Measured:
        actual = self.actual(indicator, period)
        before = self.actual(indicator, year_before(period))
        target = measure(self.entered, "entered.target", **_about(indicator, period))
        return Measured(
            indicator=indicator,
            actual=actual,
            before=before,
            target=target,
            growth=self.derived("derived.growth", actual, before),
            attainment=self.derived("derived.attainment", actual, target),
        )

    def actual(self, indicator: Indicator, period: Period) -> Figure:
        if indicator.is_entered:
            return measure(self.entered, "entered.value", **_about(indicator, period))
        family = indicator.definition.partition(".")[0]
        if family == "works":
            return self.works(period.first.year)[indicator.parameters["measure"]]
        key = (family, period if family in EACH_PERIOD else None)
        if key not in self.found:
            self.found[key] = READERS[family](self.zone, period)
        days: dict[str, str | int] = {
            "since": period.first.isoformat(), "until": period.last.isoformat()
        }  # fmt: skip
        return measure(self.found[key], indicator.definition, **indicator.parameters, **days)

    def works(self, year: int) -> dict[str, Figure]:
        if year not in self.years:
            self.years[year] = count_works(self.zone, self.last, year)
        return self.years[year]

    def derived(self, definition: str, of: Figure, on: Figure) -> Figure:
        return measure(self.nothing, definition, of=write_whole(of), on=write_whole(on))


def _about(indicator: Indicator, period: Period) -> dict[str, str | int]:
    return {
        "indicator": indicator.id,
        "since": period.first.isoformat(),
        "until": period.last.isoformat(),
    }
