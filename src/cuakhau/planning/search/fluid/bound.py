"""The least waiting that any plan of a room can reach on average, by a linear programme.

What is averaged over the luck of arrivals and services keeps to these rows, whatever the order in
which vehicles are served: nobody is served before he came, no service begins before the one before
it began, work begun is work done by officers on duty but for what is in progress, and what is
spent is in the budget. Yards, roads, turning away and partners are left out. Each of these can
only make waiting longer, so the optimum is a lower bound (but where many turn away at the sight of
a long queue: those who do not come do not wait). Its levers, rounded, begin the search.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cuakhau.planning.search.fluid.expected import arrivals_of, mean_s, on_duty, overshoot_s
from cuakhau.planning.search.fluid.grid import lay_grid
from cuakhau.planning.search.fluid.linear import Programme
from cuakhau.planning.search.fluid.ways import ARRIVAL, Source, Ways
from cuakhau.planning.search.lever import Lever, Room
from cuakhau.simulation.network.types import Network, Option, Station

Columns = dict[Source, list[int]]


@dataclass(frozen=True, slots=True)
class Bound:
    """No plan of the room waits less than `wait_s` a vehicle on average.

    `levers` are the numbers that the programme chose, in order, not whole; `visits` how many came.
    """

    wait_s: float
    levers: tuple[float, ...]
    visits: float


def find_bound(network: Network, room: Room) -> Bound:
    """Solve the fluid of a network.

    `network` is today's, but with every hour open that the room may open; its levers for officers
    and lanes say how many are on duty in their part of each open day. Raises `NoOptimum`.
    """
    return _Fluid(network, room).solve()


class _Fluid:
    def __init__(self, network: Network, room: Room) -> None:
        self.network, self.room = network, room
        self.ways = [Ways(flow) for flow in network.flows]
        self.grid = lay_grid(network, sum(1 for way in self.ways for _ in way.sources()))
        self.edges, self.steps = self.grid.edges, self.grid.steps
        self.programme = Programme()
        self.values = [self._lever(lever) for lever in room.levers]
        self.work: dict[str, list[list[tuple[int, float]]]] = {}  # station → step → terms
        self.begun: dict[str, list[list[int]]] = {}
        self.visits = 0.0

    def solve(self) -> Bound:
        self._keep_budget()
        for way in self.ways:
            self._flow(way)
        for station in self.network.stations:
            if station.id in self.work:
                self._serve(station)
                self._keep_quota(station)
        waited, columns = self.programme.solve()
        come = self.visits + len(self.network.present)  # who need not wait any more, perhaps
        levers = tuple(float(columns[value]) for value in self.values)
        return Bound(waited / come if come else 0.0, levers, self.visits)

    def _lever(self, lever: Lever) -> int:
        return self.programme.column(low=lever.low, high=lever.high)

    def _keep_budget(self) -> None:
        rows = list(zip(self.values, self.room.levers, strict=True))
        today = sum(lever.vnd * lever.today for _, lever in rows)
        money = [(value, float(lever.vnd)) for value, lever in rows if lever.vnd]
        self.programme.row(money, high=self.room.budget.vnd + today)
        extra = []
        for agency in {lever.agency for _, lever in rows if lever.people}:
            mine = [(v, lever) for v, lever in rows if lever.agency == agency and lever.people]
            more = self.programme.column()
            extra.append((more, 1.0))
            terms = [(value, lever.people) for value, lever in mine]
            now = sum(lever.people * lever.today for _, lever in mine)
            self.programme.row([*terms, (more, -1.0)], high=now)
        self.programme.row(extra, high=self.room.budget.people)
        for share in {lever.share for _, lever in rows if lever.share}:
            mine = [(v, lever) for v, lever in rows if lever.share == share]
            total = float(sum(lever.today for _, lever in mine))
            self.programme.row([(value, 1.0) for value, _ in mine], low=total, high=total)

    def _flow(self, way: Ways) -> None:
        """Add what comes, where it may wait, and how long it is in the zone at least."""
        come = arrivals_of(way.flow, self.edges)
        if come is None:  # partners: they can only take officers' time from others
            return
        columns: Columns = {}
        for source in way.sources():
            if source != ARRIVAL:
                columns[source] = [self.programme.column() for _ in range(self.steps)]
        columns[ARRIVAL] = [self._arrival(way, come, step) for step in range(self.steps)]
        self.visits += float(come.sum())
        inflow: dict[tuple[str, str], list[tuple[Source, float]]] = {}
        for source in columns:
            for place, share in way.feeds(source).items():
                inflow.setdefault(place, []).append((source, share))
        for (node, _branch), fed in inflow.items():
            out = [source for source in columns if source[0] == node and source != ARRIVAL]
            if out:
                self._stock(columns, fed, out)
        ends = [f for (n, _), fs in inflow.items() if way.nodes[n].op == "end" for f in fs]
        self._stay(way, columns, ends)

    def _arrival(self, way: Ways, come: NDArray[np.float64], step: int) -> int:
        """Give what comes in a step: as expected, or as the slots of a plan ask for."""
        column = self.programme.column()
        slots = [
            (value, lever)
            for value, lever in zip(self.values, self.room.levers, strict=True)
            if lever.kind == "slots" and lever.target == way.flow.id
        ]
        mine = [(v, lever) for v, lever in slots if self.grid.is_within(step, lever)]
        if not mine:
            self.programme.row([(column, 1.0)], low=come[step], high=come[step])
            return column
        ((value, lever),) = mine
        same = [n for n in range(self.steps) if self.grid.day(n) == self.grid.day(step)]
        block = [n for n in same if self.grid.is_within(n, lever)]
        unit = come[same].sum() / sum(one.today for _, one in slots)
        shape = come[step] / come[block].sum() if come[block].sum() else 1 / len(block)
        self.programme.row([(column, 1.0), (value, -unit * shape)], low=0.0, high=0.0)
        return column

    def _stock(self, columns: Columns, fed: list[tuple[Source, float]], out: list[Source]) -> None:
        """Let vehicles wait at a node: none goes on that has not come."""
        waiting = [self.programme.column() for _ in range(self.steps)]
        for step in range(self.steps):
            terms = [(waiting[step], 1.0)] + ([(waiting[step - 1], -1.0)] if step else [])
            terms += [(columns[source][step], 1.0) for source in out]
            terms += [(columns[source][step], -share) for source, share in fed]
            self.programme.row(terms, low=0.0, high=0.0)

    def _stay(self, way: Ways, columns: Columns, ends: list[tuple[Source, float]]) -> None:
        """Charge the time in the zone but for services; it is never below zero."""
        waited = self.programme.column(cost=1.0)
        terms = [(waited, 1.0)]
        inside = [self.programme.column() for _ in range(self.steps)]
        for step in range(self.steps):
            come = columns[ARRIVAL][step]
            stays = [(inside[step], 1.0)] + ([(inside[step - 1], -1.0)] if step else [])
            stays += [(come, -1.0), *((columns[s][step], share) for s, share in ends)]
            self.programme.row(stays, low=0.0, high=0.0)
            # Who comes in a step is there for half of it; who goes is gone from its begin.
            terms += [
                (inside[step], -self.grid.length_s[step]),
                (come, self.grid.length_s[step] / 2),
            ]
        for option, source in _services(way):
            spent_s = mean_s(option.draw) if option.draw else 0.0
            terms += [(column, spent_s) for column in columns[source]]
            work = self.work.setdefault(option.at, [[] for _ in range(self.steps)])
            begun = self.begun.setdefault(option.at, [[] for _ in range(self.steps)])
            for step, column in enumerate(columns[source]):
                work[step].append((column, spent_s))
                begun[step].append(column)
        self.programme.row(terms, low=0.0)

    def _serve(self, station: Station) -> None:
        """Begin no more work than officers do, but for what is in progress."""
        left_s = self._most_left_s(station)
        levers = [
            (value, lever)
            for value, lever in zip(self.values, self.room.levers, strict=True)
            if lever.kind in ("officers", "lanes") and lever.target == station.id
        ]
        fixed_s = on_duty(station, self.edges)
        open_s = on_duty(Station(id="", servers=_as_open(station)), self.edges)
        most = max([n for _, n in station.servers] + [lever.high for _, lever in levers])
        in_progress = [self.programme.column(high=left_s * most) for _ in range(self.steps)]
        closes = _closings(station, self.edges, most)
        for step in range(self.steps):
            terms = [(in_progress[step], -1.0), *self.work[station.id][step]]
            terms += [(in_progress[step - 1], 1.0)] if step else []
            mine = [(v, lever) for v, lever in levers if self.grid.is_within(step, lever)]
            shares = [self.grid.overlap(step, lever) for _, lever in mine]
            done_s = max(0.0, 1 - sum(shares)) * fixed_s[step] if mine else fixed_s[step]
            terms += [
                (value, -open_s[step] * share)
                for (value, _), share in zip(mine, shares, strict=True)
            ]
            self.programme.row(terms, high=done_s + closes[step] * left_s)

    def _keep_quota(self, station: Station) -> None:
        ends = [*(at for at, _ in station.quota[1:]), self.network.length_us]
        for (begin, number), end in zip(station.quota, ends, strict=False):
            inner = [
                step
                for step in range(self.steps)
                if begin <= self.edges[step] and self.edges[step + 1] <= end
            ]
            if number >= 0 and inner:
                terms = [(column, 1.0) for s in inner for column in self.begun[station.id][s]]
                self.programme.row(terms, high=float(number))

    def _most_left_s(self, station: Station) -> float:
        draws = [
            overshoot_s(option.draw)
            for way in self.ways
            for option, _ in _services(way)
            if option.at == station.id and option.draw
        ]
        return max(draws, default=0.0)


def _services(way: Ways) -> Iterator[tuple[Option, Source]]:
    for node in way.flow.nodes:
        if node.op == "serve":
            for n, option in enumerate(node.options):
                yield option, (node.id, n)


def _as_open(station: Station) -> tuple[tuple[int, int], ...]:
    return tuple((at, min(number, 1)) for at, number in station.servers)


def _closings(station: Station, edges: NDArray[np.int64], most: int) -> NDArray[np.float64]:
    """Count in each step how many may finish, off duty, what they had begun."""
    falls = [
        at for (_, before), (at, after) in zip(station.servers, station.servers[1:], strict=False)
        if after < before
    ]  # fmt: skip
    return np.histogram(falls, bins=edges)[0].astype(np.float64) * most
