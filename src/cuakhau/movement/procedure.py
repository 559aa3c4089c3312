"""A procedure compiled to small whole numbers: the one interpreter of desk, rules and simulator.

Each step of a procedure has a bit. What is confirmed is one number, what a step requires another,
and a milestone is two: all of these bits, and one of those.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cuakhau.movement.times import local_day
from cuakhau.movement.visit import Visit
from cuakhau.zone.types import Milestone, Procedure
from cuakhau.zone.zone import Zone


@dataclass(frozen=True, slots=True)
class CompiledMilestone:
    """A milestone as bits: reached when `all_of` are set and, if `any_of` has bits, one of them."""

    id: str
    all_of: int
    any_of: int
    all_steps: tuple[str, ...]
    any_steps: tuple[str, ...]

    def is_reached(self, confirmed: int) -> bool:
        """Tell whether the confirmed bits reach it."""
        if confirmed & self.all_of != self.all_of:
            return False
        return bool(confirmed & self.any_of) if self.any_of else bool(self.all_of)

    def find_deciding_step(self, first: Mapping[str, int]) -> str | None:
        """Name the step that completed it, from the first confirmation of each step.

        It was reached when the last of `all_of` and the first of `any_of` happened.
        """
        deciding = [step for step in self.all_steps if step in first]
        if len(deciding) < len(self.all_steps):
            return None
        options = [step for step in self.any_steps if step in first]
        if options:
            deciding.append(min(options, key=first.__getitem__))
        elif self.any_steps:
            return None
        return max(deciding, key=first.__getitem__, default=None)


@dataclass(frozen=True, slots=True)
class CompiledProcedure:
    """A procedure on one day. The n-th step of `steps` has the bit `1 << n`.

    `steps` lists the steps of the procedure in their order, then those that only its milestones
    name; `own` has the bits of the former.
    """

    procedure: Procedure
    steps: tuple[str, ...]
    bits: dict[str, int]
    own: int
    requires: tuple[int, ...]
    refuses: int
    optional: int
    moves: int
    ending: int  # the steps of the milestone that ends a visit
    agencies: tuple[tuple[str, ...], ...]
    milestones: tuple[CompiledMilestone, ...]
    end: CompiledMilestone | None  # the one that ends a visit

    @property
    def is_round_trip(self) -> bool:
        """Tell whether a visit goes on after it cleared: the vehicle comes back."""
        return self.procedure.ends_at != self.procedure.clears_at

    def bits_of(self, steps: Iterable[str]) -> int:
        """Add up the bits of some steps; a step unknown here has none."""
        total = 0
        for step in steps:
            total |= self.bits.get(step, 0)
        return total

    def steps_of(self, bits: int) -> tuple[str, ...]:
        """Name the steps whose bits are set, in the order of the procedure."""
        return tuple(step for step in self.steps if self.bits[step] & bits)

    def find_time(self, milestone: str, first: Mapping[str, int]) -> int | None:
        """Give when a milestone of that id was reached; `None` where it was not, or is unknown."""
        for one in self.milestones:
            if one.id == milestone:
                step = one.find_deciding_step(first)
                return None if step is None else first[step]
        return None

    def missing_for(self, step: str, confirmed: int) -> int:
        """Give the bits that `step` requires and that are not confirmed."""
        bit = self.bits.get(step, 0)
        if not bit & self.own:
            return 0
        return self.requires[bit.bit_length() - 1] & ~confirmed


def next_bits(compiled: CompiledProcedure, confirmed: int) -> int:
    """Give the bits of the steps that are not confirmed and whose required steps are."""
    ready = 0
    for place, requires in enumerate(compiled.requires):
        if confirmed & requires == requires:
            ready |= 1 << place
    return ready & ~confirmed


def next_steps(compiled: CompiledProcedure, confirmed: int) -> tuple[str, ...]:
    """Name the steps that can be given now, optional ones too, in the order of the procedure."""
    return compiled.steps_of(next_bits(compiled, confirmed))


def milestones_of(zone: Zone, procedure: Procedure | None) -> tuple[Milestone, ...]:
    """List the milestones of a procedure; `zone` is the view of the day of declaration."""
    name = procedure.id if procedure else ""
    return tuple(m for m in zone.milestones if not m.procedures or name in m.procedures)


def find_compiled(zone: Zone, procedure: str, day: date) -> CompiledProcedure | None:
    """Compile a procedure as it was in force on `day`; `None` where there was none of that id."""
    return _compile(zone.at(day), procedure)


@lru_cache(maxsize=4096)
def _compile(dated: Zone, procedure: str) -> CompiledProcedure | None:
    found = dated.procedure_by_id.get(procedure)
    if found is None:
        return None
    own = {one.step: one for one in found.steps}
    milestones = milestones_of(dated, found)
    named = tuple(step for m in milestones for step in (*m.all_of, *m.any_of))
    steps = tuple(dict.fromkeys((*own, *named)))
    bits = {step: 1 << place for place, step in enumerate(steps)}
    known = {step: dated.step_by_id.get(step) for step in steps}
    last = [one for one in milestones if one.id == found.ends_at]
    ending = {step for one in last for step in (*one.all_of, *one.any_of)}
    compiled = tuple(_compile_milestone(one, bits) for one in milestones)
    return CompiledProcedure(
        procedure=found,
        steps=steps,
        bits=bits,
        own=(1 << len(own)) - 1,
        requires=tuple(
            sum(bits[required] for required in set(one.requires) & set(bits))
            for one in own.values()
        ),
        refuses=sum(bits[one.step] for one in own.values() if one.breach == "refuse"),
        optional=sum(bits[one.step] for one in own.values() if one.optional),
        moves=sum(bits[step] for step, row in known.items() if row is not None and row.moves),
        ending=sum(bits[step] for step in ending),
        agencies=tuple(row.agencies if row is not None else () for row in known.values()),
        milestones=compiled,
        end=next((one for one in compiled if one.id == found.ends_at), None),
    )


def _compile_milestone(milestone: Milestone, bits: Mapping[str, int]) -> CompiledMilestone:
    return CompiledMilestone(
        id=milestone.id,
        all_of=sum(bits[step] for step in set(milestone.all_of)),
        any_of=sum(bits[step] for step in set(milestone.any_of)),
        all_steps=tuple(dict.fromkeys(milestone.all_of)),
        any_steps=tuple(dict.fromkeys(milestone.any_of)),
    )


@dataclass(frozen=True, slots=True)
class Awaited:
    """A step that can be given now, and since when: microseconds UTC."""

    step: str
    since_us: int
    optional: bool


def awaited(zone: Zone, visit: Visit) -> dict[str, tuple[Awaited, ...]]:
    """List per agency the steps that it can give to a visit now, in the order of the procedure.

    A step waits since the last one that it requires was given, or since the declaration. Nothing
    is awaited of a visit that is over. Optional steps are marked: they may never be asked for.
    """
    first, declared_us, compiled = _read(zone, visit)
    if compiled is None or compiled.find_time(compiled.procedure.ends_at, first) is not None:
        return {}
    waiting: dict[str, list[Awaited]] = {}
    for step in next_steps(compiled, compiled.bits_of(first)):
        place = compiled.steps.index(step)
        required = compiled.steps_of(compiled.requires[place])
        since_us = max([first[one] for one in required], default=declared_us)
        optional = bool(compiled.optional & compiled.bits[step])
        for agency in compiled.agencies[place]:
            waiting.setdefault(agency, []).append(Awaited(step, since_us, optional))
    return {agency: tuple(steps) for agency, steps in waiting.items()}


def _read(zone: Zone, visit: Visit) -> tuple[dict[str, int], int, CompiledProcedure | None]:
    first: dict[str, int] = {}
    declared_us: int | None = None
    procedure: str | None = None
    for entry in visit.standing:
        if entry.kind in ("turned_back", "merged"):
            return {}, 0, None
        if entry.kind == "confirmed" and entry.step is not None:
            first[entry.step] = min(entry.at_us, first.get(entry.step, entry.at_us))
        elif entry.kind in ("declared", "amended"):
            declared_us = entry.at_us if declared_us is None else declared_us
            procedure = entry.procedure or procedure
    if declared_us is None or procedure is None:
        return {}, 0, None
    return first, declared_us, find_compiled(zone, procedure, local_day(zone, declared_us))
