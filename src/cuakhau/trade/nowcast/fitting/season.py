"""Takes the calendar and the season out of months, on the log scale, and puts them back.

All series of a panel lend each other strength: they share what a weekend, a holiday and Tết take,
and lean on a common season as far as their own years are few.
"""

import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cuakhau.trade.nowcast.months.calendar import Calendar, MonthDays, days_of
from cuakhau.trade.nowcast.months.panel import YEAR, Numbers, Panel

WINDOW, FEWEST_AROUND = 13, 7
# Years that a series needs until half of its season is its own.
OWN_SEASON_YEARS = 5.0
# What one such day loses of an ordinary day, and how far that may be off, before looking: offices
# that rest at weekends, and gates like those of Lạng Sơn that do not.
PRIOR_LOSS, PRIOR_SPREAD = (-0.7, -0.5, -0.7), (0.2, 0.3, 0.3)
PRIOR_LOSS_LUNAR = (-0.2, -0.3, -0.7)
NOISE_FLOOR, FAR = 0.02, 1.5
ROUNDS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Season:
    """What was taken out: losses of the `EFFECTS`, and a season by month of the year and series."""

    losses: Numbers
    by_month: Numbers

    def put(self, days: MonthDays, first: int) -> Numbers:
        """Give what the calendar and the season add on the log scale; -inf where all is closed."""
        which = (first + np.arange(len(days.open))) % YEAR
        return _log(days.open) + days.shares @ self.losses + self.by_month[which]


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """Levels on the log scale without season: as seen (NaN unknown), and with the holes bridged.

    The bridge is for the models alone: it is a straight line between the levels on both sides.
    """

    seen: Numbers
    bridged: Numbers
    season: Season


def take_out(panel: Panel, calendar: Calendar) -> Levels:
    """Take calendar and season out. Months of zero have no level, as unknown ones."""
    days = days_of(calendar, panel.names, panel.first, panel.months)
    logs = _log(panel.values) - _log(days.open)
    logs[~np.isfinite(logs)] = np.nan
    losses = _find_losses(logs, days, PRIOR_LOSS_LUNAR if calendar.is_lunar else PRIOR_LOSS)
    plain = logs - days.shares @ losses
    by_month = _find_season(plain, panel.first)
    seen = plain - by_month[(panel.first + np.arange(panel.months)) % YEAR]
    return Levels(seen, _bridge(seen), Season(losses, by_month))


def middle(values: Numbers, axis: int = 0) -> Numbers:
    """Give the median of what is known; NaN where nothing is."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        given: Numbers = np.nanmedian(values, axis=axis)
    return given


def _log(values: NDArray[np.float64]) -> Numbers:
    with np.errstate(divide="ignore", invalid="ignore"):
        given: Numbers = np.log(values)
    return given


def _year_on_year_change(values: Numbers) -> Numbers:
    """Growth on the year, less that of the month before: season and trend fall out."""
    growth = values[YEAR:] - values[:-YEAR]
    return np.asarray(growth[1:] - growth[:-1])


def _find_losses(logs: Numbers, days: MonthDays, prior: tuple[float, ...]) -> Numbers:
    """Find what each kind of day loses: a robust ridge on the middle of all series."""
    told, spread = np.array(prior), np.array(PRIOR_SPREAD)
    if len(logs) < YEAR + 2:
        return told
    seen = middle(_year_on_year_change(logs), axis=1)
    effects = _year_on_year_change(days.shares).mean(axis=1)
    known = np.isfinite(seen)
    seen, effects = seen[known], effects[known]
    losses = told
    for _ in range(ROUNDS if len(seen) else 0):
        rest = seen - effects @ losses
        noise = max(NOISE_FLOOR, float(1.4826 * np.median(np.abs(rest))))
        weights = 1 / np.maximum(1, np.abs(rest) / (FAR * noise))
        square = (effects * weights[:, None]).T @ effects / noise**2 + np.diag(1 / spread**2)
        right = (effects * weights[:, None]).T @ seen / noise**2 + told / spread**2
        losses = np.linalg.solve(square, right)
    return losses


def _find_season(plain: Numbers, first: int) -> Numbers:
    """Find the season of each series: the common one, and its own as far as its years reach."""
    rest = plain - _smooth(plain)
    season = np.zeros((YEAR, plain.shape[1]))
    of_year = (first + np.arange(len(plain))) % YEAR
    common = np.array([np.median(_known(rest[of_year == month])) for month in range(YEAR)])
    common -= common.mean()
    for month in range(YEAR):
        own = rest[of_year == month] - common[month]
        years = np.isfinite(own).sum(axis=0)
        share = years / (years + OWN_SEASON_YEARS)
        season[month] = common[month] + np.where(years > 0, np.nan_to_num(middle(own)) * share, 0)
    return np.asarray(season - season.mean(axis=0))


def _known(values: Numbers) -> Numbers:
    known = values[np.isfinite(values)]
    return known if len(known) else np.zeros(1)


def _smooth(values: Numbers) -> Numbers:
    """Give the mean of the months around each; NaN where too few of them are known."""
    half = WINDOW // 2
    smooth = np.full(values.shape, np.nan)
    for at in range(len(values)):
        around = values[max(0, at - half) : at + half + 1]
        known = np.isfinite(around)
        enough = known.sum(axis=0) >= FEWEST_AROUND
        total = np.where(known, around, 0).sum(axis=0)
        smooth[at, enough] = total[enough] / known.sum(axis=0)[enough]
    return smooth


def _bridge(seen: Numbers) -> Numbers:
    """Join the levels over the holes by straight lines; before the first one stays NaN."""
    bridged = seen.copy()
    at = np.arange(len(seen))
    for series in range(seen.shape[1]):
        known = np.isfinite(seen[:, series])
        if known.any():
            line = np.interp(at, at[known], seen[known, series])
            bridged[:, series] = np.where(at < at[known][0], np.nan, line)
    return bridged
