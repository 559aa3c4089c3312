"""Declarations and personal words of an opening stock, kept as those of a desk are."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from cuakhau.movement.times import local_day
from cuakhau.operations import people
from cuakhau.operations.actions import next_number
from cuakhau.operations.models import Declaration
from cuakhau.operations.opening.stock import Waits
from cuakhau.operations.times import micros
from cuakhau.zone.zone import Zone

DESK = "desk:opening"  # owns what no firm is named for


def keep_said(
    zone: Zone, waiting: Iterable[Waits], *, by: str, at: datetime
) -> Iterator[tuple[Waits, str, str | None]]:
    """Keep what is known of each vehicle; give its number and the reference of its plate."""
    day = local_day(zone, micros(at))
    rows = []
    for waits in waiting:
        number = waits.number or next_number(day)
        vehicle = people.keep_plate(zone.name, waits.plate, on=day) if waits.plate else None
        words = {
            kind: people.keep_word(zone.name, kind, text, nonce=f"open-day/{number}", on=day)
            for kind, text in (("driver", waits.driver), ("phone", waits.phone))
            if text
        }
        rows.append(
            Declaration(
                zone=zone.name,
                number=number,
                revision=1,
                procedure=waits.procedure,
                place=waits.place,
                goods=waits.goods,
                vehicle_class=waits.vehicle_class,
                vehicle=vehicle,
                driver=words.get("driver"),
                phone=words.get("phone"),
                owner=waits.firm or DESK,
                by=by,
                at=at,
            )
        )
        yield waits, number, vehicle
    Declaration.objects.bulk_create(rows, batch_size=500)
