"""The series of the picture, and growth as published beside growth as computed."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cuakhau.figures import Data, Figure
from cuakhau.figures.trade.sentence import figure_of
from cuakhau.figures.trade.values import ANY, dollars, percent, take
from cuakhau.trade.periods import (
    Period,
    name_period,
    of_months,
    period_before,
    write_period,
    year_before,
)
from cuakhau.trade.sentence import Told, list_told
from cuakhau.trade.sentence.words import differs
from cuakhau.turnover.reading.known import seen_of
from cuakhau.turnover.reading.sums import add_up
from cuakhau.turnover.reading.wanted import Wanted
from cuakhau.turnover.screen.asked import Asked
from cuakhau.turnover.screen.picture import Labels, Step, draw_steps
from cuakhau.turnover.screen.words import COLUMNS, UNITS, measure_word, name_step, write_number
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

MONTHS = {"day": 1, "month": 25, "quarter": 36, "half": 60, "nine_month": 120, "year": 120}
SPANS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "nine_month": 9}
ROWS = 6  # of growth


def wanted_of(asked: Asked, data: Data, period: Period) -> Wanted:
    """Give which lines a question takes, of some other period."""
    return Wanted(
        seen=seen_of(data.version.log), scope=asked.scope, since=period.first, until=period.last,
        direction=asked.direction, gate=asked.gate, hs=asked.hs, partner=asked.partner,
    )  # fmt: skip


def draw(zone: Zone, asked: Asked, data: Data, address: str, language: Language) -> SafeString:
    """Draw the steps that end with the period; months that nobody knows are holes."""
    step, measure = asked.step, asked.measure
    periods = list(_steps(asked))
    stretch = Period(periods[0].first, periods[-1].last)
    by = "month" if step == "nine_month" else step
    wanted = wanted_of(asked, data, stretch)
    sums = {one.key[0]: getattr(one, COLUMNS[measure]) for one in add_up(zone, wanted, (by,))}
    monthly = {one.key for one in add_up(zone, wanted, ("month", "direction"))}
    shows_prints = asked.is_whole and measure == "value"
    told = list_told(data.facts, periods, scope=asked.scope, direction=asked.direction)
    steps = []
    for period, one in zip(periods, told, strict=True):
        amount = _amount(sums, period, step)
        printed = one.value_usd_cents if shows_prints else None
        steps.append(
            Step(
                name=name_step(_key(period, step), language),
                value=None if amount is None else amount / UNITS[measure],
                published=None if printed is None else printed / UNITS[measure],
                address=f"{address}?{asked.query(period=write_period(period))}",
                is_partial=amount is not None and step != "day" and _lacks(monthly, period),
                is_asked=asked.period.first <= period.first and period.last <= asked.period.last,
            )
        )
    labels = Labels(
        title=f"{measure_word(measure)}: {name_period(stretch, language)}",
        hole=_("not known"),
        partial=_("a part is not known"),
        number=lambda value: _write(value, language),
    )
    return SafeString(draw_steps(steps, labels))


def _steps(asked: Asked) -> Iterator[Period]:
    last, step = asked.period.last, asked.step
    if step == "day":
        first = date(last.year, last.month, 1)
        for day in range(1, last.day + 1):
            yield Period(first.replace(day=day), first.replace(day=day))
        return
    span = 12 if step == "nine_month" else SPANS[step]
    end = last.year * 12 + (last.month - 1) // span * span
    for start in range(end - MONTHS[step] // span * span + span, end + 1, span):
        year, month = divmod(start, 12)
        yield of_months(year, month + 1, month + SPANS[step])


def _lacks(monthly: set[tuple[str, ...]], period: Period) -> bool:
    """Tell whether a month of a period, or a way that other months have, has no lines."""
    ways = {way for _month, way in monthly}
    first = period.first.year * 12 + period.first.month - 1
    months = [divmod(number, 12) for number in range(first, first + (period.months or 1))]
    wanted = {(f"{year}-{month + 1:02d}", way) for year, month in months for way in ways}
    return not wanted <= monthly


def _write(value: float, language: Language) -> str:
    places = 0 if value == round(value) or abs(value) >= 100 else 1
    return write_number(Decimal(value), places, language)


def _key(period: Period, step: str) -> str:
    year, month = period.first.year, period.first.month
    if step == "day":
        return str(period.first.day)
    if step == "month":
        return f"{year}-{month:02d}"
    if step in ("quarter", "half"):
        return f"{year}{'Q' if step == 'quarter' else 'H'}{(month - 1) // SPANS[step] + 1}"
    return str(year)


def _amount(sums: dict[str, int | None], period: Period, step: str) -> int | None:
    if step == "day":
        return sums.get(period.first.isoformat())
    if step != "nine_month":
        return sums.get(_key(period, step))
    months = [sums.get(f"{period.first.year}-{month:02d}") for month in range(1, 10)]
    known = [one for one in months if one is not None]
    return sum(known) if len(known) == len(months) else None


def tell_growth(zone: Zone, asked: Asked, data: Data, language: Language) -> list[dict[str, Any]]:
    """Tell the period and those of the years before: published beside added, growth of each."""
    periods = [asked.period]
    while len(periods) < ROWS:
        periods.append(year_before(periods[-1]))
    told = list_told(data.facts, periods, scope=asked.scope, direction=asked.direction)
    rows = [_growth_row(zone, asked, data, one, language) for one in told]
    return [row for row in rows if row["is_known"]]


def _growth_row(
    zone: Zone, asked: Asked, data: Data, told: Told, language: Language
) -> dict[str, Any]:
    lines = lines_figures(zone, asked, data, told.period)
    is_whole = asked.is_whole
    published = figure_of(data, told, "value") if is_whole else None
    printed_growth = figure_of(data, told, "growth") if is_whole else None
    computed = figure_of(data, told, "computed") if is_whole else None
    shown = [published, printed_growth, computed, *lines.values()]
    return {
        "name": name_period(told.period, language),
        "query": asked.query(period=write_period(told.period)),
        "told": told,
        "published": published,
        "printed_growth": printed_growth,
        "computed": computed,
        **lines,
        "differs": differs(told) or _lines_differ(told, lines["growth"]),
        "reason": say_reason(told, lines),
        # Notes of sources are written in English; behind the figure they stand for everybody.
        "notes": [row["note"] for row in told.rows if row["note"] and language == "en"],
        "is_known": any(one is not None and one.is_known for one in shown),
    }


def lines_figures(zone: Zone, asked: Asked, data: Data, period: Period) -> dict[str, Figure]:
    """Give value, growth on the year and on the period before, weight and tax of the lines."""
    now, last_year, before = (
        _whole(zone, asked, data, one)
        for one in (period, year_before(period), period_before(period))
    )
    about = {
        "scope": asked.scope, "direction": asked.direction, "since": period.first.isoformat(),
        "until": period.last.isoformat(), "place": asked.gate or ANY, "hs": asked.hs or ANY,
        "partner": asked.partner or ANY,
    }  # fmt: skip

    def made(name: str, value: Any) -> Figure:
        return take(name, value, version=data.version, as_of_us=data.as_of_us, **about)

    weight, tax = now["weight_g"], now["tax_vnd"]
    return {
        "value": made("trade.value", dollars(now["value_usd_cents"])),
        "growth": made("trade.growth", _grown(now, last_year)),
        "growth_before": made("trade.growth_before", _grown(now, before)),
        "weight": made("trade.weight", None if weight is None else Decimal(weight) / 1_000_000),
        "tax": made("trade.tax", tax),
    }


def _whole(zone: Zone, asked: Asked, data: Data, period: Period) -> dict[str, Any]:
    rows = add_up(zone, wanted_of(asked, data, period), ("month", "direction"))
    known: dict[str, Any] = {}
    for name in COLUMNS.values():
        amounts = [getattr(one, name) for one in rows if getattr(one, name) is not None]
        known[name] = sum(amounts) if amounts else None
    first = period.first.year * 12 + period.first.month
    known["months"] = {(_number(one.key[0]) - first, one.key[1]) for one in rows}
    return known


def _number(month: str) -> int:
    year, _dash, number = month.partition("-")
    return int(year) * 12 + int(number)


def _grown(now: dict[str, Any], base: dict[str, Any]) -> int | Decimal | None:
    """Growth in percent; unknown unless both have lines of the same months and ways."""
    value, was = now["value_usd_cents"], base["value_usd_cents"]
    if not value or not was or now["months"] != base["months"]:
        return None
    return percent(Decimal(value) * 100 / Decimal(was) - 100)


def _lines_differ(told: Told, growth: Figure) -> bool:
    if told.growth_pct is None or growth.value is None:
        return False
    return abs(told.growth_pct - Decimal(growth.value)) > 1


def say_reason(told: Told, lines: dict[str, Figure]) -> str:
    """Say why growth as published and as computed differ, as far as anybody knows."""
    if told.is_suspect:
        return _("The printed figure cannot be right; it is shown below and not used.")
    if differs(told):
        if told.precision == "at_least" or told.base_precision in ("at_least", "approx"):
            return _("The values were rounded when they were printed (“over”, “about”).")
        return _("The source does not say which value of the year before it grew from.")
    if _lines_differ(told, lines["growth"]):
        return _("The lines do not hold all that the source counted, or were revised since.")
    if told.base_precision == "derived" and told.growth_pct is not None:
        return _("The year before was never printed; it is derived from this growth.")
    return ""
