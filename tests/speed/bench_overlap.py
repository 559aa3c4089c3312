"""How well and how fast overlaps are found: planted ones on unseen seeds, and a million events.

.venv/bin/python tests/speed/bench_overlap.py [--json FILE] [--days 365]
"""

import os
import sys
import time
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cuakhau.server.settings")

from cuakhau.simulation.decode import log_of  # noqa: E402
from cuakhau.simulation.run import run as simulate  # noqa: E402
from cuakhau.simulation.twin.build import build_network  # noqa: E402
from cuakhau.simulation.twin.load import load_twin  # noqa: E402
from cuakhau.statistics.overlap import find_overlaps  # noqa: E402
from cuakhau.zone.load import files_of, find_zone, get_folder  # noqa: E402
from overlaps.judging import DAYS, EACH, UNSEEN, Judged, judge  # noqa: E402
from overlaps.perturbing import Wrong  # noqa: E402
from speed.measured import close, measured, options, say  # noqa: E402

GOAL, LANG_SON, ROUNDS = 0.95, "lang-son", 3
LEVELS = {"5 % of ticks wrong": Wrong(), "5 % each": EACH}


def run(seeds, days):
    """Measure everything, print it, and give the rows."""
    return say([*find(seeds), *speed(days)])


def find(seeds):
    for name in DAYS:
        for level, wrong in LEVELS.items():
            each = (judge(name, seed, wrong) for seed in islice(UNSEEN, seeds))
            total = sum(each, Judged())
            of = f"{name}, {level}"
            yield measured(f"precision, {of}", total.precision, "share", floor=GOAL)
            yield measured(f"recall, {of}", total.recall, "share", floor=GOAL)
            yield measured(f"precision by vehicle, {of}", total.vehicle_precision, "share")
            yield measured(f"recall by vehicle, {of}", total.vehicle_recall, "share")


def speed(days):
    """The best of three over so many simulated days of Lạng Sơn; 42 are a million events."""
    zone = find_zone(LANG_SON)
    twin = load_twin(zone, files_of(get_folder(LANG_SON)))
    network = build_network(zone, twin, first_day=DAYS[LANG_SON][0], days=days)
    log = log_of(simulate(network, seed=1, log="full"), run_id="speed")
    took = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        found = find_overlaps(zone, log)
        took.append(time.perf_counter() - begun)
    yield measured(f"find, {len(log):,} events, {len(found.findings)} findings", min(took), "s")


if __name__ == "__main__":
    chosen = options(__doc__)
    whole = chosen.days >= 365  # a smaller bench of all takes few seeds and days
    sys.exit(close(run(20 if whole else 2, 42 if whole else 2), chosen.json))
