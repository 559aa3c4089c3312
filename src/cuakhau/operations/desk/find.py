"""Finding a vehicle by the last characters of what somebody remembers of it."""

from collections.abc import Iterable

from cuakhau.journal import personal
from cuakhau.operations.desk.worklist import Row
from cuakhau.operations.people import plain as plain

LEAST = 3


def find_visits(zone_name: str, ends: str, rows: Iterable[Row]) -> frozenset[str]:
    """Find those of the rows whose number or plate ends so."""
    if len(ends) < LEAST:
        return frozenset()
    vehicles = personal.find_ending(zone_name, ("plate",), ends)
    return frozenset(
        row.seen.subject
        for row in rows
        if row.seen.subject.upper().replace("-", "").endswith(ends) or row.seen.vehicle in vehicles
    )
