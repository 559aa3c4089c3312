"""Where a vehicle has to go next, in the order of its procedure, without secret steps. Pure."""

from dataclasses import dataclass

from cuakhau.movement.secrecy import secret_steps, without_secrets
from cuakhau.movement.view import confirmed_at, find_procedure
from cuakhau.movement.visit import Visit
from cuakhau.zone.zone import Zone

MOST = 3


@dataclass(frozen=True, slots=True)
class Stop:
    """A step that is still to be given, and the agencies that may give it."""

    step: str
    agencies: tuple[str, ...]


def list_stops(zone: Zone, visit: Visit, most: int = MOST) -> list[Stop]:
    """List the next stops of a visit; steps that may never be asked for are left out."""
    public = without_secrets(zone, visit)
    entries = public.standing
    compiled = find_procedure(zone, entries)
    if compiled is None:
        return []
    done = confirmed_at(entries)
    secret = secret_steps(zone)
    open_steps = [
        Stop(one.step, compiled.agencies[place])
        for place, one in enumerate(compiled.procedure.steps)
        if not one.optional and one.step not in done and one.step not in secret
    ]
    return open_steps[:most]
