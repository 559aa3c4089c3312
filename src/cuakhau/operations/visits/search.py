"""The find box: open visits from memory, earlier ones by what was declared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from cuakhau.journal import personal
from cuakhau.movement.times import local_day
from cuakhau.operations.desk.find import LEAST as LEAST
from cuakhau.operations.desk.find import plain
from cuakhau.operations.desk.waiting import hall_of
from cuakhau.operations.models import Declaration
from cuakhau.zone.zone import Zone

MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A visit that fits what was typed."""

    number: str
    vehicle: str | None
    goods: str | None
    procedure: str | None
    on: date  # the day of declaration
    firm: str | None
    is_open: bool


def find(zone: Zone, asked: str, *, kinds: Sequence[str], firm: str | None) -> list[Hit]:
    """Find up to 20 visits, the open ones first, then the newest.

    `kinds` are those of `personal` that may be looked for; a `firm` finds its own alone.
    """
    ends = plain(asked)
    if len(ends) < LEAST:
        return []
    refs = personal.find_ending(zone.name, kinds, ends) if kinds else set()
    fits = Q(number__endswith=asked) | Q(owner__iendswith=asked)
    if refs:
        fits |= Q(vehicle__in=refs) | Q(phone__in=refs)
        for ref in sorted(refs)[:MOST]:
            fits |= Q(papers__contains=[{"number": ref}])
    declared = Declaration.objects.filter(fits, zone=zone.name)
    if firm is not None:
        declared = declared.filter(owner=firm)
    known = {one.number: one for one in declared.order_by("number", "revision")[: 10 * MOST]}
    hits: dict[str, Hit] = {}
    for waiting in hall_of(zone).look():
        seen = waiting.seen
        is_it = seen.subject in known or (
            firm is None and (plain(seen.subject).endswith(ends) or seen.vehicle in refs)
        )
        if is_it:
            hits[seen.subject] = Hit(
                number=seen.subject,
                vehicle=seen.vehicle,
                goods=seen.goods,
                procedure=seen.procedure,
                on=local_day(zone, seen.declared_us or 0),
                firm=known[seen.subject].owner if seen.subject in known else None,
                is_open=True,
            )
    for number in sorted(known, reverse=True):
        said = known[number]
        hit = Hit(
            number=number,
            vehicle=said.vehicle,
            goods=said.goods,
            procedure=said.procedure,
            on=said.at.date(),
            firm=said.owner,
            is_open=False,
        )
        hits.setdefault(number, hit)
    return list(hits.values())[:MOST]


def find_declaration(zone_name: str, number: str) -> Declaration | None:
    """Find the last revision of a declaration."""
    return Declaration.objects.filter(zone=zone_name, number=number).order_by("-revision").first()
