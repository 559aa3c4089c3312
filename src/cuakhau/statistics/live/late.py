"""Which steps are overdue and which were given out of order, over all vehicles of a board.

Overdue is what waits longer than nine in ten of the same step took today, or a vehicle beyond the
hours that its procedure lets it stay. Where a step was given too seldom today, nobody is late.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from heapq import nsmallest

from cuakhau.statistics.live.shapes import Early, Late, StepLoad
from cuakhau.statistics.live.steps import StepFacts, find_p90
from cuakhau.zone.bulletin.day import Window
from cuakhau.zone.zone import Zone

MOST_LATE = 8
NEVER_US = -(2**62)


@dataclass(slots=True)
class LateTally:
    """Collects the steps of all vehicles, then judges them."""

    dated: Zone
    window: Window
    now_us: int
    pending: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    lengths: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    early: list[Early] = field(default_factory=list)
    beyond: list[tuple[int, str]] = field(default_factory=list)
    late_before: dict[str, int] = field(default_factory=dict)

    def take(self, subject: str, steps: StepFacts, *, is_there: bool) -> None:
        """Take the steps of a visit; nothing is awaited of one that is not there."""
        now_us, since_us = self.now_us, self.window.since_us
        until_us = min(now_us, self.window.until_us)
        if is_there:
            for step, waits_us in steps.pending:
                if waits_us <= now_us:
                    self.pending[step].append((waits_us, subject))
            if steps.limit_us is not None and steps.limit_us < now_us:
                self.beyond.append((steps.limit_us, subject))
        for step, length_us, at_us in steps.given:
            if since_us < at_us <= until_us:
                self.lengths[step].append(length_us)
        for step, at_us in steps.early:
            if since_us < at_us <= until_us:
                self.early.append(Early(subject, step, at_us))

    def list_steps(self) -> list[StepLoad]:
        """List the steps that vehicles wait for, the most overdue first."""
        loads = [self._build(step) for step in self.pending]
        return sorted(loads, key=lambda one: (-one.overdue, -one.waiting, one.step))

    def list_late(self, most: int) -> list[Late]:
        """List what is overdue, the longest first: beyond the stay, or waiting for a step."""
        late = [(limit_us, subject, "") for limit_us, subject in self.beyond]
        for step, waiting in self.pending.items():
            before_us = self._late_before(step)
            late += [(at_us, subject, step) for at_us, subject in waiting if at_us < before_us]
        return [
            Late(subject, step or None, self._agencies(step), at_us)
            for at_us, subject, step in nsmallest(most, late)
        ]

    def list_early(self) -> list[Early]:
        """List what was given out of order today, the latest first."""
        return sorted(self.early, key=lambda one: (-one.at_us, one.subject, one.step))

    def _build(self, step: str) -> StepLoad:
        waiting, lengths, before_us = (
            self.pending[step],
            self.lengths[step],
            self._late_before(step),
        )
        return StepLoad(
            step=step,
            agencies=self._agencies(step),
            waiting=len(waiting),
            overdue=sum([at_us < before_us for at_us, _ in waiting]),
            given=len(lengths),
            p90_us=find_p90(lengths),
            oldest_us=min(waiting)[0],
        )

    def _late_before(self, step: str) -> int:
        """Give the instant before which a wait for a step began that is overdue now."""
        if step not in self.late_before:
            p90_us = find_p90(self.lengths[step])
            self.late_before[step] = NEVER_US if p90_us is None else self.now_us - p90_us
        return self.late_before[step]

    def _agencies(self, step: str) -> tuple[str, ...]:
        row = self.dated.step_by_id.get(step)
        return row.agencies if row is not None else ()
