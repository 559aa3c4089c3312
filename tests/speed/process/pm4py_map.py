"""Run by the benchmark in an environment of PM4Py: `pm4py_map.py FILE ROUNDS` prints JSON."""

import json
import sys
import time

import pandas
import pm4py

CASE, ACTIVITY, AT = "case:concept:name", "concept:name", "time:timestamp"


def main(file, rounds):
    seconds = []
    format_s = []
    for _ in range(rounds):
        began = time.perf_counter()
        table = pandas.read_parquet(file)
        read_s = time.perf_counter() - began
        began = time.perf_counter()
        log = pm4py.format_dataframe(table, case_id=CASE, activity_key=ACTIVITY, timestamp_key=AT)
        format_s.append(time.perf_counter() - began)
        began = time.perf_counter()
        often, _starts, _ends = pm4py.discover_dfg(log)
        lasted, _starts, _ends = pm4py.discover_performance_dfg(log)
        seconds.append(read_s + time.perf_counter() - began)
    ways = [(a, b, int(often[a, b]), float(lasted[a, b]["mean"])) for a, b in often]
    print(json.dumps({"map_s": min(seconds), "format_s": min(format_s), "ways": ways}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
