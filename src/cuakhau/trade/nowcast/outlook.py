"""Where months, quarters and years will end: forecasts, intervals, totals; or why there are none.

outlook = forecast(panel, ahead=12, calendar=Calendar(("VN", "CN")))
outlook.cells, outlook.totals, outlook.told
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from cuakhau.trade.nowcast.fitting.projecting import project, same_month_last_year
from cuakhau.trade.nowcast.months.calendar import Calendar
from cuakhau.trade.nowcast.months.days import MonthSoFar
from cuakhau.trade.nowcast.months.panel import YEAR, Numbers, Panel, write_month
from cuakhau.trade.nowcast.past import look_back
from cuakhau.trade.nowcast.refusals import (
    NotForecast,
    n7_two_years_are_known,
    n8_something_changes,
    n9_something_is_known,
    n10_so_many_months_ahead,
    n12_still_going_on,
    n13_so_many_series,
    refuse,
)
from cuakhau.trade.nowcast.spread import learn
from cuakhau.trade.nowcast.sums import Band, Ends, Total, list_totals

FEWEST_KNOWN, SHORTEST_SPAN = 18, 2 * YEAR
LATEST_GAP = 6
MOST_AHEAD, MOST_SERIES = 36, 1_000
# Forecasts of the last year that were off by so much, nearly all to one side, have drifted.
DRIFT_SHARE, DRIFT_SIDE, FEWEST_FOR_DRIFT = 0.05, 0.85, 6
State = Literal["forecast", "constant", "naive", "nothing"]
COMBINED = "median of damped smoothing, Theta, last half year and last quarter with growth"


@dataclass(frozen=True, slots=True)
class Cell:
    """One month ahead of one series. `naive` is the same month of last year; `None` is unknown."""

    series: str
    month: int
    forecast: float | None
    band: Band | None
    naive: float | None
    model: str


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be said of a series: state, why not (`note`), its holes, and its drift.

    `drift` is by which share forecasts of the last year were too low (above 0) or too high.
    """

    series: str
    state: State
    note: NotForecast | None
    known: int
    holes: tuple[int, ...]
    zeros: int
    drift: float | None
    is_drifting: bool


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """All that is forecast of a panel. `errors`: how many past errors the intervals stand on."""

    panel: Panel
    cells: tuple[Cell, ...]
    totals: tuple[Total, ...]
    told: tuple[Told, ...]
    losses: Numbers | None
    errors: int


def forecast(
    panel: Panel,
    *,
    ahead: int,
    calendar: Calendar,
    so_far: Mapping[str, MonthSoFar] | None = None,
) -> Outlook:
    """Forecast each series of a panel. Raises N9, N10, N13.

    `so_far`: the first month ahead, where some of its days are known already.
    """
    if not 1 <= ahead <= MOST_AHEAD:
        raise refuse(n10_so_many_months_ahead, ahead=ahead, most=MOST_AHEAD)
    if len(panel.names) > MOST_SERIES:
        raise refuse(n13_so_many_series, series=len(panel.names), most=MOST_SERIES)
    if not np.isfinite(panel.values).any():
        raise refuse(n9_something_is_known)
    states = [_state(panel, at) for at in range(len(panel.names))]
    able = [at for at, (state, _) in enumerate(states) if state == "forecast"]
    naive = same_month_last_year(panel, ahead)
    cells = [
        cell
        for at, (state, _) in enumerate(states)
        if state != "forecast"
        for cell in _plain_cells(panel, at, state, naive)
    ]
    drifts: dict[int, tuple[float | None, bool]] = {}
    totals: tuple[Total, ...] = ()
    losses, errors = None, 0
    if able:
        chosen = panel.only(able)
        projected = project(chosen, calendar, ahead)
        past = look_back(chosen, calendar, ahead)
        spread = learn(past, ahead)
        ends = Ends.build(chosen, projected, spread, so_far or {})
        for place, at in enumerate(able):
            drifts[at] = _drift(past.errors[:, :, place], past.origins, panel.end)
            for step in range(ahead):
                cells.append(
                    Cell(
                        panel.names[at],
                        panel.end + step,
                        float(ends.middle[step, place]),
                        ends.band(step, place),
                        _number(naive[step, at]),
                        COMBINED,
                    )
                )
        totals = list_totals(chosen, projected, ends)
        losses, errors = projected.losses, spread.errors
    cells.sort(key=lambda cell: (cell.series, cell.month))
    told = tuple(
        _tell(panel, at, state, note, drifts.get(at, (None, False)))
        for at, (state, note) in enumerate(states)
    )
    return Outlook(panel, tuple(cells), totals, told, losses, errors)


def _state(panel: Panel, at: int) -> tuple[State, NotForecast | None]:
    column = panel.values[:, at]
    known = int(np.isfinite(column).sum())
    if not known:
        return "nothing", refuse(n9_something_is_known)
    last = int(np.flatnonzero(np.isfinite(column))[-1])
    gap = len(column) - 1 - last
    if gap > LATEST_GAP:
        return "nothing", refuse(
            n12_still_going_on, month=write_month(panel.first + last), months=gap
        )
    if known >= YEAR and np.ptp(column[np.isfinite(column)]) == 0:
        return "constant", refuse(n8_something_changes, known=known)
    span = len(column) - int(np.flatnonzero(np.isfinite(column))[0])
    if span < SHORTEST_SPAN or int((column > 0).sum()) < FEWEST_KNOWN:
        return "naive", refuse(
            n7_two_years_are_known,
            known=known,
            span=span,
            fewest=FEWEST_KNOWN,
            shortest=SHORTEST_SPAN,
        )
    return "forecast", None


def _plain_cells(panel: Panel, at: int, state: State, naive: Numbers) -> list[Cell]:
    column = panel.values[:, at]
    goes_on = float(column[np.isfinite(column)][-1]) if state == "constant" else None
    return [
        Cell(
            panel.names[at],
            panel.end + step,
            goes_on if state == "constant" else None,
            None,
            None if state == "nothing" else _number(number),
            {"constant": "the value goes on", "naive": "same month last year only"}.get(state, ""),
        )
        for step, number in enumerate(naive[:, at])
    ]


def _tell(
    panel: Panel,
    at: int,
    state: State,
    note: NotForecast | None,
    drift: tuple[float | None, bool],
) -> Told:
    column = panel.values[:, at]
    known = np.flatnonzero(np.isfinite(column))
    since = int(known[0]) if len(known) else len(column)
    holes = tuple(
        panel.first + since + int(month) for month in np.flatnonzero(~np.isfinite(column[since:]))
    )
    return Told(panel.names[at], state, note, len(known), holes, int((column == 0).sum()), *drift)


def _drift(errors: Numbers, origins: tuple[int, ...], end: int) -> tuple[float | None, bool]:
    """By how much forecasts of the months of the last year were off, and whether it is drift."""
    months = np.array(origins)[:, None] + np.arange(errors.shape[1])[None]
    recent = errors[(months >= end - YEAR) & np.isfinite(errors)]
    if len(recent) < FEWEST_FOR_DRIFT:
        return None, False
    mean = float(np.expm1(np.median(recent)))
    side = float((np.sign(recent) == np.sign(mean)).mean())
    return mean, abs(mean) >= DRIFT_SHARE and side >= DRIFT_SIDE


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def can_forecast(panel: Panel) -> bool:
    """Tell whether any series is long enough to be forecast; quick, nothing is loaded for it."""
    return any(_state(panel, at)[0] == "forecast" for at in range(len(panel.names)))
