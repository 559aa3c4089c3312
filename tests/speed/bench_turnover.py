"""How fast the pages of turnover answer over many facts, asked by the test client.

    .venv/bin/python tests/speed/bench_turnover.py [--json FILE] [--facts 10000000]

A snapshot of so many made-up facts is put where a zone's snapshot lies. A beat adds the lines of a
new version up; that is measured apart, as are a page meanwhile, the first one after, and each page.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cuakhau.server.settings")

from speed.measured import close, measured, p95, say  # noqa: E402

ROUNDS = 24
MOST_S = 0.15
SCOPE = "made_up"
PAGES = {
    "desk of a year": "turnover/?scope=made_up&period={year}",
    "desk by goods": "turnover/?scope=made_up&period={year}&rows=hs2&columns=quarter",
    "desk by partners": "turnover/?scope=made_up&period={year}&rows=partner&columns=quarter",
    "rows of a year": "turnover/rows?scope=made_up&period={year}",
    "rows of a month": "turnover/rows?scope=made_up&period={year}-03&hs=08",
}


def run(facts, folder):
    """Fill a zone, ask its pages, print it, and give the rows."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from cuakhau.server import database
    from journal.example import point_django_at

    settings.TRADE_FOLDER = Path(folder) / "trade"
    settings.ALLOWED_HOSTS = ["*"]
    with database.throwaway() as server:
        point_django_at(server.url)
        call_command("migrate", verbosity=0, skip_checks=True)
        return say(measure_pages(facts, folder, settings.TRADE_FOLDER))


def keep_as(made, file, number):
    """Write the facts as the snapshot of one import."""
    import duckdb

    from cuakhau.turnover.store.reading import write_snapshot

    with duckdb.connect(config={"memory_limit": "2GB", "temp_directory": str(file.parent)}) as base:
        read = f"SELECT * REPLACE ('{number}' AS import_id) FROM read_parquet('{made}')"
        write_snapshot(base, read, file)


def timed(act):
    """Give how long an act took, and what it gave."""
    began = time.perf_counter()
    given = act()
    return time.perf_counter() - began, given


def measure_pages(facts, folder, snapshots):
    """Time the first page of a version, then each page over several years."""
    from cuakhau.server import zones
    from cuakhau.turnover.reading.ready import make_ready
    from cuakhau.turnover.store.models import FILE, Import
    from cuakhau.turnover.store.reading import PREFIX
    from desk import NOON
    from journal.example import fresh_zone
    from officers import Gate
    from speed.trade.facts import write_facts

    zone = fresh_zone()
    zones.served = lambda: {zone.name: zone}
    taken = Import.objects.create(
        zone=zone.name, kind=FILE, source=SCOPE, digest="x", rows=facts, good=facts, new=facts,
        revised=0, alike=0, aside=0, doubted=0, by="bench", at=NOON, nonce="bench",
    )  # fmt: skip
    (snapshots / zone.name).mkdir(parents=True)
    made = Path(folder, "made.parquet")
    write_facts(made, facts, folder)
    keep_as(made, snapshots / zone.name / f"{PREFIX}{taken.pk}.parquet", taken.pk)
    made.unlink()
    board = Gate(zone).sign_in("board")
    waiting, _page = timed(lambda: board.get("turnover/"))
    yield measured("a page while sums are made, the first of a process", waiting, "s")
    made_in, written = timed(lambda: make_ready(zone, NOON))
    yield measured(f"sums of {facts:,} facts ({written:,}), in the background", made_in, "s")
    first, _page = timed(lambda: board.get("turnover/"))
    yield measured(f"first page over {facts:,} facts of a version", first, "s", ceiling=60)
    for name, path in PAGES.items():
        times = []
        for number in range(ROUNDS):
            asked = path.format(year=2017 + number % 8)
            began = time.perf_counter()
            answer = board.client.get(f"/zone/{zone.name}/{asked}")
            times.append(time.perf_counter() - began)
            assert answer.status_code == 200, asked
        yield measured(f"{name}, p95", p95(times), "s", ceiling=MOST_S)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json")
    parser.add_argument("--facts", type=int, default=10_000_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(close(run(chosen.facts, folder), chosen.json))
