"""The steps of one visit as a board needs them: awaited since when, given how fast, given early.

A step counts from when it could be given: the last step that it requires was given and the vehicle
was in the gate. What is confirmed on the road before that measures the road, not the agency.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from cuakhau.movement.procedure import CompiledProcedure
from cuakhau.movement.view import confirmed_at, find_procedure
from cuakhau.movement.visit import Visit
from cuakhau.zone.zone import Zone

HOUR_US = 3_600_000_000
LEAST_GIVEN = 20  # fewer confirmations in a day say little about how long a step takes


@dataclass(frozen=True, slots=True)
class StepFacts:
    """Steps of a visit, instants in microseconds UTC. Steps of selection are left out.

    `pending`: step, since when; `given`: step, how long it took, when; `early`: step, when.
    `limit_us` is the instant beyond which it may not stay.
    """

    pending: tuple[tuple[str, int], ...] = ()
    given: tuple[tuple[str, int, int], ...] = ()
    early: tuple[tuple[str, int], ...] = ()
    limit_us: int | None = None


NO_STEPS = StepFacts()


def read_steps(zone: Zone, visit: Visit, arrived_us: int | None) -> StepFacts:
    """Read the steps of a visit that arrived at `arrived_us`; one still on the road has none."""
    compiled = find_procedure(zone, visit.standing)
    if compiled is None or arrived_us is None:
        return NO_STEPS
    first = {step: entry.at_us for step, entry in confirmed_at(visit.standing).items()}
    pending, given, early = [], [], []
    for place, bits in enumerate(compiled.requires):
        step = compiled.steps[place]
        if _is_secret(zone, step):
            continue
        # Whether a secret step was given must not show in the wait for the next one.
        required = [one for one in compiled.steps_of(bits) if not _is_secret(zone, one)]
        at_us = first.get(step)
        times = [first[one] for one in required if one in first]
        is_ready = len(times) == len(required)
        since_us = max([arrived_us, *times])
        if at_us is None:
            if is_ready and not compiled.optional & compiled.bits[step]:
                pending.append((step, since_us))
        elif not is_ready or max(times, default=at_us) > at_us:
            early.append((step, at_us))
        elif at_us > arrived_us:
            given.append((step, max(0, at_us - since_us), at_us))
    return StepFacts(tuple(pending), tuple(given), tuple(early), _limit(compiled, arrived_us))


def find_p90(lengths: Sequence[int]) -> int | None:
    """Give what nine in ten lengths do not exceed (nearest rank); `None` for too few."""
    if len(lengths) < LEAST_GIVEN:
        return None
    return sorted(lengths)[math.ceil(len(lengths) * 9 / 10) - 1]


def _is_secret(zone: Zone, step: str) -> bool:
    row = zone.step_by_id.get(step)
    return row is not None and row.secret


def _limit(compiled: CompiledProcedure, arrived_us: int) -> int | None:
    hours = compiled.procedure.stay_limit_h
    # The limit of a round trip runs on the other side.
    return None if hours is None or compiled.is_round_trip else arrived_us + hours * HOUR_US
