"""Yards in words and shapes: translate back, nothing is decided here."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from cuakhau.figures import Figure, queue
from cuakhau.movement.times import local_time
from cuakhau.movement.turns.calling import Turn
from cuakhau.operations.yards.following import Look
from cuakhau.operations.yards.plan.places import AreaPlan, Place, YardPlan, count_classes, list_free
from cuakhau.statistics.queues.order import overstays
from cuakhau.zone.types import Language, Yard
from cuakhau.zone.zone import Zone

TIGHT, FULL = 80, 100
MOST_UNPLACED = 20
MOST_FREE = 40

Take = Callable[..., Figure]
Row = tuple[Place, ...]


def take_from(look: Look, now_us: int) -> Take:
    """Give the way to take figures of this look."""

    def take(definition: str, **about: Any) -> Figure:
        return queue.take(look.line, definition, at_us=now_us, version=look.version, **about)

    return take


def build_yards(
    dated: Zone, look: Look, *, now_us: int, language: Language
) -> list[dict[str, Any]]:
    """List the yards, the fullest first."""
    take = take_from(look, now_us)
    rows = [_tell_yard(dated, yard, take, language) for yard in dated.yards]
    return sorted(rows, key=lambda row: -int(row["taken"].value or 0))


def build_plan(
    dated: Zone,
    look: Look,
    plan: YardPlan,
    *,
    now_us: int,
    chosen: str,
    language: Language,
) -> dict[str, Any]:
    """Give the plan of a yard; `chosen` is the vehicle that somebody wants to move."""
    take = take_from(look, now_us)
    turn = look.line.turns.get(chosen)
    standing = look.line.standing_in(plan.yard.id)
    return {
        **_tell_yard(dated, plan.yard, take, language),
        "classes": _tell_classes(dated, plan.yard, standing, language),
        "areas": [_tell_area(dated, area, now_us, chosen, language) for area in plan.areas],
        "unplaced": [
            tell_vehicle(dated, one, take, now_us, language)
            for one in plan.unplaced[:MOST_UNPLACED]
        ],
        "oldest": [
            tell_vehicle(dated, one, take, now_us, language) for one in standing[:MOST_UNPLACED]
        ],
        "chosen": tell_vehicle(dated, turn, take, now_us, language) if turn else None,
        "free": list_free(plan, turn.seen.vehicle_class if turn else None, MOST_FREE),
        "has_places": any(area.rows for area in plan.areas),
        "yards": [
            {"id": yard.id, "name": dated.name_of(yard.id, language)} for yard in dated.yards
        ],
    }


def tell_vehicle(
    dated: Zone, turn: Turn, take: Take, now_us: int, language: Language
) -> dict[str, Any]:
    """Tell of one vehicle in a yard. `plate` is filled in for whoever may see it."""
    seen = turn.seen
    since = local_time(dated, turn.since_us) if turn.since_us else None
    return {
        "subject": turn.subject,
        "vehicle": seen.vehicle or "",
        "seen": seen,
        "plate": "",
        "goods": dated.name_of(seen.goods, language) if seen.goods else _("unknown"),
        "vehicle_class": dated.name_of(seen.vehicle_class, language)
        if seen.vehicle_class
        else _("unknown"),
        "slot": seen.slot or "",
        "yard": turn.yard or "",
        "since": f"{since:%H:%M %d/%m}" if since else _("unknown"),
        "stay": take("yard.stay", visit=turn.subject),
        "marks": list_marks(turn, now_us),
    }


def list_marks(turn: Turn, now_us: int) -> list[dict[str, str]]:
    """List what is out of the ordinary about a vehicle in a yard."""
    marks = []
    if overstays(turn, now_us):
        marks.append({"kind": "bad", "word": _("stays too long")})
    if turn.seen.missing_us is not None:
        marks.append({"kind": "bad", "word": _("not found")})
    if turn.open_call is not None:
        marks.append({"kind": "info", "word": _("called")})
    if turn.seen.held_by:
        marks.append({"kind": "warn", "word": _("held")})
    return marks


def _tell_yard(dated: Zone, yard: Yard, take: Take, language: Language) -> dict[str, Any]:
    taken = take("yard.vehicles", yard=yard.id)
    width = None if not yard.capacity else min(100, int(taken.value or 0) * 100 // yard.capacity)
    gate = dated.name_of(yard.gate, language)
    return {
        "id": yard.id,
        "name": dated.name_of(yard.id, language),
        "gate": gate,
        "taken": taken,
        "capacity": yard.capacity,
        "unplaced_count": take("yard.unplaced", yard=yard.id),
        "overstayed": take("yard.overstayed", yard=yard.id),
        "missing": take("yard.missing", yard=yard.id),
        "width": width,
        "kind": "" if width is None or width < TIGHT else "tight" if width < FULL else "full",
    }


def _tell_classes(
    dated: Zone, yard: Yard, standing: Sequence[Turn], language: Language
) -> list[dict[str, Any]]:
    counts = count_classes(standing)
    known = [*yard.capacity_by_class, *(one for one in counts if one not in yard.capacity_by_class)]
    return [
        {
            "name": dated.name_of(one, language) if one else _("class unknown"),
            "taken": counts.get(one, 0),
            "capacity": yard.capacity_by_class.get(one or ""),
        }
        for one in known
    ]


def _tell_area(
    dated: Zone, plan: AreaPlan, now_us: int, chosen: str, language: Language
) -> dict[str, Any]:
    shown, hidden = _part_rows(plan)
    return {
        "name": dated.name_of(plan.area.id, language),
        "has_rows": bool(plan.rows),
        "classes": [dated.name_of(one, language) for one in plan.area.vehicle_classes],
        "taken": plan.taken,
        "capacity": plan.capacity,
        "rows": [_tell_row(row, now_us, chosen) for row in shown],
        "free_rows": [_tell_row(row, now_us, chosen) for row in hidden],
        "others": [
            {"slot": one.seen.slot, "subject": one.subject, "short": one.subject[-3:]}
            for one in plan.others
        ],
    }


def _part_rows(plan: AreaPlan) -> tuple[list[Row], list[Row]]:
    """Part the rows to show from those that are free from end to end; the first such is shown."""
    shown: list[Row] = []
    hidden: list[Row] = []
    has_free = False
    for row in plan.rows:
        is_free = not any(place.taken_by for place in row)
        if is_free and has_free:
            hidden.append(row)
        else:
            shown.append(row)
        has_free = has_free or is_free
    return shown, hidden


def _tell_row(row: Row, now_us: int, chosen: str) -> dict[str, Any]:
    return {
        "name": row[0].slot.rpartition("-")[0],
        "places": [_tell_place(one, now_us, chosen) for one in row],
    }


def _tell_place(place: Place, now_us: int, chosen: str) -> dict[str, Any]:
    number = place.slot.rpartition("-")[2]
    if not place.taken_by:
        return {"slot": place.slot, "number": number, "kind": "free", "subject": ""}
    turn = place.taken_by[0]
    kind = "taken"
    if len(place.taken_by) > 1:
        kind = "twice"
    elif turn.seen.missing_us is not None:
        kind = "missing"
    elif overstays(turn, now_us):
        kind = "long"
    elif turn.open_call is not None:
        kind = "called"
    return {
        "slot": place.slot,
        "number": number,
        "kind": kind,
        "subject": turn.subject,
        "short": turn.subject[-3:],
        "is_chosen": turn.subject == chosen,
        "others": [one.subject for one in place.taken_by[1:]],
    }
