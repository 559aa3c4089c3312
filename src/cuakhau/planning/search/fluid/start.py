"""What the fluid of a ground says of a budget: a bound, and a plan to begin the search at."""

from dataclasses import dataclass

from cuakhau.planning.search.fluid.bound import find_bound
from cuakhau.planning.search.fluid.linear import NoOptimum
from cuakhau.planning.search.ground import Ground
from cuakhau.planning.search.lever import Plan, Room
from cuakhau.planning.search.network import network_of


@dataclass(frozen=True, slots=True)
class Fluid:
    """No plan of the room waits less than `wait_s` by the vehicle; `start` is a plan of it."""

    wait_s: float
    start: Plan


def find_fluid(ground: Ground, room: Room) -> Fluid | None:
    """Solve the fluid of a ground; `None` where the solver did not end in time."""
    longest = tuple(lever.high if lever.kind == "opening" else lever.today for lever in room.levers)
    try:
        found = find_bound(network_of(ground, room.levers, longest), room)
    except NoOptimum:
        return None
    return Fluid(found.wait_s, round_plan(room, found.levers))


def round_plan(room: Room, values: tuple[float, ...]) -> Plan:
    """Round a plan that is not whole: first what it takes away, then what it adds, largest first.

    What the budget no longer allows is left as today.
    """
    plan = room.today
    change = [round(value) - lever.today for value, lever in zip(values, room.levers, strict=True)]
    for place in sorted(range(len(change)), key=lambda n: (change[n] > 0, -abs(change[n]))):
        if room.levers[place].kind != "opening" and not room.levers[place].share:
            turned = room.turned(plan, [(place, change[place])])
            plan = turned if room.allows(turned) else plan
    return plan
