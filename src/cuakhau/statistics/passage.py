"""What a bulletin needs of one visit: when it came, when and where it went, under which heading."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from cuakhau.movement.log import EventLog
from cuakhau.movement.view import DECLARING, local_day, view
from cuakhau.movement.visit import Visit
from cuakhau.zone.bulletin.headings import Heading, find_heading
from cuakhau.zone.zone import Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One vehicle through the zone, instants in microseconds UTC; `None` where it did not happen.

    `places` are the gates and routes it was bound for, each with the instant from which it was.
    `doubtful` names what rests on a clock that ran ahead: `arrived`, `cleared`.
    """

    subject: str
    heading: Heading
    declared_us: int
    places: tuple[tuple[int | None, str | None], ...]
    arrived_us: int | None
    cleared_us: int | None
    turned_back_us: int | None
    doubtful: tuple[str, ...] = ()
    # When it left the stock of the zone, cleared or turned back, whichever came first.
    out_us: int | None = field(init=False)

    def __post_init__(self) -> None:
        """Work out what a board asks several times of each vehicle."""
        known = [at for at in (self.cleared_us, self.turned_back_us) if at is not None]
        object.__setattr__(self, "out_us", min(known, default=None))

    @property
    def is_cleared(self) -> bool:
        """Tell whether it left by clearing; one that was first turned back did not."""
        return self.cleared_us is not None and self.cleared_us == self.out_us

    def place_at(self, at_us: int) -> str | None:
        """Give the gate or route that it was bound for at an instant."""
        if len(self.places) == 1 and self.places[0][0] is None:
            return self.places[0][1]
        here = None
        for since_us, place in self.places:
            if since_us is None or since_us <= at_us:
                here = place
        return here

    def stays_at(self, at_us: int) -> bool:
        """Tell whether it stood in the zone at an instant."""
        if self.arrived_us is None or self.arrived_us > at_us:
            return False
        return self.out_us is None or self.out_us > at_us


def list_passages(zone: Zone, dated: Zone, log: EventLog) -> Iterator[Passage]:
    """Give the passages of all visits that the bulletin counts; `dated` holds on its day."""
    for visit in log.visits():
        passage = find_passage(zone, dated, visit)
        if passage is not None:
            yield passage


def find_passage(zone: Zone, dated: Zone, visit: Visit) -> Passage | None:
    """Give the passage of a visit; `None` where the bulletin does not count it.

    Not counted: visits of procedures that the zone leaves out (`counts_as` none), and those
    merged into another, since both were one vehicle.
    """
    seen = view(zone, visit)
    if seen.declared_us is None or seen.procedure is None or seen.merged_into is not None:
        return None
    procedure = zone.at(local_day(zone, seen.declared_us)).procedure_by_id.get(seen.procedure)
    if procedure is None:
        return None
    heading = find_heading(dated, procedure.counts_as, seen.goods)
    if heading is None:
        return None
    needed = {"arrived": procedure.arrives_at, "cleared": procedure.clears_at}
    return Passage(
        subject=visit.subject,
        heading=heading,
        declared_us=seen.declared_us,
        places=_places(visit),
        arrived_us=seen.milestones.get(procedure.arrives_at),
        cleared_us=seen.milestones.get(procedure.clears_at),
        turned_back_us=seen.turned_back_us,
        doubtful=tuple(what for what, name in needed.items() if name in seen.doubtful),
    )


def _places(visit: Visit) -> tuple[tuple[int | None, str | None], ...]:
    declared: str | None = None
    rerouted = []
    for entry in visit.standing:
        if entry.kind in DECLARING and entry.place:
            declared = entry.place
        elif entry.kind == "rerouted" and entry.place:
            rerouted.append((entry.at_us, entry.place, entry.seat))
    return ((None, declared), *((at_us, place) for at_us, place, _ in sorted(rerouted)))
