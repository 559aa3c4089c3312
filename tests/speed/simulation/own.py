"""What the twin costs a user: a day, a fresh process, memory, the log, many scenarios."""

import os
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from cuakhau.planning.experiments.running import run_all
from cuakhau.simulation.decode import log_of
from cuakhau.simulation.network.encode import encode
from cuakhau.simulation.run import run, run_encoded
from speed.measured import measured, quick

MS_A_DAY, FRESH_S, MEMORY_MB, ROWS_S, SWEEP_S = 2.0, 1.0, 300, 3_000_000, 120
FRESH = """
from datetime import date
from cuakhau.simulation.run import run
from cuakhau.simulation.twin.build import build_network
from cuakhau.simulation.twin.load import load_twin
from cuakhau.zone.load import files_of, find_zone, get_folder
zone = find_zone({zone!r})
twin = load_twin(zone, files_of(get_folder({zone!r})))
network = build_network(zone, twin, first_day=date(2024, 8, 1), days={days})
print(run(network, seed=1).visits)
"""
GIVEN = """
import pickle
from cuakhau.simulation.run import run
with open({file!r}, "rb") as file:
    network = pickle.load(file)
print(run(network, seed=1).visits)
"""
NO_BYTECODE = {"PYTHONDONTWRITEBYTECODE"}  # nobody starts a server so; it costs a second
# Not ru_maxrss: that of a child begins with its parent's, which is larger.
PEAK = """
import re
status = open("/proc/self/status").read()
print(int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1000)
"""


def clock(act):
    began = time.perf_counter()
    done = act()
    return done, time.perf_counter() - began


def a_day(network):
    """One day: only another seed, and networks that a slider has just changed: each its own."""
    encoded = encode(network)
    same, officers, services = [], [], []
    for seed in range(100):  # in turns, so that the machine's mood strikes all
        more, slower = add_officers(network, seed), serve_slower(network, seed)
        same.append(clock(lambda s=seed: run_encoded(network, encoded, seed=s))[1])
        officers.append(clock(lambda n=more, s=seed: run(n, seed=s))[1])
        services.append(clock(lambda n=slower, s=seed: run(n, seed=s))[1])
    for name, spent_s in (
        ("a day, ready", same),
        ("a day, officers changed by a slider", officers),
        ("a day, a service time changed by a slider", services),
    ):
        yield measured(name, quick(spent_s) * 1e3, "ms", ceiling=MS_A_DAY)


def add_officers(network, number):
    """Give one station more officers: which, and how many more, by a number."""
    stations = list(network.stations)
    place, more = number % len(stations), number // len(stations) + 1
    servers = tuple((at, n + more if n else 0) for at, n in stations[place].servers)
    stations[place] = replace(stations[place], servers=servers)
    return replace(network, stations=tuple(stations))


def serve_slower(network, number):
    """Let one service of the first flow take a little longer, each number its own."""
    flow = network.flows[0]
    nodes = list(flow.nodes)
    place = next(n for n, node in enumerate(nodes) if node.op == "serve")
    option = nodes[place].options[0]
    draw = replace(option.draw, mean_us=option.draw.mean_us + 1_000_000 * (number + 1))
    options = (replace(option, draw=draw), *nodes[place].options[1:])
    nodes[place] = replace(nodes[place], options=options)
    return replace(network, flows=(replace(flow, nodes=tuple(nodes)), *network.flows[1:]))


def fresh(network, days):
    """Whole processes: from nothing to the first result, with the kernel compiled before."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "network")
        file.write_bytes(pickle.dumps(network))
        given = GIVEN.format(file=str(file))
        zone = FRESH.format(zone="lang-son", days=1)
        for name, program, ceiling in (
            ("a fresh process to the first result of a day", given, FRESH_S),
            ("the same with the zone and its twin read first", zone, None),
            ("of both, Python and its imports", "import cuakhau.simulation.run", None),
        ):
            run_program(program)
            seconds = [clock(lambda program=program: run_program(program))[1] for _ in range(5)]
            yield measured(name, statistics.median(seconds), "s", ceiling=ceiling)
    peak = float(run_program(FRESH.format(zone="lang-son", days=days) + PEAK)[-1])
    yield measured(f"memory of {days} days without a log", peak, "MB", ceiling=MEMORY_MB)


def run_program(program):
    environment = {name: value for name, value in os.environ.items() if name not in NO_BYTECODE}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, env=environment
    )
    return done.stdout.split()


def log_rows(network):
    """From the network to all rows as Arrow; then the rows alone, and to Parquet."""
    log_of(run(network, seed=0, log="full"), run_id="b")
    whole, made = [], []
    for seed in range(3):
        kept, run_s = clock(lambda s=seed: run(network, seed=s, log="full"))
        log, log_s = clock(lambda kept=kept: log_of(kept, run_id="b"))
        whole.append(len(log) / (run_s + log_s))
        made.append(len(log) / log_s)
    with tempfile.TemporaryDirectory() as folder:
        _, spent_s = clock(lambda: log.write(Path(folder, "log.parquet")))
        size = Path(folder, "log.parquet").stat().st_size / len(log)
    print(f"{len(log):,} rows of {kept.visits:,} vehicles; {size:.1f} bytes a row in Parquet")
    yield measured("run and log as Arrow", statistics.median(whole), "rows/s", floor=ROWS_S)
    yield measured("of it, rows to Arrow", statistics.median(made), "rows/s")
    yield measured("log to Parquet", len(log) / spent_s, "rows/s")


def sweep(network, scenarios, times):
    """Scenarios that differ in the officers of one station, on all cores."""
    changed = {f"{number}": add_officers(network, number) for number in range(scenarios)}
    _, spent_s = clock(lambda: run_all(changed, seeds=range(times)))
    days = network.length_us // 86_400_000_000
    name = f"{scenarios} scenarios × {times} runs of {days} days"
    yield measured(name, spent_s, "s", ceiling=SWEEP_S * scenarios * times * days / (4_000 * 30))
