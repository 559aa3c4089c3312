"""Who may see what: the channel, the selection and the reason of a check belong to one agency.

Everybody else sees that a procedure of that agency is in progress, and nothing more.
"""

from functools import lru_cache
from typing import Any

import msgspec

from cuakhau.movement.event import Event
from cuakhau.zone.zone import Zone

# What a sealed row says instead of the truth; what is not named here stays as it is.
SEALED_FIELDS: dict[str, Any] = {
    "kind": "started",
    "step": None,
    "place": None,
    "other": None,
    "amount": None,
    "started_us": None,
    "looked_at": 0,
    "found": None,
    "way": "hand",
    "device": None,
    "device_seq": None,
    "payload": None,
    "flags": (),
}


def is_secret(zone: Zone, event: Event) -> bool:
    """Tell whether the step of this row is one that only its agency may see.

    A step that was secret on any day stays so on all: a change of dates must not open the past.
    """
    return event.step is not None and event.step in secret_steps(zone)


def seen_by(zone: Zone, event: Event, agency: str | None) -> Event:
    """Give a row as `agency` may see it; `None` is anybody, who belongs to no agency."""
    if not is_secret(zone, event) or (agency and agency == event.agency):
        return event
    return msgspec.structs.replace(event, **SEALED_FIELDS)


@lru_cache(maxsize=64)
def secret_steps(zone: Zone) -> frozenset[str]:
    """Name the steps that are selection or its reasons."""
    return frozenset(step.id for step in zone.steps if step.secret)
