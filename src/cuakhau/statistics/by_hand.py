"""What people counted: day sheets of places without visits, and corrections by count.

Both are rows of places (`day_counted`, `counted`), corrected like any other row.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from cuakhau.movement.event import Event
from cuakhau.movement.log import EventLog
from cuakhau.movement.place import PlaceEntry, fold, place_and_month
from cuakhau.statistics.columns import NO_LINE
from cuakhau.zone.bulletin.day import bulletin_day
from cuakhau.zone.bulletin.headings import Heading, Measure, find_heading
from cuakhau.zone.zone import Zone

# What one more vehicle of each measure does to the number of those waiting.
EFFECT: dict[Measure, int] = {
    "cleared": -1, "turned_back": -1, "moved_out": -1, "arrived": 1, "moved_in": 1, "waiting": 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class HandCount:
    """One count by hand and the record that holds it: subject and number of the row."""

    kind: Literal["day_counted", "counted"]
    line: str
    place: str
    measure: Measure
    heading: Heading
    amount: int
    at_us: int
    subject: str
    seq: int
    agency: str | None
    origin: str


def list_counts(dated: Zone, log: EventLog) -> tuple[HandCount, ...]:
    """List all counts by hand that stand, in the order in which they were taken."""
    rows = log.only("place").events()
    found = [
        count
        for subject, events in groupby(rows, key=lambda event: event.subject)
        for count in _counts_of(dated, log.zone, subject, list(events))
    ]
    return tuple(sorted(found, key=lambda count: (count.at_us, count.subject, count.seq)))


def _counts_of(
    dated: Zone, zone_name: str, subject: str, events: list[Event]
) -> Iterator[HandCount]:
    place, _ = place_and_month(subject)
    for entry in fold(zone_name, subject, events).standing:
        if entry.kind in ("day_counted", "counted") and entry.amount is not None:
            yield HandCount(
                kind=entry.kind,  # type: ignore[arg-type]
                line=dated.find_bulletin_line(place) or NO_LINE,
                place=place,
                measure=entry.step or "waiting",  # type: ignore[arg-type]
                heading=_heading(dated, entry),
                amount=entry.amount,
                at_us=entry.at_us,
                subject=subject,
                seq=entry.seq,
                agency=entry.agency,
                origin=entry.origin,
            )


def _heading(dated: Zone, entry: PlaceEntry) -> Heading:
    """A count says its direction by a procedure; without one it is of all directions."""
    procedure = dated.procedure_by_id.get(entry.procedure or "")
    direction = procedure.counts_as if procedure else "none"
    return find_heading(dated, direction, entry.goods) or "all"


def sheet_of(zone: Zone, counts: tuple[HandCount, ...], day: object) -> tuple[HandCount, ...]:
    """Keep the day sheet of one bulletin day; of a measure given twice, the last holds."""
    last = {
        (count.place, count.measure, count.heading): count
        for count in counts
        if count.kind == "day_counted" and bulletin_day(zone, count.at_us) == day
    }
    return tuple(last.values())
