"""What a vehicle written off, or seen again, does to the count of those waiting.

It neither left nor turned back, so the bulletin keeps its balance by a row `counted` at its gate
(decision 0010).
"""

from datetime import datetime

from cuakhau.journal import read, write
from cuakhau.movement.event import Event
from cuakhau.movement.place import subject_of
from cuakhau.movement.rules.flags import m45_was_not_written_off
from cuakhau.movement.times import local_day
from cuakhau.movement.view import view
from cuakhau.operations.times import micros, offset_min
from cuakhau.zone.refusal import number_of
from cuakhau.zone.zone import Zone

SEEN_AGAIN = number_of(m45_was_not_written_off)


def count_ghost(
    zone: Zone, subject: str, amount: int, *, by: str, at: datetime, nonce: str
) -> None:
    """Correct the count at the gate of a visit by −1 (written off) or +1 (seen again).

    Nothing is written of a visit that the bulletin does not count.
    """
    seen = view(zone, read.get_visit(zone.name, subject))
    day = local_day(zone, micros(at))
    procedure = zone.at(local_day(zone, seen.declared_us or micros(at))).procedure_by_id.get(
        seen.procedure or ""
    )
    if seen.gate_place is None or procedure is None or procedure.counts_as == "none":
        return
    if seen.milestones.get(procedure.arrives_at) is None:
        return  # it never was among those waiting
    event = Event(
        zone=zone.name,
        subject_kind="place",
        subject=subject_of(seen.gate_place, day),
        kind="counted",
        place=seen.gate_place,
        other=subject,
        step="waiting",
        procedure=seen.procedure,
        goods=seen.goods,
        amount=amount,
        happened_us=micros(at),
        happened_offset_min=offset_min(at),
    )
    write.append(zone, event, nonce=nonce, by=by, at=at)
