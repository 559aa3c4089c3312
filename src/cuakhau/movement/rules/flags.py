"""Rules that only mark a row of a visit: the lorry is physically there, so the row is kept."""

from cuakhau.movement.broken import Rule
from cuakhau.movement.event import DOUBTFUL_AHEAD_US
from cuakhau.movement.event import VISIT_KINDS as ALL
from cuakhau.movement.rules.case import Case
from cuakhau.movement.view import held_by
from cuakhau.zone.types import Yard

NO_GOODS = "empty"  # the reserved word for a vehicle without a load, as goods and as procedure
HOUR_US = 3_600_000_000
MOVING = ("moved", "rerouted", "crossed", "returned")


def _moves(case: Case) -> bool:
    if case.event.kind in MOVING:
        return True
    step = case.event.step or ""
    return (
        case.event.kind == "confirmed"
        and case.procedure is not None
        and bool(case.procedure.bits.get(step, 0) & case.procedure.moves)
    )


def m30_clock_is_right(case: Case) -> bool:
    """The clock that said {happened} was more than five minutes ahead of the server ({recorded}).

    Cure: Set the clock of the device; correct the row with the true time so that it counts.
    """
    recorded_us = case.event.recorded_us
    return not recorded_us or case.event.happened_us <= recorded_us + DOUBTFUL_AHEAD_US


def m31_after_declaration(case: Case) -> bool:
    """It happened at {happened}, before the vehicle was declared ({declared}).

    Cure: Check the time; a firm has to declare before the vehicle arrives.
    """
    return case.declared_us is None or case.at_us >= case.declared_us


def m32_arrived_in_time(case: Case) -> bool:
    """It happened before the vehicle was gone ({ended}) but was recorded late.

    Cure: None is needed; send confirmations when they are given.
    """
    return case.ended_us is None or case.is_correction or case.at_us > case.ended_us


def m33_served_while_there(case: Case) -> bool:
    """ "{step}" is said to have happened at {happened}, when the vehicle was gone ({ended}).

    Cure: Check the time of the row, and correct it if it is wrong.
    """
    if case.ended_us is None or case.ended_by == "written_off":
        return True
    if case.procedure is not None:
        bit = case.procedure.bits.get(case.event.step or "", 0)
        if bit & case.procedure.ending:
            return True
    return case.at_us <= case.ended_us


def m34_required_steps_are_there(case: Case) -> bool:
    """ "{step}" was given while {missing} is not there yet.

    Cure: Have {missing} confirmed; if it was done, enter it with the time it happened.
    """
    if case.procedure is None:
        return True
    return not case.procedure.missing_for(case.event.step or "", case.confirmed)


def m35_one_open_visit(case: Case) -> bool:
    """The same vehicle has another open visit: {open_visit}.

    Cure: Close or merge the visit that is not right.
    """
    return case.around.open_visit_of_vehicle in (None, case.visit.subject)


def m36_yard_has_room(case: Case) -> bool:
    """The yard {place} is full: {places_taken} vehicles.

    Cure: Send the next vehicles to another yard, or correct the count if it is wrong.
    """
    taken = case.around.places_taken
    yard = case.dated.places.get(case.event.place or "")
    if taken is None or not isinstance(yard, Yard) or yard.capacity is None:
        return True
    return taken < yard.capacity


def m37_place_is_open(case: Case) -> bool:
    """{place} is closed, yet the vehicle moved or was called there.

    Cure: If it is open again, record that it was opened.
    """
    if case.around.place_state != "closed":
        return True
    return not (_moves(case) or case.event.kind == "called")


def m38_stay_within_limit(case: Case) -> bool:
    """The vehicle stays longer than the {limit_h} hours that its procedure allows.

    Cure: Let the vehicle finish its trip, or record why it may stay longer.
    """
    compiled = case.procedure
    if compiled is None or compiled.procedure.stay_limit_h is None or not _moves(case):
        return True
    # A two-way trip may stay so long on the other side, any other so long in the zone.
    since_us = case.crossed_us if case.is_round_trip else case.arrived_us
    if since_us is None or (case.ended_us is not None and case.at_us > case.ended_us):
        return True
    return case.at_us - since_us <= compiled.procedure.stay_limit_h * HOUR_US


def m39_held_stands_still(case: Case) -> bool:
    """The vehicle moved while {held_by} holds it.

    Cure: Ask {held_by} to release it, or to say that it did.
    """
    return not case.holds or not _moves(case) or not held_by(case.holds)


def m40_given_once(case: Case) -> bool:
    """{agency} had given "{step}" already; the first one counts.

    Cure: None is needed; to change the first one, correct it.
    """
    event = case.event
    if event.kind == "confirmed" and event.step not in case.first:
        return True
    said = (event.kind, event.step, event.agency)
    return all((e.kind, e.step, e.agency) != said for e in case.entries)


def m41_empty_is_empty(case: Case) -> bool:
    """The vehicle is declared empty but carries goods: {goods}.

    Cure: Amend the procedure or the goods, whichever is wrong.
    """
    procedure = case.event.procedure or case.procedure_id
    return procedure != NO_GOODS or (case.event.goods or case.goods) in (None, NO_GOODS)


def m42_start_before_end(case: Case) -> bool:
    """The service is said to have started after it was done ({happened}).

    Cure: Correct the start, or leave it blank when nobody knows it.
    """
    return case.event.started_us is None or case.event.started_us <= case.event.happened_us


def m43_was_held(case: Case) -> bool:
    """{agency} released the vehicle without having held it.

    Cure: Check the vehicle; record the hold if it was forgotten.
    """
    return case.event.agency in held_by(case.holds)


def m44_side_is_new(case: Case) -> bool:
    """Nobody had said that the vehicle was on the other side, or it had crossed already.

    Cure: Check the vehicle; record the crossing that is missing, or correct the one that is wrong.
    """
    if case.event.kind == "returned":
        return case.crossed_us is not None
    return case.crossed_us is None or case.is_round_trip


def m45_was_not_written_off(case: Case) -> bool:
    """The vehicle had been closed as not found since {ended}, and is seen again.

    Cure: None is needed: the visit is open again, and the count of those waiting is put right.
    """
    if case.ended_by != "written_off" or case.ended_us is None or case.at_us <= case.ended_us:
        return True
    return case.event.kind != "sighted" and not _moves(case)


SERVED = ("confirmed", "started")
MOVES = ("confirmed", *MOVING)
FLAGGING: dict[Rule, tuple[str, ...]] = {
    m30_clock_is_right: ALL,
    m31_after_declaration: ALL,
    m32_arrived_in_time: ALL,
    m33_served_while_there: SERVED,
    m34_required_steps_are_there: ("confirmed",),
    m35_one_open_visit: ("declared", "amended", "swapped"),
    m36_yard_has_room: ("moved", "confirmed", "called"),
    m37_place_is_open: ("called", *MOVES),
    m38_stay_within_limit: MOVES,
    m39_held_stands_still: MOVES,
    m40_given_once: ("confirmed", "turned_back"),
    m41_empty_is_empty: ("declared", "amended"),
    m42_start_before_end: ALL,
    m43_was_held: ("released",),
    m44_side_is_new: ("crossed", "returned"),
    m45_was_not_written_off: ("sighted", *MOVES),
}
