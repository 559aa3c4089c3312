"""Where a vehicle was seen, whether it is looked for in vain, and whether it was written off."""

from collections.abc import Iterable

from cuakhau.movement.procedure import CompiledProcedure
from cuakhau.movement.visit import Entry

PLACING = ("moved", "rerouted", "crossed", "returned", "sighted", "confirmed")
SENT = "rerouted"  # somebody spoke to the driver: it is there, and has not moved yet
IN_YARD = ("moved", "sighted")  # whose `step` is a place in the yard


def list_sightings(compiled: CompiledProcedure | None, entries: Iterable[Entry]) -> list[Entry]:
    """List what shows that the vehicle was there; of confirmations only those that say it moved.

    A payment is confirmed where the counter is, wherever the vehicle stands.
    """
    return [entry for entry in entries if entry.kind in PLACING and _shows(compiled, entry)]


def arrival_steps(compiled: CompiledProcedure | None) -> frozenset[str]:
    """Name the steps that say that the vehicle has arrived."""
    if compiled is None:
        return frozenset()
    return frozenset(
        step
        for milestone in compiled.milestones
        if milestone.id == compiled.procedure.arrives_at
        for step in (*milestone.all_steps, *milestone.any_steps)
    )


def find_last_place(compiled: CompiledProcedure | None, sightings: Iterable[Entry]) -> Entry | None:
    """Find the latest sighting that names a place.

    A tick of the arrival often comes when the vehicle stands in the yard already: it says where
    it came in, and where it stands only while nothing else does. Sent to another gate, it stands
    where it stood.
    """
    known = [entry for entry in sightings if entry.place and entry.kind != SENT]
    arrival = arrival_steps(compiled)
    later = [e for e in known if e.kind != "confirmed" or e.step not in arrival]
    placed = later or known
    return max(placed, key=lambda e: (e.at_us, e.place or "", e.goods or ""), default=None)


def find_written_off(sightings: Iterable[Entry], entries: Iterable[Entry]) -> int | None:
    """Tell since when it is closed as not found; `None` where it is not, or was seen since."""
    off_us = max((entry.at_us for entry in entries if entry.kind == "written_off"), default=None)
    if off_us is None or any(entry.at_us > off_us for entry in sightings):
        return None
    return off_us


def find_missing(sightings: Iterable[Entry], entries: Iterable[Entry]) -> int | None:
    """Tell since when it is looked for in vain; `None` where it was seen since, or never missed."""
    last_us = max((entry.at_us for entry in sightings), default=-1)
    later = [e.at_us for e in entries if e.kind == "missing" and e.at_us > last_us]
    return min(later, default=None)


def _shows(compiled: CompiledProcedure | None, entry: Entry) -> bool:
    if entry.kind != "confirmed" or compiled is None:
        return True
    return bool(compiled.bits.get(entry.step or "", 0) & compiled.moves)
