"""Vehicles that come as a log has recorded it, instead of by chance."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from cuakhau.movement.log import EventLog
from cuakhau.simulation.network.types import Flow, Following, Network, Trace
from cuakhau.statistics.stays import Stays, read_stays
from cuakhau.statistics.stays.rows import UNKNOWN_US, Words
from cuakhau.zone.zone import Zone

Kind = tuple[str | None, str | None, str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A network whose vehicles come as recorded; how many do, and how many are of no flow of it.

    Partners of a transloading still follow the vehicles that they serve, and are not counted.
    """

    network: Network
    come: int
    left_out: int


def come_as_recorded(zone: Zone, network: Network, log: EventLog) -> Recorded:
    """Let the vehicles of a log come to a network at the instants at which they arrived.

    Only arrivals within the run count. A vehicle is of the flow with its procedure and its place,
    or else its line of the bulletin, that fits its goods and class best.
    """
    stays = read_stays(zone, log)
    at_us = stays.arrived_us - network.start_us
    inside = (stays.arrived_us != UNKNOWN_US) & (at_us >= 0) & (at_us < network.length_us)
    found: dict[str, list[int]] = {flow.id: [] for flow in network.flows}
    counted: Counter[str | None] = Counter()
    chosen: dict[Kind, str | None] = {}
    for visit in np.flatnonzero(inside):
        kind = _kind_of(stays, int(visit))
        if kind not in chosen:
            chosen[kind] = _find_flow(network.flows, kind)
        flow = chosen[kind]
        counted[flow] += 1
        if flow is not None:
            found[flow].append(int(at_us[visit]))
    following = {flow.id for flow in network.flows if isinstance(flow.arrivals, Following)}
    flows = tuple(
        flow
        if flow.id in following
        else replace(flow, arrivals=Trace(at_us=tuple(sorted(found[flow.id]))))
        for flow in network.flows
    )
    come = sum(number for flow, number in counted.items() if flow and flow not in following)
    return Recorded(replace(network, flows=flows), come, counted[None])


def _kind_of(stays: Stays, visit: int) -> Kind:
    words = (stays.procedure, stays.place, stays.gate, stays.goods, stays.vehicle_class)
    procedure, place, gate, goods, vehicle_class = (_word(one, visit) for one in words)
    return procedure, place, gate, goods, vehicle_class


def _word(words: Words, visit: int) -> str | None:
    code = int(words.codes[visit])
    return words.names[code] if code >= 0 else None


def _find_flow(flows: Iterable[Flow], kind: Kind) -> str | None:
    procedure, place, gate, goods, vehicle_class = kind
    fitting = [
        flow
        for flow in flows
        if flow.facts.get("procedure") == procedure
        and (flow.facts.get("place") == place or flow.facts.get("gate") == gate)
    ]

    def fit(flow: Flow) -> int:
        return (
            4 * (flow.facts.get("goods") == goods)
            + 2 * (flow.facts.get("place") == place)
            + (flow.facts.get("vehicle_class") == vehicle_class)
        )

    best = max(fitting, key=fit, default=None)
    return best.id if best else None
