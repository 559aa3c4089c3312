"""The figures of a run that are published of its zone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cuakhau.movement.times import local_day
from cuakhau.simulation.run import Run
from cuakhau.simulation.targets.stays import YardStays, measure_yard
from cuakhau.simulation.twin.types import Target
from cuakhau.simulation.twin.window import DAY_US, HOUR_US
from cuakhau.zone.zone import Zone

CUT_OFF_US = 20 * HOUR_US  # the bulletin counts from 20:00 to 20:00
LEFT = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """One published figure beside that of a run; `value` is `None` where the run says nothing."""

    target: Target
    value: float | None

    @property
    def is_hit(self) -> bool:
        """Tell whether the run comes within what was published."""
        return self.value is not None and self.target.low <= self.value <= self.target.high


@dataclass(frozen=True)
class _Seen:
    zone: Zone
    run: Run
    target: Target
    since_us: int

    @property
    def days(self) -> float:
        return (self.run.network.length_us - self.since_us) / DAY_US


def measure(zone: Zone, run: Run, targets: tuple[Target, ...], *, warm_up_days: int) -> list[Met]:
    """Measure a run that kept its log, after its first days, and compare."""
    seen = [_Seen(zone, run, target, warm_up_days * DAY_US) for target in targets]
    return [Met(target=one.target, value=_MEASURES[one.target.measure](one)) for one in seen]


def _these(seen: _Seen, *, counted: bool) -> NDArray[np.bool_]:
    """Tell which vehicles a target is about; `counted`: only those that the bulletin counts."""
    dated = seen.zone.at(local_day(seen.zone, seen.run.network.start_us))
    fits = []
    for flow in seen.run.network.flows:
        facts = flow.facts
        procedure = dated.procedure_by_id[facts["procedure"]]
        fits.append(
            seen.target.place in (None, facts["gate"], facts["place"])
            and seen.target.direction in ("both", procedure.direction)
            and seen.target.goods in (None, facts.get("goods"))
            and (not counted or procedure.counts_as != "none")
        )
    return np.array(fits, dtype=bool)[seen.run.flow]


def _cleared(seen: _Seen) -> float:
    run = seen.run
    left = (run.outcome == LEFT) & (run.left_us >= seen.since_us)
    return float((_these(seen, counted=True) & left).sum()) / seen.days


def _most_cleared(seen: _Seen) -> float:
    run = seen.run
    left = (run.outcome == LEFT) & (run.left_us >= seen.since_us) & _these(seen, counted=True)
    return float(np.bincount(run.left_us[left] // DAY_US, minlength=1).max())


def _vehicles(seen: _Seen) -> float:
    came = seen.run.arrived_us >= seen.since_us
    return float((_these(seen, counted=False) & came).sum()) / seen.days


def _waiting(seen: _Seen) -> float:
    """Mean number of vehicles that have come and not left, at the hour of the bulletin."""
    run, these = seen.run, _these(seen, counted=True)
    came, left = run.arrived_us[these], run.left_us[these]
    hours = np.arange(seen.since_us + CUT_OFF_US, run.network.length_us, DAY_US)
    inside = [((came <= at) & ((left < 0) | (left > at))).sum() for at in hours]
    return float(np.mean(inside))


def _of_yard(pick: Callable[[YardStays], float]) -> Callable[[_Seen], float | None]:
    def measured(seen: _Seen) -> float | None:
        stays = measure_yard(seen.run, seen.target.place or "", seen.since_us)
        return None if stays is None else pick(stays)

    return measured


def _trips(seen: _Seen) -> float | None:
    stays = measure_yard(seen.run, seen.target.place or "", seen.since_us)
    return None if stays is None else stays.trips / seen.days


_MEASURES: Mapping[str, Callable[[_Seen], float | None]] = {
    "cleared_per_day": _cleared,
    "most_cleared_in_a_day": _most_cleared,
    "vehicles_per_day": _vehicles,
    "waiting_at_20": _waiting,
    "yard_trips_per_day": _trips,
    "yard_stay_h": _of_yard(lambda stays: stays.stay_h),
    "yard_share_served": _of_yard(lambda stays: stays.served_h / stays.stay_h),
    "yard_share_waits_service": _of_yard(lambda stays: stays.waits_service_h / stays.stay_h),
    "yard_share_waits_exit": _of_yard(lambda stays: stays.waits_exit_h / stays.stay_h),
}
MEASURES = tuple(_MEASURES)
