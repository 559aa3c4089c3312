"""How good and how quick forecasts of months are, on real months of other borders.

    CUAKHAU_BENCH_DATA=FOLDER python tests/speed/bench_nowcast.py [--json FILE]

FOLDER holds us_transborder_trade/ and us_mx_bridge_trucks/ (public U.S. Government figures). Each
year is forecast whole from the months before it. The method was chosen on bridges to 2022 and ports
of 2022 (decision 0028); what lies later was only measured.
"""

import csv
import os
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cuakhau.trade.nowcast import Calendar, forecast  # noqa: E402
from cuakhau.trade.nowcast.backtest import BEATEN, OURS, judge  # noqa: E402
from cuakhau.trade.nowcast.months.panel import YEAR, panel_of  # noqa: E402
from cuakhau.trade.nowcast.months.reading import Columns, add_up_file  # noqa: E402
from speed.measured import close, measured, options, say  # noqa: E402

DATA = "CUAKHAU_BENCH_DATA"
PORTS = "us_transborder_trade/truck_port_hs2_month_2020_2023.csv.gz"
BRIDGES = "us_mx_bridge_trucks/monthly_trucks_2008_2024.csv"
# Traffic was sent from one to the other and back: they are one crossing.
LAREDO = ("World Trade Bridge", "Colombia Solidarity Bridge")
CALENDAR = Calendar(("US",))
CHOSEN_TO = 2022
GAIN_FLOOR, SECONDS_MOST = 0.15, 10.0


def read_ports(folder):
    columns = Columns(date=("year", "month"), value="value_usd", by=("port",))
    return add_up_file(folder / PORTS, columns, date(2024, 1, 1)).panel


def read_bridges(folder):
    cells = Counter()
    with (folder / BRIDGES).open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            name = "Laredo" if row["crossing"] in LAREDO else row["crossing"]
            cells[name, int(row["year"]) * YEAR + int(row["month"]) - 1] += float(row["trucks"])
    return panel_of(cells)


def judge_years(name, panel, years, top):
    """Forecast each year from the months before it, for the largest series of the year before."""
    total = Counter()
    for year in years:
        before = panel.until(year * YEAR)
        kept = [panel.names.index(one) for one in before.largest(top).names]
        one = judge(panel.only(kept), CALENDAR, year * YEAR, YEAR)
        errors = "  ".join(f"{k} {v:.1%}" if v else f"{k} ?" for k, v in one.errors.items())
        within = [f"{coverage}: {one.held[coverage] / one.months:.0%}" for coverage in (80, 95)]
        print(f"{name} {year}: {errors}  bias {one.bias:+.1%}  within {', '.join(within)}")
        if year > CHOSEN_TO:
            yield measured(f"{name} {year}, error", one.errors[OURS] * 100, "%")
            yield measured(f"{name} {year}, same month last year", one.errors[BEATEN] * 100, "%")
            yield measured(f"{name} {year}, smaller by", one.gain, "", floor=GAIN_FLOOR)
        total.update({80: one.held[80], 95: one.held[95], "months": one.months})
    for coverage in (80, 95):
        share = total[coverage] / total["months"] * 100
        yield measured(f"{name}, within {coverage} in all years", share, "%")


def speed(panel):
    """Thirty series a year ahead, the second time: libraries are loaded."""
    chosen = panel.largest(30)
    forecast(chosen.only([0]), ahead=1, calendar=CALENDAR)
    began = time.perf_counter()
    forecast(chosen, ahead=YEAR, calendar=CALENDAR)
    yield measured(
        "30 series, 12 months ahead", time.perf_counter() - began, "s", ceiling=SECONDS_MOST
    )


def run(folder):
    ports, bridges = read_ports(folder), read_bridges(folder)
    rows = say(judge_years("ports", ports, (2022, 2023), 20))
    rows += say(judge_years("bridges", bridges, range(2012, 2025), 10))
    return rows + say(speed(ports))


if __name__ == "__main__":
    chosen = options(__doc__)
    folder = Path(os.environ.get(DATA, ""))
    if DATA not in os.environ or not (folder / PORTS).exists():
        print(f"NOT RUN: forecasts are judged on real months. Set {DATA} to the folder that holds "
              f"{PORTS} and {BRIDGES}.")  # fmt: skip
        sys.exit(0)
    sys.exit(close(run(folder), chosen.json))
