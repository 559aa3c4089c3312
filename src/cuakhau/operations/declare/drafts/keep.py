"""Drafts as they are kept: saved while somebody types, declared, thrown away, taken back.

What was typed is emptied once it is declared or its time is over: it may name people.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from cuakhau.movement.times import local_day
from cuakhau.operations.declare.models import Draft, TripList
from cuakhau.operations.times import micros
from cuakhau.zone.zone import Zone

KEPT_DAYS = 30
LONGEST_KEY = 40
# Not of the trip: they belong to one showing of the form.
NOT_KEPT = ("csrfmiddlewaretoken", "nonce")


@dataclass(frozen=True, slots=True)
class Typed:
    """A form as it stands: its key, that of its nonce; whose trip it is; the fields."""

    key: str
    owner: str
    fields: dict[str, str]


def save_typed(zone: Zone, sight: Q, said: Typed, *, by: str, at: datetime) -> Draft | None:
    """Keep a form as it stands; the last word counts.

    `None` where it was declared already, or is a draft of somebody else.
    """
    kept = {name: value for name, value in said.fields.items() if value and name not in NOT_KEPT}
    last = _last_day(zone, at)
    draft, is_new = Draft.objects.get_or_create(
        zone=zone.name,
        key=said.key[:LONGEST_KEY],
        defaults={
            "owner": said.owner,
            "typed": kept,
            "by": by,
            "made_at": at,
            "changed_at": at,
            "keep_until": last,
        },
    )
    if is_new:
        return draft
    waiting = Draft.objects.filter(sight, pk=draft.pk, number__isnull=True)
    written = waiting.update(
        typed=kept, owner=said.owner, changed_at=at, thrown_at=None, keep_until=last
    )
    return draft if written else None


def keep_rows(
    zone: Zone,
    trip_list: TripList,
    rows: Sequence[tuple[int, dict[str, str]]],
    *,
    by: str,
    at: datetime,
) -> int:
    """Keep the good rows of a list as drafts, each with its number in its sheet; give how many."""
    drafts = [
        Draft(
            zone=zone.name,
            key=f"list.{trip_list.pk}.{place}",
            owner=trip_list.owner,
            typed={name: value for name, value in typed.items() if value},
            trip_list=trip_list,
            row=number,
            by=by,
            made_at=at,
            changed_at=at,
            keep_until=_last_day(zone, at),
        )
        for place, (number, typed) in enumerate(rows)
    ]
    return len(Draft.objects.bulk_create(drafts, batch_size=1_000))


def list_open(zone_name: str, sight: Q) -> QuerySet[Draft]:
    """List the drafts that wait: the newest list first, its rows in their order."""
    waiting = Draft.objects.filter(
        sight, zone=zone_name, number__isnull=True, thrown_at__isnull=True
    )
    return waiting.order_by("-trip_list_id", "row", "-changed_at", "pk")


def find_open(zone_name: str, sight: Q, draft: int) -> Draft | None:
    """Find one draft that waits."""
    return list_open(zone_name, sight).filter(pk=draft).first()


def note_declared(zone_name: str, key: str, number: str) -> None:
    """Note that a form became a visit; what was typed is in its declaration now."""
    drafts = Draft.objects.filter(zone=zone_name, key=key[:LONGEST_KEY])
    drafts.update(number=number, typed={})


def note_all_declared(numbers: dict[int, str]) -> None:
    """Note that drafts became visits, by the draft's number."""
    rows = [Draft(pk=draft, number=number, typed={}) for draft, number in numbers.items()]
    Draft.objects.bulk_update(rows, ["number", "typed"], batch_size=500)


def throw_away(zone_name: str, sight: Q, drafts: Collection[int] | None, *, at: datetime) -> int:
    """Throw drafts away, all of them for `None`; `take_back` with the same time undoes it."""
    waiting = list_open(zone_name, sight)
    if drafts is not None:
        waiting = waiting.filter(pk__in=drafts)
    return waiting.order_by().update(thrown_at=at)


def take_back(zone_name: str, sight: Q, *, thrown_at: datetime) -> int:
    """Take back what was thrown away at that time; give how many drafts wait again."""
    thrown = Draft.objects.filter(sight, zone=zone_name, number__isnull=True, thrown_at=thrown_at)
    return thrown.update(thrown_at=None)


def purge(zone_name: str, on: date) -> int:
    """Drop what a zone need not keep on a day: old drafts, thrown ones, and bad rows of lists."""
    lists = TripList.objects.filter(zone=zone_name, keep_until__lt=on)
    lists.exclude(bad=[]).update(bad=[])
    old = Q(keep_until__lt=on) | Q(thrown_at__date__lt=on - timedelta(days=1))
    count, _ = Draft.objects.filter(old, zone=zone_name).delete()
    return count


def _last_day(zone: Zone, at: datetime) -> date:
    return local_day(zone, micros(at)) + timedelta(days=KEPT_DAYS)
