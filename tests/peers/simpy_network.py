"""Any network in SimPy: a process a vehicle, stations and yards with events for those who wait.

    world = World(network, fleet, luck)
    world.run()
    world.left_us, world.idle_us, world.outcome, world.count

It shares with the kernel what a network means and who comes when, and no line that runs it. A
station's officers change with its calendar, so SimPy's `Resource` does not do (its capacity is for
good); and whoever needs not wait is not made to, which spares SimPy an event.
"""

from collections import Counter
from heapq import heappush

from cuakhau.simulation.network.arrivals import Fleet
from cuakhau.simulation.network.encode import TICK_US
from cuakhau.simulation.network.types import Network
from peers.floor import Floor, Vehicle

BRANCH = 2**16  # what a lap of rework counts inside of a fork


class World(Floor):
    """A network that SimPy runs. Results are lists by vehicle, and a count by (flow, node, way)."""

    def __init__(self, network: Network, fleet: Fleet, luck):
        if network.present:
            raise NotImplementedError("vehicles that are there at the start")
        super().__init__(network)
        self.fleet, self.luck = fleet, luck
        self.places = {f: {n: at for at, n in enumerate(ns)} for f, ns in self.nodes.items()}
        number = len(fleet.arrived_us)
        self.left_us, self.idle_us, self.outcome = [-1] * number, [0] * number, [-1] * number
        self.count, self.served_us, self.waited_us = Counter(), Counter(), Counter()
        self.occupancy, self.queue = [], []
        self.events = 0

    def run(self):
        self.env.process(self._look())
        for station in self.stations.values():
            self.env.process(self._keep_hours(station))
        self.env.process(self._arrive())
        self.env.run(until=self.network.length_us)

    def _look(self):
        while True:
            yield self.env.timeout(TICK_US)
            self.occupancy.append([pool.taken for pool in self.pools.values()])
            self.queue.append([len(station.waiting) for station in self.stations.values()])

    def _keep_hours(self, station):
        turns = station.turns
        for place, (at_us, name, value) in enumerate(turns):
            if at_us > self.env.now:
                yield self.env.timeout(at_us - self.env.now)
            setattr(station, name, value)
            if place + 1 == len(turns) or turns[place + 1][0] > at_us:
                self.changed_stations.append(station)
                self._settle()

    def _arrive(self):
        fleet = self.fleet
        columns = (fleet.arrived_us, fleet.key, fleet.flow, fleet.needs)
        flows = self.network.flows
        for n, one in enumerate(zip(*(c.tolist() for c in columns), strict=True)):
            at_us, key, flow, needs = one
            if at_us > self.env.now:
                yield self.env.timeout(at_us - self.env.now)
            vehicle = Vehicle(n, key, flows[flow], needs)
            vehicle.idle_since = at_us
            self.events += 1
            self.waking += 1
            self.env.process(self._travel(vehicle, flows[flow].first))

    def _travel(self, vehicle, at, until=None, lap=0):
        """Go from node to node; a branch of a fork ends before the join `until`.

        `lap` counts the rework so far, for those numbers that are drawn by identity.
        """
        self.waking -= 1
        nodes = self.nodes[vehicle.flow.id]
        held = []
        while at != until:
            node = nodes[at]
            way = 0
            if node.op == "serve":
                way = yield from self._serve(vehicle, node, held, lap)
            elif node.op == "take":
                way = yield from self._take(vehicle, node)
                self._free(held)
            elif node.op == "split":
                way = self._choose(vehicle, node, lap)
                lap += self._is_back(vehicle, node, way) * (1 if until is None else BRANCH)
            elif node.op == "fork":
                node = yield from self._fork(vehicle, node, lap)
            elif node.op in ("wait", "giver", "receiver"):
                yield from self._wait(vehicle, node, lap)
            else:
                way = self._pass(vehicle, node, held)
            if node.op == "end":
                break
            at = node.options[way].next
        if until is not None:
            vehicle.branches -= 1
            if vehicle.branches == 0:
                self._wake(vehicle.joined)
        self._settle()

    def _pass(self, vehicle, node, held):
        """Do what takes no time; give the way on."""
        if node.op == "balk":
            return int(self._level(node.at) >= node.limit)
        if node.op == "hand_over":
            vehicle.loads = ()
            for waits in vehicle.token:
                self._wake(waits)
        elif node.op in ("give", "end"):
            self._leave(vehicle)
            self._free(held)
        if node.op == "end":
            self._end(vehicle, node)
        return 0

    def _fork(self, vehicle, node, lap):
        nodes = self.nodes[vehicle.flow.id]
        join = self._join_of(node, nodes)
        self.waking += len(node.options)
        vehicle.branches, vehicle.joined = len(node.options), self.env.event()
        for option in node.options:
            self.env.process(self._travel(vehicle, option.next, join, lap))
        yield vehicle.joined
        self.waking -= 1
        return nodes[join]

    def _wait(self, vehicle, node, lap):
        if node.op != "wait":
            yield from self._meet(vehicle, node)
            return
        took_us = self.luck.lasts(vehicle, node, node.options[0], lap)
        self._settle()
        yield self.env.timeout(took_us)
        self.events += 1

    def _join_of(self, node, nodes):
        """Walk along the first branch to the join."""
        at = node.options[0].next
        while nodes[at].op != "join":
            at = nodes[at].options[0].next
        return at

    def _serve(self, vehicle, node, held, lap):
        way, options = 0, node.options
        for other in range(1, len(options)):
            if self.stations[options[other].at].is_less_busy(self.stations[options[way].at]):
                way = other
        option = options[way]
        station = self.stations[option.at]
        priority = vehicle.flow.priority if node.priority is None else node.priority
        if not station.waiting and station.is_free:
            station.begin()
            self._settle()
        else:
            granted = self.env.event()
            heappush(station.waiting, (priority, next(self.turn), granted))
            self._settle()
            yield granted
        name = (vehicle.flow.id, node.id, way)
        now = self.env.now
        for one, told in ((vehicle, name), *vehicle.loads):  # loading serves the partners too
            if one.busy == 0:
                self.idle_us[one.number] += now - one.idle_since
                self.waited_us[told] += now - one.idle_since
            one.busy += 1
        took_us = self.luck.lasts(vehicle, node, option, lap)
        yield self.env.timeout(took_us)
        self.events += 1
        self.count[name] += 1
        self.served_us[name] += took_us
        for one, _ in ((vehicle, name), *vehicle.loads):
            one.busy -= 1
            if one.busy == 0:
                one.idle_since = self.env.now
        if node.holds:
            held.append(station)
        else:
            station.busy -= 1
            self.changed_stations.append(station)
        return way

    def _take(self, vehicle, node):
        line = self.queues[tuple(option.at for option in node.options)]
        way = None if line else self._find_free(node)
        if way is None:
            priority = vehicle.flow.priority if node.priority is None else node.priority
            granted = self.env.event()
            heappush(line, (priority, self.env.now, next(self.turn), granted, node, vehicle))
            self._settle()
            way = yield granted
            self.waking -= 1
        else:
            self._leave(vehicle)
            vehicle.pool = self.pools[node.options[way].at]
            vehicle.pool.taken += 1
        self.count[vehicle.flow.id, node.id, way] += 1
        return way

    def _choose(self, vehicle, node, lap):
        chance = self.luck.chance(vehicle, node, lap) * sum(o.share for o in node.options)
        for way, option in enumerate(node.options):
            chance -= option.share
            if chance < 0:
                return way
        return len(node.options) - 1

    def _is_back(self, vehicle, node, way):
        places = self.places[vehicle.flow.id]
        return places[node.options[way].next] <= places[node.id]

    def _meet(self, vehicle, node):
        givers, receivers = self.matches[node.at]
        met = self.env.event()
        after = (vehicle.flow.id, node.options[0].next, 0)
        (givers if node.op == "giver" else receivers).append((vehicle, met, after))
        while givers and len(receivers) >= givers[0][0].needs:
            giver, begins, _ = givers.pop(0)
            others = [receivers.pop(0) for _ in range(giver.needs)]
            giver.loads = tuple((other, told) for other, _, told in others)
            self._wake(begins, [waits for _, waits, _ in others])
        self._settle()
        vehicle.token = yield met
        self.waking -= 1

    def _end(self, vehicle, node):
        now = self.env.now
        self.left_us[vehicle.number] = now
        self.outcome[vehicle.number] = int(node.outcome == "turned_back")
        self.idle_us[vehicle.number] += now - vehicle.idle_since
