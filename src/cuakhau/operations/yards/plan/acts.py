"""Vehicles are assigned a place or moved: one call, one transaction, one nonce."""

from collections.abc import Sequence
from dataclasses import dataclass

from cuakhau.movement.times import local_day
from cuakhau.movement.turns.calling import Turn
from cuakhau.operations.actions import Signed
from cuakhau.operations.once import Answer, Asked, digest_of, do_once
from cuakhau.operations.times import micros
from cuakhau.operations.yards.following import follow
from cuakhau.operations.yards.plan.places import (
    YardPlan,
    find_area,
    list_free,
    plan_yard,
    read_slot,
    takes,
)
from cuakhau.operations.yards.refusals import (
    refuse,
    y5_vehicle_waits,
    y7_place_in_yard_exists,
    y8_place_in_yard_is_free,
    y9_class_fits_the_area,
    y13_yard_is_known,
    y14_free_place_is_left,
)
from cuakhau.operations.yards.rows import build_row, lock_queue, write_row
from cuakhau.zone.refusal import Named
from cuakhau.zone.types import LANGUAGES, Yard
from cuakhau.zone.zone import Zone

MOST_AT_ONCE = 100
NEXT = "next"  # the next free place


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """Vehicles for a yard. `slot` is a place, `next` for the next free ones, or empty.

    `agency` is whose officers move them.
    """

    yard: str
    visits: tuple[str, ...]
    slot: str = ""
    agency: str | None = None


def place(zone: Zone, placing: Placing, signed: Signed) -> dict[str, str]:
    """Move vehicles to places of a yard; give the place of each. Raises Y5, Y7, Y8, Y9 or Y13."""

    def act() -> Answer:
        lock_queue(zone)
        dated = zone.at(local_day(zone, micros(signed.at)))
        yard = _get_yard(dated, placing.yard)
        wanted = placing.visits[:MOST_AT_ONCE]
        line = follow(zone).look(micros(signed.at), wanted).line
        turns = [_require(line.turns.get(subject), subject) for subject in wanted]
        plan = plan_yard(dated, yard, line.standing_in(yard.id))
        slots = _choose(dated, plan, placing, turns)
        for turn, slot in zip(turns, slots, strict=True):
            facts = {"place": yard.id, "step": slot or None, "agency": placing.agency}
            event = build_row(zone, turn.subject, "moved", signed.at, **facts)
            write_row(zone, event, signed, f"move.{turn.subject}")
        return {"slots": {turn.subject: slot for turn, slot in zip(turns, slots, strict=True)}}

    digest = digest_of("place", placing, signed.by)
    done, _ = do_once(Asked(zone.name, signed.nonce, digest, signed.by, signed.at), act)
    slots: dict[str, str] = done["slots"]
    return slots


def _get_yard(dated: Zone, yard_id: str) -> Yard:
    for yard in dated.yards:
        if yard.id == yard_id:
            return yard
    raise refuse(y13_yard_is_known, yard=yard_id[:40])


def _require(turn: Turn | None, subject: str) -> Turn:
    if turn is None or not turn.seen.is_open or turn.seen.declared_us is None:
        raise refuse(y5_vehicle_waits, visit=subject[:40])
    return turn


def _choose(dated: Zone, plan: YardPlan, placing: Placing, turns: Sequence[Turn]) -> list[str]:
    if not placing.slot:
        return ["" for _ in turns]
    if placing.slot == NEXT:
        return _choose_next(dated, plan, turns)
    slot = read_slot(placing.slot)
    area = find_area(dated, plan.yard, slot) if slot else None
    if slot is None or area is None or len(turns) != 1:
        name = _named(dated, plan.yard.id)
        raise refuse(y7_place_in_yard_exists, yard=name, slot=placing.slot[:20])
    vehicle = turns[0]
    if not takes(area, vehicle.seen.vehicle_class):
        raise refuse(
            y9_class_fits_the_area,
            area=_named(dated, area.id),
            classes=_named(dated, *area.vehicle_classes),
            visit=vehicle.subject,
            vehicle_class=_named(dated, vehicle.seen.vehicle_class or ""),
        )
    _require_free(dated, plan, slot, vehicle)
    return [slot]


def _choose_next(dated: Zone, plan: YardPlan, turns: Sequence[Turn]) -> list[str]:
    chosen: list[str] = []
    for turn in turns:
        free = list_free(plan, turn.seen.vehicle_class, len(chosen) + 1)
        left = [slot for slot in free if slot not in chosen]
        if not left:
            raise refuse(y14_free_place_is_left, yard=_named(dated, plan.yard.id))
        chosen.append(left[0])
    return chosen


def _require_free(dated: Zone, plan: YardPlan, slot: str, vehicle: Turn) -> None:
    here = [
        turn
        for one in plan.areas
        for turn in (*(t for row in one.rows for p in row for t in p.taken_by), *one.others)
        if turn.seen.slot == slot and turn.subject != vehicle.subject
    ]
    if here:
        yard = _named(dated, plan.yard.id)
        raise refuse(y8_place_in_yard_is_free, slot=slot, yard=yard, other=here[0].subject)


def _named(dated: Zone, *row_ids: str) -> Named:
    names = {
        language: ", ".join(dated.name_of(row_id, language) for row_id in row_ids)
        for language in LANGUAGES
    }
    return Named(", ".join(row_ids), names)
