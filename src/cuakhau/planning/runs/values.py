"""What replications measured → the values of figures: means, ends of intervals, paired changes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from cuakhau.figures.data import RunValues
from cuakhau.figures.figure import Value
from cuakhau.figures.plans.runs import CHANGE, key_of, unit_of
from cuakhau.planning.experiments.interval import Interval, interval_of, paired
from cuakhau.planning.experiments.measured import Measured

Read = Callable[[Measured, str], float | None]
RUN = "run."
FEW = 10  # below this a tenth of a vehicle is worth printing
SIDES = ("mean", "low", "high")


def _of(measure: str) -> Read:
    return lambda measured, group: measured.value(group, measure)


OF_VEHICLES: dict[str, Read] = {
    "wait_mean": _of("wait.mean"),
    "wait_median": _of("wait.median"),
    "wait_p90": _of("wait.p90"),
    "stay_mean": _of("stay.mean"),
    "stay_median": _of("stay.median"),
    "stay_p90": _of("stay.p90"),
    "yard_stay": _of("yard.mean"),
    "visits": _of("visits"),
    "left_a_day": _of("left_a_day"),
    "turned_back": _of("turned_back"),
    "inside": _of("inside"),
    "cost": _of("cost_vnd"),
}
OF_YARDS: dict[str, Read] = {
    "yard_use": _of("mean"),
    "yard_peak": _of("peak"),
    "road_mean": _of("mean_m"),
    "road_peak": _of("peak_m"),
}
UNCHANGED = {"visits"}  # has no definition as a change: it is what was asked, not what came of it


def values_of(measured: Sequence[Measured]) -> RunValues:
    """Give all values of a run by the keys of its figures."""
    found: dict[str, Value | None] = {}
    for measure, read, group in _questions(measured):
        interval = interval_of([read(one, group) for one in measured])
        found.update(_sides(f"{RUN}{measure}", {"group": group}, interval))
    for yard in _yards(measured):
        for hour in range(24):
            inside = [one.yards[yard].by_hour[hour] for one in measured if yard in one.yards]
            about: dict[str, str | int] = {"group": f"yard/{yard}", "hour": hour}
            found.update(_sides(f"{RUN}yard_hour", about, interval_of(inside)))
    return found


def changes_of(base: Sequence[Measured], other: Sequence[Measured]) -> RunValues:
    """Give by how much a run differs from its base, replication by replication on the same luck."""
    found: dict[str, Value | None] = {}
    for measure, read, group in _questions(base):
        if measure in UNCHANGED:
            continue
        pairs = ([read(one, group) for one in side] for side in (base, other))
        found.update(_sides(f"{CHANGE}{measure}", {"group": group}, paired(*pairs)))
    return found


def list_groups(measured: Sequence[Measured], grouping: str) -> list[str]:
    """List the groups of a grouping (`gate`, `class`) as `gate/…`, busiest first."""
    visits: dict[str, int] = {}
    for one in measured:
        for name, figures in one.by(grouping):
            visits[name] = visits.get(name, 0) + figures.visits
    return [f"{grouping}/{name}" for name in sorted(visits, key=lambda name: (-visits[name], name))]


def _questions(measured: Sequence[Measured]) -> Iterator[tuple[str, Read, str]]:
    groups = dict.fromkeys(name for one in measured for name in one.groups)
    for group in groups:
        for measure, read in OF_VEHICLES.items():
            yield measure, read, group
    for yard in _yards(measured):
        for measure, read in OF_YARDS.items():
            yield measure, read, f"yard/{yard}"


def _yards(measured: Iterable[Measured]) -> list[str]:
    return list(dict.fromkeys(yard for one in measured for yard in one.yards))


def _sides(
    definition: str, about: dict[str, str | int], interval: Interval
) -> Iterator[tuple[str, Value | None]]:
    unit = unit_of(definition)
    for side in SIDES:
        value: float | None = getattr(interval, side)
        if value is not None and side == "low" and not definition.startswith(CHANGE):
            value = max(0.0, value)  # of what is counted or timed, nothing is below zero
        yield key_of(definition, {**about, "of": side}), _written(value, unit)


def _written(value: float | None, unit: str) -> Value | None:
    if value is None:
        return None
    if unit == "minute":
        return round(value / 60)
    if abs(value) >= FEW or value == round(value):
        return round(value)
    return Decimal(value).quantize(Decimal("0.1")) + 0  # a small minus is nothing
