"""The reduced network in cimba: a process a vehicle, compiled; as its own tutorials write it."""

import cimba as cb
from cimba import random

from peers.reduced import AGAIN, CHECKED, PER_S, SERVERS, SERVICES

GAPS = tuple(1 / per_s for per_s in PER_S)
GATE, CUSTOMS, CHECK = (SERVICES[name] for name in ("gate", "customs", "check"))
YARD, EXIT = SERVICES["yard"], SERVICES["exit"]
FIRST, SECOND, THIRD = GAPS


class Lorry(cb.Model):
    zone: cb.Ref["Zone"]
    kind: cb.Param[int]

    @cb.process
    def travel(self):
        zone = self.zone
        began = cb.now()
        zone.gate.acquire(1, -self.kind)
        cb.hold(random.exponential(GATE))
        zone.gate.release(1)
        again = True
        while again:
            again = False
            zone.customs.acquire(1, -self.kind)
            cb.hold(random.exponential(CUSTOMS))
            zone.customs.release(1)
            zone.events += 1.0
            if random.uniform() < CHECKED:
                zone.check.acquire(1, -self.kind)
                cb.hold(random.exponential(CHECK))
                zone.check.release(1)
                zone.events += 1.0
                again = random.uniform() < AGAIN
        zone.yard.acquire(1, -self.kind)
        cb.hold(random.exponential(YARD))
        zone.yard.release(1)
        zone.exit.acquire(1, -self.kind)
        cb.hold(random.exponential(EXIT))
        zone.exit.release(1)
        zone.events += 4.0  # with the arrival
        if self.kind == 0:
            zone.stays0.record(cb.now() - began)
        elif self.kind == 1:
            zone.stays1.record(cb.now() - began)
        else:
            zone.stays2.record(cb.now() - began)
        cb.release(self)


class Zone(cb.Model):
    gate: cb.Resource
    customs: cb.Resource
    check: cb.Resource
    yard: cb.Resource
    exit: cb.Resource
    stays0: cb.Dataset
    stays1: cb.Dataset
    stays2: cb.Dataset
    events: cb.Output[float]
    stay0: cb.Output[float]
    stay1: cb.Output[float]
    stay2: cb.Output[float]

    def __init__(self):
        for name, servers in SERVERS.items():
            setattr(self, name, cb.Resource(capacity=servers))

    @cb.on_start
    def begin(self):
        self.events = 0.0

    @cb.process
    def first(self):
        while True:
            cb.hold(random.exponential(FIRST))
            cb.spawn(Lorry, zone=self, kind=0)

    @cb.process
    def second(self):
        while True:
            cb.hold(random.exponential(SECOND))
            cb.spawn(Lorry, zone=self, kind=1)

    @cb.process
    def third(self):
        while True:
            cb.hold(random.exponential(THIRD))
            cb.spawn(Lorry, zone=self, kind=2)

    @cb.on_end
    def measure(self):
        self.stay0 = self.stays0.sample_mean()
        self.stay1 = self.stays1.sample_mean()
        self.stay2 = self.stays2.sample_mean()


def run_cimba(days, seed):
    """Give the mean stay of each kind in seconds, from the start on, and the events."""
    model = Zone()
    window = cb.Window(warmup=0, duration=days * 86_400.0)
    found = cb.Experiment(model, replications=1, window=window, seed=seed).run()[model]
    stays = [float(one.values.mean()) for one in (found.stay0, found.stay1, found.stay2)]
    return stays, int(found.events.values.sum())
