"""How fast a process map is made, beside PM4Py on the same events, all in one run.

    .venv/bin/python tests/speed/bench_process.py [--json FILE] [--events 1000000]
                                                  [--beside 10000000] [--large 100000000]

A month of the twin is repeated under new names until there are so many events. PM4Py is AGPL and
therefore installed into an environment of this benchmark alone and thrown away. Sorting is told
apart for both. The large log is the sorted one beside PM4Py, so often behind itself under new
numbers of visits: sorting goes part by part, so that ten times the events take ten times as long
and no more memory. Sorting and mapping run in processes of their own, whose memory is told.
"""

import json
import os
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
from cuakhau.statistics.process.flow_map import ERROR_US, build_map  # noqa: E402
from cuakhau.statistics.process.reading import sort_log  # noqa: E402
from cuakhau.statistics.process.steps import NAMES_KEY, SCHEMA, read_names  # noqa: E402
from cuakhau.zone.load import files_of, find_zone, get_folder  # noqa: E402
from speed.measured import close, measured, options, say  # noqa: E402

ZONE, FIRST_DAY, DAYS = "lang-son", date(2024, 8, 1), 30
PM4PY = "pm4py==2.7.23.11"
CEILING_S, TIMES_FASTER, MOST_GB, MOST_SPILL_GB, ROUNDS = 0.6, 30, 8, 4, 3
EXACT = """SELECT link // 4194304 AS before, activity, quantile_disc(gap_us, 0.5),
                  quantile_disc(gap_us, 0.9) FROM steps GROUP BY ALL"""  # link: see `pack`
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


def sorted_steps(events, folder):
    """Make a log and sort it in a process of its own; give the file of steps and what it took."""
    log, steps = folder / f"log-{events}.parquet", folder / f"steps-{events}.parquet"
    make_log(find_zone(ZONE), events, log)
    told = in_own_process("sort", log, steps)
    log.unlink()
    return steps, told


def sort_alone(log, steps):
    return best(lambda: sort_log(find_zone(ZONE), Path(log), Path(steps), viewer=None), 1)[0]


def in_own_process(act, *words):
    """Do an act whose memory is to be told; give its seconds and gigabytes at most."""
    command = [sys.executable, __file__, act, *map(str, words)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return json.loads(told.stdout)


def say_sorting(events, told):
    yield measured(f"sorting {events:,} events once", told["seconds"], "s")
    yield measured(f"memory of sorting {events:,} events", told["gb"], "GB", ceiling=MOST_GB)


def our_map(events, folder):
    steps, sorting = sorted_steps(events, folder)
    seconds, counts = best(lambda: map_of(steps))
    made, found = best(lambda: build_map(counts))
    yield from say_sorting(events, sorting)
    yield measured(f"process map of {events:,} events", seconds + made, "s", ceiling=CEILING_S)
    error_s, most_s = find_error_s(steps, found), ERROR_US / 1e6
    yield measured("median and P90 of arcs off by at most", error_s, "s", ceiling=most_s)


def find_error_s(steps, found):
    """Find how far a quantile from the histogram is from the exact one, over all arcs."""
    with opened(steps) as asked:
        rows = asked.database.execute(EXACT).fetchall()
        names = asked.names["activity"]
    exact = {(names[before], names[activity]): rest for before, activity, *rest in rows}
    return max(
        abs(told - true) / 1e6
        for arc in found.arcs
        for told, true in zip(
            (arc.lasted.median_us, arc.lasted.p90_us), exact[arc.before, arc.activity], strict=True
        )
    )


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


def beside_pm4py(events, steps, sorting, folder):
    """Make the map of the same events by PM4Py; both must find the same ways and means."""
    theirs_file = folder / "theirs.parquet"
    write_for_them(steps, theirs_file)
    environment = folder / "pm4py"
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    install = [python, "-m", "pip", "install", "-qq", PM4PY, "pyarrow"]
    subprocess.run(install, check=True)
    command = [python, THEIRS, theirs_file, str(ROUNDS)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    theirs = json.loads(told.stdout)
    ours, counts = best(lambda: map_of(steps))
    check_same(counts, theirs)
    yield from say_sorting(events, sorting)
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


def repeat_steps(steps, times, out):
    """Write steps so often behind one another, the visits under new numbers."""
    names = pq.read_metadata(steps).metadata[NAMES_KEY]
    source, visits = pq.ParquetFile(steps), 0
    with pq.ParquetWriter(out, SCHEMA, compression="zstd") as writer:
        for _ in range(times):
            last = 0
            for group in range(source.num_row_groups):
                part = source.read_row_group(group)
                visit = part["visit"]
                last = max(last, pc.max(visit).as_py())
                moved = pc.add(visit, pa.scalar(visits, pa.int32()))
                writer.write_table(part.set_column(0, SCHEMA.field("visit"), moved))
            visits += last + 1
        writer.add_key_value_metadata({NAMES_KEY: names})


def map_alone(steps, folder):
    """Map with little memory and a spill that is capped."""
    with opened(Path(steps)) as asked:
        asked.database.execute(f"SET memory_limit = '{MOST_GB - 3}GB'")
        asked.database.execute(f"SET temp_directory = '{folder}'")
        asked.database.execute(f"SET max_temp_directory_size = '{MOST_SPILL_GB}GB'")
        return best(lambda: count_map(asked))[0]


def large(steps, times, events, folder):
    file = folder / "large.parquet"
    repeat_steps(steps, times, file)
    told = in_own_process("map", file, folder)
    yield measured(f"process map of {events * times:,} events", told["seconds"], "s")
    yield measured(f"memory of {events * times:,} events", told["gb"], "GB", ceiling=MOST_GB)


def run(events, beside, many):
    """Measure everything, print it, and give the rows."""
    rows = []
    with tempfile.TemporaryDirectory(prefix="bench-process-") as told:
        folder = Path(told)
        rows += say(our_map(events, folder))
        if beside or many:
            size = beside or events
            steps, sorting = sorted_steps(size, folder)
            if beside:
                rows += say(beside_pm4py(size, steps, sorting, folder))
            if many:
                rows += say(large(steps, max(many // size, 1), size, folder))
    return rows


def tell_own(act, words):
    """Do what another process asked for, and tell it what that took."""
    seconds = {"sort": sort_alone, "map": map_alone}[act](*words)
    status = Path("/proc/self/status").read_text()  # `ru_maxrss` would hand down the parent's
    peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024 / 1024
    print(json.dumps({"seconds": seconds, "gb": peak}))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cuakhau.server.settings")
    if sys.argv[1:2] in (["sort"], ["map"]):
        tell_own(sys.argv[1], sys.argv[2:])
        sys.exit()
    chosen = options(__doc__)
    sizes = [
        times * chosen.events if size is None else size
        for size, times in ((chosen.beside, 10), (chosen.large, 100))
    ]
    sys.exit(close(run(chosen.events, *sizes), chosen.json))
