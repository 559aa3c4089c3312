"""Which visit a row means, and what makes that doubtful: f(rows, visits that are known) → rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from cuakhau.movement.event import DOUBTFUL_AHEAD_US
from cuakhau.movement.view import View, confirmed_at, find_procedure
from cuakhau.movement.visit import Visit
from cuakhau.operations.sources.reading.lines import Line, Wrong
from cuakhau.operations.sources.refusals import (
    w11_only_one_visit_fits,
    w12_visit_goes_on,
    w13_after_declaration,
    w14_not_ahead_of_time,
    w15_step_is_of_the_procedure,
    w16_plate_is_whole,
    w21_vehicle_is_known,
    w22_not_given_before,
    wrong,
)
from cuakhau.zone.zone import Zone

State = Literal["good", "doubtful", "given", "unmatched", "mistake"]
WRITTEN: tuple[State, ...] = ("good", "doubtful")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A visit that a row may mean."""

    visit: Visit
    seen: View

    @property
    def declared_us(self) -> int:
        """Since when it is known."""
        return self.seen.declared_us or 0


@dataclass(frozen=True, slots=True)
class Matched:
    """A row with the visit that it means, and what has to be told of it."""

    line: Line
    state: State
    subject: str | None = None
    told: tuple[Wrong, ...] = ()


@dataclass(frozen=True, slots=True)
class Fitting:
    """What was found for a row: visits that fit, and whether its plate was whole."""

    candidates: tuple[Candidate, ...] = ()
    plate_is_whole: bool = True


def match(
    zone: Zone, lines: Sequence[Line], fits: dict[int, Fitting], now_us: int
) -> list[Matched]:
    """Match rows with visits; `fits` are by row. A step that was given is not given again."""
    given: dict[str, set[str]] = {}
    found = []
    for line in lines:
        if line.mistakes:
            found.append(Matched(line, "mistake", None, line.mistakes))
            continue
        fitting = fits.get(line.row, Fitting())
        chosen, doubts = _choose(fitting.candidates, line.happened_us or 0)
        if chosen is None:
            told = (Wrong("", wrong(w21_vehicle_is_known)),)
            found.append(Matched(line, "unmatched", None, told))
            continue
        subject, step = chosen.visit.subject, line.step or ""
        known = given.setdefault(subject, set(confirmed_at(chosen.visit.standing)))
        if step in known:
            told = (Wrong("", wrong(w22_not_given_before)),)
            found.append(Matched(line, "given", subject, told))
            continue
        known.add(step)
        doubts += list(_find_doubts(zone, chosen, line, fitting, now_us))
        state: State = "doubtful" if doubts else "good"
        found.append(Matched(line, state, subject, tuple(doubts)))
    return found


def _choose(
    candidates: Iterable[Candidate], happened_us: int
) -> tuple[Candidate | None, list[Wrong]]:
    """Choose the visit that was declared last before, an open one rather than one that is over."""
    fitting = list(candidates)
    before = [one for one in fitting if one.declared_us <= happened_us]
    going = [one for one in before if one.seen.is_open]
    for group in (going, before):
        if group:
            doubts = []
            if len(group) > 1 and group is going:
                doubts.append(Wrong("", wrong(w11_only_one_visit_fits, count=len(group))))
            return max(group, key=lambda one: one.declared_us), doubts
    later = [one for one in fitting if one.seen.is_open]
    if later:
        doubts = [Wrong("", wrong(w13_after_declaration))]
        return min(later, key=lambda one: one.declared_us), doubts
    return None, []


def _find_doubts(
    zone: Zone, chosen: Candidate, line: Line, fitting: Fitting, now_us: int
) -> Iterable[Wrong]:
    if not chosen.seen.is_open:
        yield Wrong("", wrong(w12_visit_goes_on))
    if (line.happened_us or 0) > now_us + DOUBTFUL_AHEAD_US:
        yield Wrong("", wrong(w14_not_ahead_of_time))
    compiled = find_procedure(zone, chosen.visit.standing)
    if compiled is not None and line.step not in compiled.bits:
        yield Wrong("", wrong(w15_step_is_of_the_procedure))
    if not fitting.plate_is_whole:
        yield Wrong("", wrong(w16_plate_is_whole))
