"""A network of queues: stations with officers, pools of places, flows of vehicles and their nodes.

The kernel runs this and knows no zone, law or language. All times are whole microseconds from the
start of the run, so sums are exact and ties are ties.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Op = Literal[
    "serve",  # queue at the least loaded of the options' stations, be served, go to its `next`
    "take",  # take a place in the first pool that has one, wait for one otherwise; free the old one
    "give",  # free the place that is held
    "mark",  # write rows; takes no time
    "split",  # go one of several ways by chance (`share`)
    "fork",  # go all ways at once; each must end in the same join; no place changes inside
    "join",  # go on when all are here
    "wait",  # let time pass: a road, a stay on the other side
    "balk",  # way 0, or way 1 where `limit` vehicles or more wait for or stand at `at`
    "giver",  # wait for `needs` vehicles of `at` to take the goods over
    "receiver",  # wait at `at` until a giver has handed over
    "hand_over",  # let the receivers of this giver go on
    "end",  # out of the run; `outcome` says how
]
Outcome = Literal["left", "turned_back"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """How long something takes, by mean and coefficient of variation, or as a sample."""

    kind: Literal["fixed", "exponential", "lognormal", "gamma", "empirical"]
    mean_us: int = 0
    cv: float = 1.0
    sample_us: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """What a node says in the log, beside what its flow says."""

    kind: str = "confirmed"
    step: str | None = None
    agency: str | None = None
    place: str | None = None
    goods: str | None = None  # what is carried, where the row itself says it
    looked_at: int = 0
    way: Literal["scan", "hand", "camera"] = "hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One way on from a node. `at` names a station (serve) or a pool (take)."""

    next: str
    at: str = ""
    draw: Draw | None = None
    share: float = 1.0
    rows: tuple[LogRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A point of a flow's way. `luck` names its random numbers, so that equal steps share theirs.

    `holds`: the officer stays with the vehicle until it has its next place (blocking after
    service). `priority` is the flow's where it is `None`.
    """

    id: str
    op: Op
    options: tuple[Option, ...] = ()
    at: str = ""
    limit: int = 0
    holds: bool = False
    priority: int | None = None
    outcome: Outcome = "left"
    luck: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaks:
    """Stops of a station by chance, exponential: each run draws its own, by its seed and this `id`.

    The means of the time between two stops and of a stop; it loses `servers`, or all (`None`).
    """

    id: str
    between_us: int
    lasts_us: int
    servers: int | None = None
    at: str = ""  # the place of the station, and why it stops: for who reads the run
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """From when until when a place or a post stood still, and why (decision 0033).

    The kernel needs none of it: who is on duty has it already. `servers`: so many were lost, or all
    (`None`); `goods` and `direction`: only these were kept from coming.
    """

    kind: Literal["closure", "planned", "breakdown"]
    at: str
    reason: str
    from_us: int
    to_us: int
    side: str = ""
    post: str = ""
    servers: int | None = None
    goods: str | None = None
    direction: str = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """Officers or lanes that serve one queue, perhaps for several steps.

    `servers` lists (from, how many are on duty from then on), the first at 0. `quota` lists (from,
    how many services may begin until the next entry); -1 for any number. Whoever is being served
    when the shift ends is served to the end.
    """

    id: str
    servers: tuple[tuple[int, int], ...]
    quota: tuple[tuple[int, int], ...] = ()
    breaks: tuple[Breaks, ...] = ()  # not in `servers`


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Places in one yard for some classes of vehicle; `None`: as many as come (an endless road).

    Of a road: what one vehicle takes of it on the mean, and how long it is; `None`: unknown.
    """

    id: str
    yard: str
    places: int | None = None
    each_m: float | None = None
    length_m: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Poisson:
    """Arrivals by chance: the expected number in each hour of the week, from the hour of the start.

    `per_hour` may be of any length and is repeated; `day_factor` multiplies single days of the run.
    """

    per_hour: tuple[float, ...]
    day_factor: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Arrivals as they were recorded."""

    at_us: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """Booked arrivals: each booking comes at its slot, early or late by chance, or not at all."""

    at_us: tuple[int, ...]
    spread_us: int = 0  # standard deviation of how early or late they come
    no_show: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """Partners of another flow: as many as each of its vehicles needs, some time after it."""

    flow: str
    after: Draw


Arrivals = Poisson | Trace | Slots | Following


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Vehicles of one kind: how they come, what they are, and the nodes of their way.

    A lower `priority` is served first. `needs` gives the chances of needing 1, 2, 3 … partners.
    """

    id: str
    arrivals: Arrivals
    nodes: tuple[Node, ...]
    first: str
    priority: int = 0
    needs: tuple[float, ...] = (1.0,)
    declares: LogRow | None = None  # the row that opens a visit
    facts: Mapping[str, str] = field(default_factory=dict)  # procedure, goods, …


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """A vehicle that is in the zone when the run starts.

    `nodes` lists where it is: several inside a fork. `left_us` is the service still to come of the
    one it is served at; -1 where it waits. `since_us` (negative) is when it arrived.
    """

    subject: str
    flow: str
    nodes: tuple[str, ...]
    options: tuple[int, ...] = ()  # which option of each node it is at
    left_us: tuple[int, ...] = ()
    pool: str | None = None
    since_us: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """All that one run needs but the seed. `start_us` is its begin in microseconds UTC."""

    zone: str
    start_us: int
    offset_min: int
    length_us: int
    stations: tuple[Station, ...]
    pools: tuple[Pool, ...]
    flows: tuple[Flow, ...]
    present: tuple[Present, ...] = ()
    stops: tuple[Stop, ...] = ()
