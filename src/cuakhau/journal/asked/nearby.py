"""Other subjects than the one that is written: read one by one, or at once for a batch."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Literal, NamedTuple, Protocol

from cuakhau.journal.asked.request import day_of
from cuakhau.journal.store import heads
from cuakhau.journal.store.connection import Rows, fetch
from cuakhau.journal.store.projection import Head
from cuakhau.movement.event import Event
from cuakhau.movement.place import PlaceState, subject_of
from cuakhau.movement.view import View, view
from cuakhau.movement.visit import Visit
from cuakhau.zone.zone import Zone

TYING = ("linked", "unlinked", "merged", "split")
CARRYING = ("declared", "amended", "swapped")
GOING = ("moved", "rerouted", "called", "crossed", "returned")


class Other(NamedTuple):
    """What a rule asks of another visit."""

    procedure: str | None
    merged_into: str | None


class Nearby(Protocol):
    """The questions about other subjects."""

    def find_open_visit(self, vehicle: str, *, but: str) -> str | None:
        """Find the open visit, the latest declared, that carries a vehicle; not the visit `but`."""

    def count_standing(self, place: str, *, but: str) -> int:
        """Count the open visits last seen at a place, without the visit `but`."""

    def find_other(self, subject: str) -> Other | None:
        """Find another visit."""

    def list_months(self, subjects: list[str]) -> list[PlaceState]:
        """List those months of a place that have rows."""


def months_of(place: str, day: date) -> list[str]:
    """Name the subjects of a place's last month and this one: what was said then still holds."""
    last_month = day.replace(day=1) - timedelta(days=1)
    return [subject_of(place, last_month), subject_of(place, day)]


def find_need(zone: Zone, event: Event) -> Literal["other", "vehicle", "place"] | None:
    """Tell what the rules of an event ask beyond its subject."""
    if event.other is not None and event.kind in TYING:
        return "other"
    if event.other is not None and event.kind in CARRYING:
        return "vehicle"
    if event.place is not None and (
        event.kind in GOING or (event.kind == "confirmed" and event.step in _moving_steps(zone))
    ):
        return "place"
    return None


@lru_cache(maxsize=64)
def yards_with_limit(zone: Zone) -> frozenset[str]:
    """Name the yards that can be full."""
    return frozenset(yard.id for yard in zone.yards if yard.capacity is not None)


@lru_cache(maxsize=64)
def _moving_steps(zone: Zone) -> frozenset[str]:
    return frozenset(step.id for step in zone.steps if step.moves)


class InTables:
    """Asks the tables each time."""

    def __init__(self, zone: str) -> None:
        """Of which zone."""
        self._zone = zone

    def find_open_visit(self, vehicle: str, *, but: str) -> str | None:
        """Find the open visit, the latest declared, that carries a vehicle; not the visit `but`."""
        found = fetch(
            "SELECT subject FROM journal_subject WHERE zone = $1 AND is_open AND vehicle = $2 "
            "AND subject <> $3 ORDER BY declared_us DESC, subject LIMIT 1",
            [self._zone, vehicle, but],
        )
        return found[0][0] if found else None

    def count_standing(self, place: str, *, but: str) -> int:
        """Count the open visits last seen at a place, without the visit `but`."""
        [(count,)] = fetch(
            "SELECT count(*) FROM journal_subject "
            "WHERE zone = $1 AND is_open AND place = $2 AND subject <> $3",
            [self._zone, place, but],
        )
        return int(count)

    def find_other(self, subject: str) -> Other | None:
        """Find another visit."""
        found = fetch(
            "SELECT procedure, merged_into FROM journal_subject "
            "WHERE zone = $1 AND subject = $2 AND subject_kind = 'visit'",
            [self._zone, subject],
        )
        return Other(*found[0]) if found else None

    def list_months(self, subjects: list[str]) -> list[PlaceState]:
        """List those months of a place that have rows."""
        return _months(heads.find_heads(self._zone, subjects), subjects)


class InBatch:
    """Asks the tables once for a whole batch, and keeps up with what the batch itself changes.

    `standing` are the heads of the batch's own subjects; the batch replaces them as it goes on.
    """

    def __init__(self, zone: Zone, events: Iterable[Event], standing: Mapping[str, Head]) -> None:
        """Read what the events may ask for, apart from the batch's own subjects."""
        self._zone, self._standing = zone, standing
        self._views: dict[str, View] = {}
        self._moved = set(standing)
        asked: dict[str, set[Any]] = {"other": set(), "vehicle": set(), "place": set()}
        for event in events:
            need = find_need(zone, event)
            if need == "place":
                asked[need].add((event.place, day_of(zone, event)))
            elif need is not None:
                asked[need].add(event.other)
        months = {month for place, day in asked["place"] for month in months_of(place, day)}
        others = (asked["other"] | months) - self._moved
        self._read = heads.find_heads(zone.name, sorted(others)) if others else {}
        self._open = self._fetch_open(asked["vehicle"])
        limited = yards_with_limit(zone)
        self._counts = self._fetch_counts({p for p, _ in asked["place"] if p in limited})

    def _fetch_open(self, vehicles: set[str]) -> Rows:
        if not vehicles:
            return []
        return fetch(
            "SELECT vehicle, declared_us, subject FROM journal_subject WHERE zone = $1 "
            "AND is_open AND vehicle = ANY($2) AND subject <> ALL($3)",
            [self._zone.name, sorted(vehicles), list(self._standing)],
        )

    def _fetch_counts(self, places: set[str]) -> dict[str, int]:
        if not places:
            return {}
        found = fetch(
            "SELECT place, count(*) FROM journal_subject WHERE zone = $1 "
            "AND is_open AND place = ANY($2) AND subject <> ALL($3) GROUP BY place",
            [self._zone.name, sorted(places), list(self._standing)],
        )
        return {place: int(count) for place, count in found}

    def note(self, subject: str) -> None:
        """Remember that the batch has moved a subject on."""
        self._moved.add(subject)

    def find_open_visit(self, vehicle: str, *, but: str) -> str | None:
        """Find the open visit, the latest declared, that carries a vehicle; not the visit `but`."""
        found = [(-(at or 0), subject) for carried, at, subject in self._open if carried == vehicle]
        found += [
            (-(seen.declared_us or 0), seen.subject)
            for seen in self._seen()
            if seen.is_open and seen.vehicle == vehicle and seen.subject != but
        ]
        return min(found)[1] if found else None

    def count_standing(self, place: str, *, but: str) -> int:
        """Count the open visits last seen at a place, without the visit `but`."""
        return self._counts.get(place, 0) + sum(
            seen.is_open and seen.place == place and seen.subject != but for seen in self._seen()
        )

    def find_other(self, subject: str) -> Other | None:
        """Find another visit."""
        head = self._find_head(subject)
        if head is None or head.seq == 0 or not isinstance(head.state, Visit):
            return None
        seen = view(self._zone, head.state)
        return Other(seen.procedure, seen.merged_into)

    def list_months(self, subjects: list[str]) -> list[PlaceState]:
        """List those months of a place that have rows."""
        found = {subject: self._find_head(subject) for subject in subjects}
        return _months({key: head for key, head in found.items() if head is not None}, subjects)

    def _seen(self) -> Iterable[View]:
        for subject in self._moved:
            head = self._standing[subject]
            if head.seq and isinstance(head.state, Visit):
                self._views[subject] = view(self._zone, head.state)
        self._moved.clear()
        return self._views.values()

    def _find_head(self, subject: str) -> Head | None:
        if subject in self._standing:
            return self._standing[subject]
        return self._read.get(subject)


def _months(found: Mapping[str, Head], subjects: list[str]) -> list[PlaceState]:
    states = [found[subject].state for subject in subjects if subject in found]
    return [state for state in states if isinstance(state, PlaceState) and state.seq]
