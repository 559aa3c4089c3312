"""With luck of their own, SimPy and Ciw find the same means as the kernel, within intervals."""

import numpy as np
import pytest
from scipy import stats

from cuakhau.simulation.network.arrivals import draw_fleet
from cuakhau.simulation.run import run
from peers.luck import OwnLuck
from peers.reduced import WARM, build_network, run_ciw, run_simpy
from peers.reduced_cimba import run_cimba
from peers.simpy_network import World
from simulation.theory.agree import LEVEL, replicate
from simulation.theory.test_draws import busy_zone

DAYS, TIMES = 4, 12


def assert_alike(ours, theirs, *, within):
    """Two means of independent samples: Welch's interval of their difference holds zero."""
    mean = np.mean(ours)
    spread = np.sqrt(np.var(ours, ddof=1) / len(ours) + np.var(theirs, ddof=1) / len(theirs))
    half = stats.t.ppf(1 - LEVEL / 2, min(len(ours), len(theirs)) - 1) * spread
    said = f"{mean:.4g} and {np.mean(theirs):.4g} ± {half / mean:.1%}"
    print(said)
    assert half <= within * mean, said
    assert abs(np.mean(theirs) - mean) <= half, said


def test_cimba_runs_the_same_network_as_the_bench_says():
    """It tells no single stays, so it is held to a few per cent and from the start on."""
    stays, events = run_cimba(100, 7)
    made = run(build_network(100), seed=7)
    for kind, stay_s in enumerate(stays):
        gone = (made.left_us >= 0) & (made.flow == kind)
        ours = (made.left_us - made.arrived_us)[gone].mean() / 1e6
        assert stay_s == pytest.approx(ours, rel=0.06)
    assert events == pytest.approx(made.events, rel=0.02)


@pytest.mark.parametrize(("peer", "seed"), [(run_simpy, 100), (run_ciw, 200)])
def test_a_network_with_priorities_has_the_same_stays(peer, seed):
    def of(made):
        late = made.arrived_us > WARM * made.network.length_us
        gone = late & (made.left_us >= 0)
        return [
            (made.left_us - made.arrived_us)[gone & (made.flow == kind)].mean() / 1e6
            for kind in range(3)
        ]

    ours = replicate(build_network(DAYS), name=peer.__name__, times=60, of=of)
    stays = [peer(DAYS, seed + number)[0] for number in range(TIMES)]
    for kind in range(3):
        theirs = [np.mean(one[kind]) for one in stays]
        assert_alike(ours[:, kind], theirs, within=0.2)


def test_a_zone_with_hours_blocking_and_a_small_yard_has_the_same_waits():
    """Pairs with the same arrivals and other services, so that a busy day is busy for both."""
    network, gaps, waits = busy_zone(3), [], []
    for seed in range(300, 340):
        made = run(network, seed=seed)
        world = World(network, draw_fleet(network, seed), OwnLuck(seed))
        world.run()
        gone = (made.left_us >= 0) & (np.array(world.left_us) >= 0)
        waits.append(made.idle_us[gone].mean())
        gaps.append(np.array(world.idle_us)[gone].mean() - waits[-1])
    half = stats.t.ppf(1 - LEVEL / 2, len(gaps) - 1) * np.std(gaps, ddof=1) / np.sqrt(len(gaps))
    print(f"{np.mean(gaps) / np.mean(waits):+.1%} ± {half / np.mean(waits):.1%}")
    assert half <= 0.3 * np.mean(waits)
    assert abs(np.mean(gaps)) <= half
