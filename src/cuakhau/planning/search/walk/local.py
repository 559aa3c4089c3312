"""A search that never leaves its budget: one more here, one fewer there, on common luck.

It begins at a plan and looks at a few neighbours at a time, as many as there are cores; the best of
them is taken when it is better than what stands. Where vehicles wait, more is tried first, and
fewer where nobody does; a quarter of the tries are made blindly, since a queue may be the doing of
another post.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from cuakhau.planning.experiments.replicate import UNWATCHED, Watch, cores, do_all
from cuakhau.planning.search.lever import Plan, Room
from cuakhau.planning.search.walk.moves import swap

BLINDLY = 0.25
SMALL = 1e-9


@dataclass(frozen=True, slots=True)
class Seen:
    """What a plan came to: waiting by the vehicle in s, and how much waits at each lever."""

    wait_s: float
    pressure: tuple[float, ...]


Evaluate = Callable[[Plan], Seen]


@dataclass
class Searcher:
    """Looks for better plans. `seen` keeps every plan that was run; a plan is run once."""

    evaluate: Evaluate
    watch: Watch = UNWATCHED
    luck: random.Random = field(default_factory=lambda: random.Random(1))
    seen: dict[Plan, Seen] = field(default_factory=dict)

    def look(self, plans: Sequence[Plan]) -> list[Seen]:
        """Run plans that were not run before, side by side. Raises `Stopped`."""
        new = [plan for plan in dict.fromkeys(plans) if plan not in self.seen]
        # Many small rounds: the watcher counts plans, so it is told here and not by each round.
        found = do_all(self.evaluate, new, watch=Watch(stop=self.watch.stop)) if new else ()
        self.seen.update(zip(new, found, strict=True))
        return [self.seen[plan] for plan in plans]

    def improve(self, room: Room, start: Plan, *, tries: int, give_up: int) -> Plan:
        """Search from `start` until `tries` plans were run, or `give_up` in turn were no better."""
        plan, (stands,) = start, self.look([start])
        left, in_vain = tries, 0
        while left > 0 and in_vain < give_up:
            batch = self._choose(room, plan, min(cores() * 2, left))
            if not batch:
                break
            found = dict(zip(batch, self.look(batch), strict=True))
            left -= len(batch)
            in_vain += len(batch)
            best = min(batch, key=lambda one: (found[one].wait_s, room.cost_vnd(one)))
            if found[best].wait_s < stands.wait_s - SMALL:
                plan, stands, in_vain = best, found[best], 0
        return plan

    def _choose(self, room: Room, plan: Plan, number: int) -> list[Plan]:
        chosen: dict[Plan, None] = {}
        for _ in range(number * 12):
            found = self._propose(room, plan)
            if found is not None and found not in self.seen:
                chosen[found] = None
            if len(chosen) == number:
                break
        return list(chosen)

    def _propose(self, room: Room, plan: Plan) -> Plan | None:
        pressure = self.seen[plan].pressure
        blind = self.luck.random() < BLINDLY
        up = self._pick([1.0 if blind else one + SMALL for one in pressure])
        if not room.levers[up].share:
            more = room.turned(plan, [(up, room.levers[up].step * self.luck.choice((1, 1, 2)))])
            if more != plan and room.allows(more):
                return more
        idle = [1.0 / (1.0 + (0.0 if blind else one)) for one in pressure]
        return swap(room, plan, up, self._pick(idle))

    def _pick(self, weights: Sequence[float]) -> int:
        return self.luck.choices(range(len(weights)), weights)[0]


def spend(room: Room, plan: Plan, worth: Sequence[float]) -> Plan:
    """Add units one by one, where a unit is worth most for its price, until nothing more fits.

    `worth` is by the lever and falls as it is turned up: half as much at twice the number.
    """
    while True:
        ranked = sorted(_affordable(room, plan, worth), reverse=True)
        if not ranked:
            return plan
        plan = ranked[0][1]


def _affordable(room: Room, plan: Plan, worth: Sequence[float]) -> Iterator[tuple[float, Plan]]:
    for place, lever in enumerate(room.levers):
        if lever.share or worth[place] <= 0:
            continue
        more = room.turned(plan, [(place, lever.step)])
        if more != plan and room.allows(more):
            yield worth[place] / max(plan[place], 1), more
