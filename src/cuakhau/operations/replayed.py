"""Declarations of replayed visits, so that a demo zone has what a desk expects to find.

All of it is made up (`simulation.made_up`, decision 0008). It takes the same two tables as what
people declare, in one statement each, since a whole morning is written while somebody waits.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from cuakhau.movement.event import Event
from cuakhau.movement.times import local_day, local_time
from cuakhau.operations import people
from cuakhau.operations.models import Declaration
from cuakhau.operations.people import Said
from cuakhau.simulation.made_up.trip import MadeUp, make_up, name_firm
from cuakhau.simulation.replay.work import not_replayed, r4_zone_is_demo
from cuakhau.zone.zone import Zone

BY = "replay"


def keep_declarations(zone: Zone, events: Sequence[Event], *, at: datetime) -> int:
    """Keep what was declared of the visits that these rows open; give how many were new.

    `at` is wall time, from which the days of retention count. Raises R4 in a real zone.
    """
    if not zone.is_demo:
        raise not_replayed(r4_zone_is_demo, zone=zone.name)
    opening = [one for one in events if one.kind == "declared" and one.origin == "replay"]
    words: list[Said] = []
    rows: list[Declaration] = []
    for event in opening:
        made = make_up(zone.at(local_day(zone, event.happened_us)), event)
        words += _words(event, made)
        rows.append(_row(zone, event, made))
    with transaction.atomic():
        people.keep_made_up(zone.name, words, on=at.date())
        before = Declaration.objects.filter(
            zone=zone.name, number__in=[row.number for row in rows], revision=1
        ).count()
        Declaration.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows) - before


def _words(event: Event, made: MadeUp) -> list[Said]:
    found = [
        Said(_ref(event, "driver"), "driver", made.driver),
        Said(_ref(event, "phone"), "phone", made.phone),
    ]
    if event.other:
        found.append(Said(event.other, "plate", made.plate))
    found += [Said(_ref(event, kind), "paper", number) for kind, number in made.papers]
    return found


def _row(zone: Zone, event: Event, made: MadeUp) -> Declaration:
    return Declaration(
        zone=zone.name,
        number=event.subject,
        revision=1,
        procedure=event.procedure or "",
        place=event.place or "",
        goods=event.goods,
        vehicle_class=event.vehicle_class,
        vehicle=event.other,
        driver=_ref(event, "driver"),
        phone=_ref(event, "phone"),
        expected_at=local_time(zone, made.expected_us),
        payer=made.payer,
        fee_use=made.fee_use,
        goods_lines=[asdict(line) for line in made.goods_lines],
        papers=[{"kind": kind, "number": _ref(event, kind)} for kind, _ in made.papers],
        owner=name_firm(made.firm),
        by=BY,
        at=local_time(zone, event.recorded_us),
    )


def _ref(event: Event, kind: str) -> str:
    """Work out a reference that nobody guards: it leads to nobody."""
    return f"{event.subject}.{kind}"
