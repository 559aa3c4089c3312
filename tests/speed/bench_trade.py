"""How long a real extract takes from the file to the stored facts, with all checks.

    .venv/bin/python tests/speed/bench_trade.py [--json FILE]

The file is the US TransBorder set of 2020 to 2023, lorries by port, HS chapter, partner and month,
and is not ours to ship: CUAKHAU_TRANSBORDER names it. Without it, made-up rows are measured alone.
"""

import csv
import gzip
import os
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cuakhau.server.settings")

from speed.measured import close, measured, options, say  # noqa: E402

CEILING_S, MOST_GB = 20.0, 4.0
MANY, BROKEN = 2_000_000, (17, 1_000_003, 1_999_999)
NOW = datetime(2026, 1, 1, tzinfo=UTC)
COLUMNS = (
    "year", "month", "trade_type", "port", "partner", "hs2", "value_usd", "ship_weight_kg",
    "freight_usd",
)  # fmt: skip
MAPPING = f"""
source = "us_transborder"
[file]
kind = "csv"
header = {list(COLUMNS)}
[fixed]
scope = "us_truck"
currency = "USD"
[columns]
year = "year"
month = "month"
direction = "trade_type"
place = "port"
partner = "partner"
hs = "hs2"
value = "value_usd"
weight = "ship_weight_kg"
[checks]
places = "file"
hs_digits = [2]
zero_is_unknown = ["weight"]
"""


def run():
    """Measure everything, print it, and give the rows."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    from cuakhau.server import database
    from journal.example import point_django_at

    with tempfile.TemporaryDirectory() as folder, database.throwaway() as server:
        settings.TRADE_FOLDER = Path(folder) / "trade"
        point_django_at(server.url)
        call_command("migrate", verbosity=0)
        try:
            rows = say(measure(Path(folder)))
        finally:
            connections.close_all()
    return rows


def measure(folder):
    real = os.environ.get("CUAKHAU_TRANSBORDER")
    if real and Path(real).is_file():
        yield from measure_real(Path(real))
    else:
        print("no CUAKHAU_TRANSBORDER: the real extract is not measured")
    yield from measure_many(folder)


def measure_real(path):
    """Take the real file in; its totals must be those that pandas adds up by itself."""
    import pandas

    from cuakhau.turnover.store.reading import read_facts, snapshot

    began = time.perf_counter()
    made, zone = take(path)
    seconds = time.perf_counter() - began
    began = time.perf_counter()
    size = snapshot(zone.name).stat().st_size
    written = time.perf_counter() - began
    kept = read_facts(zone.name, at_us=2**60).to_pandas()
    sent = pandas.read_csv(path, dtype={"port": str, "hs2": str})
    by = ["year", "month", "trade_type", "port", "partner", "hs2"]
    wanted = sent.groupby(by)["value_usd"].sum()
    kept["year"] = pandas.to_datetime(kept["first_day"]).dt.year
    kept["month"] = pandas.to_datetime(kept["first_day"]).dt.month
    names = {"direction": "trade_type", "place": "port", "hs": "hs2"}
    found = kept.rename(columns=names).groupby(by)["value_usd_cents"].sum()
    assert (found.sort_index() == (wanted * 100).sort_index()).all(), "not the totals of pandas"
    assert len(found) == len(wanted) == made.good, (len(found), len(wanted), made.good)
    from cuakhau.trade.cube import table

    cube = table(snapshot(zone.name), by=("gate", "direction", "month"), scope="us_truck")
    months = sent.groupby(["port", "trade_type", "year", "month"])["value_usd"].sum() * 100
    assert sorted(cube["value_usd_cents"].to_pylist()) == sorted(months), "the cube differs"
    weights = sent["ship_weight_kg"].sum() * 1000
    assert kept["weight_g"].sum() == weights, "not the weights of pandas"
    print(f"{made.rows:,} rows, {made.doubted:,} in doubt, no row of {', '.join(made.missing)}")
    yield measured("real extract, checked and stored", seconds, "s", ceiling=CEILING_S)
    yield measured("snapshot of it as Parquet", written, "s")
    yield measured("snapshot, size", size / 1e6, "MB")


def measure_many(folder):
    """Two million made-up rows, three of them broken: just those three are told, the rest kept."""
    path = folder / "many.csv.gz"
    with gzip.open(path, "wt", compresslevel=1, encoding="utf-8", newline="") as file:
        write = csv.writer(file)
        write.writerow(COLUMNS)
        write.writerows(many_rows())
    from cuakhau.turnover.store.models import Doubt

    began = time.perf_counter()
    made, _zone = take(path)
    seconds = time.perf_counter() - began
    assert (made.rows, made.aside, made.good) == (MANY, len(BROKEN), MANY - len(BROKEN)), made.rows
    told = [
        (one["column"], one["rule"], row)
        for row, mistakes in Doubt.objects.filter(taken=made).values_list("row", "mistakes")
        for one in mistakes
    ]
    wanted = [("year", "F46"), ("month", "F46"), ("trade_type", "F48")]
    wanted = [(*one, row + 2) for one, row in zip(wanted, BROKEN, strict=True)]
    assert sorted(told) == sorted(wanted), told
    yield measured(f"{MANY:,} rows, {len(BROKEN)} broken, checked and stored", seconds, "s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    yield measured(f"{MANY:,} rows, most memory", peak, "GB", ceiling=MOST_GB)


def many_rows():
    for n in range(MANY):
        month, flow = n % 96, n // 96
        year, month = 2015 + month // 12, month % 12 + 1
        chapter = 10 + flow // 250
        chapter += chapter >= 77  # which the HS keeps empty
        value, weight = 10_000 + 37 * (n % 101), 5_000 + 11 * (n % 89)
        row = [year, month, "export", f"p{flow % 250:03d}", "CN", chapter, value, weight, 0]
        if n in BROKEN:
            row[BROKEN.index(n)] = "?"
        yield row


def take(path):
    from cuakhau.turnover.store.models import Doubt
    from cuakhau.turnover.store.sent import Sent, Signed
    from cuakhau.turnover.store.take import take as take_in
    from journal.example import fresh_zone

    zone = fresh_zone()
    sent = Sent(path=path, name=path.name, mapping_name="bench", mapping=MAPPING)
    made = take_in(zone, sent, Signed(by="bench", at=NOW, nonce=path.name))
    rows = Doubt.objects.filter(taken=made, follows="aside").values_list("row", flat=True)
    assert len(rows) == made.aside
    return made, zone


if __name__ == "__main__":
    given = options(__doc__)
    sys.exit(close(run(), given.json))
