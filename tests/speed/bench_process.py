"""How fast a process map is made, beside PM4Py on the same events, all in one run.

    .venv/bin/python tests/speed/bench_process.py [--json FILE] [--events 1000000] [--large]

A month of the twin is repeated under new names until there are so many events, and ten times as
many beside PM4Py, which is AGPL and therefore installed into an environment of this benchmark
alone and thrown away. Sorting is told apart for both. `--large` adds a hundred times as many, in a
process of its own that may take 8 GB.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import venv
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np  # noqa: E402
import pyarrow as pa  # noqa: E402
import pyarrow.compute as pc  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402

from cuakhau.movement.log import LOG_SCHEMA  # noqa: E402
from cuakhau.simulation.decode import log_of  # noqa: E402
from cuakhau.simulation.run import run as simulate  # noqa: E402
from cuakhau.simulation.twin.build import build_network  # noqa: E402
from cuakhau.simulation.twin.load import load_twin  # noqa: E402
from cuakhau.statistics.process.asking import count_map, opened  # noqa: E402
from cuakhau.statistics.process.flow_map import build_map  # noqa: E402
from cuakhau.statistics.process.reading import sort_log  # noqa: E402
from cuakhau.statistics.process.steps import read_names  # noqa: E402
from cuakhau.zone.load import files_of, find_zone, get_folder  # noqa: E402
from speed.measured import close, measured, options, say  # noqa: E402

ZONE, FIRST_DAY, DAYS = "lang-son", date(2024, 8, 1), 30
PM4PY = "pm4py==2.7.23.11"
CEILING_S, TIMES_FASTER, MOST_GB, ROUNDS = 0.6, 30, 8, 3
THEIRS = Path(__file__).parent / "process" / "pm4py_map.py"


def make_log(zone, events, file):
    """Write a log of about so many rows, sorted by subject."""
    twin = load_twin(zone, files_of(get_folder(ZONE)))
    network = build_network(zone, twin, first_day=FIRST_DAY, days=DAYS)
    month = log_of(simulate(network, seed=1, log="full"), run_id="bench").table
    with pq.ParquetWriter(file, LOG_SCHEMA, compression="zstd") as writer:
        for copy in range(-(-events // len(month))):
            part = month.slice(0, min(len(month), events - copy * len(month)))
            named = pc.binary_join_element_wise(f"{copy:05d}", part["subject"], "-")
            shift = pa.scalar(copy * DAYS * 86_400_000_000)
            for name in ("happened_us", "recorded_us", "started_us"):
                at = LOG_SCHEMA.get_field_index(name)
                part = part.set_column(at, LOG_SCHEMA.field(name), pc.add(part[name], shift))
            at = LOG_SCHEMA.get_field_index("subject")
            writer.write_table(part.set_column(at, LOG_SCHEMA.field("subject"), named), 500_000)


def best(act, rounds=ROUNDS):
    """The quickest of some rounds, and what the last gave."""
    seconds = []
    for _ in range(rounds):
        began = time.perf_counter()
        found = act()
        seconds.append(time.perf_counter() - began)
    return min(seconds), found


def map_of(steps):
    with opened(steps) as asked:
        return count_map(asked)


def sorted_steps(zone, events, folder):
    """Make a log and sort it; give the file of steps and the seconds that sorting took."""
    log, steps = folder / f"log-{events}.parquet", folder / f"steps-{events}.parquet"
    make_log(zone, events, log)
    began = time.perf_counter()
    sort_log(zone, log, steps, viewer=None)
    took = time.perf_counter() - began
    log.unlink()
    return steps, took


def our_map(zone, events, folder, ceiling):
    steps, sorting = sorted_steps(zone, events, folder)
    seconds, counts = best(lambda: map_of(steps))
    made, _ = best(lambda: build_map(counts))
    yield measured(f"sorting {events:,} events once", sorting, "s")
    yield measured(f"process map of {events:,} events", seconds + made, "s", ceiling=ceiling)


def write_for_them(steps, file):
    """The same steps as PM4Py wants them: case, activity, time."""
    names = np.array(read_names(pq.read_metadata(steps).metadata)["activity"])
    table = pq.read_table(steps, columns=["visit", "activity", "at_us"])
    columns = {
        "case:concept:name": table["visit"].cast(pa.string()),
        "concept:name": pa.array(names).take(table["activity"]),
        "time:timestamp": table["at_us"].cast(pa.timestamp("us", "UTC")),
    }
    pq.write_table(pa.table(columns), file)


def beside_pm4py(zone, events, folder):
    """Make the map of the same events by PM4Py; both must find the same ways and means."""
    steps, sorting = sorted_steps(zone, events, folder)
    theirs_file = folder / "theirs.parquet"
    write_for_them(steps, theirs_file)
    environment = folder / "pm4py"
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    install = [python, "-m", "pip", "install", "--quiet", PM4PY, "pyarrow"]
    subprocess.run(install, check=True)
    told = subprocess.run(
        [python, THEIRS, theirs_file, str(ROUNDS)], check=True, capture_output=True
    )
    theirs = json.loads(told.stdout)
    ours, counts = best(lambda: map_of(steps))
    check_same(counts, theirs)
    yield measured(f"sorting {events:,} events once", sorting, "s")
    yield measured(f"PM4Py: sorting and format of {events:,} events", theirs["format_s"], "s")
    yield measured(f"PM4Py: reading and map of {events:,} events", theirs["map_s"], "s")
    yield measured(f"process map of {events:,} events", ours, "s")
    faster = theirs["map_s"] / ours
    yield measured("times faster than PM4Py, sorting apart", faster, "×", floor=TIMES_FASTER)


def check_same(counts, theirs):
    """Both count the same passes and, to a second, the same mean times."""
    ours = {}
    for link, times in counts.links.items():
        if link.before:
            number, total = ours.get((link.before, link.activity), (0, 0))
            ours[link.before, link.activity] = (number + times.count, total + times.sum_us)
    their_ways = {(a, b): (number, mean) for a, b, number, mean in theirs["ways"]}
    assert ours.keys() == their_ways.keys()
    for way, (number, total) in ours.items():
        their_number, mean = their_ways[way]
        assert number == their_number, way
        assert abs(total / number / 1e6 - mean) < 1, way


def large(events, folder):
    """A hundred times as many within 8 GB, in a process whose memory is its own."""
    began = time.perf_counter()
    steps, sorting = sorted_steps(find_zone(ZONE), events, folder)
    with opened(steps) as asked:
        asked.database.execute(f"SET memory_limit = '{MOST_GB - 3}GB'")
        asked.database.execute(f"SET temp_directory = '{folder}'")
        asked.database.execute("SET max_temp_directory_size = '4GB'")
        began = time.perf_counter()
        count_map(asked)
        took = time.perf_counter() - began
    peak_gb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024
    print(json.dumps({"sorting_s": sorting, "map_s": took, "peak_gb": peak_gb}))


def say_large(events, folder):
    command = [sys.executable, __file__, "--in-own-process", str(events), str(folder)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    yield measured(f"sorting {events:,} events once", told["sorting_s"], "s")
    yield measured(f"process map of {events:,} events", told["map_s"], "s")
    yield measured(f"memory for {events:,} events", told["peak_gb"], "GB", ceiling=MOST_GB)


def run(events, is_large):
    """Measure everything, print it, and give the rows."""
    zone = find_zone(ZONE)
    rows = []
    with tempfile.TemporaryDirectory(prefix="bench-process-") as told:
        folder = Path(told)
        rows += say(our_map(zone, events, folder, CEILING_S))
        rows += say(beside_pm4py(zone, events * 10, folder))
        if is_large:
            rows += say(say_large(events * 100, folder))
    return rows


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cuakhau.server.settings")
    if sys.argv[1:2] == ["--in-own-process"]:
        large(int(sys.argv[2]), Path(sys.argv[3]))
        sys.exit()
    is_large = "--large" in sys.argv
    sys.argv = [word for word in sys.argv if word != "--large"]
    chosen = options(__doc__)
    sys.exit(close(run(chosen.events, is_large), chosen.json))
