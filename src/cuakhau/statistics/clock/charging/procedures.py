"""Procedures as arrays for the kernel: which step needs what, stands where, and is of which kind.

A step can be given once all that it requires is given and the vehicle has passed every moving
milestone that the procedure lists wholly before it. Steps of selection are not there (0011).
"""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cuakhau.movement.procedure import CompiledMilestone, CompiledProcedure
from cuakhau.movement.secrecy import secret_steps
from cuakhau.statistics.stays.loading import TRANSLOAD
from cuakhau.zone.zone import Zone

OF_AGENCY, OF_PAYMENT, OF_PARTNER = range(3)
MOST_STEPS, MOST_STAGES = 62, 12
PAID = "paid"  # an id that all zones share, as `in_gate` and `left`
_PAPER = "paper"


class Ways(NamedTuple):
    """Rows by procedure; columns by step or by moving milestone. `number` is that of a word."""

    steps: NDArray[np.int64]  # how many
    number: NDArray[np.int64]  # step of the log → step of the procedure, -1 for none
    word: NDArray[np.int64]  # the other way round
    requires: NDArray[np.int64]  # bits, through all that is required in turn
    stages_before: NDArray[np.int64]
    stage: NDArray[np.int64]  # of the moving milestone that it is part of, -1 for none
    shows: NDArray[np.int64]  # 1: says that the vehicle is there
    optional: NDArray[np.int64]
    kind: NDArray[np.int64]
    agency: NDArray[np.int64]
    all_of: NDArray[np.int64]  # bits by moving milestone
    any_of: NDArray[np.int64]
    ending: NDArray[np.int64]  # bits
    clears_all: NDArray[np.int64]  # bits; 0 where the visit ends when it clears
    clears_any: NDArray[np.int64]


@dataclass(slots=True)
class Words:
    """Words by number, in the order in which they were met."""

    names: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, name: str) -> int:
        """Give the number of a word, a new one for a new word."""
        if name not in self.numbers:
            self.numbers[name] = len(self.names)
            self.names.append(name)
        return self.numbers[name]


def list_ways(zone: Zone, compiled: list[CompiledProcedure], steps: Words, agencies: Words) -> Ways:
    """Write procedures as arrays; their steps and agencies become words."""
    for one in compiled:
        for step, acting in zip(one.steps, one.agencies, strict=True):
            steps.number(step)
            for agency in acting:
                agencies.number(agency)
    rows = max(len(compiled), 1)
    number = np.full((rows, len(steps.names) + 1), -1, np.int64)
    by_step: Any = [np.zeros((rows, MOST_STEPS), np.int64) for _ in range(8)]
    by_stage: Any = [np.zeros((rows, MOST_STAGES), np.int64) for _ in range(2)]
    alone: Any = [np.zeros(rows, np.int64) for _ in range(4)]
    for row, one in enumerate(compiled):
        kept = [step for step in one.steps if step not in secret_steps(zone)]
        bits = {step: 1 << place for place, step in enumerate(kept)}
        stages = _list_stages(one, kept)
        for column, stage in enumerate(stages):
            by_stage[0][row, column] = _add(bits, stage.all_steps)
            by_stage[1][row, column] = _add(bits, stage.any_steps)
        for column, value in zip(alone, _tell_whole(one, bits), strict=True):
            column[row] = value
        for place, step in enumerate(kept):
            number[row, steps.number(step)] = place
            told = _tell_step(zone, one, step, bits, stages, kept)
            words = (steps.number(step), *told, _agency(one, step, agencies))
            for column, value in zip(by_step, words, strict=True):
                column[row, place] = value
    return Ways(alone[0], number, *by_step, *by_stage, *alone[1:])


def _tell_whole(one: CompiledProcedure, bits: dict[str, int]) -> tuple[int, ...]:
    """Give how many steps there are, the bits of the ending and, on two-way trips, of clearing."""
    ending = _add(bits, one.steps_of(one.ending))
    clears = [m for m in one.milestones if one.is_round_trip and m.id == one.procedure.clears_at]
    all_of = sum(_add(bits, m.all_steps) for m in clears)
    return len(bits), ending, all_of, sum(_add(bits, m.any_steps) for m in clears)


def _tell_step(
    zone: Zone,
    one: CompiledProcedure,
    step: str,
    bits: dict[str, int],
    stages: list[CompiledMilestone],
    kept: list[str],
) -> tuple[int, ...]:
    """Give requires, stages_before, stage, shows, optional and kind."""
    own = next((s for n, s in enumerate(stages) if step in (*s.all_steps, *s.any_steps)), None)
    here = kept.index(step)
    before = [
        stage
        for stage in stages
        if stage is not own
        and all(kept.index(s) < here for s in (*stage.all_steps, *stage.any_steps) if s in kept)
    ]
    found = next((row for row in zone.steps if row.id == step), None)
    looks = set(found.looks_at) - {_PAPER} if found else set()
    is_paid = any(m.id == PAID and step in (*m.all_steps, *m.any_steps) for m in one.milestones)
    kind = OF_PAYMENT if is_paid else OF_PARTNER if step == TRANSLOAD else OF_AGENCY
    return (
        _close(one, step, bits),
        len(before),
        stages.index(own) if own else -1,
        int(bool(looks) or bool(found and found.moves)),
        int(bool(one.optional & one.bits[step])),
        kind,
    )


def _list_stages(one: CompiledProcedure, kept: list[str]) -> list[CompiledMilestone]:
    """List the milestones whose every step moves the vehicle, in the order of the procedure."""
    found = []
    for milestone in one.milestones:
        named = (*milestone.all_steps, *milestone.any_steps)
        if named and all(s in kept and one.bits[s] & one.moves for s in named):
            found.append((min(kept.index(s) for s in named), milestone))
    return [milestone for _, milestone in sorted(found, key=lambda one: one[0])][:MOST_STAGES]


def _close(one: CompiledProcedure, step: str, bits: dict[str, int]) -> int:
    """Add up all that a step requires, and what that requires in turn."""
    todo, seen = [step], set[str]()
    while todo:
        here = todo.pop()
        if one.bits[here] & one.own:
            for needed in one.steps_of(one.requires[one.bits[here].bit_length() - 1]):
                if needed not in seen and needed != step:
                    seen.add(needed)
                    todo.append(needed)
    return _add(bits, tuple(seen))


def _add(bits: dict[str, int], steps: tuple[str, ...]) -> int:
    return sum(bits.get(step, 0) for step in set(steps))


def _agency(one: CompiledProcedure, step: str, agencies: Words) -> int:
    acting = one.agencies[one.steps.index(step)]
    return agencies.number(acting[0]) if acting else -1
