"""Whether a vehicle has come, and what of its declaration may still change. Pure."""

from cuakhau.movement.view import view
from cuakhau.movement.visit import Visit
from cuakhau.operations.declaring import Declaring
from cuakhau.operations.declaring.refusals import (
    d1_plate_until_arrival,
    d2_driver_until_arrival,
    d3_gate_until_arrival,
    d4_trip_goes_on,
    refuse,
)
from cuakhau.zone.refusal import Named
from cuakhau.zone.types import LANGUAGES, Language
from cuakhau.zone.zone import Zone

SEEN = ("moved", "crossed", "returned", "turned_back", "merged")
JOIN: dict[Language, str] = {"vi": " hoặc ", "en": " or ", "zh": "或"}


def has_arrived(zone: Zone, visit: Visit) -> bool:
    """Tell whether somebody saw the vehicle here: a move, or a step that says it moved.

    One force is enough: whoever compares it with its papers has begun.
    """
    for entry in visit.standing:
        if entry.kind in SEEN:
            return True
        step = zone.step_by_id.get(entry.step or "") if entry.kind == "confirmed" else None
        if step is not None and step.moves:
            return True
    return False


def may_change_all(zone: Zone, visit: Visit) -> bool:
    """Tell whether plate, driver and gate may change: before arrival, or where an agency asked."""
    asked = [entry.at_us for entry in visit.standing if entry.kind == "correction_asked"]
    amended = [entry.at_us for entry in visit.standing if entry.kind == "amended"]
    is_asked = bool(asked) and max(asked) > max(amended, default=-1)
    return is_asked or not has_arrived(zone, visit)


def check_open(zone: Zone, visit: Visit) -> None:
    """Raise D4 where the trip is over."""
    if not view(zone, visit).is_open:
        raise refuse(d4_trip_goes_on, number=visit.subject, who=_name_coordinators(zone))


def check_same(zone: Zone, visit: Visit, before: Declaring, after: Declaring) -> None:
    """Raise D1, D2 or D3 where a declaration changes what may not change after arrival."""
    if after.place != before.place:
        raise refuse(d3_gate_until_arrival, who=_name_coordinators(zone))
    if after.plate != before.plate:
        raise refuse(d1_plate_until_arrival, who=_name_checkers(zone, visit, "plate"))
    if (after.driver, after.phone) != (before.driver, before.phone):
        raise refuse(d2_driver_until_arrival, who=_name_checkers(zone, visit, "person"))


def _name_coordinators(zone: Zone) -> Named:
    return _name_all(zone, [agency.id for agency in zone.agencies if agency.coordinates])


def _name_checkers(zone: Zone, visit: Visit, looks_at: str) -> Named:
    """Name who, of those that saw the vehicle come in, looks at this."""
    found: list[str] = []
    for entry in visit.standing:
        step = zone.step_by_id.get(entry.step or "") if entry.kind == "confirmed" else None
        if step is not None and looks_at in step.looks_at:
            found += [entry.agency] if entry.agency else step.agencies
    if not found:
        found = [one for step in zone.steps if looks_at in step.looks_at for one in step.agencies]
    return _name_all(zone, found)


def _name_all(zone: Zone, agencies: list[str]) -> Named:
    ids = list(dict.fromkeys(agencies))[:3] or ["dispatcher"]
    names = {code: JOIN[code].join(zone.name_of(one, code) for one in ids) for code in LANGUAGES}
    return Named(names["en"], names)
