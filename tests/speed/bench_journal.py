"""How fast the journal is beside the raw limits of the same table, all in one run.

    .venv/bin/python tests/speed/bench_journal.py [--json FILE] [--events 1000000]

Ours and the raw limit take turns, so that a change of the machine's mood strikes both.
"""

import os
import re
import statistics
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cuakhau.server.settings")

from speed.measured import close, measured, options, quick, say  # noqa: E402

ROUNDS = 3
SECONDS = 2.0
CLIENTS = (1, 8, 32)
BATCHES = 40


def run(events):
    """Measure everything, print it, and give the rows."""
    import django

    django.setup()
    from cuakhau.server.running.child import spare_what_is_loaded

    spare_what_is_loaded()  # as the server does
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
            measured(f"{name}, CPU of the clients", cpu_ms, "ms/row", ceiling=0.5),
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
            f"rebuild of {folded:,} events, per million", seconds / folded * 1e6, "s", ceiling=60
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


if __name__ == "__main__":
    chosen = options(__doc__)
    sys.exit(close(run(chosen.events), chosen.json))
