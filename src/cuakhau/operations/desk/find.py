"""Finding a vehicle by the last characters of what somebody remembers of it."""

from collections.abc import Iterable
from typing import Protocol

from cuakhau.journal import personal
from cuakhau.movement.view import View
from cuakhau.operations.people import plain as plain

LEAST = 3


class Seen(Protocol):
    """Anything that has the view of a visit."""

    @property
    def seen(self) -> View:
        """The answers about the visit."""


def find_visits(zone_name: str, ends: str, rows: Iterable[Seen]) -> frozenset[str]:
    """Find those of the rows whose number or plate ends so."""
    if len(ends) < LEAST:
        return frozenset()
    vehicles = personal.find_ending(zone_name, ("plate",), ends)
    return frozenset(
        row.seen.subject
        for row in rows
        if row.seen.subject.upper().replace("-", "").endswith(ends) or row.seen.vehicle in vehicles
    )


def read_scan(text: str) -> str:
    """Read what a scanner gave: a number, a plate, or the address in a driver's QR code.

    The address of a driver's page ends in the number, then `~` and its signature.
    """
    told = text.strip().rstrip("/")
    if "://" in told:
        told = told.rpartition("/")[2]
    return plain(told.partition("~")[0])
