"""The shapes that the parts of a report are made of: spans of time, charts, growth, money."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from cuakhau.figures import Figure, measure
from cuakhau.figures.data import build_without_log
from cuakhau.figures.entered.values import NO_DATA
from cuakhau.figures.format import UNKNOWN, format_number
from cuakhau.figures.whole import write_whole
from cuakhau.reports.kinds.kind import Asked
from cuakhau.reports.paper.charts import build_bars
from cuakhau.reports.paper.compose import say
from cuakhau.reports.paper.document import Chart, Said
from cuakhau.trade.periods import Period
from cuakhau.zone.types import Language

MOST_DAYS = 31  # of a table day by day; a longer period is told by the month
MILLION = 1_000_000
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: where it stands, of which series, its figure, and one in so many."""

    at: str
    series: str
    figure: Figure
    unit: int = 1


def list_spans(period: Period) -> Iterator[tuple[str, Period]]:
    """Cut a period into its days, or into its months where it is long; each with its short name."""
    if (period.last - period.first).days < MOST_DAYS:
        for number in range((period.last - period.first).days + 1):
            day = period.first + number * DAY
            yield f"{day:%d/%m}", Period(day, day)
        return
    first = period.first
    while first <= period.last:
        last = min(_end_of_month(first), period.last)
        yield f"{first:%m/%Y}", Period(first, last)
        first = last + DAY


def draw(caption: str, bars: Iterable[Bar], titles: tuple[str, str]) -> Iterator[Chart]:
    """Draw the bars that are known; nothing where these are fewer than two."""
    known = [one for one in bars if one.figure.value is not None]
    if len({one.at for one in known}) < 2:
        return
    rows = [
        {"at": one.at, "series": one.series, "value": float(Decimal(one.figure.value) / one.unit)}
        for one in known
        if one.figure.value is not None
    ]
    colour = "series" if len({one.series for one in known}) > 1 else ""
    spec = build_bars(rows, x="at", y="value", titles=titles, colour=colour)
    yield Chart(caption=caption, spec=spec, figures=tuple(one.figure for one in known))


def grow(asked: Asked, of: Figure, on: Figure) -> Said | None:
    """Say how much a figure grew on another; `None` where one of them is unknown or nothing."""
    nothing = build_without_log(asked.zone, NO_DATA, 0)
    figure = measure(nothing, "derived.growth", of=write_whole(of), on=write_whole(on))
    return None if figure.value is None else say(figure, asked.language)


def say_growth(growth: Said | None) -> tuple[str, dict[str, Said]]:
    """Give what a sentence adds about growth on the year before, and its figure."""
    if growth is None or growth.figure.value is None:
        return "", {}
    value = growth.figure.value
    magnitude = Said(growth.figure, growth.text.removeprefix("−"))
    if value < 0:
        return _(", down {growth} on the same period of the year before"), {"growth": magnitude}
    return _(", up {growth} on the same period of the year before"), {"growth": magnitude}


def say_scaled(figure: Figure, unit: int, language: Language, places: int = 1) -> Said:
    """Say a figure in millions or the like, for a column whose head names the unit."""
    if figure.value is None:
        return Said(figure, UNKNOWN[language])
    scaled = round(Decimal(figure.value) / unit, places)
    return Said(figure, format_number(scaled, language))


def _end_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - DAY
