"""Where the peers take their chances from: the kernel's own numbers, or those of Python."""

import random
from math import log, sqrt

import numpy as np

from cuakhau.simulation.network.chance import key_of
from cuakhau.simulation.network.draws import quantile, table_of

BITS = 2**64 - 1
GOLDEN = 0x9E3779B97F4A7C15


def mix(key):
    key &= BITS
    key = ((key ^ (key >> 30)) * 0xBF58476D1CE4E5B9) & BITS
    key = ((key ^ (key >> 27)) * 0x94D049BB133111EB) & BITS
    return key ^ (key >> 31)


class SameLuck:
    """The numbers that the kernel draws: each vehicle must then fare the same."""

    def __init__(self):
        self.tables = {}

    def chance(self, vehicle, node, lap):
        return self._unit(vehicle, node, lap * GOLDEN)

    def lasts(self, vehicle, node, option, lap):
        if option.draw not in self.tables:
            self.tables[option.draw] = table_of(option.draw)
        at = np.array([self._unit(vehicle, node, (lap + 1) * GOLDEN)])
        return int(quantile(self.tables[option.draw], at)[0])

    def _unit(self, vehicle, node, stream):
        luck = key_of("luck", node.luck or node.id)
        return ((mix(vehicle.key + luck + stream) >> 11) + 0.5) * 2.0**-53


class OwnLuck:
    """Numbers of Python's generator, from the curve itself and not from a table."""

    def __init__(self, seed):
        self.dice = random.Random(seed)
        self.samplers = {}

    def chance(self, vehicle, node, lap):
        return self.dice.random()

    def lasts(self, vehicle, node, option, lap):
        sampler = self.samplers.get(id(option))
        if sampler is None:
            sampler = self.samplers[id(option)] = self._sampler(option.draw)
        return max(1, int(sampler()))

    def _sampler(self, draw):
        dice, mean, cv = self.dice, draw.mean_us, draw.cv
        if draw.kind == "fixed" or (cv == 0 and draw.kind != "empirical"):
            return lambda: mean
        if draw.kind == "exponential":
            return lambda: dice.expovariate(1 / mean)
        if draw.kind == "lognormal":
            spread = sqrt(log(1 + cv**2))
            return lambda: dice.lognormvariate(log(mean) - spread**2 / 2, spread)
        if draw.kind == "gamma":
            return lambda: dice.gammavariate(1 / cv**2, mean * cv**2)
        table = table_of(draw)
        return lambda: quantile(table, np.array([dice.random()]))[0]
