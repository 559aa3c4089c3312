"""Run networks under seeds: as many as asked, or until the mean is as sure as asked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from cuakhau.planning.experiments.interval import Interval, interval_of
from cuakhau.planning.experiments.kept import Shelf, key_from, network_digest
from cuakhau.planning.experiments.measured import ALL, Measured
from cuakhau.planning.experiments.replicate import UNWATCHED, Watch, cores, do_all
from cuakhau.simulation.network.types import Network

Play = Callable[[int], Measured]  # one replication, by its seed
Ready = Callable[[Network], Play]


def make_ready(network: Network) -> Play:
    """Make a network ready for many seeds: it is encoded once, when the first of them is run."""
    from cuakhau.planning.experiments.measuring import measure
    from cuakhau.simulation.network.encode import encode
    from cuakhau.simulation.run import run_encoded

    encoded = cache(lambda: encode(network))
    return lambda seed: measure(run_encoded(network, encoded(), seed=seed))


def play(network: Network, seed: int) -> Measured:
    """Run a network once and keep what is kept of it."""
    return make_ready(network)(seed)


@dataclass(frozen=True, slots=True)
class Way:
    """How runs are made: watched by whom, kept where, on how many threads (0: on all cores).

    `ready` turns each network into what runs its seeds.
    """

    watch: Watch = UNWATCHED
    shelf: Shelf | None = None
    threads: int = 0
    ready: Ready = field(default=make_ready)


def replicate(
    network: Network, *, seeds: Sequence[int], way: Way | None = None
) -> tuple[Measured, ...]:
    """Run one network under each seed; answers in the order of the seeds. Raises `Stopped`."""
    return run_all({"": network}, seeds=seeds, way=way)[""]


def run_all(
    networks: Mapping[str, Network], *, seeds: Sequence[int], way: Way | None = None
) -> dict[str, tuple[Measured, ...]]:
    """Run each network under each seed, all pairs side by side: seed by seed, so that whoever
    stops early has equally much of each. Raises `Stopped`.
    """
    way = way or Way()
    digests = {name: network_digest(one) for name, one in networks.items()} if way.shelf else {}
    plays = {name: way.ready(one) for name, one in networks.items()}
    pairs = [(name, seed) for seed in seeds for name in networks]

    def act(pair: tuple[str, int]) -> Measured:
        name, seed = pair
        if way.shelf is None:
            return plays[name](seed)
        key = key_from(digests[name], seed)
        return way.shelf.measured(key, lambda: plays[name](seed))

    done = do_all(act, pairs, watch=way.watch, threads=way.threads)
    return {name: done[place :: len(networks)] for place, name in enumerate(networks)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """How sure a mean shall be: half of its interval over its value, after how many runs at most.

    Looking again and again makes the interval a little too sure of itself; `least` runs at first
    keep that small.
    """

    half_width: float = 0.05
    least: int = 5
    most: int = 100
    group: str = ALL
    measure: str = "wait.mean"

    def is_met(self, found: Interval) -> bool:
        """Whether this interval is narrow enough."""
        if found.mean is None or found.half_width is None:
            return False
        return found.half_width <= self.half_width * abs(found.mean)


def replicate_until(
    network: Network, wanted: Wanted, *, seeds: Iterable[int], way: Way | None = None
) -> tuple[Measured, ...]:
    """Run under one seed after another until the mean is as sure as `wanted`, or `most` are run."""
    left, runs = iter(seeds), list[Measured]()
    while len(runs) < wanted.most:
        room = wanted.most - len(runs)
        step = list(islice(left, min(room, cores() if runs else wanted.least)))
        if not step:
            break
        runs += replicate(network, seeds=step, way=way)
        if wanted.is_met(interval_of([one.value(wanted.group, wanted.measure) for one in runs])):
            break
    return tuple(runs)
