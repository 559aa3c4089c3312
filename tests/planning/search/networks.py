"""Small networks for the search: a desk with hours, and a way of several steps."""

from cuakhau.simulation.network.types import (
    Draw,
    Flow,
    Network,
    Node,
    Option,
    Poisson,
    Station,
)

MINUTE_US = 60_000_000
HOUR_US = 60 * MINUTE_US


def draw(minutes, kind="exponential"):
    return Draw(kind=kind, mean_us=int(minutes * MINUTE_US))


def serve(name, at, minutes, then):
    return Node(id=name, op="serve", options=(Option(next=then, at=at, draw=draw(minutes)),))


def one_desk(*, servers=2, minutes=10.0, per_hour=9.0, days=2, hours=None):
    steps = [(0, servers)]
    if hours:
        steps = [(0, 0)]
        opens, closes = hours
        for midnight in range(0, days * 24, 24):
            steps += [((midnight + opens) * HOUR_US, servers), ((midnight + closes) * HOUR_US, 0)]
    flow = Flow(
        id="out",
        arrivals=Poisson(per_hour=(per_hour,)),
        nodes=(serve("papers", "desk", minutes, "end"), Node(id="end", op="end")),
        first="papers",
    )
    return network([Station(id="desk", servers=tuple(steps))], [flow], days)


def side_by_side(*, days=2, per_hour=8.0):
    """Two desks at once, then a third; a fifth of all go another way."""
    nodes = (
        Node(
            id="ask", op="split", options=(Option(next="fork", share=4), Option(next="c", share=1))
        ),
        Node(id="fork", op="fork", options=(Option(next="a"), Option(next="b"))),
        serve("a", "desk-a", 12, "join"),
        serve("b", "desk-b", 10, "join"),
        Node(id="join", op="join", options=(Option(next="c"),)),
        serve("c", "desk-c", 6, "end"),
        Node(id="end", op="end"),
    )
    flow = Flow(id="out", arrivals=Poisson(per_hour=(per_hour,)), nodes=nodes, first="ask")
    stations = [
        Station(id="desk-a", servers=((0, 2),)),
        Station(id="desk-b", servers=((0, 0), (9 * HOUR_US, 3))),
        Station(id="desk-c", servers=((0, 1),)),
    ]
    return network(stations, [flow], days)


def network(stations, flows, days):
    return Network(
        zone="example",
        start_us=-7 * HOUR_US,
        offset_min=420,
        length_us=days * 24 * HOUR_US,
        stations=tuple(stations),
        pools=(),
        flows=tuple(flows),
    )
