"""Many cases at once: on the cores of this machine, or on a cluster of Ray.

A case is one value that can be pickled: it says all that its run needs. So where it is run cannot
change its answer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from cuakhau.planning.experiments.measured import Measured
from cuakhau.planning.experiments.refusals import p43_ray_is_installed, refuse
from cuakhau.planning.experiments.replicate import UNWATCHED, Watch, do_all
from cuakhau.planning.experiments.running import play
from cuakhau.simulation.network.types import Network


@dataclass(frozen=True, slots=True)
class Case:
    """One run: a network and a seed, under the name that the asker gave it."""

    name: str
    network: Network
    seed: int


def run_case(case: Case) -> Measured:
    """Run one case, here."""
    return play(case.network, case.seed)


def sweep(cases: Sequence[Case], *, watch: Watch = UNWATCHED) -> tuple[Measured, ...]:
    """Run all cases on the cores of this machine. Raises `Stopped`."""
    return do_all(run_case, cases, watch=watch)


def sweep_on_ray(
    cases: Sequence[Case],
    *,
    watch: Watch = UNWATCHED,
    act: Callable[[Case], Measured] = run_case,
    **connection: Any,
) -> tuple[Measured, ...]:
    """Run all cases on Ray: the cluster that `connection` names (`address=…`), or workers here.

    The same answers as `sweep`, in the same order. Raises `PlanRefused` where Ray is missing.
    """
    try:
        import ray
    except ImportError as missing:
        raise refuse(p43_ray_is_installed) from missing
    started = not ray.is_initialized()
    if started:
        ray.init(**connection)
    try:
        remote = ray.remote(act)
        places = {remote.remote(case): n for n, case in enumerate(cases)}
        done, waiting = dict[int, Measured](), list(places)
        while waiting:
            ready, waiting = ray.wait(waiting)
            done |= {places[one]: ray.get(one) for one in ready}
            watch.told(len(done), len(cases))
        return tuple(done[n] for n in range(len(cases)))
    finally:
        if started:
            ray.shutdown()
