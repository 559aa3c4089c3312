"""What a plan may turn, what it costs, and what a budget allows.

A plan is one whole number for each lever, in the order of the levers. Money is dong a day, people
are shares of one who works eight hours a day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Kind = Literal["officers", "lanes", "places", "opening", "slots"]
Plan = tuple[int, ...]
SHIFT_H = 8
SLACK = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """One number that a plan sets.

    `target` names the post, pool, place or stream; `hours` the part of the day, if it is for one.
    One unit more costs `vnd` a day and takes `people` of `agency`. Levers that `share` a name keep
    their sum: what one gives, another of them takes. A move turns `step` units.
    """

    id: str
    kind: Kind
    target: str
    low: int
    high: int
    today: int
    vnd: int = 0
    people: float = 0.0
    agency: str = ""
    hours: tuple[int, int] | None = None
    share: str = ""
    step: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How much more than today may be spent a day, and how many more people may be set to work.

    The people of an agency may be moved among its own posts; they never do the work of another.
    """

    vnd: int
    people: float

    def part(self, share: float) -> "Budget":
        """Give a part of the money and of the people."""
        return Budget(vnd=int(self.vnd * share), people=self.people * share)


@dataclass(frozen=True)
class Room:
    """All plans that some levers and a budget allow."""

    levers: tuple[Lever, ...]
    budget: Budget

    @cached_property
    def today(self) -> Plan:
        """The plan that changes nothing."""
        return tuple(lever.today for lever in self.levers)

    def cost_vnd(self, plan: Plan) -> int:
        """Give what a plan costs a day more than today; below zero where it saves."""
        pairs = zip(self.levers, plan, strict=True)
        return sum(lever.vnd * (value - lever.today) for lever, value in pairs)

    def people_of(self, plan: Plan) -> dict[str, float]:
        """Give how many more people than today each agency needs."""
        more: dict[str, float] = {}
        for lever, value in zip(self.levers, plan, strict=True):
            if lever.people:
                add = lever.people * (value - lever.today)
                more[lever.agency] = more.get(lever.agency, 0.0) + add
        return more

    def more_people(self, plan: Plan) -> float:
        """Give how many people a plan needs beyond those of today, agencies for themselves."""
        return sum(max(one, 0.0) for one in self.people_of(plan).values())

    def allows(self, plan: Plan) -> bool:
        """Tell whether a plan keeps to the levers' ends, to their sums and to the budget."""
        within = all(
            lever.low <= value <= lever.high for lever, value in zip(self.levers, plan, strict=True)
        )
        return (
            within
            and self.cost_vnd(plan) <= self.budget.vnd
            and self.more_people(plan) <= self.budget.people + SLACK
            and self._sums(plan) == self._sums(self.today)
        )

    def _sums(self, plan: Plan) -> dict[str, int]:
        sums: dict[str, int] = {}
        for lever, value in zip(self.levers, plan, strict=True):
            if lever.share:
                sums[lever.share] = sums.get(lever.share, 0) + value
        return sums

    def within(self, budget: Budget) -> "Room":
        """Give the same levers under another budget."""
        return Room(self.levers, budget)

    def turned(self, plan: Plan, turns: Sequence[tuple[int, int]]) -> Plan:
        """Turn levers by their place and a number of units, as far as their ends go."""
        values = list(plan)
        for place, units in turns:
            lever = self.levers[place]
            values[place] = min(max(values[place] + units, lever.low), lever.high)
        return tuple(values)
