"""Which curve times follow: fixed, exponential, lognormal, gamma, or as they were seen.

Each curve is fitted by greatest likelihood; the best is that of the lowest Bayesian information
criterion, so that a simple one needs no excuse. One that is plainly not followed (the distance of
Kolmogorov and Smirnov) gives way to the sample itself.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from cuakhau.simulation.twin.types import Kind

Seconds = npt.NDArray[np.float64]
MOST_SAMPLED = 199  # quantiles that stand for a sample
FEWEST = 30  # fewer services tell no curve
NOT_FOLLOWED = 0.05  # a curve this far from what was seen is not the curve
CRITICAL = 1.63  # times 1/√n: farther than chance takes it in 99 of 100 cases


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A curve fitted to `count` times in seconds.

    `distance` is that of Kolmogorov and Smirnov, `anderson` the squared one of Anderson and
    Darling (`None` for a sample). `low_s` and `high_s` hold the mean with a confidence of 95 %.
    """

    kind: Kind
    count: int
    mean_s: float
    cv: float
    low_s: float
    high_s: float
    distance: float
    anderson: float | None
    bic: float
    sample_s: tuple[float, ...] = ()

    @property
    def is_followed(self) -> bool:
        """Tell whether chance explains how far the curve is from what was seen."""
        return self.distance <= CRITICAL / max(self.count, 1) ** 0.5

    def below(self, times_s: Seconds) -> Seconds:
        """Give the share of services that take no longer than each time."""
        if self.kind == "empirical":
            sample = np.asarray(self.sample_s)
            return np.interp(times_s, sample, np.linspace(0, 1, len(sample)))
        return _BELOW[self.kind](times_s, self.mean_s, self.cv)


def fit_curve(times_s: Seconds) -> Curve:
    """Fit the best curve. Times of zero count as half of the shortest time that is not zero."""
    times = np.sort(np.asarray(times_s, float))
    positive = times[times > 0]
    if not len(positive) or np.ptp(times) == 0:
        return _curve("fixed", times, (float(times.mean()), 0.0), np.inf)
    times = np.maximum(times, positive[0] / 2)
    fitted = [_fit(kind, times) for kind in ("exponential", "lognormal", "gamma")]
    best = min(fitted, key=lambda one: one.bic)
    if best.distance > max(NOT_FOLLOWED, CRITICAL / len(times) ** 0.5):
        return _as_seen(times, best)
    return best


def _fit(kind: Kind, times: Seconds) -> Curve:
    (mean, cv), likelihood, free = _FIT[kind](times)
    return _curve(kind, times, (mean, cv), free * float(np.log(len(times))) - 2 * likelihood)


def _as_seen(times: Seconds, best: Curve) -> Curve:
    places = np.linspace(0, 1, min(MOST_SAMPLED, len(times)))
    sample = tuple(round(float(s), 3) for s in np.quantile(times, places))
    mean = float(times.mean())
    return _curve("empirical", times, (mean, float(times.std() / mean)), best.bic, sample)


def _curve(
    kind: Kind,
    times: Seconds,
    told: tuple[float, float],
    bic: float,
    sample: tuple[float, ...] = (),
) -> Curve:
    error = float(times.std(ddof=1)) / len(times) ** 0.5 if len(times) > 1 else 0.0
    mean = float(times.mean())
    bare = Curve(
        kind=kind, count=len(times), mean_s=told[0], cv=told[1], low_s=mean - 1.96 * error,
        high_s=mean + 1.96 * error, distance=0.0, anderson=None, bic=bic, sample_s=sample,
    )  # fmt: skip
    if kind == "fixed":
        return bare
    below = bare.below(times)
    anderson = None if kind == "empirical" else find_anderson(below)
    return Curve(
        **{name: getattr(bare, name) for name in Curve.__slots__}
        | {"distance": find_distance(below), "anderson": anderson}
    )


def find_distance(below: Seconds) -> float:
    """Give the distance of Kolmogorov and Smirnov; `below` of the times from short to long."""
    steps = np.arange(1, len(below) + 1) / len(below)
    return float(max((steps - below).max(), (below - steps + 1 / len(below)).max()))


def find_anderson(below: Seconds) -> float:
    """Give the squared distance of Anderson and Darling, which looks at the tails."""
    number = len(below)
    inside = np.clip(below, 1e-12, 1 - 1e-12)
    weights = 2 * np.arange(1, number + 1) - 1
    return float(-number - (weights * (np.log(inside) + np.log1p(-inside[::-1]))).sum() / number)


Fitted = tuple[tuple[float, float], float, int]


def _exponential(times: Seconds) -> Fitted:
    mean = float(times.mean())
    return (mean, 1.0), float(-len(times) * (np.log(mean) + 1)), 1


def _lognormal(times: Seconds) -> Fitted:
    logs = np.log(times)
    middle, spread = float(logs.mean()), max(float(logs.std()), 1e-9)
    likelihood = -logs.sum() - len(times) * (np.log(spread * (2 * np.pi) ** 0.5) + 0.5)
    mean = float(np.exp(middle + spread**2 / 2))
    return (mean, float(np.expm1(spread**2) ** 0.5)), float(likelihood), 2


def _gamma(times: Seconds) -> Fitted:
    mean, middle = float(times.mean()), float(np.log(times).mean())
    gap = max(float(np.log(mean)) - middle, 1e-12)
    shape = (3 - gap + ((gap - 3) ** 2 + 24 * gap) ** 0.5) / (12 * gap)
    for _ in range(8):  # Newton; the beginning is right to 1.5 % already (Minka 2002)
        change = np.log(shape) - special.digamma(shape) - gap
        slope = 1 / shape - special.polygamma(1, shape)
        shape = max(shape - float(change / slope), shape / 10)
    scale = mean / shape
    likelihood = len(times) * (
        (shape - 1) * middle - mean / scale - shape * np.log(scale) - special.gammaln(shape)
    )
    return (mean, shape**-0.5), float(likelihood), 2


_FIT: dict[str, Callable[[Seconds], Fitted]] = {
    "exponential": _exponential,
    "lognormal": _lognormal,
    "gamma": _gamma,
}


def _lognormal_below(times: Seconds, mean: float, cv: float) -> Seconds:
    spread = np.log1p(cv**2) ** 0.5
    middle = np.log(mean) - spread**2 / 2
    below: Seconds = special.ndtr((np.log(np.maximum(times, 1e-12)) - middle) / spread)
    return below


def _gamma_below(times: Seconds, mean: float, cv: float) -> Seconds:
    shape = cv**-2
    below: Seconds = special.gammainc(shape, np.maximum(times, 0) * shape / mean)
    return below


_BELOW: dict[str, Callable[[Seconds, float, float], Seconds]] = {
    "fixed": lambda times, mean, cv: (times >= mean).astype(float),
    "exponential": lambda times, mean, cv: -np.expm1(-times / mean),
    "lognormal": _lognormal_below,
    "gamma": _gamma_below,
}
