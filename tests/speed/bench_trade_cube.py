"""How fast a table of trade comes, beside the same query written by hand in DuckDB, in one run.

    .venv/bin/python tests/speed/bench_trade_cube.py [--json FILE] [--facts 100000000]

The two take turns. Processor time is what is compared, pair by pair: other programs on the machine
slow both. The expression is built and compiled anew each time, as the first question of its kind.
Facts are written by another process, so that the most memory is that of the questions.
"""

import argparse
import multiprocessing
import os
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cuakhau.server.settings")

from speed.measured import close, measured, quick, say  # noqa: E402

ROUNDS, ROUNDS_OF_MANY = 5, 2
MOST_GB = 4
MANY = 50_000_000
# What somebody who knows the file would write: gate × HS2 × month, beside the year before.
BY_HAND = """
WITH again AS (
    SELECT fact, max(revision) AS newest FROM facts
    WHERE scope = 'made_up' AND revision > 1 GROUP BY fact
), months AS (
    SELECT
        place, left(hs, 2) AS hs2, date_trunc('month', first_day) AS month,
        sum(value_usd_cents) AS value, count(*) - count(value_usd_cents) AS unknown,
        count(*) AS facts
    FROM facts LEFT JOIN again USING (fact)
    WHERE scope = 'made_up' AND precision <> 'suspect'
      AND (newest IS NULL OR revision = newest)
    GROUP BY ALL
)
SELECT
    now.*, before.value AS year_before,
    CASE WHEN now.unknown = 0 AND before.unknown = 0 AND before.value > 0
        THEN (now.value - before.value) * 100.0 / before.value END AS growth_year_pct
FROM months AS now LEFT JOIN months AS before
    ON now.place = before.place AND now.hs2 = before.hs2
    AND before.month = now.month - INTERVAL 1 YEAR
ORDER BY ALL
"""


def run(facts, folder):
    """Measure everything, print it, and give the rows."""
    from speed.trade.facts import write_facts

    rows = []
    file = Path(folder, "facts.parquet")
    apart = multiprocessing.get_context("spawn")
    writer = apart.Process(target=write_facts, args=(file, facts, folder))
    writer.start()
    writer.join()
    if writer.exitcode:
        raise SystemExit(f"the facts were not written: {writer.exitcode}")
    rows += say(measure_cube(file, facts))
    if facts <= 10_000_000:
        rows += say(measure_pages(file, facts))
    return rows


def measure_cube(file, facts):
    """The table of the cube, cold, beside the query by hand."""
    from cuakhau.trade.cube import table
    from cuakhau.trade.cube.running import run as run_sql
    from cuakhau.trade.cube.running import sql_of
    from cuakhau.trade.cube.shape import codes_of_file
    from speed.trade.facts import SCOPE

    said = {"cube": [], "hand": []}
    walls = {"cube": [], "hand": []}

    def ours():
        sql_of.cache_clear()
        codes_of_file.cache_clear()
        return table(file, by=("gate", "hs2", "month"), scope=SCOPE, growth=("year",))

    by_hand = run_sql(file, BY_HAND)
    answer = ours()
    for ours_is, theirs_is in (
        ("value_usd_cents", "value"), ("year_before", "year_before"), ("facts", "facts"),
    ):  # fmt: skip
        theirs = by_hand[theirs_is].cast(answer[ours_is].type)
        assert answer[ours_is].equals(theirs), f"{ours_is} is not what the query by hand says"
    for _ in range(ROUNDS if facts < MANY else ROUNDS_OF_MANY):
        for way, ask in (("hand", lambda: run_sql(file, BY_HAND)), ("cube", ours)):
            began, wall = time.process_time(), time.perf_counter()
            ask()
            said[way].append(time.process_time() - began)
            walls[way].append(time.perf_counter() - wall)
    name = f"gate × HS2 × month with growth, {facts:,} facts"
    pairs = zip(said["cube"], said["hand"], strict=True)
    ratio = statistics.median(cube / hand for cube, hand in pairs)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    return [
        measured(f"{name}, by hand", quick(walls["hand"]), "s"),
        measured(f"{name}, the cube", quick(walls["cube"]), "s"),
        measured(f"{name}, cube over hand", ratio, "times", ceiling=1.5),
        measured(f"{name}, most memory", peak, "GB", ceiling=MOST_GB),
    ]


def measure_pages(file, facts):
    """What pages read of the sums of months: those of a cut, once for a version of the facts."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from cuakhau.server import database
    from cuakhau.turnover.rollups.asking import CUTS
    from cuakhau.turnover.rollups.models import MonthSum
    from cuakhau.turnover.rollups.rolling import find_sums, roll
    from journal.example import point_django_at
    from speed.trade.facts import SCOPE

    with database.throwaway() as server:
        point_django_at(server.url)
        call_command("migrate", "rollups", verbosity=0, skip_checks=True)
        began = time.perf_counter()
        kept = roll("z", file, version="1", at=database_now())
        took = time.perf_counter() - began
        with connections["default"].cursor() as cursor:
            cursor.execute(f"ANALYZE {MonthSum._meta.db_table}")
        yield measured(f"sums of months of {facts:,} facts, made in", took, "s")
        yield measured("sums of months, rows", kept, "rows")
        for cut in CUTS:
            began = time.perf_counter()
            found = find_sums("z", 1, SCOPE, cut, 2**62)
            took = time.perf_counter() - began
            yield measured(f"sums by {cut}, {found.num_rows:,} rows, read in", took, "s")
        connections.close_all()


def database_now():
    from datetime import UTC, datetime

    return datetime.now(UTC)


def options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", type=Path, help="add the rows to this file too")
    parser.add_argument("--facts", type=int, help="measure this size alone")
    return parser.parse_known_args()[0]


def main():
    asked = options()
    rows = []
    # 100 million facts need 5 GB of disk for as long as they are measured, and some 5 minutes.
    for facts in [asked.facts] if asked.facts else [10_000_000, 100_000_000]:
        with tempfile.TemporaryDirectory(prefix="cuakhau-trade-") as folder:
            rows += run(facts, folder)
    return close(rows, asked.json)


if __name__ == "__main__":
    sys.exit(main())
