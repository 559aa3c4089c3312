"""Rows as the one who asks may see them; the rows of a page may correct rows that are not on it."""

from collections.abc import Iterable, Sequence

import msgspec

from cuakhau.journal import read
from cuakhau.movement.event import Event
from cuakhau.movement.secrecy import secret_steps, see_alone, visible
from cuakhau.zone.zone import Zone


def see_rows(zone: Zone, events: Sequence[Event], agency: str | None) -> list[Event]:
    """Give those of the rows that `agency` may see, in the order given."""
    corrected = {event.subject for event in events if event.corrects is not None}
    secret = secret_steps(zone)
    whole = read.list_events_with(zone.name, corrected, secret) if corrected and secret else []
    touched = {event.subject for event in whole}
    shown = {(row.subject, row.seq): row for row in visible(zone, whole, agency)}
    seen = (
        shown.get((event.subject, event.seq))
        if event.subject in touched
        else see_alone(zone, event, agency)
        for event in events
    )
    return [row for row in seen if row is not None]


def number_anew(events: Iterable[Event]) -> list[Event]:
    """Number rows without gaps, for a firm: it corrects none, and a gap would tell of a secret.

    An agency keeps the true numbers, by which it corrects its own rows (decision 0011).
    """
    numbers: dict[int | None, int | None] = {None: None}
    given = []
    for place, event in enumerate(events, start=1):
        numbers[event.seq] = place
        payload = event.payload
        origin = payload.get("from") if payload else None
        if payload and isinstance(origin, dict):  # a row that came from another visit
            payload = {**payload, "from": {"subject": origin.get("subject")}}
        given.append(
            msgspec.structs.replace(
                event, seq=place, corrects=numbers.get(event.corrects), payload=payload
            )
        )
    return given
