"""Small networks for the tests of the kernel."""

from cuakhau.simulation.network.types import (
    Draw,
    Flow,
    LogRow,
    Network,
    Node,
    Option,
    Poisson,
    Station,
)

SECOND_US = 1_000_000
HOUR_US = 3_600 * SECOND_US
DAY_US = 24 * HOUR_US


def one_queue(*, servers: int, per_hour: float, draw: Draw, days: int = 1) -> Network:
    """Vehicles that come by chance to one counter."""
    check = LogRow(step="check", agency="customs", looked_at=1)
    serve = Option(next="end", at="desk", draw=draw, rows=(check,))
    nodes = (Node(id="check", op="serve", options=(serve,)), Node(id="end", op="end"))
    flow = Flow(
        id="lorries",
        arrivals=Poisson(per_hour=(per_hour,)),
        nodes=nodes,
        first="check",
        declares=LogRow(kind="declared"),
        facts={"procedure": "export", "place": "gate"},
    )
    return Network(
        zone="example",
        start_us=1_724_259_600_000_000,
        offset_min=420,
        length_us=days * DAY_US,
        stations=(Station(id="desk", servers=((0, servers),)),),
        pools=(),
        flows=(flow,),
    )
