"""The lorry of the guided start: the one just declared, else one of the demo firm's."""

from cuakhau.accounts.people.demo import FIRM
from cuakhau.operations.desk.waiting import hall_of
from cuakhau.operations.models import Declaration
from cuakhau.operations.replayed import BY
from cuakhau.zone.zone import Zone

MOST = 200


def find_lorry(zone: Zone, known: str) -> str | None:
    """Find an open visit of the demo firm: `known` while it is open and nobody declared a newer
    one by hand, else the newest declared by hand, else the replayed one that has come furthest.
    """
    said = Declaration.objects.filter(zone=zone.name, owner=FIRM, revision=1).order_by("-at")
    newest = list(said.values_list("number", "by")[:MOST])
    open_visits = {one.visit.subject: one for one in hall_of(zone).look()}
    standing = [(number, by) for number, by in newest if number in open_visits]
    by_hand = [number for number, by in standing if by != BY]
    if by_hand:
        return by_hand[0]
    numbers = [number for number, _ in standing]
    if known in numbers:
        return known
    return max(numbers, key=lambda number: len(open_visits[number].seen.milestones), default=None)


def find_last_trip(zone: Zone) -> str | None:
    """Find the last trip of the demo firm that may be copied: a vehicle that is not on its way
    now, and goods going out, where there are such.
    """
    said = Declaration.objects.filter(zone=zone.name, owner=FIRM, vehicle__isnull=False)
    trips = list(said.order_by("-at").values_list("number", "procedure", "goods")[:MOST])
    on_the_way = {one.visit.subject for one in hall_of(zone).look()}

    def fits(trip: tuple[str, str, str | None]) -> tuple[bool, bool]:
        number, procedure, goods = trip
        return number not in on_the_way, procedure == "export" and goods != "empty"

    return max(trips, key=fits)[0] if trips else None
