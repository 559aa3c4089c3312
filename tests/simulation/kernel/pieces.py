"""Random stations, pools and pieces of a way, from which random networks are put together."""

from hypothesis import strategies as st

from cuakhau.simulation.network.types import Breaks, Draw, LogRow, Node, Option, Pool, Station

SECOND_US = 1_000_000
HOUR_US = 3_600 * SECOND_US
LENGTH_US = 12 * HOUR_US
ROW = (LogRow(step="step", agency="customs"),)
STATIONS = ("s0", "s1", "s2")
POOLS = ("p0", "p1", "p2")

minutes = st.integers(1, 40)
draws = st.one_of(
    st.builds(lambda m: Draw(kind="fixed", mean_us=m * 60 * SECOND_US), st.sampled_from((5, 10))),
    st.builds(
        lambda kind, m, cv: Draw(kind=kind, mean_us=m * 60 * SECOND_US, cv=cv),
        st.sampled_from(("exponential", "lognormal", "gamma")),
        minutes,
        st.sampled_from((0.3, 1.0, 2.0)),
    ),
    st.builds(
        lambda sample: Draw(kind="empirical", sample_us=tuple(sample)),
        st.lists(minutes.map(lambda m: m * 60 * SECOND_US), min_size=1, max_size=5),
    ),
)


def at_hour(turn):
    return turn[0]


hours = st.integers(1, 11).map(lambda hour: hour * HOUR_US)


@st.composite
def stations(draw, name):
    turns = draw(st.lists(st.tuples(hours, st.integers(0, 3)), max_size=2, unique_by=at_hour))
    quota = draw(st.lists(st.tuples(hours, st.integers(-1, 6)), max_size=2, unique_by=at_hour))
    first = draw(st.sampled_from((-1, -1, -1, 3, 6)))
    lost = draw(st.sampled_from((0, 0, 1, None)))
    return Station(
        id=name,
        servers=((0, draw(st.sampled_from((2, 3, 1, 0)))), *sorted(turns)),
        quota=((0, first), *sorted(quota)) if first >= 0 or quota else (),
        breaks=()
        if lost == 0
        else (Breaks(id=name, between_us=3 * HOUR_US, lasts_us=HOUR_US, servers=lost),),
    )


@st.composite
def pools(draw, name):
    places = draw(st.sampled_from((1, 2, 3, None)))
    return Pool(id=name, yard=draw(st.sampled_from(("yard", "road:north"))), places=places)


priorities = st.one_of(st.none(), st.integers(0, 3))
INSIDE_FORK = ("serve", "serve", "serve", "wait", "mark", "split")
ANYWHERE = (*INSIDE_FORK, "take", "take", "give", "holds", "balk", "fork", "rework")


@st.composite
def ways(draw, low, nodes, then, *, forked=False):
    """Put one piece of a way before `then`; give the id of its first node."""
    kind = draw(st.sampled_from(INSIDE_FORK if forked else ANYWHERE))
    return PIECES[kind](draw, f"{low}{kind}{len(nodes)}", nodes, then)


def _serve(draw, name, nodes, then):
    where = draw(st.lists(st.sampled_from(STATIONS), min_size=1, max_size=2, unique=True))
    took = draw(draws)
    options = tuple(Option(next=then, at=at, draw=took, rows=ROW) for at in where)
    nodes.append(Node(id=name, op="serve", options=options, priority=draw(priorities)))
    return name


def _holds(draw, name, nodes, then):
    into = draw(st.sampled_from((_take, _give)))(draw, f"{name}n", nodes, then)
    option = Option(next=into, at=draw(st.sampled_from(STATIONS)), draw=draw(draws), rows=ROW)
    nodes.append(Node(id=name, op="serve", options=(option,), holds=True))
    return name


def _take(draw, name, nodes, then):
    where = draw(st.lists(st.sampled_from(POOLS), min_size=1, max_size=3, unique=True))
    options = tuple(Option(next=then, at=at, rows=ROW) for at in where)
    nodes.append(Node(id=name, op="take", options=options, priority=draw(priorities)))
    return name


def _give(draw, name, nodes, then):
    nodes.append(Node(id=name, op="give", options=(Option(next=then, rows=ROW),)))
    return name


def _mark(draw, name, nodes, then):
    nodes.append(Node(id=name, op="mark", options=(Option(next=then, rows=ROW),)))
    return name


def _wait(draw, name, nodes, then):
    option = Option(next=then, draw=draw(draws), rows=ROW)
    nodes.append(Node(id=name, op="wait", options=(option,)))
    return name


def _split(draw, name, nodes, then):
    other = draw(ways(f"{name}o", nodes, then, forked=True))
    options = (Option(next=then, share=3, rows=ROW), Option(next=other, share=2, rows=ROW))
    nodes.append(Node(id=name, op="split", options=options))
    return name


def _rework(draw, name, nodes, then):
    again = _serve(draw, f"{name}s", nodes, f"{name}b")
    options = (Option(next=then, share=2, rows=ROW), Option(next=again, share=1, rows=ROW))
    nodes.append(Node(id=f"{name}b", op="split", options=options))
    return again


def _balk(draw, name, nodes, then):
    at, limit = draw(st.sampled_from((*STATIONS, *POOLS))), draw(st.integers(0, 4))
    options = (Option(next=then, rows=ROW), Option(next="back", rows=ROW))
    nodes.append(Node(id=name, op="balk", at=at, limit=limit, options=options))
    return name


def _fork(draw, name, nodes, then):
    nodes.append(Node(id=f"{name}j", op="join", options=(Option(next=then, rows=ROW),)))
    branches = [
        draw(ways(f"{name}{n}", nodes, f"{name}j", forked=True))
        for n in range(draw(st.integers(2, 3)))
    ]
    options = tuple(Option(next=branch, rows=ROW) for branch in branches)
    nodes.append(Node(id=name, op="fork", options=options))
    return name


PIECES = {
    "serve": _serve, "holds": _holds, "take": _take, "give": _give, "mark": _mark, "wait": _wait,
    "split": _split, "rework": _rework, "balk": _balk, "fork": _fork,
}  # fmt: skip
