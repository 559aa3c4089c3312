"""The trips of a firm: which a clerk may see, those under way first, and how each stands."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from cuakhau.journal import read
from cuakhau.movement.visit import Visit
from cuakhau.operations.declare.trips.states import ENDED, State, find_state
from cuakhau.operations.desk.waiting import hall_of
from cuakhau.operations.models import Declaration
from cuakhau.zone.zone import Zone

PAGE = 50


@dataclass(frozen=True, slots=True)
class Sight:
    """What a clerk sees: trips of these firms; `by` where only those that this person declared."""

    firms: tuple[str, ...]
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Trip:
    """One trip: the last revision of its declaration, and how it stands."""

    said: Declaration
    visit: Visit
    state: State

    @property
    def is_open(self) -> bool:
        """Tell whether the trip has not ended."""
        return self.state not in ENDED


def list_under_way(zone: Zone, sight: Sight) -> list[Trip]:
    """List the trips that have not ended, the last declared first."""
    open_now = {one.seen.subject: one.visit for one in hall_of(zone).look()}
    found = _seen(zone, sight).filter(number__in=list(open_now))
    return [
        Trip(said, open_now[said.number], find_state(zone, open_now[said.number]))
        for said in _latest(found)
    ]


def list_over(zone: Zone, sight: Sight, *, before: str, most: int = PAGE) -> list[Trip]:
    """List a page of the trips that ended, the last declared first, those below `before`."""
    open_now = [one.seen.subject for one in hall_of(zone).look()]
    found = _seen(zone, sight).exclude(number__in=open_now)
    if before:
        found = found.filter(number__lt=before)
    return tell_trips(zone, _latest(found)[:most])


def tell_trips(zone: Zone, declared: Iterable[Declaration]) -> list[Trip]:
    """Say how the visits of these declarations stand."""
    rows = list(declared)
    visits = read.find_visits(zone.name, [row.number for row in rows])
    return [
        Trip(said, visits[said.number], find_state(zone, visits[said.number]))
        for said in rows
        if said.number in visits
    ]


def list_clerks_of(zone_name: str, firms: Collection[str], most: int = 40) -> list[str]:
    """List who declared for these firms."""
    rows = Declaration.objects.filter(zone=zone_name, owner__in=firms)
    return list(rows.order_by("by").values_list("by", flat=True).distinct()[:most])


def _seen(zone: Zone, sight: Sight) -> QuerySet[Declaration]:
    declared = Declaration.objects.filter(zone=zone.name, owner__in=sight.firms)
    if sight.by is None:
        return declared
    mine = declared.filter(by=sight.by).values("number")
    return declared.filter(number__in=mine)


def _latest(found: QuerySet[Declaration]) -> QuerySet[Declaration]:
    return found.order_by("-number", "-revision").distinct("number")
