"""What happened in a run, told again from its rows alone, slowly and by another way."""

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from cuakhau.simulation.run import Run

NEVER = 2**62


@dataclass(frozen=True)
class Service:
    """A vehicle at a station: since when it waited, was served, and held its officer."""

    station: str
    priority: int
    joined: tuple[int, int]  # when, and after which row: ties are in the order of rows
    start_us: int
    end_us: int
    released_us: int
    name: tuple[str, int, str, int]  # flow, number in it, node, how often before
    was_served: bool  # when the run began


@dataclass(frozen=True)
class Taking:
    """A vehicle that took a place after it had asked for one."""

    pools: tuple[str, ...]
    priority: int
    joined: tuple[int, int]
    at_us: int


class Told:
    """Services, takings, levels of pools and ends of one run."""

    def __init__(self, run: Run):
        self.run = run
        self.nodes = {(f.id, n.id): n for f in run.network.flows for n in f.nodes}
        self._roads = {p.id for p in run.network.pools if p.yard.startswith("road:")}
        self.services: list[Service] = []
        self.takings: list[Taking] = []
        self.ends: Counter[int] = Counter()
        self.after_end: list[int] = []
        self.partners: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self.pool_levels: dict[str, list[tuple[int, int]]] = defaultdict(lambda: [(-NEVER, 0)])
        self.in_yard_us: Counter[int] = Counter()
        self._number: dict[int, int] = {}
        seen: Counter[int] = Counter()
        for vehicle, flow in enumerate(run.flow.tolist()):
            self._number[vehicle] = seen[flow]
            seen[flow] += 1
        self._read()

    def _read(self) -> None:
        rows, names = self.run.rows, self.run.options
        self._begin()
        columns = (rows.vehicle, rows.option, rows.other, rows.start_us, rows.end_us)
        for place, row in enumerate(zip(*(c.tolist() for c in columns), strict=True)):
            vehicle, number, other, start_us, end_us = row
            flow = self.run.network.flows[int(self.run.flow[vehicle])]
            if self.ends[vehicle]:
                self.after_end.append(vehicle)
            if number >= len(names):
                self._reached[vehicle, flow.first] = (end_us, place)
                continue
            node = self.nodes[flow.id, names[number].node]
            option = node.options[names[number].option]
            joined = self._reached.pop((vehicle, node.id))
            priority = flow.priority if node.priority is None else node.priority
            if node.op == "serve":
                self._serve(vehicle, node, joined, (option.at, priority, start_us, end_us))
            if node.op == "take":
                pools = tuple(o.at for o in node.options)
                self.takings.append(Taking(pools, priority, joined, end_us))
            if node.op in ("take", "give", "end"):
                for service in self._held.pop(vehicle, ()):
                    self.services[service] = replace(self.services[service], released_us=end_us)
                self._move(vehicle, option.at if node.op == "take" else None, end_us)
            self.ends[vehicle] += node.op == "end"
            if node.op in ("giver", "receiver"):
                self.partners[vehicle].append((other, end_us))
                self._reached[vehicle, node.id] = joined  # a giver has a row for each partner
            for one in node.options if node.op == "fork" else (option,):
                self._reached[vehicle, one.next] = (end_us, place)

    def _begin(self) -> None:
        self._reached: dict[tuple[int, str], tuple[int, int]] = {}  # who stands before which node
        self._times: Counter[tuple[int, str]] = Counter()
        self._held: dict[int, list[int]] = defaultdict(list)
        self._pool_of: dict[int, str] = {}
        self._yard_since: dict[int, int] = {}
        for vehicle, one in enumerate(self.run.network.present):
            for node in one.nodes:
                self._reached[vehicle, node] = (-1, vehicle)
            if one.pool is not None:
                self._move(vehicle, one.pool, one.since_us)

    def _serve(self, vehicle, node, joined, seen) -> None:
        station, priority, start_us, end_us = seen
        flow = self.run.network.flows[int(self.run.flow[vehicle])].id
        name = (flow, self._number[vehicle], node.id, self._times[vehicle, node.id])
        self._times[vehicle, node.id] += 1
        was = joined[0] < 0 and self.run.network.present[vehicle].left_us != ()
        free_us = NEVER if node.holds else end_us
        if node.holds:
            self._held[vehicle].append(len(self.services))
        self.services.append(
            Service(station, priority, joined, start_us, end_us, free_us, name, was)
        )

    def _move(self, vehicle, to, at_us) -> None:
        if to is not None:
            self.pool_levels[to].append((at_us, self.pool_levels[to][-1][1] + 1))
        was = self._pool_of.pop(vehicle, None)
        if was is not None:
            self.pool_levels[was].append((at_us, self.pool_levels[was][-1][1] - 1))
        if to is not None:
            self._pool_of[vehicle] = to
        if to is not None and to not in self._roads:
            self._yard_since.setdefault(vehicle, at_us)
        elif vehicle in self._yard_since:
            self.in_yard_us[vehicle] += at_us - self._yard_since.pop(vehicle)

    def level_at(self, pool: str, at_us: int) -> int:
        levels = self.pool_levels[pool]
        return levels[bisect_right(levels, (at_us, NEVER)) - 1][1]


def value_at(turns, at_us):
    """Give what a calendar says at an instant."""
    return [value for since_us, value in turns if since_us <= at_us][-1]


def union_us(spans):
    """Give the length of the union of spans."""
    total = reached = 0
    for since, until in sorted(spans):
        since = max(since, reached)
        total += max(0, until - since)
        reached = max(reached, until)
    return total
