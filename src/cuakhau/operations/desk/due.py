"""Which steps could be given now: the vehicle has to stand there, or only papers are looked at.

A procedure says which steps wait for others. Where the vehicle stands it does not say, but its
moving steps do: who is not in the yard cannot be let out of it.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from cuakhau.movement.procedure import CompiledProcedure, find_compiled
from cuakhau.movement.turns.promised import find_due
from cuakhau.movement.view import View, confirmed_at, local_day
from cuakhau.movement.visit import Visit
from cuakhau.zone.zone import Zone

PAPER = "paper"


def list_ready(zone: Zone, visit: Visit, seen: View) -> dict[str, int]:
    """Give each step that could be given now, and from when on: microseconds UTC.

    Steps that were given already are among them: whoever asks knows what is awaited.
    """
    if seen.procedure is None or seen.declared_us is None:
        return {}
    day = local_day(zone, seen.declared_us)
    compiled = find_compiled(zone, seen.procedure, day)
    if compiled is None:
        return {}
    times = {step: entry.at_us for step, entry in confirmed_at(visit.standing).items()}
    confirmed = compiled.bits_of(times)
    arrived_us = _first_move(compiled, times)
    if arrived_us is None and seen.place is not None:
        arrived_us = seen.declared_us
    ready: dict[str, int] = {}
    for step, passed in _places_passed(zone, seen.procedure, day).items():
        if passed is None:
            ready[step] = seen.declared_us
        elif arrived_us is not None and all(confirmed & one for one in passed):
            ready[step] = max(arrived_us, seen.declared_us)
    return ready


def list_promised(zone: Zone, seen: View, awaiting: Mapping[str, int]) -> dict[str, int]:
    """Give by when steps are promised that could be given since then: microseconds UTC.

    A step of which nobody promised a time is left out.
    """
    due = {step: find_due(zone, seen, step, since_us) for step, since_us in awaiting.items()}
    return {step: due_us for step, due_us in due.items() if due_us is not None}


def _first_move(compiled: CompiledProcedure, times: Mapping[str, int]) -> int | None:
    moved = (at for step, at in times.items() if compiled.bits.get(step, 0) & compiled.moves)
    return min(moved, default=None)


@lru_cache(maxsize=512)
def _places_passed(zone: Zone, procedure: str, day: date) -> dict[str, tuple[int, ...] | None]:
    """Give for each step the milestones that the vehicle has to have begun, as bits.

    `None` where the vehicle need not be there at all: the step looks at nothing but papers.
    """
    compiled = find_compiled(zone, procedure, day)
    assert compiled is not None
    dated = zone.at(day)
    passed: dict[str, int] = {}
    found: dict[str, tuple[int, ...] | None] = {}
    for one in compiled.procedure.steps:
        bit = compiled.bits[one.step]
        row = dated.step_by_id.get(one.step)
        if bit & compiled.moves:
            milestone = one.milestone or one.step
            found[one.step] = tuple(bits for name, bits in passed.items() if name != milestone)
            if not one.optional:
                passed[milestone] = passed.get(milestone, 0) | bit
        elif row is not None and set(row.looks_at) <= {PAPER}:
            found[one.step] = None
        else:
            found[one.step] = ()
    return found
