"""How fast the twin is, beside SimPy, Ciw and cimba on the same models, all in one run.

    .venvs/peers/bin/python tests/speed/bench_simulation.py [--json FILE] [--days 365]

An arrival or the end of a service is one event, for everybody. Ours and the peers take turns.
"""

import os
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cuakhau.server.settings")

from cuakhau.simulation.twin.build import build_network  # noqa: E402
from cuakhau.simulation.twin.load import load_twin  # noqa: E402
from cuakhau.zone.load import files_of, find_zone, get_folder  # noqa: E402
from speed.measured import close, options, say  # noqa: E402
from speed.simulation import own, peers_beside  # noqa: E402

ZONE, FIRST_DAY = "lang-son", date(2024, 8, 1)
SCENARIOS, TIMES = 200, 20


def run(days):
    """Measure everything, print it, and give the rows. Fewer days make a smaller bench of all."""
    zone = find_zone(ZONE)
    twin = load_twin(zone, files_of(get_folder(ZONE)))

    def network_of(days):
        return build_network(zone, twin, first_day=FIRST_DAY, days=max(1, days))

    rows = []
    rows += say(peers_beside.beside_simpy(network_of(days), network_of(days // 90)))
    rows += say(peers_beside.beside_all(days))
    rows += say(own.a_day(network_of(1)))
    rows += say(own.fresh(network_of(1), days))
    rows += say(own.log_rows(network_of(days // 4)))
    month = min(30, days)
    scenarios = SCENARIOS if days >= 365 else 4
    rows += say(own.sweep(network_of(month), scenarios, TIMES if days >= 365 else 2))
    return rows


if __name__ == "__main__":
    chosen = options(__doc__)
    sys.exit(close(run(chosen.days), chosen.json))
