"""Random networks that the kernel may be given: everything that a twin can say, in small.

Every option writes a row, so that what happened can be told again from the rows alone.
"""

from hypothesis import strategies as st

from cuakhau.simulation.network.types import (
    Flow,
    Following,
    LogRow,
    Network,
    Node,
    Option,
    Poisson,
    Present,
    Slots,
    Trace,
)
from simulation.kernel.pieces import (
    HOUR_US,
    LENGTH_US,
    POOLS,
    ROW,
    SECOND_US,
    STATIONS,
    draws,
    minutes,
    pools,
    stations,
    ways,
)

ENDS = (
    Node(id="end", op="end", options=(Option(next="", rows=ROW),)),
    Node(id="back", op="end", outcome="turned_back", options=(Option(next="", rows=ROW),)),
)
at_times = st.lists(
    st.integers(0, 40).map(lambda n: n * 15 * 60 * SECOND_US), min_size=1, max_size=12
).map(lambda times: tuple(sorted(times)))
arrivals = st.one_of(
    st.builds(
        lambda a, b: Poisson(per_hour=(float(a), float(b)), day_factor=(1.2,)),
        st.integers(0, 3),
        st.integers(1, 3),
    ),
    st.builds(lambda at: Trace(at_us=at), at_times),
    st.builds(lambda at, no: Slots(at_us=at, spread_us=HOUR_US, no_show=no), at_times,
              st.sampled_from((0.0, 0.3))),
)  # fmt: skip


@st.composite
def flows(draw, name):
    nodes = list(ENDS)
    first = "end"
    for _ in range(draw(st.integers(1, 4))):
        first = draw(ways("", nodes, first))
    return _flow(name, draw(arrivals), nodes, first, priority=draw(st.integers(0, 2)))


def _flow(name, come, nodes, first, **more):
    return Flow(
        id=name,
        arrivals=come,
        nodes=tuple(nodes),
        first=first,
        declares=LogRow(kind="declared"),
        facts={"procedure": "export", "place": "gate"},
        **more,
    )


@st.composite
def pairs(draw):
    """Vehicles that give their goods, and those that take them over."""
    give, take = list(ENDS), list(ENDS)
    linked = (LogRow(kind="linked"),)
    works = Option(next="done", at=draw(st.sampled_from(STATIONS)), draw=draw(draws), rows=ROW)
    gone, freed = draw(ways("", give, "end")), draw(ways("", take, "end"))
    give += [
        Node(id="done", op="hand_over", options=(Option(next=gone, rows=ROW),)),
        Node(id="work", op="serve", options=(works,)),
        Node(id="meet", op="giver", at="m", options=(Option(next="work", rows=linked),)),
    ]  # fmt: skip
    take += [
        Node(id="free", op="mark", options=(Option(next=freed, rows=ROW),)),
        Node(id="meet", op="receiver", at="m", options=(Option(next="free", rows=linked),)),
    ]  # fmt: skip
    come = draw(arrivals)
    others = Following(flow="givers", after=draw(draws)) if draw(st.booleans()) else draw(arrivals)
    return (
        _flow("givers", come, give, draw(ways("", give, "meet")), needs=(3.0, 1.0)),
        _flow("takers", others, take, draw(ways("", take, "meet"))),
    )


@st.composite
def present_of(draw, flow, number):
    """A vehicle that waits for, or is in the middle of, a service or a wait outside of a fork."""
    forked = {
        node.id for node in flow.nodes for other in flow.nodes
        if other.op == "fork" and node.id.startswith(other.id)
    }  # fmt: skip
    here = [n for n in flow.nodes if n.op in ("serve", "wait", "take") and n.id not in forked]
    if not here:
        return None
    node = draw(st.sampled_from(here))
    waits = node.op == "take" or (node.op == "serve" and draw(st.booleans()))
    return Present(
        subject=f"{flow.id}-{number}",
        flow=flow.id,
        nodes=(node.id,),
        left_us=() if waits else (draw(minutes) * 60 * SECOND_US,),
        pool=POOLS[number] if number < len(POOLS) and draw(st.booleans()) else None,
        since_us=-draw(minutes) * 60 * SECOND_US,
    )


@st.composite
def networks(draw, *, with_present=True):
    """A valid network of up to three flows, three stations and three pools."""
    made = [draw(flows(f"f{number}")) for number in range(draw(st.integers(1, 2)))]
    if draw(st.booleans()):
        made += draw(pairs())
    inside = []
    if with_present and draw(st.booleans()):
        found = [draw(present_of(flow, n)) for n, flow in enumerate((*made, *made))]
        inside = [one for one in found if one]
    return Network(
        zone="example",
        start_us=1_724_259_600_000_000,
        offset_min=420,
        length_us=LENGTH_US,
        stations=tuple(draw(stations(name)) for name in STATIONS),
        pools=tuple(draw(pools(name)) for name in POOLS),
        flows=tuple(made),
        present=tuple(inside),
    )
