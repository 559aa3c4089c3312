"""Rules of numbers: none is impossible, and shares make a whole."""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from cuakhau.simulation.twin.rules.about import TwinDraft, TwinRule
from cuakhau.zone.reading.raw import Fault
from cuakhau.zone.rules.draft import grouped

_CLOSE = 1e-6
_MINUTES_A_DAY = 24 * 60
_COUNTED = {"hours": 24, "weekdays": 7, "months": 12}


def _is_positive(value: float) -> bool:
    return 0 < value < math.inf


def _is_amount(value: float) -> bool:
    return 0 <= value < math.inf


def _is_share(value: float) -> bool:
    return 0 <= value <= 1


def _are_amounts(values: Sequence[float]) -> bool:
    return all(_is_amount(value) for value in values)


_CHECKS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "per_day": (_is_amount, "≥ 0"),
    "per_hour": (_is_amount, "≥ 0"),
    "servers": (_is_amount, "≥ 0"),
    "mean_s": (_is_amount, "≥ 0"),
    "wait_s": (_is_amount, "≥ 0"),
    "after_h": (_is_amount, "≥ 0"),
    "stay_h": (_is_positive, "> 0"),
    "between_h": (_is_positive, "> 0"),
    "lasts_h": (_is_positive, "> 0"),
    "cv": (_is_positive, "> 0"),
    "factor": (_is_amount, "≥ 0"),
    "share": (_is_share, "0 … 1"),
    "empty": (_is_share, "0 … 1"),
    "no_show": (_is_share, "0 … 1"),
    "spread_min": (_is_amount, "≥ 0"),
    "slot_min": (lambda n: n > 0 and _MINUTES_A_DAY % n == 0, "1440 / n"),
    "metres": (_is_positive, "> 0"),
    "patience": (_is_positive, "> 0"),
    "priority": (lambda n: 0 <= n < 8, "0 … 7"),
    "sample_s": (_are_amounts, "≥ 0"),
    "weekdays": (_are_amounts, "≥ 0"),
    "months": (_are_amounts, "≥ 0"),
    "needs": (_are_amounts, "≥ 0"),
}


def t15_numbers_are_possible(draft: TwinDraft) -> Iterator[Fault]:
    """ "{field}" cannot be {value}: it must be {expected}.

    Cure: Correct the number.
    """
    for entry, row in draft.rows():
        for field, (holds, expected) in _CHECKS.items():
            value = getattr(row, field, None)
            if value is not None and not holds(value):
                facts = {"field": field, "value": value, "expected": expected}
                yield entry.raw.fault(field, **facts)


def t16_profiles_are_whole(draft: TwinDraft) -> Iterator[Fault]:
    """ "{field}" has {there} weights; it takes {expected}, and one at least above 0.

    Cure: Give one weight for each hour from midnight, each weekday from Monday, each month.
    """
    for entry, row in draft.rows("profile"):
        for field, expected in _COUNTED.items():
            weights = getattr(row, field)
            if len(weights) != expected or not (_are_amounts(weights) and sum(weights) > 0):
                yield entry.raw.fault(field, field=field, there=len(weights), expected=expected)


def t17_shares_make_a_whole(draft: TwinDraft) -> Iterator[Fault]:
    """The shares of {name} add up to {total}, not to 1.

    Cure: Correct the shares, or add the one that is missing.
    """
    for channels in grouped(draft.of("channel"), lambda row: row.step):
        total = sum(entry.row.share for entry in channels)
        if abs(total - 1) > _CLOSE:
            yield channels[-1].raw.fault("share", name=channels[0].row.step, total=round(total, 6))
    for entry, row in draft.rows("transloading"):
        if abs(sum(row.needs) - 1) > _CLOSE:
            total = round(sum(row.needs), 6)
            yield entry.raw.fault("needs", name=row.giving, total=total)


def t18_yards_hold_a_vehicle(draft: TwinDraft) -> Iterator[Fault]:
    """The places "{id}" are {places}: no vehicle fits.

    Cure: Give it one place at least, or leave the row out.
    """
    for entry, row in draft.rows("yard_places"):
        if row.places < 1:
            yield entry.raw.fault("places", id=row.id, places=row.places)


def t19_one_quota_holds(draft: TwinDraft) -> Iterator[Fault]:
    """The post "{id}" has a quota a day and one an hour.

    Cure: Keep the one that binds.
    """
    for entry, row in draft.rows("post"):
        if row.per_day is not None and row.per_hour is not None:
            yield entry.raw.fault("per_hour", id=row.id)


def t20_stops_are_planned_or_by_chance(draft: TwinDraft) -> Iterator[Fault]:
    """When "{id}" stops is not said, or said twice.

    Cure: Give `opens` and `closes` of a planned one, or `between_h` and `lasts_h` by chance.
    """
    for entry, row in draft.rows("stop"):
        planned = (row.opens is not None, row.closes is not None)
        by_chance = (row.between_h is not None, row.lasts_h is not None)
        if sorted([planned, by_chance]) != [(False, False), (True, True)]:
            yield entry.raw.fault("opens", id=row.id)


def t21_times_of_service_are_said(draft: TwinDraft) -> Iterator[Fault]:
    """How long "{step}" takes is not said: "{kind}" wants {expected}.

    Cure: Give `sample_s` for the kind "empirical", and `mean_s` for every other one.
    """
    for entry, row in draft.rows("service"):
        needed = row.sample_s if row.kind == "empirical" else row.mean_s
        if not needed:
            expected = "sample_s" if row.kind == "empirical" else "mean_s"
            yield entry.raw.fault("mean_s", step=row.step, kind=row.kind, expected=expected)


def t27_full_roads_know_their_vehicles(draft: TwinDraft) -> Iterator[Fault]:
    """The road to "{place}" turns vehicles away when it is full, and how long they are is not said.

    Cure: Add a [[vehicle_length]] for every class, or let the queue grow on (`when_full` "longer").
    """
    known = {row.vehicle_class for _, row in draft.rows("vehicle_length")}
    coming: dict[str, set[str | None]] = {}
    for _, stream in draft.rows("stream"):
        coming.setdefault(stream.place, set()).add(stream.vehicle_class)
    for entry, row in draft.rows("road"):
        unknown = set() if None in known else coming.get(row.place, set()) - known
        if row.when_full == "turned_away" and unknown:
            yield entry.raw.fault("when_full", place=row.place)


NUMBERS: tuple[TwinRule, ...] = (
    t15_numbers_are_possible,
    t16_profiles_are_whole,
    t17_shares_make_a_whole,
    t18_yards_hold_a_vehicle,
    t19_one_quota_holds,
    t20_stops_are_planned_or_by_chance,
    t21_times_of_service_are_said,
    t27_full_roads_know_their_vehicles,
)
