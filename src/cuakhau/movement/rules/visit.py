"""Rules that refuse a row of a visit."""

from cuakhau.movement.broken import Rule
from cuakhau.movement.event import VISIT_KINDS as ALL
from cuakhau.movement.rules.case import Case
from cuakhau.zone.types import Gate, Route

SERVED = ("confirmed", "started")
ENDING = ("turned_back", "merged")
# What only a vehicle inside the zone can do. `returned` is not among them: it comes from outside.
MOVING = ("moved", "rerouted", "called", "turned_back")
COUNTED = ("sighted", "missing", "written_off")


def m5_correction_names_a_row(case: Case) -> bool:
    """Row {corrects} cannot be corrected: it is no row of this visit that still counts.

    Cure: Read the visit again and name the row that stands now.
    """
    if not case.is_correction:
        return True
    return case.target is not None and not (case.is_voiding and case.target.kind == "voided")


def m6_correction_by_its_writer(case: Case) -> bool:
    """Row {corrects} was written by {writer}; {agency} may not correct it.

    Cure: Ask {writer} to correct it, or let the dispatcher of the zone do so.
    """
    target = case.target
    if target is None or case.event.agency == target.agency:
        return True
    agency = case.dated.agency_by_id.get(case.event.agency or "")
    return agency is not None and agency.coordinates


def m7_visit_begins_declared(case: Case) -> bool:
    """This visit has no declaration for "{kind}" to follow.

    Cure: Declare the vehicle first; to take a wrong declaration back, void the other rows first.
    """
    if case.declared_us is not None or case.event.kind == "declared":
        return True
    return case.is_voiding and not case.entries


def m8_declared_once(case: Case) -> bool:
    """This visit is declared already, since {declared}.

    Cure: Send "amended" with what has changed, or correct the first declaration.
    """
    return not any(e.kind == "declared" for e in case.entries)


def m9_procedure_is_known(case: Case) -> bool:
    """The zone has no procedure "{procedure}" on the day of declaration.

    Cure: Choose a procedure that is in force, or add it to the zone with its first day.
    """
    name = case.event.procedure
    return name is None or case.find_compiled(name) is not None


def m10_goods_are_known(case: Case) -> bool:
    """The zone knows no goods "{goods}" or no class of vehicle "{vehicle_class}".

    Cure: Choose one from the zone's lists, or leave it blank when nobody knows it.
    """
    goods, vehicle_class = case.event.goods, case.event.vehicle_class
    if goods is not None and goods not in case.dated.goods_by_id:
        return False
    return vehicle_class is None or any(c.id == vehicle_class for c in case.dated.vehicle_classes)


def m11_place_is_known(case: Case) -> bool:
    """The zone has no place "{place}" that "{kind}" can name on {happened}.

    Cure: Choose a place that existed on that day; a vehicle is bound for a gate or a route.
    """
    if case.event.place is None:
        return True
    place = case.dated.places.get(case.event.place)
    if case.event.kind in ("declared", "rerouted"):
        return isinstance(place, Gate | Route)
    return place is not None


def m12_step_is_known(case: Case) -> bool:
    """The zone has no step "{step}" on {happened}.

    Cure: Choose a step that was in force on that day.
    """
    return case.event.step is None or case.event.step in case.dated.step_by_id


def m13_agency_may(case: Case) -> bool:
    """{agency} may not give "{step}"; only these may: {may}.

    Cure: Let an officer of {may} give it.
    """
    agency = case.event.agency
    if agency is None:
        return True
    if agency not in case.dated.agency_by_id:
        return False
    step = case.dated.step_by_id.get(case.event.step or "")
    return case.event.kind not in SERVED or step is None or agency in step.agencies


def m14_step_is_of_procedure(case: Case) -> bool:
    """The step "{step}" is not part of the procedure "{procedure}" of this visit.

    Cure: Check that this is the right vehicle; if its procedure is wrong, amend the declaration.
    """
    if case.procedure is None:
        return True
    return bool(case.procedure.bits.get(case.event.step or "", 0) & case.procedure.own)


def m15_merged_is_closed(case: Case) -> bool:
    """This visit was merged into {merged_into} and takes no more rows.

    Cure: Write it to {merged_into}, which is the same vehicle.
    """
    return case.merged_into is None or case.is_correction


def m16_ended_is_ended(case: Case) -> bool:
    """The vehicle is gone since {ended} ({ended_by}); it cannot have done this at {happened}.

    Cure: Check the vehicle and the time; if it came again, declare a new visit.
    """
    if case.ended_us is None or case.at_us <= case.ended_us:
        return True
    kind = case.event.kind
    if case.ended_by == "written_off":
        return kind != "written_off"  # nobody had found it, and here it is
    if kind == "turned_back":
        return case.ended_by == "turned_back"  # said once more, by another force
    if kind == "crossed":
        # The last tick at the gate comes first, the line a minute later: that is one way out.
        trip_goes_on = case.ended_by not in ENDING and not case.is_round_trip
        return trip_goes_on and not any(e.kind == "crossed" for e in case.entries)
    if kind == "confirmed" and case.procedure is not None:
        bit = case.procedure.bits.get(case.event.step or "", 0)
        return not bit & case.procedure.moves or bool(bit & case.procedure.ending)
    return kind not in (*MOVING, *COUNTED)


def m17_required_steps_are_there(case: Case) -> bool:
    """ "{step}" may not be given before {missing}.

    Cure: Have {missing} confirmed first; a confirmation that was given on paper can be entered.
    """
    compiled = case.procedure
    if compiled is None:
        return True
    step = case.event.step or ""
    if not compiled.bits.get(step, 0) & compiled.refuses:
        return True
    return not compiled.missing_for(step, case.confirmed)


REFUSING: dict[Rule, tuple[str, ...]] = {
    m5_correction_names_a_row: ALL,
    m7_visit_begins_declared: ALL,
    m8_declared_once: ("declared",),
    m15_merged_is_closed: ALL,
    m6_correction_by_its_writer: ALL,
    m9_procedure_is_known: ("declared", "amended"),
    m10_goods_are_known: ALL,
    m11_place_is_known: ALL,
    m12_step_is_known: (*SERVED, "held", "released", "correction_asked"),
    m13_agency_may: ALL,
    m14_step_is_of_procedure: SERVED,
    m16_ended_is_ended: ("crossed", "confirmed", *MOVING, *COUNTED),
    m17_required_steps_are_there: ("confirmed",),
}
