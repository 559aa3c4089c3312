"""Where vehicles wait in SimPy: before officers with hours and a quota, and for places."""

from heapq import heappop
from itertools import count

import simpy

from cuakhau.simulation.network.encode import ENDLESS


class Station:
    """Officers with a calendar and a quota, and the vehicles before them by priority."""

    def __init__(self, station):
        self.on_duty = self.quota = self.busy = 0
        turns = [(0, "quota", ENDLESS), *((at, "on_duty", n) for at, n in station.servers)]
        turns += [(at, "quota", ENDLESS if n < 0 else n) for at, n in station.quota]
        self.turns = sorted(turns, key=lambda turn: turn[0])
        self.waiting = []

    @property
    def load(self):
        return len(self.waiting) + self.busy + 1

    @property
    def is_free(self):
        return self.busy < self.on_duty and self.quota > 0

    def begin(self):
        self.busy += 1
        self.quota -= 1

    def is_less_busy(self, other):
        more = self.load * max(other.on_duty, 1) < other.load * max(self.on_duty, 1)
        return more or (other.on_duty == 0 and self.on_duty > 0)


class Pool:
    """Places, and the queues of those who may take one."""

    def __init__(self, pool):
        self.places = ENDLESS if pool.places is None else pool.places
        self.taken = 0
        self.queues = []


class Vehicle:
    """One on its way."""

    __slots__ = (
        "number", "key", "flow", "needs", "pool", "busy", "idle_since", "token", "branches",
        "joined", "loads",
    )  # fmt: skip

    def __init__(self, number, key, flow, needs):
        self.number, self.key, self.flow, self.needs = number, key, flow, needs
        self.pool, self.busy, self.idle_since, self.loads = None, 0, 0, ()


class Floor:
    """Stations, pools and matches, and who is let on when they change."""

    def __init__(self, network):
        self.network = network
        self.env = simpy.Environment()
        self.stations = {one.id: Station(one) for one in network.stations}
        self.pools = {one.id: Pool(one) for one in network.pools}
        self.nodes = {flow.id: {n.id: n for n in flow.nodes} for flow in network.flows}
        self.queues, self.matches = {}, {}
        for nodes in self.nodes.values():
            for node in nodes.values():
                self._prepare(node)
        self.turn = count()
        self.changed_pools, self.changed_stations = [], []
        self.waking = 0  # how many are to go on at this instant before anyone is let on

    def _prepare(self, node):
        if node.op == "take":
            names = tuple(option.at for option in node.options)
            if names not in self.queues:
                self.queues[names] = []
                for name in dict.fromkeys(names):
                    self.pools[name].queues.append(self.queues[names])
        elif node.op in ("giver", "receiver"):
            self.matches.setdefault(node.at, ([], []))

    def _find_free(self, node):
        for way, option in enumerate(node.options):
            pool = self.pools[option.at]
            if pool.taken < pool.places:
                return way
        return None

    def _leave(self, vehicle):
        if vehicle.pool is not None:
            vehicle.pool.taken -= 1
            if vehicle.pool not in self.changed_pools and any(self.queues.values()):
                self.changed_pools.append(vehicle.pool)
            vehicle.pool = None

    def _free(self, held):
        for station in held:
            station.busy -= 1
            self.changed_stations.append(station)
        held.clear()

    def _settle(self):
        """Let on whom the latest changes allow: first to places, then to officers."""
        if self.waking:
            return
        while self.changed_pools:
            pool = self.changed_pools[-1]
            lines = [line for line in pool.queues if line] if pool.taken < pool.places else ()
            if not lines:
                self.changed_pools.pop()
                continue
            *_, granted, node, vehicle = heappop(min(lines, key=lambda line: line[0][:3]))
            way = self._find_free(node)
            pool = self.pools[node.options[way].at]
            self._leave(vehicle)
            vehicle.pool = pool
            pool.taken += 1
            self._wake(granted, way)
            return
        while self.changed_stations:
            station = self.changed_stations.pop()
            while station.waiting and station.is_free:
                station.begin()
                heappop(station.waiting)[-1].succeed()

    def _wake(self, event, value=None):
        self.waking += 1
        event.succeed(value)

    def _level(self, name):
        if name in self.pools:
            return self.pools[name].taken
        return len(self.stations[name].waiting)
