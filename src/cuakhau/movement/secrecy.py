"""Who may see what: the channel, the selection and the reason of a check belong to one agency.

Everybody else sees that a procedure of that agency is in progress, and nothing more.
"""

from functools import lru_cache

import msgspec

from cuakhau.movement.event import Event
from cuakhau.movement.times import local_day
from cuakhau.zone.zone import Zone


def is_secret(zone: Zone, event: Event) -> bool:
    """Tell whether the step of this row is one that only its agency may see."""
    if event.step is None or event.step not in _secret_steps(zone):
        return False
    step = zone.at(local_day(zone, event.happened_us)).step_by_id.get(event.step)
    return step is None or step.secret


def seen_by(zone: Zone, event: Event, agency: str | None) -> Event:
    """Give a row as `agency` may see it; `None` is anybody, who belongs to no agency."""
    if not is_secret(zone, event) or (agency is not None and agency == event.agency):
        return event
    return msgspec.structs.replace(
        event,
        kind="started",
        step=None,
        place=None,
        other=None,
        amount=None,
        started_us=None,
        looked_at=0,
        found=None,
        way="hand",
        device=None,
        device_seq=None,
        payload=None,
        flags=(),
    )


@lru_cache(maxsize=64)
def _secret_steps(zone: Zone) -> frozenset[str]:
    return frozenset(step.id for step in zone.steps if step.secret)
