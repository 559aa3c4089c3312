"""Visits as passages, by one query over the columns of a log: the way for many vehicles.

The zone enters as small tables: which procedures count, what their milestones need, which line
counts a place, which heading a class of goods has. Times are whole microseconds throughout.
`statistics.passage` says the same visit by visit; a test holds them together.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa

from cuakhau.movement.event import DOUBTFUL_AHEAD_US
from cuakhau.movement.log import EventLog
from cuakhau.movement.view import milestones_of
from cuakhau.zone.bulletin.day import MICROS
from cuakhau.zone.bulletin.headings import find_heading
from cuakhau.zone.types import Procedure
from cuakhau.zone.zone import Zone

NO_LINE = ""  # of vehicles bound for a place that no line of the bulletin counts
_EARLIEST_US, _LATEST_US = -(2**62), 2**62
_TEXT, _WHOLE = pa.string(), pa.int64()
_COUNTED = pa.schema(
    {"since_us": _WHOLE, "until_us": _WHOLE, "procedure": _TEXT, "counts_as": _TEXT}
)
_NEEDS = pa.schema(
    {
        "since_us": _WHOLE,
        "procedure": _TEXT,
        "what": _TEXT,
        "milestone": _WHOLE,
        "step": _TEXT,
        "must": pa.bool_(),
        "place": _WHOLE,
    }
)
_LINES = pa.schema({"place": _TEXT, "line": _TEXT})
_HEADINGS = pa.schema({"counts_as": _TEXT, "goods": _TEXT, "heading": _TEXT})


@lru_cache(maxsize=8)
def read_query(name: str) -> str:
    """Read a query of this package by the name of its file, after the one of the passages."""
    here = resources.files("cuakhau.statistics")
    parts = ("passages.sql", f"{name}.sql")
    return "".join(here.joinpath(part).read_text("utf-8") for part in parts)


def ask(
    query: str, zone: Zone, dated: Zone, log: EventLog, facts: Mapping[str, Any]
) -> list[tuple[Any, ...]]:
    """Run a query of this package; `dated` is the zone of the day whose lines are counted."""
    import duckdb  # costs 0.15 s of start-up, and few pages ask it

    counted, needs = _procedures(zone)
    named = {"doubtful_us": DOUBTFUL_AHEAD_US, "no_line": NO_LINE, **facts}
    with duckdb.connect() as database:
        database.register("log", log.only("visit").table)
        database.register("counted", counted)
        database.register("needs", needs)
        database.register("line_of", _table(_LINES, _lines(dated)))
        database.register("heading_of", _table(_HEADINGS, _headings(dated)))
        return database.execute(read_query(query), named).fetchall()


@lru_cache(maxsize=16)
def _procedures(zone: Zone) -> tuple[pa.Table, pa.Table]:
    """Tell, for each stretch of days with the same rows, what counts and what it takes."""
    counted: list[tuple[Any, ...]] = []
    needs: list[tuple[Any, ...]] = []
    for since_us, until_us, dated in stretches(zone):
        for procedure in dated.procedures:
            if procedure.counts_as != "none":
                counted.append((since_us, until_us, procedure.id, procedure.counts_as))
                needs += [(since_us, procedure.id, *need) for need in _needs_of(dated, procedure)]
    return _table(_COUNTED, counted), _table(_NEEDS, needs)


def stretches(zone: Zone) -> Iterator[tuple[int, int, Zone]]:
    """Give the stretches of days with the same procedures: [since, until) and the zone then."""
    rows = (*zone.procedures, *zone.milestones)
    days = sorted({day for row in rows for day in (row.valid_from, row.valid_until) if day})
    edges = [_EARLIEST_US, *(_midnight_us(zone, day) for day in days), _LATEST_US]
    for place, day in enumerate([date.min, *days]):
        yield edges[place], edges[place + 1], zone.at(day)


def _midnight_us(zone: Zone, day: date) -> int:
    return int(datetime.combine(day, time(), ZoneInfo(zone.time_zone)).timestamp()) * MICROS


def _needs_of(dated: Zone, procedure: Procedure) -> Iterator[tuple[str, int, str, bool, int]]:
    """Give the steps of `arrived`, of `cleared`, and of each milestone by its own name."""
    for number, milestone in enumerate(milestones_of(dated, procedure)):
        called = [f"milestone {milestone.id}"]
        called += ["arrived"] if milestone.id == procedure.arrives_at else []
        called += ["cleared"] if milestone.id == procedure.clears_at else []
        for what in called:
            for must, steps in ((True, milestone.all_of), (False, milestone.any_of)):
                for place, step in enumerate(steps):
                    yield what, number, step, must, place


def _lines(dated: Zone) -> list[tuple[str, str]]:
    found = [(place, dated.find_bulletin_line(place)) for place in dated.places]
    return [(place, line) for place, line in found if line is not None]


def _headings(dated: Zone) -> list[tuple[str, str, str]]:
    return [
        (direction, goods, heading)
        for direction in ("export", "import")
        for goods in dated.goods_by_id
        if (heading := find_heading(dated, direction, goods)) is not None
    ]


def _table(schema: pa.Schema, rows: list[Any]) -> pa.Table:
    return pa.Table.from_pylist([dict(zip(schema.names, row, strict=True)) for row in rows], schema)
