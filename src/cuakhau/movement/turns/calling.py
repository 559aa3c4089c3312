"""The turn of one visit: since when it waits in a yard, how it was called, what became of it.

A vehicle joins the queue where it first stands in a yard (without a yard, where it has arrived) and
leaves it where it is seen on its way out. Pure; the order of a queue is `statistics.queues`.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

import msgspec

from cuakhau.movement.procedure import CompiledProcedure
from cuakhau.movement.sightings import SENT, arrival_steps, list_sightings
from cuakhau.movement.view import View, find_procedure, view
from cuakhau.movement.visit import Entry, Visit
from cuakhau.zone.types import Yard
from cuakhau.zone.zone import Zone

CALLING = ("called", "answered", "lapsed")
COUNTING = ("sighted", "missing")
MINUTE_US = 60_000_000
Answer = Literal["heard", "coming", "cannot"]


class Stop(NamedTuple):
    """A sighting: when, where, and whether it says that the vehicle is on its way out."""

    at_us: int
    place: str | None
    is_way_out: bool


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """One call forward; instants in microseconds UTC. It is open until it came to something.

    `behind` is the visit that the turn is behind after a lapse or a “cannot”.
    """

    seq: int
    place: str
    called_us: int
    answer: Answer | None = None
    answered_us: int | None = None
    came_us: int | None = None
    lapsed_us: int | None = None
    behind: str | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether the vehicle is still expected."""
        return self.came_us is None and self.lapsed_us is None and self.answer != "cannot"


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """What a queue needs of one visit. `joined_us` is `None` until it has arrived."""

    seen: View
    yard: str | None
    joined_us: int | None
    since_us: int | None  # since when it stands where it is
    passed_us: int | None  # when it left the queue, on its way out
    stay_until_us: int | None = None  # beyond which it may not stay; None where no limit is known
    calls: tuple[Call, ...] = ()
    counted: tuple[str, int, int] | None = None  # how a count last found it: kind, when, row

    @property
    def subject(self) -> str:
        """The number of the visit."""
        return self.seen.subject

    @property
    def call(self) -> Call | None:
        """The last call."""
        return self.calls[-1] if self.calls else None

    @property
    def open_call(self) -> Call | None:
        """The call that waits for the vehicle."""
        return self.call if self.call is not None and self.call.is_open else None

    @property
    def lapses(self) -> int:
        """How often a call was missed."""
        return sum(call.lapsed_us is not None for call in self.calls)

    @property
    def waits(self) -> bool:
        """Tell whether it stands in the queue, called or not."""
        return self.joined_us is not None and self.passed_us is None and self.seen.is_open


def find_turn(zone: Zone, visit: Visit) -> Turn:
    """Give the turn of a visit."""
    seen = view(zone, visit)
    standing = visit.standing
    compiled = find_procedure(zone, standing)
    walk = _Walk(zone, arrival_steps(compiled))
    for entry in sorted(list_sightings(compiled, standing), key=_in_time):
        walk.take(entry)
    arrived_us = seen.milestones.get(compiled.procedure.arrives_at) if compiled else None
    calls = list_calls(standing, walk.stops)
    passed = [walk.passed_us, seen.ended_us]
    if calls and not is_yard(zone, calls[-1].place):
        passed.append(calls[-1].came_us)
    return Turn(
        seen=seen,
        yard=seen.place if is_yard(zone, seen.place) else None,
        joined_us=walk.joined_us if walk.joined_us is not None else arrived_us,
        since_us=walk.since_us,
        passed_us=min((at_us for at_us in passed if at_us is not None), default=None),
        stay_until_us=_stay_until(compiled, arrived_us),
        calls=calls,
        counted=_find_counted(standing),
    )


def list_calls(standing: Iterable[Entry], stops: Sequence[Stop]) -> tuple[Call, ...]:
    """List the calls of a visit in time; `stops` are what its sightings say of its way."""
    calls: list[Call] = []
    for entry in sorted((one for one in standing if one.kind in CALLING), key=_in_time):
        if entry.kind == "called":
            calls.append(Call(seq=entry.seq, place=entry.place or "", called_us=entry.at_us))
        elif calls and calls[-1].is_open:
            calls[-1] = _answered(calls[-1], entry)
    return tuple(_with_arrival(call, stops) for call in calls)


def _find_counted(standing: Iterable[Entry]) -> tuple[str, int, int] | None:
    found = [entry for entry in standing if entry.kind in COUNTING]
    last = max(found, key=_in_time, default=None)
    return None if last is None else (last.kind, last.at_us, last.seq)


def _stay_until(compiled: CompiledProcedure | None, arrived_us: int | None) -> int | None:
    # The limit of a round trip runs on the other side.
    if compiled is None or arrived_us is None or compiled.is_round_trip:
        return None
    hours = compiled.procedure.stay_limit_h
    return None if hours is None else arrived_us + hours * 60 * MINUTE_US


def is_yard(zone: Zone, place: str | None) -> bool:
    """Tell whether a place is a yard; its id stays with it at all dates."""
    return isinstance(zone.places.get(place or ""), Yard)


def _in_time(entry: Entry) -> tuple[int, int]:
    return entry.at_us, entry.seat


def _answered(call: Call, entry: Entry) -> Call:
    if entry.kind == "lapsed":
        return msgspec.structs.replace(call, lapsed_us=entry.at_us, behind=entry.other)
    return msgspec.structs.replace(
        call,
        answer=entry.step,  # rule M3 knows the three words
        answered_us=entry.at_us,
        behind=entry.other if entry.step == "cannot" else None,
    )


def _with_arrival(call: Call, stops: Sequence[Stop]) -> Call:
    """A call is met by the first way out after it, or by the place that it names."""
    if not call.is_open:
        return call
    came = [
        stop.at_us
        for stop in stops
        if stop.at_us >= call.called_us and (stop.is_way_out or stop.place == call.place)
    ]
    return msgspec.structs.replace(call, came_us=min(came)) if came else call


class _Walk:
    """Follows a vehicle from one sighting to the next, in the order of time."""

    def __init__(self, zone: Zone, arrival: frozenset[str]) -> None:
        self._zone, self._arrival = zone, arrival
        self.where: str | None = None
        self.joined_us: int | None = None
        self.since_us: int | None = None
        self.passed_us: int | None = None
        self.stops: list[Stop] = []

    def take(self, entry: Entry) -> None:
        if entry.kind == SENT:
            return  # it keeps its turn and waits on, for another gate
        is_new = entry.place is not None and entry.place != self.where
        into_yard = is_new and is_yard(self._zone, entry.place)
        is_way_out = not into_yard and self._is_way_out(entry)
        if into_yard:
            # Sent back to a yard, or on to another one, it waits with its first turn.
            self.joined_us = entry.at_us if self.joined_us is None else self.joined_us
            self.passed_us = None
        elif is_way_out and self.passed_us is None:
            self.passed_us = entry.at_us
        self.stops.append(Stop(entry.at_us, entry.place, is_way_out))
        if is_new and not (
            entry.kind == "confirmed" and entry.step in self._arrival and self.where
        ):
            self.where, self.since_us = entry.place, entry.at_us

    def _is_way_out(self, entry: Entry) -> bool:
        if entry.kind == "crossed":
            return True
        if self.joined_us is None or entry.kind == "sighted":
            return False
        if entry.kind == "confirmed":
            return entry.step not in self._arrival
        return entry.place != self.where
