"""The rows of the log that an opening stock becomes. Pure."""

from collections.abc import Iterator
from typing import Any

from cuakhau.movement.event import Event
from cuakhau.movement.place import subject_of
from cuakhau.movement.procedure import milestones_of
from cuakhau.movement.times import local_day
from cuakhau.operations.opening.book import Cell
from cuakhau.operations.opening.stock import Opening, Waits
from cuakhau.operations.times import micros, offset_min
from cuakhau.zone.zone import Zone

IN_YARD = "yard_in"


def visit_events(zone: Zone, waits: Waits, number: str, vehicle: str | None) -> Iterator[Event]:
    """Give the rows of a vehicle that stands here: declared, come in, and where it was put.

    All happened when it began to wait, as far as anybody knows, and none was seen by us.
    """
    shared: dict[str, Any] = {
        "zone": zone.name,
        "subject_kind": "visit",
        "subject": number,
        "happened_us": micros(waits.since),
        "happened_offset_min": offset_min(waits.since),
        "way": "import",
        "origin": "import",
    }
    dated = zone.at(local_day(zone, micros(waits.since)))
    yield Event(
        kind="declared",
        place=waits.place,
        other=vehicle,
        procedure=waits.procedure,
        goods=waits.goods,
        vehicle_class=waits.vehicle_class,
        payload={"declaration": number, "revision": 1},
        **shared,
    )
    for step in _steps_in(dated, waits.procedure):
        agency = dated.step_by_id[step].agencies[0]
        yield Event(kind="confirmed", step=step, agency=agency, place=waits.place, **shared)
    if waits.yard is not None:
        known = {one.step for one in dated.procedure_by_id[waits.procedure].steps}
        if IN_YARD in known:
            agency = dated.step_by_id[IN_YARD].agencies[0]
            yield Event(kind="confirmed", step=IN_YARD, agency=agency, place=waits.yard, **shared)
        else:
            agency = _coordinating(dated) or ""
            yield Event(kind="moved", agency=agency, place=waits.yard, **shared)


def count_events(zone: Zone, opening: Opening) -> Iterator[tuple[Event, Cell]]:
    """Give the rows that compare the log with the gates at the moment of the stock.

    A line with listed vehicles alone is compared by 0: all that stood there is on the list.
    """
    moment = opening.moment
    day = local_day(zone, micros(moment))
    dated = zone.at(day)
    said = [(one.place, one.procedure, one.goods, one.amount, one.at) for one in opening.counted]
    counted = {dated.find_bulletin_line(place) for place, *_ in said}
    for waits in opening.waiting:
        line = dated.find_bulletin_line(waits.place)
        if line not in counted:
            counted.add(line)
            said.append((waits.place, None, None, 0, waits.at))  # type: ignore[arg-type]
    for place, procedure, goods, amount, at in said:
        event = Event(
            zone=zone.name,
            subject_kind="place",
            subject=subject_of(place, day),
            kind="counted",
            step="waiting",
            agency=_coordinating(dated),
            place=place,
            procedure=procedure,
            goods=goods,
            amount=amount,
            happened_us=micros(moment),
            happened_offset_min=offset_min(moment),
            way="import",
            origin="import",
        )
        yield event, at


def _steps_in(dated: Zone, procedure: str) -> tuple[str, ...]:
    """Name the steps that say a vehicle has arrived: all that must be, and one that may."""
    row = dated.procedure_by_id[procedure]
    for milestone in milestones_of(dated, row):
        if milestone.id == row.arrives_at:
            return (*milestone.all_of, *milestone.any_of[:1])
    return ()


def _coordinating(dated: Zone) -> str | None:
    return next((one.id for one in dated.agencies if one.coordinates), None)
