"""How long steps take: one curve a step, or one for each kind of vehicle where they differ."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from cuakhau.planning.calibrating.curves import FEWEST, Curve, Seconds, fit_curve
from cuakhau.planning.calibrating.fitted import Fitted, ServiceFit, Unknown
from cuakhau.planning.calibrating.seen import Seen
from cuakhau.simulation.twin.twin import Twin
from cuakhau.simulation.twin.types import Service
from cuakhau.statistics.stays.rows import NO_WORD, UNKNOWN_US, Whole

Split = Literal["procedure", "goods", "vehicle_class"]
SPLITS: tuple[Split, ...] = get_args(Split)
PLAINLY_BETTER = 10.0  # of the criterion: odds of 150 to 1
PERCENTS = np.linspace(0, 1, 101)


@dataclass(frozen=True, slots=True)
class Lasting:
    """Services with their curves, and what was found out about them."""

    fits: tuple[ServiceFit, ...]
    rows: tuple[Fitted, ...]
    unknown: tuple[Unknown, ...]

    def services(self) -> tuple[Service, ...]:
        """Give the rows of a twin."""
        return tuple(_service(fit) for fit in self.fits)

    def steps(self) -> frozenset[str]:
        """Name the steps whose length is known now."""
        return frozenset(fit.step for fit in self.fits)


def fit_services(seen: Seen, base: Twin) -> Lasting:
    """Fit how long each step takes, from the rows that say when it was started."""
    services = seen.stays.services
    known = seen.stays.is_counted[services.visit]
    fits: list[ServiceFit] = []
    unknown: list[Unknown] = []
    automatic = {row.step for row in base.automatic}
    for code in _given(seen):
        step = services.step.names[code]
        of = np.flatnonzero(known & (services.step.codes == code))
        if len(of) >= FEWEST:
            fits += _fit_step(seen, step, of)
        elif len(of):
            unknown.append(Unknown("too_few", {"step": step, "count": len(of)}))
        elif step not in automatic and not _is_mark(seen, code):
            unknown.append(_no_start(seen, step, code))
    unknown += [
        Unknown("not_followed", {"step": fit.step}) for fit in fits if fit.curve.kind == "empirical"
    ]
    channelled = {one.step for one in base.channels}
    unknown += [Unknown("channels", {"step": step}) for step in sorted(channelled)]
    return Lasting(tuple(fits), tuple(row for fit in fits for row in _rows(fit)), tuple(unknown))


def _given(seen: Seen) -> list[int]:
    rows = seen.stays.rows
    given = rows.kind.are("confirmed") & (rows.step.codes != NO_WORD)
    codes: list[int] = np.unique(
        rows.step.codes[given & seen.stays.is_counted[rows.visit]]
    ).tolist()
    return [code for code in codes if rows.step.names[code] not in seen.secret]


def _is_mark(seen: Seen, code: int) -> bool:
    """Tell whether a step takes no time: a simulation says a start of whatever takes some."""
    rows = seen.stays.rows
    return bool(rows.is_simulated[rows.step.codes == code].all())


def _fit_step(seen: Seen, step: str, of: Whole) -> list[ServiceFit]:
    services, stays = seen.stays.services, seen.stays
    times = services.lasted_us[of] / 1e6
    best, curve = [_build(step, times)], fit_curve(times)
    least = curve.bic - PLAINLY_BETTER
    for split in SPLITS:
        words = getattr(stays, split)
        kind = words.codes[services.visit[of]]
        codes, counts = np.unique(kind, return_counts=True)
        if len(codes) < 2 or counts.min() < FEWEST or NO_WORD in codes:
            continue
        parts = [
            _build(step, times[kind == code], **{split: words.names[code]})
            for code in codes.tolist()
        ]
        together = sum(part.curve.bic for part in parts)
        if together < least:
            best, least = parts, together
    return best


def _build(step: str, times: Seconds, **told: str) -> ServiceFit:
    quantiles = tuple(float(q) for q in np.quantile(times, PERCENTS))
    return ServiceFit(step=step, curve=fit_curve(times), quantiles_s=quantiles, **told)


def _service(fit: ServiceFit) -> Service:
    curve: Curve = fit.curve
    return Service(
        step=fit.step,
        kind=curve.kind,
        mean_s=round(curve.mean_s, 3),
        cv=round(curve.cv, 4),
        sample_s=curve.sample_s,
        procedure=fit.procedure,
        goods=fit.goods,
        vehicle_class=fit.vehicle_class,
        basis="fitted",
    )


def _rows(fit: ServiceFit) -> Iterator[Fitted]:
    told = [fit.step, fit.procedure, fit.goods, fit.vehicle_class]
    name = ":".join(part for part in told if part)
    curve = fit.curve
    yield Fitted(
        table="service", name=name, measure=f"mean_s:{curve.kind}", value=curve.mean_s,
        low=curve.low_s, high=curve.high_s, count=curve.count,
    )  # fmt: skip
    yield Fitted(table="service", name=name, measure="cv", value=curve.cv, count=curve.count)
    yield Fitted(
        table="service", name=name, measure="distance", value=curve.distance, count=curve.count
    )


def _no_start(seen: Seen, step: str, code: int) -> Unknown:
    """Bound a step by the gaps between its confirmations: nine in ten are at least this long."""
    rows = seen.stays.rows
    given = rows.kind.are("confirmed") & (rows.step.codes == code)
    given &= rows.started_us == UNKNOWN_US
    gaps = np.diff(np.sort(rows.at_us[given])) / 1e6
    gap_s = float(np.quantile(gaps, 0.1)) if len(gaps) else 0.0
    return Unknown("no_start", {"step": step, "count": int(given.sum()), "gap_s": gap_s})
