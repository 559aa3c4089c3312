"""How far a target is attained: what is known of its year so far, beside how much of it is gone."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cuakhau.figures import Data, Figure
from cuakhau.figures.trade.sentence import figure_of
from cuakhau.trade.periods import Period, of_months
from cuakhau.trade.sentence import list_told
from cuakhau.turnover.screen.asked import Asked
from cuakhau.turnover.screen.scopes import Known
from cuakhau.turnover.screen.series import lines_figures
from cuakhau.turnover.targets.acts import UNITS
from cuakhau.turnover.targets.models import TAX, VALUE, Target
from cuakhau.zone.zone import Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Attained:
    """What was reached of a target in `period` of its year; `percent` is unknown without it.

    `gone_pct` is how much of the year the period is.
    """

    target: Target
    figure: Figure | None
    period: Period | None
    percent: Decimal | None
    gone_pct: Decimal | None

    @property
    def is_behind(self) -> bool:
        """Tell whether less is reached than of the year is gone."""
        return self.percent is not None and self.percent < (self.gone_pct or 0)


def attain(
    zone: Zone, target: Target, data: Data, known: tuple[Known, ...], fees: Figure | None
) -> Attained:
    """Put a target beside what is known of its year: what was published, else the lines."""
    year = of_months(target.year, 1, 12)
    if target.measure not in (VALUE, TAX):
        return _attained(target, fees, _days_of(fees) if fees else None)
    scope = next((one for one in known if one.scope == target.scope), None)
    if scope is None:
        return _attained(target, None, None)
    for period in _spans(scope, year) if target.measure == VALUE else ():
        told = list_told(data.facts, [period], scope=target.scope)[0]
        if told.value_usd_cents is not None:
            return _attained(target, figure_of(data, told, "value"), period)
    if scope.last is None or scope.last.year < target.year or scope.first is None:
        return _attained(target, None, None)
    last = 12 if scope.last.year > target.year else scope.last.month
    period = of_months(target.year, 1, last)
    asked = Asked(scope=target.scope, period=period, known=date.max)
    figures = lines_figures(zone, asked, data, period)
    return _attained(target, figures["value" if target.measure == VALUE else "tax"], period)


def _days_of(fees: Figure) -> Period:
    since, until = (str(fees.parameters[name]) for name in ("since", "until"))
    return Period(date.fromisoformat(since), date.fromisoformat(until))


def _spans(known: Known, year: Period) -> list[Period]:
    """List the published periods from the first day of the year, the longest first.

    Lines that go further are told instead.
    """
    spans = [one for one in known.published if one.first == year.first and one.last <= year.last]
    further = [one for one in spans if known.last is None or one.last >= known.last]
    return sorted(further, key=lambda one: one.last, reverse=True)


def _attained(target: Target, figure: Figure | None, period: Period | None) -> Attained:
    percent = gone = None
    if figure is not None and figure.value is not None:
        unit = 100 if target.measure == VALUE else 1
        percent = Decimal(figure.value) * unit * 100 / target.amount
    if period is not None:
        days = (period.last - period.first).days + 1
        gone = Decimal(days * 100) / (
            (date(target.year, 12, 31) - date(target.year, 1, 1)).days + 1
        )
    return Attained(target=target, figure=figure, period=period, percent=percent, gone_pct=gone)


def say_amount(target: Target) -> Decimal:
    """Give the amount in the unit that people write: million USD, billion VND."""
    return Decimal(target.amount) / UNITS[target.measure]
