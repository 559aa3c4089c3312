"""How wide the intervals are: learnt from past errors, then stretched to what they should cover.

An error has a part that all series share and a part of its own. Each grows in three ways: noise of
a month, a wrong level from the start, and a drift. So the sum of a year knows that its months err
together. At last both intervals are stretched so that they would have held 80 and 95 of 100 past
errors (split conformal scaling).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cuakhau.trade.nowcast.fitting.season import middle
from cuakhau.trade.nowcast.months.panel import YEAR, Numbers
from cuakhau.trade.nowcast.past import Past

COVERAGES = (80, 95)
NORMAL = {80: 1.2816, 95: 1.96}
# Noise of a month, level, drift in a year (standard deviations), before any error is seen, for what
# is shared and for what is a series' own; they weigh as much as so many past forecasts.
PRIOR_SHARED, PRIOR_OWN = (0.02, 0.03, 0.06), (0.05, 0.05, 0.09)
PRIOR_ORIGINS = 2.0
OWN_SCALE_ERRORS = 12.0
FEWEST_TO_SHARE = 4
FAR = 5.0
NARROWEST, WIDEST = 0.7, 2.5
DRAWS, SEED = 2_000, 1


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """Covariances over the months ahead on the log scale, a scale by series, and the stretch."""

    shared: Numbers
    own: Numbers
    scale: Numbers
    stretch: Mapping[int, float]
    errors: int

    def deviation(self) -> Numbers:
        """Standard deviation by months ahead and series, before stretching."""
        return np.asarray(
            np.sqrt(np.diag(self.shared)[:, None] + np.diag(self.own)[:, None] * self.scale**2)
        )

    def reach(self, coverage: int) -> Numbers:
        """How far the interval reaches on the log scale, by months ahead and series."""
        return self.deviation() * NORMAL[coverage] * self.stretch[coverage]

    def draw(self) -> Numbers:
        """Draw errors by draw, months ahead and series; always the same for the same spread."""
        luck = np.random.default_rng(SEED)
        ahead, series = len(self.shared), len(self.scale)
        shared = luck.standard_normal((DRAWS, ahead)) @ _root(self.shared).T
        own = luck.standard_normal((DRAWS, series, ahead)) @ _root(self.own).T
        return np.asarray(shared[:, :, None] + own.transpose(0, 2, 1) * self.scale)


def learn(past: Past, ahead: int) -> Spread:
    """Learn the spread from past errors; with none of them, what is usual stands."""
    errors = _without_far(past.errors)
    many = errors.shape[2] >= FEWEST_TO_SHARE
    shared = middle(errors, axis=2) if many else np.full(errors.shape[:2], np.nan)
    own = errors - np.nan_to_num(shared)[:, :, None]
    usual_shared = PRIOR_SHARED if many else (0.0, 0.0, 0.0)
    covariance_shared = _covariance(shared[:, :, None], ahead, usual_shared)
    covariance_own = _covariance(own, ahead, PRIOR_OWN)
    scale = _scales(own, covariance_own)
    plain = Spread(covariance_shared, covariance_own, scale, dict.fromkeys(COVERAGES, 1.0), 0)
    ratio = np.abs(past.errors) / plain.deviation()[None]
    ratio = ratio[np.isfinite(ratio)]
    stretch = {coverage: _stretch(ratio, coverage) for coverage in COVERAGES}
    return Spread(covariance_shared, covariance_own, scale, stretch, len(ratio))


def _root(covariance: Numbers) -> Numbers:
    return np.asarray(np.linalg.cholesky(covariance + np.eye(len(covariance)) * 1e-12), float)


def _without_far(errors: Numbers) -> Numbers:
    known = np.abs(errors[np.isfinite(errors)])
    if not len(known):
        return errors
    limit = FAR * 1.4826 * float(np.median(known)) + 1e-9
    return np.asarray(np.clip(errors, -limit, limit))


def _covariance(errors: Numbers, ahead: int, usual: tuple[float, ...]) -> Numbers:
    """Fit noise, level and drift to the products of errors of two months ahead."""
    from scipy.optimize import nnls

    steps = np.arange(1, ahead + 1)
    earlier = np.minimum(steps[:, None], steps[None]) / YEAR
    ways = np.stack([np.eye(ahead), np.ones((ahead, ahead)), earlier])
    told = np.array(usual) ** 2
    known = np.isfinite(errors)
    filled = np.where(known, errors, 0)
    products = np.einsum("ohs,oks->hk", filled, filled)
    numbers = np.einsum("ohs,oks->hk", known.astype(float), known.astype(float))
    seen = numbers > 0
    if seen.any():
        weights = np.sqrt(numbers[seen])
        means = products[seen] / numbers[seen]
        found, _ = nnls((ways[:, seen] * weights).T, means * weights)
        origins = float(known.any(axis=(1, 2)).sum())
        told = (origins * found + PRIOR_ORIGINS * told) / (origins + PRIOR_ORIGINS)
    return np.asarray(np.tensordot(told, ways, axes=1))


def _scales(own: Numbers, covariance: Numbers) -> Numbers:
    """How much wider than usual each series is, leaning on 1 while its errors are few."""
    usual = np.diag(covariance)[None, :, None]
    known = np.isfinite(own)
    square = np.where(known, own, 0) ** 2 / usual
    # Errors of one origin hang together: a dozen months count as about two.
    numbers = known.sum(axis=(0, 1)) / 6
    mean = square.sum(axis=(0, 1)) / np.maximum(known.sum(axis=(0, 1)), 1)
    return np.asarray(np.sqrt((numbers * mean + OWN_SCALE_ERRORS) / (numbers + OWN_SCALE_ERRORS)))


def _stretch(ratio: Numbers, coverage: int) -> float:
    if not len(ratio):
        return 1.0
    share = min(1.0, coverage / 100 * (1 + 1 / len(ratio)))
    found = float(np.quantile(ratio, share)) / NORMAL[coverage]
    return float(np.clip(found, NARROWEST, WIDEST))
