"""The confirmations of one replayed visit, in the disorder in which real ones come.

What is copied from real timelines (domain notes §1.3): both forces in the same second, the border
guard's arrival tick after the payment, "finish" seconds after the payment, ticks of yard cameras,
rows written late or several at once, ticks repeated on a bad network, rows corrected or taken back.
"""

from dataclasses import dataclass
from typing import Literal

from cuakhau.movement.event import Looked
from cuakhau.simulation.replay.draft import DAY, HOUR, MINUTE, Dice, Draft
from cuakhau.simulation.replay.hours import Opening, draw_time
from cuakhau.zone.types import Procedure
from cuakhau.zone.zone import Zone

Fate = Literal["cleared", "waiting", "turned_back", "never_came"]
LATE_TICK, SAME_SECOND, EARLY_FINISH = 0.35, 0.25, 0.12
NIGHT_DECLARED, PRODUCE_CHECKED = 0.6, 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """One vehicle to be made up: what it is, where it goes, what becomes of it."""

    dated: Zone
    procedure: Procedure
    goods: str
    vehicle_class: str | None
    place: str
    yard: str | None
    opening: Opening
    month: int
    cut_off_s: int
    fate: Fate
    came_before: bool = False
    clock_offset_min: int = 420  # of the firm that declares
    zone_offset_min: int = 420


@dataclass(slots=True)
class Times:
    """When a visit's turns are, in seconds from midnight; `leaves_s` past the cut-off is unmade."""

    physical_s: int  # at the barrier
    arrives_s: int  # the second of both forces has ticked
    leaves_s: int


def draw_times(trip: Trip, dice: Dice) -> Times:
    """Draw when a vehicle arrives and leaves, so that its fate comes true."""
    opens_s, closes_s = trip.opening.opens_s, trip.opening.closes_s
    direction, last_s = trip.procedure.direction, closes_s - 2 * MINUTE
    median_s = (4 if direction == "export" else 2.5) * HOUR
    if trip.fate == "cleared":
        earliest_s = opens_s + (30 if trip.came_before else 75) * MINUTE
        leaves_s = draw_time(dice, earliest_s, last_s, month=trip.month, direction=direction)
        stay_s = min(max(dice.dwell(median_s), 45 * MINUTE), leaves_s - opens_s - 10 * MINUTE)
        arrives_s = leaves_s - stay_s
    else:
        leaves_s = trip.cut_off_s + dice.between(HOUR, 14 * HOUR)
        arrives_s = draw_time(
            dice, opens_s + 10 * MINUTE, last_s, month=trip.month, direction=direction
        )
    if trip.came_before:
        arrives_s = dice.between(opens_s + HOUR, closes_s - 5 * MINUTE) - DAY
    before_s = 0
    if dice.chance(LATE_TICK):
        room_s = arrives_s - (opens_s - DAY if trip.came_before else opens_s)
        before_s = dice.between(0, min(room_s, 100 * MINUTE))
    return Times(arrives_s - before_s, arrives_s, leaves_s)


def draft_declaration(trip: Trip, times: Times, vehicle: str, dice: Dice) -> list[Draft]:
    """Draft the declaration, often made the evening before."""
    first_s = times.physical_s - 50 * MINUTE
    if dice.chance(NIGHT_DECLARED):
        midnight_s = times.physical_s // DAY * DAY
        declared_s = midnight_s - dice.between(HOUR, 4 * HOUR)
    else:
        declared_s = first_s - dice.minutes(5, 300)
    facts = {
        "procedure": trip.procedure.id,
        "goods": trip.goods,
        "vehicle_class": trip.vehicle_class,
        "place": trip.place,
        "other": vehicle,
        "happened_offset_min": trip.clock_offset_min,
    }
    return [Draft("declared", min(declared_s, first_s), 1, facts)]


def draft_steps(trip: Trip, times: Times, declared_s: int, dice: Dice) -> list[Draft]:
    """Draft the confirmations that its procedure asks for, up to the cut-off."""
    wanted = {one.step for one in trip.procedure.steps}
    moments = _moments(trip, times, declared_s, dice)
    drafts = [
        _confirmed(trip, step, at_s, dice)
        for step, at_s in moments.items()
        if step in wanted and at_s <= trip.cut_off_s
    ]
    if trip.fate == "turned_back":
        turned_s = dice.between(times.arrives_s + MINUTE, trip.cut_off_s)
        drafts = [draft for draft in drafts if draft.at_s <= turned_s]
        drafts.append(Draft("turned_back", turned_s, 5, {"agency": "border_guard"}))
    return drafts


def _moments(trip: Trip, times: Times, declared_s: int, dice: Dice) -> dict[str, int]:
    """Say when each step is given. Late ticks of the border guard stand after the payment."""
    low_s, high_s = times.physical_s, times.leaves_s - 12 * MINUTE
    moments = {
        "registration": declared_s + dice.minutes(2, 12),
        "health_check": low_s - dice.minutes(3, 40),
        **_arrival(times, dice),
        "yard_in": low_s + dice.minutes(4, 18),
        "payment": _between(trip, low_s, high_s, 0.03, 0.5, dice),
        "permit": _between(trip, low_s, high_s, 0.05, 0.9, dice),
    }
    if trip.goods == "fruit" and dice.chance(PRODUCE_CHECKED):
        moments["plant_check"] = _between(trip, low_s, high_s, 0.1, 0.6, dice)
    moments["check_start"] = _between(trip, low_s, high_s, 0.2, 0.6, dice)
    moments["customs_check"] = min(moments["check_start"] + dice.minutes(4, 35), high_s)
    return moments | _departure(times, moments, dice)


def _arrival(times: Times, dice: Dice) -> dict[str, int]:
    if times.physical_s < times.arrives_s:  # the border guard ticks long after customs
        return {"customs_in": times.physical_s, "border_guard_in": times.arrives_s}
    first_s = times.arrives_s - (0 if dice.chance(SAME_SECOND) else dice.between(3, 240))
    steps = ["border_guard_in", "customs_in"]
    last = dice.pick(steps)
    return {step: times.arrives_s if step == last else first_s for step in steps}


def _departure(times: Times, moments: dict[str, int], dice: Dice) -> dict[str, int]:
    out_s = max(times.leaves_s - dice.minutes(4, 11), moments["customs_check"])
    first_s = times.leaves_s - (0 if dice.chance(SAME_SECOND) else dice.between(2, 150))
    found = {
        "yard_out_customs": out_s,
        "yard_out_border_guard": min(out_s + dice.between(0, 120), times.leaves_s),
        "exit_customs": first_s,
        "exit_border_guard": times.leaves_s,
    }
    if dice.chance(EARLY_FINISH):
        found["exit_customs"] = moments["payment"] + 11
    return found


def _between(trip: Trip, low_s: int, high_s: int, first: float, last: float, dice: Dice) -> int:
    """Draw a moment of service in a part of the stay, never at night when nobody serves."""
    length_s = max(high_s - low_s, 0)
    at_s = low_s + dice.between(first * length_s, last * length_s)
    night = trip.opening.closes_s - DAY < at_s < trip.opening.opens_s
    if night and low_s < trip.opening.closes_s - DAY:
        at_s = dice.between(trip.opening.opens_s, trip.opening.opens_s + 30 * MINUTE)
    return min(at_s, max(high_s, low_s))


def _confirmed(trip: Trip, step: str, at_s: int, dice: Dice) -> Draft:
    row = trip.dated.step_by_id[step]
    by_camera = step == "yard_in" and "yard_operator" in row.agencies
    facts = {
        "step": step,
        "agency": "yard_operator" if by_camera else row.agencies[0],
        "place": (trip.yard or trip.place) if step.startswith("yard") else trip.place,
        "way": "camera" if by_camera else dice.pick(["scan", "hand"], [0.8, 0.2]),
        "looked_at": sum(Looked[name.upper()] for name in row.looks_at),
        "found": "nothing" if row.looks_at else None,
        "happened_offset_min": trip.zone_offset_min,
    }
    return Draft("confirmed", at_s, 2 if by_camera else dice.between(2, 25), facts)
