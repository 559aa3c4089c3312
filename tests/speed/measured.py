"""A number, beside its raw limit or its ceiling, and how a benchmark says it."""

import argparse
import json
import os
import platform
import re
import statistics
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

COMMAND = "./run bench"
EVENTS = 1_000_000
PEAK = 20_000
BOARDS = 200
DAYS = 365


@dataclass(frozen=True)
class Measured:
    """`ratio` is ours over the raw limit; `floor` is what it must reach, `ceiling` what it may."""

    name: str
    value: float
    unit: str
    raw: float | None
    ratio: float | None
    floor: float | None
    ceiling: float | None
    machine: str
    date: str
    command: str = COMMAND

    @property
    def holds(self):
        """Whether the number is what it must be."""
        if self.ceiling is not None:
            return self.value <= self.ceiling
        reached = self.value if self.ratio is None else self.ratio
        return self.floor is None or reached >= self.floor


def measured(name, value, unit, *, raw=None, floor=None, ceiling=None):
    ratio = None if raw is None else value / raw
    today = datetime.now(UTC).date().isoformat()
    return Measured(name, value, unit, raw, ratio, floor, ceiling, machine(), today)


def say(rows):
    """Print rows as they come, and give them."""
    rows, coming = [], rows
    for row in coming:
        rows.append(row)
        raw = f"  raw {row.raw:12,.0f}  ratio {row.ratio:5.2f}" if row.ratio is not None else ""
        floor = "" if row.floor is None else f"  floor {row.floor:g}"
        ceiling = "" if row.ceiling is None else f"  ceiling {row.ceiling:g}"
        verdict = "" if row.holds else "  MISSED"
        value = f"{row.value:14,.3f}" if row.value < 1_000 else f"{row.value:14,.0f}"
        print(f"{row.name:50} {value} {row.unit:8}{raw}{floor}{ceiling}{verdict}", flush=True)
    return rows


def quick(seconds):
    """The time that a quarter of the rounds kept to: what other programs took is left out."""
    return statistics.quantiles(seconds, n=4)[0]


def p95(seconds):
    """The time that 95 of 100 keep to."""
    return statistics.quantiles(seconds, n=20)[-1]


def machine():
    """Name the processor, how many, and the load when it was measured."""
    info = Path("/proc/cpuinfo")
    names = re.findall(r"model name\s*: (.*)", info.read_text()) if info.exists() else []
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} × {names[0] if names else platform.machine()}, load {load:.1f}"


def options(about):
    """Read the options that all benchmarks share; each takes what concerns it."""
    parser = argparse.ArgumentParser(description=about.splitlines()[0])
    parser.add_argument("--json", type=Path, help="add the rows to this file too")
    parser.add_argument("--events", type=int, default=EVENTS, help="size of the large log")
    parser.add_argument("--beside", type=int, help="events beside PM4Py, else ten times; 0: not")
    parser.add_argument("--large", type=int, help="events in 8 GB, else a hundred times; 0: not")
    parser.add_argument("--peak", type=int, default=PEAK, help="vehicles of the busiest day")
    parser.add_argument("--boards", type=int, default=BOARDS, help="boards that are open")
    parser.add_argument("--days", type=int, default=DAYS, help="days of the large simulation")
    return parser.parse_args()


def close(rows, file):
    """Write the rows down where asked, and give the exit code."""
    if file:
        before = json.loads(file.read_text()) if file.exists() else []
        kept = [row for row in before if row["name"] not in {one.name for one in rows}]
        file.write_text(json.dumps([*kept, *map(asdict, rows)], indent=2) + "\n")
    return 0 if all(row.holds for row in rows) else 1
