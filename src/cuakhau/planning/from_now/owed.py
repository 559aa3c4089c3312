"""Partners still to come for vehicles that are there already and wait to hand their goods over."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cuakhau.planning.from_now.remaining import draw_rest
from cuakhau.simulation.network.types import Flow, Following, Network, Op, Present, Trace

OWED = ":owed"  # ends the name of a flow of partners that are still to come


def add_owed(network: Network, present: Sequence[Present], seed: int) -> Network:
    """Let a partner come for each giver that has none in the zone, in its time.

    A run begins anew with the partners of vehicles that come later; those of vehicles that came
    before it would be missing, and their givers wait for ever.
    """
    flows = {flow.id: flow for flow in network.flows}
    owed = [
        flow
        for one in network.flows
        if isinstance(one.arrivals, Following)
        for flow in _list_owed(flows[one.arrivals.flow], one, present, seed)
    ]
    return replace(network, flows=(*network.flows, *owed))


def _list_owed(
    giving: Flow, receiving: Flow, present: Sequence[Present], seed: int
) -> Iterator[Flow]:
    arrivals = receiving.arrivals
    assert isinstance(arrivals, Following)  # noqa: S101
    givers = [one for one in present if one.flow == giving.id and _will(giving, one, "giver")]
    takers = [
        one for one in present if one.flow == receiving.id and _will(receiving, one, "receiver")
    ]
    givers.sort(key=lambda one: (-one.since_us, one.subject))
    missing = givers[: max(len(givers) - len(takers), 0)]
    at_us = sorted(draw_rest(arrivals.after, -one.since_us, one.subject, seed) for one in missing)
    if at_us:
        yield replace(receiving, id=receiving.id + OWED, arrivals=Trace(at_us=tuple(at_us)))


def _will(flow: Flow, present: Present, op: Op) -> bool:
    """Tell whether a vehicle still comes to a node of this kind."""
    nodes = {node.id: node for node in flow.nodes}
    waiting, reached = list(present.nodes), set[str]()
    while waiting:
        node_id = waiting.pop()
        if node_id in reached or node_id not in nodes:
            continue
        if nodes[node_id].op == op:
            return True
        reached.add(node_id)
        waiting += [option.next for option in nodes[node_id].options]
    return False
