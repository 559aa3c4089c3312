"""Which steps are overdue and which were given out of order, over all vehicles of a board.

Overdue is what waits longer than nine in ten of the same step took today, or a vehicle beyond the
hours that its procedure lets it stay. Where a step was given too seldom today, nobody is late.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from cuakhau.statistics.live.shapes import Early, Late, StepLoad
from cuakhau.statistics.live.steps import StepFacts, find_p90
from cuakhau.zone.bulletin.day import Window
from cuakhau.zone.zone import Zone

MOST_LATE = 8


@dataclass(slots=True)
class LateTally:
    """Collects the steps of all vehicles, then judges them."""

    dated: Zone
    window: Window
    now_us: int
    pending: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    lengths: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    early: list[Early] = field(default_factory=list)
    beyond: list[Late] = field(default_factory=list)

    def take(self, subject: str, steps: StepFacts, *, is_there: bool) -> None:
        """Take the steps of a visit; nothing is awaited of one that is not there."""
        if is_there:
            for step, since_us in steps.pending:
                if since_us <= self.now_us:
                    self.pending[step].append((since_us, subject))
            if steps.limit_us is not None and steps.limit_us < self.now_us:
                self.beyond.append(Late(subject, None, (), steps.limit_us))
        for step, length_us, at_us in steps.given:
            if at_us <= self.now_us and self.window.holds(at_us):
                self.lengths[step].append(length_us)
        for step, at_us in steps.early:
            if at_us <= self.now_us and self.window.holds(at_us):
                self.early.append(Early(subject, step, at_us))

    def list_steps(self) -> list[StepLoad]:
        """List the steps that vehicles wait for, the most overdue first."""
        loads = [self._build(step) for step in self.pending]
        return sorted(loads, key=lambda one: (-one.overdue, -one.waiting, one.step))

    def list_late(self) -> list[Late]:
        """List what is overdue, the longest first: beyond the stay, then by step."""
        late = list(self.beyond)
        for step, waiting in self.pending.items():
            p90_us = find_p90(self.lengths[step])
            late += [
                Late(subject, step, self._agencies(step), since_us)
                for since_us, subject in waiting
                if p90_us is not None and self.now_us - since_us > p90_us
            ]
        return sorted(late, key=lambda one: (one.since_us, one.subject, one.step or ""))

    def list_early(self) -> list[Early]:
        """List what was given out of order today, the latest first."""
        return sorted(self.early, key=lambda one: (-one.at_us, one.subject, one.step))

    def _build(self, step: str) -> StepLoad:
        waiting, lengths = self.pending[step], self.lengths[step]
        p90_us = find_p90(lengths)
        overdue = 0
        if p90_us is not None:
            overdue = sum(self.now_us - since_us > p90_us for since_us, _ in waiting)
        return StepLoad(
            step=step,
            agencies=self._agencies(step),
            waiting=len(waiting),
            overdue=overdue,
            given=len(lengths),
            p90_us=p90_us,
            oldest_us=min(waiting)[0],
        )

    def _agencies(self, step: str) -> tuple[str, ...]:
        row = self.dated.step_by_id.get(step)
        return row.agencies if row is not None else ()
