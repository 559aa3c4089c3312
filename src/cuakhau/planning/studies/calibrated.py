"""What the page of trust rests on, as studies: each takes seconds and is kept."""

from cuakhau.planning.backtest import BackTest, back_test
from cuakhau.planning.calibrating.fitted import Fit
from cuakhau.planning.calibrating.fitting import fit
from cuakhau.planning.studies.job import Job
from cuakhau.simulation.run import run
from cuakhau.simulation.targets.measure import Met, measure
from cuakhau.simulation.twin.build import build_network

TARGET_DAYS, WARM_UP_DAYS, SEED = 9, 2, 1
SEEDS = range(1, 20)  # a band of just 90 %


def measure_targets(job: Job) -> tuple[Met, ...]:
    """Run the twin around the day that it describes, and measure what was published."""
    twin = job.twin
    if twin is None or not twin.targets or not twin.settings:
        return ()
    around = twin.settings[0].around
    network = build_network(job.zone, twin, first_day=around, days=TARGET_DAYS)
    made = run(network, seed=SEED, log="full")
    return tuple(measure(job.zone, made, twin.targets, warm_up_days=WARM_UP_DAYS))


def fit_log(job: Job) -> Fit:
    """Fit the last days of the log. Raises `FitRefused` P61, `Stopped`."""
    return fit(job.zone, job.read_log(), job.twin, watch=job.watch)


def hold_out(job: Job) -> BackTest:
    """Tell the last whole day from those before. Raises `FitRefused` P61 or P63, `Stopped`."""
    return back_test(job.zone, job.read_log(), job.twin, held=1, seeds=SEEDS, watch=job.watch)
