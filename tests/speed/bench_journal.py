"""How fast the journal is beside the raw limits of the same table, all in one run.

    .venv/bin/python tests/speed/bench_journal.py [--json FILE] [--events 1000000]

Ours and the raw limit take turns, so that a change of the machine's mood strikes both.
"""

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cuakhau.server.settings")

COMMAND = "./run bench"
ROUNDS = 3
SECONDS = 2.0
CLIENTS = (1, 8, 32)
BATCHES = 40
EVENTS = 1_000_000


@dataclass(frozen=True)
class Measured:
    """A number beside its raw limit; `ratio` is ours over the limit, `floor` what it must reach."""

    name: str
    value: float
    unit: str
    raw: float | None
    ratio: float | None
    floor: float | None
    machine: str
    date: str
    command: str = COMMAND

    @property
    def holds(self):
        """Whether the floor is reached. Seconds and milliseconds are ceilings."""
        if self.floor is None:
            return True
        if self.ratio is not None:
            return self.ratio >= self.floor
        return self.value <= self.floor


def run(events=EVENTS):
    """Measure everything, print it, and give the rows."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from cuakhau.server import database
    from journal.example import point_django_at
    from journal.movements import append, declared
    from speed.journal.clients import bench_zone

    rows = []
    with database.throwaway(tuning=database.DURABLE) as server:
        print_fsync(server)
        point_django_at(server.url)
        call_command("migrate", "journal", verbosity=0, skip_checks=True)
        append(bench_zone(), declared(bench_zone(), "first"))
        connections.close_all()
        for measure in (measure_appends, measure_batches):
            rows += say(measure(server.url))
        rows += say(measure_whole_log(server.url, events))
        connections.close_all()
    return rows


def say(rows):
    for row in rows:
        raw = f"  raw {row.raw:12,.0f}  ratio {row.ratio:5.2f}" if row.ratio is not None else ""
        floor = "" if row.floor is None else f"  floor {row.floor}"
        verdict = "" if row.holds else "  MISSED"
        value = f"{row.value:14,.3f}" if row.value < 1_000 else f"{row.value:14,.0f}"
        print(f"{row.name:46} {value} {row.unit:10}{raw}{floor}{verdict}", flush=True)
    return rows


def measured(name, value, unit, *, raw=None, floor=None):
    ratio = None if raw is None else value / raw
    today = datetime.now(UTC).date().isoformat()
    return Measured(name, value, unit, raw, ratio, floor, machine(), today)


def measure_appends(url):
    """Single durable appends at 1, 8 and 32 clients, each on visits of its own."""
    from speed.journal.clients import Load
    from speed.journal.clients import run as run_clients

    rows = []
    for clients in CLIENTS:
        said = {"append": [], "insert_commit": [], "insert": []}
        for number in range(ROUNDS):
            for way, answers in said.items():
                tag = f"{way}-{clients}-{number}"
                answers.append(run_clients(Load(url, way, clients, SECONDS, tag)))
        rate = {way: statistics.median(rate for rate, _ in said[way]) for way in said}
        cpu_ms = statistics.median(cpu for _, cpu in said["append"])
        name = f"append, {clients} clients"
        rows += [
            measured(name, rate["append"], "rows/s", raw=rate["insert_commit"], floor=0.35),
            measured(f"{name}, beside autocommit", rate["append"], "rows/s", raw=rate["insert"]),
            measured(f"{name}, CPU of the clients", cpu_ms, "ms/row", floor=0.5),
        ]
    return rows


def measure_batches(url):
    """Batches of whole visits beside COPY of the same rows, one commit each, taking turns."""
    from speed.journal import bulk
    from speed.journal.shares import shares_of

    bulk.time_batches(url, "warm", 2)
    ours, raw = (bulk.BATCH_ROWS / quick(s) for s in bulk.time_batches(url, "batch", BATCHES))
    row = measured(
        f"append_batch, {bulk.BATCH_ROWS} rows a batch", ours, "rows/s", raw=raw, floor=0.3
    )
    if not row.holds:
        print("Where the client's time goes in a batch (the rest is the database and the loop):")
        shares = shares_of(lambda: bulk.time_batches(url, "profile", BATCHES))
        for part, share in sorted(shares.items(), key=lambda item: -item[1]):
            print(f"  {share:5.0%}  {part}")
    return [row]


def quick(seconds):
    """The time that a quarter of the rounds kept to: what other programs took is left out."""
    return statistics.quantiles(seconds, n=4)[0]


def measure_whole_log(url, events):
    """Read all events as Arrow beside COPY BINARY, then fold them all anew."""
    from speed.journal import bulk

    count = bulk.multiply(url, events)
    ours, raw = [], []
    for _ in range(2 * ROUNDS):
        raw.append(bulk.time_raw_binary(url))
        ours.append(bulk.time_arrow())
    folded, seconds = bulk.time_rebuild()
    read = f"read.log, {count:,} events as Arrow"
    return [
        measured(read, max(ours), "rows/s", raw=max(raw), floor=0.5),
        measured(
            f"rebuild of {folded:,} events, per million", seconds / folded * 1e6, "s", floor=60
        ),
    ]


def print_fsync(server):
    """Say what a durable write costs on this disk: it decides how single appends compare."""
    from cuakhau.server import database

    program = database.find_binaries().program("pg_test_fsync")
    if not program.exists():
        print("fsync latency: unknown, this PostgreSQL brings no pg_test_fsync")
        return
    done = subprocess.run(
        [program, "-s", "1", "-f", server.home / "fsync-test"], capture_output=True, text=True
    )
    for line in done.stdout.splitlines():
        if re.search(r"fdatasync .*ops/sec", line):
            print("fsync latency:", " ".join(line.split()))
            return


def machine():
    """Name the processor, how many, and the load when it was measured."""
    info = Path("/proc/cpuinfo")
    names = re.findall(r"model name\s*: (.*)", info.read_text()) if info.exists() else []
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} × {names[0] if names else platform.machine()}, load {load:.1f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", type=Path, help="write the rows here too")
    parser.add_argument("--events", type=int, default=EVENTS, help="size of the large log")
    chosen = parser.parse_args()
    rows = run(chosen.events)
    if chosen.json:
        chosen.json.write_text(json.dumps([asdict(row) for row in rows], indent=2) + "\n")
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
